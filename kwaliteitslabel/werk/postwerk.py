"""Letters that wait to be read before they go, and post that is stuck or did not arrive, for Mijn werk."""

from datetime import timedelta

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone

from berichten.models import Poststuk
from huisstijl.templatetags.opmaak import meervoud, tijdstip
from kwaliteitslabel.werk.telling import Telling
from kwaliteitslabel.werk.werkvoorraad import Werk
from leden.models import Lidmaatschap
from trajecten.models import Traject

# A worker looks every fifteen seconds; who is told after a quarter of an hour is not told of a restart.
VAST_NA = timedelta(minutes=15)


def postwerk(wie: Lidmaatschap, telling: Telling) -> list[Werk]:
    """A row per letter that this membership reads first, and what there is to do about post that does not arrive."""
    return [*_na_te_lezen(wie, telling), *_komt_terug(telling), *_vast(telling), *_niet_aangenomen(telling)]


def na_te_lezen(wie: Lidmaatschap) -> QuerySet[Poststuk]:
    """Letters that it reads before they go."""
    # Who has an interest knows nothing of the traject any more; a colleague reads its letters.
    bekend = Traject.objects.zichtbaar_voor(wie).annotate(naam=Concat(Value("traject "), "nummer")).values("naam")
    return Poststuk.objects.na_te_lezen(wie).filter(onderwerp__in=bekend)


def _na_te_lezen(wie, telling):
    if not telling.wacht_een_brief:
        return []
    return [
        Werk(
            f"Lees de brief na: {poststuk.kop}",
            f"De brief gaat naar {poststuk.aan} als u hem verstuurt.",
            reverse("brief_nalezen", args=[poststuk.onderwerp.removeprefix("traject "), poststuk.pk]),
            "Lees de brief",
        )
        for poststuk in na_te_lezen(wie).order_by("pk")
    ]


def _vast(telling):
    sinds = telling.zonder_brief_sinds
    if sinds is None or sinds > timezone.now() - VAST_NA:
        return []
    return [
        Werk(
            "De post staat stil",
            f"Over wat er sinds {tijdstip(sinds)} gebeurde, heeft nog niemand bericht. Vraag wie het programma beheert om te "
            "kijken of de achtergrondtaken lopen.",
            reverse("beheer"),
            "Ga naar Beheer",
        )
    ]


def _komt_terug(telling):
    """One's own address, and those of the people one looks after."""
    werk = []
    if telling.eigen_adres_kapot:
        werk.append(
            Werk(
                "Brieven aan uw e-mailadres komen terug",
                "Daarom mailen wij ze niet meer. Geef een ander adres op, of vraag uw beheerder te zeggen dat het weer werkt.",
                reverse("adres_wijzigen"),
                "Geef een ander adres op",
            )
        )
    if telling.andere_adressen_kapot:
        werk.append(
            Werk(
                f"Brieven aan {meervoud(telling.andere_adressen_kapot, 'persoon komen', 'mensen komen')} terug",
                "Het e-mailadres werkt niet. Vraag of het nog klopt.",
                reverse("teruggekomen_post"),
                "Bekijk om wie het gaat",
            )
        )
    return werk


def _niet_aangenomen(telling):
    if not telling.mails_niet_verstuurd:
        return []
    return [
        Werk(
            f"{meervoud(telling.mails_niet_verstuurd, 'mail is', 'mails zijn')} niet verstuurd",
            "De mailserver nam ze niet aan. Vraag wie het programma beheert wat er was, en stuur ze daarna opnieuw.",
            reverse("teruggekomen_post"),
            "Bekijk de post",
        )
    ]

"""Improvement plans on Mijn werk: those that are due, for the organisation, and progress to answer, for the certifier."""

from datetime import timedelta

from django.db.models import Count, Exists, Min, OuterRef
from django.urls import reverse
from django.utils import timezone

from huisstijl.templatetags.opmaak import meervoud
from kwaliteitslabel.werk.werkvoorraad import Werk
from leden.bevoegdheden import Handeling, heeft_rol
from leden.models import Lidmaatschap
from toetsing.models import Verbeterplan, Voortgang
from trajecten.levensloop import GESTOPT

# So many days before the day that was promised, one hears of it.
BIJNA_KLAAR = timedelta(days=14)


def plannenwerk(wie: Lidmaatschap) -> list[Werk]:
    """A row per traject with plans that are due, or with progress without an answer. One query."""
    if heeft_rol(wie, Handeling.VOORTGANG_MELDEN):
        return _te_melden(wie)
    if heeft_rol(wie, Handeling.VOORTGANG_BEANTWOORDEN):
        return _te_beantwoorden(wie)
    return []


def _te_melden(wie: Lidmaatschap) -> list[Werk]:
    plannen = (
        Verbeterplan.objects.zichtbaar_voor(wie)
        .filter(
            ~Exists(Voortgang.objects.filter(plan=OuterRef("pk"), is_klaar=True)),
            goedgekeurd_op__isnull=False,
            klaar_op__lte=timezone.localdate() + BIJNA_KLAAR,
        )
        .exclude(traject__status__in=GESTOPT)
    )
    per_traject = plannen.order_by().values("traject__nummer").annotate(aantal=Count("pk"), eerste=Min("klaar_op"))
    return [
        Werk(
            titel=f"Meld hoe het staat met {meervoud(rij['aantal'], 'verbeterplan', 'verbeterplannen')}",
            zin=f"Traject {rij['traject__nummer']}. U schreef wanneer het klaar is. Is het klaar, meld dat dan erbij.",
            url=reverse("verbeterplannen", args=[rij["traject__nummer"]]),
            knop="Ga naar de plannen",
            termijn=rij["eerste"],
        )
        for rij in per_traject.order_by("eerste", "traject__nummer")
    ]


def _te_beantwoorden(wie: Lidmaatschap) -> list[Werk]:
    per_traject = (
        Voortgang.objects.zichtbaar_voor(wie)
        .onbeantwoord()
        .order_by()
        .values("plan__traject__nummer", "plan__traject__organisatie__naam")
        .annotate(aantal=Count("pk"), eerste=Min("pk"))
    )
    return [
        Werk(
            titel=f"Lees de voortgang van {rij['plan__traject__organisatie__naam']} en antwoord",
            zin=f"{meervoud(rij['aantal'], 'melding wacht', 'meldingen wachten')} op een kort antwoord van u.",
            url=reverse("voortgang_beantwoorden", args=[rij["plan__traject__nummer"], rij["eerste"]]),
            knop="Lees en antwoord",
        )
        for rij in per_traject.order_by("eerste")
    ]

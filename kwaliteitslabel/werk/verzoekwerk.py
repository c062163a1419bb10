"""What one party of a traject asks the other, for Mijn werk: objections to the team, other last days, questions and answers."""

from operator import attrgetter
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from kwaliteitslabel.werk.werkvoorraad import Werk
from leden.models import Lidmaatschap
from trajecten.models import PARTIJ_DIE_VRAAGT, Teambezwaar, Termijnvoorstel, Traject, Vraag


def verzoekwerk(wie: Lidmaatschap) -> tuple[list[Werk], list[Werk]]:
    """Rows about objections and last days, and rows about questions: those to answer, and then the answers to read.

    Who may see a traject is asked once, and not again for each kind of thing that can be asked.
    """
    if wie.rol not in PARTIJ_DIE_VRAAGT:
        return [], []
    soorten = _soorten(wie)
    eerste, *andere = (rijen.order_by().values("traject") for rijen in soorten.values())
    trajecten = Traject.objects.zichtbaar_voor(wie).voor_lijst().filter(pk__in=eerste.union(*andere, all=True))
    gevonden = list(trajecten.prefetch_related(*(Prefetch(soort, rijen) for soort, rijen in soorten.items())))

    def alle(soort):
        return sorted((rij for traject in gevonden for rij in getattr(traject, soort).all()), key=attrgetter("pk"))

    vragen = sorted(alle("vragen"), key=lambda vraag: vraag.beantwoord_op is not None)
    verzoeken = [*map(_bezwaar, alle("teambezwaren")), *map(_voorstel, alle("termijnvoorstellen"))]
    return verzoeken, [_vraag(een) for een in vragen]


def _soorten(wie: Lidmaatschap) -> dict[str, QuerySet[Any]]:
    return {
        "teambezwaren": Teambezwaar.objects.aan(wie).select_related("gebruiker"),
        "termijnvoorstellen": Termijnvoorstel.objects.aan(wie),
        "vragen": Vraag.objects.aan(wie),
    }


def verzoeken_aan(wie: Lidmaatschap) -> list[QuerySet[Any]]:
    """The same, to count."""
    if wie.rol not in PARTIJ_DIE_VRAAGT:
        return []
    trajecten = Traject.objects.zichtbaar_voor(wie)
    return [rijen.filter(traject__in=trajecten) for rijen in _soorten(wie).values()]


def _bezwaar(bezwaar: Teambezwaar) -> Werk:
    """An objection of the organisation to a member of the team."""
    return Werk(
        titel=f"Beantwoord het bezwaar van {bezwaar.traject.organisatie.naam} tegen {bezwaar.gebruiker.naam}",
        zin="De organisatie wil dit teamlid niet, en schreef waarom. Geef antwoord; u kunt ook iemand anders kiezen.",
        url=reverse("teambezwaar_beantwoorden", args=[bezwaar.traject.nummer, bezwaar.pk]),
        knop="Beantwoord het bezwaar",
    )


def _voorstel(voorstel: Termijnvoorstel) -> Werk:
    """Another last day that the other party asked for."""
    return Werk(
        titel=f"{voorstel}, {voorstel.traject.organisatie.naam}",
        zin="Ga akkoord of niet." + (" Antwoordt u niet op tijd, dan geldt dat als akkoord." if voorstel.oud else ""),
        url=reverse("termijn", args=[voorstel.traject.nummer]),
        knop="Lees de reden en antwoord",
        termijn=voorstel.oud,
    )


def _vraag(vraag: Vraag) -> Werk:
    if vraag.beantwoord_op:
        return Werk(
            f"Er is antwoord op uw vraag: {vraag.onderwerp}",
            "Lees het antwoord en sluit de vraag.",
            vraag.get_absolute_url(),
            "Lees het antwoord",
        )
    return Werk(
        f"Beantwoord de vraag: {vraag.onderwerp}",
        f"Over traject {vraag.traject.nummer} van {vraag.traject.organisatie.naam}.",
        vraag.get_absolute_url(),
        "Lees en antwoord",
    )

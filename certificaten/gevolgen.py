"""What a decision of the committee does to the certificate that is there: one row per `gevolg` of the framework."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from certificaten.models import Certificaat, Wijziging
from leden.models import Lidmaatschap
from normenkader.inhoud import Besluitoptie
from trajecten.models import Traject


@dataclass(frozen=True)
class Uitvoering:
    """The decision that a consequence follows from, and who recorded it. `traject`: the short one that it was taken on."""

    wie: Lidmaatschap
    traject: Traject
    keuze: Besluitoptie
    besluit_nummer: str
    op: date


def _voorwaarden_vervuld(uitvoering: Uitvoering) -> None:
    """From the day of the decision on the certificate holds without conditions."""
    Wijziging.objects.create(
        certificaat=Certificaat.objects.get(traject=uitvoering.traject.vorige_id),
        soort=Wijziging.Soort.VOORWAARDEN_VERVULD,
        per=uitvoering.op,
        reden=f"Besluit {uitvoering.besluit_nummer}.",
        vastgelegd_door=uitvoering.wie.gebruiker,
    )


GEVOLGEN: dict[str, Callable[[Uitvoering], None]] = {
    "voorwaarden_vervuld": _voorwaarden_vervuld,
}


def gevolgbelemmeringen(keuze: Besluitoptie) -> list[str]:
    """A consequence that a framework names and nobody can carry out, is no decision that can be taken."""
    if not keuze.gevolg or keuze.gevolg in GEVOLGEN:
        return []
    return [f"‘{keuze.label}’ kan de toepassing nog niet uitvoeren. Kies een ander besluit."]


def gevolg_uitvoeren(uitvoering: Uitvoering) -> None:
    """Do to the certificate what the decision says. Part of that decision, which holds the lock."""
    if uitvoering.keuze.gevolg:
        GEVOLGEN[uitvoering.keuze.gevolg](uitvoering)

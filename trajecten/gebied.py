"""What an organisation chooses of its area when it applies, and why it cannot be that."""

from collections.abc import Collection
from dataclasses import dataclass

from leden import gemeenten
from leden.models import Activiteit, Gebiedsdeel, Locatie, Organisatie, Werkgebied
from leden.opgave import LOCATIEVELDEN
from trajecten.models import Traject, Trajectgebied, Trajectlocatie


@dataclass(frozen=True)
class Gebiedskeuze:
    """The rows that were chosen; who has kept none of a kind has none to choose."""

    locaties: Collection[Locatie] = ()
    werkgebied: Collection[Werkgebied] = ()
    activiteiten: Collection[Activiteit] = ()


GEEN_KEUZE = Gebiedskeuze()


def gebiedskeuzebelemmeringen(organisatie: Organisatie, keuze: Gebiedskeuze) -> list[str]:
    """What is chosen belongs to the organisation and holds today; who has locations says which."""
    belemmeringen = []
    gekozen: tuple[tuple[type[Gebiedsdeel], Collection[Gebiedsdeel]], ...] = (
        (Locatie, keuze.locaties),
        (Werkgebied, keuze.werkgebied),
        (Activiteit, keuze.activiteiten),
    )
    for soort, rijen in gekozen:
        te_kiezen = set(soort.objects.van(organisatie).op().values_list("pk", flat=True)) if rijen else set()
        belemmeringen += [f"{rij} hoort nu niet bij {organisatie.naam}." for rij in rijen if rij.pk not in te_kiezen]
    if not keuze.locaties and Locatie.objects.van(organisatie).op().exists():
        belemmeringen.append("Kies minstens één locatie.")
    return belemmeringen


def gebied_vastleggen(traject: Traject, keuze: Gebiedskeuze) -> None:
    """Write down what was chosen, as it is today."""
    werkgebied = sorted({gemeenten.code_op(een.gemeente) for een in keuze.werkgebied})
    activiteiten = sorted({een.naam for een in keuze.activiteiten}, key=str.casefold)
    Trajectgebied.objects.create(traject=traject, werkgebied=werkgebied, activiteiten=activiteiten)
    Trajectlocatie.objects.bulk_create(
        Trajectlocatie(
            traject=traject,
            locatie=een,
            **{veld: getattr(een, veld) for veld in LOCATIEVELDEN} | {"gemeente": gemeenten.code_op(een.gemeente)},
        )
        for een in keuze.locaties
    )

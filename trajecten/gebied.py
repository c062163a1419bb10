"""What an organisation chooses of its area when it applies, and why it cannot be that."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from leden import gemeenten
from leden.models import Activiteit, Gebiedsdeel, Locatie, Organisatie, Werkgebied
from leden.opgave import LOCATIEVELDEN, met_dagen
from trajecten.models import Traject, Trajectgebied, Trajectlocatie


@dataclass(frozen=True)
class Gebiedskeuze:
    """The rows that were chosen; who has kept none of a kind has none to choose."""

    locaties: Collection[Locatie] = ()
    werkgebied: Collection[Werkgebied] = ()
    activiteiten: Collection[Activiteit] = ()


GEEN_KEUZE = Gebiedskeuze()


def gebiedskeuzebelemmeringen(organisatie: Organisatie, keuze: Gebiedskeuze, *, ook_straks: bool = False) -> list[str]:
    """What is chosen belongs to the organisation and holds today, or (`ook_straks`) later on; who has locations says which."""

    def te_kiezen(soort: type[Gebiedsdeel]) -> Any:
        rijen = soort.objects.van(organisatie)
        return rijen.nu_of_straks() if ook_straks else rijen.op()

    belemmeringen = []
    gekozen: tuple[tuple[type[Gebiedsdeel], Collection[Gebiedsdeel]], ...] = (
        (Locatie, keuze.locaties),
        (Werkgebied, keuze.werkgebied),
        (Activiteit, keuze.activiteiten),
    )
    for soort, rijen in gekozen:
        mogelijk = set(te_kiezen(soort).values_list("pk", flat=True)) if rijen else set()
        belemmeringen += [f"{rij} hoort nu niet bij {organisatie.naam}." for rij in rijen if rij.pk not in mogelijk]
    if not keuze.locaties and te_kiezen(Locatie).exists():
        belemmeringen.append("Kies minstens één locatie.")
    return belemmeringen


def opgave_van(keuze: Gebiedskeuze) -> dict[str, list[Any]]:
    """What is chosen, as a document: with from when and until when, as far as that is still to come."""
    vandaag = timezone.localdate()

    def dagen(een: Gebiedsdeel) -> tuple[date | None, date | None]:
        return een.van if een.van and een.van > vandaag else None, een.tot

    locaties = [
        met_dagen(
            {veld: getattr(een, veld) for veld in LOCATIEVELDEN} | {"gemeente": gemeenten.code_op(een.gemeente)},
            *dagen(een),
        )
        for een in keuze.locaties
    ]
    werkgebied = [met_dagen(gemeenten.code_op(een.gemeente), *dagen(een)) for een in keuze.werkgebied]
    activiteiten = [met_dagen(een.naam, *dagen(een)) for een in keuze.activiteiten]
    delen = {"locaties": locaties, "werkgebied": werkgebied, "activiteiten": activiteiten}
    return {naam: deel for naam, deel in delen.items() if deel}


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

"""What a decision will read like, and why it cannot."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from beheercommissie.aanvullend import onderzoeksbelemmeringen
from beheercommissie.bevoegdheden import (
    afwijkingsbelemmeringen,
    navraagbelemmeringen,
    uitvoerbelemmeringen,
    voorwaardenbelemmeringen,
)
from beheercommissie.models import Agendapunt
from normenkader.inhoud import Besluitoptie
from toetsing.models import Voorwaarde
from trajecten.schrijven import lengtebelemmeringen


@dataclass(frozen=True)
class Opzet:
    """What the chair writes and chooses for a decision; what is not asked for the option stays as it is here."""

    optie: str
    motivering: str
    afwijking: str = ""
    voorwaardenlijst: Sequence[Voorwaarde] = ()
    voorwaarden: str = ""
    ingang: date | None = None
    tot: date | None = None
    openbare_reden: str = ""
    vraag: str = ""
    vraag_aan: str = ""
    antwoord_tot_en_met: date | None = None
    maand: date | None = None
    normen: Collection[str] = ()

    def per_veld(self, agendapunt: Agendapunt, keuze: Besluitoptie) -> Iterator[tuple[str, str]]:
        """Why the decision cannot read like this: each sentence with the field that it is about."""
        traject = agendapunt.traject
        if not self.motivering.strip():
            yield "motivering", "Schrijf waarom de commissie dit besluit. De organisatie leest deze motivering."
        for reden in afwijkingsbelemmeringen(agendapunt, keuze, self.afwijking):
            yield "afwijking", reden
        for reden in voorwaardenbelemmeringen(traject, keuze, self.voorwaardenlijst, agendapunt.vergadering.besluitdag):
            yield "voorwaardenlijst", reden
        yield from navraagbelemmeringen(keuze, self.vraag, self.vraag_aan, self.antwoord_tot_en_met).items()
        yield from onderzoeksbelemmeringen(traject, keuze, self.vraag, self.maand, self.normen).items()
        for veld in ("motivering", "afwijking", "voorwaarden", "vraag"):
            for reden in lengtebelemmeringen(getattr(self, veld)):
                yield veld, reden
        yield from uitvoerbelemmeringen(
            traject,
            keuze,
            ingang=self.ingang,
            tot=self.tot,
            openbare_reden=self.openbare_reden,
            voorwaarden=self.voorwaarden,
        ).items()

    def belemmeringen(self, agendapunt: Agendapunt, keuze: Besluitoptie) -> list[str]:
        """The sentences alone."""
        return [reden for _, reden in self.per_veld(agendapunt, keuze)]

"""What a decision will read like, and why it cannot."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from beheercommissie.aanvullend import onderzoeksbelemmeringen
from beheercommissie.bevoegdheden import (
    afwijkingsbelemmeringen,
    navraagbelemmeringen,
    uitvoerbelemmeringen,
    voorwaardenbelemmeringen,
)
from beheercommissie.models import (
    Agendapunt,
)
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

    def belemmeringen(self, agendapunt: Agendapunt, keuze: Besluitoptie) -> list[str]:
        """Why the decision cannot read like this."""
        traject = agendapunt.traject
        geen_motivering = "Schrijf waarom de commissie dit besluit. De organisatie leest deze motivering."
        return [
            *([] if self.motivering.strip() else [geen_motivering]),
            *afwijkingsbelemmeringen(agendapunt, keuze, self.afwijking),
            *voorwaardenbelemmeringen(traject, keuze, self.voorwaardenlijst),
            *navraagbelemmeringen(keuze, self.vraag, self.vraag_aan, self.antwoord_tot_en_met).values(),
            *onderzoeksbelemmeringen(traject, keuze, self.vraag, self.maand, self.normen).values(),
            *(
                reden
                for tekst in (self.motivering, self.afwijking, self.voorwaarden, self.vraag)
                for reden in lengtebelemmeringen(tekst)
            ),
            *uitvoerbelemmeringen(
                traject,
                keuze,
                ingang=self.ingang,
                tot=self.tot,
                openbare_reden=self.openbare_reden,
                voorwaarden=self.voorwaarden,
            ).values(),
        ]

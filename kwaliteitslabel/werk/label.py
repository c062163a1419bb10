"""The label of the own organisation on Mijn werk: how it stands today, and what comes next."""

from dataclasses import dataclass

from django.utils import timezone

from beheercommissie.models import Besluit
from certificaten.controle import Uitkomst, uitkomst_op
from certificaten.levensloop import Stand, stand_op
from certificaten.merkgebruik import gebruiksregels
from certificaten.models import Certificaat
from leden.models import Organisatie, met_voorgangers

# The newest certificate that has begun: it has no successor, so these are all states it can be in.
KOPPEN = {
    Stand.GELDIG: "U hebt het label",
    Stand.GESCHORST: "Uw label is geschorst",
    Stand.INGETROKKEN: "Uw label is ingetrokken",
    Stand.BEEINDIGD: "Uw label is beëindigd",
    Stand.VERLOPEN: "Uw label is verlopen",
}


@dataclass(frozen=True)
class Label:
    """The newest certificate of an organisation with its state today; `besluit` as far as its reader may see it."""

    certificaat: Certificaat
    uitkomst: Uitkomst
    stand: Stand
    besluit: Besluit | None

    @property
    def kop(self) -> str:
        voorbehoud = self.stand == Stand.GELDIG and self.besluit is not None and self.besluit.heeft_voorbehoud
        return f"{KOPPEN[self.stand]}{', met een voorbehoud' if voorbehoud else ''}"

    @property
    def regels(self) -> list[str]:
        """What the organisation must stop with while it does not hold."""
        return gebruiksregels(self.stand)


def label_van(wie):
    """The label that a member of an organisation works for, or None when it never had one."""
    if wie.organisatie.soort != Organisatie.Soort.LID:
        return None
    vandaag = timezone.localdate()
    certificaten = Certificaat.objects.zichtbaar_voor(wie).openbaar().met_stand(vandaag)
    eigen = certificaten.filter(organisatie__in=met_voorgangers(wie.organisatie), geldig_van__lte=vandaag)
    certificaat = eigen.order_by("-geldig_van", "-pk").first()
    if certificaat is None:
        return None
    besluiten = Besluit.objects.zichtbaar_voor(wie).select_related("agendapunt__traject__kaderversie")
    besluit = besluiten.defer("agendapunt__dossier").filter(nummer=certificaat.besluit_nummer).first()
    return Label(certificaat, uitkomst_op(certificaat, vandaag), stand_op(certificaat, vandaag), besluit)

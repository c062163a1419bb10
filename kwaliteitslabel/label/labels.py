"""The labels of an organisation: of every cycle the newest certificate that has begun, and how it stands today."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from django.utils import timezone

from beheercommissie.models import Besluit
from certificaten.controle import Uitkomst, uitkomst_op
from certificaten.levensloop import GELDIGE_STANDEN, Stand, stand_op
from certificaten.merkgebruik import gebruiksregels
from certificaten.models import Certificaat
from leden.models import Lidmaatschap, Organisatie, eigen_organisaties
from trajecten.models import Cyclus

# The newest certificate that has begun has no successor, so these are all states it can be in.
KOPPEN = {
    Stand.GELDIG: "U hebt het label",
    Stand.GELDIG_MET_VOORWAARDEN: "U hebt het label, met voorwaarden",
    Stand.GESCHORST: "Uw label is geschorst",
    Stand.INGETROKKEN: "Uw label is ingetrokken",
    Stand.BEEINDIGD: "Uw label is beëindigd",
    Stand.VERLOPEN: "Uw label is verlopen",
}


@dataclass(frozen=True)
class Label:
    """The newest certificate of a cycle that has begun, with its state today; `besluit` as far as its reader may see it.

    `laatste`: the newest one, also when it still has to begin.
    """

    certificaat: Certificaat
    laatste: Certificaat
    uitkomst: Uitkomst
    stand: Stand
    besluit: Besluit | None

    @property
    def kop(self) -> str:
        # A decision of before had no conditions as items.
        voorbehoud = self.stand == Stand.GELDIG and self.besluit is not None and self.besluit.heeft_los_voorbehoud
        return f"{KOPPEN[self.stand]}{', met een voorbehoud' if voorbehoud else ''}"

    @property
    def volgend_onderzoek_op(self) -> date | None:
        """Until when the certifier looks again, as the award says; not any more once the follow-up that it asked for was decided on."""
        if self.besluit is None or self.stand not in (*GELDIGE_STANDEN, Stand.GESCHORST):
            return None
        is_gedaan = self.stand != Stand.GELDIG_MET_VOORWAARDEN and self.besluit.heeft_voorbehoud
        return None if is_gedaan and self.besluit.voorbehoud else self.besluit.volgend_onderzoek_op

    @property
    def regels(self) -> list[str]:
        """What the organisation must stop with while it does not hold."""
        return gebruiksregels(self.stand)


def labels_van(wie: Lidmaatschap) -> list[Label]:
    """The labels that a member of an organisation works for, in the order in which they began."""
    if wie.organisatie.soort != Organisatie.Soort.LID:
        return []
    return _labels(wie, organisatie__in=eigen_organisaties(wie))


def label_in(wie: Lidmaatschap, cyclus: Cyclus) -> Label | None:
    """How the label of a cycle stands, or None as long as there is none."""
    return next(iter(_labels(wie, cyclus=cyclus)), None)


def _labels(wie: Lidmaatschap, **van: object) -> list[Label]:
    vandaag = timezone.localdate()
    certificaten = Certificaat.objects.zichtbaar_voor(wie).openbaar().met_stand(vandaag).filter(**van)
    op_volgorde = certificaten.select_related("cyclus").order_by("cyclus_id", "geldig_van", "pk")
    groepen = [list(groep) for _, groep in groupby(op_volgorde, key=attrgetter("cyclus_id"))]
    nummers = [een.besluit_nummer for groep in groepen if (een := _nieuwste(groep))]
    besluiten = Besluit.objects.zichtbaar_voor(wie).select_related("agendapunt__traject__kaderversie")
    gevonden = list(besluiten.defer("agendapunt__dossier").filter(nummer__in=nummers))
    return [label for groep in groepen if (label := label_uit(groep, gevonden))]


def _nieuwste(certificaten: list[Certificaat]) -> Certificaat | None:
    """The last of these, of one cycle and the oldest first, that has begun."""
    return next((een for een in reversed(certificaten) if een.geldig_van <= timezone.localdate()), None)


def label_uit(certificaten: list[Certificaat], besluiten: list[Besluit]) -> Label | None:
    """How the label stands of which these are the certificates, of one cycle with `met_stand` of today and the oldest first; None
    before the first began."""
    nieuwste = _nieuwste(certificaten)
    if nieuwste is None:
        return None
    besluit = next((een for een in besluiten if een.nummer == nieuwste.besluit_nummer), None)
    if besluit and besluit.agendapunt.traject_id == nieuwste.traject_id:
        # The same one, which came with its framework: a large text, read once.
        nieuwste.traject = besluit.agendapunt.traject
    vandaag = timezone.localdate()
    uitkomst, stand = uitkomst_op(nieuwste, vandaag), stand_op(nieuwste, vandaag)
    return Label(nieuwste, certificaten[-1], uitkomst, stand, besluit)

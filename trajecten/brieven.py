"""Who hears of what happens to a traject: rows of the table in `berichten.regels`."""

from berichten.regels import REGELS, SOORTEN, Inhoud, Regel, Soort
from leden.bevoegdheden import Handeling
from leden.models import Gebeurtenis
from trajecten.levensloop import AanZet, Status
from trajecten.models import Traject
from trajecten.ontvangers import ORGANISATIE, PLANNER


def _zoek(nummer: str) -> Traject | None:
    return Traject.objects.select_related("organisatie", "certificeerder", "kaderversie").filter(nummer=nummer).first()


def _inhoud(traject: Traject, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    """What every letter about a traject says: no name of an organisation, no judgement, nothing that somebody wrote."""
    bezig = traject.beurt.wie != AanZet.NIEMAND
    return Inhoud(
        pad=traject.get_absolute_url(),
        termijn=traject.termijn if bezig else None,
        gegevens={
            "traject": traject,
            "beurt": traject.beurt,
            "wie_aan_zet": AanZet(traject.beurt.wie).label if bezig else "",
            "is_of_zijn": "zijn" if traject.beurt.wie == AanZet.TOETSERS else "is",
        },
    )


def _staat_nog(traject: Traject, gebeurtenis: Gebeurtenis) -> bool:
    return gebeurtenis.naar in ("", traject.status)


SOORTEN["traject"] = Soort(_zoek, _inhoud, _staat_nog)
REGELS += [
    Regel("aanmelding_binnen", PLANNER, Handeling.AANMELDEN, naar=Status.AANGEMELD, is_beurt=True),
    Regel("aanmelding_ontvangen", ORGANISATIE, Handeling.AANMELDEN, is_bundel=True),
]

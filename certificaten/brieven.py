"""Who hears that a traject is finished, and of a new edition of its certificate: rows of the table in `berichten.regels`."""

from dataclasses import replace

from berichten.regels import REGELS, STIL, STIL_VOOR, Inhoud, Regel, Stilte
from leden.bevoegdheden import Handeling
from leden.models import Gebeurtenis
from trajecten.brieven import ZELF_GEDAAN, inhoud
from trajecten.levensloop import Status
from trajecten.models import Traject
from trajecten.ontvangers import BUREAU, CERTIFICEERDER, ORGANISATIE, SECRETARIS


def _in_het_register(traject: Traject, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    pad = traject.certificaten.latest("pk").get_absolute_url()
    return replace(inhoud(traject, regel, gebeurtenis), pad=pad)


def _nieuwe_uitgave(traject: Traject, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    """The reason stands in the row of the log; everybody reads it in the register too."""
    basis = _in_het_register(traject, regel, gebeurtenis)
    return replace(basis, gegevens=basis.gegevens | {"nummer": traject.certificaten.latest("pk").nummer})


AFGEROND = ((Handeling.UITGEVEN, Status.LOPEND), (Handeling.AFSLUITEN, Status.AFGESLOTEN))
REGELS += [
    Regel("certificaat_uitgegeven", ORGANISATIE, Handeling.UITGEVEN, naar=Status.LOPEND, inhoud=_in_het_register),
    Regel("traject_afgesloten", ORGANISATIE, Handeling.AFSLUITEN, naar=Status.AFGESLOTEN),
    Regel("nieuwe_uitgave", ORGANISATIE, Handeling.NIEUWE_UITGAVE, inhoud=_nieuwe_uitgave),
    Regel(
        "nieuwe_uitgave_certificeerder",
        CERTIFICEERDER,
        Handeling.NIEUWE_UITGAVE,
        is_bundel=True,
        inhoud=_nieuwe_uitgave,
    ),
    *(Regel("traject_klaar", CERTIFICEERDER, handeling, naar=status, is_bundel=True) for handeling, status in AFGEROND),
]
STIL[Handeling.UITREIKING_VASTLEGGEN] = "De uitreiking was een feest van beide; hier staat alleen wanneer en waar."
NIET_HET_BESLUIT = "Het besluit blijft wat het was; het register zegt wat er veranderde."
STIL_VOOR += [
    Stilte(BUREAU, (Handeling.UITGEVEN, Handeling.AFSLUITEN, Handeling.NIEUWE_UITGAVE), ZELF_GEDAAN),
    Stilte(SECRETARIS, (Handeling.NIEUWE_UITGAVE,), NIET_HET_BESLUIT),
    Stilte(
        SECRETARIS,
        (Handeling.UITGEVEN, Handeling.AFSLUITEN),
        "Hoorde van het besluit; dat het is afgerond, staat op de lijst.",
    ),
]

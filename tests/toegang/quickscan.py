"""What each person gets on a GET of the pages of a QuickScan: three scans, in concept, open and closed."""

from django.urls import reverse

from quickscan.link import pad
from quickscan.models import QuickScan, Scanformulier
from tests.toegang.algemeen import IEDEREEN, INLOGGEN, MENSEN, NIEMAND

ALLEEN_HET_BUREAU = NIEMAND | {"gijs": 200}
# A scan that is not closed does not exist for anyone but the bureau; a closed one for members too.
ONZICHTBAAR = INLOGGEN | dict.fromkeys(MENSEN, 404)
LEDEN = ("joke", "ingrid", "hilde", "bram")
UITSLAG = ONZICHTBAAR | dict.fromkeys((*LEDEN, "gijs"), 200)


def _scan(naam, titel, *args):
    return {"url": lambda t: reverse(naam, args=[QuickScan.objects.get(titel=f"QuickScan {titel}").pk, *args])}


def _formulier(titel):
    return Scanformulier.objects.get(scan__titel=f"QuickScan {titel}", organisatie__naam="Welzijn Wilgendam")


def _link(naam, titel):
    return {"url": lambda t: pad(_formulier(titel), naam)}


TABEL = {
    "quickscans": {"url": lambda t: reverse("quickscans")} | ALLEEN_HET_BUREAU,
    "quickscan_maken": {"url": lambda t: reverse("quickscan_maken")} | ALLEEN_HET_BUREAU,
    "quickscan": _scan("quickscan", "open") | ONZICHTBAAR | {"gijs": 200},
    "quickscan_wijzigen": _scan("quickscan_wijzigen", "in concept") | ONZICHTBAAR | {"gijs": 200},
    "quickscan_vraag_toevoegen": _scan("quickscan_vraag_toevoegen", "in concept") | ONZICHTBAAR | {"gijs": 200},
    "quickscan_vraag": _scan("quickscan_vraag", "in concept", "stand") | ONZICHTBAAR | {"gijs": 200},
    "quickscan_vraag_omhoog": _scan("quickscan_vraag_omhoog", "in concept", "waarom") | ONZICHTBAAR | {"gijs": 405},
    "quickscan_weggooien": _scan("quickscan_weggooien", "in concept") | ONZICHTBAAR | {"gijs": 200},
    "quickscan_openen": _scan("quickscan_openen", "in concept") | ONZICHTBAAR | {"gijs": 200},
    "quickscan_herinneren": _scan("quickscan_herinneren", "open") | ONZICHTBAAR | {"gijs": 405},
    "quickscan_koppeling_geven": {"url": lambda t: reverse("quickscan_koppeling_geven", args=[_formulier("open").pk])}
    | ONZICHTBAAR
    | dict.fromkeys(("joke", "ingrid", "hilde"), 403)
    | {"gijs": 405},
    "quickscan_verlengen": _scan("quickscan_verlengen", "open") | ONZICHTBAAR | {"gijs": 200},
    "quickscan_sluiten": _scan("quickscan_sluiten", "open") | ONZICHTBAAR | {"gijs": 405},
    # A closed scan is visible to members, of whom only the bureau may see who answered what.
    "quickscan_organisaties": _scan("quickscan_organisaties", "gesloten")
    | ONZICHTBAAR
    | dict.fromkeys(LEDEN, 403)
    | {"gijs": 200},
    "quickscan_teksten": _scan("quickscan_teksten", "gesloten")
    | ONZICHTBAAR
    | dict.fromkeys(LEDEN, 403)
    | {"gijs": 200},
    "quickscan_export": _scan("quickscan_export", "gesloten") | ONZICHTBAAR | dict.fromkeys(LEDEN, 403) | {"gijs": 200},
    "quickscan_uitslagen": {"url": lambda t: reverse("quickscan_uitslagen")}
    | NIEMAND
    | dict.fromkeys((*LEDEN, "nora", "gijs"), 200),
    "quickscan_uitslag": _scan("quickscan_uitslag", "gesloten") | UITSLAG,
    "quickscan_uitslag_pdf": _scan("quickscan_uitslag_pdf", "gesloten") | UITSLAG,
    "quickscan_uitslag_export": _scan("quickscan_uitslag_export", "gesloten", "csv") | UITSLAG,
    # From Mijn werk to the link of one's own organisation; the bureau sees the form and does not answer for others.
    "quickscan_invullen": {"url": lambda t: reverse("quickscan_invullen", args=[_formulier("open").pk])}
    | ONZICHTBAAR
    | dict.fromkeys(("joke", "ingrid", "hilde"), 302)
    | {"gijs": 403},
    # Who has the link needs no account.
    "quickscan_link": _link("quickscan_link", "open") | IEDEREEN,
    "quickscan_bedankt": _link("quickscan_bedankt", "open") | IEDEREEN,
    "quickscan_link_uitslag": _link("quickscan_link_uitslag", "gesloten") | IEDEREEN,
}

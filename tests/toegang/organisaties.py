"""What each person gets on a GET of the pages of organisations; typed by hand."""

from django.urls import reverse

MENSEN = (
    *("joke", "ingrid", "hilde", "bram", "karin", "meike", "tessa", "roel", "nora", "vera", "wim"),
    *("bert", "cora", "esra", "femke"),
)
ANONIEM = {"anoniem": 302}
ALLEEN_HET_BUREAU = ANONIEM | dict.fromkeys(MENSEN, 403) | {"gijs": 200}
# Of Welzijn Wilgendam: who works elsewhere does not learn that it is here.
VAN_WILGENDAM = ("joke", "ingrid", "hilde")
ALLEEN_HET_BUREAU_MAG = ANONIEM | dict.fromkeys(MENSEN, 404) | dict.fromkeys(VAN_WILGENDAM, 403) | {"gijs": 200}
BEHEERDERS = {"hilde": 200, "nora": 200}


def _organisatie(naam):
    return {"url": lambda t: reverse(naam, args=[t.organisatie_id])}


def _kaal(naam):
    return {"url": lambda t: reverse(naam)}


TABEL = {
    "organisaties": _kaal("organisaties") | ALLEEN_HET_BUREAU,
    "organisatie_toelaten": _kaal("organisatie_toelaten") | ALLEEN_HET_BUREAU,
    "organisatie": _organisatie("organisatie") | ALLEEN_HET_BUREAU_MAG,
    "organisatie_wijzigen": _organisatie("organisatie_wijzigen") | ALLEEN_HET_BUREAU_MAG,
    "lid_afmelden": _organisatie("lid_afmelden") | ALLEEN_HET_BUREAU_MAG,
    "eigen_organisatie": _kaal("eigen_organisatie") | ANONIEM | dict.fromkeys((*MENSEN, "gijs"), 200),
    "eigen_organisatie_wijzigen": _kaal("eigen_organisatie_wijzigen")
    | ANONIEM
    | dict.fromkeys((*MENSEN, "gijs"), 403)
    | BEHEERDERS,
}

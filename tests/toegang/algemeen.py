"""What each person gets on a GET of the general pages, of signing in, the frameworks and the list of trajecten."""

from django.urls import reverse

MENSEN = (
    "joke",
    "ingrid",
    "hilde",
    "bram",
    "karin",
    "meike",
    "tessa",
    "roel",
    "nora",
    "vera",
    "wim",
    "bert",
    "cora",
    "esra",
    "femke",
    "gijs",
    "kees",
)
INLOGGEN = {"anoniem": 302}
IEDEREEN = {"anoniem": 200} | dict.fromkeys(MENSEN, 200)
WIE_IS_INGELOGD = INLOGGEN | dict.fromkeys(MENSEN, 200)
NIEMAND = INLOGGEN | dict.fromkeys(MENSEN, 403)
# The traject exists for these people only; a committee member sees it after declaring to have no interest.
VREEMDEN = INLOGGEN | dict.fromkeys(("hilde", "bram", "tessa", "nora", "vera", "wim", "cora", "esra", "kees"), 404)


def _kaal(naam):
    return {"url": lambda t: reverse(naam)}


def _traject(naam):
    return {"url": lambda t: reverse(naam, args=[t.nummer])}


TABEL = {
    # Public; who works here goes to the work.
    "voorpagina": _kaal("voorpagina") | IEDEREEN | dict.fromkeys(MENSEN, 302),
    "robots": _kaal("robots") | IEDEREEN,
    "security_txt": _kaal("security_txt") | IEDEREEN,
    "het_label": _kaal("het_label") | IEDEREEN,
    "hulp": _kaal("hulp") | IEDEREEN,
    "privacy": _kaal("privacy") | IEDEREEN,
    "toegankelijkheid": _kaal("toegankelijkheid") | IEDEREEN,
    "mijn_werk": _kaal("mijn_werk") | WIE_IS_INGELOGD,
    "postvoorkeuren": _kaal("postvoorkeuren") | WIE_IS_INGELOGD,
    "vervanging": _kaal("vervanging") | WIE_IS_INGELOGD,
    "vervanging_beeindigen": {"url": lambda t: reverse("vervanging_beeindigen", args=[1])}
    | INLOGGEN
    | dict.fromkeys(MENSEN, 405),
    "agenda_koppelen": _kaal("agenda_koppelen") | WIE_IS_INGELOGD,
    "agenda_losmaken": _kaal("agenda_losmaken") | INLOGGEN | dict.fromkeys(MENSEN, 405),
    # An address that nobody made.
    "agenda": {"url": lambda t: reverse("agenda", args=["verzonnen"])} | dict.fromkeys(("anoniem", *MENSEN), 404),
    "traject": _traject("traject") | WIE_IS_INGELOGD | VREEMDEN,
    "traject_gebied": _traject("traject_gebied") | WIE_IS_INGELOGD | VREEMDEN,
    # Signing in; who is in already is sent on.
    "account_login": _kaal("account_login") | IEDEREEN | dict.fromkeys(MENSEN, 302),
    "account_logout": _kaal("account_logout") | WIE_IS_INGELOGD,
    "account_signup": _kaal("account_signup") | IEDEREEN | dict.fromkeys(MENSEN, 302),
    "account_reset_password": _kaal("account_reset_password") | IEDEREEN,
    "account_reset_password_done": _kaal("account_reset_password_done") | IEDEREEN,
    "account_reset_password_from_key": {
        "url": lambda t: reverse("account_reset_password_from_key", args=["1", "verlopen-sleutel"])
    }
    | IEDEREEN,
    "account_reset_password_from_key_done": _kaal("account_reset_password_from_key_done") | IEDEREEN,
    "beheer": _kaal("beheer") | NIEMAND | {"gijs": 200},
    "rol_wisselen": _kaal("rol_wisselen") | INLOGGEN | dict.fromkeys(MENSEN, 405),
    # Frameworks
    "kaders": _kaal("kaders") | WIE_IS_INGELOGD,
    "kader": {"url": lambda t: t.kaderversie.get_absolute_url()} | WIE_IS_INGELOGD,
    "kader_vergelijken": {
        "url": lambda t: reverse("kader_vergelijken", args=[t.kaderversie.code, t.kaderversie.versie, "1900"])
    }
    | INLOGGEN
    | dict.fromkeys(MENSEN, 404),
    "kader_laden": _kaal("kader_laden") | NIEMAND | {"gijs": 200},
    "kader_schema": _kaal("kader_schema") | IEDEREEN,
    # The list, applying and the side doors
    "trajecten": _kaal("trajecten") | WIE_IS_INGELOGD | {"hilde": 403, "nora": 403, "kees": 403},
    "trajecten_export": {"url": lambda t: reverse("trajecten_export", args=["xlsx"])}
    | WIE_IS_INGELOGD
    | {"hilde": 403, "nora": 403, "kees": 403},
    "te_laat": _kaal("te_laat") | NIEMAND | {"gijs": 200},
    "te_laat_export": {"url": lambda t: reverse("te_laat_export", args=["csv"])} | NIEMAND | {"gijs": 200},
    "aanmelden": _kaal("aanmelden") | NIEMAND | {"joke": 200, "ingrid": 200, "bram": 200},
    "intrekken": _traject("intrekken") | NIEMAND | VREEMDEN | {"ingrid": 200},
    "staken": _traject("staken") | NIEMAND | VREEMDEN | {"karin": 200},
    "aanhouden": _traject("aanhouden") | NIEMAND | VREEMDEN | {"karin": 200},
    "hervatten": _traject("hervatten") | NIEMAND | VREEMDEN | {"karin": 200},
}

"""What each person gets on a GET of the register, the check and the handing out; typed by hand."""

from django.urls import reverse

MENSEN = (
    *("anoniem", "joke", "ingrid", "bram", "karin", "meike", "tessa", "roel", "hilde", "nora", "vera", "wim"),
    *("bert", "cora", "esra", "femke", "gijs"),
)
VOOR_IEDEREEN = dict.fromkeys(MENSEN, 200)
# Acts of the bureau: 405 says that the act is there, but not on a GET.
ALLEEN_HET_BUREAU = (
    dict.fromkeys(("joke", "ingrid", "karin", "meike", "roel", "bert", "femke"), 403)
    | dict.fromkeys(("hilde", "bram", "tessa", "nora", "vera", "wim", "cora", "esra"), 404)
    | {"anoniem": 302, "gijs": 405}
)


def van_het_certificaat(naam):
    return lambda t: reverse(naam, args=[t.certificaten.get().nummer])


TABEL = {
    "register": {"url": lambda t: reverse("register")} | VOOR_IEDEREEN,
    "register_export": {"url": lambda t: reverse("register_export", args=["xlsx"])} | VOOR_IEDEREEN,
    "vermelding": {"url": van_het_certificaat("vermelding")} | VOOR_IEDEREEN,
    "certificaat_pdf": {"url": van_het_certificaat("certificaat_pdf")} | VOOR_IEDEREEN,
    "nieuwe_uitgave": {"url": van_het_certificaat("nieuwe_uitgave")} | ALLEEN_HET_BUREAU | {"gijs": 200},
    "verifieer": {"url": lambda t: reverse("verifieer")} | VOOR_IEDEREEN,
    "verifieer_nummer": {"url": van_het_certificaat("verifieer_nummer")} | VOOR_IEDEREEN,
    "uitgeven": {"url": lambda t: reverse("uitgeven", args=[t.nummer])} | ALLEEN_HET_BUREAU,
    "afsluiten": {"url": lambda t: reverse("afsluiten", args=[t.nummer])} | ALLEEN_HET_BUREAU,
    # Of the label of which the traject is; it was granted just now, so the page says from when on.
    "hernieuwen": {"url": lambda t: reverse("hernieuwen", args=[t.cyclus_id])}
    | ALLEEN_HET_BUREAU
    | {"joke": 200, "ingrid": 200, "gijs": 403},
}

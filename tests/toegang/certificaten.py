"""What each person gets on a GET of the register, the check and the handing out; typed by hand."""

from django.urls import reverse

MENSEN = (
    *("anoniem", "joke", "ingrid", "bram", "karin", "meike", "tessa", "roel", "hilde", "nora", "vera", "wim"),
    *("bert", "cora", "esra", "femke", "gijs", "kees"),
)
VOOR_IEDEREEN = dict.fromkeys(MENSEN, 200)
# Acts of the bureau: 405 says that the act is there, but not on a GET.
ALLEEN_HET_BUREAU = (
    dict.fromkeys(("joke", "ingrid", "karin", "meike", "roel", "bert", "femke"), 403)
    | dict.fromkeys(("hilde", "bram", "tessa", "nora", "vera", "wim", "cora", "esra", "kees"), 404)
    | {"anoniem": 302, "gijs": 405}
)


def van_het_certificaat(naam):
    return lambda t: reverse(naam, args=[t.certificaten.get().nummer])


VREEMDEN_404 = {"anoniem": 302} | dict.fromkeys(
    ("hilde", "bram", "tessa", "nora", "vera", "wim", "cora", "esra", "kees"), 404
)
PARTIJEN = ("joke", "ingrid", "karin", "meike", "roel", "bert", "femke", "gijs")
# Of a measure: who was in the team of the assessment, and who decided on it, know nothing.
GEEN_MAATREGEL_404 = VREEMDEN_404 | dict.fromkeys(("meike", "roel", "bert"), 404)


def van_de_maatregel(naam, *anders):
    return lambda t: reverse(naam, args=[t.vervolgen.get().nummer, *anders])


TABEL = {
    "register": {"url": lambda t: reverse("register")} | VOOR_IEDEREEN,
    "register_export": {"url": lambda t: reverse("register_export", args=["xlsx"])} | VOOR_IEDEREEN,
    "vermelding": {"url": van_het_certificaat("vermelding")} | VOOR_IEDEREEN,
    "certificaat_pdf": {"url": van_het_certificaat("certificaat_pdf")} | VOOR_IEDEREEN,
    "uitgave_pdf": {"url": lambda t: reverse("uitgave_pdf", args=[t.certificaten.get().nummer, 1])}
    | VREEMDEN_404
    | dict.fromkeys(PARTIJEN, 200),
    "nieuwe_uitgave": {"url": van_het_certificaat("nieuwe_uitgave")} | ALLEEN_HET_BUREAU | {"gijs": 200},
    "verifieer": {"url": lambda t: reverse("verifieer")} | VOOR_IEDEREEN,
    "verifieer_nummer": {"url": van_het_certificaat("verifieer_nummer")} | VOOR_IEDEREEN,
    "uitgeven": {"url": lambda t: reverse("uitgeven", args=[t.nummer])} | ALLEEN_HET_BUREAU,
    "afsluiten": {"url": lambda t: reverse("afsluiten", args=[t.nummer])} | ALLEEN_HET_BUREAU,
    # Of the label of which the traject is; it was granted just now, so the page says from when on.
    "hernieuwen": {"url": lambda t: reverse("hernieuwen", args=[t.cyclus_id])}
    | ALLEEN_HET_BUREAU
    | {"joke": 200, "ingrid": 200, "gijs": 403},
    "maatregel_voorstellen": {"url": van_het_certificaat("maatregel_voorstellen")}
    | VREEMDEN_404
    | dict.fromkeys(PARTIJEN, 403)
    | {"karin": 200, "femke": 200, "gijs": 200},
    "beeindigen": {"url": van_het_certificaat("beeindigen")}
    | VREEMDEN_404
    | dict.fromkeys(PARTIJEN, 403)
    | {"ingrid": 200},
    "merkgebruik": {"url": van_het_certificaat("merkgebruik")} | VREEMDEN_404 | dict.fromkeys(PARTIJEN, 200),
    "maatregel": {"url": van_de_maatregel("maatregel")}
    | GEEN_MAATREGEL_404
    | dict.fromkeys(("joke", "ingrid", "karin", "femke", "gijs"), 200),
    "maatregel_schrijven": {"url": van_de_maatregel("maatregel_schrijven")}
    | GEEN_MAATREGEL_404
    | {"joke": 405, "ingrid": 405, "karin": 403, "femke": 403, "gijs": 403},
    "maatregel_versies": {"url": van_de_maatregel("maatregel_versies", "zienswijze")}
    | GEEN_MAATREGEL_404
    | {"joke": 200, "ingrid": 200, "karin": 403, "femke": 403, "gijs": 403},
    "zienswijze_geven": {"url": van_de_maatregel("zienswijze_geven")}
    | GEEN_MAATREGEL_404
    | {"joke": 403, "ingrid": 405, "karin": 403, "femke": 403, "gijs": 403},
    "herstel_melden": {"url": van_de_maatregel("herstel_melden")}
    | GEEN_MAATREGEL_404
    | {"joke": 403, "ingrid": 405, "karin": 403, "femke": 403, "gijs": 403},
}

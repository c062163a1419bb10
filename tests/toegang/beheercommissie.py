"""What each person gets on a GET of the pages of the beheercommissie; typed by hand."""

from django.urls import reverse

ANONIEM = {"anoniem": 302}
COMMISSIE = dict.fromkeys(("bert", "cora", "esra", "femke"), 200)
IEDEREEN_BUITEN_DE_COMMISSIE = (
    "joke",
    "ingrid",
    "bram",
    "karin",
    "meike",
    "tessa",
    "roel",
    "hilde",
    "nora",
    "vera",
    "wim",
    "gijs",
    "kees",
)
BUITEN_404 = dict.fromkeys(IEDEREEN_BUITEN_DE_COMMISSIE, 404)
BUITEN_403 = dict.fromkeys(IEDEREEN_BUITEN_DE_COMMISSIE, 403)
# Who may know about the traject; a committee member only after declaring to have no interest.
PARTIJEN = ("joke", "ingrid", "karin", "meike", "roel", "bert", "femke", "gijs")
VREEMDEN_404 = dict.fromkeys(("hilde", "bram", "tessa", "nora", "vera", "wim", "cora", "esra", "kees"), 404)


def van_het_punt(naam):
    return lambda t: reverse(naam, args=[t.agendapunten.get().pk])


TABEL = {
    "vergaderingen": {"url": lambda t: reverse("vergaderingen")} | ANONIEM | BUITEN_403 | COMMISSIE,
    "vergaderingen_export": {"url": lambda t: reverse("vergaderingen_export", args=["csv"])}
    | ANONIEM
    | BUITEN_403
    | COMMISSIE,
    "vergadering_plannen": {"url": lambda t: reverse("vergadering_plannen")}
    | ANONIEM
    | BUITEN_403
    | {"bert": 403, "cora": 403, "esra": 403, "femke": 200},
    "vergadering": {"url": lambda t: reverse("vergadering", args=[t.agendapunten.get().vergadering_id])}
    | ANONIEM
    | BUITEN_404
    | COMMISSIE,
    "vergadering_agenda": {"url": lambda t: reverse("vergadering_agenda", args=[t.agendapunten.get().vergadering_id])}
    | ANONIEM
    | BUITEN_404
    | COMMISSIE,
    "voordracht": {"url": lambda t: reverse("voordracht", args=[t.nummer])}
    | ANONIEM
    | VREEMDEN_404
    | dict.fromkeys(PARTIJEN, 200),
    # Of the decision that was taken; strangers do not know of it.
    "besluitbrief": {"url": lambda t: reverse("besluitbrief", args=[t.agendapunten.get().besluit.pk])}
    | ANONIEM
    | VREEMDEN_404
    | dict.fromkeys(PARTIJEN, 200),
    "agenderen": {"url": lambda t: reverse("agenderen", args=[t.nummer])}
    | ANONIEM
    | VREEMDEN_404
    | dict.fromkeys(PARTIJEN, 403)
    | {"femke": 405},
    "schriftelijk_voorleggen": {"url": lambda t: reverse("schriftelijk_voorleggen", args=[t.nummer])}
    | ANONIEM
    | VREEMDEN_404
    | dict.fromkeys(PARTIJEN, 403)
    | {"femke": 200},
    # Nothing was asked in this traject.
    "navraag": {"url": lambda t: reverse("navraag", args=[t.nummer])}
    | ANONIEM
    | VREEMDEN_404
    | dict.fromkeys(PARTIJEN, 403)
    | dict.fromkeys(("joke", "ingrid", "karin"), 404),
    "besluit": {"url": lambda t: reverse("besluit", args=[t.nummer])}
    | ANONIEM
    | VREEMDEN_404
    | dict.fromkeys(PARTIJEN, 200),
    # The page says to each member why the file is open or closed.
    "agendapunt": {"url": van_het_punt("agendapunt")} | ANONIEM | BUITEN_404 | COMMISSIE,
    # The decision is there, so nothing can be declared any more: back to the item.
    "belang_verklaren": {"url": van_het_punt("belang_verklaren")}
    | ANONIEM
    | BUITEN_404
    | {"bert": 302, "cora": 302, "esra": 302, "femke": 403},
    "verklaring_ongedaan_maken": {
        "url": lambda t: reverse(
            "verklaring_ongedaan_maken", args=[t.agendapunten.get().verklaringen.exclude(uitkomst="geen").first().pk]
        )
    }
    | ANONIEM
    | BUITEN_404
    | {"bert": 403, "cora": 403, "esra": 403, "femke": 200},
    "agendapunt_rapport": {"url": van_het_punt("agendapunt_rapport")}
    | ANONIEM
    | BUITEN_404
    | {"bert": 200, "cora": 403, "esra": 403, "femke": 200},
    "agendapunt_pdf": {"url": van_het_punt("agendapunt_pdf")}
    | ANONIEM
    | BUITEN_404
    | {"bert": 200, "cora": 403, "esra": 403, "femke": 200},
    "blik_geven": {"url": van_het_punt("blik_geven")}
    | ANONIEM
    | BUITEN_404
    | {"bert": 405, "cora": 405, "esra": 405, "femke": 403},
    "schriftelijk_stoppen": {"url": van_het_punt("schriftelijk_stoppen")}
    | ANONIEM
    | BUITEN_404
    | {"bert": 405, "cora": 405, "esra": 405, "femke": 403},
    "stemmen": {"url": van_het_punt("stemmen")}
    | ANONIEM
    | BUITEN_404
    | {"bert": 405, "cora": 405, "esra": 405, "femke": 403},
    "aantekening_bewaren": {"url": van_het_punt("aantekening_bewaren")}
    | ANONIEM
    | BUITEN_404
    | {"bert": 405, "cora": 405, "esra": 405, "femke": 403},
    # Only the chair, who is not one of the people of this table.
    "besluiten": {"url": van_het_punt("besluiten")}
    | ANONIEM
    | BUITEN_404
    | {"bert": 403, "cora": 403, "esra": 403, "femke": 403},
}

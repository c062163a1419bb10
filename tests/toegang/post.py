"""What each person gets on a GET of the post about a traject, where no letter waits to be read, and of what did not arrive."""

from django.urls import reverse

from tests.toegang.algemeen import IEDEREEN, MENSEN, NIEMAND, VREEMDEN, WIE_IS_INGELOGD

LEEST_NIET_NA = dict.fromkeys(("joke", "ingrid", "meike", "roel", "bert"), 403)
LEEST_NA = dict.fromkeys(("karin", "femke", "gijs"), 404)

TABEL = {
    "eigen_post": {"url": lambda t: reverse("eigen_post")} | WIE_IS_INGELOGD,
    "post": {"url": lambda t: reverse("post", args=[t.nummer])} | WIE_IS_INGELOGD | VREEMDEN,
    "brief_nalezen": {"url": lambda t: reverse("brief_nalezen", args=[t.nummer, 1])}
    | VREEMDEN
    | LEEST_NIET_NA
    | LEEST_NA,
    "brief_versies": {"url": lambda t: reverse("brief_versies", args=[t.nummer, 1, "tekst"])}
    | VREEMDEN
    | LEEST_NIET_NA
    | LEEST_NA,
    "teruggekomen_post": {"url": lambda t: reverse("teruggekomen_post")}
    | NIEMAND
    | dict.fromkeys(("hilde", "nora", "gijs"), 200),
    # There is no such address, and no mailbox that is read.
    "adres_werkt_weer": {"url": lambda t: reverse("adres_werkt_weer", args=[1])}
    | WIE_IS_INGELOGD
    | dict.fromkeys(MENSEN, 404),
    "post_opnieuw_sturen": {"url": lambda t: reverse("post_opnieuw_sturen")} | NIEMAND | {"gijs": 405},
    "retour_melden": {"url": lambda t: reverse("retour_melden")} | dict.fromkeys(IEDEREEN, 404),
}

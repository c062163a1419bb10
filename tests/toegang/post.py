"""What each person gets on a GET of the post about a traject. No letter waits to be read there."""

from django.urls import reverse

from tests.toegang.algemeen import VREEMDEN, WIE_IS_INGELOGD

LEEST_NIET_NA = dict.fromkeys(("joke", "ingrid", "meike", "roel", "bert"), 403)
LEEST_NA = dict.fromkeys(("karin", "femke", "gijs"), 404)

TABEL = {
    "post": {"url": lambda t: reverse("post", args=[t.nummer])} | WIE_IS_INGELOGD | VREEMDEN,
    "brief_nalezen": {"url": lambda t: reverse("brief_nalezen", args=[t.nummer, 1])}
    | VREEMDEN
    | LEEST_NIET_NA
    | LEEST_NA,
    "brief_versies": {"url": lambda t: reverse("brief_versies", args=[t.nummer, 1, "tekst"])}
    | VREEMDEN
    | LEEST_NIET_NA
    | LEEST_NA,
}

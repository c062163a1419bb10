"""What each person gets on a GET of the labels, the home of one and what belongs to it; typed by hand."""

from django.urls import reverse

from tests.toegang.algemeen import INLOGGEN, VREEMDEN, WIE_IS_INGELOGD


def _label(naam):
    return lambda t: reverse(naam, args=[t.cyclus_id])


LEZERS = WIE_IS_INGELOGD | VREEMDEN
NIET_UITREIKEN = dict.fromkeys(("karin", "meike", "roel", "bert", "femke"), 403)
# Who has one label only, goes to its home; a beheerder and who hears complaints read no traject.
TABEL = {
    "labels": {"url": lambda t: reverse("labels")}
    | INLOGGEN
    | WIE_IS_INGELOGD
    | {"joke": 302, "ingrid": 302}
    | dict.fromkeys(("hilde", "nora", "kees"), 403),
    "label": {"url": _label("label")} | LEZERS,
    "label_uitdragen": {"url": _label("label_uitdragen")} | LEZERS,
    "uitreiking": {"url": _label("uitreiking")} | LEZERS | NIET_UITREIKEN,
}

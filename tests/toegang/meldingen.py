"""What each person gets on a GET of the changes reported at a traject. Nobody reported anything there."""

from django.urls import reverse

from tests.toegang.algemeen import INLOGGEN, MENSEN, VREEMDEN

NIET = dict.fromkeys(("roel", "bert"), 403)
LEZERS = dict.fromkeys(("joke", "ingrid", "karin", "meike", "femke", "gijs"), 200)
MELDERS = dict.fromkeys(("karin", "meike", "femke", "gijs"), 403) | dict.fromkeys(("joke", "ingrid"), 200)

TABEL = {
    "meldingen": {"url": lambda t: reverse("meldingen", args=[t.nummer])} | VREEMDEN | NIET | LEZERS,
    "wijziging_melden": {"url": lambda t: reverse("wijziging_melden", args=[t.nummer])} | VREEMDEN | NIET | MELDERS,
    "reikwijdte_voorstellen": {"url": lambda t: reverse("reikwijdte_voorstellen", args=[t.nummer, 1])}
    | INLOGGEN
    | dict.fromkeys(MENSEN, 404),
    "melding": {"url": lambda t: reverse("melding", args=[t.nummer, 1])} | INLOGGEN | dict.fromkeys(MENSEN, 404),
}

"""What each person gets on a GET of the questions about a traject. Nobody asked anything there."""

from django.urls import reverse

from tests.toegang.algemeen import INLOGGEN, MENSEN, VREEMDEN

VRAGEN_NIET = dict.fromkeys(("roel", "bert", "femke", "gijs"), 403)
VRAGEN = dict.fromkeys(("joke", "ingrid", "karin", "meike"), 200)
BESTAAT_NIET = INLOGGEN | dict.fromkeys(MENSEN, 404)

TABEL = {
    naam: {"url": lambda t, naam=naam: reverse(naam, args=[t.nummer])} | VREEMDEN | VRAGEN_NIET | VRAGEN
    for naam in ("vragen", "vraag_stellen")
} | {
    naam: {"url": lambda t, naam=naam, erbij=erbij: reverse(naam, args=[t.nummer, 1, *erbij])} | BESTAAT_NIET
    for naam, erbij in (("vraag", []), ("vraag_sluiten", []), ("vraag_versies", ["antwoord"]))
}

"""Who gets what of the pages about people, roles and invitations."""

from django.urls import reverse

from leden.models import Gebruiker, Lidmaatschap, Uitnodiging
from tests.toegang.algemeen import IEDEREEN, INLOGGEN, MENSEN, NIEMAND

# For the bureau, and for who looks after the people of this organisation. The organisation itself is no secret to who
# works there, nor to who hears complaints; to the others it is a page that does not exist.
ELDERS = dict.fromkeys(MENSEN, 404) | dict.fromkeys(("joke", "ingrid", "kees"), 403)
VAN_WILGENDAM = INLOGGEN | ELDERS | {"hilde": 200, "gijs": 200}
# Rows of people: only who looks after them knows that they are there.
ZORGT_ERVOOR = INLOGGEN | dict.fromkeys(MENSEN, 404)
JOKE = "joke@voorbeeld.example"


def _bij(naam):
    return {"url": lambda t: reverse(naam, args=[t.organisatie_id])}


def _mens(naam):
    return {"url": lambda t: reverse(naam, args=[t.organisatie_id, Gebruiker.objects.get(email=JOKE).pk])}


def _joke(naam):
    return {"url": lambda t: reverse(naam, args=[Gebruiker.objects.get(email=JOKE).pk])}


def _van_bert(naam):
    """Of a term in the committee: also the secretary sees it."""
    return lambda t: reverse(naam, args=[Lidmaatschap.objects.get(gebruiker__email="bert@voorbeeld.example").pk])


def _uitnodiging(naam):
    return {"url": lambda t: reverse(naam, args=[Uitnodiging.objects.get().pk])}


def _koppeling(naam):
    return {"url": lambda t: reverse(naam, args=[Uitnodiging.objects.get().sleutel])}


TABEL = {
    "mensen": {"url": lambda t: reverse("mensen")} | NIEMAND | dict.fromkeys(("hilde", "nora", "gijs"), 200),
    "mensen_van_organisatie": _bij("mensen_van_organisatie") | VAN_WILGENDAM,
    "uitnodigen": _bij("uitnodigen") | VAN_WILGENDAM,
    "uitnodigingen": _bij("uitnodigingen") | VAN_WILGENDAM,
    "mens": _mens("mens") | VAN_WILGENDAM,
    "rol_geven": _mens("rol_geven") | VAN_WILGENDAM,
    "rol_beeindigen": {
        "url": lambda t: reverse("rol_beeindigen", args=[Lidmaatschap.objects.get(gebruiker__email=JOKE).pk])
    }
    | ZORGT_ERVOOR
    | {"hilde": 200, "gijs": 200},
    "zitting_bevestigen": {"url": _van_bert("zitting_bevestigen")} | ZORGT_ERVOOR | {"femke": 200, "gijs": 200},
    "zitting_weigeren": {"url": _van_bert("zitting_weigeren")} | ZORGT_ERVOOR | {"femke": 405, "gijs": 405},
    "blokkeren": _joke("blokkeren") | ZORGT_ERVOOR | {"hilde": 403, "gijs": 200},
    "deblokkeren": _joke("deblokkeren") | ZORGT_ERVOOR | {"hilde": 403, "gijs": 405},
    "uitnodiging_intrekken": _uitnodiging("uitnodiging_intrekken") | ZORGT_ERVOOR | {"hilde": 405, "gijs": 405},
    "uitnodiging_opnieuw_sturen": _uitnodiging("uitnodiging_opnieuw_sturen")
    | ZORGT_ERVOOR
    | {"hilde": 405, "gijs": 405},
    "rol_neerleggen": {"url": lambda t: reverse("rol_neerleggen")} | INLOGGEN | dict.fromkeys(MENSEN, 200),
    # Behind the link in the mail; the second screen sends back who is signed in.
    "uitnodiging": _koppeling("uitnodiging") | IEDEREEN,
    "uitnodiging_account": _koppeling("uitnodiging_account") | {"anoniem": 200} | dict.fromkeys(MENSEN, 302),
    "uitnodiging_inlogdienst": _koppeling("uitnodiging_inlogdienst") | {"anoniem": 405} | dict.fromkeys(MENSEN, 405),
    "huisregels": {"url": lambda t: reverse("huisregels")} | IEDEREEN,
}

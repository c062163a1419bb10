"""What each person gets on a GET of the pages of the members' file and of lists with personal data; typed by hand."""

from django.urls import reverse

from leden.models import Lidmaatschap
from ledenbestand.handelingen import ledenbestand_aanbieden
from tests.ledenbestanden import csvbestand, lid
from tests.toegang.algemeen import INLOGGEN, MENSEN, NIEMAND

ALLEEN_HET_BUREAU = NIEMAND | {"gijs": 200}


def _aangeboden(t):
    """The page of a file that Gijs chose and has not confirmed yet."""
    gijs = Lidmaatschap.objects.get(gebruiker__email="gijs@voorbeeld.example")
    return ledenbestand_aanbieden(gijs, inhoud=csvbestand([lid(1)]), bestandsnaam="leden.csv").get_absolute_url()


def _lijst(naam):
    return {"url": lambda t: reverse(naam, args=["xlsx"])}


TABEL = {
    "ledenbestand": {"url": lambda t: reverse("ledenbestand")} | ALLEEN_HET_BUREAU,
    "ledenbestand_sjabloon": {"url": lambda t: reverse("ledenbestand_sjabloon", args=["xlsx"])} | ALLEEN_HET_BUREAU,
    "organisaties_export": {"url": lambda t: reverse("organisaties_export")} | ALLEEN_HET_BUREAU,
    # Joke and Ingrid work there, and Kees works for the bureau, so the organisation is no secret to them.
    "mensen_export": {"url": lambda t: reverse("mensen_export", args=[t.organisatie_id])}
    | INLOGGEN
    | dict.fromkeys(MENSEN, 404)
    | {"joke": 403, "ingrid": 403, "kees": 403, "hilde": 200, "gijs": 200},
    "uitnodigingen_export": {"url": lambda t: reverse("uitnodigingen_export", args=[t.organisatie_id])}
    | INLOGGEN
    | dict.fromkeys(MENSEN, 404)
    | {"joke": 403, "ingrid": 403, "kees": 403, "hilde": 200, "gijs": 200},
    "bekwaamheden_export": {"url": lambda t: reverse("bekwaamheden_export")}
    | NIEMAND
    | dict.fromkeys(("hilde", "nora", "karin", "wim", "gijs"), 200),
    # Without personal data.
    "mensen_kiezen_export": _lijst("mensen_kiezen_export") | NIEMAND | dict.fromkeys(("hilde", "nora", "gijs"), 200),
    "inlogdiensten_export": _lijst("inlogdiensten_export") | NIEMAND | dict.fromkeys(("hilde", "nora", "gijs"), 200),
    "quickscans_export": _lijst("quickscans_export") | ALLEEN_HET_BUREAU,
    "quickscan_uitslagen_export": _lijst("quickscan_uitslagen_export")
    | NIEMAND
    | dict.fromkeys(("joke", "ingrid", "hilde", "bram", "nora", "gijs"), 200),
    "ledenbestand_export": _lijst("ledenbestand_export") | ALLEEN_HET_BUREAU,
    "ledenbestand_nakijken_export": {"url": lambda t: f"{_aangeboden(t)}lijst.csv"}
    | INLOGGEN
    | dict.fromkeys(MENSEN, 404)
    | {"gijs": 200},
    "ledenbestand_nakijken": {"url": _aangeboden} | INLOGGEN | dict.fromkeys(MENSEN, 404) | {"gijs": 200},
}

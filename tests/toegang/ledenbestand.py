"""What each person gets on a GET of the pages of the members' file and of lists with personal data; typed by hand."""

from django.urls import reverse

from leden.handelingen.ledenbestand import ledenbestand_aanbieden
from leden.models import Lidmaatschap
from tests.ledenbestanden import csvbestand, lid
from tests.toegang.algemeen import INLOGGEN, MENSEN, NIEMAND

ALLEEN_HET_BUREAU = NIEMAND | {"gijs": 200}


def _aangeboden(t):
    """The page of a file that Gijs chose and has not confirmed yet."""
    gijs = Lidmaatschap.objects.get(gebruiker__email="gijs@voorbeeld.example")
    return ledenbestand_aanbieden(gijs, inhoud=csvbestand([lid(1)]), bestandsnaam="leden.csv").get_absolute_url()


TABEL = {
    "ledenbestand": {"url": lambda t: reverse("ledenbestand")} | ALLEEN_HET_BUREAU,
    "ledenbestand_sjabloon": {"url": lambda t: reverse("ledenbestand_sjabloon", args=["xlsx"])} | ALLEEN_HET_BUREAU,
    "organisaties_export": {"url": lambda t: reverse("organisaties_export")} | ALLEEN_HET_BUREAU,
    # Joke and Ingrid work there, so the organisation is no secret to them.
    "mensen_export": {"url": lambda t: reverse("mensen_export", args=[t.organisatie_id])}
    | INLOGGEN
    | dict.fromkeys(MENSEN, 404)
    | {"joke": 403, "ingrid": 403, "hilde": 200, "gijs": 200},
    "ledenbestand_nakijken": {"url": _aangeboden} | INLOGGEN | dict.fromkeys(MENSEN, 404) | {"gijs": 200},
}

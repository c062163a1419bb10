"""What each person gets on a GET of the pages of the members' file; typed by hand."""

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
    "ledenbestand_nakijken": {"url": _aangeboden} | INLOGGEN | dict.fromkeys(MENSEN, 404) | {"gijs": 200},
}

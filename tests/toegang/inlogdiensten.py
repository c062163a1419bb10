"""What each person gets on a GET of the pages about sign-in services; those of an organisation are for its beheerder and the bureau."""

from django.urls import reverse

from inloggen.models import Inlogdienst
from tests.toegang.algemeen import IEDEREEN, INLOGGEN, MENSEN, NIEMAND, WIE_IS_INGELOGD, _kaal

NERGENS = {"anoniem": 404} | dict.fromkeys(MENSEN, 404)
# The service of Welzijn Wilgendam exists for its own beheerder and for the bureau.
VAN_WILGENDAM = INLOGGEN | dict.fromkeys(MENSEN, 404)
ALLEEN_POST = VAN_WILGENDAM | {"hilde": 405, "gijs": 405}


def _dienst(naam):
    def url(traject):
        dienst, _ = Inlogdienst.objects.get_or_create(
            organisatie=traject.organisatie, defaults={"soort": "entra", "kenmerk": "wilgendam"}
        )
        return reverse(naam, args=[dienst.pk])

    return {"url": url}


TABEL = {
    "inlogdienst_kiezen": _kaal("inlogdienst_kiezen") | IEDEREEN,
    # A door opens for a service that is switched on only.
    "inlogdienst": {"url": lambda t: reverse("inlogdienst", args=["wilgendam"])} | NERGENS,
    # Not an answer to what anybody asked.
    "inlogdienst_terug": _dienst("inlogdienst_terug") | {"anoniem": 403} | dict.fromkeys(MENSEN, 403),
    "dichte_rollen": _kaal("dichte_rollen") | WIE_IS_INGELOGD,
    "koppelingen": _kaal("koppelingen") | WIE_IS_INGELOGD,
    "inlogdienst_koppelen": _dienst("inlogdienst_koppelen") | INLOGGEN | dict.fromkeys(MENSEN, 405),
    "inlogdienst_losmaken": _dienst("inlogdienst_losmaken") | INLOGGEN | dict.fromkeys(MENSEN, 405),
    "inlogdiensten": _kaal("inlogdiensten") | NIEMAND | dict.fromkeys(("hilde", "nora", "gijs"), 200),
    "inlogdienst_beginnen": _kaal("inlogdienst_beginnen") | NIEMAND | dict.fromkeys(("hilde", "nora", "gijs"), 200),
    "inlogdienst_instellen": _dienst("inlogdienst_instellen") | VAN_WILGENDAM | {"hilde": 200, "gijs": 200},
    "inlogdienst_proberen": _dienst("inlogdienst_proberen") | ALLEEN_POST,
    "inlogdienst_aanzetten": _dienst("inlogdienst_aanzetten") | ALLEEN_POST,
    "inlogdienst_uitzetten": _dienst("inlogdienst_uitzetten") | ALLEEN_POST,
    "inlogdienst_verplichten": _dienst("inlogdienst_verplichten") | ALLEEN_POST | {"gijs": 403},
    "maildomein_bevestigen": _dienst("maildomein_bevestigen") | ALLEEN_POST | {"hilde": 403},
    "inlogdienst_vrijgeven": _dienst("inlogdienst_vrijgeven") | VAN_WILGENDAM | {"hilde": 200, "gijs": 200},
}

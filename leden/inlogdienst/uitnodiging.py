"""An identity that a service vouched for, kept in the session until its owner has accepted an invitation.

The page of an invitation starts with `aansluiting.beginnen(request, dienst, doel="uitnodiging", naar=<that page>)`, shows
`onthouden_identiteit(request, organisatie)` when it comes back, and the act of accepting ends with `koppelen_en_bewijzen`.
"""

import time
from dataclasses import asdict

from leden.inlogdienst.identiteit import Identiteit
from leden.models import Inlogdienst

SLEUTEL = "inlogdienst_identiteit"
GELDIG = 30 * 60


def onthouden(request, dienst, wie):
    request.session[SLEUTEL] = {"dienst": dienst.pk, "op": time.time(), "wie": asdict(wie)}


def onthouden_identiteit(request, organisatie):
    """(service, identity) of this organisation that was proven in this session in the last half hour, or None."""
    bewaard = request.session.get(SLEUTEL)
    if not bewaard or time.time() - bewaard["op"] > GELDIG:
        return None
    dienst = Inlogdienst.objects.actief().filter(pk=bewaard["dienst"], organisatie=organisatie).first()
    return (dienst, Identiteit(**bewaard["wie"])) if dienst else None


def vergeten(request):
    request.session.pop(SLEUTEL, None)

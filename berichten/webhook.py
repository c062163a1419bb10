"""A mail service tells that mail came back: by a secret, in two words of JSON or with the whole report."""

import json

from django.conf import settings
from django.http import Http404, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from berichten.retour import GROOTSTE_MELDING, Melding, lees, melding_van, verwerken
from leden import begrenzen
from leden.bewaken import openbaar

# Wrong secrets per visitor; who has the right one is never stopped.
FOUTE_SLEUTELS = "10/m/ip"


def _met_sleutel(view):
    def geopend(request):
        if not settings.RETOUR_WEBHOOK_SLEUTEL:
            raise Http404
        if constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.RETOUR_WEBHOOK_SLEUTEL}"):
            return view(request)
        te_vaak = begrenzen.te_vaak(request, "retour_melden", FOUTE_SLEUTELS)
        return JsonResponse({"redenen": ["De sleutel klopt niet."]}, status=429 if te_vaak else 401)

    return geopend


# A mail service has no cookie; the secret says who it is.
@csrf_exempt
@openbaar
@_met_sleutel
@require_POST
def retour_melden(request):
    """Take `{"message_id": …, "code": …}`, or the report itself as message/rfc822."""
    if int(request.headers.get("Content-Length") or 0) > GROOTSTE_MELDING:
        return JsonResponse({"redenen": ["De melding is te groot."]}, status=413)
    melding = lees(request.body) if request.content_type == "message/rfc822" else _uit_json(request.body)
    if melding is None:
        return JsonResponse({"redenen": ["Dit is geen melding over post die terugkwam."]}, status=400)
    return JsonResponse({"van_ons": verwerken(melding)})


def _uit_json(inhoud: bytes) -> Melding | None:
    try:
        gegevens = json.loads(inhoud)
        return melding_van(str(gegevens["code"]), str(gegevens["message_id"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None

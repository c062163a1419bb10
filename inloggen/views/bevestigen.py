from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from inloggen import bevestigen as proef
from inloggen.bevestigen import zonder_tweede_stap
from inloggen.bevoegdheden.bewijs import versbelemmeringen
from leden.bewaken import ingelogd


@never_cache
@sensitive_post_parameters()
@zonder_tweede_stap
@ingelogd
def bevestigen(request):
    """Prove who you are, and go on where you were: ?next= says where. A form for it that waited goes along."""
    doel = proef.veilig(request, request.GET.get(REDIRECT_FIELD_NAME, ""))
    met_velden = request.method == "POST" and proef.is_gemerkt(request, doel)
    form = None
    if request.method == "POST":
        form = proef.gestuurde_vorm(request)
        if form and form.is_valid():
            form.vastleggen(request)
        elif f"{proef.VOORVOEGSEL}-demo" in request.POST and proef.kan_met_een_klik(request):
            record_authentication(request, request.user, "demo")
    if redenen := versbelemmeringen(request):
        return proef.bladzijde(request, doel, redenen, met_velden=met_velden, form=form)
    if met_velden:
        return HttpResponse(status=307, headers={"Location": doel})
    return resume_request(request) or redirect(doel)

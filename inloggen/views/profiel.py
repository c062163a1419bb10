"""The profile: what people see and change of themselves."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from inloggen.apparaten import apparaten_van
from inloggen.forms.profiel import ProfielForm
from inloggen.handelingen import profiel as handelingen
from inloggen.handelingen import sessies as inloggen
from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren


@mag(Handeling.PROFIEL_WIJZIGEN)
def profiel(request):
    """Name and function to change, and the way to everything else of oneself."""
    wie = request.user
    form = ProfielForm(
        request.POST or None, initial={"naam": wie.naam, "functie": wie.functie, "telefoon": wie.telefoon}
    )
    if form.is_valid() and uitvoeren(
        request, handelingen.profiel_wijzigen, form=form, gelukt="Uw profiel is gewijzigd.", **form.cleaned_data
    ):
        return redirect("profiel")
    context = {
        "form": form,
        "factoren": list(wie.authenticator_set.exclude(type="recovery_codes").order_by("created_at")),
        "apparaten": apparaten_van(wie, request.session.session_key),
        "adreswijziging": wie.adreswijzigingen.filter(bevestigd_op=None, gestopt_op=None).first(),
    }
    return render(request, "inloggen/profiel.html", context)


@mag(Handeling.PROFIEL_WIJZIGEN)
@require_POST
def elders_uitloggen(request):
    """Go on here, and end every other session of oneself."""
    if uitvoeren(
        request,
        inloggen.elders_uitloggen,
        request.session.session_key,
        gelukt="U bent nu alleen nog op dit apparaat ingelogd.",
    ):
        request.user.refresh_from_db()
        update_session_auth_hash(request, request.user)
        UserSession.objects.create_from_request(request)
    return redirect("profiel")


@mag(Handeling.PROFIEL_WIJZIGEN)
@require_POST
def apparaat_uitloggen(request, pk):
    """End one other session of oneself."""
    elders = UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key)
    sessie = get_object_or_404(elders, pk=pk)
    uitvoeren(request, inloggen.apparaat_uitloggen, sessie, gelukt="U bent op dat apparaat uitgelogd.")
    return redirect("profiel")

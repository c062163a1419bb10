"""The mails of the demo, for everybody who can reach it: an invitation must be readable before its reader can sign in."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from demo import brievenbus
from demo.forms import Mailfilter
from huisstijl.bladeren import bladzijde_van
from leden.bewaken import openbaar

# A mail brings its own style and nothing else, and does nothing but follow a link on which somebody clicks.
BELEID = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-top-navigation-by-user-activation"
)


@openbaar
@require_safe
def post(request):
    filterform = Mailfilter(request.GET)
    zoek = filterform.cleaned_data["zoek"] if filterform.is_valid() else ""
    bladzijde = bladzijde_van(request, brievenbus.mails_aan(zoek))
    context = {"filterform": filterform, "bladzijde": bladzijde, "bewaard": brievenbus.BEWAARD}
    return render(request, "demo/post.html", context)


@openbaar
@require_safe
def mail(request, nummer):
    return render(request, "demo/mail.html", {"mail": _mail_of_404(nummer)})


@openbaar
@require_safe
@xframe_options_sameorigin
def mail_opgemaakt(request, nummer):
    return HttpResponse(_mail_of_404(nummer).html, headers={"Content-Security-Policy": BELEID})


@openbaar
@require_safe
def mail_bijlage(request, nummer, volgnummer):
    bijlagen = _mail_of_404(nummer).bijlagen
    if not 0 < volgnummer <= len(bijlagen):
        raise Http404
    bijlage = bijlagen[volgnummer - 1]
    koppen = {"Content-Disposition": content_disposition_header(True, bijlage.get_filename("bijlage"))}
    return HttpResponse(bijlage.get_payload(decode=True), content_type=bijlage.get_content_type(), headers=koppen)


def _mail_of_404(nummer):
    gevonden = brievenbus.mail(nummer)
    if gevonden is None:
        raise Http404
    return gevonden

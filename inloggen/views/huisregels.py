from django.contrib.auth import REDIRECT_FIELD_NAME
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from inloggen.bevestigen import veilig
from inloggen.forms.huisregels import HuisregelForm
from inloggen.handelingen import huisregels as handelingen
from inloggen.huisregels import VERSIE, veranderd_sinds
from leden.bewaken import ingelogd, openbaar
from leden.uitvoeren import uitvoeren


@openbaar
def huisregels(request):
    """How people behave here; of everyone is kept which version was read, and when."""
    return render(request, "inloggen/huisregels.html", {"versie": VERSIE})


@never_cache
@ingelogd
@require_http_methods(["GET", "HEAD", "POST"])
def huisregels_lezen(request):
    """The page between, for who has not read the newest version; after it one goes on to where one was going."""
    verder = veilig(request, request.GET.get(REDIRECT_FIELD_NAME, ""))
    gelezen = request.user.huisregels_versie
    if gelezen == VERSIE:
        return redirect(verder)
    form = HuisregelForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and uitvoeren(request, handelingen.huisregels_lezen, request.user, form=form):
        return redirect(verder)
    context = {"form": form, "gelezen": gelezen, "versie": VERSIE, "veranderd": veranderd_sinds(gelezen)}
    return render(request, "inloggen/huisregels_lezen.html", context)

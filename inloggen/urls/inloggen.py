from allauth.account import views as account
from django.conf import settings
from django.urls import path, re_path

from inloggen.bevestigen import eerst_bevestigen
from inloggen.inpagina import mag_in_pagina
from inloggen.views import inloggen as views
from leden.bevoegdheden import Handeling
from leden.bewaken import ingelogd, openbaar

# In the demo the sign-in page lists the demo people; in any other mode neither the list nor its URL exists.
inloggen = account.LoginView.as_view(extra_context={"demo_mensen": views.demo_mensen} if settings.DEMO else None)


def wachtwoord(view):
    """A page of allauth about one's own password; asks for a recent proof of identity."""
    return ingelogd(eerst_bevestigen(Handeling.INLOGGEN_WIJZIGEN)(view))


urlpatterns = [
    path("inloggen/", openbaar(mag_in_pagina(inloggen)), name="account_login"),
    path("inloggen/account-staat-uit/", openbaar(account.account_inactive), name="account_inactive"),
    path("uitloggen/", openbaar(views.uitloggen), name="account_logout"),
    path("registreren/", openbaar(account.signup), name="account_signup"),
    path("wachtwoord/", openbaar(account.password_reset), name="account_reset_password"),
    path("wachtwoord/verstuurd/", openbaar(account.password_reset_done), name="account_reset_password_done"),
    # Not a slug: that would swallow the hyphens inside the key.
    re_path(
        r"^wachtwoord/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        openbaar(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord/nieuw/", openbaar(account.password_reset_from_key_done), name="account_reset_password_from_key_done"
    ),
    path("profiel/wachtwoord/", wachtwoord(account.password_change), name="account_change_password"),
    path("profiel/wachtwoord/kiezen/", wachtwoord(account.password_set), name="account_set_password"),
    path("inloggen/gelukt/", views.weer_binnen, name="weer_binnen"),
    path("rol-wisselen/", views.rol_wisselen, name="rol_wisselen"),
]
if settings.DEMO:
    urlpatterns.append(path("demo/inloggen/", views.demo_inloggen, name="demo_inloggen"))

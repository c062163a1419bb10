"""The second step: signing in with it, and setting it up. The names are those by which django-allauth looks up its own pages."""

from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as herstelcodes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, reverse_lazy

from inloggen.bevestigen import eerst_bevestigen, zonder_tweede_stap
from inloggen.inpagina import mag_in_pagina
from inloggen.views import bevestigen
from inloggen.views import tweede_stap as views
from leden.bevoegdheden import Handeling
from leden.bewaken import ingelogd, openbaar

OVERZICHT = reverse_lazy("mfa_index")


def eigen(view):
    """A page of allauth about one's own second step, open to who has none yet; asks for a recent proof of identity."""
    return zonder_tweede_stap(ingelogd(eerst_bevestigen(Handeling.INLOGGEN_WIJZIGEN)(view)))


overzicht = zonder_tweede_stap(ingelogd(mfa.index))
passkey_hernoemen = passkeys.EditWebAuthnView.as_view(success_url=OVERZICHT)

urlpatterns = [
    path("inloggen/passkey/", openbaar(mag_in_pagina(passkeys.login_webauthn)), name="mfa_login_webauthn"),
    path("inloggen/tweede-stap/", openbaar(mag_in_pagina(mfa.authenticate)), name="mfa_authenticate"),
    path("bevestigen/", bevestigen.bevestigen, name="bevestigen"),
    path("profiel/tweede-stap/", overzicht, name="mfa_index"),
    path("profiel/tweede-stap/app/", eigen(app.activate_totp), name="mfa_activate_totp"),
    path("profiel/tweede-stap/app/weghalen/", eigen(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("profiel/tweede-stap/passkeys/nieuw/", eigen(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("profiel/tweede-stap/passkeys/<int:pk>/", eigen(passkey_hernoemen), name="mfa_edit_webauthn"),
    path("profiel/tweede-stap/passkeys/<int:pk>/weghalen/", views.passkey_weghalen, name="mfa_remove_webauthn"),
    path("profiel/tweede-stap/herstelcodes/", eigen(herstelcodes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "profiel/tweede-stap/herstelcodes/nieuw/",
        eigen(herstelcodes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "profiel/tweede-stap/herstelcodes/bestand/",
        eigen(herstelcodes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("mensen/<int:pk>/tweede-stap/", views.tweede_stap_wissen, name="tweede_stap_wissen"),
]

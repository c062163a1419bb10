from allauth.account import views as account
from django.conf import settings
from django.urls import path

from leden.bevoegdheden import openbaar
from leden.views import inloggen as views

# In the demo the sign-in page lists the demo people; in any other mode neither the list nor its URL exists.
inloggen = account.LoginView.as_view(extra_context={"demo_mensen": views.demo_mensen} if settings.DEMO else None)

urlpatterns = [
    path("inloggen/", openbaar(inloggen), name="account_login"),
    path("uitloggen/", openbaar(account.logout), name="account_logout"),
    path("registreren/", openbaar(account.signup), name="account_signup"),
    path("wachtwoord/", openbaar(account.password_reset), name="account_reset_password"),
    path("wachtwoord/verstuurd/", openbaar(account.password_reset_done), name="account_reset_password_done"),
    path(
        "wachtwoord/<slug:uidb36>-<str:key>/",
        openbaar(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord/nieuw/", openbaar(account.password_reset_from_key_done), name="account_reset_password_from_key_done"
    ),
    path("rol-wisselen/", views.rol_wisselen, name="rol_wisselen"),
]
if settings.DEMO:
    urlpatterns.append(path("demo/inloggen/", views.demo_inloggen, name="demo_inloggen"))

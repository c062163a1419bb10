"""How signing in goes with us: what django-allauth asks its adapter."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal import flows
from allauth.account.models import Login
from allauth.core import context, ratelimit
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.urls import reverse

from huisstijl.post import klaarzetten
from inloggen import apparaten, inlogbewijs, veiligheid
from inloggen.bevoegdheden.bewijs import versbelemmeringen
from inloggen.models import Inlogbericht

# What allauth says when its lock holds: to who tries a password, and to who tries a code.
OP_SLOT = ("too_many_login_attempts", "rate_limited")


class OpUitnodiging(DefaultAccountAdapter):
    """Nobody registers by themselves: accounts are made for people, by people. Mail goes through the queue."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Dit account staat uit.",
        "email_password_mismatch": "Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Kijk of ze goed zijn getypt.",
        "enter_current_password": "Dit is niet uw huidige wachtwoord. Typ het opnieuw.",
        "incorrect_password": "Dit wachtwoord klopt niet. Typ het opnieuw.",
        "invalid_password_reset": "Deze koppeling is al gebruikt of te oud. Vraag een nieuwe mail aan.",
        "rate_limited": "Er is te vaak geprobeerd. Wacht 5 minuten en probeer het dan opnieuw.",
        "too_many_login_attempts": (
            "Er is te vaak geprobeerd. Wacht 5 minuten. Lukt het dan nog niet, kies dan een nieuw wachtwoord of probeer "
            "het morgen. Inloggen met een passkey kan wel."
        ),
    }

    def validation_error(self, code, *args):
        if code in OP_SLOT:
            veiligheid.op_slot(self.request)
        return super().validation_error(code, *args)

    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        """The address that the proxies name; when that is none, the address of the last one, so that nobody is shut out by it."""
        try:
            return super().get_client_ip(request)
        except (PermissionDenied, ImproperlyConfigured):
            return request.META.get("REMOTE_ADDR") or "127.0.0.1"

    def get_login_stages(self):
        eigen = {"allauth.mfa.stages.AuthenticateStage": "inloggen.stap.TweedeStapHier"}
        return [eigen.get(stap, stap) for stap in super().get_login_stages()]

    def send_mail(self, template_prefix, email, context):
        """Queue allauth's mail as one of ours: account/email/password_changed is templates/post/aanmelding/password_changed.txt.

        The same rows for an address that we know and one that we do not, so that the answer takes as long for both.
        """
        apparaat = apparaten.in_woorden(self.get_http_user_agent(self.request))
        bericht = Inlogbericht.objects.create(gebruiker=context.get("user"), adres=email, apparaat=apparaat)
        klaarzetten(f"aanmelding/{template_prefix.rpartition('/')[2]}", bericht=bericht.pk)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """What to do when it was somebody else depends on how this person signs in, so the letter has to know who it is."""
        super().send_notification_mail(template_prefix, user, (context or {}) | {"user": user}, email)

    def login(self, request, user):
        eerder_ingelogd = user.last_login is not None
        super().login(request, user)
        inlogbewijs.sessie_beginnen(request, user)
        if eerder_ingelogd and not apparaten.is_bekend(request, user):
            self.send_notification_mail("nieuw_apparaat", user)

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        apparaten.onthouden(request, response, user)
        return response

    def set_password(self, user, password):
        super().set_password(user, password)
        # Who can read the mail of the account, or knew the old password, need not wait for the limit of the old one.
        sleutel = self._get_login_attempts_cache_key(context.request, email=user.email)
        ratelimit.clear(context.request, action="login_failed", key=sleutel)

    def get_password_change_redirect_url(self, request):
        return reverse("profiel")

    def get_reauthentication_methods(self, user):
        """One page asks for whatever proof this person has, instead of a page of allauth per kind of proof."""
        return [{"id": "bevestigen", "description": "Bevestig dat u het bent", "url": reverse("bevestigen")}]

    def is_reauthentication_required(self, *, app, **kwargs):
        return bool(versbelemmeringen(context.request))


def inloggen(request, gebruiker, bewijs, naar=""):
    """Sign in someone who proved who they are in a way of our own, such as the link of an invitation; returns the response.

    `bewijs` is the word for that proof in the session. A second step that was set up is still asked.
    """
    if request.user.is_authenticated:
        flows.logout.logout(request, show_message=False)
    flows.login.record_authentication(request, gebruiker, bewijs)
    return flows.login.perform_login(request, Login(user=gebruiker, redirect_url=naar or None))

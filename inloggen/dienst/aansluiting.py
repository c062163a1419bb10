"""Where our services meet allauth's OpenID Connect provider: what it knows of them, and what we check beyond it.

allauth keeps state and PKCE, swaps the code and signs in. Ours: services come from Inlogdienst only (never from its own tables or
settings), the ID token is always checked in full with a nonce, no profile is fetched, and nobody gets an account by signing in.
"""

import base64
import hashlib

from allauth.socialaccount.models import SocialApp, SocialToken
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.urls import reverse

from inloggen.dienst import identiteit
from inloggen.dienst.ontdekken import beschrijving
from inloggen.dienst.ophalen import Onbereikbaar, json_ophalen
from inloggen.handelingen import inlogdiensten as handelingen


def nonce_van(code_verifier):
    """The nonce of a sign-in follows from its PKCE secret, which only the session knows: one thing to keep, and both are bound to it."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"nonce {code_verifier}".encode()).digest()).decode().rstrip("=")


class Dienstadapter(OpenIDConnectOAuth2Adapter):
    """Asks one service for an ID token, and reads nothing else."""

    def __init__(self, request, provider):
        super().__init__(request, provider.app.provider_id)
        self.provider = provider

    def get_provider(self):
        return self.provider

    @property
    def openid_config(self):
        if not hasattr(self, "_openid_config"):
            self._openid_config = beschrijving(self.provider.app.dienst)
        return self._openid_config

    def get_callback_url(self, request, app):
        return request.build_absolute_uri(terug_naar(app.dienst))

    def get_access_token_data(self, request, app, client, pkce_code_verifier=None):
        self.nonce = nonce_van(pkce_code_verifier)
        try:
            return super().get_access_token_data(request, app, client, pkce_code_verifier)
        except KeyError as fout:  # allauth takes it that every answer has a content type
            raise Onbereikbaar("De inlogdienst antwoordt anders dan is afgesproken.") from fout

    def parse_token(self, data):
        # Never used nor kept: all we want is the ID token beside it.
        return SocialToken(token=data["access_token"])

    def complete_login(self, request, app, token, response, **kwargs):
        return self.provider.sociallogin_from_response(request, self.identiteit(response))

    def identiteit(self, response):
        # The signature is checked too, although the token came straight from the service: one rule, whatever carries it.
        sleutels = json_ophalen(self.openid_config["jwks_uri"])
        return identiteit.token_lezen(str(response.get("id_token", "")), sleutels, self.provider.app.dienst, self.nonce)


class Dienstprovider(OpenIDConnectProvider):
    def get_oauth2_adapter(self, request):
        return Dienstadapter(request, self)

    def get_pkce_params(self):
        pkce = generate_code_challenge()
        return {**pkce, "nonce": nonce_van(pkce["code_verifier"])}

    def sociallogin_from_response(self, request, response):
        sociallogin = super().sociallogin_from_response(request, response)
        sociallogin.identiteit = response
        return sociallogin

    def extract_uid(self, data):
        return data.sleutel

    def extract_extra_data(self, data):
        return handelingen.bewaarde_gegevens(data)

    def extract_common_fields(self, data):
        return {}

    def extract_email_addresses(self, data):
        return []


def app_van(dienst):
    """The service as allauth wants it: never stored, made when it is asked for."""
    app = SocialApp(
        provider=OpenIDConnectProvider.id,
        provider_id=dienst.provider_id,
        name=dienst.organisatie.naam[:40],
        client_id=dienst.client_id,
        secret=dienst.geheim or "",
        settings={"scope": ["openid", "profile"]},
    )
    app.dienst = dienst
    return app


def provider_voor(request, dienst):
    """This service as allauth meets it in this request."""
    return Dienstprovider(request, app=app_van(dienst))


def terug_naar(dienst):
    """The path to which the service sends people back; each service has its own, so that answers cannot be mixed up."""
    return reverse("inlogdienst_terug", args=[dienst.pk])

"""A real identity provider on this machine: Canaille, which pytest-iam starts in a thread of the tests.

A service of ours is a client there. What Canaille cannot be set to (a tenant, a forged claim) is signed with its own keys.
"""

import time

import jwt
import requests
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from inloggen import geheim
from inloggen.dienst.identiteit import Identiteit
from inloggen.handelingen.inlogdiensten import bewaarde_gegevens
from inloggen.models import Inlogdienst

CLIENTGEHEIM = "een-geheim-dat-nergens-te-lezen-is"
WACHTWOORD = "drijvende-fonteinkruiden"


def client_bij(iam, client_id, terug):
    """Register us as a client at the provider."""
    client = iam.models.Client(
        client_id=client_id,
        client_secret=CLIENTGEHEIM,
        client_name="Kwaliteitslabel Sociaal Werk",
        # A domain that this provider trusts, as an administrator does beforehand: people are not asked whether we may know them.
        client_uri="http://label.localhost",
        redirect_uris=[terug],
        grant_types=["authorization_code"],
        response_types=["code"],
        scope=["openid", "profile"],
        token_endpoint_auth_method="client_secret_post",
    )
    iam.backend.save(client)
    client.audience = [client]
    iam.backend.save(client)
    return client


def medewerker(iam, naam, **velden):
    """A person at the provider, with a password there."""
    return iam.random_user(user_name=naam, display_name=naam, password=WACHTWOORD, **velden)


def inloggen_bij(iam, mens, url):
    """Sign in at the provider at the address to which we sent the browser; gives the address to which it sends the browser back."""
    iam.login(mens)
    try:
        # Signed in just now, so without the page that asks for it again.
        antwoord = requests.get(url.replace("&prompt=login", ""), allow_redirects=False, timeout=10)
    finally:
        iam.logout()
    return antwoord.headers["Location"]


def inlogdienst(organisatie, issuer, client_id="label", **velden):
    """A service that is filled in, tried and switched on; the bureau has confirmed its mail domain, if there is one."""
    velden.setdefault("maildomein_bevestigd_op", timezone.now() if velden.get("maildomein") else None)
    return Inlogdienst.objects.create(
        organisatie=organisatie,
        soort=velden.pop("soort", "openid_connect"),
        kenmerk=velden.pop("kenmerk", f"organisatie-{organisatie.pk}"),
        issuer=issuer.rstrip("/"),
        client_id=client_id,
        geheim_versleuteld=geheim.versleutelen(CLIENTGEHEIM),
        **{"is_actief": True, "beproefd_op": timezone.now(), **velden},
    )


def gekoppeld(gebruiker, dienst, onderwerp):
    """The link that someone has made before."""
    wie = Identiteit(dienst.issuer, dienst.tenant, onderwerp, onderwerp)
    return SocialAccount.objects.create(
        user=gebruiker, provider=dienst.provider_id, uid=wie.sleutel, extra_data=bewaarde_gegevens(wie)
    )


def sleutel_van(iam):
    """The private key with which the provider signs."""
    return jwt.PyJWK(iam.app.config["CANAILLE_OIDC"]["ACTIVE_JWKS"][0], "RS256")


def jwks_van(iam):
    return iam.test_client.get("/oauth/jwks.json").json


def token(iam, **inhoud):
    """An ID token with these claims, signed by the provider."""
    nu = int(time.time())
    sleutel = sleutel_van(iam)
    standaard = {"iat": nu, "exp": nu + 300}
    return jwt.encode(standaard | inhoud, sleutel, algorithm="RS256", headers={"kid": sleutel.key_id})

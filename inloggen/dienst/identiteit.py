"""Who stands in an ID token: checked to the letter, and named by what never changes (OpenID Connect Core 1.0 § 3.1.3.7).

The key of a person is issuer + tenant + object id at Microsoft Entra and issuer + subject elsewhere. The e-mail address is not
part of it: an administrator of any tenant can write any address there.
"""

import hashlib
import json
from dataclasses import dataclass

import jwt
from allauth.socialaccount.providers.base import ProviderException
from django.utils.crypto import constant_time_compare

from inloggen.models import Inlogdienst

# With a key pair only: with a shared key, or none, anybody who knows the public part could sign.
ALGORITMEN = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
SPELING_IN_SECONDEN = 60


class Ongeldig(ProviderException):
    """The token is not one for us, of this service, for this sign-in. The text is a Dutch sentence."""


@dataclass(frozen=True)
class Identiteit:
    issuer: str
    tenant: str
    onderwerp: str
    # What the person recognises the account by. Never used to find anybody.
    naam: str = ""
    ingelogd_op: float | None = None

    @property
    def sleutel(self):
        """One short value for issuer, tenant and subject together; a subject alone may be 255 characters."""
        return hashlib.sha256(json.dumps([self.issuer, self.tenant, self.onderwerp]).encode()).hexdigest()


def openbare_sleutels(jwks, alg=None):
    """The keys of a JWK set with which a signature (made with `alg`) can be checked."""
    sleutels = []
    genoemd = jwks.get("keys")
    for gegevens in genoemd if isinstance(genoemd, list) else []:
        try:
            # A key that does not say its algorithm may be used with each that fits its kind; one that does, with that one only.
            sleutel = jwt.PyJWK(gegevens, gegevens.get("alg") or alg)
        except (jwt.PyJWTError, AttributeError, TypeError, ValueError):
            # Of a kind that we do not know, or not a key at all: the others may still do.
            continue
        if sleutel.algorithm_name in ALGORITMEN and sleutel.public_key_use in (None, "sig"):
            sleutels.append(sleutel)
    return sleutels


def _sleutel_van(token, jwks):
    kop = jwt.get_unverified_header(token)
    sleutels = openbare_sleutels(jwks, kop.get("alg")) if kop.get("alg") in ALGORITMEN else []
    passend = [sleutel for sleutel in sleutels if not kop.get("kid") or sleutel.key_id == kop["kid"]]
    if len(passend) != 1:
        raise Ongeldig("De handtekening is niet van een sleutel van deze dienst.")
    return passend[0]


def token_lezen(token, jwks, dienst, nonce):
    """The identity in an ID token of this service, made for us and for this very sign-in; else Ongeldig with the reason."""
    try:
        sleutel = _sleutel_van(token, jwks)
        inhoud = jwt.decode(
            token,
            sleutel,
            algorithms=[sleutel.algorithm_name],
            issuer=dienst.issuer,
            audience=dienst.client_id,
            leeway=SPELING_IN_SECONDEN,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except jwt.InvalidIssuerError as fout:
        raise Ongeldig("De inlog komt van een andere dienst dan de organisatie heeft ingesteld.") from fout
    except jwt.InvalidAudienceError as fout:
        raise Ongeldig("De inlog is niet voor het Kwaliteitslabel bedoeld.") from fout
    except (jwt.ExpiredSignatureError, jwt.ImmatureSignatureError) as fout:
        raise Ongeldig("De inlog is te oud, of de klok van de dienst loopt niet gelijk.") from fout
    except jwt.PyJWTError as fout:
        raise Ongeldig("De inlog is niet te lezen, of de handtekening klopt niet.") from fout
    if not constant_time_compare(str(inhoud.get("nonce", "")), nonce):
        raise Ongeldig("De inlog hoort niet bij wat u hier begon.")
    meer_ontvangers = isinstance(inhoud["aud"], list) and len(inhoud["aud"]) > 1
    if (meer_ontvangers or "azp" in inhoud) and inhoud.get("azp") != dienst.client_id:
        raise Ongeldig("De inlog is voor een andere toepassing gemaakt.")
    tenant, onderwerp = _tenant_en_onderwerp(inhoud, dienst)
    naam = inhoud.get("preferred_username") or inhoud.get("email") or inhoud.get("name") or ""
    op = inhoud.get("auth_time")
    return Identiteit(dienst.issuer, tenant, onderwerp, str(naam)[:120], op if isinstance(op, int | float) else None)


def _tenant_en_onderwerp(inhoud, dienst):
    if dienst.soort != Inlogdienst.Soort.ENTRA:
        return "", inhoud["sub"]
    if not dienst.tenant or str(inhoud.get("tid", "")).lower() != dienst.tenant:
        raise Ongeldig("De inlog komt uit een andere Microsoft-omgeving dan die van de organisatie.")
    if not inhoud.get("oid"):
        raise Ongeldig("Microsoft noemt geen object-id bij deze inlog.")
    return dienst.tenant, str(inhoud["oid"]).lower()

"""Who stands in an ID token: real tokens, signed by the keys of a real provider, each with one thing wrong."""

import time
from types import SimpleNamespace

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from inloggen.dienst.identiteit import Identiteit, Ongeldig, token_lezen
from tests.identiteitsdienst import jwks_van, sleutel_van, token

TENANT = "8a1f2b3c-4d5e-6f70-8192-a3b4c5d6e7f8"
OID = "0f0e0d0c-0b0a-0908-0706-050403020100"
ISSUER = "https://inloggen.wilgendam.example"
ENTRA_ISSUER = f"https://login.microsoftonline.com/{TENANT}/v2.0"
GOED = {"iss": ISSUER, "aud": "label", "nonce": "eenmalig", "sub": "ingrid"}
GOED_ENTRA = GOED | {"iss": ENTRA_ISSUER, "tid": TENANT, "oid": OID, "sub": "paarsgewijs"}
DIENST = SimpleNamespace(soort="openid_connect", issuer=ISSUER, tenant="", client_id="label")
ENTRA = SimpleNamespace(soort="entra", issuer=ENTRA_ISSUER, tenant=TENANT, client_id="label")


@pytest.fixture
def gelezen(iam_server):
    """`gelezen(DIENST, GOED)`: what we make of a token with these claims, signed by the provider."""
    return lambda dienst, inhoud: token_lezen(token(iam_server, **inhoud), jwks_van(iam_server), dienst, "eenmalig")


def test_elsewhere_the_key_is_issuer_and_subject(gelezen):
    wie = gelezen(DIENST, GOED | {"preferred_username": "ingrid@wilgendam.example", "auth_time": 1_700_000_000})
    assert wie == Identiteit(ISSUER, "", "ingrid", "ingrid@wilgendam.example", 1_700_000_000)


@pytest.mark.parametrize(
    ("op", "gelezen_als"), [(1_700_000_000.75, 1_700_000_000.75), ("gisteren", None), (None, None)]
)
def test_when_someone_signed_in_may_be_told_in_parts_of_a_second(gelezen, op, gelezen_als):
    assert gelezen(DIENST, GOED | {"auth_time": op}).ingelogd_op == gelezen_als


def test_at_microsoft_the_key_is_issuer_tenant_and_object_id(gelezen):
    wie = gelezen(ENTRA, GOED_ENTRA | {"tid": TENANT.upper(), "oid": OID.upper()})
    assert (wie.issuer, wie.tenant, wie.onderwerp) == (ENTRA_ISSUER, TENANT, OID)


def test_a_mail_address_is_no_part_of_the_key(gelezen):
    een = gelezen(DIENST, GOED | {"email": "ingrid@wilgendam.example"})
    ander = gelezen(DIENST, GOED | {"email": "directeur@elders.example"})
    vreemd = gelezen(DIENST, GOED | {"sub": "indringer", "email": "ingrid@wilgendam.example"})
    assert een.sleutel == ander.sleutel != vreemd.sleutel


def test_the_same_subject_of_another_issuer_or_tenant_is_somebody_else():
    sleutels = {
        Identiteit(*delen).sleutel
        for delen in [("a", "", "bc"), ("ab", "", "c"), ("a", "b", "c"), ("a", "c", "b"), ("b", "", "c")]
    }
    assert len(sleutels) == 5


FOUT = {
    "another issuer": (DIENST, {"iss": "https://elders.example"}, "andere dienst"),
    "a slash more in the issuer": (DIENST, {"iss": f"{ISSUER}/"}, "andere dienst"),
    "another audience": (DIENST, {"aud": "andere-toepassing"}, "niet voor het Kwaliteitslabel"),
    "no audience": (DIENST, {"aud": []}, "niet te lezen"),
    "more audiences, made for another": (DIENST, {"aud": ["label", "x"], "azp": "x"}, "andere toepassing"),
    "more audiences, made for nobody": (DIENST, {"aud": ["label", "x"]}, "andere toepassing"),
    "made for another": (DIENST, {"azp": "x"}, "andere toepassing"),
    "another nonce": (DIENST, {"nonce": "van-een-ander"}, "niet bij wat u hier begon"),
    "no nonce": (DIENST, {"nonce": None}, "niet bij wat u hier begon"),
    "expired": (DIENST, {"exp": int(time.time()) - 120}, "te oud"),
    "not yet made": (DIENST, {"iat": int(time.time()) + 900}, "klok"),
    "no subject": (DIENST, {"sub": None}, "niet te lezen"),
    "another tenant": (ENTRA, {"tid": "00000000-4d5e-6f70-8192-a3b4c5d6e7f8"}, "andere Microsoft-omgeving"),
    "no tenant": (ENTRA, {"tid": None}, "andere Microsoft-omgeving"),
    "no object id": (ENTRA, {"oid": None}, "object-id"),
    "the shared issuer of Microsoft": (
        ENTRA,
        {"iss": "https://login.microsoftonline.com/common/v2.0"},
        "andere dienst",
    ),
}


@pytest.mark.parametrize("naam", FOUT)
def test_a_token_with_one_thing_wrong_is_refused(gelezen, naam):
    dienst, anders, zin = FOUT[naam]
    inhoud = (GOED if dienst is DIENST else GOED_ENTRA) | anders
    with pytest.raises(Ongeldig, match=zin):
        gelezen(dienst, {sleutel: waarde for sleutel, waarde in inhoud.items() if waarde is not None})


def test_a_token_of_microsoft_does_not_do_for_a_service_without_a_tenant(gelezen):
    zonder = SimpleNamespace(soort="entra", issuer=ENTRA_ISSUER, tenant="", client_id="label")
    with pytest.raises(Ongeldig, match="andere Microsoft-omgeving"):
        gelezen(zonder, GOED_ENTRA | {"tid": ""})


# Signatures


def ondertekend(sleutel, alg, **kop):
    nu = int(time.time())
    return jwt.encode(GOED | {"iat": nu, "exp": nu + 60}, sleutel, algorithm=alg, headers=kop)


def test_a_signature_of_somebody_else_is_refused(iam_server):
    vals = generate_private_key(public_exponent=65537, key_size=2048)
    jwks, kid = jwks_van(iam_server), sleutel_van(iam_server).key_id
    for bewijs in (
        ondertekend(vals, "RS256", kid=kid),
        ondertekend(vals, "RS256", kid="onbekend"),
        ondertekend(vals, "RS256"),
    ):
        with pytest.raises(Ongeldig, match="handtekening"):
            token_lezen(bewijs, jwks, DIENST, "eenmalig")


def test_what_is_not_signed_or_signed_with_what_everybody_knows_is_refused(iam_server):
    jwks, kid = jwks_van(iam_server), sleutel_van(iam_server).key_id
    openbaar = jwks["keys"][0]["n"]
    for bewijs in (ondertekend("", "none", kid=kid), ondertekend(openbaar, "HS256", kid=kid), "geen.echt.token", ""):
        with pytest.raises(Ongeldig, match="handtekening"):
            token_lezen(bewijs, jwks, DIENST, "eenmalig")


def test_a_shared_key_among_the_public_keys_is_not_used():
    gedeeld = {"kty": "oct", "k": "Z2VkZWVsZC1nZWhlaW0tdmFuLTMyLWJ5dGVzLW9mLW1lZXI", "kid": "1"}
    bewijs = ondertekend("gedeeld-geheim-van-32-bytes-of-meer", "HS256", kid="1")
    with pytest.raises(Ongeldig, match="handtekening"):
        token_lezen(bewijs, {"keys": [gedeeld]}, DIENST, "eenmalig")


@pytest.mark.parametrize("alg", ["RS256", "RS512", "PS256"])
def test_a_key_that_does_not_say_its_algorithm_may_sign_with_each_of_its_kind(iam_server, alg):
    sleutel = sleutel_van(iam_server)
    assert token_lezen(ondertekend(sleutel.key, alg, kid=sleutel.key_id), jwks_van(iam_server), DIENST, "eenmalig")


@pytest.mark.parametrize(
    "jwks", [{}, {"keys": None}, {"keys": ["x", 1, None, {}, {"kty": "RSA"}, {"kty": "RSA", "n": 1}]}]
)
def test_keys_that_are_none_are_passed_over(iam_server, jwks):
    with pytest.raises(Ongeldig, match="handtekening"):
        token_lezen(token(iam_server, **GOED), jwks, DIENST, "eenmalig")

"""What a service says about itself (OpenID Connect Discovery 1.0), and what of that does not fit what was filled in."""

import requests
from django.conf import settings

from inloggen.dienst.identiteit import ALGORITMEN, openbare_sleutels
from inloggen.dienst.ophalen import Onbereikbaar, Sessie, json_ophalen

ADRESSEN = {
    "authorization_endpoint": "het adres om in te loggen",
    "token_endpoint": "het adres om de inlog op te halen",
    "jwks_uri": "het adres van de sleutels",
}


def beschrijving(dienst):
    """The description of a service, once it fits; else Onbereikbaar, so that nobody is sent to a service that changed."""
    gegevens = json_ophalen(f"{dienst.issuer.rstrip('/')}/.well-known/openid-configuration")
    if fouten := tekortkomingen(dienst, gegevens):
        raise Onbereikbaar(" ".join(fouten))
    return gegevens


def tekortkomingen(dienst, gegevens):
    """Why this description is not one of the service that was filled in, or not one we can work with; empty is good."""
    fouten = []
    if gegevens.get("issuer") != dienst.issuer:
        noemt = str(gegevens.get("issuer"))[:200]
        fouten.append(f"De dienst noemt zichzelf {noemt}, en niet {dienst.issuer}. Vul dat adres in.")
    for naam, wat in ADRESSEN.items():
        adres = gegevens.get(naam)
        if not isinstance(adres, str) or not adres:
            fouten.append(f"De dienst noemt {wat} niet.")
        elif not adres.startswith("https://") and not settings.INLOGDIENST_OVERAL:
            fouten.append(f"De dienst noemt {wat}, maar dat begint niet met https://.")
    if "code" not in gegevens.get("response_types_supported", ["code"]):
        fouten.append("De dienst kan niet inloggen met een code (authorization code flow).")
    if "S256" not in gegevens.get("code_challenge_methods_supported", ["S256"]):
        fouten.append("De dienst kan niet inloggen met PKCE (S256).")
    if not set(gegevens.get("id_token_signing_alg_values_supported", ALGORITMEN)) & set(ALGORITMEN):
        fouten.append("De dienst ondertekent niet op een manier die wij vertrouwen, zoals RS256.")
    return fouten


def nakijken(dienst, terug, geheim=None):
    """What is wrong with the service as it is filled in, in sentences, as far as it can be told without signing in.

    `geheim` is another secret than the one that is kept. The client id and secret are tried with a code that does not exist: a
    service that knows us says only that the code is wrong.
    """
    try:
        gegevens = beschrijving(dienst)
        if not openbare_sleutels(json_ophalen(gegevens["jwks_uri"])):
            return ["De dienst geeft geen sleutels waarmee wij een handtekening kunnen nakijken."]
        gekend = _kent_ons(dienst.client_id, geheim or dienst.geheim, gegevens, terug)
    except Onbereikbaar as fout:
        return [str(fout)]
    except requests.RequestException:
        return ["Het adres om de inlog op te halen is niet te bereiken. Probeer het later nog eens."]
    return [] if gekend else ["De dienst kent deze client-id met dit clientgeheim niet. Neem ze opnieuw over."]


def _kent_ons(client_id, geheim, gegevens, terug):
    vraag = {"grant_type": "authorization_code", "code": "proef", "redirect_uri": terug, "code_verifier": "proef" * 10}
    wij = {"client_id": client_id, "client_secret": geheim or ""}
    manieren = gegevens.get("token_endpoint_auth_methods_supported", [])
    # The same choice that allauth makes when it swaps the code.
    in_de_kop = "client_secret_post" not in manieren and "client_secret_basic" in manieren
    with Sessie() as sessie:
        antwoord = sessie.post(
            gegevens["token_endpoint"],
            data=vraag if in_de_kop else vraag | wij,
            auth=tuple(wij.values()) if in_de_kop else None,
        )
    return b"invalid_client" not in antwoord.content and b"unauthorized_client" not in antwoord.content

"""What a service says when it refuses, as a sentence for who sets it up (RFC 6749 § 4.1.2.1 and 5.2, OpenID Connect Core § 3.1.2.6)."""

import re

TOESTEMMING = "De dienst wil eerst toestemming. Wie de dienst beheert, geeft die daar voor alle gebruikers."
NIET_TOEGESTAAN = (
    "De dienst staat deze manier van inloggen niet toe. "
    "Kijk of daar de authorization code flow en de scopes openid en profile aan staan."
)
STORING = "De dienst heeft een storing. Probeer het later nog eens."
UITLEG = {
    "invalid_client": (
        "De dienst neemt het clientgeheim niet aan. Kijk of het is verlopen, en of u de waarde hebt overgenomen en niet het id."
    ),
    "invalid_grant": "De dienst neemt de inlog niet terug. Kijk of het omleidingsadres daar precies zo staat als in stap 1.",
    "unauthorized_client": NIET_TOEGESTAAN,
    "unsupported_response_type": NIET_TOEGESTAAN,
    "invalid_request": NIET_TOEGESTAAN,
    "invalid_scope": NIET_TOEGESTAAN,
    "consent_required": TOESTEMMING,
    "interaction_required": TOESTEMMING,
    "login_required": "De dienst heeft u niet laten inloggen. Log daar uit en probeer het nog eens.",
    "server_error": STORING,
    "temporarily_unavailable": STORING,
}
FOUTCODE = re.compile(r'"error"\s*:\s*"([a-z_]+)"')
CODE_VAN_ENTRA = re.compile(r"AADSTS\d{4,8}")
KORTE_CODE = re.compile("[a-z_]{1,40}")


def uitleg(request, exception):
    """Why the service refused. Its own words are not repeated, since anybody can write those, but its codes are."""
    if exception is None:
        fout, tekst = request.GET.get("error", ""), request.GET.get("error_description", "")
    else:
        tekst = str(exception)
        fout = next(iter(FOUTCODE.findall(tekst)), "")
    codes = CODE_VAN_ENTRA.findall(tekst)[:1]
    if fout not in UITLEG and KORTE_CODE.fullmatch(fout):
        codes.append(fout)
    zin = UITLEG.get(fout, "De dienst antwoordt anders dan is afgesproken.")
    return f"{zin} De dienst noemt als foutcode {' en '.join(codes)}." if codes else zin

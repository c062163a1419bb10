"""What each person gets on a GET of signing in, the second step and the profile. Nobody here set up a passkey or an app."""

from django.urls import reverse

from tests.toegang.algemeen import IEDEREEN, INLOGGEN, MENSEN, WIE_IS_INGELOGD

DOORGESTUURD = INLOGGEN | dict.fromkeys(MENSEN, 302)
NIETS_INGESTELD = INLOGGEN | dict.fromkeys(MENSEN, 404)
ALLEEN_POST = INLOGGEN | dict.fromkeys(MENSEN, 405)


def _kaal(naam, *args):
    return {"url": lambda t: reverse(naam, args=args)}


TABEL = {
    # Who is signed in is sent on; who is not, is sent to the page with the password first.
    "mfa_login_webauthn": _kaal("mfa_login_webauthn") | DOORGESTUURD,
    "mfa_authenticate": _kaal("mfa_authenticate") | DOORGESTUURD,
    "weer_binnen": _kaal("weer_binnen") | WIE_IS_INGELOGD,
    "account_inactive": _kaal("account_inactive") | IEDEREEN,
    # Everyone here proved shortly before who they are, so nothing more is asked.
    "bevestigen": _kaal("bevestigen") | DOORGESTUURD,
    # They all read the newest version.
    "huisregels_lezen": _kaal("huisregels_lezen") | DOORGESTUURD,
    "profiel": _kaal("profiel") | WIE_IS_INGELOGD,
    "eigen_gegevens": _kaal("eigen_gegevens") | WIE_IS_INGELOGD,
    "elders_uitloggen": _kaal("elders_uitloggen") | ALLEEN_POST,
    "apparaat_uitloggen": _kaal("apparaat_uitloggen", 1) | ALLEEN_POST,
    "adres_wijzigen": _kaal("adres_wijzigen") | WIE_IS_INGELOGD,
    "adres_bevestigen": _kaal("adres_bevestigen", "verlopen-sleutel") | IEDEREEN,
    "adres_stoppen": _kaal("adres_stoppen", "verlopen-sleutel") | IEDEREEN,
    "account_change_password": _kaal("account_change_password") | WIE_IS_INGELOGD,
    # They have a password already.
    "account_set_password": _kaal("account_set_password") | DOORGESTUURD,
    "mfa_index": _kaal("mfa_index") | WIE_IS_INGELOGD,
    "mfa_activate_totp": _kaal("mfa_activate_totp") | WIE_IS_INGELOGD,
    "mfa_deactivate_totp": _kaal("mfa_deactivate_totp") | NIETS_INGESTELD,
    "mfa_add_webauthn": _kaal("mfa_add_webauthn") | WIE_IS_INGELOGD,
    "mfa_edit_webauthn": _kaal("mfa_edit_webauthn", 1) | NIETS_INGESTELD,
    "mfa_remove_webauthn": _kaal("mfa_remove_webauthn", 1) | NIETS_INGESTELD,
    "mfa_view_recovery_codes": _kaal("mfa_view_recovery_codes") | NIETS_INGESTELD,
    "mfa_download_recovery_codes": _kaal("mfa_download_recovery_codes") | NIETS_INGESTELD,
    "mfa_generate_recovery_codes": _kaal("mfa_generate_recovery_codes") | WIE_IS_INGELOGD,
    # Of somebody else: the bureau only. Who looks after people sees those of the own organisation, but may not do this.
    "tweede_stap_wissen": {"url": lambda t: reverse("tweede_stap_wissen", args=[t.aangemeld_door_id])}
    | INLOGGEN
    | dict.fromkeys(MENSEN, 404)
    | {"hilde": 403, "gijs": 200},
}

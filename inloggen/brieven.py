"""The letters about signing in, made while they are sent: so are the links in them that open something."""

from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.tokens import default_token_generator
from django.core import signing
from django.db.models import F

from huisstijl.post import BRIEVEN, Brief
from inloggen.handelingen.profiel import BEVESTIGEN, STOPPEN
from inloggen.models import Adreswijziging, Inlogbericht
from leden.brieven import aan
from leden.models import Gebruiker, Organisatie


def _aan(gebruiker: int) -> Brief:
    return aan(Gebruiker.objects.get(pk=gebruiker))


def _inlogdienst_gekoppeld(gebruiker: int, organisatie: int) -> Brief:
    return _aan(gebruiker)._replace(gegevens={"organisatie": Organisatie.objects.get(pk=organisatie).naam})


# Another e-mail address


def _lopend(pk: int) -> Adreswijziging:
    return Adreswijziging.objects.get(pk=pk, bevestigd_op__isnull=True, gestopt_op__isnull=True)


def _adres_bevestigen(wijziging: int) -> Brief:
    return Brief(_lopend(wijziging).nieuw, {"sleutel": signing.dumps(wijziging, salt=BEVESTIGEN)})


def _adres_bezet(wijziging: int) -> Brief:
    return Brief(_lopend(wijziging).nieuw)


def _adres_gevraagd(wijziging: int) -> Brief:
    rij = _lopend(wijziging)
    return Brief(rij.oud, {"sleutel": signing.dumps(wijziging, salt=STOPPEN)}, rij.gebruiker.onderwerp)


def _adres_gewijzigd(wijziging: int) -> Brief:
    rij = Adreswijziging.objects.get(pk=wijziging, bevestigd_op__isnull=False, gestopt_op__isnull=True)
    return Brief(rij.oud, {"sleutel": signing.dumps(wijziging, salt=STOPPEN)})


def _adres_gestopt(wijziging: int) -> Brief:
    return Brief(Adreswijziging.objects.get(pk=wijziging, gestopt_op__isnull=False).oud)


# What django-allauth has to tell


def _bericht(bericht: int) -> Brief:
    """What happened, to the address that the account had then. The row goes with the letter; when sending fails, it stays."""
    rij = Inlogbericht.objects.select_related("gebruiker").get(pk=bericht)
    rij.delete()
    # What to do when it was somebody else depends on how this person signs in.
    heeft_wachtwoord = rij.gebruiker is not None and rij.gebruiker.has_usable_password()
    gegevens = {"moment": rij.moment, "apparaat": rij.apparaat, "heeft_wachtwoord": heeft_wachtwoord}
    return Brief(rij.adres, gegevens, rij.gebruiker.onderwerp if rij.gebruiker else "")


def _wachtwoord_kiezen(bericht: int) -> Brief:
    """A new link each time it is tried. Not to who has another address by now, or was blocked."""
    rij = Inlogbericht.objects.select_related("gebruiker").get(
        pk=bericht, gebruiker__email=F("adres"), gebruiker__is_active=True
    )
    rij.delete()
    sleutel = default_token_generator.make_token(rij.gebruiker)
    return aan(rij.gebruiker, {"uid": user_pk_to_url_str(rij.gebruiker), "key": sleutel})


BRIEVEN.update(
    {
        "tweede_stap_gewist": _aan,
        "inlogdienst_gekoppeld": _inlogdienst_gekoppeld,
        "inlogdienst_losgemaakt": _aan,
        "adres_bevestigen": _adres_bevestigen,
        "adres_bezet": _adres_bezet,
        "adres_gevraagd": _adres_gevraagd,
        "adres_gewijzigd": _adres_gewijzigd,
        "adres_gestopt": _adres_gestopt,
        "aanmelding/password_reset_key": _wachtwoord_kiezen,
        "aanmelding/unknown_account": _bericht,
        "aanmelding/nieuw_apparaat": _bericht,
        "aanmelding/password_changed": _bericht,
        "aanmelding/password_reset": _bericht,
        "aanmelding/password_set": _bericht,
        "aanmelding/recovery_codes_generated": _bericht,
        "aanmelding/totp_activated": _bericht,
        "aanmelding/totp_deactivated": _bericht,
        "aanmelding/webauthn_added": _bericht,
        "aanmelding/webauthn_removed": _bericht,
    }
)

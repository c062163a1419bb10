"""What we keep of a change in how someone signs in. django-allauth does these acts, and tells of them with signals."""

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.db import transaction

from inloggen import inlogbewijs
from inloggen.apparaten import vergeten
from leden.bevoegdheden import Handeling
from leden.logboek import vastleggen


def verbinden():
    """Listen; called once when the app is ready. The signals keep no hold of a function that nothing else holds."""
    for signaal, ontvanger in (
        (authenticator_added, _factor_erbij),
        (authenticator_removed, _factor_weg),
        (authenticator_reset, _nieuwe_codes),
        (password_changed, _nieuw_wachtwoord),
        (password_set, _nieuw_wachtwoord),
        (password_reset, _nieuw_wachtwoord),
    ):
        signaal.connect(ontvanger)


def woord(factor):
    """What a factor is called in the log and in the data of a person."""
    return {
        "totp": "app met codes",
        "recovery_codes": "herstelcodes",
        "webauthn": f"passkey {factor.data['name']}" if factor.type == "webauthn" else "",
    }[factor.type]


@transaction.atomic
def _vastleggen(request, gebruiker, reden):
    wie = getattr(request, "lidmaatschap", None)
    wie = wie if wie and wie.gebruiker_id == gebruiker.pk else None
    vastleggen(wie, Handeling.INLOGGEN_WIJZIGEN, gebruiker.onderwerp, reden=reden, gebruiker=gebruiker)


def _factor_erbij(request, user, authenticator, **_):
    if authenticator.type in inlogbewijs.FACTOREN:
        inlogbewijs.factor_erbij(request, user, authenticator)
    _vastleggen(request, user, f"Ingesteld: {woord(authenticator)}.")


def _factor_weg(request, user, authenticator, **_):
    inlogbewijs.factor_weg(request, user)
    _vastleggen(request, user, f"Weggehaald: {woord(authenticator)}.")


def _nieuwe_codes(request, user, **_):
    _vastleggen(request, user, "Nieuwe herstelcodes gemaakt; de oude werken niet meer.")


def _nieuw_wachtwoord(request, user, **_):
    # Other sessions ended by the change itself: the password is part of what a session is checked against.
    vergeten(user, behalve=request.session.session_key)
    _vastleggen(request, user, "Een nieuw wachtwoord gekozen.")

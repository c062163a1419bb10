"""Everything about one person, as that person may have it: readable, and complete for this part of the application."""

from django.db.models import Q
from django.utils import timezone

from leden.apparaten import apparaten_van
from leden.inloggebeurtenissen import woord
from leden.models import Gebeurtenis


def gegevens_van(gebruiker):
    """A dict of plain values, with Dutch words as keys."""
    return {
        "gemaakt op": _moment(timezone.now()),
        "persoon": {
            "naam": gebruiker.naam,
            "functie": gebruiker.functie,
            "e-mailadres": gebruiker.email,
            "account sinds": _moment(gebruiker.aangemaakt_op),
            "laatst ingelogd": _moment(gebruiker.last_login),
        },
        "rollen": [
            {
                "organisatie": een.organisatie.naam,
                "rol": een.get_rol_display(),
                "van": een.van.isoformat(),
                "tot en met": een.tot.isoformat() if een.tot else None,
            }
            for een in gebruiker.lidmaatschappen.select_related("organisatie").order_by("van", "pk")
        ],
        "belangen": [
            {
                "organisatie": een.organisatie.naam,
                "soort": een.get_soort_display(),
                "van": een.van.isoformat(),
                "tot en met": een.tot.isoformat() if een.tot else None,
            }
            for een in gebruiker.belangen.select_related("organisatie").order_by("van", "pk")
        ],
        "inloggen": {
            "wachtwoord": gebruiker.has_usable_password(),
            "tweede stap": [
                {"soort": woord(een), "sinds": _moment(een.created_at), "laatst gebruikt": _moment(een.last_used_at)}
                for een in gebruiker.authenticator_set.order_by("pk")
            ],
            "wijzigingen van het e-mailadres": [
                {
                    "van": een.oud,
                    "naar": een.nieuw,
                    "gevraagd": _moment(een.gevraagd_op),
                    "bevestigd": _moment(een.bevestigd_op),
                    "gestopt": _moment(een.gestopt_op),
                }
                for een in gebruiker.adreswijzigingen.order_by("pk")
            ],
        },
        "waar u bent ingelogd": [
            {
                "apparaat": een.naam,
                "adres op internet": een.ip,
                "sinds": _moment(een.begonnen_op),
                "laatst gezien": _moment(een.gezien_op),
            }
            for een in apparaten_van(gebruiker)
        ],
        "logboek": [
            {
                "op": _moment(een.op),
                "naam": een.naam,
                "rol": een.rol_label,
                "organisatie": een.organisatie,
                "handeling": een.handeling,
                "onderwerp": een.onderwerp,
                "van": een.van,
                "naar": een.naar,
                "reden": een.reden,
            }
            for een in Gebeurtenis.objects.filter(Q(gebruiker=gebruiker) | Q(onderwerp=gebruiker.onderwerp))
        ],
    }


def _moment(moment):
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None

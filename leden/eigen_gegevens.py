"""Everything about one person, as that person may have it: readable, and complete for this part of the application."""

from django.db.models import Q
from django.utils import timezone

from leden.inloggen.apparaten import apparaten_van
from leden.inloggen.gebeurtenissen import woord
from leden.models import Bekwaamheid, Belangenbevestiging, Gebeurtenis, Uitnodiging


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
            "gelezen huisregels": gebruiker.huisregels_versie or None,
            "huisregels gelezen op": _moment(gebruiker.huisregels_op),
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
                "toelichting": een.toelichting,
                "was een vergissing, sinds": _moment(een.vervallen_op),
            }
            for een in gebruiker.belangen.select_related("organisatie").order_by("van", "pk")
        ],
        "belangen bevestigd": [
            {
                "laatst bevestigd": _moment(een.bevestigd_op),
                "laatst gevraagd": _moment(een.gevraagd_op),
                "keer gevraagd": een.keer_gevraagd,
            }
            for een in Belangenbevestiging.objects.filter(gebruiker=gebruiker)
        ],
        "bekwaamheden": [
            {
                "soort": een.soort.naam,
                "omschrijving": een.omschrijving,
                "van": een.van.isoformat(),
                "geldig tot en met": een.geldig_tot.isoformat() if een.geldig_tot else None,
            }
            for een in gebruiker.bekwaamheden.select_related("soort").order_by("van", "pk")
        ],
        "uitnodigingen": {
            "aangenomen": _uitnodigingen(gebruiker.uitnodigingen.all()),
            # The address of who was invited is of that person.
            "verstuurd": _uitnodigingen(Uitnodiging.objects.filter(uitgenodigd_door=gebruiker)),
            "ingetrokken": _uitnodigingen(Uitnodiging.objects.filter(ingetrokken_door=gebruiker)),
        },
        "inloggen": {
            "wachtwoord": gebruiker.has_usable_password(),
            "tweede stap": [
                {"soort": woord(een), "sinds": _moment(een.created_at), "laatst gebruikt": _moment(een.last_used_at)}
                for een in gebruiker.authenticator_set.order_by("pk")
            ],
            "gekoppelde inlogdiensten": [
                {
                    "dienst": een.provider,
                    "nummer bij die dienst": een.uid,
                    "wat die dienst over u zei": een.extra_data,
                    "sinds": _moment(een.date_joined),
                    "laatst gebruikt": _moment(een.last_login),
                }
                for een in gebruiker.socialaccount_set.order_by("pk")
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
            for een in Gebeurtenis.objects.filter(
                Q(gebruiker=gebruiker)
                | Q(onderwerp__in=[gebruiker.onderwerp, Bekwaamheid(gebruiker=gebruiker).onderwerp])
            )
        ],
    }


def _uitnodigingen(rijen):
    return [
        {
            "organisatie": een.organisatie.naam,
            "rollen": een.rolnamen,
            "uitgenodigd op": _moment(een.uitgenodigd_op),
            "laatst verstuurd op": _moment(een.verstuurd_op),
            "aangenomen op": _moment(een.aangenomen_op),
            "ingetrokken op": _moment(een.ingetrokken_op),
        }
        for een in rijen.select_related("organisatie")
    ]


def _moment(moment):
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None

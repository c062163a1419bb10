"""Everything about one person, as that person may have it: readable, and complete for this part of the application."""

from datetime import datetime

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils import timezone

from berichten.models import Zending
from geschillen.models import Adviseur, Klacht
from inloggen.apparaten import apparaten_van
from inloggen.gebeurtenissen import woord
from leden.models import Bekwaamheid, Gebeurtenis, Gebruiker, Organisatie, Uitnodiging
from quickscan.models import Scanformulier

_ZENDINGEN = (
    Zending.objects.filter(gebruiker=OuterRef("pk"))
    .annotate(onderwerpen=ArrayAgg("bezorgingen__poststuk__kop"))
    .order_by("pk")
    .values(
        rij=JSONObject(
            op="gemaakt_op",
            naar="adres",
            onderwerpen="onderwerpen",
            verstuurd="verstuurd_op",
            teruggekomen="teruggekomen_op",
        )
    )
)
_KLACHTEN = (
    Klacht.objects.filter(behandelaar=OuterRef("pk"))
    .order_by("pk")
    .values(rij=JSONObject(kenmerk="kenmerk", opgepakt="opgepakt_op", afgerond="afgerond_op"))
)

_BEZWAREN = (
    Adviseur.objects.filter(gebruiker=OuterRef("pk"))
    .order_by("pk")
    .values(rij=JSONObject(besluit="bezwaar__besluit__nummer", gevraagd="gevraagd_op"))
)


def gegevens_van(gebruiker):
    """A dict of plain values, with Dutch words as keys."""
    # What there is one of per person, and the mails, come along with the person.
    gebruiker = (
        Gebruiker.objects.select_related("belangenbevestiging", "agendakoppeling", "kapotadres")
        .annotate(
            zendingen=ArraySubquery(_ZENDINGEN), klachten=ArraySubquery(_KLACHTEN), bezwaren=ArraySubquery(_BEZWAREN)
        )
        .get(pk=gebruiker.pk)
    )
    return {"gemaakt op": _moment(timezone.now())} | {naam: deel(gebruiker) for naam, deel in DELEN.items()}


def _persoon(gebruiker):
    return {
        "naam": gebruiker.naam,
        "functie": gebruiker.functie,
        "e-mailadres": gebruiker.email,
        "telefoonnummer": gebruiker.telefoon or None,
        "account sinds": _moment(gebruiker.aangemaakt_op),
        "geblokkeerd": not gebruiker.is_active,
        "laatst ingelogd": _moment(gebruiker.last_login),
        "een keer zonder tweede stap gewerkt op": _moment(gebruiker.respijt_gebruikt_op),
        "gelezen huisregels": gebruiker.huisregels_versie or None,
        "huisregels gelezen op": _moment(gebruiker.huisregels_op),
    }


def _rollen(gebruiker):
    return [
        {
            "organisatie": een.organisatie.naam,
            "rol": een.get_rol_display(),
            "van": een.van.isoformat(),
            "tot en met": _dag(een.tot),
        }
        for een in gebruiker.lidmaatschappen.select_related("organisatie").order_by("van", "pk")
    ]


def _belangen(gebruiker):
    return [
        {
            "organisatie": een.organisatie.naam,
            "soort": een.get_soort_display(),
            "van": een.van.isoformat(),
            "tot en met": _dag(een.tot),
            "toelichting": een.toelichting,
            "was een vergissing, sinds": _moment(een.vervallen_op),
        }
        for een in gebruiker.belangen.select_related("organisatie").order_by("van", "pk")
    ]


def _belangen_bevestigd(gebruiker):
    return [
        {
            "laatst bevestigd": _moment(een.bevestigd_op),
            "laatst gevraagd": _moment(een.gevraagd_op),
            "keer gevraagd": een.keer_gevraagd,
        }
        for een in _ene(gebruiker, "belangenbevestiging")
    ]


def _bekwaamheden(gebruiker):
    return [
        {
            "soort": een.soort.naam,
            "omschrijving": een.omschrijving,
            "van": een.van.isoformat(),
            "geldig tot en met": _dag(een.geldig_tot),
        }
        for een in gebruiker.bekwaamheden.select_related("soort").order_by("van", "pk")
    ]


def _uitnodigingen(gebruiker):
    aan_dit_adres = Q(email=gebruiker.email, aangenomen_door__isnull=True)
    van_of_door = Q(aangenomen_door=gebruiker) | Q(uitgenodigd_door=gebruiker) | Q(ingetrokken_door=gebruiker)
    alle = list(Uitnodiging.objects.filter(aan_dit_adres | van_of_door).select_related("organisatie"))
    return {
        "aangenomen": [_uitnodiging(een) for een in alle if een.aangenomen_door_id == gebruiker.pk],
        "aan uw adres, niet aangenomen": [
            _uitnodiging(een) for een in alle if een.email == gebruiker.email and een.aangenomen_door_id is None
        ],
        # The address of who was invited is of that person.
        "verstuurd": [_uitnodiging(een) for een in alle if een.uitgenodigd_door_id == gebruiker.pk],
        "ingetrokken": [_uitnodiging(een) for een in alle if een.ingetrokken_door_id == gebruiker.pk],
    }


def _uitnodiging(een):
    return {
        "organisatie": een.organisatie.naam,
        "rollen": een.rolnamen,
        "uitgenodigd op": _moment(een.uitgenodigd_op),
        "laatst verstuurd op": _moment(een.verstuurd_op),
        "teruggekomen op": _moment(een.teruggekomen_op),
        "aangenomen op": _moment(een.aangenomen_op),
        "ingetrokken op": _moment(een.ingetrokken_op),
    }


def _contactpersoon(gebruiker):
    return [
        {
            "organisatie": een.naam,
            "naam": een.contactpersoon,
            "functie": een.contactfunctie,
            "e-mailadres": een.contact_email,
            "telefoonnummer": een.contact_telefoon,
        }
        for een in Organisatie.objects.filter(contact_email__iexact=gebruiker.email)
    ]


def _quickscans(gebruiker):
    formulieren = Scanformulier.objects.filter(email__iexact=gebruiker.email).select_related("scan", "organisatie")
    return [{"QuickScan": een.scan.titel, "organisatie": een.organisatie.naam} for een in formulieren.order_by("pk")]


def _inloggen(gebruiker):
    return {
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
    }


def _agenda(gebruiker):
    return [
        {"adres gemaakt": _moment(een.gemaakt_op), "laatst gebruikt": _dag(een.gebruikt_op)}
        for een in _ene(gebruiker, "agendakoppeling")
    ]


def _apparaten(gebruiker):
    return [
        {
            "apparaat": een.naam,
            "adres op internet": een.ip,
            "sinds": _moment(een.begonnen_op),
            "laatst gezien": _moment(een.gezien_op),
        }
        for een in apparaten_van(gebruiker)
    ]


def _post(gebruiker):
    """The mails with letters; what each says, this person reads at Post."""
    return [_met_momenten(een, "op", "verstuurd", "teruggekomen") for een in gebruiker.zendingen]


def _klachten(gebruiker):
    """The complaints that this person hears or heard: which and when, not what they say."""
    return [_met_momenten(een, "opgepakt", "afgerond") for een in gebruiker.klachten]


def _bezwaren(gebruiker):
    """The objections on which this person was asked to advise: which and when, not what they say."""
    return [_met_momenten(een, "gevraagd") for een in gebruiker.bezwaren]


def _kapot_adres(gebruiker):
    return [
        {"adres": een.adres, "sinds": _moment(een.sinds), "code": een.code} for een in _ene(gebruiker, "kapotadres")
    ]


def _logboek(gebruiker):
    """What this person did, and what others did to this person."""
    over = [gebruiker.onderwerp, Bekwaamheid(gebruiker=gebruiker).onderwerp]
    return [
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
            Q(gebruiker=gebruiker) | Q(onderwerp__in=over) | Q(onderwerp__startswith=f"{gebruiker.onderwerp} bij ")
        )
    ]


DELEN = {
    "persoon": _persoon,
    "rollen": _rollen,
    "belangen": _belangen,
    "belangen bevestigd": _belangen_bevestigd,
    "bekwaamheden": _bekwaamheden,
    "uitnodigingen": _uitnodigingen,
    "contactpersoon van": _contactpersoon,
    "QuickScans naar uw adres": _quickscans,
    "klachten die u behandelt": _klachten,
    "bezwaren waarover u adviseert": _bezwaren,
    "inloggen": _inloggen,
    "waar u bent ingelogd": _apparaten,
    "agenda": _agenda,
    "post": _post,
    "adres waarvan brieven terugkwamen": _kapot_adres,
    "logboek": _logboek,
}


def _ene(gebruiker, naam):
    """The row that a person has one of, if there is one."""
    return [een for een in [getattr(gebruiker, naam, None)] if een]


def _met_momenten(rij, *namen):
    """A row that the database put together, with its moments as everywhere in the file."""
    return rij | {naam: _moment(datetime.fromisoformat(rij[naam])) for naam in namen if rij[naam]}


def _moment(moment):
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None


def _dag(dag):
    return dag.isoformat() if dag else None

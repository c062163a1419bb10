"""What waits so that the beheercommissie can meet and decide: who comes, a doubt to talk about, members to appoint."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from beheercommissie.models import (
    Aanwezigheid,
    Agendapunt,
    Belangverklaring,
    Besluit,
    Navraag,
    Vergadering,
    Verslag,
)
from beheercommissie.models.buiten import staat_buiten, stelde_voor
from beheercommissie.quorum import die_wachten
from berichten.werkdagen import werkdagen_eerder
from huisstijl.templatetags.opmaak import meervoud, weekdag
from kwaliteitslabel.werk.telling import Telling
from kwaliteitslabel.werk.werkvoorraad import Werk
from leden.bevoegdheden import Handeling, heeft_rol
from leden.models import Lidmaatschap, Rol
from trajecten.levensloop import Status
from trajecten.models import Traject

HOOGSTENS = 20
# So long beforehand a member is asked whether to come.
VRAAGT_VOORAF = timedelta(days=42)
# So long after a meeting its minutes are asked for.
VERSLAG_VAN = timedelta(days=90)


def commissiewerk(wie: Lidmaatschap, geteld: Telling) -> list[Werk]:
    """The rows of Mijn werk about items on the agenda; none for who does not look after the committee."""
    if heeft_rol(wie, Handeling.AANWEZIGHEID_MELDEN):
        return _aanwezigheid(wie) + (_vast_te_stellen() if heeft_rol(wie, Handeling.VERSLAG_VASTSTELLEN) else [])
    if wie.rol == Rol.SECRETARIS:
        vergaderingen = _vergaderingen()
        return _twijfels(wie) + _stukken_vooraf(wie, vergaderingen) + _vastgelopen(wie) + _verslagen(vergaderingen)
    if wie.rol == Rol.LABELBEHEERDER:
        return _te_weinig_leden(wie)
    return [
        *(_vragen_vooraf(wie) if geteld.wacht_een_vraag_vooraf else ()),
        *(_niet_gevolgd(wie) if geteld.is_een_advies_niet_gevolgd else ()),
    ]


def _vragen_vooraf(wie):
    """What a member of the committee asked before the meeting, for who can answer it."""
    rijen = Navraag.objects.wacht_op(wie).select_related("agendapunt__vergadering", "agendapunt__traject__organisatie")
    return [
        Werk(
            titel=f"Beantwoord een vraag van de beheercommissie over {een.traject.organisatie.naam}",
            zin="Een lid vraagt dit voor de vergadering. De commissie leest uw antwoord bij het agendapunt.",
            url=een.get_absolute_url(),
            knop="Lees en antwoord",
            termijn=een.punt.vergadering.datum,
        )
        for een in rijen.defer("agendapunt__dossier")[:HOOGSTENS]
    ]


def _aanwezigheid(wie):
    """Meetings that come soon, of which this member did not say whether to come; on the day itself it is no longer asked."""
    vandaag = timezone.localdate()
    gezegd = Aanwezigheid.objects.filter(vergadering=OuterRef("pk"), gebruiker=wie.gebruiker_id)
    vergaderingen = Vergadering.objects.komend().filter(
        ~Exists(gezegd), datum__gt=vandaag, datum__lte=vandaag + VRAAGT_VOORAF
    )
    return [
        Werk(
            titel=f"Zeg of u komt op {weekdag(vergadering.datum)}",
            zin=f"De beheercommissie vergadert in {vergadering.plaats}. Dan weet de secretaris of er genoeg leden zijn.",
            url=vergadering.get_absolute_url(),
            knop="Ga naar de vergadering",
            termijn=vergadering.datum,
        )
        for vergadering in vergaderingen[:HOOGSTENS]
    ]


def _voor_de_secretaris(wie):
    """The items that are not closed for this secretary: of another it reads nothing of who takes part."""
    return Agendapunt.objects.exclude(staat_buiten(wie.gebruiker) | stelde_voor(wie.gebruiker))


def _twijfels(wie):
    """Members who wait for a call of the secretary: until then their papers are closed."""
    verklaringen = (
        Belangverklaring.objects.filter(
            uitkomst=Belangverklaring.Uitkomst.TWIJFEL,
            agendapunt__in=_voor_de_secretaris(wie).onbesloten().filter(traject__status=Status.GEAGENDEERD),
        )
        .select_related("gebruiker", "agendapunt__vergadering")
        .defer("agendapunt__dossier")
        .order_by("agendapunt__vergadering__datum", "pk")[:HOOGSTENS]
    )
    nummers = _telefoonnummers({een.gebruiker_id for een in verklaringen})
    return [
        Werk(
            titel=f"Bel {een.gebruiker.naam} over punt {een.agendapunt.volgnummer}",
            zin=f"Dit lid twijfelt over een belang. {_bereiken(een.gebruiker, nummers.get(een.gebruiker_id))}",
            url=reverse("agendapunt", args=[een.agendapunt_id]),
            knop="Ga naar het punt",
            termijn=een.agendapunt.vergadering.datum,
        )
        for een in verklaringen
    ]


def _vergaderingen():
    """In one question the meetings to come, and those that were and of which the minutes are not on an agenda yet.

    First an item that is still open is settled; and of meetings of long ago nobody asks for minutes any more.
    """
    vandaag = timezone.localdate()
    punten = Agendapunt.objects.filter(vergadering=OuterRef("pk"))
    elders = Q(bespreekpunt__vergadering__datum__gte=vandaag, bespreekpunt__vergadering__afgezegd_op=None)
    klaar = Verslag.objects.filter(elders | Q(vastgesteld_op__isnull=False), vergadering=OuterRef("pk"))
    wacht = Q(Exists(punten.op_de_agenda()), ~Exists(punten.onbesloten()), ~Exists(klaar))
    rijen = Vergadering.objects.filter(
        Q(datum__gte=vandaag) | wacht & Q(datum__gte=vandaag - VERSLAG_VAN), afgezegd_op=None, schriftelijk_tot=None
    )
    return list(rijen.select_related("verslag").order_by("datum", "begin", "pk")[: 2 * HOOGSTENS])


def _stukken_vooraf(wie, vergaderingen):
    """One row: until when what was put forward can still go with the papers of the next meeting that leaves time for that."""
    voorgedragen = Traject.objects.zichtbaar_voor(wie).filter(status=Status.VOORGEDRAGEN).order_by("pk")
    eerste = voorgedragen.annotate(samen=Window(Count("pk"))).first()
    if eerste is None:
        return []
    termijn = eerste.kaderversie.termijn("stukken_vooraf")
    vandaag, aantal = timezone.localdate(), eerste.samen
    vergadering = next(
        (een for een in vergaderingen if een.datum >= vandaag and _uiterlijk(een.datum, termijn) >= vandaag), None
    )
    if vergadering is None:
        return []
    return [
        Werk(
            titel=f"Zet {meervoud(aantal, 'traject', 'trajecten')} op de agenda van {weekdag(vergadering.datum)}",
            zin=f"De leden krijgen de stukken {termijn} voor de vergadering. Met agenderen liggen de stukken vast.",
            url=vergadering.get_absolute_url(),
            knop="Ga naar de vergadering",
            termijn=_uiterlijk(vergadering.datum, termijn),
        )
    ]


def _uiterlijk(datum, termijn):
    if termijn.eenheid == "werkdagen":
        return werkdagen_eerder(datum, termijn.aantal)
    return datum - timedelta(days=termijn.aantal)


def _telefoonnummers(gebruikers):
    """{key of a person: numbers of the organisations where that person works}, for who gave no number of their own."""
    nummers = {}
    lidmaatschappen = (
        Lidmaatschap.objects.geldig().filter(gebruiker__in=gebruikers).exclude(organisatie__contact_telefoon="")
    )
    for een in lidmaatschappen.select_related("organisatie").order_by("organisatie__naam", "pk"):
        nummer = f"{een.organisatie.contact_telefoon} ({een.organisatie.naam})"
        nummers.setdefault(een.gebruiker_id, {})[nummer] = None
    return nummers


def _bereiken(gebruiker, nummers):
    if gebruiker.telefoon:
        nummers = [gebruiker.telefoon]
    if nummers:
        return f"Telefoon: {', '.join(nummers)}. Of schrijf naar {gebruiker.email}."
    return f"Er is geen telefoonnummer bekend. Schrijf naar {gebruiker.email}."


def _verslagen(vergaderingen):
    """Minutes to make, or to put on an agenda."""
    return [
        Werk(
            titel=f"Maak het verslag van {weekdag(een.datum)}",
            zin="De feiten staan er al. Schrijf wat er is besproken, en zet het verslag op een agenda.",
            url=een.verslag.get_absolute_url() if hasattr(een, "verslag") else een.get_absolute_url(),
            knop="Ga naar het verslag" if hasattr(een, "verslag") else "Ga naar de vergadering",
        )
        for een in vergaderingen
        if een.is_geweest
    ]


def _vast_te_stellen():
    """Minutes that are on the agenda of today or before, and were not agreed."""
    verslagen = Verslag.objects.filter(
        vastgesteld_op__isnull=True,
        bespreekpunt__vergadering__datum__lte=timezone.localdate(),
        bespreekpunt__vergadering__afgezegd_op=None,
    )
    return [
        Werk(
            titel=f"Stel het verslag van {weekdag(een.vergadering.datum)} vast",
            zin=f"Het staat op de agenda van {weekdag(een.bespreekpunt.vergadering.datum)}.",
            url=een.get_absolute_url(),
            knop="Ga naar het verslag",
            termijn=een.bespreekpunt.vergadering.datum,
        )
        for een in verslagen.select_related("vergadering", "bespreekpunt__vergadering").order_by("pk")[:HOOGSTENS]
    ]


def _niet_gevolgd(wie):
    """Decisions of shortly that deviate from what this planner advised, with the reasons."""
    return [
        Werk(
            titel=f"De commissie volgde uw advies over {een.agendapunt.traject.organisatie.naam} niet",
            zin=f"Waarom: {Truncator(een.afwijking).chars(300)}",
            url=reverse("besluit", args=[een.agendapunt.traject.nummer]),
            knop="Lees het besluit",
        )
        for een in Besluit.objects.niet_gevolgd(wie)
        .select_related("agendapunt__traject__organisatie")
        .defer("agendapunt__dossier")
        .distinct()
        .order_by("-pk")[:HOOGSTENS]
    ]


def _te_weinig_leden(wie):
    """Items on which so many members stay out that nobody can decide."""
    return [
        _voordragen(wie, punt)
        for punt, quorum in die_wachten(Agendapunt.objects.all(), HOOGSTENS)
        if not quorum.is_haalbaar
    ]


def _vastgelopen(wie):
    """The same for the secretary, and in one question the items of which the meeting has been without a decision."""
    return [
        _doorschuiven(punt) if punt.vergadering.is_geweest else _voordragen(wie, punt)
        for punt, quorum in die_wachten(_voor_de_secretaris(wie), HOOGSTENS)
        if punt.vergadering.is_geweest or not quorum.is_haalbaar
    ]


def _doorschuiven(agendapunt):
    dag = weekdag(agendapunt.vergadering.datum)
    waar = "De schriftelijke procedure eindigde" if agendapunt.vergadering.is_schriftelijk else "De vergadering was"
    return Werk(
        titel=f"Er is nog geen besluit over {agendapunt.traject.organisatie.naam}",
        zin=f"{waar} op {dag}. Komt het besluit niet meer, kies dan een andere vergadering.",
        url=reverse("agendapunt_afvoeren", args=[agendapunt.pk]),
        knop="Kies een andere vergadering",
        termijn=agendapunt.vergadering.datum,
    )


def _voordragen(wie, agendapunt):
    punt = f"Bij punt {agendapunt.volgnummer} van {agendapunt.vergadering.genoemd} kunnen te weinig leden meedoen voor een besluit."
    if wie.rol == Rol.SECRETARIS:
        return Werk(
            titel=f"Vraag het bureau om tijdelijke leden voor punt {agendapunt.volgnummer}",
            zin=f"{punt} Zeg het bureau wie dat kan, en tot wanneer. Daarna bevestigt u hun zitting.",
            url=reverse("agendapunt", args=[agendapunt.pk]),
            knop="Ga naar het punt",
            termijn=agendapunt.vergadering.datum,
        )
    return Werk(
        titel="Draag tijdelijke leden voor de beheercommissie voor",
        zin=f"{punt} Vraag de secretaris wie dat kan, en tot wanneer.",
        url=reverse("mensen"),
        knop="Ga naar de mensen",
        termijn=agendapunt.vergadering.datum,
    )

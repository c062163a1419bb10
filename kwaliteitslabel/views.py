"""Pages that need every app: the front page, Mijn werk, and the page of one traject."""

import json
import sys
from datetime import timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.db.models import prefetch_related_objects
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.defaults import server_error

from beheercommissie.models import STEMMERS
from certificaten.controle import certificaat_van, standwoord, uitkomst_op
from huisstijl.bladeren import bladzijde_van
from huisstijl.opslag import BestandKapot
from kwaliteitslabel import organisatiepagina, rechten, stukken, verloop
from kwaliteitslabel.eigen_gegevens import gegevens_van
from kwaliteitslabel.label.labels import labels_van
from kwaliteitslabel.werk import werkvoorraad
from kwaliteitslabel.werk.aflopend import loopt_af
from kwaliteitslabel.werk.bezwaarwerk import bezwaarwerk
from kwaliteitslabel.werk.certificaatwerk import certificaatwerk
from kwaliteitslabel.werk.commissiewerk import commissiewerk
from kwaliteitslabel.werk.kapot import kapotte_bestanden
from kwaliteitslabel.werk.klachtwerk import klachtwerk
from kwaliteitslabel.werk.meldingwerk import meldingwerk
from kwaliteitslabel.werk.mensenwerk import mensenwerk
from kwaliteitslabel.werk.per_rol import wacht_per_rol
from kwaliteitslabel.werk.plannenwerk import plannenwerk
from kwaliteitslabel.werk.postwerk import postwerk
from kwaliteitslabel.werk.telling import telling
from kwaliteitslabel.werk.verzoekwerk import verzoekwerk
from leden.bevoegdheden import Handeling, heeft_rol
from leden.bevoegdheden.opvolging import SAMEN_TE_VOEGEN, alopgegaan, intrekbelemmeringen, naamintrekbelemmeringen
from leden.bevoegdheden.organisaties import afmeldbelemmeringen
from leden.bewaken import mag, openbaar
from leden.models import ROLLEN_PER_SOORT, Organisatie, Rol
from normenkader.models import Kaderversie, Partij
from trajecten import wachttijd
from trajecten.bevoegdheden import aanmeldbelemmeringen, met_belang_in_team
from trajecten.contact import contacten
from trajecten.gebeurtenissen import gebeurtenissen_van, leesbaar_voor, zonder_naam_voor
from trajecten.levensloop import Status, kan
from trajecten.models import MET_TEAM, Traject

PER_BLADZIJDE = 15
OPNIEUW_NA = "10"  # seconds


@openbaar
def voorpagina(request):
    """For everyone: what the label is, the register, and the way in."""
    return redirect("mijn_werk") if request.lidmaatschap else render(request, "kwaliteitslabel/voorpagina.html")


@openbaar
def het_label(request):
    """The road to the label; the terms in it are those of the framework version that a traject would get today."""
    kader = Kaderversie.objects.bruikbaar_op(timezone.localdate()).first()
    return render(request, "kwaliteitslabel/het_label.html", {"kader": kader})


@openbaar
def hulp(request):
    return render(request, "kwaliteitslabel/hulp.html")


@openbaar
def privacy(request):
    return render(request, "kwaliteitslabel/privacy.html")


@openbaar
def toegankelijkheid(request):
    return render(request, "kwaliteitslabel/toegankelijkheid.html")


def mislukt(request):
    """What is shown when an answer failed: that a file is not whole, that we are back soon when the database was away or busy, or else
    that it is our mistake."""
    match sys.exc_info()[1]:
        case BestandKapot():
            return _bestand_kapot(request)
        case OperationalError() | InterfaceError():
            return _zo_terug(request)
    return server_error(request)


def _bestand_kapot(request):
    if not request.accepts("text/html"):
        return JsonResponse({"redenen": ["Dit bestand is bij ons niet heel. Daarom geven wij het niet."]}, status=503)
    return HttpResponse(render_to_string("503_bestand.html", {"contact": settings.CONTACT_EMAIL}), status=503)


def _zo_terug(request):
    zin = "Het lukt ons nu even niet. Probeer het over een minuut opnieuw."
    response = JsonResponse({"redenen": [zin]}, status=503)
    if request.accepts("text/html"):
        # Without the request, in which who is signed in would be looked up.
        response = HttpResponse(render_to_string("503.html", {"verstuurd": request.method == "POST"}), status=503)
    response["Retry-After"] = OPNIEUW_NA
    if request.method == "GET":
        response["Refresh"] = OPNIEUW_NA
    return response


@openbaar
@require_safe
def robots(request):
    """Search engines are for what everybody may find; the rest is behind a sign-in, or behind a link that one person got."""
    regels = ["User-agent: *", "Disallow: /", "Allow: /$", "Allow: /static/"]
    regels += [
        f"Allow: {reverse(naam)}" for naam in ("het_label", "register", "klacht", "hulp", "privacy", "toegankelijkheid")
    ]
    return HttpResponse("\n".join(regels) + "\n", content_type="text/plain; charset=utf-8")


@openbaar
@require_safe
def security_txt(request):
    """Where to report a leak (RFC 9116). It asks for an end, so that nobody goes by an old copy."""
    regels = {
        "Contact": f"mailto:{settings.CONTACT_EMAIL}",
        "Expires": (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z"),
        "Preferred-Languages": "nl, en",
        "Canonical": f"{settings.ADRES}{reverse('security_txt')}",
    }
    inhoud = "".join(f"{naam}: {waarde}\n" for naam, waarde in regels.items())
    return HttpResponse(inhoud, content_type="text/plain; charset=utf-8")


@mag(Handeling.WERK_LEZEN)
def mijn_werk(request):
    """What waits for me, since when, until when, one click to the place; and who is at turn elsewhere."""
    wie = request.lidmaatschap
    geteld, wacht = telling(wie), wacht_per_rol(wie, request.lidmaatschappen)
    wacht_op = werkvoorraad.wacht_op(wie, geteld.is_alles_opgeschreven)
    bladzijde = bladzijde_van(request, wacht_op, PER_BLADZIJDE, aantal=wacht[wie.pk])
    maak = werkvoorraad.werk_uit_agendapunt if wie.rol in STEMMERS else werkvoorraad.werk_uit
    labels = labels_van(wie)
    formulieren = werkvoorraad.scanformulieren_van(wie) if geteld.is_een_scan_open else []
    erbij = _erbij(wie, geteld, labels, formulieren)
    andere_rollen = [een for een in request.lidmaatschappen if een != wie]
    for een in andere_rollen:
        # The menu of roles says so too.
        een.wacht = wacht[een.pk]
    anderen = list(werkvoorraad.wacht_op_een_ander(wie, geteld.is_alles_opgeschreven)[:PER_BLADZIJDE])
    werk = [*map(maak, bladzijde), *(erbij if bladzijde.number == 1 else [])]
    context = {
        "labels": labels,
        "uur": timezone.localtime().hour,
        "bladzijde": bladzijde,
        "aantal": bladzijde.paginator.count + len(erbij),
        "werk": werkvoorraad.op_termijn(werk),
        "andere_rollen": [een for een in andere_rollen if een.wacht],
        "beantwoorde_scans": [een for een in formulieren if een.ingevuld_op],
        "leest_uitslagen": wie.organisatie.soort == Organisatie.Soort.LID
        and heeft_rol(wie, Handeling.QUICKSCAN_UITSLAG_LEZEN),
        "anderen": anderen,
        "leest_bekwaamheden": heeft_rol(wie, Handeling.BEKWAAMHEDEN_LEZEN)
        and wie.organisatie.soort != Organisatie.Soort.LID,
        "gesprekken": werkvoorraad.gesprekken_van(wie),
        "houdt_belangen_bij": heeft_rol(wie, Handeling.BELANGEN_BEVESTIGEN),
        "leest_belangen": heeft_rol(wie, Handeling.BELANGEN_LEZEN),
        # Who sees one under way need not be asked.
        "kan_aanmelden": heeft_rol(wie, Handeling.AANMELDEN)
        and not (bladzijde or anderen or aanmeldbelemmeringen(wie)),
    }
    return render(request, "kwaliteitslabel/mijn_werk.html", context)


def _erbij(wie, geteld, labels, formulieren):
    """What waits beside the trajecten: few rows, on the first page, each in its place by term."""
    verzoeken, vragen = verzoekwerk(wie)
    return [
        *werkvoorraad.belangen(wie, geteld.zijn_belangen_bevestigd),
        *verzoeken,
        *(werkvoorraad.maildomeinen() if geteld.wacht_een_maildomein else ()),
        *mensenwerk(wie),
        *postwerk(wie, geteld),
        *(meldingwerk(wie) if geteld.wacht_een_melding else ()),
        *klachtwerk(wie, geteld),
        *bezwaarwerk(wie, geteld),
        *vragen,
        *plannenwerk(wie),
        *loopt_af(wie),
        *certificaatwerk(wie, labels),
        *commissiewerk(wie, geteld),
        *kapotte_bestanden(wie),
        *(werkvoorraad.werk_uit_scanformulier(een) for een in formulieren if een.ingevuld_op is None),
    ]


@mag(Handeling.TRAJECT_LEZEN, Traject)
def traject(request, traject):
    """The page of one traject, for every party with what it may see."""
    wie = request.lidmaatschap
    vandaag = timezone.localdate()
    prefetch_related_objects([traject], MET_TEAM)
    # Who may not read why something came back, still reads how long it took.
    alles = list(gebeurtenissen_van(traject))
    gebeurtenissen = leesbaar_voor(wie, alles)
    certificaat = certificaat_van(traject, vandaag) if traject.status == Status.LOPEND else None
    if certificaat:
        traject.aanvulling = standwoord(certificaat, vandaag)
    context = {
        "traject": traject,
        "certificaat": certificaat,
        "uitkomst": uitkomst_op(certificaat, vandaag) if certificaat else None,
        "fasen": verloop.draad(traject),
        "nog_te_doen": verloop.nog_te_doen(traject, wie),
        "tijdlijn": verloop.tijdlijn(traject, gebeurtenissen),
        "logregels": verloop.logregels(gebeurtenissen, zonder_naam_voor(wie)),
        "wachttijd": wachttijd.zinnen(traject, wachttijd.wachttijd(traject, alles), wie),
        "stil": verloop.waarom_stil(traject, gebeurtenissen),
        "opvolgingen": traject.organisatie.opvolgingen.op().select_related("opvolger"),
        "vandaag": vandaag,
        "team": traject.team,
        "stukken": stukken.stukken(traject, wie, certificaat),
        "andere_handelingen": stukken.andere_handelingen(traject, wie),
        "met_belang": met_belang_in_team(traject) if heeft_rol(wie, Handeling.TEAM_WIJZIGEN) else [],
        "voorwaarden": verloop.voorwaarden(traject, wie),
        "kan_aanhouden": kan(traject, Handeling.AANHOUDEN),
        "bezwaren": verloop.open_bezwaren(traject, wie),
        "mag_antwoorden": heeft_rol(wie, Handeling.TEAMBEZWAAR_BEANTWOORDEN),
        "contacten": contacten(traject, wie),
        "mag_vragen": heeft_rol(wie, Handeling.VRAAG_STELLEN),
        "gevraagde_dag": _gevraagde_dag(traject, wie),
    }
    return render(request, "kwaliteitslabel/traject.html", context)


def _gevraagde_dag(traject, wie):
    """What this person still answers about another last day; only looked for where there can be such a thing."""
    if not traject.uitstel_tot and traject.status != Status.VOORBEREIDING:
        return None
    return traject.termijnvoorstellen.aan(wie).first()


@mag(Handeling.ORGANISATIES_LEZEN, Organisatie)
def organisatie(request, organisatie):
    """One organisation as the bureau knows it, with everything that hangs on it."""
    context = organisatiepagina.inhoud(organisatie, request.lidmaatschap) | {
        "mensen": organisatiepagina.mensen(organisatie),
        "logregels": organisatiepagina.logregels(organisatie),
        "mag_afmelden": not afmeldbelemmeringen(request.lidmaatschap, organisatie),
        "mag_hernoemen": not alopgegaan(organisatie),
        "mag_naam_intrekken": not naamintrekbelemmeringen(request.lidmaatschap, organisatie),
        "mag_samenvoegen": organisatie.soort in SAMEN_TE_VOEGEN and not alopgegaan(organisatie),
        "mag_intrekken": not intrekbelemmeringen(request.lidmaatschap, organisatie),
    }
    return render(request, "kwaliteitslabel/organisatie.html", context)


@mag(Handeling.ORGANISATIE_LEZEN)
def eigen_organisatie(request):
    """The own organisation, for everyone who works there."""
    wie = request.lidmaatschap
    context = organisatiepagina.inhoud(wie.organisatie, wie) | {
        "mag_wijzigen": heeft_rol(wie, Handeling.EIGEN_ORGANISATIE_WIJZIGEN)
    }
    return render(request, "kwaliteitslabel/eigen_organisatie.html", context)


@mag(Handeling.RECHTEN_LEZEN)
@require_safe
def wie_mag_wat(request):
    """The table of acts and roles, and who reads what by the newest framework version: made from the tables themselves."""
    kader = Kaderversie.objects.first()
    context = {
        "uitleg": rechten.UITLEG,
        "zicht": rechten.ZICHT,
        "iedereen": rechten.voor_iedereen(),
        "soorten": [
            (soort.label, rechten.rollen_van(soort), koppen, rechten.handelingen(koppen))
            for soort in Organisatie.Soort
            for koppen in [[rol for rol in Rol if rol in ROLLEN_PER_SOORT[soort]]]
        ],
        "kader": kader,
        "inzage": rechten.inzage(kader.inhoud) if kader else [],
        "partijen": Partij,
        "logboek": rechten.logboek(),
        "logboeklezers": rechten.LOGBOEKLEZERS,
        "uitleg_inzage": rechten.INZAGE_UITLEG,
        "uitleg_logboek": rechten.LOGBOEK_UITLEG,
    }
    return render(request, "kwaliteitslabel/wie_mag_wat.html", context)


@never_cache
@mag(Handeling.GEGEVENS_DOWNLOADEN)
@require_safe
def eigen_gegevens(request):
    """Everything we keep of oneself, as a file that both people and programs can read."""
    inhoud = json.dumps(gegevens_van(request.user), ensure_ascii=False, indent=2)
    naam = f"mijn-gegevens-{timezone.localdate().isoformat()}.json"
    return HttpResponse(
        inhoud, content_type="application/json", headers={"Content-Disposition": f'attachment; filename="{naam}"'}
    )

"""Mijn werk: what waits for someone, since when, until when, and the page to go to."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Concat, JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from beheercommissie.models import STEMMERS, Agendapunt, Belangverklaring, Stem
from berichten.werkdagen import werkdagen_tussen
from inloggen.models import Inlogdienst
from leden.bevoegdheden import Handeling, heeft_rol
from leden.models import Gebeurtenis, Rol
from normenkader.models import Norm
from quickscan.models import QuickScan, Scanformulier
from toetsing.models import AanvullendOnderzoek, Gesprek, Oordeel, Reactie, Verhaal
from trajecten.levensloop import BEURTEN, ROLLEN_AAN_ZET, AanZet, Status, staat_op
from trajecten.models import Traject
from trajecten.rapportnaam import conceptnaam, rapportnaam
from trajecten.templatetags.trajecten import pagina_van

TITELS = {
    Status.AANGEMELD: "Bekijk de aanmelding van {}",
    Status.VOORBEREIDING: "Schrijf verder aan de zelfevaluatie van {}",
    Status.INGEDIEND: "Maak het programma voor {}",
    Status.GEPLAND: "Bereid de toetsing van {} voor",
    Status.IN_TOETSING: "Toets {} en schrijf uw bevindingen",
    Status.AANVULLEND_ONDERZOEK: "Zoek uit wat de beheercommissie vraagt over {}",
    Status.INTERNE_CONTROLE: "Controleer het {concept} over {}",
    Status.WEDERHOOR: "Reageer op het {concept} over {}",
    Status.REACTIE_VERWERKEN: "Beantwoord de reactie van {}",
    Status.VERBETERPLANNEN: "Maak de verbeterplannen van {}",
    Status.PLANNEN_BEOORDELEN: "Lees de verbeterplannen van {}",
    Status.VOORTGANG: "Vertel wat er sinds het besluit gebeurde bij {}",
    Status.VOORTGANG_INGEDIEND: "Stel het team voor het vervolgonderzoek bij {} samen",
    Status.BEOORDELEN: "Beoordeel de voortgang van {}",
    Status.ADVIES: "Schrijf het advies over {}",
    Status.VOORGEDRAGEN: "Zet {} op de agenda",
    Status.VRAAG_AAN_ORGANISATIE: "Beantwoord de vraag van de beheercommissie over {}",
    Status.VRAAG_AAN_CERTIFICEERDER: "Beantwoord de vraag van de beheercommissie over {}",
    Status.BESLOTEN: "Rond het besluit over {} af",
    Status.AANGEHOUDEN: "Hervat het traject van {}",
    Status.ZIENSWIJZE: "Reageer op het voorstel over het label van {}",
    Status.HERSTEL: "Laat zien wat er is hersteld bij {}",
}


@dataclass(frozen=True)
class Werk:
    """One row of Mijn werk."""

    titel: str
    zin: str
    url: str
    knop: str
    termijn: date | None = None

    @property
    def werkdagen(self) -> int | None:
        """How many working days are left until the term, negative when it has passed; None without a term."""
        return werkdagen_tussen(timezone.localdate(), self.termijn) if self.termijn else None


def belangen(wie, zijn_bevestigd):
    """The yearly question about interests, unless it was answered, and teams in which somebody has one."""
    werk = []
    if heeft_rol(wie, Handeling.BELANGEN_BEVESTIGEN) and not zijn_bevestigd:
        werk.append(
            Werk(
                titel="Bevestig uw belangen",
                zin="Kloppen uw belangen in het register nog? Ook als u er geen hebt, bevestigt u dat ieder jaar.",
                url=reverse("belangen"),
                knop="Bekijk uw belangen",
            )
        )
    if not heeft_rol(wie, Handeling.TEAM_WIJZIGEN):
        return werk
    return werk + [
        Werk(
            titel=f"Een teamlid bij {traject.organisatie.naam} heeft een belang",
            zin="Dat teamlid kan niet verder in dit traject. Kies een ander, of houd het traject aan.",
            url=traject.get_absolute_url(),
            knop="Bekijk wie het is",
        )
        for traject in Traject.objects.zichtbaar_voor(wie).voor_lijst().met_belang_in_team()
    ]


def maildomeinen():
    """Mail domains of sign-in services at which the bureau has not looked yet."""
    return [
        Werk(
            titel=f"Kijk het maildomein van {dienst.organisatie.naam} na",
            zin=f"Is {dienst.maildomein} echt van deze organisatie? Tot u dat bevestigt, werkt het niet bij het inloggen.",
            url=reverse("inlogdienst_instellen", args=[dienst.pk]),
            knop="Kijk het na",
        )
        for dienst in Inlogdienst.objects.met_wachtend_maildomein().select_related("organisatie")
    ]


def _aantal(model, pad="traject", **filters):
    rijen = model.objects.filter(**{pad: OuterRef("pk")}, **filters).order_by().values(pad)
    return Subquery(rijen.annotate(n=Count("pk")).values("n"))


def _normen():
    rijen = Norm.objects.filter(kaderversie=OuterRef("kaderversie")).order_by().values("kaderversie")
    return Subquery(rijen.annotate(n=Count("pk")).values("n"))


def _gevraagd():
    """What the committee asks of the assessors, newest first."""
    return AanvullendOnderzoek.objects.filter(traject=OuterRef("pk")).order_by("-nummer")


# What the line of a traject counts, for the party that counts it.
TELLINGEN = {
    AanZet.ORGANISATIE: {"normen": _normen(), "gekozen": _aantal(Verhaal, zelfbeeld__gt="")},
    AanZet.TOETSERS: {
        "normen": _normen(),
        "geoordeeld": _aantal(Oordeel, waarde__gt=""),
        "gevraagd": Subquery(_gevraagd().values("vraag")[:1]),
        "onbeantwoord": _aantal(Reactie, "versie__traject", beantwoord_op__isnull=True, tekst__gt=""),
    },
}


def wacht_op(wie, is_alles_opgeschreven):
    """What waits for this membership, earliest term first. `is_alles_opgeschreven`: see `met_termijn_nu`."""
    if wie.rol in STEMMERS:
        return aan_zet(wie)
    trajecten = aan_zet(wie).met_termijn_nu(is_alles_opgeschreven)
    trajecten = trajecten.annotate(terug=Subquery(_terug()[:1]))
    for partij, tellingen in TELLINGEN.items():
        if wie.rol in ROLLEN_AAN_ZET[partij]:
            trajecten = trajecten.annotate(**tellingen)
    return trajecten.order_by(F("termijn_nu").asc(nulls_last=True), "pk")


# Acts that bring a traject back to who had it before, and what the first line says of it.
TERUGGESTUURD = {
    Handeling.TERUGSTUREN: "De interne controleur stuurde het rapport terug",
    Handeling.VERBETERPLANNEN_TERUGSTUREN: "De toetsers stuurden de plannen terug",
    Handeling.BESLUITEN: "De beheercommissie besloot",
}
LANGSTE_REDEN = 300


def _terug():
    """Act and reason of the step that brought a traject where it is; a pause in between changes nothing."""
    stappen = Gebeurtenis.objects.filter(
        onderwerp=Concat(Value("traject "), OuterRef("nummer")), naar=OuterRef("status")
    )
    return (
        stappen.exclude(handeling=Handeling.HERVATTEN)
        .order_by("-volgnummer")
        .values_list(JSONObject(handeling="handeling", reden="reden"))
    )


def aan_zet(wie):
    """The trajecten in which this membership is at turn, or its agenda items."""
    if wie.rol in STEMMERS:
        return _voor_de_commissie(wie)
    return Traject.objects.zichtbaar_voor(wie).aan_zet(wie).voor_lijst()


def werk_uit(traject):
    """A row of Mijn werk from a traject that `wacht_op` gave."""
    url, knop = pagina_van(traject)
    is_terug = traject.terug and traject.terug["handeling"] == Handeling.TERUGSTUREN
    titel = "Verbeter het {rapport} over {}" if is_terug else TITELS[traject.status]
    return Werk(
        titel=titel.format(traject.organisatie.naam, concept=conceptnaam(traject), rapport=rapportnaam(traject)),
        zin=_zin(traject),
        url=url,
        knop=knop,
        termijn=traject.termijn,
    )


def _kort(tekst):
    return Truncator(" ".join(tekst.split())).chars(LANGSTE_REDEN)


def _zin(traject):
    terug = traject.terug or {}
    if traject.status == Status.AANVULLEND_ONDERZOEK and terug.get("handeling") == Handeling.BESLUITEN:
        return f"De beheercommissie vraagt: {_kort(traject.gevraagd)}"
    if (
        terug.get("handeling") in TERUGGESTUURD
        and traject.status not in (Status.BESLOTEN, Status.HERSTEL)
        and not traject.stil_vanuit
    ):
        reden = _kort(terug["reden"])
        return f"{TERUGGESTUURD[terug['handeling']]}{f': {reden}' if reden else '.'}"
    match traject.status:
        case Status.VOORBEREIDING:
            return f"Bij {traject.gekozen or 0} van de {traject.normen} normen is gezegd hoe u er zelf naar kijkt."
        case Status.IN_TOETSING:
            zonder = traject.normen - (traject.geoordeeld or 0)
            return f"{zonder} van de {traject.normen} normen hebben nog geen oordeel."
        case Status.REACTIE_VERWERKEN if traject.onbeantwoord:
            return f"{traject.onbeantwoord} van de opmerkingen wachten op een antwoord."
    werk = traject.beurt.werk
    return f"{traject.beurt.opdracht}.{f' Dat is {werk}.' if werk else ''}"


def _voor_de_commissie(wie):
    """Agenda items on which this member has not said all that is asked: an interest, then a vote."""
    eigen = {"agendapunt": OuterRef("pk"), "gebruiker": wie.gebruiker_id}
    agendapunten = Agendapunt.objects.zichtbaar_voor(wie).onbesloten().filter(traject__status=Status.GEAGENDEERD)
    klaar = Exists(Stem.objects.filter(**eigen)) | Exists(
        Belangverklaring.objects.filter(**eigen).exclude(uitkomst="geen")
    )
    nu = timezone.now()
    if wie.rol != Rol.VOORZITTER:
        agendapunten = agendapunten.exclude(klaar).exclude(vergadering__schriftelijk_tot__lte=nu)
    else:
        # After the vote in a written procedure there is nothing to do before its end.
        agendapunten = agendapunten.exclude(Exists(Stem.objects.filter(**eigen)), vergadering__schriftelijk_tot__gt=nu)
        agendapunten = agendapunten.exclude(Exists(Belangverklaring.objects.filter(**eigen).exclude(uitkomst="geen")))
    return (
        agendapunten.annotate(gestemd=Exists(Stem.objects.filter(**eigen)))
        .select_related("vergadering", "traject__organisatie")
        .defer("dossier")
        .order_by("vergadering__datum", "volgnummer")
    )


def werk_uit_agendapunt(agendapunt):
    """A row of Mijn werk from an agenda item."""
    naam = agendapunt.traject.organisatie.naam
    besluit = agendapunt.gestemd or agendapunt.vergadering.is_afgelopen
    return Werk(
        titel=f"Neem het besluit over {naam} met de commissie" if besluit else f"Lees en stem over {naam}",
        zin=f"{agendapunt.nummering} van {agendapunt.vergadering.genoemd}. Zeg eerst of u een belang hebt; daarna gaan de stukken open.",
        url=reverse("agendapunt", args=[agendapunt.pk]),
        knop="Ga naar het punt",
        termijn=agendapunt.vergadering.datum,
    )


def scanformulieren_van(wie):
    """The forms of the organisation in QuickScans that are open now, for who may answer for it."""
    if not heeft_rol(wie, Handeling.QUICKSCAN_INVULLEN):
        return []
    return list(Scanformulier.objects.zichtbaar_voor(wie).filter(scan__in=QuickScan.objects.open()).order_by("scan"))


def werk_uit_scanformulier(formulier):
    """A row of Mijn werk from a form that is still empty."""
    return Werk(
        titel=f"Antwoord op {formulier.scan.titel}",
        zin=f"Het bureau vraagt alle leden waar zij staan met het label. Eén antwoord namens {formulier.organisatie.naam}.",
        url=reverse("quickscan_invullen", args=[formulier.pk]),
        knop="Geef antwoord",
        termijn=formulier.scan.sluit_op,
    )


def op_termijn(werk):
    """Rows of Mijn werk, earliest term first; what has none comes last."""
    return sorted(werk, key=lambda rij: rij.termijn or date.max)


def wacht_op_een_ander(wie, is_alles_opgeschreven):
    """Visible trajecten that are under way at somebody else. `is_alles_opgeschreven`: see `met_termijn_nu`."""
    elders = [
        status
        for status, beurt in BEURTEN.items()
        if beurt.wie != AanZet.NIEMAND and wie.rol not in ROLLEN_AAN_ZET[beurt.wie]
    ]
    trajecten = (
        Traject.objects.zichtbaar_voor(wie).voor_lijst().filter(staat_op(elders)).met_termijn_nu(is_alles_opgeschreven)
    )
    return trajecten.order_by(F("termijn_nu").asc(nulls_last=True), "pk")


def gesprekken_van(wie, dagen=7):
    """The talks in the coming days: an assessor's own, and for an organisation all that are held there."""
    if wie.rol != Rol.TOETSER and wie.rol not in ROLLEN_AAN_ZET[AanZet.ORGANISATIE]:
        return Gesprek.objects.none()
    gesprekken = Gesprek.objects.zichtbaar_voor(wie)
    if wie.rol == Rol.TOETSER:
        gesprekken = gesprekken.filter(toetsers=wie.gebruiker)
    vandaag = timezone.localdate()
    komend = gesprekken.filter(dag__datum__gte=vandaag, dag__datum__lt=vandaag + timedelta(days=dagen))
    return komend.order_by("dag__datum", "begin")

"""The home of a label: how it stands, whose turn it is, what comes next, its years, and everything that hangs on it."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Subquery, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from beheercommissie.models import Besluit
from certificaten.bevoegdheden import te_hernieuwen_vanaf
from certificaten.controle import standwoord
from certificaten.levensloop import GELDIGE_STANDEN, Stand, stand_op
from certificaten.models import Certificaat, Certificaatbestand, Wijziging
from huisstijl.templatetags.opmaak import te_laat_sinds
from kwaliteitslabel.label.jaren import Band, Knoop, Spoor, jaren
from kwaliteitslabel.label.labels import Label, label_uit
from leden.bevoegdheden import Handeling, heeft_rol
from leden.models import Lidmaatschap
from toetsing.models import Verbeterplan, Vervolgpunt, Voorbehoud, Voortgang, Voorwaarde
from trajecten.bevoegdheden.meldingen import zonder_label
from trajecten.levensloop import AanZet, Soort, Status
from trajecten.models import Cyclus, Melding, Traject

# What comes next, and no more of it than one takes in at a glance.
MEESTE_STAPPEN = 4


def inhoud(wie: Lidmaatschap, cyclus: Cyclus) -> dict[str, Any]:
    """Context of the page, as far as this membership may read each piece."""
    vandaag = timezone.localdate()
    trajecten, certificaten = _trajecten(wie, cyclus), _certificaten(cyclus, vandaag)
    wijzigingen = list(Wijziging.objects.filter(certificaat__cyclus=cyclus).order_by("per", "pk"))
    besluiten = _besluiten(wie, cyclus, trajecten)
    plannen, meldingen = _plannen(wie, cyclus), _meldingen(wie, cyclus)
    voorwaarden = _voorwaarden(wie, cyclus, certificaten, wijzigingen, vandaag)
    label = label_uit(certificaten, besluiten)
    _aanvullen(trajecten, certificaten, vandaag)
    is_houder = heeft_rol(wie, Handeling.AANMELDEN)
    houder = "U" if is_houder else "de organisatie"
    sporen = [
        _spoor_label(certificaten, wijzigingen, vandaag),
        _spoor_onderzoek(trajecten, besluiten, certificaten, vandaag),
        Spoor("Voorwaarden", [_voorwaardeknoop(een, houder) for een in voorwaarden]),
        _spoor_plannen(plannen, houder),
        Spoor("Gemeld", [Knoop(een.sinds, een.get_soort_display(), url=een.get_absolute_url()) for een in meldingen]),
        _spoor_hernieuwen(label, trajecten, vandaag, is_houder),
    ]
    return {
        "cyclus": cyclus,
        "organisatie": cyclus.organisatie.op_dag(vandaag),
        "label": label,
        "is_houder": is_houder,
        "lopend": _lopend(trajecten),
        "certificaten": [
            (een, stand_op(een, vandaag), een.heeft_bestand, getattr(een, "uitreiking", None))
            for een in reversed(certificaten)
        ],
        "komt": _komt(sporen),
        "jaren": jaren(sporen, vandaag),
        "vandaag": vandaag,
        "trajecten": list(reversed(trajecten)),
        # Of the certificate of now; what was asked before stands among the years.
        "voorwaarden": [
            een for een in voorwaarden if label and een.voorbehoud.traject_id == label.certificaat.traject_id
        ],
        "vervolg": next((een for een in reversed(trajecten) if _is_vervolg(een)), None),
        "plannen": plannen,
        "meldingen": meldingen,
        # Which of them one sees was asked when they were fetched.
        "melden_bij": next((een for een in reversed(trajecten) if not zonder_label(een)), None)
        if heeft_rol(wie, Handeling.WIJZIGING_MELDEN)
        else None,
        "mag_uitreiken": heeft_rol(wie, Handeling.UITREIKING_VASTLEGGEN),
    }


def _trajecten(wie, cyclus):
    """Oldest first. Those of one framework share it: a large text, read once and only when it is asked for."""
    trajecten = Traject.objects.zichtbaar_voor(wie).filter(cyclus=cyclus).order_by("pk").defer("kaderversie__inhoud")
    kaders = {}
    for een in trajecten:
        een.kaderversie = kaders.setdefault(een.kaderversie_id, een.kaderversie)
    return list(trajecten)


def _aanvullen(trajecten, certificaten, vandaag):
    """What became of the label that a traject led to, from the certificates that are there already."""
    woorden = {een.traject_id: standwoord(een, vandaag) for een in certificaten}
    for een in trajecten:
        if een.status == Status.LOPEND:
            een.aanvulling = woorden.get(een.pk, "")


def _certificaten(cyclus, vandaag):
    """Oldest first, with how each stands and whether its file has been made."""
    bestanden = Certificaatbestand.objects.filter(certificaat=OuterRef("pk"), uitgave=OuterRef("uitgave"))
    certificaten = (
        Certificaat.objects.openbaar()
        .met_stand(vandaag)
        .filter(cyclus=cyclus)
        .select_related("uitreiking")
        .annotate(heeft_bestand=Exists(bestanden))
        .order_by("geldig_van", "pk")
    )
    # Of one that is as it was awarded, nobody looks for editions.
    prefetch_related_objects([een for een in certificaten if een.uitgave > 1], "uitgaven")
    return list(certificaten)


def _besluiten(wie, cyclus, trajecten):
    """Oldest first, each with the traject that is there already; who reads a decision sees its traject."""
    besluiten = (
        Besluit.objects.zichtbaar_voor(wie)
        .filter(agendapunt__traject__cyclus=cyclus)
        .select_related("agendapunt")
        .defer("agendapunt__dossier")
        .order_by("besloten_op", "pk")
    )
    per_sleutel = {een.pk: een for een in trajecten}
    for een in besluiten:
        een.agendapunt.traject = per_sleutel[een.agendapunt.traject_id]
    return list(besluiten)


def _meldingen(wie, cyclus):
    meldingen = Melding.objects.zichtbaar_voor(wie).filter(traject__cyclus=cyclus)
    return list(meldingen.select_related("traject").prefetch_related("wegingen"))


def _lopend(trajecten):
    """The traject under way that asks something first: a short one before a renewal, for it began later."""
    return next((een for een in reversed(trajecten) if een.beurt.wie != AanZet.NIEMAND), None)


def _voorwaarden(wie, cyclus, certificaten, wijzigingen, vandaag):
    """Of every assessment those that hold, or held last, with what was found of each once that was handed over."""
    nieuwste = Voorbehoud.objects.filter(traject=OuterRef("voorbehoud__traject")).order_by("-pk").values("pk")[:1]
    gesteld = Voorwaarde.objects.zichtbaar_voor(wie).filter(
        voorbehoud__traject__cyclus=cyclus, voorbehoud=Subquery(nieuwste)
    )
    gezien = Vervolgpunt.objects.zichtbaar_voor(wie).filter(voorwaarde=OuterRef("pk"), opgeleverd_op__isnull=False)
    voorwaarden = list(
        gesteld.met_stand()
        .annotate(oordeel=Subquery(gezien.values("oordeel")[:1]))
        .select_related("voorbehoud")
        .order_by("uiterlijk", "pk")
    )
    houdt = (*GELDIGE_STANDEN, Stand.GESCHORST)
    open_ = {een.traject_id for een in certificaten if een.onderzoek_op and stand_op(een, vandaag) in houdt}
    vervuld = {een.certificaat_id for een in wijzigingen if een.soort == Wijziging.Soort.VOORWAARDEN_VERVULD}
    trajecten = {een.traject_id for een in certificaten if een.pk in vervuld}
    for een in voorwaarden:
        een.oordeel = Vervolgpunt.Oordeel(een.oordeel) if een.oordeel else None
        een.is_open, een.is_vervuld = een.voorbehoud.traject_id in open_, een.voorbehoud.traject_id in trajecten
        if not een.is_open:
            # What is not asked any more is not late.
            een.is_verteld = None
    return voorwaarden


def _voorwaardeknoop(voorwaarde, houder):
    kop = f"{voorwaarde}: {voorwaarde.oordeel.label.lower()}" if voorwaarde.oordeel else str(voorwaarde)
    knoop = Knoop(voorwaarde.uiterlijk, kop, wie=houder, wanneer="uiterlijk")
    if voorwaarde.is_te_laat:
        knoop.kop, knoop.stand = f"{voorwaarde}: te laat", "pauze"
    elif voorwaarde.oordeel or not voorwaarde.is_open:
        is_goed = voorwaarde.is_vervuld or voorwaarde.oordeel == Vervolgpunt.Oordeel.VOLDAAN
        knoop.stand = "klaar" if is_goed else "pauze"
    elif te_laat_sinds(voorwaarde.uiterlijk):
        # Told; who looks at it goes on.
        knoop.stand, knoop.wie = "nu", voorwaarde.get_kijker_display().partition(",")[0]
    else:
        knoop.stand = "straks"
    return knoop


def _plannen(wie, cyclus):
    verteld = Voortgang.objects.filter(plan=OuterRef("pk")).order_by("-gemeld_op", "-pk").values("gemeld_op")[:1]
    plannen = (
        Verbeterplan.objects.zichtbaar_voor(wie)
        .filter(traject__cyclus=cyclus, goedgekeurd_op__isnull=False, klaar_op__isnull=False)
        .annotate(verteld_op=Subquery(verteld))
    )
    return list(plannen.met_stand().select_related("bevinding__norm", "traject").order_by("klaar_op", "pk"))


WOORD_VAN = {
    Wijziging.Soort.GESCHORST: ("pauze", "Geschorst"),
    Wijziging.Soort.HERSTELD: ("klaar", "Hersteld"),
    Wijziging.Soort.VOORWAARDEN_VERVULD: ("klaar", "Voorwaarden vervuld"),
    Wijziging.Soort.INGETROKKEN: ("pauze", "Ingetrokken"),
    Wijziging.Soort.BEEINDIGD: ("pauze", "Beëindigd"),
}


def _spoor_label(certificaten, wijzigingen, vandaag):
    knopen, banden = [], []
    for nummer, een in enumerate(certificaten):
        kop = "Opnieuw toegekend" if nummer else "Toegekend"
        knopen.append(Knoop(een.geldig_van, kop, url=een.get_absolute_url()))
        volgende = certificaten[nummer + 1].geldig_van if nummer + 1 < len(certificaten) else None
        knopen += [Knoop(uitgave.op, f"Uitgave {uitgave.nummer}") for uitgave in een.nieuwe_uitgaven]
        banden += _banden(een, [w for w in wijzigingen if w.certificaat_id == een.pk], volgende, vandaag)
    vervuld = [(een.per, een.soort) for een in wijzigingen if een.soort == Wijziging.Soort.VOORWAARDEN_VERVULD]
    for dag, soort in [*_wendingen(wijzigingen), *vervuld]:
        stand, kop = WOORD_VAN[soort]
        knopen.append(Knoop(dag, kop, "straks" if dag > vandaag else stand))
    if certificaten:
        laatste = certificaten[-1]
        stand = stand_op(laatste, vandaag)
        if stand not in (Stand.INGETROKKEN, Stand.BEEINDIGD):
            kop = "Verlopen" if stand == Stand.VERLOPEN else "Laatste dag"
            knopen.append(Knoop(laatste.geldig_tot_en_met, kop, "pauze" if stand == Stand.VERLOPEN else "straks"))
    return Spoor("Het label", knopen, banden)


def _banden(certificaat, wijzigingen, volgende, vandaag):
    """Stretches of one certificate: held, suspended, and what is left of it."""
    einde = min(filter(None, [certificaat.geldig_tot_en_met, volgende]))
    stukken, vanaf, soort = [], certificaat.geldig_van, "vol"
    for dag, wat in _wendingen(wijzigingen):
        stukken.append((soort, vanaf, dag))
        vanaf, soort = dag, {Wijziging.Soort.GESCHORST: "stil", Wijziging.Soort.HERSTELD: "vol"}.get(wat, "")
    stukken.append((soort, vanaf, einde))
    banden = []
    for soort, van, tot in stukken:
        if soort == "vol" and van <= vandaag < tot:
            banden += [Band("vol", van, vandaag), Band("straks", vandaag, tot)]
        elif soort and van < tot:
            banden.append(Band("straks" if soort == "vol" and van > vandaag else soort, van, tot))
    return banden


def _wendingen(wijzigingen):
    """(day, what it is from then on) in order, also what a suspension becomes after its last day."""
    wendingen = []
    for wijziging in wijzigingen:
        if wijziging.soort in (*Wijziging.WISSELT, *Wijziging.EINDES):
            # What was decided before a suspension ran out, came instead of that.
            wendingen = [een for een in wendingen if een[0] <= wijziging.per]
            wendingen.append((wijziging.per, wijziging.soort))
            if wijziging.tot:
                wendingen.append((wijziging.tot + timedelta(days=1), wijziging.daarna))
    return wendingen


def _spoor_onderzoek(trajecten, besluiten, certificaten, vandaag):
    knopen = []
    besloten = {besluit.agendapunt.traject_id: besluit for besluit in besluiten}
    for traject in trajecten:
        soort = traject.get_soort_display()
        besluit = besloten.get(traject.pk)
        if traject.beurt.wie != AanZet.NIEMAND:
            knopen.append(
                Knoop(
                    traject.termijn or vandaag,
                    f"{soort}: {traject.get_status_display().lower()}",
                    "nu",
                    wie=traject.wie_aan_zet,
                    heeft_dag=traject.termijn is not None,
                    url=traject.get_absolute_url(),
                )
            )
        elif besluit:
            knopen.append(Knoop(besluit.besloten_op, f"{soort}: besluit", url=traject.get_absolute_url()))
        else:
            dag = timezone.localdate(traject.status_sinds)
            knopen.append(
                Knoop(dag, f"{soort}: {traject.get_status_display().lower()}", url=traject.get_absolute_url())
            )
    volgend = besluiten[-1].volgend_onderzoek_op if besluiten else None
    # A follow-up that is under way is that investigation.
    loopt = any(_is_vervolg(een) and een.beurt.wie != AanZet.NIEMAND for een in trajecten)
    if volgend and not loopt and certificaten and vandaag <= volgend < certificaten[-1].geldig_tot_en_met:
        wie = certificaten[-1].certificeerder
        knopen.append(Knoop(volgend, "Volgend onderzoek", "straks", wie=wie, wanneer="uiterlijk"))
    return Spoor("Onderzoek", knopen)


def _is_vervolg(traject):
    """Whether it looks at what was asked at the award, and not into a reported change."""
    return traject.soort == Soort.VERVOLGONDERZOEK and traject.melding_id is None


def _spoor_plannen(plannen, houder):
    verteld = [_voortgangsknoop(plan) for plan in plannen if plan.verteld_op]
    return Spoor("Plannen", [*(_planknoop(plan, houder) for plan in plannen), *verteld])


def _voortgangsknoop(plan):
    return Knoop(
        timezone.localdate(plan.verteld_op), f"Voortgang bij {plan.bevinding.norm.nummer}", url=plan.get_absolute_url()
    )


def _planknoop(plan, houder):
    stand = "klaar" if plan.is_klaar else "pauze" if plan.is_te_laat else "straks"
    return Knoop(
        plan.klaar_op, f"Plan bij {plan.bevinding.norm.nummer}", stand, url=plan.get_absolute_url(), wie=houder
    )


def _spoor_hernieuwen(label: Label | None, trajecten, vandaag, is_houder):
    if label is None or label.stand not in (*GELDIGE_STANDEN, Stand.GESCHORST):
        return Spoor("Hernieuwen", [])
    if any(een.soort == Soort.TOETS and een.beurt.wie != AanZet.NIEMAND for een in trajecten):
        return Spoor("Hernieuwen", [])
    vanaf, tot = te_hernieuwen_vanaf(label.certificaat), label.certificaat.geldig_tot_en_met
    knoop = Knoop(vanaf, "Het label hernieuwen", "straks", wie="de organisatie", wanneer="vanaf")
    if vanaf <= vandaag:
        knoop.stand = "nu"
        knoop.url = reverse("hernieuwen", args=[label.certificaat.cyclus_id]) if is_houder else ""
    return Spoor("Hernieuwen", [knoop], [Band("venster", vanaf, tot)])


def _komt(sporen):
    """What is going on and what is to come, the first day on top."""
    knopen = [knoop for spoor in sporen for knoop in spoor.knopen if knoop.stand in ("nu", "straks")]
    return sorted(knopen, key=lambda knoop: knoop.op)[:MEESTE_STAPPEN]

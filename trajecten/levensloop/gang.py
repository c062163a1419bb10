"""Walking the table: by people with `lopen`, and by time, which `inhalen` reads and `opschrijven` writes down."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Geweigerd, Handeling
from leden.logboek import vastleggen
from trajecten.levensloop.tabel import BEURTEN, GESTOPT, MOGELIJK, STIL, TABEL, VOORBIJ, Status
from trajecten.termijnen import einddatum, laatste_dag, over, werkdag_vanaf


def kan(traject, handeling):
    """Whether the road of this kind of traject has this act in the status of now."""
    return (traject.soort, traject.status, handeling) in MOGELIJK


def komt_langs(traject, status):
    """Whether the road of this kind of traject passes this status."""
    return any((traject.soort, status) == (soort, van) for soort, van, _ in MOGELIJK)


def statusbelemmeringen(traject, handeling):
    """Why the status does not allow this act of the table; empty when it does."""
    if kan(traject, handeling):
        return []
    if traject.verstreken and any(stap.handeling == handeling for stap in STIL.values()):
        return [f"Dat kan niet meer. {verstreken_zin(traject.verstreken)}"]
    status = Status(traject.status).label.lower()
    return [f"Dat kan nu niet: het traject staat op '{status}'. Laad de pagina opnieuw om te zien wie aan zet is."]


def voorbij(pad=""):
    """Trajecten (at `pad`) of which the term has passed in silence, and that therefore go on."""
    return Q(**{f"{pad}daarna__gt": "", f"{pad}termijn__lt": timezone.localdate()}) & _zonder_uitstel(pad)


def _zonder_uitstel(pad):
    return Q(**{f"{pad}uitstel_tot__isnull": True}) | Q(**{f"{pad}uitstel_tot__lt": timezone.localdate()})


def stil_uitgesteld():
    """Trajecten of which an extension was asked that nobody answered before the last day, and so was granted."""
    return Q(uitstel_tot__isnull=False, termijn__lt=timezone.localdate())


def te_laat():
    """Trajecten of which the term that holds today has passed, and that stay where they are."""
    vandaag = timezone.localdate()
    blijft = Q(daarna="", termijn__lt=vandaag) & _zonder_uitstel("")
    return blijft | (voorbij() & Q(daarna_termijn__lt=vandaag))


def staat_op(statussen, pad=""):
    """Trajecten (at `pad`) that are in one of these statuses today, whether or not a worker wrote it down."""
    opgeslagen = Q(**{f"{pad}status__in": statussen})
    if all((stap.van in statussen) == (stap.naar in statussen) for stap in STIL.values()):
        return opgeslagen
    return (opgeslagen & ~voorbij(pad)) | (voorbij(pad) & Q(**{f"{pad}daarna__in": statussen}))


def termijn_zetten(traject, naam, laatste, uitstel_tot=None):
    """Give a traject the term of this name and last day, and with it what is true once that day has passed in silence.

    `uitstel_tot`: the last day that was asked instead, and holds when nobody answers.
    """
    traject.termijnnaam, traject.termijn, traject.termijn_sinds = naam, laatste, timezone.localdate()
    traject.uitstel_tot, traject.daarna, traject.daarna_termijn = uitstel_tot, "", None
    stap = STIL.get((traject.soort, traject.status, traject.kaderversie.termijn(naam).stilte)) if laatste else None
    if stap:
        traject.daarna = stap.naar
        traject.daarna_termijn = einddatum(
            traject.kaderversie, _termijnnaam(traject.kaderversie, stap.naar), uitstel_tot or laatste
        )


def _termijnnaam(kader, status):
    """The term of a status; empty when this version of the framework does not have it, as one of before."""
    naam = BEURTEN[status].termijn
    return naam if naam in kader.termijnen else ""


TERMIJNVELDEN = ("termijn", "termijnnaam", "termijn_sinds", "uitstel_tot", "daarna", "daarna_termijn")
STANDVELDEN = (*TERMIJNVELDEN, "status", "status_sinds", "verstreken")


def inhalen(traject):
    """Bring a traject to where it is today, in memory: what was asked and what had a term, and passed in silence."""
    vandaag = timezone.localdate()
    if traject.uitstel_tot and traject.termijn < vandaag:
        traject.stil_uitgesteld = traject.termijn
        traject.termijn_sinds = traject.termijn + timedelta(days=1)
        traject.termijn, traject.uitstel_tot = traject.uitstel_tot, None
    if traject.daarna and traject.termijn < vandaag:
        traject.stil_vanuit, traject.verstreken = Status(traject.status), traject.termijn
        traject.status, traject.termijn_sinds = Status(traject.daarna), traject.termijn + timedelta(days=1)
        traject.status_sinds = timezone.make_aware(datetime.combine(traject.termijn_sinds, time.min))
        traject.termijn, traject.termijnnaam = traject.daarna_termijn, BEURTEN[traject.status].termijn
        traject.daarna, traject.daarna_termijn = "", None


def verstreken_zin(laatste: date) -> str:
    """Why a traject went on by itself, for the log and for every page."""
    return f"De termijn liep tot en met {dagkort(laatste)}. Daarna ging het traject vanzelf verder."


def stille_stap(traject):
    """The step that time took with this traject and that nobody wrote down yet, or None."""
    stappen = (stap for (soort, van, _), stap in STIL.items() if (soort, van) == (traject.soort, traject.stil_vanuit))
    return next((stap for stap in stappen if stap.naar == traject.status), None)


def stil_akkoord_zin(oud: date, nieuw: date) -> str:
    """Why an extension was granted, for the log and for every page."""
    return f"Er kwam geen antwoord tot en met {dagkort(oud)}. Daarmee is er uitstel tot en met {dagkort(nieuw)}."


def opschrijven(traject):
    """Write down what time did with this locked traject: what every page already showed, and a row of the log for each step."""
    stap, oud = stille_stap(traject), traject.stil_uitgesteld
    traject.stil_vanuit, traject.stil_uitgesteld = "", None
    traject.save(update_fields=STANDVELDEN)
    if oud:
        nieuw = traject.verstreken if stap else traject.termijn
        gevraagd = traject.termijnvoorstellen.filter(antwoord="", oud=oud, nieuw=nieuw)
        gevraagd.update(antwoord="akkoord", beantwoord_op=timezone.now())
        zin = stil_akkoord_zin(oud, nieuw)
        vastleggen(None, Handeling.TERMIJNVOORSTEL_BEANTWOORDEN, traject.onderwerp, reden=zin)
    if stap:
        zin = verstreken_zin(traject.verstreken)
        vastleggen(None, stap.handeling, traject.onderwerp, van=stap.van, naar=stap.naar, reden=zin)


def lopen(traject, handeling, naar, wie, reden="", termijn="", stuk_sha256="", laatste=None):
    """Move a locked traject along one row of the table: status, since when, term and log row. Raises Geweigerd.

    `termijn`: name of a term of the framework, when it is not that of the status. `laatste`: its last day, when that follows
    from a decision. `stuk_sha256`: hash of the piece that is handed over with this step, for the log.
    The caller holds the row lock (`Traject.objects.op_slot`) and has asked who may and what is missing.
    """
    stap = TABEL.get((traject.soort, traject.status, handeling, naar))
    if stap is None:
        raise Geweigerd(statusbelemmeringen(traject, handeling) or [f"Van hier kan het traject niet naar '{naar}'."])
    if stap.eist_reden and not reden.strip():
        raise Geweigerd(["Schrijf erbij waarom. De ander moet kunnen lezen wat er nodig is."])
    van, (naam, eind, traject.termijn_over) = traject.status, _volgende_termijn(traject, naar, termijn)
    eind = laatste or eind
    if naar in GESTOPT:
        traject.gestopt_vanuit, traject.aangehouden_vanuit = traject.aangehouden_vanuit or van, ""
    traject.status = naar
    traject.status_sinds = timezone.now()
    traject.verstreken = None
    termijn_zetten(traject, naam, eind)
    traject.save(update_fields=[*STANDVELDEN, "termijn_over", "aangehouden_vanuit", "gestopt_vanuit"])
    if naar in VOORBIJ:
        # Of an act that can no longer come nobody needs the reason. An objection can still be answered, and what did not stop
        # can still be asked about.
        weg = traject.redenconcepten.filter(bezwaar=None)
        (weg if naar in GESTOPT else weg.exclude(handeling=Handeling.VRAAG_STELLEN)).delete()
    return vastleggen(wie, handeling, traject.onderwerp, van=van, naar=naar, reden=reden, stuk_sha256=stuk_sha256)


def _volgende_termijn(traject, naar, naam):
    """(name, last day, what is left) of the term in the next status; a suspended traject keeps what was left of its own."""
    kader, vandaag = traject.kaderversie, timezone.localdate()
    if eigen := kader.termijnen.get(traject.termijnnaam):
        if naar == Status.AANGEHOUDEN and traject.termijn:
            return traject.termijnnaam, None, over(traject.termijn, eigen.eenheid, vandaag)
        if traject.status == Status.AANGEHOUDEN and traject.termijn_over is not None and naar not in GESTOPT:
            eind = werkdag_vanaf(laatste_dag(traject.termijn_over, eigen.eenheid, vandaag))
            return traject.termijnnaam, eind, None
    naam = naam or _termijnnaam(kader, naar)
    return naam, einddatum(kader, naam, vandaag), None

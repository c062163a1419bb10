"""The life of a traject as data: statuses, whose turn it is, and the acts that move it on.

The table is the agreement (uitgangspunten § 9); `docs/levensloop.md` is drawn from it. `lopen` is the one function that walks it
for people. Time walks it too: `inhalen` says what is true once a term has passed in silence, `opschrijven` writes that down.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Geweigerd, Handeling
from leden.logboek import vastleggen
from leden.models import Rol
from normenkader.inhoud import Stilte
from trajecten.termijnen import einddatum, laatste_dag, over, werkdag_vanaf


class Status(models.TextChoices):
    AANGEMELD = "aangemeld", "Aangemeld"
    GEWEIGERD = "geweigerd", "Geweigerd"
    VOORBEREIDING = "voorbereiding", "Voorbereiding"
    INGEDIEND = "ingediend", "Ingediend"
    GEPLAND = "gepland", "Gepland"
    IN_TOETSING = "in_toetsing", "In toetsing"
    INTERNE_CONTROLE = "interne_controle", "Interne controle"
    WEDERHOOR = "wederhoor", "Wederhoor"
    REACTIE_VERWERKEN = "reactie_verwerken", "Reactie verwerken"
    VERBETERPLANNEN = "verbeterplannen", "Verbeterplannen"
    PLANNEN_BEOORDELEN = "plannen_beoordelen", "Plannen beoordelen"
    ADVIES = "advies", "Advies"
    VOORGEDRAGEN = "voorgedragen", "Voorgedragen"
    GEAGENDEERD = "geagendeerd", "Geagendeerd"
    BESLOTEN = "besloten", "Besloten"
    LOPEND = "lopend", "Toegekend"
    AFGESLOTEN = "afgesloten", "Afgesloten"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    GESTAAKT = "gestaakt", "Gestaakt"
    AANGEHOUDEN = "aangehouden", "Aangehouden"


class AanZet(models.TextChoices):
    """Who has to do something now."""

    ORGANISATIE = "organisatie", "de organisatie"
    PLANNER = "planner", "de certificerende instelling"
    TOETSERS = "toetsers", "de toetsers"
    CONTROLEUR = "controleur", "de interne controleur"
    SECRETARIS = "secretaris", "de secretaris van de beheercommissie"
    COMMISSIE = "commissie", "de beheercommissie"
    BUREAU = "bureau", "het bureau"
    NIEMAND = "niemand", "niemand"


ROLLEN_AAN_ZET = {
    AanZet.ORGANISATIE: {Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER},
    AanZet.PLANNER: {Rol.PLANNER},
    AanZet.TOETSERS: {Rol.TOETSER},
    AanZet.CONTROLEUR: {Rol.CONTROLEUR},
    AanZet.SECRETARIS: {Rol.SECRETARIS},
    AanZet.COMMISSIE: {Rol.COMMISSIELID, Rol.VOORZITTER},
    AanZet.BUREAU: {Rol.LABELBEHEERDER},
    AanZet.NIEMAND: set(),
}


@dataclass(frozen=True)
class Beurt:
    """Whose turn it is in a status, what that party does, the name of its term and about how much work it is."""

    wie: AanZet
    opdracht: str
    termijn: str = ""
    werk: str = ""


BEURTEN: dict[str, Beurt] = {
    Status.AANGEMELD: Beurt(
        AanZet.PLANNER, "Bekijk de aanmelding en stel een team samen", "accepteren", "ongeveer 1 uur"
    ),
    Status.VOORBEREIDING: Beurt(
        AanZet.ORGANISATIE, "Kijk in de spiegel en schrijf samen de zelfevaluatie", werk="ongeveer 20 uur, met elkaar"
    ),
    Status.INGEDIEND: Beurt(
        AanZet.PLANNER, "Maak het programma van de toetsdagen en stel het vast", werk="ongeveer 4 uur"
    ),
    Status.GEPLAND: Beurt(
        AanZet.TOETSERS, "Lees de zelfevaluatie en start de toetsing op de eerste toetsdag", werk="ongeveer 4 uur"
    ),
    Status.IN_TOETSING: Beurt(
        AanZet.TOETSERS,
        "Voer de gesprekken, schrijf uw bevindingen en lever het rapport op",
        "rapport",
        "de toetsdagen en ongeveer 16 uur",
    ),
    Status.INTERNE_CONTROLE: Beurt(
        AanZet.CONTROLEUR,
        "Lees het conceptrapport en geef het vrij of stuur het terug",
        "interne_controle",
        "ongeveer 3 uur",
    ),
    Status.WEDERHOOR: Beurt(
        AanZet.ORGANISATIE,
        "Lees het conceptrapport en zeg wat niet klopt of wat u anders ziet",
        "wederhoor",
        "ongeveer 3 uur",
    ),
    Status.REACTIE_VERWERKEN: Beurt(
        AanZet.TOETSERS, "Beantwoord elke opmerking en stel het rapport vast", "reactie_verwerken", "ongeveer 4 uur"
    ),
    Status.VERBETERPLANNEN: Beurt(
        AanZet.ORGANISATIE, "Maak een verbeterplan bij elk verbeterpunt", "verbeterplannen", "ongeveer 2 uur per plan"
    ),
    Status.PLANNEN_BEOORDELEN: Beurt(
        AanZet.TOETSERS,
        "Lees de verbeterplannen en geef akkoord of stuur ze terug",
        "plannen_beoordelen",
        "ongeveer 1 uur",
    ),
    Status.ADVIES: Beurt(AanZet.PLANNER, "Schrijf het advies aan de beheercommissie", "advies", "ongeveer 1 uur"),
    Status.VOORGEDRAGEN: Beurt(
        AanZet.SECRETARIS, "Zet het traject op de agenda van de beheercommissie", werk="ongeveer een kwartier"
    ),
    Status.GEAGENDEERD: Beurt(
        AanZet.COMMISSIE, "Zeg of u een belang hebt, lees de stukken en breng uw stem uit", werk="ongeveer een half uur"
    ),
    Status.BESLOTEN: Beurt(AanZet.BUREAU, "Rond het besluit af", "besluit_versturen", "ongeveer een kwartier"),
    Status.AANGEHOUDEN: Beurt(AanZet.PLANNER, "Hervat het traject als de reden voorbij is"),
    Status.LOPEND: Beurt(AanZet.NIEMAND, "Het traject is klaar: het label is toegekend"),
    Status.AFGESLOTEN: Beurt(AanZet.NIEMAND, "Het traject is afgesloten"),
    Status.GEWEIGERD: Beurt(AanZet.NIEMAND, "De aanmelding is geweigerd"),
    Status.INGETROKKEN: Beurt(AanZet.NIEMAND, "De aanmelding is ingetrokken"),
    Status.GESTAAKT: Beurt(AanZet.NIEMAND, "Het traject is gestaakt"),
}


@dataclass(frozen=True)
class Fase:
    """One of the five knots on the thread."""

    titel: str
    statussen: tuple


FASEN = (
    Fase("Voorbereiden", (Status.AANGEMELD, Status.VOORBEREIDING, Status.INGEDIEND, Status.GEPLAND)),
    Fase("Toetsen", (Status.IN_TOETSING, Status.INTERNE_CONTROLE)),
    Fase(
        "Reageren en verbeteren",
        (Status.WEDERHOOR, Status.REACTIE_VERWERKEN, Status.VERBETERPLANNEN, Status.PLANNEN_BEOORDELEN),
    ),
    Fase("Besluiten", (Status.ADVIES, Status.VOORGEDRAGEN, Status.GEAGENDEERD, Status.BESLOTEN)),
    Fase("Het label", (Status.LOPEND,)),
)


@dataclass(frozen=True)
class Stap:
    """One row of the transition table. `bij_stilte`: time takes this step when the framework says that of the term."""

    van: Status
    handeling: Handeling
    naar: Status
    eist_reden: bool = False
    bij_stilte: Stilte | None = None


# Statuses in which work is under way and a traject can still leave by a side door.
ONDERWEG = tuple(
    status
    for status in BEURTEN
    if BEURTEN[status].wie != AanZet.NIEMAND and status not in (Status.AANGEHOUDEN, Status.BESLOTEN)
)
GESTOPT = (Status.GEWEIGERD, Status.INGETROKKEN, Status.GESTAAKT)
# The organisation withdraws until the committee has its case; the certifier stops or suspends its own work only.
INTREKBAAR = tuple(status for status in ONDERWEG if status != Status.GEAGENDEERD)
STAAKBAAR = tuple(
    status for status in ONDERWEG if status not in (Status.AANGEMELD, Status.VOORGEDRAGEN, Status.GEAGENDEERD)
)

STAPPEN = (
    Stap(Status.AANGEMELD, Handeling.ACCEPTEREN, Status.VOORBEREIDING),
    Stap(Status.AANGEMELD, Handeling.WEIGEREN, Status.GEWEIGERD, eist_reden=True),
    Stap(Status.VOORBEREIDING, Handeling.ZELFEVALUATIE_INDIENEN, Status.INGEDIEND),
    Stap(Status.INGEDIEND, Handeling.PROGRAMMA_VASTSTELLEN, Status.GEPLAND),
    Stap(Status.GEPLAND, Handeling.TOETSING_STARTEN, Status.IN_TOETSING),
    Stap(Status.IN_TOETSING, Handeling.RAPPORT_OPLEVEREN, Status.INTERNE_CONTROLE),
    Stap(Status.INTERNE_CONTROLE, Handeling.VRIJGEVEN, Status.WEDERHOOR),
    Stap(Status.INTERNE_CONTROLE, Handeling.TERUGSTUREN, Status.IN_TOETSING, eist_reden=True),
    # The reaction led to another judgement or finding: past the controleur again, and back.
    Stap(Status.REACTIE_VERWERKEN, Handeling.RAPPORT_OPLEVEREN, Status.INTERNE_CONTROLE),
    Stap(Status.INTERNE_CONTROLE, Handeling.VRIJGEVEN, Status.REACTIE_VERWERKEN),
    Stap(Status.INTERNE_CONTROLE, Handeling.TERUGSTUREN, Status.REACTIE_VERWERKEN, eist_reden=True),
    Stap(Status.WEDERHOOR, Handeling.REACTIE_INDIENEN, Status.REACTIE_VERWERKEN, bij_stilte=Stilte.GAAT_VERDER),
    Stap(Status.REACTIE_VERWERKEN, Handeling.RAPPORT_VASTSTELLEN, Status.VERBETERPLANNEN),
    Stap(Status.REACTIE_VERWERKEN, Handeling.RAPPORT_VASTSTELLEN, Status.ADVIES),
    Stap(Status.VERBETERPLANNEN, Handeling.VERBETERPLANNEN_INDIENEN, Status.PLANNEN_BEOORDELEN),
    Stap(Status.PLANNEN_BEOORDELEN, Handeling.VERBETERPLANNEN_GOEDKEUREN, Status.ADVIES),
    Stap(Status.PLANNEN_BEOORDELEN, Handeling.VERBETERPLANNEN_TERUGSTUREN, Status.VERBETERPLANNEN, eist_reden=True),
    Stap(Status.ADVIES, Handeling.ADVIES_UITBRENGEN, Status.VOORGEDRAGEN),
    Stap(Status.VOORGEDRAGEN, Handeling.AGENDEREN, Status.GEAGENDEERD),
    Stap(Status.GEAGENDEERD, Handeling.BESLUITEN, Status.BESLOTEN),
    # Aanhouden by the committee: back on a later agenda. Aanvullend onderzoek: the assessors go and look again.
    Stap(Status.GEAGENDEERD, Handeling.BESLUITEN, Status.VOORGEDRAGEN),
    Stap(Status.GEAGENDEERD, Handeling.BESLUITEN, Status.IN_TOETSING),
    Stap(Status.BESLOTEN, Handeling.UITGEVEN, Status.LOPEND),
    Stap(Status.BESLOTEN, Handeling.AFSLUITEN, Status.AFGESLOTEN),
    *(Stap(status, Handeling.INTREKKEN, Status.INGETROKKEN, eist_reden=True) for status in INTREKBAAR),
    *(Stap(status, Handeling.STAKEN, Status.GESTAAKT, eist_reden=True) for status in STAAKBAAR),
    *(Stap(status, Handeling.AANHOUDEN, Status.AANGEHOUDEN, eist_reden=True) for status in STAAKBAAR),
    *(Stap(Status.AANGEHOUDEN, Handeling.HERVATTEN, status) for status in STAAKBAAR),
    Stap(Status.AANGEHOUDEN, Handeling.STAKEN, Status.GESTAAKT, eist_reden=True),
    Stap(Status.AANGEHOUDEN, Handeling.INTREKKEN, Status.INGETROKKEN, eist_reden=True),
)
TABEL = {(stap.van, stap.handeling, stap.naar): stap for stap in STAPPEN}
MOGELIJK = {(stap.van, stap.handeling) for stap in STAPPEN}
VOORBIJ = {stap.naar for stap in STAPPEN} - {stap.van for stap in STAPPEN}
# The steps that time takes. None ends where another begins, so one passed term is one step.
STIL = {(stap.van, stap.bij_stilte): stap for stap in STAPPEN if stap.bij_stilte}


def statusbelemmeringen(traject, handeling):
    """Why the status does not allow this act of the table; empty when it does."""
    if (traject.status, handeling) in MOGELIJK:
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
    stap = STIL.get((traject.status, traject.kaderversie.termijn(naam).stilte)) if laatste else None
    if stap:
        traject.daarna = stap.naar
        traject.daarna_termijn = einddatum(traject.kaderversie, BEURTEN[stap.naar].termijn, uitstel_tot or laatste)


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
    return next(
        (stap for stap in STIL.values() if (stap.van, stap.naar) == (traject.stil_vanuit, traject.status)), None
    )


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


def lopen(traject, handeling, naar, wie, reden="", termijn="", stuk_sha256=""):
    """Move a locked traject along one row of the table: status, since when, term and log row. Raises Geweigerd.

    `termijn`: name of a term of the framework, when it is not that of the status. `stuk_sha256`: hash of the piece that is
    handed over with this step, for the log.
    The caller holds the row lock (`Traject.objects.op_slot`) and has asked who may and what is missing.
    """
    stap = TABEL.get((traject.status, handeling, naar))
    if stap is None:
        raise Geweigerd(statusbelemmeringen(traject, handeling) or [f"Van hier kan het traject niet naar '{naar}'."])
    if stap.eist_reden and not reden.strip():
        raise Geweigerd(["Schrijf erbij waarom. De ander moet kunnen lezen wat er nodig is."])
    van, (naam, eind, traject.termijn_over) = traject.status, _volgende_termijn(traject, naar, termijn)
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
    naam = naam or BEURTEN[naar].termijn
    return naam, einddatum(kader, naam, vandaag), None

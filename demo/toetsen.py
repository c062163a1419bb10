"""The assessment: talks, notes, findings, judgements and the report up to its release."""

from itertools import cycle

from django.db.models import Prefetch
from django.utils import timezone

from demo.gesprekken import GESPREKKEN, LETTERLIJK
from demo.kalender import op_de_klok
from leden.bevoegdheden import Handeling, eisen
from normenkader.models import Norm
from toetsing.bevoegdheden import gespreksbelemmeringen, teambelemmeringen_om_te_schrijven
from toetsing.handelingen import gesprekken as acties
from toetsing.handelingen import programma, rapport
from toetsing.models import Bevinding, Gesprek, Gesprekspartner, Grond, Notitie, Oordeel, Rapportdeel
from trajecten.levensloop import Status

Soort = Bevinding.Soort
NORMEN = Prefetch("normen", Norm.objects.only("sleutel"))
WERKWIJZE = (
    "Wij liepen een ochtend mee in {plek} en waren bij {activiteit}. Wij lazen de zelfevaluatie en alle documenten, en bekeken"
    " met toestemming van bewoners tien dossiers. Wij kozen de dossiers zelf.",
    "Wij spraken met mensen in {plek} en in {buurt}, en aten mee. Wij lazen de zelfevaluatie en keken in twaalf dossiers, die wij"
    " zelf kozen. Met {partner} spraken wij apart.",
    "Wij waren op alle locaties en wandelden met een bewoner door {buurt}. Wij lazen wat de organisatie schreef en vroegen daarop"
    " door. Een gesprek is verzet omdat er een uitvaart was.",
)
# In an assessment that is going on: norms that have a finding by now, and of those the ones that are judged.
TOT_NU_TOE, BEOORDEELD = 24, 17
# The talk of which the summary is still to be written.
OPEN_GESPREK = 7


def starten(weg):
    """The days of talks; findings follow, and the report when the assessment is over."""
    programma.toetsing_starten(weg.teamleider, weg.traject)
    af = weg.boek.tot != Status.IN_TOETSING
    gesprekken = Gesprek.objects.filter(traject=weg.traject).select_related("dag", "traject")
    for gesprek in gesprekken.prefetch_related(NORMEN, "toetsers"):
        if gesprek.dag.datum >= weg.kalender.vandaag:
            break
        yield op_de_klok(gesprek.dag.datum, gesprek.eind)
        gesprek_voeren(weg, gesprek, rondt_af=af or gesprek.nummer != OPEN_GESPREK)
    if af:
        yield weg.moment(weg.begin[Status.INTERNE_CONTROLE] - 3, 1)
    _bevindingen_schrijven(weg, None if af else TOT_NU_TOE)
    _rapport_schrijven(weg, af)


def gesprek_voeren(weg, gesprek, rondt_af):
    """People, notes and a summary that is given back, as two hands wrote them during the talk; then the act that closes it.

    Writing during a talk leaves no row in the log, so it is stored at once; the rule of those acts is asked first.
    """
    toetser = next(een for een in weg.toetsers if een.gebruiker in gesprek.toetsers.all())
    eisen(gespreksbelemmeringen(toetser, gesprek))
    stof, variant = GESPREKKEN[gesprek.groep], (weg.nummer + gesprek.nummer) % 2
    Gesprekspartner.objects.bulk_create(
        Gesprekspartner(gesprek=gesprek, functie=functie, aantal=aantal) for functie, aantal in stof.partners[variant]
    )
    _notities_maken(weg, gesprek, toetser, stof)
    if rondt_af:
        gesprek.samenvatting, gesprek.is_teruggegeven = stof.samenvattingen[variant], True
        gesprek.save(update_fields=["samenvatting", "is_teruggegeven"])
        acties.gesprek_afronden(toetser, gesprek)


def _notities_maken(weg, gesprek, toetser, stof):
    keuze = _notities(weg, stof, gesprek.nummer)
    notities = Notitie.objects.bulk_create(
        Notitie(
            gesprek=gesprek,
            soort=soort,
            tekst=tekst,
            is_niet_herleidbaar=soort == LETTERLIJK,
            gemaakt_door=toetser.gebruiker,
        )
        for soort, tekst, _ in keuze
    )
    koppeling = Notitie.normen.through
    koppeling.objects.bulk_create(
        koppeling(notitie=notitie, norm=norm)
        for notitie, (*_, sleutels) in zip(notities, keuze, strict=True)
        for norm in gesprek.normen.all()
        if norm.sleutel in sleutels
    )


def _notities(weg, stof, nummer):
    """A quote and some more in a traject of now; one quote in one of years ago. A second talk with a group hears other things."""
    begin = weg.nummer + nummer
    aantal = 3 if weg.is_nu else 1
    notities = [stof.notities[(begin + volgende) % len(stof.notities)] for volgende in range(aantal)]
    if not any(soort == LETTERLIJK for soort, *_ in notities):
        notities[0] = stof.notities[begin % 3]
    return notities


def _bevindingen_schrijven(weg, aantal):
    """Findings with their grounds and judgements for the first `aantal` norms (None: all), as the team wrote them together.

    No act of its own leaves a row in the log for these, so they are written at once; the rule of the acts is asked first.
    """
    traject = weg.traject
    traject.refresh_from_db(fields=["status"])
    for handeling in (Handeling.BEVINDING_MAKEN, Handeling.OORDELEN):
        eisen(teambelemmeringen_om_te_schrijven(weg.teamleider, traject, handeling))
    normen = list(traject.kaderversie.normen.all())[:aantal]
    beoordeeld = normen if aantal is None else normen[:BEOORDEELD]
    bevindingen = Bevinding.objects.bulk_create(
        Bevinding(traject=traject, norm=norm, soort=soort, tekst=tekst, gemaakt_door=schrijver.gebruiker)
        for norm, schrijver in zip(normen, cycle(weg.toetsers), strict=False)
        for soort, tekst in _punten(weg, norm.sleutel)
    )
    Grond.objects.bulk_create(_gronden(weg, bevindingen))
    velden = ["waarde", "toelichting", "gegeven_op", "gegeven_door"]
    oordelen = (_oordeel(weg, traject, norm) for norm in beoordeeld)
    Oordeel.objects.bulk_create(
        oordelen, update_conflicts=True, unique_fields=["traject", "norm"], update_fields=velden
    )


def _punten(weg, sleutel):
    """Kind and text of the findings about one norm."""
    punten = []
    if sleutel in weg.boek.sterk:
        punten.append((Soort.STERK, weg.sterk_punt(sleutel)))
    if sleutel in weg.boek.verbeter:
        punten.append((Soort.VERBETER, weg.met_woorden(weg.verbeterpunt(sleutel).tekst)))
    if not punten and sleutel not in weg.boek.buiten_beeld:
        punten.append((Soort.BEVINDING, weg.gezien(sleutel)))
    return punten


def _gronden(weg, bevindingen):
    """Each finding rests on the talks about its norm, on a document when there is one, and often on the story."""
    traject = weg.traject
    gesprekken = list(traject.gesprekken.exclude(afgerond_op=None).prefetch_related(NORMEN))
    documenten = list(traject.documenten.prefetch_related(NORMEN))
    verhalen = {verhaal.norm_id: verhaal for verhaal in traject.verhalen.all() if verhaal.is_verteld}
    for nummer, bevinding in enumerate(bevindingen):
        hierover = [gesprek for gesprek in gesprekken if bevinding.norm in gesprek.normen.all()]
        for volgende, gesprek in enumerate(hierover):
            # One of the voices under an improvement point says something else, and is named too.
            anders = bevinding.soort == Soort.VERBETER and volgende == 1
            yield Grond(bevinding=bevinding, gesprek=gesprek, is_anders=anders)
        stukken = [document for document in documenten if bevinding.norm in document.normen.all()]
        yield from (Grond(bevinding=bevinding, document=document) for document in stukken[:2])
        verhaal = verhalen.get(bevinding.norm_id)
        if verhaal and (nummer % 3 == 0 or not hierover):
            yield Grond(bevinding=bevinding, verhaal=verhaal)


def _oordeel(weg, traject, norm):
    """The judgement that follows from the draaiboek, given now by the assessors in turn."""
    boek, sleutel, waarde, toelichting = weg.boek, norm.sleutel, "voldoet", ""
    if sleutel in boek.buiten_beeld:
        waarde, toelichting = "niet_van_toepassing", boek.buiten_beeld[sleutel]
    elif sleutel in boek.verbeter:
        waarde = "voldoet_niet" if sleutel in boek.niet else "voldoet_deels"
        toelichting = weg.met_woorden(weg.verbeterpunt(sleutel).toelichting)
    return Oordeel(
        traject=traject,
        norm=norm,
        waarde=waarde,
        toelichting=toelichting,
        gegeven_op=timezone.now(),
        gegeven_door=weg.toetsers[norm.volgorde % len(weg.toetsers)].gebruiker,
    )


def _rapport_schrijven(weg, af):
    teksten = {"werkwijze": weg.met_woorden(WERKWIJZE[weg.nummer % len(WERKWIJZE)])}
    if af:
        teksten |= {"samenvatting": weg.boek.samenvatting, "branche": weg.boek.branche}
    for sleutel, tekst in teksten.items():
        Rapportdeel.objects.filter(traject=weg.traject, sleutel=sleutel).update(tekst=tekst)


def opleveren(weg):
    """One in four drafts comes back from the internal check first."""
    rapport.rapport_opleveren(weg.teamleider, weg.traject)
    if weg.nummer % 4 == 1 and weg.boek.tot != Status.INTERNE_CONTROLE:
        yield weg.moment(weg.begin[Status.INTERNE_CONTROLE] + 1, 2)
        rapport.terugsturen(
            weg.controleur,
            weg.traject,
            "De samenvatting begint met wat beter kan. Begin met wat sterk is, en noem bij elk aantal van hoeveel het is.",
        )
        yield weg.moment(weg.begin[Status.INTERNE_CONTROLE] + 2, 3)
        rapport.rapport_opleveren(weg.teamleider, weg.traject)


def vrijgeven(weg):
    rapport.vrijgeven(weg.controleur, weg.traject)

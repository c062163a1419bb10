"""From applying to a programme that is fixed."""

from datetime import time

from django.utils import timezone

from demo.documenten import DOCUMENTEN, bestand
from demo.gesprekken import GESPREKKEN
from demo.verhalen import VERHALEN
from huisstijl.velden import vingerafdruk
from leden.bevoegdheden import eisen
from leden.models import Activiteit, Locatie, Werkgebied
from normenkader.models import Kaderversie
from toetsing.bevoegdheden import verhaalbelemmeringen
from toetsing.handelingen import hernieuwen, programma, zelfevaluatie
from toetsing.models import Gesprek, Gesprekstoetser, Terugblik, Verhaal, locaties_met_bezoek
from trajecten import handelingen as trajecten
from trajecten import schrijven
from trajecten.gebied import Gebiedskeuze
from trajecten.levensloop import Status
from trajecten.models import Cyclus

Zelfbeeld = Verhaal.Zelfbeeld
# Two talks at once, one per assessor, in this order; longer assessments hear groups again.
UREN = (time(9), time(10, 30), time(13), time(14, 30))
GROEPEN = (
    *("directie_bestuur", "clienten", "vrijwilligers", "sociaal_werkers"),
    *("opdrachtgever", "leidinggevenden", "clientenraad", "partners"),
    *("clienten", "sociaal_werkers"),
)
LANG, GEWOON, IN_HET_KORT = 10, 6, 4
# Working days between a programme that is fixed now and its first day.
TOT_DE_TOETSING = 12


def aanmelden(weg):
    lid = weg.lid
    kader = Kaderversie.objects.bruikbaar_op(timezone.localdate()).first()
    soorten = (Locatie, Werkgebied, Activiteit)
    gebied = Gebiedskeuze(*(list(soort.objects.van(weg.schrijver.organisatie_id).op()) for soort in soorten))
    weg.traject = trajecten.aanmelden(
        weg.schrijver,
        certificeerder=weg.planner.organisatie,
        kaderversie=kader,
        variant=weg.boek.variant,
        reikwijdte=lid.reikwijdte,
        fte=lid.fte,
        locaties=lid.locaties,
        dagen=kader.dagen_voor(lid.fte),
        dagen_reden="",
        # The second time an organisation applies for the same, it renews its label.
        cyclus=Cyclus.objects.van(weg.schrijver.organisatie).filter(reikwijdte=lid.reikwijdte).first(),
        gebied=gebied,
    )


def accepteren(weg):
    """The team is there; the organisation starts to write, and attaches documents on the way."""
    zelfevaluatie.accepteren(
        weg.planner,
        weg.traject,
        toetsers=[toetser.gebruiker for toetser in weg.toetsers],
        teamleider=weg.teamleider.gebruiker,
        controleur=weg.controleur.gebruiker,
    )
    begin = weg.begin[Status.VOORBEREIDING]
    tot = min(begin + 30, -1)
    yield weg.moment((begin + tot) // 2, 1)
    _documenten_toevoegen(weg)
    yield weg.moment(tot, 2)
    _verhalen_schrijven(weg, af=weg.boek.tot != Status.VOORBEREIDING)
    if weg.boek.tot == Status.VOORBEREIDING:
        yield weg.moment(-1, 3)
        _samen_schrijven(weg)
        if weg.traject.is_hernieuwing:
            _terugkijken(weg)


def _documenten_toevoegen(weg):
    traject = weg.traject
    normen = {norm.sleutel: norm for norm in traject.kaderversie.normen.all()}
    for nummer in range(4 if weg.is_nu else 1):
        stuk = DOCUMENTEN[(weg.nummer + nummer) % len(DOCUMENTEN)]
        trajecten.document_toevoegen(
            weg.schrijver,
            traject,
            titel=weg.met_woorden(stuk.titel),
            leeswijzer=stuk.leeswijzer,
            bestand=bestand(stuk, weg.lid.naam, weg.lid.woorden),
            normen=[normen[sleutel] for sleutel in stuk.normen if sleutel in normen],
        )


def _verhalen_schrijven(weg, af):
    """All stories at once, as colleagues wrote them over weeks; not `af`: two of three norms, some half told."""
    verhalen = list(Verhaal.objects.filter(traject=weg.traject).select_related("norm"))
    eisen(verhaalbelemmeringen(weg.schrijver, verhalen[0]))
    for nummer, verhaal in enumerate(verhalen):
        sleutel = verhaal.norm.sleutel
        # What the framework asks since recently nobody got to yet.
        if (not af and nummer % 3 == 2) or sleutel not in VERHALEN | weg.boek.verhalen:
            continue
        verhaal.zelfbeeld = _zelfbeeld(weg, sleutel, nummer)
        verhaal.verteller, *teksten = weg.verhaal(sleutel)
        if not af and nummer % 6 == 4:
            # Started on, and left for another day.
            verhaal.zelfbeeld, teksten = "", [teksten[0], "", "", ""]
        if verhaal.zelfbeeld != Zelfbeeld.ONBEKEND:
            verhaal.aanleiding, verhaal.aanpak, verhaal.opbrengst, verhaal.geleerd = teksten
    # One statement for all: the rows are there, so every one of them is updated.
    velden = ["zelfbeeld", "verteller", *Verhaal.TEKSTEN]
    Verhaal.objects.bulk_create(
        verhalen, update_conflicts=True, unique_fields=["traject", "norm"], update_fields=velden
    )


def _zelfbeeld(weg, sleutel, nummer):
    if sleutel in weg.boek.sterk:
        return Zelfbeeld.STERK
    if sleutel in weg.boek.niet:
        return Zelfbeeld.VRAAGT_VEEL
    if (nummer + weg.nummer) % 11 == 5 and sleutel not in weg.boek.verbeter:
        return Zelfbeeld.ONBEKEND
    return Zelfbeeld.STERK if (nummer + weg.nummer) % 4 == 0 else Zelfbeeld.LEREND


def _terugkijken(weg):
    """In a renewal: three stories of the last time got an answer, one of them went along, and a document did."""
    vorige, antwoorden = weg.traject.vorige, Terugblik.Antwoord
    for sleutel, antwoord in (
        ("eropaf", antwoorden.VERANDERD),
        ("afspraken", antwoorden.JA),
        ("verder_kijken", antwoorden.NEE),
    ):
        verhaal, eerder = (een.verhalen.get(norm__sleutel=sleutel) for een in (weg.traject, vorige))
        hernieuwen.terugblikken(weg.schrijver, verhaal, eerder, antwoord)
        if antwoord == antwoorden.JA:
            hernieuwen.verhaal_meenemen(weg.schrijver, verhaal, eerder)
    document = vorige.documenten.first()
    sleutels = document.normen.values("sleutel")
    hernieuwen.document_meenemen(
        weg.schrijver, weg.traject.verhalen.filter(norm__sleutel__in=sleutels).first(), document
    )


def _samen_schrijven(weg):
    """Two colleagues in one text, the way a page saves it: earlier versions, and one text that came second."""
    verhaal = Verhaal.objects.get(traject=weg.traject, norm__sleutel="eropaf")
    _, eerst, *_ = weg.verhaal("eropaf")
    verder = f"{eerst} Een van hen bleek de kleinzoon van een vrijwilliger."
    basis = vingerafdruk(verhaal.aanleiding)
    schrijven.bewaren(weg.schrijver, verhaal, "aanleiding", verder, basis, verhaalbelemmeringen)
    tegelijk = f"{eerst} De winkeliers hadden er genoeg van."
    schrijven.bewaren(weg.bestuurder, verhaal, "aanleiding", tegelijk, basis, verhaalbelemmeringen)


def indienen(weg):
    zelfevaluatie.zelfevaluatie_indienen(weg.bestuurder, weg.traject)


def plannen(weg):
    """Days and talks; with three assessors the first and third go together.

    Until the programme is fixed a talk leaves no row in the log, so they are written at once; to add a day asks the same rule.
    """
    traject = weg.traject
    eerste = weg.begin.get(Status.IN_TOETSING) or weg.begin[Status.GEPLAND] + TOT_DE_TOETSING
    is_lang = traject.dagen > 2 or weg.boek.tot == Status.IN_TOETSING
    groepen = GROEPEN[: IN_HET_KORT if not weg.is_nu else LANG if is_lang else GEWOON]
    dagen, gesprekken = {}, []
    for nummer, groep in enumerate(groepen):
        dagnummer, uur = divmod(nummer // 2, len(UREN))
        if dagnummer not in dagen:
            datum = weg.kalender.dag(eerste + dagnummer)
            dagen[dagnummer] = programma.dag_toevoegen(weg.planner, traject, datum)
        zaal = f"{weg.lid.plek}, {GESPREKKEN[groep].kamer}"
        gesprekken.append(
            Gesprek(
                traject=traject,
                nummer=nummer + 1,
                dag=dagen[dagnummer],
                begin=UREN[uur],
                eind=UREN[uur].replace(hour=UREN[uur].hour + 1),
                plaats=f"{zaal} (tweede groep)" if groep in groepen[:nummer] else zaal,
                groep=groep,
            )
        )
    Gesprek.objects.bulk_create(gesprekken)
    Gesprekstoetser.objects.bulk_create(
        Gesprekstoetser(gesprek=gesprek, toetser=toetser.gebruiker)
        for nummer, gesprek in enumerate(gesprekken)
        for toetser in weg.toetsers[nummer % 2 :: 2]
    )
    per_groep, koppeling = _normen_per_groep(traject.kaderversie, groepen), Gesprek.normen.through
    koppeling.objects.bulk_create(
        koppeling(gesprek=gesprek, norm=norm) for gesprek in gesprekken for norm in per_groep[gesprek.groep]
    )
    _bezoeken_kiezen(weg)
    programma.programma_vaststellen(weg.planner, traject)


def _bezoeken_kiezen(weg):
    """Half of the locations, those first that were not seen last time."""
    locaties = sorted(locaties_met_bezoek(weg.traject), key=lambda een: (een.vorige_keer, een.pk))
    if locaties:
        programma.bezoeken_kiezen(
            weg.planner,
            weg.traject,
            locaties=locaties[: (len(locaties) + 1) // 2],
            waarom="Samen laten deze locaties elk soort werk zien. Wat de vorige keer niet aan de beurt was, gaat voor.",
        )


def _normen_per_groep(kader, groepen):
    """Each norm with the first two of its groups that are in the programme, so that two voices are heard about it."""
    per_groep = {groep: [] for groep in groepen}
    for norm in kader.normen.all():
        for groep in [groep for groep in norm.groepen if groep in per_groep][:2]:
            per_groep[groep].append(norm)
    return per_groep

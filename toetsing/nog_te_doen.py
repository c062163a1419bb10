"""What is still open before an act of the assessment: sentences, shown on the page, disabling the button, refusing the act.

One function per thing that can be handed in, settled or closed; empty is ready. `OPEN` says which of them a traject asks for.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from huisstijl.templatetags.opmaak import opsomming, weekdag
from normenkader.models import Norm
from toetsing.models import (
    Advies,
    Bevinding,
    Effect,
    Gesprek,
    Gesprekstoetser,
    Notitie,
    Oordeel,
    Rapportversie,
    Reactie,
    Verbeterplan,
    Verhaal,
    Vervolgpunt,
    aanvullend_onderzoek,
    locaties_met_bezoek,
)
from toetsing.opmerkingen import Opmerking, opmerkingen
from toetsing.samenstellen import bevindingen_van, oordelen_van, passages_van, rapportonderdelen
from trajecten.bevoegdheden import bekwaamheidsbelemmeringen
from trajecten.levensloop import Status
from trajecten.models import MET_TEAM, Teambezwaar, Toewijzing, Traject
from trajecten.persoonsgegevens import gevonden

CITAAT_NAKIJKEN = "Kijk bij elk citaat of het niet herleidbaar is. Is het dat wel, maak er dan 'Gehoord' van."


def zelfevaluatie(traject: Traject) -> list[str]:
    """What is open before the self-evaluation can be handed in."""
    rijen = Verhaal.objects.filter(traject=traject).met_dragers().select_related("norm__onderdeel")
    return [zin for zin, _ in verhalen(rijen)]


def verhalen(rijen: Iterable[Verhaal]) -> list[tuple[str, list[Verhaal]]]:
    """What these stories (with norm and part) still need before handing in: sentences, each with its stories."""
    zonder_tekst, zonder_zelfbeeld = defaultdict(list), defaultdict(list)
    for verhaal in rijen:
        if verhaal.stand in (Verhaal.Stand.BEGONNEN, Verhaal.Stand.LEEG):
            groep = zonder_zelfbeeld if verhaal.is_verteld or verhaal.is_gedragen else zonder_tekst
            groep[verhaal.norm.onderdeel.titel].append(verhaal)
    return [
        (f"{titel}: vertel iets bij {_nummers(groep)}, of kies daar 'Wij weten het nog niet'.", groep)
        for titel, groep in zonder_tekst.items()
    ] + [
        (f"{titel}: zeg bij {_nummers(groep)} hoe u er zelf naar kijkt.", groep)
        for titel, groep in zonder_zelfbeeld.items()
    ]


def _nummers(verhalen):
    """D1, D4 en D5"""
    return opsomming(verhaal.norm.nummer for verhaal in verhalen)


def programma_ophalen(traject: Traject) -> None:
    """Fetch days, talks, locations, objections and team, for the page and for what is open."""
    bezwaren = Prefetch("teambezwaren", Teambezwaar.objects.select_related("gebruiker"))
    locaties = Prefetch("trajectlocaties", locaties_met_bezoek(traject))
    prefetch_related_objects([traject], "toetsdagen", bezwaren, locaties, *_WIE_WAAR)


def programma(traject: Traject) -> list[str]:
    """What is open before the programme can be fixed."""
    programma_ophalen(traject)
    open_ = []
    if not traject.toetsdagen.all():
        open_.append("Kies de dagen van de toetsing.")
    if not traject.gesprekken.all():
        open_.append("Plan ten minste één gesprek.")
    if any(locatie.waarom is None for locatie in traject.trajectlocaties.all()):
        open_.append("Kies welke locaties worden bezocht.")
    if any(bezwaar.beantwoord_op is None for bezwaar in traject.teambezwaren.all()):
        open_.append("Beantwoord het bezwaar van de organisatie tegen een lid van het team.")
    if not _toetsers(traject):
        open_.append("Stel het team samen.")
    ingepland = {toetser for gesprek in traject.gesprekken.all() for toetser in gesprek.toetsers.all()}
    open_ += bezetting(traject)
    # Until the programme is fixed a day can move past the end of a qualification.
    datum = {dag.pk: dag.datum for dag in traject.toetsdagen.all()}
    wie_wanneer = {
        (toetser, datum[gesprek.dag_id]): None
        for gesprek in traject.gesprekken.all()
        for toetser in gesprek.toetsers.all()
    }
    open_ += bekwaamheidsbelemmeringen(list(wie_wanneer))
    return open_ + [
        f"{lid.gebruiker.naam} heeft nog geen gesprek." for lid in _toetsers(traject) if lid.gebruiker not in ingepland
    ]


def begin(traject: Traject) -> list[str]:
    """What is open before the assessment can start: it begins on its first day or later."""
    eerste = min((dag.datum for dag in traject.toetsdagen.all()), default=None)
    if eerste and eerste > timezone.localdate():
        return [f"De eerste toetsdag is {weekdag(eerste)}. Vanaf die dag kunt u de toetsing starten."]
    return []


# What to fetch to know who is in the team and who is at which talk.
_WIE_WAAR = ("gesprekken__toetsers", MET_TEAM)


def _toetsers(traject):
    return [lid for lid in traject.team if lid.rol == Toewijzing.Trajectrol.TOETSER]


def bezetting(traject: Traject) -> list[str]:
    """Talks still to be held that were planned with somebody who left the team, also after the programme was fixed.

    Who wrote at a talk stays with it; then it is enough that somebody of the team is there too.
    """
    prefetch_related_objects([traject], *_WIE_WAAR)
    team = {lid.gebruiker for lid in _toetsers(traject)}
    weg = [
        (gesprek, toetser)
        for gesprek in traject.gesprekken.all()
        for toetser in gesprek.toetsers.all()
        if toetser not in team and not gesprek.afgerond_op
    ]
    schreven = Gesprekstoetser.objects.wie_schreef([gesprek.pk for gesprek, _ in weg]) if weg else set()
    return [
        f"{toetser.naam} zit niet meer in het team. Kies iemand anders voor gesprek {gesprek.nummer}."
        for gesprek, toetser in weg
        if (gesprek.pk, toetser.pk) not in schreven or team.isdisjoint(gesprek.toetsers.all())
    ]


def gesprek(gesprek: Gesprek) -> list[str]:
    """What is open before this talk can be closed (uitgangspunten § 12)."""
    notities = gesprek.notities.all()
    open_ = []
    if not gesprek.gesprekspartners.all():
        open_.append("Schrijf op met wie u sprak: de functie en het aantal mensen.")
    if not notities:
        open_.append("Leg ten minste één notitie vast.")
    # Who left the team cannot come back to it, and does not hold up the others.
    prefetch_related_objects([gesprek], Prefetch("gesprekstoetsers", Gesprekstoetser.objects.met_team()))
    open_ += [
        f"{een.toetser.naam} heeft nog een notitie die niet is vastgelegd."
        for een in gesprek.gesprekstoetsers.all()
        if een.klad.strip() and een.in_team
    ]
    if any(een.soort == Notitie.Soort.LETTERLIJK and not een.is_niet_herleidbaar for een in notities):
        open_.append(CITAAT_NAKIJKEN)
    if not gesprek.samenvatting.strip():
        open_.append("Schrijf een samenvatting in een paar zinnen.")
    open_ += [f"Samenvatting: {zin}" for zin in gevonden(gesprek.samenvatting)]
    if not gesprek.is_teruggegeven:
        open_.append("Geef de samenvatting terug aan de mensen met wie u sprak.")
    return open_


def rapport(traject: Traject, bevindingen_nu: Iterable[Bevinding] | None = None) -> list[str]:
    """What is open before the report can be handed over to the internal check. `bevindingen_nu`: see `oordelen`."""
    open_ = oordelen(traject, bevindingen_nu)
    open_ += [f"{gesprek} is nog niet afgerond." for gesprek in traject.gesprekken.all() if not gesprek.afgerond_op]
    return open_ + _ontbrekende_delen(traject)


def _ontbrekende_delen(traject):
    teksten = {deel.sleutel: deel.tekst for deel in traject.rapportdelen.all()}
    return [
        f"Schrijf het deel '{onderdeel.titel}'."
        for onderdeel in rapportonderdelen(traject)
        if onderdeel.soort == "geschreven" and onderdeel.verplicht and not teksten.get(onderdeel.sleutel, "").strip()
    ]


def oordelen(traject: Traject, bevindingen_nu: Iterable[Bevinding] | None = None) -> list[str]:
    """What is open before the report can be handed over: every norm judged, every judgement grounded.

    No computed verdict: only whether people have judged and on what (uitgangspunten § 10 and § 11). `bevindingen_nu`: what
    `bevindingen_van` gives, when the caller has it already.
    """
    schaal = {waarde.code: waarde for waarde in traject.kaderversie.schaal}
    oordelen_per_norm = {oordeel.norm_id: oordeel for oordeel in oordelen_van(traject)}
    normen = [oordeel.norm for oordeel in oordelen_per_norm.values()]
    bevindingen = {}
    for bevinding in bevindingen_van(traject) if bevindingen_nu is None else bevindingen_nu:
        bevindingen.setdefault(bevinding.norm_id, []).append(bevinding)
    open_ = []
    geoordeeld = {pk for pk, oordeel in oordelen_per_norm.items() if oordeel.waarde}
    for _, van_onderdeel in groupby(normen, key=lambda norm: norm.onderdeel_id):
        open_ += _zonder_oordeel(list(van_onderdeel), geoordeeld)
    for norm in normen:
        if norm.pk in geoordeeld:
            oordeel = oordelen_per_norm[norm.pk]
            open_ += _normbelemmeringen(norm, oordeel, schaal[oordeel.waarde], bevindingen.get(norm.pk, []))
            # Later the explanation may be closed: what was checked stays checked (uitgangspunten § 20).
            if traject.status in (Status.IN_TOETSING, Status.AANVULLEND_ONDERZOEK):
                open_ += verbeterpunt_zonder_uitleg(norm, oordeel, bevindingen.get(norm.pk, []))
    for bevinding in (een for lijst in bevindingen.values() for een in lijst):
        wat = f"{bevinding.get_soort_display()} bij norm {bevinding.norm.nummer}"
        if not bevinding.tekst.strip():
            open_.append(f"{wat} heeft nog geen tekst.")
        if not bevinding.n:
            open_.append(f"{wat} heeft nog geen grond. Kies waar het op rust.")
    if not aanvullend_onderzoek(traject) and not any(
        een.soort == Bevinding.Soort.STERK for lijst in bevindingen.values() for een in lijst
    ):
        open_.append("Het rapport noemt nog geen sterk punt. Schrijf op waar de organisatie sterk in is.")
    return open_


def _zonder_oordeel(normen, geoordeeld):
    """One sentence about the norms of a part that nobody judged: V1 t/m V4 en V7."""
    reeksen = []
    for open_, reeks in groupby(normen, key=lambda norm: norm.pk not in geoordeeld):
        nummers = [norm.nummer for norm in reeks]
        if open_:
            reeksen += [f"{nummers[0]} t/m {nummers[-1]}"] if len(nummers) > 2 else nummers
    if not reeksen:
        return []
    hebben = "heeft" if len(reeksen) == 1 and " " not in reeksen[0] else "hebben"
    return [f"Norm {opsomming(reeksen)} {hebben} nog geen oordeel."]


def verbeterpunt_zonder_uitleg(norm: Norm, oordeel: Oordeel, bevindingen: Iterable[Bevinding]) -> list[str]:
    """A judgement without a plan beside an improvement point asks for a word of explanation (uitgangspunten § 10)."""
    if not oordeel.waarde or oordeel.toelichting.strip():
        return []
    waarde = oordeel.traject.kaderversie.schaalwaarde(oordeel.waarde)
    if waarde.vraagt_verbeterplan or not waarde.beoordeeld:
        return []
    if not any(een.soort == Bevinding.Soort.VERBETER for een in bevindingen):
        return []
    return [
        f"Bij norm {norm.nummer} staat een verbeterpunt, en het oordeel is '{waarde.label.lower()}'. Klopt dat? "
        "Leg het uit in de toelichting, of kies een ander oordeel."
    ]


def _normbelemmeringen(norm, oordeel, schaalwaarde, bevindingen):
    open_ = []
    if schaalwaarde.beoordeeld and not bevindingen:
        open_.append(f"Het oordeel bij norm {norm.nummer} rust nog op geen enkele bevinding.")
    if schaalwaarde.vraagt_verbeterplan and not any(een.soort == Bevinding.Soort.VERBETER for een in bevindingen):
        open_.append(f"Norm {norm.nummer} is '{schaalwaarde.label.lower()}'. Schrijf erbij wat het verbeterpunt is.")
    if schaalwaarde.vraagt_uitleg and not oordeel.toelichting.strip():
        open_.append(f"Leg bij norm {norm.nummer} uit waarom het oordeel '{schaalwaarde.label.lower()}' is.")
    return open_


def reactie(traject: Traject) -> list[str]:
    """What is open before the reaction can be handed in. No remark at all is fine."""
    versie = Rapportversie.objects.nieuwste_van(traject)
    reacties = {reactie.passage: reactie for reactie in Reactie.objects.filter(versie=versie)}
    return [
        f"Bij passage {passage['nummer']} staat nog niet of het om een feit gaat of om uw mening."
        for passage in passages_van(versie.inhoud)
        if (reactie := reacties.get(passage["sleutel"])) and reactie.tekst.strip() and not reactie.soort
    ]


def beantwoording(traject: Traject, gemaakt: list[Opmerking] | None = None) -> list[str]:
    """What is open before the report can be settled: each remark answered, and the report still whole.

    `gemaakt`: the remarks, when the caller has them already.
    """
    # Both the remarks and what is missing look at the sections.
    prefetch_related_objects([traject], "rapportdelen")
    bevindingen = list(bevindingen_van(traject))
    gemaakt = opmerkingen(traject, bevindingen=bevindingen) if gemaakt is None else gemaakt
    return _antwoorden(gemaakt) + oordelen(traject, bevindingen) + _ontbrekende_delen(traject)


def _antwoorden(gemaakt: list[Opmerking]) -> list[str]:
    open_ = []
    for een in gemaakt:
        if not een.is_beantwoord:
            open_.append(f"De opmerking bij passage {een.passage['nummer']} heeft nog geen antwoord.")
        elif een.rij.tekst.strip() != een.reactie.nieuwe_tekst:
            open_.append(
                f"De tekst van passage {een.passage['nummer']} is na uw antwoord nog veranderd. Kijk uw antwoord na."
            )
    return open_


def verbeterplannen(traject: Traject) -> list[str]:
    """What is open before the plans can be handed in."""
    plannen = Verbeterplan.objects.eigen().met_punten().filter(traject=traject, goedgekeurd_op__isnull=True)
    return [zin for plan in plannen for zin in verbeterplan(plan)]


def verbeterplan(plan: Verbeterplan) -> list[str]:
    """What one plan still needs."""
    wat_mist = [
        woord
        for woord, waarde in (
            ("waardoor het komt", plan.oorzaak.strip()),
            ("wat u gaat doen", plan.actie.strip()),
            ("wat de bewoner ervan merkt", plan.merkbaar.strip()),
            ("wie ervoor zorgt", plan.eigenaar.strip()),
            ("wanneer het klaar is", plan.klaar_op),
        )
        if not waarde
    ]
    if wat_mist:
        return [f"Schrijf in het plan bij norm {plan.normen} nog op: {', '.join(wat_mist)}."]
    if plan.klaar_op <= timezone.localdate():
        return [f"De datum in het plan bij norm {plan.normen} is al geweest. Kies een dag na vandaag."]
    return []


def effect(effect: Effect) -> list[str]:
    """What is open before the effect of a plan can be put on record."""
    open_ = []
    if not effect.waarde:
        open_.append("Kies of het effect te zien is.")
    if not effect.tekst.strip():
        open_.append("Schrijf in een of twee zinnen waaraan u dat zag.")
    return open_


def advies(advies: Advies) -> list[str]:
    """What is open before the advice can be brought out."""
    open_ = []
    if not advies.optie:
        open_.append("Kies welk advies u geeft.")
    if not advies.motivering.strip():
        open_.append("Schrijf waarom u dit adviseert.")
    return open_


def vervolg_vertellen(traject: Traject) -> list[str]:
    """What is open before the progress can be handed in: something told of each condition and plan."""
    punten = Vervolgpunt.objects.van_nu(traject)
    return [f"{punt}: schrijf wat er is gebeurd." for punt in punten if not punt.voortgang.strip()]


def vervolg_beoordelen(traject: Traject) -> list[str]:
    """What is open before the assessors can hand over: a judgement of each point that they look at, and why."""
    open_ = []
    for punt in Vervolgpunt.objects.van_nu(traject):
        if punt.is_voor_toetsers and not punt.oordeel:
            open_.append(f"{punt}: kies een oordeel.")
        if (punt.is_voor_toetsers or punt.oordeel) and not punt.toelichting.strip():
            open_.append(f"{punt}: schrijf waaraan u dat zag.")
    return open_


# What is open in each status, for the party at turn.
OPEN = {
    Status.VOORTGANG: vervolg_vertellen,
    Status.BEOORDELEN: vervolg_beoordelen,
    Status.VOORBEREIDING: zelfevaluatie,
    Status.INGEDIEND: programma,
    Status.GEPLAND: bezetting,
    Status.IN_TOETSING: lambda traject: bezetting(traject) + rapport(traject),
    # A talk that lost its assessor stands above the programme.
    Status.AANVULLEND_ONDERZOEK: rapport,
    Status.WEDERHOOR: reactie,
    Status.REACTIE_VERWERKEN: beantwoording,
    Status.VERBETERPLANNEN: verbeterplannen,
    Status.ADVIES: lambda traject: advies(Advies.objects.filter(traject=traject).latest("pk")),
}

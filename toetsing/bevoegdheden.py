"""Who may do what in an assessment: reasons why not (Dutch sentences; empty list = yes)."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from huisstijl.templatetags.opmaak import opsomming, weekdag
from leden.bevoegdheden import Handeling, rolbelemmeringen
from leden.models import Gebruiker, Lidmaatschap, dezelfde_partij
from normenkader.models import Norm
from toetsing.models import (
    NOTITIES_OPEN,
    PROGRAMMA_OPEN,
    TEAM_SCHRIJFT,
    VERHALEN_OPEN,
    AanvullendOnderzoek,
    Advies,
    Bevinding,
    Effect,
    Gesprek,
    Gesprekstoetser,
    Notitie,
    Oordeel,
    Planuitstel,
    Rapportdeel,
    Rapportversie,
    Reactie,
    Verbeterplan,
    Verhaal,
    Vervolgpunt,
    Voortgang,
    aanvullend_onderzoek,
    trajecten_in_onderzoek,
)
from toetsing.models.programma import laatste_gespreksdag
from toetsing.models.verbeteren import VerbeterplanQuerySet
from toetsing.opmerkingen import Gevraagd, gevraagd
from toetsing.wijzigingen import te_bespreken
from trajecten.bevoegdheden import handelingsbelemmeringen, relatiebelemmeringen
from trajecten.levensloop import GESTOPT, Status, verstreken_zin
from trajecten.models import Toewijzing, Traject, Trajectlocatie
from trajecten.persoonsgegevens import lijkt_een_persoon
from trajecten.termijnen import laatste_dag


def _belemmeringen(
    wie: Lidmaatschap, traject: Traject, handeling: Handeling, statussen: Collection[Status], uitleg: str
) -> list[str]:
    belemmeringen = rolbelemmeringen(wie, handeling) or relatiebelemmeringen(wie, traject)
    if not belemmeringen and traject.status not in statussen:
        belemmeringen.append(uitleg)
    return belemmeringen


def verhaalbelemmeringen(wie: Lidmaatschap, verhaal: Verhaal) -> list[str]:
    return zelfevaluatiebelemmeringen(wie, verhaal.traject)


def zelfevaluatiebelemmeringen(wie: Lidmaatschap, traject: Traject) -> list[str]:
    """Why this membership cannot write in the self-evaluation now."""
    match traject.status:
        case Status.AANGEMELD:
            uitleg = "Schrijven kan zodra de certificerende instelling de aanmelding aanneemt."
        case Status.AANGEHOUDEN:
            uitleg = "Het traject staat stil. U kunt lezen, en pas weer schrijven als het verdergaat."
        case Status.GEWEIGERD | Status.INGETROKKEN | Status.GESTAAKT:
            uitleg = "Dit traject is gestopt. U kunt lezen, niet meer schrijven."
        case _:
            uitleg = "De zelfevaluatie is ingediend. U kunt nog lezen, niet meer schrijven."
    return _belemmeringen(wie, traject, Handeling.VERHAAL_SCHRIJVEN, VERHALEN_OPEN, uitleg)


def programmabelemmeringen(
    wie: Lidmaatschap, traject: Traject, statussen: Collection[Status] = PROGRAMMA_OPEN
) -> list[str]:
    """`statussen`: in which this part of the programme can change."""
    uitleg = "Het programma kan veranderen vanaf de zelfevaluatie tot het einde van de toetsing."
    return _belemmeringen(wie, traject, Handeling.PROGRAMMA_MAKEN, statussen, uitleg)


def bezoekbelemmeringen(traject: Traject, locaties: Collection[Trajectlocatie], waarom: str) -> list[str]:
    """What is visited is part of what is assessed, and the organisation reads why."""
    belemmeringen = [f"{een} hoort niet bij dit traject." for een in locaties if een.traject_id != traject.pk]
    if not locaties:
        belemmeringen.append("Kies minstens één locatie.")
    if not waarom.strip():
        belemmeringen.append("Schrijf waarom u deze locaties kiest.")
    return belemmeringen


def notitiebelemmeringen(
    wie: Lidmaatschap, gesprek: Gesprek, handeling: Handeling = Handeling.NOTITIE_MAKEN
) -> list[str]:
    """The assessors at the talk mend notes and put them with norms until they hand over the report."""
    belemmeringen = _belemmeringen(
        wie, gesprek.traject, handeling, NOTITIES_OPEN, "Notities maken kan tijdens de toetsing."
    ) or _eerder_gevoerd(gesprek)
    if not belemmeringen and wie.gebruiker_id not in {een.toetser_id for een in gesprek.gesprekstoetsers.all()}:
        belemmeringen.append("U zit niet bij dit gesprek. Vraag een toetser die erbij zit.")
    return belemmeringen


def _eerder_gevoerd(gesprek: Gesprek) -> list[str]:
    onderzoek = aanvullend_onderzoek(gesprek.traject)
    if onderzoek and onderzoek.is_ervoor(gesprek):
        return ["Dit gesprek hoort bij het rapport dat er al is. Het blijft zoals het is."]
    return []


def gespreksbelemmeringen(
    wie: Lidmaatschap, gesprek: Gesprek, handeling: Handeling = Handeling.NOTITIE_MAKEN
) -> list[str]:
    """New notes, the people and the summary: as for a note, and only while the talk is open."""
    return notitiebelemmeringen(wie, gesprek, handeling) or afgerondbelemmeringen(gesprek)


def afgerondbelemmeringen(gesprek: Gesprek) -> list[str]:
    return ["Dit gesprek is afgerond."] if gesprek.afgerond_op else []


def notitietekstbelemmeringen(wie: Lidmaatschap, notitie: Notitie) -> list[str]:
    return notitiebelemmeringen(wie, notitie.gesprek)


def kladbelemmeringen(wie: Lidmaatschap, gesprekstoetser: Gesprekstoetser) -> list[str]:
    """The note that someone is typing belongs to that assessor alone."""
    belemmeringen = gespreksbelemmeringen(wie, gesprekstoetser.gesprek)
    if not belemmeringen and gesprekstoetser.toetser_id != wie.gebruiker_id:
        belemmeringen.append("Dit is het kladblok van een collega.")
    return belemmeringen


def bevindingbelemmeringen(wie: Lidmaatschap, rij: Bevinding | Oordeel | Rapportdeel) -> list[str]:
    """Findings, judgements and prose of the report: after a check only what a remark or the committee asks about."""
    return teambelemmeringen_om_te_schrijven(wie, rij.traject, Handeling.BEVINDING_MAKEN) or nagekeken_belemmeringen(
        rij, gevraagd_van(rij.traject)
    )


def gevraagd_van(traject: Traject) -> Gevraagd | AanvullendOnderzoek | None:
    """What is open again of a report: by the remarks of the organisation, or by the committee. None while all of it still is."""
    match traject.status:
        case Status.REACTIE_VERWERKEN:
            return gevraagd(traject)
        case Status.AANVULLEND_ONDERZOEK:
            return aanvullend_onderzoek(traject)
    return None


def nagekeken_belemmeringen(
    rij: Bevinding | Oordeel | Rapportdeel, wat: Gevraagd | AanvullendOnderzoek | None
) -> list[str]:
    """What was checked stays checked (uitgangspunten § 20). `wat`: see `gevraagd_van`."""
    if wat is None or wat.omvat(rij):
        return []
    waar = "deze norm" if isinstance(rij, Oordeel) else "deze passage"
    return [wat.BUITEN.format(waar)]


def normbelemmeringen(traject: Traject, normen: Iterable[Norm | int]) -> list[str]:
    """Why a talk or a note (with norms, or their keys) is not about these: the committee asks about others."""
    if not (onderzoek := aanvullend_onderzoek(traject)):
        return []
    gekozen = {een if isinstance(een, int) else een.pk for een in normen}
    buiten = [
        norm.nummer for norm in traject.kaderversie.normen.filter(pk__in=gekozen).exclude(nummer__in=onderzoek.normen)
    ]
    return [f"De vraag van de beheercommissie gaat niet over {opsomming(buiten)}."] if buiten else []


def rapportdeelbelemmeringen(wie: Lidmaatschap, deel: Rapportdeel) -> list[str]:
    return teambelemmeringen_om_te_schrijven(wie, deel.traject, Handeling.RAPPORT_SCHRIJVEN) or nagekeken_belemmeringen(
        deel, gevraagd_van(deel.traject)
    )


def teambelemmeringen_om_te_schrijven(wie: Lidmaatschap, traject: Traject, handeling: Handeling) -> list[str]:
    return _belemmeringen(
        wie, traject, handeling, TEAM_SCHRIJFT, "Het rapport ligt bij een ander. U kunt nu lezen, niet schrijven."
    )


def controlebelemmeringen(wie: Lidmaatschap, traject: Traject, handeling: Handeling) -> list[str]:
    """Four eyes: who assessed does not check (uitgangspunten § 1)."""
    if traject.toewijzingen.filter(gebruiker=wie.gebruiker, rol=Toewijzing.Trajectrol.TOETSER).exists():
        return [
            "U kunt dit rapport niet controleren, want u hebt het zelf geschreven. "
            f"Vraag een collega die niet bij {traject.organisatie.naam} is geweest."
        ]
    return handelingsbelemmeringen(wie, traject, handeling)


def terugstuurbelemmeringen(wie: Lidmaatschap, traject: Traject) -> list[str]:
    return controlebelemmeringen(wie, traject, Handeling.TERUGSTUREN)


def reactiebelemmeringen(wie: Lidmaatschap, reactie: Reactie) -> list[str]:
    traject = reactie.versie.traject
    klaar = verstreken_zin(traject.verstreken) if traject.verstreken else "De reactie is ingediend."
    belemmeringen = _belemmeringen(
        wie,
        traject,
        Handeling.REAGEREN,
        (Status.WEDERHOOR,),
        f"{klaar} U kunt nog lezen, niet meer schrijven.",
    )
    if not belemmeringen and reactie.versie != Rapportversie.objects.nieuwste_van(reactie.versie.traject):
        belemmeringen.append("Er is een nieuwere versie van het rapport.")
    if not belemmeringen and reactie.passage not in te_bespreken(reactie.versie):
        belemmeringen.append("Deze passage veranderde niet. U reageert nu op wat na uw vorige reactie anders werd.")
    return belemmeringen


def antwoordbelemmeringen(wie: Lidmaatschap, reactie: Reactie) -> list[str]:
    belemmeringen = _belemmeringen(
        wie,
        reactie.versie.traject,
        Handeling.REACTIE_BEANTWOORDEN,
        (Status.REACTIE_VERWERKEN,),
        "Antwoorden kan zodra de organisatie haar reactie heeft ingediend, en totdat het rapport vaststaat.",
    )
    if not belemmeringen and reactie.versie != Rapportversie.objects.vrijgegeven_van(reactie.versie.traject):
        belemmeringen.append("De organisatie las intussen een nieuwere versie, met dit antwoord erbij.")
    return belemmeringen


def antwoordschrijfbelemmeringen(wie: Lidmaatschap, reactie: Reactie) -> list[str]:
    """An answer that the organisation can read does not change under its eyes."""
    belemmeringen = antwoordbelemmeringen(wie, reactie)
    if not belemmeringen and reactie.beantwoord_op:
        belemmeringen.append("De organisatie leest dit antwoord al. Kies 'Wijzig het antwoord' om verder te schrijven.")
    return belemmeringen


def verbeterplanbelemmeringen(wie: Lidmaatschap, plan: Verbeterplan) -> list[str]:
    belemmeringen = _belemmeringen(
        wie,
        plan.traject,
        Handeling.VERBETERPLAN_SCHRIJVEN,
        (Status.VERBETERPLANNEN,),
        "De verbeterplannen zijn ingediend. U kunt nog lezen, niet meer schrijven.",
    )
    if not belemmeringen and plan.goedgekeurd_op:
        belemmeringen.append("De toetsers gingen al akkoord met dit plan. U kunt nog lezen, niet meer schrijven.")
    return belemmeringen or _valt_onder(plan)


def _valt_onder(plan: Verbeterplan) -> list[str]:
    """A point that another plan answers has no plan of its own to write in or to tell about."""
    if not plan.valt_onder:
        return []
    return [
        f"Dit verbeterpunt hoort nu bij het plan bij norm {plan.valt_onder.bevinding.norm.nummer}. Ga naar dat plan."
    ]


def te_kiezen_punten(plan: Verbeterplan) -> VerbeterplanQuerySet:
    """The points that this plan can answer too: open ones of the traject that no other plan answers, nor that answer others."""
    andere = Verbeterplan.objects.filter(traject=plan.traject_id, goedgekeurd_op__isnull=True).exclude(pk=plan.pk)
    vrij = andere.filter(Q(valt_onder__isnull=True) | Q(valt_onder=plan), ook_over__isnull=True)
    return vrij.select_related("bevinding__norm")


def eigenaarbelemmeringen(plan: Verbeterplan, eigenaar: str) -> list[str]:
    """Why this cannot see to a plan: the owner is a function, not a person (uitgangspunten § 6)."""
    namen = Gebruiker.objects.filter(lidmaatschappen__organisatie__in=dezelfde_partij(plan.traject.organisatie_id))
    if lijkt_een_persoon(eigenaar, namen.values_list("naam", flat=True)):
        return ["Dit lijkt een naam of een adres. Schrijf een functie, bijvoorbeeld: teamleider ontmoeting."]
    return []


def datumbelemmeringen(klaar_op: date) -> list[str]:
    """A plan is done on a day that lies ahead."""
    if klaar_op > timezone.localdate():
        return []
    return [f"{date_format(klaar_op, 'j F Y')} is al geweest. Kies een dag na vandaag."]


def voortgangsbelemmeringen(wie: Lidmaatschap, plan: Verbeterplan) -> list[str]:
    """Progress can be told from the agreement on, also long after the decision."""
    belemmeringen = rolbelemmeringen(wie, Handeling.VOORTGANG_MELDEN) or relatiebelemmeringen(wie, plan.traject)
    if not belemmeringen and not plan.goedgekeurd_op:
        belemmeringen.append("Voortgang melden kan als de toetsers akkoord zijn met het plan.")
    return belemmeringen or _valt_onder(plan)


def voortgangsantwoordbelemmeringen(wie: Lidmaatschap, voortgang: Voortgang) -> list[str]:
    """Why this person cannot write or give the answer."""
    handeling = Handeling.VOORTGANG_BEANTWOORDEN
    belemmeringen = rolbelemmeringen(wie, handeling) or relatiebelemmeringen(wie, voortgang.traject)
    if not belemmeringen and voortgang.beantwoord_op:
        belemmeringen.append("Hierop is al geantwoord. Laad de pagina opnieuw om het antwoord te lezen.")
    return belemmeringen


def planuitstelbelemmeringen(wie: Lidmaatschap, plan: Verbeterplan) -> list[str]:
    """Why this person cannot ask another day for a plan."""
    belemmeringen = rolbelemmeringen(wie, Handeling.PLANUITSTEL_VRAGEN) or relatiebelemmeringen(wie, plan.traject)
    return belemmeringen or _valt_onder(plan) or geen_andere_dag(plan)


def geen_andere_dag(plan: Verbeterplan) -> list[str]:
    """Why nobody can ask another day for this plan now; until the agreement one simply writes another."""
    if plan.traject.status in GESTOPT:
        return ["Dit traject is gestopt."]
    if not plan.goedgekeurd_op:
        return ["Een andere dag vragen kan als de toetsers akkoord zijn met het plan."]
    if any(melding.is_klaar for melding in plan.voortgang.all()):
        return ["U meldde al dat dit plan klaar is."]
    if any(not uitstel.antwoord for uitstel in plan.uitstellen.all()):
        return ["U vroeg al om een andere dag. Wacht op het antwoord."]
    return []


def andere_dag_belemmeringen(plan: Verbeterplan, nieuw: date) -> list[str]:
    """Why this cannot be the other day for an agreed plan."""
    nu = max(filter(None, (plan.klaar_op, timezone.localdate())))
    return [] if nieuw > nu else [f"Kies een dag na {weekdag(nu)}."]


def planuitstelantwoordbelemmeringen(wie: Lidmaatschap, uitstel: Planuitstel) -> list[str]:
    """Why this person cannot say yes or no to another day."""
    handeling = Handeling.PLANUITSTEL_BEANTWOORDEN
    belemmeringen = rolbelemmeringen(wie, handeling) or relatiebelemmeringen(wie, uitstel.traject)
    if not belemmeringen and uitstel.antwoord:
        belemmeringen.append("Hierop is al geantwoord. Laad de pagina opnieuw om het antwoord te lezen.")
    return belemmeringen


def effectbelemmeringen(wie: Lidmaatschap, effect: Effect) -> list[str]:
    """Why this person cannot write or put on record what is to be seen of a plan.

    The team of a traject under way of the same organisation can; the team of the plan's own traject from the day of the plan on.
    """
    handeling, plan = Handeling.EFFECT_VASTLEGGEN, effect.plan
    belemmeringen = rolbelemmeringen(wie, handeling) or relatiebelemmeringen(wie, effect.traject)
    if belemmeringen or (belemmeringen := _valt_onder(plan)):
        return belemmeringen
    if effect.gezien_op:
        return ["Uw team legde dit al vast. Laad de pagina opnieuw om het te lezen."]
    if effect.traject_id != plan.traject_id:
        eerder = Verbeterplan.objects.eerder_bij(trajecten_in_onderzoek(wie).filter(pk=effect.traject_id))
        return [] if eerder.filter(pk=plan.pk).exists() else ["Dit plan hoort niet bij de organisatie die u nu toetst."]
    if not plan.goedgekeurd_op or not plan.klaar_op:
        return ["Het effect bekijken kan als u akkoord bent met het plan en het klaar zou zijn."]
    if plan.klaar_op > timezone.localdate():
        return [f"Het plan is klaar op {weekdag(plan.klaar_op)}. Vanaf die dag legt u vast wat u zag."]
    return []


def adviesbelemmeringen(wie: Lidmaatschap, advies: Advies) -> list[str]:
    return _belemmeringen(
        wie, advies.traject, Handeling.ADVIES_SCHRIJVEN, (Status.ADVIES,), "Het advies is uitgebracht en staat vast."
    )


def vertelbelemmeringen(wie: Lidmaatschap, punt: Vervolgpunt) -> list[str]:
    """Why this membership cannot write what happened with a condition or a plan."""
    traject = punt.traject
    klaar = verstreken_zin(traject.verstreken) if traject.verstreken else "De voortgang is ingediend."
    return _belemmeringen(
        wie,
        traject,
        Handeling.VERVOLG_SCHRIJVEN,
        (Status.VOORTGANG,),
        f"{klaar} U kunt nog lezen, niet meer schrijven.",
    ) or _eerdere_ronde(punt)


def vervolgoordeelbelemmeringen(wie: Lidmaatschap, punt: Vervolgpunt) -> list[str]:
    """Why this membership cannot judge a condition or a plan."""
    uitleg = "Oordelen kan als de voortgang is ingediend en het team er is, en totdat de oordelen zijn opgeleverd."
    return _belemmeringen(
        wie, punt.traject, Handeling.VERVOLG_BEOORDELEN, (Status.BEOORDELEN,), uitleg
    ) or _eerdere_ronde(punt)


def _eerdere_ronde(punt: Vervolgpunt) -> list[str]:
    """What was judged before the committee gave more time, stays as it was."""
    return ["Dit is van een eerdere ronde en ligt vast."] if punt.opgeleverd_op else []


def houdbaarheidsbelemmeringen(traject: Traject, op: date) -> list[str]:
    """Why an assessment is too old to be decided on that day: the framework says how long after the last talk it can be."""
    laatste = laatste_gespreksdag(traject)
    houdbaar = traject.kaderversie.termijnen.get("houdbaarheid")
    if laatste is None or houdbaar is None:
        return []
    tot = laatste_dag(houdbaar.aantal, houdbaar.eenheid, laatste)
    if op <= tot:
        return []
    return [
        f"Het laatste gesprek was op {weekdag(laatste)}. Op de agenda kan tot {houdbaar} daarna, dus tot en met {weekdag(tot)}."
    ]

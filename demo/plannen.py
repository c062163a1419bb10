"""How plans live on in the demo: progress with a story and a document, another day, and what the next team saw."""

from datetime import timedelta

from django.utils import timezone

from demo.documenten import Stuk, bestand
from toetsing.handelingen import verbeterplannen
from toetsing.models import Effect, Verbeterplan
from trajecten.handelingen import document_toevoegen
from trajecten.levensloop import Status
from trajecten.models import Traject

VERSLAG = Stuk(
    "Verslag van het jaargesprek met bewoners",
    "Op de eerste bladzijde staat wat bewoners merken van dit plan.",
    (),
    "Met negen bewoners keken wij terug op het plan. Zeven merken verschil. Twee nog niet, en met hen maakten wij een afspraak voor over"
    " drie maanden.",
)
# What the next team saw, by the key of the norm.
EFFECTEN = {
    "klachten": (
        Effect.Waarde.ZICHTBAAR,
        "Op het bord in de hal hangt wat er veranderde. Twee bewoners wezen hun eigen punt aan.",
    ),
    "afspraken": (
        Effect.Waarde.ZICHTBAAR,
        "In de dossiers die wij bekeken, stonden de afspraken, vaak in de woorden van de bewoner.",
    ),
    "vrijwilligers": (
        Effect.Waarde.DEELS,
        "Ervaren vrijwilligers hadden een jaargesprek. Wie korter meedoet, kende het niet.",
    ),
    "te_vinden": (
        Effect.Waarde.ZICHTBAAR,
        "Wij volgden de borden en stonden meteen goed. Een nieuwe bezoeker zei hetzelfde.",
    ),
}


def voortgang_melden(weg):
    """How the plans are going, some time afterwards; the first one may be ready."""
    yield weg.moment(-weg.boek.voortgang, 4)
    stukken = [_verslag(weg)] if weg.boek.andere_dag else []
    for nummer, plan in enumerate(_plannen(weg)):
        stof = weg.verbeterpunt(plan.bevinding.norm.sleutel)
        verbeterplannen.voortgang_melden(
            weg.schrijver,
            plan,
            tekst=weg.met_woorden(stof.voortgang),
            verhaal=stof.veranderd,
            documenten=stukken if nummer == 0 else [],
            is_klaar=weg.boek.plannen_klaar or nummer == 2,
        )


def _plannen(weg):
    return Verbeterplan.objects.eigen().filter(traject=weg.traject).select_related("bevinding__norm", "traject")


def _verslag(weg):
    """A document that shows how a plan goes, added after the award."""
    traject = Traject.objects.get(pk=weg.traject.pk)
    return document_toevoegen(
        weg.schrijver,
        traject,
        titel=VERSLAG.titel,
        leeswijzer=VERSLAG.leeswijzer,
        bestand=bestand(VERSLAG, weg.lid.naam, weg.lid.woorden),
        normen=[],
    )


def andere_dag_vragen(weg):
    """The first plan takes longer; the planner says yes, or has still to answer."""
    gevraagd, *beantwoord = weg.boek.andere_dag
    yield weg.moment(-gevraagd, 3)
    plan = _plannen(weg).first()
    uitstel = verbeterplannen.planuitstel_vragen(
        weg.schrijver,
        plan,
        nieuw=max(plan.klaar_op, timezone.localdate()) + timedelta(days=120),
        reden="De verbouwing begon twee maanden later. Tot die klaar is, is er geen ruimte om met elkaar te zitten.",
    )
    for dag in beantwoord:
        yield weg.moment(-dag, 4)
        verbeterplannen.planuitstel_beantwoorden(
            weg.planner, uitstel, akkoord=True, uitleg="Begrijpelijk. Houd bewoners op de hoogte."
        )


def effect_vastleggen(weg):
    """The team looks at what came of the plans of the former traject."""
    hier = Traject.objects.filter(pk=weg.traject.pk)
    eerder = list(Verbeterplan.objects.eerder_bij(hier).select_related("bevinding__norm"))
    if eerder:
        yield weg.moment(weg.begin[Status.INTERNE_CONTROLE] - 2, 2)
    for plan in eerder:
        waarde, tekst = EFFECTEN[plan.bevinding.norm.sleutel]
        effect = Effect.objects.create(plan=plan, traject=weg.traject, waarde=waarde, tekst=tekst)
        verbeterplannen.effect_vastleggen(weg.teamleider, effect)

"""Who hears of what happens in the assessment: rows of the table in `berichten.regels`."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from berichten.kalender import AFSPRAKEN
from berichten.regels import MOMENTEN, ONVERTELD, ONVERTELD_AAN, REGELS, Inhoud, Moment, Onverteld, Regel
from leden.bevoegdheden import Handeling
from leden.models import Gebeurtenis
from toetsing.afspraken import van_het_programma
from toetsing.models import BIJNA_KLAAR, Planuitstel, Toetsdag, Verbeterplan, Vervolgpunt
from trajecten.brieven import OP_DE_LIJST, ZELF_GEDAAN, inhoud, op_bladzijde
from trajecten.levensloop import Status
from trajecten.models import Traject
from trajecten.ontvangers import BUREAU, CONTROLEUR, ORGANISATIE, PLANNER, SECRETARIS, TEAM, TOETSERS

# So many days before the first day of an assessment everybody hears that it comes; a few days later still, for when no worker ran.
VOORAF = timedelta(days=7)
NOG_STEEDS = timedelta(days=3)


def _met_eerste_dag(traject: Traject, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    """About the programme: where it stands, and the first day, until which there is time to prepare."""
    basis = inhoud(traject, regel, gebeurtenis)
    dag = _eerste_dag(traject)
    pad = reverse("programma", args=[traject.nummer])
    return replace(basis, pad=pad, termijn=dag, gegevens=basis.gegevens | {"eerste_dag": dag})


def _eerste_dag(traject: Traject) -> date | None:
    eerste = traject.toetsdagen.first()
    return eerste.datum if eerste else None


def _eerste_dagen(vandaag: date) -> Iterator[Moment]:
    """The assessments that begin in a week."""
    dagen = Toetsdag.objects.filter(traject__status=Status.GEPLAND, datum__lte=vandaag + VOORAF)
    for toetsdag in dagen.filter(datum__gte=vandaag + VOORAF - NOG_STEEDS).select_related("traject"):
        if toetsdag.datum == _eerste_dag(toetsdag.traject):
            onderwerp = toetsdag.traject.onderwerp
            for brief in ("toetsdag_komt", "toetsdag_komt_team"):
                yield Moment(brief, onderwerp, f"{onderwerp} eerste dag {toetsdag.datum} {brief}")


# How many days before the day of a plan or a condition the organisation hears of it: in two weeks, and when the day has passed.
PLANBRIEVEN = {"plan_bijna_klaar": BIJNA_KLAAR, "plan_te_laat": timedelta(days=-1)}
VOORWAARDEBRIEVEN = {"voorwaarde_bijna_om": BIJNA_KLAAR, "voorwaarde_te_laat": timedelta(days=-1)}


def _plandagen(vandaag: date) -> Iterator[Moment]:
    return _rond_de_dag(vandaag, PLANBRIEVEN, Verbeterplan.objects.te_melden(), "klaar_op", "plannen")


def _voorwaardedagen(vandaag: date) -> Iterator[Moment]:
    rijen = Vervolgpunt.objects.te_vertellen()
    return _rond_de_dag(vandaag, VOORWAARDEBRIEVEN, rijen, "voorwaarde__uiterlijk", "voorwaarden")


def _rond_de_dag(
    vandaag: date, brieven: dict[str, timedelta], rijen: QuerySet[Any], veld: str, wat: str
) -> Iterator[Moment]:
    """Those that are due by the day in this field; those of one traject for one day are one letter."""
    for brief, vooraf in brieven.items():
        dag = vandaag + vooraf
        rond = rijen.filter(**{f"{veld}__range": (dag - NOG_STEEDS, dag)}).order_by(veld)
        for nummer, om in rond.values_list("traject__nummer", veld).distinct():
            onderwerp = f"traject {nummer}"
            yield Moment(brief, onderwerp, f"{onderwerp} {wat} {om} {brief}")


def _op_de_plannen(traject: Traject, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    basis = op_bladzijde("verbeterplannen")(traject, regel, gebeurtenis)
    return _met_dag(basis, regel, Verbeterplan.objects.te_melden().filter(traject=traject), "klaar_op")


def _op_de_voorwaarden(traject: Traject, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    basis = op_bladzijde("vervolg")(traject, regel, gebeurtenis)
    return _met_dag(basis, regel, Vervolgpunt.objects.te_vertellen().filter(traject=traject), "voorwaarde__uiterlijk")


def _met_dag(basis: Inhoud, regel: Regel, rijen: QuerySet[Any], veld: str) -> Inhoud:
    """With the first day of these that is to come, or that has passed."""
    kant = "lt" if regel.brief.endswith("_te_laat") else "gte"
    op_volgorde = rijen.filter(**{f"{veld}__{kant}": timezone.localdate()}).order_by(veld)
    eerste = op_volgorde.values_list(veld, flat=True).first()
    return replace(basis, termijn=eerste, gegevens=basis.gegevens | {"om": eerste})


MOMENTEN += [_eerste_dagen, _plandagen, _voorwaardedagen]
AFSPRAKEN.append(van_het_programma)

_IN_EEN_WEEK = "zeven dagen voor de eerste toetsdag"
REGELS += [
    Regel("zelfevaluatie_ingediend", PLANNER, Handeling.ZELFEVALUATIE_INDIENEN, naar=Status.INGEDIEND, is_beurt=True),
    Regel("zelfevaluatie_ontvangen", ORGANISATIE, Handeling.ZELFEVALUATIE_INDIENEN, is_bundel=True),
    Regel(
        "zelfevaluatie_te_lezen",
        TOETSERS,
        Handeling.ZELFEVALUATIE_INDIENEN,
        is_bundel=True,
        inhoud=op_bladzijde("zelfevaluatie"),
    ),
    Regel(
        "programma_vast_toetsers",
        TOETSERS,
        Handeling.PROGRAMMA_VASTSTELLEN,
        naar=Status.GEPLAND,
        is_beurt=True,
        met_agenda=True,
        inhoud=_met_eerste_dag,
    ),
    Regel("programma_vast", ORGANISATIE, Handeling.PROGRAMMA_VASTSTELLEN, met_agenda=True, inhoud=_met_eerste_dag),
    *(
        Regel(
            brief,
            partij,
            Handeling.PROGRAMMA_MAKEN,
            is_bundel=True,
            met_agenda=True,
            inhoud=op_bladzijde("programma"),
            woorden="programma_gewijzigd",
        )
        for brief, partij in (
            ("programma_gewijzigd", ORGANISATIE),
            ("programma_gewijzigd_toetsers", TOETSERS),
            ("programma_gewijzigd_planner", PLANNER),
        )
    ),
    Regel("toetsdag_komt", ORGANISATIE, moment=_IN_EEN_WEEK, met_agenda=True, inhoud=_met_eerste_dag),
    Regel("toetsdag_komt_team", TEAM, moment=_IN_EEN_WEEK, met_agenda=True, inhoud=_met_eerste_dag),
    Regel("toetsing_gestart", TOETSERS, Handeling.TOETSING_STARTEN, naar=Status.IN_TOETSING, is_beurt=True),
    Regel("toetsing_gestart_organisatie", ORGANISATIE, Handeling.TOETSING_STARTEN, is_bundel=True),
    Regel("rapport_opgeleverd", CONTROLEUR, Handeling.RAPPORT_OPLEVEREN, naar=Status.INTERNE_CONTROLE, is_beurt=True),
    Regel("rapport_opgeleverd_organisatie", ORGANISATIE, Handeling.RAPPORT_OPLEVEREN, is_bundel=True),
    Regel("rapport_opgeleverd_toetsers", TOETSERS, Handeling.RAPPORT_OPLEVEREN, is_bundel=True),
    Regel("concept_vrijgegeven", ORGANISATIE, Handeling.VRIJGEVEN, naar=Status.WEDERHOOR, is_beurt=True),
    Regel("concept_vrijgegeven_toetsers", TOETSERS, Handeling.VRIJGEVEN, naar=Status.WEDERHOOR, is_bundel=True),
    Regel("rapport_vrijgegeven", TOETSERS, Handeling.VRIJGEVEN, naar=Status.REACTIE_VERWERKEN, is_beurt=True),
    *(
        Regel("rapport_teruggestuurd", TOETSERS, Handeling.TERUGSTUREN, naar=status, is_beurt=True)
        for status in (Status.IN_TOETSING, Status.AANVULLEND_ONDERZOEK, Status.REACTIE_VERWERKEN)
    ),
    Regel("reactie_ingediend", TOETSERS, Handeling.REACTIE_INDIENEN, naar=Status.REACTIE_VERWERKEN, is_beurt=True),
    Regel("reactie_ontvangen", ORGANISATIE, Handeling.REACTIE_INDIENEN, is_bundel=True),
    Regel(
        "rapport_vast_plannen",
        ORGANISATIE,
        Handeling.RAPPORT_VASTSTELLEN,
        naar=Status.VERBETERPLANNEN,
        is_beurt=True,
    ),
    Regel("rapport_vast", ORGANISATIE, Handeling.RAPPORT_VASTSTELLEN, naar=Status.ADVIES),
    Regel("rapport_vast_planner", PLANNER, Handeling.RAPPORT_VASTSTELLEN, naar=Status.ADVIES, is_beurt=True),
    Regel(
        "plannen_ingediend",
        TOETSERS,
        Handeling.VERBETERPLANNEN_INDIENEN,
        naar=Status.PLANNEN_BEOORDELEN,
        is_beurt=True,
    ),
    Regel("plannen_ontvangen", ORGANISATIE, Handeling.VERBETERPLANNEN_INDIENEN, is_bundel=True),
    Regel("plannen_akkoord_planner", PLANNER, Handeling.VERBETERPLANNEN_GOEDKEUREN, naar=Status.ADVIES, is_beurt=True),
    Regel("plannen_akkoord", ORGANISATIE, Handeling.VERBETERPLANNEN_GOEDKEUREN, inhoud=op_bladzijde("verbeterplannen")),
    Regel(
        "plannen_teruggestuurd",
        ORGANISATIE,
        Handeling.VERBETERPLANNEN_TERUGSTUREN,
        naar=Status.VERBETERPLANNEN,
        is_beurt=True,
    ),
    Regel(
        "voortgang_gemeld",
        PLANNER,
        Handeling.VOORTGANG_MELDEN,
        is_bundel=True,
        inhoud=op_bladzijde("verbeterplannen"),
    ),
    Regel(
        "voortgang_beantwoord",
        ORGANISATIE,
        Handeling.VOORTGANG_BEANTWOORDEN,
        is_bundel=True,
        inhoud=op_bladzijde("verbeterplannen"),
    ),
    Regel(
        "planuitstel_gevraagd",
        PLANNER,
        Handeling.PLANUITSTEL_VRAGEN,
        als=lambda traject, _: Planuitstel.objects.open().filter(plan__traject=traject).exists(),
        inhoud=op_bladzijde("verbeterplannen"),
    ),
    Regel(
        "planuitstel_beantwoord",
        ORGANISATIE,
        Handeling.PLANUITSTEL_BEANTWOORDEN,
        inhoud=op_bladzijde("verbeterplannen"),
    ),
    Regel(
        "effect_vastgelegd",
        ORGANISATIE,
        Handeling.EFFECT_VASTLEGGEN,
        is_bundel=True,
        inhoud=op_bladzijde("verbeterplannen"),
    ),
    Regel("plan_bijna_klaar", ORGANISATIE, moment="14 dagen voor de dag van een verbeterplan", inhoud=_op_de_plannen),
    Regel("plan_te_laat", ORGANISATIE, moment="de dag na de dag van een verbeterplan", inhoud=_op_de_plannen),
    Regel(
        "voorwaarde_bijna_om",
        ORGANISATIE,
        moment="14 dagen voor de dag van een voorwaarde",
        inhoud=_op_de_voorwaarden,
    ),
    Regel(
        "voorwaarde_te_laat",
        ORGANISATIE,
        moment="de dag na de dag van een voorwaarde",
        inhoud=_op_de_voorwaarden,
    ),
    Regel("vervolg_gepland", ORGANISATIE, Handeling.VERVOLG_PLANNEN, naar=Status.VOORTGANG, is_beurt=True),
    Regel("vervolg_gepland_planner", PLANNER, Handeling.VERVOLG_PLANNEN, is_bundel=True),
    Regel("vervolg_ingediend", PLANNER, Handeling.VERVOLG_INDIENEN, naar=Status.VOORTGANG_INGEDIEND, is_beurt=True),
    Regel("vervolg_ontvangen", ORGANISATIE, Handeling.VERVOLG_INDIENEN, is_bundel=True),
    Regel("vervolg_te_beoordelen", TOETSERS, Handeling.VERVOLGTEAM_KIEZEN, naar=Status.BEOORDELEN, is_beurt=True),
    Regel("vervolgteam_gekozen", ORGANISATIE, Handeling.VERVOLGTEAM_KIEZEN, is_bundel=True),
    Regel("vervolg_opgeleverd", PLANNER, Handeling.VERVOLG_OPLEVEREN, naar=Status.ADVIES, is_beurt=True),
    Regel("vervolg_opgeleverd_organisatie", ORGANISATIE, Handeling.VERVOLG_OPLEVEREN, is_bundel=True),
    Regel("advies_uitgebracht", SECRETARIS, Handeling.ADVIES_UITBRENGEN, naar=Status.VOORGEDRAGEN, is_beurt=True),
    Regel("voorgedragen", ORGANISATIE, Handeling.ADVIES_UITBRENGEN, is_bundel=True),
    Regel("voorgedragen_team", TEAM, Handeling.ADVIES_UITBRENGEN, is_bundel=True),
]

_SCHRIJVEN = (
    "Wie samen schrijft, ziet het op de bladzijde zelf; een ander leest het als het is ingediend of vrijgegeven."
)
ONVERTELD |= dict.fromkeys(
    (
        Handeling.VERHAAL_SCHRIJVEN,
        Handeling.NOTITIE_MAKEN,
        Handeling.GESPREK_AFRONDEN,
        Handeling.BEVINDING_MAKEN,
        Handeling.OORDELEN,
        Handeling.RAPPORT_SCHRIJVEN,
        Handeling.REAGEREN,
        Handeling.REACTIE_BEANTWOORDEN,
        Handeling.VERBETERPLAN_SCHRIJVEN,
        Handeling.ADVIES_SCHRIJVEN,
        Handeling.VERVOLG_SCHRIJVEN,
        Handeling.VERVOLG_BEOORDELEN,
    ),
    _SCHRIJVEN,
)
# What happens to a plan long after the agreement.
VOLGEN = (Handeling.PLANUITSTEL_VRAGEN, Handeling.PLANUITSTEL_BEANTWOORDEN, Handeling.EFFECT_VASTLEGGEN)
# Every act of this room of which somebody hears.
VERTELD = (
    Handeling.ZELFEVALUATIE_INDIENEN,
    Handeling.PROGRAMMA_VASTSTELLEN,
    Handeling.PROGRAMMA_MAKEN,
    Handeling.TOETSING_STARTEN,
    Handeling.RAPPORT_OPLEVEREN,
    Handeling.VRIJGEVEN,
    Handeling.TERUGSTUREN,
    Handeling.REACTIE_INDIENEN,
    Handeling.RAPPORT_VASTSTELLEN,
    Handeling.VERBETERPLANNEN_INDIENEN,
    Handeling.VERBETERPLANNEN_GOEDKEUREN,
    Handeling.VERBETERPLANNEN_TERUGSTUREN,
    Handeling.VOORTGANG_MELDEN,
    Handeling.VOORTGANG_BEANTWOORDEN,
    *VOLGEN,
    Handeling.VERVOLG_PLANNEN,
    Handeling.VERVOLG_INDIENEN,
    Handeling.VERVOLGTEAM_KIEZEN,
    Handeling.VERVOLG_OPLEVEREN,
    Handeling.ADVIES_UITBRENGEN,
)
_VOLGT = "Ziet in de lijst hoe ver het is, en hoort het als er iets te doen is."
ONVERTELD_AAN += [
    Onverteld(BUREAU, VERTELD, OP_DE_LIJST),
    Onverteld(
        SECRETARIS,
        tuple(handeling for handeling in VERTELD if handeling != Handeling.ADVIES_UITBRENGEN),
        "Ziet een traject pas als het is voorgedragen.",
    ),
    Onverteld(
        PLANNER,
        (
            Handeling.TOETSING_STARTEN,
            Handeling.RAPPORT_OPLEVEREN,
            Handeling.VRIJGEVEN,
            Handeling.TERUGSTUREN,
            Handeling.REACTIE_INDIENEN,
            Handeling.VERBETERPLANNEN_INDIENEN,
            Handeling.VERBETERPLANNEN_TERUGSTUREN,
        ),
        _VOLGT,
    ),
    Onverteld(PLANNER, (Handeling.RAPPORT_VASTSTELLEN,), _VOLGT, naar=Status.VERBETERPLANNEN),
    Onverteld(
        PLANNER,
        (Handeling.PROGRAMMA_VASTSTELLEN, Handeling.VOORTGANG_BEANTWOORDEN, Handeling.ADVIES_UITBRENGEN),
        ZELF_GEDAAN,
    ),
    Onverteld(
        ORGANISATIE,
        (Handeling.VRIJGEVEN,),
        "Er staat niets in dat slechter is dan in het concept dat zij las; zij hoort het als het rapport vaststaat.",
        naar=Status.REACTIE_VERWERKEN,
    ),
    Onverteld(ORGANISATIE, (Handeling.TERUGSTUREN,), "Dit is werk binnen de certificerende instelling."),
    Onverteld(ORGANISATIE, (Handeling.VOORTGANG_MELDEN, Handeling.PLANUITSTEL_VRAGEN), ZELF_GEDAAN),
    Onverteld(PLANNER, (Handeling.PLANUITSTEL_BEANTWOORDEN,), ZELF_GEDAAN),
    Onverteld(PLANNER, (Handeling.EFFECT_VASTLEGGEN,), "Leest het bij het plan; er is niets te doen."),
    Onverteld(TOETSERS, (Handeling.EFFECT_VASTLEGGEN,), ZELF_GEDAAN),
    Onverteld(CONTROLEUR, VOLGEN, "De controle is geweest; dit gaat over de tijd daarna."),
    Onverteld(
        CONTROLEUR,
        (
            Handeling.ZELFEVALUATIE_INDIENEN,
            Handeling.PROGRAMMA_VASTSTELLEN,
            Handeling.PROGRAMMA_MAKEN,
            Handeling.TOETSING_STARTEN,
        ),
        "Leest mee vanaf het conceptrapport, en hoort dat.",
    ),
    Onverteld(CONTROLEUR, (Handeling.VRIJGEVEN, Handeling.TERUGSTUREN), ZELF_GEDAAN),
    Onverteld(
        CONTROLEUR,
        (
            Handeling.REACTIE_INDIENEN,
            Handeling.RAPPORT_VASTSTELLEN,
            Handeling.VERBETERPLANNEN_INDIENEN,
            Handeling.VERBETERPLANNEN_GOEDKEUREN,
            Handeling.VERBETERPLANNEN_TERUGSTUREN,
            Handeling.VOORTGANG_MELDEN,
            Handeling.VOORTGANG_BEANTWOORDEN,
        ),
        "De controle is geweest; verandert er nog een oordeel of bevinding, dan komt het rapport terug.",
    ),
    Onverteld(
        TOETSERS,
        (
            Handeling.RAPPORT_VASTSTELLEN,
            Handeling.VERBETERPLANNEN_GOEDKEUREN,
            Handeling.VERBETERPLANNEN_TERUGSTUREN,
        ),
        ZELF_GEDAAN,
    ),
    Onverteld(
        TEAM,
        (Handeling.VERVOLG_PLANNEN, Handeling.VERVOLG_INDIENEN),
        "Er is nog geen team, of het wordt opnieuw gekozen.",
    ),
    Onverteld(PLANNER, (Handeling.VERVOLGTEAM_KIEZEN,), ZELF_GEDAAN),
    Onverteld(TOETSERS, (Handeling.VERVOLG_OPLEVEREN,), ZELF_GEDAAN),
    Onverteld(
        CONTROLEUR,
        (Handeling.VERVOLGTEAM_KIEZEN, Handeling.VERVOLG_OPLEVEREN),
        "Een vervolgonderzoek heeft geen interne controle.",
    ),
    Onverteld(
        TOETSERS,
        (
            Handeling.VOORTGANG_MELDEN,
            Handeling.VOORTGANG_BEANTWOORDEN,
            Handeling.PLANUITSTEL_VRAGEN,
            Handeling.PLANUITSTEL_BEANTWOORDEN,
        ),
        "Hun werk is klaar; de planner volgt hoe het met de plannen gaat.",
    ),
]

"""Improvement plans and conditions on Mijn werk: those that are due, for the organisation; progress and other days to answer, for the
certifier."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone

from huisstijl.templatetags.opmaak import meervoud
from kwaliteitslabel.werk.werkvoorraad import Werk
from leden.bevoegdheden import Handeling, heeft_rol
from leden.models import Lidmaatschap
from toetsing.models import BIJNA_KLAAR, Planuitstel, Verbeterplan, Vervolgpunt


def plannenwerk(wie: Lidmaatschap) -> list[Werk]:
    """A row per traject with plans or conditions that are due, or with progress or another day that waits for an answer. One query."""
    if heeft_rol(wie, Handeling.VOORTGANG_MELDEN):
        return _te_melden(wie)
    if heeft_rol(wie, Handeling.VOORTGANG_BEANTWOORDEN):
        return _voor_de_planner(wie)
    return []


def te_doen_per_traject(wie: Lidmaatschap) -> list[QuerySet[Any]]:
    """The same, to count: of each kind a row per traject."""
    if heeft_rol(wie, Handeling.VOORTGANG_MELDEN):
        return [_bijna(_plannen(wie), "klaar_op"), _bijna(_voorwaarden(wie), "voorwaarde__uiterlijk")]
    if heeft_rol(wie, Handeling.VOORTGANG_BEANTWOORDEN):
        return [Verbeterplan.objects.van_zelf(wie).filter(een) for een in (WACHT, _vraagt_een_dag())]
    return []


def _plannen(wie: Lidmaatschap) -> QuerySet[Verbeterplan]:
    return Verbeterplan.objects.van_zelf(wie).te_melden()


def _voorwaarden(wie: Lidmaatschap) -> QuerySet[Vervolgpunt]:
    return Vervolgpunt.objects.van_zelf(wie).te_vertellen()


def _bijna(rijen: QuerySet[Any], veld: str) -> QuerySet[Any]:
    """Those of which the day in this field is near, or has passed."""
    return rijen.filter(**{f"{veld}__lte": timezone.localdate() + BIJNA_KLAAR})


def _te_melden(wie: Lidmaatschap) -> list[Werk]:
    plannen = _per_traject(_plannen(wie), "klaar_op", "plannen")
    voorwaarden = _per_traject(_voorwaarden(wie), "voorwaarde__uiterlijk", "voorwaarden")
    rijen = plannen.union(voorwaarden, all=True).order_by("eerste", "traject__nummer")
    return [OM_EEN_DAG[rij["wat"]](rij["traject__nummer"], rij["aantal"], rij["eerste"]) for rij in rijen]


def _per_traject(rijen: QuerySet[Any], veld: str, wat: str) -> QuerySet[Any, dict[str, Any]]:
    """How many are due in each, by the day in this field, and the first day."""
    om = _bijna(rijen, veld).order_by().values("traject__nummer")
    return om.annotate(aantal=Count("pk"), eerste=Min(veld), wat=Value(wat)).values(
        "traject__nummer", "aantal", "eerste", "wat"
    )


def _over_plannen(nummer: str, aantal: int, eerste: date) -> Werk:
    return Werk(
        titel=f"Meld hoe het staat met {meervoud(aantal, 'verbeterplan', 'verbeterplannen')}",
        zin=f"Traject {nummer}. Is het klaar, meld dat dan erbij. Lukt de dag niet, vraag dan een andere.",
        url=reverse("verbeterplannen", args=[nummer]),
        knop="Ga naar de plannen",
        termijn=eerste,
    )


def _over_voorwaarden(nummer: str, aantal: int, eerste: date) -> Werk:
    return Werk(
        titel=f"Vertel over {meervoud(aantal, 'voorwaarde', 'voorwaarden')} wat er is gebeurd",
        zin=f"Vervolgonderzoek {nummer}. De beheercommissie gaf er een eigen dag voor.",
        url=reverse("vervolg", args=[nummer]),
        knop="Ga naar de voorwaarden",
        termijn=eerste,
    )


OM_EEN_DAG = {"plannen": _over_plannen, "voorwaarden": _over_voorwaarden}


# Progress without an answer.
WACHT = Q(voortgang__gemeld_op__isnull=False, voortgang__beantwoord_op__isnull=True)


def _vraagt_een_dag() -> Q:
    return Q(uitstellen__in=Planuitstel.objects.open())


def _voor_de_planner(wie: Lidmaatschap) -> list[Werk]:
    wacht, vraagt = WACHT, _vraagt_een_dag()
    per_traject = (
        Verbeterplan.objects.van_zelf(wie)
        .filter(wacht | vraagt)
        .order_by()
        .values("traject__nummer", "traject__organisatie__naam")
        .annotate(
            meldingen=Count("voortgang", filter=wacht, distinct=True),
            eerste_melding=Min("voortgang", filter=wacht),
            dagen=Count("pk", filter=vraagt, distinct=True),
            eerste_dag=Min("pk", filter=vraagt),
        )
    )
    return [rij for groep in per_traject.order_by("traject__nummer") for rij in _te_beantwoorden(groep)]


def _te_beantwoorden(groep: dict[str, Any]) -> Iterator[Werk]:
    nummer, naam = groep["traject__nummer"], groep["traject__organisatie__naam"]
    if groep["meldingen"]:
        yield Werk(
            titel=f"Lees de voortgang van {naam} en antwoord",
            zin=f"{meervoud(groep['meldingen'], 'melding wacht', 'meldingen wachten')} op een kort antwoord van u.",
            url=reverse("voortgang_beantwoorden", args=[nummer, groep["eerste_melding"]]),
            knop="Lees en antwoord",
        )
    if groep["dagen"]:
        yield Werk(
            titel=f"{naam} vraagt een andere dag voor {meervoud(groep['dagen'], 'verbeterplan', 'verbeterplannen')}",
            zin="Ga akkoord of niet. Zolang u niet antwoordt, telt het plan niet als te laat.",
            url=f"{reverse('verbeterplan', args=[nummer, groep['eerste_dag']])}#dag",
            knop="Lees de reden en antwoord",
        )

"""Who can decide on an item of an agenda, and how many votes that takes: one rule for what is expected and for what is counted.

It is a rule over the members who can vote and have no interest, whether they come or not. The trigger on a decision asks the same in SQL.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from beheercommissie.models import (
    STEMMERS,
    Agendapunt,
    AgendapuntQuerySet,
    Belangverklaring,
    Blik,
    Presentie,
    Reglement,
    Stem,
)
from beheercommissie.models.buiten import wie_nooit_beslissen
from leden.models import Gebruiker, Lidmaatschap, Rol
from leden.models.mensen import LidmaatschapQuerySet
from trajecten.levensloop import Status

GEEN = Belangverklaring.Uitkomst.GEEN


class Commissie(NamedTuple):
    """The committee of today: its rules, if there are any yet, and its members (by key) in the order in which they preside."""

    reglement: Reglement | None
    leden: dict[int, Gebruiker]


@dataclass(frozen=True)
class Quorum:
    """Of one item: what each member said about interests, who has none, who voted without one, and who is not there."""

    reglement: Reglement
    leden: Mapping[int, Gebruiker]
    uitkomsten: Mapping[int, str]
    zonder_belang: tuple[int, ...]
    gestemd: frozenset[int]
    afwezig: frozenset[int]
    # The preliminary views of those without an interest: choice and word, without who.
    blikken: tuple[tuple[str, str], ...] = ()

    @property
    def verklaard(self) -> set[int]:
        """Those without an interest who said so."""
        return {lid for lid in self.zonder_belang if lid in self.uitkomsten}

    @property
    def nodig(self) -> int:
        """How many votes a decision needs."""
        return self.reglement.nodig(len(self.zonder_belang))

    @property
    def is_haalbaar(self) -> bool:
        """Whether there are enough members without an interest, when all of them vote."""
        return len(self.zonder_belang) >= self.nodig

    @property
    def voorzitter(self) -> Gebruiker | None:
        """Who presides at this item: the first in order who has no interest and is there. No role that stays: another item, another."""
        return next((self.leden[lid] for lid in self.zonder_belang if lid not in self.afwezig), None)


def stemgerechtigden() -> LidmaatschapQuerySet:
    """Members that can take part today, by their term of office."""
    return Lidmaatschap.objects.geldig().filter(rol__in=STEMMERS)


def commissie_nu() -> Commissie:
    """The committee of today."""
    return commissie_op(timezone.localdate())


def commissie_op(dag: date) -> Commissie:
    """In the order in which they preside: chairs, who the rules name, and then who sits in the committee longest."""
    reglement = Reglement.objects.begonnen(dag).first()
    eerder = Lidmaatschap.objects.bevestigd().filter(gebruiker=OuterRef("gebruiker"), rol__in=STEMMERS)
    zittingen = list(
        Lidmaatschap.objects.geldig_op(dag)
        .filter(rol__in=STEMMERS)
        .annotate(sinds=Subquery(eerder.order_by("van").values("van")[:1]))
        .select_related("gebruiker")
        .order_by("sinds", "gebruiker")
    )
    leden = {een.gebruiker_id: een.gebruiker for een in zittingen}
    voorzitters = [een.gebruiker_id for een in zittingen if een.rol == Rol.VOORZITTER]
    genoemd = [een.pk for een in reglement.vervangers if een.pk in leden] if reglement else []
    return Commissie(reglement, {pk: leden[pk] for pk in dict.fromkeys([*voorzitters, *genoemd, *leden])})


def voorzitter_uit(leden: Mapping[int, Gebruiker], aanwezig: Collection[Gebruiker]) -> Gebruiker | None:
    """Who presides between the items: the first in order of who is there. `leden`: of the committee."""
    return next((lid for lid in leden.values() if lid in aanwezig), None)


def quorum_van(agendapunt: Agendapunt) -> Quorum:
    """Of one item. After a written procedure the members and the rules of its last day count; who presides is a member today."""
    dag = agendapunt.vergadering.besluitdag
    quorum = quora([agendapunt], commissie_op(dag))[agendapunt.pk]
    if dag == timezone.localdate():
        return quorum
    weg = set(quorum.leden).difference(stemgerechtigden().values_list("gebruiker", flat=True))
    return replace(quorum, afwezig=quorum.afwezig | weg)


def quora(agendapunten: Iterable[Agendapunt], commissie: Commissie) -> dict[int, Quorum]:
    """Of each item, in as many queries as for one. Who did not say anything yet, and has no tie that is known, has no interest."""
    reglement, leden = commissie
    banden = wie_nooit_beslissen()
    verklaringen = Belangverklaring.objects.filter(agendapunt=OuterRef("pk"))
    stemmen = Stem.objects.filter(agendapunt=OuterRef("pk"))
    zeiden = Blik.objects.filter(agendapunt=OuterRef("pk"))
    weg = Presentie.objects.filter(vergadering=OuterRef("vergadering"), is_er=False)
    rijen = (
        Agendapunt.objects.filter(pk__in=[punt.pk for punt in agendapunten])
        .annotate(
            **banden,
            gezegd=ArraySubquery(verklaringen.order_by().values(paar=JSONObject(lid="gebruiker", uitkomst="uitkomst"))),
            stemmers=ArraySubquery(stemmen.order_by().values("gebruiker")),
            afwezig=ArraySubquery(weg.order_by().values("gebruiker")),
            gegeven=ArraySubquery(
                zeiden.order_by().values(blik=JSONObject(lid="gebruiker", keuze="keuze", woord="woord"))
            ),
        )
        .values_list("pk", "gezegd", "stemmers", "afwezig", "gegeven", *banden)
    )
    uitkomst = {}
    for pk, verklaard, stemmers, afwezig, gegeven, *per_band in rijen:
        uitkomsten = {een["lid"]: een["uitkomst"] for een in verklaard}
        nooit = set(chain.from_iterable(per_band))
        zonder_belang = tuple(lid for lid in leden if lid not in nooit and uitkomsten.get(lid, GEEN) == GEEN)
        # What is on an agenda came there by an act that begins with rules.
        assert reglement is not None
        gestemd = frozenset(lid for lid in stemmers if lid in zonder_belang)
        blikken = tuple((een["keuze"], een["woord"]) for een in gegeven if een["lid"] in zonder_belang)
        uitkomst[pk] = Quorum(reglement, leden, uitkomsten, zonder_belang, gestemd, frozenset(afwezig), blikken)
    return uitkomst


def die_wachten(agendapunten: AgendapuntQuerySet, hoogstens: int) -> list[tuple[Agendapunt, Quorum]]:
    """Those of these items that wait for a decision, of the first meeting first, each with its quorum."""
    wachtend = agendapunten.onbesloten().filter(traject__status=Status.GEAGENDEERD)
    punten = list(
        wachtend.select_related("vergadering", "traject__organisatie")
        .defer("dossier")
        .order_by("vergadering__datum", "volgnummer")[:hoogstens]
    )
    per_punt = quora(punten, commissie_nu()) if punten else {}
    return [(punt, per_punt[punt.pk]) for punt in punten]

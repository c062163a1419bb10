"""Earlier decisions that come nearest to an item of an agenda: what was decided then, why and with which conditions.

No number says how near, and nothing is suggested: the order is all there is (docs/keuzes/vergelijkbare-besluiten.md).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial, reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from beheercommissie.models import Agendapunt, Besluit
from beheercommissie.models.verslagen import met_leesrecht
from certificaten.models import Certificaat
from huisstijl.velden import MAANDEN
from leden.gemeenten import naam_van
from leden.models import Lidmaatschap
from leden.models.opvolging import Naamswijziging
from normenkader.models import Kaderversie
from toetsing.models import Oordeel, Voorwaarde
from trajecten.levensloop import Soort, Status
from trajecten.models import Toewijzing, Traject
from trajecten.models.gebied import Trajectlocatie

# Among so many of the last decisions is looked, however many there are, and so many are shown.
LAATSTE, GETOOND = 100, 5
WEG = "[…]"
# A word begins with a place when the place is longer than this: Ee is the beginning of many words.
KORT = 3
WOORD = re.compile(r"\w+")
HERHAALD = re.compile(r"\[…\](?:[ .:-]\[…\])+")
# Words of names that say nothing about whose name it is.
ALGEMEEN = frozenset(
    (
        *(
            "de",
            "het",
            "een",
            "van",
            "der",
            "den",
            "voor",
            "in",
            "op",
            "en",
            "aan",
            "te",
            "bij",
            "stichting",
            "vereniging",
        ),
        *(
            "welzijn",
            "sociaal",
            "sociale",
            "werk",
            "zorg",
            "buurt",
            "wijk",
            "dorp",
            "stad",
            "maatschappelijk",
            "opvang",
        ),
        *("jongerenwerk", "ouderenwerk", "vrijwilligers", "centrum", "huis", "straat", "weg", "laan", "plein"),
    )
)


# Where else the names stand that belong to a traject: the model, the way to the traject, and its fields.
NAMEN: tuple[tuple[Any, str, tuple[str, ...]], ...] = (
    (Trajectlocatie, "traject", ("naam", "adres", "plaats")),
    (Certificaat, "traject", ("houder", "plaats")),
    (Toewijzing, "traject", ("gebruiker__naam",)),
    (Naamswijziging, "organisatie__trajecten", ("was", "wordt")),
)


@dataclass(frozen=True)
class Patroon:
    """What is compared of an assessment: a judgement per norm, by the keys that stay, the variant, and a row of the table of days."""

    oordelen: dict[str, tuple[str, str]]
    variant: str
    omvang: int

    @cached_property
    def per_onderdeel(self) -> Counter[tuple[str, str]]:
        """How often each judgement was given in each part."""
        return Counter(self.oordelen.values())


def afstand(een: Patroon, ander: Patroon) -> tuple[int, int, bool, int]:
    """In which order two assessments lie from one: the parts first, then the norms, the variant and the size."""
    samen = een.oordelen.keys() | ander.oordelen.keys()
    onderdelen = (een.per_onderdeel - ander.per_onderdeel).total() + (ander.per_onderdeel - een.per_onderdeel).total()
    normen = sum(een.oordelen.get(norm) != ander.oordelen.get(norm) for norm in samen)
    return onderdelen, normen, een.variant != ander.variant, abs(een.omvang - ander.omvang)


@dataclass(frozen=True)
class Vergelijkbaar:
    """One earlier decision as this reader gets it: with its name for who may know it, else without name, number, place and day."""

    besluit: Besluit
    traject: Traject | None
    advies: str
    motivering: str
    afwijking: str
    voorwaarden: list[tuple[str, str]]
    variant: str
    zelfde_variant: bool
    zelfde_omvang: bool
    # Per part what was judged, here and then.
    onderdelen: list[tuple[str, str, str]]


def vergelijkbare(agendapunt: Agendapunt, wie: Lidmaatschap) -> list[Vergelijkbaar]:
    """The nearest of the last decisions that ended an assessment by a version of the same framework.

    Always the same few queries: from the last decisions to their trajecten, and never the other way round. What this reader stays out
    of is not looked at.
    """
    traject = agendapunt.traject
    versies = {een.pk: een for een in Kaderversie.objects.filter(code=traject.kaderversie.code)}
    punten = _laatste_punten(traject, versies, wie)
    patronen = _patronen([traject, *(punt.traject for punt in punten)])
    hier = patronen[traject.pk]
    punten.sort(key=lambda punt: (*afstand(hier, patronen[punt.traject_id]), -punt.besluit.pk))
    return _leesbaar(punten[:GETOOND], hier, patronen, wie)


def _laatste_punten(traject: Traject, versies: dict[int, Kaderversie], wie: Lidmaatschap) -> list[Any]:
    einde = reduce(
        or_,
        (
            Q(
                agendapunt__traject__kaderversie=pk,
                optie__in=[o.code for o in een.besluitopties_voor(Soort.TOETS) if o.gaat_naar == Status.BESLOTEN],
            )
            for pk, een in versies.items()
        ),
    )
    laatste = Besluit.objects.filter(einde, agendapunt__traject__soort=Soort.TOETS).exclude(agendapunt__traject=traject)
    pks = list(laatste.order_by("-pk").values_list("agendapunt", flat=True)[:LAATSTE])
    punten = list(
        met_leesrecht(Agendapunt.objects.filter(pk__in=pks), wie)
        .filter(blijft_buiten=False)
        .select_related("besluit", "traject__organisatie", "traject__certificeerder")
        .annotate(advieslabel=KeyTextTransform("label", KeyTransform("advies", "dossier")))
        .defer("dossier")
    )
    for punt in punten:
        punt.traject.kaderversie = versies[punt.traject.kaderversie_id]
        punt.besluit.agendapunt = punt
    return punten


def _patronen(trajecten: Iterable[Traject]) -> dict[int, Patroon]:
    trajecten = list(trajecten)
    oordelen: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    rijen = Oordeel.objects.filter(traject__in=[een.pk for een in trajecten]).exclude(waarde="").order_by()
    for pk, norm, onderdeel, waarde in rijen.values_list(
        "traject", "norm__sleutel", "norm__onderdeel__code", "waarde"
    ).iterator():
        oordelen[pk][norm] = onderdeel, waarde
    return {een.pk: Patroon(oordelen[een.pk], een.variant, _omvang(een)) for een in trajecten}


def _omvang(traject: Traject) -> int:
    """Which row of the table of days this size falls in."""
    tabel = traject.kaderversie.dagentabel
    return next(nr for nr, rij in enumerate(tabel) if rij.tot_en_met is None or Decimal(traject.fte) <= rij.tot_en_met)


def _leesbaar(punten: list[Any], hier: Patroon, patronen: dict[int, Patroon], wie: Lidmaatschap) -> list[Vergelijkbaar]:
    besluiten = [punt.besluit for punt in punten]
    met_naam = set(
        Besluit.objects.zichtbaar_voor(wie).filter(pk__in=[een.pk for een in besluiten]).values_list("pk", flat=True)
    )
    namen = _namen([punt.traject for punt in punten if punt.besluit.pk not in met_naam])
    voorwaarden = defaultdict(list)
    gesteld = Voorwaarde.objects.filter(voorbehoud__besluit_nummer__in=[een.nummer for een in besluiten])
    for een in gesteld.select_related("voorbehoud").order_by("nummer"):
        voorwaarden[een.voorbehoud.besluit_nummer].append(een)
    rijen = []
    for punt in punten:
        besluit, patroon = punt.besluit, patronen[punt.traject_id]
        kent = besluit.pk in met_naam
        lees = str if kent else partial(zonder_namen, namen=namen[punt.traject_id])
        lijst = [(lees(een.wat), lees(een.hoe)) for een in voorwaarden[besluit.nummer]]
        rijen.append(
            Vergelijkbaar(
                besluit=besluit,
                traject=punt.traject if kent else None,
                advies=punt.advieslabel or "",
                motivering=lees(besluit.motivering),
                afwijking=lees(besluit.afwijking),
                # Of before, when conditions were no items.
                voorwaarden=lijst or [(lees(besluit.voorwaarden), "")] * bool(besluit.voorwaarden),
                variant=punt.traject.kaderversie.variant(punt.traject.variant).label,
                zelfde_variant=patroon.variant == hier.variant,
                zelfde_omvang=patroon.omvang == hier.omvang,
                onderdelen=_onderdelen(punt.traject.kaderversie, hier, patroon),
            )
        )
    return rijen


def _onderdelen(kader: Kaderversie, hier: Patroon, toen: Patroon) -> list[tuple[str, str, str]]:
    """Per part how often each word of the scale was used, here and then."""
    codes = dict.fromkeys(onderdeel for onderdeel, _ in (*hier.oordelen.values(), *toen.oordelen.values()))
    titels = {een["code"]: een["titel"] for een in kader.inhoud["onderdelen"]}

    def in_woorden(patroon: Patroon, code: str) -> str:
        aantallen = [(een.label.lower(), patroon.per_onderdeel[code, een.code]) for een in kader.schaal]
        return ", ".join(f"{aantal} {label}" for label, aantal in aantallen if aantal)

    return [(titels.get(code, code), in_woorden(hier, code), in_woorden(toen, code)) for code in codes]


class Namen(NamedTuple):
    """What would tell whose a traject is: whole names, their words, and what words about its place begin with."""

    heel: frozenset[tuple[str, ...]]
    woorden: frozenset[str]
    plaatsen: tuple[str, ...]


def _namen(trajecten: list[Traject]) -> dict[int, Namen]:
    """The names that belong to each traject."""
    namen: dict[int, list[str]] = {
        een.pk: [
            een.organisatie.naam,
            een.organisatie.statutaire_naam,
            een.organisatie.plaats,
            een.organisatie.adres,
            naam_van(een.organisatie.gemeente),
            een.certificeerder.naam,
        ]
        for een in trajecten
    }
    delen = [
        soort.objects.filter(**{f"{pad}__in": list(namen)}).order_by().values_list(pad, veld)
        for soort, pad, velden in NAMEN
        for veld in velden
    ]
    for pk, naam in delen[0].union(*delen[1:], all=True):
        namen[pk].append(naam)
    return {
        een.pk: Namen(
            frozenset(tuple(_woorden(naam)) for naam in namen[een.pk] if naam),
            frozenset(woord for naam in namen[een.pk] for woord in _woorden(naam)) - ALGEMEEN,
            tuple(
                woord
                for woord in {*_woorden(een.organisatie.plaats), *_woorden(naam_van(een.organisatie.gemeente))}
                if len(woord) > KORT and woord not in ALGEMEEN
            ),
        )
        for een in trajecten
    }


def _woorden(tekst: str) -> list[str]:
    return [woord.casefold() for woord in WOORD.findall(tekst)]


def zonder_namen(tekst: str, namen: Namen) -> str:
    """The text without those names, and without numbers, days and months. A name that is not known stays."""
    gevonden = list(WOORD.finditer(tekst))
    woorden = [een[0].casefold() for een in gevonden]
    weg = {plek for plek, woord in enumerate(woorden) if not _kan_blijven(woord, namen)}
    for naam in namen.heel:
        for plek in range(len(woorden) - len(naam) + 1):
            if tuple(woorden[plek : plek + len(naam)]) == naam:
                weg.update(range(plek, plek + len(naam)))
    plekken = iter(range(len(gevonden)))
    return HERHAALD.sub(WEG, WOORD.sub(lambda een: WEG if next(plekken) in weg else een[0], tekst))


def _kan_blijven(woord: str, namen: Namen) -> bool:
    return (
        woord.isalpha() and woord not in namen.woorden and woord not in MAANDEN and not woord.startswith(namen.plaatsen)
    )

"""What the answers to a QuickScan add up to: per question, beside earlier scans, and by groups of organisations.

Everything here may be read by every member, so nothing tells what fewer than KLEINSTE_GROEP organisations answered.
Open texts are for the bureau only and are not counted here.
"""

from collections import Counter
from dataclasses import dataclass

from leden import gemeenten
from quickscan.getallen import procent, procenten
from quickscan.groepen import KLEINSTE_GROEP, OMVANG_OP_VOLGORDE, omvang, verdeling
from quickscan.models import QuickScan
from quickscan.vragen import Soort, gekozen

GEMEENTE_ONBEKEND = "gemeente niet bekend"
# So many earlier scans stand beside the result.
MEESTE_EERDERE = 2


@dataclass(frozen=True)
class Cel:
    aantal: int
    procent: int


@dataclass(frozen=True)
class Telling:
    """How often each option of a question was chosen, in one scan or in one group of organisations."""

    naam: str
    antwoorden: int
    cellen: dict

    @property
    def is_te_klein(self):
        return self.antwoorden < KLEINSTE_GROEP


@dataclass(frozen=True)
class Regel:
    """One option with what it got in every telling: a Cel, or None where this option was not asked."""

    tekst: str
    cellen: list


@dataclass(frozen=True)
class Uitsplitsing:
    naam: str
    groepen: list


@dataclass(frozen=True)
class Vraaguitslag:
    """One question: first the scan itself, then the earlier scans that asked it too."""

    vraag: object
    tellingen: list
    regels: list
    uitsplitsingen: list

    @property
    def antwoorden(self):
        return self.tellingen[0].antwoorden

    @property
    def is_te_klein(self):
        return self.tellingen[0].is_te_klein


@dataclass(frozen=True)
class Uitslag:
    scan: QuickScan
    gevraagd: int
    geantwoord: int
    vragen: list
    eerdere: list

    @property
    def is_te_klein(self):
        return self.geantwoord < KLEINSTE_GROEP


def tellen(naam, vraag, antwoorden):
    """Count one question in a list of answers ({sleutel: option or options})."""
    keuzes = [keuze for keuze in (gekozen(een, vraag.sleutel) for een in antwoorden) if keuze]
    aantal = Counter(sleutel for keuze in keuzes for sleutel in keuze)
    aantallen = [aantal[optie.sleutel] for optie in vraag.opties]
    een_keuze = vraag.soort == Soort.EEN
    delen = procenten(aantallen) if een_keuze else [procent(een, len(keuzes)) for een in aantallen]
    sleutels = [optie.sleutel for optie in vraag.opties]
    cellen = {sleutel: Cel(*cel) for sleutel, *cel in zip(sleutels, aantallen, delen, strict=True)}
    return Telling(naam, len(keuzes), cellen)


def uitslag(scan):
    """The result of a scan as it is now, beside the latest scans that closed before it opened."""
    rijen = list(scan.formulieren.values_list("antwoorden", "fte", "gemeente", "ingevuld_op"))
    ingevuld = [(antwoorden, fte, gemeente) for antwoorden, fte, gemeente, op in rijen if op]
    eerdere = [
        (een, [a for a, op in een.formulieren.values_list("antwoorden", "ingevuld_op") if op]) for een in _eerder(scan)
    ]
    verdeeld = {}
    vragen = [
        _vraaguitslag(scan, vraag, ingevuld, eerdere, verdeeld) for vraag in scan.vragenlijst if not vraag.is_open
    ]
    return Uitslag(scan, len(rijen), len(ingevuld), vragen, [een for een, _ in eerdere])


def _eerder(scan):
    if scan.geopend_op is None:
        return []
    eerder = QuickScan.objects.gesloten().filter(geopend_op__lt=scan.geopend_op).order_by("-geopend_op")
    return list(eerder[:MEESTE_EERDERE])


def _vraaguitslag(scan, vraag, ingevuld, eerdere, verdeeld):
    tellingen = [tellen(scan.titel, vraag, [antwoorden for antwoorden, _, _ in ingevuld])]
    teksten = {optie.sleutel: optie.tekst for optie in vraag.opties}
    for eerder, antwoorden in eerdere:
        zelfde = next(
            (een for een in eerder.vragenlijst if (een.sleutel, een.soort) == (vraag.sleutel, vraag.soort)), None
        )
        telling = tellen(eerder.titel, zelfde, antwoorden) if zelfde else None
        if telling and not telling.is_te_klein:
            tellingen.append(telling)
            teksten = {optie.sleutel: optie.tekst for optie in zelfde.opties} | teksten
    volgorde = [*tellingen[0].cellen, *(sleutel for sleutel in teksten if sleutel not in tellingen[0].cellen)]
    regels = [Regel(teksten[sleutel], [telling.cellen.get(sleutel) for telling in tellingen]) for sleutel in volgorde]
    return Vraaguitslag(vraag, tellingen, regels, _uitsplitsingen(vraag, ingevuld, verdeeld))


def _uitsplitsingen(vraag, ingevuld, verdeeld):
    """By size and by municipality. `verdeeld` keeps per question how its groups were divided, for the questions that depend on it."""
    op_omvang, op_gemeente = {}, {}
    for antwoorden, fte, gemeente in ingevuld:
        if gekozen(antwoorden, vraag.sleutel):
            op_omvang.setdefault(omvang(fte), []).append(antwoorden)
            naam = gemeenten.naam_van(gemeente) if gemeente else GEMEENTE_ONBEKEND
            op_gemeente.setdefault(naam, []).append(antwoorden)
    soorten = [
        ("naar omvang", op_omvang, OMVANG_OP_VOLGORDE.get),
        ("naar gemeente", op_gemeente, lambda naam: (naam == GEMEENTE_ONBEKEND, -len(op_gemeente.get(naam, ())), naam)),
    ]
    alle = []
    for soort, delen, volgorde in soorten:
        blokken = verdeling(
            {naam: len(antwoorden) for naam, antwoorden in delen.items()}, verdeeld.get((vraag.als_vraag, soort), ())
        )
        verdeeld[vraag.sleutel, soort] = blokken
        alle.append(Uitsplitsing(soort, groepen(vraag, delen, blokken, volgorde)))
    # One group is no breakdown: it only repeats the whole.
    return [een for een in alle if len(een.groepen) > 1]


def groepen(vraag, delen, blokken, volgorde):
    """A Telling per block of groups out of {name: answers}, those that are taken together at the end."""
    op_volgorde = sorted(
        (sorted(blok, key=volgorde) for blok in blokken), key=lambda blok: (len(blok) > 1, volgorde(blok[0]))
    )
    tellingen = [
        tellen(_opsomming(blok), vraag, [een for naam in blok for een in delen.get(naam, ())]) for blok in op_volgorde
    ]
    uit = [een for een in tellingen if een.antwoorden]
    return [] if any(een.is_te_klein for een in uit) else uit


def _opsomming(namen):
    """The names of groups taken together; only how many when they are many."""
    if len(namen) > 4:
        return f"{len(namen)} kleinere groepen samen"
    *eerste, laatste = namen
    return f"{', '.join(eerste)} en {laatste} samen" if eerste else laatste

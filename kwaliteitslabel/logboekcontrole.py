"""Whether the log is true: the chain itself, the pieces and files it tells of, and the checkpoints that were kept.

The chain finds every change of a row. That the end was cut off is seen by the pieces that are there without their row; that all
was written anew, by the checkpoints.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from beheercommissie.models import (
    Afgevoerd,
    Agendapunt,
    Besluit,
    Langdeelverzoek,
    Navraag,
    Reglement,
    Verslag,
    Verslagopmerking,
)
from certificaten.models import Certificaat, Certificaatbestand, Maatregel, Uitgave, Uitgifte, Wijziging
from certificaten.zegel import controleren as zegel_van
from geschillen.models import Adviseur, Bezwaar, Bezwaarstuk, Klacht, Klachtsignaal, Klachtvraag
from kwaliteitslabel.bestanden import is_heel, rijen_met_bestand
from kwaliteitslabel.ijkpunten import IJkpunt, lezen, map_van_ijkpunten
from leden.bevoegdheden import Handeling
from leden.controlegetal import controlegetal
from leden.logboek import eerste_breuk
from leden.models import Gebeurtenis
from normenkader.models import Kaderversie
from toetsing.models import (
    Advies,
    Effect,
    Planuitstel,
    Rapportversie,
    Verhaal,
    Vervolgpunt,
    Voortgang,
    Vrijgave,
)
from trajecten.levensloop import BEGIN, Soort, Status
from trajecten.models import Document, Melding, Termijnvoorstel, Traject, Vraag, Weging


@dataclass(frozen=True)
class Stuk:
    """What a row of the log tells of: the act, what it was about, and the hash of what was frozen, computed anew."""

    handeling: str
    onderwerp: str
    sha256: str = ""


BEANTWOORD = {"beantwoord_door__isnull": False}
# Rows that one act made and that stay as they are, without a hash in the log: the act, the rows, and what the log is about.
RIJEN: tuple[tuple[Handeling, QuerySet[Any], str], ...] = (
    (Handeling.AGENDAPUNT_AFVOEREN, Afgevoerd.objects.filter(naar=None), "agendapunt.traject"),
    (Handeling.BEZWAAR_TOEWIJZEN, Adviseur.objects.all(), "bezwaar"),
    (Handeling.EFFECT_VASTLEGGEN, Effect.objects.filter(gezien_op__isnull=False), "plan.traject"),
    (Handeling.LANGE_DEEL_VRAGEN, Langdeelverzoek.objects.all(), "agendapunt.traject"),
    (Handeling.MELDING_WEGEN, Weging.objects.all(), "melding.traject"),
    (
        Handeling.NAVRAAG_BEANTWOORDEN,
        Navraag.objects.filter(agendapunt=None, **BEANTWOORD),
        "besluit.agendapunt.traject",
    ),
    (Handeling.PLANUITSTEL_BEANTWOORDEN, Planuitstel.objects.filter(**BEANTWOORD), "plan.traject"),
    (Handeling.PLANUITSTEL_VRAGEN, Planuitstel.objects.all(), "plan.traject"),
    (Handeling.TERMIJNVOORSTEL_BEANTWOORDEN, Termijnvoorstel.objects.filter(**BEANTWOORD), "traject"),
    (Handeling.TERMIJN_VOORSTELLEN, Termijnvoorstel.objects.all(), "traject"),
    (Handeling.VERSLAG_OPMERKEN, Verslagopmerking.objects.all(), "verslagtekst.verslag.vergadering"),
    (Handeling.VOORAF_ANTWOORDEN, Navraag.objects.filter(besluit=None, **BEANTWOORD), "agendapunt.traject"),
    (Handeling.VOORAF_VRAGEN, Navraag.objects.filter(besluit=None), "agendapunt.traject"),
    (Handeling.VOORTGANG_BEANTWOORDEN, Voortgang.objects.filter(**BEANTWOORD), "plan.traject"),
    (Handeling.VOORTGANG_MELDEN, Voortgang.objects.all(), "plan.traject"),
    (Handeling.VRAAG_BEANTWOORDEN, Vraag.objects.filter(**BEANTWOORD), "traject"),
    (Handeling.VRAAG_STELLEN, Vraag.objects.all(), "traject"),
    (Handeling.WIJZIGING_MELDEN, Melding.objects.all(), "traject"),
)
# The same, where the log names the row itself.
ZELF_GENOEMD: tuple[tuple[Handeling, QuerySet[Any]], ...] = (
    (Handeling.BEZWAAR_ADVISEREN, Bezwaar.objects.filter(geadviseerd_op__isnull=False)),
    (Handeling.BEZWAAR_INSCHRIJVEN, Bezwaar.objects.filter(is_per_brief=True)),
    (Handeling.BEZWAAR_INTREKKEN, Bezwaar.objects.filter(ingetrokken_op__isnull=False)),
    (Handeling.BEZWAAR_MAKEN, Bezwaar.objects.filter(is_per_brief=False)),
)
# And of rows that go at the end of their term, while those of the log stay: the log may name more of them.
VERGANKELIJK: tuple[tuple[Handeling, QuerySet[Any]], ...] = (
    (Handeling.KLACHT_AFRONDEN, Klacht.objects.filter(afgerond_op__isnull=False)),
    (Handeling.KLACHT_DOORGEVEN, Klachtsignaal.objects.all()),
    (Handeling.KLACHT_INDIENEN, Klacht.objects.all()),
    (Handeling.KLACHTSIGNAAL_AFHANDELEN, Klachtsignaal.objects.filter(afgehandeld_op__isnull=False)),
    (Handeling.KLACHTVRAAG_BEANTWOORDEN, Klachtvraag.objects.filter(**BEANTWOORD)),
    (Handeling.KLACHTVRAAG_STELLEN, Klachtvraag.objects.all()),
)
MAG_MEER_NOEMEN = {handeling for handeling, _ in VERGANKELIJK}
# Acts of which each row belongs to one piece; those of `stukken`.
MET_STUK = {
    *(handeling for handeling, _, _ in RIJEN),
    *(handeling for handeling, _ in ZELF_GENOEMD),
    *MAG_MEER_NOEMEN,
    Handeling.AANMELDEN,
    Handeling.ADVIES_UITBRENGEN,
    Handeling.AGENDEREN,
    Handeling.BESLUITEN,
    Handeling.BEZWAAR_AANVULLEN,
    Handeling.DOCUMENT_TOEVOEGEN,
    Handeling.BEEINDIGEN,
    Handeling.HERSTEL_VRAGEN,
    Handeling.KADER_LADEN,
    Handeling.NIEUWE_UITGAVE,
    Handeling.MAATREGEL_VOORSTELLEN,
    Handeling.RAPPORT_OPLEVEREN,
    Handeling.RAPPORT_VASTSTELLEN,
    Handeling.REGLEMENT_VASTSTELLEN,
    Handeling.UITGEVEN,
    Handeling.VERSLAG_VASTSTELLEN,
    Handeling.VERVOLG_OPLEVEREN,
    Handeling.VRIJGEVEN,
    Handeling.ZELFEVALUATIE_INDIENEN,
}
NIET_INGEDIEND = (Status.AANGEMELD, Status.VOORBEREIDING, Status.GEWEIGERD)


def controleren(tegen: Path | None = None) -> list[str]:
    """What is not right, as Dutch sentences; empty when all is. `tegen`: a folder with copies of checkpoints."""
    mappen = [map_van_ijkpunten(), *([tegen] if tegen else [])]
    try:
        ijkpunten = [ijkpunt for map in mappen for ijkpunt in lezen(map)]
    except ValueError as fout:
        return [str(fout)]
    if tegen and not lezen(tegen):
        return [f"In {tegen} staan geen ijkpunten."]
    rijen = list(Gebeurtenis.objects.order_by("volgnummer"))
    return [*logboekfouten(rijen, list(stukken()), standen(), ijkpunten), *bestandsfouten()]


def standen() -> dict[str, str]:
    """The status of each traject, by how the log names it."""
    return {traject.onderwerp: traject.status for traject in Traject.objects.only("nummer", "status")}


def logboekfouten(
    rijen: list[Gebeurtenis], stukken: Iterable[Stuk], standen: dict[str, str], ijkpunten: Iterable[IJkpunt]
) -> list[str]:
    """What is wrong with these rows, all of the log in order, beside what is there."""
    if breuk := eerste_breuk(rijen):
        return [
            f"De keten breekt bij rij {breuk.volgnummer}: {breuk.handeling}, {breuk.onderwerp}, op {breuk.op.isoformat()}."
        ]
    return [*_ijkpuntfouten(rijen, ijkpunten), *_stukfouten(rijen, stukken), *_standfouten(rijen, standen)]


def _ijkpuntfouten(rijen: list[Gebeurtenis], ijkpunten: Iterable[IJkpunt]) -> Iterator[str]:
    hashes = {rij.volgnummer: rij.hash for rij in rijen}
    for ijkpunt in ijkpunten:
        if not ijkpunt.klopt:
            yield f"Het zegel op het ijkpunt van regel {ijkpunt.volgnummer} is niet van ons."
        elif ijkpunt.volgnummer not in hashes:
            yield f"Regel {ijkpunt.volgnummer} is weg; van die regel is een verzegeld ijkpunt."
        elif hashes[ijkpunt.volgnummer] != ijkpunt.hash:
            yield f"Regel {ijkpunt.volgnummer} of een regel ervoor is herschreven; het verzegelde ijkpunt zegt iets anders."


def _stukfouten(rijen: list[Gebeurtenis], stukken: Iterable[Stuk]) -> Iterator[str]:
    # A file that the application made anew took the place of the one that was handed out.
    opnieuw = {
        rij.onderwerp: rij.stuk_sha256
        for rij in rijen
        if rij.handeling == Handeling.UITGEVEN and rij.gebruiker_id is None
    }
    regels = Counter(
        Stuk(rij.handeling, rij.onderwerp, opnieuw.get(rij.onderwerp, rij.stuk_sha256))
        if rij.handeling == Handeling.UITGEVEN
        else Stuk(rij.handeling, rij.onderwerp, rij.stuk_sha256)
        for rij in rijen
        if rij.handeling in MET_STUK and not (rij.handeling == Handeling.UITGEVEN and rij.gebruiker_id is None)
    )
    weggehaald = [
        Stuk(Handeling.DOCUMENT_TOEVOEGEN, rij.onderwerp, rij.stuk_sha256)
        for rij in rijen
        # When the application itself did it, the scanner took the file away and the row is still there.
        if rij.handeling == Handeling.DOCUMENT_VERWIJDEREN and rij.gebruiker_id
    ]
    for stuk in [*stukken, *weggehaald]:
        # A row of before hashes were kept tells of its piece without one.
        regel = next((een for een in (stuk, Stuk(stuk.handeling, stuk.onderwerp)) if regels[een]), None)
        if regel is None:
            yield f"Van {stuk.onderwerp} is er een stuk dat niet zo in het logboek staat: {stuk.handeling}."
        else:
            regels[regel] -= 1
    for regel in regels.elements():
        if regel.handeling in MAG_MEER_NOEMEN:
            continue
        yield f"Het logboek noemt bij {regel.onderwerp} een stuk dat er niet zo is: {regel.handeling}."


def _standfouten(rijen: list[Gebeurtenis], standen: dict[str, str]) -> Iterator[str]:
    # Of a question or a term that is asked for, `naar` is the party that it goes to.
    laatste = {rij.onderwerp: rij.naar for rij in rijen if rij.naar in Status.values}
    for onderwerp, status in standen.items():
        if laatste.get(onderwerp, "") != status:
            yield f"Het {onderwerp} staat op '{status}', en volgens het logboek op '{laatste.get(onderwerp, '')}'."


def stukken() -> Iterator[Stuk]:
    """Every piece that an act froze, with its hash as it is now."""
    for kader in Kaderversie.objects.iterator():
        yield Stuk(Handeling.KADER_LADEN, f"normenkader {kader.code} {kader.versie}", controlegetal(kader.inhoud))
    na_een_besluit = set(Maatregel.objects.filter(voorgesteld_door=None).values_list("traject", flat=True))
    for traject in Traject.objects.iterator(chunk_size=500):
        begin = Handeling.HERSTEL_VRAGEN if traject.pk in na_een_besluit else BEGIN[traject.soort][0][0]
        if begin in MET_STUK:
            yield Stuk(begin, traject.onderwerp)
        is_toets = traject.soort == Soort.TOETS
        if is_toets and (traject.gestopt_vanuit or traject.aangehouden_vanuit or traject.status) not in NIET_INGEDIEND:
            verhalen = Verhaal.objects.filter(traject=traject)
            yield Stuk(Handeling.ZELFEVALUATIE_INDIENEN, traject.onderwerp, verhalen.sha256())
    for document in Document.objects.select_related("traject").iterator():
        yield Stuk(Handeling.DOCUMENT_TOEVOEGEN, document.traject.onderwerp, document.sha256)
    for versie in Rapportversie.objects.select_related("traject").iterator(chunk_size=50):
        is_concept = versie.soort == Rapportversie.Soort.CONCEPT
        handeling = Handeling.RAPPORT_OPLEVEREN if is_concept else Handeling.RAPPORT_VASTSTELLEN
        yield Stuk(handeling, versie.traject.onderwerp, controlegetal(versie.inhoud))
    for vrijgave in Vrijgave.objects.select_related("versie__traject").iterator(chunk_size=50):
        yield Stuk(Handeling.VRIJGEVEN, vrijgave.versie.traject.onderwerp, vrijgave.versie.sha256)
    opgeleverd = Vervolgpunt.objects.filter(opgeleverd_op__isnull=False)
    for traject in Traject.objects.filter(pk__in=opgeleverd.values("traject")).iterator(chunk_size=500):
        # Each round of conditions is a piece, and so is what was found of a reported change.
        for voorbehoud in opgeleverd.filter(traject=traject).values_list("voorbehoud", flat=True).distinct().order_by():
            punten = Vervolgpunt.objects.filter(traject=traject, voorbehoud=voorbehoud)
            yield Stuk(Handeling.VERVOLG_OPLEVEREN, traject.onderwerp, punten.sha256())
    for advies in Advies.objects.filter(uitgebracht_op__isnull=False).select_related("traject").iterator():
        yield Stuk(Handeling.ADVIES_UITBRENGEN, advies.traject.onderwerp, advies.sha256)
    for punt in Agendapunt.objects.select_related("traject").iterator(chunk_size=50):
        yield Stuk(Handeling.AGENDEREN, punt.traject.onderwerp, controlegetal(punt.dossier))
    for besluit in Besluit.objects.select_related("agendapunt__traject", "navraag").iterator(chunk_size=50):
        yield Stuk(Handeling.BESLUITEN, besluit.agendapunt.traject.onderwerp, besluit.sha256)
    for reglement in Reglement.objects.vastgesteld().filter(overgenomen_uit="").iterator():
        yield Stuk(Handeling.REGLEMENT_VASTSTELLEN, reglement.onderwerp, reglement.sha256)
    for verslag in Verslag.objects.filter(vastgesteld_op__isnull=False).select_related("vergadering").iterator():
        yield Stuk(Handeling.VERSLAG_VASTSTELLEN, verslag.vergadering.onderwerp, controlegetal(verslag.inhoud))
    bestanden = Certificaatbestand.objects.filter(uitgave=1).values_list("certificaat", "sha256")
    eerste = dict(bestanden.iterator())
    for uitgifte in Uitgifte.objects.select_related("certificaat__traject").iterator():
        certificaat = uitgifte.certificaat
        yield Stuk(Handeling.UITGEVEN, certificaat.onderwerp, eerste.get(certificaat.pk, "weg"))
        yield Stuk(Handeling.UITGEVEN, certificaat.traject.onderwerp, certificaat.sha256)
    for uitgave in Uitgave.objects.select_related("certificaat__traject").iterator():
        yield Stuk(Handeling.NIEUWE_UITGAVE, uitgave.certificaat.traject.onderwerp, uitgave.sha256)

    for einde in Wijziging.objects.filter(besluit_nummer="").select_related("certificaat__traject").iterator():
        yield Stuk(Handeling.BEEINDIGEN, einde.certificaat.traject.onderwerp, einde.sha256)
    for bezwaarstuk in Bezwaarstuk.objects.select_related("bezwaar").iterator():
        yield Stuk(Handeling.BEZWAAR_AANVULLEN, bezwaarstuk.bezwaar.onderwerp, bezwaarstuk.sha256)
    for handeling, rijen, waarvan in RIJEN:
        for rij in rijen.select_related(waarvan.replace(".", "__")).iterator(chunk_size=500):
            yield Stuk(handeling, attrgetter(waarvan)(rij).onderwerp)
    for handeling, rijen in (*ZELF_GENOEMD, *VERGANKELIJK):
        for rij in rijen.iterator(chunk_size=500):
            yield Stuk(handeling, rij.onderwerp)


def bestandsfouten() -> Iterator[str]:
    """Files that are gone, or other than their row says; certificates that no decision gave, or that are not under our seal."""
    besluiten = Besluit.objects.values("nummer")
    for certificaat in Certificaat.objects.exclude(besluit_nummer__in=besluiten):
        yield f"Van {certificaat.onderwerp} is er geen besluit."
    gewijzigd = Wijziging.objects.filter(besluit_nummer__gt="").exclude(besluit_nummer__in=besluiten)
    for wijziging in gewijzigd.select_related("certificaat"):
        yield f"Van wat er met {wijziging.certificaat.onderwerp} gebeurde, is er geen besluit."
    uitgaven = Uitgave.objects.filter(besluit_nummer__gt="").exclude(besluit_nummer__in=besluiten)
    for uitgave in uitgaven.select_related("certificaat"):
        yield f"Van uitgave {uitgave.nummer} van {uitgave.certificaat.onderwerp} is er geen besluit."
    for rij in rijen_met_bestand():
        if not is_heel(rij):
            yield f"Het bestand {rij.bestand.name} is weg of veranderd."
        elif isinstance(rij, Certificaatbestand) and not _is_onder_zegel(rij):
            yield f"Het bestand {rij.bestand.name} is niet de verzegelde uitgave {rij.uitgave} van {rij.certificaat.onderwerp}."


def _is_onder_zegel(rij: Certificaatbestand) -> bool:
    with rij.bestand.open() as pdf:
        zegel = zegel_van(pdf.read())
    return zegel.ongewijzigd and (zegel.nummer, zegel.uitgave) == (rij.certificaat.nummer, rij.uitgave)

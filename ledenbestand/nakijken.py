"""What a members' file would do: which organisations are new, what changes, what stays, and what is wrong where."""

import hashlib
import json
from dataclasses import asdict, dataclass, field

from openpyxl.utils import get_column_letter

from ledenbestand.cellen import nul_viel_weg
from ledenbestand.kolommen import (
    KOLOMMEN,
    OP_ATTRIBUUT,
    OVERGESLAGEN,
    SLEUTEL,
    VOORBEELD,
    bare_kop,
    kolom_van,
    lijkt_op,
)
from ledenbestand.lezen import Blad
from ledenbestand.vergelijken import Bestandsrij, rij_lezen, schrijven, vergelijken

SOORTEN = NIEUW, GEWIJZIGD, GELIJK = "nieuw", "gewijzigd", "gelijk"


@dataclass(frozen=True)
class Fout:
    """What is wrong, and where: the number of the row, the head of the column and its letter."""

    rij: int
    kolom: str
    letter: str
    zin: str


@dataclass(frozen=True)
class Regel:
    """One organisation in the file. `velden`: (head, old, new) of what changes, in words."""

    rij: int
    soort: str
    kvk_nummer: str
    naam: str
    velden: list = field(default_factory=list)


@dataclass
class Nakijking:
    """Everything there is to say about a file before it is read in."""

    fouten: list = field(default_factory=list)
    regels: list = field(default_factory=list)
    aangevuld: list = field(default_factory=list)
    voorbeelden: int = 0

    def van_soort(self, soort):
        return [regel for regel in self.regels if regel.soort == soort]

    def aantallen(self):
        return {soort: len(self.van_soort(soort)) for soort in SOORTEN}

    def vingerafdruk(self):
        """SHA-256 (hex) of all that would happen; who confirms, confirms exactly this."""
        inhoud = [[asdict(een) for een in lijst] for lijst in (self.fouten, self.regels)]
        return hashlib.sha256(json.dumps(inhoud).encode()).hexdigest()


def nakijken(blad: Blad, echt: bool = False) -> Nakijking:
    """Everything that this sheet would do and all that is wrong in it. Writes nothing, unless `echt`.

    Then it writes every row that is right, for the caller, who locked the organisations, to keep or to roll back.
    """
    kop, *rijen = blad.rijen
    nakijking = Nakijking()
    kolommen = _koppen(kop, rijen, nakijking)
    if not kolommen:
        return nakijking
    letters = {kolom.attribuut: get_column_letter(plek + 1) for plek, kolom in kolommen.items()}
    sleutelplek = next(plek for plek, kolom in kolommen.items() if kolom is SLEUTEL)
    gelezen = []
    for rij in rijen:
        if str(rij.cel(sleutelplek)).strip().upper().startswith(VOORBEELD):
            nakijking.voorbeelden += 1
            continue
        gelezen.append(rij_lezen(rij.nummer, ((kolom, rij.cel(plek)) for plek, kolom in kolommen.items())))
        if nul_viel_weg(rij.cel(sleutelplek), 8):
            nakijking.aangevuld.append(rij.nummer)
    if not gelezen:
        nakijking.fouten.append(
            Fout(kop.nummer, SLEUTEL.kop, letters["kvk_nummer"], "Er staat geen organisatie in dit bestand.")
        )
        return nakijking
    vergelijken(gelezen)
    nakijking.fouten += [
        Fout(rij.nummer, OP_ATTRIBUUT[attribuut].kop, letters.get(attribuut, ""), zin)
        for rij in gelezen
        for attribuut, zin in rij.fouten.items()
    ]
    nakijking.fouten.sort(key=lambda fout: (fout.rij, fout.letter.rjust(3)))
    goed = [(rij, _regel(rij)) for rij in gelezen if not rij.fouten]
    nakijking.regels = [regel for _, regel in goed]
    if echt:
        schrijven([rij.organisatie for rij, regel in goed if regel.soort != GELIJK])
    return nakijking


def _koppen(kop, rijen, nakijking):
    """{place: column} for the heads that are known; what is wrong with the others becomes a fault."""
    kolommen = {}
    breedte = max(len(rij.cellen) for rij in (kop, *rijen))
    for plek in range(breedte):
        tekst, letter = str(kop.cel(plek) or "").strip(), get_column_letter(plek + 1)
        kolom = kolom_van(tekst)
        if not tekst:
            if any(rij.cel(plek) is not None for rij in rijen):
                nakijking.fouten.append(
                    Fout(kop.nummer, "", letter, "Deze kolom heeft geen kop. Geef die een kop of maak die leeg.")
                )
        elif bare_kop(tekst) == OVERGESLAGEN:
            continue
        elif kolom is None:
            bedoelt = lijkt_op(tekst)
            hulp = (
                f"Bedoelt u ‘{bedoelt}’?" if bedoelt else "Neem de koppen van het sjabloon over, of haal de kolom weg."
            )
            nakijking.fouten.append(Fout(kop.nummer, tekst[:40], letter, f"Deze kolom kennen wij niet. {hulp}"))
        elif kolom in kolommen.values():
            nakijking.fouten.append(
                Fout(kop.nummer, kolom.kop, letter, "Deze kolom staat er twee keer. Haal er één weg.")
            )
        else:
            kolommen[plek] = kolom
    if SLEUTEL not in kolommen.values():
        zin = "Deze kolom ontbreekt. Zonder KvK-nummer weten wij niet welke organisatie het is. Begin met het sjabloon."
        nakijking.fouten.append(Fout(kop.nummer, SLEUTEL.kop, "", zin))
        return {}
    return kolommen


def _regel(rij: Bestandsrij) -> Regel:
    velden = []
    for kolom in KOLOMMEN:
        was, nu = getattr(rij.vorige, kolom.attribuut), getattr(rij.organisatie, kolom.attribuut)
        if kolom is not SLEUTEL and was != nu:
            velden.append([kolom.kop, _in_woorden(kolom, was), _in_woorden(kolom, nu)])
    soort = NIEUW if rij.vorige.pk is None else GEWIJZIGD if velden else GELIJK
    return Regel(rij.nummer, soort, rij.organisatie.kvk_nummer, rij.organisatie.naam, velden)


def _in_woorden(kolom, waarde):
    return "" if waarde is None or waarde == "" else kolom.toon(waarde)

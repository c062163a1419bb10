"""What a members' file would do: which organisations are new, what changes, what stays, and what is wrong where."""

import hashlib
import json
from dataclasses import asdict, dataclass, field

import tablib
from import_export.results import RowResult
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
from ledenbestand.vergelijken import RIJ, Organisatieresource

NIEUW, GEWIJZIGD, GELIJK = "nieuw", "gewijzigd", "gelijk"
SOORTEN = {
    RowResult.IMPORT_TYPE_NEW: NIEUW,
    RowResult.IMPORT_TYPE_UPDATE: GEWIJZIGD,
    RowResult.IMPORT_TYPE_SKIP: GELIJK,
}


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
        return {soort: len(self.van_soort(soort)) for soort in SOORTEN.values()}

    def vingerafdruk(self):
        """SHA-256 (hex) of all that would happen; who confirms, confirms exactly this."""
        inhoud = [[asdict(een) for een in lijst] for lijst in (self.fouten, self.regels)]
        return hashlib.sha256(json.dumps(inhoud).encode()).hexdigest()


def nakijken(blad, echt=False):
    """Everything that this sheet would do and all that is wrong in it. Writes nothing, unless `echt`.

    Then it writes every row that is right, for the caller, who locked the organisations, to keep or to roll back.
    """
    kop, *rijen = blad.rijen
    nakijking = Nakijking()
    kolommen = _koppen(kop, rijen, nakijking)
    if not kolommen:
        return nakijking
    letters = {kolom.attribuut: get_column_letter(plek + 1) for plek, kolom in kolommen.items()}
    dataset = tablib.Dataset(headers=[RIJ, *(kolom.kop for kolom in kolommen.values())])
    sleutelplek = next(plek for plek, kolom in kolommen.items() if kolom is SLEUTEL)
    for rij in rijen:
        if str(rij.cel(sleutelplek)).strip().upper().startswith(VOORBEELD):
            nakijking.voorbeelden += 1
            continue
        dataset.append([rij.nummer, *(rij.cel(plek) for plek in kolommen)])
        if nul_viel_weg(rij.cel(sleutelplek), 8):
            nakijking.aangevuld.append(rij.nummer)
    if not len(dataset):
        nakijking.fouten.append(
            Fout(kop.nummer, SLEUTEL.kop, letters["kvk_nummer"], "Er staat geen organisatie in dit bestand.")
        )
        return nakijking
    uitkomst = Organisatieresource().import_data(dataset, dry_run=not echt)
    for fout in (*uitkomst.base_errors, *(fout for _, fouten in uitkomst.row_errors() for fout in fouten)):
        raise fout.error
    for rijnummer, resultaat in zip(dataset[RIJ], uitkomst.rows, strict=True):
        if resultaat.validation_error:
            nakijking.fouten += [
                Fout(rijnummer, OP_ATTRIBUUT[attribuut].kop, letters.get(attribuut, ""), " ".join(zinnen))
                for attribuut, zinnen in resultaat.validation_error.message_dict.items()
            ]
        else:
            nakijking.regels.append(_regel(rijnummer, resultaat))
    nakijking.fouten.sort(key=lambda fout: (fout.rij, fout.letter.rjust(3)))
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


def _regel(rijnummer, resultaat):
    organisatie, vorige = resultaat.instance, resultaat.original
    soort = SOORTEN[resultaat.import_type]
    velden = []
    if soort != GELIJK:
        for kolom in KOLOMMEN:
            nu = getattr(organisatie, kolom.attribuut)
            was = getattr(vorige, kolom.attribuut) if vorige else None
            if kolom is not SLEUTEL and nu != was and not (_is_leeg(nu) and _is_leeg(was)):
                velden.append([kolom.kop, _in_woorden(kolom, was), _in_woorden(kolom, nu)])
    return Regel(rijnummer, soort, organisatie.kvk_nummer, organisatie.naam, velden)


def _is_leeg(waarde):
    return waarde is None or waarde == ""


def _in_woorden(kolom, waarde):
    return "" if _is_leeg(waarde) else kolom.toon(waarde)

"""The sheet of paper: what is on it, what it is made of, and that long names fit."""

import re
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from certificaten import motief
from certificaten.pdf import Certificaatgegevens, certificaat_pdf

GEGEVENS = Certificaatgegevens(
    nummer="KSW-2027-0001",
    houder="Welzijn Wilgendam",
    reikwijdte="voor ontmoeting, maatschappelijk werk en jongerenwerk in de gemeente Wilgendam",
    geldig_van=date(2027, 1, 21),
    geldig_tot_en_met=date(2029, 1, 20),
    kader="Normenkader 2026",
    certificeerder="Toetshuis Noorderlicht",
    besloten_op=date(2027, 1, 21),
    is_voorbeeld=False,
    verifieer_url="https://kwaliteitslabel.example/verifieer/KSW-2027-0001",
    uitgave=1,
    uitgave_op=None,
    uitgave_reden="",
    logboekregel="565 · 3fa9c12b7e0d",
)
LANGE_NAAM = (
    "Stichting Samenwerkende Organisaties voor Welzijn, Maatschappelijke Dienstverlening en Jongerenwerk in de "
    "gemeenten Wilgendam, Elzenmeer en Oeverland e.o."
)
LANGE_REIKWIJDTE = ("voor ontmoeting, mantelzorgondersteuning, schuldhulpverlening en cliëntondersteuning " * 7)[:500]


def draai(programma, *opties, pdf):
    return subprocess.run([programma, *opties], input=pdf, capture_output=True, check=True).stdout


def tekst(pdf):
    return " ".join(draai("pdftotext", "-layout", "-", "-", pdf=pdf).decode().split())


def woorden(pdf):
    """(word, left, top, right, bottom) of every word on the page, in points from the top left."""
    gevonden = re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)</word>',
        draai("pdftotext", "-bbox", "-", "-", pdf=pdf).decode(),
    )
    return [(woord, *map(float, kader)) for *kader, woord in gevonden]


@pytest.fixture(scope="module")
def pdf():
    return certificaat_pdf(GEGEVENS)


def test_the_certificate_names_holder_scope_number_and_dates(pdf):
    blad = tekst(pdf)
    for stuk in (
        "De beheercommissie kent het kwaliteitslabel toe aan Welzijn Wilgendam",
        "voor ontmoeting, maatschappelijk werk en jongerenwerk in de gemeente Wilgendam",
        "KSW-2027-0001 21 januari 2027 20 januari 2029 Normenkader 2026 Toetshuis Noorderlicht",
        "Besloten op donderdag 21 januari 2027",
        "Logboek tot en met regel 565 · 3fa9c12b7e0d",
    ):
        assert stuk in blad


def test_it_is_one_sheet_of_a4_landscape_in_dutch_tagged_for_the_archive(pdf):
    lezer = PdfReader(BytesIO(pdf))
    (blad,) = lezer.pages
    assert [round(float(maat) * 25.4 / 72) for maat in blad.mediabox[2:]] == [297, 210]
    assert lezer.root_object["/Lang"] == "nl"
    assert lezer.root_object["/MarkInfo"]["/Marked"]
    assert lezer.root_object["/StructTreeRoot"]["/K"]
    assert lezer.root_object["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert lezer.metadata.title == "Certificaat KSW-2027-0001, Welzijn Wilgendam"
    xmp = lezer.root_object["/Metadata"].get_data().decode()
    assert 'pdfaid:part="2"' in xmp
    assert 'pdfaid:conformance="A"' in xmp


def test_every_picture_is_described(pdf):
    def figuren(knoop):
        if isinstance(knoop, dict):
            if knoop.get("/S") == "/Figure":
                yield knoop
            kinderen = knoop.get("/K", [])
            for kind in kinderen if isinstance(kinderen, list) else [kinderen]:
                yield from figuren(kind.get_object())

    beschreven = [figuur.get("/Alt", "") for figuur in figuren(PdfReader(BytesIO(pdf)).root_object["/StructTreeRoot"])]
    assert "QR-code naar de controlepagina van dit certificaat" in beschreven
    assert all(beschreven)


def test_only_our_own_faces_are_in_it_and_all_are_embedded(pdf):
    regels = draai("pdffonts", "-", pdf=pdf).decode().splitlines()[2:]
    assert {re.split(r"[+-]", regel.split()[0])[1] for regel in regels} == {"Literata", "Atkinson"}
    assert all(re.search(r"Identity-H +yes yes yes", regel) for regel in regels)


def test_the_qr_code_leads_to_the_verify_page(pdf, tmp_path):
    (tmp_path / "blad.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", "blad.pdf", "blad"], cwd=tmp_path, check=True)
    gelezen = subprocess.run(["zbarimg", "--raw", "-q", "blad.png"], cwd=tmp_path, capture_output=True, check=True)
    assert gelezen.stdout.decode().strip() == "https://kwaliteitslabel.example/verifieer/KSW-2027-0001"


def test_the_same_facts_give_the_same_file(pdf):
    assert certificaat_pdf(GEGEVENS) == pdf


def test_an_example_says_so_in_words_and_across_the_sheet(pdf):
    voorbeeld = certificaat_pdf(replace(GEGEVENS, is_voorbeeld=True))
    assert "VOORBEELD: dit certificaat is niet geldig" in tekst(voorbeeld)
    schuin = [woord for woord, *_ in woorden(voorbeeld) if len(woord) == 1 and woord.isupper()]
    assert sorted(schuin) == sorted("VOORBEELD")
    assert "VOORBEELD" not in tekst(pdf)


@pytest.mark.parametrize("certificeerder", ["Kwaliteitsinstituut", "Ketenkwaliteitsinstituut Noord", LANGE_NAAM])
@pytest.mark.parametrize("houder", ["Jongerenopbouwwerk", "Maatschappelijkwerkgroep Elzen", LANGE_NAAM])
def test_no_word_of_a_name_breaks_and_no_name_meets_what_stands_beside_it(houder, certificeerder):
    op_het_blad = woorden(
        certificaat_pdf(
            replace(
                GEGEVENS,
                houder=houder,
                certificeerder=certificeerder,
                reikwijdte=LANGE_REIKWIJDTE,
                kader="Voorbeeldkader Kwaliteitslabel Sociaal Werk 2026, versie 2026.2",
            )
        )
    )
    gedrukt = [woord for woord, *_ in op_het_blad]
    assert set(f"{houder} {certificeerder}".split()) <= set(gedrukt)
    plaats = gedrukt.index("Nummer")
    assert max(onder for *_, onder in op_het_blad[:plaats]) < min(top for _, _, top, *_ in op_het_blad[plaats:])


@pytest.mark.parametrize(
    ("houder", "reikwijdte"),
    [
        ("Es", "voor alles"),
        ("Stichting Buurthuis Elzen", LANGE_REIKWIJDTE[:160]),
        ("Maatschappelijkwerkgroep", LANGE_REIKWIJDTE[:320]),
        ("Stichting Maatschappelijke Dienstverlening Noord-Wilgendam e.o.", LANGE_REIKWIJDTE),
        (LANGE_NAAM, LANGE_REIKWIJDTE),
        ("Donaudampfschiff" * 10, LANGE_REIKWIJDTE),
    ],
)
def test_a_long_name_and_scope_stay_clear_of_the_facts(houder, reikwijdte):
    pdf = certificaat_pdf(
        replace(
            GEGEVENS,
            houder=houder,
            reikwijdte=reikwijdte,
            kader="Normenkader Kwaliteitslabel Sociaal Werk, versie mei 2026",
            certificeerder="Stichting Kwaliteitstoetsing Noordoost-Nederland en Omstreken",
        )
    )
    op_het_blad = woorden(pdf)
    plaats = [woord for woord, *_ in op_het_blad].index("Nummer")
    boven, feiten = op_het_blad[:plaats], op_het_blad[plaats:]
    assert max(onder for *_, onder in boven) < min(top for _, _, top, *_ in feiten) - 4
    assert max(rechts for _, _, _, rechts, _ in op_het_blad) < 273.5 * 72 / 25.4
    zegel = next(top for woord, _, top, *_ in feiten if woord == "digitaal")
    assert max(onder for woord, *_, onder in feiten if woord in ("Omstreken", "2026")) < zegel - 20


@pytest.mark.parametrize(
    "reden", ["de naam verkeerd was gespeld", ("er een gemeente ontbrak die er wel bij hoort " * 4)[:160]]
)
def test_an_edition_and_its_reason_stand_below_all_else_and_on_the_sheet(reden):
    lang = replace(GEGEVENS, houder=LANGE_NAAM, reikwijdte=LANGE_REIKWIJDTE, certificeerder=LANGE_NAAM)
    pdf = certificaat_pdf(replace(lang, uitgave=12, uitgave_op=date(2028, 12, 30), uitgave_reden=reden))
    assert f"Uitgave 12, op 30 december 2028, omdat {reden.strip()}" in tekst(pdf)
    op_het_blad = woorden(pdf)
    vanaf = next(top for woord, _, top, *_ in op_het_blad if woord == "Uitgave")
    boven, uitgave = ([rij for rij in op_het_blad if (rij[2] >= vanaf) == laag] for laag in (False, True))
    assert len(uitgave) == len(f"Uitgave 12, op 30 december 2028, omdat {reden}".split())
    assert max(onder for *_, onder in boven) < vanaf
    # A printer leaves 5 mm white.
    assert max(onder for *_, onder in uitgave) < 205 * 72 / 25.4
    assert max(rechts for _, _, _, rechts, _ in uitgave) < 273.5 * 72 / 25.4


def test_letters_from_further_east_come_from_our_own_faces():
    pdf = certificaat_pdf(replace(GEGEVENS, houder="Čajka, Łódź & Ionuș", certificeerder="Ștefan Őszi Toetsing"))
    assert "Čajka, Łódź & Ionuș" in tekst(pdf)
    regels = draai("pdffonts", "-", pdf=pdf).decode().splitlines()[2:]
    assert {re.split(r"[+-]", regel.split()[0])[1] for regel in regels} == {"Literata", "Atkinson"}


def test_what_people_typed_is_text_not_markup():
    assert 'Wel & Zijn <b>"vet"' in tekst(certificaat_pdf(replace(GEGEVENS, houder='Wel & Zijn <b>"vet"</b>')))


@pytest.mark.parametrize("tekening", [motief.vlecht, motief.rozet])
def test_every_number_has_its_own_weave_and_keeps_it(tekening):
    assert tekening("KSW-2027-0001") == tekening("KSW-2027-0001")
    assert tekening("KSW-2027-0001") != tekening("KSW-2027-0002")

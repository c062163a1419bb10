"""The report as people read it: in the document and on the screen, long and short."""

import copy
import re
import subprocess
from datetime import date

import pytest
from django.template.loader import render_to_string

from toetsing.leesvorm import dagen_in_woorden, leesvorm, rapport_pdf

NORM = {
    "nummer": "D3",
    "titel": "Duidelijke afspraken",
    "tekst": "Afspraken met bewoners zijn duidelijk en makkelijk terug te vinden.",
    "onderdeel": "dienstverlening",
    "oordeel": {"code": "voldoet_deels", "label": "Voldoet deels", "toelichting": "Er is een verbeterpunt."},
    "passages": [
        {
            "sleutel": "D3-1",
            "nummer": 3,
            "soort": "sterk",
            "tekst": "Bewoners schrijven zelf mee aan hun plan.",
            "gronden": ["gesprek 2 met bewoners", "verhaal bij norm D3"],
        },
        {
            "sleutel": "D3-2",
            "nummer": 4,
            "soort": "verbeter",
            "tekst": "In 2 van de 10 dossiers staat niet wat er is afgesproken.\n\nDat hoorden wij ook terug.",
            "gronden": ["10 dossiers"],
        },
    ],
    "citaten": [
        {"tekst": "Ik moest alles opnieuw vertellen.", "functie": "bezoeker van het spreekuur"},
        {"tekst": "Wij doen dat mondeling.", "functie": "medewerker"},
    ],
    "stemmen": [
        {"label": "Bewoners", "aantal": 2, "anders": True},
        {"label": "Medewerkers", "aantal": 3, "anders": False},
        {"label": "Partners", "aantal": 0, "anders": False},
    ],
    "reacties": [
        {
            "passage": "D3-2",
            "nummer": 4,
            "soort": "feit",
            "tekst": "Twee dossiers waren nog niet afgesloten.",
            "antwoord": "Wij hebben het aantal aangepast.",
            "gevolg": "aangepast",
            "oude_tekst": "In 4 van de 10 dossiers staat niet wat er is afgesproken.",
        }
    ],
}


def deel(sleutel, tekst, bereik, nummer):
    return {
        "sleutel": sleutel,
        "titel": sleutel.capitalize(),
        "tekst": tekst,
        "deel": bereik,
        "passage": f"D-{sleutel}",
        "nummer": nummer,
        "reacties": [],
    }


def inhoud(**anders):
    """The frozen content of a small report."""
    return copy.deepcopy(
        {
            "nummer": "2026-031",
            "versie": 2,
            "soort": "vastgesteld",
            "op": "2027-01-11",
            "organisatie": "Welzijn Wilgendam",
            "certificeerder": "Toetshuis Noorderlicht",
            "toetsers": ["Meike Lisdodde", "Samir Wollegras"],
            "reikwijdte": "De hele organisatie",
            "fte": 41.5,
            "locaties": ["5 locaties"],
            "toetsdagen": ["2026-10-27", "2026-10-28"],
            "kader": {"titel": "Voorbeeldkader 2026", "is_voorbeeld": True, "aantal_normen": 24},
            "kerngegevens": [{"label": "Soort toets", "waarde": "Externe audit"}],
            "delen": [
                deel("samenvatting", "Wilgendam begint bij wat mensen zelf kunnen.", "beide", 1),
                deel("werkwijze", "Wij liepen twee dagen mee.", "lang", 2),
                deel("branche", "Klachten samen bespreken helpt.", "kort", None),
            ],
            "sterke_punten": [{"passage": "bevinding-1", "tekst": "Bewoners beslissen mee.", "normen": ["D2", "V4"]}],
            "verbeterpunten": [{"passage": "bevinding-2", "tekst": "Niet elk dossier is volledig.", "normen": ["D3"]}],
            "tellingen": {
                "kolommen": [
                    {"code": "voldoet", "label": "Voldoet", "beoordeeld": True},
                    {"code": "voldoet_deels", "label": "Deels", "beoordeeld": True},
                ],
                "rijen": [
                    {"onderdeel": "Vakmanschap", "aantallen": [7, 1]},
                    {"onderdeel": "Dienstverlening", "aantallen": [14, 2]},
                ],
            },
            "gesprekken": [
                {
                    "groep": "clienten",
                    "label": "Bewoners",
                    "aantal_gesprekken": 4,
                    "aantal_mensen": 14,
                    "functies": ["bezoeker (13)", "mantelzorger (1)"],
                },
                {
                    "groep": "partners",
                    "label": "Partners",
                    "aantal_gesprekken": 1,
                    "aantal_mensen": 3,
                    "functies": ["huisarts (3)"],
                },
            ],
            "onderdelen": [{"sleutel": "dienstverlening", "titel": "Dienstverlening"}],
            "normen": [NORM],
            "advies": {"code": "positief", "label": "Positief", "motivering": "Goed werk.", "op": "2027-01-14"},
        }
        | anders
    )


def bladzijden(pdf):
    """The text of every page, words with one space between them."""
    tekst = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return [" ".join(bladzijde.split()) for bladzijde in tekst.split("\f")[:-1]]


def scherm(wat, kort=False):
    return render_to_string("toetsing/_rapport.html", {"rapport": leesvorm(wat, kort=kort)})


@pytest.fixture(scope="module")
def lang():
    return bladzijden(rapport_pdf(inhoud()))


@pytest.fixture(scope="module")
def kort():
    return bladzijden(rapport_pdf(inhoud(), kort=True))


def test_the_cover_says_who_assessed_whom_and_when(lang):
    for stuk in (
        "Toetsingsrapport Welzijn Wilgendam Wat 17 mensen ons vertelden op 27 en 28 oktober 2026",
        "Toetshuis Noorderlicht: Meike Lisdodde en Samir Wollegras",
        "De hele organisatie 5 locaties",
        "Voorbeeldkader 2026 (VOORBEELD)",
        "11 januari 2027, versie 2",
    ):
        assert stuk in lang[0]


@pytest.mark.parametrize(
    ("organisatie", "reikwijdte"),
    [
        ("Es", "Alles"),
        ("Welzijn Wilgendam", "Ontmoeting, maatschappelijk werk, opvoedhulp, jongerenwerk, schuldhulp en buurtwerk."),
        ("Stichting Samenwerkende Organisaties voor Welzijn en Dienstverlening in Wilgendam " * 2, "Ontmoeting. " * 41),
    ],
)
def test_the_facts_on_the_cover_stand_below_the_name_in_lines_of_whole_words(organisatie, reikwijdte):
    """The scope is a sentence of the organisation: it may end with a full stop, and be 500 letters long."""
    pdf = rapport_pdf(inhoud(organisatie=organisatie.strip(), reikwijdte=reikwijdte.strip()), kort=True)
    opdracht = ["pdftotext", "-l", "1", "-bbox", "-", "-"]
    regels = subprocess.run(opdracht, input=pdf, capture_output=True, check=True).stdout.decode()
    gevonden = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)</word>', regels)
    woorden = [(woord, *map(float, kader)) for *kader, woord in gevonden]
    gedrukt = [woord for woord, *_ in woorden]
    assert " ".join(f"{reikwijdte} 5 locaties".split()) in " ".join(gedrukt)
    feiten = gedrukt.index("Getoetst")
    onder_de_titel = max(onder for *_, onder in woorden[:feiten])
    assert all(top > onder_de_titel for _, _, top, *_ in woorden[feiten:])
    assert all(links > 100 and rechts < 535 and onder < 800 for _, links, _, rechts, onder in woorden)


def test_the_summary_opens_with_what_is_strong_and_counts_without_scores(lang):
    samenvatting = lang[1]
    plaatsen = [
        samenvatting.index(stuk)
        for stuk in (
            "begint bij wat mensen zelf kunnen",
            "Bewoners beslissen mee. D2 V4",
            "Niet elk dossier",
            "Voldoet",
        )
    ]
    assert plaatsen == sorted(plaatsen)
    assert "Samen, 24 normen 21 3" in samenvatting
    assert "Wij voerden 5 gesprekken met 17 mensen." in samenvatting
    assert "bezoeker (13), mantelzorger (1)" in samenvatting
    assert "41,5 fte, 5 locaties" in samenvatting
    assert "%" not in " ".join(lang)


def test_a_norm_shows_judgement_passages_voices_and_reaction(lang):
    norm = " ".join(lang[2:])
    plaatsen = [
        norm.index(stuk)
        for stuk in (
            "Norm D3. Duidelijke afspraken",
            "Afspraken met bewoners zijn duidelijk",
            "Voldoet deels. Er is een verbeterpunt.",
            "Bewoners schrijven zelf mee",
            "Sterk punt, rust op gesprek 2 met bewoners, verhaal bij norm D3",
            "In 2 van de 10 dossiers",
            "‘Ik moest alles opnieuw vertellen.’ Bezoeker van het spreekuur",
            "‘Wij doen dat mondeling.’ Medewerker",
            "Waar dit oordeel op rust",
            "Niet gebruikt: partners",
            "Wat de reactie van de organisatie veranderde",
            "dat een feit niet klopt: ‘Twee dossiers waren nog niet afgesloten.’",
            "In het concept stond: ‘In 4 van de 10 dossiers",
            "Antwoord van de toetsers: Wij hebben het aantal aangepast.",
        )
    ]
    assert plaatsen == sorted(plaatsen)


def test_every_page_but_the_cover_says_that_the_norms_are_an_example(lang):
    assert all("versie 2. VOORBEELD: geen echte normen" in bladzijde for bladzijde in lang[1:])
    echt = bladzijden(rapport_pdf(inhoud(kader={"titel": "Kader 2026", "is_voorbeeld": False, "aantal_normen": 24})))
    assert "VOORBEELD" not in " ".join(echt)


def test_the_facts_about_the_organisation_stand_together_on_one_page():
    wat = inhoud()
    bladen = bladzijden(rapport_pdf(wat | {"gesprekken": wat["gesprekken"][:1] * 6}))
    [blad] = [blad for blad in bladen if "Kerngegevens" in blad]
    assert "Omvang" in blad and "Toetsdagen" in blad


@pytest.mark.parametrize("aantal", [13, 14])
def test_the_counts_stand_together_on_one_page_with_their_heading(aantal):
    punt = {"passage": "bevinding-1", "tekst": "Bewoners beslissen mee. " * 3, "normen": ["D2"]}
    bladen = bladzijden(rapport_pdf(inhoud(sterke_punten=[punt] * aantal), kort=True))
    [blad] = [blad for blad in bladen if "Onze oordelen" in blad]
    assert "Vakmanschap 7 1" in blad and "Samen, 24 normen 21 3" in blad


@pytest.mark.parametrize(("mensen", "zin"), [(0, "Getoetst op 27"), (1, "Getoetst op 27"), (2, "Wat 2 mensen ons")])
def test_a_report_with_hardly_anything_in_it_reads_as_a_sentence(mensen, zin):
    gesprek = inhoud()["gesprekken"][1] | {"aantal_mensen": mensen, "functies": []}
    weinig = inhoud(gesprekken=[gesprek], sterke_punten=[], verbeterpunten=[], kerngegevens=[], advies=None, fte=None)
    omslag, samenvatting, *_ = bladzijden(rapport_pdf(weinig, kort=True))
    assert zin in omslag
    assert "Sterke punten Verbeterpunten Geen. Geen." in samenvatting and "advies" not in samenvatting
    assert f"Wij voerden 1 gesprek met {mensen} mens{'' if mensen == 1 else 'en'}." in samenvatting


def test_the_short_part_holds_counts_points_and_advice_and_nothing_about_single_norms(kort, lang):
    tekst = " ".join(kort)
    for stuk in ("kort deel", "Bewoners beslissen mee. D2 V4", "Samen, 24 normen 21 3", "bezoeker (13)", "41,5 fte"):
        assert stuk in tekst
    assert "Positief, uitgebracht op donderdag 14 januari 2027. Goed werk." in tekst
    assert "Klachten samen bespreken helpt." in tekst
    for stuk in ("Wij liepen twee dagen mee", "schrijven zelf mee", "10 dossiers", "opnieuw vertellen", "Norm D3"):
        assert stuk not in tekst
        assert stuk in " ".join(lang)
    assert "Klachten samen bespreken helpt." not in " ".join(lang)


def test_a_draft_says_that_it_is_one():
    concept = bladzijden(rapport_pdf(inhoud(soort="concept", versie=1)))
    assert concept[0].startswith("Kwaliteitslabel Sociaal Werk Conceptrapport Welzijn Wilgendam")
    assert "Conceptrapport 2026-031, versie 1" in concept[1]
    assert "Toetsingsrapport" not in " ".join(concept)


def test_the_document_is_tagged_for_the_archive_in_our_own_faces(tmp_path):
    (tmp_path / "rapport.pdf").write_bytes(rapport_pdf(inhoud()))

    def draai(programma):
        return subprocess.run([programma, tmp_path / "rapport.pdf"], capture_output=True, text=True, check=True).stdout

    assert re.search(r"Tagged: +yes", draai("pdfinfo"))
    assert re.search(r"Title: +Toetsingsrapport 2026-031, Welzijn Wilgendam", draai("pdfinfo"))
    regels = draai("pdffonts").splitlines()[2:]
    assert {re.split(r"[+-]", regel.split()[0])[1] for regel in regels} == {"Literata", "Atkinson"}
    assert all(re.search(r"Identity-H +yes yes yes", regel) for regel in regels)


def test_the_same_content_gives_the_same_file():
    assert rapport_pdf(inhoud()) == rapport_pdf(inhoud())


def test_a_report_of_52_norms_keeps_every_passage():
    normen = []
    for nr in range(1, 53):
        norm = copy.deepcopy(NORM) | {"nummer": f"D{nr}"}
        for passage in norm["passages"]:
            passage["tekst"] = f"Dit is passage {passage['nummer']} van norm {nr}."
        normen.append(norm)
    tekst = " ".join(bladzijden(rapport_pdf(inhoud(normen=normen))))
    assert [tekst.count(f"Dit is passage {nr} van norm {norm}.") for norm in range(1, 53) for nr in (3, 4)] == [1] * 104


def test_on_screen_every_passage_has_a_place_to_link_to():
    ankers = re.findall(r'id="(passage-[^"]+|norm-D3)"', scherm(inhoud()))
    assert ankers == ["passage-D-samenvatting", "passage-D-werkwijze", "norm-D3", "passage-D3-1", "passage-D3-2"]
    assert re.findall(r'id="(passage-[^"]+|norm-D3)"', scherm(inhoud(), kort=True)) == [
        "passage-D-samenvatting",
        "passage-D-branche",
    ]


def test_the_short_part_on_screen_has_nothing_about_single_norms():
    tekst = scherm(inhoud(), kort=True)
    assert "Bewoners beslissen mee." in tekst
    for stuk in ("schrijven zelf mee", "10 dossiers", "opnieuw vertellen", 'href="#norm'):
        assert stuk not in tekst
        assert stuk in scherm(inhoud())


@pytest.mark.parametrize("maak", [scherm, lambda wat: " ".join(bladzijden(rapport_pdf(wat)))])
def test_what_people_typed_is_text_not_markup(maak):
    wat = inhoud(sterke_punten=[{"tekst": "<i>Sterk</i>", "normen": []}])
    assert "<i>Sterk</i>" in maak(wat).replace("&lt;", "<").replace("&gt;", ">")
    assert "<i>" not in scherm(wat)


def test_an_unanswered_reaction_says_so():
    norm = copy.deepcopy(NORM)
    norm["reacties"][0] |= {"antwoord": "", "gevolg": "", "oude_tekst": "", "soort": "mening"}
    tekst = " ".join(bladzijden(rapport_pdf(inhoud(normen=[norm]))))
    assert "De reactie van de organisatie" in tekst
    assert "dat zij dit anders ziet" in tekst
    assert "Wacht op antwoord" in scherm(inhoud(normen=[norm]))


@pytest.mark.parametrize(
    ("dagen", "woorden"),
    [
        ([], ""),
        ([date(2026, 10, 27)], "27 oktober 2026"),
        ([date(2026, 10, 28), date(2026, 10, 27)], "27 en 28 oktober 2026"),
        ([date(2026, 10, 27), date(2026, 10, 28), date(2026, 10, 30)], "27, 28 en 30 oktober 2026"),
        ([date(2026, 12, 31), date(2027, 1, 4)], "31 december 2026 en 4 januari 2027"),
    ],
)
def test_days_read_as_a_person_would_say_them(dagen, woorden):
    assert dagen_in_woorden(dagen) == woorden

"""The public register: found by everyone, with the state of the moment, at the same cost at any length."""

import csv
import io
import re

import pgtrigger
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certificaten.models import Certificaat, Certificaatbestand, Uitgifte
from certificaten.register import Bladen
from huisstijl.templatetags.opmaak import dagkort
from leden.models import Naamswijziging, Organisatie
from tests.certificaten.vermeldingen import OP_EEN_BESLUIT, vermelding, wijziging
from tests.dagen import over
from trajecten.models import Cyclus

REGISTER = "/register/"


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


def namen(antwoord):
    """Holders of the entries on a page, in order."""
    lijst = antwoord.content.decode().split('aria-labelledby="alle"')[0]
    return re.findall(r'<h3><a href="/register/[^"]+">([^<]+)</a></h3>', lijst)


def houder(naam, plaats="Wilgendam"):
    return Organisatie.objects.create(naam=naam, soort=Organisatie.Soort.LID, plaats=plaats)


@pytest.fixture
def vier(wereld):
    """One valid, one suspended, one expired, and one succeeded by a newer one."""
    traject = wereld.traject
    buurtkracht = houder("Stichting Buurtkracht Kade", "Oeverwijk")
    vermelding(traject, wereld.joke.organisatie, "KSW-2026-0001", over(-10))
    geschorst = vermelding(traject, houder("Sociaal Werk Het Véér", "Veerhoek"), "KSW-2025-0042", over(-300))
    wijziging(geschorst, "geschorst", over(-5))
    vermelding(traject, houder("Wijkwerk Zuiderpoort", "Zuiderpoort"), "KSW-2023-0007", over(-800))
    vermelding(traject, buurtkracht, "KSW-2024-0003", over(-700))
    vermelding(traject, buurtkracht, "KSW-2026-0002", over(-2), variant="Combinatietoets")


def test_the_register_opens_with_who_has_the_label_today(client, vier):
    antwoord = client.get(REGISTER)
    assert namen(antwoord) == ["Stichting Buurtkracht Kade", "Welzijn Wilgendam"]
    assert "<b>2 vermeldingen</b>, geldig op" in tekst(antwoord)


def test_the_whole_history_can_be_read_with_each_state_in_words(client, vier):
    antwoord = client.get(REGISTER, {"op": ""})
    assert namen(antwoord) == [
        "Sociaal Werk Het Véér",
        "Stichting Buurtkracht Kade",
        "Stichting Buurtkracht Kade",
        "Welzijn Wilgendam",
        "Wijkwerk Zuiderpoort",
    ]
    for woord in ("Geldig", "Geschorst", "Verlopen", "Opgevolgd"):
        assert re.search(rf'class="status[^"]*"><svg[^>]*>.*?</svg> {woord}</span>', tekst(antwoord))


@pytest.mark.parametrize(
    ("zoek", "gevonden"),
    [
        ("wilgendam", ["Welzijn Wilgendam"]),  # name and place
        ("WILG", ["Welzijn Wilgendam"]),  # the beginning of a word
        ("oeverw", ["Stichting Buurtkracht Kade"]),  # place
        ("buurtkracht oeverwijk", ["Stichting Buurtkracht Kade"]),  # name and place together
        ("KSW-2026-0001", ["Welzijn Wilgendam"]),  # number
        ("ksw 2026", ["Stichting Buurtkracht Kade", "Welzijn Wilgendam"]),
        ("wilgendam oeverwijk", []),
        ("kracht", []),  # not in the middle of a word
        ("--- !", []),
        ("' | ) & :*", []),
    ],
)
def test_search_by_name_place_and_number(client, vier, zoek, gevonden):
    assert namen(client.get(REGISTER, {"zoek": zoek})) == gevonden


def test_a_holder_whose_label_does_not_hold_is_found_by_name_with_its_state(client, vier):
    pagina = client.get(REGISTER, {"zoek": "veer"})
    assert namen(pagina) == ["Sociaal Werk Het Véér"]
    assert "<b>0 vermeldingen</b>" in tekst(pagina) and "Niets gevonden" not in tekst(pagina)
    assert "Gevonden, maar niet geldig op" in tekst(pagina) and "Geschorst" in tekst(pagina)
    # Who holds it today is not shown twice, nor with what was succeeded.
    assert namen(client.get(REGISTER, {"zoek": "buurtkracht"})) == ["Stichting Buurtkracht Kade"]
    assert "maar niet geldig" not in tekst(client.get(REGISTER))


def test_a_day_that_is_none_is_said_without_a_heading_over_nothing(client, vier):
    pagina = tekst(client.get(REGISTER, {"op": "31 februari"}))
    assert 'class="veldfout"' in pagina and "Gevonden vermeldingen" not in pagina


@pytest.mark.parametrize("zoek", ["veer", "Véér", "VÉÉR"])
def test_search_does_not_mind_signs_on_letters(client, vier, zoek):
    assert namen(client.get(REGISTER, {"zoek": zoek, "op": ""})) == ["Sociaal Werk Het Véér"]


def test_search_on_a_day_gives_what_held_then(client, vier):
    assert namen(client.get(REGISTER, {"op": over(-20).isoformat()})) == [
        "Sociaal Werk Het Véér",
        "Stichting Buurtkracht Kade",
    ]
    assert namen(client.get(REGISTER, {"op": over(-750).isoformat()})) == ["Wijkwerk Zuiderpoort"]


def test_search_by_kind_of_assessment(client, vier):
    assert "Intercollegiale adviesmeting" not in tekst(client.get(REGISTER))  # leads to no certificate
    assert namen(client.get(REGISTER, {"soort": "Combinatietoets"})) == ["Stichting Buurtkracht Kade"]


@pytest.mark.parametrize(
    ("sorteer", "eerste"),
    [
        ("naam", "Sociaal Werk Het Véér"),
        ("plaats", "Stichting Buurtkracht Kade"),
        ("nieuwste", "Stichting Buurtkracht Kade"),
    ],
)
def test_the_order_can_be_chosen(client, vier, sorteer, eerste):
    assert namen(client.get(REGISTER, {"op": "", "sorteer": sorteer}))[0] == eerste


def test_an_impossible_day_is_said_beside_the_field_and_keeps_the_search(client, vier):
    pagina = tekst(client.get(REGISTER, {"zoek": "Welzijn", "op": "31 februari 2027"}))
    assert "Deze dag bestaat niet. Kijk de dag en de maand na." in pagina
    assert 'value="Welzijn"' in pagina and 'value="31 februari 2027"' in pagina


def test_nothing_found_says_where_else_to_look(client, vier):
    pagina = tekst(client.get(REGISTER, {"zoek": "Bestaatniet"}))
    assert "Niets gevonden" in pagina and "Zoek ook in wat niet meer geldt" in pagina
    assert "of zoek op een deel ervan" in tekst(client.get(REGISTER, {"zoek": "Bestaatniet", "op": ""}))


def test_what_was_not_handed_out_is_not_public(client, wereld):
    certificaat = vermelding(wereld.traject, houder("Welzijn Zonderpas"), "KSW-2026-0005", over(-1))
    Certificaatbestand.objects.create(certificaat=certificaat, bestand="certificaten/x.pdf", sha256="0" * 64)
    ander = Certificaat.objects.get()
    ander.pk, ander.nummer, ander.besluit_nummer, ander.houder = None, "KSW-2026-0006", "B-6", "Welzijn Nogniet"
    ander.cyclus = Cyclus.objects.create(organisatie=ander.organisatie)
    with pgtrigger.ignore(OP_EEN_BESLUIT):
        ander.save(force_insert=True)
    assert namen(client.get(REGISTER, {"op": ""})) == ["Welzijn Zonderpas"]
    for naam in ("vermelding", "certificaat_pdf", "verifieer_nummer"):
        assert client.get(reverse(naam, args=["KSW-2026-0006"])).status_code == 404


def test_an_example_says_so_wherever_it_shows(client, wereld):
    certificaat = vermelding(wereld.traject, houder("Welzijn Proef"), "KSW-2026-0005", over(-1), is_voorbeeld=True)
    urls = (REGISTER, certificaat.get_absolute_url(), reverse("verifieer_nummer", args=[certificaat.nummer]))
    for url in urls:
        assert "<b>VOORBEELD" in tekst(client.get(url))


# ---- what changed last


def test_the_last_changes_are_told_newest_first(client, vier):
    veranderd = tekst(client.get(REGISTER)).split("Laatst veranderd in het register")[1]
    regels = re.findall(r"</svg> ([^<]+)</span>", veranderd)
    assert regels == ["Opnieuw toegekend", "Geschorst", "Toegekend", "Verlopen", "Toegekend"]


def test_a_change_for_a_later_day_is_not_told_yet(client, wereld):
    certificaat = vermelding(wereld.traject, houder("Welzijn Straks"), "KSW-2026-0005", over(-1))
    wijziging(certificaat, "ingetrokken", over(5))
    assert "Ingetrokken" not in tekst(client.get(REGISTER))


# ---- one entry


def test_an_entry_tells_who_what_until_when_and_what_was_before(client, vier, wereld):
    Organisatie.objects.filter(naam="Stichting Buurtkracht Kade").update(
        kvk_nummer="01234567", website="https://buurtkracht.example"
    )
    pagina = tekst(client.get(reverse("vermelding", args=["KSW-2026-0002"])))
    for zin in (
        "<h1>Stichting Buurtkracht Kade</h1>",
        "Dit certificaat is geldig",
        "De hele organisatie",
        "Combinatietoets, Voorbeeldkader 2026",
        "Toetshuis Noorderlicht",
        "01234567",
        'href="https://buurtkracht.example"',
        "KSW-2024-0003",
        reverse("verifieer_nummer", args=["KSW-2026-0002"]),
    ):
        assert zin in pagina
    ouder = tekst(client.get(reverse("vermelding", args=["KSW-2024-0003"])))
    assert "Er is een nieuwer certificaat" in ouder and "KSW-2026-0002" in ouder


def test_an_unknown_entry_is_not_found(client, wereld):
    for nummer in ("KSW-1999-0001", "../../etc", "%00"):
        assert client.get(f"/register/{nummer}/").status_code == 404


# ---- the list as a file


def lees_csv(antwoord):
    inhoud = antwoord.inhoud.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(inhoud), delimiter=";"))


def test_the_list_is_downloaded_as_it_was_found(client, vier):
    antwoord = client.get(reverse("register_export", args=["csv"]), {"zoek": "buurtkracht", "op": ""})
    assert antwoord["Content-Disposition"].startswith('attachment; filename="register-kwaliteitslabel-')
    rijen = lees_csv(antwoord)
    assert [(rij["Nummer"], rij["Stand"]) for rij in rijen] == [
        ("KSW-2024-0003", "Opgevolgd"),
        ("KSW-2026-0002", "Geldig"),
    ]
    assert rijen[0]["Geldig van"] == over(-700).isoformat()


def test_the_download_is_offered_with_the_same_search(client, vier):
    pagina = tekst(client.get(REGISTER, {"zoek": "buurtkracht", "bladzijde": "1"}))
    for vorm in ("xlsx", "csv"):
        assert f'href="/register/lijst.{vorm}?zoek=buurtkracht"' in pagina


def test_a_cell_never_becomes_a_formula(client, wereld):
    naam = '=HYPERLINK("https://kwaad.example";"klik")'
    vermelding(wereld.traject, houder(naam, "@SOM(1)"), "KSW-2026-0005", over(-1), reikwijdte="-2+3\n+4")
    (rij,) = lees_csv(client.get(reverse("register_export", args=["csv"])))
    assert (rij["Houder"], rij["Plaats"], rij["Geldt voor"]) == (f"'{naam}", "'@SOM(1)", "'-2+3\n+4")


# ---- the length of the register does not matter


def hernoemd(wereld, organisatie, was, wordt, dagen):
    Naamswijziging.objects.create(
        organisatie=organisatie, was=was, wordt=wordt, per=over(dagen), vastgelegd_door=wereld.gijs.gebruiker
    )


def test_a_certificate_is_found_by_every_name_that_its_holder_has_had(client, wereld):
    organisatie = houder("Hof van Twénte")
    vermelding(wereld.traject, organisatie, "KSW-2024-0001", over(-700))
    vermelding(wereld.traject, organisatie, "KSW-2026-0001", over(-2), houder="Wijkhuis Rietland")
    vermelding(wereld.traject, houder("Sociaal Werk Het Veer"), "KSW-2026-0002", over(-2))
    hernoemd(wereld, organisatie, "Hof van Twénte", "Wijkhuis Rietland", -30)
    hernoemd(wereld, organisatie, "Wijkhuis Rietland", "Samen Moerasbos", 30)
    for zoek in ("twente hof", "wijkhuis riet"):
        assert namen(client.get(REGISTER, {"op": "", "zoek": zoek})) == ["Hof van Twénte", "Wijkhuis Rietland"]
    pagina = tekst(client.get(REGISTER, {"zoek": "twente"}))
    assert f"Heette tot {dagkort(over(-30))}: Hof van Twénte" in pagina
    pagina = tekst(client.get(REGISTER, {"op": "", "zoek": "rietland"}))
    assert f"Heet sinds {dagkort(over(-30))}: Wijkhuis Rietland" in pagina
    # What an organisation is going to be called is not public yet.
    assert namen(client.get(REGISTER, {"op": "", "zoek": "moerasbos"})) == []
    export = reverse("register_export", args=["csv"])
    assert [rij["Houder"] for rij in lees_csv(client.get(export, {"zoek": "twente"}))] == ["Wijkhuis Rietland"]


def test_searching_by_earlier_names_takes_as_many_queries_for_one_as_for_thirty(client, wereld):
    aantallen = []
    for aantal in (1, 3, 30):
        for nr in range(aantal):
            organisatie = houder(f"Nieuw {aantal} {nr}")
            vermelding(wereld.traject, organisatie, f"KSW-2026-{aantal:02d}{nr:02d}", over(-2))
            hernoemd(wereld, organisatie, f"Vroeger{aantal}x {nr}", organisatie.naam, -1)
        with CaptureQueriesContext(connection) as vragen:
            assert len(namen(client.get(REGISTER, {"zoek": f"vroeger{aantal}x"}))) == min(aantal, 25)
        aantallen.append(len(vragen))
    assert len(set(aantallen)) == 1 and aantallen[0] <= 9


def vul(wereld, nummers):
    """An entry for each number, each of another organisation, and one more."""
    organisaties = Organisatie.objects.bulk_create(
        Organisatie(naam=f"Wijkwerk {nr:03d}", soort=Organisatie.Soort.LID, plaats="Wilgendam") for nr in nummers
    )
    eerste = vermelding(wereld.traject, houder(f"Voorop {nummers.start}"), f"KSW-2020-{nummers.start:04d}", over(-1))
    certificaten = []
    for nr, organisatie in zip(nummers, organisaties, strict=True):
        rij = {veld.attname: getattr(eerste, veld.attname) for veld in Certificaat._meta.concrete_fields}
        rij |= {"id": None, "nummer": f"KSW-2021-{nr:04d}", "besluit_nummer": f"C-{nr}", "houder": organisatie.naam}
        certificaten.append(
            Certificaat(
                **rij
                | {"organisatie_id": organisatie.pk, "cyclus_id": Cyclus.objects.create(organisatie=organisatie).pk}
            )
        )
    with pgtrigger.ignore(OP_EEN_BESLUIT):
        Certificaat.objects.bulk_create(certificaten)
    Uitgifte.objects.bulk_create(Uitgifte(certificaat=een, door=wereld.gijs.gebruiker) for een in certificaten)


def test_the_register_takes_as_many_queries_for_three_entries_as_for_three_hundred(client, wereld):
    aantallen = []
    for nummers in (range(1, 3), range(3, 31), range(31, 301)):
        vul(wereld, nummers)
        with CaptureQueriesContext(connection) as vragen:
            antwoord = client.get(REGISTER)
        aantallen.append(len(vragen))
    assert len(set(aantallen)) == 1 and aantallen[0] <= 8
    assert len(namen(antwoord)) == 25
    assert "1 tot en met 25 van 303" in tekst(antwoord)
    assert "26 tot en met 50 van 303" in tekst(client.get(REGISTER, {"bladzijde": 2}))


def test_counting_stops_where_nobody_reads_on(client, wereld, monkeypatch):
    monkeypatch.setattr(Bladen, "MEESTE", 30)
    vul(wereld, range(1, 41))
    pagina = tekst(client.get(REGISTER))
    assert "<b>30 vermeldingen of meer</b>" in pagina
    assert len(lees_csv(client.get(reverse("register_export", args=["csv"])))) == 41

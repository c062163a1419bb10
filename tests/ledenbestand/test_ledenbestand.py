"""What the members' file names as wrong, and what it says of what is new, changed and the same."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis, Organisatie
from ledenbestand.handelingen import in_woorden, ledenbestand_inlezen, nagekeken
from tests.ledenbestanden import (
    DUIZEND,
    KOPPEN,
    URL,
    aangeboden,
    csvbestand,
    ingelezen,
    leden,
    lid,
    rsin,
    stand,
    werkmap,
)


def fouten(wie, rijen, **opties):
    """(row, head, sentence) of everything that is wrong."""
    return [(fout.rij, fout.kolom, fout.zin) for fout in nagekeken(aangeboden(wie, werkmap(rijen, **opties))).fouten]


def test_a_name_with_a_letter_that_becomes_two_is_known_as_taken(wereld):
    Organisatie.objects.create(naam="İzmir Buurthuis", soort="lid", plaats="Utrecht")
    gevonden = fouten(wereld.gijs, [lid(1) | {"Naam": "İzmir Buurthuis"}, lid(2) | {"Naam": "İZMIR BUURTHUIS"}])
    assert [(rij, kolom) for rij, kolom, _ in gevonden] == [(2, "Naam"), (3, "Naam")]


# ---- forty faults of fourteen kinds in a file of a thousand rows

# (head, cell, words from the sentence); each is put in rows of its own.
SOORTEN_FOUTEN = [
    ("KvK-nummer", ["12AB5678", "onbekend"], "bestaat uit 8 cijfers"),
    ("KvK-nummer", ["1234567", "7654321", " 7654 322 "], "Viel de nul vooraan weg?"),
    ("KvK-nummer", ["123456789", 12345, 0], "heeft 8 cijfers. Hier staan er"),
    ("KvK-nummer", [None, "  "], "Vul het KvK-nummer in."),
    ("Naam", [None, "  "], "Vul de naam in. Deze organisatie is nieuw."),
    ("Naam", ["x" * 161], "Hier passen 160 tekens. U schreef er 161."),
    ("Naam", ["Welzijn Wilgendam", "welzijn wilgendam"], "Deze naam"),
    ("RSIN", ["123456789", "12345678", "geen"], "RSIN"),
    ("Postcode", ["12345", "0123 AB", "AB 1234"], "Schrijf de postcode zo: 1234 AB."),
    ("Gemeente", ["Utrcht", "Bergen", "Atlantis"], "staat niet in de lijst van gemeenten van 20"),
    ("Website", ["geen site", "javascript:alert(1)"], "Dit lijkt geen webadres."),
    ("E-mail contactpersoon", ["wilg@", "a@b@c.example"], "Dit lijkt geen e-mailadres."),
    ("Fte", ["veel", -1, "41,555"], ""),
    ("Locaties", ["5,5", -2, "twee"], ""),
    ("Lid sinds", ["gisteren", "31-2-2020", 43831], ""),
    ("Lid tot en met", [date(2019, 12, 31)], "eindigt voor het begint"),
]  # fmt: skip


def met_fouten():
    """The thousand rows, and (row, head, words) of each fault put in: forty."""
    rijen, verwacht = leden(DUIZEND), []
    gevallen = [(kop, cel, zin) for kop, cellen, zin in SOORTEN_FOUTEN for cel in cellen]
    for plek, (kop, cel, zin) in enumerate(gevallen):
        rij = 20 + plek * 23
        rijen[rij - 2][kop] = cel
        verwacht.append((rij, kop, zin))
    # The same KvK number twice, told at both rows.
    rijen[-1]["KvK-nummer"] = rijen[0]["KvK-nummer"]
    verwacht += [
        (2, "KvK-nummer", f"staat ook in rij {DUIZEND + 1}"),
        (DUIZEND + 1, "KvK-nummer", "staat ook in rij 2"),
    ]
    return rijen, sorted(verwacht)


def test_every_one_of_forty_faults_is_named_and_nothing_is_written(wereld):
    rijen, verwacht = met_fouten()
    assert len(verwacht) == 40
    voor = stand()
    ledenbestand = aangeboden(wereld.gijs, werkmap(rijen))
    nakijking = nagekeken(ledenbestand)
    assert [(fout.rij, fout.kolom) for fout in nakijking.fouten] == [(rij, kop) for rij, kop, _ in verwacht]
    for fout, (_, _, zin) in zip(nakijking.fouten, verwacht, strict=True):
        assert zin in fout.zin
    with pytest.raises(Geweigerd, match="Er klopt nog iets niet"):
        ledenbestand_inlezen(wereld.gijs, ledenbestand, nakijking.vingerafdruk())
    assert stand() == voor
    assert not Gebeurtenis.objects.exists()


def test_the_corrected_file_works_and_the_second_time_changes_nothing(wereld):
    voor = Organisatie.objects.count()
    eerste = ingelezen(wereld.gijs, leden(DUIZEND))
    assert (eerste.nieuw, eerste.gewijzigd, eerste.gelijk) == (DUIZEND, 0, 0)
    na = stand()
    assert len(na) == voor + DUIZEND
    tweede = ingelezen(wereld.gijs, leden(DUIZEND))
    assert (tweede.nieuw, tweede.gewijzigd, tweede.gelijk, tweede.wijzigingen) == (0, 0, DUIZEND, [])
    assert stand() == na


# ---- each fault by its own sentence


@pytest.mark.parametrize(
    ("kop", "cel", "zin"),
    [
        ("KvK-nummer", "1234567", "Dit KvK-nummer heeft 7 cijfers. Viel de nul vooraan weg? Dat doet een rekenblad bij een getal. "
         "Zet de cel op Tekst en schrijf 01234567."),
        ("KvK-nummer", "12AB5678", "Een KvK-nummer bestaat uit 8 cijfers. Hier staat ‘12AB5678’."),
        ("KvK-nummer", 12345678.5, "Een KvK-nummer bestaat uit 8 cijfers. Hier staat ‘12345678,5’."),
        ("RSIN", "123456789", "Dit nummer kan geen RSIN zijn. Kijk de cijfers na."),
        ("Plaats", None, "Vul de plaats in. Deze organisatie is nieuw."),
        ("Plaats", True, "Hier staat waar of onwaar. Zet de cel op Tekst en schrijf het opnieuw."),
        ("Straat en huisnummer", date(2026, 2, 1), "Het rekenblad maakte hier een datum van. Zet de cel op Tekst en schrijf het opnieuw."),
        ("Naam", "Welzijn Wilgendam", "Deze naam is al van Welzijn Wilgendam (nog zonder KvK-nummer). "
         "Kies een andere naam, of kijk het KvK-nummer na."),
        ("Gemeente", "Utrcht", "‘Utrcht’ staat niet in de lijst van gemeenten van 2026. Bedoelt u Utrecht?"),
        ("Gemeente", "Bergen", "‘Bergen’ staat niet in de lijst van gemeenten van 2026. "
         "Bedoelt u Bergen (NH.) of Bergen op Zoom of Bergen (L.)?"),
        ("Gemeente", "Qqq", "‘Qqq’ staat niet in de lijst van gemeenten van 2026. "
         "Schrijf de naam zoals het CBS die schrijft, of de code (GM0344)."),
        ("Fte", "veel", "Schrijf hier een getal, bijvoorbeeld 41,5."),
        ("Fte", -1, "Het aantal fte is nul of meer."),
        ("Fte", 41.555, "Schrijf hooguit twee cijfers achter de komma."),
        ("Fte", 1_000_000, "Dit getal is te groot."),
        ("Locaties", 5.5, "Schrijf hier een heel getal, bijvoorbeeld 12."),
        ("Locaties", 40_000, "Kies 32767 of minder."),
        ("Lid sinds", "31-2-2020", "Deze dag bestaat niet. Kijk de dag en de maand na."),
        ("Lid sinds", 43831, "Hier staat het getal 43831. Zet de cel op Datum, of schrijf 1 januari 2020."),
        ("Lid tot en met", date(2019, 12, 31), "Het lidmaatschap eindigt voor het begint. Kijk de twee dagen na."),
        ("Opmerkingen", "=1+1", "Hier staat een formule. Zet er de uitkomst in (in Excel: Plakken speciaal, Waarden)."),
        ("Opmerkingen", "#REF!", "Hier staat de foutmelding #REF! van het rekenblad. Verbeter de cel."),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_row_column_and_a_sentence_that_helps(wereld, kop, cel, zin):
    assert fouten(wereld.gijs, [lid(1), lid(2, **{kop: cel}), lid(3)]) == [(3, kop, zin)]


def test_a_number_or_name_of_another_organisation_is_refused(wereld):
    ingelezen(wereld.gijs, [lid(1)])
    wereld.karin.organisatie.kvk_nummer = "00000009"
    wereld.karin.organisatie.save()
    assert fouten(wereld.gijs, [lid(2, Naam="BUURTHUIS 0001", RSIN=rsin(1)), lid(9)]) == [
        (2, "Naam", "Deze naam is al van Buurthuis 0001 (KvK-nummer 00000001). "
         "Kies een andere naam, of kijk het KvK-nummer na."),
        (2, "RSIN", "Dit RSIN is al van Buurthuis 0001 (KvK-nummer 00000001). Kijk de cijfers na."),
        (3, "KvK-nummer", "Dit KvK-nummer is van een certificerende instelling. "
         "In het ledenbestand staan alleen lidorganisaties."),
    ]  # fmt: skip


def test_the_file_renames_nobody(wereld):
    ingelezen(wereld.gijs, [lid(1)])
    assert fouten(wereld.gijs, [lid(1, Naam="Buurthuis de Iep")]) == [
        (2, "Naam", "Deze organisatie heet bij ons Buurthuis 0001. "
         "Een andere naam legt u vast op de bladzijde van de organisatie."),
    ]  # fmt: skip


def test_a_new_organisation_cannot_take_a_name_that_another_one_is_going_to_have(wereld):
    ingelezen(wereld.gijs, [lid(1)])
    straks = timezone.localdate() + timedelta(days=9)
    Organisatie.objects.filter(kvk_nummer="00000001").update(nieuwe_naam="Buurthuis de Iep", nieuwe_naam_per=straks)
    assert fouten(wereld.gijs, [lid(2, Naam="buurthuis de iep")]) == [
        (2, "Naam", "Deze naam wordt straks de naam van Buurthuis 0001 (KvK-nummer 00000001). "
         "Kies een andere naam, of kijk het KvK-nummer na."),
    ]  # fmt: skip


def test_what_stands_twice_in_the_file_is_told_at_each_row(wereld):
    ingelezen(wereld.gijs, [lid(1), lid(2)])
    gevonden = fouten(wereld.gijs, [lid(1), lid(2), lid(1), lid(3, Naam="buurthuis 0004"), lid(4)])
    assert [(rij, kop) for rij, kop, _ in gevonden] == [
        (2, "KvK-nummer"),
        (2, "Naam"),
        (2, "RSIN"),
        (4, "KvK-nummer"),
        (4, "Naam"),
        (4, "RSIN"),
        (5, "Naam"),
        (6, "Naam"),
    ]
    assert gevonden[0][2] == "Dit KvK-nummer staat ook in rij 4. Laat één van die rijen staan."


def test_each_of_two_rows_for_one_organisation_is_compared_with_what_it_is_now(wereld):
    ingelezen(wereld.gijs, [lid(1)])
    gevonden = fouten(wereld.gijs, [lid(1, Naam="Buurthuis de Iep"), lid(1)])
    assert [(rij, kop) for rij, kop, _ in gevonden if kop != "RSIN"] == [
        (2, "KvK-nummer"),
        (2, "Naam"),
        (3, "KvK-nummer"),
    ]


@pytest.mark.parametrize("cel", ["-", "."])
def test_a_cell_of_signs_alone_is_no_kvk_number(wereld, cel):
    assert fouten(wereld.gijs, [lid(1, **{"KvK-nummer": cel})]) == [
        (2, "KvK-nummer", "Vul het KvK-nummer in. Daaraan herkennen wij de organisatie.")
    ]


def test_heads_that_are_not_known_are_named_with_what_they_look_like(wereld):
    koppen = ["KVK nummer", "naam", "Plaats", "Postcodes", "Schoenmaat", "NAAM", None, None]
    rijen = [["00000001", "Een", "Utrecht", "3511 AB", 42, "Een", "zonder kop"]]
    assert fouten(wereld.gijs, rijen, koppen=koppen) == [
        (1, "Postcodes", "Deze kolom kennen wij niet. Bedoelt u ‘Postcode’?"),
        (1, "Schoenmaat", "Deze kolom kennen wij niet. Neem de koppen van het sjabloon over, of haal de kolom weg."),
        (1, "Naam", "Deze kolom staat er twee keer. Haal er één weg."),
        (1, "", "Deze kolom heeft geen kop. Geef die een kop of maak die leeg."),
    ]


def test_without_the_kvk_number_nothing_can_be_compared(wereld):
    (fout,) = fouten(wereld.gijs, [["Een", "Utrecht"]], koppen=["Naam", "Plaats"])
    assert fout[:2] == (1, "KvK-nummer") and "Deze kolom ontbreekt." in fout[2]
    (fout,) = fouten(wereld.gijs, [["VOORBEELD 01234567", "Een"]], koppen=["KvK-nummer", "Naam"])
    assert fout == (1, "KvK-nummer", "Er staat geen organisatie in dit bestand.")


# ---- what spreadsheets make of it


def test_numbers_that_lost_their_zero_are_taken_kindly_and_told(wereld, als):
    rijen = [
        lid(1, **{"KvK-nummer": 1234567, "Telefoon contactpersoon": 612345678, "Plaats": 1940}),
        lid(2),
    ]
    rijen[0]["RSIN"] = int(rsin(123456))
    ledenbestand = aangeboden(wereld.gijs, werkmap(rijen))
    nakijking = nagekeken(ledenbestand)
    assert (nakijking.fouten, nakijking.aangevuld) == ([], [2])
    assert "viel de nul vooraan weg" in als(wereld.gijs).get(ledenbestand.get_absolute_url()).content.decode()
    ledenbestand_inlezen(wereld.gijs, ledenbestand, nakijking.vingerafdruk())
    een = Organisatie.objects.get(kvk_nummer="01234567")
    assert (een.rsin, een.contact_telefoon, een.plaats) == (rsin(123456), "0612345678", "1940")


def test_values_are_kept_as_the_application_writes_them(wereld):
    anders = {
        "Postcode": "3511ab",
        "Gemeente": "gm0344",
        "Website": "buurthuis.example",
        "Fte": "1.250,5",
        "Locaties": "5,0",
        "Lid sinds": "1 januari 2020",
        "Lid tot en met": date(2030, 12, 31),
        "Naam": "  Buurthuis \u00a0 de  Iep ",
        "Opmerkingen": "Eén\r\ntwee",
    }
    ingelezen(wereld.gijs, [lid(1, **anders)])
    een = Organisatie.objects.get(kvk_nummer="00000001")
    assert (een.soort, een.naam, een.postcode, een.gemeente) == ("lid", "Buurthuis de Iep", "3511 AB", "GM0344")
    assert (een.website, een.fte, een.locaties) == ("https://buurthuis.example", Decimal("1250.50"), 5)
    assert (een.lid_sinds, een.lid_tot) == (date(2020, 1, 1), date(2030, 12, 31))
    assert een.opmerkingen == "Eén\ntwee"


@pytest.mark.parametrize("teken", [";", ",", "\t"])
@pytest.mark.parametrize("codering", ["utf-8-sig", "utf-8", "cp1252"])
def test_csv_is_read_in_the_codes_and_with_the_separators_of_spreadsheets(wereld, teken, codering):
    rijen = [lid(1, Naam="Café 't Zúid; met, alles"), lid(2)]
    ledenbestand = aangeboden(wereld.gijs, csvbestand(rijen, teken=teken, codering=codering), "leden.csv")
    ledenbestand_inlezen(wereld.gijs, ledenbestand, nagekeken(ledenbestand).vingerafdruk())
    een = Organisatie.objects.get(kvk_nummer="00000001")
    assert (een.naam, een.fte, een.lid_sinds) == ("Café 't Zúid; met, alles", Decimal("41.50"), date(2020, 1, 1))


def test_empty_rows_count_in_the_numbers_of_rows_and_not_as_organisations(wereld):
    ledenbestand = aangeboden(wereld.gijs, werkmap([[], [" "], lid(1), [], lid(2, Fte="veel")]))
    nakijking = nagekeken(ledenbestand)
    assert [regel.rij for regel in nakijking.regels] == [4]
    assert [fout.rij for fout in nakijking.fouten] == [6]


# ---- new, changed, the same


def test_an_empty_cell_leaves_what_is_known_and_nobody_is_removed(wereld):
    ingelezen(wereld.gijs, [lid(1), lid(2)])
    rij = dict.fromkeys(KOPPEN) | {"KvK-nummer": "00000001", "Plaats": "Zeist"}
    ledenbestand = ingelezen(wereld.gijs, [rij])
    assert (ledenbestand.nieuw, ledenbestand.gewijzigd) == (0, 1)
    een = Organisatie.objects.get(kvk_nummer="00000001")
    assert (een.plaats, een.naam, een.fte, een.contactpersoon) == (
        "Zeist",
        "Buurthuis 0001",
        Decimal("41.50"),
        "Wilg Waterlelie",
    )
    assert Organisatie.objects.filter(kvk_nummer="00000002").exists()


def test_the_page_says_what_is_new_what_changes_into_what_and_what_stays(wereld, als):
    ingelezen(wereld.gijs, [lid(1), lid(2)])
    client = als(wereld.gijs)
    inhoud = werkmap([lid(1), lid(2, Plaats="Zeist", Gemeente="Zeist", Fte=12), lid(3)])
    antwoord = client.post(URL, {"bestand": SimpleUploadedFile("leden 2026.xlsx", inhoud)}, follow=True)
    bladzijde = " ".join(antwoord.content.decode().split())
    assert "1 organisatie is nieuw, 1 verandert en 1 blijft zoals die is." in bladzijde
    regels = {regel.rij: regel for regel in antwoord.context["nakijking"].regels}
    assert {rij: regel.soort for rij, regel in regels.items()} == {2: "gelijk", 3: "gewijzigd", 4: "nieuw"}
    assert regels[3].velden == [
        ["Plaats", "Utrecht", "Zeist"],
        ["Gemeente", "Utrecht", "Zeist"],
        ["Fte", "41,5", "12"],
    ]
    for vraag, rijen in (
        ({"toon": "nieuw"}, [4]),
        ({"toon": "gelijk"}, [2]),
        ({"q": "buurthuis 0002"}, [3]),
        ({"q": "00000003"}, [4]),
        ({"q": "2"}, [3]),
        ({"q": "2", "toon": "alles"}, [2, 3]),
        ({"toon": "onzin"}, [3, 4]),
    ):
        gevonden = client.get(antwoord.redirect_chain[0][0], vraag).context["bladzijde"]
        assert [regel.rij for regel in gevonden] == rijen


def test_counts_are_words():
    assert in_woorden({"nieuw": 0, "gewijzigd": 1, "gelijk": 1200}) == (
        "0 organisaties zijn nieuw, 1 verandert en 1.200 blijven zoals ze zijn"
    )

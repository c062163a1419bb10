"""What the answers add up to, beside earlier scans and by groups, with 500 organisations too."""

import csv
import re
import subprocess
from datetime import timedelta
from itertools import cycle, islice, product

import pytest
import time_machine
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from leden.models import Organisatie
from quickscan import handelingen
from quickscan.models import QuickScan, Scanformulier
from quickscan.tekening import tekenen
from quickscan.uitslag import tellen, uitslag
from quickscan.vragen import standaardvragen
from tests.quickscan import scans
from tests.quickscan.scans import alle_invullen, leden_erbij

pytestmark = pytest.mark.django_db
STANDEN = ["geen_belangstelling", "orienteren", "gekozen", "voorbereiden", "in_toetsing", "gecertificeerd"]
REDENEN = ["leren", "positioneren", "beide", "anders"]


def antwoord(stand, waarom="leren"):
    reden = {} if stand == "geen_belangstelling" else {"waarom": waarom}
    return {"stand": stand} | reden | ({"waarom_anders": "Iets anders."} if waarom == "anders" and reden else {})


def vraag(uit, sleutel):
    return next(een for een in uit.vragen if een.vraag.sleutel == sleutel)


def delen_van(html):
    """What a reader of the result page can add up: {question: (counts, percentages, {group: counts})}."""
    uit = {}
    for stuk in html.split('<section class="deel" aria-labelledby="vraag-')[1:]:
        tabel, *uitgesplitst = stuk.split("</table>")[:-1]
        per_antwoord, _, _ = tabel.partition('<tr class="samen">')
        totaal = re.findall(r'<td class="rechts">(\d+)</td><td class="rechts">(\d+)%</td>\s*</tr>', per_antwoord)
        groepen = {
            naam: [int(aantal) for aantal in re.findall(r">(\d+) \(\d+%\)</td>", rij)]
            for rij in re.findall(r"<tr>.*?</tr>", "".join(uitgesplitst), re.DOTALL)
            for naam in re.findall(r'<th scope="row">(.*?)</th>', rij)
        }
        aantallen, procenten = zip(*totaal, strict=True)
        uit[stuk.partition('"')[0]] = (list(map(int, aantallen)), list(map(int, procenten)), groepen)
    return uit


def af_te_leiden(rijen):
    """Every row of counts that adding and subtracting these rows can give."""
    return {
        tuple(
            sum(keer * aantal for keer, aantal in zip(keren, kolom, strict=True)) for kolom in zip(*rijen, strict=True)
        )
        for keren in product((-1, 0, 1), repeat=len(rijen))
    }


def test_five_hundred_organisations_answer_and_the_four_among_them_stay_hidden(wereld, als, tmp_path):
    """All answer twice: one answer each, percentages add up, and no way of counting gives what a group of four said."""
    leden_erbij(498)
    pks = list(Organisatie.objects.filter(soort="lid").order_by("naam").values_list("pk", flat=True))
    for velden, deel in (
        ({"fte": 5}, pks[:4]),
        ({"fte": 15}, pks[4:100]),
        ({"fte": 30}, pks[100:300]),
        ({"fte": 60}, pks[300:]),
        ({"gemeente": "GM0344"}, pks[:250]),
        ({"gemeente": "GM0034"}, pks[250:496]),
        ({"gemeente": "GM0014"}, pks[496:]),
    ):
        Organisatie.objects.filter(pk__in=deel).update(**velden)
    scan = scans.geopend(wereld)
    standen = list(islice(cycle([*STANDEN, "orienteren"]), 500))
    alle_invullen(scan, lambda nr: antwoord("orienteren"))
    formulieren = scan.formulieren.select_related("scan").order_by("organisatie__naam")
    for nr, formulier in enumerate(formulieren):
        houdt_tegen = {"wat_houdt_tegen": ["geen_prioriteit", "anders"][: nr % 3]} if standen[nr] in STANDEN[:2] else {}
        handelingen.invullen(None, formulier, antwoord(standen[nr], REDENEN[nr % 4]) | houdt_tegen, 1)
    handelingen.sluiten(wereld.gijs, scan)
    scan.refresh_from_db()

    # No double answer.
    assert scan.formulieren.count() == scan.formulieren.ingevuld().count() == 500
    pagina = als(wereld.joke).get(reverse("quickscan_uitslag", args=[scan.pk])).content.decode()
    getallen = delen_van(pagina)
    assert set(getallen) == {"stand", "waarom", "wat_houdt_tegen"}
    assert getallen["stand"][0] == [standen.count(stand) for stand in STANDEN]
    assert sum(getallen["stand"][0]) == 500

    # Percentages add up, on the page, in the file and on the sheet.
    getoond = als(wereld.joke).get(reverse("quickscan_uitslag_export", args=[scan.pk, "csv"])).inhoud.decode()
    _, *rijen = csv.reader(getoond.splitlines(), delimiter=";")
    bestand = tmp_path / "uitslag.pdf"
    bestand.write_bytes(als(wereld.joke).get(reverse("quickscan_uitslag_pdf", args=[scan.pk])).content)
    blad = subprocess.run(["pdftotext", "-layout", bestand, "-"], capture_output=True, text=True, check=True).stdout
    for een in scan.vragenlijst[:2]:
        aantallen, delen, _ = getallen[een.sleutel]
        assert sum(delen) == 100
        uit_bestand = [(int(rij[3]), int(rij[4])) for rij in rijen if rij[1] == een.tekst]
        assert uit_bestand == list(zip(aantallen, delen, strict=True))
        for optie, aantal, procent in zip(een.opties, aantallen, delen, strict=True):
            assert re.search(rf"{optie.tekst} +{aantal} \({procent}%\)", blad)

    # The group of four stands with another one, and no sum or difference of what is shown gives it.
    groepen = getallen["stand"][2]
    assert {naam: sum(aantallen) for naam, aantallen in groepen.items()} == {
        "25 tot 50 fte": 200,
        "50 tot 100 fte": 200,
        "Minder dan 10 fte en 10 tot 25 fte samen": 100,
        "Utrecht": 250,
        "Almere en Groningen samen": 250,
    }
    viertallen = [list(scan.formulieren.filter(organisatie__in=deel)) for deel in (pks[:4], pks[496:])]
    for een in uitslag(scan).vragen[:2]:
        totaal, _, van_groepen = getallen[een.vraag.sleutel]
        te_vinden = af_te_leiden([totaal, *van_groepen.values()])
        for viertal in viertallen:
            telling = tellen("vier", een.vraag, [formulier.antwoorden for formulier in viertal])
            assert telling.antwoorden >= 3
            assert tuple(cel.aantal for cel in telling.cellen.values()) not in te_vinden
    # The file and the sheet hold the totals only.
    assert len(rijen) == len(STANDEN) + len(REDENEN) + 4
    assert {rij[0] for rij in rijen} == {scan.titel}
    assert not any(woord in stuk for woord in ("fte", "Groningen", "Almere", "Utrecht") for stuk in (getoond, blad))


def test_a_breakdown_hides_a_group_of_four_and_what_it_could_be_found_by(wereld):
    Organisatie.objects.filter(soort="lid").update(lid_tot=timezone.localdate() - timedelta(days=1))
    leden_erbij(30)
    for eerste, laatste, fte in ((1, 4, 5), (5, 10, 15), (11, 30, 60)):
        Organisatie.objects.filter(naam__in=[f"Lid {nr:03d}" for nr in range(eerste, laatste + 1)]).update(fte=fte)
    scan = scans.geopend(wereld)
    alle_invullen(scan, lambda nr: antwoord("gekozen" if nr < 4 else "orienteren"))
    (naar_omvang,) = vraag(uitslag(scan), "stand").uitsplitsingen
    assert [(groep.naam, groep.antwoorden) for groep in naar_omvang.groepen] == [
        ("50 tot 100 fte", 20),
        ("minder dan 10 fte en 10 tot 25 fte samen", 10),
    ]
    assert all(sum(cel.procent for cel in groep.cellen.values()) == 100 for groep in naar_omvang.groepen)


def test_a_question_to_some_does_not_give_away_what_the_group_of_four_said_to_the_question_before_it(wereld):
    """None of the four goes on to the question why. Were the group beside them shown alone there, the rest of the block would be theirs."""
    Organisatie.objects.filter(soort="lid").update(lid_tot=timezone.localdate() - timedelta(days=1))
    leden_erbij(30)
    for eerste, laatste, fte in ((1, 4, 5), (5, 10, 15), (11, 30, 60)):
        Organisatie.objects.filter(naam__in=[f"Lid {nr:03d}" for nr in range(eerste, laatste + 1)]).update(fte=fte)
    scan = scans.geopend(wereld)
    alle_invullen(scan, lambda nr: antwoord("geen_belangstelling" if nr < 4 else "orienteren"))
    assert scan.formulieren.filter(fte=5, antwoorden__stand="geen_belangstelling").count() == 4
    for sleutel, aantal in (("stand", 10), ("waarom", 6)):
        (naar_omvang,) = vraag(uitslag(scan), sleutel).uitsplitsingen
        assert [(groep.naam, groep.antwoorden) for groep in naar_omvang.groepen] == [
            ("50 tot 100 fte", 20),
            ("minder dan 10 fte en 10 tot 25 fte samen", aantal),
        ]


def test_a_breakdown_by_municipality_counts_who_has_none_too(wereld):
    leden_erbij(16)
    Organisatie.objects.filter(naam__lt="Lid 007", naam__startswith="Lid").update(gemeente="GM0344")
    Organisatie.objects.filter(naam__gte="Lid 007", naam__startswith="Lid").update(gemeente="GM0014")
    Organisatie.objects.filter(naam__in=["Lid 015", "Lid 016"]).update(gemeente="")
    Organisatie.objects.filter(soort="lid").exclude(naam__startswith="Lid").update(gemeente="")
    scan = scans.geopend(wereld)
    alle_invullen(scan, lambda nr: antwoord("orienteren"))
    deel = next(een for een in vraag(uitslag(scan), "stand").uitsplitsingen if een.naam == "naar gemeente")
    assert [(groep.naam, groep.antwoorden) for groep in deel.groepen] == [
        ("Groningen", 8),
        ("Utrecht en gemeente niet bekend samen", 10),
    ]


def test_a_question_that_few_answered_shows_nothing(wereld):
    leden_erbij(10)
    scan = scans.geopend(wereld)
    alle_invullen(scan, lambda nr: antwoord("orienteren" if nr < 4 else "geen_belangstelling"))
    uit = uitslag(scan)
    assert vraag(uit, "waarom").antwoorden == 4
    assert vraag(uit, "waarom").is_te_klein
    assert not vraag(uit, "stand").is_te_klein
    html = render_to_string("quickscan/_vraaguitslag.html", {"een": vraag(uit, "waarom")})
    assert "Minder dan 5 organisaties" in html
    assert "<table" not in html and "<svg" not in html


def test_more_answers_than_one_are_counted_of_who_answered(wereld):
    leden_erbij(6)
    scan = scans.geopend(wereld)
    keuzes = [["geen_prioriteit", "geen_capaciteit"], ["geen_prioriteit"], []]
    alle_invullen(scan, lambda nr: antwoord("geen_belangstelling") | {"wat_houdt_tegen": keuzes[nr % 3]})
    een = vraag(uitslag(scan), "wat_houdt_tegen")
    assert een.antwoorden == 6
    assert [(cel.aantal, cel.procent) for cel in een.tellingen[0].cellen.values()] == [
        (0, 0),
        (6, 100),
        (3, 50),
        (0, 0),
    ]


def test_an_earlier_scan_stands_beside_it_by_the_key_of_the_question(wereld):
    leden_erbij(8)
    vragen = standaardvragen()[:1]
    vragen[0]["opties"] = [*vragen[0]["opties"][:3], {"sleutel": "gestopt", "tekst": "Wij zijn ermee gestopt"}]
    vragen[0]["tekst"] = "Hoe staat u ervoor?"
    with time_machine.travel(timezone.now() - timedelta(days=400), tick=False):
        eerder = scans.geopend(wereld, titel="QuickScan 2025", vragen=vragen)
        alle_invullen(eerder, lambda nr: antwoord("gestopt" if nr % 2 else "geen_belangstelling"))
    scan = scans.geopend(wereld)
    alle_invullen(scan, lambda nr: antwoord("gekozen"))
    uit = uitslag(scan)
    een = vraag(uit, "stand")
    assert [een.titel for een in uit.eerdere] == ["QuickScan 2025"]
    assert [telling.naam for telling in een.tellingen] == ["QuickScan 2026", "QuickScan 2025"]
    paren = {regel.tekst: [cel and cel.aantal for cel in regel.cellen] for regel in een.regels}
    assert paren["Wij kozen voor het label"] == [10, 0]
    assert paren["Wij hebben nog geen belangstelling"] == [0, 5]
    assert paren["Wij worden nu getoetst"] == [0, None]
    assert paren["Wij zijn ermee gestopt"] == [None, 5]
    # The earlier one did not ask why.
    assert [telling.naam for telling in vraag(uit, "waarom").tellingen] == ["QuickScan 2026"]


def test_a_scan_that_is_still_open_or_came_later_is_no_earlier_one(wereld):
    leden_erbij(5)
    eerst = scans.geopend(wereld, titel="Nog open")
    later = scans.geopend(wereld, titel="Later")
    handelingen.sluiten(wereld.gijs, later)
    assert uitslag(eerst).eerdere == []
    assert uitslag(later).eerdere == []
    assert uitslag(scans.concept(wereld)).vragen


@pytest.mark.parametrize("aantal", [1, 3, 30])
def test_a_result_costs_the_same_number_of_queries_for_few_and_many(wereld, aantal, django_assert_num_queries):
    leden_erbij(aantal)
    scan = scans.geopend(wereld)
    alle_invullen(scan, lambda nr: antwoord("orienteren"))
    with django_assert_num_queries(2):
        uitslag(scan)


def test_the_drawing_tells_in_words_what_it_shows(wereld):
    leden_erbij(8)
    scan = scans.geopend(wereld)
    alle_invullen(scan, lambda nr: antwoord("orienteren" if nr < 4 else "gekozen", "beide"))
    tekening = tekenen(vraag(uitslag(scan), "stand"))
    assert "Wij oriënteren ons: 4, 40%." in tekening.beschrijving
    assert "Wij kozen voor het label: 6, 60%." in tekening.beschrijving
    breedte = {groep.tekst: [(balk.tekst, balk.breedte) for balk in groep.balken] for groep in tekening.groepen}
    assert breedte["Wij oriënteren ons"] == [("4 (40%)", "66.67%")]
    assert breedte["Wij kozen voor het label"] == [("6 (60%)", "100.00%")]
    assert all(balk.y + 18 <= groep.hoogte for groep in tekening.groepen for balk in groep.balken)


def test_answers_of_a_scan_held_elsewhere_count_without_organisation():
    toen = timezone.now() - timedelta(days=900)
    scan = QuickScan.objects.create(
        titel="Eerder", inleiding="-", sluit_op=timezone.localtime(toen).date(), geopend_op=toen, bron="Nieuwsbericht"
    )
    Scanformulier.objects.bulk_create(
        Scanformulier(scan=scan, antwoorden=antwoord("orienteren"), ingevuld_op=toen, gewijzigd_op=toen, versie=1)
        for _ in range(6)
    )
    uit = uitslag(scan)
    assert (uit.geantwoord, vraag(uit, "stand").tellingen[0].cellen["orienteren"].procent) == (6, 100)
    assert vraag(uit, "stand").uitsplitsingen == []
    assert sum(cel.procent for cel in vraag(uit, "waarom").tellingen[0].cellen.values()) == 100

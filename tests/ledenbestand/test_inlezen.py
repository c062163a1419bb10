"""Reading in the members' file once it is right: once, all or nothing, and with our own template."""

import io
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from huisstijl.rekenblad import Kolom, csv_regels
from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis, Organisatie
from ledenbestand.handelingen import VERANDERD, ledenbestand_inlezen, nagekeken
from ledenbestand.models import Ledenbestand
from ledenbestand.taken import ledenbestanden_opruimen
from tests.ledenbestanden import DUIZEND, KOPPEN, URL, aangeboden, csvbestand, ingelezen, leden, lid, stand, werkmap

# ---- reading in


def test_reading_in_is_one_row_in_the_log_and_keeps_what_changed(wereld, als):
    ingelezen(wereld.gijs, [lid(1)])
    bestanden = set(default_storage.listdir("ledenbestanden")[1])
    client = als(wereld.gijs)
    inhoud = werkmap([lid(1, Plaats="Zeist", Contactpersoon="Els Zwarte-Els"), lid(2)])
    antwoord = client.post(URL, {"bestand": SimpleUploadedFile("leden 2026.xlsx", inhoud)}, follow=True)
    url, nakijking = antwoord.redirect_chain[0][0], antwoord.context["nakijking"]
    assert len(set(default_storage.listdir("ledenbestanden")[1]) - bestanden) == 1
    with CaptureQueriesContext(connection):
        antwoord = client.post(url, {"vingerafdruk": nakijking.vingerafdruk()}, follow=True)
    assert "Het ledenbestand is ingelezen." in antwoord.content.decode()
    gebeurtenis = Gebeurtenis.objects.last()
    ledenbestand = Ledenbestand.objects.first()
    assert (gebeurtenis.handeling, gebeurtenis.onderwerp) == ("ledenbestand_inlezen", ledenbestand.onderwerp)
    assert gebeurtenis.reden == ("leden 2026.xlsx: 1 organisatie is nieuw, 1 verandert en 0 blijven zoals ze zijn")
    assert Gebeurtenis.objects.count() == 2
    eerste, tweede = ledenbestand.wijzigingen
    assert (eerste["naam"], eerste["soort"]) == ("Buurthuis 0001", "gewijzigd")
    assert eerste["velden"] == [["Plaats", "Utrecht", "Zeist"], ["Contactpersoon", "", "gewijzigd"]]
    assert "wilg2@voorbeeld.example" not in str(tweede)
    bladzijde = client.get(url).content.decode()
    assert "Zeist" in bladzijde and "Els Zwarte-Els" not in bladzijde
    assert "leden 2026.xlsx" in client.get(URL).content.decode()


def test_a_thousand_rows_take_less_than_ten_seconds_of_work(wereld):
    ledenbestand = aangeboden(wereld.gijs, werkmap(leden(DUIZEND)))
    begin = time.process_time()
    gezien = nagekeken(ledenbestand).vingerafdruk()
    halverwege = time.process_time()
    ledenbestand_inlezen(wereld.gijs, ledenbestand, gezien)
    assert halverwege - begin < 10
    assert time.process_time() - halverwege < 10


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_read_the_file_in_once(wereld):
    ledenbestand = aangeboden(wereld.gijs, werkmap(leden(30)))
    gezien = nagekeken(ledenbestand).vingerafdruk()

    def klik(_):
        try:
            ledenbestand_inlezen(wereld.gijs, ledenbestand, gezien)
        except Geweigerd as geweigerd:
            return geweigerd.redenen
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as draden:
        uitkomsten = list(draden.map(klik, range(2)))
    assert sorted(uitkomsten, key=bool) == [None, ["Dit ledenbestand is al ingelezen."]]
    assert Organisatie.objects.filter(naam__startswith="Buurthuis").count() == 30
    assert Gebeurtenis.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_file_is_gone_once_it_is_read_in(wereld):
    ledenbestand = aangeboden(wereld.gijs, werkmap([lid(1)]))
    pad = ledenbestand.bestand.name
    assert default_storage.exists(pad)
    ledenbestand_inlezen(wereld.gijs, ledenbestand, nagekeken(ledenbestand).vingerafdruk())
    assert not default_storage.exists(pad)


def test_a_file_is_read_in_once(wereld):
    ledenbestand = aangeboden(wereld.gijs, werkmap([lid(1)]))
    vingerafdruk = nagekeken(ledenbestand).vingerafdruk()
    ledenbestand_inlezen(wereld.gijs, ledenbestand, vingerafdruk)
    with pytest.raises(Geweigerd, match="Dit ledenbestand is al ingelezen"):
        ledenbestand_inlezen(wereld.gijs, ledenbestand, vingerafdruk)


def test_who_confirms_confirms_what_was_shown(wereld, als):
    """Between looking and confirming somebody changes an organisation: nothing happens, and the page shows it anew."""
    ingelezen(wereld.gijs, [lid(1)])
    ledenbestand = aangeboden(wereld.gijs, werkmap([lid(1, Plaats="Zeist"), lid(2)]))
    gezien = nagekeken(ledenbestand).vingerafdruk()
    Organisatie.objects.filter(kvk_nummer="00000001").update(plaats="Bunnik")
    voor = stand()
    antwoord = als(wereld.gijs).post(ledenbestand.get_absolute_url(), {"vingerafdruk": gezien}, follow=True)
    assert VERANDERD in antwoord.content.decode()
    assert antwoord.context["nakijking"].regels[0].velden == [["Plaats", "Bunnik", "Zeist"]]
    assert stand() == voor
    ledenbestand_inlezen(wereld.gijs, ledenbestand, nagekeken(ledenbestand).vingerafdruk())
    assert Organisatie.objects.get(kvk_nummer="00000001").plaats == "Zeist"


def test_a_fault_that_appears_in_between_undoes_everything(wereld):
    ledenbestand = aangeboden(wereld.gijs, werkmap(leden(50)))
    gezien = nagekeken(ledenbestand).vingerafdruk()
    Organisatie.objects.create(naam="Buurthuis 0050", soort="lid", plaats="Elders")
    voor = stand()
    with pytest.raises(Geweigerd, match="Er is iets veranderd sinds u dit bekeek"):
        ledenbestand_inlezen(wereld.gijs, ledenbestand, gezien)
    assert stand() == voor
    assert [(fout.rij, fout.kolom) for fout in nagekeken(ledenbestand).fouten] == [(51, "Naam")]


def test_a_fault_that_only_the_database_sees_undoes_everything(wereld, monkeypatch):
    """As when somebody admits an organisation while the rows are being compared."""
    ledenbestand = aangeboden(wereld.gijs, werkmap(leden(50)))
    gezien = nagekeken(ledenbestand).vingerafdruk()
    Organisatie.objects.create(naam="Buurthuis 0050", soort="lid", plaats="Elders")
    monkeypatch.setattr("ledenbestand.vergelijken.wie_zo_heten", lambda namen: {})
    voor = stand()
    with pytest.raises(Geweigerd, match="Er is iets veranderd sinds u dit bekeek"):
        ledenbestand_inlezen(wereld.gijs, ledenbestand, gezien)
    assert stand() == voor


def test_a_colleague_does_not_see_or_confirm_what_somebody_else_offered(wereld, als):
    collega = wereld.bram
    collega.organisatie, collega.rol = wereld.gijs.organisatie, wereld.gijs.rol
    collega.save()
    ledenbestand = aangeboden(wereld.gijs, werkmap([lid(1)]))
    assert als(collega).get(ledenbestand.get_absolute_url()).status_code == 404
    with pytest.raises(Geweigerd, match="Een collega koos dit bestand en leest het in"):
        ledenbestand_inlezen(collega, ledenbestand, nagekeken(ledenbestand).vingerafdruk())
    ledenbestand_inlezen(wereld.gijs, ledenbestand, nagekeken(ledenbestand).vingerafdruk())
    assert als(collega).get(ledenbestand.get_absolute_url()).status_code == 200


def test_a_second_tab_confirms_its_own_file(wereld):
    eerste = aangeboden(wereld.gijs, werkmap([lid(1)]))
    tweede = aangeboden(wereld.gijs, werkmap([lid(2)]))
    gezien = nagekeken(eerste).vingerafdruk()
    with pytest.raises(Geweigerd):
        ledenbestand_inlezen(wereld.gijs, tweede, gezien)
    ledenbestand_inlezen(wereld.gijs, eerste, gezien)
    assert not Organisatie.objects.filter(kvk_nummer="00000002").exists()


def test_only_the_bureau_reads_in(wereld):
    with pytest.raises(Geweigerd, match="Alleen een labelbeheerder kan een ledenbestand inlezen"):
        aangeboden(wereld.hilde, werkmap([lid(1)]))
    ledenbestand = aangeboden(wereld.gijs, werkmap([lid(1)]))
    with pytest.raises(Geweigerd, match="Alleen een labelbeheerder"):
        ledenbestand_inlezen(wereld.hilde, ledenbestand, nagekeken(ledenbestand).vingerafdruk())


@pytest.mark.django_db(transaction=True)
def test_a_file_that_nobody_confirmed_goes_after_a_day(wereld):
    oud, nieuw = (aangeboden(wereld.gijs, werkmap([lid(n)])) for n in (1, 2))
    klaar = ingelezen(wereld.gijs, [lid(3)])
    Ledenbestand.objects.exclude(pk=nieuw.pk).update(aangeboden_op=timezone.now() - timedelta(hours=25))
    ledenbestanden_opruimen(0)
    assert set(Ledenbestand.objects.all()) == {nieuw, klaar}
    assert default_storage.exists(nieuw.bestand.name) and not default_storage.exists(oud.bestand.name)


# ---- the template and the way back


@pytest.mark.parametrize("vorm", ["xlsx", "csv"])
def test_the_template_can_be_filled_in_and_read_with_its_example_skipped(wereld, als, vorm):
    sjabloon = als(wereld.gijs).get(reverse("ledenbestand_sjabloon", args=[vorm])).inhoud
    (fout,) = nagekeken(aangeboden(wereld.gijs, sjabloon, f"sjabloon.{vorm}")).fouten
    assert fout.zin == "Er staat geen organisatie in dit bestand."
    if vorm == "csv":
        inhoud = sjabloon + csvbestand([lid(1)]).split(b"\r\n", 1)[1]
    else:
        boek = load_workbook(io.BytesIO(sjabloon))
        assert boek.sheetnames == ["Leden", "Uitleg", "Gemeenten"]
        assert boek["Leden"].column_dimensions["A"].number_format == "@"
        assert [rij[0].value for rij in boek["Uitleg"].rows][1 : len(KOPPEN) + 1] == KOPPEN
        boek["Leden"].append(list(lid(1).values()))
        boek.save(buffer := io.BytesIO())
        inhoud = buffer.getvalue()
    nakijking = nagekeken(aangeboden(wereld.gijs, inhoud, f"leden.{vorm}"))
    assert (nakijking.fouten, nakijking.voorbeelden) == ([], 1)
    assert [regel.kvk_nummer for regel in nakijking.regels] == ["00000001"]


def test_the_file_to_try_it_with_in_the_demo_is_right(wereld, als, settings):
    client = als(wereld.gijs)
    assert "om het te proberen" not in client.get(URL).content.decode()
    settings.DEMO = True
    assert 'href="/static/demo/ledenbestand-voorbeeld.csv"' in client.get(URL).content.decode()
    inhoud = (settings.BASE_DIR / "demo/static/demo/ledenbestand-voorbeeld.csv").read_bytes()
    nakijking = nagekeken(aangeboden(wereld.gijs, inhoud, "ledenbestand-voorbeeld.csv"))
    assert (nakijking.fouten, nakijking.aantallen()["nieuw"]) == ([], 8)


def test_what_our_own_lists_guard_against_formulas_comes_back_as_it_was(wereld):
    kolommen = [Kolom(kop, lambda rij, kop=kop: rij[kop]) for kop in KOPPEN]
    rij = lid(1, Naam="+31 Welzijn", Opmerkingen="=1+1", **{"Straat en huisnummer": "-2 Hoog"})
    inhoud = "".join(csv_regels(kolommen, [rij])).encode()
    ledenbestand = aangeboden(wereld.gijs, inhoud, "leden.csv")
    ledenbestand_inlezen(wereld.gijs, ledenbestand, nagekeken(ledenbestand).vingerafdruk())
    een = Organisatie.objects.get(kvk_nummer="00000001")
    assert (een.naam, een.opmerkingen, een.adres) == ("+31 Welzijn", "=1+1", "-2 Hoog")


# ---- how much it asks


def test_three_hundred_rows_ask_as_many_queries_as_one(wereld, als):
    client, vragen, begin = als(wereld.gijs), [], 1
    for aantal in (1, 30, 300):
        gesteld = []
        for rijen in (leden(aantal, begin), [lid(n, Plaats="Zeist") for n in range(begin, begin + aantal)]):
            ledenbestand = aangeboden(wereld.gijs, werkmap(rijen))
            with CaptureQueriesContext(connection) as bekijken:
                antwoord = client.get(ledenbestand.get_absolute_url())
            gezien = {"vingerafdruk": antwoord.context["nakijking"].vingerafdruk()}
            with CaptureQueriesContext(connection) as bevestigen:
                client.post(ledenbestand.get_absolute_url(), gezien)
            gesteld += [len(bekijken), len(bevestigen)]
        begin += aantal
        vragen.append(gesteld)
    assert vragen[0] == vragen[1] == vragen[2]
    assert max(vragen[0]) <= 26

"""Earlier versions of a text: read them, and put one back without losing the text of now."""

import pytest
from django.urls import reverse

from tests.personen import traject_in
from toetsing.bevoegdheden import verhaalbelemmeringen
from toetsing.handelingen.zelfevaluatie import zelfevaluatie_indienen
from toetsing.models import Verhaal
from trajecten.levensloop import Status
from trajecten.models import Tekstversie
from trajecten.schrijven import bewaren, eerdere_versies, vingerafdruk, wissen


@pytest.fixture
def verhaal(wereld, kader):
    return traject_in(Status.VOORBEREIDING, wereld, kader).verhalen.select_related("norm").first()


def schrijf(wie, verhaal, tekst, basis=None):
    stond_er = Verhaal.objects.get(pk=verhaal.pk).aanpak if basis is None else basis
    return bewaren(wie, verhaal, "aanpak", tekst, vingerafdruk(stond_er), verhaalbelemmeringen)


def adres(verhaal, veld="aanpak"):
    return reverse("verhaal_versies", args=[verhaal.traject.nummer, verhaal.norm.nummer, veld])


def terugzetten(client, verhaal, versie, basis=None):
    stond_er = Verhaal.objects.get(pk=verhaal.pk).aanpak if basis is None else basis
    return client.post(adres(verhaal), {"versie": versie.pk, "basis": vingerafdruk(stond_er)}, follow=True)


def test_the_list_says_who_wrote_what_and_which_text_lost(als, wereld, verhaal):
    schrijf(wereld.joke, verhaal, "De tekst van Joke.")
    schrijf(wereld.ingrid, verhaal, "De tekst van Ingrid.", basis="")
    pagina = als(wereld.joke).get(adres(verhaal)).content.decode()
    for zin in ("De tekst van Joke.", "De tekst van Ingrid.", "Deze tekst won niet", "Deze tekst staat er nu"):
        assert zin in pagina
    assert pagina.count("Zet deze tekst terug") == 1


def test_the_text_that_lost_can_be_put_back_and_the_other_stays_in_the_list(als, wereld, verhaal):
    schrijf(wereld.joke, verhaal, "De tekst van Joke.")
    schrijf(wereld.ingrid, verhaal, "De tekst van Ingrid.", basis="")
    verloren = eerdere_versies(verhaal, "aanpak").get(is_botsing=True)
    pagina = terugzetten(als(wereld.ingrid), verhaal, verloren).content.decode()
    verhaal.refresh_from_db()
    assert verhaal.aanpak == "De tekst van Ingrid."
    assert "De tekst staat terug." in pagina
    assert "De tekst van Joke." in pagina


def test_putting_back_ones_own_text_keeps_the_newer_one(als, wereld, verhaal):
    schrijf(wereld.joke, verhaal, "Een eerste begin van ons verhaal.")
    oud = eerdere_versies(verhaal, "aanpak").get()
    schrijf(wereld.joke, verhaal, "Kort.")
    schrijf(wereld.joke, verhaal, "Kort. Korter.")
    terugzetten(als(wereld.joke), verhaal, oud)
    assert sorted(eerdere_versies(verhaal, "aanpak").values_list("tekst", flat=True)) == [
        "Een eerste begin van ons verhaal.",
        "Een eerste begin van ons verhaal.",
        "Kort. Korter.",
    ]


def test_when_a_colleague_wrote_meanwhile_nothing_is_put_back(als, wereld, verhaal):
    schrijf(wereld.joke, verhaal, "Een begin.")
    oud = eerdere_versies(verhaal, "aanpak").get()
    schrijf(wereld.ingrid, verhaal, "Ingrid ging verder.")
    pagina = terugzetten(als(wereld.joke), verhaal, oud, basis="Een begin.").content.decode()
    verhaal.refresh_from_db()
    assert verhaal.aanpak == "Ingrid ging verder."
    assert "Ingrid Watermunt schreef intussen in deze tekst." in pagina


def test_two_texts_that_lost_are_both_kept(wereld, verhaal):
    schrijf(wereld.joke, verhaal, "De tekst van Joke.")
    for tekst in ("Mijn eerste tekst.", "Mijn tweede tekst.", "Mijn tweede tekst."):
        schrijf(wereld.ingrid, verhaal, tekst, basis="")
    verloren = eerdere_versies(verhaal, "aanpak").filter(is_botsing=True)
    assert list(verloren.values_list("tekst", flat=True)) == ["Mijn tweede tekst.", "Mijn eerste tekst."]


def test_a_text_that_lost_and_only_grew_is_one_version(wereld, verhaal):
    schrijf(wereld.joke, verhaal, "De tekst van Joke.")
    for tekst in ("Mijn tekst.", "Mijn tekst. En verder.", "Mijn tekst. En verder. Klaar."):
        schrijf(wereld.ingrid, verhaal, tekst, basis="")
    verloren = eerdere_versies(verhaal, "aanpak").filter(is_botsing=True)
    assert list(verloren.values_list("tekst", flat=True)) == ["Mijn tekst. En verder. Klaar."]


def test_the_writer_takes_the_text_out_of_a_version_and_the_row_stays(als, wereld, verhaal):
    schrijf(wereld.joke, verhaal, "Mevrouw Jansen van nummer 12 vertelde dit.")
    oud = eerdere_versies(verhaal, "aanpak").get()
    schrijf(wereld.joke, verhaal, "Een bewoner.")
    pagina = als(wereld.joke).post(adres(verhaal), {"wissen": oud.pk}, follow=True).content.decode()
    assert "De tekst is uit deze versie gehaald." in pagina
    assert "haalde de tekst eruit op" in pagina
    assert not eerdere_versies(verhaal, "aanpak").filter(tekst__contains="Jansen").exists()
    assert eerdere_versies(verhaal, "aanpak").count() == 2
    assert "Zet deze tekst terug" not in pagina


def test_nobody_takes_out_what_another_wrote_or_what_stands_there_now(als, wereld, verhaal):
    schrijf(wereld.joke, verhaal, "Een bewoner vertelde dit.")
    schrijf(wereld.ingrid, verhaal, "Kort.")
    van_joke, van_ingrid = reversed(eerdere_versies(verhaal, "aanpak"))
    for versie, reden in ((van_joke, "Alleen wie deze versie schreef"), (van_ingrid, "Deze tekst staat er nu.")):
        antwoord = als(wereld.ingrid).post(adres(verhaal), {"wissen": versie.pk}, follow=True)
        assert reden in antwoord.content.decode()
    assert not eerdere_versies(verhaal, "aanpak").filter(tekst="").exists()


def test_what_is_typed_after_taking_a_text_out_is_a_version_of_its_own(wereld, verhaal):
    schrijf(wereld.joke, verhaal, "Mevrouw Jansen vertelde dit.")
    verhaal.refresh_from_db()
    wissen(wereld.joke, eerdere_versies(verhaal, "aanpak").get(), huidig="")
    schrijf(wereld.joke, verhaal, "Een bewoner vertelde dit.")
    assert [(versie.tekst, bool(versie.gewist_op)) for versie in eerdere_versies(verhaal, "aanpak")] == [
        ("Een bewoner vertelde dit.", False),
        ("", True),
    ]


def test_after_handing_in_one_reads_versions_but_puts_nothing_back(als, wereld, verhaal):
    schrijf(wereld.joke, verhaal, "Een lange eerste versie van ons verhaal.")
    schrijf(wereld.joke, verhaal, "Kort.")
    oud = eerdere_versies(verhaal, "aanpak").last()
    Verhaal.objects.filter(traject=verhaal.traject).update(zelfbeeld=Verhaal.Zelfbeeld.ONBEKEND)
    zelfevaluatie_indienen(wereld.ingrid, verhaal.traject)
    assert "Zet deze tekst terug" not in als(wereld.joke).get(adres(verhaal)).content.decode()
    pagina = terugzetten(als(wereld.joke), verhaal, oud).content.decode()
    verhaal.refresh_from_db()
    assert verhaal.aanpak == "Kort."
    assert "De zelfevaluatie is ingediend." in pagina


def test_earlier_versions_are_for_who_writes(als, wereld, verhaal):
    Verhaal.objects.filter(traject=verhaal.traject).update(zelfbeeld=Verhaal.Zelfbeeld.ONBEKEND)
    zelfevaluatie_indienen(wereld.ingrid, verhaal.traject)
    url = adres(verhaal)
    assert [als(wie).get(url).status_code for wie in (wereld.joke, wereld.meike, wereld.bram)] == [200, 403, 404]


@pytest.mark.parametrize("veld", ["zelfbeeld", "traject", "bestaat_niet"])
def test_only_texts_have_versions(als, wereld, verhaal, veld):
    assert als(wereld.joke).get(adres(verhaal, veld)).status_code == 404


@pytest.mark.parametrize("versie", ["", "x", "999999", "99999999999999999999999"])
def test_a_version_that_does_not_exist_is_not_found(als, wereld, verhaal, versie):
    assert als(wereld.joke).post(adres(verhaal), {"versie": versie}).status_code == 404


def test_a_version_of_another_text_is_not_found(als, wereld, verhaal):
    schrijf(wereld.joke, verhaal, "Een begin.")
    versie = eerdere_versies(verhaal, "aanpak").get()
    assert als(wereld.joke).post(adres(verhaal, "geleerd"), {"versie": versie.pk}).status_code == 404


def test_thirty_versions_ask_as_many_queries_as_one(als, wereld, verhaal, django_assert_max_num_queries):
    client = als(wereld.joke)
    schrijf(wereld.joke, verhaal, "Een begin.")
    with django_assert_max_num_queries(15) as een:
        client.get(adres(verhaal))
    versie = eerdere_versies(verhaal, "aanpak").get()
    for nummer in range(29):
        versie.pk, versie.tekst = None, f"Versie {nummer}"
        versie.save()
    with django_assert_max_num_queries(len(een)):
        client.get(adres(verhaal))
    assert Tekstversie.objects.count() == 30

"""A change at the holder of a label: reported once, weighed by the certifier and the bureau, and told to who decides next."""

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse

from beheercommissie.dossier import dossierinhoud, dossierkaart
from berichten.models import Poststuk
from certificaten.handelingen.meldingen import melding_wegen
from huisstijl.velden import vingerafdruk
from leden.bevoegdheden import Geweigerd
from normenkader.handelingen import laden
from tests.dagen import over
from tests.gedeeld import gedeelde_wereld
from tests.personen import klein_kader, traject_in
from tests.post import brieven
from trajecten.forms.meldingen import omvangzin
from trajecten.gemeld import sinds_het_besluit
from trajecten.handelingen.meldingen import wijziging_melden
from trajecten.levensloop import Status
from trajecten.models import Melding, Traject, Weging


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.traject = traject_in(Status.LOPEND, wereld, klein_kader())
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


@pytest.fixture
def melding(wereld):
    return wijziging_melden(
        wereld.joke, wereld.traject, soort="locaties", sinds=over(-3), toelichting="Buurthuis De Spil ging open."
    )


def test_the_holder_reports_a_change_and_finds_it_at_the_label(wereld, als):
    client, url = als(wereld.joke), reverse("wijziging_melden", args=[wereld.traject.nummer])
    client.post(url, {"veld": "reden", "tekst": "Buurthuis De Spil", "basis": vingerafdruk("")})
    assert "Buurthuis De Spil" in client.get(url).content.decode()
    gegevens = {"soort": "locaties", "sinds": "1 april 2027", "reden": "Buurthuis De Spil ging open."}
    antwoord = client.post(url, gegevens | {"reden_basis": vingerafdruk("Buurthuis De Spil")})
    assert antwoord.url == reverse("meldingen", args=[wereld.traject.nummer])
    assert "Buurthuis De Spil" not in client.get(url).content.decode()
    label = client.get(reverse("label", args=[wereld.traject.cyclus_id])).content.decode()
    assert "Een nieuwe of gesloten locatie" in label and "wordt bekeken" in label


def test_the_form_says_from_which_size_on_it_is_reported_as_the_framework_says(wereld, als):
    Traject.objects.filter(pk=wereld.traject.pk).update(fte="48.5")
    url = reverse("wijziging_melden", args=[wereld.traject.nummer])
    zin = (
        "Bij de toets waren het 48,5 fte. Meld het vanaf 25 procent verschil: 36,3 fte of minder, of 60,7 fte of meer."
    )
    assert zin in " ".join(als(wereld.joke).get(url).content.decode().split())
    kader = wereld.traject.kaderversie
    assert "25 procent of meer fte" in als(wereld.joke).get(kader.get_absolute_url()).content.decode()
    # A version of before names no percentage, and then the holder judges what is clearly more or less.
    pakket = {naam: waarde for naam, waarde in kader.inhoud.items() if naam != "omvang_melden_procent"}
    wereld.traject.kaderversie = laden(None, pakket | {"versie": "2025.9"})
    assert omvangzin(wereld.traject) == ""
    wereld.traject.kaderversie = kader


@pytest.mark.parametrize("veld", ["soort", "sinds", "reden"])
def test_a_report_that_is_not_whole_keeps_what_was_typed(wereld, als, veld):
    gegevens = {"soort": "fusie", "sinds": "1 april 2027", "reden": "Wij gaan samen verder."}
    antwoord = als(wereld.joke).post(
        reverse("wijziging_melden", args=[wereld.traject.nummer]),
        gegevens | {veld: "", "reden_basis": vingerafdruk("")},
    )
    assert antwoord.status_code == 200 and not Melding.objects.exists()
    if veld != "reden":
        assert "Wij gaan samen verder." in antwoord.content.decode()


def test_planner_and_bureau_find_it_at_mijn_werk_until_they_said_what_it_means(melding, wereld, als):
    def werk(wie):
        return als(wie).get(reverse("mijn_werk")).content.decode()

    rij = "Lees de wijziging bij Welzijn Wilgendam"
    assert rij in werk(wereld.karin) and rij in werk(wereld.gijs)
    assert rij not in werk(wereld.meike) and rij not in werk(wereld.joke) and rij not in werk(wereld.wim)
    melding_wegen(wereld.karin, melding, gevolg="aantekening", uitleg="Wij kijken er straks naar.")
    assert rij not in werk(wereld.karin) and rij in werk(wereld.gijs)
    url = melding.get_absolute_url()
    antwoord = als(wereld.gijs).post(
        url, {"gevolg": "geen", "reden": "Het team blijft hetzelfde.", "reden_basis": vingerafdruk("")}
    )
    assert antwoord.url == url
    assert rij not in werk(wereld.gijs)
    bladzijde = als(wereld.joke).get(url).content.decode()
    assert "Geen gevolg voor het label" in bladzijde and "Wij kijken er straks naar." in bladzijde


def test_each_party_says_it_once_and_nobody_after_the_bureau(melding, wereld):
    melding_wegen(wereld.karin, melding, gevolg="geen", uitleg="Het raakt de normen niet.")
    with pytest.raises(Geweigerd, match="heeft al gezegd"):
        melding_wegen(wereld.karin, melding, gevolg="onderzoek", uitleg="Toch wel.")
    melding_wegen(wereld.gijs, melding, gevolg="geen", uitleg="Mee eens.")
    ander = wijziging_melden(
        wereld.joke, wereld.traject, soort="naam", sinds=over(30), toelichting="Wij heten straks Wilg."
    )
    melding_wegen(wereld.gijs, ander, gevolg="geen", uitleg="Alleen de naam.")
    with pytest.raises(Geweigerd, match="Het bureau heeft al gezegd"):
        melding_wegen(wereld.karin, ander, gevolg="geen", uitleg="Te laat.")
    assert Weging.objects.count() == 3


def test_before_there_is_a_label_nothing_is_reported(wereld, als):
    traject = traject_in(Status.AANGEMELD, wereld, wereld.traject.kaderversie)
    with pytest.raises(Geweigerd, match="als het label is toegekend"):
        wijziging_melden(wereld.joke, traject, soort="naam", sinds=over(0), toelichting="Wij heten anders.")


def test_who_has_nothing_to_do_with_the_label_reports_and_reads_nothing(melding, wereld, als):
    for wie in (wereld.bram, wereld.wim, wereld.vera):
        assert als(wie).get(melding.get_absolute_url()).status_code == 404
    with pytest.raises(Geweigerd):
        wijziging_melden(wereld.bram, wereld.traject, soort="naam", sinds=over(0), toelichting="Wij heten anders.")
    with pytest.raises(Geweigerd):
        melding_wegen(wereld.meike, melding, gevolg="geen", uitleg="Het raakt de normen niet.")


def test_what_was_reported_and_weighed_never_changes(melding, wereld):
    weging = melding_wegen(wereld.gijs, melding, gevolg="geen", uitleg="Mee eens.")
    for rijen, waarden in (
        (Melding.objects.all(), {"toelichting": "Iets anders."}),
        (Weging.objects.filter(pk=weging.pk), {"gevolg": "onderzoek"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rijen.update(**waarden)


def test_letters_go_to_who_has_to_say_something_and_then_to_the_holder(melding, wereld):
    melding_wegen(wereld.karin, melding, gevolg="geen", uitleg="Het raakt de normen niet.")
    melding_wegen(wereld.gijs, melding, gevolg="geen", uitleg="Mee eens.")
    brieven()
    over_de_melding = Poststuk.objects.filter(brief__regex="^melding|wijziging")
    assert set(over_de_melding.values_list("brief", flat=True)) == {
        "wijziging_gemeld_planner",
        "wijziging_gemeld_bureau",
        "melding_voorgelegd_bureau",
        "melding_gewogen_organisatie",
        "melding_gewogen_planner",
    }


def test_the_committee_reads_at_the_next_decision_what_changed_since(melding, wereld, als):
    melding_wegen(wereld.gijs, melding, gevolg="aantekening", uitleg="Kijk er naar de nieuwe plek.")
    kaart = dossierkaart(dossierinhoud(wereld.traject))
    assert kaart["gemeld"] == [
        {"wat": "Een nieuwe of gesloten locatie", "sinds": over(-3), "gevolg": "Meenemen bij het volgende onderzoek"}
    ]


def test_beside_decision_and_certificate_the_committee_reads_what_changed_since_and_no_more(
    melding, wereld, als, client
):
    certificaat = wereld.traject.certificaten.get()
    kop, wat = "Gewijzigd sinds het besluit van", "Een nieuwe of gesloten locatie"
    adressen = (reverse("besluit", args=[wereld.traject.nummer]), certificaat.get_absolute_url())
    for adres in adressen:
        for wie in (wereld.bert, wereld.anna, wereld.femke):
            bladzijde = als(wie).get(adres).content.decode()
            assert kop in bladzijde and wat in bladzijde and "wordt nog bekeken" in bladzijde
            assert "Buurthuis De Spil" not in bladzijde
        # The parties read all of it at the label.
        assert kop not in als(wereld.ingrid).get(adres).content.decode()
    for ander in (client, als(wereld.bram)):
        assert wat not in ander.get(adressen[1]).content.decode()
    # What was reported before the newest decision was weighed there.
    assert sinds_het_besluit(wereld.bert, wereld.traject, over(1)) == []


def test_a_member_of_the_committee_with_an_interest_reads_nothing_of_it_at_the_certificate(melding, wereld, als):
    wereld.traject.toewijzingen.filter(gebruiker=wereld.bert.gebruiker).delete()
    assert not Traject.objects.zichtbaar_voor(wereld.bert).filter(pk=wereld.traject.pk).exists()
    adres = wereld.traject.certificaten.get().get_absolute_url()
    assert "Gewijzigd sinds het besluit" not in als(wereld.bert).get(adres).content.decode()


def test_a_report_without_an_answer_is_late_after_the_term_of_the_framework(melding, wereld, als):
    with time_machine.travel(f"{over(30)}T12:00:00+00:00", tick=False):
        bladzijde = als(wereld.joke).get(reverse("meldingen", args=[wereld.traject.nummer])).content.decode()
        een = als(wereld.joke).get(melding.get_absolute_url()).content.decode()
    assert "wordt bekeken, en dat is te laat" in bladzijde
    assert "is te laat sinds" in een and "uiterlijk" not in een


def test_each_report_has_a_draft_of_its_own(melding, wereld, als):
    ander = wijziging_melden(wereld.joke, wereld.traject, soort="naam", sinds=over(30), toelichting="Wij heten Wilg.")
    karin, eerste, tweede = als(wereld.karin), melding.get_absolute_url(), ander.get_absolute_url()
    karin.post(eerste, {"veld": "reden", "tekst": "Over de locatie.", "basis": vingerafdruk("")})
    assert "Over de locatie." not in karin.get(tweede).content.decode()
    karin.post(tweede, {"veld": "reden", "tekst": "Over de naam.", "basis": vingerafdruk("")})
    karin.post(eerste, {"gevolg": "geen", "reden": "Over de locatie.", "reden_basis": vingerafdruk("Over de locatie.")})
    assert "Over de naam." in karin.get(tweede).content.decode()


def test_the_bureau_counts_a_late_report_beside_what_is_late(melding, wereld, als):
    with time_machine.travel(f"{over(30)}T12:00:00+00:00", tick=False):
        bladzijde = als(wereld.gijs).get(reverse("te_laat")).content.decode()
    assert f'<a href="{reverse("mijn_werk")}">1 gemelde wijziging</a>' in bladzijde

"""A sensitive letter goes when somebody has read it, with the words of that person; the facts in it stay."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from berichten.handelingen import brief_versturen, brief_wegleggen
from berichten.models import Bezorging, Poststuk
from huisstijl.velden import vingerafdruk
from kwaliteitslabel.belangen.handelingen import belang_toevoegen
from leden.bevoegdheden import Geweigerd
from leden.handelingen.opvolging import samenvoegen
from leden.models import Belang, Gebeurtenis, Rol
from tests.dagen import over
from tests.personen import traject_in
from trajecten.levensloop import Status
from trajecten.models import Traject


@pytest.fixture
def traject(wereld, kader):
    return traject_in(Status.AANGEMELD, wereld, kader)


@pytest.fixture
def brief(traject, wereld):
    return Poststuk.objects.create(
        sleutel="1 aanmelding_ontvangen",
        brief="aanmelding_ontvangen",
        onderwerp=traject.onderwerp,
        aan="de organisatie",
        kop=f"Traject {traject.nummer}: ter informatie",
        begin="U hoeft niets te doen.",
        pad=traject.get_absolute_url(),
        tekst="De aanmelding is bekeken.",
        nalezer=Rol.PLANNER,
        nalezer_organisatie=wereld.karin.organisatie,
    )


def test_nobody_gets_it_before_it_was_read(brief, wereld):
    assert Bezorging.objects.count() == 0
    brief_versturen(wereld.karin, brief)
    assert {een.lidmaatschap for een in Bezorging.objects.all()} == {wereld.joke, wereld.ingrid}
    assert Gebeurtenis.objects.latest("volgnummer").reden == "Verstuurd aan de organisatie."


@pytest.mark.parametrize("naam", ["wim", "meike", "joke", "femke"])
def test_only_who_it_waits_for_lets_it_go(brief, wereld, naam):
    with pytest.raises(Geweigerd):
        brief_versturen(getattr(wereld, naam), brief)
    assert Bezorging.objects.count() == 0


def test_it_goes_or_not_once(brief, wereld):
    brief_wegleggen(wereld.karin, brief, "Ik heb gebeld.")
    with pytest.raises(Geweigerd):
        brief_versturen(wereld.karin, brief)
    assert Bezorging.objects.count() == 0
    assert "Ik heb gebeld." in Gebeurtenis.objects.latest("volgnummer").reden


def test_not_sending_it_asks_why(brief, wereld, als):
    antwoord = als(wereld.karin).post(
        reverse("brief_nalezen", args=[Traject.objects.get().nummer, brief.pk]), {"wegleggen": "ja", "reden": ""}
    )
    assert "Vul dit in." in antwoord.content.decode()
    brief.refresh_from_db()
    assert brief.wacht_op_nalezen


def test_the_planner_writes_the_text_anew_and_sends_it_from_mijn_werk(brief, traject, wereld, als):
    karin = als(wereld.karin)
    url = reverse("brief_nalezen", args=[traject.nummer, brief.pk])
    assert url in karin.get(reverse("mijn_werk")).content.decode()
    antwoord = karin.post(url, {"tekst": "Wij spraken elkaar vanmorgen.", "tekst_basis": vingerafdruk(brief.tekst)})
    assert antwoord.status_code == 302
    brief.refresh_from_db()
    assert (brief.tekst, brief.begin) == ("Wij spraken elkaar vanmorgen.", "U hoeft niets te doen.")
    assert (
        "Wij spraken elkaar vanmorgen."
        in als(wereld.ingrid).get(reverse("post", args=[traject.nummer])).content.decode()
    )


def test_who_does_not_get_it_does_not_read_it(brief, traject, wereld, als):
    brief_versturen(wereld.karin, brief)
    assert (
        "De aanmelding is bekeken." not in als(wereld.gijs).get(reverse("post", args=[traject.nummer])).content.decode()
    )


@pytest.mark.parametrize("veld", ["kop", "begin", "pad"])
def test_the_database_keeps_the_facts(brief, veld):
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Poststuk.objects.filter(pk=brief.pk).update(**{veld: "iets anders"})


def test_the_database_keeps_the_text_once_it_went(brief, wereld):
    brief_versturen(wereld.karin, brief)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Poststuk.objects.filter(pk=brief.pk).update(tekst="iets anders")


def test_the_certifier_that_takes_over_reads_what_waited(brief, traject, wereld, als):
    samenvoegen(wereld.gijs, wereld.karin.organisatie, opgegaan_in=wereld.wim.organisatie, per=over(0))
    wim, url = als(wereld.wim), reverse("brief_nalezen", args=[traject.nummer, brief.pk])
    for bladzijde in (reverse("mijn_werk"), reverse("post", args=[traject.nummer])):
        assert url in wim.get(bladzijde).content.decode()
    assert wim.post(url, {"tekst": brief.tekst, "tekst_basis": vingerafdruk(brief.tekst)}).status_code == 302
    assert {een.lidmaatschap for een in Bezorging.objects.all()} == {wereld.joke, wereld.ingrid}


def test_a_planner_with_an_interest_reads_of_no_letter(brief, traject, wereld, als):
    belang_toevoegen(wereld.karin, organisatie=traject.organisatie, soort=Belang.Soort.FAMILIE, van=over(-10))
    karin = als(wereld.karin)
    assert f"post/{brief.pk}/" not in karin.get(reverse("mijn_werk")).content.decode()
    assert karin.get(reverse("brief_nalezen", args=[traject.nummer, brief.pk])).status_code == 403


def test_the_text_of_who_was_second_is_kept_on_the_page(brief, traject, wereld, als):
    brief_versturen(wereld.karin, brief)
    url = reverse("brief_nalezen", args=[traject.nummer, brief.pk])
    html = als(wereld.karin).post(url, {"tekst": "Wij spraken elkaar vanmorgen."}).content.decode()
    assert "Deze brief is al nagelezen." in html
    assert "Wij spraken elkaar vanmorgen." in html

"""A question to the other party: asked, answered once, closed; kept with the traject and read by nobody else."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from berichten.handelingen import vervanging_regelen
from berichten.models import Poststuk
from huisstijl.templatetags.opmaak import dagkort
from huisstijl.velden import vingerafdruk
from kwaliteitslabel.belangen.handelingen import belang_toevoegen
from leden.bevoegdheden import Geweigerd
from leden.handelingen.opvolging import samenvoegen
from leden.models import Belang, Gebeurtenis, Gebruiker, Lidmaatschap, Rol
from tests.dagen import over
from tests.personen import traject_in, verder
from tests.post import brieven
from trajecten.brieven import hulp_voor
from trajecten.contact import contacten
from trajecten.handelingen import vraag_beantwoorden, vraag_sluiten, vraag_stellen
from trajecten.levensloop import Status
from trajecten.models import Vraag
from trajecten.ontvangers import CONTROLEUR, ORGANISATIE, TOETSERS


@pytest.fixture
def traject(wereld, kader):
    return traject_in(Status.VOORBEREIDING, wereld, kader)


@pytest.fixture
def vraag(traject, wereld):
    return vraag_stellen(wereld.joke, traject, onderwerp="De toetsdagen", tekst="Kan het ook op een dinsdag?")


def test_the_other_party_finds_the_question_at_mijn_werk(vraag, wereld, als):
    for wie in (wereld.karin, wereld.meike):
        assert "Beantwoord de vraag: De toetsdagen" in als(wie).get(reverse("mijn_werk")).content.decode()
    for wie in (wereld.joke, wereld.roel, wereld.gijs):
        assert "De toetsdagen" not in als(wie).get(reverse("mijn_werk")).content.decode()


def test_the_answer_is_read_once_it_is_given(vraag, wereld, als):
    karin, joke = als(wereld.karin), als(wereld.joke)
    url = vraag.get_absolute_url()
    karin.post(url, {"veld": "antwoord", "tekst": "Ja, dat", "basis": vingerafdruk("")})
    assert "Ja, dat" not in joke.get(url).content.decode()
    assert "Ja, dat" in karin.get(url).content.decode()
    karin.post(url, {"antwoord": "Ja, dat kan.", "antwoord_basis": vingerafdruk("Ja, dat")})
    assert "Ja, dat kan." in joke.get(url).content.decode()
    assert "Er is antwoord op uw vraag" in joke.get(reverse("mijn_werk")).content.decode()


def test_who_asked_closes_the_question(vraag, wereld):
    vraag_beantwoorden(wereld.karin, vraag, "Ja, dat kan.")
    with pytest.raises(Geweigerd):
        vraag_sluiten(wereld.karin, vraag)
    vraag_sluiten(wereld.ingrid, vraag)
    assert not Vraag.objects.aan(wereld.joke).exists()


def test_a_party_does_not_answer_its_own_question(vraag, wereld):
    with pytest.raises(Geweigerd, match="andere partij"):
        vraag_beantwoorden(wereld.ingrid, vraag, "Vast wel.")


def test_a_question_is_answered_once(vraag, wereld):
    vraag_beantwoorden(wereld.karin, vraag, "Ja, dat kan.")
    with pytest.raises(Geweigerd, match="heeft al een antwoord"):
        vraag_beantwoorden(wereld.meike, vraag, "Nee.")


@pytest.mark.parametrize("naam", ["roel", "bert", "femke", "gijs", "bram", "wim"])
def test_nobody_else_reads_or_asks(vraag, traject, wereld, naam):
    wie = getattr(wereld, naam)
    assert not Vraag.objects.zichtbaar_voor(wie).exists()
    with pytest.raises(Geweigerd):
        vraag_stellen(wie, traject, onderwerp="Iets", tekst="Wat is dit?")


def test_the_log_names_the_subject_and_not_the_words(vraag, wereld):
    vraag_beantwoorden(wereld.karin, vraag, "Ja, dat kan.")
    redenen = Gebeurtenis.objects.order_by("-volgnummer").values_list("reden", flat=True)[:2]
    assert set(redenen) == {"De toetsdagen"}


@pytest.mark.parametrize("veld", ["tekst", "onderwerp", "aan"])
def test_the_database_keeps_what_was_asked(vraag, veld):
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Vraag.objects.filter(pk=vraag.pk).update(**{veld: "organisatie" if veld == "aan" else "iets anders"})


def test_the_database_keeps_the_answer_that_was_given(vraag, wereld):
    vraag_beantwoorden(wereld.karin, vraag, "Ja, dat kan.")
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Vraag.objects.filter(pk=vraag.pk).update(antwoord="Nee.")


def test_a_stopped_traject_takes_no_questions(wereld, kader):
    traject = traject_in(Status.AANGEMELD, wereld, kader)
    type(traject).objects.filter(pk=traject.pk).update(status=Status.GEWEIGERD)
    with pytest.raises(Geweigerd, match="gestopt"):
        vraag_stellen(wereld.joke, traject, onderwerp="Iets", tekst="Waarom?")


def test_the_text_of_a_question_is_kept_while_it_is_typed(traject, wereld, als):
    joke, url = als(wereld.joke), reverse("vraag_stellen", args=[traject.nummer])
    joke.post(url, {"veld": "reden", "tekst": "Kan het ook", "basis": vingerafdruk("")})
    assert "Kan het ook" in joke.get(url).content.decode()
    antwoord = joke.post(url, {"onderwerp": "", "reden": "Kan het ook op dinsdag?"})
    assert "Vul dit in." in antwoord.content.decode()
    assert "Kan het ook op dinsdag?" in antwoord.content.decode()


def test_a_question_that_somebody_types_stays_when_the_traject_ends_well(wereld, kader, als):
    traject = traject_in(Status.BESLOTEN, wereld, kader)
    joke, url = als(wereld.joke), reverse("vraag_stellen", args=[traject.nummer])
    joke.post(url, {"veld": "reden", "tekst": "Wanneer is", "basis": vingerafdruk("")})
    verder(traject, Status.LOPEND, wereld)
    assert "Wanneer is" in joke.get(url).content.decode()


def test_everybody_finds_whom_to_call_on_the_traject(traject, wereld, als):
    wereld.karin.gebruiker.telefoon = "030 123 45 67"
    wereld.karin.gebruiker.save(update_fields=["telefoon"])
    bij = {
        "joke": {wereld.karin, wereld.meike},
        "karin": {wereld.joke, wereld.ingrid, wereld.meike},
        "meike": {wereld.joke, wereld.ingrid, wereld.karin},
        "roel": {wereld.karin, wereld.meike},
        "gijs": {wereld.joke, wereld.ingrid, wereld.karin},
    }
    for naam, mensen in bij.items():
        contacten = als(getattr(wereld, naam)).get(traject.get_absolute_url()).context["contacten"]
        assert {een.email for een in contacten} - {"hulp@voorbeeld.example"} >= {lid.gebruiker.email for lid in mensen}
        assert wereld.samir.gebruiker.email not in {een.email for een in contacten}
    html = als(wereld.joke).get(traject.get_absolute_url()).content.decode()
    assert 'href="tel:0301234567"' in html


@pytest.mark.parametrize(("eerst", "zin"), [("antwoord", "heeft al een antwoord"), ("sluiten", "is gesloten")])
def test_an_answer_that_came_too_late_is_refused_in_words_and_kept(vraag, wereld, als, eerst, zin):
    if eerst == "antwoord":
        vraag_beantwoorden(wereld.karin, vraag, "Ja, dat kan.")
    else:
        vraag_sluiten(wereld.joke, vraag)
    html = als(wereld.meike).post(vraag.get_absolute_url(), {"antwoord": "Dinsdag is goed."}).content.decode()
    assert zin in html
    assert "Dinsdag is goed." in html


def test_after_a_merger_one_calls_who_works_there_now(traject, wereld):
    samenvoegen(wereld.gijs, wereld.karin.organisatie, opgegaan_in=wereld.wim.organisatie, per=over(0))
    samenvoegen(wereld.gijs, wereld.joke.organisatie, opgegaan_in=wereld.bram.organisatie, per=over(0))
    assert [een.naam for een in contacten(traject, wereld.bram)] == ["Wim Egelskop", "Het bureau"]
    assert [een.naam for een in contacten(traject, wereld.wim)] == [
        "Bram Kattenstaart",
        "Dora Moerasspirea",
        "Het bureau",
    ]


def collega_van(lid, naam, rol):
    gebruiker = Gebruiker.objects.create_user(f"{naam.split()[0].lower()}@voorbeeld.example", naam)
    return Lidmaatschap.objects.create(gebruiker=gebruiker, organisatie=lid.organisatie, rol=rol, van=over(-100))


def test_who_is_away_stands_there_with_the_deputy_who_gets_the_post(traject, wereld, als):
    planner, toetser = (
        collega_van(wereld.karin, naam, rol)
        for naam, rol in (("Petra Dovenetel", Rol.PLANNER), ("Tinus Brem", Rol.TOETSER))
    )
    for weg, vervanger in ((wereld.karin, planner), (wereld.meike, toetser)):
        vervanging_regelen(weg, lidmaatschap=weg, vervanger=vervanger, van=over(0), tot=over(5))
    gevonden = {een.naam: een.vervanging for een in contacten(traject, wereld.joke)}
    zin = f"Vervangen door Petra Dovenetel tot en met {dagkort(over(5))}"
    assert gevonden[wereld.karin.gebruiker.naam] == zin
    # The other assessor is not in the team.
    assert gevonden[wereld.meike.gebruiker.naam] == ""
    assert zin in als(wereld.joke).get(traject.get_absolute_url()).content.decode()
    blijft = "blijft de post bij u komen"
    for wie, staat_er in ((wereld.meike, True), (wereld.karin, False)):
        assert (blijft in als(wie).get(reverse("postvoorkeuren")).content.decode()) == staat_er


def test_nobody_is_told_to_call_who_has_an_interest(traject, wereld):
    for wie in (wereld.karin, wereld.meike):
        belang_toevoegen(wie, organisatie=traject.organisatie, soort=Belang.Soort.FAMILIE, van=over(-10))
    assert [een.naam for een in contacten(traject, wereld.joke)] == ["Het bureau"]


def test_a_question_that_was_answered_before_the_letter_was_made_asks_nobody_for_an_answer(vraag, wereld):
    brieven()
    assert Poststuk.objects.filter(brief="vraag_binnen_planner").exists()
    tweede = vraag_stellen(wereld.joke, vraag.traject, onderwerp="De zaal", tekst="Is er een beamer?")
    vraag_beantwoorden(wereld.karin, vraag, "Ja, dat kan.")
    vraag_beantwoorden(wereld.karin, tweede, "Ja, die is er.")
    brieven()
    assert Poststuk.objects.filter(brief="vraag_binnen_planner").count() == 1
    assert Poststuk.objects.filter(brief="antwoord_binnen_organisatie").count() == 2


def test_the_team_asks_its_planner_for_help(traject, wereld):
    for wie in (TOETSERS, CONTROLEUR):
        assert hulp_voor(traject, wie) == hulp_voor(traject, ORGANISATIE)
    assert hulp_voor(traject, TOETSERS)[1] == wereld.karin.gebruiker.email

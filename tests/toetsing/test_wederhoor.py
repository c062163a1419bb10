"""The reaction on the draft, passage by passage, and the answer to each remark with the changed words beside it."""

import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leden.bevoegdheden import Geweigerd
from normenkader.handelingen import laden
from normenkader.laden import voorbeeldpakket
from tests.gedeeld import gedeelde_wereld
from tests.personen import traject_in, verder
from toetsing.handelingen import rapport, wederhoor
from toetsing.models import Bevinding, Rapportdeel, Reactie
from toetsing.samenstellen import passages_van
from trajecten import schrijven
from trajecten.levensloop import Status
from trajecten.models import Traject


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


def lees(client, naam, traject, vraag=""):
    return tekst(client.get(reverse(naam, args=[traject.nummer]) + vraag))


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A world with one traject, of which the draft is with the organisation."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.traject = traject_in(Status.WEDERHOOR, wereld)
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


@pytest.fixture
def traject(wereld):
    return Traject.objects.select_related("organisatie", "certificeerder", "kaderversie").get()


@pytest.fixture
def versie(traject):
    return traject.rapportversies.get()


@pytest.fixture
def verbeterpunt(versie):
    """The passage with the improvement point."""
    return next(passage for passage in passages_van(versie.inhoud) if passage["soort"] == "verbeter")


@pytest.fixture
def opmerking(wereld, versie, verbeterpunt):
    """A remark of the organisation that a fact is wrong, complete but not handed in."""
    reactie = wederhoor.reageren(wereld.joke, versie, verbeterpunt["sleutel"])
    Reactie.objects.filter(pk=reactie.pk).update(tekst="Twee dossiers waren nog niet afgesloten.", soort="feit")
    return Reactie.objects.get(pk=reactie.pk)


@pytest.fixture
def ingediend(wereld, traject, opmerking):
    """The same remark, handed in."""
    wederhoor.reactie_indienen(wereld.ingrid, traject)
    return opmerking


def url(naam, reactie, *args):
    return reverse(naam, args=[reactie.versie.traject.nummer, reactie.pk, *args])


# Reacting


def test_every_passage_of_the_draft_can_be_reacted_to(als, wereld, traject, versie):
    html = lees(als(wereld.joke), "wederhoor", traject)
    for passage in passages_van(versie.inhoud):
        assert f'id="passage-{passage["sleutel"]}"' in html
        assert reverse("reageren", args=[traject.nummer, versie.nummer, passage["sleutel"]]) in html
    assert "U hebt bij de 6 passages nog niets geschreven." in html


def test_opening_a_passage_gives_a_form_without_a_chosen_kind(als, wereld, traject, versie, verbeterpunt):
    client = als(wereld.joke)
    antwoord = client.post(reverse("reageren", args=[traject.nummer, versie.nummer, verbeterpunt["sleutel"]]))
    assert antwoord.url.endswith(f"?bewerk={verbeterpunt['sleutel']}#passage-{verbeterpunt['sleutel']}")
    html = tekst(client.get(antwoord.url))
    assert html.count("U schrijft nu") == 1
    assert re.findall(r'<input type="radio"[^>]*checked', html) == []


def test_opening_a_passage_twice_gives_the_same_remark(wereld, versie, verbeterpunt):
    een = wederhoor.reageren(wereld.joke, versie, verbeterpunt["sleutel"])
    assert wederhoor.reageren(wereld.ingrid, versie, verbeterpunt["sleutel"]) == een


def test_a_passage_that_does_not_exist_cannot_be_reacted_to(als, wereld, traject, versie):
    adres = reverse("reageren", args=[traject.nummer, versie.nummer, "bevinding-0"])
    antwoord = als(wereld.joke).post(adres, follow=True)
    assert [str(m) for m in antwoord.context["messages"]] == ["Deze passage staat niet in dit rapport."]
    # A page that htmx keeps in place is loaded anew, so that the reason is seen.
    assert als(wereld.joke).post(adres, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert not Reactie.objects.exists()


def test_a_remark_saves_itself_and_needs_a_kind(als, wereld, traject, opmerking):
    Reactie.objects.update(tekst="", soort="")
    client = als(wereld.joke)
    velden = {"veld": "tekst", "tekst": "Het waren er twee.", "basis": schrijven.vingerafdruk("")}
    assert client.post(url("reactie", opmerking), velden, HTTP_ACCEPT="application/json").json()["stand"] == "bewaard"
    html = lees(client, "wederhoor", traject)
    assert "U hebt bij 1 van de 6 passages iets geschreven." in html
    assert "Bij passage 6 staat nog niet of het om een feit gaat of om uw mening." in html
    velden = {"veld": "soort", "tekst": "mening", "basis": schrijven.vingerafdruk("")}
    for wie, stand in ((wereld.joke, "bewaard"), (wereld.ingrid, "botsing")):
        gekozen = velden | ({"tekst": "feit"} if wie == wereld.ingrid else {})
        assert als(wie).post(url("reactie", opmerking), gekozen).json()["stand"] == stand
    html = lees(client, "wederhoor", traject)
    assert "Uw opmerking: wij zien dit anders" in html
    assert 'Wie kan deze opmerking zien?<span class="visually-hidden"> Uw opmerking bij passage 6</span>' in html


def test_an_unfinished_remark_keeps_its_words_and_says_what_is_missing(als, wereld, opmerking):
    Reactie.objects.update(soort="")
    naam = f"{opmerking.passage}-tekst"
    antwoord = als(wereld.joke).post(
        url("reactie", opmerking),
        {naam: "Het waren er drie.", f"{naam}_basis": schrijven.vingerafdruk(opmerking.tekst)},
    )
    assert "Kies waar uw opmerking over gaat." in tekst(antwoord)
    assert "Het waren er drie.</textarea>" in tekst(antwoord)
    assert Reactie.objects.get().tekst == "Het waren er drie."


def test_an_empty_remark_says_what_one_can_do(als, wereld, opmerking):
    naam = f"{opmerking.passage}-tekst"
    velden = {naam: " ", f"{naam}_basis": schrijven.vingerafdruk(opmerking.tekst), f"{opmerking.passage}-soort": "feit"}
    antwoord = als(wereld.joke).post(url("reactie", opmerking), velden)
    assert "Schrijf uw opmerking, of kies &#x27;Toch geen opmerking&#x27;." in tekst(antwoord)
    assert Reactie.objects.get().tekst == "Twee dossiers waren nog niet afgesloten."


def test_without_javascript_the_words_alone_can_be_saved(als, wereld, opmerking):
    Reactie.objects.update(soort="")
    naam = f"{opmerking.passage}-tekst"
    velden = {naam: "Drie.", f"{naam}_basis": schrijven.vingerafdruk(opmerking.tekst), "bewaren": naam}
    assert als(wereld.joke).post(url("reactie", opmerking), velden).status_code == 302
    assert (Reactie.objects.get().tekst, Reactie.objects.get().soort) == ("Drie.", "")


def test_no_remark_after_all_empties_the_passage_and_keeps_the_words(als, wereld, traject, opmerking):
    client = als(wereld.joke)
    client.post(url("reactie_intrekken", opmerking))
    assert "nog niets geschreven" in lees(client, "wederhoor", traject)
    assert (Reactie.objects.get().tekst, Reactie.objects.get().soort) == ("", "")
    assert "Twee dossiers waren nog niet afgesloten." in tekst(client.get(url("reactie_versies", opmerking)))


def test_passages_can_be_searched_and_limited_to_those_with_a_remark(als, wereld, traject, opmerking):
    client = als(wereld.joke)
    for vraag, zin in (
        ("?zoek=dossier", "1 passage gevonden."),
        ("?zoek=AFGESLOTEN", "1 passage gevonden."),
        ("?zoek=v1", "1 passage gevonden."),
        ("?toon=opmerking", "1 passage gevonden."),
        ("?toon=alles+anders", "6 passages gevonden."),
        ("?zoek=raket", "0 passages gevonden."),
    ):
        assert zin in lees(client, "wederhoor", traject, vraag)
    assert "Geen passage gevonden" in lees(client, "wederhoor", traject, "?zoek=raket")


def test_the_filter_stays_when_a_passage_is_opened(als, wereld, traject, opmerking):
    adres = reverse("reageren", args=[traject.nummer, 1, opmerking.passage]) + "?toon=opmerking"
    assert als(wereld.joke).post(adres).url == (
        reverse("wederhoor", args=[traject.nummer])
        + f"?toon=opmerking&bewerk={opmerking.passage}#passage-{opmerking.passage}"
    )


def test_others_read_the_remarks_once_they_are_handed_in(als, wereld, traject, opmerking):
    for naam in ("karin", "meike", "roel"):
        html = lees(als(getattr(wereld, naam)), "wederhoor", traject)
        assert ("De organisatie schrijft nog." in html, opmerking.tekst in html) == (True, False)
    assert opmerking.tekst not in lees(als(wereld.meike), "reacties", traject)
    wederhoor.reactie_indienen(wereld.ingrid, traject)
    for naam in ("karin", "meike", "roel"):
        assert opmerking.tekst in lees(als(getattr(wereld, naam)), "wederhoor", traject)


# Handing in


def test_only_the_director_has_the_button(als, wereld, traject):
    assert "Indienen doet een bestuurder van Welzijn Wilgendam." in lees(als(wereld.joke), "wederhoor", traject)
    assert reverse("reactie_indienen", args=[traject.nummer]) not in lees(als(wereld.joke), "wederhoor", traject)
    assert reverse("reactie_indienen", args=[traject.nummer]) in lees(als(wereld.ingrid), "wederhoor", traject)


def test_a_remark_without_a_kind_refuses_handing_in_with_the_sentence_of_the_page(als, wereld, traject, opmerking):
    Reactie.objects.update(soort="")
    antwoord = als(wereld.ingrid).post(reverse("reactie_indienen", args=[traject.nummer]), follow=True)
    zin = "Bij passage 6 staat nog niet of het om een feit gaat of om uw mening."
    assert [str(m) for m in antwoord.context["messages"]] == [zin]
    assert tekst(antwoord).count(zin) == 2
    assert Traject.objects.get(pk=traject.pk).status == Status.WEDERHOOR


def test_no_remark_at_all_is_fine(als, wereld, traject):
    als(wereld.ingrid).post(reverse("reactie_indienen", args=[traject.nummer]))
    assert Traject.objects.get(pk=traject.pk).status == Status.REACTIE_VERWERKEN
    assert "Geen opmerkingen" in lees(als(wereld.ingrid), "wederhoor", traject)
    assert "Het rapport kan zo worden vastgesteld." in lees(als(wereld.meike), "reacties", traject)


def test_after_handing_in_the_same_page_can_only_be_read(als, wereld, traject, ingediend):
    html = lees(als(wereld.joke), "wederhoor", traject)
    assert ("Wacht op antwoord" in html, "<textarea" in html, ingediend.tekst in html) == (True, False, True)


# Answering


def velden(
    reactie, antwoord="Dank u, wij keken het na.", passage="Afspraken staan niet overal in het dossier.", **anders
):
    voorvoegsel = f"r{reactie.pk}"
    nu = Bevinding.objects.get(soort=Bevinding.Soort.VERBETER).tekst
    return {
        f"{voorvoegsel}-tekst": passage,
        f"{voorvoegsel}-tekst_basis": schrijven.vingerafdruk(nu),
        f"{voorvoegsel}-antwoord": antwoord,
        f"{voorvoegsel}-antwoord_basis": schrijven.vingerafdruk(Reactie.objects.get(pk=reactie.pk).antwoord),
    } | {f"{voorvoegsel}-{veld}": waarde for veld, waarde in anders.items()}


def test_answering_changes_the_passage_and_shows_the_words_side_by_side(als, wereld, traject, ingediend):
    nieuw = "Afspraken staan in 2 dossiers niet op hun plek."
    als(wereld.meike).post(url("reactie_beantwoorden", ingediend), velden(ingediend, passage=nieuw, gevolg="aangepast"))
    html = lees(als(wereld.joke), "wederhoor", traject)
    assert "Tekst aangepast" in html
    assert "Afspraken staan <ins>in 2 dossiers </ins>niet <del>overal in het dossier</del>" in html
    assert "Dank u, wij keken het na." in html


def test_an_answer_in_the_making_is_not_shown(als, wereld, traject, ingediend):
    client = als(wereld.meike)
    for adres, nieuw in (("reactie_beantwoorden", "Nog in de maak."), ("reactie_passage", "Heel andere tekst.")):
        is_antwoord = adres == "reactie_beantwoorden"
        oud = "" if is_antwoord else "Afspraken staan niet overal in het dossier."
        bewaard = client.post(
            url(adres, ingediend),
            {"veld": "antwoord" if is_antwoord else "tekst", "tekst": nieuw, "basis": schrijven.vingerafdruk(oud)},
            HTTP_ACCEPT="application/json",
        )
        assert bewaard.json()["stand"] == "bewaard"
    html = lees(als(wereld.joke), "wederhoor", traject)
    assert ("Wacht op antwoord" in html, "Nog in de maak." in html, "Heel andere tekst." in html) == (
        True,
        False,
        False,
    )
    assert "Heel andere tekst" in lees(client, "reacties", traject)


def test_saying_that_a_text_changed_while_it_did_not_is_refused(als, wereld, ingediend):
    antwoord = als(wereld.meike).post(url("reactie_beantwoorden", ingediend), velden(ingediend, gevolg="aangepast"))
    assert "De tekst is nog niet aangepast. Pas passage 6 aan, of kies dat de tekst blijft." in tekst(antwoord)
    assert "Dank u, wij keken het na.</textarea>" in tekst(antwoord)
    assert (Reactie.objects.get().beantwoord_op, Reactie.objects.get().gevolg) == (None, "")


@pytest.mark.parametrize("gevolg", ["ongewijzigd", "mening_opgenomen"])
def test_saying_that_a_text_stays_while_it_changed_is_refused(als, wereld, ingediend, gevolg):
    antwoord = als(wereld.meike).post(
        url("reactie_beantwoorden", ingediend), velden(ingediend, passage="Andere woorden.", gevolg=gevolg)
    )
    assert "De tekst van passage 6 is wel aangepast. Kies dat, of zet de oude tekst terug." in tekst(antwoord)
    assert Reactie.objects.get().beantwoord_op is None


def test_an_answer_needs_words_and_a_consequence(als, wereld, ingediend):
    antwoord = als(wereld.meike).post(url("reactie_beantwoorden", ingediend), velden(ingediend, antwoord=""))
    assert "Schrijf een antwoord. De organisatie leest het." in tekst(antwoord)
    assert "Kies wat er met de tekst gebeurt." in tekst(antwoord)
    for reden, gevolg, tekst_ in (("Schrijf eerst een antwoord", "ongewijzigd", ""), ("Kies wat er", "", "Dank u.")):
        Reactie.objects.update(antwoord=tekst_)
        with pytest.raises(Geweigerd, match=reden):
            wederhoor.beantwoorden(wereld.meike, ingediend, gevolg)


def test_an_answer_that_can_be_read_does_not_change_until_it_is_taken_back(als, wereld, traject, ingediend):
    Reactie.objects.update(antwoord="Dank u.")
    wederhoor.beantwoorden(wereld.meike, ingediend, "ongewijzigd")
    client, opslaan = als(wereld.meike), {"veld": "antwoord", "tekst": "", "basis": schrijven.vingerafdruk("Dank u.")}
    geweigerd = client.post(url("reactie_beantwoorden", ingediend), opslaan, HTTP_ACCEPT="application/json")
    assert (geweigerd.status_code, Reactie.objects.get().antwoord) == (403, "Dank u.")
    client.post(url("reactie_heropenen", ingediend))
    assert "Wacht op antwoord" in lees(als(wereld.joke), "wederhoor", traject)
    assert (
        client.post(url("reactie_beantwoorden", ingediend), opslaan, HTTP_ACCEPT="application/json").status_code == 200
    )


def test_a_remark_on_a_section_of_prose_is_answered_in_that_section(als, wereld, traject, versie):
    reactie = wederhoor.reageren(wereld.joke, versie, "deel-samenvatting")
    Reactie.objects.update(tekst="Wij heten anders.", soort="feit")
    wederhoor.reactie_indienen(wereld.ingrid, traject)
    velden_ = {
        f"r{reactie.pk}-tekst": "Welzijn Wilgendam begint bij mensen.",
        f"r{reactie.pk}-tekst_basis": schrijven.vingerafdruk("Welzijn Wilgendam begint bij wat mensen zelf kunnen."),
        f"r{reactie.pk}-antwoord": "Dank u.",
        f"r{reactie.pk}-antwoord_basis": schrijven.vingerafdruk(""),
        f"r{reactie.pk}-gevolg": "aangepast",
    }
    als(wereld.meike).post(url("reactie_beantwoorden", reactie), velden_)
    assert Rapportdeel.objects.get(sleutel="samenvatting").tekst == "Welzijn Wilgendam begint bij mensen."
    assert Reactie.objects.get().gevolg == "aangepast"


# Settling


def test_an_unanswered_remark_refuses_settling_with_the_sentence_of_the_page(als, wereld, traject, ingediend):
    antwoord = als(wereld.meike).post(reverse("rapport_vaststellen", args=[traject.nummer]), follow=True)
    zin = "De opmerking bij passage 6 heeft nog geen antwoord."
    assert [str(m) for m in antwoord.context["messages"]] == [zin]
    assert tekst(antwoord).count(zin) == 2


def test_a_passage_that_changes_after_its_answer_refuses_settling(wereld, traject, ingediend):
    Reactie.objects.update(antwoord="Dank u.")
    wederhoor.beantwoorden(wereld.meike, ingediend, "ongewijzigd")
    Bevinding.objects.filter(soort=Bevinding.Soort.VERBETER).update(tekst="Toch nog anders.")
    with pytest.raises(Geweigerd) as geweigerd:
        rapport.rapport_vaststellen(wereld.meike, traject)
    assert geweigerd.value.redenen == ["De tekst van passage 6 is na uw antwoord nog veranderd. Kijk uw antwoord na."]


def test_after_settling_remark_and_answer_are_history_for_act_and_database(wereld, traject):
    verder(traject, Status.VERBETERPLANNEN, wereld)
    reactie = Reactie.objects.get(versie__traject=traject)
    with pytest.raises(Geweigerd, match="totdat het rapport vaststaat"):
        wederhoor.antwoord_heropenen(wereld.meike, reactie)
    for veranderen in (
        lambda: Reactie.objects.update(antwoord="Achteraf anders."),
        lambda: Reactie.objects.update(tekst="Achteraf anders."),
        lambda: reactie.delete(),
    ):
        with pytest.raises(IntegrityError, match="het rapport is vastgesteld"), transaction.atomic():
            veranderen()


def test_an_answered_remark_is_whole_in_the_database(ingediend):
    with pytest.raises(IntegrityError, match="reactie_beantwoord_is_heel"), transaction.atomic():
        Reactie.objects.update(beantwoord_op="2026-11-23T10:00+01:00", beantwoord_door=ingediend.geschreven_door)


def test_the_settled_report_holds_the_remark_and_what_it_changed(als, wereld, traject):
    verder(traject, Status.VERBETERPLANNEN, wereld)
    html = tekst(als(wereld.joke).get(reverse("rapportversie", args=[traject.nummer, 2])))
    for zin in ("Twee van deze dossiers waren nog niet afgesloten.", "Afspraken staan niet overal in het dossier."):
        assert zin in html


# Queries


def test_the_pages_ask_as_much_of_the_database_with_three_passages_as_with_many(als, wereld, traject):
    Traject.objects.filter(pk=traject.pk).update(status=Status.GESTAAKT)
    aantallen = []
    for versie in (traject.kaderversie, laden(None, voorbeeldpakket())):
        traject = traject_in(Status.WEDERHOOR, wereld, versie)
        rapportversie = traject.rapportversies.get()
        for passage in passages_van(rapportversie.inhoud):
            wederhoor.reageren(wereld.joke, rapportversie, passage["sleutel"])
        rapportversie.reacties.update(tekst="Wij zien dit anders.", soort="mening")
        telling = [_tel(als(wereld.ingrid), "wederhoor", traject)]
        wederhoor.reactie_indienen(wereld.ingrid, traject)
        telling += [_tel(als(wereld.ingrid), "wederhoor", traject), _tel(als(wereld.meike), "reacties", traject)]
        aantallen.append(telling)
        Traject.objects.filter(pk=traject.pk).update(status=Status.GESTAAKT)
    assert aantallen[0] == aantallen[1]
    assert max(aantallen[1]) <= 15


def _tel(client, naam, traject):
    adres = reverse(naam, args=[traject.nummer])
    client.get(adres)
    with CaptureQueriesContext(connection) as vragen:
        assert client.get(adres).status_code == 200
    return len(vragen)

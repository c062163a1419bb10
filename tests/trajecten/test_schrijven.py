"""Texts that save themselves: nothing is overwritten silently, and nothing is lost."""

import json
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huisstijl.velden import LANGSTE_TEKST, schoon, vingerafdruk
from leden.bevoegdheden import Geweigerd
from tests.gedeeld import gedeelde_wereld
from tests.personen import traject_in
from toetsing.bevoegdheden import verhaalbelemmeringen
from toetsing.models import Verhaal
from trajecten.levensloop import Status
from trajecten.models import Tekstversie, Traject
from trajecten.schrijven import ALINEA, antwoord, bewaren, eerdere_versies

LEEG = vingerafdruk("")


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.traject = traject_in(Status.VOORBEREIDING, wereld)
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


@pytest.fixture
def verhaal(wereld):
    """The first story of a traject that the organisation is writing in."""
    return wereld.traject.verhalen.first()


def schrijf(wie, verhaal, tekst, basis, veld="aanleiding"):
    return bewaren(wie, verhaal, veld, tekst, basis, verhaalbelemmeringen)


def opgeslagen(verhaal):
    return Verhaal.objects.get(pk=verhaal.pk).aanleiding


def versies(verhaal, veld="aanleiding"):
    return [(versie.tekst, versie.bewaard_door.naam, versie.is_botsing) for versie in eerdere_versies(verhaal, veld)]


def test_a_text_is_saved_and_remembered_as_a_version(wereld, verhaal):
    bewaard = schrijf(wereld.joke, verhaal, "Bewoners vroegen om een keuken.", LEEG)
    assert bewaard.botsing_met is None
    assert opgeslagen(verhaal) == "Bewoners vroegen om een keuken."
    assert versies(verhaal) == [("Bewoners vroegen om een keuken.", "Joke Zonnedauw", False)]


def test_who_goes_on_typing_keeps_one_version(wereld, verhaal):
    tekst = ""
    for woord in ("Bewoners ", "vroegen ", "om een keuken."):
        schrijf(wereld.joke, verhaal, tekst + woord, vingerafdruk(tekst))
        tekst += woord
    assert versies(verhaal) == [("Bewoners vroegen om een keuken.", "Joke Zonnedauw", False)]


def woorden(van, tot):
    return " ".join(f"woord{nummer}" for nummer in range(van, tot))


# What one person saved, as (minutes after the save before, text), and how many versions that gives.
SCHRIJVERS = {
    "four hours of writing": ([(5, woorden(0, 100 * keer)) for keer in range(1, 49)], 24),
    "four hours of rewriting": ([(5, woorden(100 * keer, 100 * keer + 600)) for keer in range(48)], 48),
    "select all and paste over it": ([(1, woorden(0, 2500)), (1, woorden(2500, 5000)), (1, woorden(2500, 5010))], 2),
    "shorter in steps": ([(2, woorden(0, aantal)) for aantal in (1000, 510, 260, 140)], 4),
    "all gone at once": ([(1, woorden(0, 40)), (1, "")], 2),
    "typing without a pause": ([(0, woorden(0, aantal)) for aantal in range(1, 40)], 1),
    "here and there a word": ([(1, woorden(aantal, 200)) for aantal in range(8)], 1),
}


@pytest.mark.parametrize("wat", SCHRIJVERS)
def test_no_word_that_was_saved_is_nowhere_and_ten_minutes_is_a_version(wereld, verhaal, time_machine, wat):
    stappen, aantal = SCHRIJVERS[wat]
    nu = timezone.now()
    stond, gezegd = [], set()
    for minuten, tekst in stappen:
        nu += timedelta(minutes=minuten)
        if stond and minuten >= 10:
            assert stond[-1] in [versie for versie, *_ in versies(verhaal)]
        time_machine.move_to(nu, tick=False)
        schrijf(wereld.joke, verhaal, tekst, vingerafdruk(stond[-1] if stond else ""))
        stond.append(tekst)
        gezegd |= set(tekst.split())
    te_vinden = [tekst for tekst, *_ in versies(verhaal)]
    assert len(te_vinden) == aantal
    assert te_vinden[0] == opgeslagen(verhaal) == stond[-1]
    nergens = gezegd - set(" ".join(te_vinden).split())
    assert len(nergens) < ALINEA


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stappen=st.lists(st.tuples(st.integers(0, 15), st.text("ab ", max_size=12)), min_size=1, max_size=8))
def test_each_wording_that_stood_for_ten_minutes_is_in_a_version(wereld, verhaal, time_machine, stappen):
    Tekstversie.objects.all().delete()
    Verhaal.objects.filter(pk=verhaal.pk).update(aanleiding="")
    nu, stond = timezone.now(), []
    for minuten, tekst in stappen:
        nu += timedelta(minutes=minuten)
        time_machine.move_to(nu, tick=False)
        if minuten >= 10:
            stond.append(opgeslagen(verhaal))
        schrijf(wereld.joke, verhaal, tekst, vingerafdruk(opgeslagen(verhaal)))
    assert set(stond) - {""} <= {tekst for tekst, *_ in versies(verhaal)}


def test_a_clock_that_is_put_back_wipes_out_no_version(wereld, verhaal, time_machine):
    nu = timezone.now()
    for uur, tekst in ((0, "Eerst."), (-3, "Eerst. Toen."), (-3, "Eerst. Toen. Nu.")):
        time_machine.move_to(nu + timedelta(hours=uur), tick=False)
        schrijf(wereld.joke, verhaal, tekst, vingerafdruk(opgeslagen(verhaal)))
    assert [tekst for tekst, *_ in versies(verhaal)] == ["Eerst. Toen. Nu.", "Eerst."]


def test_what_a_colleague_wrote_is_another_version(wereld, verhaal):
    schrijf(wereld.joke, verhaal, "Van Joke.", LEEG)
    schrijf(wereld.ingrid, verhaal, "Van Joke. En van Ingrid.", vingerafdruk("Van Joke."))
    assert versies(verhaal) == [
        ("Van Joke. En van Ingrid.", "Ingrid Watermunt", False),
        ("Van Joke.", "Joke Zonnedauw", False),
    ]


def test_a_text_that_suddenly_gets_much_shorter_keeps_the_longer_one(wereld, verhaal):
    lang = "Een verhaal waar lang aan gewerkt is. " * 20
    schrijf(wereld.joke, verhaal, lang, LEEG)
    schrijf(wereld.joke, verhaal, "", vingerafdruk(lang))
    assert opgeslagen(verhaal) == ""
    assert [tekst for tekst, *_ in versies(verhaal)] == ["", lang]


def test_a_text_that_was_there_before_versions_is_not_lost(wereld, verhaal):
    Verhaal.objects.filter(pk=verhaal.pk).update(aanleiding="Uit een bestand gelezen.")
    schrijf(wereld.joke, verhaal, "Anders.", vingerafdruk("Uit een bestand gelezen."))
    assert [tekst for tekst, *_ in versies(verhaal)] == ["Anders.", "Uit een bestand gelezen."]


def test_two_people_in_one_text_both_keep_their_words(wereld, verhaal):
    schrijf(wereld.joke, verhaal, "Wat Joke schreef.", LEEG)
    botsing = schrijf(wereld.ingrid, verhaal, "Wat Ingrid schreef.", LEEG)
    assert (botsing.tekst, botsing.botsing_met) == ("Wat Joke schreef.", wereld.joke.gebruiker)
    assert opgeslagen(verhaal) == "Wat Joke schreef."
    assert versies(verhaal) == [
        ("Wat Ingrid schreef.", "Ingrid Watermunt", True),
        ("Wat Joke schreef.", "Joke Zonnedauw", False),
    ]


def test_after_choosing_one_goes_on_from_the_stored_text(wereld, verhaal):
    schrijf(wereld.joke, verhaal, "Wat Joke schreef.", LEEG)
    botsing = schrijf(wereld.ingrid, verhaal, "Wat Ingrid schreef.", LEEG)
    samen = f"{botsing.tekst} En wat Ingrid schreef."
    assert schrijf(wereld.ingrid, verhaal, samen, vingerafdruk(botsing.tekst)).botsing_met is None
    assert opgeslagen(verhaal) == samen


def test_ones_own_other_tab_is_a_collision_too(wereld, verhaal):
    schrijf(wereld.joke, verhaal, "Uit het eerste tabblad.", LEEG)
    botsing = schrijf(wereld.joke, verhaal, "Uit het tweede tabblad.", LEEG)
    assert botsing.botsing_met == wereld.joke.gebruiker
    assert {tekst for tekst, *_ in versies(verhaal)} == {"Uit het eerste tabblad.", "Uit het tweede tabblad."}


def test_who_did_not_hear_that_a_text_was_stored_goes_on_from_it(wereld, verhaal):
    """The answer to the first save was lost; the second still names the text before it, and what was sent meanwhile."""
    schrijf(wereld.joke, verhaal, "Bewoners vroegen", LEEG)
    verder = "Bewoners vroegen om een keuken."
    gestuurd = [vingerafdruk("Bewoners"), vingerafdruk("Bewoners vroegen")]
    bewaard = bewaren(wereld.joke, verhaal, "aanleiding", verder, LEEG, verhaalbelemmeringen, gestuurd=gestuurd)
    assert bewaard.botsing_met is None
    assert versies(verhaal) == [(verder, "Joke Zonnedauw", False)]


def test_what_one_sent_is_no_leave_to_overwrite_who_wrote_the_same_words_later(wereld, verhaal):
    schrijf(wereld.joke, verhaal, "Van Joke.", LEEG)
    schrijf(wereld.ingrid, verhaal, "Nog leeg.", vingerafdruk("Van Joke."))
    gestuurd = [vingerafdruk("Nog leeg.")]
    bewaard = bewaren(wereld.joke, verhaal, "aanleiding", "Anders.", LEEG, verhaalbelemmeringen, gestuurd=gestuurd)
    assert bewaard.botsing_met == wereld.ingrid.gebruiker
    assert opgeslagen(verhaal) == "Nog leeg."


def test_the_same_text_is_fine_whatever_it_started_from(wereld, verhaal):
    schrijf(wereld.joke, verhaal, "Hetzelfde.", LEEG)
    for basis in (LEEG, "onzin", ""):
        assert schrijf(wereld.ingrid, verhaal, "Hetzelfde.", basis).botsing_met is None
    assert versies(verhaal) == [("Hetzelfde.", "Joke Zonnedauw", False)]


def test_two_fields_of_one_row_do_not_meet(wereld, verhaal):
    schrijf(wereld.joke, verhaal, "Wat er speelde.", LEEG)
    assert schrijf(wereld.ingrid, verhaal, "Wat het opleverde.", LEEG, veld="opbrengst").botsing_met is None
    rij = Verhaal.objects.get(pk=verhaal.pk)
    assert (rij.aanleiding, rij.opbrengst) == ("Wat er speelde.", "Wat het opleverde.")


def test_saving_one_field_leaves_the_others_as_they_became(wereld, verhaal):
    """The row that a page holds may be old; only the field that is saved is written."""
    Verhaal.objects.filter(pk=verhaal.pk).update(opbrengst="Intussen door een ander geschreven.")
    schrijf(wereld.joke, verhaal, "Wat er speelde.", LEEG)
    assert Verhaal.objects.get(pk=verhaal.pk).opbrengst == "Intussen door een ander geschreven."


def test_a_text_of_forty_thousand_characters_is_kept_to_the_last(wereld, verhaal):
    tekst = "Één mens bij de koffieautomaat – “dáár” 🙂.\n" * 1000
    assert len(tekst) > 40_000
    assert schrijf(wereld.joke, verhaal, tekst, LEEG).tekst == tekst
    assert opgeslagen(verhaal) == tekst


def test_the_longest_text_fits_and_one_character_more_is_refused(wereld, verhaal):
    tekst = "a" * LANGSTE_TEKST
    schrijf(wereld.joke, verhaal, tekst, LEEG)
    with pytest.raises(Geweigerd, match=f"heeft {LANGSTE_TEKST + 1} tekens. Er passen er {LANGSTE_TEKST}"):
        schrijf(wereld.joke, verhaal, f"{tekst}b", vingerafdruk(tekst))
    assert opgeslagen(verhaal) == tekst


@pytest.mark.parametrize(
    ("getypt", "bewaard"),
    [
        ("een\r\ntwee\r\n", "een\ntwee\n"),
        ("een\rtwee", "een\ntwee"),
        ("een\0twee", "eentwee"),
        ("\0", ""),
        ("  \n ", "  \n "),
    ],
)
def test_lines_end_in_one_way_and_nothing_unprintable_stays(wereld, verhaal, getypt, bewaard):
    schrijf(wereld.joke, verhaal, getypt, LEEG)
    assert opgeslagen(verhaal) == bewaard


def test_a_browser_that_ends_lines_its_own_way_starts_from_the_same_text(wereld, verhaal):
    schrijf(wereld.joke, verhaal, "een\ntwee", LEEG)
    assert schrijf(wereld.joke, verhaal, "een\r\ntwee\r\ndrie", vingerafdruk("een\r\ntwee")).botsing_met is None


@pytest.mark.parametrize("wie", ["meike", "karin", "bram", "anna", "gijs"])
def test_who_may_not_write_changes_nothing_and_leaves_nothing(wereld, verhaal, wie):
    with pytest.raises(Geweigerd):
        schrijf(getattr(wereld, wie), verhaal, "Van een ander.", LEEG)
    assert opgeslagen(verhaal) == ""
    assert not Tekstversie.objects.exists()


def test_when_it_is_closed_nobody_writes_any_more(wereld, verhaal):
    Traject.objects.update(status=Status.INGEDIEND)
    with pytest.raises(Geweigerd, match="De zelfevaluatie is ingediend"):
        schrijf(wereld.joke, verhaal, "Te laat.", LEEG)
    assert opgeslagen(verhaal) == ""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(teksten=st.lists(st.text(max_size=300), min_size=1, max_size=4))
def test_any_text_comes_back_and_the_next_one_fits_on_it(wereld, verhaal, teksten):
    for tekst in teksten:
        basis = vingerafdruk(opgeslagen(verhaal))
        bewaard = schrijf(wereld.joke, verhaal, tekst, basis)
        assert bewaard.botsing_met is None
        assert bewaard.tekst == opgeslagen(verhaal) == schoon(tekst)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(een=st.text(max_size=300), ander=st.text(max_size=300))
def test_whatever_two_people_type_both_texts_can_be_found_back(wereld, verhaal, een, ander):
    Tekstversie.objects.all().delete()
    Verhaal.objects.filter(pk=verhaal.pk).update(aanleiding="Het begin.")
    basis = vingerafdruk("Het begin.")
    schrijf(wereld.joke, verhaal, een, basis)
    schrijf(wereld.ingrid, verhaal, ander, basis)
    bewaard = {tekst for tekst, *_ in versies(verhaal)} | {opgeslagen(verhaal)}
    assert {"Het begin.", schoon(een), schoon(ander)} <= bewaard


# The answer to the script


def vragen(wie, verhaal, let_op=lambda tekst: [], **velden):
    request = RequestFactory().post("/", velden)
    request.lidmaatschap = wie
    uit = antwoord(request, verhaal, ("aanleiding", "opbrengst"), verhaalbelemmeringen, let_op=let_op)
    return uit.status_code, json.loads(uit.content)


def test_the_script_hears_that_it_is_saved_and_from_which_text_to_go_on(wereld, verhaal):
    status, inhoud = vragen(wereld.joke, verhaal, veld="aanleiding", tekst="Bewaar mij.", basis=LEEG)
    nu = timezone.localtime()
    assert (status, inhoud["stand"], inhoud["basis"]) == (200, "bewaard", vingerafdruk("Bewaar mij."))
    assert inhoud["om"] in {f"{t.hour}.{t.minute:02d}" for t in (nu, nu - timedelta(minutes=1))}
    assert inhoud["melding"] == ""


def test_the_script_gets_the_other_text_and_its_writer(wereld, verhaal):
    schrijf(wereld.joke, verhaal, "Wat Joke schreef.", LEEG)
    status, inhoud = vragen(wereld.ingrid, verhaal, veld="aanleiding", tekst="Wat Ingrid schreef.", basis=LEEG)
    assert (status, inhoud["stand"]) == (409, "botsing")
    assert (inhoud["tekst"], inhoud["door"]) == ("Wat Joke schreef.", "Joke Zonnedauw")
    assert inhoud["basis"] == vingerafdruk("Wat Joke schreef.")


def test_the_script_that_only_asks_hears_what_is_stored_and_saves_nothing(wereld, verhaal):
    assert vragen(wereld.joke, verhaal, veld="aanleiding")[1] == {"stand": "gelezen", "tekst": "", "basis": LEEG}
    schrijf(wereld.joke, verhaal, "Wat Joke schreef.", LEEG)
    verhaal.refresh_from_db()
    status, inhoud = vragen(wereld.ingrid, verhaal, veld="aanleiding")
    assert (status, inhoud["tekst"], inhoud["door"]) == (200, "Wat Joke schreef.", "Joke Zonnedauw")
    assert versies(verhaal) == [("Wat Joke schreef.", "Joke Zonnedauw", False)]


def test_the_script_hears_why_not(wereld, verhaal):
    status, inhoud = vragen(wereld.karin, verhaal, veld="aanleiding", tekst="Van de planner.", basis=LEEG)
    assert status == 403
    assert inhoud["redenen"] == [
        "Alleen een bestuurder of kwaliteitsmedewerker kan aan de zelfevaluatie schrijven. "
        "Vraag het een collega met die rol, of wissel van rol."
    ]


@pytest.mark.parametrize("veld", ["", "zelfbeeld", "traject", "pk", "objects"])
def test_only_the_texts_of_the_page_can_be_written(wereld, verhaal, veld):
    status, inhoud = vragen(wereld.joke, verhaal, veld=veld, tekst="x", basis=LEEG)
    assert (status, inhoud["redenen"]) == (422, ["Dit tekstvak kennen wij niet. Laad de pagina opnieuw."])


def test_a_warning_comes_along_and_the_text_is_saved_all_the_same(wereld, verhaal):
    status, inhoud = vragen(
        wereld.joke,
        verhaal,
        lambda tekst: ["Dit lijkt een telefoonnummer."],
        veld="aanleiding",
        tekst="06 12345678",
        basis=LEEG,
    )
    assert (status, inhoud["melding"]) == (200, "Dit lijkt een telefoonnummer.")
    assert opgeslagen(verhaal) == "06 12345678"

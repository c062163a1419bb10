"""Another last day: an extension, and a day to hand in by."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse

from berichten.models import Poststuk
from berichten.werkdagen import werkdagen_later
from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis
from tests.dagen import over
from tests.gedeeld import gedeelde_wereld
from tests.klokken import lees, na, op, opgeslagen, opnieuw
from tests.personen import traject_in
from tests.post import brieven
from toetsing.handelingen import programma, wederhoor
from trajecten import handelingen as trajecten
from trajecten.klok import bijwerken
from trajecten.levensloop import Status, lopen
from trajecten.models import Traject
from trajecten.termijnen import einddatum, werkdag_vanaf


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A traject at which the organisation can react to the draft."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.traject = traject_in(Status.WEDERHOOR, wereld)
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


@pytest.fixture
def traject(wereld):
    return opnieuw(wereld.traject)


def vraag(wie, traject, werkdagen=5, reden="Onze bestuurder is ziek."):
    return trajecten.termijn_voorstellen(wie, traject, nieuw=werkdagen_later(traject.termijn, werkdagen), reden=reden)


def test_an_extension_is_asked_with_a_reason_and_granted_in_two_clicks(als, wereld, traject):
    nieuw = werkdagen_later(traject.termijn, 5)
    adres = reverse("termijn", args=[traject.nummer])
    als(wereld.joke).post(adres, {"nieuw": f"{nieuw:%d-%m-%Y}", "reden": "Onze bestuurder is ziek."})
    assert opnieuw(traject).termijn == traject.termijn
    client = als(wereld.karin)
    (rij,) = [een for een in client.get(reverse("mijn_werk")).context["werk"] if een.url == adres]
    assert (rij.termijn, rij.titel) == (traject.termijn, f"Uitstel tot en met {dagkort(nieuw)}, Welzijn Wilgendam")
    assert "Onze bestuurder is ziek." in client.get(rij.url).content.decode()
    assert "Er is een andere laatste dag gevraagd." in client.get(traject.get_absolute_url()).content.decode()
    voorstel = traject.termijnvoorstellen.get()
    client.post(reverse("termijnvoorstel_beantwoorden", args=[traject.nummer, voorstel.pk]), {"akkoord": "ja"})
    nu = opnieuw(traject)
    assert (nu.termijn, nu.daarna_termijn) == (nieuw, einddatum(nu.kaderversie, "reactie_verwerken", nieuw))
    with na(traject):
        assert opnieuw(traject).status == Status.WEDERHOOR
    with na(nu):
        assert opnieuw(traject).status == Status.REACTIE_VERWERKEN


def test_the_letters_about_an_extension_open_the_page_where_it_stands(als, wereld, traject):
    voorstel = vraag(wereld.joke, traject)
    brieven()
    trajecten.termijnvoorstel_beantwoorden(wereld.karin, voorstel, akkoord=False, uitleg="De commissie wacht.")
    brieven()
    for brief, wie, staat_er in (
        ("uitstel_gevraagd_planner", wereld.karin, "Onze bestuurder is ziek."),
        ("uitstel_beantwoord_organisatie", wereld.ingrid, "Niet akkoord. De commissie wacht."),
    ):
        bladzijde = als(wie).get(Poststuk.objects.get(brief=brief).pad)
        assert staat_er in bladzijde.content.decode()


def test_no_answer_before_the_old_date_is_a_yes_although_no_worker_ran(als, wereld, traject):
    voorstel = vraag(wereld.joke, traject)
    with op(traject.termijn):
        assert opnieuw(traject).termijn == traject.termijn
        assert bijwerken() == 0

    def gezien():
        nu = opnieuw(traject)
        rijen = als(wereld.gijs).get(reverse("trajecten")).context["bladzijde"]
        html = lees(als(wereld.joke), "termijn", traject)
        zin = f"Daarmee is er uitstel tot en met {dagkort(voorstel.nieuw)}."
        return nu.status, nu.termijn, [een.termijn for een in rijen], zin in html

    with na(traject):
        eerst = gezien()
        assert eerst == (Status.WEDERHOOR, voorstel.nieuw, [voorstel.nieuw], True)
        with pytest.raises(Geweigerd, match="wacht niet meer op antwoord"):
            trajecten.termijnvoorstel_beantwoorden(wereld.karin, voorstel, akkoord=False, uitleg="Te laat.")
        assert [bijwerken(), bijwerken()] == [1, 0]
        assert gezien() == eerst
    regels = Gebeurtenis.objects.filter(onderwerp=traject.onderwerp, handeling="termijnvoorstel_beantwoorden")
    assert [regel.naam for regel in regels] == ["de applicatie"]


def test_two_terms_that_passed_in_silence_are_two_rows_of_the_log_written_at_once(wereld, traject):
    voorstel = vraag(wereld.joke, traject)
    with op(voorstel.nieuw + timedelta(days=40)):
        nu = opnieuw(traject)
        assert (nu.status, nu.verstreken) == (Status.REACTIE_VERWERKEN, voorstel.nieuw)
        assert bijwerken() == 1
    stil = Gebeurtenis.objects.filter(onderwerp=traject.onderwerp, gebruiker=None).order_by("volgnummer")
    assert list(stil.values_list("handeling", flat=True)) == ["termijnvoorstel_beantwoorden", "reactie_indienen"]
    assert opgeslagen(traject) == (nu.status, nu.termijn, voorstel.nieuw)


def test_a_refused_extension_says_why_and_leaves_the_last_day(als, wereld, traject):
    voorstel = vraag(wereld.joke, traject)
    adres = reverse("termijnvoorstel_beantwoorden", args=[traject.nummer, voorstel.pk])
    zonder = als(wereld.karin).post(adres, {"niet": "ja", "uitleg": " "}).content.decode()
    assert "Schrijf erbij waarom u niet akkoord bent." in zonder
    als(wereld.karin).post(adres, {"niet": "ja", "uitleg": "De commissie wacht."})
    assert "Niet akkoord. De commissie wacht." in lees(als(wereld.joke), "termijn", traject)
    with na(traject):
        assert opnieuw(traject).status == Status.REACTIE_VERWERKEN


@pytest.mark.parametrize(
    ("wie", "werkdagen", "zin"),
    [
        ("karin", 5, "Een andere laatste dag vraagt wie aan zet is: Welzijn Wilgendam."),
        ("joke", 11, "Uitstel is voor hoogstens 10 werkdagen"),
        ("joke", 0, "Kies een dag na"),
    ],
)
def test_an_extension_is_for_who_is_at_turn_and_no_longer_than_the_framework_says(wereld, traject, wie, werkdagen, zin):
    with pytest.raises(Geweigerd, match=zin):
        vraag(getattr(wereld, wie), traject, werkdagen)
    assert opnieuw(traject).uitstel_tot is None


def test_an_extension_is_asked_no_more_often_than_the_framework_says_and_not_afterwards(wereld, traject):
    voorstel = vraag(wereld.joke, traject)
    with pytest.raises(Geweigerd, match="Er ligt al een voorstel"):
        vraag(wereld.ingrid, traject)
    trajecten.termijnvoorstel_beantwoorden(wereld.karin, voorstel, akkoord=True)
    with pytest.raises(Geweigerd, match="kan bij deze termijn 1 keer, en dat is al gedaan"):
        vraag(wereld.joke, opnieuw(traject))


def test_only_the_other_party_answers(wereld, traject):
    voorstel = vraag(wereld.joke, traject)
    for wie, zin in (
        (wereld.ingrid, "antwoordt de andere partij"),
        (wereld.meike, "Alleen een"),
        (wereld.wim, "hoort niet"),
    ):
        with pytest.raises(Geweigerd, match=zin):
            trajecten.termijnvoorstel_beantwoorden(wie, voorstel, akkoord=True)


def test_the_assessors_ask_the_organisation(als, wereld, traject):
    lopen(traject, "reactie_indienen", Status.REACTIE_VERWERKEN, wereld.ingrid)
    voorstel = vraag(wereld.meike, traject)
    adres = reverse("termijn", args=[traject.nummer])
    assert adres in [een.url for een in als(wereld.joke).get(reverse("mijn_werk")).context["werk"]]
    assert als(wereld.meike).get(adres).context["te_beantwoorden"] is None
    assert trajecten.termijnvoorstel_beantwoorden(wereld.joke, voorstel, akkoord=True).antwoord == "akkoord"
    assert opnieuw(traject).termijn == voorstel.nieuw


def test_a_question_that_time_overtook_waits_for_nobody(als, wereld, traject):
    vraag(wereld.joke, traject)
    wederhoor.reactie_indienen(wereld.ingrid, traject)
    assert opnieuw(traject).uitstel_tot is None
    werk = als(wereld.karin).get(reverse("mijn_werk")).context["werk"]
    assert reverse("termijn", args=[traject.nummer]) not in [een.url for een in werk]
    assert "Niet meer nodig." in lees(als(wereld.joke), "termijn", traject)


def test_planner_and_organisation_agree_on_a_day_to_hand_in_by(als, wereld, traject):
    Traject.objects.filter(pk=traject.pk).update(
        status=Status.VOORBEREIDING, termijn=None, termijnnaam="", daarna="", daarna_termijn=None
    )
    dag = werkdag_vanaf(over(40))
    voorstel = trajecten.termijn_voorstellen(wereld.karin, traject, nieuw=dag, reden="Dan past de toetsing in maart.")
    with op(over(20)):
        assert (opnieuw(traject).termijn, bijwerken()) == (None, 0)  # no answer is no agreement
        trajecten.termijnvoorstel_beantwoorden(wereld.joke, voorstel, akkoord=True)
        nu = opnieuw(traject)
        assert (nu.termijn, nu.termijnnaam) == (dag, "zelfevaluatie")
        assert "blijft het traject staan" in lees(als(wereld.joke), "traject", traject)
    with na(nu, 30):
        assert opnieuw(traject).status == Status.VOORBEREIDING


def test_what_was_typed_is_kept_when_the_day_cannot_be(als, wereld, traject):
    adres = reverse("termijn", args=[traject.nummer])
    html = als(wereld.joke).post(adres, {"nieuw": "gisteren", "reden": "Onze bestuurder is ziek."}).content.decode()
    assert "Onze bestuurder is ziek." in html
    assert not traject.termijnvoorstellen.exists()


def test_an_answer_does_not_change_any_more(wereld, traject):
    voorstel = trajecten.termijnvoorstel_beantwoorden(wereld.karin, vraag(wereld.joke, traject), akkoord=True)
    with pytest.raises(ProgrammingError, match="Cannot update rows"), transaction.atomic():
        traject.termijnvoorstellen.filter(pk=voorstel.pk).update(antwoord="niet", uitleg="Toch niet.")
    with pytest.raises(IntegrityError, match="uitstel_na_de_termijn"), transaction.atomic():
        Traject.objects.update(uitstel_tot=traject.termijn - timedelta(days=1))


def test_an_extension_that_was_asked_before_a_pause_waits_no_more_after_it(als, wereld, traject):
    vraag(wereld.joke, traject)
    weer = programma.hervatten(wereld.karin, trajecten.aanhouden(wereld.karin, traject, "De teamleider is ziek."))
    # Of the same last day: only the pause says that silence grants nothing any more.
    assert (weer.termijn, weer.uitstel_tot) == (traject.termijn, None)
    werk = als(wereld.karin).get(reverse("mijn_werk")).context["werk"]
    assert reverse("termijn", args=[traject.nummer]) not in [een.url for een in werk]
    assert "Niet meer nodig." in lees(als(wereld.joke), "termijn", traject)
    assert vraag(wereld.joke, opnieuw(weer)).stand == "Wacht op antwoord."


def test_a_day_to_hand_in_by_that_went_by_is_not_agreed_on_any_more(als, wereld, traject):
    Traject.objects.filter(pk=traject.pk).update(
        status=Status.VOORBEREIDING, termijn=None, termijnnaam="", daarna="", daarna_termijn=None
    )
    dag = werkdag_vanaf(over(40))
    voorstel = trajecten.termijn_voorstellen(wereld.karin, traject, nieuw=dag, reden="Dan past de toetsing in maart.")
    with op(dag + timedelta(days=1)):
        with pytest.raises(Geweigerd, match="wacht niet meer op antwoord"):
            trajecten.termijnvoorstel_beantwoorden(wereld.joke, voorstel, akkoord=True)
        assert "Niet meer nodig." in lees(als(wereld.joke), "termijn", traject)
        later = werkdag_vanaf(dag + timedelta(days=30))
        trajecten.termijn_voorstellen(wereld.karin, opnieuw(traject), nieuw=later, reden="Dan wordt het april.")


def test_who_asks_what_a_colleague_just_asked_reads_why_not_and_keeps_the_words(als, wereld, traject):
    vraag(wereld.ingrid, traject)
    gegevens = {"nieuw": f"{werkdagen_later(traject.termijn, 4):%d-%m-%Y}", "reden": "Wij missen nog een stuk."}
    html = als(wereld.joke).post(reverse("termijn", args=[traject.nummer]), gegevens).content.decode()
    assert "Er ligt al een voorstel" in html
    assert "Wij missen nog een stuk." in html


def test_an_answer_that_comes_after_midnight_is_refused_in_words_and_kept(als, wereld, traject):
    with op(traject.termijn, uur=23):
        voorstel = vraag(wereld.joke, opnieuw(traject))
    adres = reverse("termijnvoorstel_beantwoorden", args=[traject.nummer, voorstel.pk])
    with na(traject):
        html = als(wereld.karin).post(adres, {"niet": "ja", "uitleg": "De commissie wacht."}).content.decode()
        assert "wacht niet meer op antwoord" in html
        assert "De commissie wacht." in html
        assert opnieuw(traject).termijn == voorstel.nieuw

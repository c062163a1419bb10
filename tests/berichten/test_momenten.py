"""What ends or begins soon is told in time, once; and what happens to an organisation, to who looks after it."""

import pytest

from berichten.handelingen import vervanging_regelen
from berichten.maken import uit_de_tijd
from berichten.models import Poststuk
from huisstijl.templatetags.opmaak import dag
from leden.bevoegdheden import Handeling
from leden.handelingen.mensen import rol_neerleggen
from leden.handelingen.opvolging import hernoemen
from leden.logboek import vastleggen
from leden.models import Bekwaamheid, Lidmaatschap, Rol, Toelating
from tests.berichten.test_de_hele_weg import ORGANISATIE, TEAM, nakijken, nieuwe_post, sleutel, wie_hoort_wat
from tests.dagen import over
from tests.gedeeld import gedeelde_wereld
from tests.personen import klein_kader, traject_in, zitting
from toetsing.models import Toetsdag
from trajecten.levensloop import Status
from trajecten.models import Traject


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A world with a traject of which the first day is in two weeks, and its letters were made."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        traject_in(Status.GEPLAND, wereld, klein_kader())
        Toetsdag.objects.update(datum=over(14))
        nieuwe_post()
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


def op_dag(dagen):
    """The letters that the moments of this day give."""
    laatste = Poststuk.objects.first()
    uit_de_tijd(over(dagen))
    return list(Poststuk.objects.filter(pk__gt=laatste.pk).order_by("pk"))


@pytest.mark.parametrize(
    ("dagen", "wanneer"), [(6, {}), (7, {"toetsdag_komt": ORGANISATIE, "toetsdag_komt_team": TEAM}), (11, {})]
)
def test_a_week_before_the_first_day_everybody_is_told_that_it_comes(wereld, als, dagen, wanneer):
    post = op_dag(dagen)
    assert wie_hoort_wat(post) == wanneer
    nakijken(post, als, Traject.objects.get())
    assert all("De eerste" in een.begin for een in post)


def test_a_moment_is_told_once_and_a_moved_day_anew(wereld):
    assert len(op_dag(7)) == 2
    assert op_dag(7) == op_dag(8) == []
    Traject.objects.get().toetsdagen.update(datum=over(15))
    assert len(op_dag(8)) == 2


@pytest.mark.parametrize(("dagen", "aantal"), [(61, 0), (60, 1), (57, 1), (30, 0), (14, 1), (10, 0), (0, 0)])
def test_an_admission_that_ends_is_told_to_the_certifier_and_the_bureau_sixty_and_fourteen_days_before(
    wereld, dagen, aantal
):
    Toelating.objects.filter(organisatie=wereld.karin.organisatie).update(tot=over(dagen))
    verwacht = {"toelating_loopt_af": {"nora"}, "toelating_loopt_af_bureau": {"gijs"}}
    assert wie_hoort_wat(op_dag(0)) == (verwacht if aantal else {})


def test_qualifications_that_end_on_one_day_are_one_letter(wereld, als):
    Bekwaamheid.objects.filter(gebruiker__in=[wereld.meike.gebruiker, wereld.roel.gebruiker]).update(
        geldig_tot=over(60)
    )
    (poststuk,) = post = op_dag(0)
    assert wie_hoort_wat(post) == {"bekwaamheden_lopen_af": {"nora"}}
    assert dag(over(60)) in poststuk.begin
    assert als(wereld.nora).get(poststuk.pad).status_code == 200


@pytest.mark.parametrize(
    ("wie", "zorgt"),
    [("meike", "nora"), ("joke", "hilde"), ("cora", "gijs")],
    ids=["toetser", "medewerker", "commissielid"],
)
def test_a_role_that_ends_is_told_to_the_person_and_to_who_looks_after_people(wereld, als, wie, zorgt):
    lid = getattr(wereld, wie)
    Lidmaatschap.objects.filter(pk=lid.pk).update(tot=over(14))
    post = op_dag(0)
    assert wie_hoort_wat(post) == {"rol_loopt_af": {wie}, "rol_van_een_ander_loopt_af": {zorgt}}
    for poststuk, lezer in zip(post, (lid, getattr(wereld, zorgt)), strict=True):
        assert als(lezer).get(poststuk.pad).status_code == 200


def test_a_next_term_of_office_ends_the_reminder(wereld):
    Lidmaatschap.objects.filter(pk=wereld.cora.pk).update(tot=over(14))
    zitting(wereld, wereld.cora.gebruiker, Rol.COMMISSIELID, van=over(15))
    assert op_dag(0) == []


def test_what_the_bureau_records_of_an_organisation_is_told_to_who_looks_after_it(wereld, als):
    hernoemen(wereld.gijs, wereld.joke.organisatie, naam="Welzijn aan de Dam", per=over(3))
    (poststuk,) = post = nieuwe_post()
    assert wie_hoort_wat(post) == {"naam_veranderd": {"ingrid", "hilde"}}
    assert als(wereld.hilde).get(poststuk.pad).status_code == 200
    assert "Welzijn" not in poststuk.kop + poststuk.begin + poststuk.tekst


@pytest.mark.parametrize(
    ("handeling", "wat", "verwacht"),
    [
        (Handeling.SAMENVOEGEN, "organisatie", {"samengevoegd": {"nora"}}),
        (Handeling.LID_AFMELDEN, "organisatie", {"afgemeld": {"nora"}}),
        (Handeling.TOELATINGEN_BIJHOUDEN, "toelating", {"toelating_vastgelegd": {"nora"}}),
    ],
)
def test_other_records_of_the_bureau_are_told_too(wereld, als, handeling, wat, verwacht):
    organisatie = wereld.karin.organisatie
    ding = organisatie if wat == "organisatie" else organisatie.toelatingen.get()
    vastleggen(wereld.gijs, handeling, ding.onderwerp)
    (poststuk,) = post = nieuwe_post()
    assert wie_hoort_wat(post) == verwacht
    assert als(wereld.nora).get(poststuk.pad).status_code == 200


def test_who_lays_down_a_role_is_missed_and_who_is_asked_to_deputise_knows(wereld, als):
    ander = Lidmaatschap.objects.create(
        gebruiker=wereld.samir.gebruiker, organisatie=wereld.karin.organisatie, rol=Rol.PLANNER, van=over(-10)
    )
    vervanging_regelen(wereld.karin, lidmaatschap=wereld.karin, vervanger=ander, van=over(1), tot=over(9))
    (poststuk,) = post = nieuwe_post()
    assert wie_hoort_wat(post) == {"vervanging": {"samir"}}
    assert als(ander).get(poststuk.pad).status_code == 200
    rol_neerleggen(wereld.tessa)
    (poststuk,) = post = nieuwe_post()
    assert wie_hoort_wat(post) == {"rol_neergelegd": {"nora"}}
    assert als(wereld.nora).get(poststuk.pad).status_code == 200


def test_a_file_that_the_application_took_away_is_told_and_one_that_people_took_away_is_not(wereld, als):
    traject = Traject.objects.get()
    vastleggen(wereld.joke, Handeling.DOCUMENT_VERWIJDEREN, traject.onderwerp, reden="Jaarverslag")
    assert nieuwe_post() == []
    vastleggen(None, Handeling.DOCUMENT_VERWIJDEREN, traject.onderwerp, reden="Jaarverslag: weggehaald.")
    post = nieuwe_post()
    assert wie_hoort_wat(post) == {"document_weggehaald": ORGANISATIE}
    nakijken(post, als, traject)


def test_a_programme_that_changes_many_times_in_a_day_is_told_once(wereld):
    traject = Traject.objects.get()
    for wie in (wereld.meike, wereld.meike, wereld.karin):
        vastleggen(wie, Handeling.PROGRAMMA_MAKEN, traject.onderwerp, reden="Gesprek 1 gepland of gewijzigd")
    per_persoon = [
        sleutel(bezorging.lidmaatschap)
        for poststuk in nieuwe_post()
        for bezorging in poststuk.bezorgingen.select_related("lidmaatschap__gebruiker")
    ]
    # Meike did not hear of what she did herself, and hears of what Karin did.
    assert sorted(per_persoon) == ["ingrid", "joke", "karin", "meike", "samir"]

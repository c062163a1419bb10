"""The state of a certificate, computed at the moment of asking from dates and decisions."""

from datetime import date, timedelta

import pgtrigger
import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from certificaten.levensloop import GELDIGE_STANDEN, Stand, stand_op
from certificaten.models import Certificaat, Certificaatbestand, Uitgifte, Wijziging
from tests.certificaten.vermeldingen import OP_EEN_BESLUIT, vermelding, wijziging
from toetsing.models import Voorbehoud

BEGIN = date(2025, 3, 1)
EINDE = date(2027, 2, 28)


def stand(certificaat, dag):
    opgehaald = Certificaat.objects.met_stand(dag).get(pk=certificaat.pk)
    gevonden = stand_op(opgehaald, dag)
    geldig = Certificaat.objects.geldig_op(dag).filter(pk=certificaat.pk).exists()
    assert geldig == (gevonden in GELDIGE_STANDEN)
    return gevonden


@pytest.fixture
def certificaat(wereld, organisatie):
    return vermelding(wereld.traject, organisatie, "KSW-2025-0001", BEGIN)


@pytest.mark.parametrize(
    ("dag", "verwacht"),
    [
        (BEGIN - timedelta(days=1), Stand.NOG_NIET),
        (BEGIN, Stand.GELDIG),
        (EINDE, Stand.GELDIG),
        (EINDE + timedelta(days=1), Stand.VERLOPEN),
    ],
)
def test_a_certificate_holds_from_its_first_day_to_its_last(certificaat, dag, verwacht):
    assert stand(certificaat, dag) == verwacht


def test_a_suspension_holds_until_it_is_lifted(certificaat):
    wijziging(certificaat, "geschorst", date(2026, 1, 12))
    wijziging(certificaat, "hersteld", date(2026, 2, 1))
    assert stand(certificaat, date(2026, 1, 11)) == Stand.GELDIG
    assert stand(certificaat, date(2026, 1, 12)) == Stand.GESCHORST
    assert stand(certificaat, date(2026, 1, 31)) == Stand.GESCHORST
    assert stand(certificaat, date(2026, 2, 1)) == Stand.GELDIG


@pytest.mark.parametrize(("soort", "verwacht"), [("ingetrokken", Stand.INGETROKKEN), ("beeindigd", Stand.BEEINDIGD)])
def test_the_end_of_a_certificate_stays_the_end(certificaat, soort, verwacht):
    wijziging(certificaat, soort, date(2026, 1, 12))
    assert stand(certificaat, date(2026, 1, 11)) == Stand.GELDIG
    for dag in (date(2026, 1, 12), EINDE, EINDE + timedelta(days=400)):
        assert stand(certificaat, dag) == verwacht


def test_two_changes_on_one_day_count_in_the_order_they_were_recorded(certificaat):
    wijziging(certificaat, "geschorst", date(2026, 1, 12))
    wijziging(certificaat, "hersteld", date(2026, 1, 12))
    assert stand(certificaat, date(2026, 1, 12)) == Stand.GELDIG


def test_a_change_for_a_later_day_does_not_count_yet(certificaat):
    wijziging(certificaat, "ingetrokken", date(2026, 6, 1))
    assert stand(certificaat, date(2026, 5, 31)) == Stand.GELDIG


def test_a_suspended_certificate_that_ran_out_is_expired(certificaat):
    wijziging(certificaat, "geschorst", date(2026, 1, 12))
    assert stand(certificaat, EINDE + timedelta(days=1)) == Stand.VERLOPEN


def test_a_newer_certificate_of_the_holder_succeeds_the_older(wereld, certificaat):
    vermelding(wereld.traject, certificaat.organisatie, "KSW-2027-0001", date(2027, 2, 1))
    vermelding(wereld.traject, wereld.bram.organisatie, "KSW-2026-0001", date(2026, 1, 1))
    assert stand(certificaat, date(2027, 1, 31)) == Stand.GELDIG
    assert stand(certificaat, date(2027, 2, 1)) == Stand.OPGEVOLGD
    opgehaald = Certificaat.objects.met_stand(date(2027, 2, 1)).get(pk=certificaat.pk)
    assert (opgehaald.opvolger, opgehaald.opvolger_per) == ("KSW-2027-0001", date(2027, 2, 1))


def test_a_certificate_that_was_not_handed_out_succeeds_nothing(wereld, certificaat):
    nieuw = vermelding(wereld.traject, wereld.bram.organisatie, "KSW-2027-0001", date(2027, 2, 1))
    nieuw.pk, nieuw.nummer, nieuw.besluit_nummer = None, "KSW-2027-0002", "B-2"
    nieuw.organisatie, nieuw.cyclus = certificaat.organisatie, certificaat.cyclus
    with pgtrigger.ignore(OP_EEN_BESLUIT):
        nieuw.save(force_insert=True)
    assert stand(certificaat, date(2027, 2, 1)) == Stand.GELDIG


DAGEN = st.integers(min_value=-60, max_value=900)


@given(
    voorbehoud=st.none() | st.integers(min_value=0, max_value=300),
    vervuld=st.none() | st.integers(min_value=0, max_value=600),
    dag=DAGEN,
)
@hypothesis_settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
def test_a_certificate_holds_with_conditions_from_the_decision_until_they_are_met(
    wereld, certificaat, voorbehoud, vervuld, dag
):
    dag = BEGIN + timedelta(days=dag)
    with transaction.atomic():
        if vervuld is not None:
            wijziging(certificaat, "voorwaarden_vervuld", BEGIN + timedelta(days=vervuld))
        if voorbehoud is not None:
            Voorbehoud.objects.create(
                traject=certificaat.traject,
                besluit_nummer="X-1",
                vanaf=BEGIN + timedelta(days=voorbehoud),
                onderzoek_op=BEGIN + timedelta(days=365),
            )
        gevonden = stand(certificaat, dag)
        transaction.set_rollback(True)
    gesteld = voorbehoud is not None and BEGIN + timedelta(days=voorbehoud) <= dag
    open_ = gesteld and not (vervuld is not None and BEGIN + timedelta(days=vervuld) <= dag)
    if dag < BEGIN:
        assert gevonden == Stand.NOG_NIET
    elif dag > EINDE:
        assert gevonden == Stand.VERLOPEN
    else:
        assert gevonden == (Stand.GELDIG_MET_VOORWAARDEN if open_ else Stand.GELDIG)


# ---- frozen, and once only


def test_a_certificate_its_file_and_what_happened_to_it_never_change(wereld, certificaat):
    wijziging(certificaat, "geschorst", date(2026, 1, 12))
    Certificaatbestand.objects.create(certificaat=certificaat, bestand="certificaten/x.pdf", sha256="0" * 64)
    for model, velden in (
        (Certificaat, {"houder": "Een ander"}),
        (Certificaat, {"geldig_tot_en_met": date(2099, 1, 1)}),
        (Certificaatbestand, {"sha256": "1" * 64}),
        (Uitgifte, {"door": wereld.gijs.gebruiker}),
        (Wijziging, {"per": date(2026, 1, 13)}),
    ):
        for verandering in (
            lambda model=model, velden=velden: model.objects.update(**velden),
            model.objects.all().delete,
        ):
            with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
                verandering()


@pytest.mark.parametrize(
    ("anders", "regel"),
    [
        ({"nummer": "KSW-2025-0002"}, "besluit_nummer"),
        ({"besluit_nummer": "B-9"}, "nummer"),
        (
            {"nummer": "KSW-2025-0002", "besluit_nummer": "B-9", "geldig_tot_en_met": BEGIN},
            "certificaat_eindigt_na_begin",
        ),
    ],
)
def test_number_and_decision_are_used_once_and_the_end_comes_after_the_begin(certificaat, anders, regel):
    certificaat.pk = None
    for veld, waarde in anders.items():
        setattr(certificaat, veld, waarde)
    with pgtrigger.ignore(OP_EEN_BESLUIT), pytest.raises(IntegrityError, match=regel), transaction.atomic():
        certificaat.save(force_insert=True)


def test_a_certificate_has_one_file_and_is_handed_out_once(wereld, certificaat):
    Certificaatbestand.objects.create(certificaat=certificaat, bestand="certificaten/x.pdf", sha256="0" * 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificaatbestand.objects.create(certificaat=certificaat, bestand="certificaten/y.pdf", sha256="0" * 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        Uitgifte.objects.create(certificaat=certificaat, door=wereld.gijs.gebruiker)

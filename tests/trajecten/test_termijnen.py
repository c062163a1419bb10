"""Working days, against a calendar read by people, and against themselves."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berichten.werkdagen import is_werkdag, werkdagen_later, werkdagen_tussen
from trajecten.termijnen import einddatum

DAGEN = st.dates(min_value=date(2017, 1, 1), max_value=date(2045, 12, 31))
AANTALLEN = st.integers(min_value=0, max_value=260)

# Free days of the Algemene termijnenwet that fall on weekdays, copied from a calendar.
FEESTDAGEN = [
    date(2025, 1, 1),  # Nieuwjaarsdag
    date(2025, 4, 18),  # Goede Vrijdag
    date(2025, 4, 21),  # tweede paasdag
    date(2025, 5, 5),  # Bevrijdingsdag
    date(2025, 5, 29),  # Hemelvaartsdag
    date(2025, 6, 9),  # tweede pinksterdag
    date(2025, 12, 25),
    date(2025, 12, 26),
    date(2026, 1, 1),
    date(2026, 4, 3),
    date(2026, 4, 6),
    date(2026, 4, 27),  # Koningsdag
    date(2026, 5, 5),
    date(2026, 5, 14),
    date(2026, 5, 25),
    date(2026, 12, 25),
    date(2027, 1, 1),
    date(2027, 3, 26),
    date(2027, 3, 29),
    date(2027, 4, 27),
    date(2027, 5, 5),
    date(2027, 5, 6),
    date(2027, 5, 17),
]


@pytest.mark.parametrize("dag", FEESTDAGEN, ids=str)
def test_a_public_holiday_is_no_working_day(dag):
    assert not is_werkdag(dag)


def test_in_those_years_every_other_weekday_is_a_working_day():
    begin = date(2025, 1, 1)
    dagen = [begin + timedelta(days=n) for n in range(3 * 365)]
    assert [dag for dag in dagen if dag.weekday() < 5 and not is_werkdag(dag)] == FEESTDAGEN


@pytest.mark.parametrize(
    "dag",
    [
        date(2026, 5, 15),  # the Friday after Hemelvaart
        date(2025, 4, 28),  # the Monday after Koningsdag, which was on Saturday 26 April
        date(2026, 12, 24),
        date(2026, 12, 31),
    ],
    ids=str,
)
def test_a_day_that_many_take_off_is_still_a_working_day(dag):
    assert is_werkdag(dag)


@pytest.mark.parametrize(
    ("vanaf", "aantal", "verwacht"),
    [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 23), 1, date(2026, 11, 24)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # Friday to Monday
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # Saturday to Monday
        (date(2026, 11, 23), 10, date(2026, 12, 7)),
        (date(2026, 12, 23), 3, date(2026, 12, 29)),  # over Christmas and a weekend
        (date(2026, 12, 30), 2, date(2027, 1, 4)),  # over New Year
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # over Good Friday and Easter
        (date(2026, 4, 24), 5, date(2026, 5, 4)),  # over King's Day
        (date(2026, 5, 13), 10, date(2026, 5, 29)),  # over Ascension and Whitsun
        (date(2026, 5, 4), 1, date(2026, 5, 6)),  # over Liberation Day
    ],
)
def test_working_days_later(vanaf, aantal, verwacht):
    assert werkdagen_later(vanaf, aantal) == verwacht


@pytest.mark.parametrize(
    ("van", "tot", "verwacht"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), 0),
        (date(2026, 11, 23), date(2026, 11, 24), 1),
        (date(2026, 11, 27), date(2026, 11, 29), 0),
        (date(2026, 12, 23), date(2027, 1, 4), 6),
        (date(2026, 11, 24), date(2026, 11, 23), -1),
        (date(2027, 1, 4), date(2026, 12, 23), -6),
    ],
)
def test_working_days_between(van, tot, verwacht):
    assert werkdagen_tussen(van, tot) == verwacht


@given(dag=DAGEN, aantal=AANTALLEN)
def test_counting_there_and_back_agrees(dag, aantal):
    assert werkdagen_tussen(dag, werkdagen_later(dag, aantal)) == aantal


@given(dag=DAGEN, aantal=st.integers(min_value=1, max_value=260))
def test_a_term_ends_on_a_working_day(dag, aantal):
    assert is_werkdag(werkdagen_later(dag, aantal))


@given(dag=DAGEN, aantal=AANTALLEN)
def test_one_day_more_is_later(dag, aantal):
    assert werkdagen_later(dag, aantal) < werkdagen_later(dag, aantal + 1)


@given(een=DAGEN, ander=DAGEN, aantal=AANTALLEN)
def test_who_starts_later_is_not_ready_earlier(een, ander, aantal):
    assert werkdagen_later(min(een, ander), aantal) <= werkdagen_later(max(een, ander), aantal)


@given(dagen=st.tuples(DAGEN, st.integers(0, 300), st.integers(0, 300)))
def test_two_stretches_add_up(dagen):
    begin, eerste, tweede = dagen
    midden = begin + timedelta(days=eerste)
    eind = midden + timedelta(days=tweede)
    assert werkdagen_tussen(begin, midden) + werkdagen_tussen(midden, eind) == werkdagen_tussen(begin, eind)


@given(begin=DAGEN, dagen=st.integers(-300, 300))
def test_backwards_is_the_same_with_a_minus(begin, dagen):
    eind = begin + timedelta(days=dagen)
    assert werkdagen_tussen(begin, eind) == -werkdagen_tussen(eind, begin)


def test_a_term_of_the_framework_counts_days_or_working_days(kader):
    maandag = date(2026, 11, 23)
    assert einddatum(kader, "wederhoor", maandag) == date(2026, 12, 7)  # 10 werkdagen
    assert einddatum(kader, "verbeterplannen", maandag) == date(2026, 12, 23)  # 30 dagen
    assert einddatum(kader, "bezwaar", maandag) == date(2027, 1, 4)  # 42 dagen


def test_a_term_in_days_does_not_end_on_a_free_day(kader):
    assert einddatum(kader, "verbeterplannen", date(2026, 10, 30)) == date(2026, 11, 30)  # day 30 is a Sunday
    assert einddatum(kader, "verbeterplannen", date(2026, 11, 25)) == date(2026, 12, 28)  # day 30 is Christmas


def test_a_status_without_a_term_has_no_last_day(kader):
    assert einddatum(kader, "", date(2026, 11, 23)) is None


def test_a_term_that_the_framework_does_not_know_is_an_error(kader):
    with pytest.raises(KeyError):
        einddatum(kader, "koffiepauze", date(2026, 11, 23))

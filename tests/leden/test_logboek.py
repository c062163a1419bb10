"""The log: readable, in order, and impossible to change without a trace."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leden.logboek import BEGIN, eerste_breuk, hash_van, vastleggen
from leden.models import Gebeurtenis
from tests.personen import mensen

REGEL = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=24)
ALLEEN_TOEVOEGEN = "leden.Gebeurtenis:alleen_toevoegen"


def drie_regels(wereld):
    vastleggen(wereld.joke, "team_wijzigen", "traject 2026-001", naar="aangemeld")
    vastleggen(wereld.karin, "accepteren", "traject 2026-001", van="aangemeld", naar="voorbereiding")
    return vastleggen(
        wereld.karin, "aanhouden", "traject 2026-001", van="voorbereiding", naar="aangehouden", reden="ziekte"
    )


def test_a_row_says_who_in_which_role_did_what_from_where_to_where_and_why(wereld):
    rij = drie_regels(wereld)
    assert (rij.naam, rij.rol, rij.organisatie) == ("Karin Dotterbloem", "planner", "Toetshuis Noorderlicht")
    assert (rij.handeling, rij.onderwerp) == ("aanhouden", "traject 2026-001")
    assert (rij.van, rij.naar, rij.reden) == ("voorbereiding", "aangehouden", "ziekte")
    assert str(rij) == "3: aanhouden traject 2026-001"


def test_what_the_application_does_by_itself_has_no_role(db):
    rij = vastleggen(None, "laden", "kader")
    assert (rij.gebruiker, rij.naam, rij.rol, rij.rol_label) == (None, "de applicatie", "", "")


def test_every_row_carries_the_hash_of_the_row_before_it(wereld):
    drie_regels(wereld)
    een, twee, drie = Gebeurtenis.objects.order_by("volgnummer")
    assert [een.volgnummer, twee.volgnummer, drie.volgnummer] == [1, 2, 3]
    assert [een.vorige_hash, twee.vorige_hash, drie.vorige_hash] == [BEGIN, een.hash, twee.hash]


def test_an_untouched_chain_holds(wereld, capsys):
    drie_regels(wereld)
    call_command("logboek_controleren")
    assert capsys.readouterr().out == "Het logboek klopt: 3 rijen.\n"


def test_an_empty_log_holds(db, capsys):
    call_command("logboek_controleren")
    assert capsys.readouterr().out == "Het logboek klopt: 0 rijen.\n"


@pytest.mark.parametrize(
    "verandering",
    [
        {"reden": "iets anders"},
        {"naam": "Roel Pijlkruid"},
        {"rol": "toetser"},
        {"naar": "geweigerd"},
        {"onderwerp": "traject 2026-002"},
        {"gebruiker": None},
        {"op": datetime(2020, 1, 1, tzinfo=UTC)},
        {"hash": "0" * 64},
        {"vorige_hash": "0" * 64},
        {"volgnummer": 20},
    ],
    ids=lambda verandering: next(iter(verandering)),
)
def test_the_command_names_the_first_row_that_was_tampered_with(wereld, verandering):
    drie_regels(wereld)
    with pgtrigger.ignore(ALLEEN_TOEVOEGEN):
        Gebeurtenis.objects.filter(volgnummer=2).update(**verandering)
    # A row that was given another number leaves a gap: the row after it is the first that does not fit.
    breuk = 3 if "volgnummer" in verandering else 2
    with pytest.raises(CommandError, match=rf"^De keten breekt bij rij {breuk}: \w+, traject"):
        call_command("logboek_controleren")


def test_a_row_that_was_taken_out_is_missed(wereld):
    drie_regels(wereld)
    with pgtrigger.ignore(ALLEEN_TOEVOEGEN):
        Gebeurtenis.objects.filter(volgnummer=2).delete()
    assert eerste_breuk().volgnummer == 3


def test_a_row_rewritten_with_a_fitting_hash_breaks_the_link_after_it(wereld):
    drie_regels(wereld)
    rij = Gebeurtenis.objects.get(volgnummer=2)
    rij.reden = "achteraf bedacht"
    rij.hash = hash_van(rij)
    with pgtrigger.ignore(ALLEEN_TOEVOEGEN):
        rij.save()
    assert eerste_breuk().volgnummer == 3


def test_a_row_cannot_be_changed_or_taken_out(wereld):
    rij = drie_regels(wereld)
    pogingen = (
        lambda: Gebeurtenis.objects.update(reden="anders"),
        lambda: rij.save(),
        lambda: rij.delete(),
        lambda: Gebeurtenis.objects.all()._raw_delete("default"),
    )
    for poging in pogingen:
        with pytest.raises(DatabaseError, match="Cannot update or delete rows"), transaction.atomic():
            poging()
    assert eerste_breuk() is None


def test_the_log_cannot_be_emptied(wereld):
    drie_regels(wereld)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        with pytest.raises(DatabaseError, match="Cannot truncate leden_gebeurtenis table"), transaction.atomic():
            cursor.execute("truncate leden_gebeurtenis cascade")
    assert Gebeurtenis.objects.count() == 3


def test_an_act_that_fails_leaves_no_row(wereld):
    with pytest.raises(RuntimeError), transaction.atomic():
        vastleggen(wereld.joke, "aanmelden", "traject 2026-001")
        raise RuntimeError
    assert not Gebeurtenis.objects.exists()


def test_two_people_at_once_make_one_chain(transactional_db):
    wereld = mensen()
    fouten = []

    def werken(wie):
        try:
            for _ in range(10):
                with transaction.atomic():
                    vastleggen(wie, "stemmen", "traject 2026-001")
        except DatabaseError as fout:
            fouten.append(fout)
        finally:
            connection.close()

    draden = [threading.Thread(target=werken, args=[wie]) for wie in (wereld.anna, wereld.bert)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert fouten == []
    assert Gebeurtenis.objects.count() == 20
    assert eerste_breuk() is None


def test_rows_of_before_pieces_were_named_still_hold():
    rij = Gebeurtenis(volgnummer=1, vorige_hash=BEGIN, op=datetime(2026, 11, 23, 9, tzinfo=UTC))
    rij.naam, rij.handeling, rij.onderwerp = "Joke", "staken", "traject 2026-001"
    # Computed by the code of before.
    assert hash_van(rij) == "8a0ab79706bf3e58192cbb93474f5dbaa8f04612eaa3494325e4dd7af1466e43"
    zonder = hash_van(rij)
    rij.stuk_sha256 = "a" * 64
    assert hash_van(rij) != zonder


@given(velden=st.lists(REGEL, min_size=4, max_size=4), reden=st.text(), andere=st.text())
def test_any_other_word_gives_any_other_hash(velden, reden, andere):
    def rij(reden, velden=velden):
        handeling, onderwerp, van, naar = velden
        moment = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
        return Gebeurtenis(
            volgnummer=1,
            op=moment,
            vorige_hash=BEGIN,
            handeling=handeling,
            onderwerp=onderwerp,
            van=van,
            naar=naar,
            reden=reden,
        )

    assert hash_van(rij(reden)) == hash_van(rij(reden))
    assert (hash_van(rij(reden)) == hash_van(rij(andere))) == (reden == andere)
    # Words that move to the next column make another row, although the letters in a row are the same.
    verschoven = [velden[0] + velden[1], "", velden[2], velden[3]]
    assert (hash_van(rij(reden)) == hash_van(rij(reden, verschoven))) == (verschoven == velden)


@given(uren=st.integers(-12, 14))
def test_the_hash_does_not_depend_on_the_time_zone_of_the_reader(uren):
    moment = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    elders = moment.astimezone(timezone(timedelta(hours=uren)))
    hier, daar = (Gebeurtenis(volgnummer=1, op=op, vorige_hash=BEGIN) for op in (moment, elders))
    assert hash_van(hier) == hash_van(daar)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reden=st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0")), naar=REGEL)
def test_any_text_comes_back_from_the_database_as_it_was_hashed(wereld, reden, naar):
    vastleggen(wereld.joke, "staken", "traject 2026-001", naar=naar, reden=reden)
    assert eerste_breuk() is None

"""How somebody wants the post of a role, and who takes the turns when away."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from berichten.handelingen import brief_versturen, post_instellen, vervanging_beeindigen, vervanging_regelen
from berichten.models import Bezorging, Poststuk, Postvoorkeur, Vervanging, Wijze
from leden.bevoegdheden import Geweigerd, Handeling
from leden.logboek import vastleggen
from leden.models import Belang, Gebruiker, Lidmaatschap, Rol
from tests.personen import traject_in
from tests.post import brieven
from trajecten.handelingen import staken
from trajecten.levensloop import Status

WOENSDAG = datetime(2026, 12, 2, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def op_een_werkdag():
    with time_machine.travel(WOENSDAG, tick=False):
        yield


@pytest.fixture
def collega(wereld):
    """Another planner of the same certifier."""
    gebruiker = Gebruiker.objects.create_user("petra@voorbeeld.example", "Petra Dovenetel")
    return Lidmaatschap.objects.create(
        gebruiker=gebruiker, organisatie=wereld.karin.organisatie, rol=Rol.PLANNER, van=date(2020, 1, 1)
    )


def test_a_choice_is_kept_per_role(wereld, als):
    karin = als(wereld.karin)
    naam = f"rol-{wereld.karin.pk}"
    assert karin.post(reverse("postvoorkeuren"), {naam: Wijze.DAGELIJKS}).status_code == 302
    assert Postvoorkeur.objects.get(lidmaatschap=wereld.karin).wijze == Wijze.DAGELIJKS
    assert karin.get(reverse("postvoorkeuren")).context["form"][naam].initial == Wijze.DAGELIJKS


def test_nobody_chooses_for_somebody_else(wereld):
    with pytest.raises(Geweigerd):
        post_instellen(wereld.karin, {wereld.wim: Wijze.BEURT})


def test_once_a_day_also_holds_for_turns(wereld, kader):
    Postvoorkeur.objects.create(lidmaatschap=wereld.karin, wijze=Wijze.DAGELIJKS)
    traject_in(Status.AANGEMELD, wereld, kader)
    assert brieven() == []
    with time_machine.travel(datetime(2026, 12, 3, 6, 30, tzinfo=UTC), tick=False):
        assert wereld.karin.gebruiker.email in [mail.to[0] for mail in brieven()]


def test_a_deputy_gets_the_mail_and_who_is_away_reads_it_here(wereld, kader, collega):
    vervanging_regelen(
        wereld.karin, lidmaatschap=wereld.karin, vervanger=collega, van=date(2026, 12, 1), tot=date(2026, 12, 9)
    )
    traject_in(Status.AANGEMELD, wereld, kader)
    assert [mail.to for mail in brieven() if "aan zet" in mail.subject] == [[collega.gebruiker.email]]
    assert Bezorging.objects.get(lidmaatschap=wereld.karin).weg == Bezorging.Weg.LEZEN


def test_after_the_last_day_the_mail_comes_back(wereld, kader, collega):
    vervanging_regelen(
        wereld.karin, lidmaatschap=wereld.karin, vervanger=collega, van=date(2026, 12, 1), tot=date(2026, 12, 9)
    )
    with time_machine.travel(datetime(2026, 12, 10, 10, 0, tzinfo=UTC), tick=False):
        traject_in(Status.AANGEMELD, wereld, kader)
        assert {mail.to[0] for mail in brieven()} == {wereld.karin.gebruiker.email, collega.gebruiker.email}


def test_who_is_back_says_so(wereld, collega, als):
    een = vervanging_regelen(
        wereld.karin, lidmaatschap=wereld.karin, vervanger=collega, van=date(2026, 12, 1), tot=date(2026, 12, 9)
    )
    assert als(wereld.wim).post(reverse("vervanging_beeindigen", args=[een.pk])).status_code == 404
    vervanging_beeindigen(wereld.karin, een)
    assert not Vervanging.objects.exists()


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"tot": date(2026, 11, 30)}, "De laatste dag ligt voor de eerste"),
        ({"van": date(2026, 11, 1), "tot": date(2026, 11, 30)}, "De laatste dag is al geweest"),
    ],
)
def test_days_that_cannot_be_are_refused_in_words(wereld, collega, velden, zin):
    dagen = {"van": date(2026, 12, 1), "tot": date(2026, 12, 9)} | velden
    with pytest.raises(Geweigerd) as geweigerd:
        vervanging_regelen(wereld.karin, lidmaatschap=wereld.karin, vervanger=collega, **dagen)
    assert zin in geweigerd.value.redenen[0]


def test_only_somebody_of_the_same_role_and_organisation_can_be_asked(wereld, als):
    with pytest.raises(Geweigerd):
        vervanging_regelen(
            wereld.karin, lidmaatschap=wereld.karin, vervanger=wereld.wim, van=date(2026, 12, 1), tot=date(2026, 12, 9)
        )
    assert "Er is niemand met dezelfde rol" in als(wereld.wim).get(reverse("vervanging")).content.decode()


def test_two_who_replace_each_other_are_refused(wereld, collega):
    dagen = {"van": date(2026, 12, 1), "tot": date(2026, 12, 9)}
    vervanging_regelen(wereld.karin, lidmaatschap=wereld.karin, vervanger=collega, **dagen)
    with pytest.raises(Geweigerd):
        vervanging_regelen(collega, lidmaatschap=collega, vervanger=wereld.karin, **dagen)


# Post: what somebody got, wherever it is about


def bladzijde_van(client):
    return client.get(reverse("eigen_post")).content.decode()


def test_who_only_wants_mail_about_turns_reads_the_rest_at_post(wereld, als, collega):
    Postvoorkeur.objects.create(lidmaatschap=collega, wijze=Wijze.BEURT)
    vervanging_regelen(
        wereld.karin, lidmaatschap=wereld.karin, vervanger=collega, van=date(2026, 12, 1), tot=date(2026, 12, 9)
    )
    assert brieven() == []
    tekst = bladzijde_van(als(collega))
    assert "Niet gemaild, hier te lezen." in tekst
    assert f'href="{reverse("postvoorkeuren")}"' in tekst
    # A letter is of who got it, in the role in which it came.
    for ander in (wereld.karin, wereld.gijs, wereld.hilde):
        assert "Er is nog geen post" in bladzijde_van(als(ander))


def test_post_shows_no_letter_that_still_waits_to_be_read_or_about_what_one_does_not_see(wereld, kader, als):
    traject = traject_in(Status.GEPLAND, wereld, kader)
    staken(wereld.karin, traject, "De organisatie stopt.")
    brieven()
    ingrid, meike = als(wereld.ingrid), als(wereld.meike)
    assert "een bericht over uw traject" not in bladzijde_van(ingrid)
    brief_versturen(wereld.karin, Poststuk.objects.get(brief="gestaakt"))
    assert "een bericht over uw traject" in bladzijde_van(ingrid)
    tekst = bladzijde_van(meike)
    assert tekst.index("het traject is gestopt") < tekst.index("u zit in het team")
    Belang.objects.create(
        gebruiker=wereld.meike.gebruiker, organisatie=traject.organisatie, soort="familie", van="2024-01-01"
    )
    assert "Er is nog geen post" in bladzijde_van(meike)


def test_post_asks_as_many_queries_for_thirty_letters_as_for_three(wereld, kader, als):
    traject = traject_in(Status.GEPLAND, wereld, kader)
    brieven()
    client = als(wereld.ingrid)
    bladzijde_van(client)

    def aantal():
        with CaptureQueriesContext(connection) as vragen:
            assert traject.nummer in bladzijde_van(client)
        return len(vragen)

    eerst = aantal()
    for _ in range(30):
        vastleggen(wereld.karin, Handeling.TEAM_WIJZIGEN, traject.onderwerp, reden="Iemand is ziek.")
    brieven()
    assert Bezorging.objects.filter(lidmaatschap=wereld.ingrid).count() > 30
    assert eerst == aantal() <= 12

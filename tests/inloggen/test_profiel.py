"""The profile: name and function, another e-mail address, where one is signed in, and one's own data."""

import json
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from inloggen.apparaten import in_woorden
from inloggen.models import Adreswijziging
from inloggen.sessies import VERLENGEN_NA, SessionStore
from inloggen.taken import sessies_opruimen
from leden.models import Belang, Gebeurtenis, Gebruiker, Lidmaatschap
from tests.conftest import StrengeClient
from tests.inloggen.factoren import app_instellen, passkey_hebben
from tests.personen import WACHTWOORD
from tests.post import bezorgen, koppeling

NIEUW = "joke.zonnedauw@elders.example"


def van(wie):
    return Gebruiker.objects.get(pk=wie.gebruiker_id)


def inloggen(client, email, agent="Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"):
    client.post(reverse("account_login"), {"login": email, "password": WACHTWOORD}, headers={"user-agent": agent})
    return client


# Name and function


def test_one_changes_name_and_function_and_the_log_says_so(wereld, als):
    als(wereld.joke).post(reverse("profiel"), {"naam": "Joke Zonnedauw-Bies", "functie": "kwaliteitsmedewerker"})
    assert (van(wereld.joke).naam, van(wereld.joke).functie) == ("Joke Zonnedauw-Bies", "kwaliteitsmedewerker")
    regel = Gebeurtenis.objects.get()
    assert (regel.handeling, regel.onderwerp, regel.reden) == (
        "profiel_wijzigen",
        wereld.joke.gebruiker.onderwerp,
        "Naam, functie en telefoonnummer.",
    )


def test_without_a_name_nothing_changes_and_what_was_typed_stays(wereld, als):
    html = als(wereld.joke).post(reverse("profiel"), {"naam": " ", "functie": "teamleider ontmoeting"}).content.decode()
    assert "Vul dit in." in html and "teamleider ontmoeting" in html
    assert van(wereld.joke).functie == ""


def test_the_profile_is_on_every_page(wereld, als):
    assert f'href="{reverse("profiel")}"' in als(wereld.bram).get(reverse("mijn_werk")).content.decode()


@pytest.mark.parametrize(
    "naam", ["Log in op https://inloggen.evil.example", "Ga naar WWW.evil.example", "Mail joke@evil.example"]
)
def test_a_name_is_no_address_since_it_stands_in_mails(wereld, als, naam):
    antwoord = als(wereld.joke).post(reverse("profiel"), {"naam": naam, "functie": naam})
    fout = ["Hier past geen webadres of e-mailadres. Laat dat weg."]
    assert antwoord.context["form"].errors == {"naam": fout, "functie": fout}
    assert antwoord.context["form"]["naam"].value() == naam
    assert van(wereld.joke).naam == "Joke Zonnedauw"


# Another e-mail address


def aanvragen(client, nieuw=NIEUW):
    return client.post(reverse("adres_wijzigen"), {"nieuw": nieuw})


def test_another_address_counts_once_that_address_confirms(wereld, als, client):
    aanvragen(als(wereld.joke), NIEUW.upper())
    bevestigen, melden = bezorgen()
    assert (bevestigen.to, bevestigen.subject) == ([NIEUW], "Bevestig uw nieuwe e-mailadres")
    assert (melden.to, melden.subject) == (["joke@voorbeeld.example"], "Er is een ander e-mailadres gevraagd")
    assert van(wereld.joke).email == "joke@voorbeeld.example"

    # Looking into the link changes nothing; the button does, also on a device where nobody is signed in.
    client.get(koppeling(bevestigen))
    assert van(wereld.joke).email == "joke@voorbeeld.example"
    assert "Vanaf nu logt u in met" in client.post(koppeling(bevestigen)).content.decode()
    assert van(wereld.joke).email == NIEUW
    assert bezorgen()[-1].to == ["joke@voorbeeld.example"]
    assert inloggen(client, NIEUW).get(reverse("mijn_werk")).status_code == 200


def test_the_change_is_logged_without_the_addresses(wereld, als, client):
    aanvragen(als(wereld.joke))
    client.post(koppeling(bezorgen()[0]))
    redenen = list(Gebeurtenis.objects.order_by("volgnummer").values_list("naam", "reden"))
    assert redenen == [
        ("Joke Zonnedauw", "Een ander e-mailadres gevraagd."),
        ("Joke Zonnedauw", "Het nieuwe e-mailadres bevestigd."),
    ]


def test_the_old_address_stops_the_change_before_it_counts(wereld, als, client):
    sessie = als(wereld.joke)
    aanvragen(sessie)
    bevestigen, melden = bezorgen()
    assert "De wijziging is gestopt" in client.post(koppeling(melden)).content.decode()
    assert "Deze wijziging is gestopt" in client.post(koppeling(bevestigen)).content.decode()
    assert van(wereld.joke).email == "joke@voorbeeld.example"
    # Somebody had access who should not have it.
    assert sessie.get(reverse("mijn_werk")).status_code == 302


def test_the_old_address_puts_a_change_back_for_two_weeks(wereld, als, client):
    sessie = als(wereld.joke)
    aanvragen(sessie)
    client.post(koppeling(bezorgen()[0]))
    terug = bezorgen()[-1]
    assert terug.subject == "Uw e-mailadres is veranderd"
    client.post(koppeling(terug))
    assert van(wereld.joke).email == "joke@voorbeeld.example"
    assert sessie.get(reverse("mijn_werk")).status_code == 302
    assert bezorgen()[-1].subject == "Uw e-mailadres blijft zoals het was"


@pytest.mark.parametrize(("welke", "dagen"), [(0, 3), (1, 14)])
def test_a_link_gets_too_old(wereld, als, client, welke, dagen):
    aanvragen(als(wereld.joke))
    bericht = bezorgen()[welke]
    with time_machine.travel(timezone.now() + timedelta(days=dagen, minutes=1)):
        assert "te oud of niet volledig" in client.post(koppeling(bericht)).content.decode()
    assert van(wereld.joke).email == "joke@voorbeeld.example"
    assert Adreswijziging.objects.get().loopt


def test_the_link_to_stop_does_not_confirm(wereld, als, client):
    aanvragen(als(wereld.joke))
    sleutel = koppeling(bezorgen()[1]).rstrip("/").rpartition("/")[2]
    client.post(reverse("adres_bevestigen", args=[sleutel]))
    assert van(wereld.joke).email == "joke@voorbeeld.example"


def test_that_an_address_is_taken_is_told_to_that_address_only(wereld, als):
    vrij = aanvragen(als(wereld.joke))
    bezet = aanvragen(als(wereld.joke), "bram@voorbeeld.example")
    assert (vrij.status_code, vrij.url) == (bezet.status_code, bezet.url)
    assert [bericht.subject for bericht in bezorgen() if bericht.to == ["bram@voorbeeld.example"]] == [
        "Dit e-mailadres is al in gebruik"
    ]


def test_an_address_that_was_taken_meanwhile_is_not_confirmed(wereld, als, client):
    aanvragen(als(wereld.joke))
    Gebruiker.objects.filter(pk=wereld.bram.gebruiker_id).update(email=NIEUW)
    assert "Dit adres kan niet meer worden gebruikt." in client.post(koppeling(bezorgen()[0])).content.decode()
    assert van(wereld.joke).email == "joke@voorbeeld.example"


def test_two_people_who_confirm_one_address_at_once_do_not_both_get_it(wereld, als, client, monkeypatch):
    aanvragen(als(wereld.joke))
    Gebruiker.objects.filter(pk=wereld.bram.gebruiker_id).update(email=NIEUW)
    # What the second one sees when the first has not committed yet.
    monkeypatch.setattr("inloggen.bevoegdheden.adres.is_bezet", lambda adres: False)
    antwoord = client.post(koppeling(bezorgen()[0]))
    assert (antwoord.status_code, "Dit adres kan niet meer worden gebruikt." in antwoord.content.decode()) == (
        200,
        True,
    )
    assert van(wereld.joke).email == "joke@voorbeeld.example"
    assert Adreswijziging.objects.get().loopt


def test_no_second_change_while_the_first_can_still_be_put_back(wereld, als, client):
    sessie = als(wereld.joke)
    aanvragen(sessie)
    client.post(koppeling(bezorgen()[0]))
    terug = bezorgen()[-1]
    assert "U veranderde uw e-mailadres kort geleden." in aanvragen(sessie, "nog@elders.example").content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1)):
        assert aanvragen(als(wereld.joke), "nog@elders.example").status_code == 302
    Adreswijziging.objects.filter(bevestigd_op=None).delete()
    client.post(koppeling(terug))
    assert van(wereld.joke).email == "joke@voorbeeld.example"
    # After it was stopped the owner may choose another one at once.
    Gebruiker.objects.filter(pk=wereld.joke.gebruiker_id).update(respijt_gebruikt_op=None)
    assert aanvragen(als(Lidmaatschap.objects.get(pk=wereld.joke.pk)), "nog@elders.example").status_code == 302


def test_asking_again_makes_the_earlier_link_useless(wereld, als, client):
    aanvragen(als(wereld.joke), "een@elders.example")
    bezorgen()
    aanvragen(als(wereld.joke), "twee@elders.example")
    eerste, _, tweede, _ = bezorgen()
    assert "gestopt" in client.post(koppeling(eerste)).content.decode()
    client.post(koppeling(tweede))
    assert van(wereld.joke).email == "twee@elders.example"


def test_one_asks_five_times_a_day_and_not_for_ones_own_address(wereld, als):
    client = als(wereld.joke)
    assert "Dit is al uw e-mailadres." in aanvragen(client, "Joke@voorbeeld.example").content.decode()
    for nummer in range(5):
        assert aanvragen(client, f"adres{nummer}@elders.example").status_code == 302
        bezorgen()
    assert "U vroeg vandaag al 5 keer" in aanvragen(client).content.decode()
    assert len(bezorgen()) == 10


def test_an_address_kept_by_allauth_does_not_open_the_account_afterwards(wereld, als, client):
    EmailAddress.objects.create(user=wereld.joke.gebruiker, email="joke@voorbeeld.example", verified=True, primary=True)
    aanvragen(als(wereld.joke))
    client.post(koppeling(bezorgen()[0]))
    assert inloggen(client, "joke@voorbeeld.example").get(reverse("mijn_werk")).status_code == 302


# Where one is signed in


@pytest.mark.parametrize(
    ("agent", "woorden"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome op een Windows-computer"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge op een Windows-computer"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1", "Safari op een iPhone"),
        ("Mozilla/5.0 (iPad; CPU OS 19_0 like Mac OS X) CriOS/140.0 Mobile/15E148 Safari/604.1", "Chrome op een iPad"),
        ("Mozilla/5.0 (Linux; Android 16; Pixel 9) Chrome/140.0 Mobile Safari/537.36", "Chrome op een Android-telefoon"),
        ("Mozilla/5.0 (Linux; Android 16) SamsungBrowser/28.0 Chrome/130.0 Safari/537.36", "Samsung Internet op een Android-tablet"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15.0; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox op een Mac"),
        ("Mozilla/5.0 (X11; CrOS x86_64 16000.0.0) Chrome/140.0 Safari/537.36", "Chrome op een Chromebook"),
        ("curl/8.5.0", "Een browser op een onbekend apparaat"),
        ("", "Een browser op een onbekend apparaat"),
    ],
)  # fmt: skip
def test_a_device_is_named_in_words(agent, woorden):
    assert in_woorden(agent) == woorden


def test_the_profile_lists_where_one_is_signed_in(wereld, client):
    html = inloggen(client, "joke@voorbeeld.example").get(reverse("profiel")).content.decode()
    assert "Firefox op een Windows-computer (dit apparaat)" in html


@pytest.fixture
def twee_apparaten(wereld):
    """Joke signed in by hand on two devices."""
    Gebruiker.objects.filter(pk=wereld.joke.gebruiker_id).update(respijt_gebruikt_op=None)
    hier = inloggen(StrengeClient(), "joke@voorbeeld.example")
    Gebruiker.objects.filter(pk=wereld.joke.gebruiker_id).update(respijt_gebruikt_op=None)
    daar = inloggen(StrengeClient(), "joke@voorbeeld.example", "Mozilla/5.0 (iPhone) Version/19.0 Safari/604.1")
    return hier, daar


def test_one_ends_one_other_session(twee_apparaten):
    hier, daar = twee_apparaten
    bladzijde = hier.get(reverse("profiel"))
    assert "Safari op een iPhone" in bladzijde.content.decode()
    ander = next(apparaat for apparaat in bladzijde.context["apparaten"] if not apparaat.is_dit)
    hier.post(reverse("apparaat_uitloggen", args=[ander.pk]))
    assert daar.get(reverse("mijn_werk")).status_code == 302
    assert "Safari op een iPhone" not in hier.get(reverse("profiel")).content.decode()


def test_one_ends_all_other_sessions_and_goes_on(twee_apparaten):
    hier, daar = twee_apparaten
    hier.post(reverse("elders_uitloggen"))
    assert daar.get(reverse("mijn_werk")).status_code == 302
    bladzijde = hier.get(reverse("profiel"))
    assert [apparaat.is_dit for apparaat in bladzijde.context["apparaten"]] == [True]
    assert Gebeurtenis.objects.get().reden == "Op andere apparaten uitgelogd."


def test_the_session_of_somebody_else_is_not_ones_own_to_end(twee_apparaten, wereld, als):
    hier, _ = twee_apparaten
    pk = hier.get(reverse("profiel")).context["apparaten"][0].pk
    assert als(wereld.bram).post(reverse("apparaat_uitloggen", args=[pk])).status_code == 404
    assert hier.get(reverse("mijn_werk")).status_code == 200


# How long a session lasts


def test_a_session_ends_with_the_browser_and_twelve_hours_after_the_last_request(wereld, client):
    inloggen(client, "joke@voorbeeld.example")
    assert client.cookies["sessionid"]["max-age"] == ""
    nu = timezone.now()
    with time_machine.travel(nu + timedelta(hours=11)):
        assert client.get(reverse("mijn_werk")).status_code == 200
    with time_machine.travel(nu + timedelta(hours=22)):
        assert client.get(reverse("mijn_werk")).status_code == 200
    with time_machine.travel(nu + timedelta(hours=34, minutes=1)):
        assert client.get(reverse("mijn_werk")).status_code == 302


def test_a_session_ends_after_a_week_however_often_one_comes_back(wereld, client):
    inloggen(client, "joke@voorbeeld.example")
    nu = timezone.now()
    for uren in range(11, 7 * 24, 11):
        with time_machine.travel(nu + timedelta(hours=uren)):
            assert client.get(reverse("mijn_werk")).status_code == 200
    with time_machine.travel(nu + timedelta(days=7, minutes=1)):
        assert client.get(reverse("mijn_werk")).status_code == 302


def test_a_request_writes_only_once_in_some_minutes_that_the_session_goes_on(wereld, als, django_assert_num_queries):
    client = als(wereld.joke)
    sleutel = client.cookies["sessionid"].value
    for verder, verlengt in (
        (timedelta(minutes=4), False),
        (timedelta(minutes=6), True),
        (timedelta(minutes=7), False),
    ):
        voor = Session.objects.get(pk=sleutel).expire_date
        with time_machine.travel(timezone.now() + verder):
            client.get(reverse("hulp"))
        assert (Session.objects.get(pk=sleutel).expire_date > voor) == verlengt
    assert timedelta(minutes=5) == VERLENGEN_NA


def test_going_on_leaves_what_is_in_the_session_alone(wereld, als):
    """Two requests at once: one changes the session, the other only prolongs it."""
    sleutel = als(wereld.joke).cookies["sessionid"].value
    traag, snel = SessionStore(sleutel), SessionStore(sleutel)
    assert traag["lidmaatschap"] == snel["lidmaatschap"]
    snel["lidmaatschap"] = 0
    snel.save()
    traag.verloopt -= timedelta(minutes=6)
    assert traag.verlengen()
    assert SessionStore(sleutel)["lidmaatschap"] == 0


def test_what_is_left_of_a_session_is_removed_the_next_night(twee_apparaten):
    hier, daar = twee_apparaten
    Session.objects.filter(pk=daar.cookies["sessionid"].value).update(expire_date=timezone.now() - timedelta(hours=1))
    cache.set("nog-geldig", 1, 60)
    cache.set("voorbij", 1, -60)
    sessies_opruimen(0)
    assert [sessie.session_key for sessie in UserSession.objects.all()] == [hier.cookies["sessionid"].value]
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from tijdelijk where cache_key like '%voorbij'")
        assert cursor.fetchone()[0] == 0
    assert cache.get("nog-geldig") == 1


# One's own data


def test_one_downloads_everything_that_is_kept_about_oneself(wereld, als):
    app_instellen(wereld.joke.gebruiker)
    passkey_hebben(wereld.joke.gebruiker)
    Belang.objects.create(
        gebruiker=wereld.joke.gebruiker, organisatie=wereld.bram.organisatie, soort="familie", van="2024-01-01"
    )
    client = als(wereld.joke)
    client.post(reverse("profiel"), {"naam": "Joke Zonnedauw", "functie": "kok"})
    als(wereld.bram).post(reverse("profiel"), {"naam": "Bram Kattenstaart", "functie": "geheim"})
    antwoord = client.get(reverse("eigen_gegevens"))
    assert antwoord["Content-Disposition"].startswith('attachment; filename="mijn-gegevens-')
    gegevens = json.loads(antwoord.content)
    assert gegevens["persoon"]["e-mailadres"] == "joke@voorbeeld.example"
    assert gegevens["rollen"][0]["rol"] == "kwaliteitsmedewerker"
    assert gegevens["belangen"][0]["soort"] == "familieband"
    assert [een["soort"] for een in gegevens["inloggen"]["tweede stap"]] == ["app met codes", "passkey Telefoon"]
    assert [een["reden"] for een in gegevens["logboek"]] == ["Naam, functie en telefoonnummer."]
    # Nothing that opens a door, and nothing of others.
    assert "secret" not in antwoord.content.decode() and "geheim" not in antwoord.content.decode()

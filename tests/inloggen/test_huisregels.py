"""House rules that changed: everybody reads them before the next page, and nothing that was typed gets lost."""

import pytest
from django.urls import reverse

from huisstijl.velden import vingerafdruk
from inloggen import huisregels
from leden.models import Gebeurtenis, Gebruiker
from tests.personen import traject_in
from toetsing.models import Verhaal
from trajecten.levensloop import Status


@pytest.fixture
def joke(als, wereld):
    """A client in which Joke is signed in, who read an earlier version."""
    client = als(wereld.joke)
    Gebruiker.objects.filter(pk=wereld.joke.gebruiker_id).update(huisregels_versie="2026-1")
    return client


def versie_van(wereld):
    return Gebruiker.objects.get(pk=wereld.joke.gebruiker_id).huisregels_versie


def test_the_next_page_is_first_what_changed_and_after_one_click_work_goes_on(joke, wereld):
    doel = f"{reverse('trajecten')}?q=wilg"
    tussen = joke.get(doel, follow=True)
    assert tussen.redirect_chain == [(reverse("huisregels_lezen", query={"next": doel}), 302)]
    pagina = tussen.content.decode()
    assert "U las versie 2026-1." in pagina
    for zin in huisregels.VERSIES["2026-2"]:
        assert zin in pagina
    adres = tussen.redirect_chain[0][0]
    assert "Zet hier een vinkje om verder te gaan." in joke.post(adres).content.decode()
    assert versie_van(wereld) == "2026-1"
    antwoord = joke.post(adres, {"huisregels": "on"})
    assert (antwoord.status_code, antwoord.url) == (302, doel)
    assert joke.get(doel).status_code == 200
    gelezen = Gebruiker.objects.get(pk=wereld.joke.gebruiker_id)
    assert gelezen.huisregels_versie == huisregels.VERSIE
    regel = Gebeurtenis.objects.get(handeling="huisregels_lezen")
    assert (regel.gebruiker, regel.van, regel.naar) == (wereld.joke.gebruiker, "2026-1", huisregels.VERSIE)
    assert regel.op.date() == gelezen.huisregels_op.date()


def test_what_is_sent_from_a_page_that_was_open_is_done(joke, wereld, kader):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    verhaal = Verhaal.objects.filter(traject=traject).first()
    adres = reverse("verhaal_bewaren", args=[traject.nummer, verhaal.norm.nummer])
    data = {"veld": "aanleiding", "tekst": "Bewoners vroegen erom.", "basis": vingerafdruk("")}
    joke.post(adres, data, headers={"accept": "application/json"})
    verhaal.refresh_from_db()
    assert verhaal.aanleiding == "Bewoners vroegen erom."
    # A part of a page that is open stays a part.
    assert joke.get(reverse("mijn_werk"), headers={"HX-Request": "true"}).status_code == 200
    assert joke.get(reverse("mijn_werk")).status_code == 302
    assert versie_van(wereld) == "2026-1"


def test_signing_in_again_beside_a_page_that_waits_is_not_stopped_and_no_way_around_it(joke):
    assert joke.get(reverse("weer_binnen", query={"inpagina": 1})).status_code == 200
    for adres, koppen in (
        (reverse("mijn_werk", query={"inpagina": 1}), {}),
        (reverse("mijn_werk"), {"sec-fetch-dest": "iframe"}),
    ):
        assert joke.get(adres, headers=koppen).url.startswith(reverse("huisregels_lezen"))


def test_the_texts_to_read_and_signing_out_stay_open(joke):
    for naam in ("huisregels", "privacy", "hulp"):
        assert joke.get(reverse(naam)).status_code == 200, naam
    assert joke.post(reverse("account_logout")).url == "/"
    assert joke.get(reverse("mijn_werk")).url.startswith(reverse("account_login"))


def test_who_never_read_any_version_is_asked_as_well(joke, wereld):
    Gebruiker.objects.filter(pk=wereld.joke.gebruiker_id).update(huisregels_versie="", huisregels_op=None)
    pagina = joke.get(reverse("mijn_werk"), follow=True).content.decode()
    assert "Lees eerst de huisregels" in pagina and "Wat er veranderde" not in pagina


def test_who_has_no_role_now_is_asked_too(joke, wereld):
    wereld.joke.gebruiker.lidmaatschappen.all().delete()
    adres = joke.get(reverse("profiel")).url
    assert adres.startswith(reverse("huisregels_lezen"))
    assert joke.post(adres, {"huisregels": "on"}).status_code == 302
    assert Gebeurtenis.objects.get(handeling="huisregels_lezen").naam == "Joke Zonnedauw"


@pytest.mark.parametrize("elders", ["https://kwaad.example/", "//kwaad.example"])
def test_one_is_not_sent_on_to_another_site(joke, elders):
    antwoord = joke.post(reverse("huisregels_lezen", query={"next": elders}), {"huisregels": "on"})
    assert antwoord.url == reverse("mijn_werk")


def test_who_read_the_newest_version_is_not_asked(als, wereld):
    client = als(wereld.ingrid)
    assert client.get(reverse("mijn_werk")).status_code == 200
    assert client.get(reverse("huisregels_lezen")).url == reverse("mijn_werk")


def test_what_changed_is_told_from_the_version_that_was_read(monkeypatch):
    monkeypatch.setattr(huisregels, "VERSIES", {"a": [], "b": ["een"], "c": ["twee", "drie"]})
    assert huisregels.veranderd_sinds("a") == ["een", "twee", "drie"]
    assert huisregels.veranderd_sinds("b") == ["twee", "drie"]
    assert huisregels.veranderd_sinds("c") == huisregels.veranderd_sinds("") == []

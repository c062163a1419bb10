"""Before an act that weighs heavily one proves again who one is; what was typed comes along."""

import time
from urllib.parse import urlencode

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import RequestFactory
from django.urls import reverse

from beheercommissie.models import Agendapunt, Besluit
from huisstijl.velden import vingerafdruk
from inloggen import inlogbewijs
from inloggen.bevestigen import heeft_geheim
from inloggen.bevoegdheden.bewijs import tweedestapbelemmeringen, versbelemmeringen
from leden.bevoegdheden.bevestiging import EXTRA_BEVESTIGING
from leden.bevoegdheden.handeling import Handeling
from tests.gedeeld import gedeelde_wereld
from tests.inloggen.factoren import app_instellen, code_van, herstelcodes_maken
from tests.personen import WACHTWOORD, belang_verklaren, in_vergadering, stemmen, traject_in
from tests.quickscan.scans import geopend
from tests.test_samenhang import bladzijden
from trajecten.levensloop import Status

LANG = 'Bewoners beslissen zichtbaar mee.\nEn zij zeggen het zelf: "wij" & <zij>.\r\n' * 550  # 41,250 characters
MINUTEN = 60


def oud_bewijs(client, **bewijs):
    """Make the only proof in this session one of eleven minutes ago."""
    sessie = client.session
    sessie[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time() - 11 * MINUTEN} | bewijs]
    sessie.save()
    return client


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A world with one item on the agenda, on which everyone voted; Anna takes the decision."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        punt = traject_in(Status.GEAGENDEERD, wereld).agendapunten.get()
        in_vergadering(wereld, punt.vergadering)
        for lid in (wereld.anna, wereld.bert, wereld.cora, wereld.daan, wereld.esra):
            belang_verklaren(lid, punt, "geen")
            stemmen(lid, punt, optie="toekennen", reden="Het rapport is een eerlijke spiegel.")
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


@pytest.fixture
def punt(wereld):
    return Agendapunt.objects.get()


@pytest.fixture
def anna(wereld, als):
    """Anna with an app, whose proof of identity is too old; `anna.geheim` is the secret of the app."""
    geheim = app_instellen(wereld.anna.gebruiker)
    client = oud_bewijs(als(wereld.anna))
    client.geheim = geheim
    return client


def besluit_van(punt):
    return reverse("besluiten", args=[punt.pk])


def merk_van(vraag):
    """What the page that asks carries to show that it answered a form."""
    return {"bevestiging-merk": vraag.context["merk"]}


def meegekomen(antwoord):
    return dict(antwoord.context["velden"])


def test_it_is_asked_before_anyone_types(anna, punt):
    antwoord = anna.get(besluit_van(punt))
    assert antwoord.url == f"{reverse('bevestigen')}?{urlencode({'next': besluit_van(punt)})}"
    vraag = anna.get(antwoord.url)
    assert "Bevestig dat u het bent" in vraag.content.decode()
    terug = anna.post(antwoord.url, {"bevestiging-met": "code", "bevestiging-code": code_van(anna.geheim)})
    assert terug.url == besluit_van(punt)
    assert anna.get(terug.url).status_code == 200


def test_with_a_recent_proof_nothing_is_asked(wereld, als, punt):
    assert als(wereld.anna).get(besluit_van(punt)).status_code == 200


def test_a_decision_sent_after_the_proof_became_too_old_keeps_every_character(anna, punt):
    basis = vingerafdruk("")
    velden = {
        "optie": "toekennen",
        "motivering": LANG,
        "motivering_basis": basis,
        "voorwaarden": "",
        "vastleggen": "ja",
    }
    vraag = anna.post(besluit_van(punt), velden)
    assert vraag.status_code == 200
    assert not Besluit.objects.exists()
    assert meegekomen(vraag) == velden

    adres = f"{reverse('bevestigen')}?next={besluit_van(punt)}"
    assert adres in vraag.content.decode()
    bewijs = {"bevestiging-met": "code", "bevestiging-code": code_van(anna.geheim)}
    verder = anna.post(adres, velden | merk_van(vraag) | bewijs)
    # The browser sends the same fields again to this address.
    assert (verder.status_code, verder["Location"]) == (307, besluit_van(punt))
    anna.post(verder["Location"], velden)
    assert Besluit.objects.get().motivering == LANG.replace("\r\n", "\n").strip()


def test_a_wrong_code_keeps_what_was_typed_too(anna, punt):
    velden = {"optie": "toekennen", "motivering": LANG, "voorwaarden": ""}
    vraag = anna.post(besluit_van(punt), velden)
    adres = f"{reverse('bevestigen')}?next={besluit_van(punt)}"
    bewijs = {"bevestiging-met": "code", "bevestiging-code": "000000"}
    antwoord = anna.post(adres, velden | merk_van(vraag) | bewijs)
    assert "Deze code klopt niet." in antwoord.content.decode()
    assert meegekomen(antwoord) == velden
    assert antwoord.context["merk"] == vraag.context["merk"]


@pytest.fixture
def gijs(wereld, als):
    geheim = app_instellen(wereld.gijs.gebruiker)
    client = oud_bewijs(als(wereld.gijs))
    client.geheim = geheim
    return client


def bewezen(client, doel, **velden):
    """The answer after a right code on the page that asks, for this destination; `velden` as a mailed link has them."""
    adres = f"{reverse('bevestigen')}?{urlencode({'next': doel, 'velden': ''})}"
    bewijs = {"bevestiging-met": "code", "bevestiging-code": code_van(client.geheim)}
    return client.post(adres, bewijs | velden)


@pytest.mark.parametrize("merk", [None, "", "verzonnen", "a:b"])
def test_a_mailed_link_cannot_close_a_quickscan(wereld, gijs, merk):
    scan = geopend(wereld)
    sluiten = reverse("quickscan_sluiten", args=[scan.pk])
    vraag = gijs.get(f"{reverse('bevestigen')}?{urlencode({'next': sluiten, 'velden': ''})}")
    assert vraag.context["merk"] == ""
    antwoord = bewezen(gijs, sluiten, **({} if merk is None else {"bevestiging-merk": merk}))
    # No 307: the browser goes there with a GET, and a GET writes nothing.
    assert (antwoord.status_code, antwoord.url) == (302, sluiten)
    assert gijs.get(sluiten).status_code == 405


def test_a_mailed_link_cannot_let_a_blocked_person_in(wereld, gijs):
    deblokkeren = reverse("deblokkeren", args=[wereld.joke.gebruiker_id])
    elders = gijs.post(reverse("deblokkeren", args=[wereld.anna.gebruiker_id]))
    antwoord = bewezen(gijs, deblokkeren, **merk_van(elders))
    assert (antwoord.status_code, antwoord.url) == (302, deblokkeren)


def test_a_button_without_fields_goes_on_by_itself_after_the_proof(wereld, gijs):
    deblokkeren = reverse("deblokkeren", args=[wereld.anna.gebruiker_id])
    vraag = gijs.post(deblokkeren)
    antwoord = bewezen(gijs, deblokkeren, **merk_van(vraag))
    assert (antwoord.status_code, antwoord["Location"]) == (307, deblokkeren)


def test_a_mark_of_one_person_does_not_work_for_another(wereld, gijs, als):
    deblokkeren = reverse("deblokkeren", args=[wereld.anna.gebruiker_id])
    vraag = gijs.post(deblokkeren)
    ander = oud_bewijs(als(wereld.anna))
    ander.geheim = app_instellen(wereld.anna.gebruiker)
    assert bewezen(ander, deblokkeren, **merk_van(vraag)).status_code == 302


def test_a_secret_is_not_put_on_the_page_and_has_to_be_filled_in_again(wereld, gijs):
    adres = reverse("account_change_password")
    vraag = gijs.post(adres, {"oldpassword": WACHTWOORD, "password1": "iets anders", "password2": "iets anders"})
    tekst = vraag.content.decode()
    assert WACHTWOORD not in tekst and "iets anders" not in tekst
    assert "vul het formulier straks opnieuw in" in tekst
    antwoord = bewezen(gijs, adres)
    assert (antwoord.status_code, antwoord.url) == (302, adres)


def test_the_secret_of_a_service_is_not_put_on_the_page(wereld, gijs):
    vraag = gijs.post(reverse("inlogdienst_beginnen"), {"clientgeheim": "zeer-geheim", "client_id": "label"})
    assert "zeer-geheim" not in vraag.content.decode()
    assert (vraag.context["velden"], vraag.context["merk"], vraag.context["opnieuw"]) == ([], "", True)


@pytest.mark.parametrize(
    ("naam", "geheim"),
    [
        *((naam, True) for naam in ("password", "oldpassword", "password1", "wachtwoord", "code", "credential")),
        *((naam, True) for naam in ("clientgeheim", "geheim")),
        *((naam, False) for naam in ("postcode", "gemeentecode", "motivering", "geheimhouding")),
    ],
)
def test_a_field_is_a_secret_by_its_whole_name(naam, geheim):
    assert heeft_geheim(RequestFactory().post("/", {naam: "x"})) == geheim


def test_only_a_download_is_told_about_as_one(anna, punt):
    zin = "Gaat het om een download?"
    for doel, is_download in ((reverse("eigen_gegevens"), True), (besluit_van(punt), False), ("/bestaat-niet/", False)):
        tekst = anna.get(f"{reverse('bevestigen')}?{urlencode({'next': doel})}").content.decode()
        assert (zin in tekst) == is_download


def test_who_has_a_second_step_is_not_let_through_with_a_password(anna, punt):
    adres = f"{reverse('bevestigen')}?next={besluit_van(punt)}"
    antwoord = anna.post(adres, {"bevestiging-met": "wachtwoord", "bevestiging-password": WACHTWOORD})
    assert antwoord.status_code == 200
    assert anna.get(besluit_van(punt)).status_code == 302


def test_a_recovery_code_will_do(anna, wereld, punt):
    code, *_ = herstelcodes_maken(wereld.anna.gebruiker)
    adres = f"{reverse('bevestigen')}?next={besluit_van(punt)}"
    assert anna.post(adres, {"bevestiging-met": "code", "bevestiging-code": code}).url == besluit_van(punt)


def test_who_has_no_second_step_yet_gives_the_password(wereld, client):
    client.post(reverse("account_login"), {"login": wereld.joke.gebruiker.email, "password": WACHTWOORD})
    oud_bewijs(client, method="password")
    antwoord = client.get(reverse("mfa_activate_totp"))
    assert antwoord.url.startswith(reverse("bevestigen"))
    fout = client.post(antwoord.url, {"bevestiging-met": "wachtwoord", "bevestiging-password": "iets anders"})
    assert "Dit wachtwoord klopt niet." in fout.content.decode()
    goed = client.post(antwoord.url, {"bevestiging-met": "wachtwoord", "bevestiging-password": WACHTWOORD})
    assert goed.url == reverse("mfa_activate_totp")


def test_a_download_is_asked_for_too(anna):
    antwoord = anna.get(reverse("eigen_gegevens"))
    assert antwoord.url == f"{reverse('bevestigen')}?next=%2Fprofiel%2Fgegevens%2F"


def test_one_is_not_sent_to_another_site_afterwards(wereld, als):
    assert als(wereld.anna).get(f"{reverse('bevestigen')}?next=https://elders.example/").url == reverse("mijn_werk")


def test_a_part_of_a_page_makes_room_for_the_question(anna, punt):
    antwoord = anna.post(besluit_van(punt), {"motivering": "Kort."}, headers={"HX-Request": "true"})
    assert (antwoord["HX-Retarget"], antwoord["HX-Reswap"]) == ("body", "innerHTML")
    assert meegekomen(antwoord) == {"motivering": "Kort."}


def test_a_script_hears_the_reason(anna, punt):
    antwoord = anna.post(besluit_van(punt), headers={"accept": "application/json"})
    assert antwoord.status_code == 403
    assert antwoord.json()["redenen"] == ["Bevestig eerst dat u het bent. Daarna gaat u verder waar u was."]


def test_role_and_object_come_before_the_question(wereld, als, punt):
    assert oud_bewijs(als(wereld.femke)).get(besluit_van(punt)).status_code == 403
    assert oud_bewijs(als(wereld.joke)).get(besluit_van(punt)).status_code == 404


def test_the_acts_that_ask_are_the_heavy_ones():
    assert {Handeling.BESLUITEN, Handeling.UITGEVEN, Handeling.TWEEDE_STAP_WISSEN} <= EXTRA_BEVESTIGING
    assert not EXTRA_BEVESTIGING & {Handeling.WERK_LEZEN, Handeling.TRAJECT_LEZEN, Handeling.VERHAAL_SCHRIJVEN}


def test_every_page_that_asks_belongs_to_an_act_of_the_table_and_every_act_has_a_page():
    views = [patroon.callback for patroon in bladzijden()]
    los = {view.bevestigt for view in views if hasattr(view, "bevestigt")}
    assert los <= EXTRA_BEVESTIGING
    assert EXTRA_BEVESTIGING - los <= {view.beleid for view in views}


@pytest.mark.parametrize(
    "handeling",
    [
        *(Handeling.SAMENVOEGEN, Handeling.ROL_NEERLEGGEN, Handeling.LEDENBESTAND_INLEZEN),
        *(Handeling.INLOGDIENST_UITZETTEN, Handeling.INLOGDIENST_KOPPELEN, Handeling.INLOGDIENST_LOSMAKEN),
        *(Handeling.UITNODIGING_OPNIEUW_STUREN, Handeling.UITNODIGING_INTREKKEN),
        *(Handeling.KADER_LADEN, Handeling.LID_AFMELDEN, Handeling.HERNOEMEN),
        *(Handeling.QUICKSCAN_OPENEN, Handeling.RAPPORT_VASTSTELLEN),
    ],
)
def test_these_acts_ask_too(handeling):
    assert handeling in EXTRA_BEVESTIGING


# The rules themselves

NU, STRAKS = 1, 11


def verzoek(gebruiker, *bewijzen, respijt=False):
    """A request of this person with these (method, minutes ago) in the session."""
    request = RequestFactory().get("/")
    request.user = gebruiker
    request.session = {
        "account_authentication_methods": [{"method": m, "at": time.time() - t * MINUTEN} for m, t in bewijzen],
        "account_authentication_methods_user": str(gebruiker.pk),
        inlogbewijs.RESPIJT: respijt,
    }
    return request


@pytest.mark.parametrize(
    ("bewijzen", "heeft_app", "mag"),
    [
        ([("mfa", NU)], True, True),
        ([("mfa", STRAKS)], True, False),
        ([("password", NU), ("mfa", STRAKS)], True, False),
        ([("password", NU)], False, True),
        ([("password", STRAKS)], False, False),
        ([("socialaccount", NU)], False, True),
        ([("socialaccount", NU)], True, False),
        ([("socialaccount", STRAKS)], False, False),
        ([("uitnodiging", NU)], False, True),
        ([("factor_weg", NU)], False, True),
        ([("demo", NU)], True, False),
        ([], False, False),
    ],
)
def test_a_proof_counts_for_ten_minutes(wereld, bewijzen, heeft_app, mag):
    if heeft_app:
        app_instellen(wereld.joke.gebruiker)
    assert (versbelemmeringen(verzoek(wereld.joke.gebruiker, *bewijzen)) == []) == mag


@pytest.mark.parametrize(
    ("bewijzen", "respijt", "heeft_app", "zin"),
    [
        ([("password", NU), ("mfa", NU)], False, True, None),
        ([("mfa", 600)], False, True, None),
        ([("socialaccount", NU)], False, False, None),
        ([("password", NU)], True, False, None),
        ([("password", NU)], True, True, "Bevestig eerst met uw tweede stap dat u het bent."),
        ([("password", NU)], False, False, "Stel eerst een tweede stap in. Daarna gaat alles weer open."),
        ([("factor_weg", NU)], False, False, "Stel eerst een tweede stap in. Daarna gaat alles weer open."),
        ([("demo", NU)], False, False, "Stel eerst een tweede stap in. Daarna gaat alles weer open."),
    ],
)
def test_a_session_is_in_order_with_a_second_step_or_in_the_grace(wereld, bewijzen, respijt, heeft_app, zin):
    if heeft_app:
        app_instellen(wereld.joke.gebruiker)
    redenen = tweedestapbelemmeringen(verzoek(wereld.joke.gebruiker, *bewijzen, respijt=respijt))
    assert redenen == ([zin] if zin else [])


def test_a_proof_of_somebody_else_does_not_count(wereld):
    request = verzoek(wereld.joke.gebruiker, ("mfa", NU))
    request.user = wereld.ingrid.gebruiker
    assert versbelemmeringen(request) and tweedestapbelemmeringen(request)


def test_one_click_counts_in_the_demo(wereld, settings):
    settings.DEMO = True
    request = verzoek(wereld.joke.gebruiker, ("demo", NU))
    assert versbelemmeringen(request) == tweedestapbelemmeringen(request) == []

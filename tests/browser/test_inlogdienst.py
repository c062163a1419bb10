"""Signing in through the service of an organisation, by clicking on the login page of a real identity provider (Canaille)."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from inloggen.handelingen.inlogdiensten import dienst_beginnen
from inloggen.models import Inlogdienst
from leden.handelingen.uitnodigingen import uitnodigen
from leden.models import Gebeurtenis, Gebruiker, Lidmaatschap, Rol
from tests.browser.test_toegankelijkheid import bezwaren
from tests.identiteitsdienst import WACHTWOORD, client_bij, gekoppeld, inlogdienst, medewerker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dienst(wereld, live_server, iam_server):
    """The service of Welzijn Wilgendam, known at the provider as the client of that name."""
    dienst = inlogdienst(wereld.ingrid.organisatie, iam_server.url, "wilgendam", kenmerk="wilgendam")
    client = client_bij(iam_server, "wilgendam", f"{live_server.url}{reverse('inlogdienst_terug', args=[dienst.pk])}")
    yield dienst
    iam_server.backend.delete(client)


@pytest.fixture
def persoon(iam_server):
    """`persoon("ingrid")`: somebody at the provider."""
    mensen = []

    def maken(naam, **velden):
        mensen.append(medewerker(iam_server, naam, **velden))
        return mensen[-1]

    yield maken
    for mens in mensen:
        iam_server.backend.delete(mens)


def bij_de_dienst(pagina, naam):
    """On the pages of the provider: name and password."""
    pagina.get_by_label("Login").fill(naam)
    pagina.get_by_role("button", name="Continue").click()
    pagina.get_by_role("textbox", name="Password").fill(WACHTWOORD)
    pagina.get_by_role("button", name="Sign in").click()


def inloggen_via_dienst(pagina, naam):
    """From the sign-in page to the provider and back."""
    pagina.goto("/inloggen/")
    pagina.get_by_role("link", name="Log in via uw organisatie").click()
    pagina.get_by_label("Uw e-mailadres van het werk").fill("Welzijn Wilgendam")
    pagina.get_by_role("button", name="Ga naar uw inlogdienst").click()
    pagina.get_by_role("button", name="Log in via de inlogdienst").click()
    bij_de_dienst(pagina, naam)


def kop(pagina):
    return pagina.get_by_role("heading", level=1)


def rolbalk(pagina):
    return pagina.locator(".rolbalk")


def geweigerd(pagina, zin):
    """The page says why, and nobody is signed in."""
    expect(kop(pagina)).to_have_text("Het inloggen is niet gelukt")
    expect(pagina.get_by_role("main")).to_contain_text(zin)
    pagina.goto("/werk/")
    expect(kop(pagina)).to_have_text("Inloggen")


def test_link_sign_out_and_sign_in_through_the_service(ingelogd, wereld, dienst, persoon):
    persoon("ingrid")
    pagina = ingelogd(wereld.ingrid)
    pagina.goto("/koppelingen/")
    pagina.get_by_role("button", name="Koppel uw account van Welzijn Wilgendam").click()
    bij_de_dienst(pagina, "ingrid")
    expect(pagina.get_by_role("main")).to_contain_text("U logt daar in als ingrid.")
    pagina.get_by_role("button", name="Log uit").click()
    # Signed out here and at the provider.
    pagina.context.clear_cookies()
    inloggen_via_dienst(pagina, "ingrid")
    pagina.wait_for_url("**/werk/")
    expect(rolbalk(pagina)).to_contain_text("U werkt als bestuurder bij Welzijn Wilgendam")


def test_the_service_is_the_second_step(bladzijde, wereld, dienst, persoon):
    """Who has an app for codes here too is not asked for one: the service asks what the organisation finds enough."""
    persoon("ingrid")
    gekoppeld(wereld.ingrid.gebruiker, dienst, "ingrid")
    TOTP.activate(wereld.ingrid.gebruiker, generate_totp_secret())
    pagina = bladzijde()
    inloggen_via_dienst(pagina, "ingrid")
    pagina.wait_for_url("**/werk/")


def test_an_unknown_identity_comes_no_further_and_gets_no_account(bladzijde, wereld, dienst, persoon):
    """Also when the provider says that it has the mail address of somebody here."""
    persoon("indringer", emails=["ingrid@voorbeeld.example"])
    pagina = bladzijde()
    mensen = Gebruiker.objects.count()
    inloggen_via_dienst(pagina, "indringer")
    expect(kop(pagina)).to_have_text("Dit account is hier niet bekend")
    expect(pagina.get_by_role("main")).to_contain_text("Vraag de beheerder van uw organisatie om een uitnodiging.")
    expect(pagina.get_by_role("main")).not_to_contain_text("ingrid@voorbeeld.example")
    assert (Gebruiker.objects.count(), SocialAccount.objects.count()) == (mensen, 0)
    pagina.goto("/werk/")
    expect(kop(pagina)).to_have_text("Inloggen")


def test_who_is_blocked_stays_outside(bladzijde, wereld, dienst, persoon):
    persoon("ingrid")
    gekoppeld(wereld.ingrid.gebruiker, dienst, "ingrid")
    Gebruiker.objects.filter(pk=wereld.ingrid.gebruiker_id).update(is_active=False)
    pagina = bladzijde()
    inloggen_via_dienst(pagina, "ingrid")
    expect(kop(pagina)).to_have_text("Uw account staat uit")
    pagina.goto("/werk/")
    expect(kop(pagina)).to_have_text("Inloggen")


def test_a_compulsory_service_closes_the_password_way(ingelogd, bladzijde, wereld, dienst, persoon):
    """The beheerder tries the service, switches it on, links and locks the door; a colleague links and comes in; the bureau opens it."""
    Inlogdienst.objects.update(is_actief=False, beproefd_op=None)
    persoon("hilde")
    persoon("ingrid")
    Lidmaatschap.objects.create(
        gebruiker=wereld.ingrid.gebruiker, organisatie=wereld.bram.organisatie, rol=Rol.BESTUURDER
    )
    beheerder = ingelogd(wereld.hilde)
    beheerder.goto(reverse("inlogdienst_instellen", args=[dienst.pk]))
    expect(beheerder.get_by_role("button", name="Zet de inlogdienst aan")).to_have_attribute("aria-disabled", "true")
    beheerder.get_by_role("button", name="Probeer de inlogdienst").click()
    bij_de_dienst(beheerder, "hilde")
    expect(beheerder.get_by_role("main")).to_contain_text("De inlogdienst werkt, en noemt u")
    expect(beheerder.get_by_role("main")).to_contain_text(
        re.compile(rf"adres {re.escape(dienst.issuer)}, account [0-9a-f]{{8}}\b")
    )
    assert not SocialAccount.objects.exists()
    beheerder.get_by_role("button", name="Zet de inlogdienst aan").click()
    expect(beheerder.get_by_text("Log eerst zelf in via deze inlogdienst.")).to_be_visible()
    beheerder.goto("/koppelingen/")
    # Signed out at the provider, which otherwise asks for the password only.
    beheerder.context.clear_cookies(name="canaille")
    beheerder.get_by_role("button", name="Koppel uw account").click()
    bij_de_dienst(beheerder, "hilde")
    expect(kop(beheerder)).to_have_text("Uw gekoppelde accounts")
    beheerder.goto(reverse("inlogdienst_instellen", args=[dienst.pk]))
    beheerder.get_by_role("button", name="Maak de inlogdienst verplicht").click()
    expect(beheerder.get_by_role("main")).to_contain_text("De inlogdienst is nu verplicht")

    collega = ingelogd(wereld.ingrid)
    expect(rolbalk(collega)).to_contain_text("U werkt als bestuurder bij Stichting Buurtkracht Oever")
    collega.get_by_role("link", name="1 rol werkt nu niet").click()
    expect(collega.get_by_role("main")).to_contain_text("Welzijn Wilgendam vraagt u voor deze rol in te loggen")
    collega.get_by_role("button", name="Koppel uw account van Welzijn Wilgendam").click()
    bij_de_dienst(collega, "ingrid")
    collega.wait_for_url("**/werk/")
    expect(collega.get_by_role("link", name="1 rol werkt nu niet")).to_have_count(0)
    expect(rolbalk(collega)).to_contain_text("Wissel van rol")

    bureau = ingelogd(wereld.gijs)
    bureau.goto(reverse("inlogdienst_vrijgeven", args=[dienst.pk]))
    bureau.get_by_label("Waarom is de inlogdienst niet langer verplicht?").fill("De dienst is uitgevallen.")
    bureau.get_by_role("button", name="Maak het inloggen vrij").click()
    expect(bureau.get_by_role("main")).to_contain_text("De inlogdienst is niet meer verplicht.")
    expect(rolbalk(ingelogd(wereld.ingrid))).to_contain_text("Wissel van rol")
    handelingen = Gebeurtenis.objects.filter(handeling__startswith="inlogdienst").values_list("handeling", flat=True)
    assert list(handelingen) == [
        "inlogdienst_proberen",
        "inlogdienst_aanzetten",
        "inlogdienst_koppelen",
        "inlogdienst_verplichten",
        "inlogdienst_koppelen",
        "inlogdienst_vrijgeven",
    ]


def test_an_invitation_is_accepted_with_the_account_of_the_service(bladzijde, wereld, dienst, persoon):
    persoon("lien")
    uitnodiging = uitnodigen(
        wereld.hilde, wereld.hilde.organisatie, email="lien@voorbeeld.example", rollen=["kwaliteitsmedewerker"]
    )
    pagina = bladzijde()
    pagina.goto(reverse("uitnodiging", args=[uitnodiging.sleutel]))
    pagina.get_by_role("link", name="Ga verder").click()
    pagina.get_by_role("button", name="Ga verder via de inlogdienst").click()
    bij_de_dienst(pagina, "lien")
    expect(pagina.get_by_role("main")).to_contain_text("Een wachtwoord is niet nodig.")
    pagina.get_by_label("Uw naam").fill("Lien Leverkruid")
    pagina.get_by_label("Ik heb de huisregels").check()
    pagina.get_by_role("button", name="Maak het account en log in").click()
    expect(rolbalk(pagina)).to_contain_text("U werkt als kwaliteitsmedewerker bij Welzijn Wilgendam")
    lien = Gebruiker.objects.get(email="lien@voorbeeld.example")
    assert not lien.has_usable_password()
    assert lien.socialaccount_set.get().provider == dienst.provider_id


def test_a_token_for_another_client_is_refused(bladzijde, wereld, dienst, persoon, iam_server):
    persoon("ingrid")
    gekoppeld(wereld.ingrid.gebruiker, dienst, "ingrid")
    ander = client_bij(iam_server, "andere-toepassing", "http://elders.example/")
    wij = iam_server.backend.get(iam_server.models.Client, client_id="wilgendam")
    wij.audience = [ander]
    iam_server.backend.save(wij)
    pagina = bladzijde()
    inloggen_via_dienst(pagina, "ingrid")
    geweigerd(pagina, "De inlog is niet voor het Kwaliteitslabel bedoeld.")
    iam_server.backend.delete(ander)


def test_a_service_that_calls_itself_something_else_is_refused(bladzijde, wereld, dienst, persoon):
    """The provider answers, and its tokens are signed well, but it is not the issuer that the organisation filled in."""
    Inlogdienst.objects.update(issuer=f"{dienst.issuer}/")
    pagina = bladzijde()
    pagina.goto("/inloggen/bij/wilgendam/")
    pagina.get_by_role("button", name="Log in via de inlogdienst").click()
    geweigerd(pagina, "De dienst noemt zichzelf http://localhost")


def test_a_service_that_became_another_one_between_going_and_coming_back_is_refused(bladzijde, wereld, dienst, persoon):
    persoon("ingrid")
    gekoppeld(wereld.ingrid.gebruiker, dienst, "ingrid")
    pagina = bladzijde()
    pagina.goto("/inloggen/bij/wilgendam/")
    pagina.get_by_role("button", name="Log in via de inlogdienst").click()
    expect(pagina.get_by_label("Login")).to_be_visible()
    Inlogdienst.objects.update(issuer=dienst.issuer.replace("localhost", "127.0.0.1"))
    bij_de_dienst(pagina, "ingrid")
    geweigerd(pagina, "Het antwoord komt van een andere dienst dan waar u naartoe ging.")


def test_who_stops_at_the_provider_is_told_so(bladzijde, wereld, dienst):
    pagina = bladzijde()
    pagina.goto("/inloggen/bij/wilgendam/")
    pagina.get_by_role("button", name="Log in via de inlogdienst").click()
    expect(pagina.get_by_label("Login")).to_be_visible()
    sessie = Session.objects.get(
        session_key=next(c["value"] for c in pagina.context.cookies() if c["name"] == "sessionid")
    )
    (staat,) = sessie.get_decoded()["socialaccount_states"]
    pagina.goto(f"{reverse('inlogdienst_terug', args=[dienst.pk])}?error=access_denied&state={staat}")
    geweigerd(pagina, "U hebt het inloggen afgebroken, of de inlogdienst laat uw account hier niet toe.")


def test_the_pages_are_accessible(ingelogd, bladzijde, wereld, dienst):
    gekoppeld(wereld.hilde.gebruiker, dienst, "hilde")
    entra = dienst_beginnen(wereld.olaf, wereld.olaf.organisatie, "entra")
    wacht = {"maildomein": "noorderlicht.example", "maildomein_bevestigd_op": None}
    nieuw = inlogdienst(wereld.nora.organisatie, dienst.issuer, is_actief=False, beproefd_op=None, **wacht)
    pagina = bladzijde()
    fouten = bezwaren(pagina, "/inloggen/organisatie/") + bezwaren(pagina, "/inloggen/bij/wilgendam/")
    pagina = ingelogd(wereld.gijs)
    for url in (
        reverse("inlogdiensten"),
        reverse("inlogdienst_beginnen"),
        reverse("inlogdienst_instellen", args=[dienst.pk]),
        reverse("inlogdienst_instellen", args=[entra.pk]),
        reverse("inlogdienst_instellen", args=[nieuw.pk]),
        reverse("koppelingen"),
    ):
        fouten += bezwaren(pagina, url)
    pagina = ingelogd(wereld.hilde)
    for url in (reverse("inlogdiensten"), reverse("inlogdienst_instellen", args=[dienst.pk]), reverse("koppelingen")):
        fouten += bezwaren(pagina, url)
    Inlogdienst.objects.filter(pk=dienst.pk).update(is_verplicht=True)
    fouten += bezwaren(pagina, "/inloggen/rollen/")
    pagina = ingelogd(wereld.gijs)
    fouten += bezwaren(pagina, reverse("inlogdienst_vrijgeven", args=[dienst.pk]))
    assert fouten == []

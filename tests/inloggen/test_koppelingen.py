"""Linked accounts, and what a session that was signed in through a service is worth."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from inloggen.dienst.identiteit import Identiteit
from inloggen.handelingen import inlogdiensten as handelingen
from inloggen.models import Inlogdienst
from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis, Lidmaatschap, Rol
from tests.identiteitsdienst import gekoppeld, inlogdienst
from tests.personen import WACHTWOORD
from tests.post import mails

ISSUER = "https://inloggen.wilgendam.example"
IK = Identiteit(ISSUER, "", "ingrid", "ingrid@wilgendam.example")


@pytest.fixture
def dienst(wereld):
    return inlogdienst(wereld.ingrid.organisatie, ISSUER, kenmerk="wilgendam", maildomein="wilgendam.example")


@pytest.fixture
def elders(wereld):
    """A second role of Ingrid, at another organisation."""
    return Lidmaatschap.objects.create(
        gebruiker=wereld.ingrid.gebruiker, organisatie=wereld.bram.organisatie, rol=Rol.BESTUURDER
    )


@pytest.fixture
def ingelogd(als):
    """`ingelogd(wereld.ingrid, "password", koppeling)`: a session with these proofs of identity in it."""

    def openen(wie, *bewijzen):
        client = als(wie)
        sessie = client.session
        sessie["account_authentication_methods_user"] = str(wie.gebruiker_id)
        sessie["account_authentication_methods"] = [
            {"method": "socialaccount", "at": time.time(), "provider": bewijs.provider, "uid": bewijs.uid}
            if isinstance(bewijs, SocialAccount)
            else {"method": bewijs, "at": time.time()}
            for bewijs in bewijzen
        ]
        sessie.save()
        return client

    return openen


def rollen(client):
    """(organisation of the roles that work, of those that do not) in this session."""
    antwoord = client.get(reverse("dichte_rollen"))
    return (
        {een.organisatie.naam for een in antwoord.context["lidmaatschappen"]},
        {rij["lidmaatschap"].organisatie.naam for rij in antwoord.context["rijen"]},
    )


WILGENDAM, OEVER = {"Welzijn Wilgendam"}, {"Stichting Buurtkracht Oever"}


# What a session is worth


def test_without_an_obligation_every_way_of_signing_in_opens_the_roles_of_an_organisation(wereld, ingelogd, dienst):
    koppeling = gekoppeld(wereld.ingrid.gebruiker, dienst, "ingrid")
    for bewijs in ("mfa", koppeling):
        assert rollen(ingelogd(wereld.ingrid, bewijs)) == (WILGENDAM, set())


def test_a_compulsory_service_closes_the_password_way_and_no_role_elsewhere(wereld, ingelogd, dienst, elders):
    koppeling = gekoppeld(wereld.ingrid.gebruiker, dienst, "ingrid")
    Inlogdienst.objects.update(is_verplicht=True)
    assert rollen(ingelogd(wereld.ingrid, "password", "mfa")) == (OEVER, WILGENDAM)
    assert rollen(ingelogd(wereld.ingrid, "password", "mfa", koppeling)) == (WILGENDAM | OEVER, set())


def test_the_service_of_an_organisation_opens_its_own_roles_only(wereld, ingelogd, dienst, elders):
    """Else whoever runs the service of one organisation could read the files of another."""
    koppeling = gekoppeld(wereld.ingrid.gebruiker, dienst, "ingrid")
    assert rollen(ingelogd(wereld.ingrid, koppeling)) == (WILGENDAM, OEVER)
    assert rollen(ingelogd(wereld.ingrid, "password", koppeling)) == (WILGENDAM, OEVER)
    assert rollen(ingelogd(wereld.ingrid, koppeling, "mfa")) == (WILGENDAM | OEVER, set())


def test_in_the_grace_a_service_adds_roles_and_takes_none_away(wereld, ingelogd, dienst, elders):
    koppeling = gekoppeld(wereld.ingrid.gebruiker, dienst, "ingrid")
    client = ingelogd(wereld.ingrid, "password", koppeling)
    sessie = client.session
    sessie["respijt"] = True
    sessie.save()
    assert rollen(client) == (WILGENDAM | OEVER, set())


def test_whoever_runs_a_service_adds_no_passkey_beside_the_own_one(wereld, ingelogd, dienst, elders):
    """Else the way into the roles elsewhere would lie open after all."""
    koppeling = gekoppeld(wereld.ingrid.gebruiker, dienst, "ingrid")
    TOTP.activate(wereld.ingrid.gebruiker, generate_totp_secret())
    client = ingelogd(wereld.ingrid, koppeling)
    for naam in ("mfa_add_webauthn", "mfa_deactivate_totp", "account_change_password", "adres_wijzigen"):
        assert client.get(reverse(naam)).url.startswith(reverse("bevestigen")), naam
    bladzijde = client.get(reverse("dichte_rollen")).content.decode()
    assert "Bevestig met uw tweede stap" in bladzijde
    assert "(opent een nieuw tabblad)" not in client.get(reverse("bevestigen")).content.decode()


def test_an_obligation_holds_at_once_in_running_sessions(wereld, ingelogd, dienst):
    client = ingelogd(wereld.ingrid, "mfa")
    assert client.get(reverse("mijn_werk")).status_code == 200
    Inlogdienst.objects.update(is_verplicht=True)
    assert client.get(reverse("mijn_werk")).url == reverse("dichte_rollen")
    bladzijde = client.get(reverse("dichte_rollen")).content.decode()
    assert "Welzijn Wilgendam vraagt u voor deze rol in te loggen via de inlogdienst." in bladzijde
    assert "Koppel uw account van Welzijn Wilgendam" in bladzijde
    Inlogdienst.objects.update(is_verplicht=False)
    assert client.get(reverse("mijn_werk")).status_code == 200


@pytest.mark.parametrize("einde", ["losgemaakt", "uitgezet", "van een ander"])
def test_a_proof_ends_with_the_link_and_with_the_service(wereld, ingelogd, dienst, einde):
    koppeling = gekoppeld(wereld.ingrid.gebruiker, dienst, "ingrid")
    client = ingelogd(wereld.ingrid, koppeling)
    assert rollen(client) == (WILGENDAM, set())
    if einde == "losgemaakt":
        koppeling.delete()
    elif einde == "uitgezet":
        Inlogdienst.objects.update(is_actief=False)
    else:
        SocialAccount.objects.update(user=wereld.joke.gebruiker)
    assert rollen(client) == (set(), WILGENDAM)


def test_proofs_of_somebody_else_in_the_session_do_not_count(wereld, ingelogd, dienst):
    koppeling = gekoppeld(wereld.ingrid.gebruiker, dienst, "ingrid")
    Inlogdienst.objects.update(is_verplicht=True)
    client = ingelogd(wereld.ingrid, koppeling)
    sessie = client.session
    sessie["account_authentication_methods_user"] = str(wereld.joke.gebruiker_id)
    sessie.save()
    assert rollen(client) == (set(), WILGENDAM)


def test_a_part_of_a_page_goes_as_a_whole_to_the_page_that_says_why(wereld, ingelogd, dienst):
    Inlogdienst.objects.update(is_verplicht=True)
    antwoord = ingelogd(wereld.ingrid, "mfa").get(reverse("mijn_werk"), headers={"HX-Request": "true"})
    assert (antwoord.status_code, antwoord.headers["HX-Redirect"]) == (401, reverse("dichte_rollen"))


def test_one_cannot_change_to_a_closed_role(wereld, ingelogd, dienst, elders):
    Inlogdienst.objects.update(is_verplicht=True)
    client = ingelogd(elders, "mfa")
    client.post(reverse("rol_wisselen"), {"lidmaatschap": wereld.ingrid.pk})
    bladzijde = client.get(reverse("mijn_werk")).content.decode()
    assert "U werkt als <b>bestuurder</b> bij Stichting Buurtkracht Oever" in bladzijde
    assert "1 rol werkt nu niet" in bladzijde


def test_in_one_session_a_beheerder_locks_the_door_with_the_key_in_hand(wereld, ingelogd, dienst):
    koppeling = gekoppeld(wereld.hilde.gebruiker, dienst, "hilde")
    url = reverse("inlogdienst_verplichten", args=[dienst.pk])
    ingelogd(wereld.hilde, "mfa").post(url)
    assert not Inlogdienst.objects.get().is_verplicht
    ingelogd(wereld.hilde, koppeling).post(url)
    assert Inlogdienst.objects.get().is_verplicht


# Linking and unlinking


def test_linking_is_logged_and_mailed_and_names_no_key(wereld, dienst):
    handelingen.koppelen(wereld.ingrid.gebruiker, dienst, IK)
    koppeling = SocialAccount.objects.get()
    assert (koppeling.user, koppeling.provider, koppeling.uid) == (
        wereld.ingrid.gebruiker,
        dienst.provider_id,
        IK.sleutel,
    )
    rij = Gebeurtenis.objects.last()
    assert (rij.handeling, rij.naam, rij.rol) == ("inlogdienst_koppelen", "Ingrid Watermunt", "bestuurder")
    # Nor the mail address that the service calls the account by: the log keeps everything.
    assert rij.reden == f"account {IK.sleutel[:8]}"
    [(aan, _, tekst)] = mails()
    assert aan == "ingrid@voorbeeld.example"
    assert "inloggen via de inlogdienst van Welzijn Wilgendam" in tekst


def test_only_a_service_of_an_own_organisation_is_linked(wereld, als, dienst):
    with pytest.raises(Geweigerd, match="geen rol bij de organisatie"):
        handelingen.koppelen(wereld.bram.gebruiker, dienst, IK)
    assert als(wereld.bram).post(reverse("inlogdienst_koppelen", args=[dienst.pk])).status_code == 404


def test_one_account_of_a_service_belongs_to_one_person_and_the_other_way_round(wereld, dienst):
    handelingen.koppelen(wereld.ingrid.gebruiker, dienst, IK)
    with pytest.raises(Geweigerd, match="al aan iemand anders gekoppeld"):
        handelingen.koppelen(wereld.joke.gebruiker, dienst, IK)
    with pytest.raises(Geweigerd, match="al een ander account"):
        handelingen.koppelen(wereld.ingrid.gebruiker, dienst, Identiteit(ISSUER, "", "tweede"))
    with pytest.raises(Geweigerd, match="intussen veranderd"):
        handelingen.koppelen(wereld.joke.gebruiker, dienst, Identiteit("https://elders.example", "", "joke"))
    assert SocialAccount.objects.count() == 1


def test_one_unlinks_ones_own_and_nobody_elses(wereld, als, dienst):
    koppeling = gekoppeld(wereld.ingrid.gebruiker, dienst, "ingrid")
    url = reverse("inlogdienst_losmaken", args=[koppeling.pk])
    assert als(wereld.joke).post(url).status_code == 404
    client = als(wereld.ingrid)
    assert "U logt daar in als ingrid." in client.get(reverse("koppelingen")).content.decode()
    client.post(url)
    assert not SocialAccount.objects.exists()
    rij = Gebeurtenis.objects.last()
    assert (rij.handeling, rij.reden) == ("inlogdienst_losmaken", f"Ingrid Watermunt: account {koppeling.uid[:8]}")


def test_the_only_way_in_is_not_unlinked(wereld, als, dienst):
    gebruiker = wereld.ingrid.gebruiker
    koppeling = gekoppeld(gebruiker, dienst, "ingrid")
    gebruiker.set_unusable_password()
    gebruiker.save()
    client = als(wereld.ingrid)
    client.post(reverse("inlogdienst_losmaken", args=[koppeling.pk]))
    assert SocialAccount.objects.exists()
    assert "Dit is uw enige manier om in te loggen." in client.get(reverse("koppelingen")).content.decode()
    Authenticator.objects.create(user=gebruiker, type=Authenticator.Type.WEBAUTHN, data={})
    client.post(reverse("inlogdienst_losmaken", args=[koppeling.pk]))
    assert not SocialAccount.objects.exists()


# The way in


@pytest.mark.parametrize("tekst", ["Welzijn Wilgendam", "welzijn wilgendam", "wie-dan-ook@wilgendam.example"])
def test_one_finds_the_own_door_by_name_or_work_address(wereld, client, dienst, tekst):
    antwoord = client.post(reverse("inlogdienst_kiezen"), {"organisatie": tekst, "next": "/trajecten/"})
    assert antwoord.url == "/inloggen/bij/wilgendam/?next=%2Ftrajecten%2F"
    assert "Inloggen bij Welzijn Wilgendam" in client.get(antwoord.url).content.decode()


@pytest.mark.parametrize("tekst", ["ingrid@wilgendam.example", "wilgendam"])
def test_what_another_organisation_claims_leads_nobody_to_its_service(wereld, client, tekst):
    """Any beheerder can fill in the domain or the short name of another organisation."""
    elders = inlogdienst(
        wereld.bram.organisatie,
        "https://x.example",
        kenmerk="wilgendam",
        maildomein="wilgendam.example",
        maildomein_bevestigd_op=None,
    )
    url = reverse("inlogdienst_kiezen")
    assert "geen inlogdienst" in client.post(url, {"organisatie": tekst}).content.decode()
    dienst = inlogdienst(wereld.ingrid.organisatie, ISSUER, kenmerk="wilg", maildomein="wilgendam.example")
    assert elders.pk != dienst.pk
    assert client.post(url, {"organisatie": "ingrid@wilgendam.example"}).url == "/inloggen/bij/wilg/"


def test_the_answer_tells_nothing_about_people(wereld, client, dienst):
    """joke@voorbeeld.example is somebody, niemand@voorbeeld.example is not; neither address belongs to a service."""
    url = reverse("inlogdienst_kiezen")
    antwoorden = [
        client.post(url, {"organisatie": adres}).content.decode().replace(adres, "ADRES")
        for adres in ("joke@voorbeeld.example", "niemand@voorbeeld.example")
    ]
    zonder_teken = {
        antwoord.split("csrfmiddlewaretoken")[0] + antwoord.partition("</form>")[2] for antwoord in antwoorden
    }
    assert len(zonder_teken) == 1
    assert "Wij kennen hierbij geen inlogdienst." in antwoorden[0]


def test_a_service_that_is_off_has_no_door(wereld, client, dienst):
    Inlogdienst.objects.update(is_actief=False)
    assert client.get("/inloggen/bij/wilgendam/").status_code == 404
    assert (
        "geen inlogdienst" in client.post(reverse("inlogdienst_kiezen"), {"organisatie": "wilgendam"}).content.decode()
    )


def test_guessing_organisations_is_stopped(wereld, client, dienst):
    url = reverse("inlogdienst_kiezen")
    antwoorden = [client.post(url, {"organisatie": f"organisatie {nummer}"}).status_code for nummer in range(21)]
    assert antwoorden == [200] * 20 + [429]


def test_a_device_remembers_an_organisation_when_asked_to(wereld, client, iam_server):
    inlogdienst(wereld.ingrid.organisatie, iam_server.url, kenmerk="wilgendam")
    client.post("/inloggen/bij/wilgendam/", {})
    assert "Log in bij Welzijn Wilgendam" not in client.get(reverse("account_login")).content.decode()
    client.post("/inloggen/bij/wilgendam/", {"onthouden": "on"})
    assert "Log in bij Welzijn Wilgendam" in client.get(reverse("account_login")).content.decode()
    client.post("/inloggen/bij/wilgendam/", {})
    assert "Log in bij Welzijn Wilgendam" not in client.get(reverse("account_login")).content.decode()


def test_a_service_that_does_not_answer_is_said_in_a_sentence(wereld, client):
    inlogdienst(wereld.ingrid.organisatie, "http://localhost:1", kenmerk="wilgendam")
    antwoord = client.post("/inloggen/bij/wilgendam/", {})
    assert antwoord.status_code == 403
    assert "is niet te bereiken" in antwoord.content.decode()


@pytest.mark.parametrize("vraag", [{}, {"code": "x"}, {"code": "x", "state": "verzonnen"}, {"error": "access_denied"}])
def test_an_answer_to_a_question_that_nobody_asked_is_refused(wereld, client, dienst, vraag):
    antwoord = client.get(reverse("inlogdienst_terug", args=[dienst.pk]), vraag)
    assert antwoord.status_code == 403
    assert "Deze inlog hoort niet bij wat u hier begon" in antwoord.content.decode()


def test_an_answer_of_another_service_than_was_asked_is_refused(wereld, client, iam_server):
    dienst = inlogdienst(wereld.ingrid.organisatie, iam_server.url, kenmerk="wilgendam")
    client.post("/inloggen/bij/wilgendam/", {})
    (staat,) = client.session["socialaccount_states"]
    antwoord = client.get(
        reverse("inlogdienst_terug", args=[dienst.pk]), {"code": "x", "state": staat, "iss": "https://elders.example"}
    )
    assert "Het antwoord komt van een andere dienst" in antwoord.content.decode()


def test_every_sign_in_asks_for_pkce_and_a_nonce_of_its_own(wereld, client, iam_server):
    inlogdienst(wereld.ingrid.organisatie, iam_server.url, kenmerk="wilgendam")
    heen = [client.post("/inloggen/bij/wilgendam/", {"next": "https://elders.example/"}) for _ in range(2)]
    vragen = [antwoord.context["url"] for antwoord in heen]
    assert heen[0].headers["Refresh"] == f"0; url={vragen[0]}"
    for deel in ("response_type=code", "code_challenge_method=S256", "nonce=", "state=", "scope="):
        assert all(deel in vraag for vraag in vragen)
    nonces = {vraag.partition("nonce=")[2].partition("&")[0] for vraag in vragen}
    assert len(nonces) == 2
    assert "elders.example" not in str(client.session.items())
    assert WACHTWOORD not in vragen[0]

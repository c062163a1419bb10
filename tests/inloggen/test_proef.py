"""Trying a service before it goes on: there and back at a real provider, and what somebody could try to get out of that."""

import re
import time

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from inloggen.dienst import fouten
from inloggen.dienst.heen_en_terug import pas_geleden_ingelogd
from inloggen.dienst.identiteit import Identiteit, Ongeldig
from inloggen.models import Inlogdienst
from leden.models import Gebeurtenis, Lidmaatschap, Rol
from tests.identiteitsdienst import client_bij, gekoppeld, inlogdienst, inloggen_bij, medewerker

ONBEKEND = "Deze inlog hoort niet bij wat u hier begon, of het duurde te lang. Begin opnieuw."


@pytest.fixture
def dienst(wereld, iam_server):
    """The service of Welzijn Wilgendam: filled in, off, and not tried."""
    dienst = inlogdienst(
        wereld.hilde.organisatie,
        iam_server.url,
        "wilgendam",
        kenmerk="wilgendam",
        is_actief=False,
        beproefd_op=None,
    )
    client = client_bij(iam_server, "wilgendam", f"http://testserver{reverse('inlogdienst_terug', args=[dienst.pk])}")
    yield dienst
    iam_server.backend.delete(client)


@pytest.fixture
def mens(iam_server):
    mens = medewerker(iam_server, "hilde")
    yield mens
    iam_server.backend.delete(mens)


@pytest.fixture
def terugweg(iam_server, mens, dienst):
    """`terugweg(client)`: begin a try, sign in at the provider, and give the address to which the provider sends the browser."""

    def gaan(client):
        heen = client.post(reverse("inlogdienst_proberen", args=[dienst.pk]))
        return inloggen_bij(iam_server, mens, heen.context["url"])

    return gaan


def zinnen(client, url):
    antwoord = client.get(url, follow=True)
    return [str(melding) for melding in antwoord.context["messages"]] or antwoord.context.get("redenen", [])


def is_beproefd():
    return Inlogdienst.objects.get().beproefd_op is not None


def test_a_try_works_while_the_service_is_off_and_changes_nothing_else(wereld, als, dienst, terugweg):
    client = als(wereld.hilde)
    voor = Inlogdienst.objects.values().get()
    bewijzen = client.session["account_authentication_methods"]
    assert zinnen(client, terugweg(client)) == [
        "De inlogdienst werkt, en noemt u hilde. Kijk of dat uw account is, en hieronder of het adres klopt."
    ]
    assert Inlogdienst.objects.values().get() | {"beproefd_op": None} == voor
    assert is_beproefd()
    assert not SocialAccount.objects.exists()
    assert client.session["account_authentication_methods"] == bewijzen
    assert re.fullmatch(f"adres {re.escape(dienst.issuer)}, account [0-9a-f]{{8}}", Gebeurtenis.objects.last().reden)
    client.post(reverse("inlogdienst_aanzetten", args=[dienst.pk]))
    assert Inlogdienst.objects.get().is_actief


def test_the_answer_to_a_try_counts_once(wereld, als, dienst, terugweg):
    client = als(wereld.hilde)
    adres = terugweg(client)
    zinnen(client, adres)
    Inlogdienst.objects.update(beproefd_op=None)
    assert zinnen(client, adres) == [ONBEKEND]
    assert not is_beproefd()


def test_a_try_that_somebody_began_is_not_finished_by_somebody_else(wereld, als, client, terugweg):
    """Not in another browser, not signed out, and not in the same browser after signing in as another person."""
    eigen = als(wereld.hilde)
    adres = terugweg(eigen)
    for ander in (client, als(wereld.gijs), als(wereld.olaf), als(wereld.ingrid)):
        assert zinnen(ander, adres) == [ONBEKEND]
    eigen.post(reverse("account_logout"))
    eigen.force_login(wereld.gijs.gebruiker, backend="django.contrib.auth.backends.ModelBackend")
    assert ONBEKEND in eigen.get(adres).content.decode()
    assert not is_beproefd()


def test_a_try_is_not_finished_in_a_role_elsewhere(wereld, als, dienst, terugweg):
    elders = Lidmaatschap.objects.create(
        gebruiker=wereld.hilde.gebruiker, organisatie=wereld.bram.organisatie, rol=Rol.BEHEERDER
    )
    client = als(wereld.hilde)
    adres = terugweg(client)
    client.post(reverse("rol_wisselen"), {"lidmaatschap": elders.pk})
    assert client.get(adres).url == reverse("inlogdienst_instellen", args=[dienst.pk])
    assert "U kunt dit alleen doen voor Stichting Buurtkracht Oever." in client.get("/werk/").content.decode()
    assert not is_beproefd()


def test_who_loses_the_role_on_the_way_has_tried_nothing(wereld, als, terugweg):
    client = als(wereld.hilde)
    adres = terugweg(client)
    Lidmaatschap.objects.create(gebruiker=wereld.joke.gebruiker, organisatie=wereld.joke.organisatie, rol=Rol.BEHEERDER)
    Lidmaatschap.objects.filter(pk=wereld.hilde.pk).delete()
    client.get(adres)
    assert not is_beproefd()


def test_a_try_with_the_account_of_somebody_who_is_linked_signs_nobody_in(wereld, als, dienst, terugweg):
    """Hilde knows the password of Ingrid at the service, say: here that opens nothing."""
    koppeling = gekoppeld(wereld.ingrid.gebruiker, dienst, "hilde")
    voor = SocialAccount.objects.values().get(pk=koppeling.pk)
    client = als(wereld.hilde)
    Inlogdienst.objects.update(is_actief=True)
    zinnen(client, terugweg(client))
    assert is_beproefd()
    assert client.session["_auth_user_id"] == str(wereld.hilde.gebruiker_id)
    assert SocialAccount.objects.values().get(pk=koppeling.pk) == voor
    assert not any(bewijs["method"] == "socialaccount" for bewijs in client.session["account_authentication_methods"])


def test_an_ordinary_sign_in_is_no_try_and_ends_when_the_service_goes_off(wereld, client, dienst, iam_server, mens):
    Inlogdienst.objects.update(is_actief=True)
    heen = client.post(reverse("inlogdienst", args=["wilgendam"]), {"doel": "proberen"})
    adres = inloggen_bij(iam_server, mens, heen.context["url"])
    Inlogdienst.objects.update(is_actief=False)
    assert zinnen(client, adres) == [ONBEKEND]
    assert not is_beproefd()


def test_an_answer_belongs_to_the_service_that_was_asked(wereld, als, dienst, iam_server, terugweg):
    """The answer of one service is brought to the address of another."""
    elders = inlogdienst(wereld.bram.organisatie, iam_server.url, "wilgendam", is_actief=False, beproefd_op=None)
    client = als(wereld.hilde)
    adres = terugweg(client)
    assert zinnen(client, adres.replace(f"/terug/{dienst.pk}/", f"/terug/{elders.pk}/")) == [ONBEKEND]
    assert not Inlogdienst.objects.exclude(beproefd_op=None).exists()


def test_settings_that_change_on_the_way_are_not_what_was_tried(wereld, als, dienst, terugweg):
    client = als(wereld.hilde)
    adres = terugweg(client)
    Inlogdienst.objects.update(client_id="een-ander")
    (zin,) = zinnen(client, adres)
    assert zin.startswith("De dienst neemt het clientgeheim niet aan.")
    assert not is_beproefd()


def test_who_was_asked_to_sign_in_again_and_did_so_long_ago_is_refused():
    pas_geleden_ingelogd(Identiteit("x", "", "hilde"))
    pas_geleden_ingelogd(Identiteit("x", "", "hilde", ingelogd_op=int(time.time()) - 60))
    with pytest.raises(Ongeldig, match="niet opnieuw laten inloggen"):
        pas_geleden_ingelogd(Identiteit("x", "", "hilde", ingelogd_op=int(time.time()) - 3600))


def test_a_try_leads_nowhere_but_to_the_page_of_the_service(wereld, als, dienst, iam_server, mens):
    client = als(wereld.hilde)
    url = f"{reverse('inlogdienst_proberen', args=[dienst.pk])}?next=https://elders.example/"
    heen = client.post(url, {"next": "https://elders.example/"})
    terug = client.get(inloggen_bij(iam_server, mens, f"{heen.context['url']}&next=https://elders.example/"))
    assert terug.url == reverse("inlogdienst_instellen", args=[dienst.pk])


# What the service says when it refuses


@pytest.mark.parametrize(
    ("antwoord", "zin"),
    [
        (
            {"error": "access_denied"},
            "U hebt het inloggen afgebroken, of de inlogdienst laat uw account hier niet toe.",
        ),
        ({"error": "invalid_scope"}, fouten.NIET_TOEGESTAAN),
        ({"error": "consent_required"}, fouten.TOESTEMMING),
        ({"error": "temporarily_unavailable"}, fouten.STORING),
        (
            {"error": "server_error", "error_description": "AADSTS90033: A transient error. Bel 06-12345678."},
            f"{fouten.STORING} De dienst noemt als foutcode AADSTS90033.",
        ),
        (
            {"error": "iets_anders"},
            "De dienst antwoordt anders dan is afgesproken. De dienst noemt als foutcode iets_anders.",
        ),
        ({"error": "<b>Bel ons</b>"}, "De dienst antwoordt anders dan is afgesproken."),
        ({}, "De dienst antwoordt anders dan is afgesproken."),
        ({"iss": "https://elders.example"}, "Het antwoord komt van een andere dienst dan waar u naartoe ging."),
    ],
)
def test_what_the_service_refuses_is_said_where_it_is_set_up(wereld, als, dienst, antwoord, zin):
    client = als(wereld.hilde)
    client.post(reverse("inlogdienst_proberen", args=[dienst.pk]))
    (staat,) = client.session["socialaccount_states"]
    terug = client.get(reverse("inlogdienst_terug", args=[dienst.pk]), {"state": staat} | antwoord, follow=True)
    assert terug.redirect_chain[-1][0] == reverse("inlogdienst_instellen", args=[dienst.pk])
    assert [str(melding) for melding in terug.context["messages"]] == [zin]
    assert not is_beproefd()


def test_who_signs_in_is_not_bothered_with_the_codes_of_the_service(wereld, client, dienst):
    Inlogdienst.objects.update(is_actief=True)
    client.post(reverse("inlogdienst", args=["wilgendam"]))
    (staat,) = client.session["socialaccount_states"]
    terug = client.get(reverse("inlogdienst_terug", args=[dienst.pk]), {"state": staat, "error": "server_error"})
    assert terug.context["redenen"] == [
        "De inlogdienst neemt onze vraag niet aan. De beheerder van uw organisatie kan de inlogdienst proberen."
    ]

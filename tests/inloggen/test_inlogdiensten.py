"""The sign-in service of an organisation: set up by its beheerder or the bureau, with a secret that goes in and never comes out."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from inloggen import geheim
from inloggen.dienst.identiteit import Identiteit
from inloggen.handelingen import inlogdiensten as handelingen
from inloggen.models import Inlogdienst
from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis
from tests.identiteitsdienst import CLIENTGEHEIM, client_bij, gekoppeld, inlogdienst
from tests.inloggen.inlogdiensten import fouten, opnieuw

TENANT = "8a1f2b3c-4d5e-6f70-8192-a3b4c5d6e7f8"


GOED = {
    "tenant": TENANT.upper(),
    "client_id": "11112222-3333",
    "clientgeheim": CLIENTGEHEIM,
    "kenmerk": "Wilgendam",
    "maildomein": "@wilgendam.nl",
}


IK = Identiteit("https://inloggen.wilgendam.example", "", "hilde", "hilde@wilgendam.nl")


@pytest.fixture
def dienst(wereld):
    """The service of Welzijn Wilgendam: filled in, on, and not compulsory."""
    return inlogdienst(wereld.hilde.organisatie, "https://inloggen.wilgendam.example", kenmerk="wilgendam")


def begonnen(wereld, soort="entra"):
    return handelingen.dienst_beginnen(wereld.hilde, wereld.hilde.organisatie, soort)


# Setting up


def test_a_beheerder_sets_up_the_service_of_the_own_organisation(wereld, als):
    client = als(wereld.hilde)
    begin = client.post(reverse("inlogdienst_beginnen"), {"soort": "entra"})
    dienst = Inlogdienst.objects.get()
    assert begin.url == reverse("inlogdienst_instellen", args=[dienst.pk])
    bladzijde = client.get(begin.url).content.decode()
    assert f"http://testserver/inloggen/terug/{dienst.pk}/" in bladzijde
    assert client.post(begin.url, GOED).url == begin.url
    dienst = opnieuw(dienst)
    assert dienst.organisatie == wereld.hilde.organisatie
    assert dienst.issuer == f"https://login.microsoftonline.com/{TENANT}/v2.0"
    assert (dienst.tenant, dienst.kenmerk, dienst.maildomein) == (TENANT, "wilgendam", "wilgendam.nl")
    assert dienst.is_ingevuld and not dienst.is_actief and not dienst.is_verplicht


def test_the_bureau_sets_one_up_for_any_organisation(wereld, als):
    gegevens = {"soort": "openid_connect", "organisatie": wereld.bram.organisatie.pk}
    als(wereld.gijs).post(reverse("inlogdienst_beginnen"), gegevens)
    assert Inlogdienst.objects.get().organisatie == wereld.bram.organisatie


def test_a_beheerder_cannot_name_another_organisation(wereld, als):
    gegevens = {"soort": "entra", "organisatie": wereld.bram.organisatie.pk}
    als(wereld.hilde).post(reverse("inlogdienst_beginnen"), gegevens)
    assert Inlogdienst.objects.get().organisatie == wereld.hilde.organisatie
    with pytest.raises(Geweigerd, match="alleen doen voor Welzijn Wilgendam"):
        handelingen.dienst_beginnen(wereld.hilde, wereld.bram.organisatie, "entra")


def test_an_organisation_has_one_service(wereld, als):
    begonnen(wereld)
    antwoord = als(wereld.hilde).post(reverse("inlogdienst_beginnen"), {"soort": "entra"})
    assert fouten(antwoord) == ["Welzijn Wilgendam heeft al een inlogdienst."]
    assert Inlogdienst.objects.count() == 1


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("tenant", "common", "Een tenant-id ziet er zo uit"),
        ("client_id", "", "Vul dit in."),
        ("clientgeheim", "", "Vul dit in."),
        ("kenmerk", "wel zijn", "Gebruik alleen kleine letters"),
        ("kenmerk", "oever", "al in gebruik"),
        ("maildomein", "gmail.com", "van iedereen"),
        ("maildomein", "geen domein", "lijkt geen maildomein"),
        ("maildomein", "oever.nl", "hoort al bij een andere inlogdienst"),
    ],
)
def test_bad_input_is_refused_beside_the_field_and_stays(wereld, als, veld, waarde, zin):
    inlogdienst(wereld.bram.organisatie, "https://x.example", kenmerk="oever", maildomein="oever.nl")
    dienst = begonnen(wereld)
    antwoord = als(wereld.hilde).post(reverse("inlogdienst_instellen", args=[dienst.pk]), GOED | {veld: waarde})
    assert antwoord.status_code == 200
    assert any(zin in fout for fout in fouten(antwoord, veld))
    assert antwoord.context["form"]["client_id"].value() == ("" if veld == "client_id" else GOED["client_id"])
    assert not opnieuw(dienst).is_ingevuld


@pytest.mark.parametrize(
    "adres",
    [
        "http://inloggen.wilgendam.example",
        "inloggen.wilgendam.example",
        "https://",
        "https://x.example?a=b",
        "https://u@x.example",
    ],
)
def test_outside_a_test_the_address_of_a_service_is_a_plain_https_address(wereld, als, settings, adres):
    settings.INLOGDIENST_OVERAL = False
    dienst = begonnen(wereld, "openid_connect")
    gegevens = {veld: waarde for veld, waarde in GOED.items() if veld != "tenant"} | {"issuer": adres}
    antwoord = als(wereld.hilde).post(reverse("inlogdienst_instellen", args=[dienst.pk]), gegevens)
    assert fouten(antwoord, "issuer") == ["Schrijf het hele adres, zo: https://inloggen.voorbeeld.nl."]


# The secret


def test_the_secret_is_encrypted_and_nowhere_to_be_read(wereld, als, dienst):
    url = reverse("inlogdienst_instellen", args=[dienst.pk])
    client = als(wereld.hilde)
    client.post(url, {**GOED, "issuer": dienst.issuer})
    dienst = opnieuw(dienst)
    assert dienst.geheim == CLIENTGEHEIM
    with connection.cursor() as cursor:
        cursor.execute("select t::text from inloggen_inlogdienst t union all select t::text from leden_gebeurtenis t")
        assert CLIENTGEHEIM not in str(cursor.fetchall())
    for bladzijde in (client.get(url), client.get(reverse("inlogdiensten")), als(wereld.gijs).get(url)):
        assert CLIENTGEHEIM not in bladzijde.content.decode()
        assert dienst.geheim_versleuteld not in bladzijde.content.decode()
    assert CLIENTGEHEIM not in client.post(url, {**GOED, "issuer": "x"}).content.decode()


def test_an_empty_secret_leaves_it_as_it_is(wereld, als, dienst):
    gegevens = {"issuer": dienst.issuer, "client_id": "label", "clientgeheim": "", "kenmerk": "wilg", "maildomein": ""}
    als(wereld.hilde).post(reverse("inlogdienst_instellen", args=[dienst.pk]), gegevens)
    assert (opnieuw(dienst).kenmerk, opnieuw(dienst).geheim) == ("wilg", CLIENTGEHEIM)


def test_with_another_key_the_secret_must_be_typed_again(wereld, dienst, settings):
    settings.GEHEIM_SLEUTEL = "een andere sleutel"
    assert dienst.geheim is None
    Inlogdienst.objects.update(is_actief=False)
    with pytest.raises(Geweigerd, match="niet meer te lezen"):
        handelingen.aanzetten(wereld.hilde, dienst)


def test_what_was_set_up_stands_in_the_log(wereld, dienst):
    handelingen.uitzetten(wereld.hilde, dienst)
    handelingen.aanzetten(wereld.gijs, dienst)
    handelingen.verplichten(wereld.hilde, dienst, {dienst.pk})
    handelingen.vrijgeven(wereld.gijs, dienst, "De dienst is uitgevallen.")
    rijen = Gebeurtenis.objects.filter(onderwerp=dienst.onderwerp).values_list("handeling", "naam", "reden")
    assert list(rijen) == [
        ("inlogdienst_uitzetten", "Hilde Zwanenbloem", "Welzijn Wilgendam"),
        ("inlogdienst_aanzetten", "Gijs Veenbes", "Welzijn Wilgendam"),
        ("inlogdienst_verplichten", "Hilde Zwanenbloem", "Welzijn Wilgendam"),
        ("inlogdienst_vrijgeven", "Gijs Veenbes", "De dienst is uitgevallen."),
    ]


# Another service


@pytest.mark.parametrize("anders", [{"issuer": "https://elders.example"}, {"client_id": "ander"}])
def test_another_issuer_or_client_ends_every_link(wereld, dienst, anders):
    gekoppeld(wereld.ingrid.gebruiker, dienst, "ingrid")
    zelfde = {"kenmerk": "wilg", "maildomein": "", "clientgeheim": "nieuw-geheim"}
    adres = {"issuer": dienst.issuer, "client_id": dienst.client_id}
    handelingen.instellen(wereld.hilde, dienst, **zelfde, **adres)
    assert SocialAccount.objects.count() == 1
    handelingen.instellen(wereld.hilde, dienst, **zelfde, **adres | anders)
    assert SocialAccount.objects.count() == 0


def test_a_compulsory_service_cannot_become_another_one(wereld, als, dienst):
    Inlogdienst.objects.update(is_verplicht=True)
    gegevens = GOED | {"issuer": "https://elders.example"}
    antwoord = als(wereld.gijs).post(reverse("inlogdienst_instellen", args=[dienst.pk]), gegevens)
    assert fouten(antwoord) == [
        "De inlogdienst is verplicht. Zet eerst de verplichting uit; anders kan niemand meer inloggen."
    ]
    assert opnieuw(dienst).issuer == dienst.issuer


# On, off, compulsory


def test_a_service_goes_on_when_it_is_filled_in_and_tried(wereld, als):
    dienst = begonnen(wereld)
    client = als(wereld.hilde)
    client.post(reverse("inlogdienst_aanzetten", args=[dienst.pk]))
    assert not opnieuw(dienst).is_actief
    client.post(reverse("inlogdienst_instellen", args=[dienst.pk]), GOED)
    client.post(reverse("inlogdienst_aanzetten", args=[dienst.pk]))
    assert not opnieuw(dienst).is_actief
    bladzijde = client.get(reverse("inlogdienst_instellen", args=[dienst.pk])).content.decode()
    assert "Probeer de inlogdienst eerst, met de gegevens die er nu staan." in bladzijde
    handelingen.beproeven(wereld.hilde, opnieuw(dienst), IK)
    client.post(reverse("inlogdienst_aanzetten", args=[dienst.pk]))
    assert opnieuw(dienst).is_actief


def test_the_address_is_a_link_once_it_works(wereld, als, dienst):
    client, url = als(wereld.hilde), reverse("inlogdienst_instellen", args=[dienst.pk])
    assert 'href="/inloggen/bij/wilgendam/"' in client.get(url).content.decode()
    Inlogdienst.objects.update(is_actief=False)
    bladzijde = client.get(url).content.decode()
    assert 'href="/inloggen/bij/wilgendam/"' not in bladzijde
    assert "Dit adres werkt zodra de dienst aan staat." in bladzijde


def test_nobody_locks_a_door_without_having_come_through_it(wereld, als, dienst):
    client = als(wereld.hilde)
    url = reverse("inlogdienst_instellen", args=[dienst.pk])
    client.post(reverse("inlogdienst_verplichten", args=[dienst.pk]))
    assert not opnieuw(dienst).is_verplicht
    assert "Log eerst zelf in via deze inlogdienst." in client.get(url).content.decode()


def test_the_bureau_opens_a_locked_door_with_a_reason(wereld, als, dienst):
    Inlogdienst.objects.update(is_verplicht=True)
    client = als(wereld.gijs)
    url = reverse("inlogdienst_vrijgeven", args=[dienst.pk])
    assert fouten(client.post(url, {"reden": " "}), "reden") == ["Vul dit in."]
    client.post(url, {"reden": "De dienst is uitgevallen."})
    assert not opnieuw(dienst).is_verplicht


def test_a_door_that_is_open_is_not_opened(wereld, als, dienst):
    bladzijde = als(wereld.gijs).get(reverse("inlogdienst_vrijgeven", args=[dienst.pk])).content.decode()
    assert "De inlogdienst is niet verplicht." in bladzijde
    assert "Waarom is de inlogdienst niet langer verplicht?" not in bladzijde
    assert f'href="{reverse("inlogdienst_instellen", args=[dienst.pk])}">Ga terug</a>' in bladzijde


def test_a_compulsory_service_is_not_switched_off_in_one_go(wereld, als, dienst):
    Inlogdienst.objects.update(is_verplicht=True)
    als(wereld.gijs).post(reverse("inlogdienst_uitzetten", args=[dienst.pk]))
    assert opnieuw(dienst).is_actief


@pytest.mark.parametrize(
    "velden",
    [
        {"is_verplicht": True, "is_actief": False},
        {"geheim_versleuteld": ""},
        {"issuer": ""},
        {"tenant": TENANT},
        {"maildomein_bevestigd_op": timezone.now()},
    ],
)
def test_the_database_refuses_what_does_not_go_together(dienst, velden):
    with pytest.raises(IntegrityError), transaction.atomic():
        Inlogdienst.objects.update(**velden)


# Another secret


@pytest.fixture
def bij_canaille(wereld, iam_server):
    """The service of Welzijn Wilgendam, on, and known at a real provider."""
    dienst = inlogdienst(wereld.hilde.organisatie, iam_server.url, "wilgendam", kenmerk="wilgendam")
    client = client_bij(iam_server, "wilgendam", f"http://testserver/inloggen/terug/{dienst.pk}/")
    yield dienst
    iam_server.backend.delete(client)


def geheim_vullen(client, dienst, geheim):
    gegevens = {"issuer": dienst.issuer, "client_id": dienst.client_id, "kenmerk": "wilgendam", "clientgeheim": geheim}
    return client.post(reverse("inlogdienst_instellen", args=[dienst.pk]), gegevens)


@pytest.mark.parametrize("verplicht", [False, True])
def test_a_new_secret_is_kept_once_the_service_accepts_it_and_leaves_it_on(wereld, als, bij_canaille, verplicht):
    """A secret expires: who renews it may shut nobody out, not even with a typing error."""
    Inlogdienst.objects.update(is_verplicht=verplicht, geheim_versleuteld=geheim.versleutelen("verlopen"))
    client = als(wereld.gijs)
    antwoord = geheim_vullen(client, bij_canaille, "een-typefout")
    assert fouten(antwoord, "clientgeheim") == [
        "De dienst kent deze client-id met dit clientgeheim niet. Neem ze opnieuw over. Het vorige geheim blijft gelden."
    ]
    assert opnieuw(bij_canaille).geheim == "verlopen"
    geheim_vullen(client, bij_canaille, CLIENTGEHEIM)
    dienst = opnieuw(bij_canaille)
    assert (dienst.geheim, dienst.is_actief, dienst.is_verplicht, dienst.beproefd_op) == (
        CLIENTGEHEIM,
        True,
        verplicht,
        None,
    )
    bladzijde = client.get(reverse("inlogdienst_instellen", args=[dienst.pk])).content.decode()
    assert "De dienst blijft aan, zodat niemand buiten staat." in bladzijde


def test_after_a_new_secret_the_service_is_tried_before_it_is_made_compulsory(wereld, dienst):
    Inlogdienst.objects.update(beproefd_op=None)
    with pytest.raises(Geweigerd, match="Probeer de inlogdienst eerst"):
        handelingen.verplichten(wereld.hilde, dienst, {dienst.pk})


# Trying


def test_a_try_is_written_down_with_what_the_service_said(wereld, als, dienst):
    Inlogdienst.objects.update(beproefd_op=None, is_actief=False)
    handelingen.beproeven(wereld.hilde, dienst, IK)
    assert opnieuw(dienst).beproefd_op
    rij = Gebeurtenis.objects.last()
    assert (rij.handeling, rij.naam) == ("inlogdienst_proberen", "Hilde Zwanenbloem")
    # What the service calls the account is often a mail address, and the log keeps everything.
    assert rij.reden == f"adres https://inloggen.wilgendam.example, account {IK.sleutel[:8]}"
    assert rij.reden in als(wereld.gijs).get(reverse("inlogdienst_instellen", args=[dienst.pk])).content.decode()


@pytest.mark.parametrize("anders", [{"issuer": "https://elders.example"}, {"client_id": "x"}, {"clientgeheim": "x"}])
def test_other_settings_ask_for_another_try(wereld, dienst, anders):
    zelfde = {"kenmerk": "wilg", "maildomein": "", "clientgeheim": "", "issuer": dienst.issuer, "client_id": "label"}
    assert handelingen.instellen(wereld.hilde, dienst, **zelfde).beproefd_op
    assert handelingen.instellen(wereld.hilde, dienst, **zelfde | anders).beproefd_op is None


def test_a_try_with_other_settings_than_there_are_now_does_not_count(wereld, dienst):
    Inlogdienst.objects.update(beproefd_op=None)
    ander_geheim = {"geheim_versleuteld": geheim.versleutelen("x")}
    for anders in ({"issuer": "https://elders.example"}, {"client_id": "x"}, ander_geheim):
        eerder = opnieuw(dienst)
        Inlogdienst.objects.update(**anders)
        with pytest.raises(Geweigerd, match="intussen veranderd"):
            handelingen.beproeven(wereld.hilde, eerder, IK)
    assert opnieuw(dienst).beproefd_op is None


def test_nobody_tries_the_service_of_another_organisation(wereld, als, dienst):
    with pytest.raises(Geweigerd, match="alleen doen voor Stichting Buurtkracht Oever"):
        handelingen.beproeven(wereld.olaf, dienst, IK)
    assert als(wereld.olaf).post(reverse("inlogdienst_proberen", args=[dienst.pk])).status_code == 404


def test_another_service_goes_off_and_says_so(wereld, als, dienst):
    gegevens = {"issuer": "https://elders.example", "client_id": "label", "kenmerk": "wilgendam"}
    antwoord = als(wereld.hilde).post(
        reverse("inlogdienst_instellen", args=[dienst.pk]), gegevens | {"clientgeheim": "nieuw"}, follow=True
    )
    assert [str(melding) for melding in antwoord.context["messages"]] == [
        "De gegevens zijn bewaard. Dit is een andere dienst; daarom staat de inlogdienst nu uit. "
        "Probeer de dienst, en zet die daarna weer aan."
    ]
    assert not opnieuw(dienst).is_actief
    assert Gebeurtenis.objects.last().handeling == "inlogdienst_uitzetten"


def test_trying_begins_at_the_service_also_when_it_is_off(wereld, als, bij_canaille):
    Inlogdienst.objects.update(is_actief=False, beproefd_op=None)
    antwoord = als(wereld.hilde).post(reverse("inlogdienst_proberen", args=[bij_canaille.pk]))
    assert antwoord.headers["Refresh"].startswith(f"0; url={bij_canaille.issuer}/")
    assert "prompt=login" in antwoord.headers["Refresh"]
    assert opnieuw(bij_canaille).beproefd_op is None


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"client_id": "onbekend"}, "De dienst kent deze client-id met dit clientgeheim niet."),
        ({"issuer": "{iam}/"}, "De dienst noemt zichzelf {iam}, en niet {iam}/."),
        ({"issuer": "{iam}/elders"}, "niet de beschrijving van een inlogdienst (antwoord 404)"),
        ({"issuer": "http://localhost:1"}, "is niet te bereiken"),
    ],
)
def test_trying_says_what_is_wrong(wereld, als, iam_server, velden, zin):
    iam = iam_server.url.rstrip("/")
    dienst = inlogdienst(wereld.hilde.organisatie, iam, "onbekend")
    Inlogdienst.objects.update(**{veld: waarde.format(iam=iam) for veld, waarde in velden.items()})
    assert zin.format(iam=iam) in " ".join(_proberen(als(wereld.hilde), dienst))


def _proberen(client, dienst):
    antwoord = client.post(reverse("inlogdienst_proberen", args=[dienst.pk]), follow=True)
    return [str(melding) for melding in antwoord.context["messages"]]


# The list


def test_the_list_is_searched_by_name(wereld, als, dienst):
    inlogdienst(wereld.bram.organisatie, "https://x.example")
    antwoord = als(wereld.gijs).get(reverse("inlogdiensten"), {"q": "oever"})
    assert [rij.organisatie for rij in antwoord.context["bladzijde"]] == [wereld.bram.organisatie]
    assert "Geen inlogdienst gevonden" in als(wereld.gijs).get(reverse("inlogdiensten"), {"q": "zzz"}).content.decode()
    assert [rij.pk for rij in als(wereld.hilde).get(reverse("inlogdiensten")).context["bladzijde"]] == [dienst.pk]

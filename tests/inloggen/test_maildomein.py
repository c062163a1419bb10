"""The mail domain of a sign-in service: a claim, until the bureau has looked at it."""

import pytest
from django.urls import reverse

from inloggen.handelingen import inlogdiensten as handelingen
from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis, Organisatie
from tests.identiteitsdienst import inlogdienst
from tests.inloggen.inlogdiensten import fouten, opnieuw


@pytest.fixture
def dienst(wereld):
    """The service of Welzijn Wilgendam: filled in, on, and not compulsory."""
    return inlogdienst(wereld.hilde.organisatie, "https://inloggen.wilgendam.example", kenmerk="wilgendam")


def ingevuld(wie, dienst, domein):
    """Fill in the mail domain, and leave the rest as it is."""
    zelfde = {veld: getattr(dienst, veld) for veld in ("kenmerk", "issuer", "client_id")}
    return handelingen.instellen(wie, opnieuw(dienst), **zelfde, clientgeheim="", maildomein=domein)


def test_a_domain_of_a_beheerder_waits_for_the_bureau(wereld, als, dienst):
    ingevuld(wereld.hilde, dienst, "wilgendam.nl")
    url = reverse("inlogdienst_instellen", args=[dienst.pk])
    assert "Het bureau kijkt dit na." in als(wereld.hilde).get(url).content.decode()
    bureau = als(wereld.gijs)
    assert "Maildomein wacht op het bureau" in bureau.get(reverse("inlogdiensten")).content.decode()
    bureau.post(reverse("maildomein_bevestigen", args=[dienst.pk]), {"maildomein": "wilgendam.nl"})
    assert opnieuw(dienst).maildomein_bevestigd_op
    assert "is bevestigd door het bureau" in als(wereld.hilde).get(url).content.decode()
    rij = Gebeurtenis.objects.last()
    assert (rij.handeling, rij.naam, rij.reden) == ("maildomein_bevestigen", "Gijs Veenbes", "wilgendam.nl")


def test_a_domain_that_the_bureau_fills_in_is_confirmed_at_once(wereld, dienst):
    assert ingevuld(wereld.gijs, dienst, "wilgendam.nl").maildomein_bevestigd_op
    assert Gebeurtenis.objects.last().handeling == "maildomein_bevestigen"


def test_the_bureau_confirms_no_domain_by_changing_something_else(wereld, dienst):
    ingevuld(wereld.hilde, dienst, "wilgendam.nl")
    assert ingevuld(wereld.gijs, dienst, "wilgendam.nl").maildomein_wacht


def test_a_domain_stays_confirmed_until_it_changes(wereld, dienst):
    ingevuld(wereld.gijs, dienst, "wilgendam.nl")
    assert ingevuld(wereld.hilde, dienst, "wilgendam.nl").maildomein_bevestigd_op
    assert ingevuld(wereld.hilde, dienst, "oever.nl").maildomein_bevestigd_op is None
    assert ingevuld(wereld.hilde, dienst, "wilgendam.nl").maildomein_bevestigd_op is None
    assert ingevuld(wereld.gijs, dienst, "").maildomein_bevestigd_op is None


def test_a_domain_that_changed_while_the_bureau_looked_is_not_confirmed(wereld, als, dienst):
    ingevuld(wereld.hilde, dienst, "oever.nl")
    gevolg = als(wereld.gijs).post(
        reverse("maildomein_bevestigen", args=[dienst.pk]), {"maildomein": "wilgendam.nl"}, follow=True
    )
    assert [str(melding) for melding in gevolg.context["messages"]] == [
        "Het maildomein is intussen veranderd in oever.nl. Kijk het opnieuw na."
    ]
    assert opnieuw(dienst).maildomein_wacht


def test_the_bureau_confirms_no_domain_that_changed_while_it_filled_in_the_form(wereld, als, dienst):
    """A beheerder claims a domain, and takes it away while the bureau has it on the screen: to save is not to enter it."""
    ingevuld(wereld.hilde, dienst, "oever.nl")
    url, bureau = reverse("inlogdienst_instellen", args=[dienst.pk]), als(wereld.gijs)
    scherm = {naam: veld.value() or "" for naam, veld in _velden(bureau.get(url))}
    assert scherm["maildomein_gezien"] == "oever.nl"
    ingevuld(wereld.hilde, dienst, "")
    antwoord = bureau.post(url, scherm | {"kenmerk": "wilg"})
    assert fouten(antwoord, "maildomein") == [
        "Een ander heeft het maildomein intussen veranderd. Nu staat er: niets. Kijk wat het moet zijn."
    ]
    assert (opnieuw(dienst).kenmerk, opnieuw(dienst).maildomein) == ("wilgendam", "")
    nog_eens = {naam: veld.value() or "" for naam, veld in _velden(antwoord)}
    assert (nog_eens["maildomein_gezien"], nog_eens["kenmerk"]) == ("", "wilg")
    assert bureau.post(url, nog_eens | {"maildomein": ""}).url == url


def _velden(antwoord):
    form = antwoord.context["form"]
    return [(naam, form[naam]) for naam in form.fields]


def test_a_false_claim_does_not_stand_in_the_way_of_the_owner(wereld, dienst):
    vals = inlogdienst(wereld.bram.organisatie, "https://x.example")
    ingevuld(wereld.gijs, dienst, "")
    ingevuld(wereld.olaf, vals, "wilgendam.nl")
    ingevuld(wereld.hilde, dienst, "wilgendam.nl")
    handelingen.maildomein_bevestigen(wereld.gijs, dienst, "wilgendam.nl")
    with pytest.raises(Geweigerd, match="is al bevestigd voor Welzijn Wilgendam"):
        handelingen.maildomein_bevestigen(wereld.gijs, vals, "wilgendam.nl")
    with pytest.raises(Geweigerd, match="Er wacht geen maildomein op bevestiging"):
        handelingen.maildomein_bevestigen(wereld.gijs, dienst, "wilgendam.nl")


def test_a_domain_that_was_confirmed_for_another_meanwhile_changes_nothing(wereld, dienst):
    ander = inlogdienst(wereld.bram.organisatie, "https://x.example")
    voorheen = opnieuw(dienst).maildomein
    ingevuld(wereld.gijs, ander, "oever.nl")
    with pytest.raises(Geweigerd, match="hoort al bij een andere inlogdienst"):
        ingevuld(wereld.gijs, dienst, "oever.nl")
    assert opnieuw(dienst).maildomein == voorheen


def test_only_the_bureau_confirms_a_domain(wereld, als, dienst):
    ingevuld(wereld.hilde, dienst, "wilgendam.nl")
    url = reverse("maildomein_bevestigen", args=[dienst.pk])
    assert als(wereld.hilde).post(url, {"maildomein": "wilgendam.nl"}).status_code == 403
    with pytest.raises(Geweigerd, match="labelbeheerder"):
        handelingen.maildomein_bevestigen(wereld.hilde, dienst, "wilgendam.nl")


@pytest.mark.parametrize(
    ("velden", "genoemd"),
    [
        ({"website": "https://www.wilgendam.nl/contact"}, True),
        ({"website": "https://wilgendam.nl"}, True),
        ({"contact_email": "Info@Wilgendam.nl"}, True),
        ({"website": "https://oever-wilgendam.nl"}, False),
        ({"website": "https://wilgendam.nl.oever.example"}, False),
        ({"contact_email": "wilgendam.nl@oever.example"}, False),
    ],
)
def test_the_bureau_sees_who_else_names_the_domain(wereld, als, dienst, velden, genoemd):
    Organisatie.objects.filter(pk=wereld.bram.organisatie_id).update(**velden)
    Organisatie.objects.filter(pk=wereld.hilde.organisatie_id).update(website="https://wilgendam.nl")
    ingevuld(wereld.hilde, dienst, "wilgendam.nl")
    antwoord = als(wereld.gijs).get(reverse("inlogdienst_instellen", args=[dienst.pk]))
    assert list(antwoord.context["ook_van"]) == ([wereld.bram.organisatie] if genoemd else [])
    assert ("Ook genoemd bij" in antwoord.content.decode()) == genoemd

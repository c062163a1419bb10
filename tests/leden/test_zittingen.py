"""A term in the beheercommissie: one proposes it, a second person confirms it, and the whole committee hears of it."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from inloggen.handelingen.aannemen import account_maken
from leden.bevoegdheden import Geweigerd
from leden.handelingen.mensen import rol_beeindigen, rol_geven
from leden.handelingen.uitnodigingen import uitnodigen
from leden.handelingen.zittingen import zitting_bevestigen, zitting_weigeren
from leden.models import Lidmaatschap, Organisatie, Rol
from tests.dagen import over
from tests.leden.collegas import collega, laatste_regel
from tests.post import bezorgen


@pytest.fixture
def loes(wereld):
    """A second labelbeheerder."""
    return collega(wereld, "Loes Lepelblad", Rol.LABELBEHEERDER, wereld.gijs.organisatie)


@pytest.fixture
def voorstel(wereld):
    """Gijs proposes Bert as the secretary."""
    return rol_geven(
        wereld.gijs, wereld.bert.gebruiker, wereld.bert.organisatie, rol=Rol.SECRETARIS, van=over(0), tot=over(700)
    )


def geldt(lidmaatschap):
    return Lidmaatschap.objects.geldig().filter(pk=lidmaatschap.pk).exists()


def werk(client):
    return [rij.titel for rij in client.get(reverse("mijn_werk")).context["werk"]]


TITEL = "Bevestig Bert Zeebies als secretaris in de beheercommissie, of niet"


@pytest.mark.parametrize("door", ["loes", "femke"])
def test_a_term_holds_once_another_labelbeheerder_or_the_secretary_confirmed_it(wereld, als, loes, voorstel, door):
    client = als({"loes": loes, "femke": wereld.femke}[door])
    assert not geldt(voorstel)
    bert = als(wereld.bert)
    bert.post(reverse("rol_wisselen"), {"lidmaatschap": voorstel.pk})
    assert bert.get(reverse("vergadering_plannen")).status_code == 403
    assert werk(client) == [TITEL] and werk(als(wereld.gijs)) == werk(als(wereld.bert)) == []
    pagina = client.get(reverse("zitting_bevestigen", args=[voorstel.pk])).content.decode()
    assert "<dt>Voorgesteld door</dt><dd>Gijs Veenbes</dd>" in pagina
    client.post(reverse("zitting_bevestigen", args=[voorstel.pk]))
    assert geldt(voorstel) and werk(client) == []
    rij = laatste_regel()
    assert (rij.handeling, rij.naar, rij.onderwerp) == ("zitting_bevestigen", "secretaris", voorstel.onderwerp)


def test_the_whole_committee_and_nobody_else_hears_who_gave_the_term(wereld, loes, voorstel):
    assert bezorgen() == []
    zitting_bevestigen(loes, voorstel)
    brieven = bezorgen()
    commissie = ("anna", "bert", "cora", "daan", "esra", "femke")
    assert sorted(een.to[0] for een in brieven) == [f"{naam}@voorbeeld.example" for naam in commissie]
    assert all("Bert Zeebies is secretaris in de beheercommissie, vanaf" in een.body for een in brieven)
    assert all("Gijs Veenbes stelde dit voor en Loes Lepelblad bevestigde het." in een.body for een in brieven)


def test_nobody_confirms_what_they_proposed_or_their_own_term(wereld, als, loes, voorstel):
    eigen = rol_geven(
        wereld.gijs, wereld.femke.gebruiker, wereld.femke.organisatie, rol=Rol.COMMISSIELID, van=over(0), tot=over(9)
    )
    for wie, zitting, zin in (
        (wereld.gijs, voorstel, "U stelde deze zittingsperiode zelf voor, dus u bevestigt die niet."),
        (wereld.femke, eigen, "U bevestigt niet uw eigen zittingsperiode."),
        (wereld.anna, voorstel, "Alleen een labelbeheerder of secretaris kan een zittingsperiode bevestigen."),
    ):
        for act in (zitting_bevestigen, lambda wie, zitting: zitting_weigeren(wie, zitting, "daarom")):
            if wie != wereld.anna or act is zitting_bevestigen:
                with pytest.raises(Geweigerd, match=zin):
                    act(wie, zitting)
        assert not geldt(zitting)
    pagina = als(wereld.gijs).get(reverse("zitting_bevestigen", args=[voorstel.pk])).content.decode()
    assert "U stelde deze zittingsperiode zelf voor" in pagina and "Bevestig de zittingsperiode</button>" not in pagina


def test_a_term_that_is_not_confirmed_never_holds_and_who_proposed_it_reads_why(wereld, als, voorstel):
    url = reverse("zitting_weigeren", args=[voorstel.pk])
    leeg = als(wereld.femke).post(url, {"reden": " "})
    assert leeg.context["form"].errors == {"reden": ["Vul dit in."]}
    als(wereld.femke).post(url, {"reden": "Bert wordt in mei voorzitter elders."})
    voorstel.refresh_from_db()
    assert voorstel.is_voorbij and not geldt(voorstel) and werk(als(wereld.femke)) == []
    (brief,) = bezorgen()
    assert brief.to == [wereld.gijs.gebruiker.email] and "mei" not in brief.body
    bladzijde = als(wereld.gijs).get(reverse("mens", args=[wereld.bert.organisatie_id, wereld.bert.gebruiker_id]))
    assert "Bert wordt in mei voorzitter elders." in bladzijde.content.decode()
    with pytest.raises(Geweigerd, match="Dit voorstel is niet doorgegaan"):
        zitting_bevestigen(wereld.femke, voorstel)


def test_who_proposed_a_term_can_take_it_back(wereld, als, voorstel):
    rol_beeindigen(wereld.gijs, voorstel)
    voorstel.refresh_from_db()
    assert voorstel.tot == over(-1) and bezorgen() == [] and werk(als(wereld.femke)) == []


def test_a_term_does_not_hold_on_the_days_that_it_waited(wereld):
    eerder = rol_geven(
        wereld.gijs, wereld.bert.gebruiker, wereld.bert.organisatie, rol=Rol.SECRETARIS, van=over(-9), tot=over(700)
    )
    assert zitting_bevestigen(wereld.femke, eerder).van == over(0)


def test_who_is_invited_to_the_committee_waits_too(wereld, client, als):
    uitnodiging = uitnodigen(
        wereld.gijs,
        wereld.bert.organisatie,
        email="lien@elders.example",
        rollen=[Rol.COMMISSIELID],
        van=over(0),
        tot=over(700),
    )
    velden = {"naam": "Lien Leverkruid", "wachtwoord": "een-spiegel-met-lijst", "huisregels": "on"}
    antwoord = client.post(reverse("uitnodiging_account", args=[uitnodiging.sleutel]), velden, follow=True)
    assert "Uw rol gaat in als een tweede persoon die bevestigt." in antwoord.content.decode()
    lien = Lidmaatschap.objects.get(gebruiker__naam="Lien Leverkruid")
    assert lien.voorgesteld_door == wereld.gijs.gebruiker and not geldt(lien)
    assert client.get(reverse("vergaderingen")).status_code == 403
    zitting_bevestigen(wereld.femke, lien)
    assert client.get(reverse("vergaderingen")).status_code == 200


def test_a_role_elsewhere_waits_for_nobody(wereld):
    assert geldt(rol_geven(wereld.hilde, wereld.joke.gebruiker, wereld.joke.organisatie, rol=Rol.BESTUURDER))


def test_who_proposes_reads_who_can_confirm_it_and_what_to_do_when_nobody_can(wereld, als):
    url = reverse("rol_geven", args=[wereld.bert.organisatie_id, wereld.bert.gebruiker_id])
    assert "De rol gaat in als een ander die bevestigt: Femke Gagel." in als(wereld.gijs).get(url).content.decode()
    Lidmaatschap.objects.filter(pk=wereld.femke.pk).update(tot=over(-1))
    assert "Nodig eerst een tweede labelbeheerder uit." in als(wereld.gijs).get(url).content.decode()


def test_the_first_secretary_of_an_installation_comes_by_a_second_labelbeheerder(db):
    call_command(
        "beginnen", bureau="Bureau", plaats="Utrecht", naam="Gijs Veenbes", email="gijs@bureau.example", verbosity=0
    )
    gijs, commissie = Lidmaatschap.objects.get(), Organisatie.objects.get(soort="beheercommissie")
    tweede = uitnodigen(gijs, gijs.organisatie, email="loes@bureau.example", rollen=[Rol.LABELBEHEERDER])
    account_maken(None, tweede, naam="Loes Lepelblad", wachtwoord="een-spiegel-met-lijst")
    eerste = uitnodigen(
        gijs, commissie, email="femke@elders.example", rollen=[Rol.SECRETARIS], van=over(0), tot=over(700)
    )
    account_maken(None, eerste, naam="Femke Gagel", wachtwoord="een-spiegel-met-lijst")
    femke = Lidmaatschap.objects.get(rol=Rol.SECRETARIS)
    zitting_bevestigen(Lidmaatschap.objects.get(gebruiker__naam="Loes Lepelblad"), femke)
    assert geldt(femke)


# In the database


def poging(match, act):
    with pytest.raises(IntegrityError, match=match), transaction.atomic():
        act()


def test_the_database_takes_no_term_that_one_person_gave(wereld, voorstel):
    rij, deze = Lidmaatschap.objects, Lidmaatschap.objects.filter(pk=voorstel.pk)
    nieuw = {"gebruiker": wereld.cora.gebruiker, "organisatie": wereld.cora.organisatie, "rol": Rol.VOORZITTER}
    gijs, femke = wereld.gijs.gebruiker, wereld.femke.gebruiker
    voorstel_begint = "een zittingsperiode begint als voorstel"
    poging(voorstel_begint, lambda: rij.create(**nieuw))
    poging(voorstel_begint, lambda: rij.create(**nieuw, voorgesteld_door=gijs, bevestigd_door=femke))
    poging("voorgesteld_door_een_ander", lambda: rij.create(**nieuw, voorgesteld_door=wereld.cora.gebruiker))
    poging("bevestigd_door_een_ander", lambda: deze.update(bevestigd_door=gijs))
    poging(
        "alleen een labelbeheerder of secretaris bevestigt", lambda: deze.update(bevestigd_door=wereld.anna.gebruiker)
    )
    poging("alleen korter", lambda: deze.update(voorgesteld_door=femke))
    zitting_bevestigen(wereld.femke, voorstel)
    poging("alleen korter", lambda: deze.update(tot=over(701)))
    poging("alleen korter", lambda: deze.update(van=over(-1)))
    poging("alleen korter", lambda: deze.update(rol=Rol.VOORZITTER))
    poging("alleen korter", lambda: rij.filter(pk=wereld.joke.pk).update(organisatie=wereld.bert.organisatie))
    assert deze.update(tot=over(9)) == 1


def test_the_database_takes_nobody_who_confirms_the_own_term(wereld):
    eigen = rol_geven(
        wereld.gijs, wereld.femke.gebruiker, wereld.femke.organisatie, rol=Rol.VOORZITTER, van=over(0), tot=over(9)
    )
    deze = Lidmaatschap.objects.filter(pk=eigen.pk)
    poging("bevestigd_door_een_ander", lambda: deze.update(bevestigd_door=wereld.femke.gebruiker))

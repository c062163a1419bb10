"""An interest is undone by another, with a reason, and the log says what it was; a chair votes once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from beheercommissie.handelingen import belang_verklaren, stemmen, verklaring_ongedaan_maken
from beheercommissie.models import Belangverklaring, Stem
from kwaliteitslabel.belangen.handelingen import belang_corrigeren, belang_toevoegen
from leden.bevoegdheden import Geweigerd
from leden.handelingen.belangen import belang_beeindigen, belang_ongedaan_maken
from leden.models import Belang, Gebeurtenis, Lidmaatschap, Rol
from tests.beheercommissie.test_agendapunt import tekst
from tests.personen import zitting

REDEN = "Het was een naamgenoot."


def laatste_regel():
    return Gebeurtenis.objects.latest("volgnummer")


def poging(match, act):
    with pytest.raises(IntegrityError, match=match), transaction.atomic():
        act()


# What a member declared


@pytest.mark.parametrize(("uitkomst", "woorden"), [("belang", "Ja, ik heb een belang"), ("twijfel", "Ik twijfel")])
def test_the_secretary_lets_a_member_in_and_the_member_does_not(als, wereld, agendapunt, uitkomst, woorden):
    verklaring = belang_verklaren(wereld.bert, agendapunt, uitkomst)
    vraag = als(wereld.bert).get(reverse("belang_verklaren", args=[agendapunt.pk]))
    assert 'value="geen"' not in tekst(vraag) and "Dan maakt de secretaris dit ongedaan" in tekst(vraag)
    with pytest.raises(Geweigerd, match="Alleen een ander maakt dat ongedaan"):
        belang_verklaren(wereld.bert, agendapunt, "geen")
    url = reverse("verklaring_ongedaan_maken", args=[verklaring.pk])
    femke = als(wereld.femke)
    assert url in tekst(femke.get(agendapunt.get_absolute_url()))
    assert f"‘{woorden}’" in tekst(femke.get(url))
    assert femke.post(url, {"reden": " "}).context["form"].errors == {"reden": ["Vul dit in."]}
    femke.post(url, {"reden": REDEN})
    assert agendapunt.verklaringen.get().uitkomst == "geen"
    assert "vastgelegd op" in tekst(als(wereld.bert).get(agendapunt.get_absolute_url()))
    rij = laatste_regel()
    assert (rij.handeling, rij.van, rij.naar) == ("belang_ongedaan_maken", uitkomst, "geen")
    assert (rij.naam, rij.onderwerp) == ("Femke Gagel", f"belangverklaring {verklaring.pk}")
    assert rij.reden == f"Bert Zeebies, {agendapunt.traject.onderwerp}. Reden: {REDEN}"
    stemmen(wereld.bert, agendapunt, optie="toekennen")


def test_who_doubted_can_still_say_to_have_an_interest(wereld, agendapunt):
    belang_verklaren(wereld.bert, agendapunt, "twijfel")
    assert belang_verklaren(wereld.bert, agendapunt, "belang").uitkomst == "belang"


def test_nobody_lets_in_themselves_or_whom_it_is_not_for(wereld, agendapunt):
    van_bert = belang_verklaren(wereld.bert, agendapunt, "twijfel")
    lid = zitting(wereld, wereld.femke.gebruiker, Rol.COMMISSIELID)
    van_femke = belang_verklaren(lid, agendapunt, "twijfel")
    belang_verklaren(wereld.anna, agendapunt, "geen")
    for wie, verklaring, zin in (
        (wereld.cora, van_bert, "Alleen een secretaris of voorzitter kan"),
        (wereld.anna, van_bert, "De voorzitter maakt alleen een belang van de secretaris ongedaan."),
        (wereld.femke, van_femke, "U maakt niet uw eigen belang ongedaan. Vraag het de voorzitter."),
    ):
        with pytest.raises(Geweigerd, match=zin):
            verklaring_ongedaan_maken(wie, verklaring, REDEN)
    assert verklaring_ongedaan_maken(wereld.anna, van_femke, REDEN).ongedaan_door == wereld.anna.gebruiker


def test_a_known_interest_goes_out_of_the_register_first(als, wereld, agendapunt):
    belang_toevoegen(wereld.bert, organisatie=agendapunt.traject.organisatie, soort="advies", van=timezone.localdate())
    verklaring, belang = belang_verklaren(wereld.bert, agendapunt, "belang"), Belang.objects.get()
    with pytest.raises(Geweigerd, match="maak dat dan eerst ongedaan"):
        verklaring_ongedaan_maken(wereld.femke, verklaring, REDEN)
    als(wereld.femke).post(reverse("belang_ongedaan_maken", args=[belang.pk]), {"reden": REDEN})
    assert verklaring_ongedaan_maken(wereld.femke, verklaring, REDEN).uitkomst == "geen"


def test_the_database_lets_no_member_undo_a_declaration(wereld, agendapunt):
    belang_verklaren(wereld.bert, agendapunt, "belang")
    deze = Belangverklaring.objects.filter(gebruiker=wereld.bert.gebruiker)
    niet = "een lid maakt een eigen belang niet ongedaan"
    poging(niet, lambda: deze.update(uitkomst="geen"))
    poging(niet, lambda: deze.update(uitkomst="geen", ongedaan_door=wereld.gijs.gebruiker))
    poging(niet, lambda: deze.update(gebruiker=wereld.cora.gebruiker))
    poging(niet, lambda: deze.delete())
    zitting(wereld, wereld.bert.gebruiker, Rol.SECRETARIS)
    eigen = {"uitkomst": "geen", "ongedaan_door": wereld.bert.gebruiker}
    poging("ongedaan_door_een_ander", lambda: deze.update(**eigen))


# What stands in the register


def in_register(wie, organisatie):
    belang_toevoegen(wie, organisatie=organisatie, soort="advies", van=timezone.localdate() - timedelta(days=400))
    return Belang.objects.latest("pk")


def corrigeren(wie, belang, **anders):
    nu = {veld: getattr(belang, veld) for veld in ("organisatie", "soort", "van", "tot", "toelichting")}
    return belang_corrigeren(wie, belang, **nu | {"is_vergissing": False, "reden": REDEN} | anders)


def test_who_sits_in_the_committee_does_not_get_rid_of_an_interest_alone(als, wereld):
    belang = in_register(wereld.bert, wereld.joke.organisatie)
    lang_geleden = timezone.localdate() - timedelta(days=399)
    for anders in ({"is_vergissing": True}, {"tot": lang_geleden}, {"organisatie": wereld.bram.organisatie}):
        with pytest.raises(Geweigerd, match="U zit in de beheercommissie"):
            corrigeren(wereld.bert, belang, **anders)
    # Stricter, and when it really ended, is for everybody to say.
    corrigeren(wereld.bert, belang, soort="bestuur", toelichting="raad van toezicht")
    belang_beeindigen(wereld.bert, belang, timezone.localdate())
    corrigeren(wereld.bert, Belang.objects.get(), tot=None)


def test_another_role_does_not_help(wereld):
    belang = in_register(wereld.bert, wereld.joke.organisatie)
    toetser = Lidmaatschap.objects.create(
        gebruiker=wereld.bert.gebruiker, organisatie=wereld.karin.organisatie, rol=Rol.TOETSER
    )
    with pytest.raises(Geweigerd, match="U zit in de beheercommissie"):
        corrigeren(toetser, belang, is_vergissing=True)


def test_the_secretary_does_with_a_reason_and_the_log_says_what_it_was(als, wereld):
    belang = in_register(wereld.bert, wereld.joke.organisatie)
    url = reverse("belang_ongedaan_maken", args=[belang.pk])
    femke = als(wereld.femke)
    assert url in femke.get(reverse("belangenregister")).content.decode()
    assert femke.post(url, {"reden": ""}).context["form"].errors == {"reden": ["Vul dit in."]}
    was = belang.omschrijving
    assert femke.post(url, {"reden": REDEN}).url == reverse("belangenregister")
    assert not Belang.objects.die_gelden().exists()
    assert (laatste_regel().onderwerp, laatste_regel().reden) == (belang.onderwerp, f"Was: {was}. Reden: {REDEN}")
    assert REDEN in als(wereld.bert).get(reverse("belangen")).content.decode()
    assert "Dit belang telt al niet meer." in femke.get(url).content.decode()


def test_of_the_secretary_the_chair_does_and_not_the_secretary(als, wereld):
    belang = in_register(wereld.femke, wereld.joke.organisatie)
    url = reverse("belang_ongedaan_maken", args=[belang.pk])
    assert url not in als(wereld.femke).get(reverse("belangenregister")).content.decode()
    with pytest.raises(Geweigerd, match="U maakt niet uw eigen belang ongedaan"):
        belang_ongedaan_maken(wereld.femke, belang, REDEN)
    register = als(wereld.anna).get(reverse("belangenregister")).content.decode()
    assert url in register and "Bert Zeebies" not in register
    als(wereld.anna).post(url, {"reden": REDEN})
    assert Belang.objects.get().ongedaan_door == wereld.anna.gebruiker


def test_of_an_assessor_the_secretary_does_not(wereld):
    belang = in_register(wereld.meike, wereld.joke.organisatie)
    with pytest.raises(Geweigerd, match="Meike Lisdodde zit niet in de beheercommissie"):
        belang_ongedaan_maken(wereld.femke, belang, REDEN)
    corrigeren(wereld.meike, belang, is_vergissing=True)


def test_the_database_lets_nobody_of_the_committee_get_rid_of_an_interest(wereld):
    belang = in_register(wereld.bert, wereld.joke.organisatie)
    deze, nu = Belang.objects.filter(pk=belang.pk), timezone.now()
    niet = "wie in de beheercommissie zit, maakt een eigen belang niet ongedaan"
    poging(niet, lambda: deze.update(vervallen_op=nu))
    poging(niet, lambda: deze.update(vervallen_op=nu, ongedaan_door=wereld.gijs.gebruiker))
    poging(niet, lambda: deze.update(organisatie=wereld.bram.organisatie))
    poging(niet, lambda: deze.update(tot=timezone.localdate() - timedelta(days=40)))
    zitting(wereld, wereld.bert.gebruiker, Rol.SECRETARIS)
    poging("ongedaan_door_een_ander", lambda: deze.update(vervallen_op=nu, ongedaan_door=wereld.bert.gebruiker))


# The vote of a chair


def test_a_chair_votes_once_since_the_counts_open_then(als, wereld, agendapunt, stemmen_van):
    stemmen_van({wereld.bert: "afwijzen", wereld.anna: "toekennen"})
    pagina = tekst(als(wereld.anna).get(agendapunt.get_absolute_url()))
    assert "Uw stem staat vast." in pagina and "Wijzig uw stem" not in pagina
    als(wereld.anna).post(reverse("stemmen", args=[agendapunt.pk]), {"optie": "afwijzen"})
    with pytest.raises(Geweigerd, match="Uw stem staat vast"):
        stemmen(wereld.anna, agendapunt, optie="afwijzen")
    assert Stem.objects.get(gebruiker=wereld.anna.gebruiker).optie == "toekennen"
    poging(
        "een voorzitter die stemde, kon de uitslag zien",
        lambda: Stem.objects.filter(gebruiker=wereld.anna.gebruiker).update(optie="afwijzen"),
    )
    stemmen(wereld.bert, agendapunt, optie="toekennen")


@pytest.mark.parametrize("tot", [None, -1])
def test_who_became_chair_after_voting_does_not_change_that_vote_as_a_member(wereld, agendapunt, stemmen_van, tot):
    stemmen_van({wereld.bert: "toekennen"})
    dag = timezone.localdate() + timedelta(days=tot) if tot else None
    zitting(wereld, wereld.bert.gebruiker, Rol.VOORZITTER, van=timezone.localdate() + timedelta(days=tot or 0), tot=dag)
    with pytest.raises(Geweigerd, match="Uw stem staat vast"):
        stemmen(wereld.bert, agendapunt, optie="afwijzen")

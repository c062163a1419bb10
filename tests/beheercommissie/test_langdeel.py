"""The long part of a report, which the committee asks for with a reason: open at one item, to who takes part, until it is decided."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from beheercommissie.bundel import bundel_van
from beheercommissie.handelingen import agenderen, belang_verklaren, besluiten, stemmen
from beheercommissie.handelingen.agenda import agendapunt_afvoeren
from beheercommissie.handelingen.langdeel import lange_deel_vragen
from beheercommissie.handelingen.vergaderingen import vergadering_plannen
from beheercommissie.models import Langdeelverzoek
from huisstijl.velden import vingerafdruk
from kwaliteitslabel.belangen.handelingen import belang_toevoegen
from leden.bevoegdheden import Geweigerd
from leden.models import Belang
from tests.beheercommissie.test_agendapunt import tekst
from tests.personen import in_vergadering
from toetsing.taken import rapport_pdf_maken
from trajecten.models import Traject

REDEN = "Het advies en de aantallen <b>wijzen</b> een andere kant op."


@pytest.fixture
def agendapunt(vooraf):
    """The item of a meeting that is still to begin, with two members who said to have no interest."""
    return vooraf


@pytest.fixture
def versie(agendapunt):
    return agendapunt.traject.rapportversies.get(soort="vastgesteld")


@pytest.fixture
def gevraagd(wereld, agendapunt):
    for lid in (wereld.bert, wereld.anna):
        belang_verklaren(lid, agendapunt, "geen")
    return lange_deel_vragen(wereld.bert, agendapunt, REDEN)


def bladzijden(agendapunt, versie):
    return [reverse(naam, args=[agendapunt.pk, versie.nummer]) for naam in ("lange_deel", "lange_deel_pdf")]


def codes(client, agendapunt, versie):
    """What page and PDF of the long part answer."""
    return {client.get(url).status_code for url in bladzijden(agendapunt, versie)}


def grond(versie):
    """What a finding rests on, which only the long part has."""
    passage = next(een for norm in versie.inhoud["normen"] for een in norm["passages"])
    return f"<b>Rust op</b><ul><li>{escape(passage['gronden'][0])}</li>"


def test_a_member_asks_and_everyone_who_takes_part_reads_the_whole_report(als, wereld, agendapunt, versie):
    for lid in (wereld.bert, wereld.anna):
        belang_verklaren(lid, agendapunt, "geen")
    pagina, pdf = bladzijden(agendapunt, versie)
    url, client = reverse("lange_deel_vragen", args=[agendapunt.pk]), als(wereld.bert)
    assert url in tekst(client.get(agendapunt.get_absolute_url()))
    assert codes(client, agendapunt, versie) == {403}
    assert "Schrijf eerst waarom" in tekst(client.post(url, {"reden": " "}))
    # What is typed is kept before it is sent.
    client.post(url, {"veld": "reden", "tekst": REDEN, "basis": vingerafdruk("")})
    assert "een andere kant op" in tekst(client.get(url))
    antwoord = client.post(url, {"reden": REDEN, "reden_basis": vingerafdruk(REDEN)}, follow=True)
    assert "Het lange deel is open voor wie aan dit punt meedoet." in tekst(antwoord)
    for lezer in (wereld.bert, wereld.anna, wereld.femke):
        assert pagina in tekst(als(lezer).get(agendapunt.get_absolute_url()))
        gelezen = tekst(als(lezer).get(pagina))
        assert grond(versie) in gelezen and "In dit rapport staan functies, geen namen." in gelezen
        assert "&lt;b&gt;wijzen&lt;/b&gt; een andere kant op." in gelezen
        assert "Het is open tot de commissie over dit punt besluit, of tot het van de agenda gaat." in gelezen
    assert client.get(pdf).status_code == 409
    rapport_pdf_maken(versie.pk)
    assert client.get(pdf)["Content-Type"] == "application/pdf"
    # Only what is in the pack of this item.
    assert client.get(reverse("lange_deel", args=[agendapunt.pk, 1])).status_code == (
        200 if versie.nummer == 1 else 404
    )
    with pytest.raises(Geweigerd, match="vroeg al om het lange deel"):
        lange_deel_vragen(wereld.anna, agendapunt, REDEN)
    # The page of the report itself stays the short part.
    assert grond(versie) not in tekst(client.get(versie.get_absolute_url()))


def test_who_stays_out_and_who_is_not_of_the_committee_reads_and_asks_nothing(
    als, wereld, agendapunt, versie, gevraagd
):
    belang_verklaren(wereld.cora, agendapunt, "belang")
    belang_verklaren(wereld.esra, agendapunt, "twijfel")
    vraag = reverse("lange_deel_vragen", args=[agendapunt.pk])
    for lid in (wereld.cora, wereld.esra, wereld.daan):
        assert codes(als(lid), agendapunt, versie) == {403}
        assert als(lid).get(vraag).status_code == 403
        assert "lange deel" not in tekst(als(lid).get(agendapunt.get_absolute_url()))
        with pytest.raises(Geweigerd):
            lange_deel_vragen(lid, agendapunt, REDEN)
    for wie in (wereld.joke, wereld.karin, wereld.gijs):
        assert codes(als(wie), agendapunt, versie) == {404}


def test_with_the_decision_it_is_closed_again(als, wereld, agendapunt, versie, gevraagd):
    belang_verklaren(wereld.daan, agendapunt, "geen")
    agendapunt.vergadering = in_vergadering(wereld, agendapunt.vergadering)
    for lid in (wereld.anna, wereld.bert, wereld.daan):
        stemmen(lid, agendapunt, optie="toekennen")
    assert als(wereld.bert).get(bladzijden(agendapunt, versie)[0]).status_code == 200
    besluiten(wereld.anna, agendapunt, optie="toekennen", motivering="Bewoners beslissen zichtbaar mee.")
    for wie in (wereld.bert, wereld.anna, wereld.femke):
        assert codes(als(wie), agendapunt, versie) == {403}
    assert "Het lange deel is weer dicht." in tekst(als(wereld.bert).get(agendapunt.get_absolute_url()))
    with pytest.raises(Geweigerd, match="Over dit punt is al besloten"):
        lange_deel_vragen(wereld.bert, agendapunt, REDEN)


def test_off_the_agenda_it_is_closed_and_at_a_next_item_it_is_asked_anew(als, wereld, agendapunt, versie, gevraagd):
    agendapunt_afvoeren(wereld.femke, agendapunt, "Er mist iets.", gezien=agendapunt.vergadering_id)
    assert codes(als(wereld.bert), agendapunt, versie) == {403}
    later = vergadering_plannen(wereld.femke, datum=timezone.localdate() + timedelta(days=9), plaats="Utrecht")
    traject = Traject.objects.select_related("kaderversie", "organisatie", "certificeerder").get()
    volgend = agenderen(wereld.femke, traject, later)
    belang_verklaren(wereld.bert, volgend, "geen")
    for punt in (agendapunt, volgend):
        assert codes(als(wereld.bert), punt, versie) == {403}
    lange_deel_vragen(wereld.bert, volgend, REDEN)
    assert codes(als(wereld.bert), agendapunt, versie) == {403}
    assert als(wereld.bert).get(bladzijden(volgend, versie)[0]).status_code == 200


def test_an_interest_closes_it_at_once(als, wereld, agendapunt, versie, gevraagd):
    pagina = bladzijden(agendapunt, versie)[0]
    assert [als(lid).get(pagina).status_code for lid in (wereld.bert, wereld.anna, wereld.femke)] == [200, 200, 200]
    belang_verklaren(wereld.bert, agendapunt, "belang")
    belang_toevoegen(
        wereld.anna, organisatie=agendapunt.traject.organisatie, soort=Belang.Soort.ADVIES, van=timezone.localdate()
    )
    # In the register past the acts, of somebody who is not asked.
    Belang.objects.create(
        gebruiker=wereld.femke.gebruiker,
        organisatie=agendapunt.traject.certificeerder,
        soort=Belang.Soort.ADVIES,
        van=date(2024, 1, 1),
    )
    for lid in (wereld.bert, wereld.anna, wereld.femke):
        assert codes(als(lid), agendapunt, versie) == {403}


def test_organisation_and_certifier_read_why_and_not_who_asked(als, wereld, agendapunt, versie, gevraagd):
    for wie in (wereld.joke, wereld.karin, wereld.meike):
        pagina = tekst(als(wie).get(agendapunt.traject.get_absolute_url()))
        assert "Gevraagd om het lange deel van het rapport</b> door Beheercommissie." in pagina
        # On the timeline and in the log.
        assert pagina.count("een andere kant op.") == 2
        assert wereld.bert.gebruiker.naam not in pagina
        gezien = tekst(als(wie).get(reverse("wie_ziet_rapportversie", args=[versie.pk])))
        assert "lezen dat ook:</p> <ul> <li>Beheercommissie: voorzitter, commissielid, secretaris</li>" in gezien
    van_de_commissie = tekst(als(wereld.anna).get(agendapunt.traject.get_absolute_url()))
    assert f"rapport</b> door {wereld.bert.gebruiker.naam}, als commissielid." in van_de_commissie
    bureau = tekst(als(wereld.gijs).get(agendapunt.traject.get_absolute_url()))
    assert "een andere kant op" not in bureau


def test_the_pack_of_the_meeting_stays_what_it_was(wereld, agendapunt):
    belang_verklaren(wereld.bert, agendapunt, "geen")
    eerst = bundel_van(wereld.bert, agendapunt.vergadering).sha256
    lange_deel_vragen(wereld.bert, agendapunt, REDEN)
    assert bundel_van(wereld.bert, agendapunt.vergadering).sha256 == eerst


def test_the_database_refuses_a_request_of_who_stays_out_and_keeps_one_as_it_is(wereld, agendapunt):
    belang_verklaren(wereld.cora, agendapunt, "belang")
    belang_verklaren(wereld.esra, agendapunt, "twijfel")
    belang_verklaren(wereld.bert, agendapunt, "geen")
    Belang.objects.create(
        gebruiker=wereld.bert.gebruiker,
        organisatie=agendapunt.traject.organisatie,
        soort=Belang.Soort.FAMILIE,
        van=date(2024, 1, 1),
    )
    for wie in (wereld.cora, wereld.esra, wereld.daan, wereld.bert, wereld.meike, wereld.joke, wereld.gijs):
        with pytest.raises(IntegrityError), transaction.atomic():
            Langdeelverzoek.objects.create(agendapunt=agendapunt, reden=REDEN, gevraagd_door=wie.gebruiker)
    lange_deel_vragen(wereld.femke, agendapunt, REDEN)
    for wijziging in (lambda rijen: rijen.update(reden="Anders."), lambda rijen: rijen.all().delete()):
        with pytest.raises(Exception, match="Cannot"), transaction.atomic():
            wijziging(Langdeelverzoek.objects)

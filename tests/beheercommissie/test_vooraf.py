"""What a member asks the certifier before the meeting, and the answer: for who reads the papers of that item, and nobody else."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from beheercommissie.handelingen import belang_verklaren
from beheercommissie.handelingen.agenda import agendapunt_afvoeren
from beheercommissie.handelingen.vooraf import vooraf_antwoorden, vooraf_vragen
from beheercommissie.models import Navraag, Vergadering
from huisstijl.velden import vingerafdruk
from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis
from tests.beheercommissie.test_agendapunt import tekst
from tests.beheercommissie.test_bundel import maken, openen, woorden
from tests.personen import in_vergadering

VRAAG = "Spraken de toetsers ook <b>jongeren</b>?"
ANTWOORD = "Ja, vier jongeren van de jongerenraad."


@pytest.fixture
def agendapunt(vooraf):
    """The item of a meeting that is still to begin."""
    return vooraf


@pytest.fixture
def gevraagd(wereld, agendapunt):
    belang_verklaren(wereld.bert, agendapunt, "geen")
    return vooraf_vragen(wereld.bert, agendapunt, VRAAG)


def test_a_member_asks_and_the_planner_answers_at_the_item(als, wereld, agendapunt):
    belang_verklaren(wereld.bert, agendapunt, "geen")
    url, client = reverse("vooraf_vragen", args=[agendapunt.pk]), als(wereld.bert)
    assert url in tekst(client.get(agendapunt.get_absolute_url()))
    assert "Schrijf eerst uw vraag." in tekst(client.post(url, {"reden": " "}))
    # What is typed is kept before it is sent.
    client.post(url, {"veld": "reden", "tekst": VRAAG, "basis": vingerafdruk("")})
    assert "Spraken de toetsers ook" in tekst(client.get(url))
    assert "Uw vraag is verstuurd." in tekst(
        client.post(url, {"reden": VRAAG, "reden_basis": vingerafdruk(VRAAG)}, follow=True)
    )
    vraag = Navraag.objects.get()
    agenda = agendapunt.vergadering.get_absolute_url()
    assert "1 vraag wacht op antwoord" in tekst(client.get(agenda))
    planner = als(wereld.karin)
    werk = tekst(planner.get(reverse("mijn_werk")))
    assert "Beantwoord een vraag van de beheercommissie over Welzijn Wilgendam" in werk
    pagina = tekst(planner.get(vraag.get_absolute_url()))
    assert "Spraken de toetsers ook &lt;b&gt;jongeren&lt;/b&gt;?" in pagina and "Bert" not in pagina
    assert "Schrijf eerst het antwoord." in tekst(planner.post(vraag.get_absolute_url(), {"antwoord": ""}))
    assert "Uw antwoord is verstuurd." in tekst(
        planner.post(vraag.get_absolute_url(), {"antwoord": ANTWOORD, "antwoord_basis": vingerafdruk("")}, follow=True)
    )
    assert ANTWOORD in tekst(client.get(agendapunt.get_absolute_url()))
    assert "wacht op antwoord" not in tekst(client.get(agenda))
    assert "Beantwoord een vraag" not in tekst(planner.get(reverse("mijn_werk")))
    # The log tells that it was asked and answered, and not what.
    assert not Gebeurtenis.objects.filter(reden__contains="jongeren").exists()


def test_question_and_answer_are_in_the_pack_of_who_may_read_the_item(als, wereld, agendapunt, gevraagd):
    vergadering = agendapunt.vergadering
    maken(wereld.bert, vergadering)
    assert "Er was nog geen antwoord" in " ".join(woorden(openen(als(wereld.bert), vergadering)))
    vooraf_antwoorden(wereld.karin, gevraagd, ANTWOORD)
    assert als(wereld.bert).get(reverse("bundel_pdf", args=[vergadering.pk])).status_code == 302
    maken(wereld.bert, vergadering)
    assert ANTWOORD in " ".join(woorden(openen(als(wereld.bert), vergadering)))


def test_who_stays_out_reads_no_question_asks_none_and_sees_no_count(als, wereld, agendapunt, gevraagd):
    agenda = agendapunt.vergadering.get_absolute_url()
    for lid, uitkomst in ((wereld.cora, "belang"), (wereld.esra, "twijfel"), (wereld.anna, "")):
        if uitkomst:
            belang_verklaren(lid, agendapunt, uitkomst)
        client = als(lid)
        assert client.get(reverse("vooraf_vragen", args=[agendapunt.pk])).status_code == 403
        assert "jongeren" not in tekst(client.get(agendapunt.get_absolute_url()))
        assert "wacht op antwoord" not in tekst(client.get(agenda))
        with pytest.raises(Geweigerd):
            vooraf_vragen(lid, agendapunt, VRAAG)
    for wie in (wereld.joke, wereld.roel, wereld.hilde, wereld.gijs, wereld.bert):
        assert als(wie).get(gevraagd.get_absolute_url()).status_code in (403, 404)


def test_only_the_planner_and_who_leads_the_team_answer_until_the_item_is_done(als, wereld, agendapunt, gevraagd):
    with pytest.raises(Geweigerd, match="De planner of de teamleider antwoordt"):
        vooraf_antwoorden(wereld.samir, gevraagd, ANTWOORD)
    assert "Beantwoord een vraag" not in tekst(als(wereld.samir).get(reverse("mijn_werk")))
    assert "Beantwoord een vraag" in tekst(als(wereld.meike).get(reverse("mijn_werk")))
    vooraf_antwoorden(wereld.meike, gevraagd, ANTWOORD)
    with pytest.raises(Geweigerd, match="heeft al een antwoord"):
        vooraf_antwoorden(wereld.karin, gevraagd, "Anders.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Navraag.objects.update(antwoord="Anders.")
    tweede = vooraf_vragen(wereld.bert, agendapunt, "En ouderen?")
    agendapunt_afvoeren(wereld.femke, agendapunt, "Er mist iets.", gezien=agendapunt.vergadering_id)
    with pytest.raises(Geweigerd, match="staat niet meer op de agenda"):
        vooraf_antwoorden(wereld.karin, tweede, ANTWOORD)
    assert "Beantwoord een vraag" not in tekst(als(wereld.karin).get(reverse("mijn_werk")))


def test_in_the_meeting_it_is_asked_there(wereld, agendapunt, gevraagd):
    agendapunt.vergadering = in_vergadering(wereld, agendapunt.vergadering)
    with pytest.raises(Geweigerd, match="Stel uw vraag daar"):
        vooraf_vragen(wereld.bert, agendapunt, VRAAG)


def test_after_the_meeting_nothing_is_asked_or_answered(wereld, agendapunt, gevraagd):
    Vergadering.objects.update(datum=timezone.localdate() - timedelta(days=1))
    agendapunt.vergadering.refresh_from_db()
    with pytest.raises(Geweigerd, match="De vergadering is al geweest"):
        vooraf_vragen(wereld.bert, agendapunt, VRAAG)
    with pytest.raises(Geweigerd, match="De vergadering is al geweest"):
        vooraf_antwoorden(wereld.karin, gevraagd, ANTWOORD)

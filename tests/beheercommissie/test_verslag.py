"""The list of decisions and the minutes of a meeting: what is in them, who reads what of it, and when they are fixed."""

import io
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document as Worddocument
from pypdf import PdfReader

from beheercommissie.bevoegdheden import dossierbelemmeringen
from beheercommissie.handelingen import belang_verklaren, besluiten, stemmen
from beheercommissie.handelingen.agenda import agendapunt_verplaatsen, bespreekpunt_toevoegen, bespreekpunt_weghalen
from beheercommissie.handelingen.vergaderingen import vergadering_plannen
from beheercommissie.handelingen.verslagen import (
    verslag_maken,
    verslag_opmerken,
    verslag_vaststellen,
    verslag_voorleggen,
    verslagsjabloon_vervangen,
)
from beheercommissie.handelingen.zitting import presentie_noteren
from beheercommissie.models import Aanwezigheid, Agendapunt, Verslag, Verslagsjabloon, Verslagtekst
from beheercommissie.models.verslagen import met_leesrecht
from beheercommissie.ontvangers import SCHRIJVER
from beheercommissie.opkomst import aanwezigen
from beheercommissie.word import EIGEN
from huisstijl.velden import vingerafdruk
from kwaliteitslabel.logboekcontrole import controleren
from kwaliteitslabel.werk.commissiewerk import commissiewerk
from kwaliteitslabel.werk.telling import telling
from leden.bevoegdheden import Geweigerd
from leden.models import Belang, Gebruiker, Rol
from tests.beheercommissie.test_agendapunt import tekst
from tests.dagen import over
from tests.personen import commissie, zitting
from tests.rijen import agendapunten_erbij, trajecten_erbij

# Made anew with every page.
TEKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
GEHEIM = "Twee leden vonden de tweede bevinding dun."


@pytest.fixture
def vergadering(agendapunt):
    return agendapunt.vergadering


@pytest.fixture
def volgende(wereld):
    return vergadering_plannen(wereld.femke, datum=over(30), plaats="Utrecht")


@pytest.fixture
def besloten(wereld, agendapunt, stemmen_van):
    """Four members decided; Cora stayed out, Esra said nothing."""
    belang_verklaren(wereld.cora, agendapunt, "belang")
    stemmen_van(dict.fromkeys((wereld.anna, wereld.bert, wereld.daan), "toekennen"))
    return besluiten(wereld.anna, agendapunt, optie="toekennen", motivering="Bewoners beslissen mee.")


@pytest.fixture
def verslag(wereld, vergadering, besloten):
    bespreekpunt_toevoegen(wereld.femke, vergadering, soort="rondvraag", titel="Rondvraag", minuten=5)
    verslag = verslag_maken(wereld.femke, vergadering)
    Verslagtekst.objects.filter(agendapunt__isnull=False).update(tekst=GEHEIM)
    Verslagtekst.objects.filter(bespreekpunt__isnull=False).update(tekst="Niemand had iets.")
    return verslag


def woorden(antwoord):
    """All that stands in a Word file."""
    document = Worddocument(io.BytesIO(antwoord.content))
    cellen = [cel.text for tabel in document.tables for rij in tabel.rows for cel in rij.cells]
    return "\n".join([*(alinea.text for alinea in document.paragraphs), *cellen])


def op_papier(antwoord):
    return " ".join(" ".join(blad.extract_text() for blad in PdfReader(io.BytesIO(antwoord.content)).pages).split())


def alle_vormen(client, verslag):
    """What a reader gets of the minutes: the page, the PDF and the Word file."""
    pagina, pdf, word = (
        client.get(reverse(naam, args=[verslag.pk])) for naam in ("verslag", "verslag_pdf", "verslag_docx")
    )
    return TEKEN.sub("", tekst(pagina)), op_papier(pdf), woorden(word)


def titels(wie):
    """What of the minutes waits for somebody, by how it begins."""
    return [" ".join(een.titel.split()[:4]) for een in commissiewerk(wie, telling(wie)) if "verslag" in een.titel]


def test_the_minutes_are_made_of_the_facts_with_what_the_secretary_writes(als, wereld, vergadering, besloten):
    presentie_noteren(wereld.femke, vergadering, [wereld.anna.gebruiker, wereld.bert.gebruiker])
    femke = als(wereld.femke)
    assert "Maak het verslag" in tekst(femke.get(vergadering.get_absolute_url()))
    pagina = tekst(femke.post(reverse("verslag_maken", args=[vergadering.pk]), follow=True))
    assert "Wat is er besproken bij Welzijn Wilgendam?" in pagina
    rij = Verslagtekst.objects.get()
    url = reverse("verslagtekst_bewaren", args=[rij.pk])
    antwoord = femke.post(url, {"veld": "tekst", "tekst": GEHEIM, "basis": vingerafdruk("")})
    assert antwoord.json()["stand"] == "bewaard"
    # Who started from another text overwrites nothing.
    botsing = femke.post(url, {"veld": "tekst", "tekst": "Iets anders", "basis": vingerafdruk("")})
    assert botsing.status_code == 409 and GEHEIM in botsing.json()["tekst"]
    assert GEHEIM in tekst(femke.get(reverse("verslagtekst_versies", args=[rij.pk])))
    for vorm in alle_vormen(als(wereld.bert), Verslag.objects.get()):
        assert GEHEIM in vorm
        assert "Anna Koningsvaren, Bert Zeebies" in vorm or "Anna Koningsvaren en Bert Zeebies" in vorm
        assert f"Besluit {besloten.nummer}" in vorm and "Stemmen: toekennen 3 keer." in vorm
        assert "Nam niet deel: Cora" in vorm and "Concept." in vorm


def test_who_stayed_out_or_came_later_reads_what_the_agenda_says_and_nothing_of_what_was_said(als, wereld, verslag):
    for vorm in alle_vormen(als(wereld.cora), verslag):
        assert "Welzijn Wilgendam" in vorm and "Besloten." in vorm and "Niemand had iets." in vorm
        for geheim in (GEHEIM, "oekennen", "Stemmen", "Nam niet deel", "-B1"):
            assert geheim not in vorm
    # Esra said nothing, as somebody who joined later: what was decided is for the whole committee.
    for vorm in alle_vormen(als(wereld.esra), verslag):
        assert "Toekennen" in vorm and "-B1" in vorm
        assert GEHEIM not in vorm and "Stemmen" not in vorm and "Nam niet deel" not in vorm
    rij = Verslagtekst.objects.get(agendapunt__isnull=False)
    for naam in ("verslag_opmerken", "verslagtekst_bewaren", "verslagtekst_versies"):
        assert als(wereld.cora).get(reverse(naam, args=[rij.pk])).status_code == 404


def test_who_stayed_out_is_named_once_it_is_decided_and_a_doubt_never(als, wereld, agendapunt, vergadering):
    belang_verklaren(wereld.cora, agendapunt, "belang")
    belang_verklaren(wereld.esra, agendapunt, "twijfel")
    for lid in (wereld.anna, wereld.bert, wereld.daan):
        belang_verklaren(lid, agendapunt, "geen")
        stemmen(lid, agendapunt, optie="toekennen")
    verslag = verslag_maken(wereld.femke, vergadering)
    wie = "Nam niet deel: Cora Kalmoes."
    assert "niet deel" not in tekst(als(wereld.bert).get(verslag.get_absolute_url()))
    besluiten(wereld.anna, agendapunt, optie="toekennen", motivering="Bewoners beslissen mee.")
    assert wie in tekst(als(wereld.bert).get(verslag.get_absolute_url()))


def test_a_secretary_with_an_interest_hears_of_no_doubt_and_no_remark(wereld, agendapunt, verslag, volgende):
    verslag_voorleggen(wereld.femke, verslag, volgende)
    assert [lid.gebruiker.naam for lid in SCHRIJVER.leden(verslag.vergadering)] == ["Femke Gagel"]
    Belang.objects.create(
        gebruiker=wereld.femke.gebruiker,
        organisatie=agendapunt.traject.organisatie,
        soort=Belang.Soort.FAMILIE,
        van=over(0),
    )
    assert list(SCHRIJVER.leden(verslag.vergadering)) == []


def test_of_a_closed_item_the_secretary_has_no_work_about_who_takes_part(wereld, agendapunt):
    belang_verklaren(wereld.esra, agendapunt, "twijfel")
    werk = [een.titel for een in commissiewerk(wereld.femke, telling(wereld.femke))]
    assert "Bel Esra Moeraswederik over punt 1" in werk
    for lid in (wereld.anna, wereld.bert, wereld.cora):
        belang_verklaren(lid, agendapunt, "belang")
    assert any("tijdelijke leden" in een.titel for een in commissiewerk(wereld.femke, telling(wereld.femke)))
    Belang.objects.create(
        gebruiker=wereld.femke.gebruiker,
        organisatie=agendapunt.traject.organisatie,
        soort=Belang.Soort.FAMILIE,
        van=over(0),
    )
    assert not any("punt 1" in een.titel for een in commissiewerk(wereld.femke, telling(wereld.femke)))


def test_for_who_stays_out_nothing_differs_when_the_confidential_part_does(als, wereld, verslag, volgende):
    verslag_voorleggen(wereld.femke, verslag, volgende)
    cora = als(wereld.cora)
    vooraf = alle_vormen(cora, verslag)
    maten = [len(cora.get(reverse(naam, args=[verslag.pk])).content) for naam in ("verslag_pdf", "verslag_docx")]
    rij = Verslagtekst.objects.get(agendapunt__isnull=False)
    Verslagtekst.objects.filter(pk=rij.pk).update(tekst="Een heel ander en veel langer verhaal. " * 300)
    verslag_opmerken(wereld.bert, rij, "Dit was anders.")
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        andere = verslag.vergadering.agendapunten.get().traject.besluitopties[-1].code
        cursor.execute("""update beheercommissie_besluit set optie = %s, uitslag = '{"stemmen": {}}'""", [andere])
        cursor.execute("set local session_replication_role = origin")
    assert alle_vormen(cora, verslag) == vooraf
    assert [
        len(cora.get(reverse(naam, args=[verslag.pk])).content) for naam in ("verslag_pdf", "verslag_docx")
    ] == maten


def test_the_next_meeting_agrees_and_then_nothing_changes(als, wereld, verslag, volgende):
    femke, anna = als(wereld.femke), als(wereld.anna)
    rij = Verslagtekst.objects.get(agendapunt__isnull=False)
    with pytest.raises(Geweigerd, match="schrijft nog aan dit verslag"):
        verslag_opmerken(wereld.bert, rij, "Te vroeg.")
    url = reverse("verslag_voorleggen", args=[verslag.pk])
    assert "Kies een vergadering." in tekst(femke.post(url, {}))
    assert "Het verslag staat op de agenda van" in tekst(femke.post(url, {"vergadering": volgende.pk}, follow=True))
    punt = volgende.bespreekpunten.get()
    assert "Lees het verslag van" in tekst(als(wereld.bert).get(punt.get_absolute_url()))
    opmerken = reverse("verslag_opmerken", args=[rij.pk])
    assert "Schrijf eerst uw opmerking." in tekst(als(wereld.bert).post(opmerken, {"opmerking": " "}))
    als(wereld.bert).post(opmerken, {"opmerking": "Drie leden, niet <b>twee</b>."})
    assert "Drie leden, niet &lt;b&gt;twee&lt;/b&gt;." in tekst(anna.get(verslag.get_absolute_url()))
    assert "Drie leden" not in tekst(als(wereld.esra).get(verslag.get_absolute_url()))
    assert "Vanaf die dag stelt u het vast." in tekst(anna.get(verslag.get_absolute_url()))
    with pytest.raises(Geweigerd, match="Alleen een voorzitter"):
        verslag_vaststellen(wereld.femke, verslag)
    assert als(wereld.gijs).get(verslag.get_absolute_url()).status_code == 404
    with time_machine.travel(f"{over(30)}T14:00+01:00"):
        assert titels(wereld.anna) == ["Stel het verslag van"]
        verslag_vaststellen(wereld.anna, verslag)
        assert titels(wereld.anna) == []
        verslag.refresh_from_db()
        for act in (
            lambda: verslag_opmerken(wereld.bert, rij, "Te laat."),
            lambda: verslag_vaststellen(wereld.anna, verslag),
            lambda: verslag_maken(wereld.femke, verslag.vergadering),
        ):
            with pytest.raises(Geweigerd, match="vastgesteld"):
                act()
        with pytest.raises(Geweigerd, match="is een verslag vastgesteld"):
            bespreekpunt_weghalen(wereld.femke, punt)
    for verandering in (
        lambda: Verslag.objects.update(sha256="0" * 64),
        lambda: Verslagtekst.objects.filter(pk=rij.pk).update(tekst="Anders."),
        lambda: rij.opmerkingen.create(gebruiker=wereld.bert.gebruiker, tekst="Alsnog."),
    ):
        with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
            verandering()
    for vorm in alle_vormen(als(wereld.bert), verslag):
        assert GEHEIM in vorm and "Vastgesteld op" in vorm
    assert controleren() == []


def test_the_bureau_reads_the_decisions_once_agreed_and_no_more(als, wereld, verslag, volgende):
    verslag_voorleggen(wereld.femke, verslag, volgende)
    with time_machine.travel(f"{over(30)}T14:00+01:00"):
        verslag_vaststellen(wereld.anna, verslag)
    gijs = als(wereld.gijs)
    assert verslag.get_absolute_url() in tekst(gijs.get(reverse("verslagen")))
    for vorm in alle_vormen(gijs, verslag):
        assert "Besluitenlijst" in vorm and "Welzijn Wilgendam" in vorm and "Toekennen" in vorm
        for geheim in (GEHEIM, "Rondvraag", "Niemand had iets.", "Cora", "Stemmen", "1. "):
            assert geheim not in vorm


def test_one_question_says_the_same_about_reading_as_the_gate_of_each_item(wereld, agendapunt, besloten):
    Belang.objects.create(
        gebruiker=wereld.daan.gebruiker, organisatie=wereld.joke.organisatie, soort="familie", van=over(-10)
    )
    later = Gebruiker.objects.create_user("nieuw@commissie.example", "Ilse Nieuw", None)
    leden = [*commissie(wereld), wereld.femke, zitting(wereld, later, Rol.COMMISSIELID)]
    leest_mee = {
        lid.gebruiker.naam: met_leesrecht(Agendapunt.objects.all(), lid).values_list("leest_mee", flat=True).get()
        for lid in leden
    }
    assert leest_mee == {lid.gebruiker.naam: not dossierbelemmeringen(lid, agendapunt) for lid in leden}
    assert {naam for naam, mag in leest_mee.items() if mag} == {
        wereld.anna.gebruiker.naam,
        wereld.bert.gebruiker.naam,
        wereld.femke.gebruiker.naam,
    }


def test_of_a_meeting_that_was_not_opened_it_is_what_each_said(wereld, vooraf):
    for lid, antwoord in ((wereld.anna, "ja"), (wereld.bert, "later"), (wereld.esra, "nee")):
        Aanwezigheid.objects.create(vergadering=vooraf.vergadering, gebruiker=lid.gebruiker, antwoord=antwoord)
    assert aanwezigen(vooraf.vergadering) == (["Anna Koningsvaren"], [wereld.esra.gebruiker.naam])


def test_an_item_that_went_to_another_meeting_says_so_and_why_to_who_took_part(
    als, wereld, agendapunt, vergadering, volgende
):
    belang_verklaren(wereld.bert, agendapunt, "geen")
    agendapunt_verplaatsen(wereld.femke, agendapunt, volgende, "Te weinig leden.", gezien=vergadering.pk)
    verslag = verslag_maken(wereld.femke, vergadering)
    for vorm in alle_vormen(als(wereld.bert), verslag):
        assert "Ging naar de vergadering van" in vorm and "Te weinig leden." in vorm
    for vorm in alle_vormen(als(wereld.esra), verslag):
        assert "Ging naar de vergadering van" in vorm and "Te weinig leden." not in vorm


def test_the_secretary_is_asked_for_the_minutes_until_they_are_on_an_agenda(wereld, verslag, volgende):
    with time_machine.travel(f"{over(1)}T09:00+01:00"):
        assert titels(wereld.femke) == ["Maak het verslag van"]
        verslag_voorleggen(wereld.femke, verslag, volgende)
        assert titels(wereld.femke) == []
    with time_machine.travel(f"{over(31)}T09:00+01:00"):
        assert titels(wereld.femke) == ["Maak het verslag van"]


def test_minutes_begin_on_the_day_and_are_not_agreed_while_an_item_is_open(wereld, agendapunt, vergadering, volgende):
    with pytest.raises(Geweigerd, match="Vanaf die dag maakt u het verslag"):
        verslag_maken(wereld.femke, volgende)
    verslag = verslag_maken(wereld.femke, vergadering)
    with pytest.raises(Geweigerd, match="Kies een vergadering na deze"):
        verslag_voorleggen(wereld.femke, verslag, vergadering)
    verslag_voorleggen(wereld.femke, verslag, volgende)
    with time_machine.travel(f"{over(30)}T14:00+01:00"), pytest.raises(Geweigerd, match="een punt zonder besluit"):
        verslag_vaststellen(wereld.anna, verslag)


def sjabloon(bewerken, naam="verslag.docx"):
    """The template of the house, with something else in it."""
    document, uit = Worddocument(EIGEN), io.BytesIO()
    bewerken(document)
    document.save(uit)
    return SimpleUploadedFile(naam, uit.getvalue())


def test_another_template_is_used_and_what_is_none_is_refused_in_a_sentence(als, wereld, verslag):
    femke, url = als(wereld.femke), reverse("verslagsjabloon")
    leeg = io.BytesIO()
    Worddocument().save(leeg)
    for bestand, zin in (
        (SimpleUploadedFile("verslag.docx", b"geen zip"), "Dit soort bestand kunnen wij niet veilig bewaren."),
        (SimpleUploadedFile("verslag.pdf", b"%PDF-1.7\n%%EOF\n"), "Kies een Word-bestand."),
        (SimpleUploadedFile("leeg.docx", leeg.getvalue()), "ontbreken de besluiten of de punten"),
        (sjabloon(lambda een: een.add_paragraph("{{ geheim }}")), "vraagt om iets wat er niet is: geheim."),
        (sjabloon(lambda een: een.add_paragraph("{%p for punt in punten %}")), "kloppen niet"),
        (sjabloon(lambda een: een.add_paragraph("{{ titel.__class__.__mro__ }}")), "kloppen niet"),
    ):
        assert zin in tekst(femke.post(url, {"bestand": bestand})), zin
    assert not Verslagsjabloon.objects.exists()
    eigen = sjabloon(lambda een: een.add_paragraph("Met groet van de commissie."))
    assert "Het sjabloon is vervangen." in tekst(femke.post(url, {"bestand": eigen}, follow=True))
    word = woorden(als(wereld.bert).get(reverse("verslag_docx", args=[verslag.pk])))
    assert "Met groet van de commissie." in word and GEHEIM in word
    # While the scanner looks, the one before it is used.
    Verslagsjabloon.objects.update(nagekeken="wacht")
    assert "Met groet" not in woorden(femke.get(reverse("verslag_docx", args=[verslag.pk])))
    with pytest.raises(Geweigerd, match="Alleen een secretaris"):
        verslagsjabloon_vervangen(wereld.anna, eigen)


def test_signs_that_word_cannot_hold_are_left_out(als, wereld, verslag):
    Verslagtekst.objects.filter(agendapunt__isnull=False).update(tekst="Een <w:p> & \x0b\x07 {{ titel }} bel\nTweede.")
    word = woorden(als(wereld.bert).get(reverse("verslag_docx", args=[verslag.pk])))
    assert "Een <w:p> &  {{ titel }} bel\nTweede." in word


def test_thirty_items_ask_as_many_questions_as_one(als, wereld, verslag, agendapunt):
    bert = als(wereld.bert)

    def vragen():
        with CaptureQueriesContext(
            connection,
        ) as gevraagd:
            assert bert.get(verslag.get_absolute_url()).status_code == 200
        return len(gevraagd)

    vragen()
    een = vragen()
    namen = [f"Stichting {nummer}" for nummer in range(29)]
    agendapunten_erbij(wereld, trajecten_erbij(wereld, agendapunt.traject.kaderversie, namen, "geagendeerd"))
    assert vragen() == een <= 15

"""The whole road in a real browser: each party in turn, from the sign-in page to an entry in the public register."""

import subprocess
from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from certificaten.models import Certificaat
from huisstijl.templatetags.opmaak import dag
from tests.browser import besluitstappen, stappen
from tests.personen import traject_in
from trajecten.levensloop import Status

pytestmark = pytest.mark.django_db(transaction=True)

OUDE_TEKST = "Afspraken staan niet overal in het dossier."
NIEUWE_TEKST = "Afspraken staan in 2 van de 10 dossiers niet op hun plek."
MOTIVERING = "Bewoners beslissen zichtbaar mee."


@pytest.fixture
def bij(ingelogd, wereld):
    """`bij("joke")`: the page of that person, who signs in the first time."""
    bladzijden = {}

    def openen(naam):
        if naam not in bladzijden:
            bladzijden[naam] = ingelogd(getattr(wereld, naam))
        return bladzijden[naam]

    return openen


@pytest.mark.langste
def test_a_traject_walks_from_application_to_certificate_and_register(bij, bladzijde, kader, worker, tmp_path):
    vandaag = timezone.localdate()
    stappen.aanmelden(bij("joke"))
    stappen.accepteren(bij("karin"))
    zelfevaluatie(bij("joke"), bij("ingrid"))
    programma(bij("karin"), vandaag)
    stappen.team_en_programma_lezen(bij("joke"))
    toetsing(bij("meike"), bij("samir"))
    stappen.vrijgeven(bij("roel"))
    wederhoor(bij("joke"), bij("ingrid"), bij("meike"))
    stappen.plan_schrijven(bij("joke"), "O1", vandaag + timedelta(days=180))
    stappen.plannen_indienen(bij("ingrid"))
    stappen.plannen_goedkeuren(bij("meike"))
    stappen.adviseren(bij("karin"), "Positief")
    besluitstappen.agenderen(bij("femke"), vandaag)
    besluitstappen.buiten_blijven(bij("cora"))
    commissie_besluit(bij, "Toekennen", leden=("bert", "daan", "esra", "anna"))
    besluitstappen.uitgeven(bij("gijs"))

    publiek = bladzijde()
    besluitstappen.zoeken_in_register(publiek, "wilgendam")
    publiek.get_by_role("link", name=stappen.ORGANISATIE).first.click()
    stappen.lees(publiek, "Dit certificaat is geldig")
    pdf = besluitstappen.certificaat_downloaden(publiek, tmp_path)
    is_heel_en_verzegeld(pdf)
    is_leesbaar(pdf, vandaag)
    wijst_naar_de_controlepagina(pdf)
    is_te_controleren(publiek, pdf)


def test_a_refusal_is_told_with_reasons_and_how_to_object(bij, bladzijde, wereld, kader):
    vandaag = timezone.localdate()
    traject_in(Status.VOORGEDRAGEN, wereld, kader)
    besluitstappen.agenderen(bij("femke"), vandaag)
    commissie_besluit(bij, "Niet toekennen")
    besluitstappen.besluit_lezen(bij("joke"))
    for zin in ("kent het label niet toe", MOTIVERING, f"tot en met {dag(vandaag + timedelta(days=42))}"):
        stappen.lees(bij("joke"), zin)
    besluitstappen.afsluiten(bij("gijs"))
    publiek = bladzijde()
    besluitstappen.zoeken_in_register(publiek, "wilgendam")
    stappen.lees(publiek, "Niets gevonden")
    assert not Certificaat.objects.exists()


def test_positive_with_a_reservation_is_awarded_and_looked_at_again_after_a_year(bij, bladzijde, wereld, kader, worker):
    vandaag = timezone.localdate()
    traject_in(Status.ADVIES, wereld, kader)
    stappen.adviseren(bij("karin"), "Positief met voorbehoud")
    besluitstappen.agenderen(bij("femke"), vandaag)
    commissie_besluit(bij, "Toekennen met voorbehoud")
    besluitstappen.uitgeven(bij("gijs"))
    # The follow-up has begun; from there the decision is found through the assessment before it.
    stappen.naar_traject(bij("joke"))
    bij("joke").get_by_role("link", name="Toets 2026-001").click()
    bij("joke").get_by_role("link", name="Besluit").click()
    stappen.lees(bij("joke"), f"uiterlijk {dag(vandaag + relativedelta(months=12, days=-1))}")
    publiek = bladzijde()
    besluitstappen.zoeken_in_register(publiek, "wilgendam")
    publiek.get_by_role("link", name=stappen.ORGANISATIE).first.click()
    stappen.lees(publiek, "Dit certificaat is geldig")


def zelfevaluatie(joke, ingrid):
    """Two colleagues tell a story each, with a document; of the third norm they do not know yet. The director hands in."""
    stappen.verhaal_schrijven(joke, "V1")
    stappen.document_toevoegen(joke)
    stappen.verhaal_schrijven(ingrid, "D1")
    stappen.weet_het_nog_niet(joke, "O1")
    stappen.zelfevaluatie_indienen(ingrid)


def programma(karin, datum):
    """Two talks on one day; the second is first planned at an hour at which that assessor is already with somebody."""
    stappen.programma_openen(karin)
    stappen.dag_toevoegen(karin, datum)
    stappen.gesprek_plannen(karin, "Bewoners en cliënten", ("9.00", "10.00"), "De Kade, keuken", "Meike Lisdodde")
    stappen.gesprek_plannen(karin, "Vrijwilligers", ("9.30", "10.30"), "De Kade, zaal", "Meike Lisdodde")
    stappen.lees(karin, "Meike Lisdodde heeft dan al een gesprek: 9.00 tot 10.00 uur")
    karin.get_by_label("Meike Lisdodde").uncheck()
    karin.get_by_label("Samir Wollegras").check()
    stappen.klik(karin, "Zet het gesprek in het programma")
    stappen.lees(karin, "2 gesprekken")
    stappen.programma_vaststellen(karin)


def toetsing(meike, samir):
    """Both assessors talk; one writes what they found, on three kinds of grounds, and the report."""
    stappen.toetsing_starten(meike)
    stappen.gesprek_voeren(meike, "bewoners en cliënten", "Ze vroegen wat ik graag deed. Toen ben ik gebleven.")
    stappen.gesprek_voeren(samir, "vrijwilligers", "Ik mocht het gewoon proberen.")
    gronden = ("Gesprek 1 met bewoners", "Verhaal bij V1 Luisteren")
    stappen.bevinding_schrijven(meike, "V1", "sterk punt", "Bewoners beslissen mee.", *gronden)
    stappen.oordelen(meike, "V1", "Voldoet", "Dat hoorden wij in elk gesprek.")
    stappen.bevinding_schrijven(meike, "D1", "bevinding", "Bewoners noemen wat er veranderde.", "Document ‘Verslag")
    stappen.oordelen(meike, "D1", "Voldoet", "Het verslag laat het zien.")
    stappen.bevinding_schrijven(meike, "O1", "verbeterpunt", OUDE_TEKST, "Gesprek 2 met vrijwilligers")
    stappen.oordelen(meike, "O1", "Voldoet deels", "Er is een goed begin en nog werk te doen.")
    stappen.rapport_opleveren(meike)


def wederhoor(joke, ingrid, meike):
    """The organisation says that a fact is not right; the assessors change it, and it reads the answer."""
    stappen.opmerking_maken(joke, OUDE_TEKST, "Twee van deze dossiers waren nog niet afgesloten.")
    stappen.reactie_indienen(ingrid)
    stappen.opmerking_beantwoorden(meike, NIEUWE_TEKST, "Dank u. Wij hebben het aantal aangepast.")
    stappen.rapport_vaststellen(meike)
    stappen.antwoord_lezen(joke, "Dank u. Wij hebben het aantal aangepast.")


def commissie_besluit(bij, besluit, leden=("bert", "daan", "anna")):
    """Members without an interest read and vote; the chair, who votes last, records the decision."""
    for lid in leden:
        besluitstappen.stemmen(bij(lid), besluit)
    besluitstappen.besluiten(bij("anna"), besluit, MOTIVERING)


def uitvoer(*opdracht):
    return subprocess.run(opdracht, capture_output=True, text=True, check=True).stdout


def is_heel_en_verzegeld(pdf):
    """An independent reader (poppler) finds one valid signature over the whole file."""
    zegel = uitvoer("pdfsig", "-nocert", str(pdf))
    assert zegel.count("Signature Validation") == 1
    assert "Signature is Valid" in zegel and "Total document signed" in zegel


def is_leesbaar(pdf, vandaag):
    tekst = " ".join(uitvoer("pdftotext", "-layout", str(pdf), "-").split())
    tot_en_met = vandaag + relativedelta(months=24, days=-1)
    assert stappen.ORGANISATIE in tekst and stappen.REIKWIJDTE in tekst
    assert pdf.stem in tekst
    assert stappen.in_woorden(vandaag) in tekst and stappen.in_woorden(tot_en_met) in tekst


def wijst_naar_de_controlepagina(pdf):
    """The printed code, read from the page as a telephone would, is exactly the address of the check."""
    uitvoer("pdftoppm", "-png", "-r", "150", "-singlefile", str(pdf), str(pdf.with_suffix("")))
    code = uitvoer("zbarimg", "--raw", "--quiet", str(pdf.with_suffix(".png"))).strip()
    assert code == settings.ADRES + reverse("verifieer_nummer", args=[pdf.stem])


def is_te_controleren(publiek, pdf):
    """By its number, by its file, and not when one byte of the file is another."""
    besluitstappen.nummer_controleren(publiek, pdf.stem)
    stappen.lees(publiek, "Dit certificaat is geldig")
    besluitstappen.bestand_controleren(publiek, pdf)
    stappen.lees(publiek, "Niets veranderd")
    inhoud = bytearray(pdf.read_bytes())
    inhoud[len(inhoud) // 3] ^= 1
    kopie = pdf.with_name("kopie.pdf")
    kopie.write_bytes(inhoud)
    besluitstappen.bestand_controleren(publiek, kopie)
    stappen.lees(publiek, "Dit bestand is veranderd")

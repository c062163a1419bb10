"""The letter of a decision: sealed, with sender, address and where to object, and when it was told."""

import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from beheercommissie.besluitbrief import besluitbrief_pdf
from beheercommissie.handelingen import besluiten
from beheercommissie.models import Besluit, Besluitbrief
from beheercommissie.taken import besluitbrief_maken
from berichten.maken import uit_het_logboek
from berichten.models import Poststuk, Zending
from certificaten.zegel import controleren
from huisstijl.templatetags.opmaak import dag
from kwaliteitslabel.bestanden import bestanden_controleren
from leden.models import Organisatie
from tests.beheercommissie.test_agendapunt import tekst
from tests.personen import commissie

AFWIJKING = "Wij wegen de stem van bewoners zwaarder."
MOTIVERING = "Bewoners <b>beslissen</b> mee."


@pytest.fixture
def besluit(wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys(commissie(wereld), "afwijzen"))
    return besluiten(wereld.anna, agendapunt, optie="afwijzen", motivering=MOTIVERING, afwijking=AFWIJKING)


def woorden(pdf):
    return " ".join(" ".join(blad.extract_text() for blad in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_letter_is_sealed_and_says_who_to_whom_what_and_where_to_object(als, wereld, besluit):
    Organisatie.objects.filter(pk=wereld.joke.organisatie_id).update(
        adres="Dijk 1", postcode="1234 AB", plaats="Wilgendam", statutaire_naam="Stichting Welzijn Wilgendam"
    )
    besluitbrief_maken(besluit.pk)
    # Again: still one.
    besluitbrief_maken(besluit.pk)
    joke = als(wereld.joke)
    assert reverse("besluitbrief", args=[besluit.pk]) in tekst(joke.get(reverse("besluit", args=["2026-001"])))
    pdf = joke.get(reverse("besluitbrief", args=[besluit.pk])).inhoud
    zegel = controleren(pdf)
    # It is sealed by us, and no certificate.
    assert zegel.ongewijzigd and zegel.nummer == ""
    brief = woorden(pdf)
    for zin in (
        "Beheercommissie van het Kwaliteitslabel",
        "Aan het bestuur van Stichting Welzijn Wilgendam Dijk 1 1234 AB Wilgendam",
        f"Besluit {besluit.nummer}",
        "De beheercommissie kent het label niet toe.",
        AFWIJKING,
        MOTIVERING,
        f"U kunt bezwaar maken tot en met {dag(besluit.bezwaar_tot_en_met)}.",
        "Anna Koningsvaren, die dit punt voorzat",
        "VOORBEELD",
    ):
        assert zin in brief
    pagina = tekst(joke.post(reverse("verifieer"), {"bestand": SimpleUploadedFile("brief.pdf", pdf)}))
    assert "Dit is een brief van ons" in pagina
    veranderd = pdf[:-10] + b"x" + pdf[-9:]
    pagina = tekst(joke.post(reverse("verifieer"), {"bestand": SimpleUploadedFile("brief.pdf", veranderd)}))
    assert "Dit bestand is veranderd" in pagina


def test_a_letter_that_is_gone_is_made_again(besluit):
    besluitbrief_maken(besluit.pk)
    brief = Besluitbrief.objects.get()
    default_storage.delete(brief.bestand.name)
    default_storage.save(brief.bestand.name, ContentFile(b"iets anders"))
    assert brief.bestand.name in bestanden_controleren(herstel=True).opnieuw
    assert not Besluitbrief.objects.exists()


def test_when_the_organisation_was_told_stands_at_the_decision(als, wereld, besluit):
    uit_het_logboek()
    pagina = reverse("besluit", args=[besluit.agendapunt.traject.nummer])
    assert "Het bericht over dit besluit" not in tekst(als(wereld.joke).get(pagina))
    brief = Poststuk.objects.get(brief="besluit_genomen")
    gisteren = timezone.now() - timedelta(days=1)
    zending = Zending.objects.create(
        gebruiker=wereld.ingrid.gebruiker, adres="ingrid@wilgendam.example", verstuurd_op=gisteren
    )
    brief.bezorgingen.update_or_create(lidmaatschap=wereld.ingrid, defaults={"zending": zending, "weg": "mail"})
    assert f"ging op {dag(gisteren)} naar de organisatie." in tekst(als(wereld.joke).get(pagina))


def test_without_an_address_or_a_term_the_letter_leaves_them_out(besluit):
    Organisatie.objects.update(adres="", postcode="", statutaire_naam="")
    besluit = Besluit.objects.get(pk=besluit.pk)
    besluit.bezwaar_tot_en_met = None
    brief = woorden(besluitbrief_pdf(besluit))
    assert "Aan het bestuur van Welzijn Wilgendam" in brief and "niet mee eens" not in brief

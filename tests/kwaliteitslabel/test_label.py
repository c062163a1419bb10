"""The label after it was awarded: everyone reads the same state of it, on every page, on every day."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from certificaten.models import Certificaat, Wijziging
from huisstijl.templatetags.opmaak import dag, dagkort
from leden.models import Gebeurtenis
from tests.certificaten.vermeldingen import vermelding, wijziging
from tests.gedeeld import gedeelde_wereld
from tests.personen import klein_kader, traject_in
from trajecten.levensloop import Status


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.traject = traject_in(Status.LOPEND, wereld, klein_kader(), optie="toekennen_met_voorbehoud")
        wereld.certificaat = Certificaat.objects.get()
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


@pytest.fixture
def paginas(als, wereld):
    """What Ingrid reads of her label: Mijn werk, the traject, the decision, the organisation, the register, the check."""

    def lezen():
        nummer = wereld.traject.nummer
        adressen = {
            "werk": reverse("mijn_werk"),
            "traject": reverse("traject", args=[nummer]),
            "besluit": reverse("besluit", args=[nummer]),
            "organisatie": reverse("eigen_organisatie"),
            "label": reverse("label", args=[wereld.certificaat.cyclus_id]),
            "vermelding": reverse("vermelding", args=[wereld.certificaat.nummer]),
            "verifieer": reverse("verifieer_nummer", args=[wereld.certificaat.nummer]),
        }
        client = als(wereld.ingrid)
        return {naam: " ".join(client.get(adres).content.decode().split()) for naam, adres in adressen.items()}

    return lezen


def test_a_holder_reads_at_once_what_it_has_until_when_and_what_comes_next(paginas, wereld):
    werk = paginas()["werk"]
    besluit = wereld.traject.agendapunten.get().besluit
    for stuk in (
        "U hebt het label, met voorwaarden",
        wereld.certificaat.nummer,
        dag(wereld.certificaat.geldig_tot_en_met),
        f"uiterlijk {dag(besluit.volgend_onderzoek_op)}",
    ):
        assert stuk in werk
    assert "Nog geen traject" not in werk


@pytest.mark.parametrize(
    ("soort", "kop", "woord", "waarom"),
    [
        (Wijziging.Soort.GESCHORST, "Uw label is geschorst", "geschorst", "De plannen zijn niet uitgevoerd."),
        (Wijziging.Soort.INGETROKKEN, "Uw label is ingetrokken", "ingetrokken", "De plannen zijn niet uitgevoerd."),
        (
            Wijziging.Soort.BEEINDIGD,
            "Uw label is beëindigd",
            "beëindigd",
            "De organisatie gebruikt het label niet meer",
        ),
    ],
)
def test_what_happened_to_a_certificate_is_told_on_every_page(paginas, wereld, soort, kop, woord, waarom):
    wijziging(wereld.certificaat, soort, timezone.localdate())
    gelezen = paginas()
    assert kop in gelezen["werk"] and waarom in gelezen["werk"] and "Hier moet u nu mee stoppen" in gelezen["werk"]
    for naam in ("traject", "besluit", "vermelding", "verifieer", "label"):
        assert f"Dit certificaat is {woord}" in gelezen[naam], naam
    assert woord.capitalize() in gelezen["organisatie"]
    for naam, tekst in gelezen.items():
        assert "Dit certificaat is geldig" not in tekst and "U hebt het label" not in tekst, naam
        assert "Lopend" not in tekst, naam


def test_an_expired_and_a_succeeded_label_are_told_as_such(paginas, wereld, monkeypatch):
    later = wereld.certificaat.geldig_tot_en_met + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *_: later)
    gelezen = paginas()
    assert "Uw label is verlopen" in gelezen["werk"]
    for naam in ("traject", "besluit", "vermelding", "verifieer"):
        assert f"Het gold tot en met {dagkort(wereld.certificaat.geldig_tot_en_met)}." in gelezen[naam], naam
    vermelding(wereld.traject, wereld.ingrid.organisatie, "KSW-2099-0001", later)
    gelezen = paginas()
    assert "U hebt het label" in gelezen["werk"] and "KSW-2099-0001" in gelezen["werk"]
    assert "een nieuwer certificaat" in gelezen["verifieer"]


def test_who_never_had_a_label_is_told_how_it_begins(als, wereld):
    werk = als(wereld.dora).get(reverse("mijn_werk")).content.decode()
    assert "Nog geen traject" in werk and "uw-label" not in werk


def test_the_state_is_asked_and_written_nowhere(paginas, wereld):
    regels = Gebeurtenis.objects.count()
    wijziging(wereld.certificaat, Wijziging.Soort.GESCHORST, timezone.localdate())
    paginas()
    wereld.traject.refresh_from_db()
    assert (wereld.traject.status, Gebeurtenis.objects.count()) == (Status.LOPEND, regels)

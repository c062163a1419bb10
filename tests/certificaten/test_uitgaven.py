"""A certificate that has to say something else: the next edition under the same number, with a reason that everybody reads."""

import csv
import io
import re
import subprocess

import pgtrigger
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from certificaten.handelingen import nieuwe_uitgave
from certificaten.models import Certificaat, Certificaatbestand, Uitgave
from certificaten.taken import certificaat_maken
from certificaten.zegel import controleren as zegel_van
from huisstijl.templatetags.opmaak import dagkort
from kwaliteitslabel import logboekcontrole
from leden.bevoegdheden import Geweigerd
from leden.handelingen.opvolging import hernoemen, samenvoegen
from leden.models import Gebeurtenis, Organisatie
from tests.certificaten.test_register import namen, tekst
from tests.certificaten.vermeldingen import vermelding, wijziging
from tests.dagen import over
from tests.gedeeld import gedeelde_wereld
from tests.personen import klein_kader, traject_in
from trajecten.levensloop import Status

REDEN = "de naam verkeerd was gespeld"
NIETS = "Er verandert niets: dit staat al op het certificaat. Verander de houder, de plaats of waarvoor het geldt."


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A world in which a certificate was handed out."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.traject = traject_in(Status.LOPEND, wereld, klein_kader())
        yield wereld


@pytest.fixture
def certificaat(wereld):
    return Certificaat.objects.get(traject=wereld.traject)


def maak(wereld, certificaat, *, reden=REDEN, met_pdf=True, **anders):
    """The next edition, as the bureau makes it."""
    certificaat.refresh_from_db()
    gezegd = {veld: getattr(certificaat, veld) for veld in Uitgave.VELDEN} | anders
    uitgave = nieuwe_uitgave(wereld.gijs, certificaat, reden=reden, na_uitgave=certificaat.uitgave, **gezegd)
    if met_pdf:
        certificaat_maken(certificaat.nummer, uitgave.nummer)
    return uitgave


def pdf_van(certificaat, uitgave):
    with Certificaatbestand.objects.get(certificaat=certificaat, uitgave=uitgave).bestand.open() as pdf:
        return pdf.read()


def blad(pdf):
    gelezen = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    return " ".join(gelezen.decode().split())


def adres(certificaat, naam="nieuwe_uitgave"):
    return reverse(naam, args=[certificaat.nummer])


def controleer(client, pdf):
    return tekst(client.post("/verifieer/", {"bestand": SimpleUploadedFile("x.pdf", pdf, "application/pdf")}))


VANDAAG = dagkort(timezone.localdate())


# ---- what an edition is


def test_a_new_edition_says_something_else_under_the_same_number_and_the_old_file_is_kept(client, wereld, certificaat):
    maak(wereld, certificaat, houder="Welzijn Wilgendamme", plaats="Elzen")
    for naam in ("vermelding", "verifieer_nummer"):
        pagina = tekst(client.get(adres(certificaat, naam)))
        assert f"<dt>Uitgave</dt><dd>2, van {VANDAAG}, omdat {REDEN}</dd>" in pagina
        assert "Welzijn Wilgendamme" in pagina and "Dit certificaat is geldig" in pagina
    pagina = tekst(client.get(certificaat.get_absolute_url()))
    assert f"<b>Uitgave 2</b>, op {VANDAAG}, omdat {REDEN}." in pagina
    assert "Op uitgave 1 stond: Welzijn Wilgendam, Wilgendam. De hele organisatie" in pagina
    antwoord = client.get(adres(certificaat, "certificaat_pdf"))
    assert antwoord["Content-Disposition"] == f'attachment; filename="{certificaat.nummer}-uitgave-2.pdf"'
    assert antwoord.content == pdf_van(certificaat, 2)
    eerste, tweede = (blad(pdf_van(certificaat, nummer)) for nummer in (1, 2))
    assert "Welzijn Wilgendam " in eerste and "Uitgave" not in eerste
    assert "Welzijn Wilgendamme" in tweede
    assert f"Uitgave 2, op {VANDAAG}, omdat {REDEN}." in tweede


def test_the_seal_names_the_edition(wereld, certificaat):
    maak(wereld, certificaat, plaats="Elzen")
    zegels = [zegel_van(pdf_van(certificaat, nummer)) for nummer in (1, 2)]
    assert [(zegel.nummer, zegel.uitgave, zegel.ongewijzigd) for zegel in zegels] == [
        (certificaat.nummer, 1, True),
        (certificaat.nummer, 2, True),
    ]


def test_every_edition_can_be_made_anew_from_what_was_kept(wereld, certificaat):
    maak(wereld, certificaat, houder="Welzijn Een")
    maak(wereld, certificaat, houder="Welzijn Twee", reden="de naam nog niet goed was")
    with pgtrigger.ignore("certificaten.Certificaatbestand:bevroren"):
        Certificaatbestand.objects.filter(certificaat=certificaat).delete()
    for nummer, houder in ((1, "Welzijn Wilgendam"), (2, "Welzijn Een"), (3, "Welzijn Twee")):
        certificaat_maken(certificaat.nummer, nummer)
        gedrukt = blad(pdf_van(certificaat, nummer))
        assert f"toe aan {houder} " in gedrukt
        assert ("Uitgave" in gedrukt) == (nummer > 1)
    assert "omdat de naam nog niet goed was." in gedrukt and REDEN not in gedrukt


# ---- the page


def invoer(certificaat, **anders):
    gegevens = {veld: getattr(certificaat, veld) for veld in Uitgave.VELDEN}
    return gegevens | {"reden": REDEN, "na_uitgave": certificaat.uitgave, "stap": "bekijken"} | anders


def test_the_bureau_sees_what_changes_before_there_is_an_edition(als, client, wereld, certificaat):
    for bezoeker in (client, als(wereld.joke)):
        assert adres(certificaat) not in tekst(bezoeker.get(certificaat.get_absolute_url()))
    gijs = als(wereld.gijs)
    assert adres(certificaat) in tekst(gijs.get(certificaat.get_absolute_url()))
    assert 'value="Welzijn Wilgendam"' in tekst(gijs.get(adres(certificaat)))
    gegevens = invoer(certificaat, houder="Welzijn Wilgendamme", reden="Omdat de  naam verkeerd was gespeld.")
    pagina = tekst(gijs.post(adres(certificaat), gegevens))
    assert "<li>Houder: ‘Welzijn Wilgendam’ wordt ‘Welzijn Wilgendamme’.</li>" in pagina
    assert f"Uitgave 2, omdat {REDEN}." in pagina and not Uitgave.objects.exists()
    terug = tekst(gijs.post(adres(certificaat), gegevens | {"stap": "terug"}))
    assert 'value="Welzijn Wilgendamme"' in terug and "Bekijk wat er verandert" in terug
    pagina = tekst(gijs.post(adres(certificaat), gegevens | {"stap": "maken"}, follow=True))
    assert "Uitgave 2 is er." in pagina and "<h1>Welzijn Wilgendamme</h1>" in pagina
    assert "De PDF van uitgave 2 wordt nog gemaakt." in pagina
    assert client.get(adres(certificaat, "certificaat_pdf")).status_code == 404
    (regel,) = Gebeurtenis.objects.filter(handeling="nieuwe_uitgave")
    assert (regel.onderwerp, regel.reden) == (certificaat.traject.onderwerp, f"Uitgave 2, omdat {REDEN}.")


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({}, NIETS),
        ({"houder": "Welzijn  Wilgendam "}, NIETS),
        ({"plaats": "Elzen", "reden": ""}, "veldfout"),
        ({"plaats": "Elzen", "reden": "omdat ."}, "Schrijf na ‘omdat’ waarom er een nieuwe uitgave komt."),
        ({"plaats": "Elzen", "reden": "x" * 161}, "veldfout"),
        ({"plaats": "Elzen", "reden": "joke@wilgendam.example dat vroeg"}, "Er staat een e-mailadres in."),
        ({"plaats": "Elzen", "na_uitgave": 2}, "Intussen is er uitgave 1."),
        ({"houder": " ", "reden": "het zo hoort"}, "veldfout"),
    ],
)
@pytest.mark.parametrize("stap", ["bekijken", "maken"])
def test_what_cannot_be_an_edition_is_said_and_what_was_typed_stays(als, wereld, certificaat, anders, zin, stap):
    gegevens = invoer(certificaat, **anders) | {"stap": stap}
    pagina = tekst(als(wereld.gijs).post(adres(certificaat), gegevens))
    assert zin in pagina and "Bekijk wat er verandert" in pagina
    assert f'value="{gegevens["plaats"]}"' in pagina
    assert not Uitgave.objects.exists()


def test_what_the_holder_is_called_by_now_is_offered(als, wereld, certificaat):
    gijs, organisatie = als(wereld.gijs), certificaat.organisatie
    assert "Vul dat in" not in tekst(gijs.get(adres(certificaat)))
    hernoemen(wereld.gijs, organisatie, naam="Welzijn Over Morgen", per=over(2))
    assert "Vul dat in" not in tekst(gijs.get(adres(certificaat)))
    hernoemen(wereld.gijs, organisatie, naam="Sterrenwelzijn", per=over(-2))
    zin = f"De organisatie heet sinds {dagkort(over(-2))} anders: Sterrenwelzijn, in Wilgendam."
    assert zin in tekst(gijs.get(adres(certificaat)))
    pagina = tekst(gijs.get(adres(certificaat), {"overnemen": "ja"}))
    assert 'value="Sterrenwelzijn"' in pagina
    assert f'value="de organisatie sinds {dagkort(over(-2))} anders heet"' in pagina
    ander = Organisatie.objects.create(naam="Samen Sterk", plaats="Elzen", soort=Organisatie.Soort.LID)
    samenvoegen(wereld.gijs, organisatie, opgegaan_in=ander, per=over(-1))
    zin = f"De organisatie is op {dagkort(over(-1))} opgegaan in Samen Sterk, in Elzen."
    assert zin in tekst(gijs.get(adres(certificaat)))
    maak(wereld, certificaat, houder="Samen Sterk", plaats="Elzen")
    assert "Vul dat in" not in tekst(gijs.get(adres(certificaat)))


# ---- when there is none


def geweigerd(wereld, certificaat):
    with pytest.raises(Geweigerd) as fout:
        maak(wereld, certificaat, plaats="Oever")
    return fout.value.redenen


@pytest.mark.parametrize(
    ("soort", "woord"), [("ingetrokken", "ingetrokken"), ("beeindigd", "beëindigd"), ("geschorst", "geschorst")]
)
def test_of_what_ended_there_comes_no_new_edition(als, wereld, certificaat, soort, woord):
    wijziging(certificaat, soort, timezone.localdate())
    if soort != "geschorst":
        zin = f"Dit certificaat is {woord}. Daarvan komt geen nieuwe uitgave meer."
        assert geweigerd(wereld, certificaat) == [zin]
        pagina = tekst(als(wereld.gijs).get(adres(certificaat)))
        assert zin in pagina and "Bekijk wat er verandert" not in pagina
    else:
        assert maak(wereld, certificaat, plaats="Elzen").nummer == 2


def test_nor_of_what_expired_or_has_a_successor(wereld, certificaat):
    verlopen = vermelding(wereld.traject, wereld.bram.organisatie, "KSW-2020-0001", over(-900))
    assert geweigerd(wereld, verlopen) == ["Dit certificaat is verlopen. Daarvan komt geen nieuwe uitgave meer."]
    opgevolgd = vermelding(wereld.traject, certificaat.organisatie, "KSW-2020-0002", over(-30))
    assert geweigerd(wereld, opgevolgd) == ["Dit certificaat is opgevolgd. Daarvan komt geen nieuwe uitgave meer."]


def test_the_file_of_the_edition_before_it_comes_first(wereld, certificaat):
    maak(wereld, certificaat, plaats="Elzen", met_pdf=False)
    (zin,) = geweigerd(wereld, certificaat)
    assert zin.startswith("Uitgave 2 wordt nog gemaakt en verzegeld.")


@pytest.mark.parametrize("wie", ["joke", "ingrid", "karin", "meike", "roel", "femke", "anna", "hilde"])
def test_only_the_bureau_makes_an_edition(wereld, certificaat, wie):
    gegevens = {"houder": "X", "plaats": "Y", "reikwijdte": "Z", "reden": REDEN, "na_uitgave": 1}
    with pytest.raises(Geweigerd, match="Alleen een labelbeheerder"):
        nieuwe_uitgave(getattr(wereld, wie), certificaat, **gegevens)


def test_the_database_lets_a_certificate_change_by_an_edition_only(wereld, certificaat):
    rij = Certificaat.objects.filter(pk=certificaat.pk)
    vals = {"certificaat": certificaat, "nummer": 2, "was_plaats": "W", "was_reikwijdte": "x", "reden": "y"}

    def eerste_vervangen(**anders):
        eerste = {f"was_{veld}": getattr(certificaat, veld) for veld in Uitgave.VELDEN}
        Uitgave.objects.create(**vals | eerste | {"door": wereld.gijs.gebruiker} | anders)

    def dag_erbij():
        eerste_vervangen()
        rij.update(uitgave=2, geldig_tot_en_met=over(4000))

    pogingen = (
        lambda: rij.update(houder="Een ander"),
        lambda: rij.update(houder="Een ander", uitgave=2),
        dag_erbij,
        lambda: eerste_vervangen(was_houder="Iemand anders"),
        lambda: eerste_vervangen(nummer=3),
        lambda: eerste_vervangen(reden=""),
    )
    for poging in pogingen:
        with pytest.raises(DatabaseError), transaction.atomic():
            poging()
    maak(wereld, certificaat, plaats="Elzen")
    for poging in (lambda: Uitgave.objects.update(reden="iets anders"), Uitgave.objects.all().delete, rij.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            poging()


# ---- is this certificate real?


def test_the_file_of_an_earlier_edition_says_by_which_it_was_replaced_and_why(client, wereld, certificaat):
    maak(wereld, certificaat, houder="Welzijn Een")
    pagina = controleer(client, pdf_van(certificaat, 1))
    for zin in (
        "Er is een nieuwe uitgave van dit certificaat</h2>",
        f"Vervangen door uitgave 2 op {VANDAAG}, omdat {REDEN}. Het certificaat zelf is geldig van ",
        "Niets veranderd",
        f'href="{adres(certificaat, "certificaat_pdf")}"> Bewaar uitgave 2 (PDF) </a>',
    ):
        assert zin in pagina
    pagina = controleer(client, pdf_van(certificaat, 2))
    assert "Dit certificaat is geldig</h2>" in pagina and "Vervangen door" not in pagina
    maak(wereld, certificaat, houder="Welzijn Twee", reden="dat zo hoort")
    assert "Vervangen door uitgave 2" in (pagina := controleer(client, pdf_van(certificaat, 1)))
    assert "Bewaar uitgave 3 (PDF)" in pagina and "omdat dat zo hoort" in pagina
    assert "Vervangen door uitgave 3" in controleer(client, pdf_van(certificaat, 2))
    wijziging(Certificaat.objects.get(pk=certificaat.pk), "ingetrokken", timezone.localdate())
    pagina = controleer(client, pdf_van(certificaat, 1))
    assert "Dit certificaat is ingetrokken</h2>" in pagina and "Vervangen door uitgave 2" in pagina


def test_for_a_day_in_the_past_one_reads_the_edition_of_that_day(client, wereld, certificaat):
    with time_machine.travel(f"{over(3)}T12:00:00+00:00"):
        maak(wereld, certificaat, houder="Welzijn Een")
        nu = tekst(client.get(adres(certificaat, "verifieer_nummer")))
        toen = tekst(client.get(adres(certificaat, "verifieer_nummer"), {"op": dagkort(over(-1))}))
        straks = tekst(client.get(adres(certificaat, "verifieer_nummer"), {"op": dagkort(over(30))}))
    zin = f"omdat {REDEN}."
    assert "Welzijn Een</p>" in nu and "Welzijn Een</p>" in straks and "Vervangen door" not in nu + straks
    assert "Welzijn Wilgendam</p>" in toen and "Vervangen door uitgave 2 op" in toen and zin in toen


def test_the_register_of_a_day_in_the_past_shows_the_editions_of_that_day(client, wereld, certificaat):
    with time_machine.travel(f"{over(3)}T12:00:00+00:00"):
        maak(wereld, certificaat, houder="Welzijn Een", met_pdf=False)
        for pad in (reverse("register"), reverse("register_export", args=["csv"])):
            antwoorden = [client.get(pad, {"op": dagkort(over(dagen))}) for dagen in (0, -1)]
            nu, toen = ((een.inhoud if een.streaming else een.content).decode() for een in antwoorden)
            assert "Welzijn Een" in nu and "Welzijn Wilgendam" in toen, pad
            # The list of last changes tells of today.
            assert "Welzijn Een" not in toen.partition("Laatst veranderd")[0], pad


def test_who_may_know_about_the_label_keeps_the_earlier_editions_and_everyone_the_present_one(
    als, client, wereld, certificaat
):
    maak(wereld, certificaat, houder="Welzijn Een")
    eerste = reverse("uitgave_pdf", args=[certificaat.nummer, 1])
    for wie in (wereld.joke, wereld.karin, wereld.gijs):
        assert eerste in tekst(als(wie).get(certificaat.get_absolute_url()))
        antwoord = als(wie).get(eerste)
        assert antwoord.content == pdf_van(certificaat, 1)
        assert antwoord["Content-Disposition"] == f'attachment; filename="{certificaat.nummer}.pdf"'
    assert als(wereld.joke).get(reverse("uitgave_pdf", args=[certificaat.nummer, 3])).status_code == 404
    assert eerste not in tekst(client.get(certificaat.get_absolute_url()))
    assert als(wereld.bram).get(eerste).status_code == 404 and client.get(eerste).status_code == 302


# ---- the log and the files


def test_the_log_and_the_files_hold_with_every_edition(wereld, certificaat):
    toegekend = certificaat.sha256
    maak(wereld, certificaat, houder="Welzijn Een")
    maak(wereld, certificaat, plaats="Elzen", reden="de organisatie verhuisde")
    certificaat = Certificaat.objects.get(pk=certificaat.pk)
    assert (certificaat.houder, certificaat.plaats, certificaat.sha256) == ("Welzijn Een", "Elzen", toegekend)
    assert logboekcontrole.controleren() == []

    def verwisseld():
        eerste, derde = (Certificaatbestand.objects.get(uitgave=nummer) for nummer in (1, 3))
        Certificaatbestand.objects.filter(pk=derde.pk).update(bestand=eerste.bestand.name, sha256=eerste.sha256)

    aanvallen = {
        "een andere houder": lambda: Certificaat.objects.update(houder="Iemand Anders"),
        "een andere houder van toen": lambda: Uitgave.objects.filter(nummer=2).update(was_houder="Iemand Anders"),
        "een andere houder tussenin": lambda: Uitgave.objects.filter(nummer=3).update(was_houder="Iemand Anders"),
        "een andere reden": lambda: Uitgave.objects.filter(nummer=2).update(reden="het zo uitkwam"),
        "een uitgave weg": lambda: Uitgave.objects.filter(nummer=3).delete(),
        "een ander bestand": verwisseld,
    }
    niet_gevonden = []
    for naam, aanval in aanvallen.items():
        with transaction.atomic():
            with pgtrigger.ignore():
                aanval()
            if not logboekcontrole.controleren():
                niet_gevonden.append(naam)
            transaction.set_rollback(True)
    assert niet_gevonden == []


# ---- the register


def test_the_register_finds_a_certificate_by_what_every_edition_said(client, wereld, certificaat):
    maak(wereld, certificaat, houder="Sterrenwelzijn", plaats="Elzen")
    maak(wereld, certificaat, houder="Samen Sterk")
    vermelding(
        wereld.traject, wereld.bram.organisatie, "KSW-2020-0001", over(-2), houder="Hof van Twente", plaats="Twello"
    )
    for zoek in ("samen", "sterrenw", "wilgendam welzijn", "sterrenwelzijn elzen"):
        assert namen(client.get("/register/", {"zoek": zoek})) == ["Samen Sterk"], zoek
    pagina = tekst(client.get("/register/", {"zoek": "sterrenwelzijn"}))
    assert "Op uitgave 2 stond: Sterrenwelzijn, Elzen" in pagina and "Op uitgave 1" not in pagina
    veranderd = pagina.split("Laatst veranderd in het register")[1]
    assert re.findall(r"</svg> ([^<]+)</span>", veranderd) == [*["Nieuwe uitgave"] * 2, "Toegekend", "Toegekend"]
    lijst = client.get(reverse("register_export", args=["csv"]), {"zoek": "wilgendam"}).inhoud.decode("utf-8-sig")
    (rij,) = csv.DictReader(io.StringIO(lijst), delimiter=";")
    assert (rij["Houder"], rij["Plaats"], rij["Uitgave"]) == ("Samen Sterk", "Elzen", "3")
    assert namen(client.get("/register/", {"sorteer": "naam"})) == ["Hof van Twente", "Samen Sterk"]


def test_searching_by_earlier_editions_takes_as_many_queries_for_one_as_for_thirty(client, wereld):
    aantallen = []
    for aantal in (1, 30):
        for nr in range(aantal):
            organisatie = Organisatie.objects.create(naam=f"Nieuw {aantal} {nr}", soort="lid", plaats="Elzen")
            een = vermelding(wereld.traject, organisatie, f"KSW-2021-{aantal:02d}{nr:02d}", over(-2))
            Certificaatbestand.objects.create(
                certificaat=een, bestand=f"certificaten/{een.nummer}.pdf", sha256="0" * 64
            )
            maak(wereld, een, met_pdf=False, houder=f"Anders{aantal}x {nr}")
        with CaptureQueriesContext(connection) as vragen:
            assert len(namen(client.get("/register/", {"zoek": f"nieuw {aantal}"}))) == min(aantal, 25)
        aantallen.append(len(vragen))
    assert len(set(aantallen)) == 1 and aantallen[0] <= 11

"""Lists with personal data as a file: the same rows as on the screen, guarded, and in the log."""

import csv
import io
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from leden.bevoegdheden import Geweigerd, Handeling
from leden.handelingen.lijsten import lijst_downloaden
from leden.handelingen.uitnodigingen import uitnodigen
from leden.models import Belang, Gebeurtenis, Gebruiker, Lidmaatschap, Organisatie
from ledenbestand.handelingen import ledenbestand_aanbieden, ledenbestand_inlezen, nagekeken
from tests.inloggen.test_bevestigen import oud_bewijs
from tests.ledenbestanden import KOPPEN, leden, lid, werkmap

ORGANISATIES = "/organisaties/downloaden/"


def ingelezen(wie, rijen):
    ledenbestand = ledenbestand_aanbieden(wie, inhoud=werkmap(rijen), bestandsnaam="leden.xlsx")
    return ledenbestand_inlezen(wie, ledenbestand, nagekeken(ledenbestand).vingerafdruk())


def download(client, url, vorm="csv"):
    antwoord = client.post(url, {"vorm": vorm})
    assert antwoord["Content-Disposition"].endswith(f'.{vorm}"')
    return antwoord.inhoud


def uit_csv(inhoud):
    return list(csv.DictReader(io.StringIO(inhoud.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_organisations_are_downloaded_as_they_were_found_and_that_is_in_the_log(wereld, als):
    ingelezen(wereld.gijs, leden(3))
    client = als(wereld.gijs)
    bladzijde = client.get(reverse("organisaties"), {"q": "buurthuis", "bladzijde": 1}).content.decode()
    assert f'href="{ORGANISATIES}?q=buurthuis"' in bladzijde
    assert "3 organisaties, met hun contactpersonen" in client.get(f"{ORGANISATIES}?q=buurthuis").content.decode()
    assert Gebeurtenis.objects.count() == 1
    rijen = uit_csv(download(client, f"{ORGANISATIES}?q=buurthuis&sorteer=-naam"))
    assert [rij["Naam"] for rij in rijen] == ["Buurthuis 0003", "Buurthuis 0002", "Buurthuis 0001"]
    assert rijen[2] == {
        **{kop: str(cel or "") for kop, cel in lid(1).items()},
        "Fte": "41,50",
        "Soort": "lidorganisatie",
    }
    regel = Gebeurtenis.objects.last()
    assert (regel.handeling, regel.onderwerp, regel.reden) == (
        "organisaties_downloaden",
        "organisaties",
        "3 rijen, csv",
    )


def test_numbers_and_dates_are_numbers_and_dates_in_excel(wereld, als):
    ingelezen(wereld.gijs, leden(1))
    inhoud = download(als(wereld.gijs), f"{ORGANISATIES}?q=buurthuis", "xlsx")
    koppen, rij = load_workbook(io.BytesIO(inhoud)).active.values
    rij = dict(zip(koppen, rij, strict=True))
    assert koppen[:-1] == tuple(KOPPEN)
    assert (rij["KvK-nummer"], rij["Fte"], rij["Locaties"], rij["Lid sinds"], rij["Lid tot en met"]) == (
        *("00000001", 41.5, 5, datetime(2020, 1, 1), None),
    )


@pytest.mark.parametrize("vorm", ["xlsx", "csv"])
def test_the_list_can_be_read_in_again_and_changes_nothing(wereld, als, vorm):
    ingelezen(wereld.gijs, [*leden(20), lid(21, Naam="+31 Welzijn", Plaats="-2", Opmerkingen="'=1+1")])
    inhoud = download(als(wereld.gijs), f"{ORGANISATIES}?soort=lid&q=0000", vorm)
    ledenbestand = ledenbestand_aanbieden(wereld.gijs, inhoud=inhoud, bestandsnaam=f"organisaties.{vorm}")
    nakijking = nagekeken(ledenbestand)
    assert nakijking.fouten == []
    assert nakijking.aantallen() == {"nieuw": 0, "gewijzigd": 0, "gelijk": 21}


def test_no_cell_of_an_organisation_is_a_formula(wereld, als):
    kwaad = '=HYPERLINK("https://kwaad.example";"klik")'
    Organisatie.objects.create(
        naam=kwaad, soort="lid", plaats="@SUM(A1)", adres="\t=1", contactpersoon="-2+3", opmerkingen="+1"
    )
    client = als(wereld.gijs)
    (rij,) = uit_csv(download(client, f"{ORGANISATIES}?q=kwaad.example"))
    assert [rij[kop][0] for kop in ("Naam", "Plaats", "Straat en huisnummer", "Contactpersoon", "Opmerkingen")] == [
        "'"
    ] * 5
    inhoud = download(client, f"{ORGANISATIES}?q=kwaad.example", "xlsx")
    _, cellen = load_workbook(io.BytesIO(inhoud)).active.iter_rows()
    assert {cel.data_type for cel in cellen if isinstance(cel.value, str)} == {"s"}
    assert cellen[1].value == kwaad


def test_a_beheerder_takes_along_the_own_people_and_nobody_else(wereld, als):
    wereld.joke.gebruiker.naam = "=Joke"
    wereld.joke.gebruiker.save()
    client, url = als(wereld.hilde), reverse("mensen_export", args=[wereld.hilde.organisatie_id])
    assert f'href="{url}?q=joke"' in client.get(reverse("mensen"), {"q": "joke"}).content.decode()
    rijen = uit_csv(download(client, f"{url}?q=joke"))
    assert [(rij["Naam"], rij["E-mailadres"], rij["Rollen"], rij["Geblokkeerd"]) for rij in rijen] == [
        ("'=Joke", "joke@voorbeeld.example", "kwaliteitsmedewerker", "nee")
    ]
    assert len(uit_csv(download(client, url))) == 3
    regel = Gebeurtenis.objects.last()
    assert (regel.handeling, regel.onderwerp, regel.reden) == (
        *("mensen_downloaden", wereld.hilde.organisatie.onderwerp, "3 rijen, csv"),
    )
    assert client.post(reverse("mensen_export", args=[wereld.bram.organisatie_id]), {"vorm": "csv"}).status_code == 404
    assert als(wereld.joke).post(url, {"vorm": "csv"}).status_code == 403


def test_the_invitations_of_an_organisation_are_downloaded_as_they_were_found(wereld, als):
    organisatie = wereld.hilde.organisatie
    for email, rollen in (("=1+1@voorbeeld.example", ["bestuurder"]), ("iris@voorbeeld.example", ["beheerder"])):
        uitnodigen(wereld.hilde, organisatie, email=email, rollen=rollen)
    client, url = als(wereld.hilde), reverse("uitnodigingen_export", args=[organisatie.pk])
    pagina = client.get(reverse("uitnodigingen", args=[organisatie.pk]), {"q": "voorbeeld"}).content.decode()
    assert f'href="{url}?q=voorbeeld"' in pagina
    assert "2 uitnodigingen, met e-mailadres, rollen en stand." in client.get(url).content.decode()
    rijen = uit_csv(download(client, f"{url}?sorteer=-email"))
    assert [(rij["E-mailadres"], rij["Rollen"], rij["Stand"], rij["Gevraagd door"]) for rij in rijen] == [
        ("iris@voorbeeld.example", "beheerder", "open", wereld.hilde.gebruiker.naam),
        ("'=1+1@voorbeeld.example", "bestuurder", "open", wereld.hilde.gebruiker.naam),
    ]
    assert len(uit_csv(download(client, f"{url}?q=iris"))) == 1
    assert uit_csv(download(client, f"{url}?stand=aangenomen")) == []
    regel = Gebeurtenis.objects.filter(handeling="mensen_downloaden").first()
    assert (regel.onderwerp, regel.reden) == (f"uitnodigingen van {organisatie.onderwerp}", "2 rijen, csv")
    assert als(wereld.nora).post(url, {"vorm": "csv"}).status_code == 404


def test_the_qualifications_are_those_of_the_own_certifier_or_of_all_for_the_bureau(wereld, als):
    url = reverse("bekwaamheden_export")
    vera = wereld.vera.gebruiker.bekwaamheden.first()
    vera.omschrijving = "=1+1"
    vera.save()
    client = als(wereld.karin)
    assert f'href="{url}?stand=geldig"' in client.get(reverse("bekwaamheden"), {"stand": "geldig"}).content.decode()
    namen = {rij["Wie"] for rij in uit_csv(download(client, url))}
    assert wereld.meike.gebruiker.naam in namen and wereld.vera.gebruiker.naam not in namen
    bureau = als(wereld.gijs)
    rijen = uit_csv(download(bureau, f"{url}?q=1%2B1"))
    assert [(rij["Wie"], rij["Omschrijving"], rij["Geldt nu"]) for rij in rijen] == [
        (wereld.vera.gebruiker.naam, "'=1+1", "ja")
    ]
    regel = Gebeurtenis.objects.last()
    assert (regel.handeling, regel.onderwerp, regel.reden) == (
        "bekwaamheden_downloaden",
        "bekwaamheden",
        "1 rijen, csv",
    )
    assert als(wereld.meike).post(url, {"vorm": "csv"}).status_code == 403


def test_the_register_of_interests_has_a_row_per_interest_and_one_for_who_has_none(wereld, als):
    kwaad = Organisatie.objects.create(naam="=1+1", soort="lid", plaats="Zeist")
    for soort, organisatie in (("advies", kwaad), ("familie", wereld.bram.organisatie)):
        Belang.objects.create(
            gebruiker=wereld.meike.gebruiker,
            organisatie=organisatie,
            soort=soort,
            van=date(2024, 1, 1),
            toelichting="geheim",
        )
    client = als(wereld.karin)
    assert 'href="/belangen/register/downloaden/?q=e"' in client.get("/belangen/register/", {"q": "e"}).content.decode()
    rijen = uit_csv(download(client, "/belangen/register/downloaden/"))
    assert [(rij["Naam"], rij["Organisatie"], rij["Soort belang"], rij["Vanaf"]) for rij in rijen] == [
        ("Karin Dotterbloem", "", "", ""),
        ("Meike Lisdodde", "Stichting Buurtkracht Oever", "familieband", "2024-01-01"),
        ("Meike Lisdodde", "'=1+1", "advieswerk", "2024-01-01"),
        ("Roel Pijlkruid", "", "", ""),
        ("Samir Wollegras", "", "", ""),
        ("Tessa Waterviolier", "", "", ""),
    ]
    assert "geheim" not in str(rijen)
    assert Gebeurtenis.objects.last().handeling == "belangen_downloaden"
    assert als(wereld.meike).post("/belangen/register/downloaden/", {"vorm": "csv"}).status_code == 403


def test_another_form_or_role_gets_nothing(wereld, als):
    antwoord = als(wereld.gijs).post(ORGANISATIES, {"vorm": "exe"})
    assert "text/html" in antwoord["Content-Type"]
    with pytest.raises(Geweigerd, match="Alleen een labelbeheerder"):
        lijst_downloaden(wereld.hilde, Handeling.ORGANISATIES_DOWNLOADEN, "organisaties", aantal=1, vorm="csv")
    assert not Gebeurtenis.objects.exists()


@pytest.mark.parametrize("methode", ["get", "post"])
def test_lists_with_personal_data_ask_again_who_it_is(wereld, als, methode):
    van_hilde = [wereld.hilde.organisatie_id]
    client = oud_bewijs(als(wereld.gijs))
    for url in (
        ORGANISATIES,
        reverse("mensen_export", args=van_hilde),
        reverse("uitnodigingen_export", args=van_hilde),
        reverse("bekwaamheden_export"),
        reverse("belangen_export"),
    ):
        antwoord = getattr(client, methode)(url, {"vorm": "csv"} if methode == "post" else None)
        assert not antwoord.has_header("Content-Disposition")
        assert antwoord.status_code == 302 if methode == "get" else "bevestig" in antwoord.content.decode()
    assert not Gebeurtenis.objects.filter(handeling__endswith="downloaden").exists()


def test_thirty_rows_ask_as_many_queries_as_one(wereld, als):
    client, vragen = als(wereld.gijs), []
    for aantal in (1, 3, 30):
        organisatie = Organisatie.objects.create(naam=f"Hof {aantal}", soort="lid", plaats="Zeist")
        for nummer in range(aantal):
            Organisatie.objects.create(naam=f"Hofje {aantal}-{nummer}", soort="lid", plaats="Zeist")
            gebruiker = Gebruiker.objects.create_user(f"{aantal}-{nummer}@voorbeeld.example", f"Els {nummer}")
            Lidmaatschap.objects.create(
                gebruiker=gebruiker, organisatie=organisatie, rol="bestuurder", van=date(2020, 1, 1)
            )
        gesteld = []
        for url in (f"{ORGANISATIES}?q=Hofje {aantal}-", reverse("mensen_export", args=[organisatie.pk])):
            with CaptureQueriesContext(connection) as opdrachten:
                assert len(uit_csv(download(client, url))) == aantal
            gesteld.append(len(opdrachten))
        vragen.append(gesteld)
    assert vragen[0] == vragen[1] == vragen[2]
    assert max(vragen[0]) <= 14

"""Lists without personal data as a file: a link beside the list, with its search, and no formula in it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from huisstijl.bladeren import PER_BLADZIJDE
from inloggen.models import Inlogdienst
from leden.models import Bekwaamheid, Bekwaamheidssoort, Gebeurtenis, Gebruiker, Organisatie, Uitnodiging
from ledenbestand.handelingen import ledenbestand_aanbieden
from ledenbestand.models import Ledenbestand
from quickscan.models import QuickScan
from tests.leden.test_lijsten import download, ingelezen, uit_csv
from tests.ledenbestanden import lid, werkmap
from tests.quickscan import scans


def rijen(client, urlnaam, *args, **vraag):
    antwoord = client.get(reverse(urlnaam, args=[*args, "csv"]), vraag)
    assert antwoord["Content-Disposition"].endswith('.csv"')
    return uit_csv(antwoord.inhoud)


def test_the_bureau_takes_along_which_organisations_have_no_beheerder(wereld, als):
    client = als(wereld.gijs)
    Organisatie.objects.create(naam="=Hofje", soort="lid", plaats="Zeist")
    bladzijde = client.get(reverse("mensen"), {"beheerder": "zonder"}).content.decode()
    assert f'href="{reverse("mensen_kiezen_export", args=["xlsx"])}?beheerder=zonder"' in bladzijde
    gevonden = {rij["Organisatie"]: rij for rij in rijen(client, "mensen_kiezen_export", beheerder="zonder")}
    assert gevonden["'=Hofje"] == {
        "Organisatie": "'=Hofje",
        "Soort": "lidorganisatie",
        "Mensen": "0",
        "Heeft een beheerder": "nee",
        "Beheerder uitgenodigd": "nee",
    }
    assert wereld.hilde.organisatie.naam not in gevonden
    assert [rij["Organisatie"] for rij in rijen(als(wereld.hilde), "mensen_kiezen_export")] == [
        wereld.hilde.organisatie.naam
    ]


def test_the_sign_in_services_are_a_file_without_their_secrets(wereld, als, settings):
    Inlogdienst.objects.create(
        organisatie=wereld.hilde.organisatie, soort="entra", kenmerk="wilgendam", client_id="dit-niet"
    )
    Inlogdienst.objects.create(organisatie=wereld.nora.organisatie, soort="openid_connect", kenmerk="noorderlicht")
    client = als(wereld.gijs)
    assert rijen(client, "inlogdiensten_export", q="wilgendam") == [
        {
            "Organisatie": wereld.hilde.organisatie.naam,
            "Soort": "Microsoft Entra",
            "Aan": "nee",
            "Verplicht": "nee",
            "Inlogadres": f"{settings.ADRES}{reverse('inlogdienst', args=['wilgendam'])}",
        }
    ]
    assert len(rijen(client, "inlogdiensten_export")) == 2
    assert len(rijen(als(wereld.hilde), "inlogdiensten_export")) == 1


def test_the_scans_are_a_file_with_how_many_answered(wereld, als):
    scans.een_open_en_een_gesloten(wereld)
    scans.concept(wereld, titel="=1+1")
    gevonden = {rij["QuickScan"]: rij for rij in rijen(als(wereld.gijs), "quickscans_export")}
    assert set(gevonden) == {"'=1+1", "QuickScan in concept", "QuickScan open", "QuickScan gesloten"}
    assert gevonden["'=1+1"]["Stand"] == "concept"
    assert int(gevonden["QuickScan open"]["Organisaties gevraagd"]) == Organisatie.objects.leden().count()
    assert [rij["QuickScan"] for rij in rijen(als(wereld.gijs), "quickscans_export", zoek="1+1")] == ["'=1+1"]
    assert [rij["QuickScan"] for rij in rijen(als(wereld.joke), "quickscan_uitslagen_export")] == ["QuickScan gesloten"]


def test_what_is_wrong_in_a_members_file_goes_to_who_made_it(wereld, als):
    fout = [lid(1, Postcode="12345"), lid(2, Gemeente="@Utrcht"), lid(3)]
    ledenbestand = ledenbestand_aanbieden(wereld.gijs, inhoud=werkmap(fout), bestandsnaam="leden [1].xlsx")
    client = als(wereld.gijs)
    bladzijde = client.get(ledenbestand.get_absolute_url())
    assert "2 cellen of kolommen kloppen niet" in bladzijde.content.decode()
    assert [(rij["Rij"], rij["Kolom"]) for rij in rijen(client, "ledenbestand_nakijken_export", ledenbestand.pk)] == [
        ("2", "Postcode"),
        ("3", "Gemeente"),
    ]
    (gevonden,) = rijen(client, "ledenbestand_nakijken_export", ledenbestand.pk, q="utrcht")
    assert gevonden["Wat er niet klopt"].startswith("‘@Utrcht’") and gevonden["Letter"]
    # Square brackets are not allowed in the name of a sheet.
    url = reverse("ledenbestand_nakijken_export", args=[ledenbestand.pk, "xlsx"])
    assert client.get(url).inhoud.startswith(b"PK")
    assert als(wereld.hilde).get(url).status_code == 404


@pytest.mark.parametrize(
    ("q", "verwacht"),
    [("", [2, 3]), ("postcode", [2]), ("UTRCHT", [3]), ("3", [2, 3]), ("99", []), ("bestaat niet", [])],
)
def test_what_is_wrong_can_be_searched(wereld, als, q, verwacht):
    fout = [lid(1, Postcode="AB 123"), lid(2, Gemeente="Utrcht")]
    ledenbestand = ledenbestand_aanbieden(wereld.gijs, inhoud=werkmap(fout), bestandsnaam="leden.xlsx")
    antwoord = als(wereld.gijs).get(ledenbestand.get_absolute_url(), {"q": q})
    assert [fout.rij for fout in antwoord.context["bladzijde"]] == verwacht
    assert ("Niets gevonden" in antwoord.content.decode()) == (not verwacht)


def test_what_a_members_file_changes_is_a_file_without_personal_data(wereld, als):
    ingelezen(wereld.gijs, [lid(1)])
    client = als(wereld.gijs)
    anders = [lid(1, Plaats="@Zeist", Contactpersoon="Els Zwarte-Els"), lid(2)]
    ledenbestand = ledenbestand_aanbieden(wereld.gijs, inhoud=werkmap(anders), bestandsnaam="leden.xlsx")
    gevonden = rijen(client, "ledenbestand_nakijken_export", ledenbestand.pk, toon="gewijzigd")
    assert [(rij["Organisatie"], rij["Gegeven"], rij["Was"], rij["Wordt"]) for rij in gevonden] == [
        ("Buurthuis 0001", "Plaats", "Utrecht", "'@Zeist"),
        ("Buurthuis 0001", "Contactpersoon", "", "gewijzigd"),
    ]
    assert "Els Zwarte-Els" not in str(rijen(client, "ledenbestand_nakijken_export", ledenbestand.pk, toon="alles"))
    # Of a file that was read in before: what it did then.
    eerder = Ledenbestand.objects.ingelezen().get()
    assert {rij["Wat er gebeurt"] for rij in rijen(client, "ledenbestand_nakijken_export", eerder.pk)} == {"nieuw"}


def ingelezen_bestand(wie, naam, dag):
    return Ledenbestand.objects.create(
        bestandsnaam=naam, aangeboden_door=wie.gebruiker, ingelezen_op=timezone.make_aware(timezone.datetime(*dag))
    )


def test_what_was_read_in_before_can_be_searched_sorted_and_taken_along(wereld, als):
    for naam, dag in (("voorjaar.xlsx", (2026, 4, 1)), ("najaar.csv", (2026, 10, 1)), ("=zomer.csv", (2026, 7, 1))):
        ingelezen_bestand(wereld.gijs, naam, dag)
    client, url = als(wereld.gijs), reverse("ledenbestand")

    def namen(**vraag):
        return [een.bestandsnaam for een in client.get(url, vraag).context["bladzijde"]]

    assert namen() == ["najaar.csv", "=zomer.csv", "voorjaar.xlsx"]
    assert namen(sorteer="wanneer") == ["voorjaar.xlsx", "=zomer.csv", "najaar.csv"]
    assert namen(q="JAAR") == ["najaar.csv", "voorjaar.xlsx"]
    assert namen(q=wereld.gijs.gebruiker.naam[:5].lower()) == namen()
    assert "Geen bestand gevonden" in client.get(url, {"q": "winter"}).content.decode()
    assert [rij["Bestand"] for rij in rijen(client, "ledenbestand_export", q=".csv")] == ["najaar.csv", "'=zomer.csv"]


def test_no_plain_list_leaves_a_row_in_the_log(wereld, als):
    client = als(wereld.gijs)
    for urlnaam in ("mensen_kiezen_export", "inlogdiensten_export", "quickscans_export", "ledenbestand_export"):
        rijen(client, urlnaam)
        assert client.post(reverse(urlnaam, args=["csv"])).status_code == 405
    assert not Gebeurtenis.objects.exists()


def test_people_can_be_sorted_by_name_and_by_when_they_signed_in(wereld, als):
    client, url = als(wereld.hilde), reverse("mensen")

    def namen(**vraag):
        return [mens.naam for mens in client.get(url, vraag).context["bladzijde"]]

    assert namen(sorteer="-naam") == namen()[::-1] != namen()
    Gebruiker.objects.filter(pk=wereld.joke.gebruiker_id).update(
        last_login=timezone.make_aware(timezone.datetime(2020, 1, 1))
    )
    assert namen(sorteer="ingelogd")[0] == wereld.joke.gebruiker.naam
    assert namen(sorteer="password") == namen()


def rijen_erbij(wereld, aantal):
    """So many invitations, qualifications, services, scans and files, each to be found by `aantal`."""
    vandaag, gijs = date(2026, 1, 1), wereld.gijs.gebruiker
    soort = Bekwaamheidssoort.objects.first()
    organisaties = [Organisatie(naam=f"Hofje {aantal}-{n}", soort="lid", plaats="Zeist") for n in range(aantal)]
    Organisatie.objects.bulk_create(organisaties)
    Inlogdienst.objects.bulk_create(
        Inlogdienst(organisatie=een, soort="entra", kenmerk=f"hofje-{een.pk}") for een in organisaties
    )
    QuickScan.objects.bulk_create(
        QuickScan(titel=f"Scan {aantal}-{n}", inleiding="Hoe gaat het?", sluit_op=vandaag) for n in range(aantal)
    )
    for n in range(aantal):
        mens = Gebruiker.objects.create_user(f"{aantal}-{n}@voorbeeld.example", f"Els {aantal}-{n}")
        Bekwaamheid.objects.create(gebruiker=mens, soort=soort, omschrijving=f"Vak {aantal}-", van=vandaag)
        ingelezen_bestand(wereld.gijs, f"leden {aantal}-{n}.csv", (2026, 1, 1))
        Uitnodiging.objects.create(
            organisatie=wereld.hilde.organisatie,
            email=f"nieuw{aantal}-{n}@voorbeeld.example",
            rollen=["bestuurder"],
            uitgenodigd_door=gijs,
        )


ZONDER_VRAAG = (
    ("mensen", "mensen_kiezen_export", "q"),
    ("inlogdiensten", "inlogdiensten_export", "q"),
    ("quickscans", "quickscans_export", "zoek"),
    ("ledenbestand", "ledenbestand_export", "q"),
)


def test_thirty_rows_ask_as_many_queries_as_one(wereld, als):
    client, vragen = als(wereld.gijs), {}

    def meet(naam, aantal, doe):
        with CaptureQueriesContext(connection) as opdrachten:
            assert doe() == aantal
        vragen.setdefault(naam, []).append(len(opdrachten))

    def op_de_bladzijde(url, vraag):
        return len(client.get(url, vraag).context["bladzijde"])

    for aantal in (1, 3, 30):
        rijen_erbij(wereld, aantal)
        for naam, args in (("uitnodigingen", [wereld.hilde.organisatie_id]), ("bekwaamheden", [])):
            vraag, url = {"q": f"{aantal}-"}, reverse(naam, args=args)
            meet(naam, min(aantal, PER_BLADZIJDE), lambda url=url, vraag=vraag: op_de_bladzijde(url, vraag))
            url = f"{reverse(f'{naam}_export', args=args)}?q={aantal}-"
            meet(f"{naam}_export", aantal, lambda url=url: len(uit_csv(download(client, url))))
        for naam, export, veld in ZONDER_VRAAG:
            vraag = {veld: f"{aantal}-"}
            meet(naam, min(aantal, PER_BLADZIJDE), lambda naam=naam, vraag=vraag: op_de_bladzijde(reverse(naam), vraag))
            meet(export, aantal, lambda export=export, vraag=vraag: len(rijen(client, export, **vraag)))
    assert {naam: aantallen for naam, aantallen in vragen.items() if len(set(aantallen)) > 1} == {}
    assert max(aantallen[0] for aantallen in vragen.values()) <= 14

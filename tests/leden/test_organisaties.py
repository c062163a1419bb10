"""The pages of organisations: the list, admitting, changing, and a member that stops."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from huisstijl.bladeren import PER_BLADZIJDE
from leden.bevoegdheden import Geweigerd
from leden.bevoegdheden.organisaties import afmeldbelemmeringen
from leden.handelingen import organisaties as handelingen
from leden.handelingen.opvolging import samenvoegen
from leden.models import Gebeurtenis, Organisatie
from tests.gedeeld import gedeelde_wereld
from tests.personen import klein_kader
from tests.rijen import trajecten_erbij
from trajecten.bevoegdheden import aanmeldbelemmeringen
from trajecten.levensloop import Status


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    for wie in (gedeeld.hilde, gedeeld.gijs, gedeeld.joke, gedeeld.bram):
        wie.organisatie.refresh_from_db()
    return gedeeld


def lijst(client, **vraag):
    bladzijde = client.get(reverse("organisaties"), vraag)
    assert bladzijde.status_code == 200
    return [organisatie.naam for organisatie in bladzijde.context["bladzijde"]]


def laatste_regel(organisatie):
    return Gebeurtenis.objects.filter(onderwerp=organisatie.onderwerp).latest("volgnummer")


# ---- the list


def test_the_list_stands_in_order_of_name(wereld, als):
    assert lijst(als(wereld.gijs)) == [
        "Beheercommissie",
        "Bureau Kwaliteitslabel",
        "Certificatie Zuiderzon",
        "Stichting Buurtkracht Oever",
        "Toetshuis Noorderlicht",
        "Welzijn Wilgendam",
    ]


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ({"q": "OEVER"}, ["Stichting Buurtkracht Oever"]),
        ({"q": "statutair"}, ["Welzijn Wilgendam"]),
        ({"q": "00000042"}, ["Welzijn Wilgendam"]),
        ({"q": "huizen"}, ["Welzijn Wilgendam"]),
        ({"q": "%"}, []),
        ({"soort": "certificeerder"}, ["Certificatie Zuiderzon", "Toetshuis Noorderlicht"]),
        ({"lid": "nu"}, ["Welzijn Wilgendam"]),
        ({"lid": "niet", "soort": "lid"}, ["Stichting Buurtkracht Oever"]),
        ({"soort": "keurmerk", "q": "oever"}, ["Stichting Buurtkracht Oever"]),
    ],
    ids=str,
)
def test_the_list_can_be_searched(wereld, als, vraag, verwacht):
    Organisatie.objects.filter(naam="Welzijn Wilgendam").update(
        kvk_nummer="00000042", gemeente="GM0406", statutaire_naam="Stichting Statutair"
    )
    Organisatie.objects.filter(naam="Stichting Buurtkracht Oever").update(lid_tot=date(2020, 1, 1))
    assert lijst(als(wereld.gijs), **vraag) == verwacht


def test_the_list_can_be_sorted_by_place(wereld, als):
    Organisatie.objects.filter(naam="Toetshuis Noorderlicht").update(plaats="Assen")
    assert lijst(als(wereld.gijs), sorteer="plaats")[0] == "Toetshuis Noorderlicht"
    assert lijst(als(wereld.gijs), sorteer="-plaats")[-1] == "Toetshuis Noorderlicht"
    assert lijst(als(wereld.gijs), sorteer="contact_email")[0] == "Beheercommissie"


def test_nothing_found_says_what_helps(wereld, als):
    bladzijde = als(wereld.gijs).get(reverse("organisaties"), {"q": "bestaat niet"}).content.decode()
    assert "Geen organisatie gevonden" in bladzijde


def test_a_long_list_has_pages_and_asks_as_many_queries_as_a_short_one(wereld, als):
    client, vragen = als(wereld.gijs), []
    for aantal in (1, 3, 30):
        Organisatie.objects.bulk_create(
            Organisatie(naam=f"Hofje {aantal}-{n}", soort="lid", plaats="Wilgendam") for n in range(aantal)
        )
        with CaptureQueriesContext(connection) as gesteld:
            gevonden = lijst(client, q=f"Hofje {aantal}-")
        vragen.append(len(gesteld))
        assert len(gevonden) == min(aantal, PER_BLADZIJDE)
    assert vragen[0] == vragen[1] == vragen[2] <= 8
    assert len(lijst(client, q="Hofje 30-", bladzijde=2)) == 5


# ---- admitting

NIEUW = {
    "naam": "Welzijn Rietland",
    "soort": "lid",
    "plaats": "Rietland",
    "postcode": "1234ab",
    "gemeente": "GM0406",
    "kvk_nummer": "00000099",
    "fte": "12,5",
    "lid_sinds": "1 januari 2026",
}


def test_the_bureau_admits_an_organisation(wereld, als):
    antwoord = als(wereld.gijs).post(reverse("organisatie_toelaten"), NIEUW, follow=True)
    organisatie = Organisatie.objects.get(naam="Welzijn Rietland")
    assert antwoord.redirect_chain == [(organisatie.get_absolute_url(), 302)]
    assert (organisatie.postcode, organisatie.fte, organisatie.lid_sinds) == (
        "1234 AB",
        Decimal("12.5"),
        date(2026, 1, 1),
    )
    assert organisatie.rsin is None
    regel = laatste_regel(organisatie)
    assert (regel.handeling, regel.naam, regel.reden) == (
        "organisatie_toelaten",
        "Gijs Veenbes",
        "Welzijn Rietland, lidorganisatie",
    )
    assert "Nodig nu de eerste beheerder uit" in antwoord.content.decode()


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"naam": "Welzijn Wilgendam"}, "Er is al een organisatie die zo heet."),
        ({"kvk_nummer": "123"}, "Een KvK-nummer heeft 8 cijfers."),
        ({"kvk_nummer": "00000042"}, "Dit KvK-nummer hoort al bij een andere organisatie."),
        ({"rsin": "123456789"}, "Dit nummer kan geen RSIN zijn. Kijk de cijfers na."),
        ({"postcode": "12345"}, "Schrijf de postcode zo: 1234 AB."),
        ({"gemeente": "GM9999"}, "Deze keuze is er niet. Kies opnieuw."),
        ({"soort": "bureau"}, "Deze keuze is er niet. Kies opnieuw."),
        ({"contact_email": "x"}, "Dit lijkt geen e-mailadres."),
        ({"lid_sinds": "gisteren"}, "Dit lijkt geen datum."),
        ({"plaats": ""}, "Vul dit in."),
    ],
    ids=str,
)
def test_a_refused_form_says_why_keeps_what_was_typed_and_changes_nothing(wereld, als, anders, zin):
    Organisatie.objects.filter(naam="Welzijn Wilgendam").update(kvk_nummer="00000042")
    eerst = Organisatie.objects.count()
    bladzijde = als(wereld.gijs).post(reverse("organisatie_toelaten"), NIEUW | anders).content.decode()
    assert zin in bladzijde
    assert 'value="00000099"' in bladzijde or "kvk_nummer" in anders
    assert Organisatie.objects.count() == eerst


def test_only_the_bureau_admits(wereld):
    for wie in (wereld.hilde, wereld.joke, wereld.karin):
        with pytest.raises(Geweigerd, match="Alleen een labelbeheerder"):
            handelingen.organisatie_toelaten(wie, naam="Nieuw", soort="lid", plaats="Utrecht")


def test_an_act_refuses_what_no_form_has_seen(wereld):
    with pytest.raises(Geweigerd, match="8 cijfers"):
        handelingen.organisatie_toelaten(wereld.gijs, naam="Nieuw", soort="lid", plaats="Utrecht", kvk_nummer="1")


# ---- changing


def test_the_bureau_changes_everything_and_the_log_says_what(wereld, als):
    organisatie = wereld.joke.organisatie
    gegevens = {"plaats": "Oeverwijk", "gemeente": "GM0406", "kvk_nummer": "00000077", "fte": "41,5", "locaties": "5"}
    gegevens |= {"opmerkingen": "Belt liever dan dat zij mailt.", "contactpersoon": "Hilde Zwanenbloem"}
    antwoord = als(wereld.gijs).post(reverse("organisatie_wijzigen", args=[organisatie.pk]), gegevens)
    assert antwoord.status_code == 302
    organisatie.refresh_from_db()
    assert (organisatie.plaats, organisatie.fte, organisatie.naam) == (
        "Oeverwijk",
        Decimal("41.5"),
        "Welzijn Wilgendam",
    )
    assert laatste_regel(organisatie).reden == (
        "KvK-nummer: leeg, nu 00000077; plaats: Wilgendam, nu Oeverwijk; gemeente: leeg, nu Huizen; fte: leeg, nu 41,5; "
        "locaties: leeg, nu 5; contactpersoon gewijzigd; opmerkingen, alleen voor het bureau gewijzigd"
    )


def ingevuld(antwoord):
    """What a browser would send of the form on this page."""
    form = antwoord.context["form"]
    return {veld.html_name: "" if (waarde := veld.value()) is None else waarde for veld in form}


@pytest.mark.parametrize(("fte", "getoond"), [("9.00", "9"), ("41.50", "41,5"), ("100", "100")])
def test_the_form_shows_the_fte_as_people_write_it(wereld, als, fte, getoond):
    Organisatie.objects.filter(pk=wereld.hilde.organisatie_id).update(fte=Decimal(fte))
    pagina = als(wereld.hilde).get(reverse("eigen_organisatie_wijzigen")).content.decode()
    assert f'name="fte" value="{getoond}"' in pagina


@pytest.mark.parametrize(
    ("persoon", "naam"), [("gijs", "organisatie_wijzigen"), ("hilde", "eigen_organisatie_wijzigen")]
)
def test_who_saves_after_somebody_else_is_told_what_changed_and_keeps_what_was_typed(wereld, als, persoon, naam):
    organisatie, client = wereld.joke.organisatie, als(getattr(wereld, persoon))
    Organisatie.objects.filter(pk=organisatie.pk).update(fte=Decimal("12.50"))
    adres = reverse(naam, args=[organisatie.pk] if persoon == "gijs" else [])
    getypt = ingevuld(client.get(adres)) | {"website": "https://wilgendam.example", "adres": "Wilgenlaan 12"}
    handelingen.organisatie_wijzigen(wereld.gijs, organisatie, adres="Rietkade 3", fte=Decimal(40), locaties=2)

    antwoord = client.post(adres, getypt)
    assert (
        antwoord.context["form"]
        .non_field_errors()[0]
        .startswith("Terwijl u bezig was, is ook gewijzigd: straat en huisnummer, fte, locaties.")
    )
    nu = ingevuld(antwoord)
    assert (nu["website"], nu["adres"], nu["fte"], nu["locaties"]) == (
        "https://wilgendam.example",
        "Wilgenlaan 12",
        40,
        2,
    )
    organisatie.refresh_from_db()
    assert (organisatie.adres, organisatie.website) == ("Rietkade 3", "")

    assert client.post(adres, nu).status_code == 302
    organisatie.refresh_from_db()
    assert (organisatie.adres, organisatie.fte, organisatie.website) == (
        "Wilgenlaan 12",
        40,
        "https://wilgendam.example",
    )


def test_who_clicks_twice_on_save_has_saved_once(wereld, als):
    client, adres = als(wereld.hilde), reverse("eigen_organisatie_wijzigen")
    getypt = ingevuld(client.get(adres)) | {"adres": "Wilgenlaan 12"}
    for _ in range(2):
        assert client.post(adres, getypt).status_code == 302
    assert Gebeurtenis.objects.filter(handeling="eigen_organisatie_wijzigen").count() == 1


def test_saving_without_a_change_is_no_row_in_the_log(wereld):
    handelingen.organisatie_wijzigen(wereld.gijs, wereld.joke.organisatie, plaats="Wilgendam")
    assert not Gebeurtenis.objects.filter(onderwerp=wereld.joke.organisatie.onderwerp).exists()


def test_a_postcode_typed_in_another_way_is_no_change_and_no_row_in_the_log(wereld):
    organisatie = handelingen.organisatie_wijzigen(wereld.gijs, wereld.joke.organisatie, postcode="1234ab")
    assert organisatie.postcode == "1234 AB" and "nu 1234 AB" in laatste_regel(organisatie).reden
    regels = Gebeurtenis.objects.count()
    for getypt in ("1234AB", "1234 ab", " 1234 AB "):
        handelingen.organisatie_wijzigen(wereld.gijs, organisatie, postcode=getypt)
    assert Gebeurtenis.objects.count() == regels


def test_the_beheerder_changes_the_own_organisation_but_not_who_it_is(wereld, als):
    gegevens = {"adres": "Wilgenlaan 12", "plaats": "Wilgendam", "postcode": "1234AB", "kvk_nummer": "00000066"}
    gegevens |= {"naam": "Anders", "opmerkingen": "x", "lid_sinds": "1-1-2020"}
    antwoord = als(wereld.hilde).post(reverse("eigen_organisatie_wijzigen"), gegevens, follow=True)
    organisatie = Organisatie.objects.get(pk=wereld.hilde.organisatie_id)
    assert (organisatie.adres, organisatie.postcode) == ("Wilgenlaan 12", "1234 AB")
    assert (organisatie.naam, organisatie.kvk_nummer, organisatie.opmerkingen, organisatie.lid_sinds) == (
        "Welzijn Wilgendam",
        None,
        "",
        None,
    )
    assert "Wilgenlaan 12" in antwoord.content.decode()
    assert laatste_regel(organisatie).handeling == "eigen_organisatie_wijzigen"


def test_an_act_writes_no_field_that_the_role_does_not_keep(wereld):
    organisatie = handelingen.eigen_organisatie_wijzigen(wereld.hilde, kvk_nummer="00000066", naam="Anders")
    organisatie.refresh_from_db()
    assert (organisatie.naam, organisatie.kvk_nummer) == ("Welzijn Wilgendam", None)


def test_others_of_the_organisation_read_and_do_not_change(wereld, als):
    bladzijde = als(wereld.joke).get(reverse("eigen_organisatie")).content.decode()
    assert "Welzijn Wilgendam" in bladzijde
    assert "Wijzig de gegevens" not in bladzijde
    with pytest.raises(Geweigerd, match="Alleen een beheerder"):
        handelingen.eigen_organisatie_wijzigen(wereld.joke, plaats="Elders")


def test_nobody_but_the_bureau_reads_the_remarks(wereld, als):
    Organisatie.objects.update(opmerkingen="Let op: GEHEIM")
    for wie in (wereld.hilde, wereld.ingrid, wereld.joke):
        for naam in ("eigen_organisatie", "eigen_organisatie_wijzigen"):
            assert "GEHEIM" not in als(wie).get(reverse(naam)).content.decode()
    assert "GEHEIM" in als(wereld.gijs).get(wereld.joke.organisatie.get_absolute_url()).content.decode()


def test_the_page_of_an_organisation_asks_as_many_queries_for_many_rows(wereld, als):
    url, client, vragen = wereld.joke.organisatie.get_absolute_url(), als(wereld.gijs), []
    kader = klein_kader()
    for aantal in (1, 3, 30):
        trajecten_erbij(wereld, kader, ["Welzijn Wilgendam"] * aantal, Status.LOPEND)
        for n in range(aantal):
            handelingen.organisatie_wijzigen(wereld.gijs, wereld.joke.organisatie, plaats=f"Wijk {aantal}-{n}")
        with CaptureQueriesContext(connection) as gesteld:
            client.get(url)
        vragen.append(len(gesteld))
    assert vragen[0] == vragen[1] == vragen[2] <= 12


# ---- a member that stops


def test_after_the_last_day_no_new_traject_can_begin(wereld, als):
    vandaag = timezone.localdate()
    organisatie = wereld.joke.organisatie
    antwoord = als(wereld.gijs).post(
        reverse("lid_afmelden", args=[organisatie.pk]),
        {"lid_tot": f"{vandaag - timedelta(days=1):%d-%m-%Y}", "reden": "Gestopt."},
        follow=True,
    )
    assert "is afgemeld als lid" in antwoord.content.decode()
    assert laatste_regel(organisatie).reden.endswith("Gestopt.")
    assert aanmeldbelemmeringen(wereld.joke) == [
        "Welzijn Wilgendam is nu geen lid. Vraag het bureau wat er mogelijk is."
    ]


def test_until_the_last_day_nothing_changes(wereld):
    handelingen.lid_afmelden(wereld.gijs, wereld.joke.organisatie, lid_tot=timezone.localdate(), reden="")
    assert aanmeldbelemmeringen(wereld.joke) == []


def test_only_a_member_stops_and_only_once(wereld):
    with pytest.raises(Geweigerd, match="geen lidorganisatie"):
        handelingen.lid_afmelden(wereld.gijs, wereld.karin.organisatie, lid_tot=date(2026, 1, 1), reden="")
    handelingen.lid_afmelden(wereld.gijs, wereld.bram.organisatie, lid_tot=date(2030, 1, 1), reden="")
    with pytest.raises(Geweigerd, match="is al afgemeld: lid tot en met 1 januari 2030"):
        handelingen.lid_afmelden(wereld.gijs, wereld.bram.organisatie, lid_tot=date(2030, 1, 1), reden="")


def test_the_last_day_comes_after_the_first(wereld):
    Organisatie.objects.filter(pk=wereld.bram.organisatie_id).update(lid_sinds=date(2026, 1, 1))
    with pytest.raises(Geweigerd, match="eindigt voor het begint"):
        handelingen.lid_afmelden(wereld.gijs, wereld.bram.organisatie, lid_tot=date(2025, 1, 1), reden="")


def test_who_went_into_another_organisation_cannot_be_written_off_any_more(wereld):
    samenvoegen(wereld.gijs, wereld.joke.organisatie, opgegaan_in=wereld.bram.organisatie, per=timezone.localdate())
    opgegaan = Organisatie.objects.get(pk=wereld.joke.organisatie_id)
    (zin,) = afmeldbelemmeringen(wereld.gijs, opgegaan)
    assert zin.startswith("Welzijn Wilgendam ging al op in Stichting Buurtkracht Oever")

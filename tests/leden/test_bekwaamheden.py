"""Qualifications of assessors and their kinds: who keeps them, and what they close."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leden.bevoegdheden import Geweigerd
from leden.handelingen import certificeerders as handelingen
from leden.models import (
    Bekwaamheid,
    Bekwaamheidssoort,
    Gebeurtenis,
    Gebruiker,
    Lidmaatschap,
    zonder_vereiste,
)
from tests.dagen import over
from tests.gedeeld import gedeelde_wereld
from tests.personen import klein_kader, traject_in
from trajecten import handelingen as trajecthandelingen
from trajecten.bevoegdheden import kandidaten
from trajecten.levensloop import Status
from trajecten.models import Toewijzing


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.kader = klein_kader()
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


def laat_verlopen(gebruiker):
    Bekwaamheid.objects.filter(gebruiker=gebruiker).update(geldig_tot=over(-1))


# ---- qualifications


def zinnen(wereld, traject, wie):
    return next(een.belemmeringen for een in kandidaten(traject) if een.gebruiker == wie.gebruiker)


def test_who_has_no_valid_qualification_is_no_candidate_and_the_sentence_says_why(wereld):
    traject = traject_in(Status.AANGEMELD, wereld, wereld.kader)
    laat_verlopen(wereld.meike.gebruiker)
    assert zinnen(wereld, traject, wereld.meike) == [
        "Meike Lisdodde heeft nu geen geldige bekwaamheid 'Opleiding'. De beheerder van Toetshuis Noorderlicht houdt die bij."
    ]
    assert zinnen(wereld, traject, wereld.samir) == []


@pytest.mark.parametrize("dagen", [0, 30, None])
def test_a_qualification_holds_up_to_and_with_its_last_day(wereld, dagen):
    traject = traject_in(Status.AANGEMELD, wereld, wereld.kader)
    tot = None if dagen is None else over(dagen)
    Bekwaamheid.objects.filter(gebruiker=wereld.meike.gebruiker).update(geldig_tot=tot)
    assert zinnen(wereld, traject, wereld.meike) == []


def test_a_kind_that_is_not_required_keeps_nobody_out(wereld):
    traject = traject_in(Status.AANGEMELD, wereld, wereld.kader)
    Bekwaamheidssoort.objects.create(code="proef", naam="Proef", is_vereist=False)
    assert zinnen(wereld, traject, wereld.meike) == []
    Bekwaamheidssoort.objects.filter(code="proef").update(is_vereist=True)
    assert "'Proef'" in zinnen(wereld, traject, wereld.meike)[0]


@pytest.mark.parametrize("rol", ["toetser", "controleur"])
def test_no_team_with_a_lapsed_qualification(wereld, rol):
    traject = traject_in(Status.AANGEMELD, wereld, wereld.kader)
    laat_verlopen((wereld.meike if rol == "toetser" else wereld.roel).gebruiker)
    with pytest.raises(Geweigerd, match="geen geldige bekwaamheid"):
        trajecthandelingen.accepteren(
            wereld.karin,
            traject,
            toetsers=[wereld.meike.gebruiker],
            teamleider=wereld.meike.gebruiker,
            controleur=wereld.roel.gebruiker,
        )


@pytest.mark.parametrize("rol", ["toetser", "controleur"])
def test_the_database_refuses_an_assignment_with_a_lapsed_qualification(wereld, rol):
    traject = traject_in(Status.AANGEMELD, wereld, wereld.kader)
    laat_verlopen(wereld.meike.gebruiker)
    with pytest.raises(IntegrityError, match="geen geldige bekwaamheid"), transaction.atomic():
        Toewijzing.objects.create(traject=traject, gebruiker=wereld.meike.gebruiker, rol=rol)
    samir = Toewijzing.objects.create(traject=traject, gebruiker=wereld.samir.gebruiker, rol=rol)
    with pytest.raises(IntegrityError, match="geen geldige bekwaamheid"), transaction.atomic():
        Toewijzing.objects.filter(pk=samir.pk).update(gebruiker=wereld.meike.gebruiker)


def test_who_decides_needs_no_qualification(wereld):
    traject = traject_in(Status.AANGEMELD, wereld, wereld.kader)
    Toewijzing.objects.create(traject=traject, gebruiker=wereld.bert.gebruiker, rol="beslisser")


def test_the_planner_reads_why_someone_cannot_be_chosen(wereld, als):
    traject = traject_in(Status.AANGEMELD, wereld, wereld.kader)
    laat_verlopen(wereld.meike.gebruiker)
    bladzijde = als(wereld.karin).get(reverse("accepteren", args=[traject.nummer])).content.decode()
    assert "Meike Lisdodde heeft nu geen geldige bekwaamheid" in bladzijde


def test_candidates_take_as_many_queries_for_many_people(wereld):
    traject = traject_in(Status.AANGEMELD, wereld, wereld.kader)
    aantallen = []
    for erbij in (0, 30):
        for n in range(erbij):
            gebruiker = Gebruiker.objects.create(email=f"varen{n}@voorbeeld.example", naam=f"Varen {n}")
            Lidmaatschap.objects.create(gebruiker=gebruiker, organisatie=wereld.karin.organisatie, rol="toetser")
        with CaptureQueriesContext(connection) as gesteld:
            kandidaten(traject)
        aantallen.append(len(gesteld))
    assert aantallen[0] == aantallen[1] == 5


def test_the_beheerder_keeps_the_qualifications_of_the_own_people(wereld, als):
    client = als(wereld.nora)
    soort = Bekwaamheidssoort.objects.get(code="opleiding")
    gegevens = {
        "gebruiker": wereld.tessa.gebruiker_id,
        "soort": soort.pk,
        "omschrijving": "Herhaling 2026",
        "van": "1-1-2026",
        "geldig_tot": "31-12-2027",
    }
    antwoord = client.post(reverse("bekwaamheid_toevoegen"), gegevens, follow=True)
    assert "Herhaling 2026" in antwoord.content.decode()
    bekwaamheid = Bekwaamheid.objects.get(omschrijving="Herhaling 2026")
    client.post(
        reverse("bekwaamheid_wijzigen", args=[bekwaamheid.pk]),
        gegevens | {"omschrijving": "Herhaling", "geldig_tot": ""},
    )
    bekwaamheid.refresh_from_db()
    assert (bekwaamheid.omschrijving, bekwaamheid.geldig_tot) == ("Herhaling", None)
    regels = Gebeurtenis.objects.filter(handeling="bekwaamheden_bijhouden", onderwerp=bekwaamheid.onderwerp)
    assert [rij.reden for rij in regels] == [
        "Toegevoegd: Opleiding van Tessa Waterviolier, vanaf 1 januari 2026 tot en met 31 december 2027",
        "Opleiding: omschrijving: Herhaling 2026, nu Herhaling; geldig tot en met: 31 december 2027, nu leeg",
    ]


def test_people_of_another_certifier_cannot_be_chosen_or_changed(wereld, als):
    soort = Bekwaamheidssoort.objects.get(code="opleiding")
    gegevens = {"gebruiker": wereld.vera.gebruiker_id, "soort": soort.pk, "omschrijving": "x", "van": "1-1-2026"}
    bladzijde = als(wereld.nora).post(reverse("bekwaamheid_toevoegen"), gegevens).content.decode()
    assert "Deze keuze is er niet meer. Kies opnieuw." in bladzijde
    with pytest.raises(Geweigerd, match="Vera Krabbenscheer is geen toetser of controleur bij Toetshuis Noorderlicht"):
        handelingen.bekwaamheid_toevoegen(
            wereld.nora, gebruiker=wereld.vera.gebruiker, soort=soort, omschrijving="x", van=over(0), geldig_tot=None
        )
    van_vera = wereld.vera.gebruiker.bekwaamheden.first()
    assert als(wereld.nora).get(reverse("bekwaamheid_wijzigen", args=[van_vera.pk])).status_code == 404


@pytest.mark.parametrize("naam", ["joke", "ingrid", "hilde", "bert", "meike"])
def test_who_reads_whose_qualifications(wereld, naam):
    wie = getattr(wereld, naam)
    gezien = set(Bekwaamheid.objects.zichtbaar_voor(wie).values_list("gebruiker", flat=True))
    assert gezien == ({wie.gebruiker_id} if naam == "meike" else set())


def test_a_qualification_that_ends_before_it_begins_is_refused(wereld, als):
    soort = Bekwaamheidssoort.objects.get(code="opleiding")
    gegevens = {"gebruiker": wereld.tessa.gebruiker_id, "soort": soort.pk, "omschrijving": "x"}
    gegevens |= {"van": "2-1-2026", "geldig_tot": "1-1-2026"}
    assert (
        "eindigt voor zij begint" in als(wereld.nora).post(reverse("bekwaamheid_toevoegen"), gegevens).content.decode()
    )
    with pytest.raises(IntegrityError, match="bekwaamheid_tot_na_van"), transaction.atomic():
        Bekwaamheid.objects.update(geldig_tot=date(2000, 1, 1))


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ({"q": "meike"}, ["Meike Lisdodde"]),
        ({"q": "%"}, []),
        ({"stand": "verlopen"}, ["Roel Pijlkruid"]),
        ({"stand": "loopt_af"}, ["Roel Pijlkruid", "Samir Wollegras"]),
        ({"stand": "geldig"}, ["Meike Lisdodde", "Samir Wollegras", "Tessa Waterviolier"]),
    ],
    ids=str,
)
def test_the_list_can_be_searched(wereld, als, vraag, verwacht):
    laat_verlopen(wereld.roel.gebruiker)
    Bekwaamheid.objects.filter(gebruiker=wereld.samir.gebruiker).update(geldig_tot=over(59))
    antwoord = als(wereld.nora).get(reverse("bekwaamheden"), vraag)
    assert sorted({een.gebruiker.naam for een in antwoord.context["bladzijde"]}) == verwacht
    assert "Roel Pijlkruid: nog geen geldige bekwaamheid" in antwoord.content.decode()


# ---- kinds of qualifications


def soort_erbij(client, naam="Werken met naasten"):
    client.post(reverse("bekwaamheidssoort_toevoegen"), {"naam": naam, "uitleg": "Een cursus van twee dagen."})
    return Bekwaamheidssoort.objects.get(naam=naam)


def regels(soort):
    rijen = Gebeurtenis.objects.filter(handeling="bekwaamheidssoorten_bijhouden", onderwerp=soort.onderwerp)
    return [(rij.van, rij.naar, rij.reden) for rij in rijen.order_by("volgnummer")]


def test_the_bureau_adds_a_kind_and_it_keeps_nobody_out_until_it_is_required(wereld, als):
    client = als(wereld.gijs)
    soort = soort_erbij(client)
    rijen = client.get(reverse("bekwaamheidssoorten")).context["soorten"]
    namen = ["Opleiding", "Bijgewoonde toetsing", "Werkveld", "Werken met naasten"]
    assert [(rij.naam, rij.aantal) for rij in rijen] == list(zip(namen, (5, 0, 0, 0), strict=True))
    assert zonder_vereiste([wereld.meike.gebruiker_id]) == {}
    handelingen.bekwaamheid_toevoegen(
        wereld.nora, gebruiker=wereld.meike.gebruiker, soort=soort, omschrijving="cursus", van=over(0), geldig_tot=None
    )
    url = reverse("bekwaamheidssoort_wijzigen", args=[soort.pk])
    # Five people assess or check, of whom Meike has it.
    assert "vandaag voor 4 van de 5 toetsers en controleurs" in client.get(url).content.decode()
    assert client.post(url, {"naam": soort.naam, "uitleg": soort.uitleg, "stand": "vereist"}).status_code == 302
    mist = zonder_vereiste([wereld.meike.gebruiker_id, wereld.samir.gebruiker_id])
    assert mist == {wereld.samir.gebruiker_id: [soort]}
    assert regels(soort) == [("", "", "Toegevoegd: Werken met naasten"), ("vrij", "vereist", "Werken met naasten")]


def test_a_kind_that_is_used_no_more_stays_where_it_was_and_is_not_chosen_again(wereld, als):
    soort = Bekwaamheidssoort.objects.get(code="opleiding")
    gegevens = {"naam": "Basisopleiding", "uitleg": soort.uitleg, "stand": "gestopt"}
    als(wereld.gijs).post(reverse("bekwaamheidssoort_wijzigen", args=[soort.pk]), gegevens)
    soort.refresh_from_db()
    assert (soort.naam, soort.stand, soort.is_vereist) == ("Basisopleiding", "gestopt", False)
    assert regels(soort) == [("vereist", "gestopt", "Opleiding: naam: Opleiding, nu Basisopleiding")]
    client = als(wereld.nora)
    assert soort not in client.get(reverse("bekwaamheid_toevoegen")).context["form"].fields["soort"].queryset
    van_meike = wereld.meike.gebruiker.bekwaamheden.first()
    wijzigen = client.get(reverse("bekwaamheid_wijzigen", args=[van_meike.pk]))
    assert soort in wijzigen.context["form"].fields["soort"].queryset
    assert zonder_vereiste([wereld.meike.gebruiker_id]) == {}


def test_a_kind_with_qualifications_is_not_removed_and_one_without_is(wereld, als):
    client = als(wereld.gijs)
    opleiding, nieuw = Bekwaamheidssoort.objects.get(code="opleiding"), soort_erbij(client)
    bladzijde = client.get(reverse("bekwaamheidssoort_wijzigen", args=[opleiding.pk])).content.decode()
    assert "Er zijn 5 bekwaamheden van deze soort. Verwijderen kan niet" in bladzijde
    with pytest.raises(Geweigerd, match="u kunt wel stoppen met gebruiken"):
        handelingen.soort_verwijderen(wereld.gijs, opleiding)
    client.post(reverse("bekwaamheidssoort_verwijderen", args=[nieuw.pk]))
    assert not Bekwaamheidssoort.objects.filter(pk=nieuw.pk).exists()
    assert regels(nieuw)[-1] == ("", "", "Verwijderd: Werken met naasten")


def test_two_kinds_do_not_have_one_name_not_in_the_database_either(wereld, als):
    gegevens = {"naam": "opleiding", "uitleg": "Iets anders."}
    antwoord = als(wereld.gijs).post(reverse("bekwaamheidssoort_toevoegen"), gegevens)
    assert antwoord.context["form"].errors["naam"] == ["Er is al een soort met deze naam. Kies een andere naam."]
    assert "Iets anders." in antwoord.content.decode()
    with pytest.raises(IntegrityError, match="naam_een_keer"), transaction.atomic():
        Bekwaamheidssoort.objects.create(code="x", naam="OPLEIDING")
    with pytest.raises(IntegrityError, match="vereist_is_in_gebruik"), transaction.atomic():
        Bekwaamheidssoort.objects.filter(code="opleiding").update(is_in_gebruik=False)


@pytest.mark.parametrize("naam", ["Ma\u1e9ewerk", " MA\u00dfwerk\n", "Ma\u1e9e\nwerk"])
def test_a_name_that_only_looks_otherwise_is_the_same_name(wereld, als, naam):
    client = als(wereld.gijs)
    soort_erbij(client, "Ma\u00dfwerk")
    soort_erbij(client, "Ma\u00df werk")
    antwoord = client.post(reverse("bekwaamheidssoort_toevoegen"), {"naam": naam, "uitleg": ""})
    assert antwoord.context["form"].errors["naam"] == ["Er is al een soort met deze naam. Kies een andere naam."]


def test_a_kind_that_a_colleague_took_away_meanwhile_is_refused_in_words(wereld, als):
    soort = soort_erbij(als(wereld.gijs))
    handelingen.soort_verwijderen(wereld.gijs, Bekwaamheidssoort.objects.get(pk=soort.pk))
    for act in (
        lambda: handelingen.soort_wijzigen(wereld.gijs, soort, naam="Nieuw", uitleg="", stand="vrij"),
        lambda: handelingen.soort_verwijderen(wereld.gijs, soort),
    ):
        with pytest.raises(Geweigerd, match="Deze soort is er niet meer"):
            act()


def test_only_the_bureau_decides_about_kinds(wereld):
    soort = Bekwaamheidssoort.objects.get(code="opleiding")
    for act in (
        lambda: handelingen.soort_toevoegen(wereld.nora, naam="Nieuw", uitleg=""),
        lambda: handelingen.soort_wijzigen(wereld.nora, soort, naam="Nieuw", uitleg="", stand="vrij"),
        lambda: handelingen.soort_verwijderen(wereld.nora, soort),
    ):
        with pytest.raises(Geweigerd, match="Alleen een labelbeheerder"):
            act()


def test_a_kind_that_did_not_change_leaves_no_row(wereld):
    soort = Bekwaamheidssoort.objects.get(code="opleiding")
    handelingen.soort_wijzigen(wereld.gijs, soort, naam=soort.naam, uitleg=soort.uitleg, stand=soort.stand)
    assert regels(soort) == []

"""'Wie kan dit zien?' tells exactly what the rule that guards a text gives, for every text, person and status."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from beheercommissie.handelingen import belang_verklaren
from beheercommissie.models import Agendapunt
from kwaliteitslabel.inzien.kijkers import in_woorden, wie_ziet
from kwaliteitslabel.inzien.views import SOORTEN
from leden.handelingen.opvolging import samenvoegen
from leden.models import Belang, Lidmaatschap, Rol
from meting.inloggen import inloggen
from tests.conftest import StrengeClient
from tests.gedeeld import gedeelde_wereld
from tests.personen import MENSEN, STAPPEN, WEG, klein_kader, traject_in, zitting
from toetsing.models import Notitie, Rapportversie, Verhaal
from trajecten.handelingen import document_toevoegen, intrekken
from trajecten.levensloop import Status
from trajecten.models import PARTIJ_VAN_ROL, Traject


def noemt(kijkers, wie):
    """Whether the list has this person: by name, or by a role that everyone at the organisation has."""
    return any(
        (een.rol, een.organisatie_id) == (wie.rol, wie.organisatie_id) and een.gebruiker_id in (0, wie.gebruiker_id)
        for een in kijkers.nu
    )


def geeft_de_regel(wereld, model, rijen):
    """Per row the people for whom it is visible, asked one by one of `zichtbaar_voor`; of a pack, of its page."""
    ziet = {rij.pk: set() for rij in rijen}
    for naam in MENSEN:
        wie = getattr(wereld, naam)
        if model is Agendapunt:
            client = inloggen(StrengeClient(), wie)
            open_ = [
                rij.pk for rij in rijen if client.get(reverse("agendapunt_rapport", args=[rij.pk])).status_code == 200
            ]
        else:
            open_ = model.objects.zichtbaar_voor(wie).filter(pk__in=ziet).values_list("pk", flat=True)
        for pk in open_:
            ziet[pk].add(naam)
    return ziet


@pytest.fixture(scope="module")
def weg(django_db_setup, django_db_blocker, tmp_path_factory):
    """Per status and row: what the list says and what the rule gives, for everyone."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        traject = traject_in(Status.AANGEMELD, wereld, klein_kader())
        Lidmaatschap.objects.create(
            gebruiker=wereld.tessa.gebruiker, organisatie=wereld.karin.organisatie, rol=Rol.CONTROLEUR
        )
        wereld.gezegd, wereld.gegeven, wereld.later, wereld.partijen = {}, {}, {}, {}
        for status in WEG:
            if status != Status.AANGEMELD:
                STAPPEN[status](wereld, Traject.objects.get(pk=traject.pk), "toekennen")
            for soort, model in SOORTEN.items():
                # Rows of one kind are guarded alike, save for the versions of a report.
                rijen = list(model.objects.all()[: 3 if model is Rapportversie else 1])
                gegeven = geeft_de_regel(wereld, model, rijen) if rijen else {}
                for rij in rijen:
                    sleutel = (str(status), soort, rij.pk)
                    kijkers = wie_ziet(rij)
                    wereld.gezegd[sleutel] = {naam for naam in MENSEN if noemt(kijkers, getattr(wereld, naam))}
                    wereld.gegeven[sleutel] = gegeven[rij.pk]
                    wereld.later[sleutel] = set(kijkers.later)
                    wereld.partijen[sleutel] = {PARTIJ_VAN_ROL[wie.rol] for wie in kijkers.nu}
        yield wereld


def test_the_list_says_of_everyone_what_the_rule_gives(weg):
    assert weg.gezegd == weg.gegeven


def test_every_kind_of_text_was_there_to_be_asked_about(weg):
    """Nobody attaches a document on this road, and it is no follow-up; those have tests of their own."""
    assert {soort for _, soort, _ in weg.gezegd} == set(SOORTEN) - {"document", "vervolgpunt"}


def test_who_sees_it_in_the_end_was_told_before(weg):
    """What stands under 'later' is what the rule gives later: nobody comes as a surprise, and nobody stays away."""
    for (status, soort, pk), later in weg.later.items():
        vanaf = WEG.index(Status(status))
        daarna = [weg.partijen[(str(een), soort, pk)] for een in WEG[vanaf:] if (str(een), soort, pk) in weg.partijen]
        assert set().union(*daarna) == later | weg.partijen[(status, soort, pk)], (status, soort)


@pytest.fixture
def traject(wereld, kader):
    return traject_in(Status.IN_TOETSING, wereld, kader)


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


def test_the_team_is_told_by_name_and_what_comes_later_too(als, wereld, traject):
    url = reverse("wie_ziet_traject", args=[traject.pk])
    pagina = tekst(als(wereld.joke).get(url))
    for zin in (
        "Welzijn Wilgendam: kwaliteitsmedewerker, bestuurder",
        "Toetshuis Noorderlicht: planner (Karin Dotterbloem), toetser (Meike Lisdodde, Samir Wollegras), controleur (Roel Pijlkruid)",
        "Bureau Kwaliteitslabel: labelbeheerder",
        "Later ook: beheercommissie. De beheercommissie leest pas mee na de voordracht",
    ):
        assert zin in pagina


def test_a_planner_with_an_interest_is_not_among_who_sees_it(wereld, traject):
    Lidmaatschap.objects.create(gebruiker=wereld.tessa.gebruiker, organisatie=wereld.karin.organisatie, rol=Rol.PLANNER)
    Belang.objects.create(
        gebruiker=wereld.karin.gebruiker, organisatie=traject.organisatie, soort="advies", van=date(2024, 1, 1)
    )
    planners = [wie.gebruiker.naam for wie in wie_ziet(traject).nu if wie.rol == Rol.PLANNER]
    assert planners == ["Tessa Waterviolier"]


def test_after_mergers_the_people_of_the_successors_are_told(wereld, traject):
    samenvoegen(wereld.gijs, traject.organisatie, opgegaan_in=wereld.bram.organisatie, per=timezone.localdate())
    samenvoegen(wereld.gijs, traject.certificeerder, opgegaan_in=wereld.wim.organisatie, per=timezone.localdate())
    Lidmaatschap.objects.create(gebruiker=wereld.meike.gebruiker, organisatie=wereld.wim.organisatie, rol=Rol.TOETSER)
    regels = dict(in_woorden(wie_ziet(traject), wereld.bram))
    assert regels[wereld.bram.organisatie.naam] == ["kwaliteitsmedewerker", "bestuurder"]
    assert sorted(regels[wereld.wim.organisatie.naam]) == ["planner (Wim Egelskop)", "toetser (Meike Lisdodde)"]
    assert not {traject.organisatie.naam, traject.certificeerder.naam} & set(regels)


def test_while_it_is_being_written_only_the_writers_see_a_story(als, wereld, kader):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    verhaal = Verhaal.objects.filter(traject=traject).first()
    pagina = tekst(als(wereld.joke).get(reverse("wie_ziet_verhaal", args=[verhaal.pk])))
    assert "<li>Welzijn Wilgendam: kwaliteitsmedewerker, bestuurder</li> </ul>" in pagina
    assert "Later ook: toetsers, controleur, planner." in pagina
    assert als(wereld.meike).get(reverse("wie_ziet_verhaal", args=[verhaal.pk])).status_code == 404


def test_what_stopped_before_it_was_handed_over_stays_with_its_writers(wereld, kader):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    intrekken(wereld.ingrid, traject, "Wij fuseren eerst.")
    kijkers = wie_ziet(Verhaal.objects.filter(traject=traject).first())
    assert {wie.rol for wie in kijkers.nu} == {Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER}
    assert kijkers.later == []


def test_who_has_an_interest_is_not_on_the_list(wereld, traject):
    Belang.objects.create(
        gebruiker=wereld.samir.gebruiker, organisatie=traject.organisatie, soort="familie", van=date(2024, 1, 1)
    )
    assert not noemt(wie_ziet(traject), wereld.samir)
    assert noemt(wie_ziet(traject), wereld.meike)


def test_names_of_the_committee_are_for_the_committee(als, wereld, kader):
    traject = traject_in(Status.GEAGENDEERD, wereld, kader)
    punt = traject.agendapunten.get()
    for lid in (wereld.bert, wereld.cora):
        belang_verklaren(lid, punt, "geen")
    belang_verklaren(wereld.daan, punt, "twijfel")
    kijkers = wie_ziet(traject)
    assert ("Beheercommissie", ["commissielid (Bert Zeebies, Cora Kalmoes)", "secretaris (Femke Gagel)"]) in in_woorden(
        kijkers, wereld.bert
    )
    assert ("Beheercommissie", ["commissielid", "secretaris"]) in in_woorden(kijkers, wereld.joke)
    stukken = tekst(als(wereld.bert).get(reverse("wie_ziet_agendapunt", args=[punt.pk])))
    assert "Beheercommissie: commissielid (Bert Zeebies, Cora Kalmoes), secretaris (Femke Gagel)" in stukken
    assert als(wereld.joke).get(reverse("wie_ziet_agendapunt", args=[punt.pk])).status_code == 404


def test_htmx_gets_only_the_answer(als, wereld, traject):
    url = reverse("wie_ziet_traject", args=[traject.pk])
    deel = als(wereld.joke).get(url, HTTP_HX_REQUEST="true")
    assert "<html" not in deel.content.decode() and "Nu kan dit zien:" in deel.content.decode()
    assert "HX-Request" in deel["Vary"]
    pagina = als(wereld.joke).get(traject.get_absolute_url()).content.decode()
    assert f'hx-get="{url}" hx-trigger="toggle once"' in pagina
    assert f'<a href="{url}">Bekijk wie dit kan zien</a>' in pagina


def test_asking_takes_as_many_queries_whatever_the_number_of_people(als, wereld, traject):
    client, vragen = als(wereld.meike), []
    notitie = Notitie.objects.create(
        gesprek=traject.gesprekken.first(), soort="gehoord", tekst="Samen koken.", gemaakt_door=wereld.meike.gebruiker
    )
    url = reverse("wie_ziet_notitie", args=[notitie.pk])
    client.get(url)
    for erbij in (0, 2, 27):
        for nummer in range(erbij):
            naam = f"{erbij} {nummer}"
            mens = type(wereld.meike.gebruiker).objects.create_user(f"{erbij}.{nummer}@voorbeeld.example", naam)
            zitting(wereld, mens, Rol.COMMISSIELID)
        with CaptureQueriesContext(connection) as gesteld:
            client.get(url)
        vragen.append(len(gesteld))
    assert len(set(vragen)) == 1 and vragen[0] <= 12


def test_a_draft_never_comes_to_committee_or_bureau(wereld, kader):
    traject = traject_in(Status.WEDERHOOR, wereld, kader)
    kijkers = wie_ziet(Rapportversie.objects.get(traject=traject))
    assert kijkers.later == []
    assert {wie.rol for wie in kijkers.nu} == {
        Rol.KWALITEITSMEDEWERKER,
        Rol.BESTUURDER,
        Rol.PLANNER,
        Rol.TOETSER,
        Rol.CONTROLEUR,
    }


def test_a_document_is_asked_about_in_its_list(als, wereld, kader):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    bestand = ContentFile(b"%PDF-1.7", name="plan.pdf")
    document = document_toevoegen(wereld.joke, traject, titel="Jaarplan", leeswijzer="", bestand=bestand, normen=[])
    url = reverse("wie_ziet_document", args=[document.pk])
    assert url in als(wereld.joke).get(reverse("documenten", args=[traject.nummer])).content.decode()
    assert als(wereld.joke).get(url).status_code == 200
    assert als(wereld.karin).get(url).status_code == 404

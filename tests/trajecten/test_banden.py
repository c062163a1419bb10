"""Which interests count, for how long, and what they close: the same in lists, in acts and in the database."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huisstijl.velden import vingerafdruk
from leden.bevoegdheden import Geweigerd
from leden.handelingen.belangen import belang_ongedaan_maken
from leden.models import Belang, Gebeurtenis, Lidmaatschap, Rol
from normenkader.models import Kaderversie
from tests.personen import traject_in
from toetsing.bevoegdheden import adviesbelemmeringen
from toetsing.handelingen import advies as adviezen
from toetsing.handelingen.programma import programma_vaststellen
from toetsing.handelingen.rapport import rapport_opleveren, vrijgeven
from toetsing.models import Advies, Oordeel, Vrijgave
from trajecten.banden import BEIDE, ORGANISATIE, heeft_belang, mensen_met_belang, sql_belang
from trajecten.bevoegdheden import kandidaten, met_belang_in_team, relatiebelemmeringen, teamwijzigbelemmeringen
from trajecten.handelingen import aanhouden, accepteren, team_wijzigen
from trajecten.levensloop import Status
from trajecten.models import Toewijzing, Traject
from trajecten.schrijven import bewaren

ZIN = "U hebt een belang bij Welzijn Wilgendam. Daarom leest en werkt u niet meer mee aan traject"
# The database refuses a version whose cooling-off period changes, so each has one of its own.
MAANDEN = (0, 1, 12, 24, 37)


def belang(wie, organisatie, **data):
    waarden = {"soort": Belang.Soort.ADVIES, "van": date(2020, 1, 1)} | data
    return Belang.objects.create(gebruiker=wie.gebruiker, organisatie=organisatie, **waarden)


def maanden_geleden(dag, maanden):
    """By hand: the same day of the month so many months ago, or the last day of that month."""
    nummer = dag.year * 12 + dag.month - 1 - maanden
    jaar, maand = divmod(nummer, 12)
    return date(jaar, maand + 1, min(dag.day, monthrange(jaar, maand + 1)[1]))


@pytest.fixture
def met_kaders(wereld, kader):
    traject = traject_in(Status.AANGEMELD, wereld, kader)
    kaders = {}
    for maanden in MAANDEN:
        kopie = Kaderversie.objects.get(pk=kader.pk)
        kopie.pk, kopie._state.adding, kopie.versie, kopie.afkoelperiode_maanden = None, True, f"m{maanden}", maanden
        kopie.save()
        kaders[maanden] = kopie
    return wereld, traject, kaders


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    maanden=st.sampled_from(MAANDEN),
    begint=st.integers(-2000, 400),
    duurt=st.none() | st.integers(0, 2000),
    lid=st.booleans(),
    vervallen=st.booleans(),
    bij_certificeerder=st.booleans(),
)
def test_an_interest_counts_the_same_everywhere_on_every_date(
    met_kaders, maanden, begint, duurt, lid, vervallen, bij_certificeerder
):
    """From when it is known, also when it begins later, until the cooling-off period after its end is over."""
    wereld, traject, kaders = met_kaders
    Traject.objects.filter(pk=traject.pk).update(kaderversie=kaders[maanden])
    traject = Traject.objects.select_related("organisatie", "certificeerder", "kaderversie").get(pk=traject.pk)
    vandaag = timezone.localdate()
    van = vandaag + timedelta(days=begint)
    tot = None if duurt is None else van + timedelta(days=duurt)
    organisatie = traject.certificeerder if bij_certificeerder else traject.organisatie
    sleutel = wereld.bert.gebruiker_id
    moment = transaction.savepoint()
    if lid:
        Lidmaatschap.objects.create(gebruiker_id=sleutel, organisatie=organisatie, rol=Rol.BEHEERDER, van=van, tot=tot)
    else:
        belang(wereld.bert, organisatie, van=van, tot=tot, vervallen_op=timezone.now() if vervallen else None)
    telt = (lid or not vervallen) and (tot is None or tot > maanden_geleden(vandaag, maanden))
    for partijen, verwacht in ((BEIDE, telt), (ORGANISATIE, telt and not bij_certificeerder)):
        assert Traject.objects.filter(heeft_belang(sleutel, partijen)).exists() == verwacht
        assert (sleutel in {rij["gebruiker"] for rij in mensen_met_belang(traject, partijen)}) == verwacht
        ook = "true" if partijen == BEIDE else "false"
        with connection.cursor() as cursor:
            cursor.execute(f"select {sql_belang(sleutel, traject.pk, ook)}")
            assert cursor.fetchone()[0] == verwacht
    transaction.savepoint_rollback(moment)


@pytest.fixture
def in_toetsing(wereld, kader):
    return traject_in(Status.IN_TOETSING, wereld, kader)


def test_who_is_in_the_team_and_registers_an_interest_can_do_nothing_more(als, wereld, in_toetsing):
    client, oordeel = als(wereld.samir), Oordeel.objects.filter(traject=in_toetsing).first()
    assert client.get(in_toetsing.get_absolute_url()).status_code == 200
    belang(wereld.samir, in_toetsing.organisatie)
    for url in (
        in_toetsing.get_absolute_url(),
        reverse("raster", args=[in_toetsing.nummer]),
        reverse("norm_oordelen", args=[in_toetsing.nummer, oordeel.norm.nummer]),
        reverse("programma", args=[in_toetsing.nummer]),
        in_toetsing.gesprekken.first().get_absolute_url(),
    ):
        antwoord = client.get(url)
        assert (antwoord.status_code, ZIN in antwoord.content.decode()) == (403, True), url
    assert relatiebelemmeringen(wereld.samir, in_toetsing)[0].startswith(ZIN)
    with pytest.raises(Geweigerd, match=ZIN):
        rapport_opleveren(wereld.samir, in_toetsing)
    # The others work on, and for who has nothing to do with it the traject still is not there.
    assert als(wereld.meike).get(in_toetsing.get_absolute_url()).status_code == 200
    assert als(wereld.tessa).get(in_toetsing.get_absolute_url()).status_code == 404


def test_the_traject_is_gone_from_the_lists_of_who_has_an_interest(als, wereld, in_toetsing):
    belang(wereld.samir, in_toetsing.organisatie, tot=timezone.localdate() - timedelta(days=1))
    client = als(wereld.samir)
    assert in_toetsing.nummer not in client.get(reverse("trajecten")).content.decode()
    assert "Welzijn Wilgendam" not in client.get(reverse("mijn_werk")).content.decode()


def test_a_controleur_with_an_interest_releases_nothing_not_in_the_database_either(wereld, kader):
    traject = traject_in(Status.INTERNE_CONTROLE, wereld, kader)
    belang(wereld.roel, traject.organisatie)
    with pytest.raises(Geweigerd, match=ZIN):
        vrijgeven(wereld.roel, traject)
    with pytest.raises(IntegrityError, match="niet door de interne controleur"), transaction.atomic():
        Vrijgave.objects.create(versie=traject.rapportversies.get(), door=wereld.roel.gebruiker)


def test_the_planner_sees_it_on_the_traject_and_in_mijn_werk(als, wereld, in_toetsing):
    client = als(wereld.karin)
    assert "heeft een belang" not in client.get(in_toetsing.get_absolute_url()).content.decode()
    belang(wereld.samir, in_toetsing.organisatie)
    pagina = client.get(in_toetsing.get_absolute_url()).content.decode()
    assert "Samir Wollegras heeft een belang bij Welzijn Wilgendam" in pagina
    assert reverse("team_wijzigen", args=[in_toetsing.nummer]) in pagina
    assert reverse("aanhouden", args=[in_toetsing.nummer]) in pagina
    assert "Een teamlid bij Welzijn Wilgendam heeft een belang" in client.get(reverse("mijn_werk")).content.decode()
    for ander in (wereld.joke, wereld.meike, wereld.gijs):
        assert "heeft een belang" not in als(ander).get(in_toetsing.get_absolute_url()).content.decode()
    assert "heeft een belang" not in als(wereld.wim).get(reverse("mijn_werk")).content.decode()


def test_a_planner_with_an_interest_plans_and_advises_no_more_and_a_colleague_does(als, wereld, kader):
    traject = traject_in(Status.ADVIES, wereld, kader)
    client, advies = als(wereld.karin), traject.adviezen.get()
    for wie in (wereld.karin, wereld.wim):
        belang(wie, traject.organisatie)
    zin = "Vraag een andere planner van Toetshuis Noorderlicht. Is die er niet, dan maakt uw beheerder een collega planner"
    for url in (
        traject.get_absolute_url(),
        reverse("advies", args=[traject.nummer]),
        reverse("programma", args=[traject.nummer]),
        reverse("aanhouden", args=[traject.nummer]),
    ):
        antwoord = client.get(url)
        assert (antwoord.status_code, ZIN in antwoord.content.decode(), zin in antwoord.content.decode()) == (
            403,
            True,
            True,
        ), url
    assert traject.nummer not in client.get(reverse("trajecten")).content.decode()
    assert "Welzijn Wilgendam" not in client.get(reverse("mijn_werk")).content.decode()
    # Who has nothing to do with it does not learn that it exists.
    assert als(wereld.wim).get(traject.get_absolute_url()).status_code == 404
    for act in (
        lambda: bewaren(wereld.karin, advies, "optie", "positief", vingerafdruk(""), adviesbelemmeringen),
        lambda: adviezen.advies_uitbrengen(wereld.karin, traject),
        lambda: aanhouden(wereld.karin, traject, "Er is niemand die het kan."),
    ):
        with pytest.raises(Geweigerd, match=ZIN):
            act()
    tessa = Lidmaatschap.objects.create(
        gebruiker=wereld.tessa.gebruiker, organisatie=wereld.karin.organisatie, rol=Rol.PLANNER
    )
    bewaren(tessa, advies, "optie", "positief", vingerafdruk(""), adviesbelemmeringen)
    Advies.objects.filter(pk=advies.pk).update(motivering="De plannen zijn concreet.")
    assert adviezen.advies_uitbrengen(tessa, traject).uitgebracht_door == wereld.tessa.gebruiker


def test_a_planner_with_an_interest_chooses_no_team(wereld, kader):
    traject = traject_in(Status.AANGEMELD, wereld, kader)
    belang(wereld.karin, traject.organisatie)
    team = nieuw_team(wereld, ["meike"], "meike", "roel")
    del team["reden"]
    with pytest.raises(Geweigerd, match=ZIN):
        accepteren(wereld.karin, traject, **team)


def test_an_advice_by_a_planner_with_an_interest_is_refused_by_the_database_too(wereld, kader):
    traject = traject_in(Status.ADVIES, wereld, kader)
    advies = traject.adviezen.get()
    advies.optie, advies.motivering = "positief", "De plannen zijn concreet."
    advies.uitgebracht_op, advies.uitgebracht_door = timezone.now(), wereld.karin.gebruiker
    band = belang(wereld.karin, traject.organisatie)
    with pytest.raises(IntegrityError, match="advies: deze persoon heeft een belang"), transaction.atomic():
        advies.save()
    Belang.objects.filter(pk=band.pk).update(vervallen_op=timezone.now())
    advies.save()


def test_nobody_applies_to_a_certifier_where_every_planner_has_an_interest(wereld, kader):
    belang(wereld.karin, wereld.joke.organisatie)
    with pytest.raises(
        Geweigerd, match="Bij Toetshuis Noorderlicht is nu geen planner die uw aanmelding mag behandelen"
    ):
        traject_in(Status.AANGEMELD, wereld, kader)
    Lidmaatschap.objects.create(gebruiker=wereld.tessa.gebruiker, organisatie=wereld.karin.organisatie, rol=Rol.PLANNER)
    assert traject_in(Status.AANGEMELD, wereld, kader).status == Status.AANGEMELD


def nieuw_team(wereld, toetsers, teamleider, controleur):
    return {
        "toetsers": [getattr(wereld, naam).gebruiker for naam in toetsers],
        "teamleider": getattr(wereld, teamleider).gebruiker,
        "controleur": getattr(wereld, controleur).gebruiker,
        "reden": "Samir werkt binnenkort bij Welzijn Wilgendam.",
    }


def test_after_the_report_only_who_has_an_interest_is_replaced(wereld, in_toetsing):
    Traject.objects.filter(pk=in_toetsing.pk).update(status=Status.PLANNEN_BEOORDELEN)
    in_toetsing.refresh_from_db()
    vast = ["Het rapport staat vast, dus het team ook."]
    assert teamwijzigbelemmeringen(wereld.karin, in_toetsing) == vast
    belang(wereld.samir, in_toetsing.organisatie, van=timezone.localdate() + timedelta(days=40))
    assert teamwijzigbelemmeringen(wereld.karin, in_toetsing) == []
    for toetsers, leider, controleur in ((["tessa"], "tessa", "roel"), (["meike", "tessa"], "tessa", "roel")):
        with pytest.raises(Geweigerd, match="Vervang alleen wie een belang heeft"):
            team_wijzigen(wereld.karin, in_toetsing, **nieuw_team(wereld, toetsers, leider, controleur))
    team_wijzigen(wereld.karin, in_toetsing, **nieuw_team(wereld, ["meike", "tessa"], "meike", "roel"))
    assert met_belang_in_team(in_toetsing) == []
    assert teamwijzigbelemmeringen(wereld.karin, in_toetsing) == vast
    assert relatiebelemmeringen(wereld.tessa, in_toetsing) == []


def test_the_planner_can_also_suspend(wereld, in_toetsing):
    belang(wereld.samir, in_toetsing.organisatie)
    aanhouden(wereld.karin, in_toetsing, "Wij zoeken een andere toetser.")
    assert list(Traject.objects.met_belang_in_team()) == [in_toetsing]


def test_who_worked_for_the_organisation_until_shortly_is_no_candidate(wereld, kader):
    traject = traject_in(Status.AANGEMELD, wereld, kader)
    gisteren = timezone.localdate() - timedelta(days=1)
    lid = Lidmaatschap.objects.create(
        gebruiker=wereld.tessa.gebruiker,
        organisatie=traject.organisatie,
        rol=Rol.KWALITEITSMEDEWERKER,
        van=date(2020, 1, 1),
        tot=gisteren,
    )
    (tessa,) = [een for een in kandidaten(traject) if een.gebruiker == wereld.tessa.gebruiker]
    assert tessa.belemmeringen == ["Tessa Waterviolier werkte kortgeleden voor Welzijn Wilgendam. Kies een ander."]
    with pytest.raises(IntegrityError, match="deze persoon heeft een belang"), transaction.atomic():
        Toewijzing.objects.create(traject=traject, gebruiker=wereld.tessa.gebruiker, rol="toetser")
    lid.tot = maanden_geleden(timezone.localdate(), kader.afkoelperiode_maanden)
    lid.save()
    (tessa,) = [een for een in kandidaten(traject) if een.gebruiker == wereld.tessa.gebruiker]
    assert tessa.belemmeringen == []


def test_a_secretary_whose_interest_ends_later_or_ended_shortly_sees_no_file(als, wereld, kader):
    traject = traject_in(Status.VOORGEDRAGEN, wereld, kader)
    band = belang(wereld.femke, traject.organisatie, tot=timezone.localdate() + timedelta(days=30))
    client = als(wereld.femke)
    assert client.get(traject.get_absolute_url()).status_code == 404
    kort_geleden = timezone.localdate() - timedelta(days=30)
    lang_geleden = maanden_geleden(timezone.localdate(), kader.afkoelperiode_maanden)
    for organisatie, tot, status in (
        (traject.organisatie, kort_geleden, 404),
        (traject.certificeerder, kort_geleden, 404),
        (traject.certificeerder, lang_geleden, 200),
    ):
        belang_ongedaan_maken(wereld.anna, band, "Het was anders.")
        band = belang(wereld.femke, organisatie, tot=tot)
        assert client.get(traject.get_absolute_url()).status_code == status


def test_after_the_advice_there_is_no_team_to_change(als, wereld, kader):
    traject = traject_in(Status.VOORGEDRAGEN, wereld, kader)
    belang(wereld.samir, traject.organisatie)
    assert met_belang_in_team(traject) == []
    assert "heeft een belang" not in als(wereld.karin).get(traject.get_absolute_url()).content.decode()


def test_the_log_of_replacing_somebody_gives_the_reason(wereld, in_toetsing):
    belang(wereld.samir, in_toetsing.organisatie)
    team_wijzigen(wereld.karin, in_toetsing, **nieuw_team(wereld, ["meike"], "meike", "roel"))
    assert Gebeurtenis.objects.latest("volgnummer").reden == "Samir werkt binnenkort bij Welzijn Wilgendam."


def test_a_programme_is_still_fixed_by_the_planner(wereld, kader):
    """An interest of a member of the team stops that member, not the traject."""
    traject = traject_in(Status.GEPLAND, wereld, kader)
    belang(wereld.samir, traject.organisatie)
    with pytest.raises(Geweigerd, match="het traject staat op 'gepland'"):
        programma_vaststellen(wereld.karin, traject)

"""Deciding without a meeting: as the rules allow, stopped by any member, and over by the clock alone."""

from datetime import datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from beheercommissie.handelingen import agenderen, belang_verklaren, besluiten, stemmen
from beheercommissie.handelingen.agenda import agendapunt_afvoeren, agendapunt_verplaatsen
from beheercommissie.handelingen.schriftelijk import GESTOPT_OMDAT, schriftelijk_stoppen, schriftelijk_voorleggen
from beheercommissie.handelingen.vergaderingen import vergadering_plannen
from beheercommissie.handelingen.verslagen import verslag_maken
from beheercommissie.handelingen.zitting import uitslag_openen
from beheercommissie.models import Agendapunt, Besluit, Stem, Vergadering
from beheercommissie.quorum import quorum_van
from berichten.maken import uit_de_tijd, uit_het_logboek
from berichten.models import Bezorging
from certificaten.models import Certificaat
from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis
from tests.beheercommissie.test_agendapunt import tekst
from tests.beheercommissie.test_besluit import MOTIVERING
from tests.beheercommissie.test_reglement import geldend
from tests.dagen import over
from tests.klokken import op
from tests.personen import commissie
from trajecten.levensloop import Status
from trajecten.models import Traject

DAGEN = 7
ALS_EERST = {"quorum": 3, "quorumdeel": 0, "meerderheid": "meeste", "staking": "voorzitter"}


def moment(dagen, uur=17):
    return timezone.make_aware(datetime.combine(over(dagen), time(uur)))


@pytest.fixture
def voorgedragen(wereld, vooraf):
    """The traject, taken off the agenda of today."""
    agendapunt_afvoeren(wereld.femke, vooraf, "Dit kan ook schriftelijk.", gezien=vooraf.vergadering_id)
    return Traject.objects.get(pk=vooraf.traject_id)


@pytest.fixture
def punt(wereld, vooraf, voorgedragen):
    """The item of a written procedure that runs for a week."""
    geldend(wereld, vooraf, **ALS_EERST, schriftelijk_dagen=DAGEN)
    return nu(schriftelijk_voorleggen(wereld.femke, voorgedragen, moment(DAGEN)))


def nu(punt):
    """The item as whoever reads it now finds it."""
    soorten = ("vergadering", "traject__organisatie", "traject__certificeerder", "traject__kaderversie")
    return Agendapunt.objects.select_related(*soorten).get(pk=punt.pk)


def stemt(punt, *leden, optie="toekennen"):
    for lid in leden:
        belang_verklaren(lid, punt, "geen")
        stemmen(lid, punt, optie=optie)


def antwoorden(client, punt):
    return client.get(punt.get_absolute_url()).context["antwoorden"]


# ---- as the rules allow


def test_without_a_rule_for_it_the_committee_decides_only_in_a_meeting(als, wereld, voorgedragen):
    client, url = als(wereld.femke), reverse("schriftelijk_voorleggen", args=[voorgedragen.nummer])
    assert "Het reglement kent geen schriftelijke procedure." in tekst(client.get(url))
    assert url not in tekst(client.get(reverse("voordracht", args=[voorgedragen.nummer])))
    assert "De commissie besluit alleen in een vergadering." in tekst(client.get(reverse("reglement")))
    with pytest.raises(Geweigerd, match="kent geen schriftelijke procedure"):
        schriftelijk_voorleggen(wereld.femke, voorgedragen, moment(DAGEN))
    with pytest.raises(IntegrityError, match="het reglement staat"), transaction.atomic():
        Vergadering.objects.create(datum=over(9), schriftelijk_sinds=timezone.now(), schriftelijk_tot=moment(9))


def test_the_secretary_chooses_until_when_and_members_have_the_days_of_the_rules(als, wereld, vooraf, voorgedragen):
    geldend(wereld, vooraf, **ALS_EERST, schriftelijk_dagen=DAGEN)
    client, url = als(wereld.femke), reverse("schriftelijk_voorleggen", args=[voorgedragen.nummer])
    assert url in tekst(client.get(reverse("voordracht", args=[voorgedragen.nummer])))
    kort = {"datum": f"{over(DAGEN - 1):%d-%m-%Y}", "uur": "16.15"}
    pagina = tekst(client.post(url, kort))
    assert "ten minste 7 dagen om te stemmen" in pagina and 'value="16.15"' in pagina and kort["datum"] in pagina
    assert Vergadering.objects.count() == 1
    with pytest.raises(IntegrityError, match="het reglement staat"), transaction.atomic():
        Vergadering.objects.create(datum=over(6), schriftelijk_sinds=timezone.now(), schriftelijk_tot=moment(6))
    pagina = tekst(client.post(url, kort | {"datum": f"{over(DAGEN):%d-%m-%Y}"}, follow=True))
    assert f"De leden kunnen stemmen tot {dagkort(over(DAGEN))}, 16.15 uur." in pagina
    procedure = Vergadering.objects.latest("pk")
    assert (procedure.datum, procedure.loopt, procedure.agendapunten.get().traject) == (over(DAGEN), True, voorgedragen)
    # It is no meeting: nobody comes to it, and nothing else goes on it.
    for lijst in (Vergadering.objects.komend(), Vergadering.objects.gehouden()):
        assert procedure not in lijst
    with pytest.raises(IntegrityError, match="zonder_bijeenkomst"), transaction.atomic():
        Vergadering.objects.filter(pk=procedure.pk).update(begin=time(9), eind=time(10))
    bladen = ("agenda_pdf", "bundel", "bundel_pdf")
    assert [client.get(reverse(naam, args=[procedure.pk])).status_code for naam in bladen] == [404] * 3


# ---- stopped by a member


def test_one_member_who_wants_to_discuss_it_stops_it_and_nobody_reads_who(als, wereld, punt):
    stemt(punt, wereld.bert)
    url = reverse("schriftelijk_stoppen", args=[punt.pk])
    buiten = commissie(wereld)[-1]
    belang_verklaren(buiten, punt, "belang")
    assert als(buiten).post(url).status_code == 403
    belang_verklaren(wereld.daan, punt, "geen")
    client = als(wereld.daan)
    assert "Stop de procedure" in tekst(client.get(punt.get_absolute_url()))
    pagina = tekst(client.post(url, follow=True))
    assert "De procedure is gestopt." in pagina and GESTOPT_OMDAT in pagina
    punt = nu(punt)
    assert (punt.traject.status, punt.staat_op_de_agenda, punt.vergadering.loopt) == (Status.VOORGEDRAGEN, False, False)
    rij = Gebeurtenis.objects.filter(onderwerp=punt.traject.onderwerp).latest("volgnummer")
    assert (rij.naam, rij.reden) == ("de applicatie", GESTOPT_OMDAT)
    for lid in (wereld.bert, wereld.femke, buiten):
        pagina = tekst(als(lid).get(punt.vergadering.get_absolute_url()))
        assert GESTOPT_OMDAT in pagina and wereld.daan.gebruiker.naam not in pagina
    with pytest.raises(Geweigerd, match="staat niet meer op de agenda"):
        stemmen(wereld.bert, punt, optie="toekennen")
    with op(over(DAGEN + 1)), pytest.raises(Geweigerd):
        besluiten(wereld.anna, nu(punt), optie="toekennen", motivering=MOTIVERING)
    uit_het_logboek()
    aan = Bezorging.objects.filter(poststuk__brief="van_de_agenda_secretaris", poststuk__gebeurtenis=rij).values_list(
        "lidmaatschap", flat=True
    )
    assert list(aan) == [wereld.femke.pk]
    # In a meeting all is asked anew.
    vergadering = vergadering_plannen(wereld.femke, datum=over(30), plaats="Utrecht")
    opnieuw = agenderen(wereld.femke, punt.traject, vergadering)
    assert not Stem.objects.filter(agendapunt=opnieuw).exists()


def test_the_secretary_brings_it_to_a_meeting_and_the_procedure_is_over(als, wereld, punt):
    vergadering = vergadering_plannen(wereld.femke, datum=over(3), plaats="Utrecht")
    procedure = punt.vergadering
    agendapunt_verplaatsen(wereld.femke, punt, vergadering, "Er is toch een vergadering.", gezien=procedure.pk)
    procedure.refresh_from_db()
    assert not procedure.loopt and procedure.afgezegd_omdat == "Er is toch een vergadering."
    assert "Deze procedure is gestopt." in tekst(als(wereld.bert).get(procedure.get_absolute_url()))
    with pytest.raises(Geweigerd, match="Dit is een schriftelijke procedure"):
        agendapunt_verplaatsen(wereld.femke, nu(punt), procedure, "Terug.", gezien=vergadering.pk)


# ---- over by the clock alone


def test_it_ends_at_its_moment_without_a_worker_and_the_decision_is_of_that_day(als, wereld, punt):
    stemt(punt, wereld.bert, wereld.daan, wereld.esra)
    with pytest.raises(IntegrityError, match="is niet afgelopen"), transaction.atomic():
        van = {"vastgelegd_door": wereld.bert.gebruiker, "besloten_op": over(DAGEN)}
        Besluit.objects.create(agendapunt=punt, nummer="x", optie="toekennen", motivering="x", uitslag={}, **van)
    belang_verklaren(wereld.anna, punt, "geen")
    with pytest.raises(Geweigerd, match="Alleen wie dit punt voorzit"):
        besluiten(wereld.anna, punt, optie="toekennen", motivering=MOTIVERING)
    assert als(wereld.anna).get(reverse("besluiten", args=[punt.pk])).status_code == 403
    with op(over(DAGEN), 16):
        stemt(nu(punt), wereld.cora)
        assert punt.get_absolute_url() not in tekst(als(wereld.bert).get(reverse("mijn_werk")))
    with op(over(DAGEN), 18):
        for lid in (wereld.bert, wereld.esra):
            with pytest.raises(Geweigerd, match="Stemmen kan niet meer"):
                stemmen(lid, nu(punt), optie="afwijzen")
        with pytest.raises(Geweigerd, match="Stemmen kan niet meer"):
            schriftelijk_stoppen(wereld.bert, nu(punt))
        stem = Stem.objects.get(gebruiker=wereld.bert.gebruiker)
        with pytest.raises(IntegrityError, match="is afgelopen"), transaction.atomic():
            stem.optie, stem.gestemd_op = "afwijzen", timezone.now()
            stem.save()
    with op(over(DAGEN + 2)):
        client = als(wereld.anna)
        # The chair did not vote in time, and presides all the same.
        assert "Neem het besluit over Welzijn Wilgendam" in tekst(client.get(reverse("mijn_werk")))
        assert "Stemmen kon tot" in tekst(client.get(punt.get_absolute_url()))
        pagina = client.get(reverse("besluiten", args=[punt.pk]))
        assert pagina.context["open"] == [] and ("Toekennen", 4) in pagina.context["uitslag"]
        besluit = besluiten(wereld.anna, nu(punt), optie="toekennen", motivering=MOTIVERING)
        assert (besluit.besloten_op, timezone.localdate()) == (over(0) - timedelta(days=2), over(0))
        certificaat = Certificaat.objects.get(besluit_nummer=besluit.nummer)
        assert certificaat.besloten_op == certificaat.geldig_van == besluit.besloten_op
        assert "Besloten" in tekst(client.get(punt.vergadering.get_absolute_url()))
        with pytest.raises(Geweigerd, match="geen verslag"):
            verslag_maken(wereld.femke, punt.vergadering)


def test_rules_and_members_of_its_last_day_count_and_who_presides_is_a_member_today(wereld, punt):
    stemt(punt, wereld.bert, wereld.daan, wereld.esra)
    wereld.esra.tot = over(DAGEN)
    wereld.esra.save()
    with op(over(DAGEN + 1)):
        besluit = besluiten_door(wereld, punt)
        assert besluit.uitslag["stemmen"] == {"toekennen": 3}


def besluiten_door(wereld, punt):
    belang_verklaren(wereld.anna, nu(punt), "geen")
    return besluiten(wereld.anna, nu(punt), optie="toekennen", motivering=MOTIVERING)


def test_too_few_votes_give_no_decision_and_the_secretary_brings_it_to_a_meeting(als, wereld, punt):
    stemt(punt, wereld.bert)
    with op(over(DAGEN + 1)):
        with pytest.raises(Geweigerd, match="Er is er 1"):
            besluiten_door(wereld, punt)
        werk = tekst(als(wereld.femke).get(reverse("mijn_werk")))
        assert (
            "De schriftelijke procedure eindigde op" in werk and reverse("agendapunt_afvoeren", args=[punt.pk]) in werk
        )
        agendapunt_afvoeren(wereld.femke, nu(punt), "Te weinig stemmen.", gezien=punt.vergadering_id)
        assert nu(punt).traject.status == Status.VOORGEDRAGEN


# ---- what nobody reads


def test_who_answered_is_read_and_not_what_nor_who_stays_out(als, wereld, punt):
    stemt(punt, wereld.bert)
    # One more interest, and too few members are left.
    for lid in (wereld.cora, wereld.daan):
        belang_verklaren(lid, punt, "belang")
    client = als(wereld.bert)

    def ziet():
        antwoord = client.get(punt.get_absolute_url())
        return tekst(antwoord).replace(str(antwoord.context["csrf_token"]), "")

    assert dict(antwoorden(client, punt))[wereld.esra.gebruiker.naam] is False
    gezien = set()
    for keuze in ("toekennen", "afwijzen", "belang"):
        with transaction.atomic():
            if keuze == "belang":
                belang_verklaren(wereld.esra, punt, "belang")
            else:
                stemt(punt, wereld.esra, optie=keuze)
            assert dict(antwoorden(client, punt))[wereld.esra.gebruiker.naam] is True
            gezien.add(ziet())
            transaction.set_rollback(True)
    assert len(gezien) == 1
    # A chair reads no counts either while it runs.
    belang_verklaren(wereld.anna, punt, "geen")
    pagina = tekst(als(wereld.anna).get(punt.get_absolute_url()))
    assert "Bekijk de uitslag" not in pagina and "zonder belang." not in pagina.split("Schriftelijke procedure</h2>")[1]


def test_members_without_an_answer_are_reminded_and_who_presides_hears_of_the_end(wereld, punt):
    stemt(punt, wereld.bert)

    def brieven(brief):
        rijen = Bezorging.objects.filter(poststuk__brief=brief)
        return {een.gebruiker.naam for een in [rij.lidmaatschap for rij in rijen]}

    with op(over(DAGEN - 3)):
        uit_de_tijd(timezone.localdate())
        assert brieven("schriftelijk_herinnering") == set()
    with op(over(DAGEN - 2)):
        uit_de_tijd(timezone.localdate())
        herinnerd = brieven("schriftelijk_herinnering")
        assert wereld.esra.gebruiker.naam in herinnerd and wereld.bert.gebruiker.naam not in herinnerd
    with op(over(DAGEN), 18):
        uit_de_tijd(timezone.localdate())
        uit_de_tijd(timezone.localdate())
        assert brieven("schriftelijk_afgelopen") == {wereld.anna.gebruiker.naam}
        assert brieven("schriftelijk_afgelopen_secretaris") == {wereld.femke.gebruiker.naam}


def test_a_procedure_that_ended_can_be_decided_by_who_presides_instead_of_a_chair_with_an_interest(wereld, punt):
    belang_verklaren(wereld.anna, punt, "belang")
    stemt(punt, *commissie(wereld)[1:4])
    with op(over(DAGEN + 1)):
        voorzitter = next(lid for lid in commissie(wereld) if lid.gebruiker == quorum_van(nu(punt)).voorzitter)
        assert voorzitter != wereld.anna
        uitslag_openen(voorzitter, nu(punt))
        besluit = besluiten(voorzitter, nu(punt), optie="toekennen", motivering=MOTIVERING)
        assert besluit.vastgelegd_door == voorzitter.gebruiker

"""The short road after an award with conditions: what it is about, who writes what, and what the decision does."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from beheercommissie.dossier import soortdossier
from beheercommissie.handelingen import belang_verklaren
from certificaten.levensloop import Stand, stand_op
from certificaten.models import Certificaat, Wijziging
from huisstijl.templatetags.opmaak import dagkort
from huisstijl.velden import vingerafdruk
from kwaliteitslabel.logboekcontrole import controleren
from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis, Rol
from tests.beheercommissie.test_agendapunt import tekst
from tests.dagen import over
from tests.gedeeld import gedeelde_wereld
from tests.klokken import op
from tests.maatregelen import voorgesteld
from tests.personen import klein_kader, zitting
from tests.vervolg import WAT, besluit_nemen, toegekend_met_voorwaarden, vervolg_verder, voorwaarde
from toetsing.handelingen import vervolg
from toetsing.models import Verbeterplan, Vervolgpunt, Voorbehoud, Voorwaarde
from trajecten.handelingen import document_toevoegen, staken, vervolgteam_kiezen
from trajecten.klok import bijwerken
from trajecten.levensloop import Soort, Status
from trajecten.models import Document, Traject, Trajectgebied


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A world with a label that was granted on one condition and one plan, and the follow-up that came of it."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.toets = toegekend_met_voorwaarden(wereld, klein_kader())
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    gedeeld.vervolg = Traject.objects.select_related("certificeerder").get(soort=Soort.VERVOLGONDERZOEK)
    return gedeeld


@pytest.fixture
def naar(wereld):
    """`naar(Status.ADVIES)`: the follow-up, walked there."""
    return lambda status: vervolg_verder(Traject.objects.get(pk=wereld.vervolg.pk), status, wereld)


def stand(dag=None):
    dag = dag or timezone.localdate()
    return stand_op(Certificaat.objects.met_stand(dag).get(), dag)


# ---- how it begins


def test_handing_out_the_certificate_begins_the_follow_up_with_the_day_of_the_decision(wereld):
    traject, besluit = wereld.vervolg, wereld.toets.agendapunten.get().besluit
    assert (traject.status, traject.vorige, traject.cyclus) == (Status.VOORTGANG, wereld.toets, wereld.toets.cyclus)
    assert traject.termijn == besluit.volgend_onderzoek_op == timezone.localdate() + relativedelta(months=12, days=-1)
    assert [str(punt) for punt in Vervolgpunt.objects.van_nu(traject)] == [
        "Voorwaarde 1",
        str(wereld.toets.verbeterplannen.get()),
    ]
    assert Gebeurtenis.objects.filter(onderwerp=traject.onderwerp).get().naar == Status.VOORTGANG


def test_the_organisation_is_at_turn_and_reads_what_silence_does(als, wereld):
    pagina = tekst(als(wereld.joke).get(reverse("traject", args=[wereld.vervolg.nummer])))
    for zin in ("U bent aan zet.", "Vertel bij elk punt wat er is gebeurd", "vanzelf verder", WAT):
        assert zin in pagina


# ---- telling


def test_each_point_is_told_before_it_is_handed_in(als, wereld):
    with pytest.raises(Geweigerd, match="Voorwaarde 1: schrijf wat er is gebeurd"):
        vervolg.vervolg_indienen(wereld.ingrid, wereld.vervolg)
    punt = wereld.vervolg.vervolgpunten.first()
    bladzijde = als(wereld.joke).get(punt.get_absolute_url())
    assert "Wat is er gebeurd?" in tekst(bladzijde) and "Is eraan voldaan?" not in tekst(bladzijde)
    gegevens = {"voortgang": "De lijsten zijn vervangen.", "voortgang_basis": vingerafdruk(""), "verhaal": ""}
    als(wereld.joke).post(punt.get_absolute_url(), gegevens)
    punt.refresh_from_db()
    assert punt.voortgang == "De lijsten zijn vervangen."


def test_a_condition_and_a_plan_are_marked_late_everywhere_until_something_is_told(als, wereld):
    punten = list(wereld.vervolg.vervolgpunten.select_related("voorwaarde", "plan"))
    plan = next(punt.plan for punt in punten if punt.plan)
    label = reverse("label", args=[wereld.toets.cyclus_id])
    with op(max(punt.uiterlijk for punt in punten) + timedelta(days=3)):
        for punt in punten:
            zin = f"sinds {dagkort(punt.uiterlijk + timedelta(days=1))}"
            assert zin in tekst(als(wereld.joke).get(punt.get_absolute_url()))
            assert zin in tekst(als(wereld.joke).get(reverse("vervolg", args=[wereld.vervolg.nummer])))
        assert f"te laat sinds {dagkort(plan.klaar_op + timedelta(days=1))}" in tekst(als(wereld.joke).get(label))
    wereld.vervolg.vervolgpunten.update(voortgang="Het is gedaan.")
    with op(max(punt.uiterlijk for punt in punten) + timedelta(days=3)):
        assert "te laat" not in tekst(als(wereld.joke).get(punten[0].get_absolute_url()))


def test_a_text_saves_itself_and_warns_of_a_telephone_number(als, wereld):
    punt = wereld.vervolg.vervolgpunten.first()
    url = reverse("vervolgpunt_bewaren", args=[wereld.vervolg.nummer, punt.pk])
    gegevens = {"veld": "voortgang", "tekst": "Bel 06 12 34 56 78.", "basis": vingerafdruk("")}
    antwoord = als(wereld.joke).post(url, gegevens).json()
    assert antwoord["stand"] == "bewaard" and "telefoonnummer" in antwoord["melding"]
    assert als(wereld.joke).post(url, gegevens | {"veld": "toelichting"}).status_code == 422


def test_until_it_is_handed_in_it_is_of_the_organisation_alone(als, wereld, naar):
    url = wereld.vervolg.vervolgpunten.first().get_absolute_url()
    assert als(wereld.karin).get(url).status_code == 404
    assert als(wereld.bram).get(url).status_code == 404
    naar(Status.VOORTGANG_INGEDIEND)
    pagina = tekst(als(wereld.karin).get(url))
    assert "De lijsten zijn vervangen." in pagina and WAT in pagina


def test_the_conditions_are_read_from_the_start_by_who_sees_the_follow_up(als, wereld):
    url = reverse("vervolg", args=[wereld.vervolg.nummer])
    hoe = "Een lijst per buurtkamer, zonder namen."
    for wie in (wereld.gijs, wereld.karin):
        pagina = tekst(als(wie).get(url))
        assert WAT in pagina and hoe in pagina and "zodra de organisatie de voortgang heeft ingediend" in pagina
        assert "Verteld" not in pagina and "Niets verteld" not in pagina
    assert "zodra de organisatie" not in tekst(als(wereld.joke).get(url))


def test_a_short_road_says_where_and_what_its_assessment_was_about(als, wereld):
    nummer = wereld.vervolg.nummer
    pagina = tekst(als(wereld.gijs).get(reverse("traject", args=[nummer])))
    assert "Waar het label over gaat" in pagina and "Begonnen" in pagina
    for zin in ("Waar en wat wordt getoetst", "Toetsdagen", "Aangemeld"):
        assert zin not in pagina
    with connection.cursor() as cursor:
        # As if the organisation had chosen it when it applied; afterwards the database refuses it.
        cursor.execute("set local session_replication_role = replica")
        Trajectgebied.objects.filter(traject=wereld.toets).update(activiteiten=["jongerenwerk"])
        cursor.execute("set local session_replication_role = origin")
    gebied = tekst(als(wereld.gijs).get(reverse("traject_gebied", args=[nummer])))
    assert "jongerenwerk" in gebied and f"bij de aanmelding van toets {wereld.toets.nummer}" in gebied


def test_when_the_day_passes_in_silence_the_assessors_look_at_what_is_there(wereld, monkeypatch):
    dag = wereld.vervolg.termijn + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *_: dag)
    traject = Traject.objects.get(pk=wereld.vervolg.pk)
    assert (traject.status, traject.verstreken) == (Status.VOORTGANG_INGEDIEND, wereld.vervolg.termijn)
    assert bijwerken() == 1
    with pytest.raises(Geweigerd, match="Dat kan niet meer"):
        vervolg.vervolg_indienen(wereld.ingrid, traject)
    traject = vervolg_verder(traject, Status.BEOORDELEN, wereld)
    assert [punt.voortgang for punt in traject.vervolgpunten.all()] == ["", ""]


# ---- the team and its judgement


def test_the_planner_composes_a_team_without_a_controleur_and_finds_the_earlier_one_proposed(als, wereld, naar):
    naar(Status.VOORTGANG_INGEDIEND)
    url = reverse("vervolgteam_kiezen", args=[wereld.vervolg.nummer])
    pagina = als(wereld.karin).get(url)
    form = pagina.context["form"]
    assert list(form.fields) == ["toetsers", "teamleider"]
    assert form["toetsers"].initial == [wereld.meike.gebruiker_id, wereld.samir.gebruiker_id]
    gegevens = {"toetsers": [wereld.tessa.gebruiker_id], "teamleider": wereld.tessa.gebruiker_id}
    als(wereld.karin).post(url, gegevens)
    wereld.vervolg.refresh_from_db()
    assert wereld.vervolg.status == Status.BEOORDELEN
    assert als(wereld.tessa).get(wereld.vervolg.get_absolute_url()).status_code == 200
    assert als(wereld.samir).get(wereld.vervolg.get_absolute_url()).status_code == 404


def test_of_a_document_that_the_scanner_took_away_the_assessors_read_that_it_is_not_there(als, wereld, naar):
    document = document_toevoegen(
        wereld.joke,
        wereld.vervolg,
        titel="Presentielijst",
        leeswijzer="",
        bestand=SimpleUploadedFile("lijst.pdf", b"%PDF-1.7 lijst\n%%EOF\n"),
        normen=[],
    )
    punt = Vervolgpunt.objects.get(voorwaarde__isnull=False)
    punt.documenten.add(document)
    Document.objects.update(nagekeken="wacht")
    naar(Status.BEOORDELEN)
    for nagekeken in ({"nagekeken": "wacht"}, {"nagekeken": "besmet", "bestand": "", "grootte": 0}):
        Document.objects.filter(pk=document.pk).update(**nagekeken)
        bladzijde = tekst(als(wereld.tessa).get(punt.get_absolute_url()))
        assert "Presentielijst <small>Niet te openen: de virusscanner" in bladzijde
        assert reverse("document", args=[wereld.vervolg.nummer, document.pk]) not in bladzijde


def test_who_has_an_interest_is_not_in_the_team(wereld, naar):
    traject = naar(Status.VOORTGANG_INGEDIEND)
    with pytest.raises(Geweigerd, match="geen toetser bij"):
        vervolgteam_kiezen(wereld.karin, traject, toetsers=[wereld.vera.gebruiker], teamleider=wereld.vera.gebruiker)


def test_an_assessor_judges_each_point_and_says_why(als, wereld, naar):
    traject = naar(Status.BEOORDELEN)
    with pytest.raises(Geweigerd, match="Voorwaarde 1: kies een oordeel"):
        vervolg.vervolg_opleveren(wereld.tessa, traject)
    punt = traject.vervolgpunten.first()
    gegevens = {"oordeel": "deels", "oordeel_basis": vingerafdruk(""), "toelichting": "Twee van de drie."}
    als(wereld.tessa).post(punt.get_absolute_url(), gegevens | {"toelichting_basis": vingerafdruk("")})
    punt.refresh_from_db()
    assert (punt.oordeel, punt.toelichting) == ("deels", "Twee van de drie.")
    # The organisation reads it once it has been handed over.
    assert "Twee van de drie." not in tekst(als(wereld.joke).get(punt.get_absolute_url()))
    vervolg_verder(traject, Status.ADVIES, wereld)
    assert "Wij zagen de lijsten in twee buurtkamers." in tekst(als(wereld.joke).get(punt.get_absolute_url()))


def test_at_a_condition_of_the_committee_the_assessors_need_not_judge(wereld, naar):
    traject = naar(Status.BEOORDELEN)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        Voorwaarde.objects.update(kijker=Voorwaarde.Kijker.BUREAU)
    traject.vervolgpunten.filter(plan__isnull=False).update(oordeel="voldaan", toelichting="Gezien.")
    vervolg.vervolg_opleveren(wereld.tessa, traject)


def test_the_database_keeps_what_was_handed_over(wereld, naar):
    traject = naar(Status.VOORTGANG_INGEDIEND)
    with pytest.raises(IntegrityError, match="overgedragen"), transaction.atomic():
        traject.vervolgpunten.update(voortgang="anders")
    with pytest.raises(IntegrityError, match="overgedragen"), transaction.atomic():
        traject.vervolgpunten.update(oordeel="voldaan")
    naar(Status.ADVIES)
    with pytest.raises(ProgrammingError), transaction.atomic():
        traject.vervolgpunten.update(opgeleverd_op=None)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Voorwaarde.objects.update(wat="anders")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Voorbehoud.objects.update(onderzoek_op=over(10))


def test_who_assessed_does_not_decide(wereld, naar):
    traject = naar(Status.GEAGENDEERD)
    lid = zitting(wereld, wereld.tessa.gebruiker, Rol.COMMISSIELID)
    with pytest.raises(Geweigerd, match="U was toetser in dit traject"):
        belang_verklaren(lid, traject.agendapunten.get(), "geen")


# ---- the pack


def test_the_committee_reads_progress_verdict_and_advice_on_card_page_and_paper(als, wereld, naar):
    traject = naar(Status.GEAGENDEERD)
    punt = traject.agendapunten.get()
    belang_verklaren(wereld.bert, punt, "geen")
    kaart = tekst(als(wereld.bert).get(punt.get_absolute_url()))
    verslag = tekst(als(wereld.bert).get(reverse("agendapunt_rapport", args=[punt.pk])))
    for zin in (WAT, "Voldaan", "Wij zagen de lijsten", "Alles is gedaan."):
        assert zin in kaart and zin in verslag
    assert "De lijsten zijn vervangen." in verslag
    pdf = als(wereld.bert).get(reverse("agendapunt_pdf", args=[punt.pk])).inhoud
    assert pdf.startswith(b"%PDF-") and soortdossier(punt.dossier).kern(punt.dossier) == punt.dossier
    # The plan itself is not of the committee.
    assert "Elk team kiest een vast moment" not in kaart + verslag


# ---- what the decision does


def test_conditions_that_are_met_make_the_certificate_valid_without_them(als, wereld, naar):
    assert stand() == Stand.GELDIG_MET_VOORWAARDEN
    werk = reverse("mijn_werk")
    assert "Volgend onderzoek" in tekst(als(wereld.joke).get(werk))
    traject = naar(Status.AFGESLOTEN)
    besluit = traject.agendapunten.get().besluit
    assert besluit.uitspraak == "De beheercommissie vindt dat de voorwaarden zijn vervuld."
    assert stand() == Stand.GELDIG
    assert Wijziging.objects.get().soort == Wijziging.Soort.VOORWAARDEN_VERVULD
    # The follow-up is done, so no other investigation is announced.
    assert "Volgend onderzoek" not in tekst(als(wereld.joke).get(werk))
    assert controleren() == []


def test_a_plan_that_was_found_met_is_late_no_more(wereld, naar):
    plan = Vervolgpunt.objects.get(plan__isnull=False).plan
    naar(Status.BEOORDELEN)
    with op(plan.klaar_op + timedelta(days=1)):
        assert [een.stand for een in Verbeterplan.objects.te_laat()] == ["Te laat"]
    naar(Status.ADVIES)
    with op(plan.klaar_op + timedelta(days=1)):
        assert not Verbeterplan.objects.te_laat().exists()
        assert [(een.stand, een.is_te_laat) for een in Verbeterplan.objects.na_akkoord()] == [("Voldaan", False)]


def test_on_the_page_of_a_label_the_follow_up_is_one_row_and_its_plans_are_of_the_holder(als, wereld):
    komt = {}
    for lid in (wereld.joke, wereld.karin):
        antwoord = als(lid).get(reverse("label", args=[wereld.toets.cyclus_id]))
        komt[lid] = {knoop.kop: knoop.wie for knoop in antwoord.context["komt"]}
        assert "Volgend onderzoek" not in tekst(antwoord)
        assert [kop for kop in komt[lid] if "onderzoek" in kop] == ["Vervolgonderzoek: voortgang"]
    plannen = [next(wie for kop, wie in komt[lid].items() if kop.startswith("Plan bij")) for lid in komt]
    assert plannen == ["U", "de organisatie"]


def test_more_time_gives_new_days_and_another_round(als, wereld, naar, monkeypatch):
    traject = naar(Status.GEAGENDEERD)
    with pytest.raises(Geweigerd, match="kies een dag na vandaag, en uiterlijk"), transaction.atomic():
        besluit_nemen(wereld, traject, "meer_tijd", voorwaardenlijst=[voorwaarde(uiterlijk=over(300))])
    besluit = besluit_nemen(wereld, traject, "meer_tijd", voorwaardenlijst=[voorwaarde(uiterlijk=over(100))])
    traject.refresh_from_db()
    assert (traject.status, traject.termijn) == (Status.VOORTGANG, besluit.volgend_onderzoek_op)
    assert stand() == Stand.GELDIG_MET_VOORWAARDEN
    assert Certificaat.objects.met_stand().get().onderzoek_op == besluit.volgend_onderzoek_op
    nu = list(Vervolgpunt.objects.van_nu(traject))
    assert [punt.voortgang for punt in nu] == ["", ""] and nu[0].uiterlijk == over(100)
    pagina = tekst(als(wereld.joke).get(reverse("vervolg", args=[traject.nummer])))
    assert "Eerder, voordat er meer tijd kwam" in pagina
    traject = vervolg_verder(traject, Status.GEAGENDEERD, wereld)
    dag = traject.agendapunten.latest("pk").vergadering.datum
    monkeypatch.setattr(timezone, "localdate", lambda *_: dag)
    vervolg_verder(traject, Status.AFGESLOTEN, wereld)
    assert stand(dag) == Stand.GELDIG
    assert stand(dag - timedelta(days=1)) == Stand.GELDIG_MET_VOORWAARDEN
    assert controleren() == []


def test_a_follow_up_that_fails_suspends_the_certificate_for_a_reason_that_everyone_reads(wereld, naar):
    traject = naar(Status.GEAGENDEERD)
    with pytest.raises(Geweigerd, match="Kies vanaf welke dag dit geldt"), transaction.atomic():
        besluit_nemen(wereld, traject, "schorsen_na_vervolg")
    besluit_nemen(
        wereld,
        traject,
        "schorsen_na_vervolg",
        ingang=over(0),
        tot=over(100),
        openbare_reden="De voorwaarden zijn niet vervuld.",
        voorwaarden="Laat zien dat elke vrijwilliger een vaste werker heeft.",
    )
    certificaat = Certificaat.objects.met_stand(over(0)).get(traject=traject.vorige_id)
    assert stand_op(certificaat, over(0)) == Stand.GESCHORST
    # The follow-up is done within the term of the bureau; the holder has until the last day to show what was asked.
    traject = Traject.objects.get(pk=traject.pk)
    assert (traject.status, traject.termijnnaam) == (Status.BESLOTEN, "besluit_versturen") and traject.termijn < over(
        30
    )
    herstel = Traject.objects.get(soort=Soort.MAATREGEL)
    assert (herstel.status, herstel.termijn, herstel.vorige) == (Status.HERSTEL, over(100), traject.vorige)
    assert herstel.maatregel.reden == "Laat zien dat elke vrijwilliger een vaste werker heeft."
    assert controleren() == []


def test_a_follow_up_does_not_suspend_beside_a_measure_that_is_running(wereld, als, naar):
    traject = naar(Status.GEAGENDEERD)
    punt, maatregel = traject.agendapunten.get(), voorgesteld(wereld, Certificaat.objects.get(traject=wereld.toets))
    schorsing = {
        "ingang": over(0),
        "tot": over(100),
        "openbare_reden": "De voorwaarden zijn niet vervuld.",
        "voorwaarden": "Laat zien dat elke vrijwilliger een vaste werker heeft.",
    }
    bezig = f"Over dit label is al een maatregel voorgesteld: traject {maatregel.traject.nummer}."
    with pytest.raises(Geweigerd, match=bezig):
        besluit_nemen(wereld, traject, "schorsen_na_vervolg", **schorsing)
    pagina = tekst(als(wereld.anna).get(reverse("besluiten", args=[punt.pk])))
    assert bezig in pagina and "Lees het besluit na" not in pagina
    assert Traject.objects.filter(soort=Soort.MAATREGEL).count() == 1


def test_an_option_of_an_assessment_is_none_of_a_follow_up(wereld, naar):
    traject = naar(Status.GEAGENDEERD)
    with pytest.raises(Geweigerd, match="kent het normenkader niet voor dit traject"):
        besluit_nemen(wereld, traject, "toekennen")


def test_the_certifier_stops_a_follow_up_with_a_reason_and_the_organisation_does_not_withdraw(wereld):
    assert staken(wereld.karin, wereld.vervolg, "Het certificaat is ingetrokken.").status == Status.GESTAAKT


# ---- who reads the conditions


def test_the_parties_read_the_conditions_and_the_public_reads_that_there_are(als, client, wereld):
    besluit = reverse("besluit", args=[wereld.toets.nummer])
    for wie in (wereld.joke, wereld.karin, wereld.bert, wereld.gijs):
        assert WAT in tekst(als(wie).get(besluit))
    certificaat = Certificaat.objects.met_stand().get()
    zin = f"De beheercommissie stelde voorwaarden; uiterlijk {dagkort(certificaat.onderzoek_op)} is er een vervolgonderzoek."
    for url in (certificaat.get_absolute_url(), f"{reverse('verifieer')}?nummer={certificaat.nummer}"):
        pagina = tekst(client.get(url, follow=True))
        assert "geldig met voorwaarden" in pagina and zin in pagina and WAT not in pagina
    assert "U hebt het label, met voorwaarden" in tekst(als(wereld.joke).get(reverse("mijn_werk")))


def test_the_pages_of_a_follow_up_take_few_queries(als, wereld, naar, django_assert_max_num_queries):
    naar(Status.BEOORDELEN)
    punt = wereld.vervolg.vervolgpunten.first()
    for wie in (wereld.joke, wereld.tessa, wereld.karin):
        client = als(wie)
        for url in (reverse("vervolg", args=[wereld.vervolg.nummer]), punt.get_absolute_url()):
            with django_assert_max_num_queries(15):
                client.get(url)


def test_the_list_shows_the_kind_and_finds_by_it(als, wereld):
    pagina = tekst(als(wereld.karin).get(reverse("trajecten"), {"soort": "vervolgonderzoek"}))
    assert wereld.vervolg.nummer in pagina and wereld.toets.nummer not in pagina

from collections import Counter
from datetime import date, timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F
from django.test import override_settings
from django.utils import timezone

from beheercommissie.bevoegdheden import stembelemmeringen
from beheercommissie.models import Agendapunt, Besluit, Navraag, Vergadering, Verslag
from berichten.maken import zonder_brief
from berichten.models import Poststuk, Vervanging
from certificaten.levensloop import Stand, stand_op
from certificaten.models import Certificaat, Maatregel, Uitgave
from demo import WACHTWOORD
from demo.bevindingen import GEZIEN, STERK
from demo.draaiboeken import DRAAIBOEKEN
from demo.kalender import Kalender
from demo.organisaties import VERSA
from demo.verbeterpunten import VERBETERPUNTEN
from demo.verhalen import VERHALEN
from demo.weg import Weg
from geschillen.models import Klacht, Klachtsignaal, Klachtvraag
from huisstijl.templatetags.opmaak import dagkort
from inloggen.models import Inlogdienst
from kwaliteitslabel.logboekcontrole import controleren
from kwaliteitslabel.start import IN_DE_MAAK, MERK, merk, merken
from leden.bevoegdheden import Handeling
from leden.gemeenten import codes_van
from leden.models import (
    ROLLEN_MET_BELANGEN,
    Bekwaamheid,
    Belangenbevestiging,
    Gebeurtenis,
    Gebruiker,
    Lidmaatschap,
    Locatie,
    Organisatie,
    Rol,
    Samenvoeging,
    Toelating,
    Uitnodiging,
    toegelaten,
)
from leden.models.triggers import BEHEERROLLEN
from normenkader.laden import voorbeeldpakket
from quickscan.models import QuickScan
from quickscan.uitslag import uitslag
from toetsing.models import (
    Bevinding,
    Effect,
    Gesprek,
    Gesprekstoetser,
    Meegenomen,
    Notitie,
    Planuitstel,
    Terugblik,
    Verbeterplan,
    Verhaal,
    Voortgang,
)
from trajecten.bevoegdheden import met_belang_in_team, toewijzingsbelemmeringen
from trajecten.levensloop import NAVRAAG, Soort, Status
from trajecten.models import Termijnvoorstel, Toewijzing, Traject, Vraag

pytestmark = pytest.mark.django_db
LAGEN = ("leden", "normenkader", "trajecten", "toetsing", "certificaten", "beheercommissie")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The whole demo, made once for all tests here and taken back after them."""
    bestanden = tmp_path_factory.getbasetemp() / "bestanden"
    with (
        override_settings(BESTANDEN=bestanden, MEDIA_ROOT=bestanden),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        halverwege = []
        call_command("demogegevens", stdout=StringIO(), halverwege=lambda: halverwege.append((merk(), aantallen())))
        yield halverwege
        transaction.set_rollback(True)


def uitvoer():
    tekst = StringIO()
    call_command("demogegevens", stdout=tekst)
    return tekst.getvalue()


def aantallen():
    return {model.__name__: model.objects.count() for laag in LAGEN for model in apps.get_app_config(laag).get_models()}


def test_there_is_no_demo_in_production(settings):
    settings.PRODUCTIE = True
    with pytest.raises(CommandError, match="horen niet in een echte installatie"):
        uitvoer()


def test_a_traject_stands_in_every_status(demo):
    assert set(Traject.objects.values_list("status", flat=True)) == set(Status)


def test_halfway_everybody_is_there_with_one_certificate_and_the_data_says_that_it_is_not_all(demo):
    ((zegt, halverwege),) = demo
    assert (zegt, merk()) == (IN_DE_MAAK, MERK)
    alles = aantallen()
    assert halverwege["Gebruiker"] == alles["Gebruiker"]
    assert halverwege["Uitgifte"] == halverwege["Certificaatbestand"] == 1
    assert 0 < halverwege["Traject"] < alles["Traject"] / 3


def test_what_is_half_made_is_not_taken_for_a_demo(demo):
    merken(IN_DE_MAAK)
    with pytest.raises(CommandError, match="Begin opnieuw met een lege database"):
        uitvoer()


def test_a_second_time_changes_nothing(demo):
    eerst = aantallen()
    assert uitvoer() == "Er zijn al organisaties. Er is niets veranderd.\n"
    assert aantallen() == eerst


def test_the_log_holds_and_is_in_order_of_time(demo):
    assert controleren() == []
    momenten = list(Gebeurtenis.objects.order_by("volgnummer").values_list("op", flat=True))
    assert momenten == sorted(momenten)
    assert momenten[-1] < timezone.now()
    assert momenten[0] < timezone.now() - timedelta(days=2 * 365)


def test_there_is_post_of_the_last_two_weeks_and_of_nothing_before(demo):
    assert not Poststuk.objects.filter(gebeurtenis__op__lt=timezone.now() - timedelta(weeks=2)).exists()
    assert Poststuk.objects.filter(is_beurt=True, bezorgingen__isnull=False).count() > 3
    assert not zonder_brief().exists()


def test_everyone_can_sign_in_with_the_password_that_is_printed(demo):
    for gebruiker in Gebruiker.objects.all():
        assert gebruiker.check_password(WACHTWOORD)
        assert gebruiker.email.endswith(".example")


def test_the_committee_has_seven_votes_a_chair_among_them_and_a_secretary(demo):
    rollen = list(Lidmaatschap.objects.geldig().values_list("rol", flat=True))
    assert rollen.count(Rol.COMMISSIELID) + rollen.count(Rol.VOORZITTER) == 7
    assert rollen.count(Rol.VOORZITTER) == rollen.count(Rol.SECRETARIS) == 1


def test_somebody_directs_and_decides_and_somebody_assesses_here_and_checks_there(demo):
    rollen = {}
    for een in Lidmaatschap.objects.select_related("gebruiker"):
        rollen.setdefault(een.gebruiker.naam, set()).add(een.rol)
    assert {Rol.BESTUURDER, Rol.BEHEERDER, Rol.COMMISSIELID} in rollen.values()
    assert {Rol.TOETSER, Rol.CONTROLEUR} in rollen.values()


def test_every_organisation_has_somebody_who_looks_after_its_people(demo):
    eigen = Organisatie.objects.zelfstandig().exclude(soort=Organisatie.Soort.BEHEERCOMMISSIE).exclude(naam=VERSA)
    for organisatie in eigen:
        assert Lidmaatschap.objects.blijvend().filter(organisatie=organisatie, rol__in=BEHEERROLLEN).exists()


def test_the_data_of_organisations_is_whole_and_the_numbers_are_clearly_invented(demo):
    for organisatie in Organisatie.objects.exclude(naam=VERSA):
        organisatie.full_clean()
        assert organisatie.kvk_nummer.startswith("000000")
    assert {een.gemeentenaam for een in Organisatie.objects.zelfstandig()} >= {"Huizen", "Súdwest-Fryslân"}


def test_members_say_where_they_work_one_of_them_in_wijdemeren_and_some_do_not_yet(demo):
    leden = Organisatie.objects.leden()
    met = leden.filter(pk__in=Locatie.objects.values("organisatie"))
    assert 0 < met.count() < leden.count()
    in_wijdemeren = {een.organisatie.naam for een in Locatie.objects.filter(gemeente__in=codes_van("GM1696"))}
    assert in_wijdemeren == {"Stichting Buurtkracht Oever"}
    for traject in Traject.objects.filter(organisatie__in=met, soort=Soort.TOETS):
        assert traject.trajectlocaties.count() == traject.locaties
    certificaat = Certificaat.objects.filter(gebied__has_key="locaties").first()
    assert certificaat.gebied["werkgebied"] and certificaat.gebied["activiteiten"]
    assert certificaat in Certificaat.objects.in_gemeente(certificaat.gemeenten[0])


def test_an_admission_ends_soon_a_qualification_has_ended_and_organisations_merge(demo):
    assert {een.organisatie.naam for een in Toelating.objects.loopt_af()} == {"CIIO"}
    assert toegelaten().count() == 2
    mensen = {een.gebruiker.naam for een in Bekwaamheid.objects.loopt_af()}
    assert mensen == {"Fenna Veldrus", "Samir Wollegras"}
    vandaag = timezone.localdate()
    assert sorted(een.per > vandaag for een in Samenvoeging.objects.all()) == [False, True]
    assert Organisatie.objects.get(naam="Welzijn Kolkwijk en Omstreken").naamswijzigingen.count() == 1


def test_invitations_wait_one_of_them_not_for_long(demo):
    uitnodigingen = list(Uitnodiging.objects.open())
    assert len(uitnodigingen) == Uitnodiging.objects.count() == 4
    dagen = [(uitnodiging.vervalt_op - timezone.now()).days for uitnodiging in uitnodigingen]
    assert min(dagen) <= 3
    assert any(len(uitnodiging.rollen) > 1 for uitnodiging in uitnodigingen)


def test_one_sign_in_service_waits_for_the_bureau_and_one_was_tried_and_is_on(demo):
    wacht, aan = Inlogdienst.objects.order_by("is_actief")
    assert (wacht.maildomein_wacht, wacht.is_actief, wacht.beproefd_op) == (True, False, None)
    assert aan.is_actief and aan.beproefd_op and aan.maildomein_bevestigd_op


def test_the_committee_sits_for_a_term_and_one_of_them_ends_soon(demo):
    zittingen = Lidmaatschap.objects.geldig().filter(organisatie__soort=Organisatie.Soort.BEHEERCOMMISSIE)
    over = [(lid.tot - timezone.localdate()).days for lid in zittingen]
    assert min(over) == 40
    assert sorted(over)[1] > 60


def test_one_member_of_a_team_has_an_interest_that_was_registered_later(demo):
    assert [
        (traject.organisatie.naam, [lid.gebruiker.naam for lid in met_belang_in_team(traject)])
        for traject in Traject.objects.select_related("organisatie", "kaderversie")
        if met_belang_in_team(traject)
    ] == [("Maatschappelijk Werk Zandmeer", ["Tessa Waterviolier"])]
    assert Gebeurtenis.objects.filter(handeling=Handeling.BELANG_TOEVOEGEN).count() == 1


def test_a_planner_with_an_interest_leaves_one_organisation_to_a_colleague(demo):
    te_plannen = Traject.objects.filter(certificeerder__naam="CIIO")
    pleun, karin = (
        Traject.objects.zichtbaar_voor(Lidmaatschap.objects.get(gebruiker__naam=naam))
        for naam in ("Pleun Parnassia", "Karin Dotterbloem")
    )
    verschil = te_plannen.filter(organisatie__naam="Welzijn Wilgendam")
    assert set(karin) - set(pleun) == set(verschil) != set()


def test_some_have_not_confirmed_their_interests_for_a_year_and_some_never_did(demo):
    houden_bij = Lidmaatschap.objects.geldig().filter(rol__in=ROLLEN_MET_BELANGEN).values("gebruiker")
    klopt = Belangenbevestiging.objects.geldig().values("gebruiker")
    te_laat = Gebruiker.objects.filter(pk__in=houden_bij).exclude(pk__in=klopt)
    assert sorted(te_laat.values_list("naam", flat=True)) == [
        "Daan Rietorchis",
        "Esra Moeraswederik",
        "Fenna Veldrus",
        "Ruben Tureluur",
    ]


def test_who_used_to_work_there_cannot_join_the_team_of_a_new_traject(demo):
    traject = Traject.objects.get(status=Status.AANGEMELD)
    samir = Gebruiker.objects.get(naam="Samir Wollegras")
    assert "dienstverband" in toewijzingsbelemmeringen(traject, [(samir, Toewijzing.Trajectrol.TOETSER)])[0]


def test_an_assessor_is_at_one_talk_at_a_time(demo):
    gevoerd = Gesprekstoetser.objects.exclude(gesprek__traject__status__in=(Status.INGETROKKEN, Status.GESTAAKT))
    wanneer = Counter(gevoerd.values_list("toetser__naam", "gesprek__dag__datum", "gesprek__begin"))
    assert len(wanneer) > 100
    assert {waar for waar, keer in wanneer.items() if keer > 1} == set()


def test_vlechtwerk_can_be_decided_on_by_a_member_who_walks_in(demo):
    vlechtwerk = Agendapunt.objects.get(traject__organisatie__naam="Welzijn Vlechtwerk")
    assert vlechtwerk.vergadering.datum > timezone.localdate()
    assert vlechtwerk.traject.certificeerder.naam == "CIIO"
    esra = Lidmaatschap.objects.get(gebruiker__naam="Esra Moeraswederik")
    assert stembelemmeringen(esra, vlechtwerk) == ["Zeg eerst of u een belang hebt. Daarna gaan de stukken open."]
    sterk = " ".join(punt["tekst"] for punt in vlechtwerk.dossier["rapport"]["sterke_punten"])
    assert "de ontwikkeling naar vakvolwassen medewerkers" in sterk
    assert "initiatiefrijk en innoverend" in sterk
    assert "Bewoners zijn zelf eigenaar van het dossier" in vlechtwerk.dossier["rapport"]["verbeterpunten"][0]["tekst"]
    assert all(plan.voortgang.exists() for plan in Verbeterplan.objects.filter(traject=vlechtwerk.traject))


def test_plans_live_on(demo):
    """A plan over two points, a day that moved and one that is asked, a story with a document, and what the next team saw."""
    assert Verbeterplan.objects.filter(valt_onder__isnull=False).count() == 1
    assert set(Planuitstel.objects.values_list("antwoord", flat=True)) == {"akkoord", ""}
    assert Voortgang.objects.filter(verhaal__gt="", documenten__isnull=False).exists()
    assert set(Effect.objects.gezien().values_list("waarde", flat=True)) == {"zichtbaar", "deels"}
    standen = {plan.stand for plan in Verbeterplan.objects.na_akkoord()}
    assert standen == {"Klaar gemeld", "Vraagt een andere dag", "Te laat", "Loopt", "Voldaan"}


@pytest.mark.parametrize(
    ("lid", "organisatie"), [("Hugo Roerdomp", "Welzijn Vlechtwerk"), ("Nienke Scholekster", "Welzijn Hoogveen")]
)
def test_a_member_with_an_interest_cannot_vote(demo, lid, organisatie):
    punt = Agendapunt.objects.get(traject__organisatie__naam=organisatie)
    assert stembelemmeringen(Lidmaatschap.objects.get(gebruiker__naam=lid, rol=Rol.COMMISSIELID), punt)


def test_the_register_shows_certificates_in_every_state_of_their_life(demo):
    vandaag = timezone.localdate()
    certificaten = Certificaat.objects.openbaar().met_stand(vandaag)
    standen = [stand_op(certificaat, vandaag) for certificaat in certificaten]
    assert len(standen) == 10
    assert set(standen) == {
        Stand.GELDIG,
        Stand.GELDIG_MET_VOORWAARDEN,
        Stand.VERLOPEN,
        Stand.OPGEVOLGD,
        Stand.GESCHORST,
        Stand.BEEINDIGD,
    }
    # One was suspended and holds again.
    assert any(
        een.wijziging and een.wijziging.soort == "hersteld" and stand_op(een, vandaag) == Stand.GELDIG
        for een in certificaten
    )
    assert all(certificaat.bestand.bestand.size for certificaat in certificaten)
    assert [een.zin for een in Uitgave.objects.filter(besluit_nummer="")] == [
        f"Uitgave 2, omdat de organisatie sinds {dagkort(vandaag - timedelta(days=75))} anders heet."
    ]
    assert Besluit.objects.filter(optie="toekennen_met_voorbehoud", agendapunt__traject__status=Status.LOPEND).exists()


def test_one_organisation_renews_its_label_under_the_next_version_of_the_framework(demo):
    traject = Traject.objects.get(status=Status.VOORBEREIDING)
    assert traject.is_hernieuwing
    assert traject.kaderversie.versie == "2027.1" != traject.vorige.kaderversie.versie
    assert set(Terugblik.objects.values_list("antwoord", flat=True)) == set(Terugblik.Antwoord)
    assert Terugblik.objects.filter(gaat_mee=True).count() == Meegenomen.objects.count() == 1
    assert traject.vorige.verbeterplannen.filter(voortgang__isnull=False).exists()


def test_follow_ups_are_told_handed_in_judged_and_done(demo):
    vervolgen = Traject.objects.filter(soort=Soort.VERVOLGONDERZOEK)
    assert set(vervolgen.values_list("status", flat=True)) == {
        Status.VOORTGANG,
        Status.VOORTGANG_INGEDIEND,
        Status.BEOORDELEN,
        Status.AFGESLOTEN,
    }
    beoordelen = vervolgen.get(status=Status.BEOORDELEN).vervolgpunten
    assert beoordelen.exclude(oordeel="").exists() and beoordelen.filter(oordeel="").exists()


def test_of_what_holders_reported_one_is_looked_into_and_one_changed_what_the_label_is_about(demo):
    onderzoek, reikwijdte = Traject.objects.exclude(melding=None).order_by("soort").reverse()
    assert (onderzoek.soort, onderzoek.status) == (Soort.VERVOLGONDERZOEK, Status.VOORTGANG_INGEDIEND)
    assert (reikwijdte.soort, reikwijdte.status) == (Soort.MAATREGEL, Status.AFGESLOTEN)
    (uitgave,) = Uitgave.objects.filter(besluit_nummer__gt="")
    assert "Buurthuis De Spil" in uitgave.certificaat.reikwijdte
    assert "Buurthuis De Spil" in [een["naam"] for een in uitgave.certificaat.gebied["locaties"]]


def test_one_complaint_waits_one_is_heard_and_one_has_an_outcome_with_a_signal_for_the_bureau(demo):
    assert sorted(klacht.stand for klacht in Klacht.objects.all()) == ["afgerond", "loopt", "nieuw"]
    assert not any(klacht.is_te_laat for klacht in Klacht.objects.all())
    assert (Klachtvraag.objects.open().count(), Klachtsignaal.objects.open().count()) == (1, 1)


def test_two_decisions_wait_for_an_answer_that_one_of_them_has_begun(demo):
    vragen = {een.traject.status: een for een in Navraag.objects.filter(besluit__isnull=False)}
    assert set(vragen) == set(NAVRAAG) and all(een.loopt for een in vragen.values())
    assert [status for status, een in vragen.items() if een.antwoord] == [Status.VRAAG_AAN_ORGANISATIE]
    # And of a member before the coming meeting: one answered, one not.
    assert [bool(een.beantwoord_op) for een in Navraag.objects.vooraf()] == [True, False]


def test_the_minutes_of_the_last_meeting_are_on_the_agenda_of_the_coming_one(demo):
    verslag = Verslag.objects.get()
    assert not verslag.vergadering.agendapunten.onbesloten().exists()
    assert verslag.bespreekpunt.vergadering == Vergadering.objects.komend().first()
    assert verslag.bespreekpunt.volgnummer == 2 and all(een.tekst for een in verslag.verslagteksten.all())


def test_a_holder_is_writing_what_it_thinks_of_a_proposal_to_suspend(demo):
    maatregel = Maatregel.objects.get(traject__status=Status.ZIENSWIJZE)
    assert maatregel.voorstel == "schorsen" and maatregel.zienswijze


def test_terms_are_far_near_and_past(demo):
    termijnen = Traject.objects.filter(termijn__isnull=False).values_list("termijn", flat=True)
    over = [(termijn - timezone.localdate()).days for termijn in termijnen]
    assert min(over) < 0
    assert any(0 <= dagen < 7 for dagen in over)
    assert max(over) > 7


def test_no_story_or_finding_is_told_twice_in_one_traject(demo):
    for model, veld in ((Verhaal, "opbrengst"), (Bevinding, "tekst")):
        rijen = list(model.objects.exclude(**{veld: ""}).values_list("traject", veld))
        assert len(rijen) == len(set(rijen))


def test_no_text_still_asks_for_a_word(demo):
    teksten = [
        *Verhaal.objects.values_list("aanleiding", "aanpak", "opbrengst", "geleerd"),
        *Bevinding.objects.values_list("tekst"),
        *Verbeterplan.objects.values_list("oorzaak", "actie"),
        *Notitie.objects.values_list("tekst"),
    ]
    assert not [tekst for rij in teksten for tekst in rij if "{" in tekst]


def test_talks_keep_functions_and_no_names(demo):
    functies = Gesprek.objects.values_list("gesprekspartners__functie", flat=True)
    namen = {deel for naam in Gebruiker.objects.values_list("naam", flat=True) for deel in naam.split()}
    assert not [functie for functie in functies if functie and namen & set(functie.split())]


def test_who_is_at_two_organisations_is_never_at_both_sides_of_a_traject(demo):
    werkt_er = Lidmaatschap.objects.filter(organisatie=F("organisatie__trajecten__organisatie")).values("gebruiker")
    leden = Organisatie.objects.filter(soort=Organisatie.Soort.LID)
    for lid in leden.filter(lidmaatschappen__gebruiker__in=werkt_er).distinct():
        eigen = lid.lidmaatschappen.values("gebruiker")
        assert not Toewijzing.objects.filter(traject__organisatie=lid, gebruiker__in=eigen).exists()


def test_the_quickscan_of_2017_adds_up_to_what_the_news_item_says(demo):
    """75 are busy, half of all; a little under 60% of them orient, over 40% chose or prepare; why: most to learn, a quarter to position."""
    uit = uitslag(QuickScan.objects.get(titel="QuickScan 2017"))
    stand, waarom, tegen = (
        {sleutel: cel.aantal for sleutel, cel in een.tellingen[0].cellen.items()} for een in uit.vragen
    )
    assert uit.geantwoord == 150
    assert stand["geen_belangstelling"] == 75 == sum(stand.values()) / 2
    assert 0.57 < stand["orienteren"] / 75 < 0.6
    assert 0.4 < (stand["gekozen"] + stand["voorbereiden"]) / 75 < 0.43
    assert sum(waarom.values()) == 75
    assert waarom["leren"] / 75 > 0.5
    assert round(100 * waarom["positioneren"] / 75) == 25
    assert waarom["beide"] > 10
    assert all(tegen[een] for een in ("geen_meerwaarde", "geen_prioriteit", "geen_capaciteit"))
    assert uit.vragen[0].uitsplitsingen == []


def test_a_quickscan_is_open_and_part_of_the_members_answered(demo):
    scan = QuickScan.objects.exclude(titel="QuickScan 2017").get()
    assert scan.is_open
    uit = uitslag(scan)
    assert (uit.gevraagd, uit.geantwoord) == (22, 15)
    (naar_omvang,) = uit.vragen[0].uitsplitsingen
    assert [(groep.naam, groep.antwoorden) for groep in naar_omvang.groepen] == [
        ("10 tot 25 fte", 5),
        ("25 tot 50 fte", 5),
        ("minder dan 10 fte en 50 tot 100 fte samen", 5),
    ]
    assert [een.titel for een in uit.eerdere] == ["QuickScan 2017"]
    assert not any(een.is_te_klein for een in uit.vragen)
    wilgendam = scan.formulieren.get(organisatie__naam="Welzijn Wilgendam")
    assert wilgendam.ingevuld_op is None


def test_every_norm_of_the_example_has_stories_and_findings():
    normen = {norm["sleutel"] for norm in voorbeeldpakket()["normen"]}
    assert set(VERHALEN) == set(STERK) == set(GEZIEN) == normen
    assert set(VERBETERPUNTEN) <= normen


@pytest.mark.parametrize("vandaag", [date(2026, 11, 23), date(2026, 12, 27), date(2027, 1, 1), date(2028, 2, 29)])
def test_on_any_day_all_that_happened_is_past_and_nobody_is_at_two_places(vandaag):
    wegen = [Weg(boek, nummer, None, Kalender(vandaag)) for nummer, boek in enumerate(DRAAIBOEKEN)]
    assert max(weg.aanvang(status) for weg in wegen for status in weg.begin).date() < vandaag
    bezet = [
        (naam, weg.begin[Status.IN_TOETSING] + dag)
        for weg in wegen
        if Status.IN_TOETSING in weg.begin
        for naam in weg.boek.team
        for dag in (0, 1)
    ]
    assert len(bezet) == len(set(bezet))


def test_the_pages_say_which_names_are_real_and_there_are_no_others(demo, client, settings):
    settings.DEMO = True
    pagina = " ".join(client.get("/register/").content.decode().split())
    assert "VOORBEELD</b> Alleen Versa Welzijn en CIIO bestaan echt." in pagina
    voet = pagina.partition("<footer")[2]
    assert "Naast Sociaal Werk Nederland bestaan alleen Versa Welzijn en CIIO echt." in voet
    assert "Alle andere organisaties, alle mensen en alle normen zijn verzonnen." in voet
    assert not Organisatie.objects.filter(naam__icontains="keurmerkinstituut").exists()


def test_of_versa_welzijn_there_is_nothing_but_what_the_news_item_says(demo):
    versa = Organisatie.objects.get(naam=VERSA)
    assert "De toetsing werd gedaan door certificeerder CIIO.’" in versa.opmerkingen
    ingevuld = {veld.name for veld in Organisatie._meta.concrete_fields if getattr(versa, veld.name)}
    assert ingevuld == {"id", "naam", "soort", "plaats", "opmerkingen"}
    verwijzen_ernaar = {
        verband.related_model.__name__
        for verband in Organisatie._meta.related_objects
        if verband.related_model._meta.managed
        and verband.related_model.objects.filter(**{verband.field.name: versa}).exists()
    }
    assert verwijzen_ernaar == set()
    assert not Certificaat.objects.filter(houder__icontains="versa").exists()
    assert [een.handeling for een in Gebeurtenis.objects.filter(onderwerp=versa.onderwerp)] == [
        Handeling.ORGANISATIE_TOELATEN
    ]


def test_people_are_in_touch_with_each_other(demo):
    vragen = Vraag.objects.filter(gesloten_op__isnull=True)
    assert vragen.filter(beantwoord_op__isnull=False).exists() and vragen.filter(beantwoord_op__isnull=True).exists()
    assert Poststuk.objects.filter(nalezer=Rol.PLANNER, nagelezen_op__isnull=True).exists()
    assert Termijnvoorstel.objects.filter(antwoord="").exists()
    vandaag = timezone.localdate()
    assert Vervanging.objects.filter(van__lte=vandaag, tot__gt=vandaag).exists()

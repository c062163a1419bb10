"""What the bureau and the members do with a QuickScan: opening, answering, reminding, closing, and what the database refuses."""

from datetime import datetime, time, timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis, Lidmaatschap, Organisatie, Rol
from quickscan import handelingen
from quickscan.link import formulier_van, pad, teken
from quickscan.models import QuickScan, Scanformulier
from tests.post import mails
from tests.quickscan import scans
from tests.quickscan.scans import invullen, leden_erbij

pytestmark = pytest.mark.django_db
GEWEIGERD_DOOR_DATABASE = (IntegrityError, ProgrammingError)


def morgen_is_vandaag(dagen=1):
    return time_machine.travel(timezone.now() + timedelta(days=dagen), tick=False)


# Opening


def test_opening_makes_a_form_for_every_member_of_today_and_mails_each(wereld):
    gisteren = timezone.localdate() - timedelta(days=1)
    leden_erbij(3)
    Organisatie.objects.filter(naam="Lid 001").update(lid_tot=gisteren)
    scan = scans.geopend(wereld)
    namen = set(scan.formulieren.values_list("organisatie__naam", flat=True))
    assert namen == {"Lid 002", "Lid 003", "Stichting Buurtkracht Oever", "Welzijn Wilgendam"}
    assert {aan for aan, _, _ in mails()} == {
        "lid2@voorbeeld.example",
        "lid3@voorbeeld.example",
        "hilde@voorbeeld.example",
        "olaf@voorbeeld.example",
    }
    _, onderwerp, tekst = next(mail for mail in mails() if mail[0].startswith("hilde"))
    assert onderwerp == "QuickScan 2026: hoe is het met het Kwaliteitslabel bij Welzijn Wilgendam?"
    assert f"http://localhost:8000{pad(scans.formulier_van(scan, wereld.joke))}\n" in tekst


def test_the_contact_person_goes_before_the_people_with_a_role(wereld):
    leden_erbij(1, contact_email="")
    lid = Organisatie.objects.get(naam="Lid 001")
    for wie, rol in ((wereld.dora, Rol.BESTUURDER), (wereld.bram, Rol.KWALITEITSMEDEWERKER)):
        Lidmaatschap.objects.create(gebruiker=wie.gebruiker, organisatie=lid, rol=rol)
    Organisatie.objects.filter(naam="Welzijn Wilgendam").update(contact_email="contact@voorbeeld.example")
    scans.geopend(wereld)
    assert [aan for aan, _, _ in mails()] == [
        "bram@voorbeeld.example",
        "olaf@voorbeeld.example",
        "contact@voorbeeld.example",
    ]


def test_an_organisation_without_address_has_a_form_and_no_mail(wereld):
    leden_erbij(1, contact_email="")
    scan = scans.geopend(wereld)
    assert scan.formulieren.get(organisatie__naam="Lid 001").email == ""
    assert len(mails()) == 2


def test_only_the_bureau_opens_and_only_once(wereld):
    scan = scans.concept(wereld)
    with pytest.raises(Geweigerd, match="Alleen een labelbeheerder"):
        handelingen.openen(wereld.joke, scan)
    handelingen.openen(wereld.gijs, scan)
    with pytest.raises(Geweigerd, match="al geopend"):
        handelingen.openen(wereld.gijs, scan)


def test_a_scan_without_questions_or_with_a_day_that_has_been_does_not_open(wereld):
    scan = scans.concept(wereld, vragen=[], sluit_op=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Geweigerd) as geweigerd:
        handelingen.openen(wereld.gijs, scan)
    assert len(geweigerd.value.redenen) == 2


def test_a_scan_does_not_open_with_a_day_that_could_not_be_made_earlier_any_more(wereld):
    scan = scans.concept(wereld, sluit_op=timezone.localdate() + timedelta(days=366))
    with pytest.raises(Geweigerd, match="is over meer dan een jaar"):
        handelingen.openen(wereld.gijs, scan)


def test_every_act_is_in_the_log(wereld):
    scan = scans.geopend(wereld)
    invullen(scans.formulier_van(scan, wereld.joke), stand="geen_belangstelling")
    invullen(scans.formulier_van(scan, wereld.bram), wereld.bram, stand="geen_belangstelling")
    handelingen.sluiten(wereld.gijs, scan)
    regels = list(Gebeurtenis.objects.filter(onderwerp=scan.onderwerp).values_list("naam", "handeling", "reden"))
    assert regels == [
        ("Gijs Veenbes", "quickscan_beheren", ""),
        ("Gijs Veenbes", "quickscan_openen", ""),
        ("de applicatie", "quickscan_invullen", "Ingevuld voor Welzijn Wilgendam via de koppeling in de mail."),
        ("Bram Kattenstaart", "quickscan_invullen", "Ingevuld voor Stichting Buurtkracht Oever."),
        ("Gijs Veenbes", "quickscan_sluiten", ""),
    ]


# Frozen


@pytest.mark.parametrize(
    "veld",
    [
        {"vragen": []},
        {"titel": "Anders"},
        {"inleiding": "Anders"},
        {"sluit_op": timezone.localdate() + timedelta(days=1)},
        {"geopend_op": None},
    ],
    ids=str,
)
def test_what_was_asked_cannot_change_in_the_database(wereld, veld):
    scan = scans.concept(wereld)
    QuickScan.objects.filter(pk=scan.pk).update(inleiding="Nog niet geopend")
    handelingen.openen(wereld.gijs, scan)
    with pytest.raises(GEWEIGERD_DOOR_DATABASE), transaction.atomic():
        QuickScan.objects.filter(pk=scan.pk).update(**veld)


def test_an_opened_scan_and_its_forms_cannot_be_removed_and_a_closed_one_not_opened_again(wereld):
    scan = scans.geopend(wereld)
    with pytest.raises(GEWEIGERD_DOOR_DATABASE), transaction.atomic():
        scan.formulieren.all().delete()
    handelingen.sluiten(wereld.gijs, scan)
    for velden in ({"gesloten_op": None}, {"sluit_op": scan.sluit_op + timedelta(days=9)}):
        with pytest.raises(GEWEIGERD_DOOR_DATABASE), transaction.atomic():
            QuickScan.objects.filter(pk=scan.pk).update(**velden)


def test_the_act_refuses_other_questions_after_opening(wereld):
    scan = scans.geopend(wereld)
    with pytest.raises(Geweigerd, match="verandert niet meer"):
        handelingen.wijzigen(wereld.gijs, scan, vragen=[])


def test_a_concept_can_be_thrown_away_and_an_opened_scan_cannot(wereld):
    scan = scans.concept(wereld, titel="Bij nader inzien niet")
    with pytest.raises(Geweigerd, match="Alleen een labelbeheerder"):
        handelingen.weggooien(wereld.hilde, scan)
    handelingen.weggooien(wereld.gijs, scan)
    assert not QuickScan.objects.exists()
    regel = Gebeurtenis.objects.get(handeling="quickscan_weggooien")
    assert (regel.onderwerp, regel.reden) == (scan.onderwerp, "Bij nader inzien niet weggegooid.")
    with pytest.raises(Geweigerd, match="Deze QuickScan is weggegooid"):
        handelingen.wijzigen(wereld.gijs, scan, titel="Toch wel")
    with pytest.raises(Geweigerd, match="De antwoorden en de uitslag blijven bewaard"):
        handelingen.weggooien(wereld.gijs, scans.geopend(wereld))


def test_the_last_day_moves_to_a_later_one_and_the_mails_after_that_name_it(wereld):
    scan = scans.geopend(wereld)
    later = scan.sluit_op + timedelta(days=14)
    with pytest.raises(Geweigerd, match="Alleen een labelbeheerder"):
        handelingen.verlengen(wereld.hilde, scan, sluit_op=later)
    handelingen.verlengen(wereld.gijs, scan, sluit_op=later)
    scan.refresh_from_db()
    assert scan.sluit_op == later
    assert Gebeurtenis.objects.get(handeling="quickscan_verlengen").reden == (
        f"Open tot en met {dagkort(later)} in plaats van {dagkort(later - timedelta(days=14))}."
    )
    with morgen_is_vandaag(10):
        invullen(scans.formulier_van(scan, wereld.joke), stand="geen_belangstelling")
        handelingen.herinneren(wereld.gijs, scan)
    assert mails()[-1][1] == f"Herinnering: QuickScan 2026, nog tot en met {dagkort(later)}"


@pytest.mark.parametrize(
    ("dagen", "zin"), [(0, "Kies een latere dag"), (-3, "Kies een latere dag"), (400, "over meer dan een jaar")]
)
def test_the_last_day_does_not_move_to_an_earlier_one_or_far_away(wereld, dagen, zin):
    scan = scans.geopend(wereld)
    with pytest.raises(Geweigerd, match=zin):
        handelingen.verlengen(wereld.gijs, scan, sluit_op=scan.sluit_op + timedelta(days=dagen))


def test_a_closed_scan_is_not_opened_again_by_a_later_day(wereld):
    scan = scans.geopend(wereld)
    with morgen_is_vandaag(8), pytest.raises(Geweigerd, match="niet open"):
        handelingen.verlengen(wereld.gijs, scan, sluit_op=scan.sluit_op + timedelta(days=9))
    handelingen.sluiten(wereld.gijs, scan)
    with pytest.raises(Geweigerd, match="niet open"):
        handelingen.verlengen(wereld.gijs, scan, sluit_op=scan.sluit_op + timedelta(days=9))


# Answering


def test_an_answer_can_be_changed_and_stays_one(wereld):
    scan = scans.geopend(wereld)
    formulier = scans.formulier_van(scan, wereld.joke)
    invullen(formulier, stand="orienteren", waarom="leren")
    eerst = formulier.ingevuld_op
    invullen(formulier, wereld.ingrid, stand="gekozen", waarom="beide")
    assert formulier.antwoorden == {"stand": "gekozen", "waarom": "beide"}
    assert formulier.ingevuld_op == eerst < formulier.gewijzigd_op
    assert scan.formulieren.ingevuld().count() == 1


def test_size_and_municipality_are_those_of_the_moment_of_answering(wereld):
    organisatie = wereld.joke.organisatie
    Organisatie.objects.filter(pk=organisatie.pk).update(fte=41, gemeente="GM0344")
    scan = scans.geopend(wereld)
    formulier = scans.formulier_van(scan, wereld.joke)
    invullen(formulier, stand="geen_belangstelling")
    Organisatie.objects.filter(pk=organisatie.pk).update(fte=99, gemeente="GM0014")
    formulier.refresh_from_db()
    assert (formulier.fte, formulier.gemeente) == (41, "GM0344")


def test_an_answer_that_does_not_fit_changes_nothing(wereld):
    formulier = scans.formulier_van(scans.geopend(wereld), wereld.joke)
    with pytest.raises(Geweigerd, match="Maak een keuze"):
        invullen(formulier, stand="gekozen")
    formulier.refresh_from_db()
    assert formulier.ingevuld_op is None


def test_who_started_from_an_older_answer_is_told_and_overwrites_nothing(wereld):
    formulier = scans.formulier_van(scans.geopend(wereld), wereld.joke)
    invullen(formulier, stand="geen_belangstelling")
    with pytest.raises(Geweigerd, match="Ondertussen heeft iemand anders"):
        handelingen.invullen(None, formulier, {"stand": "gekozen", "waarom": "leren"}, 0)
    formulier.refresh_from_db()
    assert formulier.antwoorden == {"stand": "geen_belangstelling"}


def test_who_sends_the_same_answer_twice_has_answered_once(wereld):
    formulier = scans.formulier_van(scans.geopend(wereld), wereld.joke)
    for _ in range(2):
        handelingen.invullen(None, formulier, {"stand": "gekozen", "waarom": "leren"}, 0)
    formulier.refresh_from_db()
    assert formulier.versie == 1
    assert Gebeurtenis.objects.filter(handeling="quickscan_invullen").count() == 1


def test_a_second_form_for_one_organisation_is_refused_by_the_database(wereld):
    scan = scans.geopend(wereld)
    with pytest.raises(IntegrityError), transaction.atomic():
        Scanformulier.objects.create(scan=scan, organisatie=wereld.joke.organisatie)


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_the_same_moment_leave_one(wereld):
    scan = scans.geopend(wereld)
    formulier = scans.formulier_van(scan, wereld.joke)
    samen, uitkomsten = Barrier(2), []

    def antwoorden(stand):
        samen.wait()
        try:
            handelingen.invullen(None, formulier, {"stand": stand, "waarom": "leren"}, 0)
            uitkomsten.append(stand)
        except Geweigerd as geweigerd:
            uitkomsten.append(geweigerd.redenen)
        finally:
            connection.close()

    draden = [Thread(target=antwoorden, args=[stand]) for stand in ("gekozen", "orienteren")]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    formulier.refresh_from_db()
    assert len(uitkomsten) == 2
    assert [formulier.antwoorden["stand"]] == [uitkomst for uitkomst in uitkomsten if isinstance(uitkomst, str)]
    assert uitkomsten.count([handelingen.ONDERTUSSEN]) == 1
    assert formulier.versie == 1


# Closing


def test_a_scan_closes_at_midnight_after_its_last_day(wereld):
    scan = scans.geopend(wereld)
    formulier = scans.formulier_van(scan, wereld.joke)
    middernacht = timezone.make_aware(datetime.combine(scan.sluit_op + timedelta(days=1), time.min))
    with time_machine.travel(middernacht - timedelta(seconds=1), tick=False):
        assert scan.stand == QuickScan.Stand.OPEN
        assert list(QuickScan.objects.open()) == [scan]
        invullen(formulier, stand="geen_belangstelling")
    with time_machine.travel(middernacht, tick=False):
        assert scan.stand == QuickScan.Stand.GESLOTEN
        assert list(QuickScan.objects.gesloten()) == [scan]
        with pytest.raises(Geweigerd, match="gesloten sinds"):
            invullen(formulier, stand="orienteren", waarom="leren")
        with pytest.raises(GEWEIGERD_DOOR_DATABASE), transaction.atomic():
            Scanformulier.objects.filter(pk=formulier.pk).update(antwoorden={"stand": "x"}, gewijzigd_op=timezone.now())


def test_closing_early_ends_answering_at_once(wereld):
    scan = scans.geopend(wereld)
    formulier = scans.formulier_van(scan, wereld.joke)
    handelingen.sluiten(wereld.gijs, scan)
    with pytest.raises(Geweigerd, match="gesloten sinds"):
        invullen(formulier, stand="geen_belangstelling")
    with pytest.raises(Geweigerd, match="niet open"):
        handelingen.sluiten(wereld.gijs, scan)


def test_an_answer_cannot_be_put_in_or_taken_away_behind_the_acts(wereld):
    concept = scans.concept(wereld)
    nu = timezone.now()
    with pytest.raises(GEWEIGERD_DOOR_DATABASE), transaction.atomic():
        Scanformulier.objects.create(scan=concept, antwoorden={}, ingevuld_op=nu, gewijzigd_op=nu, versie=1)
    formulier = scans.formulier_van(scans.geopend(wereld), wereld.joke)
    invullen(formulier, stand="geen_belangstelling")
    with pytest.raises(GEWEIGERD_DOOR_DATABASE), transaction.atomic():
        Scanformulier.objects.filter(pk=formulier.pk).update(
            antwoorden={}, ingevuld_op=None, gewijzigd_op=None, versie=0
        )


# Reminding


def test_only_who_did_not_answer_is_reminded_with_the_same_link(wereld):
    leden_erbij(2)
    scan = scans.geopend(wereld)
    invullen(scans.formulier_van(scan, wereld.joke), stand="geen_belangstelling")
    eerste = mails()
    with morgen_is_vandaag():
        handelingen.herinneren(wereld.gijs, scan)
    nieuw = mails()[len(eerste) :]
    assert sorted(aan for aan, _, _ in nieuw) == [
        "lid1@voorbeeld.example",
        "lid2@voorbeeld.example",
        "olaf@voorbeeld.example",
    ]
    assert all(onderwerp.startswith("Herinnering: QuickScan 2026") for _, onderwerp, _ in nieuw)
    assert pad(scans.formulier_van(scan, wereld.bram)) in next(
        tekst for aan, _, tekst in nieuw if aan.startswith("olaf")
    )


def test_there_is_one_mail_a_day_at_most(wereld):
    scan = scans.geopend(wereld)
    with pytest.raises(Geweigerd, match="De eerste mail is vandaag verstuurd"):
        handelingen.herinneren(wereld.gijs, scan)
    with morgen_is_vandaag():
        handelingen.herinneren(wereld.gijs, scan)
        with pytest.raises(Geweigerd, match="De herinnering is vandaag verstuurd"):
            handelingen.herinneren(wereld.gijs, scan)
    with morgen_is_vandaag(2):
        handelingen.herinneren(wereld.gijs, scan)


def test_a_reminder_uses_an_address_that_became_known(wereld):
    leden_erbij(1, contact_email="")
    scan = scans.geopend(wereld)
    Organisatie.objects.filter(naam="Lid 001").update(contact_email="toch@voorbeeld.example")
    with morgen_is_vandaag():
        handelingen.herinneren(wereld.gijs, scan)
    assert "toch@voorbeeld.example" in {aan for aan, _, _ in mails()}
    assert scan.formulieren.get(organisatie__naam="Lid 001").email == "toch@voorbeeld.example"


def test_when_all_have_answered_there_is_nobody_to_remind(wereld):
    scan = scans.geopend(wereld)
    scans.alle_invullen(scan, lambda nr: {"stand": "geen_belangstelling"})
    with morgen_is_vandaag(), pytest.raises(Geweigerd, match="Alle organisaties hebben geantwoord"):
        handelingen.herinneren(wereld.gijs, scan)


# The link


def test_a_link_opens_one_form_and_cannot_be_made_up(wereld):
    scan = scans.geopend(wereld)
    ander = scans.geopend(wereld, titel="QuickScan 2027")
    een, twee = scans.formulier_van(scan, wereld.joke), scans.formulier_van(ander, wereld.joke)
    assert formulier_van(teken(een)) == een
    assert formulier_van(teken(twee)) == twee
    handtekening = teken(een).partition(".")[2]
    for verzonnen in (f"{twee.pk}.{handtekening}", str(een.pk), "", "x.y", f"{een.pk}.", "\0", "é.é"):
        assert formulier_van(verzonnen) is None

"""Suspending, restoring and withdrawing a label by decision, and ending it by its holder."""

from datetime import timedelta
from itertools import chain

import pytest
import time_machine
from dateutil.relativedelta import relativedelta
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from beheercommissie.bevoegdheden import beslisbelemmeringen
from beheercommissie.handelingen import belang_verklaren, besluiten, stemmen
from beheercommissie.handelingen.agenda import agendapunt_afvoeren
from beheercommissie.handelingen.verslagen import verslag_maken
from beheercommissie.models import Agendapunt, Besluit
from beheercommissie.models.buiten import BESLIST_NOOIT, staat_buiten, wie_nooit_beslissen
from berichten.maken import uit_de_tijd, uit_het_logboek
from berichten.models import Poststuk
from certificaten import handelingen
from certificaten.gevolgen import stand_per
from certificaten.levensloop import Stand
from certificaten.merkgebruik import WAT_STOPT
from certificaten.models import Certificaat, Maatregel, Wijziging
from huisstijl.templatetags.opmaak import dag, dagkort
from huisstijl.velden import vingerafdruk
from kwaliteitslabel.logboekcontrole import controleren
from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis, Gebruiker, Lidmaatschap
from tests.gedeeld import gedeelde_wereld
from tests.maatregelen import (
    OPENBAAR,
    REDEN,
    besluit_over,
    geschorst,
    met_label,
    op_de_agenda,
    stemmers,
    voorgedragen,
    voorgesteld,
)
from tests.personen import in_vergadering, zitting
from trajecten.handelingen import document_verwijderen
from trajecten.klok import bijwerken, momenten
from trajecten.levensloop import Status
from trajecten.models import Document, Toewijzing, Traject


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A world in which Welzijn Wilgendam has the label since today."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.certificaat = met_label(wereld)
        wereld.toets = wereld.certificaat.traject
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


def vandaag():
    return timezone.localdate()


def over(**duur):
    return vandaag() + relativedelta(**duur)


def later(**duur):
    """In here it is so much later, in the morning."""
    return time_machine.travel(timezone.now() + relativedelta(**duur))


def vers(traject):
    return Traject.objects.get(pk=traject.pk)


def stand(wereld, op=None):
    return stand_per(wereld.certificaat, op or vandaag())


def pagina(client, naam, *args):
    return client.get(reverse(naam, args=args)).content.decode()


# the road


def test_a_proposal_is_about_the_label_and_the_organisation_is_heard_first(wereld, als):
    maatregel = voorgesteld(wereld, wereld.certificaat)
    traject = maatregel.traject
    assert (traject.soort, traject.status, traject.vorige) == ("maatregel", "zienswijze", wereld.toets)
    assert (traject.cyclus, traject.organisatie) == (wereld.certificaat.cyclus, wereld.toets.organisatie)
    assert traject.termijnregel.aantal == 10
    assert stand(wereld) == Stand.GELDIG
    assert "Reageer op het voorstel over het label" in pagina(als(wereld.ingrid), "mijn_werk")
    for wie in (wereld.joke, wereld.karin, wereld.femke, wereld.gijs):
        assert REDEN in pagina(als(wie), "maatregel", traject.nummer)
    for wie in (wereld.meike, wereld.bert, wereld.dora):
        assert als(wie).get(reverse("maatregel", args=[traject.nummer])).status_code == 404


@pytest.mark.parametrize(
    ("wie", "zin"), [("wim", "hoort niet bij u"), ("ingrid", "Alleen een"), ("anna", "Alleen een")]
)
def test_a_measure_is_proposed_by_bureau_certifier_or_committee(wereld, wie, zin):
    for mag in ("gijs", "karin", "femke"):
        with transaction.atomic():
            voorgesteld(wereld, wereld.certificaat, getattr(wereld, mag))
            transaction.set_rollback(True)
    with pytest.raises(Geweigerd, match=zin):
        voorgesteld(wereld, wereld.certificaat, getattr(wereld, wie))


def test_one_measure_at_a_time_with_a_reason_about_a_label_that_lasts(wereld):
    with pytest.raises(Geweigerd, match="Schrijf waarom"):
        handelingen.maatregel_voorstellen(wereld.gijs, wereld.certificaat, voorstel="schorsen", reden=" ")
    traject = voorgesteld(wereld, wereld.certificaat).traject
    with pytest.raises(Geweigerd, match=f"al een maatregel voorgesteld: traject {traject.nummer}"):
        voorgesteld(wereld, wereld.certificaat)
    with later(months=24), pytest.raises(Geweigerd, match="verlopen"):
        voorgesteld(wereld, wereld.certificaat)


def test_the_reaction_saves_itself_and_is_handed_in_by_a_bestuurder(wereld, als):
    maatregel = voorgesteld(wereld, wereld.certificaat)
    nummer = maatregel.traject.nummer
    joke, url = als(wereld.joke), reverse("maatregel_schrijven", args=[maatregel.traject.nummer])
    assert joke.post(url, {"veld": "zienswijze", "tekst": "Wij zijn al begonnen.", "basis": ""}).status_code == 409
    antwoord = joke.post(url, {"zienswijze": "Wij zijn al begonnen.", "zienswijze_basis": vingerafdruk("")})
    assert antwoord.status_code == 302
    # Until it is handed in, it is the organisation's own.
    assert "Wij zijn al begonnen." not in pagina(als(wereld.gijs), "maatregel", nummer)
    assert "Een bestuurder van uw organisatie levert dit in." in pagina(joke, "maatregel", nummer)
    assert als(wereld.ingrid).post(reverse("zienswijze_geven", args=[nummer])).status_code == 302
    assert vers(maatregel.traject).status == Status.VOORGEDRAGEN
    assert "Wij zijn al begonnen." in pagina(als(wereld.gijs), "maatregel", nummer)
    maatregel.refresh_from_db()
    with pytest.raises(Geweigerd, match="Dat kan nu niet"):
        handelingen.zienswijze_geven(wereld.ingrid, maatregel)
    with pytest.raises(IntegrityError, match="ligt vast"), transaction.atomic():
        Maatregel.objects.update(zienswijze="Iets anders.")


def test_a_reaction_carries_documents_that_who_decides_reads_once_it_is_handed_in(wereld, als):
    maatregel = voorgesteld(wereld, wereld.certificaat)
    nummer, joke = maatregel.traject.nummer, als(wereld.joke)
    url = reverse("document_toevoegen", args=[nummer])
    assert "Bij welke normen" not in joke.get(url).content.decode()
    bestand = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 plan\n%%EOF\n")
    antwoord = joke.post(url, {"bestand": bestand, "titel": "Plan van aanpak"})
    assert antwoord.url == reverse("maatregel", args=[nummer])
    document = maatregel.traject.documenten.get()
    adres = reverse("document", args=[nummer, document.pk])
    for wie in (wereld.gijs, wereld.karin, wereld.femke):
        assert als(wie).get(adres).status_code == 404
        assert "Plan van aanpak" not in pagina(als(wie), "maatregel", nummer)
    punt = op_de_agenda(wereld, voorgedragen(wereld, wereld.certificaat, maatregel))
    for wie in (wereld.ingrid, wereld.gijs, wereld.karin, wereld.femke, wereld.anna):
        assert als(wie).get(adres).status_code == 200
    assert als(wereld.dora).get(adres).status_code == 404
    assert adres in pagina(als(wereld.anna), "agendapunt", punt.pk)
    assert punt.dossier["documenten"] == [
        {"pk": document.pk, "titel": "Plan van aanpak", "sha256": document.sha256, "wordt_nagekeken": False}
    ]
    assert "U kunt nu geen documenten toevoegen" in pagina(joke, "document_toevoegen", nummer)
    with pytest.raises(Geweigerd, match="Dit is ingediend"):
        document_verwijderen(wereld.joke, document)


def test_of_a_document_that_the_scanner_took_away_after_the_pack_was_frozen_the_pack_says_so(wereld, als):
    maatregel = voorgesteld(wereld, wereld.certificaat)
    nummer = maatregel.traject.nummer
    bestand = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 plan\n%%EOF\n")
    als(wereld.joke).post(
        reverse("document_toevoegen", args=[nummer]), {"bestand": bestand, "titel": "Plan van aanpak"}
    )
    rij = Document.objects.filter(traject=maatregel.traject)
    rij.update(nagekeken="wacht")
    adres = reverse("document", args=[nummer, rij.get().pk])
    punt = op_de_agenda(wereld, voorgedragen(wereld, wereld.certificaat, maatregel))
    rij.update(nagekeken="besmet", bestand="", grootte=0)
    bladzijde = pagina(als(wereld.anna), "agendapunt", punt.pk)
    assert "Plan van aanpak <small>Niet te openen: de virusscanner" in bladzijde and adres not in bladzijde
    # On paper it stands as it was.
    papier = pagina(als(wereld.anna), "agendapunt_rapport", punt.pk)
    assert "Plan van aanpak (werd nog nagekeken op virussen toen dit dossier werd vastgelegd)" in papier


def test_nothing_written_is_nothing_to_hand_in_and_silence_goes_on_with_what_is_there(wereld, als):
    maatregel = voorgesteld(wereld, wereld.certificaat)
    nummer = maatregel.traject.nummer
    with pytest.raises(Geweigerd, match="Schrijf eerst wat u van het voorstel vindt"):
        handelingen.zienswijze_geven(wereld.ingrid, maatregel)
    bestand = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 plan\n%%EOF\n")
    als(wereld.joke).post(reverse("document_toevoegen", args=[nummer]), {"bestand": bestand, "titel": "Ons plan"})
    zin = "gaat met uw reactie mee, ook als het traject na de laatste dag vanzelf verdergaat."
    assert zin in pagina(als(wereld.joke), "maatregel", nummer)
    assert "Ons plan" not in pagina(als(wereld.gijs), "maatregel", nummer)
    with later(weeks=3):
        assert vers(maatregel.traject).status == Status.VOORGEDRAGEN
        assert "Ons plan" in pagina(als(wereld.gijs), "maatregel", nummer)


def test_a_suspension_is_a_decision_with_a_day_a_duration_what_to_show_and_a_reason_for_everyone(wereld, als, client):
    tot = over(months=3)
    traject = geschorst(wereld, wereld.certificaat, tot)
    assert (stand(wereld), stand(wereld, tot)) == (Stand.GESCHORST, Stand.GESCHORST)
    assert (traject.status, traject.termijn) == (Status.HERSTEL, tot)
    assert not Certificaat.objects.geldig_op(vandaag()).filter(pk=wereld.certificaat.pk).exists()
    zin = f"Sinds {dagkort(vandaag())}, hoogstens tot en met {dagkort(tot)}. {OPENBAAR}"
    for naam in ("vermelding", "verifieer_nummer"):
        assert zin in pagina(client, naam, wereld.certificaat.nummer)
    werk = pagina(als(wereld.ingrid), "mijn_werk")
    assert zin in werk and WAT_STOPT[0] in werk and "Laat zien wat er is hersteld" in werk
    assert "De beheercommissie besloot" not in werk
    maatregel = pagina(als(wereld.ingrid), "maatregel", traject.nummer)
    assert f'href="{reverse("besluit", args=[traject.nummer])}"' in maatregel and "(niet verplicht)" not in maatregel
    # The framework gives no extension here, so the page does not speak of one.
    assert ">Bekijk de termijn<" in pagina(als(wereld.ingrid), "traject", traject.nummer)
    besluit = pagina(als(wereld.ingrid), "besluit", traject.nummer)
    for stuk in ("De beheercommissie schorst het label.", dag(tot), OPENBAAR, "Laat zien dat de plannen lopen."):
        assert stuk in besluit


def test_what_was_restored_goes_to_the_committee_and_the_label_holds_again(wereld):
    traject = geschorst(wereld, wereld.certificaat, over(months=3))
    with later(months=1):
        with pytest.raises(Geweigerd, match="Schrijf eerst wat er is hersteld"):
            handelingen.herstel_melden(wereld.ingrid, traject.maatregel)
        Maatregel.objects.filter(traject=traject).update(herstel="Alle plannen zijn uitgevoerd.")
        handelingen.herstel_melden(wereld.ingrid, traject.maatregel)
        # The last day of the suspension goes on counting, now for the secretary.
        assert (vers(traject).status, vers(traject).termijn) == (Status.VOORGEDRAGEN, traject.termijn)
        besluit_over(
            wereld, vers(traject), "herstellen", ingang=vandaag(), openbare_reden="De plannen zijn uitgevoerd."
        )
        assert stand(wereld) == Stand.GELDIG
        handelingen.afsluiten(wereld.gijs, vers(traject))
    with later(months=4):
        assert (stand(wereld), vers(traject).status) == (Stand.GELDIG, Status.AFGESLOTEN)
        assert controleren() == []


def test_a_suspension_that_reaches_its_last_day_is_withdrawn_without_anybody_looking(wereld, client, als):
    tot = over(months=3)
    traject = geschorst(wereld, wereld.certificaat, tot)
    with later(months=3, days=1):
        assert stand(wereld) == Stand.INGETROKKEN
        assert vers(traject).status == Status.AFGESLOTEN
        zin = f"Sinds {dagkort(vandaag())}. De schorsing duurde tot de laatste dag. {OPENBAAR}"
        assert zin in pagina(client, "vermelding", wereld.certificaat.nummer)
        assert "Ingetrokken" in pagina(client, "register")
        with pytest.raises(Geweigerd, match="Dat kan niet meer"):
            handelingen.herstel_melden(wereld.ingrid, traject.maatregel)
        uit_de_tijd(vandaag())
        brieven = set(Poststuk.objects.filter(brief__startswith="schorsing_voorbij").values_list("brief", flat=True))
        assert brieven == {f"schorsing_voorbij_{wie}" for wie in ("organisatie", "planner", "secretaris", "bureau")}
        assert bijwerken() == 1 and controleren() == []
        assert "De schorsing duurde tot de laatste dag" in pagina(als(wereld.ingrid), "traject", traject.nummer)


def test_a_suspension_that_nears_its_end_is_told_a_month_and_a_week_before(wereld):
    traject = geschorst(wereld, wereld.certificaat, over(months=5))
    vooraf = [(traject.termijn - een.datum).days for een in momenten(traject) if een.soort == "herinnering"]
    assert len(vooraf) == 2 and 28 <= vooraf[0] <= 36 and 5 <= vooraf[1] <= 9


def test_a_withdrawal_ends_the_label_for_good(wereld):
    traject = voorgedragen(wereld, wereld.certificaat)
    besluit_over(wereld, traject, "intrekken", ingang=over(days=14), openbare_reden=OPENBAAR)
    assert (stand(wereld), stand(wereld, over(days=14))) == (Stand.GELDIG, Stand.INGETROKKEN)
    handelingen.afsluiten(wereld.gijs, vers(traject))
    with later(days=14), pytest.raises(Geweigerd, match="ingetrokken"):
        voorgesteld(wereld, wereld.certificaat)


def test_no_measure_and_later_leave_the_label_as_it_is(wereld):
    traject = voorgedragen(wereld, wereld.certificaat)
    besluit_over(wereld, traject, "later_beslissen")
    assert vers(traject).status == Status.VOORGEDRAGEN
    with later(days=1):
        besluit = besluit_over(wereld, vers(traject), "geen_maatregel")
        assert besluit.uitspraak == "De beheercommissie neemt geen maatregel."
        assert (besluit.ingang, Wijziging.objects.count()) == (None, 0)


# what is refused


def test_who_proposed_or_assessed_does_not_decide(wereld):
    lid = zitting(wereld, wereld.femke.gebruiker, "commissielid")
    traject = voorgesteld(wereld, wereld.certificaat, wereld.femke).traject
    with later(weeks=3):
        punt = op_de_agenda(wereld, vers(traject))
        with pytest.raises(Geweigerd, match="Wie voorstelt, beslist niet"):
            belang_verklaren(lid, punt, "geen")
        for wie in (wereld.meike, wereld.roel, wereld.karin):
            with pytest.raises(Geweigerd):
                belang_verklaren(zitting(wereld, wie.gebruiker, "commissielid"), punt, "geen")


def test_a_secretary_who_proposed_prepares_the_item_and_reads_nothing_of_the_votes(wereld, als):
    maatregel = voorgesteld(wereld, wereld.certificaat, wereld.femke)
    punt = op_de_agenda(wereld, voorgedragen(wereld, wereld.certificaat, maatregel))
    for lid in stemmers(wereld):
        stemmen(lid, punt, optie="geen_maatregel")
    *_, regel = als(wereld.femke).get(punt.vergadering.get_absolute_url()).context["regels"]
    assert (regel.stand["woord"], regel.quorum) == ("U blijft buiten dit punt", None)
    bladzijde = pagina(als(wereld.femke), "agendapunt", punt.pk)
    assert "De leden bij dit punt" in bladzijde and "gestemd" not in bladzijde.lower()
    with transaction.atomic():
        agendapunt_afvoeren(wereld.femke, punt, "Er komt nog een stuk.", gezien=punt.vergadering_id)
        transaction.set_rollback(True)
    punt = Agendapunt.objects.get(pk=punt.pk)
    punt.vergadering = in_vergadering(wereld, punt.vergadering)
    besluiten(
        wereld.anna,
        punt,
        optie="geen_maatregel",
        motivering="Er is geen reden voor een maatregel.",
        afwijking="Zie boven.",
    )
    verslag = verslag_maken(wereld.femke, punt.vergadering)
    bladzijde = pagina(als(wereld.femke), "verslag", verslag.pk)
    assert "Besloten." in bladzijde and "geen maatregel" not in bladzijde


def test_many_items_are_asked_who_stays_out_as_one_is(wereld):
    """The condition on rows says of everybody what the sentences say, also of who assessed before."""
    with connection.cursor() as cursor:
        # Nobody changes roles: as if Daan had assessed.
        cursor.execute("set local session_replication_role = replica")
        Toewijzing.objects.filter(traject=wereld.toets, gebruiker=wereld.daan.gebruiker).update(rol="oud_toetser")
        cursor.execute("set local session_replication_role = origin")
    voorstel = voorgesteld(wereld, wereld.certificaat, wereld.femke)
    punt = op_de_agenda(wereld, voorgedragen(wereld, wereld.certificaat, voorstel), leden=(wereld.anna, wereld.bert))
    for een in (punt, wereld.toets.agendapunten.get()):
        buiten = {
            wie.gebruiker.naam: bool(beslisbelemmeringen(wie.gebruiker, een.traject))
            for wie in vars(wereld).values()
            if isinstance(wie, Lidmaatschap)
        }
        assert buiten["Daan Rietorchis"] and buiten["Gijs Veenbes"] and not buiten["Femke Gagel"]
        assert buiten == {
            wie.gebruiker.naam: Agendapunt.objects.filter(staat_buiten(wie.gebruiker), pk=een.pk).exists()
            for wie in vars(wereld).values()
            if isinstance(wie, Lidmaatschap)
        }
        # The quorum and its trigger leave out the same people, and who proposed what it is about.
        nooit = {naam for naam, blijft in buiten.items() if blijft} | ({"Femke Gagel"} if een == punt else set())
        per_band = Agendapunt.objects.filter(pk=een.pk).values_list(*wie_nooit_beslissen().values()).get()
        namen = Gebruiker.objects.filter(pk__in=chain.from_iterable(per_band)).values_list("naam", flat=True)
        assert set(namen) & set(buiten) == nooit
        with connection.cursor() as cursor:
            zin = BESLIST_NOOIT.format(gebruiker="g.id", agendapunt="%s")
            cursor.execute(f"select naam from leden_gebruiker g where {zin}", [een.pk] * zin.count("%s"))
            assert {naam for (naam,) in cursor.fetchall()} & set(buiten) == nooit


def test_what_cannot_be_done_to_the_label_cannot_be_voted_for(wereld):
    punt = op_de_agenda(wereld, voorgedragen(wereld, wereld.certificaat))
    with pytest.raises(Geweigerd, match="zoals het er nu voor staat"):
        stemmen(wereld.anna, punt, optie="herstellen")
    with pytest.raises(Geweigerd, match="kent het normenkader niet"):
        stemmen(wereld.anna, punt, optie="toekennen")
    stemmen(wereld.anna, punt, optie="schorsen")


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"openbare_reden": " "}, "Schrijf in één zin waarom"),
        ({"ingang": None}, "Kies vanaf welke dag"),
        ({"ingang": {"days": -1}}, "is al geweest"),
        ({"ingang": {"months": 25}}, "is het label verlopen"),
        ({"tot": None}, "Kies tot en met welke dag"),
        ({"tot": {"days": -2}}, "De schorsing begint op"),
        ({"tot": {"months": 6}}, "duurt hoogstens 6 maanden"),
        ({"voorwaarden": ""}, "Schrijf wat de organisatie moet laten zien"),
        ({"motivering": ""}, "Schrijf waarom de commissie"),
    ],
)
def test_a_suspension_that_is_not_whole_is_refused_and_changes_nothing(wereld, velden, zin):
    traject = voorgedragen(wereld, wereld.certificaat)
    ingevuld = {"ingang": {}, "tot": {"months": 3}, "openbare_reden": OPENBAAR} | velden
    ingevuld = {naam: over(**waarde) if isinstance(waarde, dict) else waarde for naam, waarde in ingevuld.items()}
    with pytest.raises(Geweigerd, match=zin), transaction.atomic():
        besluit_over(wereld, traject, "schorsen", **ingevuld)
    assert not Wijziging.objects.exists() and stand(wereld) == Stand.GELDIG


def test_a_suspension_ends_before_the_holder_ends_the_label(wereld):
    handelingen.beeindigen(wereld.ingrid, wereld.certificaat, per=over(months=2), reden="Wij gaan samen.")
    traject = voorgedragen(wereld, wereld.certificaat)
    with pytest.raises(Geweigerd, match=f"eindigt al op {dagkort(over(months=2))}"), transaction.atomic():
        besluit_over(wereld, traject, "schorsen", ingang=vandaag(), tot=over(months=2), openbare_reden=OPENBAAR)


def test_the_decision_is_written_down_step_by_step_and_keeps_what_was_typed(wereld, als):
    punt = op_de_agenda(wereld, voorgedragen(wereld, wereld.certificaat))
    for lid in (wereld.anna, wereld.bert, wereld.daan):
        stemmen(lid, punt, optie="schorsen")
    anna, url = als(wereld.anna), reverse("besluiten", args=[punt.pk])
    ingevuld = {
        "optie": "schorsen",
        "motivering": "De commissie weegt dit zwaar.",
        "voorwaarden": "Laat zien dat de plannen lopen.",
        "ingang": "morgen",
        "tot": dagkort(over(months=3)),
        "openbare_reden": OPENBAAR,
    }
    leeg = {f"{naam}_basis": vingerafdruk("") for naam in ingevuld}
    fout = anna.post(url, ingevuld | leeg).content.decode()
    assert "Dit lijkt geen datum" in fout and "morgen" in fout and OPENBAAR in fout
    teksten = {
        f"{naam}_basis": vingerafdruk(ingevuld[naam]) for naam in ("motivering", "voorwaarden", "openbare_reden")
    }
    datums = {"tot_basis": vingerafdruk(f"{over(months=3):%-d} {dag(over(months=3)).split()[1]} {over(months=3).year}")}
    goed = ingevuld | leeg | teksten | datums | {"ingang": dagkort(vandaag())}
    voorbeeld = anna.post(url, goed).content.decode()
    assert "De beheercommissie schorst het label." in voorbeeld and "Zo leest de organisatie het" in voorbeeld
    assert not Besluit.objects.filter(agendapunt=punt).exists()
    # Who goes back finds what was filled in.
    terug = anna.get(url, {"optie": "schorsen"}).content.decode()
    assert OPENBAAR in terug and "Laat zien dat de plannen lopen." in terug


@pytest.mark.parametrize(
    "anders", [{}, {"besluit_nummer": "2026-002-B1"}, {"soort": "beeindigd", "tot": None, "daarna": ""}]
)
def test_the_database_knows_no_change_without_a_decision_or_the_holder(wereld, anders):
    velden = {"soort": "geschorst", "per": vandaag(), "tot": over(months=3), "daarna": "ingetrokken"} | anders
    with (
        pytest.raises(IntegrityError, match=r"geen besluit met dit gevolg|alleen een bestuurder"),
        transaction.atomic(),
    ):
        Wijziging.objects.create(
            certificaat=wereld.certificaat, openbare_reden="Zomaar.", vastgelegd_door=wereld.gijs.gebruiker, **velden
        )


def test_what_was_decided_is_what_happens_and_once(wereld):
    traject = geschorst(wereld, wereld.certificaat, over(months=3))
    rij = Wijziging.objects.get()
    for anders in (
        {"tot": over(months=4)},
        {"per": over(days=1)},
        {"openbare_reden": "Iets anders."},
        {"daarna": "hersteld"},
        {},
    ):
        velden = {
            naam: getattr(rij, naam) for naam in ("soort", "per", "tot", "daarna", "besluit_nummer", "openbare_reden")
        }
        with pytest.raises(IntegrityError), transaction.atomic():
            Wijziging.objects.create(
                certificaat=rij.certificaat, vastgelegd_door=rij.vastgelegd_door, **velden | anders
            )
    for verandering in (lambda: Wijziging.objects.update(tot=None), Maatregel.objects.all().delete):
        with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
            verandering()
    assert Besluit.objects.get(agendapunt__traject=traject).nummer == rij.besluit_nummer


# by the holder


def test_the_holder_ends_its_label_from_a_day_on(wereld, als, client):
    per, ingrid = over(days=10), als(wereld.ingrid)
    url = reverse("beeindigen", args=[wereld.certificaat.nummer])
    assert reverse("beeindigen", args=[wereld.certificaat.nummer]) in pagina(
        ingrid, "vermelding", wereld.certificaat.nummer
    )
    fout = ingrid.post(url, {"per": "gisteren", "reden": "Wij gaan samen."}).content.decode()
    assert "Dit lijkt geen datum" in fout and "Wij gaan samen." in fout
    assert ingrid.post(url, {"per": dagkort(per), "reden": "Wij gaan samen."}).status_code == 302
    assert (stand(wereld), stand(wereld, per)) == (Stand.GELDIG, Stand.BEEINDIGD)
    with later(days=10):
        tekst = pagina(client, "vermelding", wereld.certificaat.nummer)
        assert f"De organisatie gebruikt het label niet meer sinds {dagkort(per)}." in tekst
        assert "Wij gaan samen." not in tekst
        assert WAT_STOPT[1] in pagina(als(wereld.ingrid), "merkgebruik", wereld.certificaat.nummer)
        assert "Wij gaan samen." in pagina(als(wereld.gijs), "traject", wereld.toets.nummer)
        assert controleren() == []


def test_the_label_is_ended_by_who_holds_it_and_only_while_it_lasts(wereld):
    for wie, per, zin in (
        (wereld.joke, vandaag(), "Alleen een bestuurder"),
        (wereld.dora, vandaag(), "hoort niet bij u"),
        (wereld.ingrid, over(days=-1), "is al geweest"),
        (wereld.ingrid, over(months=24), "verlopen"),
    ):
        with pytest.raises(Geweigerd, match=zin), transaction.atomic():
            handelingen.beeindigen(wie, wereld.certificaat, per=per, reden="Wij gaan samen.")
    with pytest.raises(Geweigerd, match="Schrijf waarom"), transaction.atomic():
        handelingen.beeindigen(wereld.ingrid, wereld.certificaat, per=vandaag(), reden="")
    handelingen.beeindigen(wereld.ingrid, wereld.certificaat, per=vandaag(), reden="Wij gaan samen.")
    with pytest.raises(Geweigerd, match="beëindigd"):
        handelingen.beeindigen(wereld.ingrid, wereld.certificaat, per=over(days=1), reden="Nog eens.")


def test_each_party_hears_of_a_proposal_a_decision_and_an_end(wereld):
    while uit_het_logboek():
        pass
    begin = Poststuk.objects.count()
    geschorst(wereld, wereld.certificaat, over(months=3))
    handelingen.beeindigen(wereld.ingrid, wereld.certificaat, per=over(months=1), reden="Wij gaan samen.")
    while uit_het_logboek():
        pass
    post = {een.brief: een for een in Poststuk.objects.order_by("pk")[begin:]}
    assert {
        "maatregel_voorgesteld_planner",
        "maatregel_voorgesteld_secretaris",
        "zienswijze_gegeven_planner",
    } <= post.keys()
    assert "maatregel_voorgesteld_bureau" not in post
    for brief in (
        "maatregel_besloten",
        "besluit_genomen_planner",
        "besluit_genomen_bureau",
        "besluit_genomen_secretaris",
    ):
        assert brief in post
    assert post["maatregel_besloten"].wacht_op_nalezen and WAT_STOPT[0] in post["maatregel_besloten"].tekst
    for brief in (
        "label_beeindigd",
        "label_beeindigd_certificeerder",
        "label_beeindigd_secretaris",
        "label_beeindigd_bureau",
    ):
        assert brief in post, brief
    assert WAT_STOPT[0] in post["label_beeindigd"].tekst
    for een in post.values():
        for woord in (wereld.toets.organisatie.naam, REDEN, OPENBAAR, "geschorst", "Wij gaan samen."):
            assert woord not in f"{een.kop}\n{een.begin}\n{een.tekst}", (een.brief, woord)


# the word on screen


def test_a_traject_says_what_became_of_its_label_in_list_page_and_file(wereld, als):
    gijs = als(wereld.gijs)

    def gelezen():
        lijst = gijs.get(reverse("trajecten"), {"status": "lopend"}).content.decode()
        bestand = gijs.get(reverse("trajecten_export", args=["csv"]))
        return lijst, pagina(gijs, "traject", wereld.toets.nummer), bestand.inhoud.decode("utf-8-sig")

    for tekst in gelezen():
        assert "Toegekend" in tekst and "Toegekend, label" not in tekst
    handelingen.beeindigen(wereld.ingrid, wereld.certificaat, per=over(days=3), reden="Wij gaan samen.")
    with later(days=3):
        gijs = als(wereld.gijs)
        for tekst in gelezen():
            assert f"Toegekend, label beëindigd op {dagkort(vandaag())}" in tekst


def test_an_expired_label_is_not_granted_any_more(wereld, als):
    eind = wereld.certificaat.geldig_tot_en_met + timedelta(days=1)
    with time_machine.travel(timezone.now() + relativedelta(months=24)):
        assert vandaag() == eind
        tekst = pagina(als(wereld.gijs), "traject", wereld.toets.nummer)
        assert f"Toegekend, label verlopen op {dagkort(eind)}" in tekst


def test_the_log_says_who_proposed_and_that_time_ended_it(wereld):
    traject = geschorst(wereld, wereld.certificaat, over(months=3))
    regels = Gebeurtenis.objects.filter(onderwerp=traject.onderwerp).order_by("volgnummer")
    stappen = [(een.handeling, een.naar) for een in regels if een.naar]
    assert stappen[:2] == [("maatregel_voorstellen", "zienswijze"), ("zienswijze_geven", "voorgedragen")]
    assert stappen[-1] == ("besluiten", "herstel")

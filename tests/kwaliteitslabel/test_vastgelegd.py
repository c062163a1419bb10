"""What was handed over stays as it was, whoever asks the database: an `update()`, a shell, a script."""

import pgtrigger
import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import DatabaseError, IntegrityError, connection, transaction

from certificaten.models import Certificaat
from tests.personen import traject_in, verder
from toetsing.models import (
    Bevinding,
    Gesprek,
    Gespreksnorm,
    Gesprekspartner,
    Gesprekstoetser,
    Grond,
    Notitie,
    Notitienorm,
    Oordeel,
    Rapportdeel,
    Toetsdag,
    Verhaal,
    Verhaalnorm,
)
from trajecten.handelingen import document_toevoegen
from trajecten.levensloop import Status
from trajecten.models import Document, Documentnorm, Traject

TEAM = {"in_toetsing", "aanvullend_onderzoek", "reactie_verwerken"}
PROGRAMMA = {"ingediend", "gepland", "in_toetsing", "aanvullend_onderzoek"}
GESPREK = {"in_toetsing", "aanvullend_onderzoek"}
# What the organisation has not handed in yet: of an assessment, a follow-up, or with its reaction to a proposal.
EIGEN = {"aangemeld", "voorbereiding", "voortgang", "zienswijze"}
# In which statuses a row of a traject may change: (queryset of a traject, column, statuses), typed by hand.
VERANDERT_IN = {
    "verhaal": (lambda t: Verhaal.objects.filter(traject=t), "aanpak", {"voorbereiding"}),
    "document": (lambda t: Document.objects.filter(traject=t), "titel", EIGEN),
    "bevinding": (lambda t: Bevinding.objects.filter(traject=t), "tekst", TEAM),
    "grond": (lambda t: Grond.objects.filter(bevinding__traject=t), "is_anders", TEAM),
    "oordeel": (lambda t: Oordeel.objects.filter(traject=t), "toelichting", TEAM),
    "rapportdeel": (lambda t: Rapportdeel.objects.filter(traject=t), "tekst", TEAM),
    "notitie": (lambda t: Notitie.objects.filter(gesprek__traject=t), "tekst", GESPREK),
    "toetsdag": (lambda t: Toetsdag.objects.filter(traject=t), "traject", PROGRAMMA),
    "gesprek": (lambda t: Gesprek.objects.filter(traject=t), "plaats", PROGRAMMA),
    "toetser bij een gesprek": (lambda t: Gesprekstoetser.objects.filter(gesprek__traject=t), "klad", PROGRAMMA),
    "gesprekspartner": (lambda t: Gesprekspartner.objects.filter(gesprek__traject=t), "functie", GESPREK),
    "norm bij een document": (
        lambda t: Documentnorm.objects.filter(document__traject=t),
        "norm",
        EIGEN,
    ),
    "norm bij een verhaal": (lambda t: Verhaalnorm.objects.filter(verhaal__traject=t), "norm", {"voorbereiding"}),
    "norm bij een gesprek": (lambda t: Gespreksnorm.objects.filter(gesprek__traject=t), "norm", PROGRAMMA),
    "norm bij een notitie": (
        lambda t: Notitienorm.objects.filter(notitie__gesprek__traject=t),
        "norm",
        GESPREK,
    ),
}
# Later a document shows how an improvement plan goes.
NA_DE_PLANNEN = {
    "advies",
    "voorgedragen",
    "geagendeerd",
    "vraag_aan_organisatie",
    "vraag_aan_certificeerder",
    "besloten",
    "lopend",
    "afgesloten",
}
TOEVOEGEN_IN = {naam: statussen for naam, (_, _, statussen) in VERANDERT_IN.items()} | {
    naam: EIGEN | {"ingediend", "gepland", "in_toetsing", "aanvullend_onderzoek", "wederhoor"} | NA_DE_PLANNEN
    for naam in ("document", "norm bij een document")
}


@pytest.fixture
def traject(wereld):
    traject = traject_in(Status.AANGEMELD, wereld)
    document_toevoegen(
        wereld.joke,
        traject,
        titel="Jaarverslag",
        leeswijzer="",
        bestand=ContentFile(b"%PDF-1.4", "jaarverslag.pdf"),
        normen=traject.kaderversie.normen.all()[:1],
    )
    traject = verder(traject, Status.VOORBEREIDING, wereld)
    traject.verhalen.first().ook_bij.set(traject.kaderversie.normen.all()[1:2])
    return verder(traject, Status.LOPEND, wereld)


def mag(wat):
    """Whether the triggers let this through; whatever it did is undone."""
    try:
        with transaction.atomic():
            wat()
            transaction.set_rollback(True)
    except IntegrityError as fout:
        # A second row where there is one of each came past the triggers, and is refused after them.
        return "ligt vast" not in str(fout)
    return True


def test_a_piece_changes_and_comes_in_the_statuses_in_which_people_may_write_it_and_in_no_other(traject):
    veranderd, weggehaald, toegevoegd = ({naam: set() for naam in VERANDERT_IN} for _ in range(3))
    for status in Status:
        vanuit = Status.IN_TOETSING if status == Status.AANGEHOUDEN else ""
        Traject.objects.filter(pk=traject.pk).update(status=status, aangehouden_vanuit=vanuit)
        for naam, (vragen, veld, _) in VERANDERT_IN.items():
            rijen = vragen(traject)
            een = rijen.first()
            if mag(lambda rijen=rijen, veld=veld: rijen.update(**{veld: "1"})):
                veranderd[naam].add(status)
            if mag(lambda een=een: type(een).objects.filter(pk=een.pk)._raw_delete("default")):
                weggehaald[naam].add(status)
            een.pk = None
            if mag(lambda een=een: type(een).objects.bulk_create([een])):
                toegevoegd[naam].add(status)
    assert veranderd == weggehaald == {naam: statussen for naam, (_, _, statussen) in VERANDERT_IN.items()}
    assert toegevoegd == TOEVOEGEN_IN


def test_what_was_applied_for_stays_what_is_assessed(traject):
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Traject.objects.filter(pk=traject.pk).update(reikwijdte="alleen het jongerenwerk")


@pytest.mark.parametrize(
    ("optie", "anders"),
    [
        ("toekennen", {"besluit_nummer": "2026-001-B9"}),
        ("afwijzen", {}),
    ],
    ids=["geen besluit", "een besluit dat niet toekent"],
)
def test_a_certificate_exists_only_on_a_decision_that_awards_it(wereld, optie, anders):
    traject = traject_in(Status.BESLOTEN, wereld, optie=optie)
    gegevens = {
        "nummer": "KSW-2026-9999",
        "traject": traject,
        "cyclus": traject.cyclus,
        "organisatie": traject.organisatie,
        "besluit_nummer": traject.agendapunten.get().besluit.nummer,
        "besloten_op": "2026-11-01",
        "houder": "Welzijn Wilgendam",
        "plaats": "Wilgendam",
        "reikwijdte": traject.reikwijdte,
        "is_voorbeeld": True,
        "geldig_van": "2026-11-01",
        "geldig_tot_en_met": "2028-10-31",
    }
    with pytest.raises(IntegrityError, match="geen besluit dat het label toekent"), transaction.atomic():
        Certificaat.objects.create(**gegevens | anders)


def test_a_table_with_a_rule_in_it_cannot_be_emptied(db):
    tabellen = {model._meta.db_table for model, _ in pgtrigger.registered()}
    assert len(tabellen) > 25 and tabellen <= {model._meta.db_table for model in apps.get_models()}
    leeggemaakt = []
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for tabel in sorted(tabellen):
            try:
                with transaction.atomic():
                    cursor.execute(f"truncate {tabel} cascade")
                leeggemaakt.append(tabel)
            except DatabaseError as fout:
                assert f"Cannot truncate {tabel} table" in str(fout)
    assert leeggemaakt == []

"""The whole check of the log: whatever is changed, cut off or written anew is found, with the checkpoints that were kept."""

import copy
import hashlib
import json
import random
import string
from datetime import timedelta

import pgtrigger
import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from beheercommissie.models import Agendapunt, Besluit
from certificaten.models import Certificaat, Certificaatbestand
from certificaten.taken import gegevens_van
from geschillen.models import Klacht
from kwaliteitslabel.ijkpunten import lezen, vastzetten
from kwaliteitslabel.logboekcontrole import controleren, logboekfouten, standen, stukken
from kwaliteitslabel.taken import logboek_verzegelen
from leden.controlegetal import controlegetal
from leden.logboek import BEGIN, hash_van, vastleggen
from leden.models import Gebeurtenis
from tests.gedeeld import gedeelde_wereld
from tests.klachten import ingediend
from tests.personen import traject_in, verder
from tests.post import bezorgen
from tests.scanner import EICAR, scanner
from toetsing.models import Advies, Rapportversie, Verhaal
from trajecten.handelingen import document_toevoegen, document_verwijderen, vraag_stellen
from trajecten.levensloop import Status
from trajecten.models import Document, Traject, Vraag
from trajecten.taken import document_nakijken


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A traject with its certificate handed out, other acts around it, and a checkpoint of which a copy is kept elsewhere."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        for nummer in range(30):
            vastleggen(wereld.gijs, "rol_geven", f"gebruiker {nummer}")
        traject = traject_in(Status.AANGEMELD, wereld)
        for titel in ("Jaarverslag", "Weg ermee"):
            bestand = ContentFile(f"%PDF-1.4 {titel}".encode(), "stuk.pdf")
            document_toevoegen(wereld.joke, traject, titel=titel, leeswijzer="", bestand=bestand, normen=[])
        document_verwijderen(wereld.joke, traject.documenten.get(titel="Weg ermee"))
        vraag_stellen(wereld.joke, traject, onderwerp="De dag", tekst="Komt het team op een donderdag?")
        ingediend()
        wereld.traject = verder(traject, Status.LOPEND, wereld)
        for nummer in range(30):
            vastleggen(wereld.gijs, "rol_geven", f"gebruiker {nummer}")
        yield wereld


@pytest.fixture
def elders(gedeeld, db, tmp_path, settings):
    """A folder with the checkpoint of now."""
    settings.LOGBOEK_IJKPUNTEN = tmp_path
    vastzetten()
    return tmp_path


def test_a_file_that_the_scanner_took_away_is_no_fault_nor_is_it_when_its_row_goes_too(elders, gedeeld, settings):
    traject = verder(traject_in(Status.AANGEMELD, gedeeld, gedeeld.traject.kaderversie), Status.VOORBEREIDING, gedeeld)
    with scanner() as settings.CLAMD:
        bestand = ContentFile(b"%PDF-1.4 " + EICAR, "stuk.pdf")
        document = document_toevoegen(gedeeld.joke, traject, titel="Besmet", leeswijzer="", bestand=bestand, normen=[])
        document_nakijken(document.pk)
    assert not Document.objects.get(pk=document.pk).bestand
    assert controleren() == []
    document_verwijderen(gedeeld.joke, document)
    assert controleren() == []


def test_a_log_that_was_left_alone_holds_with_all_its_pieces_and_files(elders, capsys):
    call_command("logboek_controleren", tegen=elders)
    assert capsys.readouterr().out == f"Het logboek klopt: {Gebeurtenis.objects.count()} rijen.\n"


# ---- what it looks at

IN_HET_BESLUIT = "in the hash of the decision that made it"
IN_DE_AANMELDING = "kept by the register of its organisation; the log tells only that the traject was signed up"
GEMAAKT = "a file made of a piece that is in the check; made anew when it is not as its row says"
BESTAND = "its file is held against its row; it may go again, and the row of the log then keeps its hash"
VAN_EEN_STUK = "part of a piece that is in the check"
GEEN_EIGEN_HANDELING = "written by several acts, or by none: no one row of the log is only about it"

NIET_IN_DE_CONTROLE = {
    "beheercommissie.Besluitbrief": GEMAAKT,
    "beheercommissie.Vergadering": GEEN_EIGEN_HANDELING,
    "beheercommissie.Vergaderstuk": BESTAND,
    "beheercommissie.Verslagsjabloon": BESTAND,
    "beheercommissie.Verslagtekst": VAN_EEN_STUK,
    "berichten.Bezorging": GEEN_EIGEN_HANDELING,
    "berichten.Poststuk": GEEN_EIGEN_HANDELING,
    "geschillen.Klachtbericht": GEEN_EIGEN_HANDELING,
    "geschillen.Klachtstuk": GEEN_EIGEN_HANDELING,
    "leden.Gebeurtenis": "the log itself",
    "normenkader.Inzage": VAN_EEN_STUK,
    "normenkader.Onderdeel": VAN_EEN_STUK,
    "toetsing.AanvullendOnderzoek": IN_HET_BESLUIT,
    "toetsing.Rapportbestand": GEMAAKT,
    "toetsing.Verbeterplan": "agreed as a whole with the others of its traject, in one row of the log",
    "toetsing.Voortgangsdocument": VAN_EEN_STUK,
    "toetsing.Voorwaarde": IN_HET_BESLUIT,
    "trajecten.Trajectgebied": IN_DE_AANMELDING,
    "trajecten.Trajectlocatie": IN_DE_AANMELDING,
}


def bevriest(trigger):
    """Whether it keeps a row as it is. What stays only as long as a traject is in a status is in the hash of what was handed over."""
    return isinstance(trigger, pgtrigger.Protect | pgtrigger.ReadOnly) and "UPDATE" in str(trigger.operation)


def test_each_row_that_the_database_freezes_is_in_the_check_or_stands_here_with_its_reason(gedeeld, db):
    bevroren = {
        model._meta.label: model._meta.db_table
        for model in apps.get_models()
        if any(bevriest(trigger) for trigger in getattr(model._meta, "triggers", ()))
    }
    with CaptureQueriesContext(connection) as vragen:
        list(stukken())
    gelezen = {naam for naam, tabel in bevroren.items() if any(f'FROM "{tabel}"' in een["sql"] for een in vragen)}
    assert set(bevroren) - gelezen == set(NIET_IN_DE_CONTROLE)


# ---- single changes


LETTERVELDEN = ("naam", "rol", "organisatie", "handeling", "onderwerp", "van", "naar", "reden", "stuk_sha256")


def letter(rijen, nr, toeval):
    veld = toeval.choice(LETTERVELDEN)
    tekst = getattr(rijen[nr], veld)
    waar = toeval.randrange(len(tekst) + 1)
    setattr(rijen[nr], veld, tekst[:waar] + toeval.choice(string.ascii_letters) + tekst[waar:])


def moment(rijen, nr, toeval):
    rijen[nr].op += timedelta(microseconds=toeval.choice((-1, 1)))


def mens(rijen, nr, toeval):
    rijen[nr].gebruiker_id = (rijen[nr].gebruiker_id or 0) + 1


def met_eigen_hash(rijen, nr, toeval):
    letter(rijen, nr, toeval)
    rijen[nr].hash = hash_van(rijen[nr])


def zonder_stuk(rijen, nr, toeval):
    nr = toeval.choice([nr for nr, rij in enumerate(rijen) if rij.stuk_sha256])
    rijen[nr].stuk_sha256 = ""
    rijen[nr].hash = hash_van(rijen[nr])


def hash_anders(rijen, nr, toeval):
    setattr(rijen[nr], toeval.choice(("hash", "vorige_hash")), f"{toeval.getrandbits(256):064x}")


def nummer_anders(rijen, nr, toeval):
    rijen[nr].volgnummer += toeval.choice((-1, 1, 1000))


def eruit(rijen, nr, toeval):
    del rijen[nr]


def eruit_en_omgenummerd(rijen, nr, toeval):
    del rijen[nr]
    for rij in rijen[nr:]:
        rij.volgnummer -= 1


def ertussen(rijen, nr, toeval):
    rij = copy.copy(rijen[nr])
    rij.reden, rij.vorige_hash, rij.volgnummer = "Verzonnen.", rijen[nr].hash, rij.volgnummer + 1
    rij.hash = hash_van(rij)
    for later in rijen[nr + 1 :]:
        later.volgnummer += 1
    # At the end it would be a row like any other: that is for the acts that rest on a piece.
    rijen.insert(min(nr + 1, len(rijen) - 1), rij)


def verwisseld(rijen, nr, toeval):
    ander = toeval.choice([een for een in range(len(rijen)) if een != nr])
    rijen[nr], rijen[ander] = rijen[ander], rijen[nr]


SOORTEN = (letter, moment, mens, met_eigen_hash, zonder_stuk, hash_anders, nummer_anders)
SOORTEN += (eruit, eruit_en_omgenummerd, ertussen, verwisseld)


def test_a_thousand_changes_of_one_row_are_all_found(elders):
    echt, alles, stand, ijkpunten = list(Gebeurtenis.objects.all()), list(stukken()), standen(), lezen(elders)
    assert logboekfouten(echt, alles, stand, ijkpunten) == []
    toeval = random.Random(2017)
    gemist = []
    for keer in range(1000):
        rijen, soort = [copy.copy(rij) for rij in echt], SOORTEN[keer % len(SOORTEN)]
        soort(rijen, toeval.randrange(len(rijen)), toeval)
        if not logboekfouten(rijen, alles, stand, ijkpunten):
            gemist.append((keer, soort.__name__))
    assert gemist == []


# ---- cutting, and writing anew so that it fits


def nieuwe_keten(rijen):
    """The whole log replaced by these rows, with numbers and hashes that fit."""
    vorige = BEGIN
    for nummer, rij in enumerate(rijen, 1):
        rij.pk, rij.volgnummer, rij.vorige_hash = None, nummer, vorige
        rij.hash = vorige = hash_van(rij)
    Gebeurtenis.objects.all()._raw_delete("default")
    Gebeurtenis.objects.bulk_create(rijen)


def laatste_eraf(aantal):
    def aanval():
        grens = Gebeurtenis.objects.count() - aantal
        Gebeurtenis.objects.filter(volgnummer__gt=grens)._raw_delete("default")

    return aanval


def herschreven_vanaf(waar):
    def aanval():
        rijen = list(Gebeurtenis.objects.all())
        rijen[waar].reden = "Achteraf bedacht."
        nieuwe_keten(rijen)

    return aanval


def rij_eruit():
    rijen = list(Gebeurtenis.objects.all())
    del rijen[10]
    nieuwe_keten(rijen)


def alles_eruit():
    Gebeurtenis.objects.all()._raw_delete("default")


def leeggemaakt():
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("truncate leden_gebeurtenis cascade")


def vals_besluit():
    wie = Gebeurtenis.objects.filter(handeling="besluiten").get()
    vastleggen(None, "besluiten", wie.onderwerp, van="geagendeerd", naar="lopend", reden="Label toekennen")


def zonder_hash_van_het_stuk():
    rijen = list(Gebeurtenis.objects.all())
    for rij in rijen:
        rij.stuk_sha256 = ""
    nieuwe_keten(rijen)


def ander_rapport():
    versie = Rapportversie.objects.latest("nummer")
    inhoud = versie.inhoud | {"op": "2020-01-01"}
    Rapportversie.objects.filter(pk=versie.pk).update(inhoud=inhoud, sha256=controlegetal(inhoud))


def ander_dossier():
    punt = Agendapunt.objects.get()
    dossier = punt.dossier | {"plannen": []}
    Agendapunt.objects.update(dossier=dossier, sha256=controlegetal(dossier))


def ander_bestand(rij):
    """Another file in the place of this one, with the row to match."""
    inhoud = b"%PDF-1.4 Iets anders."
    naam = rij.bestand.storage.save("verwisseld", ContentFile(inhoud))
    return {"bestand": naam, "sha256": hashlib.sha256(inhoud).hexdigest()}


AANVALLEN = {
    "de laatste regel eraf": laatste_eraf(1),
    "de laatste 5 eraf": laatste_eraf(5),
    "de laatste 50 eraf": laatste_eraf(50),
    "alle regels weg": alles_eruit,
    "leeggemaakt": leeggemaakt,
    "herschreven vanaf de laatste": herschreven_vanaf(-1),
    "herschreven vanaf het midden": herschreven_vanaf(40),
    "herschreven vanaf de tweede": herschreven_vanaf(1),
    "herschreven vanaf de eerste": herschreven_vanaf(0),
    "een regel eruit en alles herberekend": rij_eruit,
    "een vals besluit erbij": vals_besluit,
    "nergens meer een stuk genoemd": zonder_hash_van_het_stuk,
    "een ander rapport met zijn eigen hash": ander_rapport,
    "een ander dossier met zijn eigen hash": ander_dossier,
    "een ander besluit": lambda: Besluit.objects.update(motivering="De commissie vond het mooi."),
    "een andere houder": lambda: Certificaat.objects.update(houder="Stichting Iemand Anders"),
    "een ander advies": lambda: Advies.objects.update(motivering="Zonder voorbehoud."),
    "een advies weg": lambda: Advies.objects.all()._raw_delete("default"),
    "een ander verhaal": lambda: Verhaal.objects.update(aanpak="Achteraf geschreven."),
    "een ander certificaat": lambda: Certificaatbestand.objects.update(
        **ander_bestand(Certificaatbestand.objects.get())
    ),
    "een ander document": lambda: Document.objects.update(**ander_bestand(Document.objects.get())),
    "een document weg": lambda: Document.objects.all()._raw_delete("default"),
    "een vraag weg": lambda: Vraag.objects.all()._raw_delete("default"),
    "een andere stand": lambda: Traject.objects.update(status=Status.AFGESLOTEN),
}


def na(aanval, elders):
    """What the check says after an attack by somebody who owns the database; undone afterwards."""
    with transaction.atomic():
        with pgtrigger.ignore():
            aanval()
        gevonden = controleren(elders)
        transaction.set_rollback(True)
    return gevonden


def test_every_way_of_cutting_or_rewriting_the_log_and_its_pieces_is_found(elders):
    assert [naam for naam, aanval in AANVALLEN.items() if not na(aanval, elders)] == []
    assert controleren(elders) == []


@pytest.mark.parametrize("handeling", ["klacht_indienen", "vraag_stellen"])
def test_a_row_whose_line_was_taken_out_of_the_log_is_missed_without_any_checkpoint(elders, handeling):
    for pad in elders.glob("*"):
        pad.unlink()
    regel = Gebeurtenis.objects.get(handeling=handeling)
    gevonden = na(lambda: nieuwe_keten(list(Gebeurtenis.objects.exclude(pk=regel.pk))), None)
    assert gevonden == [f"Van {regel.onderwerp} is er een stuk dat niet zo in het logboek staat: {handeling}."]


def test_a_complaint_that_went_at_the_end_of_its_term_is_no_fault(elders):
    assert na(lambda: Klacht.objects.all()._raw_delete("default"), elders) == []


def test_a_tail_that_was_cut_off_is_missed_by_its_pieces_without_any_checkpoint(elders):
    for pad in elders.glob("*"):
        pad.unlink()
    gevonden = na(laatste_eraf(35), None)
    assert "Het traject 2026-001 staat op 'lopend', en volgens het logboek op 'geagendeerd'." in [
        zin.replace(Traject.objects.get().nummer, "2026-001") for zin in gevonden
    ]


def test_a_file_that_was_swapped_or_lost_is_found(elders, gedeeld):
    document = Document.objects.get()
    opslag, naam = document.bestand.storage, document.bestand.name
    with opslag.open(naam) as bestand:
        echt = bestand.read()
    try:
        opslag.delete(naam)
        assert controleren() == [f"Het bestand {naam} is weg of veranderd."]
        opslag.save(naam, ContentFile(b"Iets anders."))
        assert controleren() == [f"Het bestand {naam} is weg of veranderd."]
    finally:
        opslag.delete(naam)
        opslag.save(naam, ContentFile(echt))


# ---- the checkpoints


def test_a_checkpoint_under_another_seal_is_no_checkpoint(elders):
    (pad,) = elders.glob("*.json")
    pad.write_text(json.dumps(json.loads(pad.read_text()) | {"hash": "0" * 64}))
    nummer = Gebeurtenis.objects.count()
    assert controleren() == [f"Het zegel op het ijkpunt van regel {nummer} is niet van ons."]


@pytest.mark.parametrize("inhoud", ["", "{}", "[1]", '{"volgnummer": 1, "hash": "", "op": "", "zegel": "zz"}'])
def test_a_file_that_is_no_checkpoint_is_named(elders, inhoud):
    (elders / "ijkpunt-000000001.json").write_text(inhoud)
    assert controleren() == [f"{elders}/ijkpunt-000000001.json is geen ijkpunt."]


def test_a_folder_without_checkpoints_proves_nothing(elders, tmp_path_factory):
    leeg = tmp_path_factory.mktemp("leeg")
    with pytest.raises(CommandError, match="staan geen ijkpunten"):
        call_command("logboek_controleren", tegen=leeg)


def test_every_night_secretary_and_bureau_get_the_number_and_the_hash_once(elders, gedeeld):
    bezorgen().clear()
    vastleggen(None, "rol_geven", "gebruiker 1")
    for _ in range(2):
        logboek_verzegelen(0)
    rij = Gebeurtenis.objects.last()
    post = bezorgen()
    assert sorted(bericht.to[0] for bericht in post) == ["femke@voorbeeld.example", "gijs@voorbeeld.example"]
    for bericht in post:
        assert bericht.subject == f"IJkpunt van het logboek: regel {rij.volgnummer}"
        assert rij.hash in bericht.body
    ijkpunt = lezen(elders)[-1]
    assert (ijkpunt.volgnummer, ijkpunt.hash, ijkpunt.klopt) == (rij.volgnummer, rij.hash, True)


def test_a_log_that_does_not_hold_gets_no_seal_and_they_hear_it(elders):
    bezorgen().clear()
    vastleggen(None, "rol_geven", "gebruiker 1")
    with pgtrigger.ignore():
        Gebeurtenis.objects.filter(volgnummer=7).update(reden="Anders.")
    logboek_verzegelen(0)
    assert {bericht.subject for bericht in bezorgen()} == {"Het logboek klopt niet"}
    assert "regel 7" in bezorgen()[0].body
    assert len(lezen(elders)) == 1


def test_a_certificate_prints_which_row_the_log_had_come_to(elders):
    rij = Gebeurtenis.objects.last()
    assert gegevens_van(Certificaat.objects.get()).logboekregel == f"{rij.volgnummer} · {rij.hash[:12]}"


def test_the_party_that_a_question_goes_to_is_not_taken_for_a_status(elders, gedeeld):
    with transaction.atomic():
        vraag_stellen(gedeeld.joke, Traject.objects.get(), onderwerp="Een vraag", tekst="Wanneer komt het certificaat?")
        assert controleren(elders) == []
        transaction.set_rollback(True)

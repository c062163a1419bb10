"""The drill itself can fail: what got lost on purpose is counted, and what is whole is not."""

from email.message import EmailMessage
from random import Random

import pytest
from django.core.files.base import ContentFile

from meting.storing import controle
from meting.storing.schrijvers import Vlak
from meting.storing.storingen import STORINGEN, trekken
from tests.personen import traject_in
from toetsing.models import Verhaal
from trajecten.handelingen import document_toevoegen
from trajecten.levensloop import Status
from trajecten.models import Tekstversie
from trajecten.schrijven import bewaren


@pytest.fixture
def verhaal(wereld, kader):
    return Verhaal.objects.filter(traject=traject_in(Status.VOORBEREIDING, wereld, kader)).first()


@pytest.fixture
def vlak(wereld, verhaal):
    """A surface of which two texts were confirmed; the first one stands only in an earlier version."""
    vlak = Vlak("", verhaal, "aanleiding", "")
    for tekst in (" ".join(f"woord{nummer}" for nummer in range(200)), "later"):
        bewaren(wereld.joke, verhaal, vlak.veld, tekst, vlak.basis, lambda wie, rij: [])
        vlak.tekst = tekst
        vlak.bevestig(tekst)
    return vlak


def test_a_confirmed_word_is_looked_for_in_the_field_and_in_its_earlier_versions(vlak):
    assert (controle.woorden_kwijt([vlak]), controle.anders_dan_getypt([vlak])) == (0, 0)
    Verhaal.objects.filter(pk=vlak.rij.pk).update(aanleiding="")
    assert controle.anders_dan_getypt([vlak]) == 1
    Tekstversie.objects.filter(tekst__contains="woord7 ").update(tekst="")
    assert controle.woorden_kwijt([vlak]) == 200


def test_a_file_that_is_not_that_of_its_row_is_counted(wereld, verhaal):
    velden = {"titel": "Verslag", "leeswijzer": "", "normen": []}
    for inhoud in (b"heel", b"half"):
        laatste = document_toevoegen(
            wereld.joke, verhaal.traject, bestand=ContentFile(inhoud, name="verslag.pdf"), **velden
        )
    assert controle.documenten_kwijt({laatste.sha256: True}) == controle.bestanden_fout() == 0
    with open(laatste.bestand.path, "w") as bestand:
        bestand.write("ha")
    assert controle.bestanden_fout() == 1
    assert controle.documenten_kwijt({"een andere": True, "zonder antwoord": False}) == 1


def brief(aan, kenmerk):
    bericht = EmailMessage()
    bericht["To"], bericht["Message-ID"] = aan, kenmerk
    return bericht


def test_letters_are_told_apart_by_what_a_mail_program_sees():
    brieven = [brief("een@oefening.example", "<1@x>"), brief("een@oefening.example", "<1@x>")]
    uitgenodigd = {"een@oefening.example": True}
    assert (controle.dubbele_brieven(uitgenodigd, brieven), controle.nog_eens_bezorgd(brieven)) == (0, 1)
    brieven.append(brief("een@oefening.example", "<2@x>"))
    assert controle.dubbele_brieven(uitgenodigd, brieven) == 1


def test_a_confirmed_invitation_without_row_or_letter_is_lost(db):
    assert controle.uitnodigingen_kwijt({"een@oefening.example": True, "twee@oefening.example": False}, []) == 1


def test_the_same_seed_gives_the_same_faults_and_three_hundred_have_every_kind():
    reeks = trekken(Random(1), 300)
    assert reeks == trekken(Random(1), 300)
    assert set(reeks) == set(STORINGEN)

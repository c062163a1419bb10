"""A text that saves itself in the very moment that somebody hands it in."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from huisstijl.velden import vingerafdruk
from leden.bevoegdheden import Geweigerd
from tests.gelijktijdig import wachten_op_slot
from tests.personen import traject_in
from toetsing.bevoegdheden import reactiebelemmeringen
from toetsing.handelingen import wederhoor
from trajecten.levensloop import Status
from trajecten.schrijven import bewaren

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_text_does_not_change_any_more_once_it_is_being_handed_in(wereld, kader):
    traject = traject_in(Status.WEDERHOOR, wereld, kader)
    versie = traject.rapportversies.first()
    reactie = wederhoor.reageren(wereld.joke, versie, versie.inhoud["normen"][-1]["passages"][0]["sleutel"])
    bewaren(wereld.joke, reactie, "tekst", "Dit klopt niet.", vingerafdruk(""), reactiebelemmeringen)
    bewaren(wereld.joke, reactie, "soort", "feit", vingerafdruk(""), reactiebelemmeringen)

    def opslaan():
        try:
            return bewaren(
                wereld.joke, reactie, "tekst", "Te laat.", vingerafdruk("Dit klopt niet."), reactiebelemmeringen
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as draad:
        with transaction.atomic():
            wederhoor.reactie_indienen(wereld.ingrid, traject)
            te_laat = draad.submit(opslaan)
            wachten_op_slot()
        with pytest.raises(Geweigerd):
            te_laat.result()
    reactie.refresh_from_db()
    assert reactie.tekst == "Dit klopt niet."

"""Two acts at the same moment never wait for each other: rows before the log."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from inloggen.handelingen.profiel import profiel_wijzigen
from leden.handelingen.opvolging import hernoemen, namen_bijwerken, samenvoegen, samenvoeging_intrekken
from leden.handelingen.organisaties import lid_afmelden, op_slot, organisatie_wijzigen
from leden.logboek import vastleggen
from leden.models import Organisatie
from ledenbestand.handelingen import ledenbestand_aanbieden, ledenbestand_inlezen, nagekeken
from tests.gelijktijdig import wachten_op_slot
from tests.ledenbestanden import lid, werkmap

pytestmark = pytest.mark.django_db(transaction=True)


def los(handeling, *gegevens, **velden):
    """The act, on a connection of its own."""
    try:
        return handeling(*gegevens, **velden)
    finally:
        connection.close()


def test_who_holds_an_organisation_can_always_write_in_the_log(wereld):
    gijs, een, ander = wereld.gijs, wereld.hilde.organisatie, wereld.olaf.organisatie
    vandaag = timezone.localdate()
    straks = vandaag + timedelta(days=9)
    ledenbestand = ledenbestand_aanbieden(gijs, inhoud=werkmap([lid(1)]), bestandsnaam="leden.xlsx")
    handelingen = [
        (organisatie_wijzigen, gijs, een, {"plaats": "Zeist"}),
        (hernoemen, gijs, een, {"naam": "Welzijn Wilgenroos", "per": vandaag}),
        (samenvoegen, gijs, ander, {"opgegaan_in": een, "per": straks}),
        (samenvoeging_intrekken, gijs, ander, {}),
        (lid_afmelden, gijs, een, {"lid_tot": straks, "reden": ""}),
        (ledenbestand_inlezen, gijs, ledenbestand, {"vingerafdruk": nagekeken(ledenbestand).vingerafdruk()}),
    ]
    with ThreadPoolExecutor(1) as draad:
        for handeling, wie, waarop, velden in handelingen:
            with transaction.atomic():
                op_slot(een)
                op_slot(ander)
                tweede = draad.submit(los, handeling, wie, waarop, **velden)
                wachten_op_slot()
                vastleggen(gijs, "proef", een.onderwerp)
            tweede.result()
        Organisatie.objects.filter(pk=een.pk).update(nieuwe_naam="Wilgenrijk", nieuwe_naam_per=vandaag)
        with transaction.atomic():
            op_slot(een)
            tweede = draad.submit(los, namen_bijwerken)
            wachten_op_slot()
            vastleggen(gijs, "proef", een.onderwerp)
        tweede.result()
    een.refresh_from_db()
    assert (een.naam, een.plaats, een.lid_tot) == ("Wilgenrijk", "Zeist", straks)
    assert Organisatie.objects.filter(kvk_nummer="00000001").exists()


def test_a_person_at_work_in_two_windows_does_not_wait_for_oneself(wereld):
    with ThreadPoolExecutor(1) as draad:
        with transaction.atomic():
            vastleggen(wereld.gijs, "proef", "iets")
            tweede = draad.submit(los, profiel_wijzigen, wereld.gijs, naam="Gijs Grasklokje", functie="")
            wachten_op_slot()
        tweede.result()
    wereld.gijs.gebruiker.refresh_from_db()
    assert wereld.gijs.gebruiker.naam == "Gijs Grasklokje"

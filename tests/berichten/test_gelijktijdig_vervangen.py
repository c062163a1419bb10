"""Two people who ask each other to deputise in the same moment: one of them is there."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction

from berichten.handelingen import vervanging_regelen
from berichten.models import Vervanging
from leden.bevoegdheden import Geweigerd
from leden.models import Lidmaatschap, Rol
from tests.dagen import over
from tests.gelijktijdig import wachten_op_slot


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_each_other_at_once_are_not_both_away(wereld):
    ander = Lidmaatschap.objects.create(
        gebruiker=wereld.nora.gebruiker, organisatie=wereld.karin.organisatie, rol=Rol.PLANNER, van=date(2020, 1, 1)
    )

    def vragen(wie, wien):
        return vervanging_regelen(wie, lidmaatschap=wie, vervanger=wien, van=over(0), tot=over(9))

    def in_een_draad():
        try:
            return vragen(ander, wereld.karin)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as draad:
        with transaction.atomic():
            vragen(wereld.karin, ander)
            tegelijk = draad.submit(in_een_draad)
            wachten_op_slot()
        with pytest.raises(Geweigerd, match="is in deze dagen zelf afwezig"):
            tegelijk.result()
    assert Vervanging.objects.count() == 1

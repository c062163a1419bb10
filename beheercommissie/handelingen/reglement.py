"""The rules of the committee: the secretary writes, the committee adopts.

Every act: transaction, lock, reasons why not, change, log row.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from beheercommissie.bevoegdheden.reglement import (
    ingangsbelemmeringen,
    vaststelbelemmeringen,
    vaststelvergaderingbelemmeringen,
    vervangerbelemmeringen,
)
from beheercommissie.models import Reglement, Vergadering
from huisstijl.templatetags.opmaak import dag, dagkort
from leden.bevoegdheden import Geweigerd, Handeling, eisen, rolbelemmeringen
from leden.logboek import vastleggen, vergrendelen
from leden.models import Gebruiker, Lidmaatschap


@transaction.atomic
def reglement_schrijven(
    wie: Lidmaatschap,
    *,
    geldig_vanaf: date,
    eerste_vervanger: Gebruiker | None = None,
    tweede_vervanger: Gebruiker | None = None,
    **regels: Any,
) -> Reglement:
    """Begin or change the draft of a next edition; `regels`: the fields of a `Reglement`."""
    # There is one draft, also when two begin it at once.
    vergrendelen()
    eisen(
        rolbelemmeringen(wie, Handeling.REGLEMENT_SCHRIJVEN),
        ingangsbelemmeringen(geldig_vanaf) + vervangerbelemmeringen(eerste_vervanger, tweede_vervanger),
    )
    reglement = Reglement.objects.concept() or Reglement()
    reglement.geldig_vanaf = geldig_vanaf
    reglement.eerste_vervanger, reglement.tweede_vervanger = eerste_vervanger, tweede_vervanger
    for naam, waarde in regels.items():
        setattr(reglement, naam, waarde)
    reglement.save()
    vastleggen(wie, Handeling.REGLEMENT_SCHRIJVEN, reglement.onderwerp, reden=f"Vanaf {dagkort(geldig_vanaf)}.")
    return reglement


@transaction.atomic
def reglement_vaststellen(wie: Lidmaatschap, reglement: Reglement, vergadering: Vergadering, gelezen: str) -> Reglement:
    """Record that the committee adopted the draft in this meeting; from then on it never changes.

    `gelezen`: the hash of what was read, so that nothing is adopted that changed meanwhile.
    """
    vergrendelen()
    reglement = Reglement.objects.get(pk=reglement.pk)
    eisen(vaststelbelemmeringen(wie, reglement) or vaststelvergaderingbelemmeringen(vergadering))
    if gelezen != reglement.sha256:
        raise Geweigerd(["De secretaris heeft het concept intussen veranderd. Lees het opnieuw."])
    reglement.vastgesteld_op, reglement.vastgesteld_door = timezone.localdate(), wie.gebruiker
    reglement.vastgesteld_in = vergadering
    reglement.save(update_fields=["vastgesteld_op", "vastgesteld_door", "vastgesteld_in"])
    zin = f"In de vergadering van {dag(vergadering.datum)}. Geldt vanaf {dag(reglement.geldig_vanaf)}."
    vastleggen(wie, Handeling.REGLEMENT_VASTSTELLEN, reglement.onderwerp, reden=zin, stuk_sha256=reglement.sha256)
    return reglement

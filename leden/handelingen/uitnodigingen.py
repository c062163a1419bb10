"""Asking people in by mail."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from huisstijl import post
from leden.bevoegdheden import Handeling, eisen
from leden.bevoegdheden.uitnodigingen import (
    intrekbelemmeringen,
    opnieuwbelemmeringen,
    uitnodigbelemmeringen,
)
from leden.logboek import vastleggen
from leden.models import Lidmaatschap, Organisatie, Uitnodiging


@transaction.atomic
def uitnodigen(
    wie: Lidmaatschap,
    organisatie: Organisatie,
    *,
    email: str,
    rollen: Sequence[str],
    van: date | None = None,
    tot: date | None = None,
) -> Uitnodiging:
    """Ask the person at this address to take these roles; nothing happens until that person accepts."""
    Organisatie.objects.select_for_update(no_key=True).get(pk=organisatie.pk)
    email = email.strip().lower()
    eisen(uitnodigbelemmeringen(wie, organisatie, email, rollen, van, tot))
    uitnodiging = Uitnodiging.objects.create(
        email=email, organisatie=organisatie, rollen=rollen, van=van, tot=tot, uitgenodigd_door=wie.gebruiker
    )
    # Not the address: a row of the log cannot be erased, and who does not accept has the right to be forgotten.
    reden = f"{', '.join(uitnodiging.rolnamen)} bij {organisatie.naam}"
    vastleggen(wie, Handeling.UITNODIGEN, uitnodiging.onderwerp, reden=reden)
    _versturen(uitnodiging)
    return uitnodiging


@transaction.atomic
def uitnodiging_opnieuw_sturen(wie: Lidmaatschap, uitnodiging: Uitnodiging) -> None:
    """Send the mail again with a new link, for another 14 days; the earlier link stops working."""
    uitnodiging = op_slot(uitnodiging)
    eisen(opnieuwbelemmeringen(wie, uitnodiging))
    uitnodiging.keer = F("keer") + 1
    uitnodiging.verstuurd_op, uitnodiging.teruggekomen_op = timezone.now(), None
    uitnodiging.save(update_fields=["keer", "verstuurd_op", "teruggekomen_op"])
    uitnodiging.refresh_from_db(fields=["keer"])
    vastleggen(wie, Handeling.UITNODIGING_OPNIEUW_STUREN, uitnodiging.onderwerp)
    _versturen(uitnodiging)


def uitnodiging_kwam_terug(uitnodiging: Uitnodiging, code: str) -> None:
    """Write down that the mail did not arrive, while somebody waits for an answer. The row is locked."""
    if uitnodiging.teruggekomen_op or uitnodiging.stand not in (Uitnodiging.Stand.OPEN, Uitnodiging.Stand.VERLOPEN):
        return
    uitnodiging.teruggekomen_op = timezone.now()
    uitnodiging.save(update_fields=["teruggekomen_op"])
    vastleggen(None, Handeling.ADRES_NAKIJKEN, uitnodiging.onderwerp, reden=f"De uitnodiging kwam terug ({code}).")


@transaction.atomic
def uitnodiging_intrekken(wie: Lidmaatschap, uitnodiging: Uitnodiging) -> None:
    """Take the invitation back; its link stops working."""
    uitnodiging = op_slot(uitnodiging)
    eisen(intrekbelemmeringen(wie, uitnodiging))
    uitnodiging.ingetrokken_op, uitnodiging.ingetrokken_door = timezone.now(), wie.gebruiker
    uitnodiging.save(update_fields=["ingetrokken_op", "ingetrokken_door"])
    vastleggen(wie, Handeling.UITNODIGING_INTREKKEN, uitnodiging.onderwerp)


def op_slot(uitnodiging: Uitnodiging) -> Uitnodiging:
    """The invitation as it is now, locked until the act is done."""
    rijen = Uitnodiging.objects.select_for_update(of=("self",)).select_related("organisatie")
    return rijen.get(pk=uitnodiging.pk)


def _versturen(uitnodiging: Uitnodiging) -> None:
    post.klaarzetten("uitnodiging", uitnodiging=uitnodiging.pk, keer=uitnodiging.keer)

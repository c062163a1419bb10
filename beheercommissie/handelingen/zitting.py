"""The meeting itself: opening it, who is there, the counts for who presides, and closing it.

Every act: transaction, lock, reasons why not, change, log row.
"""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from beheercommissie.bevoegdheden import besluitbelemmeringen, eigen_stem, geenstembelemmeringen
from beheercommissie.bevoegdheden.voorzitten import (
    openerbelemmeringen,
    openingsbelemmeringen,
    presentiebelemmeringen,
    sluitbelemmeringen,
)
from beheercommissie.models import Agendapunt, Presentie, Stem, Vergadering
from beheercommissie.quorum import quorum_van, stemgerechtigden
from huisstijl.templatetags.opmaak import meervoud
from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.logboek import vastleggen
from leden.models import Gebruiker, Lidmaatschap
from trajecten.models import Traject


def _op_slot(vergadering: Vergadering) -> Vergadering:
    return Vergadering.objects.select_for_update().get(pk=vergadering.pk)


@transaction.atomic
def vergadering_openen(wie: Lidmaatschap, vergadering: Vergadering, aanwezig: Collection[Gebruiker]) -> Vergadering:
    """Open the meeting, with who is there."""
    vergadering = _op_slot(vergadering)
    eisen(openingsbelemmeringen(wie, vergadering) or openerbelemmeringen(wie, aanwezig))
    vergadering.geopend_op, vergadering.geopend_door = timezone.now(), wie.gebruiker
    vergadering.save(update_fields=["geopend_op", "geopend_door"])
    aantal = _noteren(vergadering, aanwezig)
    zin = f"Er {'is' if aantal == 1 else 'zijn'} {meervoud(aantal, 'lid', 'leden')}."
    vastleggen(wie, Handeling.VERGADERING_OPENEN, vergadering.onderwerp, reden=zin)
    return vergadering


@transaction.atomic
def presentie_noteren(wie: Lidmaatschap, vergadering: Vergadering, aanwezig: Collection[Gebruiker]) -> None:
    """Note that somebody came in or left; who presides follows from it."""
    vergadering = _op_slot(vergadering)
    eisen(presentiebelemmeringen(wie, vergadering))
    was = set(vergadering.presentielijst.filter(is_er=True).values_list("gebruiker__naam", flat=True))
    nu = {een.naam for een in aanwezig}
    if nu == was:
        raise Geweigerd(["Er is niets veranderd."])
    _noteren(vergadering, aanwezig)
    zinnen = [f"Gekomen: {naam}." for naam in sorted(nu - was)] + [f"Weg: {naam}." for naam in sorted(was - nu)]
    vastleggen(wie, Handeling.PRESENTIE_NOTEREN, vergadering.onderwerp, reden=" ".join(zinnen))


def _noteren(vergadering: Vergadering, aanwezig: Collection[Gebruiker]) -> int:
    er = {een.pk for een in aanwezig}
    leden = set(stemgerechtigden().values_list("gebruiker", flat=True))
    Presentie.objects.bulk_create(
        [Presentie(vergadering=vergadering, gebruiker_id=lid, is_er=lid in er) for lid in sorted(leden)],
        update_conflicts=True,
        unique_fields=["vergadering", "gebruiker"],
        update_fields=["is_er"],
    )
    return len(leden & er)


@transaction.atomic
def vergadering_sluiten(wie: Lidmaatschap, vergadering: Vergadering) -> Vergadering:
    """Close the meeting: nothing about it changes any more."""
    vergadering = _op_slot(vergadering)
    eisen(sluitbelemmeringen(wie, vergadering))
    vergadering.gesloten_op, vergadering.gesloten_door = timezone.now(), wie.gebruiker
    vergadering.save(update_fields=["gesloten_op", "gesloten_door"])
    vastleggen(wie, Handeling.VERGADERING_SLUITEN, vergadering.onderwerp)
    return vergadering


@transaction.atomic
def uitslag_openen(wie: Lidmaatschap, agendapunt: Agendapunt) -> None:
    """Who presides in the place of the chair opens the counts; from then on the own vote is fixed, as that of a chair is."""
    Traject.objects.op_slot(agendapunt.traject_id)
    quorum = quorum_van(agendapunt)
    eisen(besluitbelemmeringen(wie, agendapunt, quorum) or geenstembelemmeringen(eigen_stem(wie.gebruiker, agendapunt)))
    Stem.objects.filter(agendapunt=agendapunt, gebruiker=wie.gebruiker, uitslag_open_sinds__isnull=True).update(
        uitslag_open_sinds=timezone.now()
    )
    vastleggen(wie, Handeling.UITSLAG_OPENEN, agendapunt.traject.onderwerp)

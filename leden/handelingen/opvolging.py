"""Renaming and merging organisations. Every act: transaction, lock, reasons why not, change, log row.

The lock of the log also keeps these acts one after another, so that what one of them checks still holds when it writes.
"""

from datetime import date
from operator import attrgetter

from django.db import transaction
from django.utils import timezone

from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Handeling, eisen
from leden.bevoegdheden.opvolging import (
    hernoembelemmeringen,
    intrekbelemmeringen,
    naamintrekbelemmeringen,
    samenvoegbelemmeringen,
)
from leden.handelingen.organisaties import op_slot
from leden.logboek import vastleggen, vergrendelen
from leden.models import Lidmaatschap, Naamswijziging, Organisatie, Samenvoeging


@transaction.atomic
def hernoemen(wie: Lidmaatschap, organisatie: Organisatie, *, naam: str, per: date) -> Organisatie:
    """Another name from a day; a name that was waiting for a day to come gives way to it."""
    organisatie = op_slot(organisatie)
    vergrendelen()
    eisen(hernoembelemmeringen(wie, organisatie, naam, per))
    was = organisatie.naam
    organisatie.naamswijzigingen.filter(per__gt=timezone.localdate()).delete()
    Naamswijziging.objects.create(organisatie=organisatie, was=was, wordt=naam, per=per, vastgelegd_door=wie.gebruiker)
    organisatie.nieuwe_naam, organisatie.nieuwe_naam_per = "", None
    if per <= timezone.localdate():
        organisatie.naam = naam
    else:
        organisatie.nieuwe_naam, organisatie.nieuwe_naam_per = naam, per
    organisatie.save(update_fields=["naam", "nieuwe_naam", "nieuwe_naam_per"])
    vastleggen(wie, Handeling.HERNOEMEN, organisatie.onderwerp, reden=f"{was} heet per {dagkort(per)} {naam}")
    return organisatie


@transaction.atomic
def hernoeming_intrekken(wie: Lidmaatschap, organisatie: Organisatie) -> None:
    """Take a new name back before its day has come."""
    organisatie = op_slot(organisatie)
    vergrendelen()
    eisen(naamintrekbelemmeringen(wie, organisatie))
    zin = f"{organisatie.naam} gaat per {dagkort(organisatie.nieuwe_naam_per)} niet {organisatie.nieuwe_naam} heten"
    organisatie.naamswijzigingen.filter(per__gt=timezone.localdate()).delete()
    organisatie.nieuwe_naam, organisatie.nieuwe_naam_per = "", None
    organisatie.save(update_fields=["nieuwe_naam", "nieuwe_naam_per"])
    vastleggen(wie, Handeling.HERNOEMING_INTREKKEN, organisatie.onderwerp, reden=zin)


@transaction.atomic
def samenvoegen(wie: Lidmaatschap, organisatie: Organisatie, *, opgegaan_in: Organisatie, per: date) -> Organisatie:
    """An organisation goes into another on a day: from then on its successor has its trajecten, and its people have no role."""
    op_slot_van = {een.pk: op_slot(een) for een in sorted((organisatie, opgegaan_in), key=attrgetter("pk"))}
    organisatie, opgegaan_in = op_slot_van[organisatie.pk], op_slot_van[opgegaan_in.pk]
    vergrendelen()
    eisen(samenvoegbelemmeringen(wie, organisatie, opgegaan_in, per))
    Samenvoeging.objects.create(
        organisatie=organisatie, opgegaan_in=opgegaan_in, per=per, vastgelegd_door=wie.gebruiker
    )
    zin = f"{organisatie.naam} gaat per {dagkort(per)} op in {opgegaan_in.naam}"
    for partij in (organisatie, opgegaan_in):
        vastleggen(wie, Handeling.SAMENVOEGEN, partij.onderwerp, reden=zin)
    return organisatie


@transaction.atomic
def samenvoeging_intrekken(wie: Lidmaatschap, organisatie: Organisatie) -> None:
    """Take a merger back before its day has come."""
    organisatie = op_slot(organisatie)
    vergrendelen()
    eisen(intrekbelemmeringen(wie, organisatie))
    samenvoeging = organisatie.samenvoeging
    samenvoeging.delete()
    zin = f"{organisatie.naam} gaat niet op in {samenvoeging.opgegaan_in.naam}"
    for partij in (organisatie, samenvoeging.opgegaan_in):
        vastleggen(wie, Handeling.SAMENVOEGING_INTREKKEN, partij.onderwerp, reden=zin)


@transaction.atomic
def namen_bijwerken() -> None:
    """Write names whose day has come where the database sorts and searches; what people read was right already."""
    aan_de_beurt = Organisatie.objects.filter(nieuwe_naam_per__lte=timezone.localdate()).order_by("pk")
    organisaties = list(aan_de_beurt.select_for_update(no_key=True))
    vergrendelen()
    for organisatie in organisaties:
        organisatie.naam, organisatie.nieuwe_naam, organisatie.nieuwe_naam_per = organisatie.nieuwe_naam, "", None
        organisatie.save(update_fields=["naam", "nieuwe_naam", "nieuwe_naam_per"])

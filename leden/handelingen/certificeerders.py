"""Admissions of certifiers and qualifications of their people. Every act: transaction, lock, reasons why not, change, log row."""

from django.db import transaction

from leden.bevoegdheden import Handeling, eisen
from leden.bevoegdheden.certificeerders import bekwaamheidbelemmeringen, toelatingbelemmeringen
from leden.logboek import vastleggen
from leden.models import Bekwaamheid, Toelating
from leden.templatetags.opmaak import dagkort


@transaction.atomic
def toelating_toevoegen(wie, organisatie, **gegevens):
    """A new contract; the earlier ones stay."""
    eisen(toelatingbelemmeringen(wie, organisatie))
    toelating = Toelating.objects.create(organisatie=organisatie, **gegevens)
    _toelating_vastleggen(wie, toelating, "Toegevoegd")
    return toelating


@transaction.atomic
def toelating_wijzigen(wie, toelating, **gegevens):
    """Correct an admission, or say when the conditions were met or the contract ends."""
    toelating = Toelating.objects.select_for_update(of=("self",)).select_related("organisatie").get(pk=toelating.pk)
    eisen(toelatingbelemmeringen(wie, toelating.organisatie))
    for naam, waarde in gegevens.items():
        setattr(toelating, naam, waarde)
    toelating.save(update_fields=list(gegevens))
    _toelating_vastleggen(wie, toelating, "Gewijzigd")
    return toelating


def _toelating_vastleggen(wie, toelating, wat):
    voldaan = (
        f"voldaan op {dagkort(toelating.voldaan_op)}" if toelating.voldaan_op else "nog niet aan de voorwaarden voldaan"
    )
    zin = f"{wat}: contract van {dagkort(toelating.van)} tot en met {dagkort(toelating.tot)}, {voldaan}"
    vastleggen(wie, Handeling.TOELATINGEN_BIJHOUDEN, toelating.organisatie.onderwerp, reden=zin)


@transaction.atomic
def bekwaamheid_toevoegen(wie, *, gebruiker, **gegevens):
    """Someone has shown to be able to do something."""
    eisen(bekwaamheidbelemmeringen(wie, gebruiker))
    bekwaamheid = Bekwaamheid.objects.create(gebruiker=gebruiker, **gegevens)
    _bekwaamheid_vastleggen(wie, bekwaamheid, "Toegevoegd")
    return bekwaamheid


@transaction.atomic
def bekwaamheid_wijzigen(wie, bekwaamheid, **gegevens):
    """Correct a qualification, or say until when it holds; whose it is does not change."""
    bekwaamheid = (
        Bekwaamheid.objects.select_for_update(of=("self",)).select_related("gebruiker", "soort").get(pk=bekwaamheid.pk)
    )
    eisen(bekwaamheidbelemmeringen(wie, bekwaamheid.gebruiker))
    for naam, waarde in gegevens.items():
        setattr(bekwaamheid, naam, waarde)
    bekwaamheid.save(update_fields=list(gegevens))
    _bekwaamheid_vastleggen(wie, bekwaamheid, "Gewijzigd")
    return bekwaamheid


def _bekwaamheid_vastleggen(wie, bekwaamheid, wat):
    tot = f" tot en met {dagkort(bekwaamheid.geldig_tot)}" if bekwaamheid.geldig_tot else ""
    zin = f"{wat}: {bekwaamheid.soort} van {bekwaamheid.gebruiker.naam}, vanaf {dagkort(bekwaamheid.van)}{tot}"
    vastleggen(wie, Handeling.BEKWAAMHEDEN_BIJHOUDEN, wie.organisatie.onderwerp, reden=zin)

"""Admissions of certifiers and qualifications of their people. Every act: transaction, lock, reasons why not, change, log row."""

from django.db import transaction

from leden.bevoegdheden import Handeling, eisen
from leden.bevoegdheden.certificeerders import bekwaamheidbelemmeringen, toelatingbelemmeringen
from leden.bevoegdheden.opvolging import opgegaanbelemmeringen
from leden.logboek import vastleggen
from leden.models import Bekwaamheid, Toelating
from leden.templatetags.opmaak import dagkort
from leden.verschil import verschil


@transaction.atomic
def toelating_toevoegen(wie, organisatie, **gegevens):
    """A new contract; the earlier ones stay."""
    eisen(toelatingbelemmeringen(wie, organisatie) or opgegaanbelemmeringen(organisatie))
    toelating = Toelating.objects.create(organisatie=organisatie, **gegevens)
    _toelating_vastleggen(wie, toelating)
    return toelating


@transaction.atomic
def toelating_wijzigen(wie, toelating, **gegevens):
    """Correct an admission, or say when the conditions were met or the contract ends."""
    toelating = Toelating.objects.select_for_update(of=("self",)).select_related("organisatie").get(pk=toelating.pk)
    eisen(toelatingbelemmeringen(wie, toelating.organisatie))
    if zin := _wijzigen(toelating, gegevens):
        vastleggen(wie, Handeling.TOELATINGEN_BIJHOUDEN, toelating.onderwerp, reden=zin)
    return toelating


def _wijzigen(rij, gegevens):
    """Write what is different; gives what was and what is, for the log."""
    anders = [naam for naam, waarde in gegevens.items() if waarde != getattr(rij, naam)]
    zin = "; ".join(verschil(rij, naam, gegevens[naam]) for naam in anders)
    for naam in anders:
        setattr(rij, naam, gegevens[naam])
    if anders:
        rij.save(update_fields=anders)
    return zin


def _toelating_vastleggen(wie, toelating):
    voldaan = (
        f"voldaan op {dagkort(toelating.voldaan_op)}" if toelating.voldaan_op else "nog niet aan de voorwaarden voldaan"
    )
    zin = f"Toegevoegd: contract van {dagkort(toelating.van)} tot en met {dagkort(toelating.tot)}, {voldaan}"
    vastleggen(wie, Handeling.TOELATINGEN_BIJHOUDEN, toelating.onderwerp, reden=zin)


@transaction.atomic
def bekwaamheid_toevoegen(wie, *, gebruiker, **gegevens):
    """Someone has shown to be able to do something."""
    eisen(bekwaamheidbelemmeringen(wie, gebruiker))
    bekwaamheid = Bekwaamheid.objects.create(gebruiker=gebruiker, **gegevens)
    _bekwaamheid_vastleggen(wie, bekwaamheid)
    return bekwaamheid


@transaction.atomic
def bekwaamheid_wijzigen(wie, bekwaamheid, **gegevens):
    """Correct a qualification, or say until when it holds; whose it is does not change."""
    bekwaamheid = (
        Bekwaamheid.objects.select_for_update(of=("self",)).select_related("gebruiker", "soort").get(pk=bekwaamheid.pk)
    )
    eisen(bekwaamheidbelemmeringen(wie, bekwaamheid.gebruiker))
    if zin := _wijzigen(bekwaamheid, gegevens):
        vastleggen(wie, Handeling.BEKWAAMHEDEN_BIJHOUDEN, bekwaamheid.onderwerp, reden=f"{bekwaamheid.soort}: {zin}")
    return bekwaamheid


def _bekwaamheid_vastleggen(wie, bekwaamheid):
    tot = f" tot en met {dagkort(bekwaamheid.geldig_tot)}" if bekwaamheid.geldig_tot else ""
    zin = f"Toegevoegd: {bekwaamheid.soort} van {bekwaamheid.gebruiker.naam}, vanaf {dagkort(bekwaamheid.van)}{tot}"
    vastleggen(wie, Handeling.BEKWAAMHEDEN_BIJHOUDEN, bekwaamheid.onderwerp, reden=zin)

"""Admissions of certifiers and qualifications of their people. Every act: transaction, lock, reasons why not, change, log row."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Geweigerd, Handeling, eisen, rolbelemmeringen
from leden.bevoegdheden.certificeerders import (
    bekwaamheidbelemmeringen,
    soortnaambelemmeringen,
    soortverwijderbelemmeringen,
    toelatingbelemmeringen,
    toelatingtoevoegbelemmeringen,
)
from leden.logboek import vastleggen
from leden.models import Bekwaamheid, Bekwaamheidssoort, Gebruiker, Lidmaatschap, Organisatie, Toelating
from leden.wijzigingen import bijwerken


@transaction.atomic
def toelating_toevoegen(wie: Lidmaatschap, organisatie: Organisatie, **gegevens: Any) -> Toelating:
    """A new contract; the earlier ones stay."""
    eisen(toelatingtoevoegbelemmeringen(wie, organisatie))
    toelating = Toelating.objects.create(organisatie=organisatie, **gegevens)
    _toelating_vastleggen(wie, toelating)
    return toelating


@transaction.atomic
def toelating_wijzigen(wie: Lidmaatschap, toelating: Toelating, **gegevens: Any) -> Toelating:
    """Correct an admission, or say when the conditions were met or the contract ends."""
    toelating = Toelating.objects.select_for_update(of=("self",)).select_related("organisatie").get(pk=toelating.pk)
    eisen(toelatingbelemmeringen(wie, toelating.organisatie))
    if zin := bijwerken(toelating, gegevens):
        vastleggen(wie, Handeling.TOELATINGEN_BIJHOUDEN, toelating.onderwerp, reden=zin)
    return toelating


def _toelating_vastleggen(wie: Lidmaatschap, toelating: Toelating) -> None:
    voldaan = (
        f"voldaan op {dagkort(toelating.voldaan_op)}" if toelating.voldaan_op else "nog niet aan de voorwaarden voldaan"
    )
    zin = f"Toegevoegd: contract van {dagkort(toelating.van)} tot en met {dagkort(toelating.tot)}, {voldaan}"
    vastleggen(wie, Handeling.TOELATINGEN_BIJHOUDEN, toelating.onderwerp, reden=zin)


@transaction.atomic
def bekwaamheid_toevoegen(wie: Lidmaatschap, *, gebruiker: Gebruiker, **gegevens: Any) -> Bekwaamheid:
    """Someone has shown to be able to do something."""
    eisen(bekwaamheidbelemmeringen(wie, gebruiker))
    bekwaamheid = Bekwaamheid.objects.create(gebruiker=gebruiker, **gegevens)
    _bekwaamheid_vastleggen(wie, bekwaamheid)
    return bekwaamheid


@transaction.atomic
def bekwaamheid_wijzigen(wie: Lidmaatschap, bekwaamheid: Bekwaamheid, **gegevens: Any) -> Bekwaamheid:
    """Correct a qualification, or say until when it holds; whose it is does not change."""
    bekwaamheid = (
        Bekwaamheid.objects.select_for_update(of=("self",)).select_related("gebruiker", "soort").get(pk=bekwaamheid.pk)
    )
    eisen(bekwaamheidbelemmeringen(wie, bekwaamheid.gebruiker))
    if zin := bijwerken(bekwaamheid, gegevens):
        vastleggen(wie, Handeling.BEKWAAMHEDEN_BIJHOUDEN, bekwaamheid.onderwerp, reden=f"{bekwaamheid.soort}: {zin}")
    return bekwaamheid


def _bekwaamheid_vastleggen(wie: Lidmaatschap, bekwaamheid: Bekwaamheid) -> None:
    tot = f" tot en met {dagkort(bekwaamheid.geldig_tot)}" if bekwaamheid.geldig_tot else ""
    zin = f"Toegevoegd: {bekwaamheid.soort} van {bekwaamheid.gebruiker.naam}, vanaf {dagkort(bekwaamheid.van)}{tot}"
    vastleggen(wie, Handeling.BEKWAAMHEDEN_BIJHOUDEN, bekwaamheid.onderwerp, reden=zin)


def _soorten_op_slot() -> dict[int, Bekwaamheidssoort]:
    """One change at a time in the short list of kinds."""
    return {soort.pk: soort for soort in Bekwaamheidssoort.objects.select_for_update()}


def _soort_op_slot(soort: Bekwaamheidssoort) -> Bekwaamheidssoort:
    """The kind as it is now; a colleague can have taken it away."""
    nu = _soorten_op_slot().get(soort.pk)
    if nu is None:
        raise Geweigerd(["Deze soort is er niet meer."])
    return nu


@transaction.atomic
def soort_toevoegen(wie: Lidmaatschap, *, naam: str, uitleg: str) -> Bekwaamheidssoort:
    """A new kind; whether it is required is decided when people can have it."""
    _soorten_op_slot()
    eisen(rolbelemmeringen(wie, Handeling.BEKWAAMHEIDSSOORTEN_BIJHOUDEN) or soortnaambelemmeringen(naam))
    volgorde = (Bekwaamheidssoort.objects.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0) + 1
    soort = Bekwaamheidssoort.objects.create(code=f"soort-{volgorde}", naam=naam, uitleg=uitleg, volgorde=volgorde)
    vastleggen(wie, Handeling.BEKWAAMHEIDSSOORTEN_BIJHOUDEN, soort.onderwerp, reden=f"Toegevoegd: {naam}")
    return soort


@transaction.atomic
def soort_wijzigen(
    wie: Lidmaatschap, soort: Bekwaamheidssoort, *, naam: str, uitleg: str, stand: str
) -> Bekwaamheidssoort:
    """Another name, or from now on needed for a place in a team, or not any more, or not in use."""
    soort = _soort_op_slot(soort)
    eisen(rolbelemmeringen(wie, Handeling.BEKWAAMHEIDSSOORTEN_BIJHOUDEN) or soortnaambelemmeringen(naam, soort))
    was, heette = soort.stand, soort.naam
    zin = bijwerken(soort, {"naam": naam, "uitleg": uitleg})
    if stand != was:
        soort.is_in_gebruik = stand != Bekwaamheidssoort.Stand.GESTOPT
        soort.is_vereist = stand == Bekwaamheidssoort.Stand.VEREIST
        soort.save(update_fields=["is_in_gebruik", "is_vereist"])
    if zin or stand != was:
        vastleggen(
            wie,
            Handeling.BEKWAAMHEIDSSOORTEN_BIJHOUDEN,
            soort.onderwerp,
            van=was if stand != was else "",
            naar=soort.stand if stand != was else "",
            reden=f"{heette}: {zin}" if zin else heette,
        )
    return soort


@transaction.atomic
def soort_verwijderen(wie: Lidmaatschap, soort: Bekwaamheidssoort) -> None:
    """Take away a kind of which there never was a qualification."""
    soort = _soort_op_slot(soort)
    eisen(soortverwijderbelemmeringen(wie, soort))
    onderwerp = soort.onderwerp
    soort.delete()
    vastleggen(wie, Handeling.BEKWAAMHEIDSSOORTEN_BIJHOUDEN, onderwerp, reden=f"Verwijderd: {soort.naam}")

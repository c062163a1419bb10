"""What the bureau does with a QuickScan, and how an organisation answers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from huisstijl.post import klaarzetten
from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Geweigerd, Handeling, eisen, rolbelemmeringen
from leden.logboek import vastleggen
from leden.models import Lidmaatschap, Organisatie
from quickscan.adressen import adressen
from quickscan.bevoegdheden import (
    herinnerbelemmeringen,
    invulbelemmeringen,
    koppelingbelemmeringen,
    openbelemmeringen,
    sluitbelemmeringen,
    verlengbelemmeringen,
    weggooibelemmeringen,
    wijzigbelemmeringen,
)
from quickscan.models import QuickScan, Scanformulier
from quickscan.vragen import nakijken

ONDERTUSSEN = (
    "Ondertussen heeft iemand anders van uw organisatie dit formulier ingevuld. Uw antwoorden staan hier nog. "
    "Vergelijk ze, en verstuur het formulier opnieuw als uw antwoorden moeten gelden."
)
WEGGEGOOID = "Deze QuickScan is weggegooid."


def _op_slot(scan: QuickScan) -> QuickScan:
    """The scan as it is now; a colleague can have thrown a concept away."""
    nu = QuickScan.objects.select_for_update().filter(pk=scan.pk).first()
    if nu is None:
        raise Geweigerd([WEGGEGOOID])
    return nu


@transaction.atomic
def maken(wie: Lidmaatschap, *, titel: str, inleiding: str, sluit_op: date, vragen: list[dict[str, Any]]) -> QuickScan:
    """A scan that nobody but the bureau sees, to be opened later."""
    eisen(rolbelemmeringen(wie, Handeling.QUICKSCAN_BEHEREN))
    scan = QuickScan.objects.create(titel=titel, inleiding=inleiding, sluit_op=sluit_op, vragen=vragen)
    vastleggen(wie, Handeling.QUICKSCAN_BEHEREN, scan.onderwerp, naar=QuickScan.Stand.CONCEPT)
    return scan


@transaction.atomic
def wijzigen(wie: Lidmaatschap, scan: QuickScan, **velden: Any) -> None:
    """Other words, another day or other questions, before it is opened."""
    scan = _op_slot(scan)
    eisen(wijzigbelemmeringen(wie, scan))
    for naam, waarde in velden.items():
        setattr(scan, naam, waarde)
    scan.save(update_fields=list(velden))
    vastleggen(wie, Handeling.QUICKSCAN_BEHEREN, scan.onderwerp)


@transaction.atomic
def weggooien(wie: Lidmaatschap, scan: QuickScan) -> None:
    """A concept is gone for good; the log keeps what it was called."""
    scan = _op_slot(scan)
    eisen(weggooibelemmeringen(wie, scan))
    vastleggen(
        wie,
        Handeling.QUICKSCAN_WEGGOOIEN,
        scan.onderwerp,
        van=QuickScan.Stand.CONCEPT,
        reden=f"{scan.titel} weggegooid.",
    )
    scan.delete()


@transaction.atomic
def openen(wie: Lidmaatschap, scan: QuickScan) -> None:
    """Make the form of every member of today, and send its link to those of whom we know an address."""
    scan = _op_slot(scan)
    eisen(openbelemmeringen(wie, scan))
    scan.geopend_op = timezone.now()
    scan.save(update_fields=["geopend_op"])
    leden = list(Organisatie.objects.leden())
    waarheen = adressen(leden)
    formulieren = Scanformulier.objects.bulk_create(
        Scanformulier(scan=scan, organisatie=lid, email=waarheen[lid.pk]) for lid in leden
    )
    _mailen("quickscan_uitnodiging", formulieren)
    vastleggen(wie, Handeling.QUICKSCAN_OPENEN, scan.onderwerp, van=QuickScan.Stand.CONCEPT, naar=QuickScan.Stand.OPEN)


@transaction.atomic
def herinneren(wie: Lidmaatschap, scan: QuickScan) -> None:
    """Mail who has not answered; an address that became known since is used now."""
    scan = _op_slot(scan)
    eisen(herinnerbelemmeringen(wie, scan))
    scan.herinnerd_op = timezone.now()
    scan.save(update_fields=["herinnerd_op"])
    formulieren = list(scan.formulieren.leeg().select_related("organisatie").select_for_update(of=("self",)))
    waarheen = adressen([formulier.organisatie for formulier in formulieren])
    for formulier in formulieren:
        formulier.email, formulier.teruggekomen_op = waarheen[formulier.organisatie_id], None
    Scanformulier.objects.bulk_update(formulieren, ["email", "teruggekomen_op"])
    _mailen("quickscan_herinnering", formulieren)
    vastleggen(wie, Handeling.QUICKSCAN_HERINNEREN, scan.onderwerp)


@transaction.atomic
def koppeling_geven(wie: Lidmaatschap, formulier: Scanformulier) -> None:
    """Another link for an organisation, mailed to the address that we know now; the earlier one opens nothing any more."""
    scan = _op_slot(formulier.scan)
    formulier = Scanformulier.objects.select_for_update(of=("self",)).select_related("organisatie").get(pk=formulier.pk)
    eisen(koppelingbelemmeringen(wie, scan))
    organisatie = formulier.organisatie
    # Only answers from elsewhere have none, and their scan is closed.
    assert organisatie is not None
    formulier.koppelingronde += 1
    formulier.email, formulier.teruggekomen_op = adressen([organisatie])[organisatie.pk], None
    formulier.save(update_fields=["koppelingronde", "email", "teruggekomen_op"])
    _mailen("quickscan_uitnodiging", [formulier])
    reden = f"Nieuwe koppeling voor {organisatie.naam}."
    vastleggen(wie, Handeling.QUICKSCAN_KOPPELING_GEVEN, scan.onderwerp, reden=reden)


def _mailen(naam: str, formulieren: Iterable[Scanformulier]) -> None:
    for formulier in formulieren:
        if formulier.email:
            klaarzetten(naam, formulier=formulier.pk)


def mail_kwam_terug(formulier: Scanformulier, code: str) -> None:
    """Write down that the mail did not arrive, as long as there is something to answer. The row is locked."""
    if formulier.teruggekomen_op or formulier.ingevuld_op or not formulier.scan.is_open:
        return
    formulier.teruggekomen_op = timezone.now()
    formulier.save(update_fields=["teruggekomen_op"])
    reden = f"De mail aan {formulier.organisatie} kwam terug ({code})."
    vastleggen(None, Handeling.ADRES_NAKIJKEN, formulier.scan.onderwerp, reden=reden)


@transaction.atomic
def verlengen(wie: Lidmaatschap, scan: QuickScan, *, sluit_op: date) -> None:
    """A later last day; what is mailed and shown from now on names it."""
    scan = _op_slot(scan)
    eisen(verlengbelemmeringen(wie, scan, sluit_op))
    zin = f"Open tot en met {dagkort(sluit_op)} in plaats van {dagkort(scan.sluit_op)}."
    scan.sluit_op = sluit_op
    scan.save(update_fields=["sluit_op"])
    vastleggen(wie, Handeling.QUICKSCAN_VERLENGEN, scan.onderwerp, reden=zin)


@transaction.atomic
def sluiten(wie: Lidmaatschap, scan: QuickScan) -> None:
    """Close before the day that was announced."""
    scan = _op_slot(scan)
    eisen(sluitbelemmeringen(wie, scan))
    scan.gesloten_op = timezone.now()
    scan.save(update_fields=["gesloten_op"])
    vastleggen(
        wie, Handeling.QUICKSCAN_SLUITEN, scan.onderwerp, van=QuickScan.Stand.OPEN, naar=QuickScan.Stand.GESLOTEN
    )


@transaction.atomic
def invullen(wie: Lidmaatschap | None, formulier: Scanformulier, antwoorden: dict[str, Any], versie: int) -> None:
    """Answer, or answer otherwise. `wie` is None for who has only the link; `versie` is the one the writer started from.

    Who sends what is there already has clicked twice, or agrees: nothing to write and nothing to ask.
    """
    scan = _op_slot(formulier.scan)
    formulier = Scanformulier.objects.select_for_update(of=("self",)).select_related("organisatie").get(pk=formulier.pk)
    antwoorden, fouten = nakijken(scan.vragenlijst, antwoorden)
    eisen(invulbelemmeringen(scan), fouten.values())
    if versie != formulier.versie:
        eisen([] if antwoorden == formulier.antwoorden else [ONDERTUSSEN])
        return
    organisatie = formulier.organisatie
    # Only answers from elsewhere have none, and their scan is closed.
    assert organisatie is not None
    formulier.antwoorden = antwoorden
    formulier.fte, formulier.gemeente = organisatie.fte, organisatie.gemeente
    formulier.gewijzigd_op = timezone.now()
    formulier.ingevuld_op = formulier.ingevuld_op or formulier.gewijzigd_op
    formulier.versie += 1
    formulier.save(update_fields=["antwoorden", "fte", "gemeente", "ingevuld_op", "gewijzigd_op", "versie"])
    weg = "" if wie else " via de koppeling in de mail"
    vastleggen(wie, Handeling.QUICKSCAN_INVULLEN, scan.onderwerp, reden=f"Ingevuld voor {organisatie.naam}{weg}.")

"""Scans for the tests: opened at once, with as many organisations and answers as one likes."""

import re
from datetime import timedelta

from django.utils import timezone

from leden.models import Organisatie
from quickscan import handelingen
from quickscan.vragen import standaardvragen


def concept(wereld, **velden):
    """A scan with the standard questions that is open to the end of next week once it is opened."""
    standaard = {
        "titel": "QuickScan 2026",
        "inleiding": "Hoe is het met het label bij u?",
        "sluit_op": timezone.localdate() + timedelta(days=7),
        "vragen": standaardvragen(),
    }
    return handelingen.maken(wereld.gijs, **standaard | velden)


def geopend(wereld, **velden):
    scan = concept(wereld, **velden)
    handelingen.openen(wereld.gijs, scan)
    scan.refresh_from_db()
    return scan


def leden_erbij(aantal, **velden):
    """So many members with an address, named Lid 001 and on."""
    Organisatie.objects.bulk_create(
        Organisatie(
            **{
                "naam": f"Lid {nr:03d}",
                "soort": "lid",
                "plaats": "Wilgendam",
                "contact_email": f"lid{nr}@voorbeeld.example",
            }
            | velden
        )
        for nr in range(1, aantal + 1)
    )


def formulier_van(scan, wie):
    """The form of the organisation of a membership."""
    return scan.formulieren.select_related("scan", "organisatie").get(organisatie=wie.organisatie)


def invullen(formulier, wie=None, **antwoorden):
    """Answer by the act itself, from the version that is there."""
    formulier.refresh_from_db()
    handelingen.invullen(wie, formulier, antwoorden, formulier.versie)
    formulier.refresh_from_db()


def alle_invullen(scan, antwoord):
    """Answer every form that is still empty; `antwoord(nr)` gives the answers of the nth organisation, by name."""
    for nr, formulier in enumerate(scan.formulieren.leeg().select_related("scan").order_by("organisatie__naam")):
        handelingen.invullen(None, formulier, antwoord(nr), 0)


def een_open_en_een_gesloten(wereld):
    """For the tables of tests/toegang: Welzijn Wilgendam and Stichting Buurtkracht Oever answered in both."""
    for titel in ("QuickScan open", "QuickScan gesloten"):
        scan = geopend(wereld, titel=titel)
        alle_invullen(scan, lambda nr: {"stand": "geen_belangstelling", "opmerking": "Niet voor anderen."})
    handelingen.sluiten(wereld.gijs, scan)
    concept(wereld, titel="QuickScan in concept")


def tekst(antwoord):
    """The words of a page."""
    return " ".join(re.sub(r"<[^>]*>", " ", antwoord.content.decode()).split())

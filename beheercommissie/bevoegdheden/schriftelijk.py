"""Why a written procedure does not begin or stop like this (Dutch sentences; empty is yes)."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from beheercommissie.bevoegdheden import afgelopenbelemmeringen, agendapuntbelemmeringen, dossierbelemmeringen
from beheercommissie.models import Agendapunt, Reglement
from beheercommissie.models.reglement import MEESTE_DAGEN
from huisstijl.templatetags.opmaak import dag, meervoud
from leden.bevoegdheden import Handeling, rolbelemmeringen
from leden.models import Lidmaatschap
from toetsing.bevoegdheden import houdbaarheidsbelemmeringen
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.models import Traject


def voorlegbelemmeringen(wie: Lidmaatschap, traject: Traject) -> list[str]:
    """Why this membership does not put this traject to the members in writing: as on an agenda, and the rules have to allow it."""
    redenen = rolbelemmeringen(wie, Handeling.SCHRIFTELIJK_VOORLEGGEN) or handelingsbelemmeringen(
        wie, traject, Handeling.AGENDEREN
    )
    if not redenen and eerste_einddag() is None:
        redenen = ["Het reglement kent geen schriftelijke procedure. Zet het traject op een vergadering."]
    return redenen


def eerste_einddag() -> date | None:
    """The first day on which a procedure that begins now can end; None when the rules know none."""
    reglement = Reglement.objects.begonnen().first()
    if reglement is None or reglement.schriftelijk_dagen is None:
        return None
    return timezone.localdate() + timedelta(days=reglement.schriftelijk_dagen)


def eindbelemmeringen(traject: Traject, tot: datetime) -> list[str]:
    """Why a procedure on this traject does not end at that moment."""
    datum, eerste = timezone.localdate(tot), eerste_einddag()
    if eerste and datum < eerste:
        dagen = meervoud((eerste - timezone.localdate()).days, "dag", "dagen")
        return [
            f"Leden hebben volgens het reglement ten minste {dagen} om te stemmen. Kies {dag(eerste)} of een dag daarna."
        ]
    if datum > timezone.localdate() + timedelta(days=MEESTE_DAGEN):
        return [f"Dat is te ver weg. Kies een dag binnen {MEESTE_DAGEN} dagen."]
    return houdbaarheidsbelemmeringen(traject, datum)


def stopbelemmeringen(wie: Lidmaatschap, agendapunt: Agendapunt) -> list[str]:
    """Any member who takes part in the item stops it, until its end."""
    redenen = (
        rolbelemmeringen(wie, Handeling.SCHRIFTELIJK_STOPPEN)
        or agendapuntbelemmeringen(agendapunt)
        or dossierbelemmeringen(wie, agendapunt)
        or afgelopenbelemmeringen(agendapunt)
    )
    if not redenen and not agendapunt.vergadering.loopt:
        redenen = ["Dit punt staat op een vergadering. Daar wordt het besproken."]
    return redenen

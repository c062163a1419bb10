"""Who may do what in the register of interests: reasons why not (Dutch sentences; empty list = yes)."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from leden.bevoegdheden.redenen import rolbelemmeringen
from leden.bevoegdheden.rollen import Handeling
from leden.models import Belang, Belangenbevestiging, Gebruiker, Lidmaatschap, Organisatie

# Whoever ends an interest longer ago changes what others have counted with, and says why.
TERUG_TOT = timedelta(days=31)


def eigen_belangbelemmeringen(wie: Lidmaatschap, belang: Belang, handeling: Handeling) -> list[str]:
    """Everybody keeps the own interests; others read along, and ask."""
    belemmeringen = rolbelemmeringen(wie, handeling)
    if not belemmeringen and belang.gebruiker_id != wie.gebruiker_id:
        belemmeringen.append(
            f"Alleen {belang.gebruiker.naam} kan dit belang wijzigen. Vraag het {belang.gebruiker.naam}."
        )
    if not belemmeringen and belang.vervallen_op:
        belemmeringen.append("Dit belang was een vergissing en telt niet meer. Voeg een nieuw belang toe.")
    return belemmeringen


def periodebelemmeringen(van: date, tot: date | None) -> list[str]:
    if tot is None or van <= tot:
        return []
    return ["De laatste dag ligt voor de eerste. Kijk de twee dagen na."]


def dubbelbelemmeringen(
    gebruiker: Gebruiker,
    organisatie: Organisatie,
    soort: str,
    van: date,
    tot: date | None,
    behalve: Belang | None = None,
) -> list[str]:
    """The same tie does not stand in the register twice for the same days."""
    rijen = Belang.objects.die_gelden().filter(gebruiker=gebruiker, organisatie=organisatie, soort=soort)
    rijen = rijen.filter(Q(tot__isnull=True) | Q(tot__gte=van))
    if behalve:
        rijen = rijen.exclude(pk=behalve.pk)
    if tot:
        rijen = rijen.filter(van__lte=tot)
    if not rijen.exists():
        return []
    soort = Belang.Soort(soort).label
    return [f"Uw {soort} bij {organisatie.naam} staat voor deze dagen al in het register. Wijzig die regel."]


def eindbelemmeringen(belang: Belang) -> list[str]:
    if belang.tot is None:
        return []
    return ["Dit belang heeft al een laatste dag. Klopt die niet, corrigeer het belang dan."]


def terugbelemmeringen(tot: date) -> list[str]:
    if tot >= timezone.localdate() - TERUG_TOT:
        return []
    return [f"Deze dag is meer dan {TERUG_TOT.days} dagen geleden. Corrigeer het belang, met een reden."]


def moet_bevestigen(gebruiker: Gebruiker) -> bool:
    """Whether this person has not said for a year, or never, that the own interests are right."""
    return not Belangenbevestiging.objects.geldig().filter(gebruiker=gebruiker).exists()

"""Who keeps admissions and qualifications: reasons why not (Dutch sentences; empty list = yes)."""

from leden.bevoegdheden.redenen import rolbelemmeringen
from leden.bevoegdheden.rollen import Handeling
from leden.models import Organisatie, beoordelaars


def toelatingbelemmeringen(wie, organisatie):
    belemmeringen = rolbelemmeringen(wie, Handeling.TOELATINGEN_BIJHOUDEN)
    if not belemmeringen and organisatie.soort != Organisatie.Soort.CERTIFICEERDER:
        belemmeringen.append(f"{organisatie.naam} is geen certificerende instelling.")
    return belemmeringen


def bekwaamheidbelemmeringen(wie, gebruiker):
    """A beheerder keeps the qualifications of who assesses or checks for the own certifier."""
    belemmeringen = rolbelemmeringen(wie, Handeling.BEKWAAMHEDEN_BIJHOUDEN)
    if not belemmeringen and not beoordelaars(wie.organisatie_id).filter(gebruiker=gebruiker).exists():
        belemmeringen.append(f"{gebruiker.naam} is geen toetser of controleur bij {wie.organisatie.naam}.")
    return belemmeringen

"""Who may do what with the data of an organisation: reasons why not (Dutch sentences; empty list = yes)."""

from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden.handelingen import Handeling
from leden.bevoegdheden.opvolging import opgegaanbelemmeringen
from leden.bevoegdheden.redenen import rolbelemmeringen
from leden.models import Lidmaatschap, Organisatie


def afmeldbelemmeringen(wie: Lidmaatschap, organisatie: Organisatie) -> list[str]:
    """Only a member can stop being one, and only once; who went into another organisation has."""
    belemmeringen = rolbelemmeringen(wie, Handeling.LID_AFMELDEN)
    if not belemmeringen and organisatie.soort != Organisatie.Soort.LID:
        belemmeringen.append(f"{organisatie.naam} is geen lidorganisatie.")
    if not belemmeringen:
        belemmeringen += opgegaanbelemmeringen(organisatie)
    if not belemmeringen and organisatie.lid_tot:
        belemmeringen.append(f"{organisatie.naam} is al afgemeld: lid tot en met {dagkort(organisatie.lid_tot)}.")
    return belemmeringen

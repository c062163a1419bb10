"""Who gives a preliminary view, and who reads them: reasons why not (Dutch sentences; empty list = yes)."""

from beheercommissie.bevoegdheden import agendapuntbelemmeringen, dossierbelemmeringen
from beheercommissie.models import Agendapunt, Blik
from certificaten.gevolgen import mogelijke_opties
from leden.bevoegdheden import Handeling, rolbelemmeringen
from leden.models import Lidmaatschap

IN_EEN_PROCEDURE = (
    "In een schriftelijke procedure is er geen voorlopige blik: u stemt, of u zegt dat u dit wilt bespreken."
)
ZIJN_OPEN = "De blikken zijn al open. U kunt nu alleen nog zeggen dat u dit punt wilt bespreken."


def blikbelemmeringen(wie: Lidmaatschap, agendapunt: Agendapunt) -> list[str]:
    """Who may vote on an item gives a view of it, until the decision."""
    return (
        rolbelemmeringen(wie, Handeling.BLIK_GEVEN)
        or agendapuntbelemmeringen(agendapunt)
        or ([IN_EEN_PROCEDURE] if agendapunt.vergadering.is_schriftelijk else [])
        or dossierbelemmeringen(wie, agendapunt)
    )


def keuzebelemmeringen(agendapunt: Agendapunt, keuze: str, woord: str) -> list[str]:
    """A view is one of the decisions that are possible, or that one wants to discuss it; once the views are open, only that."""
    if agendapunt.blikken_zijn_open:
        return [] if keuze == Blik.BESPREKEN and not woord else [ZIJN_OPEN]
    if keuze not in {Blik.BESPREKEN, *(optie.code for optie in mogelijke_opties(agendapunt.traject))}:
        return ["Dit kan bij dit punt niet. Kies een ander antwoord."]
    return []

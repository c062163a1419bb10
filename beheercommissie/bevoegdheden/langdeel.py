"""Who may ask for the long part of a report, and who then reads it: reasons why not (Dutch sentences; empty is yes)."""

from beheercommissie.bevoegdheden import agendapuntbelemmeringen, dossierbelemmeringen
from beheercommissie.models import Agendapunt, Langdeelverzoek
from leden.bevoegdheden import Handeling, rolbelemmeringen
from leden.models import Lidmaatschap
from normenkader.models import Partij, Stuk
from trajecten.levensloop import Soort
from trajecten.models import Traject


def is_te_vragen(traject: Traject) -> bool:
    """Whether there is a long part that the committee does not read by the disclosure matrix."""
    return traject.soort == Soort.TOETS and not traject.kaderversie.ziet(Partij.COMMISSIE, Stuk.RAPPORT_LANG)


def langdeelvraagbelemmeringen(wie: Lidmaatschap, agendapunt: Agendapunt) -> list[str]:
    """Who takes part in an item asks, once, until the decision."""
    redenen = (
        rolbelemmeringen(wie, Handeling.LANGE_DEEL_VRAGEN)
        or dossierbelemmeringen(wie, agendapunt)
        or agendapuntbelemmeringen(agendapunt)
    )
    if not redenen and not is_te_vragen(agendapunt.traject):
        redenen = ["Bij dit punt hoort geen lang deel dat de commissie nog niet leest."]
    if not redenen and Langdeelverzoek.objects.filter(agendapunt=agendapunt).exists():
        redenen = ["De commissie vroeg al om het lange deel. U kunt het lezen bij het agendapunt."]
    return redenen


def langdeelbelemmeringen(wie: Lidmaatschap, agendapunt: Agendapunt) -> list[str]:
    """Why this membership does not read the long part at this item. The gate comes first: who stays out learns nothing else."""
    redenen = dossierbelemmeringen(wie, agendapunt)
    if not redenen and agendapuntbelemmeringen(agendapunt):
        redenen = ["Het lange deel is weer dicht: over dit punt is besloten, of het staat niet meer op de agenda."]
    if not redenen and not Langdeelverzoek.objects.filter(agendapunt=agendapunt).exists():
        redenen = ["De commissie vroeg bij dit punt niet om het lange deel."]
    return redenen

"""Who may ask the certifier something before a meeting, and who answers: reasons why not (Dutch sentences; empty is yes)."""

from beheercommissie.bevoegdheden import agendapuntbelemmeringen, dossierbelemmeringen
from beheercommissie.models import Agendapunt, Navraag
from leden.bevoegdheden import Handeling, rolbelemmeringen
from leden.models import Lidmaatschap
from trajecten.bevoegdheden import relatiebelemmeringen


def voorafvraagbelemmeringen(wie: Lidmaatschap, agendapunt: Agendapunt) -> list[str]:
    """Who reads the papers of an item asks, until the meeting begins or the decision is there."""
    return (
        rolbelemmeringen(wie, Handeling.VOORAF_VRAGEN)
        or agendapuntbelemmeringen(agendapunt)
        or dossierbelemmeringen(wie, agendapunt)
        or begonnenbelemmeringen(agendapunt)
    )


def begonnenbelemmeringen(agendapunt: Agendapunt) -> list[str]:
    """Nothing is asked of before a meeting that began."""
    if agendapunt.vergadering.is_geweest:
        return ["De vergadering is al geweest."]
    if agendapunt.vergadering.geopend_op:
        return ["De vergadering is begonnen. Stel uw vraag daar."]
    return []


def voorafantwoordbelemmeringen(wie: Lidmaatschap, navraag: Navraag) -> list[str]:
    """Why this membership does not write or send the answer."""
    redenen = rolbelemmeringen(wie, Handeling.VOORAF_ANTWOORDEN) or relatiebelemmeringen(wie, navraag.traject)
    if redenen or Navraag.objects.wacht_op(wie).filter(pk=navraag.pk).exists():
        return redenen
    if navraag.beantwoord_op:
        return ["Deze vraag heeft al een antwoord."]
    if agendapuntbelemmeringen(navraag.punt):
        return ["Dit punt staat niet meer op de agenda. Een antwoord is niet meer nodig."]
    if navraag.punt.vergadering.is_geweest:
        return ["De vergadering is al geweest. Een antwoord is niet meer nodig."]
    return ["De planner of de teamleider antwoordt op deze vraag."]

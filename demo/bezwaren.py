"""An objection in the demo: against the refusal of Maatschappelijk Werk Zandmeer, heard, and then taken back."""

from datetime import timedelta

from geschillen.handelingen.bezwaren import bezwaar_horen, bezwaar_intrekken, bezwaar_maken, bezwaar_toewijzen
from leden.models import Rol
from trajecten.levensloop import Status

GRONDEN = (
    "De commissie schrijft dat de meldcode niet op orde is. In de week van de toetsdagen lag er een nieuwe, die alle teams al"
    " kenden. Die staat niet in het rapport. Wij vragen de commissie om haar alsnog te lezen."
)


def bezwaar_maken_en_intrekken(weg):
    """Two weeks after the decision; after the talk the organisation sees that the new code came after the days of the talks."""
    dag = weg.begin[Status.AFGESLOTEN]
    secretaris = weg.wereld.wie("Femke Gagel", Rol.SECRETARIS)
    adviseur = weg.wereld.wie("Kees Kamperfoelie", Rol.KLACHTBEHANDELAAR)
    yield weg.moment(dag + 14, 1)
    besluit = weg.traject.agendapunten.filter(besluit__isnull=False).latest("pk").besluit
    bezwaar = bezwaar_maken(weg.bestuurder, besluit, gronden=GRONDEN)
    yield weg.moment(dag + 16, 2)
    bezwaar_toewijzen(secretaris, bezwaar, adviseur.gebruiker)
    gesprek = weg.moment(dag + 30, 3)
    bezwaar_horen(secretaris, bezwaar, op=gesprek, tot=gesprek + timedelta(hours=1), plaats="Utrecht, zaal 2")
    yield weg.moment(dag + 37, 1)
    bezwaar_intrekken(weg.bestuurder, bezwaar)

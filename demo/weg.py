"""One traject of the demo on its way: who does what on which day, from applying up to where its draaiboek ends."""

from dataclasses import dataclass, field

from demo.bevindingen import GEZIEN, STERK
from demo.draaiboek import Draaiboek
from demo.kalender import Kalender
from demo.mensen import Wereld
from demo.organisaties import LEDEN
from demo.verbeterpunten import VERBETERPUNTEN
from demo.verhalen import VERHALEN
from leden.models import Rol
from trajecten.levensloop import Status
from trajecten.models import Traject

# Working days that a traject stays in each status before it goes on.
DUUR = {
    Status.AANGEMELD: 6,
    Status.VOORBEREIDING: 45,
    Status.INGEDIEND: 8,
    Status.GEPLAND: 13,
    Status.IN_TOETSING: 12,
    Status.INTERNE_CONTROLE: 3,
    Status.WEDERHOOR: 8,
    Status.REACTIE_VERWERKEN: 6,
    Status.VERBETERPLANNEN: 15,
    Status.PLANNEN_BEOORDELEN: 5,
    Status.ADVIES: 5,
    Status.VOORGEDRAGEN: 4,
    Status.GEAGENDEERD: 9,
    Status.BESLOTEN: 3,
}
ROUTE = tuple(DUUR)
# Longer on its way to a decision when the committee asks for more first.
ONDERZOEK = 45


def route(boek):
    """The statuses that this traject came to be in, in order."""
    if boek.tot in ROUTE:
        return ROUTE[: ROUTE.index(boek.tot) + 1]
    laatste = boek.vanuit or Status.BESLOTEN
    return (*ROUTE[: ROUTE.index(laatste) + 1], boek.tot)


@dataclass
class Weg:
    """A draaiboek with the people and days it needs; `nummer` varies texts and times between trajecten."""

    boek: Draaiboek
    nummer: int
    wereld: Wereld
    kalender: Kalender
    # As it was when it was applied for; acts read it anew.
    traject: Traject | None = None
    begin: dict = field(default_factory=dict)

    def __post_init__(self):
        """Count back from how long the traject has been where it is now: on which working day each status began."""
        dag = -self.boek.sinds
        for status in reversed(route(self.boek)):
            if status != self.boek.tot:
                dag -= DUUR[status] + self.nummer % 3
                # What it still waits for now takes no time yet.
                if (
                    status == Status.GEAGENDEERD
                    and self.boek.onderzoek
                    and self.boek.tot != Status.AANVULLEND_ONDERZOEK
                ):
                    dag -= ONDERZOEK
            self.begin[status] = dag

    def aanvang(self, status):
        """When the traject comes into this status: an assessment before the first talk, all else in office hours."""
        if status == Status.IN_TOETSING:
            return self.kalender.moment(self.begin[status], 8, 40 + self.nummer % 15)
        return self.moment(self.begin[status], list(Status).index(status))

    def moment(self, dag, stap=0):
        """A time in office hours of a working day, another one for each traject and step."""
        return self.kalender.moment(dag, 9 + (self.nummer * 3 + stap * 2) % 8, (self.nummer * 13 + stap * 29) % 60)

    @property
    def lid(self):
        return LEDEN[self.boek.lid]

    @property
    def bestuurder(self):
        return self.wereld.met_rol(self.boek.lid, Rol.BESTUURDER)

    @property
    def schrijver(self):
        """Who works on quality: a member of staff, in a small organisation the director."""
        mensen = self.wereld.lidmaatschappen.values()
        eigen = [een for een in mensen if een.organisatie == self.bestuurder.organisatie]
        return next((een for een in eigen if een.rol == Rol.KWALITEITSMEDEWERKER), self.bestuurder)

    @property
    def planner(self):
        return self.wereld.met_rol(self.boek.ci, Rol.PLANNER)

    @property
    def toetsers(self):
        return [self.wereld.wie(naam, Rol.TOETSER) for naam in self.boek.team]

    @property
    def teamleider(self):
        return self.toetsers[0]

    @property
    def controleur(self):
        return self.wereld.wie(self.boek.controleur, Rol.CONTROLEUR)

    @property
    def is_nu(self):
        """Still on its way, so worth more detail than a traject of years ago."""
        return self.boek.tot in ROUTE

    def met_woorden(self, tekst):
        return tekst.format(**self.lid.woorden)

    def verhaal(self, sleutel):
        """Teller and the four texts of the story at a norm."""
        verhaal = self.boek.verhalen.get(sleutel) or VERHALEN[sleutel][(self.nummer + len(sleutel)) % 2]
        return [self.met_woorden(tekst) for tekst in verhaal]

    def sterk_punt(self, sleutel):
        return self.met_woorden(self.boek.sterke_punten.get(sleutel) or STERK[sleutel])

    def gezien(self, sleutel):
        return self.met_woorden(GEZIEN[sleutel][(self.nummer + len(sleutel)) % 2])

    def verbeterpunt(self, sleutel):
        return self.boek.verbeterpunten.get(sleutel) or VERBETERPUNTEN[sleutel]

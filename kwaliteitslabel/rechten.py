"""Who may do what and who reads what, in words: for the page of the bureau and for docs/bevoegdheden.md, from the same tables."""

from leden.bevoegdheden import ROLLEN, Handeling
from leden.models import ROLLEN_PER_SOORT, Rol
from normenkader.models import Partij, Stuk
from trajecten.gebeurtenissen import ALLEEN_VOOR

UITLEG = (
    "Een handeling hoort bij een rol. Iemand kan meer rollen hebben en werkt altijd in één daarvan; alleen die rol telt. "
    "Wie de rol heeft, moet het traject ook mogen zien:"
)
ZICHT = (
    "een kwaliteitsmedewerker en een bestuurder zien de trajecten van hun eigen organisatie",
    "een planner ziet de trajecten die bij de eigen certificerende instelling zijn aangemeld, tenzij er een belang is",
    "een toetser en een controleur zien de trajecten waarin zij zelf in het team zitten, zolang zij geen belang hebben",
    "een commissielid en de voorzitter van de beheercommissie zien een traject nadat zij hebben verklaard geen belang te hebben",
    "een besluit legt alleen vast wie het punt voorzit: de voorzitter, of een ander lid volgens het reglement van de commissie",
    "de secretaris ziet een traject vanaf de voordracht, en een maatregel vanaf het voorstel, tenzij er een belang is",
    "een labelbeheerder ziet alle trajecten",
)
INZAGE_UITLEG = (
    "Zij zegt wie een stuk ooit mag lezen. Vanaf wanneer, zegt de levensloop: een stuk dat nog wordt geschreven, is van de "
    "schrijvers."
)
LOGBOEK_UITLEG = (
    "Van elke handeling komt één regel in het logboek. Wie een traject ziet, leest op de bladzijde van dat traject alle "
    "regels, behalve deze:"
)


def voor_iedereen():
    """What everyone can do who is signed in."""
    return [handeling.label for handeling in Handeling if set(Rol) == set(ROLLEN[handeling])]


def rollen_van(soort):
    """The roles of one kind of organisation, each with what it can do beside what everyone can."""
    return [
        (rol.label, [h.label for h in Handeling if rol in ROLLEN[h] and h.label not in voor_iedereen()])
        for rol in Rol
        if rol in ROLLEN_PER_SOORT[soort]
    ]


def handelingen(rollen=tuple(Rol)):
    """Rows of the table for these roles: an act, and per role whether it has the act; acts that none of them has are left out."""
    rijen = [(h.label, [rol in ROLLEN[h] for rol in rollen]) for h in Handeling]
    return [rij for rij in rijen if any(rij[1])]


def inzage(pakket):
    """Rows of the disclosure matrix of a package: a piece, and per party whether it may ever read it."""
    return [(stuk.label, [partij in pakket["inzage"].get(stuk, ()) for partij in Partij]) for stuk in Stuk]


LOGBOEKLEZERS = list(Partij)


def logboek():
    """Rows for the acts of which not every party reads the log."""
    return [
        (handeling.label, [partij in lezers for partij in LOGBOEKLEZERS]) for handeling, lezers in ALLEEN_VOOR.items()
    ]

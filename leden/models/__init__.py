"""Organisations, people, the roles that people have in organisations, their interests, the QuickScan and the log."""

from leden.models.adressen import Adreswijziging
from leden.models.belangen import ROLLEN_MET_BELANGEN, Belang, Belangenbevestiging, mensen_in_register
from leden.models.inlogdiensten import Inlogdienst
from leden.models.ledenbestand import Ledenbestand
from leden.models.logboek import Gebeurtenis
from leden.models.mensen import ROLLEN_PER_SOORT, Gebruiker, Lidmaatschap, Rol
from leden.models.organisaties import Organisatie
from leden.models.quickscan import QuickScan, Scanformulier
from leden.models.uitnodigingen import Uitnodiging

__all__ = [
    "ROLLEN_MET_BELANGEN",
    "ROLLEN_PER_SOORT",
    "Adreswijziging",
    "Belang",
    "Belangenbevestiging",
    "Gebeurtenis",
    "Gebruiker",
    "Inlogdienst",
    "Ledenbestand",
    "Lidmaatschap",
    "Organisatie",
    "QuickScan",
    "Rol",
    "Scanformulier",
    "Uitnodiging",
    "mensen_in_register",
]

"""Organisations, people, the roles that people have in organisations, their interests and the log."""

from leden.models.belangen import ROLLEN_MET_BELANGEN, Belang, Belangenbevestiging, mensen_in_register
from leden.models.certificeerders import (
    Bekwaamheid,
    Bekwaamheidssoort,
    Toelating,
    bekwaam_tot,
    beoordelaars,
    laatste_dagen,
    toegelaten,
    zonder_soort,
    zonder_vereiste,
    zonder_vereiste_op,
)
from leden.models.gebied import Activiteit, Gebiedsdeel, Locatie, Werkgebied
from leden.models.logboek import Gebeurtenis
from leden.models.mensen import ROLLEN_PER_SOORT, Gebruiker, Lidmaatschap, Rol
from leden.models.opvolging import (
    Naamswijziging,
    Opvolging,
    Partijband,
    Samenvoeging,
    dezelfde_partij,
    eigen_organisaties,
    genaamd,
    gevonden_onder,
    met_gevonden_namen,
    met_voorgangers,
    voorgangers_van,
)
from leden.models.organisaties import Organisatie
from leden.models.uitnodigingen import Uitnodiging

__all__ = [
    "ROLLEN_MET_BELANGEN",
    "ROLLEN_PER_SOORT",
    "Activiteit",
    "Bekwaamheid",
    "Bekwaamheidssoort",
    "Belang",
    "Belangenbevestiging",
    "Gebeurtenis",
    "Gebiedsdeel",
    "Gebruiker",
    "Lidmaatschap",
    "Locatie",
    "Naamswijziging",
    "Opvolging",
    "Organisatie",
    "Partijband",
    "Rol",
    "Samenvoeging",
    "Toelating",
    "Uitnodiging",
    "Werkgebied",
    "bekwaam_tot",
    "beoordelaars",
    "dezelfde_partij",
    "eigen_organisaties",
    "genaamd",
    "gevonden_onder",
    "laatste_dagen",
    "mensen_in_register",
    "met_gevonden_namen",
    "met_voorgangers",
    "toegelaten",
    "voorgangers_van",
    "zonder_soort",
    "zonder_vereiste",
    "zonder_vereiste_op",
]

"""Meetings of the beheercommissie: agenda, frozen packs, interests, votes and decisions."""

from beheercommissie.models.besluitbrieven import Besluitbrief
from beheercommissie.models.besluiten import Besluit, Doorvoering, Toekenning
from beheercommissie.models.bespreekpunten import Bespreekpunt, Vergaderstuk
from beheercommissie.models.blikken import Blik
from beheercommissie.models.deelname import Aantekening, Belangverklaring, Stem, Voorwaardeklad
from beheercommissie.models.kladden import Vergaderklad
from beheercommissie.models.langdeel import Langdeelverzoek
from beheercommissie.models.navragen import Navraag
from beheercommissie.models.opkomst import Aanwezigheid, Presentie
from beheercommissie.models.reglement import Reglement
from beheercommissie.models.vergaderingen import (
    STEMMERS,
    Agendapunt,
    AgendapuntQuerySet,
    Vergadering,
)
from beheercommissie.models.verslagen import (
    Afgevoerd,
    Verslag,
    Verslagopmerking,
    Verslagsjabloon,
    Verslagtekst,
)

__all__ = [
    "STEMMERS",
    "Aantekening",
    "Aanwezigheid",
    "Afgevoerd",
    "Agendapunt",
    "AgendapuntQuerySet",
    "Belangverklaring",
    "Besluit",
    "Besluitbrief",
    "Bespreekpunt",
    "Blik",
    "Doorvoering",
    "Langdeelverzoek",
    "Navraag",
    "Presentie",
    "Reglement",
    "Stem",
    "Toekenning",
    "Vergadering",
    "Vergaderklad",
    "Vergaderstuk",
    "Verslag",
    "Verslagopmerking",
    "Verslagsjabloon",
    "Verslagtekst",
    "Voorwaardeklad",
]

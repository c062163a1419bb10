"""Meetings of the beheercommissie: agenda, frozen packs, interests, votes and decisions."""

from beheercommissie.models.besluiten import Besluit, Doorvoering, Toekenning
from beheercommissie.models.deelname import Aantekening, Belangverklaring, Stem, Voorwaardeklad
from beheercommissie.models.navragen import Navraag
from beheercommissie.models.vergaderingen import Agendapunt, AgendapuntQuerySet, Vergadering

__all__ = [
    "Aantekening",
    "Agendapunt",
    "AgendapuntQuerySet",
    "Belangverklaring",
    "Besluit",
    "Doorvoering",
    "Navraag",
    "Stem",
    "Toekenning",
    "Vergadering",
    "Voorwaardeklad",
]

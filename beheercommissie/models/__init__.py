"""Meetings of the beheercommissie: agenda, frozen packs, interests, votes and decisions."""

from beheercommissie.models.besluiten import Besluit, Toekenning
from beheercommissie.models.deelname import Aantekening, Belangverklaring, Stem
from beheercommissie.models.navragen import Navraag
from beheercommissie.models.vergaderingen import Agendapunt, AgendapuntQuerySet, Vergadering

__all__ = [
    "Aantekening",
    "Agendapunt",
    "AgendapuntQuerySet",
    "Belangverklaring",
    "Besluit",
    "Navraag",
    "Stem",
    "Toekenning",
    "Vergadering",
]

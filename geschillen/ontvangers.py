"""Who hears of a complaint: those who can hear it, the one who does, the other side, and the bureau when nobody can."""

from collections.abc import Iterable
from typing import NamedTuple

from berichten.regels import Ontvangers
from geschillen.betrokkenheid import redenen_erbuiten
from geschillen.bevoegdheden import is_over_te_nemen
from geschillen.models import Klacht, Klachtsignaal, Klachtvraag
from geschillen.models.behandeling import WOORDVOERDER
from geschillen.woordvoerders import woordvoerders
from leden.models import Lidmaatschap, Rol
from trajecten.ontvangers import met_rol


class Behandelaar(NamedTuple):
    """Somebody who hears complaints, and why not this one."""

    lid: Lidmaatschap
    redenen: list[str]


def behandelaars(klacht: Klacht) -> list[Behandelaar]:
    """Everybody who hears complaints, with the reasons why not this one."""
    return [
        Behandelaar(lid, redenen_erbuiten(klacht.organisatie, lid.gebruiker)) for lid in met_rol(Rol.KLACHTBEHANDELAAR)
    ]


def _wie_kan(klacht: Klacht) -> list[Lidmaatschap]:
    """Whoever can take it up, or take it over."""
    return [een.lid for een in behandelaars(klacht) if not een.redenen]


def _wie_behandelt(klacht: Klacht) -> Iterable[Lidmaatschap]:
    """Whoever hears it; everybody who can, when it can be taken over."""
    if is_over_te_nemen(klacht):
        return _wie_kan(klacht)
    return met_rol(Rol.KLACHTBEHANDELAAR).filter(gebruiker=klacht.behandelaar_id)


def _zonder_behandelaar(klacht: Klacht) -> Iterable[Lidmaatschap]:
    is_zo = Klacht.objects.zonder_behandelaar().filter(pk=klacht.pk).exists()
    return met_rol(Rol.LABELBEHEERDER) if is_zo else []


def _de_andere_kant(vraag: Klachtvraag) -> Iterable[Lidmaatschap]:
    return woordvoerders(vraag.aan)


_BEHANDELAAR = frozenset({Rol.KLACHTBEHANDELAAR})
WIE_KAN = Ontvangers("wie de klacht kan behandelen", _BEHANDELAAR, _wie_kan)
WIE_BEHANDELT = Ontvangers("wie de klacht behandelt", _BEHANDELAAR, _wie_behandelt)
WIE_VROEG = Ontvangers("wie de vraag stelde", _BEHANDELAAR, lambda vraag: _wie_behandelt(vraag.klacht))
WIE_DOORGAF = Ontvangers("wie het signaal gaf", _BEHANDELAAR, lambda signaal: _wie_behandelt(signaal.klacht))
BUREAU_ALS_NIEMAND_KAN = Ontvangers(
    "het bureau, als niemand de klacht kan behandelen", frozenset({Rol.LABELBEHEERDER}), _zonder_behandelaar
)
DE_ANDERE_KANT = Ontvangers("wie voor de andere kant antwoordt", frozenset(WOORDVOERDER.values()), _de_andere_kant)


def _het_bureau(signaal: Klachtsignaal) -> Iterable[Lidmaatschap]:
    return met_rol(Rol.LABELBEHEERDER)


BUREAU = Ontvangers("het bureau", frozenset({Rol.LABELBEHEERDER}), _het_bureau)

"""Reasons why not: how an act refuses, and what a role may not do."""

from collections.abc import Iterable
from typing import TypeGuard

from leden.bevoegdheden.handelingen import Handeling
from leden.bevoegdheden.rollen import ROLLEN
from leden.models import Lidmaatschap, Rol


class Geweigerd(Exception):
    """An act that may not or cannot be done now. `redenen` are Dutch sentences for the person who tried."""

    def __init__(self, redenen: Iterable[str]) -> None:
        self.redenen = list(redenen)
        super().__init__(" ".join(self.redenen))


def eisen(*redenenlijsten: Iterable[str]) -> None:
    """Raise Geweigerd with all the sentences in the given lists, if there are any."""
    redenen = [reden for lijst in redenenlijsten for reden in lijst]
    if redenen:
        raise Geweigerd(redenen)


def heeft_rol(wie: Lidmaatschap | None, handeling: Handeling) -> TypeGuard[Lidmaatschap]:
    return wie is not None and wie.rol in ROLLEN[handeling]


def rolbelemmeringen(wie: Lidmaatschap | None, handeling: Handeling) -> list[str]:
    """Why the active role may not do this act; empty when it may."""
    if heeft_rol(wie, handeling):
        return []
    if wie is None:
        return ["U hebt op dit moment geen rol. Vraag de beheerder van uw organisatie om u een rol te geven."]
    rollen = " of ".join(sorted({Rol(rol).label for rol in ROLLEN[handeling]}))
    return [
        f"Alleen een {rollen} kan {Handeling(handeling).label}. Vraag het een collega met die rol, of wissel van rol."
    ]

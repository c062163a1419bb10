"""Terms in working days or days, as the framework version states them."""

from datetime import timedelta

from berichten.werkdagen import is_werkdag, werkdagen_later


def einddatum(kaderversie, naam, vanaf):
    """The last day of the named term of a framework version, or None when `naam` is empty.

    A term in days that ends on a free day goes on to the next working day (Algemene termijnenwet art. 1).
    """
    termijn = kaderversie.termijn(naam) if naam else None
    if termijn is None:
        return None
    if termijn.eenheid == "werkdagen":
        return werkdagen_later(vanaf, termijn.aantal)
    eind = vanaf + timedelta(days=termijn.aantal)
    return eind if is_werkdag(eind) else werkdagen_later(eind, 1)

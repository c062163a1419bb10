"""Terms in working days or days, as the framework version states them."""

from datetime import timedelta

from berichten.werkdagen import is_werkdag, werkdagen_later, werkdagen_tussen


def einddatum(kaderversie, naam, vanaf):
    """The last day of the named term of a framework version; None when there is no such term."""
    termijn = kaderversie.termijn(naam) if naam else None
    return laatste_dag(termijn.aantal, termijn.eenheid, vanaf) if termijn else None


def laatste_dag(aantal, eenheid, vanaf):
    """The last day of a term of so many `eenheid` after `vanaf`.

    A term in days that ends on a free day goes on to the next working day (Algemene termijnenwet art. 1).
    """
    if eenheid == "werkdagen":
        return werkdagen_later(vanaf, aantal)
    return werkdag_vanaf(vanaf + timedelta(days=aantal))


def werkdag_vanaf(dag):
    """This day, or the first working day after it."""
    return dag if is_werkdag(dag) else werkdagen_later(dag, 1)


def over(termijn, eenheid, dag):
    """How many `eenheid` are left on `dag` of a term with this last day; none when it has passed."""
    if termijn < dag:
        return 0
    return werkdagen_tussen(dag, termijn) if eenheid == "werkdagen" else (termijn - dag).days

"""Counts as percentages and as words."""

from fractions import Fraction

BREUKEN = [
    (Fraction(1, 10), "een op de tien"),
    (Fraction(1, 5), "een op de vijf"),
    (Fraction(1, 4), "een kwart"),
    (Fraction(1, 3), "een derde"),
    (Fraction(1, 2), "de helft"),
    (Fraction(2, 3), "twee derde"),
    (Fraction(3, 4), "drie kwart"),
    (Fraction(4, 5), "vier op de vijf"),
    (Fraction(9, 10), "negen op de tien"),
]


def procenten(aantallen):
    """Whole percentages that add up to 100 (largest remainders); all 0 when there is nothing to count.

    Each is less than 1 away from the exact one, and of two counts the larger never gets the smaller percentage.
    """
    totaal = sum(aantallen)
    if not totaal:
        return [0] * len(aantallen)
    delen = [divmod(100 * aantal, totaal) for aantal in aantallen]
    uit = [heel for heel, _ in delen]
    grootste_rest = sorted(range(len(delen)), key=lambda nummer: (-delen[nummer][1], -aantallen[nummer], nummer))
    for nummer in grootste_rest[: 100 - sum(uit)]:
        uit[nummer] += 1
    return uit


def procent(deel, geheel):
    """One whole percentage by itself, halves up; 0 of nothing."""
    return (200 * deel + geheel) // (2 * geheel) if geheel else 0


def in_woorden(deel, geheel):
    """What part this is, as one would say it: ruim een kwart, bijna de helft."""
    if not geheel or not deel:
        return "nog geen enkele"
    if deel == geheel:
        return "allemaal"
    waarde = Fraction(deel, geheel)
    if waarde < BREUKEN[0][0]:
        return f"minder dan {BREUKEN[0][1]}"
    if waarde > BREUKEN[-1][0]:
        return f"meer dan {BREUKEN[-1][1]}"
    breuk, woord = min(BREUKEN, key=lambda paar: abs(paar[0] - waarde))
    if breuk == waarde:
        return woord
    return f"ruim {woord}" if waarde > breuk else f"bijna {woord}"

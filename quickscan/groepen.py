"""Which groups of organisations can be shown without telling what a few of them answered."""

from decimal import Decimal

# A group of fewer organisations is never shown by itself.
KLEINSTE_GROEP = 5
# Size classes: from so many fte, and what it is called.
OMVANG = [
    (Decimal(0), "minder dan 10 fte"),
    (Decimal(10), "10 tot 25 fte"),
    (Decimal(25), "25 tot 50 fte"),
    (Decimal(50), "50 tot 100 fte"),
    (Decimal(100), "100 fte of meer"),
]
OMVANG_ONBEKEND = "aantal fte niet bekend"


def omvang(fte):
    """The size class of an organisation."""
    if fte is None:
        return OMVANG_ONBEKEND
    return [naam for vanaf, naam in OMVANG if fte >= vanaf][-1]


OMVANG_OP_VOLGORDE = {naam: nummer for nummer, naam in enumerate([*(naam for _, naam in OMVANG), OMVANG_ONBEKEND])}


def samen_te_nemen(aantallen):
    """The names of the groups to be shown as one, out of {name: organisations}; an empty list when all can be shown.

    The totals are known, so what is left out can be found by subtraction. Therefore a group that is too small takes others
    with it, the smallest first, until they are at least two and hold KLEINSTE_GROEP organisations together.
    """
    op_grootte = sorted(
        (naam for naam, aantal in aantallen.items() if aantal), key=lambda naam: (aantallen[naam], naam)
    )
    samen = [naam for naam in op_grootte if aantallen[naam] < KLEINSTE_GROEP]
    for naam in op_grootte[len(samen) :]:
        if not samen or (len(samen) > 1 and sum(aantallen[een] for een in samen) >= KLEINSTE_GROEP):
            break
        samen.append(naam)
    return samen


def verdeling(aantallen, eerder=()):
    """All names in blocks (tuples) that are shown as one each, out of {name: organisations}.

    `eerder` is how the question was divided on whose answers this one depends. Its blocks stay whole: what was hidden there
    in a block would be found by taking off a part of it that is shown here.
    """
    al_samen = {naam for blok in eerder for naam in blok}
    blokken = [*eerder, *((naam,) for naam in aantallen if naam not in al_samen)]
    te_klein = samen_te_nemen({blok: sum(aantallen.get(naam, 0) for naam in blok) for blok in blokken})
    samen = [tuple(naam for blok in te_klein for naam in blok)] if te_klein else []
    return [blok for blok in blokken if blok not in te_klein] + samen

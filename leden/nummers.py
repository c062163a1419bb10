"""Numbers of the Chamber of Commerce and the tax office, and postcodes: how they are written and whether they can exist."""

import re

from django.core.exceptions import ValidationError

# A Dutch postcode never starts with 0 and never ends in these three pairs of letters.
POSTCODE = r"^[1-9][0-9]{3} (?!SA|SD|SS)[A-Z]{2}$"
KVK_NUMMER = r"^[0-9]{8}$"
RSIN = r"^[0-9]{9}$"
GETYPTE_POSTCODE = re.compile(r"([0-9]{4})\s*([A-Za-z]{2})")
NEGEN_CIJFERS = re.compile("[0-9]{9}")
RSIN_GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def postcode_schoon(tekst):
    """ "1234ab" and " 1234  Ab" as "1234 AB"; what is no postcode stays as it is written, without spaces at the ends."""
    kaal = tekst.strip()
    delen = GETYPTE_POSTCODE.fullmatch(kaal)
    return f"{delen[1]} {delen[2].upper()}" if delen else kaal


def elfproef(nummer):
    """Whether nine digits pass the eleven test of an RSIN, which is that of a BSN (as the API standards of VNG test it)."""
    return sum(gewicht * int(cijfer) for gewicht, cijfer in zip(RSIN_GEWICHTEN, nummer, strict=True)) % 11 == 0


def rsin_klopt(nummer):
    """Validator: refuse nine digits that cannot be an RSIN."""
    if NEGEN_CIJFERS.fullmatch(nummer) and (not elfproef(nummer) or not int(nummer)):
        raise ValidationError("Dit nummer kan geen RSIN zijn. Kijk de cijfers na.", code="elfproef")

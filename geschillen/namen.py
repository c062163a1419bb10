"""Names of organisations as people type them, made alike."""

import re
import unicodedata

_WOORD = re.compile(r"[^\W_]+")
_SOORTNAMEN = {"stichting", "vereniging"}


def kale_naam(naam: str) -> str:
    """Letters and digits only, with no accents or capitals, and without the word for the kind of organisation."""
    zonder_accenten = "".join(
        teken for teken in unicodedata.normalize("NFKD", naam.casefold()) if not unicodedata.combining(teken)
    )
    woorden = _WOORD.findall(zonder_accenten)
    return "".join(woord for woord in woorden if woord not in _SOORTNAMEN)


def lijken_op_elkaar(een: str, ander: str) -> bool:
    """Whether two names can be of one organisation: one holds the other."""
    een, ander = kale_naam(een), kale_naam(ander)
    return bool(een and ander) and (een in ander or ander in een)

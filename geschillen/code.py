"""The reference and the code with which somebody follows a complaint without an account. Only a hash of the code is kept."""

import hashlib
import secrets
from functools import cache
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.utils.crypto import salted_hmac

from geschillen.models import Klacht

# No vowels, so no words, and nothing that looks like something else.
TEKENS = "BCDFGHJKMNPQRSTVWXZ23456789"
PREFIX = "KL"


def nieuw_kenmerk() -> str:
    """KL-7XKM-3TQB: says which complaint it is, and opens nothing."""
    return f"{PREFIX}-{_groepen(2)}"


def code_bij(inzending: UUID) -> str:
    """Twelve signs, some 57 bits: always the same for one sending, so an answer that got lost can be given again."""
    getal = int(salted_hmac("geschillen.code", str(inzending), algorithm="sha256").hexdigest(), 16)
    tekens = [TEKENS[getal // len(TEKENS) ** plek % len(TEKENS)] for plek in range(12)]
    return "-".join("".join(tekens[plek : plek + 4]) for plek in (0, 4, 8))


def hash_van_inzending(inzending: UUID) -> str:
    """What is kept of a sending. It is random enough to need no salt, and the sending itself gives the code."""
    return hashlib.sha256(inzending.bytes).hexdigest()


def klopt_code(klacht: Klacht, code: str) -> bool:
    """Whether this code opens this complaint."""
    return check_password(_kaal(code), klacht.codehash)


def hash_van(code: str) -> str:
    """What is kept of a code."""
    return make_password(_kaal(code))


def klacht_van(kenmerk: str, code: str) -> Klacht | None:
    """The complaint that these two open. An unknown reference takes as long to refuse as a wrong code."""
    klacht = Klacht.objects.filter(kenmerk=netjes(kenmerk)).select_related("organisatie", "behandelaar").first()
    klopt = check_password(_kaal(code), klacht.codehash if klacht else _van_niemand())
    return klacht if klopt else None


def netjes(kenmerk: str) -> str:
    """A reference as it is kept, however somebody typed it."""
    kaal = _kaal(kenmerk).removeprefix(PREFIX)[:8]
    return f"{PREFIX}-{kaal[:4]}-{kaal[4:]}"


def _groepen(aantal: int) -> str:
    return "-".join("".join(secrets.choice(TEKENS) for _ in range(4)) for _ in range(aantal))


def _kaal(tekst: str) -> str:
    return "".join(teken for teken in tekst.upper() if teken.isalnum())[:40]


@cache
def _van_niemand() -> str:
    return make_password(_groepen(3))

"""The reference and the code with which somebody follows a complaint without an account. Only a hash of the code is kept."""

import secrets
from functools import cache

from django.contrib.auth.hashers import check_password, make_password

from geschillen.models import Klacht

# No vowels, so no words, and nothing that looks like something else.
TEKENS = "BCDFGHJKMNPQRSTVWXZ23456789"
PREFIX = "KL"


def nieuw_kenmerk() -> str:
    """KL-7XKM-3TQB: says which complaint it is, and opens nothing."""
    return f"{PREFIX}-{_groepen(2)}"


def nieuwe_code() -> str:
    """Twelve signs, some 57 bits: shown once."""
    return _groepen(3)


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
    return make_password(nieuwe_code())

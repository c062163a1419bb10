"""Secrets of others that we must be able to use again: encrypted in the database, with a key that is not in it."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def _slot() -> MultiFernet:
    """Closes with the key of now, and opens with the earlier ones too."""
    return MultiFernet([_sleutel(tekst) for tekst in (settings.GEHEIM_SLEUTEL, *settings.GEHEIM_SLEUTELS_VAN_EERDER)])


def _sleutel(tekst: str) -> Fernet:
    # A key of its own, even where GEHEIM_SLEUTEL is the SECRET_KEY: neither tells anything about the other.
    afleiding = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"kwaliteitslabel: geheimen in de database")
    return Fernet(base64.urlsafe_b64encode(afleiding.derive(tekst.encode())))


def versleutelen(tekst: str) -> str:
    return _slot().encrypt(tekst.encode()).decode()


def ontsleutelen(versleuteld: str) -> str | None:
    """The text again, or None when it was encrypted with another key (the secret must then be typed again)."""
    try:
        return _slot().decrypt(versleuteld.encode()).decode()
    except InvalidToken:
        return None

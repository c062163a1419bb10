"""The key in the link of an invitation: its number and how many times it was sent, signed.

The signature is HMAC-SHA-256 (256 bits) under SECRET_KEY: the key cannot be guessed, and nothing secret stands in the database.
"""

from django.core.signing import BadSignature, Signer

_ondertekenaar = Signer(salt="leden.uitnodigingslink", sep=".")


def ondertekenen(pk: int, keer: int) -> str:
    """The key for the invitation `pk` as it was sent the `keer`-th time."""
    return _ondertekenaar.sign(f"{pk}-{keer}")


def sleutel_lezen(sleutel: str) -> tuple[int, int] | None:
    """(pk, keer) of a key that we gave; None for any other text."""
    try:
        pk, keer = _ondertekenaar.unsign(sleutel).split("-")
    except BadSignature:
        return None
    return int(pk), int(keer)

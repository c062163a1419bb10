"""Where it is kept what somebody is typing about a meeting."""

from collections.abc import Mapping

from beheercommissie.models import Bespreekpunt, Vergadering, Vergaderklad
from leden.models import Lidmaatschap
from trajecten.kladden import Klad


def klad_bij(
    wie: Lidmaatschap, vergadering: Vergadering, begin: Mapping[str, str], bespreekpunt: Bespreekpunt | None = None
) -> Klad:
    """The own row about a meeting, or about one item of it; `begin`: its text, and what that begins as."""
    sleutel = {"vergadering": vergadering, "bespreekpunt": bespreekpunt, "gebruiker": wie.gebruiker}
    return Klad(Vergaderklad, sleutel, begin)

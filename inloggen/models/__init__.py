"""The services with which organisations sign in, addresses that people change, and what is to be mailed about signing in."""

from inloggen.models.adressen import Adreswijziging
from inloggen.models.berichten import Inlogbericht
from inloggen.models.inlogdiensten import Inlogdienst

__all__ = ["Adreswijziging", "Inlogbericht", "Inlogdienst"]

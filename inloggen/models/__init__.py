"""The services with which organisations sign in, and addresses that people change."""

from inloggen.models.adressen import Adreswijziging
from inloggen.models.inlogdiensten import Inlogdienst

__all__ = ["Adreswijziging", "Inlogdienst"]

"""Background jobs of the beheercommissie."""

from procrastinate.contrib.django import app

from beheercommissie.models import Vergaderstuk
from leden.bevoegdheden import Handeling
from trajecten.taken import OPNIEUW, bestand_nakijken


@app.task(name="vergaderstuk_nakijken", retry=OPNIEUW)
def vergaderstuk_nakijken(stuk):
    """Let the scanner look at a paper of a meeting; what is harmful is taken away."""
    bestand_nakijken(Vergaderstuk, stuk, Handeling.AGENDA_INDELEN, lambda rij: rij.bespreekpunt.vergadering.onderwerp)

"""Form fields and widgets of the whole site, and what a field says when it cannot take an answer.

Dates and times are text fields: the browser's own date field follows the language of the browser, not of the page.
"""

import hashlib
import re
from datetime import date, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format

MAANDEN = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()  # fmt: skip
DATUM_IN_CIJFERS = re.compile(r"(?P<dag>\d{1,2})[-/. ](?P<maand>\d{1,2})[-/. ](?P<jaar>\d{4})")
DATUM_ISO = re.compile(r"(?P<jaar>\d{4})-(?P<maand>\d{1,2})-(?P<dag>\d{1,2})")
DATUM_IN_WOORDEN = re.compile(r"(?:[a-z]+dag,? )?(?P<dag>\d{1,2})[- ](?P<maand>[a-z]{3,})\.?[- ](?P<jaar>\d{4})")
TIJD = re.compile(r"(?P<uur>\d{1,2})(?:[.:](?P<minuut>\d{2}))?(?: uur)?")

# Django's own words ("Dit veld is verplicht.") say what is wrong; ours say what helps.
FOUTTEKSTEN = {
    forms.Field: {"required": "Vul dit in."},
    forms.IntegerField: {"invalid": "Schrijf hier een heel getal, bijvoorbeeld 12."},
    forms.DecimalField: {"invalid": "Schrijf hier een getal, bijvoorbeeld 41,5."},
    forms.EmailField: {"invalid": "Dit lijkt geen e-mailadres. Schrijf het zo: naam@voorbeeld.nl."},
    forms.URLField: {"invalid": "Dit lijkt geen webadres. Schrijf het zo: https://voorbeeld.nl."},
    forms.BooleanField: {"required": "Zet hier een vinkje om verder te gaan."},
    forms.ChoiceField: {"required": "Maak een keuze.", "invalid_choice": "Deze keuze is er niet meer. Kies opnieuw."},
    forms.MultipleChoiceField: {"required": "Kies er minstens een."},
    forms.ModelChoiceField: {
        "required": "Maak een keuze.",
        "invalid_choice": "Deze keuze is er niet meer. Kies opnieuw.",
    },
    forms.ModelMultipleChoiceField: {"required": "Kies er minstens een."},
    forms.FileField: {"required": "Kies een bestand.", "empty": "Dit bestand is leeg. Kies een ander bestand."},
}


def zet_foutteksten():
    """Give Django's field classes our sentences. Runs once, before any form class is made."""
    for veldklasse, teksten in FOUTTEKSTEN.items():
        # A class of its own dict: otherwise the sentences of a subclass would land in its parent.
        veldklasse.default_error_messages = {**veldklasse.__dict__.get("default_error_messages", {}), **teksten}
    for validator in ():
        pass


def schoon(tekst):
    """Line feeds only and no NUL, which PostgreSQL cannot store."""
    return tekst.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def vingerafdruk(tekst):
    """SHA-256 (hex) of a clean text: the `basis` that a writing surface starts from."""
    return hashlib.sha256(schoon(tekst).encode()).hexdigest()

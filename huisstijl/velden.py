"""Form fields and widgets of the whole site, and what a field says when it cannot take an answer.

Dates and times are text fields: the browser's own date field follows the language of the browser, not of the page.
"""

import hashlib
import re
import unicodedata
from datetime import date, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format

MAANDEN = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
DATUMVORMEN = [
    re.compile(r"(?P<dag>\d{1,2})[-/. ](?P<maand>\d{1,2})[-/. ](?P<jaar>\d{4})"),
    re.compile(r"(?P<jaar>\d{4})-(?P<maand>\d{1,2})-(?P<dag>\d{1,2})"),
    re.compile(r"^(?:[a-z]+dag,? )?(?P<dag>\d{1,2})[- ](?P<maand>[a-z]{3,})\.?[- ](?P<jaar>\d{4})"),
]
TIJDVORM = re.compile(r"(?P<uur>\d{1,2})(?:[.:](?P<minuut>\d{2}))?(?: uur)?")
TUSSEN_CIJFERS = re.compile(r"[\s.]")

# Of one field on a writing surface.
LANGSTE_TEKST = 100_000

# Django's own sentences ("Dit veld is verplicht.") say what is wrong; ours say what helps.
FOUTTEKSTEN = {
    forms.Field: {
        "required": "Vul dit in.",
        "max_length": "Hier passen %(limit_value)d tekens. U schreef er %(show_value)d. Maak het korter.",
        "min_value": "Kies %(limit_value)s of meer.",
        "max_value": "Kies %(limit_value)s of minder.",
    },
    forms.IntegerField: {"invalid": "Schrijf hier een heel getal, bijvoorbeeld 12."},
    forms.DecimalField: {"invalid": "Schrijf hier een getal, bijvoorbeeld 41,5."},
    forms.EmailField: {"invalid": "Dit lijkt geen e-mailadres. Schrijf het zo: naam@voorbeeld.nl."},
    forms.URLField: {"invalid": "Dit lijkt geen webadres. Schrijf het zo: https://voorbeeld.nl."},
    forms.BooleanField: {"required": "Zet hier een vinkje om verder te gaan."},
    forms.ChoiceField: {"required": "Maak een keuze.", "invalid_choice": "Deze keuze is er niet. Kies opnieuw."},
    forms.MultipleChoiceField: {"required": "Kies er minstens één.", "invalid_choice": "Kies opnieuw."},
    forms.ModelChoiceField: {"invalid_choice": "Deze keuze is er niet meer. Kies opnieuw."},
    forms.ModelMultipleChoiceField: {"required": "Kies er minstens één.", "invalid_choice": "Kies opnieuw."},
    forms.FileField: {"required": "Kies een bestand.", "empty": "Dit bestand is leeg. Kies een ander bestand."},
}


def zet_foutteksten():
    """Give Django's field classes our sentences; to be run before the first form class is made."""
    for veldklasse, teksten in FOUTTEKSTEN.items():
        veldklasse.default_error_messages = veldklasse.__dict__.get("default_error_messages", {}) | teksten


def schoon(tekst):
    """Line feeds only and no NUL, which PostgreSQL cannot store."""
    return tekst.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def vingerafdruk(tekst):
    """SHA-256 (hex) of the clean text: the basis from which a writing surface starts."""
    return hashlib.sha256(schoon(tekst).encode()).hexdigest()


def als_tekst(veld, waarde):
    """What somebody filled in, as one text: of several choices the codes, with a comma between."""
    waarde = veld.prepare_value(waarde)
    if isinstance(waarde, list | tuple):
        return ",".join(sorted(str(getattr(een, "pk", een)) for een in waarde))
    return "" if waarde is None else str(waarde)


def regel(tekst):
    """One line of visible words: no line breaks, and no signs that nobody sees or that turn the text around."""
    zichtbaar = "".join(" " if unicodedata.category(teken) in ("Cc", "Cf") else teken for teken in tekst)
    return " ".join(zichtbaar.split())


def rijnummer(tekst):
    """The key of a row in what a page sends back; None for what cannot be one, such as thousands of digits."""
    return int(tekst) if tekst.isdecimal() and len(tekst) < 20 else None


def noemt_adres(tekst):
    """Whether a line holds what a mail program makes a link of; our mails go out with names that people chose."""
    woorden = tekst.lower().split()
    return any("://" in woord or "www." in woord or ("@" in woord and "." in woord) for woord in woorden)


class Regelveld(forms.CharField):
    """A name or a title: one line, since it also stands in mails and in the log."""

    def to_python(self, value):
        return regel(super().to_python(value))

    def validate(self, value):
        super().validate(value)
        if noemt_adres(value):
            raise ValidationError("Hier past geen webadres of e-mailadres. Laat dat weg.", code="adres")


class Mailveld(forms.EmailField):
    """The address of an account, in small letters before it is looked at: a letter as İ becomes two, and no longer fits."""

    def to_python(self, value):
        return super().to_python(value).lower()


class Telefoonveld(forms.CharField):
    """A telephone number as people write it, without letters: 06 12 34 56 78, +31 (0)30 123 45 67."""

    TEKENS = frozenset("0123456789 +-()/.")

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 20} | kwargs)

    def validate(self, value):
        super().validate(value)
        if value and (not set(value) <= self.TEKENS or not 8 <= sum(teken.isdigit() for teken in value) <= 15):
            raise ValidationError("Dit lijkt geen telefoonnummer. Schrijf het zo: 06 12 34 56 78.", code="invalid")


class Cijferveld(forms.CharField):
    """A number of digits, however people group them: 12 34 56 78 and 12.34.56.78 are 12345678."""

    def to_python(self, value):
        return TUSSEN_CIJFERS.sub("", super().to_python(value) or "") or self.empty_value

    def widget_attrs(self, widget):
        return {}  # a maxlength would cut off what is typed or pasted with spaces in it


class Keuzes(forms.RadioSelect):
    """One choice of some, each on a card. `uitleg` gives the sentence below an option, per value; `paren` makes two columns."""

    weergave = "keuzes"

    def __init__(self, attrs=None, choices=(), *, uitleg=None, paren=False):
        super().__init__(attrs, choices)
        self.uitleg = uitleg or {}
        self.paren = paren

    def create_option(self, name, value, *args, **kwargs):
        return super().create_option(name, value, *args, **kwargs) | {"uitleg": self.uitleg.get(str(value), "")}


class Chips(forms.RadioSelect):
    """One short choice of some, side by side."""

    weergave = "chips"


class ChipsMeer(forms.CheckboxSelectMultiple):
    """Some short choices, side by side."""

    weergave = "chips"


class Datumveld(forms.DateField):
    """A date as people write it: 12-1-2027, 12 januari 2027 or 2027-01-12. Shown as 12 januari 2027."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": "Dit lijkt geen datum. Schrijf de datum zo: 12 januari 2027, of zo: 12-1-2027.",
        "bestaat_niet": "Deze dag bestaat niet. Kijk de dag en de maand na.",
        "jaar": "Kies een jaar tussen 1900 en 2100.",
    }

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        woorden = " ".join(str(value).lower().split())
        delen = next((vorm.fullmatch(woorden) for vorm in DATUMVORMEN if vorm.fullmatch(woorden)), None)
        maand = delen and _maandnummer(delen["maand"])
        if not maand:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if not 1900 <= int(delen["jaar"]) <= 2100:
            raise ValidationError(self.error_messages["jaar"], code="jaar")
        try:
            return date(int(delen["jaar"]), maand, int(delen["dag"]))
        except ValueError as fout:
            raise ValidationError(self.error_messages["bestaat_niet"], code="bestaat_niet") from fout

    def prepare_value(self, value):
        return date_format(value, "j F Y") if isinstance(value, date) else value


def _maandnummer(tekst):
    """3 for "3", "03", "mrt", "maa" and "maart"; None for what is not a month."""
    if tekst.isdigit():
        return int(tekst)
    if tekst == "mrt":
        return 3
    return next((nummer for nummer, maand in enumerate(MAANDEN, 1) if maand.startswith(tekst)), None)


class Tijdveld(forms.TimeField):
    """A time as people write it: 10.30, 10:30 or 9 uur. Shown as 10.30."""

    widget = forms.TextInput
    default_error_messages = {"invalid": "Dit lijkt geen tijd. Schrijf de tijd zo: 10.30."}

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, time):
            return super().to_python(value)
        delen = TIJDVORM.fullmatch(" ".join(str(value).lower().split()))
        try:
            return time(int(delen["uur"]), int(delen["minuut"] or 0))
        except (TypeError, ValueError) as fout:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from fout

    def prepare_value(self, value):
        return f"{value.hour}.{value.minute:02d}" if isinstance(value, time) else value


class Schrijfveld(forms.CharField):
    """A text of more than a line, for `{% schrijven %}`: line feeds only, nothing cut off at the ends."""

    widget = forms.Textarea

    def __init__(self, **kwargs):
        super().__init__(strip=False, **{"max_length": LANGSTE_TEKST} | kwargs)

    def widget_attrs(self, widget):
        return {}  # a maxlength would cut off what is pasted, without a word

    def to_python(self, value):
        return super().to_python(schoon(str(value)) if value not in self.empty_values else value)

    def validate(self, value):
        super().validate(value.strip())

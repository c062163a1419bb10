"""Finds traces of persons in what somebody writes: at a talk we keep functions, no persons (uitgangspunten § 6)."""

import re

from django.core.exceptions import ValidationError
from django.utils import timezone

from leden.nummers import elfproef

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.\w")
_IBAN = re.compile(r"\b[A-Z]{2}\d\d ?[A-Z]{4} ?(?:\d ?){9}\d\b", re.IGNORECASE)
_TELEFOON = re.compile(
    r"(?<!\d)(?:\(?(?:\+|00)31\)?[\s-]?(?:\(0\))?[\s-]?|\(?0)(?:\d\)?[\s-]?){8}\d(?!\d)|(?<!\d)(?:06|\+31\.?6)(?:\.\d\d){4}(?!\d)"
)
# With points between them two digits are no year: 3.2.14 is a paragraph.
_DATUM = re.compile(
    r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?:[-/.](?:0?[1-9]|1[0-2])[-/.](?=\d{4})|[-/](?:0?[1-9]|1[0-2])[-/](?=\d\d(?!\d)))"
    r"((?:19|20)\d\d|\d\d)(?![-/]?\d)"
)
_JAAR_VOOROP = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/](?:0?[1-9]|1[0-2])[-/](?:0?[1-9]|[12]\d|3[01])(?!\d)")
_GESCHREVEN_DATUM = re.compile(
    r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])\s+(?:jan|feb|mrt|maa|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?\s+((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
# A number of the Chamber of Commerce has eight digits too.
_KVK = re.compile(r"\bkvk\D{0,12}\d{8}(?!\d)", re.IGNORECASE)
# Nine digits in one piece or in groups, or eight when the zero in front was left out; not a part of a longer number.
_BSN = re.compile(r"(?<![\d+.])(?:\d{8,9}(?!\d)|(?<!\d[ .-])\d{2,4}(?:[ .-]\d{2,4}){2,3}(?![ .-]?\d))")
_GEEN_CIJFER = re.compile(r"\D")


def is_bsn(cijfers):
    """Whether nine digits, or eight without the zero in front, pass the eleven-test of the burgerservicenummer."""
    return int(cijfers) > 0 and elfproef(cijfers.zfill(9))


def _voluit(jaar, dit_jaar):
    """A year of two digits is one of the coming ten years, in which plans are made, or else the last one that ends so."""
    return int(jaar) if len(jaar) == 4 else dit_jaar + 10 - (dit_jaar + 10 - int(jaar)) % 100


def _is_getypte_bsn(getypt):
    """Eight digits count in one piece only: in groups they are a date, hours or a period of years."""
    cijfers = _GEEN_CIJFER.sub("", getypt)
    return (len(cijfers) == 9 or getypt.isdigit()) and is_bsn(cijfers)


def gevonden(tekst):
    """Dutch sentences about what looks like data of a person; empty when nothing does.

    A date counts as a date of birth when it is more than three years ago; a recent one is a date of work.
    """
    dit_jaar = timezone.localdate().year
    jaren = [
        _voluit(jaar, dit_jaar) for vorm in (_DATUM, _JAAR_VOOROP, _GESCHREVEN_DATUM) for jaar in vorm.findall(tekst)
    ]
    zonder_iban = _IBAN.sub(" ", tekst)
    nummers = _BSN.findall(_KVK.sub(" ", zonder_iban))
    soorten = (
        ("een e-mailadres", _EMAIL.search(tekst)),
        ("een rekeningnummer", zonder_iban != tekst),
        ("een telefoonnummer", _TELEFOON.search(zonder_iban)),
        ("een burgerservicenummer", any(_is_getypte_bsn(nummer) for nummer in nummers)),
        ("een geboortedatum", any(jaar < dit_jaar - 3 for jaar in jaren)),
    )
    return [
        f"Er staat {soort} in. Haal het weg: wij bewaren hier geen gegevens van personen."
        for soort, is_gevonden in soorten
        if is_gevonden
    ]


# "mw" is a social worker as well, so it is a form of address before a capital only.
_AANSPREKING = re.compile(r"\b(?i:mevrouw|mevr|meneer|mijnheer|dhr|de heer)\b|\b[Mm](?:w|r|ej)\b\.?\s+[A-Z]")
_VOORLETTER = re.compile(r"\b[A-Z]\.\s*\w")
_WOORD = re.compile(r"[\w'’-]+")
_TUSSENVOEGSELS = {"van", "de", "den", "der", "het", "'t", "ten", "ter", "te", "el", "al"}
# Pieces of words that name work. Whoever writes a function with capitals ("Teamleider Ontmoeting") still writes a function.
_WERK = re.compile(
    r"leid|manag|co[oö]rdinat|medewerk|bestuur|direct|hoofd|advis|werker|team|beleid|staf|secretar|controller|voorzit|"
    r"begeleid|consulent|kwaliteit|zorg|raad|commissie|functionaris|beheer|ondersteun|specialist|regisseur|groep|afdeling",
    re.IGNORECASE,
)


# Pieces of words that name where somebody works: "medewerker Centrum Jeugd en Gezin".
_PLEK = re.compile(
    r"centrum|huis|buurt|wijk|jeugd|gezin|stichting|gemeente|sociaal|sociale|welzijn|dienst|school|toezicht|ontmoet|dagbest|"
    r"thuis|hulp|jongeren|ouderen|cliënt|bewoner|vrijwillig|opbouw|project|noord|zuid|oost|west",
    re.IGNORECASE,
)


def zonder_persoonsgegevens(tekst: str) -> None:
    """Validator for a short text that is sent at once: there is no later moment to warn at, as there is where a text saves itself."""
    if zinnen := gevonden(tekst):
        raise ValidationError(zinnen)


def lijkt_een_persoon(tekst, namen=()):
    """Whether a text that should name a function looks like a person: an address, a known name, or two words with capitals.

    `namen` are full names of people who may be meant.
    """
    woorden = _WOORD.findall(tekst)
    if gevonden(tekst) or _AANSPREKING.search(tekst) or _VOORLETTER.search(tekst):
        return True
    klein = {woord.lower() for woord in woorden}
    if any(deel.lower() in klein for naam in namen for deel in naam.split() if deel.lower() not in _TUSSENVOEGSELS):
        return True
    kern = [woord for woord in woorden if woord.lower() not in _TUSSENVOEGSELS]
    is_naamvorm = len(kern) > 1 and all(woord[0].isupper() for woord in kern)
    return (is_naamvorm and not _WERK.search(tekst)) or any(map(_is_naam, kern[1:], kern[2:]))


def _is_naam(voornaam, achternaam):
    """Whether two words behind a function are a name: both with a capital, and neither abbreviations nor words of work or place."""
    beide = f"{voornaam} {achternaam}"
    met_hoofdletter = all(woord[0].isupper() and not woord.isupper() for woord in (voornaam, achternaam))
    return met_hoofdletter and not (_WERK.search(beide) or _PLEK.search(beide))

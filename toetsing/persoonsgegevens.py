"""Finds traces of persons in a note: at a talk we keep functions, no persons (uitgangspunten § 6)."""

import re

from django.utils import timezone

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.\w")
_TELEFOON = re.compile(r"(?<!\d)(?:\+31|0031|0)[\s-]?(?:\d[\s-]?){8}\d(?!\d)")
_DATUM = re.compile(r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])[-/.]((?:19|20)\d\d)(?!\d)")
_GESCHREVEN_DATUM = re.compile(
    r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])\s+(?:jan|feb|mrt|maa|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?\s+((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_NEGEN_CIJFERS = re.compile(r"(?<![\d+.])(?:\d{9}|\d{4}\.\d{2}\.\d{3}|\d{3}[ .]\d{3}[ .]\d{3})(?!\d)")
_GEEN_CIJFER = re.compile(r"\D")


def is_bsn(cijfers):
    """Whether nine digits pass the eleven-test of the burgerservicenummer."""
    gewicht = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return int(cijfers) > 0 and sum(g * int(c) for g, c in zip(gewicht, cijfers, strict=True)) % 11 == 0


def gevonden(tekst):
    """Dutch sentences about what looks like data of a person; empty when nothing does.

    A date counts as a date of birth when it is more than three years ago; a recent one is a date of work.
    """
    dit_jaar = timezone.localdate().year
    jaren = _DATUM.findall(tekst) + _GESCHREVEN_DATUM.findall(tekst)
    soorten = (
        ("een e-mailadres", _EMAIL.search(tekst)),
        ("een telefoonnummer", _TELEFOON.search(tekst)),
        (
            "een burgerservicenummer",
            any(is_bsn(_GEEN_CIJFER.sub("", cijfers)) for cijfers in _NEGEN_CIJFERS.findall(tekst)),
        ),
        ("een geboortedatum", any(int(jaar) < dit_jaar - 3 for jaar in jaren)),
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
    return is_naamvorm and not _WERK.search(tekst)

"""Finds traces of persons in a note: at a talk we keep functions, no persons (ontwerp § 3.5, dossier § 4.2)."""

import re

from django.utils import timezone

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_TELEFOON = re.compile(r"(?<!\d)(?:\+31|0031|0)[\s-]?(?:\d[\s-]?){8}\d(?!\d)")
_DATUM = re.compile(r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])[-/.]((?:19|20)\d\d)(?!\d)")
_NEGEN_CIJFERS = re.compile(r"(?<![\d+])\d{9}(?!\d)")


def is_bsn(cijfers):
    """Whether nine digits pass the eleven-test of the burgerservicenummer."""
    gewicht = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return int(cijfers) > 0 and sum(g * int(c) for g, c in zip(gewicht, cijfers, strict=True)) % 11 == 0


def gevonden(tekst):
    """Dutch sentences about what looks like data of a person; empty when nothing does.

    A date counts as a date of birth when it is more than three years ago; a recent one is a date of work.
    """
    dit_jaar = timezone.localdate().year
    soorten = (
        ("een e-mailadres", _EMAIL.search(tekst)),
        ("een telefoonnummer", _TELEFOON.search(tekst)),
        ("een burgerservicenummer", any(is_bsn(cijfers) for cijfers in _NEGEN_CIJFERS.findall(tekst))),
        ("een geboortedatum", any(int(jaar) < dit_jaar - 3 for jaar in _DATUM.findall(tekst))),
    )
    return [
        f"Er staat {soort} in. Haal het weg: bij een gesprek bewaren we geen gegevens van personen."
        for soort, is_gevonden in soorten
        if is_gevonden
    ]

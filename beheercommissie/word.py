"""The minutes in Word: the template of the committee filled in, and what is wrong with a template that somebody made."""

import io
import re
import zipfile
from functools import cache
from typing import IO, Any

from django.conf import settings
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from beheercommissie.models import Verslagsjabloon
from huisstijl.opslag import heel

EIGEN = settings.BASE_DIR / "templates" / "word" / "verslag.docx"
# What a template can ask for; `besluiten` and `punten` are lists.
VELDEN = ("titel", "wanneer", "stand", "aanwezig", "afwezig", "besluiten", "punten")
PUNTVELDEN = ("kop", "naam", "nummer", "aanduiding", "besluit", "besloten_op", "besluitnummer", "regels", "alineas")
# What XML cannot hold, and the signs that docxtpl reads as a new page or paragraph.
GEEN_TEKST = re.compile("[\x00-\x09\x0b-\x1f\ufffe\uffff]")
PROEF = {veld: "Zin" for veld in VELDEN} | {
    naam: [{veld: "Zin" for veld in PUNTVELDEN} | {"regels": ["Zin"], "alineas": ["Zin"]}]
    for naam in ("besluiten", "punten")
}


@cache
def _omgeving() -> SandboxedEnvironment:
    """A template is somebody's file: it fills in and repeats, and reaches nothing else."""
    return SandboxedEnvironment(autoescape=True)


def vullen(sjabloon: IO[bytes], gegevens: dict[str, Any]) -> bytes:
    """A Word file: this template, filled in."""
    # Reading Word costs memory that a web process which never makes one need not pay for.
    from docxtpl import DocxTemplate  # noqa: PLC0415

    document, uit = DocxTemplate(sjabloon), io.BytesIO()
    document.render(_schoon(gegevens), jinja_env=_omgeving())
    document.save(uit)
    return uit.getvalue()


def _schoon(waarde: Any) -> Any:
    if isinstance(waarde, str):
        return GEEN_TEKST.sub("", waarde)
    if isinstance(waarde, dict):
        return {naam: _schoon(een) for naam, een in waarde.items()}
    return [_schoon(een) for een in waarde] if isinstance(waarde, list) else waarde


def sjabloon_nu() -> IO[bytes]:
    """The template in use, as an open file: that of the committee, or else that of the house."""
    sjabloon = Verslagsjabloon.objects.in_gebruik()
    return heel(sjabloon.bestand, sjabloon.sha256) if sjabloon else EIGEN.open("rb")


def sjabloonbelemmeringen(bestand: IO[bytes]) -> list[str]:
    """Why this Word file cannot be the template of the minutes."""
    from docx.opc.exceptions import OpcError  # noqa: PLC0415
    from docxtpl import DocxTemplate  # noqa: PLC0415
    from lxml.etree import LxmlError  # noqa: PLC0415

    try:
        bestand.seek(0)
        gevraagd = DocxTemplate(bestand).get_undeclared_template_variables(_omgeving())
    except TemplateError as fout:
        return [_stuk(fout)]
    except (OpcError, LxmlError, zipfile.BadZipFile, KeyError, ValueError, AttributeError):
        return ["Dit is geen Word-document dat wij kunnen invullen. Sla het op als .docx en kies het opnieuw."]
    if onbekend := sorted(gevraagd - set(VELDEN)):
        kent = ", ".join(VELDEN)
        return [f"Dit sjabloon vraagt om iets wat er niet is: {', '.join(onbekend)}. Wat er is: {kent}."]
    if not {"besluiten", "punten"} <= gevraagd:
        return [
            "In dit sjabloon ontbreken de besluiten of de punten. Begin met het sjabloon van nu en verander daarin de opmaak."
        ]
    try:
        bestand.seek(0)
        vullen(bestand, PROEF)
    except (TemplateError, TypeError, ArithmeticError, LxmlError) as fout:
        return [_stuk(fout)]
    return []


def _stuk(fout: Exception) -> str:
    wat = f" Wat er mis is, in het Engels: {str(fout)[:120]}" if str(fout) else ""
    return f"De invulvelden in dit sjabloon kloppen niet. Elke for en elke if moet ook eindigen.{wat}"

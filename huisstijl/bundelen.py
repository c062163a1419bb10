"""Several PDFs as one, with bookmarks and page numbers that run on: the one place that knows pypdf."""

import io
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from huisstijl.document import maak_pdf

# What pypdf raises over a file that is damaged or locked. It does not promise more than this.
ONLEESBAAR = (ValueError, KeyError, IndexError, TypeError, AttributeError, OSError, RecursionError, zlib.error)


@dataclass(frozen=True)
class Deel:
    """What comes behind one sheet of the front part: the anchor of that sheet, its bookmark, and the PDFs."""

    anker: str
    naam: str
    pdfs: Sequence[bytes]


def is_leesbaar(pdf: bytes) -> bool:
    """Whether every page of a PDF that came from elsewhere can be taken over."""
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        lezer = PdfReader(io.BytesIO(pdf))
        if lezer.is_encrypted:
            return False
        for blad in lezer.pages:
            if (inhoud := blad.get_contents()) is not None:
                inhoud.get_data()
        return len(lezer.pages) > 0
    except (PyPdfError, *ONLEESBAAR):
        return False


def bundelen(voorwerk: Callable[[dict[str, int]], bytes], delen: Sequence[Deel], *, titel: str, eerste: str) -> bytes:
    """The front part with behind each of its sheets what belongs there. `eerste`: the bookmark of what comes before them.

    `voorwerk` is asked twice, since it may print the pages: {anchor: page}, empty the first time. The same parts give the same
    bytes, without the moment at which they were put together.
    """
    # Its import takes a tenth of a second, which a web process that joins nothing should not pay for.
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415

    stapels = [[PdfReader(io.BytesIO(pdf)) for pdf in deel.pdfs] for deel in delen]
    diktes = [sum(len(lezer.pages) for lezer in stapel) for stapel in stapels]
    plaatsen = _bladzijden(PdfReader(io.BytesIO(voorwerk({}))), delen, diktes)
    voor = PdfReader(io.BytesIO(voorwerk({een.anker: plaats + 1 for een, plaats in zip(delen, plaatsen, strict=True)})))
    # As many sheets as the first time: the numbers have a column of their own.
    plaatsen = _bladzijden(voor, delen, diktes)
    uit = PdfWriter()
    uit.append(voor, import_outline=False)
    uit.add_outline_item(title=eerste, page_number=0)
    einden = [*plaatsen[1:], len(voor.pages) + sum(diktes)]
    for deel, stapel, plaats, eind, dikte in zip(delen, stapels, plaatsen, einden, diktes, strict=True):
        ouder = uit.add_outline_item(title=deel.naam, page_number=plaats)
        plek = eind - dikte
        for lezer in stapel:
            uit.merge(plek, lezer, import_outline=False)
            _bladwijzers(uit, lezer, lezer.outline, ouder, plek)
            plek += len(lezer.pages)
    _nummeren(uit)
    uit.add_metadata({"/Title": titel})
    _in_het_nederlands(uit)
    klaar = io.BytesIO()
    uit.write(klaar)
    return klaar.getvalue()


def _bladzijden(voor: Any, delen: Sequence[Deel], diktes: Sequence[int]) -> list[int]:
    """At which page (from 0) the sheet of each part comes, with what is put behind the sheets before it."""
    ankers, plaatsen, erbij = voor.named_destinations, [], 0
    for deel, dikte in zip(delen, diktes, strict=True):
        plaatsen.append(voor.get_destination_page_number(ankers[deel.anker]) + erbij)
        erbij += dikte
    return plaatsen


def _bladwijzers(uit: Any, lezer: Any, regels: Sequence[Any], ouder: Any, vanaf: int) -> None:
    """The bookmarks of one PDF, under that of its part."""
    laatste = ouder
    for regel in regels:
        if isinstance(regel, list):
            _bladwijzers(uit, lezer, regel, laatste, vanaf)
        elif (nummer := lezer.get_destination_page_number(regel)) is not None:
            laatste = uit.add_outline_item(
                title=str(regel.title), page_number=vanaf + nummer, parent=ouder, is_open=False
            )


def _nummeren(uit: Any) -> None:
    """A number in the top right corner of each page, whatever its size."""
    from pypdf import PdfReader, Transformation  # noqa: PLC0415

    html = render_to_string("pdf/bladnummers.html", {"bladen": range(len(uit.pages))})
    nummers = PdfReader(io.BytesIO(maak_pdf(html, "bladnummers.css")))
    for blad, nummer in zip(uit.pages, nummers.pages, strict=True):
        if blad.rotation:
            blad.transfer_rotation_to_content()
        rechts, boven = blad.cropbox.right - nummer.mediabox.right, blad.cropbox.top - nummer.mediabox.top
        blad.merge_transformed_page(nummer, Transformation().translate(rechts, boven))
        blad.compress_content_streams()


def _in_het_nederlands(uit: Any) -> None:
    """The language, for who has it read aloud, and the bookmarks open beside it."""
    from pypdf.generic import NameObject, TextStringObject  # noqa: PLC0415

    uit.root_object[NameObject("/Lang")] = TextStringObject("nl")
    uit.page_mode = "/UseOutlines"

"""Reading XML of others: no document type, in which entities grow without end or name files of the server."""

from collections.abc import Callable
from typing import IO
from xml.parsers import expat


class Documenttype(ValueError):
    """XML that brings a document type; nothing that people make does."""


def elementen_lezen(stroom: IO[bytes], element: Callable[[str, dict[str, str]], None]) -> None:
    """Call `element` with name and attributes of each element. Raises Documenttype, or ExpatError for what is no XML."""

    def doctype(*_):
        raise Documenttype

    lezer = expat.ParserCreate()
    lezer.StartElementHandler, lezer.StartDoctypeDeclHandler = element, doctype
    lezer.ParseFile(stroom)

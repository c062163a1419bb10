"""Where files are kept: each is there as a whole or not at all, also after the power went, and is given only while it is the same."""

import hashlib
import os
import uuid
from pathlib import Path

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

# What is still being written ends in this. After a crash it may stay behind, and nothing refers to it.
ONAF = ".onaf"


class Opslag(FileSystemStorage):
    """Writes a file beside its place, waits until the disk has it, and only then gives it its name.

    So a row that is saved after its file never tells of bytes that a power cut took along.
    """

    def _save(self, name, content):
        plaats = Path(self.path(name))
        tijdelijk = plaats.with_name(f"{uuid.uuid4().hex}{ONAF}")
        try:
            super()._save(str(tijdelijk.relative_to(self.location)), content)
            _naar_schijf(tijdelijk)
            # Django chose a free name, and who writes holds the row that the name is made of.
            os.replace(tijdelijk, plaats)
        except BaseException:
            tijdelijk.unlink(missing_ok=True)
            raise
        # A name is kept by its folder, and so is that of a new folder.
        for map_ in plaats.parents:
            _naar_schijf(map_)
            if map_ == Path(self.location):
                break
        return name


def _naar_schijf(pad):
    plek = os.open(pad, os.O_RDONLY)
    try:
        os.fsync(plek)
    finally:
        os.close(plek)


class BestandKapot(Exception):
    """A file that is gone, or is no longer what was kept. Names the place, never what somebody called it."""


def heel(bestand: FieldFile, sha256: str) -> File:
    """The file of a row, open and at its beginning, after a look at every byte of it. Raises BestandKapot."""
    try:
        stroom = bestand.storage.open(bestand.name)
    except (OSError, ValueError, SuspiciousFileOperation) as fout:
        raise BestandKapot(bestand.name) from fout
    if hashlib.file_digest(stroom, "sha256").hexdigest() != sha256:
        stroom.close()
        raise BestandKapot(bestand.name)
    stroom.seek(0)
    return stroom


def download_van(bestand: FieldFile, sha256: str, *, naam: str, mime: str) -> FileResponse:
    """The file of a row as a download. It never opens inside the site: it comes from elsewhere. Raises Http404, BestandKapot."""
    if not bestand:
        raise Http404
    antwoord = FileResponse(heel(bestand, sha256), as_attachment=True, filename=naam, content_type=mime)
    antwoord["Content-Security-Policy"] = "default-src 'none'; sandbox"
    antwoord["X-Content-Type-Options"] = "nosniff"
    return antwoord

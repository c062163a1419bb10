"""Files: whole or not there, and on the disk before a row tells of them."""

import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage, storages

from trajecten.models import Document


class Onderbroken(File):
    """A file of which the second half never comes."""

    def __init__(self, gezien):
        super().__init__(None, "half")
        self.gezien = gezien

    def chunks(self, chunk_size=None):
        yield b"de eerste helft"
        # What there would be if the power went now.
        self.gezien.append(default_storage.exists("stukken/verslag"))
        raise OSError("de schijf is vol")


def test_what_is_cut_off_halfway_never_stands_in_its_place():
    gezien = []
    with pytest.raises(OSError, match="de schijf is vol"):
        default_storage.save("stukken/verslag", Onderbroken(gezien))
    assert gezien == [False]
    assert default_storage.listdir("stukken") == ([], [])


def test_the_disk_has_the_bytes_before_they_get_their_name_and_its_folders_after_that(monkeypatch):
    gedaan = []
    fsync, replace = os.fsync, os.replace

    def noteer_fsync(plek):
        gedaan.append(("fsync", Path(os.readlink(f"/proc/self/fd/{plek}"))))
        fsync(plek)

    def noteer_replace(van, naar):
        assert van.read_bytes() == b"alles"
        gedaan.append(("naam", naar))
        replace(van, naar)

    monkeypatch.setattr(os, "fsync", noteer_fsync)
    monkeypatch.setattr(os, "replace", noteer_replace)
    naam = default_storage.save("nieuw/dieper/verslag", ContentFile(b"alles"))
    plaats = Path(default_storage.path(naam))
    (eerst, tijdelijk), *daarna = gedaan
    assert (eerst, tijdelijk.parent, tijdelijk.suffix) == ("fsync", plaats.parent, ".onaf")
    assert daarna == [("naam", plaats), *(("fsync", map_) for map_ in list(plaats.parents)[:3])]
    assert plaats.parents[2] == Path(default_storage.location)


def test_only_the_program_itself_reads_what_it_keeps():
    plaats = Path(default_storage.path(default_storage.save("dicht/dichter/verslag", ContentFile(b"x"))))
    assert [pad.stat().st_mode & 0o777 for pad in (plaats, *list(plaats.parents)[:2])] == [0o600, 0o700, 0o700]


def test_two_files_of_one_name_both_stay():
    namen = [default_storage.save("dubbel/verslag", ContentFile(inhoud)) for inhoud in (b"een", b"twee")]
    assert [Path(default_storage.path(naam)).read_bytes() for naam in namen] == [b"een", b"twee"]


def test_everything_that_people_and_jobs_keep_goes_through_it():
    assert storages["default"].__class__.__module__ == "huisstijl.opslag"
    assert Document._meta.get_field("bestand").storage == storages["default"]

"""Photos as they are kept: the picture and nothing else, so not where and with which telephone it was taken."""

import io
import warnings
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from trajecten.bestandssoorten import HEIC, JPEG, PNG

register_heif_opener(thumbnails=False)
FOTOS = (JPEG, PNG, HEIC)
# More than any telephone makes. Unpacked, a picture takes four bytes for each.
MEESTE_BEELDPUNTEN = 64_000_000
TE_VEEL = "Deze foto heeft te veel beeldpunten. Maak hem kleiner en kies hem opnieuw."
KAPOT = "Deze foto is beschadigd of niet helemaal aangekomen. Sla hem opnieuw op en kies hem opnieuw."
# What a picture cannot do without.
HOORT_BIJ_HET_BEELD = ("icc_profile", "transparency")


class Onleesbaar(ValueError):
    """A picture that is not kept; the message is a sentence for the person who chose it."""


def zonder_herkomst(bestand: UploadedFile) -> UploadedFile:
    """The same picture, upright, written anew; one from an iPhone as JPEG, which everybody can open. Raises Onleesbaar."""
    uit = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # judged here, a line further
            beeld = Image.open(bestand, formats=("JPEG", "PNG", "HEIF"))
        if beeld.width * beeld.height > MEESTE_BEELDPUNTEN:
            raise Onleesbaar(TE_VEEL)
        soort = PNG if beeld.format == "PNG" else JPEG
        recht = ImageOps.exif_transpose(beeld)
        if beeld.format == "HEIF":
            recht = recht.convert("RGB")
        recht.info = {naam: recht.info[naam] for naam in HOORT_BIJ_HET_BEELD if naam in recht.info}
        recht.save(uit, soort.mime.rpartition("/")[2], quality=90, icc_profile=recht.info.get("icc_profile"))
    except Image.DecompressionBombError as fout:
        raise Onleesbaar(TE_VEEL) from fout
    except Onleesbaar:
        raise
    except Exception as fout:  # whatever a decoder stumbles over in a file that begins as a picture
        raise Onleesbaar(KAPOT) from fout
    naam = PurePath(bestand.name or "")
    if naam.suffix.lower() not in soort.uitgangen:
        naam = naam.with_suffix(soort.uitgangen[0])
    return UploadedFile(uit, name=str(naam), content_type=soort.mime, size=len(uit.getvalue()))

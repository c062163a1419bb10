"""Checkpoints of the log: number and hash of the last row of a day, sealed with the key of the certificates.

Whoever owns the database can rewrite the whole log so that it fits. A checkpoint that was kept elsewhere shows it.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from certificaten.zegel import is_ondertekend, ondertekenen, sleutel_uit_instellingen
from huisstijl.post import klaarzetten
from leden.logboek import eerste_breuk, laatste_regel
from leden.models import Gebeurtenis, Gebruiker, Lidmaatschap, Rol


@dataclass(frozen=True)
class IJkpunt:
    """A row of the log as it was when it was the last one, and the seal (hex) over that."""

    volgnummer: int
    hash: str
    op: str
    zegel: str

    @property
    def klopt(self) -> bool:
        """Whether the seal is ours, and over this."""
        return is_ondertekend(_bericht(self.volgnummer, self.hash, self.op), bytes.fromhex(self.zegel))


def _bericht(volgnummer: int, hash: str, op: str) -> bytes:
    return f"Logboek van het Kwaliteitslabel Sociaal Werk, regel {volgnummer}, {op}: {hash}".encode()


def map_van_ijkpunten() -> Path:
    return Path(settings.LOGBOEK_IJKPUNTEN or Path(settings.BESTANDEN) / "ijkpunten")


def verzegelen(rij: Gebeurtenis) -> IJkpunt:
    """The checkpoint of a row, under the seal of now."""
    op = rij.op.isoformat()
    zegel = ondertekenen(_bericht(rij.volgnummer, rij.hash, op), sleutel_uit_instellingen())
    return IJkpunt(rij.volgnummer, rij.hash, op, zegel.hex())


def lezen(map: Path) -> list[IJkpunt]:
    """The checkpoints in a folder, oldest first. Raises ValueError, naming the file, when one of them is none."""
    ijkpunten = []
    for pad in sorted(map.glob("ijkpunt-*.json")):
        try:
            ijkpunt = IJkpunt(**json.loads(pad.read_text()))
            bytes.fromhex(ijkpunt.zegel)
            ijkpunten.append(ijkpunt)
        except (OSError, TypeError, ValueError) as fout:
            raise ValueError(f"{pad} is geen ijkpunt.") from fout
    return ijkpunten


@transaction.atomic
def vastzetten() -> None:
    """Seal the last row, write it down and mail it to the secretary and the bureau; once per row.

    A log that does not hold gets no seal, and they hear that.
    """
    rij = laatste_regel()
    if rij is None:
        return
    pad = map_van_ijkpunten() / f"ijkpunt-{rij.volgnummer:09d}.json"
    if pad.exists():
        return
    breuk = eerste_breuk()
    ontvangers = Lidmaatschap.objects.geldig().filter(rol__in=(Rol.SECRETARIS, Rol.LABELBEHEERDER))
    for wie in Gebruiker.objects.filter(pk__in=ontvangers.values("gebruiker"), is_active=True):
        if breuk:
            klaarzetten("logboek_klopt_niet", gebruiker=wie.pk, regel=breuk.volgnummer)
        else:
            klaarzetten("ijkpunt", gebruiker=wie.pk, regel=rij.volgnummer)
    if not breuk:
        pad.parent.mkdir(parents=True, exist_ok=True)
        klad = pad.with_suffix(".klad")
        klad.write_text(json.dumps(asdict(verzegelen(rij)), indent=1))
        klad.rename(pad)

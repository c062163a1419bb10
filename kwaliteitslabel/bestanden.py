"""Whether every row has its file as it was kept, which files belong to no row, and what of it can be made again."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.utils import timezone

from beheercommissie.handelingen.besluitbrieven import besluitbrief_opnieuw_maken
from beheercommissie.models import Besluitbrief, Vergaderstuk, Verslagsjabloon
from certificaten.handelingen import certificaat_opnieuw_maken
from certificaten.models import Certificaatbestand
from geschillen.models import Bezwaarstuk, Klachtstuk
from huisstijl.opslag import BestandKapot, heel
from ledenbestand.models import Ledenbestand
from toetsing.handelingen.rapport import rapport_pdf_opnieuw_maken
from toetsing.models import Rapportbestand
from trajecten.models import Document

# The rows with a file and its hash, and how that file is made again; what people brought cannot be.
OPNIEUW_MAKEN = {
    Document: None,
    Vergaderstuk: None,
    Verslagsjabloon: None,
    Besluitbrief: besluitbrief_opnieuw_maken,
    Klachtstuk: None,
    Bezwaarstuk: None,
    Rapportbestand: rapport_pdf_opnieuw_maken,
    Certificaatbestand: certificaat_opnieuw_maken,
}
# Folders of ours. Packs are not looked at: they are made again by themselves (dossier.py and bundel.py of beheercommissie).
MAPPEN = (
    "documenten",
    "rapporten",
    "certificaten",
    "ledenbestanden",
    "vergaderstukken",
    "klachten",
    "bezwaren",
    "verslagsjablonen",
    "besluitbrieven",
)
SLEUTEL = "bestandscontrole"


@dataclass
class Bestandscontrole:
    """What came out of looking at every file; places in the storage, never names that people gave."""

    op: datetime = field(default_factory=timezone.now)
    heel: int = 0
    kapot: list[str] = field(default_factory=list)
    opnieuw: list[str] = field(default_factory=list)
    zonder_rij: list[str] = field(default_factory=list)


def bestanden_controleren(herstel: bool = False) -> Bestandscontrole:
    """Look at every file, and remember what came out. With `herstel`, what we made ourselves goes back to the queue."""
    controle = Bestandscontrole()
    bekend = set(Ledenbestand.objects.exclude(bestand="").values_list("bestand", flat=True))
    for rij in rijen_met_bestand():
        bekend.add(rij.bestand.name)
        opnieuw_maken = OPNIEUW_MAKEN[type(rij)]
        if is_heel(rij):
            controle.heel += 1
        elif herstel and opnieuw_maken:
            opnieuw_maken(rij)
            controle.opnieuw.append(rij.bestand.name)
        else:
            controle.kapot.append(rij.bestand.name)
    controle.zonder_rij = sorted(naam for map_ in MAPPEN for naam in _bestanden_in(map_) if naam not in bekend)
    cache.set(SLEUTEL, asdict(controle), timeout=None)
    return controle


def laatste_controle() -> Bestandscontrole | None:
    """What came out the last time; None when nobody looked yet."""
    onthouden = cache.get(SLEUTEL)
    return Bestandscontrole(**onthouden) if onthouden else None


def rijen_met_bestand() -> Iterator[Any]:
    """Every row that has a file; of what the scanner took away only the row is left."""
    for model in OPNIEUW_MAKEN:
        yield from model._default_manager.exclude(bestand="").order_by("pk").iterator(chunk_size=500)


def is_heel(rij: Any) -> bool:
    """Whether the file of a row is there, as it was kept."""
    try:
        heel(rij.bestand, rij.sha256).close()
    except BestandKapot:
        # Taken away while we looked, it is not missed.
        return not type(rij)._default_manager.filter(pk=rij.pk).exists()
    return True


def _bestanden_in(map_: str) -> Iterator[str]:
    if not default_storage.exists(map_):
        return
    mappen, bestanden = default_storage.listdir(map_)
    yield from (f"{map_}/{naam}" for naam in bestanden)
    for naam in mappen:
        yield from _bestanden_in(f"{map_}/{naam}")

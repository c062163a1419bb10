"""What people do with frameworks: load a version, which publishes it."""

from datetime import date
from typing import Any

from django.db import transaction

from leden.bevoegdheden import Handeling, eisen
from leden.controlegetal import controlegetal
from leden.logboek import vastleggen, vergrendelen
from leden.models import Lidmaatschap
from normenkader.bevoegdheden import laadbelemmeringen
from normenkader.laden import fouten_in
from normenkader.models import Inzage, Kaderversie, Norm, Onderdeel
from normenkader.overgang import past_niet_op_eerder


@transaction.atomic
def laden(wie: Lidmaatschap | None, pakket: dict[str, Any]) -> Kaderversie:
    """Load a package as a new version, which nothing changes any more. Raises Geweigerd with what is wrong in it."""
    eisen(laadbelemmeringen(wie), fouten_in(pakket))
    vergrendelen()
    eisen(al_geladen(pakket), past_niet_op_eerder(pakket))
    kader = Kaderversie.objects.create(
        code=pakket["code"],
        titel=pakket["titel"],
        versie=pakket["versie"],
        is_voorbeeld=pakket["is_voorbeeld"],
        eigenaar=pakket["eigenaar"],
        licentie=pakket["licentie"],
        geldig_vanaf=date.fromisoformat(pakket["geldig_vanaf"]),
        verplicht_vanaf=date.fromisoformat(pakket["verplicht_vanaf"]) if "verplicht_vanaf" in pakket else None,
        afkoelperiode_maanden=pakket["afkoelperiode_maanden"],
        inhoud=pakket,
        sha256=controlegetal(pakket),
        geladen_door=wie.gebruiker if wie else None,
    )
    _rijen_maken(kader, pakket)
    vastleggen(wie, Handeling.KADER_LADEN, f"normenkader {kader.code} {kader.versie}", stuk_sha256=kader.sha256)
    return kader


def al_geladen(pakket: dict[str, Any]) -> list[str]:
    """Why this version cannot be loaded again; empty when it is new."""
    if not Kaderversie.objects.filter(code=pakket["code"], versie=pakket["versie"]).exists():
        return []
    return [
        f"Versie {pakket['versie']} van {pakket['titel']} is al geladen, en wat is geladen verandert niet meer. "
        "Geef het bestand bij 'versie' een nieuw nummer."
    ]


def _rijen_maken(kader: Kaderversie, pakket: dict[str, Any]) -> None:
    onderdelen = Onderdeel.objects.bulk_create(
        Onderdeel(kaderversie=kader, volgorde=volgorde, **rij) for volgorde, rij in enumerate(pakket["onderdelen"], 1)
    )
    per_code = {onderdeel.code: onderdeel for onderdeel in onderdelen}
    Norm.objects.bulk_create(
        Norm(kaderversie=kader, **rij | {"onderdeel": per_code[rij["onderdeel"]]}) for rij in pakket["normen"]
    )
    Inzage.objects.bulk_create(
        Inzage(kaderversie=kader, stuk=stuk, partij=partij)
        for stuk, partijen in pakket["inzage"].items()
        for partij in partijen
    )

"""What changed at the holder since the label was granted, for the packs of the committee."""

from datetime import date
from typing import Any

from trajecten.models import Melding, Traject


def gemeld(traject: Traject) -> list[dict[str, str]]:
    """Each reported change in a word and a day, as it is frozen; the committee reads no more of it."""
    meldingen = Melding.objects.filter(traject__cyclus=traject.cyclus_id).prefetch_related("wegingen")
    return [
        {
            "wat": een.get_soort_display(),
            "sinds": een.sinds.isoformat(),
            "gevolg": een.gevolg.get_gevolg_display() if een.gevolg else "wordt nog bekeken",
        }
        for een in meldingen.order_by("sinds", "pk")
    ]


def met_dagen(dossier: dict[str, Any]) -> list[dict[str, Any]]:
    """The same as it is read; a pack of before this was kept has none."""
    return [een | {"sinds": date.fromisoformat(een["sinds"])} for een in dossier.get("gemeld", ())]

"""What changed at the holder of a label, for who decides next about it."""

from datetime import date
from typing import Any

from leden.models import Lidmaatschap
from normenkader.models import Partij
from trajecten.models import PARTIJ_VAN_ROL, Melding, Traject


def gemeld(traject: Traject, vanaf: date | None = None) -> list[dict[str, str]]:
    """Each change that was reported (from a day on) in a word and a day, as a pack freezes it; the committee reads no more of it."""
    meldingen = Melding.objects.filter(traject__cyclus=traject.cyclus_id).prefetch_related("wegingen")
    if vanaf:
        meldingen = meldingen.filter(gemeld_op__date__gte=vanaf)
    return [
        {
            "wat": een.get_soort_display(),
            "sinds": een.sinds.isoformat(),
            "gevolg": een.gevolg.get_gevolg_display() if een.gevolg else "wordt nog bekeken",
        }
        for een in meldingen.order_by("sinds", "pk")
    ]


def sinds_het_besluit(wie: Lidmaatschap | None, traject: Traject, besloten_op: date) -> list[dict[str, Any]]:
    """The same since a decision on this traject, for a member of the committee who sees it; nothing for anybody else."""
    if wie is None or PARTIJ_VAN_ROL.get(wie.rol) != Partij.COMMISSIE:
        return []
    if not Traject.objects.zichtbaar_voor(wie).filter(pk=traject.pk).exists():
        return []
    return met_dagen({"gemeld": gemeld(traject, besloten_op)})


def met_dagen(dossier: dict[str, Any]) -> list[dict[str, Any]]:
    """The same as it is read; a pack of before this was kept has none."""
    return [een | {"sinds": date.fromisoformat(een["sinds"])} for een in dossier.get("gemeld", ())]

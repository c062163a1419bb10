"""The row of a new traject: its number, and what a short one takes over from the assessment that led to it."""

from datetime import date

from django.utils import timezone

from leden.logboek import vergrendelen
from leden.models import Gebruiker
from trajecten.levensloop import Soort, Status, termijn_zetten
from trajecten.models import Melding, Traject


def volgend_nummer() -> str:
    """Next free number of this year, as in 2026-031. The log must be locked."""
    jaar = timezone.localdate().year
    laatste = (
        Traject.objects.filter(nummer__startswith=f"{jaar}-").order_by("-pk").values_list("nummer", flat=True).first()
    )
    return f"{jaar}-{int(laatste.split('-')[1]) + 1 if laatste else 1:03d}"


def kort_traject(
    toets: Traject,
    soort: Soort,
    status: Status,
    *,
    door: Gebruiker,
    termijnnaam: str = "",
    termijn: date | None = None,
    melding: Melding | None = None,
) -> Traject:
    """Begin a traject of another kind in the cycle of an assessment, at the same certifier and under the same framework version.

    Part of the act that leads to it, which holds the lock and writes the row of the log.
    """
    vergrendelen()
    traject = Traject(
        nummer=volgend_nummer(),
        cyclus=toets.cyclus,
        soort=soort,
        vorige=toets,
        melding=melding,
        organisatie=toets.organisatie.op_dag(timezone.localdate()),
        certificeerder=toets.certificeerder.op_dag(timezone.localdate()),
        kaderversie=toets.kaderversie,
        variant=toets.variant,
        reikwijdte=toets.reikwijdte,
        fte=toets.fte,
        locaties=toets.locaties,
        dagen=toets.dagen,
        voorwaarden_versie=toets.voorwaarden_versie,
        aangemeld_door=door,
        status=status,
    )
    termijn_zetten(traject, termijnnaam, termijn)
    traject.save()
    return traject

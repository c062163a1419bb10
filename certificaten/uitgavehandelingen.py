"""How an edition comes about: part of an act of the bureau, and of a decision. Below what a decision does, so not with the other acts."""

from collections.abc import Mapping
from typing import Any

from certificaten.models import Certificaat, Uitgave
from certificaten.taken import certificaat_maken
from leden.bevoegdheden import Handeling
from leden.logboek import vastleggen
from leden.models import Lidmaatschap
from leden.opgave import gemeentecodes


def uitgave_toevoegen(
    wie: Lidmaatschap,
    certificaat: Certificaat,
    gezegd: Mapping[str, str],
    reden: str,
    *,
    besluit_nummer: str = "",
    gebied: dict[str, list[Any]] | None = None,
) -> Uitgave:
    """Let a certificate say something else from today, and enqueue the sealed PDF of that; the caller holds its lock.

    `besluit_nummer` and `gebied`: of a decision that it is about something else.
    """
    anders = {} if gebied is None else {"gebied": gebied, "gemeenten": gemeentecodes(gebied)}
    uitgave = Uitgave.objects.create(
        certificaat=certificaat,
        nummer=certificaat.uitgave + 1,
        was_houder=certificaat.houder,
        was_plaats=certificaat.plaats,
        was_reikwijdte=certificaat.reikwijdte,
        was_gebied=None if gebied is None else certificaat.gebied,
        besluit_nummer=besluit_nummer,
        reden=reden,
        door=wie.gebruiker,
    )
    Certificaat.objects.filter(pk=certificaat.pk).update(uitgave=uitgave.nummer, **gezegd, **anders)
    uitgave = Uitgave.objects.select_related("certificaat__traject").get(pk=uitgave.pk)
    vastleggen(
        wie,
        Handeling.NIEUWE_UITGAVE,
        uitgave.certificaat.traject.onderwerp,
        reden=uitgave.zin,
        stuk_sha256=uitgave.sha256,
    )
    certificaat_maken.defer(nummer=certificaat.nummer, uitgave=uitgave.nummer)
    return uitgave

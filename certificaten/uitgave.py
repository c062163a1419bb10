"""A new edition of a certificate: what it is for, what it would say that it does not say now, and how it comes about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from certificaten.models import Certificaat, Uitgave
from certificaten.taken import certificaat_maken
from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Handeling
from leden.logboek import vastleggen
from leden.models import Lidmaatschap
from leden.opgave import gemeentecodes

# As they stand in a sentence about what changes.
WOORDEN = {"houder": "Houder", "plaats": "Plaats", "reikwijdte": "Geldt voor"}


@dataclass(frozen=True)
class Aanleiding:
    """Why a certificate may want another edition, and what that would say: initial values of the form."""

    zin: str
    gegevens: Mapping[str, str]


def aanleiding(certificaat: Certificaat) -> Aanleiding | None:
    """What the holder is called by now and where it is, when the certificate says something else."""
    vandaag, organisatie = timezone.localdate(), certificaat.organisatie
    nu = organisatie.op_dag(vandaag)
    if (nu.naam, nu.plaats) == (certificaat.houder, certificaat.plaats):
        return None
    if nu != organisatie:
        per = dagkort(organisatie.opvolgingen.op(vandaag).order_by("per").last().per)
        zin = f"De organisatie is op {per} opgegaan in {nu.naam}, in {nu.plaats}."
        reden = f"de organisatie op {per} in een andere is opgegaan"
    elif nu.naam == certificaat.houder:
        zin, reden = f"De organisatie staat nu in {nu.plaats}.", f"de organisatie nu in {nu.plaats} staat"
    else:
        naam = organisatie.naamswijzigingen.filter(per__lte=vandaag).first()
        sinds = f"sinds {dagkort(naam.per)}" if naam else "nu"
        zin = f"De organisatie heet {sinds} anders: {nu.naam}, in {nu.plaats}."
        reden = f"de organisatie {sinds} anders heet"
    return Aanleiding(zin, {"houder": nu.naam, "plaats": nu.plaats, "reden": reden})


def veranderingen(certificaat: Certificaat, gezegd: Mapping[str, str]) -> list[str]:
    """What would change, a sentence each; empty when the certificate says these very words already."""
    return [
        f"{WOORDEN[veld]}: ‘{getattr(certificaat, veld)}’ wordt ‘{gezegd[veld]}’."
        for veld in Uitgave.VELDEN
        if getattr(certificaat, veld).split() != gezegd[veld].split()
    ]


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

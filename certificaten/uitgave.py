"""What a new edition of a certificate is for: what became of its holder, and what it would say that it does not say now."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from certificaten.models import Certificaat, Uitgave
from huisstijl.templatetags.opmaak import dagkort

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

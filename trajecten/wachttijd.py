"""How long each party had a traject: days between the steps in the log. What was suspended counts for nobody."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from huisstijl.templatetags.opmaak import meervoud
from leden.models import Gebeurtenis, Lidmaatschap
from normenkader.models import Partij
from trajecten.levensloop import BEURTEN, AanZet, Status
from trajecten.models import PARTIJ_VAN_ROL, Traject

# Assessors and controleur are the certifier, the secretary is the committee: one party waits for another.
PARTIJ_AAN_ZET: dict[AanZet, Partij] = {
    AanZet.ORGANISATIE: Partij.ORGANISATIE,
    AanZet.PLANNER: Partij.CERTIFICEERDER,
    AanZet.TOETSERS: Partij.CERTIFICEERDER,
    AanZet.CONTROLEUR: Partij.CERTIFICEERDER,
    AanZet.SECRETARIS: Partij.COMMISSIE,
    AanZet.COMMISSIE: Partij.COMMISSIE,
    AanZet.BUREAU: Partij.BUREAU,
}
PARTIJEN = {
    Partij.ORGANISATIE: "de organisatie",
    Partij.CERTIFICEERDER: "de certificerende instelling",
    Partij.COMMISSIE: "de beheercommissie",
    Partij.BUREAU: "het bureau",
}
_VAN_DE_CERTIFICEERDER = {Partij.TOETSERS: Partij.CERTIFICEERDER, Partij.CONTROLEUR: Partij.CERTIFICEERDER}


def statussen_bij(partij: Partij) -> list[str]:
    """The statuses in which this party has the traject; a suspended one is with nobody."""
    return [status for status in BEURTEN if _bij(status) == partij]


def _bij(status: str) -> Partij | None:
    return None if status == Status.AANGEHOUDEN else PARTIJ_AAN_ZET.get(AanZet(BEURTEN[status].wie))


@dataclass(frozen=True)
class Wachttijd:
    """Days that each party had a traject, and days that it was suspended."""

    bij: dict[Partij, int]
    aangehouden: int


def wachttijd(traject: Traject, gebeurtenissen: Iterable[Gebeurtenis]) -> Wachttijd:
    """From all rows of the log of this traject. The last step is that of the traject itself: one that time took has no row yet."""
    stappen = sorted((rij for rij in gebeurtenissen if rij.naar in BEURTEN), key=lambda rij: rij.volgnummer)
    punten = [(rij.naar, _dag(rij.op)) for rij in stappen]
    if punten and not traject.stil_vanuit:
        punten.pop()
    punten.append((traject.status, _dag(traject.status_sinds)))
    bij: dict[Partij, int] = defaultdict(int)
    aangehouden = 0
    for (status, van), tot in zip(punten, [*(dag for _, dag in punten[1:]), timezone.localdate()], strict=True):
        dagen = max((tot - van).days, 0)
        if status == Status.AANGEHOUDEN:
            aangehouden += dagen
        elif partij := _bij(status):
            bij[partij] += dagen
    return Wachttijd(dict(bij), aangehouden)


def _dag(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def wachttijden(trajecten: Iterable[Traject]) -> dict[int, Wachttijd]:
    """Of many trajecten at once, by key; one query."""
    rijen = list(trajecten)
    per_onderwerp: dict[str, list[Gebeurtenis]] = defaultdict(list)
    gebeurtenissen = Gebeurtenis.objects.filter(onderwerp__in=[een.onderwerp for een in rijen], naar__in=list(BEURTEN))
    for rij in gebeurtenissen.only("onderwerp", "volgnummer", "op", "naar"):
        per_onderwerp[rij.onderwerp].append(rij)
    return {een.pk: wachttijd(een, per_onderwerp[een.onderwerp]) for een in rijen}


def zinnen(traject: Traject, tijd: Wachttijd, wie: Lidmaatschap) -> list[str]:
    """As in: bij u 12 dagen, bij CIIO 31 dagen; one's own party first, and who never had it not at all."""
    eigen = PARTIJ_VAN_ROL.get(wie.rol)
    eigen = _VAN_DE_CERTIFICEERDER.get(eigen, eigen) if eigen else None
    namen = PARTIJEN | {
        Partij.ORGANISATIE: traject.organisatie.naam,
        Partij.CERTIFICEERDER: traject.certificeerder.naam,
    }
    gehad = [
        f"bij {'u' if partij == eigen else namen[partij]} {meervoud(tijd.bij[partij], 'dag', 'dagen')}"
        for partij in sorted(PARTIJEN, key=lambda een: een != eigen)
        if partij in tijd.bij
    ]
    return [*gehad, *([f"aangehouden {meervoud(tijd.aangehouden, 'dag', 'dagen')}"] if tijd.aangehouden else [])]

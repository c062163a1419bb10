"""What the votes on an item come to by the rules of the committee, and why they give no decision (Dutch sentences; empty is yes)."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count

from beheercommissie.models import Agendapunt, Reglement, Stem
from beheercommissie.quorum import Quorum
from huisstijl.templatetags.opmaak import meervoud
from normenkader.inhoud import Besluitoptie
from trajecten.levensloop import Status


def stemmen_per_optie(agendapunt: Agendapunt, quorum: Quorum) -> dict[str, int]:
    """Number of votes per option code, abstentions too, of members without an interest; one that came after the vote takes it out."""
    tellende = Stem.objects.filter(agendapunt=agendapunt, gebruiker__in=quorum.gestemd)
    return dict(tellende.order_by().values_list("optie").annotate(Count("pk")))


def quorumbelemmeringen(quorum: Quorum, aantallen: dict[str, int]) -> list[str]:
    """A decision needs enough votes of members without interest. `aantallen`: of `stemmen_per_optie`."""
    stemmen, nodig = sum(aantallen.values()), quorum.nodig
    if stemmen >= nodig:
        return []
    zin = (
        f"Voor een besluit {'is' if nodig == 1 else 'zijn'} {meervoud(nodig, 'stem', 'stemmen')} nodig van "
        f"leden zonder belang. Er {'is' if stemmen == 1 else 'zijn'} er {stemmen}."
    )
    return [zin] if quorum.is_haalbaar else [zin, TE_WEINIG_LEDEN]


TE_WEINIG_LEDEN = "Er zijn te weinig leden zonder belang. Het bureau geeft tijdelijke leden zonder belang een zitting. Tot dan wacht dit."


class Uitkomst(NamedTuple):
    """What can be decided on the votes, why nothing else can (a Dutch sentence), and how equal votes are settled by the rules."""

    opties: frozenset[str]
    anders: str
    staking: str = ""


NIEMAND_KOOS = Uitkomst(frozenset(), "Niemand koos nog een besluit. Bespreek het punt en stem opnieuw.")
MEESTE = "De meeste stemmen gingen naar een ander besluit. Neem dat besluit, of stem opnieuw."
GEEN_MEERDERHEID = "Geen besluit kreeg meer dan de helft van de stemmen. Stem opnieuw, of houd het besluit aan."
STAKEN = "De stemmen staken. Volgens het reglement houdt de commissie het besluit dan aan."


def uitkomst_van(aantallen: dict[str, int], reglement: Reglement, opties: Iterable[Besluitoptie]) -> Uitkomst:
    """What these votes come to by these rules. Votes to abstain count for the quorum, but decide nothing.

    `opties`: what the framework has for this traject; when the rules say so, only those that hold over are left.
    """
    gekozen = {optie: aantal for optie, aantal in aantallen.items() if optie != Stem.ONTHOUDING}
    if not gekozen:
        return NIEMAND_KOOS
    hoogste = max(gekozen.values())
    meeste = frozenset(optie for optie, aantal in gekozen.items() if aantal == hoogste)
    houden_aan = frozenset(optie.code for optie in opties if optie.gaat_naar == Status.VOORGEDRAGEN)
    if len(meeste) > 1:
        kiest = reglement.staking == Reglement.Staking.VOORZITTER
        return Uitkomst(meeste if kiest else houden_aan, MEESTE if kiest else STAKEN, reglement.staking)
    if reglement.meerderheid == Reglement.Meerderheid.HELFT and 2 * hoogste <= sum(gekozen.values()):
        return Uitkomst(houden_aan, GEEN_MEERDERHEID)
    return Uitkomst(meeste, MEESTE)


def meerderheidsbelemmeringen(uitkomst: Uitkomst, optie: str) -> list[str]:
    """The decision is what the votes came to by the rules."""
    return [] if optie in uitkomst.opties else [uitkomst.anders]


def geenuitkomstbelemmeringen(uitkomst: Uitkomst) -> list[str]:
    """The votes have to come to something that can be decided."""
    return [] if uitkomst.opties else [uitkomst.anders]

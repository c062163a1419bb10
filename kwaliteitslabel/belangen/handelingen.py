"""Interests touch the work of every app: the act in the register, and what follows from it, in one transaction.

Who has an interest takes part no more in the items of the committee that are open. Planners and members of a team are found
by the rule itself (trajecten.banden); who has to take over gets a mail.
"""

from typing import Any

from django.db import transaction
from django.db.models import Q

from beheercommissie.handelingen import open_agendapunten_op_slot, terugtrekken
from huisstijl.post import klaarzetten
from leden.handelingen import belangen
from leden.models import Belang, Lidmaatschap, Rol, dezelfde_partij
from trajecten.banden import planners
from trajecten.models import Traject


@transaction.atomic
def belang_toevoegen(wie: Lidmaatschap, **gegevens: Any) -> list[str]:
    """Register an interest; gives what followed, for the person to read."""
    open_agendapunten_op_slot(wie)
    voorheen = _geraakt(wie)
    belangen.belang_toevoegen(wie, **gegevens)
    return _gevolgen(wie, voorheen)


@transaction.atomic
def belang_corrigeren(wie: Lidmaatschap, belang: Belang, **gegevens: Any) -> list[str]:
    """Correct an interest, which may count from now on where it did not before."""
    open_agendapunten_op_slot(wie)
    voorheen = _geraakt(wie)
    belangen.belang_corrigeren(wie, belang, **gegevens)
    return _gevolgen(wie, voorheen)


def _geraakt(wie: Lidmaatschap) -> list[list[Traject]]:
    """Trajecten under way in which this person has an interest and is in the team, and those to plan."""
    vragen = (
        Traject.objects.met_belang_in_team(wie.gebruiker_id),
        Traject.objects.met_belang_van_planner(wie.gebruiker_id),
    )
    return [
        list(vraag.select_related("organisatie", "certificeerder", "kaderversie").order_by("pk")) for vraag in vragen
    ]


def _gevolgen(wie: Lidmaatschap, voorheen: list[list[Traject]]) -> list[str]:
    """Tell who takes over; sentences about what changed."""
    in_team, te_plannen = (
        [traject for traject in nu if traject not in eerst] for nu, eerst in zip(_geraakt(wie), voorheen, strict=True)
    )
    zinnen = []
    for agendapunt in terugtrekken(wie):
        zinnen.append(
            f"U doet niet meer mee aan het punt over {agendapunt.traject.organisatie.naam}. Stemde u al, dan telt die stem niet."
        )
    for traject in in_team:
        _berichten("belang_in_team", traject)
        zinnen.append(
            f"U werkt niet meer mee aan traject {traject.nummer} van {traject.organisatie.naam}. "
            f"{traject.certificeerder.naam} kreeg bericht en kiest een ander."
        )
    return zinnen + [_overdragen(traject) for traject in te_plannen]


def _overdragen(traject: Traject) -> str:
    """What happens now that this person does not plan it any more."""
    zin = f"U werkt als planner niet meer mee aan traject {traject.nummer} van {traject.organisatie.naam}."
    if _berichten("belang_van_planner", traject):
        return f"{zin} De andere planners van {traject.certificeerder.naam} kregen bericht."
    return (
        f"{zin} Er is geen andere planner. De beheerder van {traject.certificeerder.naam} kreeg bericht en kan een "
        "collega planner maken. Het bureau weet het ook."
    )


def _berichten(naam: str, traject: Traject) -> bool:
    """Mail who may plan it; without anybody, the beheerder of the certifier and the bureau see to that. Whether somebody may."""
    aan = planners(traject)
    if not (iemand := aan.exists()):
        naam = "geen_planner"
        bij_de_certificeerder = Q(organisatie__in=dezelfde_partij(traject.certificeerder_id), rol=Rol.BEHEERDER)
        aan = Lidmaatschap.objects.geldig().filter(bij_de_certificeerder | Q(rol=Rol.LABELBEHEERDER))
    for gebruiker in sorted(set(aan.values_list("gebruiker", flat=True))):
        klaarzetten(naam, traject=traject.pk, gebruiker=gebruiker)
    return iemand

"""Interests touch the work of every app: the act in the register, and what follows from it, in one transaction.

Who has an interest takes part no more in the items of the committee that are open; members of a team are found by the rule
itself (trajecten.belangen), and their planner gets a mail.
"""

from django.db import transaction

from beheercommissie.handelingen import open_punten_op_slot, terugtrekken
from leden.handelingen import belangen
from leden.models import Lidmaatschap, Rol, dezelfde_partij
from leden.post import klaarzetten
from trajecten.models import Traject


@transaction.atomic
def belang_toevoegen(wie, **gegevens):
    """Register an interest; gives what followed, for the person to read."""
    open_punten_op_slot(wie)
    voorheen = set(_in_team(wie))
    belangen.belang_toevoegen(wie, **gegevens)
    return _gevolgen(wie, voorheen)


@transaction.atomic
def belang_corrigeren(wie, belang, **gegevens):
    """Correct an interest, which may count from now on where it did not before."""
    open_punten_op_slot(wie)
    voorheen = set(_in_team(wie))
    belangen.belang_corrigeren(wie, belang, **gegevens)
    return _gevolgen(wie, voorheen)


def _in_team(wie):
    """Trajecten under way in which this person is in the team and has an interest."""
    return (
        Traject.objects.met_belang_in_team(wie.gebruiker_id)
        .select_related("organisatie", "certificeerder")
        .order_by("pk")
    )


def _gevolgen(wie, voorheen):
    """Tell the planners; sentences about what changed."""
    zinnen = []
    for punt in terugtrekken(wie):
        zinnen.append(
            f"U doet niet meer mee aan het punt over {punt.traject.organisatie.naam}. Stemde u al, dan telt die stem niet."
        )
    for traject in _in_team(wie):
        if traject in voorheen:
            continue
        planners = Lidmaatschap.objects.geldig().filter(
            organisatie__in=dezelfde_partij(traject.certificeerder_id), rol=Rol.PLANNER
        )
        for planner in planners.select_related("gebruiker"):
            klaarzetten("belang_in_team", planner.gebruiker.email, traject=traject)
        zinnen.append(
            f"U werkt niet meer mee aan traject {traject.nummer} van {traject.organisatie.naam}. "
            f"{traject.certificeerder.naam} kreeg bericht en kiest een ander."
        )
    return zinnen

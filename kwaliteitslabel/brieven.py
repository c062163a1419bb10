"""The letters to who takes over when somebody has an interest, made while they are sent."""

from huisstijl.post import BRIEVEN, Brief
from leden.models import Gebruiker
from trajecten.models import Traject


def _overnemen(traject: int, gebruiker: int) -> Brief:
    rij = Traject.objects.select_related("certificeerder").get(pk=traject)
    return Brief(Gebruiker.objects.get(pk=gebruiker).email, {"traject": rij})


BRIEVEN.update(dict.fromkeys(("belang_in_team", "belang_van_planner", "geen_planner"), _overnemen))

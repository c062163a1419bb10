"""The letters to who takes over when somebody has an interest, and about the log, made while they are sent."""

from huisstijl.post import BRIEVEN, Brief
from leden.models import Gebeurtenis, Gebruiker
from trajecten.models import Traject


def _overnemen(traject: int, gebruiker: int) -> Brief:
    rij = Traject.objects.select_related("certificeerder").get(pk=traject)
    return Brief(Gebruiker.objects.get(pk=gebruiker).email, {"traject": rij})


BRIEVEN.update(dict.fromkeys(("belang_in_team", "belang_van_planner", "geen_planner"), _overnemen))


def _over_het_logboek(gebruiker: int, regel: int) -> Brief:
    rij = Gebeurtenis.objects.get(volgnummer=regel)
    return Brief(Gebruiker.objects.get(pk=gebruiker).email, {"regel": rij.volgnummer, "hash": rij.hash})


BRIEVEN.update(dict.fromkeys(("ijkpunt", "logboek_klopt_niet"), _over_het_logboek))

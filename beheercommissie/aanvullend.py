"""Aanvullend onderzoek as the committee decides it: which month, which norms, and why not like this."""

from collections.abc import Collection
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from normenkader.inhoud import Besluitoptie
from trajecten.levensloop import Status
from trajecten.models import Traject


def vraagt_onderzoek(optie: Besluitoptie) -> bool:
    """Whether the assessors go back with a question, about some of the norms."""
    return optie.gaat_naar == Status.AANVULLEND_ONDERZOEK


def te_kiezen_maanden() -> list[date]:
    """The months that can be agreed for looking again, by their first day: this one while it lasts, and a year on."""
    morgen = timezone.localdate() + timedelta(days=1)
    return [morgen.replace(day=1) + relativedelta(months=nummer) for nummer in range(13)]


def onderzoeksbelemmeringen(
    traject: Traject, optie: Besluitoptie, vraag: str, maand: date | None, normen: Collection[str]
) -> dict[str, str]:
    """Per field what is missing: who sends the assessors back says what for, in which month and to which norms."""
    if not vraagt_onderzoek(optie):
        return {}
    redenen = {}
    if not vraag.strip():
        redenen["vraag"] = "Schrijf wat de toetsers moeten uitzoeken. Zij lezen dit boven elke pagina."
    if maand not in te_kiezen_maanden():
        redenen["maand"] = "Kies in welke maand de toetsers dit uitzoeken, zoals u met hen afsprak."
    if not normen or not set(normen) <= {norm.nummer for norm in traject.kaderversie.normen.all()}:
        redenen["normen"] = "Kies bij welke normen de toetsers opnieuw kijken. De andere blijven zoals ze zijn."
    return redenen

"""Travelling to a day on or after a term, for tests of what time does."""

from datetime import UTC, datetime, time, timedelta

import time_machine
from django.urls import reverse
from django.utils import timezone

from trajecten.models import Traject


def opnieuw(traject):
    """The traject as whoever reads it now finds it."""
    return Traject.objects.select_related("organisatie", "certificeerder", "kaderversie").get(pk=traject.pk)


def op(dag, uur=9):
    """Travel to that day. In UTC, because a moment in a named zone would move the process to that zone."""
    moment = timezone.make_aware(datetime.combine(dag, time(uur)))
    return time_machine.travel(moment.astimezone(UTC), tick=False)


def na(traject, dagen=1):
    return op(traject.termijn + timedelta(days=dagen))


def opgeslagen(traject):
    """What stands in the database."""
    return Traject.objects.values_list("status", "termijn", "verstreken").get(pk=traject.pk)


def lees(client, naam, traject):
    antwoord = client.get(reverse(naam, args=[traject.nummer]))
    assert antwoord.status_code == 200
    return antwoord.content.decode()

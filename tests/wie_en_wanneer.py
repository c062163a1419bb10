"""Who can do something, and in which statuses: everybody tries it in every one."""

from django.db import transaction

from leden.bevoegdheden import Geweigerd
from trajecten.levensloop import Status
from trajecten.models import Traject


def wie_en_wanneer(wereld, namen, rij, act):
    """(status, name) of whoever was not refused when all tried `act(membership, rij)`; what it did is undone each time.

    `rij` is a traject or a row under one, and read anew in each status and after each time that it went well.
    """
    gelukt = set()
    for status in Status:
        vanuit = Status.INGEDIEND if status == Status.AANGEHOUDEN else ""
        traject = Traject.objects.filter(pk=getattr(rij, "traject_id", rij.pk))
        traject.update(status=status, aangehouden_vanuit=vanuit)
        # One for all of them: a savepoint of each took more time than most refusals.
        begin, vers = transaction.savepoint(), None
        for naam in namen:
            vers = vers or type(rij).objects.get(pk=rij.pk)
            try:
                act(getattr(wereld, naam), vers)
            except Geweigerd as geweigerd:
                assert geweigerd.redenen
            else:
                gelukt.add((status, naam))
                vers = None
            transaction.savepoint_rollback(begin)
        transaction.savepoint_commit(begin)
    return gelukt

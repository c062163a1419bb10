"""What does not get into a log, whoever writes it there."""

import logging
import re

# As procrastinate writes a job: mail_versturen[91](naam='uitnodiging', ...).
TAAK = re.compile(r"(\[(?:\d+|None)\])\(.*\)", re.DOTALL)
VAN_EEN_TAAK = ("id", "task_name", "status", "priority", "queue", "attempts", "scheduled_at")
# Parts of an address that open something for whoever has them, as urls.py calls them.
SLEUTELS = ("sleutel", "teken", "key", "uidb36")


class ZonderInhoud(logging.Filter):
    """Takes the arguments of jobs and the keys of links out of every record that passes; what remains is which, where and how it went."""

    def filter(self, record):
        if record.name.startswith("procrastinate"):
            _zonder_argumenten(record)
        elif treffer := getattr(getattr(record, "request", None), "resolver_match", None):
            _zonder_sleutels(record, treffer.kwargs)
        return True


def _zonder_argumenten(record):
    record.msg, record.args = TAAK.sub(r"\1", record.getMessage()), ()
    if hasattr(record, "job"):
        record.job = _kort(record.job)
    if hasattr(record, "jobs"):
        record.jobs = [_kort(taak) for taak in record.jobs]
    for naam in ("kwargs", "result"):
        record.__dict__.pop(naam, None)


def _kort(taak):
    return {naam: taak[naam] for naam in VAN_EEN_TAAK if naam in taak}


def _zonder_sleutels(record, kwargs):
    tekst = record.getMessage()
    for naam in SLEUTELS:
        if waarde := kwargs.get(naam):
            tekst = tekst.replace(waarde, "…")
    record.msg, record.args = tekst, ()

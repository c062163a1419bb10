"""The clock: which moments belong to a running term, and writing down the steps that time took.

That a term has passed is true at once, for whoever reads the traject (`Traject.from_db`, `levensloop.staat_op`). `bijwerken`
writes it down; when it never ran, no page would say anything else.
"""

from dataclasses import dataclass
from datetime import date

from django.db import models, transaction

from berichten.werkdagen import werkdagen_eerder, werkdagen_later
from trajecten.levensloop import AanZet, opschrijven
from trajecten.models import Traject


@dataclass(frozen=True)
class Moment:
    """A day on which a party hears about a running term. `sleutel` is the same whenever it is asked, so once is once."""

    class Soort(models.TextChoices):
        HERINNERING = "herinnering", "herinnering"
        LAATSTE_DAG = "laatste_dag", "laatste dag"
        TE_LAAT = "te_laat", "te laat"
        ESCALATIE = "escalatie", "escalatie"

    datum: date
    soort: Soort
    partij: AanZet
    sleutel: str


def momenten(traject: Traject) -> list[Moment]:
    """The moments of the term that runs now, in order of time; none without a term, and none before it began."""
    regel = traject.termijnregel
    if regel is None:
        return []
    aan_zet, laatste = traject.beurt.wie, traject.termijn
    rijen = [
        *((werkdagen_eerder(laatste, n), Moment.Soort.HERINNERING, aan_zet, n) for n in regel.herinneringen),
        (laatste, Moment.Soort.LAATSTE_DAG, aan_zet, 0),
    ]
    # What goes on by itself is never late.
    if not traject.daarna:
        rijen += [(werkdagen_later(laatste, n), Moment.Soort.TE_LAAT, aan_zet, n) for n in regel.achteraf]
        if regel.escalatie_naar:
            hoort = AanZet(regel.escalatie_naar)
            rijen.append(
                (werkdagen_later(laatste, regel.escalatie_na), Moment.Soort.ESCALATIE, hoort, regel.escalatie_na)
            )
    return sorted(
        (
            Moment(datum, soort, partij, f"{soort}:{traject.termijnnaam}:{laatste}:{n}")
            for datum, soort, partij, n in rijen
            if datum > traject.termijn_sinds
        ),
        key=lambda moment: (moment.datum, moment.sleutel),
    )


def bijwerken() -> int:
    """Write down every step that time took and nobody wrote down yet, each in a transaction of its own; how many.

    Twice is once, also at the same moment: who comes second finds the row locked, or no longer passed.
    """
    geschreven = 0
    for pk in Traject.objects.ingehaald().order_by("termijn", "pk").values_list("pk", flat=True):
        with transaction.atomic():
            rijen = Traject.objects.ingehaald().filter(pk=pk).select_related("kaderversie")
            if traject := rijen.select_for_update(of=("self",), skip_locked=True).first():
                opschrijven(traject)
                geschreven += 1
    return geschreven

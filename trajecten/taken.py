"""Background jobs of the trajecten."""

from django.conf import settings
from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from huisstijl.opslag import heel
from leden.bevoegdheden import Handeling
from leden.logboek import vastleggen
from trajecten.klok import bijwerken
from trajecten.models import Document
from trajecten.scanner import gevonden_in

# Every minute for most of a day: the scanner may be starting, or loading what is new.
OPNIEUW = RetryStrategy(max_attempts=1000, wait=60)


@app.task(name="document_nakijken", retry=OPNIEUW)
def document_nakijken(document):
    """Let the scanner look at a document; what is harmful is taken away."""
    bestand_nakijken(Document, document, Handeling.DOCUMENT_VERWIJDEREN, lambda rij: rij.traject.onderwerp)


def bestand_nakijken(model, pk, handeling, onderwerp):
    """Let the scanner look at the file of a row; a second run finds that it was looked at. What is harmful is taken away.

    `handeling` and `onderwerp` (of the row): how the log tells that.
    """
    wachtend = model.objects.filter(nagekeken=Document.Nagekeken.WACHT)
    rij = wachtend.filter(pk=pk).first()
    if rij is None:
        return
    gevonden = ""
    if settings.CLAMD:
        with heel(rij.bestand, rij.sha256) as bestand:
            gevonden = gevonden_in(bestand)
    with transaction.atomic():
        rij = wachtend.select_for_update(of=("self",), nowait=True).filter(pk=pk).first()
        if rij is None:
            return
        if not gevonden:
            rij.nagekeken = Document.Nagekeken.SCHOON if settings.CLAMD else Document.Nagekeken.NIET
            rij.save(update_fields=["nagekeken"])
            return
        opslag, naam = rij.bestand.storage, rij.bestand.name
        rij.nagekeken, rij.bestand, rij.grootte = Document.Nagekeken.BESMET, "", 0
        rij.save(update_fields=["nagekeken", "bestand", "grootte"])
        reden = f"{rij.titel}: het bestand is weggehaald, want er zat iets schadelijks in ({gevonden})."
        vastleggen(None, handeling, onderwerp(rij), reden=reden)
        transaction.on_commit(lambda: opslag.delete(naam))


@app.periodic(cron="*/10 * * * *")
@app.task(name="termijnen_bijwerken", queueing_lock="termijnen_bijwerken")
def termijnen_bijwerken(timestamp):
    """Write down what terms that passed in silence did; what was written already stays as it is."""
    bijwerken()

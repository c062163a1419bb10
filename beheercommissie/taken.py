"""Background jobs of the beheercommissie."""

from contextlib import suppress

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from beheercommissie.bundel import Bundel, bundel_maken, bundel_van
from beheercommissie.dossier import verslag_pdf
from beheercommissie.models import Agendapunt, Vergadering, Vergaderstuk, Verslagsjabloon
from leden.bevoegdheden import Handeling
from leden.models import Lidmaatschap
from trajecten.taken import OPNIEUW, bestand_nakijken


@app.task(name="vergaderstuk_nakijken", retry=OPNIEUW)
def vergaderstuk_nakijken(stuk):
    """Let the scanner look at a paper of a meeting; what is harmful is taken away."""
    bestand_nakijken(Vergaderstuk, stuk, Handeling.AGENDA_INDELEN, lambda rij: rij.bespreekpunt.vergadering.onderwerp)


@app.task(name="dossier_pdf_maken", retry=RetryStrategy(max_attempts=10, exponential_wait=5))
def dossier_pdf_maken(agendapunt):
    """Make the PDF of a pack that was frozen, so that it is there when it is opened or joined; a second run finds it made."""
    verslag_pdf(Agendapunt.objects.get(pk=agendapunt).dossier).close()


@app.task(name="bundel_klaarzetten", retry=RetryStrategy(max_attempts=10, exponential_wait=5))
def bundel_klaarzetten(vergadering, lidmaatschap):
    """Make the pack of a meeting for one membership, as that may read it by now; a second run finds it made."""
    wie = Lidmaatschap.objects.geldig().filter(pk=lidmaatschap).first()
    rij = Vergadering.objects.zichtbaar_voor(wie).filter(pk=vergadering).first()
    if wie and rij:
        bundel_maken(bundel_van(wie, rij))


def bundel_aanvragen(bundel: Bundel) -> None:
    """Have a pack made in the background, unless that waits already."""
    slot = f"bundel-{bundel.vergadering.pk}-{bundel.wie.pk}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        bundel_klaarzetten.configure(lock=slot, queueing_lock=slot).defer(
            vergadering=bundel.vergadering.pk, lidmaatschap=bundel.wie.pk
        )


@app.task(name="verslagsjabloon_nakijken", retry=OPNIEUW)
def verslagsjabloon_nakijken(sjabloon):
    """Let the scanner look at a Word template; one that is harmful is taken away, and the one before it is used."""
    bestand_nakijken(Verslagsjabloon, sjabloon, Handeling.VERSLAGSJABLOON_VERVANGEN, lambda rij: rij.onderwerp)

"""Background jobs of the beheercommissie."""

import hashlib
from contextlib import suppress

from django.core.files.base import ContentFile
from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from beheercommissie.besluitbrief import verzegelde_brief
from beheercommissie.bundel import Bundel, bundel_maken, bundel_van
from beheercommissie.dossier import dossier_pdf
from beheercommissie.models import Agendapunt, Besluit, Besluitbrief, Vergadering, Vergaderstuk, Verslagsjabloon
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
    dossier_pdf(Agendapunt.objects.get(pk=agendapunt).dossier).close()


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


@app.task(name="besluitbrief_maken", retry=OPNIEUW)
def besluitbrief_maken(besluit):
    """Make and seal the letter of a decision. Runs as often as needed, gives one file."""
    besluit = Besluit.objects.select_related(
        "agendapunt__traject__organisatie", "agendapunt__traject__kaderversie", "vastgelegd_door"
    ).get(pk=besluit)
    if Besluitbrief.objects.filter(besluit=besluit).exists():
        return
    # Before the lock, so that nobody waits for a sheet that takes long or never comes.
    pdf = verzegelde_brief(besluit)
    with transaction.atomic():
        # Who holds it is saving the file, or hangs; either way this job comes back.
        Besluit.objects.select_for_update(nowait=True).get(pk=besluit.pk)
        if not Besluitbrief.objects.filter(besluit=besluit).exists():
            brief = Besluitbrief(besluit=besluit, sha256=hashlib.sha256(pdf).hexdigest())
            brief.bestand.save(f"{besluit.nummer}.pdf", ContentFile(pdf), save=False)
            brief.save()

"""Background jobs of the assessment."""

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from toetsing.leesvorm import rapport_pdf
from toetsing.models import Rapportbestand, Rapportversie
from toetsing.samenstellen import korte_inhoud


@app.task(name="rapport_pdf_maken", retry=RetryStrategy(max_attempts=10, exponential_wait=5), pass_context=False)
def rapport_pdf_maken(versie):
    """Make the PDFs of a report version; a second run finds them made."""
    versie = Rapportversie.objects.select_related("traject").get(pk=versie)
    for deel in Rapportbestand.Deel:
        if versie.bestanden.filter(deel=deel).exists():
            continue
        kort = deel == Rapportbestand.Deel.KORT
        pdf = rapport_pdf(korte_inhoud(versie.inhoud) if kort else versie.inhoud, kort=kort)
        with transaction.atomic():
            # Who holds it is saving the file, or hangs; either way this job comes back and finds the file, or makes it.
            Rapportversie.objects.select_for_update(nowait=True).get(pk=versie.pk)
            if not versie.bestanden.filter(deel=deel).exists():
                bestand = Rapportbestand(versie=versie, deel=deel, sha256=hashlib.sha256(pdf).hexdigest())
                bestand.bestand.save("", ContentFile(pdf), save=False)
                bestand.save()

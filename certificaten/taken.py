"""Background jobs of the certificates."""

import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from certificaten.models import Certificaat, Certificaatbestand
from certificaten.pdf import Certificaatgegevens, certificaat_pdf
from certificaten.zegel import sleutel_uit_instellingen, verzegelen
from leden.logboek import laatste_regel
from leden.opgave import in_woorden


# Every minute for most of a day: whoever mends the seal or the storage sees the certificate come without doing more.
@app.task(name="certificaat_maken", retry=RetryStrategy(max_attempts=1000, wait=60))
def certificaat_maken(nummer):
    """Make and seal the PDF of a certificate. Runs as often as needed, gives one file: the row lock and the unique key see to it."""
    certificaat = Certificaat.objects.get(nummer=nummer)
    if Certificaatbestand.objects.filter(certificaat=certificaat).exists():
        return
    # Before the lock, so that nobody waits for a sheet that takes long or never comes.
    pdf = verzegelde_pdf(certificaat)
    with transaction.atomic():
        # Who holds it is saving the file, or hangs; either way this job comes back.
        Certificaat.objects.select_for_update(nowait=True).get(pk=certificaat.pk)
        if Certificaatbestand.objects.filter(certificaat=certificaat).exists():
            return
        bestand = Certificaatbestand(certificaat=certificaat, sha256=hashlib.sha256(pdf).hexdigest())
        bestand.bestand.save(f"{nummer}.pdf", ContentFile(pdf), save=False)
        bestand.save()


def verzegelde_pdf(certificaat):
    """The certificate as sealed PDF bytes."""
    pdf = certificaat_pdf(gegevens_van(certificaat))
    return verzegelen(pdf, sleutel_uit_instellingen(), nummer=certificaat.nummer, op=timezone.now())


def gegevens_van(certificaat):
    """What is printed on the certificate."""
    regel = laatste_regel()
    return Certificaatgegevens(
        nummer=certificaat.nummer,
        houder=certificaat.houder,
        reikwijdte=certificaat.reikwijdte,
        geldig_van=certificaat.geldig_van,
        geldig_tot_en_met=certificaat.geldig_tot_en_met,
        kader=certificaat.kader,
        certificeerder=certificaat.certificeerder,
        besloten_op=certificaat.besloten_op,
        is_voorbeeld=certificaat.is_voorbeeld,
        verifieer_url=settings.ADRES + reverse("verifieer_nummer", args=[certificaat.nummer]),
        gebied=in_woorden(certificaat.gebied, certificaat.besloten_op),
        logboekregel=f"{regel.volgnummer} · {regel.hash[:12]}" if regel else "",
    )

"""Background jobs of the certificates."""

import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from certificaten.models import Certificaat, Certificaatbestand, Uitgifte
from certificaten.pdf import Certificaatgegevens, certificaat_pdf
from certificaten.zegel import sleutel_uit_instellingen, verzegelen
from leden.bevoegdheden import Handeling
from leden.logboek import laatste_regel, vastleggen
from leden.opgave import in_woorden


# Every minute for most of a day: whoever mends the seal or the storage sees the certificate come without doing more.
@app.task(name="certificaat_maken", retry=RetryStrategy(max_attempts=1000, wait=60))
def certificaat_maken(nummer, uitgave=1):
    """Make and seal the PDF of an edition of a certificate.

    Runs as often as needed, gives one file: the row lock and the unique key see to it.
    """
    certificaat = Certificaat.objects.get(nummer=nummer)
    bestanden = Certificaatbestand.objects.filter(certificaat=certificaat, uitgave=uitgave)
    if bestanden.exists():
        return
    # Before the lock, so that nobody waits for a sheet that takes long or never comes.
    pdf = verzegelde_pdf(certificaat.zoals_op(uitgave))
    with transaction.atomic():
        # Who holds it is saving the file, or hangs; either way this job comes back.
        Certificaat.objects.select_for_update(nowait=True).get(pk=certificaat.pk)
        if bestanden.exists():
            return
        bestand = Certificaatbestand(certificaat=certificaat, uitgave=uitgave, sha256=hashlib.sha256(pdf).hexdigest())
        bestand.bestand.save(bestand.bestandsnaam, ContentFile(pdf), save=False)
        bestand.save()
        if uitgave == 1 and Uitgifte.objects.filter(certificaat=certificaat).exists():
            # It was handed out with another file, which is gone: from here this is the one that the log tells of.
            reden = "Het bestand is opnieuw gemaakt."
            vastleggen(None, Handeling.UITGEVEN, certificaat.onderwerp, reden=reden, stuk_sha256=bestand.sha256)


def verzegelde_pdf(certificaat):
    """The certificate, as this edition of it says, as sealed PDF bytes."""
    pdf = certificaat_pdf(gegevens_van(certificaat))
    return verzegelen(
        pdf,
        sleutel_uit_instellingen(),
        nummer=certificaat.nummer,
        uitgave=certificaat.uitgave,
        op=timezone.now(),
    )


def gegevens_van(certificaat):
    """What is printed on the certificate."""
    regel, uitgave = laatste_regel(), certificaat.laatste_uitgave
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
        uitgave=certificaat.uitgave,
        uitgave_op=uitgave.op if uitgave else None,
        uitgave_reden=uitgave.reden if uitgave else "",
        gebied=in_woorden(certificaat.gebied, certificaat.gebied_sinds),
        logboekregel=f"{regel.volgnummer} · {regel.hash[:12]}" if regel else "",
    )

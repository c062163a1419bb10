"""What the background workers do for the post: make it, put it ready and send it."""

import logging

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from berichten import bezorgen, maken, postvak
from berichten.models import Zending
from huisstijl.post import POGINGEN, NietVerstuurd, zonder_inhoud


@app.periodic(cron="* * * * * */15")
@app.task(name="post_bezorgen", queueing_lock="post_bezorgen")
def post_bezorgen(timestamp: int) -> None:
    """Make the letters of what happened, and mails of what is due."""
    while maken.uit_het_logboek() == maken.PER_KEER:
        pass
    with transaction.atomic():
        for zending in bezorgen.zendingen_maken():
            zending_versturen.defer(zending=zending)


@app.periodic(cron="5,35 * * * *")
@app.task(name="post_van_de_dag", queueing_lock="post_van_de_dag")
def post_van_de_dag(timestamp: int) -> None:
    """Make the letters of the moments that have come."""
    maken.uit_de_tijd(timezone.localdate())


@app.task(
    name="zending_versturen",
    priority=-1,
    retry=RetryStrategy(max_attempts=POGINGEN, exponential_wait=4),
    pass_context=True,
)
def zending_versturen(context: JobContext, zending: int) -> None:
    """Send one mail; tried again when the mail server does not take it, and written down when it never did."""
    with transaction.atomic():
        rij = Zending.objects.select_for_update(of=("self",)).filter(pk=zending, verstuurd_op__isnull=True).first()
        if rij is None:
            return
        try:
            with zonder_inhoud("zending"):
                bezorgen.versturen(rij)
            return
        except NietVerstuurd:
            if context.job.attempts + 1 < POGINGEN:
                raise
            rij.mislukt_op = timezone.now()
            rij.save(update_fields=["mislukt_op"])
    # Outside the transaction, so that it stays written down that it failed.
    raise NietVerstuurd(f"zending {zending}: niet gelukt na {POGINGEN} keer")


@app.periodic(cron="* * * * * */30")
@app.task(name="retour_ophalen", priority=-1, queueing_lock="retour_ophalen")
def retour_ophalen(timestamp: int) -> None:
    """Read what came back in the mailbox, when there is one."""
    if not settings.RETOUR_IMAP_HOST:
        return
    with zonder_inhoud("retour"):
        onbegrepen = postvak.legen()
    if onbegrepen:
        logging.getLogger(__name__).warning("Niet begrepen berichten over post die terugkwam: %s", onbegrepen)

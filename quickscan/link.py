"""The link with which an organisation answers without an account: the number of its form, signed with the secret of the site.

It goes on after the scan closed, for who wants to read what was answered and the result, and then ends: who left has the mail still.
"""

from datetime import timedelta

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone

from huisstijl.velden import rijnummer
from quickscan.models import Scanformulier

NA_SLUITEN = timedelta(days=90)


def teken(formulier):
    """The part of the address that opens this form and no other; the same in every mail, until the bureau gives another one."""
    return _ondertekening(formulier).sign(formulier.pk)


def pad(formulier, naam="quickscan_link"):
    return reverse(naam, args=[teken(formulier)])


def formulier_van(teken):
    """The form that this sign opens, with its scan and organisation; None when the sign is not ours."""
    formulieren = Scanformulier.objects.select_related("scan", "organisatie").filter(organisatie__isnull=False)
    formulier = formulieren.filter(pk=rijnummer(teken.partition(".")[0])).first()
    try:
        return formulier if formulier and _ondertekening(formulier).unsign(teken) else None
    except BadSignature:
        return None


def _ondertekening(formulier):
    return Signer(salt=f"quickscan{formulier.koppelingronde or ''}", sep=".")


def is_verlopen(formulier):
    """Whether the link opens nothing any more, but for who is signed in and may read the form anyway."""
    return timezone.now() > formulier.scan.sluit_moment + NA_SLUITEN

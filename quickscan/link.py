"""The link with which an organisation answers without an account: the number of its form, signed with the secret of the site.

It goes on after the scan closed, for who wants to read what was answered and the result, and then ends: who left has the mail still.
"""

from datetime import timedelta

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone

from quickscan.models import Scanformulier

NA_SLUITEN = timedelta(days=90)
_ondertekening = Signer(salt="quickscan", sep=".")


def teken(formulier):
    """The part of the address that opens this form and no other; the same in every mail."""
    return _ondertekening.sign(formulier.pk)


def pad(formulier, naam="quickscan_link"):
    return reverse(naam, args=[teken(formulier)])


def formulier_van(teken):
    """The form that this sign opens, with its scan and organisation; None when the sign is not ours."""
    try:
        pk = _ondertekening.unsign(teken)
    except BadSignature:
        return None
    return Scanformulier.objects.select_related("scan", "organisatie").filter(pk=pk, organisatie__isnull=False).first()


def is_verlopen(formulier):
    """Whether the link opens nothing any more, but for who is signed in and may read the form anyway."""
    return timezone.now() > formulier.scan.sluit_moment + NA_SLUITEN

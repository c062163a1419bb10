"""The letters that ask an organisation to answer, made while they are sent."""

from huisstijl.post import BRIEVEN, GEADRESSEERDEN, Brief, Geadresseerde
from quickscan.handelingen import mail_kwam_terug
from quickscan.link import pad
from quickscan.models import QuickScan, Scanformulier, ScanformulierQuerySet


def _uitnodiging(formulier: int) -> Brief:
    return _met_koppeling(Scanformulier.objects.all(), formulier)


def _herinnering(formulier: int) -> Brief:
    """Not to who answered since."""
    return _met_koppeling(Scanformulier.objects.leeg(), formulier)


def _met_koppeling(formulieren: ScanformulierQuerySet, pk: int) -> Brief:
    """The link to a form that can still be filled in."""
    rij = formulieren.select_related("scan", "organisatie").get(pk=pk, scan__in=QuickScan.objects.open())
    return Brief(rij.email, {"scan": rij.scan, "organisatie": rij.organisatie, "pad": pad(rij)}, rij.onderwerp)


BRIEVEN.update({"quickscan_uitnodiging": _uitnodiging, "quickscan_herinnering": _herinnering})
GEADRESSEERDEN["scanformulier"] = Geadresseerde(
    Scanformulier.objects.select_related("scan", "organisatie"), mail_kwam_terug
)

"""The result of a QuickScan on a sheet of paper."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from huisstijl.document import maak_pdf
from quickscan.groepen import KLEINSTE_GROEP


def uitslag_pdf(uitslag):
    """PDF/A of a result, A4: one sheet for the standard questions. A closed scan gives the same bytes every time."""
    scan = uitslag.scan
    nu = timezone.now()
    context = {
        "uitslag": uitslag,
        "scan": scan,
        "op": nu if scan.is_open else scan.sluit_moment,
        "laatste_dag": nu if scan.is_open else scan.gesloten_op or scan.sluit_op,
        "kleinste_groep": KLEINSTE_GROEP,
        "voorbeeld": settings.DEMO,
    }
    return maak_pdf(render_to_string("pdf/quickscan.html", context), "quickscan.css")

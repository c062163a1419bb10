"""Who hears of a written procedure: rows of the table in `berichten.regels`. What begins and stops it is told as of any agenda."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from django.utils import timezone

from beheercommissie.models import Vergadering
from beheercommissie.ontvangers import NOG_GEEN_ANTWOORD, WIE_VOORZIT, laatste_punt
from berichten.regels import ONVERTELD, Inhoud, Moment, Regel
from leden.bevoegdheden import Handeling
from leden.models import Gebeurtenis
from trajecten.brieven import inhoud
from trajecten.models import Traject
from trajecten.ontvangers import SECRETARIS

# So many days before the last one members are reminded, and so many after it a moment that no worker saw is still told.
VOORAF = timedelta(days=2)
NALOOP = timedelta(days=3)


def _bij_het_punt(traject: Traject, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    basis, punt = inhoud(traject, regel, gebeurtenis), laatste_punt(traject)
    gegevens = basis.gegevens | {"punt": punt}
    return replace(basis, pad=punt.get_absolute_url(), termijn=punt.vergadering.datum, gegevens=gegevens)


def proceduremomenten(vandaag: date) -> Iterator[Moment]:
    """Of every written procedure without a decision: that it ends soon, and that it ended."""
    procedures = Vergadering.objects.filter(
        schriftelijk_tot__isnull=False, afgezegd_op=None, datum__gte=vandaag - NALOOP
    )
    for procedure in procedures.order_by("pk"):
        punt = procedure.agendapunten.onbesloten().select_related("traject").defer("dossier").first()
        if punt is None:
            continue
        begon = timezone.localdate(procedure.schriftelijk_sinds)
        if procedure.is_afgelopen:
            brieven = ["schriftelijk_afgelopen", "schriftelijk_afgelopen_secretaris"]
        else:
            herinnerd = max(begon + timedelta(days=1), procedure.datum - VOORAF)
            brieven = ["schriftelijk_herinnering"] if herinnerd <= vandaag else []
        for brief in brieven:
            yield Moment(brief, punt.traject.onderwerp, f"{brief}:{punt.pk}")


PROCEDUREREGELS = [
    Regel(
        "schriftelijk_herinnering",
        NOG_GEEN_ANTWOORD,
        moment="twee dagen voor de laatste dag van een schriftelijke procedure",
        is_beurt=True,
        inhoud=_bij_het_punt,
    ),
    Regel(
        "schriftelijk_afgelopen",
        WIE_VOORZIT,
        moment="een schriftelijke procedure is afgelopen",
        is_beurt=True,
        inhoud=_bij_het_punt,
    ),
    Regel(
        "schriftelijk_afgelopen_secretaris",
        SECRETARIS,
        moment="een schriftelijke procedure is afgelopen",
        inhoud=_bij_het_punt,
    ),
]
ONVERTELD[Handeling.SCHRIFTELIJK_VOORLEGGEN] = (
    "Het traject komt daarmee op de agenda; dat hoort wie erop wacht, en wie stemt."
)
ONVERTELD[Handeling.SCHRIFTELIJK_STOPPEN] = (
    "Het traject gaat daarmee van de agenda; dat wordt verteld, en niet welk lid het vroeg."
)

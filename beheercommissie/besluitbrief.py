"""The letter of a decision: how it reads, and when the organisation was told."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import Min
from django.template.loader import render_to_string
from django.utils import timezone

from beheercommissie.models import Besluit
from berichten.models import Poststuk
from berichten.regels import REGELS
from certificaten.zegel import sleutel_uit_instellingen, verzegelen
from huisstijl.document import maak_pdf
from leden.bevoegdheden import Handeling
from leden.models import Organisatie
from trajecten.models import Traject
from trajecten.ontvangers import ORGANISATIE


def besluitbrief_pdf(besluit: Besluit) -> bytes:
    """PDF/A of the letter: who decided, for whom, what, why and with which conditions, and where to object until when."""
    traject = besluit.agendapunt.traject
    context = {
        "besluit": besluit,
        "traject": traject,
        # Who carries it on by now is who is told; the decision itself stays about whom it was.
        "aan": traject.organisatie.op_dag(besluit.besloten_op),
        "bureau": Organisatie.objects.filter(soort=Organisatie.Soort.BUREAU).order_by("pk").first(),
        "contact": settings.CONTACT_EMAIL,
        "is_voorbeeld": traject.kaderversie.is_voorbeeld,
    }
    return maak_pdf(render_to_string("pdf/besluitbrief.html", context), "besluitbrief.css")


def verzegelde_brief(besluit: Besluit) -> bytes:
    """The letter under the seal of the label, which names the decision."""
    return verzegelen(
        besluitbrief_pdf(besluit), sleutel_uit_instellingen(), nummer=besluit.nummer, op=timezone.now(), wat="Besluit"
    )


def verstuurd_op(traject: Traject, besluiten: Iterable[Besluit]) -> dict[int, datetime]:
    """Per decision (key) when the first mail about it went to the organisation; nothing while none went."""
    brieven = {regel.brief for regel in REGELS if regel.handeling == Handeling.BESLUITEN and regel.aan == ORGANISATIE}
    poststukken = Poststuk.objects.filter(
        onderwerp=traject.onderwerp, brief__in=brieven, gebeurtenis__handeling=Handeling.BESLUITEN
    ).order_by()
    verstuurd = list(
        poststukken.annotate(op=Min("bezorgingen__zending__verstuurd_op"))
        .filter(op__isnull=False)
        .values_list("gebeurtenis__op", "op")
    )
    gegaan: dict[int, datetime] = {}
    oud_naar_nieuw = sorted(besluiten, key=lambda besluit: besluit.vastgelegd_op)
    for besloten, op in verstuurd:
        # The act writes the decision first and then its row in the log.
        eerder = [besluit for besluit in oud_naar_nieuw if besluit.vastgelegd_op <= besloten]
        if eerder:
            gegaan[eerder[-1].pk] = min(op, gegaan.get(eerder[-1].pk, op))
    return gegaan

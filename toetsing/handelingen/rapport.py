import logging

import pgtrigger
from django.db import transaction
from django.db.models import Max

from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.controlegetal import controlegetal
from leden.models import Lidmaatschap
from toetsing import nog_te_doen
from toetsing.bevoegdheden import controlebelemmeringen
from toetsing.models import (
    AanvullendOnderzoek,
    Advies,
    Bevinding,
    Rapportbestand,
    Rapportdeel,
    Rapportversie,
    Verbeterplan,
    Vrijgave,
    aanvullend_onderzoek,
)
from toetsing.samenstellen import rapportinhoud
from toetsing.taken import rapport_pdf_maken
from toetsing.wijzigingen import ongecontroleerd, slechter_geworden
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.levensloop import Status, lopen
from trajecten.models import Traject

logger = logging.getLogger(__name__)


def _bevriezen(
    wie: Lidmaatschap, traject: Traject, soort: str, wederhoor_op: Rapportversie | None = None
) -> Rapportversie:
    nummer = (traject.rapportversies.aggregate(hoogste=Max("nummer"))["hoogste"] or 0) + 1
    inhoud = rapportinhoud(traject, soort, nummer, wederhoor_op)
    versie = Rapportversie.objects.create(
        traject=traject,
        nummer=nummer,
        soort=soort,
        onderzoek=aanvullend_onderzoek(traject),
        inhoud=inhoud,
        sha256=controlegetal(inhoud),
        gemaakt_door=wie.gebruiker,
    )
    rapport_pdf_maken.defer(versie=versie.pk)
    return versie


def aanvullend_onderzoek_beginnen(onderzoek: AanvullendOnderzoek) -> None:
    """Lay out the answer that the assessors write, and open the norms that were asked about. Part of the decision that asks."""
    onderzoek.save()
    onderzoek.traject.aanvullend = onderzoek.nummer
    onderzoek.traject.save(update_fields=["aanvullend"])
    Rapportdeel.objects.create(traject=onderzoek.traject, sleutel=onderzoek.rapportonderdeel.sleutel)


@transaction.atomic
def rapport_pdf_opnieuw_maken(bestand: Rapportbestand) -> None:
    """Let a PDF that is gone or broken be made again, from the same frozen version; an act of the application itself."""
    with pgtrigger.ignore("toetsing.Rapportbestand:bevroren"):
        bestand.delete()
    logger.warning("%s (sha256 %s) wordt opnieuw gemaakt", bestand.bestand.name, bestand.sha256)
    rapport_pdf_maken.defer(versie=bestand.versie_id)
    transaction.on_commit(lambda: bestand.bestand.storage.delete(bestand.bestand.name))


def _waarop_is_gereageerd(traject: Traject) -> Rapportversie:
    """The newest released draft, which the organisation read."""
    return traject.rapportversies.filter(vrijgave__isnull=False).latest("nummer")


@transaction.atomic
def rapport_opleveren(wie: Lidmaatschap, traject: Traject) -> Rapportversie:
    """Hand the draft over to the internal check: a frozen version with a hash.

    Once more when the reaction of the organisation led to another judgement or finding (uitgangspunten § 20).
    """
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.RAPPORT_OPLEVEREN))
    wederhoor_op = None
    if traject.status == Status.REACTIE_VERWERKEN:
        wederhoor_op = _waarop_is_gereageerd(traject)
        if not ongecontroleerd(traject, wederhoor_op):
            raise Geweigerd(["Geen oordeel of bevinding is veranderd. U kunt het rapport vaststellen."])
        eisen(nog_te_doen.beantwoording(traject))
    else:
        eisen(nog_te_doen.rapport(traject))
    versie = _bevriezen(wie, traject, Rapportversie.Soort.CONCEPT, wederhoor_op)
    lopen(traject, Handeling.RAPPORT_OPLEVEREN, Status.INTERNE_CONTROLE, wie, stuk_sha256=versie.sha256)
    return versie


@transaction.atomic
def vrijgeven(wie: Lidmaatschap, traject: Traject) -> Rapportversie:
    """The internal check releases the draft; from here the organisation reads it (never by who assessed: uitgangspunten § 1).

    A second draft goes to the organisation when something in it is worse than in the first; otherwise it can be settled. For
    that, and for an addendum, there is less to read and so less time.
    """
    traject = Traject.objects.op_slot(traject.pk)
    eisen(controlebelemmeringen(wie, traject, Handeling.VRIJGEVEN))
    versie = traject.rapportversies.latest("nummer")
    versie.traject = traject
    Vrijgave.objects.create(versie=versie, door=wie.gebruiker)
    eerder = versie.eerder_in_ronde
    naar = Status.WEDERHOOR if not eerder or slechter_geworden(versie) else Status.REACTIE_VERWERKEN
    kort = naar == Status.WEDERHOOR and (eerder or versie.onderzoek_id)
    termijn = "tweede_wederhoor" if kort else ""
    lopen(traject, Handeling.VRIJGEVEN, naar, wie, termijn=termijn, stuk_sha256=versie.sha256)
    return versie


@transaction.atomic
def terugsturen(wie: Lidmaatschap, traject: Traject, reden: str) -> Traject:
    """The internal check sends the draft back to the assessors, with what has to be better."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(controlebelemmeringen(wie, traject, Handeling.TERUGSTUREN))
    versie = traject.rapportversies.latest("nummer")
    begin = Status.AANVULLEND_ONDERZOEK if versie.onderzoek_id else Status.IN_TOETSING
    naar = Status.REACTIE_VERWERKEN if versie.eerder_in_ronde else begin
    lopen(traject, Handeling.TERUGSTUREN, naar, wie, reden)
    return traject


@transaction.atomic
def rapport_vaststellen(wie: Lidmaatschap, traject: Traject) -> Rapportversie:
    """Settle the report with the answers in it. Plans follow when there are improvement points, otherwise the advice."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.RAPPORT_VASTSTELLEN))
    eisen(nog_te_doen.beantwoording(traject))
    wederhoor_op = _waarop_is_gereageerd(traject)
    if gewijzigd := ongecontroleerd(traject, wederhoor_op):
        raise Geweigerd([*(een.zin for een in gewijzigd), "Leg dit eerst voor aan de interne controle."])
    versie = _bevriezen(wie, traject, Rapportversie.Soort.VASTGESTELD, wederhoor_op)
    verbeterpunten = Bevinding.objects.filter(
        traject=traject, soort=Bevinding.Soort.VERBETER, verbeterplan__isnull=True
    )
    Verbeterplan.objects.bulk_create(Verbeterplan(traject=traject, bevinding=punt) for punt in verbeterpunten)
    if traject.verbeterplannen.filter(goedgekeurd_op__isnull=True).exists():
        lopen(traject, Handeling.RAPPORT_VASTSTELLEN, Status.VERBETERPLANNEN, wie, stuk_sha256=versie.sha256)
    else:
        Advies.objects.create(traject=traject, versie=versie)
        lopen(traject, Handeling.RAPPORT_VASTSTELLEN, Status.ADVIES, wie, stuk_sha256=versie.sha256)
    return versie

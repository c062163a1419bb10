"""The page of all improvement plans: to write, to judge, or to follow."""

from django.db.models import Count, Q
from django.http import Http404

from leden.bevoegdheden import Handeling, heeft_rol
from toetsing import nog_te_doen
from toetsing.models import Rapportversie, Verbeterplan
from toetsing.samenstellen import passages_van
from trajecten.gebeurtenissen import teruggestuurd
from trajecten.levensloop import kan


def inhoud(wie, traject):
    """All plans with what each still needs; 404 when there are none."""
    plannen = list(
        Verbeterplan.objects.zichtbaar_voor(wie)
        .filter(traject=traject)
        .select_related("bevinding__norm")
        .annotate(meldingen=Count("voortgang"), klaar_gemeld=Count("voortgang", filter=Q(voortgang__is_klaar=True)))
    )
    if not plannen:
        raise Http404
    for plan in plannen:
        plan.traject = traject
    schrijft = kan(traject, Handeling.VERBETERPLANNEN_INDIENEN)
    beoordeelt = kan(traject, Handeling.VERBETERPLANNEN_GOEDKEUREN)
    punten = verbeterpunten(traject)
    rijen = [
        (
            plan,
            punten[plan.bevinding.passage],
            nog_te_doen.verbeterplan(plan) if schrijft and not plan.goedgekeurd_op else [],
        )
        for plan in plannen
    ]
    return {
        "traject": traject,
        "rijen": rijen,
        "open": [zin for _, _, zinnen in rijen for zin in zinnen],
        "schrijft": schrijft,
        "teruggestuurd": teruggestuurd(traject, Handeling.VERBETERPLANNEN_TERUGSTUREN, Handeling.RAPPORT_VASTSTELLEN)
        if schrijft
        else None,
        "mag_indienen": heeft_rol(wie, Handeling.VERBETERPLANNEN_INDIENEN),
        "beoordeelt": beoordeelt and heeft_rol(wie, Handeling.VERBETERPLANNEN_GOEDKEUREN),
    }


def verbeterpunten(traject):
    """The improvement points as the newest settled report has them, by anchor."""
    versie = Rapportversie.objects.nieuwste_van(traject, Rapportversie.Soort.VASTGESTELD)
    return {passage["sleutel"]: passage for passage in passages_van(versie.inhoud)}

"""The page of all improvement plans: to write, to judge, or to follow."""

from django.db.models import Count, Prefetch
from django.http import Http404

from leden.bevoegdheden import Handeling, heeft_rol
from toetsing import nog_te_doen
from toetsing.models import Effect, Rapportversie, Verbeterplan
from toetsing.samenstellen import passages_van
from trajecten.gebeurtenissen import teruggestuurd
from trajecten.levensloop import kan
from trajecten.models import TEAM_WERKT, Traject


def inhoud(wie, traject):
    """All plans with what each still needs; 404 when there are none."""
    plannen = list(
        Verbeterplan.objects.zichtbaar_voor(wie)
        .filter(traject=traject)
        .eigen()
        .met_punten()
        .met_stand()
        .annotate(meldingen=Count("voortgang"))
        .prefetch_related(Prefetch("effecten", Effect.objects.gezien()))
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
            [punten[bevinding.passage] for bevinding in plan.bevindingen],
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
    """The improvement points as they were settled last, by anchor."""
    versies = Rapportversie.objects.vastgesteld_van(traject)
    return {passage["sleutel"]: passage for versie in versies for passage in passages_van(versie.inhoud)}


def eerdere(traject):
    """Plans of before of the organisation of this traject, for the team that now looks at what came of them."""
    hier = Traject.objects.filter(pk=traject.pk, status__in=TEAM_WERKT)
    van_dit_team = Effect.objects.gezien().filter(traject=traject)
    return (
        Verbeterplan.objects.eerder_bij(hier)
        .met_punten()
        .met_stand()
        .select_related("traject")
        .prefetch_related(Prefetch("effecten", van_dit_team, "gezien_door_dit_team"))
        .order_by("-traject", "bevinding__norm__volgorde", "pk")
    )

"""The pages of a follow-up: all its points, and one of them."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import Http404

from leden.bevoegdheden import Handeling, heeft_rol
from normenkader.models import Partij, Stuk
from toetsing import nog_te_doen
from toetsing.bevoegdheden import vertelbelemmeringen, vervolgoordeelbelemmeringen
from toetsing.forms.vervolg import VervolgoordeelForm, VoortgangspuntForm
from toetsing.models import Verbeterplan, Vervolgpunt, Voorbehoud, Voorwaarde
from trajecten import schrijven
from trajecten.levensloop import Status, kan
from trajecten.models import PARTIJ_VAN_ROL, Document


@dataclass(frozen=True)
class Vlak:
    """What one party writes about a point: the act, its form, the texts in it, and why one cannot now."""

    handeling: Handeling
    form: type[forms.Form]
    teksten: tuple[str, ...]
    belemmeringen: Callable


VLAKKEN = (
    Vlak(Handeling.VERVOLG_SCHRIJVEN, VoortgangspuntForm, Vervolgpunt.VERTELD, vertelbelemmeringen),
    Vlak(Handeling.VERVOLG_BEOORDELEN, VervolgoordeelForm, ("toelichting",), vervolgoordeelbelemmeringen),
)


def vlak_van(wie):
    """What the role of this membership writes about a point, or None."""
    return next((een for een in VLAKKEN if heeft_rol(wie, een.handeling)), None)


def toont_oordelen(wie, traject):
    """What the assessors are writing, is theirs until they hand it over."""
    return traject.status != Status.BEOORDELEN or PARTIJ_VAN_ROL[wie.rol] == Partij.TOETSERS


def inhoud(wie, traject):
    """All points of the round that the follow-up is in, and before it those of earlier rounds; 404 for who may not read them."""
    punten = list(
        Vervolgpunt.objects.zichtbaar_voor(wie)
        .filter(traject=traject)
        .select_related("voorwaarde", "voorbehoud", "melding")
        .met_plannen()
        .order_by("-voorbehoud", "pk")
    )
    if not punten and not traject.toont(wie, Stuk.VERVOLG):
        raise Http404
    voorbehoud = Voorbehoud.objects.van(traject)
    if voorbehoud is None and traject.melding_id is None:
        raise Http404
    vertelt, beoordeelt = kan(traject, Handeling.VERVOLG_INDIENEN), kan(traject, Handeling.VERVOLG_OPLEVEREN)
    open_ = []
    if vertelt and heeft_rol(wie, Handeling.VERVOLG_SCHRIJVEN):
        open_ = nog_te_doen.vervolg_vertellen(traject)
    elif beoordeelt and heeft_rol(wie, Handeling.VERVOLG_BEOORDELEN):
        open_ = nog_te_doen.vervolg_beoordelen(traject)
    return {
        "traject": traject,
        "voorbehoud": voorbehoud,
        "punten": [een for een in punten if een.voorbehoud == voorbehoud],
        "eerder": [een for een in punten if een.voorbehoud != voorbehoud],
        # While what happened is still of who writes it, the conditions are not: they stand in the decision.
        "voorwaarden": [] if punten else Voorwaarde.objects.zichtbaar_voor(wie).van_nu(traject).met_stand(),
        "toont_oordelen": toont_oordelen(wie, traject),
        "vertelt": vertelt and heeft_rol(wie, Handeling.VERVOLG_SCHRIJVEN),
        "mag_indienen": heeft_rol(wie, Handeling.VERVOLG_INDIENEN),
        "beoordeelt": beoordeelt and heeft_rol(wie, Handeling.VERVOLG_OPLEVEREN),
        "open": open_,
    }


def over_een_punt(wie, punt, form=None):
    """One point with what may be read of it, and what this membership writes about it (`form` when that was refused)."""
    traject, eigen = punt.traject, vlak_van(wie)
    if punt.plan_id:
        punt.plan = Verbeterplan.objects.met_stand().select_related("bevinding__norm").get(pk=punt.plan_id)
    dicht = eigen.belemmeringen(wie, punt) if eigen else []
    vlak = None if dicht else eigen
    bewaard = schrijven.per_veld(punt, vlak.teksten) if vlak else {}
    form = form or (vlak.form(punt=punt) if vlak else None)
    # An improvement plan is not for everyone who reads what became of it.
    toont_plan = punt.plan is not None and traject.toont(wie, Stuk.VERBETERPLANNEN)
    return {
        "traject": traject,
        "punt": punt,
        "form": form,
        "teksten": [(form[veld], bewaard[veld]) for veld in vlak.teksten] if vlak else [],
        "keuzes": [form[veld] for veld in vlak.form.KEUZES if getattr(form.fields[veld], "queryset", True)]
        if vlak
        else [],
        "vertelt": vlak is not None and vlak.handeling == Handeling.VERVOLG_SCHRIJVEN,
        "toont_oordelen": toont_oordelen(wie, traject),
        "toont_plan": toont_plan,
        # Why the bureau asked for an investigation: what has to be answered.
        "gevraagd": punt.melding.gevolg if punt.melding else None,
        "meldingen": punt.plan.voortgang.order_by("pk") if toont_plan else [],
        "te_openen": Document.objects.zichtbaar_voor(wie).filter(vervolgpunten=punt).values_list("pk", flat=True),
        "documenten": punt.documenten.all() if traject.toont(wie, Stuk.ZELFEVALUATIE) else [],
        "dicht": dicht,
    }

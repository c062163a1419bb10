"""'Wie kan dit zien?': a page per kind of text, and the same as a part of the page that asks."""

from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from beheercommissie.models import Agendapunt, Besluit
from kwaliteitslabel.inzien import kijkers
from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from normenkader.models import Partij
from toetsing.models import (
    Advies,
    Bevinding,
    Notitie,
    Oordeel,
    Rapportdeel,
    Rapportversie,
    Reactie,
    Verbeterplan,
    Verhaal,
    Vervolgpunt,
)
from trajecten.models import Document, Traject

# Everything of which one may ask who can see it. Who asks, can see it.
SOORTEN = {
    model.__name__.lower(): model
    for model in (
        Traject,
        Verhaal,
        Document,
        Notitie,
        Bevinding,
        Oordeel,
        Rapportdeel,
        Rapportversie,
        Reactie,
        Verbeterplan,
        Vervolgpunt,
        Advies,
        Agendapunt,
        Besluit,
    )
}


def _wie_ziet(model):
    handeling = Handeling.COMMISSIE_LEZEN if model is Agendapunt else Handeling.TRAJECT_LEZEN

    @mag(handeling, model)
    @require_safe
    @vary_on_headers("HX-Request")
    def wie_ziet(request, rij):
        gevonden = kijkers.wie_ziet(rij)
        context = {
            "traject": kijkers.traject_van(rij),
            "wat": str(rij),
            "nu": kijkers.in_woorden(gevonden, request.lidmaatschap),
            "lang": kijkers.in_woorden(kijkers.lezers_van_het_lange_deel(rij), request.lidmaatschap),
            "later": [partij.label for partij in gevonden.later],
            "commissie_later": Partij.COMMISSIE in gevonden.later,
        }
        sjabloon = "kwaliteitslabel/_wie_ziet.html" if request.htmx else "kwaliteitslabel/wie_ziet.html"
        return render(request, sjabloon, context)

    return wie_ziet


VIEWS = {soort: _wie_ziet(model) for soort, model in SOORTEN.items()}

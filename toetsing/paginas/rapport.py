"""The page on which the assessors write the report."""

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.urls import reverse

from leden.bevoegdheden import Handeling, heeft_rol
from normenkader.models import Stuk
from toetsing import nog_te_doen, samenstellen
from toetsing.bevoegdheden import (
    TEAM_SCHRIJFT,
    gevraagd_van,
    nagekeken_belemmeringen,
    teambelemmeringen_om_te_schrijven,
)
from toetsing.forms.rapport import RapportdeelForm
from toetsing.models import Bevinding, aanvullend_onderzoek
from trajecten import schrijven
from trajecten.gebeurtenissen import teruggestuurd
from trajecten.levensloop import Status

# From here the assessors hand the report over for the first time.
OPLEVERBAAR = (Status.IN_TOETSING, Status.AANVULLEND_ONDERZOEK)


def inhoud(wie, traject, ingevuld):
    """What one writes and what composes itself; 404 for who reads no working material.

    `ingevuld`: forms that were posted and could not be saved, by section.
    """
    prefetch_related_objects(
        [traject],
        "rapportdelen",
        samenstellen.MET_OORDELEN,
        "gesprekken__gesprekspartners",
    )
    if not traject.toont(wie, Stuk.BEVINDINGEN):
        raise Http404
    kan_opleveren = traject.status in OPLEVERBAAR
    bevindingen = list(samenstellen.bevindingen_van(traject))
    dicht = teambelemmeringen_om_te_schrijven(wie, traject, Handeling.RAPPORT_SCHRIJVEN)
    context = {
        "traject": traject,
        "onderzoek": aanvullend_onderzoek(traject),
        "delen": _schrijfvlakken(traject, ingevuld, dicht),
        "mag_schrijven": heeft_rol(wie, Handeling.RAPPORT_SCHRIJVEN),
        "dicht": dicht,
        "teruggestuurd": teruggestuurd_met(traject),
        "toon_opleveren": kan_opleveren and heeft_rol(wie, Handeling.RAPPORT_OPLEVEREN),
        "na_opleveren": "Dit gaat dan naar de interne controleur. Deze versie staat vast.",
        "open": nog_te_doen.rapport(traject, bevindingen) if kan_opleveren else [],
        **_samengesteld(traject, bevindingen),
    }
    return context


def teruggestuurd_met(traject):
    """The log row with which the controleur sent the report back, while the assessors work on it again; or None."""
    if traject.status not in TEAM_SCHRIJFT:
        return None
    return teruggestuurd(traject, Handeling.TERUGSTUREN, Handeling.RAPPORT_OPLEVEREN)


def _schrijfvlakken(traject, ingevuld, dicht):
    """`dicht`: why nothing can be written now; each section can have its own reason besides."""
    delen = list(traject.rapportdelen.all())
    wat = None if dicht else gevraagd_van(traject)
    versies = schrijven.laatste_versies(delen)
    per_sleutel = {deel.sleutel: deel for deel in delen}
    vlakken = []
    for onderdeel in samenstellen.rapportonderdelen(traject):
        if deel := per_sleutel.get(onderdeel.sleutel):
            form = ingevuld.get(deel.sleutel) or RapportdeelForm(deel=deel, onderdeel=onderdeel)
            versie = versies.get(deel.pk)
            vlakken.append(
                {
                    "deel": deel,
                    "onderdeel": onderdeel,
                    "form": form,
                    "bewaren": reverse("rapportdeel_bewaren", args=[traject.nummer, deel.sleutel]),
                    "bewaard": versie and versie.bewaard_op,
                    "dicht": " ".join(dicht or nagekeken_belemmeringen(deel, wat)),
                    "versies": reverse("rapportdeel_versies", args=[traject.nummer, deel.sleutel]),
                }
            )
    return vlakken


def _samengesteld(traject, bevindingen):
    """The parts that nobody types: points, counts and people, as they will stand in the report."""
    kader, normen = traject.kaderversie, samenstellen.normen_van(traject)
    oordelen = {oordeel.norm_id: oordeel for oordeel in traject.oordelen.all()}
    tellingen = samenstellen.tellingen(kader, normen, oordelen)
    gesprekken = samenstellen.gesprekken(kader, samenstellen.gesprekken_van(traject))
    aantallen = {norm.pk: 0 for norm in normen}
    for bevinding in bevindingen:
        aantallen[bevinding.norm_id] += 1
    return {
        "sterke_punten": samenstellen.punten(bevindingen, Bevinding.Soort.STERK),
        "verbeterpunten": samenstellen.punten(bevindingen, Bevinding.Soort.VERBETER),
        "kolommen": tellingen["kolommen"],
        "telrijen": [
            (rij["onderdeel"], list(zip(tellingen["kolommen"], rij["aantallen"], strict=True)))
            for rij in tellingen["rijen"]
        ],
        "gesprekken": gesprekken,
        "aantal_mensen": sum(groep["aantal_mensen"] for groep in gesprekken),
        "normen": [
            (norm, samenstellen.oordeel_in_woorden(kader, oordelen.get(norm.pk)), aantallen[norm.pk]) for norm in normen
        ],
    }

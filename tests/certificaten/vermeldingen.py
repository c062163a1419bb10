"""Entries in the public register, without the road towards them."""

from datetime import date

import pgtrigger
from dateutil.relativedelta import relativedelta

from certificaten.models import Certificaat, Uitgifte, Wijziging
from trajecten.models import Cyclus

# The road towards an entry is left out, its decision too.
OP_EEN_BESLUIT = "beheercommissie.Toekenning:op_een_besluit"
ZONDER_BESLUIT = ("beheercommissie.Doorvoering:op_een_besluit", "certificaten.Wijziging:door_de_houder")
LANG = date(2099, 12, 31)


def vermelding(traject, organisatie, nummer, geldig_van, **anders):
    """A certificate that was handed out, valid for two years; it may hang on any traject."""
    gegevens = {
        "traject": traject,
        "cyclus": anders.get("cyclus") or Cyclus.objects.get_or_create(organisatie=organisatie)[0],
        "organisatie": organisatie,
        "nummer": nummer,
        "besluit_nummer": f"B-{nummer}",
        "besloten_op": geldig_van,
        "houder": organisatie.naam,
        "plaats": organisatie.plaats,
        "reikwijdte": "de hele organisatie",
        "variant": "Externe audit",
        "kader": "Voorbeeldkader 2026",
        "certificeerder": "Toetshuis Noorderlicht",
        "is_voorbeeld": False,
        "geldig_van": geldig_van,
        "geldig_tot_en_met": geldig_van + relativedelta(months=24, days=-1),
    }
    with pgtrigger.ignore(OP_EEN_BESLUIT):
        certificaat = Certificaat.objects.create(**gegevens | anders)
    Uitgifte.objects.create(certificaat=certificaat, door=traject.aangemeld_door)
    return certificaat


def wijziging(certificaat, soort, per: date, tot=LANG, daarna="ingetrokken", besluit_nummer=""):
    """What happened to it, without the decision or the holder behind it; a suspension that does not end by itself."""
    einde = {"tot": tot, "daarna": daarna} if soort == "geschorst" else {}
    with pgtrigger.ignore(*ZONDER_BESLUIT):
        return Wijziging.objects.create(
            certificaat=certificaat,
            soort=soort,
            per=per,
            openbare_reden="De plannen zijn niet uitgevoerd.",
            vastgelegd_door=certificaat.traject.aangemeld_door,
            besluit_nummer=besluit_nummer,
            **einde,
        )

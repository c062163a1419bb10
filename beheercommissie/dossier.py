"""The pack of one agenda item: what the disclosure matrix gives the committee, frozen as plain JSON."""

import hashlib
import io
from datetime import date

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from beheercommissie.models import Navraag
from leden.controlegetal import controlegetal
from normenkader.models import Partij, Stuk
from toetsing.leesvorm import leesvorm, rapport_pdf
from toetsing.models import Advies, Rapportversie, Verbeterplan
from toetsing.samenstellen import korte_inhoud
from trajecten.models import Melding, Vraagpartij


def dossierinhoud(traject):
    """Short report, advice and, as the matrix says, the plans of the organisation (uitgangspunten § 8)."""
    versie = Rapportversie.objects.nieuwste_van(traject)
    advies = Advies.objects.get(versie=versie)
    mag_lang = traject.kaderversie.ziet(Partij.COMMISSIE, Stuk.RAPPORT_LANG)
    return {
        "rapport": versie.inhoud if mag_lang else korte_inhoud(versie.inhoud),
        "rapportversie": {"nummer": versie.nummer, "sha256": versie.sha256},
        "advies": {
            "code": advies.optie,
            "label": advies.optie_label,
            "motivering": advies.motivering,
            "op": timezone.localdate(advies.uitgebracht_op).isoformat(),
        },
        "plannen": [
            {
                "passage": bevinding.passage,
                "akkoord_op": plan.goedgekeurd_op and timezone.localdate(plan.goedgekeurd_op).isoformat(),
                "klaar_op": plan.klaar_op and plan.klaar_op.isoformat(),
            }
            for plan in Verbeterplan.objects.eigen().met_punten().filter(traject=traject)
            for bevinding in plan.bevindingen
        ],
        "gemeld": _gemeld(traject),
        "navraag": [
            een.gevraagd | {"antwoord": een.antwoord, "is_verstuurd": een.beantwoord_op is not None}
            for een in Navraag.objects.van(traject)
        ],
    }


def _gemeld(traject):
    """What changed at the holder since the label was granted, in a word and a day; the committee reads no more of it."""
    meldingen = Melding.objects.filter(traject__cyclus=traject.cyclus_id).prefetch_related("wegingen")
    return [
        {
            "wat": een.get_soort_display(),
            "sinds": een.sinds.isoformat(),
            "gevolg": een.gevolg.get_gevolg_display() if een.gevolg else "wordt nog bekeken",
        }
        for een in meldingen.order_by("sinds", "pk")
    ]


def kort_rapport(dossier):
    """The short report of a pack with the advice in it, for `toetsing/_rapport.html`."""
    return leesvorm(_met_advies(dossier), kort=True)


def kort_rapport_pdf(dossier):
    """PDF/A of the short report of a pack with the advice in it, as an open file.

    Made when it is first asked for, and again when what was kept is not whole: the name of the file is its hash.
    """
    map_ = f"dossiers/{controlegetal(_met_advies(dossier))}"
    for naam in default_storage.listdir(map_)[1] if default_storage.exists(map_) else ():
        with default_storage.open(f"{map_}/{naam}") as bestand:
            pdf = bestand.read()
        if hashlib.sha256(pdf).hexdigest() == naam:
            return io.BytesIO(pdf)
    pdf = rapport_pdf(_met_advies(dossier), kort=True)
    naam = f"{map_}/{hashlib.sha256(pdf).hexdigest()}"
    default_storage.delete(naam)
    default_storage.save(naam, ContentFile(pdf))
    return io.BytesIO(pdf)


def _met_advies(dossier):
    return dossier["rapport"] | {"advies": dossier["advies"]}


def dossierkaart(dossier):
    """A pack as two sheets are read: the report in short, its counts with a strip of moons, and the plan of each point."""
    rapport = leesvorm(dossier["rapport"], kort=True)
    plannen = {plan["passage"]: plan for plan in dossier["plannen"]}
    return {
        "rapport": rapport,
        "advies": dossier["advies"],
        "telling": _telling(rapport["tellingen"]),
        # A pack of before this was kept has none.
        "gemeld": [een | {"sinds": date.fromisoformat(een["sinds"])} for een in dossier.get("gemeld", ())],
        # Of before it asked anybody, neither.
        "navraag": [
            een
            | {
                "aan": Vraagpartij(een["aan"]).label,
                "antwoord_tot_en_met": date.fromisoformat(een["antwoord_tot_en_met"]),
            }
            for een in dossier.get("navraag", ())
        ],
        "verbeterpunten": [
            punt | {"plan": _met_datums(plannen.get(punt["passage"]))} for punt in rapport["verbeterpunten"]
        ],
    }


def _telling(tellingen):
    """Counts per part, and one moon per norm. What was never used outside the three judgements makes no column."""
    codes = [kolom["code"] for kolom in tellingen["kolommen"]]
    getoond = [
        nr
        for nr, kolom in enumerate(tellingen["kolommen"])
        if kolom["beoordeeld"] or any(rij["cellen"][nr]["aantal"] for rij in tellingen["rijen"])
    ]
    return {
        "kolommen": [tellingen["kolommen"][nr]["label"] for nr in getoond],
        "rijen": [
            {
                "onderdeel": rij["onderdeel"],
                "cellen": [rij["cellen"][nr] for nr in getoond],
                "manen": [code for code, cel in zip(codes, rij["cellen"], strict=True) for _ in range(cel["aantal"])],
            }
            for rij in tellingen["rijen"]
        ],
    }


def _met_datums(plan):
    if plan is None:
        return None
    return {veld: plan[veld] and date.fromisoformat(plan[veld]) for veld in ("akkoord_op", "klaar_op")}

"""The pack of one agenda item: what the disclosure matrix gives the committee, frozen as plain JSON."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from beheercommissie.models import Besluit
from certificaten.gevolgen import certificaat_bij
from certificaten.levensloop import stand_op
from certificaten.models import Certificaat
from leden.controlegetal import controlegetal
from normenkader.models import Partij, Stuk
from toetsing.leesvorm import leesvorm, rapport_pdf
from toetsing.models import Advies, Rapportversie, Verbeterplan
from toetsing.samenstellen import korte_inhoud
from trajecten.levensloop import Soort


def dossierinhoud(traject):
    """What the committee gets of a traject of this kind."""
    return DOSSIERS[traject.soort].inhoud(traject)


def _van_een_toets(traject):
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
                "passage": plan.bevinding.passage,
                "akkoord_op": plan.goedgekeurd_op and timezone.localdate(plan.goedgekeurd_op).isoformat(),
                "klaar_op": plan.klaar_op and plan.klaar_op.isoformat(),
            }
            for plan in Verbeterplan.objects.filter(traject=traject).select_related("bevinding")
        ],
    }


def _van_een_maatregel(traject):
    """What is proposed and why, what the organisation thinks and shows, the certificate, and what was decided before."""
    maatregel, certificaat, vandaag = traject.maatregel, certificaat_bij(traject), timezone.localdate()
    certificaat = Certificaat.objects.met_stand(vandaag).get(pk=certificaat.pk)
    return {
        "voorstel": {
            "wat": maatregel.get_voorstel_display(),
            "reden": maatregel.reden,
            "namens": maatregel.voorgesteld_namens,
            "op": timezone.localdate(maatregel.voorgesteld_op).isoformat(),
        },
        "zienswijze": maatregel.zienswijze,
        "herstel": maatregel.herstel,
        "certificaat": {
            "nummer": certificaat.nummer,
            "houder": certificaat.houder,
            "reikwijdte": certificaat.reikwijdte,
            "geldig_van": certificaat.geldig_van.isoformat(),
            "geldig_tot_en_met": certificaat.geldig_tot_en_met.isoformat(),
            "stand": stand_op(certificaat, vandaag).label,
            "tot": certificaat.wijziging_tot and certificaat.wijziging_tot.isoformat(),
        },
        "eerder": [
            {
                "nummer": besluit.nummer,
                "op": besluit.besloten_op.isoformat(),
                "label": besluit.keuze.label,
                "motivering": besluit.motivering,
                "voorwaarden": besluit.voorwaarden,
            }
            for besluit in Besluit.objects.filter(agendapunt__traject__in=(traject.pk, traject.vorige_id))
            .select_related("agendapunt__traject__kaderversie")
            .defer("agendapunt__dossier")
            .order_by("pk")
        ],
    }


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


def dossierkaart(agendapunt):
    """(template, what it shows) of the pack of an item, as its members read it."""
    soort = DOSSIERS[agendapunt.traject.soort]
    return soort.sjabloon, soort.leesvorm(agendapunt.dossier)


def _maatregelkaart(dossier):
    """A pack about a label, with days as dates."""
    certificaat = _met_datums(dossier["certificaat"], ("geldig_van", "geldig_tot_en_met", "tot"))
    return dossier | {
        "voorstel": dossier["voorstel"] | _met_datums(dossier["voorstel"], ("op",)),
        "certificaat": dossier["certificaat"] | certificaat,
        "eerder": [besluit | _met_datums(besluit, ("op",)) for besluit in dossier["eerder"]],
    }


def _toetskaart(dossier):
    """A pack as two sheets are read: the report in short, its counts with a strip of moons, and the plan of each point."""
    rapport = leesvorm(dossier["rapport"], kort=True)
    plannen = {plan["passage"]: plan for plan in dossier["plannen"]}
    return {
        "rapport": rapport,
        "advies": dossier["advies"],
        "telling": _telling(rapport["tellingen"]),
        "verbeterpunten": [
            punt | {"plan": (plan := plannen.get(punt["passage"])) and _met_datums(plan, ("akkoord_op", "klaar_op"))}
            for punt in rapport["verbeterpunten"]
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


def _met_datums(rij, velden):
    return {veld: rij[veld] and date.fromisoformat(rij[veld]) for veld in velden}


@dataclass(frozen=True)
class Dossier:
    """The pack of a kind of traject: what goes into it, how a member reads that, and with which template."""

    inhoud: Callable
    leesvorm: Callable
    sjabloon: str


DOSSIERS = {
    Soort.TOETS: Dossier(_van_een_toets, _toetskaart, "beheercommissie/_dossierkaart.html"),
    Soort.MAATREGEL: Dossier(_van_een_maatregel, _maatregelkaart, "beheercommissie/_maatregelkaart.html"),
}

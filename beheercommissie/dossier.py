"""The pack of one agenda item: what the disclosure matrix gives the committee, frozen as plain JSON. One row per kind of traject."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from beheercommissie import vervolgdossier
from beheercommissie.models import Besluit, Navraag
from certificaten.gevolgen import certificaat_bij
from certificaten.levensloop import stand_op
from certificaten.models import Certificaat
from huisstijl.document import maak_pdf
from leden.controlegetal import controlegetal
from leden.opgave import in_woorden
from normenkader.models import Partij, Stuk
from toetsing.leesvorm import leesvorm, rapport_pdf
from toetsing.models import Advies, Rapportversie, Verbeterplan
from toetsing.samenstellen import korte_inhoud
from trajecten.gemeld import gemeld, met_dagen
from trajecten.levensloop import Soort
from trajecten.models import Document, Vraagpartij


@dataclass(frozen=True)
class Soortdossier:
    """How the pack of one kind is made, and how it is read: on two sheets, as a page (by its name) and as a PDF."""

    naam: str
    inhoud: Callable[[Any], dict[str, Any]]
    kaart: Callable[[dict[str, Any]], dict[str, Any]]
    kaartsjabloon: str
    verslag: Callable[[dict[str, Any]], dict[str, Any]]
    verslagsjabloon: str
    # What the name of the file is the hash of, and the file.
    kern: Callable[[dict[str, Any]], dict[str, Any]]
    pdf: Callable[[dict[str, Any]], bytes]
    # In the pack of a meeting: what of the card the PDF does not say; of most kinds it says all.
    voorblad: str = ""


def dossierinhoud(traject):
    """The pack of a traject as it is now (uitgangspunten § 8)."""
    return DOSSIERS[traject.soort].inhoud(traject)


def soortdossier(dossier):
    """How this pack is read; one of before does not say its kind."""
    return DOSSIERS[dossier.get("soort", Soort.TOETS)]


def lange_versies(agendapunt):
    """The versions of the report that the pack is made from, newest first: what was asked to be read as a whole."""
    dossier = agendapunt.dossier
    nummers = [een["nummer"] for een in (dossier["rapportversie"], *dossier.get("addendumversies", ()))]
    return Rapportversie.objects.filter(traject=agendapunt.traject_id, nummer__in=nummers).order_by("-nummer")


def _van_een_toets(traject):
    """Short report, advice and, as the matrix says, the plans of the organisation."""
    nieuwste = Rapportversie.objects.nieuwste_van(traject)
    versie = nieuwste.onderzoek.versie if nieuwste.onderzoek else nieuwste
    advies = Advies.objects.get(versie=nieuwste)
    mag_lang = traject.kaderversie.ziet(Partij.COMMISSIE, Stuk.RAPPORT_LANG)
    # What was added to the report since, newest first.
    addenda = Rapportversie.objects.vastgesteld_van(traject).filter(onderzoek__versie=versie).order_by("-nummer")
    return {
        "rapport": versie.inhoud if mag_lang else korte_inhoud(versie.inhoud),
        "rapportversie": {"nummer": versie.nummer, "sha256": versie.sha256},
        "addenda": [een.inhoud if mag_lang else korte_inhoud(een.inhoud) for een in addenda],
        "addendumversies": [{"nummer": een.nummer, "sha256": een.sha256} for een in addenda],
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
        "normen": _niet_gehaald(traject.kaderversie, [versie, *reversed(addenda)]),
        "gemeld": gemeld(traject),
        "navraag": [
            een.gevraagd | {"antwoord": een.antwoord, "is_verstuurd": een.beantwoord_op is not None}
            for een in Navraag.objects.van(traject)
        ],
    }


def _niet_gehaald(kader, versies):
    """Which norms are met in part or not, as they were judged last: not why (uitgangspunten § 8). `versies`: oldest first."""
    oordelen = {norm["nummer"]: (norm["titel"], norm["oordeel"]) for een in versies for norm in een.inhoud["normen"]}
    return [
        {"nummer": nummer, "titel": titel, "code": oordeel["code"], "label": oordeel["label"]}
        for nummer, (titel, oordeel) in oordelen.items()
        if oordeel["code"] and kader.schaalwaarde(oordeel["code"]).vraagt_verbeterplan
    ]


def _van_een_maatregel(traject):
    """What is proposed and why, what the organisation thinks and shows, the certificate, and what was decided before."""
    maatregel, certificaat, vandaag = traject.maatregel, certificaat_bij(traject), timezone.localdate()
    certificaat = Certificaat.objects.met_stand(vandaag).get(pk=certificaat.pk)
    tot = certificaat.wijziging and certificaat.wijziging.tot
    return {
        "soort": Soort.MAATREGEL,
        "kader": {"titel": traject.kaderversie.titel, "is_voorbeeld": traject.kaderversie.is_voorbeeld},
        "voorstel": {
            "wat": maatregel.get_voorstel_display(),
            "reden": maatregel.reden,
            "namens": maatregel.voorgesteld_namens,
            "op": timezone.localdate(maatregel.voorgesteld_op).isoformat(),
        },
        "reikwijdte": maatregel.reikwijdte,
        "gebied": {"nu": certificaat.gebied, "wordt": maatregel.gebied} if maatregel.reikwijdte else {},
        "volgt_op_een_besluit": maatregel.volgt_op_een_besluit,
        "zienswijze": maatregel.zienswijze,
        "herstel": maatregel.herstel,
        "documenten": [
            {
                "pk": een.pk,
                "titel": een.titel,
                "sha256": een.sha256,
                # What the scanner says comes later, and then the file may go.
                "wordt_nagekeken": een.nagekeken == Document.Nagekeken.WACHT,
            }
            for een in traject.documenten.exclude(nagekeken=Document.Nagekeken.BESMET)
        ],
        "gemeld": gemeld(traject),
        "certificaat": {
            "nummer": certificaat.nummer,
            "houder": certificaat.houder,
            "reikwijdte": certificaat.reikwijdte,
            "geldig_van": certificaat.geldig_van.isoformat(),
            "geldig_tot_en_met": certificaat.geldig_tot_en_met.isoformat(),
            "stand": stand_op(certificaat, vandaag).label,
            "tot": tot and tot.isoformat(),
        },
        "eerder": [
            {
                "nummer": besluit.nummer,
                "op": besluit.besloten_op.isoformat(),
                "label": besluit.keuze.label,
                "motivering": besluit.motivering,
                "voorwaarden": besluit.voorwaarden,
            }
            for besluit in Besluit.objects.filter(
                Q(agendapunt__traject=traject.vorige_id) | Q(agendapunt__traject__vorige=traject.vorige_id)
            )
            .select_related("agendapunt__traject__kaderversie")
            .defer("agendapunt__dossier")
            .order_by("pk")
        ],
    }


def dossier_pdf(dossier):
    """PDF/A of what the committee reads of a pack, with the advice in it, as an open file.

    Made when it is first asked for, and again when what was kept is not whole: the name of the file is its hash.
    """
    soort = soortdossier(dossier)
    map_ = f"dossiers/{controlegetal(soort.kern(dossier))}"
    for naam in default_storage.listdir(map_)[1] if default_storage.exists(map_) else ():
        with default_storage.open(f"{map_}/{naam}") as bestand:
            pdf = bestand.read()
        if hashlib.sha256(pdf).hexdigest() == naam:
            return io.BytesIO(pdf)
    pdf = soort.pdf(dossier)
    naam = f"{map_}/{hashlib.sha256(pdf).hexdigest()}"
    default_storage.delete(naam)
    default_storage.save(naam, ContentFile(pdf))
    return io.BytesIO(pdf)


def _met_advies(dossier):
    """The report with the advice, and what was added to it. A pack without that is the same as one of before there was any."""
    addenda = {"addenda": dossier["addenda"]} if dossier.get("addenda") else {}
    return dossier["rapport"] | {"advies": dossier["advies"]} | addenda


def _toetsverslag(dossier):
    """What was added to the report comes before it."""
    return leesvorm(_met_advies(dossier), kort=True) | {"addenda": _addenda(dossier)}


def _addenda(dossier):
    return [leesvorm(een, kort=True) for een in dossier.get("addenda", ())]


def _maatregelkaart(dossier):
    """A pack about a label, with days as dates."""
    certificaat = _met_datums(dossier["certificaat"], ("geldig_van", "geldig_tot_en_met", "tot"))
    # A pack of before knows no other scope, no documents and no framework, and began with a proposal.
    kaart = {"reikwijdte": "", "documenten": [], "kader": None, "volgt_op_een_besluit": False} | dossier
    return kaart | {
        "waarover": "Herstel van" if kaart["volgt_op_een_besluit"] else "Voorstel over",
        "organisatie": dossier["certificaat"]["houder"],
        "voorstel": dossier["voorstel"] | _met_datums(dossier["voorstel"], ("op",)),
        "certificaat": dossier["certificaat"] | certificaat,
        "eerder": [besluit | _met_datums(besluit, ("op",)) for besluit in dossier["eerder"]],
        "gebied": {
            wanneer: in_woorden(gebied, date.fromisoformat(dossier["voorstel"]["op"]))
            for wanneer, gebied in dossier.get("gebied", {}).items()
        },
        "gemeld": met_dagen(dossier),
    }


def dossierkaart(dossier):
    """The pack of an assessment on two sheets: the report in short, its counts with a strip of moons, the plan of each point."""
    rapport = leesvorm(dossier["rapport"], kort=True)
    plannen = {plan["passage"]: plan for plan in dossier["plannen"]}
    return {
        "rapport": rapport,
        "addenda": _addenda(dossier),
        "advies": dossier["advies"],
        "telling": _telling(rapport["tellingen"]),
        # None in a pack of before they were named.
        "normen": dossier.get("normen"),
        "gemeld": met_dagen(dossier),
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


DOSSIERS = {
    Soort.TOETS: Soortdossier(
        naam="het korte rapport",
        inhoud=_van_een_toets,
        kaart=dossierkaart,
        kaartsjabloon="beheercommissie/_dossierkaart.html",
        verslag=_toetsverslag,
        verslagsjabloon="beheercommissie/_toetsverslag.html",
        kern=_met_advies,
        pdf=lambda dossier: rapport_pdf(_met_advies(dossier), kort=True),
        voorblad="pdf/_voorblad.html",
    ),
    Soort.VERVOLGONDERZOEK: Soortdossier(
        naam="het vervolgonderzoek",
        inhoud=vervolgdossier.inhoud,
        kaart=vervolgdossier.leesvorm,
        kaartsjabloon="beheercommissie/_vervolgkaart.html",
        verslag=vervolgdossier.leesvorm,
        verslagsjabloon="toetsing/_vervolgverslag.html",
        kern=lambda dossier: dossier,
        pdf=vervolgdossier.pdf,
    ),
    Soort.MAATREGEL: Soortdossier(
        naam="het voorstel en de reactie",
        inhoud=_van_een_maatregel,
        kaart=_maatregelkaart,
        kaartsjabloon="beheercommissie/_maatregelkaart.html",
        verslag=_maatregelkaart,
        verslagsjabloon="beheercommissie/_maatregelverslag.html",
        kern=lambda dossier: dossier,
        pdf=lambda dossier: maak_pdf(
            render_to_string("pdf/maatregel.html", {"kaart": _maatregelkaart(dossier)}), "rapport.css"
        ),
    ),
}

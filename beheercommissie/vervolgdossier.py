"""The pack of a follow-up: each condition and plan with what was told and judged, and the advice; frozen as plain JSON."""

from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from certificaten.gevolgen import certificaat_bij
from huisstijl.document import maak_pdf
from huisstijl.templatetags.opmaak import dagkort
from normenkader.models import Partij, Stuk
from toetsing.leesvorm import opsomming
from toetsing.models import Advies, Vervolgpunt, Voorbehoud
from trajecten.gemeld import gemeld, met_dagen
from trajecten.models import Toewijzing, Traject


def inhoud(traject: Traject) -> dict[str, Any]:
    """What the disclosure matrix gives the committee of the round that the follow-up is in (uitgangspunten § 8)."""
    voorbehoud = Voorbehoud.objects.van(traject)
    advies = Advies.objects.filter(traject=traject).latest("pk")
    mag_lezen = traject.kaderversie.ziet(Partij.COMMISSIE, Stuk.VERVOLG)
    toetsers = traject.toewijzingen.filter(rol=Toewijzing.Trajectrol.TOETSER).select_related("gebruiker")
    return {
        "soort": traject.soort,
        "vervolg": {
            "nummer": traject.nummer,
            "organisatie": traject.organisatie.naam,
            "certificeerder": traject.certificeerder.naam,
            # As the certificate says by now.
            "reikwijdte": certificaat_bij(traject).reikwijdte,
            "kader": {"titel": traject.kaderversie.titel, "is_voorbeeld": traject.kaderversie.is_voorbeeld},
            "toetsers": [een.gebruiker.naam for een in toetsers],
            "besluit": voorbehoud.besluit_nummer if voorbehoud else "",
            "onderzoek_op": voorbehoud and voorbehoud.onderzoek_op.isoformat(),
            "melding": f"{traject.melding}, sinds {dagkort(traject.melding.sinds)}" if traject.melding else "",
            "op": timezone.localdate().isoformat(),
        },
        "punten": [_punt(een, mag_lezen) for een in Vervolgpunt.objects.van_nu(traject)],
        "gemeld": gemeld(traject),
        "advies": {
            "code": advies.optie,
            "label": advies.optie_label,
            "motivering": advies.motivering,
            "op": timezone.localdate(advies.uitgebracht_op).isoformat(),
        },
    }


def _punt(punt: Vervolgpunt, mag_lezen: bool) -> dict[str, str | None]:
    """A condition in the words of the committee, a reported change with why it is looked into; of a plan only which one it is, as in
    the pack of an assessment."""
    voorwaarde, melding = punt.voorwaarde, punt.melding if mag_lezen else None
    return {
        "naam": str(punt),
        "wat": voorwaarde.wat if voorwaarde else melding.toelichting if melding else "",
        "waarom": melding.gevolg.uitleg if melding and melding.gevolg else "",
        "hoe": voorwaarde.hoe if voorwaarde else "",
        "kijker": voorwaarde.get_kijker_display() if voorwaarde else "",
        "uiterlijk": punt.uiterlijk and punt.uiterlijk.isoformat(),
        "voortgang": punt.voortgang if mag_lezen else "",
        "verhaal": punt.verhaal if mag_lezen else "",
        "oordeel": punt.oordeel,
        "oordeel_label": punt.get_oordeel_display(),
        "toelichting": punt.toelichting if mag_lezen else "",
    }


def leesvorm(dossier: dict[str, Any]) -> dict[str, Any]:
    """The pack as people read it, on the two sheets, on the page and on paper: dates as dates, and how often each judgement."""
    # A pack of before knows no reported change.
    punten = [{"waarom": ""} | een | {"uiterlijk": _dag(een["uiterlijk"])} for een in dossier["punten"]]
    geteld = {label: sum(een["oordeel"] == code for een in punten) for code, label in Vervolgpunt.Oordeel.choices}
    feiten = dossier["vervolg"]
    return (
        {"melding": ""}
        | feiten
        | {
            "onderzoek_op": _dag(feiten["onderzoek_op"]),
            "op": _dag(feiten["op"]),
            "toetsers": opsomming(feiten["toetsers"]),
            "punten": punten,
            "telling": geteld,
            "gemeld": met_dagen(dossier),
            "advies": dossier["advies"] | {"op": _dag(dossier["advies"]["op"])},
        }
    )


def _dag(tekst: str | None) -> date | None:
    return date.fromisoformat(tekst) if tekst else None


def pdf(dossier: dict[str, Any]) -> bytes:
    """PDF/A of the pack."""
    return maak_pdf(render_to_string("pdf/vervolg.html", {"verslag": leesvorm(dossier)}), "rapport.css")

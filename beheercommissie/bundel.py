"""The pack of a whole meeting for one member: the agenda, and behind it the papers of every item that is open for that member.

What it is made of and for whom is known before it is made, so a pack is kept under the hash of that (`sha256`) and opens only
while that is what the member may read now. Of what is closed it has the words of the agenda and nothing else.
"""

import hashlib
import io
from dataclasses import asdict, dataclass
from datetime import time
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.template.loader import render_to_string

from beheercommissie.agenda import Punt, met_kaders, op_de_klok, op_volgorde, tijden, wanneer
from beheercommissie.dossier import dossier_pdf, soortdossier
from beheercommissie.models import Agendapunt, Bespreekpunt, Navraag, Vergadering, Vergaderstuk
from beheercommissie.models.buiten import met_open_dossier
from huisstijl.bundelen import Deel, bundelen, is_leesbaar
from huisstijl.document import maak_pdf
from huisstijl.opslag import BestandKapot, heel
from huisstijl.templatetags.opmaak import dagkort
from leden.controlegetal import controlegetal
from leden.models import Lidmaatschap
from trajecten.bestandssoorten import PDF, soort_van_naam

# Goes up when a pack of the same papers has to look otherwise.
VORM = 1


@dataclass(frozen=True)
class Stuk:
    """A paper of a bespreekpunt."""

    pk: int
    titel: str
    sha256: str
    is_pdf: bool
    laat_omdat: str


@dataclass(frozen=True)
class Regel:
    """One line of the agenda, with what the pack has behind it. `dossier`: the hash of a pack that is open, empty while it is closed."""

    nummer: int
    naam: str
    over: str
    uur: str
    minuten: int
    is_traject: bool
    pk: int
    laat_omdat: str = ""
    dossier: str = ""
    vragen: tuple[tuple[str, str], ...] = ()
    stukken: tuple[Stuk, ...] = ()

    @property
    def anker(self) -> str:
        return f"punt-{self.nummer}"

    @property
    def is_dicht(self) -> bool:
        """Whether the papers are not for this member, or not yet."""
        return self.is_traject and not self.dossier

    @property
    def heeft_blad(self) -> bool:
        """Whether there is more to read than the agenda says."""
        return bool(self.dossier or self.stukken)


@dataclass(frozen=True)
class Bundel:
    """What is in the pack of this membership now, and where it is kept."""

    wie: Lidmaatschap
    vergadering: Vergadering
    regels: tuple[Regel, ...]

    @property
    def is_leeg(self) -> bool:
        """Whether it would be no more than the agenda."""
        return not any(regel.heeft_blad for regel in self.regels)

    @cached_property
    def sha256(self) -> str:
        """The hash of all that it says and of every file in it."""
        return controlegetal(
            {
                "vorm": VORM,
                "kop": _kop(self.vergadering),
                "voorbeeld": settings.DEMO,
                "regels": [asdict(regel) for regel in self.regels],
            }
        )

    @property
    def map(self) -> str:
        """A folder of one's own: whether somebody else has the same pack shows in nothing."""
        return f"bundels/{self.vergadering.pk}/{self.wie.pk}"

    def bestand(self) -> io.BytesIO | None:
        """The pack as it was made of just this, when it is there and whole."""
        for naam in _namen(self.map):
            van_wat, _, sha256 = naam.partition("-")
            if van_wat == self.sha256:
                with default_storage.open(f"{self.map}/{naam}") as bestand:
                    pdf = bestand.read()
                if hashlib.sha256(pdf).hexdigest() == sha256:
                    return io.BytesIO(pdf)
        return None

    @property
    def is_klaar(self) -> bool:
        return any(naam.startswith(self.sha256) for naam in _namen(self.map))

    @property
    def is_te_maken(self) -> bool:
        """Whether something else is kept than there should be: an empty pack is none, and takes away the one that was there."""
        return not self.is_klaar and (not self.is_leeg or bool(_namen(self.map)))


def _namen(map_: str) -> list[str]:
    return default_storage.listdir(map_)[1] if default_storage.exists(map_) else []


def _kop(vergadering: Vergadering) -> str:
    return wanneer(vergadering.datum, vergadering.begin, vergadering.eind, vergadering.plaats)


def bundel_van(wie: Lidmaatschap, vergadering: Vergadering) -> Bundel:
    """The pack as it should be for this membership at this moment."""
    agendapunten = vergadering.agendapunten.op_de_agenda().voor_lijst()
    sha256 = dict(met_open_dossier(wie, agendapunten).values_list("pk", "sha256"))
    stukken: dict[int, list[Stuk]] = {}
    rijen = Vergaderstuk.objects.zichtbaar_voor(wie).filter(bespreekpunt__vergadering=vergadering).exclude(bestand="")
    # What a scanner still looks at can turn out to be harmful.
    for een in rijen.exclude(nagekeken="wacht").order_by("titel", "pk"):
        stuk = Stuk(een.pk, een.titel, een.sha256, soort_van_naam(een.bestandsnaam) == PDF, een.laat_omdat)
        stukken.setdefault(een.bespreekpunt_id, []).append(stuk)
    vragen: dict[int, list[tuple[str, str]]] = {}
    for een in (
        Navraag.objects.vooraf().filter(agendapunt__traject__agendapunten__in=sha256).select_related("agendapunt")
    ):
        antwoord = een.antwoord if een.beantwoord_op else ""
        vragen.setdefault(een.punt.traject_id, []).append((een.vraag, antwoord))
    punten = op_volgorde(met_kaders(agendapunten), vergadering.bespreekpunten.all())
    regels = (_regel(punt, uur, sha256, vragen, stukken) for punt, uur in tijden(vergadering, punten))
    return Bundel(wie, vergadering, tuple(regels))


def _regel(
    punt: Punt,
    uur: time | None,
    sha256: dict[int, str],
    vragen: dict[int, list[tuple[str, str]]],
    stukken: dict[int, list[Stuk]],
) -> Regel:
    is_traject = isinstance(punt, Agendapunt)
    return Regel(
        nummer=punt.volgnummer or 0,
        naam=punt.naam,
        over=punt.toelichting if isinstance(punt, Bespreekpunt) else punt.traject.aanduiding,
        uur=op_de_klok(uur),
        minuten=punt.minuten,
        is_traject=is_traject,
        pk=punt.pk,
        laat_omdat=punt.laat_omdat if isinstance(punt, Agendapunt) else "",
        dossier=sha256.get(punt.pk, "") if is_traject else "",
        vragen=tuple(vragen.get(punt.traject_id, ())) if isinstance(punt, Agendapunt) and punt.pk in sha256 else (),
        stukken=() if is_traject else tuple(stukken.get(punt.pk, ())),
    )


def bundel_maken(bundel: Bundel) -> None:
    """Make the pack and keep it, in place of what this member had of the meeting; what is there already stays, of an empty one nothing."""
    if bundel.bestand():
        return
    pdf = None if bundel.is_leeg else _pdf(bundel)
    for oud in _namen(bundel.map):
        default_storage.delete(f"{bundel.map}/{oud}")
    if pdf:
        default_storage.save(f"{bundel.map}/{bundel.sha256}-{hashlib.sha256(pdf).hexdigest()}", ContentFile(pdf))


def _pdf(bundel: Bundel) -> bytes:
    dossiers = Agendapunt.objects.in_bulk([regel.pk for regel in bundel.regels if regel.dossier])
    bestanden = Vergaderstuk.objects.in_bulk([stuk.pk for regel in bundel.regels for stuk in regel.stukken])
    bladen, delen = [], []
    for regel in bundel.regels:
        if not regel.heeft_blad:
            continue
        blad: dict[str, Any] = {"regel": regel}
        if regel.dossier:
            dossier = dossiers[regel.pk].dossier
            soort = soortdossier(dossier)
            blad |= {"sjabloon": soort.voorblad, "kaart": soort.kaart(dossier) if soort.voorblad else None}
            pdfs = [dossier_pdf(dossier).getvalue()]
        else:
            stukken = [(stuk, _in_te_voegen(stuk, bestanden)) for stuk in regel.stukken]
            blad["stukken"] = stukken
            pdfs = [pdf for _, pdf in stukken if pdf]
        bladen.append(blad)
        delen.append(Deel(regel.anker, f"{regel.nummer}. {regel.naam}", pdfs))
    titel = f"Bundel van de vergadering van {dagkort(bundel.vergadering.datum)}"

    def voorwerk(bladzijden: dict[str, int]) -> bytes:
        context = {
            "vergadering": bundel.vergadering,
            "kop": _kop(bundel.vergadering),
            "titel": titel,
            "regels": [(regel, bladzijden.get(regel.anker, "")) for regel in bundel.regels],
            "bladen": bladen,
            "voorbeeld": settings.DEMO,
        }
        return maak_pdf(render_to_string("pdf/bundel.html", context), "bundel.css")

    return bundelen(voorwerk, delen, titel=titel, eerste="Agenda")


def _in_te_voegen(stuk: Stuk, bestanden: dict[int, Vergaderstuk]) -> bytes | None:
    """The PDF of a paper; None for another kind, and for one that cannot be taken over."""
    if not stuk.is_pdf or stuk.pk not in bestanden:
        return None
    try:
        with heel(bestanden[stuk.pk].bestand, stuk.sha256) as bestand:
            pdf: bytes = bestand.read()
    except BestandKapot:
        return None
    return pdf if is_leesbaar(pdf) else None

"""The minutes of a meeting, made from the facts, and the version of them that each reader gets."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.db.models import Prefetch

from beheercommissie.agenda import met_kaders, op_volgorde, sleutel
from beheercommissie.models import Afgevoerd, Agendapunt, Belangverklaring, Besluit, Bespreekpunt, Stem, Verslag
from beheercommissie.models.verslagen import met_leesrecht
from beheercommissie.opkomst import aanwezigen
from leden.models import Lidmaatschap, Rol


def verslaginhoud(verslag: Verslag) -> dict[str, Any]:
    """All that is in the minutes, as plain JSON: what is frozen when they are agreed."""
    vergadering = verslag.vergadering
    er_was, er_niet_was = aanwezigen(vergadering)
    teksten = {een.agendapunt_id or -een.bespreekpunt_id: een.tekst for een in verslag.verslagteksten.all()}
    punten = _agendapunten(verslag)
    gegaan = {een.agendapunt_id: een for een in vergadering.afgevoerd.select_related("naar").order_by("pk")}
    op_de_agenda = [punt for punt in punten if punt.vergadering_id == vergadering.pk and punt.volgnummer is not None]
    van_de_agenda = [punt for punt in punten if punt not in op_de_agenda]
    volgorde = op_volgorde(op_de_agenda, vergadering.bespreekpunten.all())
    return {
        "vergadering": {
            "datum": vergadering.datum.isoformat(),
            "begin": vergadering.begin and vergadering.begin.isoformat("minutes"),
            "eind": vergadering.eind and vergadering.eind.isoformat("minutes"),
            "plaats": vergadering.plaats,
        },
        "aanwezig": er_was,
        "afwezig": er_niet_was,
        "punten": [_agendapunt(punt, teksten) if punt.is_traject else _bespreekpunt(punt, teksten) for punt in volgorde]
        + [_agendapunt(punt, teksten) | _weg(gegaan[punt.pk]) for punt in van_de_agenda],
    }


def _agendapunten(verslag: Verslag) -> list[Agendapunt]:
    """The trajecten that are on the agenda, and those that left it."""
    vergadering = verslag.vergadering
    op_de_agenda = vergadering.agendapunten.op_de_agenda()
    punten = met_kaders(
        (op_de_agenda | Agendapunt.objects.filter(afgevoerd__vergadering=vergadering))
        .distinct()
        .select_related("besluit", "traject__organisatie", "traject__certificeerder")
        .prefetch_related(
            Prefetch(
                "verklaringen",
                Belangverklaring.objects.filter(uitkomst=Belangverklaring.Uitkomst.BELANG)
                .select_related("gebruiker")
                .order_by("gebruiker__naam"),
                to_attr="buiten",
            )
        )
        .defer("dossier")
        .order_by("pk")
    )
    for punt in punten:
        if besluit := getattr(punt, "besluit", None):
            besluit.agendapunt = punt
    return punten


def _bespreekpunt(punt: Bespreekpunt, teksten: dict[int, str]) -> dict[str, Any]:
    return {
        "sleutel": sleutel(punt),
        "nummer": punt.volgnummer,
        "naam": punt.naam,
        "tekst": teksten.get(-punt.pk, ""),
    }


def _agendapunt(punt: Agendapunt, teksten: dict[int, str]) -> dict[str, Any]:
    besluit = getattr(punt, "besluit", None)
    return {
        "sleutel": sleutel(punt),
        "agendapunt": punt.pk,
        "nummer": punt.volgnummer,
        "naam": punt.naam,
        "aanduiding": punt.traject.aanduiding,
        "besluit": besluit and _besluit(besluit),
        # Before the decision it is between that member and the secretary; a doubt may still turn out to be none.
        "niet_mee": [een.gebruiker.naam for een in punt.buiten] if besluit else [],
        "stemmen": stemverhouding(besluit) if besluit else [],
        "tekst": teksten.get(punt.pk, ""),
    }


def _besluit(besluit: Besluit) -> dict[str, Any]:
    return {
        "nummer": besluit.nummer,
        "op": besluit.besloten_op.isoformat(),
        "label": besluit.keuze.label,
        "uitspraak": besluit.uitspraak,
    }


def stemverhouding(besluit: Besluit) -> list[list[Any]]:
    """Which options got votes, and how many: what the minutes say of a vote. Who voted what stays at the item."""
    labels = {optie.code: optie.label for optie in besluit.agendapunt.traject.kaderversie.besluitopties}
    labels[Stem.ONTHOUDING] = "Onthouding"
    stemmen = besluit.uitslag["stemmen"]
    return [[label, stemmen[code]] for code, label in labels.items() if stemmen.get(code)]


def _weg(afgevoerd: Afgevoerd) -> dict[str, Any]:
    """What is known of an item that went: what is decided later is of another meeting."""
    weg = {"naar": afgevoerd.naar and afgevoerd.naar.datum.isoformat(), "reden": afgevoerd.reden}
    return {"nummer": None, "besluit": None, "niet_mee": [], "stemmen": [], "weg": weg}


@dataclass(frozen=True)
class Verslagregel:
    """One item as a reader gets it. What is not for this reader is empty, as if it were not there."""

    sleutel: str
    nummer: int | None
    naam: str
    aanduiding: str = ""
    is_besloten: bool = False
    is_weg: bool = False
    naar: date | None = None
    leest_mee: bool = True
    besluit: dict[str, Any] | None = None
    reden: str = ""
    niet_mee: list[str] = field(default_factory=list)
    stemmen: list[list[Any]] = field(default_factory=list)
    tekst: str = ""


@dataclass(frozen=True)
class Leesversie:
    """The minutes as one reader gets them; the bureau reads the decisions only."""

    datum: date
    begin: time | None
    eind: time | None
    plaats: str
    aanwezig: list[str]
    afwezig: list[str]
    punten: list[Verslagregel]
    is_lijst: bool

    @property
    def besluiten(self) -> list[Verslagregel]:
        """The items of which this reader reads what was decided."""
        return [punt for punt in self.punten if punt.besluit]

    @property
    def naam(self) -> str:
        return "Besluitenlijst" if self.is_lijst else "Verslag"


def voor_lezer(verslag: Verslag, wie: Lidmaatschap) -> Leesversie:
    """What this membership reads: deliberation of an item only who took part in it, a decision who does not stay out."""
    inhoud = verslag.inhoud or verslaginhoud(verslag)
    vergadering, is_lijst = inhoud["vergadering"], wie.rol == Rol.LABELBEHEERDER
    pks = [een["agendapunt"] for een in inhoud["punten"] if "agendapunt" in een]
    if is_lijst:
        zichtbaar = Besluit.objects.zichtbaar_voor(wie).filter(agendapunt__in=pks)
        te_lezen = set(zichtbaar.values_list("agendapunt", flat=True))
        punten = [
            _regel(een | {"nummer": None}, leest_mee=False, leest_besluit=True)
            for een in inhoud["punten"]
            if een.get("agendapunt") in te_lezen
        ]
    else:
        rechten = {
            pk: (leest_mee, blijft_buiten)
            for pk, leest_mee, blijft_buiten in met_leesrecht(Agendapunt.objects.filter(pk__in=pks), wie).values_list(
                "pk", "leest_mee", "blijft_buiten"
            )
        }
        punten = []
        for een in inhoud["punten"]:
            leest_mee, blijft_buiten = rechten[een["agendapunt"]] if "agendapunt" in een else (True, False)
            punten.append(_regel(een, leest_mee=leest_mee, leest_besluit=not blijft_buiten))
    return Leesversie(
        datum=date.fromisoformat(vergadering["datum"]),
        begin=vergadering["begin"] and time.fromisoformat(vergadering["begin"]),
        eind=vergadering["eind"] and time.fromisoformat(vergadering["eind"]),
        plaats=vergadering["plaats"],
        aanwezig=[] if is_lijst else inhoud["aanwezig"],
        afwezig=[] if is_lijst else inhoud["afwezig"],
        punten=punten,
        is_lijst=is_lijst,
    )


def _regel(punt: dict[str, Any], *, leest_mee: bool, leest_besluit: bool) -> Verslagregel:
    """One item; what everybody reads of it stands on the agenda too."""
    weg, besluit = punt.get("weg"), punt.get("besluit")
    regel = {
        "sleutel": punt["sleutel"],
        "nummer": punt["nummer"],
        "naam": punt["naam"],
        "aanduiding": punt.get("aanduiding", ""),
        "is_besloten": bool(besluit),
        "is_weg": bool(weg),
        "naar": weg and weg["naar"] and date.fromisoformat(weg["naar"]),
        "leest_mee": leest_mee,
    }
    if leest_besluit and besluit:
        regel["besluit"] = besluit | {"op": date.fromisoformat(besluit["op"])}
    if leest_mee:
        regel |= {
            "tekst": punt["tekst"],
            "reden": weg["reden"] if weg else "",
            "niet_mee": punt.get("niet_mee", []),
            "stemmen": punt.get("stemmen", []),
        }
    return Verslagregel(**regel)

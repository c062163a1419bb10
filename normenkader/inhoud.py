"""The parts of a framework package that are read as a whole: scale, options, terms. Made from a valid package only."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Schaalwaarde:
    """A judgement on a norm. `beoordeeld`: the assessors say something about the norm with it."""

    code: str
    label: str
    uitleg: str
    volgorde: int
    beoordeeld: bool
    vraagt_verbeterplan: bool
    vraagt_uitleg: bool


@dataclass(frozen=True)
class Variant:
    code: str
    label: str
    uitleg: str
    leidt_tot_certificaat: bool


@dataclass(frozen=True)
class Adviesoptie:
    """Advice of the certifier. Months to the next investigation, None when none follows from it."""

    code: str
    label: str
    uitleg: str
    maanden_tot_volgend_onderzoek: int | None


@dataclass(frozen=True)
class Besluitoptie:
    """Decision of the committee.

    `kent_toe`: a certificate follows, valid for `maanden_geldig`; `gaat_naar`: the next status of the traject.
    """

    code: str
    label: str
    uitleg: str
    kent_toe: bool
    meldt_bezwaar: bool
    maanden_geldig: int | None
    maanden_tot_volgend_onderzoek: int | None
    gaat_naar: str


@dataclass(frozen=True)
class Gespreksgroep:
    """People to talk to. `kort` is the heading of a narrow column."""

    code: str
    meervoud: str
    enkelvoud: str
    kort: str


@dataclass(frozen=True)
class Rapportonderdeel:
    """A section of the report. `deel`: kort, lang or beide; `soort`: geschreven (prose) or samengesteld (from data)."""

    sleutel: str
    titel: str
    uitleg: str
    deel: str
    soort: str
    verplicht: bool


@dataclass(frozen=True)
class Uitgangspunt:
    """A value of the label or a competence of the social worker."""

    code: str
    tekst: str


@dataclass(frozen=True)
class Voorwaarden:
    """Terms that the organisation accepts when it applies; an empty line in `tekst` starts a paragraph."""

    versie: str
    tekst: str


@dataclass(frozen=True)
class Termijn:
    """A term of `aantal` `eenheid` (werkdagen or dagen)."""

    aantal: int
    eenheid: str

    def __str__(self):
        return f"{self.aantal} {self.eenheid.removesuffix('en') if self.aantal == 1 else self.eenheid}"


@dataclass(frozen=True)
class Dagregel:
    """Up to and including `tot_en_met` fte (None: no limit) an assessment takes `dagen` days."""

    tot_en_met: Decimal | None
    dagen: Decimal


def _optioneel(maanden: Any) -> int | None:
    return None if maanden is None else int(maanden)


def schaal(pakket: dict[str, Any]) -> tuple[Schaalwaarde, ...]:
    """The scale in its own order."""
    return tuple(
        Schaalwaarde(
            code=rij["code"],
            label=rij["label"],
            uitleg=rij["uitleg"],
            volgorde=int(rij["volgorde"]),
            beoordeeld=rij["beoordeeld"],
            vraagt_verbeterplan=rij["vraagt_verbeterplan"],
            vraagt_uitleg=rij["vraagt_uitleg"],
        )
        for rij in sorted(pakket["schaal"], key=lambda rij: rij["volgorde"])
    )


def varianten(pakket: dict[str, Any]) -> tuple[Variant, ...]:
    return tuple(
        Variant(rij["code"], rij["label"], rij["uitleg"], rij["leidt_tot_certificaat"]) for rij in pakket["varianten"]
    )


def adviesopties(pakket: dict[str, Any]) -> tuple[Adviesoptie, ...]:
    return tuple(
        Adviesoptie(rij["code"], rij["label"], rij["uitleg"], _optioneel(rij["maanden_tot_volgend_onderzoek"]))
        for rij in pakket["adviesopties"]
    )


def besluitopties(pakket: dict[str, Any]) -> tuple[Besluitoptie, ...]:
    return tuple(
        Besluitoptie(
            code=rij["code"],
            label=rij["label"],
            uitleg=rij["uitleg"],
            kent_toe=rij["kent_toe"],
            meldt_bezwaar=rij["meldt_bezwaar"],
            maanden_geldig=_optioneel(rij["maanden_geldig"]),
            maanden_tot_volgend_onderzoek=_optioneel(rij["maanden_tot_volgend_onderzoek"]),
            gaat_naar=rij["gaat_naar"],
        )
        for rij in pakket["besluitopties"]
    )


def gespreksgroepen(pakket: dict[str, Any]) -> tuple[Gespreksgroep, ...]:
    return tuple(Gespreksgroep(**rij) for rij in pakket["gespreksgroepen"])


def rapportonderdelen(pakket: dict[str, Any]) -> tuple[Rapportonderdeel, ...]:
    return tuple(Rapportonderdeel(**rij) for rij in pakket["rapportonderdelen"])


def uitgangspunten(rijen: list[dict[str, Any]]) -> tuple[Uitgangspunt, ...]:
    return tuple(Uitgangspunt(**rij) for rij in rijen)


def termijnen(pakket: dict[str, Any]) -> dict[str, Termijn]:
    gevonden = {naam: Termijn(int(rij["aantal"]), rij["eenheid"]) for naam, rij in pakket["termijnen"].items()}
    # A package can leave it out: those of before do.
    return {"tweede_wederhoor": gevonden["wederhoor"]} | gevonden


def dagentabel(pakket: dict[str, Any]) -> tuple[Dagregel, ...]:
    """The day table, ascending; JSON numbers go through their text, so that 1.1 fte stays 1.1."""
    return tuple(
        Dagregel(
            None if rij["tot_en_met_fte"] is None else Decimal(str(rij["tot_en_met_fte"])), Decimal(str(rij["dagen"]))
        )
        for rij in pakket["dagentabel"]
    )

"""The parts of a framework package that are read as a whole: scale, options, terms. Made from a valid package only."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

# The kind of traject that an option is for when it does not say.
TOETS = "toets"


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
    """Advice of the certifier in a traject of this `soort`; with `na_melding` in one that came of a reported change, and in no other.

    Months to the next investigation, None when none follows from it; `gevolg`: what the decision would do to the certificate.
    """

    code: str
    label: str
    uitleg: str
    maanden_tot_volgend_onderzoek: int | None
    soort: str
    na_melding: bool
    gevolg: str


@dataclass(frozen=True)
class Besluitoptie:
    """Decision of the committee on a traject of this `soort`; with `na_melding` on one that came of a reported change, and on no other.

    `kent_toe`: a certificate follows, valid for `maanden_geldig`; `gaat_naar`: the next status of the traject. `gevolg`: what
    happens to the certificate that is there; a suspension lasts `hoogstens_maanden`, and after that `daarna` is true.
    `modelzinnen`: sentences to begin the reasons with.
    """

    code: str
    label: str
    uitleg: str
    kent_toe: bool
    meldt_bezwaar: bool
    maanden_geldig: int | None
    maanden_tot_volgend_onderzoek: int | None
    gaat_naar: str
    soort: str
    na_melding: bool
    gevolg: str
    hoogstens_maanden: int | None
    daarna: str
    modelzinnen: tuple[str, ...]

    @property
    def vraagt_vervolg(self) -> bool:
        """A next investigation before the certificate ends: the label is granted, or goes on, with conditions."""
        onderzoek = self.maanden_tot_volgend_onderzoek
        return onderzoek is not None and (self.maanden_geldig is None or onderzoek < self.maanden_geldig)


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
class Hernieuwing:
    """From `maanden_vooraf` before its end a certificate can be renewed. `sluit_aan`: the new one begins when the old one has ended.

    A version of before says nothing, and then a year is open and a certificate begins on the day of the decision.
    """

    maanden_vooraf: int = 12
    sluit_aan: bool = False


class Overgangssoort(StrEnum):
    """What became of a norm of an earlier version."""

    ZELFDE = "zelfde"
    GESPLITST = "gesplitst"
    SAMENGEVOEGD = "samengevoegd"
    NIEUW = "nieuw"
    VERVALLEN = "vervallen"


@dataclass(frozen=True)
class Overgangsregel:
    """Norms of the earlier version and what they are in this one, by their key. `vraagt_ook`: groups that are heard as well now."""

    soort: Overgangssoort
    van: tuple[str, ...]
    naar: tuple[str, ...]
    vraagt_ook: tuple[str, ...]


@dataclass(frozen=True)
class Overgang:
    """The way from one earlier version to this one."""

    van: str
    regels: tuple[Overgangsregel, ...]


class Stilte(StrEnum):
    """What is true when the last day of a term has passed and nothing happened."""

    GAAT_VERDER = "gaat_verder"
    GELDT_ALS_AKKOORD = "geldt_als_akkoord"
    BLIJFT_STAAN = "blijft_staan"
    SCHORSING_LOOPT_AF = "schorsing_loopt_af"


BIJ_STILTE = {
    Stilte.GAAT_VERDER: "Komt er niets, dan gaat het traject na de laatste dag vanzelf verder. Wat dan is opgeschreven, telt mee.",
    Stilte.GELDT_ALS_AKKOORD: "Komt er niets, dan geldt dat na de laatste dag als akkoord.",
    Stilte.BLIJFT_STAAN: "Komt er niets, dan blijft het traject staan. Het kan ook na de laatste dag nog.",
    Stilte.SCHORSING_LOOPT_AF: "Is er dan geen nieuw besluit, dan geldt na de laatste dag wat in het besluit over de schorsing staat.",
}
HOORT_HET = {"planner": "de planner", "bureau": "het bureau", "secretaris": "de secretaris van de beheercommissie"}


def _werkdagen(aantal: int) -> str:
    return "1 werkdag" if aantal == 1 else f"{aantal} werkdagen"


def _momenten(werkdagen: tuple[int, ...], wanneer: str) -> list[str]:
    """As in: 10 en 3 werkdagen voor de laatste dag."""
    if not werkdagen:
        return []
    eerste = "".join(f"{aantal} en " for aantal in werkdagen[:-1])
    return [f"{eerste}{_werkdagen(werkdagen[-1])} {wanneer}"]


@dataclass(frozen=True)
class Termijn:
    """A term of `aantal` `eenheid` (werkdagen or dagen), and the rule of silence that goes with it.

    `vooraf` and `achteraf`: how many working days before and after the last day who is at turn is reminded. `escalatie_naar`
    hears it `escalatie_na` working days after the last day. An extension can be asked `uitstel_keer` times, each for at most
    `uitstel_werkdagen`. A version of before has none of these, and then a passed term changes nothing.
    """

    aantal: int
    eenheid: str
    stilte: Stilte = Stilte.BLIJFT_STAAN
    vooraf: tuple[int, ...] = ()
    achteraf: tuple[int, ...] = ()
    escalatie_naar: str = ""
    escalatie_na: int = 0
    uitstel_keer: int = 0
    uitstel_werkdagen: int = 0

    def __str__(self):
        return f"{self.aantal} {self.eenheid.removesuffix('en') if self.aantal == 1 else self.eenheid}"

    @property
    def herinneringen(self) -> tuple[int, ...]:
        """`vooraf`, without what would come before the term has begun: five of seven days are working days."""
        lengte = self.aantal if self.eenheid == "werkdagen" else self.aantal * 5 // 7
        return tuple(aantal for aantal in self.vooraf if aantal < lengte)

    @property
    def bij_stilte(self) -> str:
        """What happens when nothing happens, as every page and letter says it."""
        return BIJ_STILTE[self.stilte]

    @property
    def herinneringzin(self) -> str:
        """When who is at turn is reminded; empty when the framework says nothing about it."""
        momenten = _momenten(self.herinneringen, "voor de laatste dag") + _momenten(self.achteraf, "erna")
        if not momenten:
            return ""
        momenten.insert(1 if self.herinneringen else 0, "op de dag zelf")
        *eerste, laatste = momenten
        return f"Een herinnering komt {', '.join(eerste)} en {laatste}."

    @property
    def regels(self) -> list[str]:
        """All sentences about this term: silence, reminders, who hears that it is late, and extension."""
        zinnen = list(filter(None, [self.bij_stilte, self.herinneringzin]))
        if self.escalatie_naar:
            wie = HOORT_HET[self.escalatie_naar]
            zinnen.append(f"Is het {_werkdagen(self.escalatie_na)} na de laatste dag nog stil, dan hoort {wie} het.")
        if self.uitstel_keer:
            keer, hoogstens = self.uitstel_keer, _werkdagen(self.uitstel_werkdagen)
            zinnen.append(f"Uitstel vragen kan {keer} keer, met een reden en voor hoogstens {hoogstens}.")
        return zinnen


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
        Adviesoptie(
            code=rij["code"],
            label=rij["label"],
            uitleg=rij["uitleg"],
            maanden_tot_volgend_onderzoek=_optioneel(rij["maanden_tot_volgend_onderzoek"]),
            soort=rij.get("soort", TOETS),
            na_melding=rij.get("na_melding", False),
            gevolg=rij.get("gevolg", ""),
        )
        for rij in pakket["adviesopties"]
    )


# How a package of before says that the assessors go back with a question.
_NAAR_NU = {"in_toetsing": "aanvullend_onderzoek"}


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
            gaat_naar=_NAAR_NU.get(rij["gaat_naar"], rij["gaat_naar"]),
            soort=rij.get("soort", TOETS),
            na_melding=rij.get("na_melding", False),
            gevolg=rij.get("gevolg", ""),
            hoogstens_maanden=_optioneel(rij.get("hoogstens_maanden")),
            daarna=rij.get("daarna", ""),
            modelzinnen=tuple(rij.get("modelzinnen", ())),
        )
        for rij in pakket["besluitopties"]
    )


def gespreksgroepen(pakket: dict[str, Any]) -> tuple[Gespreksgroep, ...]:
    return tuple(Gespreksgroep(**rij) for rij in pakket["gespreksgroepen"])


def rapportonderdelen(pakket: dict[str, Any]) -> tuple[Rapportonderdeel, ...]:
    return tuple(Rapportonderdeel(**rij) for rij in pakket["rapportonderdelen"])


def uitgangspunten(rijen: list[dict[str, Any]]) -> tuple[Uitgangspunt, ...]:
    return tuple(Uitgangspunt(**rij) for rij in rijen)


def hernieuwing(pakket: dict[str, Any]) -> Hernieuwing:
    return Hernieuwing(**pakket.get("hernieuwing", {}))


def overgang(pakket: dict[str, Any]) -> Overgang | None:
    """The crosswalk of a package, None when it has none."""
    if "overgang" not in pakket:
        return None
    regels = (
        Overgangsregel(
            Overgangssoort(rij["soort"]), tuple(rij["van"]), tuple(rij["naar"]), tuple(rij.get("vraagt_ook", ()))
        )
        for rij in pakket["overgang"]["normen"]
    )
    return Overgang(pakket["overgang"]["van"], tuple(regels))


# Of a question of the committee, for a package that says nothing about it.
NAVRAAGTERMIJN = Termijn(10, "werkdagen", stilte=Stilte.GAAT_VERDER, vooraf=(3,))


def termijnen(pakket: dict[str, Any]) -> dict[str, Termijn]:
    """All terms by name. What a package of before leaves out is not there, save a second term for a reaction and for a report, and that of
    a question of the committee.
    """
    gevonden = {naam: _termijn(rij) for naam, rij in pakket["termijnen"].items()}
    opnieuw = {"tweede_wederhoor": gevonden["wederhoor"], "aanvullend_onderzoek": gevonden["rapport"]}
    return opnieuw | {"navraag": NAVRAAGTERMIJN} | gevonden


def _termijn(rij: dict[str, Any]) -> Termijn:
    herinneringen, escalatie, uitstel = (rij.get(naam, {}) for naam in ("herinneringen", "escalatie", "uitstel"))
    return Termijn(
        aantal=int(rij["aantal"]),
        eenheid=rij["eenheid"],
        stilte=Stilte(rij.get("stilte", Stilte.BLIJFT_STAAN)),
        vooraf=tuple(sorted(herinneringen.get("vooraf", ()), reverse=True)),
        achteraf=tuple(sorted(herinneringen.get("achteraf", ()))),
        escalatie_naar=escalatie.get("naar", ""),
        escalatie_na=escalatie.get("na", 0),
        uitstel_keer=uitstel.get("keer", 0),
        uitstel_werkdagen=uitstel.get("werkdagen", 0),
    )


def dagentabel(pakket: dict[str, Any]) -> tuple[Dagregel, ...]:
    """The day table, ascending; JSON numbers go through their text, so that 1.1 fte stays 1.1."""
    return tuple(
        Dagregel(
            None if rij["tot_en_met_fte"] is None else Decimal(str(rij["tot_en_met_fte"])), Decimal(str(rij["dagen"]))
        )
        for rij in pakket["dagentabel"]
    )

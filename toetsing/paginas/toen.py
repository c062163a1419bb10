"""What there was the last time, beside the empty page of a renewal: per norm, whatever number the norm has now."""

import json
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, JSONField, OuterRef, Q, Subquery, Value, prefetch_related_objects
from django.db.models.functions import Cast, JSONObject, TruncDate
from django.urls import reverse

from leden.models import Lidmaatschap
from normenkader.models import Stuk
from normenkader.vergelijken import Normverschil, normverschillen
from toetsing.models import Effect, Rapportversie, Terugblik, Verbeterplan, Verhaal, Voortgang
from trajecten.models import Document, Traject

# What one can look at: word in the address, word on the page.
KIJKWIJZER = {
    "": "Alle normen",
    "veranderd": "Veranderd in het kader",
    "nieuw": "Nieuw in het kader",
    "niets-gezegd": "Nog niets gezegd",
}


def _rijen_van(nummers: list[str]) -> Func:
    """Of the content of a report the norms with these numbers, picked by the database."""
    return Func(
        "inhoud",
        Cast(Value(json.dumps({"nummers": nummers})), JSONField()),
        function="jsonb_path_query_array",
        arg_joiner=", '$.normen[*] ? (@.nummer == $nummers[*])', ",
        output_field=JSONField(),
    )


@dataclass(frozen=True)
class Eerder:
    """A story of then, the number that its norm had, what is said about it now (None: nothing yet), and who told it."""

    verhaal: Verhaal
    nummer: str
    terugblik: Terugblik | None
    verteller: str


@dataclass(frozen=True)
class Gezien:
    """What a team saw of a plan, and when."""

    waarde: Effect.Waarde
    tekst: str
    op: date


@dataclass(frozen=True)
class Kijk:
    """One filter: its word in the address, its word on the page, and the norms (keys) that it shows."""

    code: str
    woord: str
    sleutels: list[str]


class Toen:
    """The traject before this one, as far as `wie` may read it, and what the framework changed since."""

    def __init__(self, wie: Lidmaatschap, traject: Traject) -> None:
        prefetch_related_objects([traject], "vorige__kaderversie")
        assert traject.vorige is not None
        self.wie, self.traject, self.vorige = wie, traject, traject.vorige

    @property
    def naast(self) -> str:
        """The address of the page that lays both frameworks beside each other; empty when there is nothing to lay beside."""
        eerder, nu = self.vorige.kaderversie, self.traject.kaderversie
        if eerder.code != nu.code or eerder.geldig_vanaf >= nu.geldig_vanaf:
            return ""
        return reverse("kader_vergelijken", args=[nu.code, nu.versie, eerder.versie])

    @cached_property
    def verschillen(self) -> dict[str, Normverschil]:
        return normverschillen(self.vorige.kaderversie, self.traject.kaderversie)

    @cached_property
    def _verhalen(self) -> dict[str, Verhaal]:
        """The stories that were told then, by the key that their norm had."""
        # Without the norms: what is asked of them stands in the framework, which is there already.
        verhalen = Verhaal.objects.zichtbaar_voor(self.wie).filter(traject=self.vorige).select_related(None)
        met_sleutel = verhalen.annotate(sleutel=F("norm__sleutel"))
        return {verhaal.sleutel: verhaal for verhaal in met_sleutel if verhaal.is_verteld}

    @cached_property
    def _terugblikken(self) -> dict[tuple[str, int], Terugblik]:
        """By the key of the norm where it is said, and the story that it is said about."""
        blikken = Terugblik.objects.filter(verhaal__traject=self.traject).select_related("gezegd_door")
        return {(blik.sleutel, blik.eerder_id): blik for blik in blikken.annotate(sleutel=F("verhaal__norm__sleutel"))}

    @cached_property
    def _groepen(self) -> dict[str, str]:
        return {groep.code: groep.enkelvoud for groep in self.vorige.kaderversie.gespreksgroepen}

    def verhalen(self, sleutel: str) -> list[Eerder]:
        """The stories of then about a norm of now."""
        return [
            Eerder(
                verhaal,
                norm["nummer"],
                self._terugblikken.get((sleutel, verhaal.pk)),
                self._groepen.get(verhaal.verteller, ""),
            )
            for norm in self.verschillen[sleutel].van
            if (verhaal := self._verhalen.get(norm["sleutel"]))
        ]

    def is_niets_gezegd(self, sleutel: str) -> bool:
        """Whether a story of then about this norm still waits for an answer."""
        return any(een.terugblik is None for een in self.verhalen(sleutel))

    @cached_property
    def kijkwijzer(self) -> list[Kijk]:
        """The filters, each with the norms that it shows, in the order of the framework."""
        kiezen = {
            "": lambda sleutel, verschil: True,
            "veranderd": lambda sleutel, verschil: verschil.is_veranderd and not verschil.is_nieuw,
            "nieuw": lambda sleutel, verschil: verschil.is_nieuw,
            "niets-gezegd": lambda sleutel, verschil: self.is_niets_gezegd(sleutel),
        }
        return [
            Kijk(
                code,
                woord,
                [sleutel for sleutel, verschil in self.verschillen.items() if kiezen[code](sleutel, verschil)],
            )
            for code, woord in KIJKWIJZER.items()
        ]

    def kijk(self, code: str) -> Kijk:
        """The filter with this word in the address; what is not known is all norms."""
        return next((een for een in self.kijkwijzer if een.code == code), self.kijkwijzer[0])

    def oordeel(self, sleutel: str) -> "Gevonden":
        """What the settled report and the plans of then say about a norm of now, by the disclosure matrix of then."""
        van = self.verschillen[sleutel].van
        return Gevonden(self._uit_rapport([norm["nummer"] for norm in van]), self._plannen(van))

    def _uit_rapport(self, nummers: list[str]) -> list[dict[str, Any]]:
        """The rows of these norms in the settled report, or in what was added to it, and nothing else of those.

        Within one frozen report a number names one norm.
        """
        if not nummers or not self.vorige.toont(self.wie, Stuk.RAPPORT_LANG):
            return []
        versies = Rapportversie.objects.zichtbaar_voor(self.wie).defer("inhoud").annotate(normen=_rijen_van(nummers))
        rijen = {norm["nummer"]: norm for versie in versies.vastgesteld_van(self.vorige) for norm in versie.normen}
        return list(rijen.values())

    def _plannen(self, van: list[dict[str, Any]]) -> list[Verbeterplan]:
        """With the last that was reported about each, and its effect: what teams saw of it."""
        laatste = Voortgang.objects.filter(plan=OuterRef("pk")).order_by("-gemeld_op", "-pk")
        gezien = Effect.objects.gezien().filter(plan=OuterRef("pk")).order_by("gezien_op", "pk")
        plannen = list(
            Verbeterplan.objects.zichtbaar_voor(self.wie)
            .filter(traject=self.vorige, bevinding__norm__sleutel__in=[norm["sleutel"] for norm in van])
            .annotate(
                **{f"laatst_{veld}": Subquery(laatste.values(veld)[:1]) for veld in ("tekst", "is_klaar", "gemeld_op")},
                effect=ArraySubquery(
                    gezien.values(wat=JSONObject(waarde="waarde", tekst="tekst", op=TruncDate("gezien_op")))
                ),
            )
        )
        for plan in plannen:
            plan.effect = [
                Gezien(Effect.Waarde(een["waarde"]), een["tekst"], date.fromisoformat(een["op"])) for een in plan.effect
            ]
        return plannen

    def bij_norm(self, sleutel: str) -> Q:
        """Documents of then at a norm of now."""
        normen = [norm["sleutel"] for norm in self.verschillen[sleutel].van]
        koppeling = Document.normen.through.objects.filter(norm__sleutel__in=normen, document__traject=self.vorige)
        return Q(traject=self.vorige, pk__in=koppeling.values("document"))


@dataclass(frozen=True)
class Gevonden:
    """Rows of the settled report and the plans about one norm."""

    normen: list[dict[str, Any]]
    plannen: list[Verbeterplan] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.normen or self.plannen)

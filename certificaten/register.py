"""The public register as a list: what is found, in which order, what changed last, and the list as a file."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from certificaten.levensloop import stand_op
from certificaten.models import Certificaat, Wijziging
from leden.rekenblad import zonder_formule

VOLGORDEN = {
    "naam": ("Naam", (Lower("houder"), "pk")),
    "plaats": ("Plaats", (Lower("plaats"), Lower("houder"), "pk")),
    "nieuwste": ("Nieuwste eerst", ("-besloten_op", "-pk")),
}
KOLOMMEN = (
    "Nummer",
    "Houder",
    "Plaats",
    "Geldt voor",
    "Soort toets",
    "Normenkader",
    "Getoetst door",
    "Besloten op",
    "Geldig van",
    "Geldig tot en met",
    "Stand",
    "Voorbeeld",
)


def vinden(*, zoek="", soort="", op=None, sorteer="naam"):
    """Public certificates for a search; `op` leaves only those that held on that day."""
    certificaten = Certificaat.objects.openbaar()
    if zoek:
        certificaten = certificaten.zoeken(zoek)
    if soort:
        certificaten = certificaten.filter(variant=soort)
    if op:
        certificaten = certificaten.geldig_op(op)
    return certificaten.order_by(*VOLGORDEN[sorteer][1])


class Bladen(Paginator):
    """Pages of what was found. Counts no further than MEESTE, so that a search costs the same however long the register is."""

    MEESTE = 1000

    @cached_property
    def count(self):
        return self.object_list.order_by()[: self.MEESTE].count()

    @property
    def is_meer(self):
        """Whether more was found than is counted; whoever wants all of it downloads the list."""
        return self.count == self.MEESTE


@dataclass(frozen=True)
class Verandering:
    """Something that happened in the register. `soort` gives colour and icon."""

    certificaat: Certificaat
    soort: str
    woord: str
    op: date


def laatst_veranderd(vandaag, aantal=5):
    """The last changes up to today, newest first: awarded, awarded again, suspended and the like, expired."""
    openbaar = Certificaat.objects.openbaar()
    eerder = Certificaat.objects.filter(
        organisatie=OuterRef("organisatie"), geldig_van__lt=OuterRef("geldig_van"), uitgifte__isnull=False
    )
    nieuw = openbaar.annotate(opnieuw=Exists(eerder)).order_by("-besloten_op", "-pk")[:aantal]
    verlopen = (
        openbaar.met_stand(vandaag)
        .filter(geldig_tot_en_met__lt=vandaag, opvolger__isnull=True)
        .order_by("-geldig_tot_en_met", "-pk")[:aantal]
    )
    wijzigingen = Wijziging.objects.filter(per__lte=vandaag, certificaat__uitgifte__isnull=False)
    veranderingen = [
        Verandering(een, "opgevolgd", "Opnieuw toegekend", een.besloten_op)
        if een.opnieuw
        else Verandering(een, "geldig", "Toegekend", een.besloten_op)
        for een in nieuw
    ]
    veranderingen += [
        Verandering(een, "verlopen", "Verlopen", een.geldig_tot_en_met + timedelta(days=1))
        for een in verlopen
        if een.wijziging not in (Wijziging.Soort.INGETROKKEN, Wijziging.Soort.BEEINDIGD)
    ]
    veranderingen += [
        Verandering(
            een.certificaat,
            "geldig" if een.soort == Wijziging.Soort.HERSTELD else een.soort,
            een.get_soort_display(),
            een.per,
        )
        for een in wijzigingen.select_related("certificaat").order_by("-per", "-pk")[:aantal]
    ]
    return sorted(veranderingen, key=lambda een: (een.op, een.certificaat.pk), reverse=True)[:aantal]


class _Echo:
    """A file that gives back what is written to it, so that rows can be sent as they are made."""

    def write(self, regel):
        return regel


def csv_regels(certificaten, dag):
    """The found certificates as lines of CSV that Excel in the Netherlands opens: semicolons, and a mark for UTF-8."""
    schrijver = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff" + schrijver.writerow(KOLOMMEN)
    for een in certificaten.met_stand(dag).iterator(chunk_size=2000):
        yield schrijver.writerow(
            [
                zonder_formule(waarde)
                for waarde in (
                    een.nummer,
                    een.houder,
                    een.plaats,
                    een.reikwijdte,
                    een.variant,
                    een.kader,
                    een.certificeerder,
                    een.besloten_op.isoformat(),
                    een.geldig_van.isoformat(),
                    een.geldig_tot_en_met.isoformat(),
                    stand_op(een, dag).label,
                    "VOORBEELD" if een.is_voorbeeld else "",
                )
            ]
        )

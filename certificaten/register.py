"""The public register as a list: what is found, in which order, what changed last, and the list as a file."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.db.models.functions import Greatest, Lower
from django.utils import timezone

from certificaten.levensloop import Stand, stand_op
from certificaten.models import Certificaat, Uitgave, Wijziging
from certificaten.zoektekst import NAAMTEKST, UITGAVETEKST, zoekvraag
from huisstijl.rekenblad import Kolom
from leden.models import Naamswijziging
from leden.opgave import in_woorden

# How a certificate stands after a change that does not give its state a name of its own.
STANDEN_NA = {Wijziging.Soort.HERSTELD: "geldig", Wijziging.Soort.VOORWAARDEN_VERVULD: "geldig"}
VOLGORDEN = {
    "naam": ("Naam", (Lower("houder"), "pk")),
    "plaats": ("Plaats", (Lower("plaats"), Lower("houder"), "pk")),
    "nieuwste": ("Nieuwste eerst", ("-besloten_op", "-pk")),
}


def andere_namen(zoek):
    """{key of an organisation: rows of Naamswijziging} for the holders that had, or have by now, another name like this."""
    namen = defaultdict(list)
    tot_nu = Naamswijziging.objects.filter(per__lte=timezone.localdate())
    for een in _met_woorden(tot_nu, NAAMTEKST, zoek):
        namen[een.organisatie_id].append(een)
    return namen


def eerdere_uitgaven(zoek):
    """{key of a certificate: rows of Uitgave} for the certificates of which an earlier edition had a holder or place like this."""
    uitgaven = defaultdict(list)
    for een in _met_woorden(Uitgave.objects.all(), UITGAVETEKST, zoek):
        uitgaven[een.certificaat_id].append(een)
    return uitgaven


def _met_woorden(rijen, velden, zoek):
    vraag = zoekvraag(zoek)
    return rijen.alias(zoektekst=velden).filter(zoektekst=vraag) if vraag else ()


def vinden(*, zoek="", soort="", op=None, sorteer="naam", ook_van=(), ook=()):
    """Public certificates for a search; `op` leaves only those that held on that day.

    `ook_van` (holders) and `ook` (certificates) are found whatever they are called now.
    """
    certificaten = Certificaat.objects.openbaar()
    if zoek:
        certificaten = certificaten.zoeken(zoek, list(ook_van), list(ook))
    if soort:
        certificaten = certificaten.filter(variant=soort)
    if op:
        certificaten = certificaten.geldig_op(op)
    return certificaten.order_by(*VOLGORDEN[sorteer][1])


def niet_geldig(*, zoek, soort, op, ook_van, ook, aantal):
    """What a search by name would have found if it held on `op`, with its state: who asks whether it holds, is told why not.

    Of each holder the last one only: what was succeeded is told by its successor.
    """
    if not (zoek and op):
        return []
    return (
        vinden(zoek=zoek, soort=soort, ook_van=ook_van, ook=ook)
        .ongeldig_op(op)
        .met_stand(op)
        .prefetch_related("uitgaven")[:aantal]
    )


class Bladen(Paginator):
    """Pages of the keys of what was found. Looks no further than MEESTE, so that a search costs the same however long the register is."""

    MEESTE = 1000

    def __init__(self, gevonden, per_bladzijde):
        super().__init__(list(gevonden.values_list("pk", flat=True)[: self.MEESTE]), per_bladzijde)

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
    """The last changes up to today, newest first: awarded, awarded again, suspended and the like, expired, a new edition."""
    openbaar = Certificaat.objects.openbaar()
    eerder = Certificaat.objects.filter(
        cyclus=OuterRef("cyclus"), geldig_van__lt=OuterRef("geldig_van"), uitgifte__isnull=False
    )
    nieuw = openbaar.annotate(opnieuw=Exists(eerder)).order_by("-besloten_op", "-pk")[:aantal]
    verlopen = (
        openbaar.met_stand(vandaag)
        .filter(geldig_tot_en_met__lt=vandaag, opvolger__isnull=True)
        .order_by("-geldig_tot_en_met", "-pk")[:aantal]
    )
    uitgaven = Uitgave.objects.select_related("certificaat").order_by("-op", "-pk")
    # First, since of one day it came after the award.
    veranderingen = [Verandering(een.certificaat, "gewijzigd", "Nieuwe uitgave", een.op) for een in uitgaven[:aantal]]
    # Of each row the last thing that came of it; one may tell of a suspension and of what that became by itself.
    wijzigingen = (
        Wijziging.objects.met_afloop(vandaag)
        .filter(per__lte=vandaag, certificaat__uitgifte__isnull=False)
        .select_related("certificaat")
        .order_by(Greatest("per", "afgelopen_op").desc(), "-pk")[:aantal]
    )
    veranderingen += [
        Verandering(een, "opgevolgd", "Opnieuw toegekend", een.besloten_op)
        if een.opnieuw
        else Verandering(een, "geldig", "Toegekend", een.besloten_op)
        for een in nieuw
    ]
    veranderingen += [
        Verandering(een, "verlopen", "Verlopen", een.geldig_tot_en_met + timedelta(days=1))
        for een in verlopen
        if stand_op(een, vandaag) == Stand.VERLOPEN
    ]
    for een in wijzigingen:
        veranderingen.append(_na_een_wijziging(een.certificaat, een.soort, een.per))
        # A certificate that had run out by then did not change any more, nor did one that stays suspended.
        if een.afgelopen_op and een.afgelopen_op <= een.certificaat.geldig_tot_en_met and een.daarna != een.soort:
            veranderingen.append(_na_een_wijziging(een.certificaat, een.daarna, een.afgelopen_op))
    return sorted(veranderingen, key=lambda een: (een.op, een.certificaat.pk), reverse=True)[:aantal]


def _na_een_wijziging(certificaat, soort, op):
    kleur = "geldig" if soort == Wijziging.Soort.HERSTELD else soort
    return Verandering(certificaat, kleur, Wijziging.Soort(soort).label, op)


def kolommen(dag):
    """The list as a file, with the state of each certificate on a day; for rows with `met_stand` of that day."""
    return (
        Kolom("Nummer", lambda een: een.nummer),
        Kolom("Uitgave", lambda een: een.uitgave),
        Kolom("Houder", lambda een: een.houder),
        Kolom("Plaats", lambda een: een.plaats),
        Kolom("Geldt voor", lambda een: een.reikwijdte),
        *(Kolom(kop, partial(_gebied, kop, dag)) for kop in ("Locaties", "Werkgebied", "Activiteiten")),
        Kolom("Soort toets", lambda een: een.variant),
        Kolom("Normenkader", lambda een: een.kader),
        Kolom("Getoetst door", lambda een: een.certificeerder),
        Kolom("Besloten op", lambda een: een.besloten_op),
        Kolom("Geldig van", lambda een: een.geldig_van),
        Kolom("Geldig tot en met", lambda een: een.geldig_tot_en_met),
        Kolom("Stand", lambda een: stand_op(een, dag).label),
        Kolom("Voorbeeld", lambda een: "VOORBEELD" if een.is_voorbeeld else ""),
    )


def _gebied(kop, dag, certificaat):
    return "; ".join(dict(in_woorden(certificaat.gebied, dag)).get(kop, ()))

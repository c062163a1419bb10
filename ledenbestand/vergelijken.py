"""The rows of a members' file beside the organisations there are.

The rules of a field are those of the model; what only shows beside other rows or other organisations stands here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from leden.bevoegdheden.opvolging import wie_zo_heten
from leden.models import Organisatie
from ledenbestand.kolommen import KOLOMMEN, SLEUTEL, Bestandskolom

# May be in the file once, and belong to one organisation only.
UNIEK = {
    "naam": ("Deze naam", "Kies een andere naam, of kijk het KvK-nummer na."),
    "rsin": ("Dit RSIN", "Kijk de cijfers na."),
}
VELDEN = {veld.name for veld in Organisatie._meta.fields}


@dataclass
class Bestandsrij:
    """A row: {attribute: value} of the cells that say something, and {attribute: sentence} of what is wrong.

    `vorige` is the organisation as it is, a blank one when it is new; `organisatie` is what the row makes of it.
    """

    nummer: int
    waarden: dict = field(default_factory=dict)
    fouten: dict = field(default_factory=dict)
    vorige: Organisatie | None = None
    organisatie: Organisatie | None = None


def rij_lezen(nummer: int, cellen: Iterable[tuple[Bestandskolom, object]]) -> Bestandsrij:
    """What stands in the cells of a row."""
    rij = Bestandsrij(nummer)
    for kolom, cel in cellen:
        try:
            waarde = kolom.waarde(cel)
        except ValueError as fout:
            rij.fouten[kolom.attribuut] = str(fout)
        else:
            if waarde is not None:
                rij.waarden[kolom.attribuut] = waarde
    return rij


def vergelijken(rijen: list[Bestandsrij]) -> None:
    """Give each row its organisation and all that is wrong, in three queries however many rows there are."""
    kvk_nummers = {rij.waarden.get("kvk_nummer") for rij in rijen}
    bekend = {een.kvk_nummer: een for een in Organisatie.objects.filter(kvk_nummer__in=kvk_nummers - {None})}
    anderen = Anderen(rijen)
    for rij in rijen:
        rij.vorige = bekend.get(rij.waarden.get("kvk_nummer")) or Organisatie(soort=Organisatie.Soort.LID)
        rij.organisatie = _ingevuld(rij)
        for attribuut, zin in (*_hernoemd(rij), *_samenhang(rij, anderen)):
            rij.fouten.setdefault(attribuut, zin)


def schrijven(organisaties: list[Organisatie]) -> None:
    """One upsert: Django's own bulk_update compares each row with every other, which takes a second per hundred rows."""
    Organisatie.objects.bulk_create(
        organisaties,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[kolom.attribuut for kolom in KOLOMMEN if kolom is not SLEUTEL],
    )


class Anderen:
    """Which rows say the same KvK number, name or RSIN, and which organisations have a name or RSIN already."""

    def __init__(self, rijen: list[Bestandsrij]):
        self.rijen_met = {attribuut: defaultdict(list) for attribuut in ("kvk_nummer", *UNIEK)}
        for rij in rijen:
            for attribuut in self.rijen_met.keys() & rij.waarden:
                self.rijen_met[attribuut][rij.waarden[attribuut].lower()].append(rij.nummer)
        met_rsin = Organisatie.objects.filter(rsin__in=self.rijen_met["rsin"])
        namen = {rij.waarden["naam"] for rij in rijen if "naam" in rij.waarden}
        self.bezet = {"naam": wie_zo_heten(namen), "rsin": {een.rsin: een for een in met_rsin}}

    def rijen(self, attribuut: str, rij: Bestandsrij) -> str:
        """rij 7, or rij 7 en 12; "" when no other row says this."""
        zelfde = self.rijen_met[attribuut][rij.waarden[attribuut].lower()]
        andere = [str(nummer) for nummer in zelfde if nummer != rij.nummer]
        return f"rij {' en '.join(andere[:3])}" if andere else ""

    def organisatie(self, attribuut: str, rij: Bestandsrij) -> Organisatie | None:
        """Another organisation that has this already."""
        elders = self.bezet[attribuut].get(rij.waarden[attribuut].lower())
        return elders if elders and elders.pk != rij.vorige.pk else None


def _ingevuld(rij: Bestandsrij) -> Organisatie:
    """The organisation with what the row says; what its fields refuse becomes a fault. An empty cell changes nothing."""
    organisatie = copy(rij.vorige)
    for attribuut, waarde in rij.waarden.items():
        setattr(organisatie, attribuut, waarde)
    try:
        organisatie.clean_fields(exclude=VELDEN - rij.waarden.keys())
    except ValidationError as fout:
        rij.fouten |= {attribuut: " ".join(zinnen) for attribuut, zinnen in fout.message_dict.items()}
    return organisatie


def _hernoemd(rij: Bestandsrij) -> Iterator[tuple[str, str]]:
    """A member keeps its name."""
    heet = rij.vorige.naam
    if heet and rij.organisatie.naam != heet and rij.vorige.soort == Organisatie.Soort.LID:
        zin = f"Deze organisatie heet bij ons {heet}. Een andere naam legt u vast op de bladzijde van de organisatie."
        yield "naam", zin


def _samenhang(rij: Bestandsrij, anderen: Anderen) -> Iterator[tuple[str, str]]:
    """(field, sentence) of what only shows beside other rows, other organisations or other fields."""
    organisatie = rij.organisatie
    if not organisatie.kvk_nummer:
        yield "kvk_nummer", "Vul het KvK-nummer in. Daaraan herkennen wij de organisatie."
        return
    if andere := anderen.rijen("kvk_nummer", rij):
        yield "kvk_nummer", f"Dit KvK-nummer staat ook in {andere}. Laat één van die rijen staan."
    if organisatie.soort != Organisatie.Soort.LID:
        soort = organisatie.get_soort_display()
        yield "kvk_nummer", f"Dit KvK-nummer is van een {soort}. In het ledenbestand staan alleen lidorganisaties."
    if not organisatie.naam:
        yield "naam", "Vul de naam in. Deze organisatie is nieuw."
    if not organisatie.plaats:
        yield "plaats", "Vul de plaats in. Deze organisatie is nieuw."
    for attribuut in UNIEK.keys() & rij.waarden:
        yield from _uniek(attribuut, rij, anderen)
    if organisatie.lid_sinds and organisatie.lid_tot and organisatie.lid_tot < organisatie.lid_sinds:
        waar = "lid_tot" if "lid_tot" in rij.waarden else "lid_sinds"
        yield waar, "Het lidmaatschap eindigt voor het begint. Kijk de twee dagen na."


def _uniek(attribuut: str, rij: Bestandsrij, anderen: Anderen) -> Iterator[tuple[str, str]]:
    begin, hulp = UNIEK[attribuut]
    if andere := anderen.rijen(attribuut, rij):
        yield attribuut, f"{begin} staat ook in {andere}. {hulp}"
    if elders := anderen.organisatie(attribuut, rij):
        nummer = f"KvK-nummer {elders.kvk_nummer}" if elders.kvk_nummer else "nog zonder KvK-nummer"
        waarde = rij.waarden[attribuut].lower()
        straks = elders.nieuwe_naam.lower() == waarde != elders.naam.lower()
        van = "wordt straks de naam van" if straks else "is al van"
        yield attribuut, f"{begin} {van} {elders.naam} ({nummer}). {hulp}"

"""What is done with an agenda: the order, how long, other items than trajecten, and a traject that leaves it.

Every act: transaction, lock, reasons why not, change, log row.
"""

import hashlib
from collections.abc import Sequence
from typing import Any, TypeVar

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from beheercommissie.agenda import Punt, punten_van, sleutel
from beheercommissie.bevoegdheden.vergaderingen import (
    afvoerbelemmeringen,
    doorschuifbelemmeringen,
    elders,
    indeelbelemmeringen,
    laatbelemmeringen,
    minutenbelemmeringen,
    puntbelemmeringen,
    puntverandering,
    redenbelemmeringen,
    volgordebelemmeringen,
)
from beheercommissie.bevoegdheden.verslagen import verslagpuntbelemmeringen
from beheercommissie.models import Afgevoerd, Agendapunt, Bespreekpunt, Vergadering, Vergaderstuk
from beheercommissie.taken import vergaderstuk_nakijken
from huisstijl.templatetags.opmaak import dag
from huisstijl.velden import regel
from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.logboek import vastleggen, vergrendelen
from leden.models import Lidmaatschap
from trajecten.levensloop import Status, lopen
from trajecten.models import Document, Traject

P = TypeVar("P", bound=Agendapunt | Bespreekpunt)
WAAROM = "Schrijf waarom. De organisatie, de certificerende instelling en de leden lezen dit."


def _indelen(wie: Lidmaatschap, vergadering_id: int) -> Vergadering:
    """Lock a meeting of which the agenda is going to change."""
    vergadering = Vergadering.objects.select_for_update().get(pk=vergadering_id)
    eisen(indeelbelemmeringen(wie, vergadering))
    return vergadering


def _zoals_nu(punt: P, vergadering: Vergadering) -> P:
    """This item of a locked meeting as it is by now. Raises Geweigerd when it went, to another meeting or off the agenda."""
    rijen: Any = type(punt).objects.filter(pk=punt.pk, vergadering=vergadering, volgnummer__isnull=False)
    nu = rijen.first()
    if nu is None:
        raise Geweigerd(["Dit punt staat niet meer op de agenda."])
    return nu


def _nummeren(punten: Sequence[Punt]) -> None:
    """Number what stands on the agenda of a locked meeting, without gaps.

    After the log is held, as a changed name: a vote or a decision refers to its item, and may be waiting for the log.
    """
    vergrendelen()
    for nummer, punt in enumerate(punten, 1):
        punt.volgnummer = nummer
    Agendapunt.objects.bulk_update([een for een in punten if isinstance(een, Agendapunt)], ["volgnummer"])
    Bespreekpunt.objects.bulk_update([een for een in punten if isinstance(een, Bespreekpunt)], ["volgnummer"])


def _vastleggen(wie: Lidmaatschap, vergadering: Vergadering, wat: str, stuk_sha256: str = "") -> None:
    """What changed, by number: a title is for the committee, and what stands in the log never goes."""
    vastleggen(wie, Handeling.AGENDA_INDELEN, vergadering.onderwerp, reden=wat, stuk_sha256=stuk_sha256)


@transaction.atomic
def agenda_ordenen(wie: Lidmaatschap, vergadering: Vergadering, volgorde: Sequence[str], *, was: Sequence[str]) -> None:
    """Put all items in this order, made from how they stood before; both of `sleutel`."""
    vergadering = _indelen(wie, vergadering.pk)
    per_sleutel = {sleutel(punt): punt for punt in punten_van(vergadering)}
    eisen(volgordebelemmeringen(list(per_sleutel), was, volgorde))
    _nummeren([per_sleutel[een] for een in volgorde])
    _vastleggen(wie, vergadering, "De volgorde is veranderd.")


@transaction.atomic
def minuten_geven(wie: Lidmaatschap, punt: Punt, minuten: int) -> None:
    """Say how long an item takes."""
    vergadering = _indelen(wie, punt.vergadering_id)
    punt = _zoals_nu(punt, vergadering)
    eisen(minutenbelemmeringen(minuten))
    punt.minuten = minuten
    punt.save(update_fields=["minuten"])
    _vastleggen(wie, vergadering, f"Punt {punt.volgnummer} duurt {minuten} minuten.")


@transaction.atomic
def bespreekpunt_toevoegen(
    wie: Lidmaatschap, vergadering: Vergadering, *, soort: str, titel: str, minuten: int, toelichting: str = ""
) -> Bespreekpunt:
    """Put something on the agenda that is not about a traject, as the last item."""
    vergadering = _indelen(wie, vergadering.pk)
    eisen(puntbelemmeringen(minuten=minuten, soort=soort, titel=titel, toelichting=toelichting))
    punt = Bespreekpunt.objects.create(
        vergadering=vergadering,
        soort=soort,
        titel=titel.strip(),
        toelichting=toelichting.strip(),
        minuten=minuten,
        volgnummer=vergadering.volgende_nummer(),
    )
    _vastleggen(wie, vergadering, f"Punt {punt.volgnummer} erbij.")
    return punt


@transaction.atomic
def bespreekpunt_wijzigen(
    wie: Lidmaatschap, punt: Bespreekpunt, *, gezien: str, soort: str, titel: str, minuten: int, toelichting: str = ""
) -> Bespreekpunt:
    """Other words, or another time, for an item that is not about a traject. `gezien`: the `stand_van` of the item that the person saw."""
    vergadering = _indelen(wie, punt.vergadering_id)
    eisen(puntbelemmeringen(minuten=minuten, soort=soort, titel=titel, toelichting=toelichting))
    punt = _zoals_nu(punt, vergadering)
    eisen(puntverandering(punt, gezien))
    punt.soort, punt.titel, punt.toelichting, punt.minuten = soort, titel.strip(), toelichting.strip(), minuten
    punt.save(update_fields=["soort", "titel", "toelichting", "minuten"])
    _vastleggen(wie, vergadering, f"Punt {punt.volgnummer} veranderd.")
    return punt


@transaction.atomic
def bespreekpunt_weghalen(wie: Lidmaatschap, punt: Bespreekpunt) -> None:
    """Take an item that is not about a traject off the agenda; one with papers stays until those are gone."""
    vergadering = _indelen(wie, punt.vergadering_id)
    punt = _zoals_nu(punt, vergadering)
    eisen(["Haal eerst de stukken bij dit punt weg."] if punt.stukken.exists() else [], verslagpuntbelemmeringen(punt))
    punt.delete()
    _nummeren(punten_van(vergadering))
    _vastleggen(wie, vergadering, f"Punt {punt.volgnummer} eraf.")


@transaction.atomic
def vergaderstuk_toevoegen(
    wie: Lidmaatschap, punt: Bespreekpunt, *, titel: str, bestand: File, laat_omdat: str = ""
) -> Vergaderstuk:
    """Add a paper. The file is stored under its SHA-256, never under the name it came with. `laat_omdat`: as for a traject."""
    vergadering = _indelen(wie, punt.vergadering_id)
    punt = _zoals_nu(punt, vergadering)
    eisen(laatbelemmeringen(vergadering, laat_omdat))
    stuk = Vergaderstuk.objects.create(
        bespreekpunt=punt,
        titel=titel,
        bestand=bestand,
        bestandsnaam=regel(bestand.name or ""),
        grootte=bestand.size,
        sha256=hashlib.file_digest(bestand, "sha256").hexdigest(),
        nagekeken=Document.Nagekeken.WACHT if settings.CLAMD else Document.Nagekeken.NIET,
        toegevoegd_door=wie.gebruiker,
        laat_omdat=laat_omdat.strip() if vergadering.is_na_de_sluitdag else "",
    )
    _vastleggen(wie, vergadering, f"Een stuk erbij, bij punt {punt.volgnummer}.", stuk.sha256)
    if settings.CLAMD:
        vergaderstuk_nakijken.defer(stuk=stuk.pk)
    return stuk


@transaction.atomic
def vergaderstuk_weghalen(wie: Lidmaatschap, stuk: Vergaderstuk) -> None:
    """Take a paper away, its file included."""
    vergadering = _indelen(wie, stuk.bespreekpunt.vergadering_id)
    stuk = Vergaderstuk.objects.select_for_update(of=("self",)).get(pk=stuk.pk)
    stuk.delete()
    _vastleggen(wie, vergadering, f"Een stuk eraf, bij punt {stuk.bespreekpunt.volgnummer}.", stuk.sha256)
    if stuk.bestand:
        transaction.on_commit(lambda: stuk.bestand.storage.delete(stuk.bestand.name))


@transaction.atomic
def agendapunt_afvoeren(wie: Lidmaatschap, agendapunt: Agendapunt, reden: str, *, gezien: int | None) -> Agendapunt:
    """Take a traject off the agenda, for a reason; it waits for another one. `gezien`: the key of the meeting on which it stood."""
    agendapunt, _ = _op_slot(agendapunt)
    eisen(afvoerbelemmeringen(wie, agendapunt) or elders(agendapunt, gezien) or redenbelemmeringen(reden, WAAROM))
    afvoeren(wie, agendapunt, reden.strip())
    return agendapunt


@transaction.atomic
def agendapunt_verplaatsen(
    wie: Lidmaatschap, agendapunt: Agendapunt, naar: Vergadering, reden: str, *, gezien: int | None
) -> Agendapunt:
    """Move a traject to another meeting, for a reason, with its pack and all that members said. `gezien`: as for taking it off."""
    agendapunt, naar = _op_slot(agendapunt, naar)
    eisen(
        elders(agendapunt, gezien)
        or doorschuifbelemmeringen(wie, agendapunt, naar)
        or redenbelemmeringen(reden, WAAROM),
    )
    doorschuiven(wie, agendapunt, naar, reden.strip())
    return agendapunt


def _op_slot(agendapunt: Agendapunt, naar: Vergadering | None = None) -> tuple[Agendapunt, Vergadering]:
    """Lock a traject, the meeting that it is on and another one, in the order in which all acts lock."""
    traject = Traject.objects.op_slot(agendapunt.traject_id)
    agendapunt = Agendapunt.objects.defer("dossier").get(pk=agendapunt.pk)
    rijen = vergaderingen_op_slot(agendapunt.vergadering_id, naar)
    agendapunt.traject, agendapunt.vergadering = traject, rijen[agendapunt.vergadering_id]
    return agendapunt, rijen[naar.pk if naar else agendapunt.vergadering_id]


def vergaderingen_op_slot(vergadering: int, naar: Vergadering | None) -> dict[int, Vergadering]:
    """Lock a meeting (by key) and another one, by key; what they take along is locked before."""
    sleutels = {vergadering, naar.pk} if naar else {vergadering}
    return Vergadering.objects.select_for_update().order_by("pk").in_bulk(sleutels)


def afvoeren(wie: Lidmaatschap | None, agendapunt: Agendapunt, reden: str) -> None:
    """Take this item off, with its traject and its meeting locked: what members said and the pack stay as they were."""
    vergrendelen()
    Afgevoerd.objects.create(vergadering=agendapunt.vergadering, agendapunt=agendapunt, reden=reden)
    agendapunt.volgnummer = None
    agendapunt.save(update_fields=["volgnummer"])
    _nummeren(punten_van(agendapunt.vergadering))
    _procedure_stoppen(agendapunt.vergadering, reden)
    lopen(agendapunt.traject, Handeling.AGENDAPUNT_AFVOEREN, Status.VOORGEDRAGEN, wie, reden=reden)


def doorschuiven(wie: Lidmaatschap, agendapunt: Agendapunt, naar: Vergadering, reden: str) -> None:
    """Bring this item to another meeting, with its traject and both meetings locked."""
    vergrendelen()
    hier = agendapunt.vergadering
    Afgevoerd.objects.create(vergadering=hier, agendapunt=agendapunt, naar=naar, reden=reden)
    if hier.geopend_op and agendapunt.blikkenstand == Agendapunt.Blikkenstand.DICHT:
        # What was read in the meeting that it leaves does not close again.
        agendapunt.blikkenstand = Agendapunt.Blikkenstand.VERGADERING
    agendapunt.vergadering, agendapunt.volgnummer = naar, naar.volgende_nummer()
    # Late is what comes to a meeting after its closing day; who moves it said why.
    agendapunt.laat_omdat = reden if naar.is_na_de_sluitdag else ""
    agendapunt.save(update_fields=["vergadering", "volgnummer", "laat_omdat", "blikkenstand"])
    _nummeren(punten_van(hier))
    _procedure_stoppen(hier, reden)
    zin = f"Van {dag(hier.datum)} naar {dag(naar.datum)}. {reden}"
    vastleggen(wie, Handeling.AGENDAPUNT_VERPLAATSEN, agendapunt.traject.onderwerp, reden=zin)


def _procedure_stoppen(vergadering: Vergadering, reden: str) -> None:
    """A written procedure is over when its traject leaves it."""
    if vergadering.is_schriftelijk:
        vergadering.afgezegd_op, vergadering.afgezegd_omdat = timezone.now(), reden
        vergadering.save(update_fields=["afgezegd_op", "afgezegd_omdat"])

"""What is done with the minutes of a meeting. Every act: transaction, lock, reasons why not, change, log row."""

import hashlib

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from beheercommissie.bevoegdheden.verslagen import (
    opmerkbelemmeringen,
    vaststelbelemmeringen,
    verslagmaakbelemmeringen,
    voorlegbelemmeringen,
)
from beheercommissie.handelingen.agenda import bespreekpunt_toevoegen
from beheercommissie.models import (
    Agendapunt,
    Bespreekpunt,
    Vergadering,
    Verslag,
    Verslagopmerking,
    Verslagsjabloon,
    Verslagtekst,
)
from beheercommissie.taken import verslagsjabloon_nakijken
from beheercommissie.verslag import verslaginhoud
from beheercommissie.word import sjabloonbelemmeringen
from huisstijl.templatetags.opmaak import dag
from huisstijl.velden import regel
from leden.bevoegdheden import Handeling, eisen, rolbelemmeringen
from leden.controlegetal import controlegetal
from leden.logboek import vastleggen
from leden.models import Lidmaatschap
from trajecten.models import Document

# Minutes to agree on them take so long.
MINUTEN = 5


@transaction.atomic
def verslag_maken(wie: Lidmaatschap, vergadering: Vergadering) -> Verslag:
    """Begin the minutes of a meeting, with a text for each item; again for items that came since."""
    vergadering = Vergadering.objects.select_for_update().get(pk=vergadering.pk)
    eisen(verslagmaakbelemmeringen(wie, vergadering))
    verslag, is_nieuw = Verslag.objects.get_or_create(vergadering=vergadering, defaults={"gemaakt_door": wie.gebruiker})
    # What went before its day was not discussed.
    gegaan = vergadering.afgevoerd.filter(op__date__gte=vergadering.datum).values("agendapunt")
    trajecten = vergadering.agendapunten.op_de_agenda() | Agendapunt.objects.filter(pk__in=gegaan)
    Verslagtekst.objects.bulk_create(
        Verslagtekst(verslag=verslag, agendapunt_id=pk)
        for pk in trajecten.exclude(verslagteksten__verslag=verslag).values_list("pk", flat=True)
    )
    Verslagtekst.objects.bulk_create(
        Verslagtekst(verslag=verslag, bespreekpunt=punt)
        for punt in vergadering.bespreekpunten.exclude(verslagteksten__verslag=verslag)
    )
    if is_nieuw:
        vastleggen(wie, Handeling.VERSLAG_SCHRIJVEN, vergadering.onderwerp)
    return verslag


def _op_slot(verslag: Verslag) -> Verslag:
    rijen = Verslag.objects.select_for_update(of=("self",))
    return rijen.select_related("vergadering", "bespreekpunt__vergadering").get(pk=verslag.pk)


@transaction.atomic
def verslag_voorleggen(wie: Lidmaatschap, verslag: Verslag, vergadering: Vergadering) -> Verslag:
    """Put the minutes on the agenda of a later meeting, where they are agreed."""
    vergadering = Vergadering.objects.select_for_update().get(pk=vergadering.pk)
    verslag = _op_slot(verslag)
    eisen(voorlegbelemmeringen(wie, verslag, vergadering))
    verslag.bespreekpunt = bespreekpunt_toevoegen(
        wie,
        vergadering,
        soort=Bespreekpunt.Soort.VERSLAG,
        titel=f"Verslag van {dag(verslag.vergadering.datum)}",
        minuten=MINUTEN,
    )
    verslag.save(update_fields=["bespreekpunt"])
    reden = f"Op de agenda van {dag(vergadering.datum)}."
    vastleggen(wie, Handeling.VERSLAG_VOORLEGGEN, verslag.vergadering.onderwerp, reden=reden)
    return verslag


@transaction.atomic
def verslag_opmerken(wie: Lidmaatschap, verslagtekst: Verslagtekst, opmerking: str) -> Verslagopmerking:
    """Remark on what the minutes say about one item. The log does not say about which."""
    verslag = _op_slot(verslagtekst.verslag)
    eisen(opmerkbelemmeringen(wie, verslagtekst, opmerking))
    gemaakt = Verslagopmerking.objects.create(
        verslagtekst=verslagtekst, gebruiker=wie.gebruiker, tekst=opmerking.strip()
    )
    vastleggen(wie, Handeling.VERSLAG_OPMERKEN, verslag.vergadering.onderwerp)
    return gemaakt


@transaction.atomic
def verslag_vaststellen(wie: Lidmaatschap, verslag: Verslag) -> Verslag:
    """The meeting agrees on the minutes: from now on they never change, and the log holds their hash."""
    verslag = _op_slot(verslag)
    # Who is still writing comes before, or reads that it is too late.
    list(Verslagtekst.objects.select_for_update().filter(verslag=verslag).order_by("pk"))
    eisen(vaststelbelemmeringen(wie, verslag))
    verslag.inhoud = verslaginhoud(verslag)
    verslag.sha256 = controlegetal(verslag.inhoud)
    verslag.vastgesteld_op, verslag.vastgesteld_door = timezone.now(), wie.gebruiker
    verslag.save(update_fields=["inhoud", "sha256", "vastgesteld_op", "vastgesteld_door"])
    vastleggen(wie, Handeling.VERSLAG_VASTSTELLEN, verslag.vergadering.onderwerp, stuk_sha256=verslag.sha256)
    return verslag


@transaction.atomic
def verslagsjabloon_vervangen(wie: Lidmaatschap, bestand: File) -> Verslagsjabloon:
    """Another Word template for the minutes. The file is stored under its SHA-256, never under the name it came with."""
    eisen(rolbelemmeringen(wie, Handeling.VERSLAGSJABLOON_VERVANGEN), sjabloonbelemmeringen(bestand))
    bestand.seek(0)
    sjabloon = Verslagsjabloon.objects.create(
        bestand=bestand,
        bestandsnaam=regel(bestand.name or ""),
        grootte=bestand.size,
        sha256=hashlib.file_digest(bestand, "sha256").hexdigest(),
        nagekeken=Document.Nagekeken.WACHT if settings.CLAMD else Document.Nagekeken.NIET,
        geplaatst_door=wie.gebruiker,
    )
    vastleggen(wie, Handeling.VERSLAGSJABLOON_VERVANGEN, sjabloon.onderwerp, stuk_sha256=sjabloon.sha256)
    if settings.CLAMD:
        verslagsjabloon_nakijken.defer(sjabloon=sjabloon.pk)
    return sjabloon

"""What somebody does who complains, with no account: nothing here knows who is signed in."""

import hashlib
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils import timezone

from geschillen.bevoegdheden import aanvulbelemmeringen, bestandbelemmeringen
from geschillen.code import code_bij, hash_van, hash_van_inzending, klopt_code, nieuw_kenmerk
from geschillen.models import Klacht, Klachtbericht, Klachtstuk
from geschillen.taken import klachtstuk_nakijken
from geschillen.termijnen import ONTVANGST, UITKOMST, klachttermijnen
from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.logboek import vastleggen
from leden.models import Organisatie
from trajecten.models import Document
from trajecten.termijnen import laatste_dag

AL_BINNEN = "Deze klacht hebben wij al. Lees haar met het kenmerk en de code die u kreeg."
SOORT_VAN_OVER = {
    Klacht.Over.LABEL: Organisatie.Soort.BUREAU,
    Klacht.Over.COMMISSIE: Organisatie.Soort.BEHEERCOMMISSIE,
}


@transaction.atomic
def klacht_indienen(
    inzending: UUID, *, over: str, organisatie: Organisatie | None = None, **velden: Any
) -> tuple[Klacht, str]:
    """Keep a complaint; gives it with its code, which is kept nowhere. The same form gives the same complaint and code."""
    code, gehasht = code_bij(inzending), hash_van_inzending(inzending)
    if eerder := Klacht.objects.filter(inzending=gehasht).first():
        return _nog_eens(eerder, code)
    if soort := SOORT_VAN_OVER.get(Klacht.Over(over)):
        organisatie = Organisatie.objects.filter(soort=soort).first()
    vandaag, termijnen = timezone.localdate(), klachttermijnen()
    tot = {naam: laatste_dag(termijn.aantal, termijn.eenheid, vandaag) for naam, termijn in termijnen.items()}
    try:
        with transaction.atomic():
            klacht = Klacht.objects.create(
                inzending=gehasht,
                kenmerk=nieuw_kenmerk(),
                codehash=hash_van(code),
                over=over,
                organisatie=organisatie,
                ontvangst_uiterlijk=tot[ONTVANGST],
                uitkomst_uiterlijk=tot[UITKOMST],
                **velden,
            )
    except IntegrityError:
        # The same form at the same moment.
        return _nog_eens(Klacht.objects.get(inzending=gehasht), code)
    vastleggen(None, Handeling.KLACHT_INDIENEN, klacht.onderwerp, naar=Klacht.Stand.NIEUW)
    return klacht, code


def _nog_eens(klacht: Klacht, code: str) -> tuple[Klacht, str]:
    """The complaint that this form made before. After a new secret key its code cannot be made again."""
    if not klopt_code(klacht, code):
        raise Geweigerd([AL_BINNEN])
    return klacht, code


@transaction.atomic
def klacht_aanvullen(klacht: Klacht, *, tekst: str = "", bestand: File | None = None) -> None:
    """A message to who hears it, a file, or both."""
    klacht = Klacht.objects.select_for_update(of=("self",)).get(pk=klacht.pk)
    eisen(aanvulbelemmeringen(klacht), bestandbelemmeringen(klacht) if bestand else [])
    if tekst.strip():
        Klachtbericht.objects.create(klacht=klacht, tekst=tekst)
    if bestand:
        _bewaren(klacht, bestand)
    vastleggen(None, Handeling.KLACHT_AANVULLEN, klacht.onderwerp)


def _bewaren(klacht: Klacht, bestand: File) -> None:
    """Keep a file under a number in place of its name."""
    uitgang = (bestand.name or "").rpartition(".")[2].lower()
    stuk = Klachtstuk.objects.create(
        klacht=klacht,
        bestand=bestand,
        bestandsnaam=f"bestand-{klacht.stukken.count() + 1}.{uitgang}",
        grootte=bestand.size,
        sha256=hashlib.file_digest(bestand, "sha256").hexdigest(),
        nagekeken=Document.Nagekeken.WACHT if settings.CLAMD else Document.Nagekeken.NIET,
    )
    if settings.CLAMD:
        klachtstuk_nakijken.defer(stuk=stuk.pk)

"""What is done with a complaint by who hears it, by the other side and by the bureau.

The log tells that something was done with a complaint, never what: every word stands in the rows of the complaint itself.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from berichten.werkdagen import werkdagen_later
from geschillen.betrokkenheid import redenen_bij_naam
from geschillen.bevoegdheden import (
    behandelbelemmeringen,
    oppakbelemmeringen,
    signaalbelemmeringen,
    teruggeefbelemmeringen,
    vraagantwoordbelemmeringen,
)
from geschillen.models import Klacht, Klachtbericht, Klachtsignaal, Klachtvraag
from geschillen.termijnen import UITKOMST, VRAAG, klachttermijnen
from huisstijl.post import klaarzetten
from huisstijl.templatetags.opmaak import dag
from leden.bevoegdheden import Handeling, eisen
from leden.logboek import vastleggen
from leden.models import Lidmaatschap, Organisatie
from trajecten.termijnen import laatste_dag

ONTVANGEN = (
    "Ik heb uw klacht gelezen en behandel die. Ik heb niets te maken met waar uw klacht over gaat. U krijgt de uitkomst "
    "uiterlijk op {dag}. Hier kunnen wij elkaar schrijven."
)
OVERGENOMEN = "Ik neem de behandeling van uw klacht over. Ik heb niets te maken met waar uw klacht over gaat."
TERUGGEGEVEN = (
    "Ik kan uw klacht niet verder behandelen. Iemand anders neemt het over. De laatste dag verandert daar niet door."
)
VERLENGD = "Ik heb meer tijd nodig. U krijgt de uitkomst uiterlijk op {dag}. Dat komt hierdoor:\n\n{reden}"


@transaction.atomic
def klacht_oppakken(wie: Lidmaatschap, klacht: Klacht, organisatie: Organisatie | None = None) -> Klacht:
    """Somebody who is not involved hears the complaint from here on; the first time that is the receipt."""
    klacht = _op_slot(klacht)
    organisatie = klacht.organisatie or organisatie
    eisen(
        oppakbelemmeringen(wie, klacht, organisatie),
        [] if organisatie else redenen_bij_naam(klacht.over_naam, wie.gebruiker),
    )
    is_eerste = klacht.opgepakt_op is None
    van = klacht.stand
    klacht.behandelaar, klacht.organisatie = wie.gebruiker, organisatie
    klacht.opgepakt_op = klacht.opgepakt_op or timezone.now()
    klacht.save(update_fields=["behandelaar", "organisatie", "opgepakt_op"])
    _schrijven(wie, klacht, ONTVANGEN.format(dag=dag(klacht.uitkomst_tot)) if is_eerste else OVERGENOMEN)
    vastleggen(wie, Handeling.KLACHT_OPPAKKEN, klacht.onderwerp, van=van, naar=klacht.stand)
    return klacht


@transaction.atomic
def klacht_teruggeven(wie: Lidmaatschap, klacht: Klacht) -> Klacht:
    """Whoever hears it cannot go on; another takes it up, and the last day stays."""
    klacht = _op_slot(klacht)
    eisen(teruggeefbelemmeringen(wie, klacht))
    _schrijven(wie, klacht, TERUGGEGEVEN)
    klacht.behandelaar = None
    klacht.save(update_fields=["behandelaar"])
    vastleggen(wie, Handeling.KLACHT_TERUGGEVEN, klacht.onderwerp, van=Klacht.Stand.LOOPT, naar=Klacht.Stand.NIEUW)
    return klacht


@transaction.atomic
def klacht_antwoorden(wie: Lidmaatschap, klacht: Klacht, tekst: str) -> None:
    """A message to whoever complains."""
    klacht = _op_slot(klacht)
    eisen(behandelbelemmeringen(wie, klacht, Handeling.KLACHT_ANTWOORDEN))
    _schrijven(wie, klacht, tekst)
    vastleggen(wie, Handeling.KLACHT_ANTWOORDEN, klacht.onderwerp)


@transaction.atomic
def klacht_verlengen(wie: Lidmaatschap, klacht: Klacht, tekst: str) -> None:
    """Once, with a reason that whoever complains reads at once."""
    klacht = _op_slot(klacht)
    eisen(behandelbelemmeringen(wie, klacht, Handeling.KLACHT_VERLENGEN))
    klacht.verlengd_tot, klacht.verlengreden = verlengd_tot(klacht), tekst
    klacht.save(update_fields=["verlengd_tot", "verlengreden"])
    _schrijven(wie, klacht, VERLENGD.format(dag=dag(klacht.verlengd_tot), reden=tekst))
    vastleggen(wie, Handeling.KLACHT_VERLENGEN, klacht.onderwerp)


def verlengd_tot(klacht: Klacht) -> date:
    """The last day after an extension."""
    return werkdagen_later(klacht.uitkomst_uiterlijk, klachttermijnen()[UITKOMST].uitstel_werkdagen)


@transaction.atomic
def klacht_afronden(wie: Lidmaatschap, klacht: Klacht, *, uitkomst: str, onderwerp_van: str, tekst: str) -> None:
    """The outcome, with what it rests on. Nothing changes afterwards."""
    klacht = _op_slot(klacht)
    eisen(behandelbelemmeringen(wie, klacht, Handeling.KLACHT_AFRONDEN))
    klacht.uitkomst, klacht.onderwerp_van, klacht.uitkomsttekst = uitkomst, onderwerp_van, tekst
    klacht.afgerond_op = timezone.now()
    klacht.save(update_fields=["uitkomst", "onderwerp_van", "uitkomsttekst", "afgerond_op"])
    _mailen(klacht)
    vastleggen(wie, Handeling.KLACHT_AFRONDEN, klacht.onderwerp, van=Klacht.Stand.LOOPT, naar=Klacht.Stand.AFGEROND)


@transaction.atomic
def klachtvraag_stellen(wie: Lidmaatschap, klacht: Klacht, tekst: str) -> Klachtvraag:
    """Ask the other side; it reads these words and nothing else."""
    klacht = _op_slot(klacht)
    eisen(behandelbelemmeringen(wie, klacht, Handeling.KLACHTVRAAG_STELLEN))
    assert klacht.organisatie is not None
    termijn = klachttermijnen()[VRAAG]
    vraag = Klachtvraag.objects.create(
        klacht=klacht,
        aan=klacht.organisatie,
        tekst=tekst,
        uiterlijk=laatste_dag(termijn.aantal, termijn.eenheid, timezone.localdate()),
        gesteld_door=wie.gebruiker,
    )
    vastleggen(wie, Handeling.KLACHTVRAAG_STELLEN, vraag.onderwerp)
    return vraag


@transaction.atomic
def klachtvraag_beantwoorden(wie: Lidmaatschap, vraag: Klachtvraag) -> None:
    """Send the answer as it was saved."""
    vraag = Klachtvraag.objects.select_for_update(of=("self",)).select_related("klacht").get(pk=vraag.pk)
    eisen(vraagantwoordbelemmeringen(wie, vraag), [] if vraag.antwoord.strip() else ["Schrijf eerst een antwoord."])
    vraag.beantwoord_op, vraag.beantwoord_door = timezone.now(), wie.gebruiker
    vraag.save(update_fields=["beantwoord_op", "beantwoord_door"])
    vastleggen(wie, Handeling.KLACHTVRAAG_BEANTWOORDEN, vraag.onderwerp)


@transaction.atomic
def klacht_doorgeven(
    wie: Lidmaatschap, klacht: Klacht, *, soort: str, tekst: str, noem_organisatie: bool
) -> Klachtsignaal:
    """Tell the bureau what it should know, in words of one's own; a measure or an investigation is for the ordinary acts."""
    klacht = _op_slot(klacht)
    eisen(behandelbelemmeringen(wie, klacht, Handeling.KLACHT_DOORGEVEN))
    signaal = Klachtsignaal.objects.create(
        klacht=klacht,
        soort=soort,
        organisatie=klacht.organisatie if noem_organisatie else None,
        tekst=tekst,
        gegeven_door=wie.gebruiker,
    )
    vastleggen(wie, Handeling.KLACHT_DOORGEVEN, signaal.onderwerp)
    return signaal


@transaction.atomic
def klachtsignaal_afhandelen(wie: Lidmaatschap, signaal: Klachtsignaal) -> None:
    """Say what was done with it, as it was saved."""
    signaal = Klachtsignaal.objects.select_for_update(of=("self",)).get(pk=signaal.pk)
    eisen(
        signaalbelemmeringen(wie, signaal),
        [] if signaal.afhandeling.strip() else ["Schrijf eerst wat u ermee hebt gedaan."],
    )
    signaal.afgehandeld_op, signaal.afgehandeld_door = timezone.now(), wie.gebruiker
    signaal.save(update_fields=["afgehandeld_op", "afgehandeld_door"])
    vastleggen(wie, Handeling.KLACHTSIGNAAL_AFHANDELEN, signaal.onderwerp)


def _op_slot(klacht: Klacht) -> Klacht:
    rijen = Klacht.objects.select_for_update(of=("self",)).select_related("organisatie", "behandelaar")
    return rijen.get(pk=klacht.pk)


def _schrijven(wie: Lidmaatschap, klacht: Klacht, tekst: str) -> None:
    Klachtbericht.objects.create(klacht=klacht, tekst=tekst, door=wie.gebruiker)
    _mailen(klacht)


def _mailen(klacht: Klacht) -> None:
    """That there is something to read, to who gave an address."""
    if klacht.email:
        klaarzetten("klacht_nieuws", klacht=klacht.pk)

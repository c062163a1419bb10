"""What is done with an objection, from the form or the letter to the committee that decides again.

The log of an objection names its key and the act; only that a traject comes back to the committee stands in the log of the traject.
"""

import hashlib
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from beheercommissie.models import Besluit
from berichten.werkdagen import werkdagen_later
from geschillen.bevoegdheden.bezwaren import (
    adviesbelemmeringen,
    adviseurbelemmeringen,
    bezwaarbelemmeringen,
    daadbelemmeringen,
    laatbelemmeringen,
)
from geschillen.models import Adviseur, Bezwaar, Bezwaarstuk
from geschillen.taken import bezwaarstuk_nakijken
from geschillen.termijnen import bezwaartermijn
from huisstijl.velden import regel
from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.logboek import vastleggen
from leden.models import Gebruiker, Lidmaatschap
from trajecten.levensloop import Status, lopen
from trajecten.models import Document, Traject
from trajecten.schrijven import lengtebelemmeringen
from trajecten.termijnen import laatste_dag


@transaction.atomic
def bezwaar_maken(
    wie: Lidmaatschap, besluit: Besluit, *, gronden: str, gemachtigde: str = "", waarom_laat: str = ""
) -> Bezwaar:
    """The organisation objects on the page of the decision: it came in today."""
    velden = {"gronden": gronden, "gemachtigde": gemachtigde, "waarom_laat": waarom_laat}
    return _binnen(wie, besluit, Handeling.BEZWAAR_MAKEN, timezone.localdate(), velden)


@transaction.atomic
def bezwaar_inschrijven(
    wie: Lidmaatschap,
    besluit: Besluit,
    *,
    ontvangen_op: date,
    gronden: str,
    gemachtigde: str = "",
    waarom_laat: str = "",
) -> Bezwaar:
    """The secretary enters a letter, with the day on which it came."""
    velden = {"gronden": gronden, "gemachtigde": gemachtigde, "waarom_laat": waarom_laat, "is_per_brief": True}
    return _binnen(wie, besluit, Handeling.BEZWAAR_INSCHRIJVEN, ontvangen_op, velden)


def _binnen(
    wie: Lidmaatschap, besluit: Besluit, handeling: Handeling, ontvangen_op: date, velden: dict[str, Any]
) -> Bezwaar:
    traject = Traject.objects.op_slot(besluit.agendapunt.traject_id)
    besluit.agendapunt.traject = traject
    eisen(
        bezwaarbelemmeringen(wie, besluit, handeling),
        list(laatbelemmeringen(besluit, ontvangen_op, velden["waarom_laat"]).values()),
        [] if velden["gronden"].strip() else ["Schrijf waarom de organisatie het niet eens is met het besluit."],
        [reden for naam in ("gronden", "waarom_laat") for reden in lengtebelemmeringen(velden[naam])],
    )
    laatste = besluit.bezwaar_tot_en_met
    te_laat = laatste is not None and ontvangen_op > laatste
    termijn = bezwaartermijn(traject.kaderversie)
    bezwaar = Bezwaar.objects.create(
        besluit=besluit,
        ontvangen_op=ontvangen_op,
        ingediend_door=wie.gebruiker,
        # As long as others could object too, the term does not begin.
        besluit_uiterlijk=laatste_dag(termijn.aantal, termijn.eenheid, max(ontvangen_op, laatste or ontvangen_op)),
        **velden | {"waarom_laat": velden["waarom_laat"] if te_laat else ""},
    )
    vastleggen(wie, handeling, bezwaar.onderwerp, naar=Bezwaar.Stand.ONTVANGEN)
    return bezwaar


@transaction.atomic
def bezwaarstuk_toevoegen(wie: Lidmaatschap, bezwaar: Bezwaar, *, titel: str, bestand: File) -> Bezwaarstuk:
    """Add a file. It is stored under its SHA-256, never under the name it came with."""
    bezwaar = _op_slot(bezwaar)
    eisen(daadbelemmeringen(wie, bezwaar, Handeling.BEZWAAR_AANVULLEN))
    stuk = Bezwaarstuk.objects.create(
        bezwaar=bezwaar,
        titel=titel,
        bestand=bestand,
        bestandsnaam=regel(bestand.name or ""),
        grootte=bestand.size,
        sha256=hashlib.file_digest(bestand, "sha256").hexdigest(),
        nagekeken=Document.Nagekeken.WACHT if settings.CLAMD else Document.Nagekeken.NIET,
        toegevoegd_door=wie.gebruiker,
    )
    vastleggen(wie, Handeling.BEZWAAR_AANVULLEN, bezwaar.onderwerp, stuk_sha256=stuk.sha256)
    if settings.CLAMD:
        bezwaarstuk_nakijken.defer(stuk=stuk.pk)
    return stuk


@transaction.atomic
def bezwaar_intrekken(wie: Lidmaatschap, bezwaar: Bezwaar) -> None:
    """The organisation takes it back; the decision stays as it is."""
    bezwaar = _op_slot(bezwaar)
    eisen(daadbelemmeringen(wie, bezwaar, Handeling.BEZWAAR_INTREKKEN))
    van = bezwaar.stand
    bezwaar.ingetrokken_op, bezwaar.ingetrokken_door = timezone.now(), wie.gebruiker
    bezwaar.save(update_fields=["ingetrokken_op", "ingetrokken_door"])
    vastleggen(wie, Handeling.BEZWAAR_INTREKKEN, bezwaar.onderwerp, van=van, naar=bezwaar.stand)


@transaction.atomic
def bezwaar_toewijzen(wie: Lidmaatschap, bezwaar: Bezwaar, gebruiker: Gebruiker) -> Adviseur:
    """Ask somebody to advise who has nothing to do with the decision; more people can be asked."""
    bezwaar = _op_slot(bezwaar)
    eisen(
        daadbelemmeringen(wie, bezwaar, Handeling.BEZWAAR_TOEWIJZEN)
        or [f"{gebruiker.naam}: {zin}" for zin in adviseurbelemmeringen(bezwaar, gebruiker)]
    )
    if bezwaar.adviseurs.filter(gebruiker=gebruiker).exists():
        raise Geweigerd([f"{gebruiker.naam} is al gevraagd."])
    adviseur = Adviseur.objects.create(bezwaar=bezwaar, gebruiker=gebruiker)
    vastleggen(wie, Handeling.BEZWAAR_TOEWIJZEN, bezwaar.onderwerp)
    return adviseur


@transaction.atomic
def bezwaar_verlengen(wie: Lidmaatschap, bezwaar: Bezwaar, tekst: str) -> None:
    """Once, with a reason that the organisation reads."""
    bezwaar = _op_slot(bezwaar)
    eisen(
        daadbelemmeringen(wie, bezwaar, Handeling.BEZWAAR_VERLENGEN),
        [] if tekst.strip() else ["Schrijf waarom er meer tijd nodig is."],
        lengtebelemmeringen(tekst),
    )
    bezwaar.verlengd_tot, bezwaar.verlengreden = verlengd_tot(bezwaar), tekst
    bezwaar.save(update_fields=["verlengd_tot", "verlengreden"])
    vastleggen(wie, Handeling.BEZWAAR_VERLENGEN, bezwaar.onderwerp)


def verlengd_tot(bezwaar: Bezwaar) -> date:
    """The last day after an extension."""
    termijn = bezwaartermijn(bezwaar.besluit.agendapunt.traject.kaderversie)
    return werkdagen_later(bezwaar.besluit_uiterlijk, termijn.uitstel_werkdagen)


@transaction.atomic
def bezwaar_horen(
    wie: Lidmaatschap, bezwaar: Bezwaar, *, op: datetime, tot: datetime, plaats: str, link: str = ""
) -> None:
    """Say when and where the organisation tells its side; before that moment it can become another."""
    bezwaar = _op_slot(bezwaar)
    eisen(daadbelemmeringen(wie, bezwaar, Handeling.BEZWAAR_HOREN), list(hoorbelemmeringen(op, tot).values()))
    bezwaar.horen_op, bezwaar.horen_tot, bezwaar.horen_plaats, bezwaar.horen_link = op, tot, plaats, link
    bezwaar.save(update_fields=["horen_op", "horen_tot", "horen_plaats", "horen_link"])
    vastleggen(wie, Handeling.BEZWAAR_HOREN, bezwaar.onderwerp)


def hoorbelemmeringen(op: datetime, tot: datetime) -> dict[str, str]:
    """Why these hours cannot be, by field."""
    if op <= timezone.now():
        return {"datum": "Dit moment is al voorbij. Kies een dag en een tijd die nog komen."}
    return {"eind": "Het einde komt na het begin."} if tot <= op else {}


@transaction.atomic
def bezwaar_afzien(wie: Lidmaatschap, bezwaar: Bezwaar) -> None:
    """The organisation does not want to be heard; what was arranged for it lapses."""
    bezwaar = _op_slot(bezwaar)
    eisen(daadbelemmeringen(wie, bezwaar, Handeling.BEZWAAR_AFZIEN))
    bezwaar.afgezien_op = timezone.now()
    bezwaar.save(update_fields=["afgezien_op"])
    vastleggen(wie, Handeling.BEZWAAR_AFZIEN, bezwaar.onderwerp)


@transaction.atomic
def bezwaar_adviseren(wie: Lidmaatschap, bezwaar: Bezwaar, *, advies: str, tekst: str, verslag: str = "") -> None:
    """The advice with its reasons, and the report of the hearing. Nothing of it changes afterwards."""
    bezwaar = _op_slot(bezwaar)
    eisen(
        daadbelemmeringen(wie, bezwaar, Handeling.BEZWAAR_ADVISEREN)
        or adviesbelemmeringen(bezwaar, advies, tekst, verslag) + lengtebelemmeringen(verslag)
    )
    bezwaar.advies, bezwaar.adviestekst, bezwaar.hoorverslag = advies, tekst, verslag
    bezwaar.geadviseerd_op, bezwaar.geadviseerd_door = timezone.now(), wie.gebruiker
    bezwaar.save(update_fields=["advies", "adviestekst", "hoorverslag", "geadviseerd_op", "geadviseerd_door"])
    vastleggen(
        wie,
        Handeling.BEZWAAR_ADVISEREN,
        bezwaar.onderwerp,
        van=Bezwaar.Stand.BIJ_ADVISEUR,
        naar=Bezwaar.Stand.GEADVISEERD,
    )


@transaction.atomic
def bezwaar_heroverwegen(wie: Lidmaatschap, bezwaar: Bezwaar) -> None:
    """Bring the traject back to the committee: from here on it is an item on an agenda, as every other."""
    traject = Traject.objects.op_slot(bezwaar.besluit.agendapunt.traject_id)
    bezwaar = _op_slot(bezwaar)
    bezwaar.besluit.agendapunt.traject = traject
    eisen(daadbelemmeringen(wie, bezwaar, Handeling.BEZWAAR_HEROVERWEGEN))
    bezwaar.heropend_op = timezone.now()
    bezwaar.save(update_fields=["heropend_op"])
    lopen(traject, Handeling.BEZWAAR_HEROVERWEGEN, Status.VOORGEDRAGEN, wie)


def _op_slot(bezwaar: Bezwaar) -> Bezwaar:
    rijen = Bezwaar.objects.select_for_update(of=("self",)).select_related("besluit__agendapunt__traject__kaderversie")
    return rijen.get(pk=bezwaar.pk)

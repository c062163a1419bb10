"""Dates as a file that Outlook, Google and Apple take in: iCalendar (RFC 5545), as a feed, as one file and beside a letter."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Concat
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from icalendar import Calendar, Event, Timezone, vCalAddress

from leden.models import Gebeurtenis, Gebruiker, Lidmaatschap

SOORT = "text/calendar; charset=utf-8"
# What was longer ago leaves the feed.
TERUG = timedelta(days=365)
# The rule of the European summer time; what icalendar makes by itself is a list of days.
TIJDZONE = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")


@dataclass(frozen=True)
class Afspraak:
    """A date in somebody's calendar. `sleutel` names it for ever, `versie` grows with every change.

    `onderwerpen`: the things that it is about, as the log names them. `titel` names nobody and no organisation; `bij` and `plaats` do,
    so a mail goes without them. Without hours it takes a whole day. `is_bezet`: who has it, is there.
    """

    sleutel: str
    versie: int
    begin: datetime | date
    eind: datetime | date
    titel: str
    pad: str
    onderwerpen: frozenset[str]
    bij: str = ""
    plaats: str = ""
    stand: str = "CONFIRMED"
    is_bezet: bool = True

    @property
    def uid(self) -> str:
        return f"{self.sleutel}@{urlsplit(settings.ADRES).hostname}"


# What gives the dates of a membership that are still to come or were less than `TERUG` ago, filled by every room that has dates.
AFSPRAKEN: list[Callable[[Lidmaatschap], Iterable[Afspraak]]] = []


def sinds() -> date:
    """The first day of which the dates stand in a feed."""
    return timezone.localdate() - TERUG


def op_dag(datum: date) -> dict[str, date]:
    """`begin` and `eind` of what takes a whole day."""
    return {"begin": datum, "eind": datum + timedelta(days=1)}


def versie(soort: str, nummer: str) -> Combinable:
    """How many rows of the log are about a thing: it grows with every change and never falls, and nobody has to keep it.

    Not the number of the last one: that tells how much happened elsewhere in the house, also where the reader stays out.
    """
    over = Gebeurtenis.objects.filter(onderwerp=Concat(Value(f"{soort} "), OuterRef(nummer))).order_by()
    return Coalesce(Subquery(over.values("onderwerp").annotate(aantal=Count("pk")).values("aantal")), 0)


def afspraken_van(lid: Lidmaatschap) -> list[Afspraak]:
    """The dates of this membership, of what it may see now."""
    return [afspraak for geven in AFSPRAKEN for afspraak in geven(lid)]


def eigen_agenda(gebruiker: Gebruiker) -> bytes | None:
    """The feed of a person in all roles that hold today; None for who has none, or is blocked."""
    leden = list(Lidmaatschap.objects.geldig().filter(gebruiker=gebruiker).select_related("gebruiker", "organisatie"))
    # Somebody with two roles has one calendar.
    per_uid = {afspraak.uid: afspraak for lid in leden for afspraak in afspraken_van(lid)}
    return als_bestand(per_uid.values()) if leden else None


def als_bestand(afspraken: Iterable[Afspraak]) -> bytes:
    """These dates as a file for who may read them now."""
    return _kalender(_gebeurtenis(afspraak, met_plek=True) for afspraak in afspraken)


def agendabestand(afspraken: Iterable[Afspraak], naam: str) -> HttpResponse:
    """These dates as a file that a calendar opens."""
    kop = content_disposition_header(True, f"{naam}.ics")
    return HttpResponse(als_bestand(afspraken), content_type=SOORT, headers={"Content-Disposition": kop})


def bij_een_brief(lid: Lidmaatschap, onderwerp: str, eerder: str) -> str:
    """What goes along with a letter about this thing: its dates now, and as cancelled those of an earlier letter that are gone.

    Who has no such dates gets no file.
    """
    alle = afspraken_van(lid)
    nog_steeds = {afspraak.uid for afspraak in alle}
    onderdelen = [_gebeurtenis(afspraak, met_plek=False) for afspraak in alle if onderwerp in afspraak.onderwerpen]
    onderdelen += [_vervallen(oud) for oud in _komende(eerder) if str(oud["uid"]) not in nog_steeds]
    return _kalender(onderdelen).decode() if onderdelen else ""


def _komende(bestand: str) -> Iterator[Event]:
    """What stands in a file that was sent, is still to come and was not cancelled in it."""
    if bestand:
        for een in Calendar.from_ical(bestand).events:
            begin = een.decoded("dtstart")
            dag = timezone.localdate(begin) if isinstance(begin, datetime) else begin
            if een["status"] != "CANCELLED" and dag >= timezone.localdate():
                yield een


def _vervallen(oud: Event) -> Event:
    """The same date once more, as one that does not take place."""
    afgezegd = oud.copy(recursive=True)
    for naam, waarde in (("status", "CANCELLED"), ("sequence", oud["sequence"] + 1), ("dtstamp", timezone.now())):
        afgezegd.pop(naam)
        afgezegd.add(naam, waarde)
    return afgezegd


def _gebeurtenis(afspraak: Afspraak, *, met_plek: bool) -> Event:
    deel = Event()
    deel.add("uid", afspraak.uid)
    deel.add("sequence", afspraak.versie)
    deel.add("dtstamp", timezone.now())
    deel.add("dtstart", afspraak.begin)
    deel.add("dtend", afspraak.eind)
    deel.add("summary", f"{afspraak.titel}, {afspraak.bij}" if met_plek and afspraak.bij else afspraak.titel)
    if met_plek and afspraak.plaats:
        deel.add("location", afspraak.plaats)
    deel.add("url", f"{settings.ADRES}{afspraak.pad}")
    deel.add("status", afspraak.stand)
    deel.add("transp", "OPAQUE" if afspraak.is_bezet else "TRANSPARENT")
    # RFC 5546 asks for an organiser of what is published: the label, and no person.
    deel.add(
        "organizer", vCalAddress(f"mailto:{settings.CONTACT_EMAIL}", params={"CN": "Kwaliteitslabel Sociaal Werk"})
    )
    return deel


def _kalender(onderdelen: Iterable[Event]) -> bytes:
    kalender = Calendar()
    kalender.add("prodid", "-//Kwaliteitslabel Sociaal Werk//NL")
    kalender.add("version", "2.0")
    kalender.add("method", "PUBLISH")
    kalender.add("x-wr-calname", "Kwaliteitslabel Sociaal Werk")
    kalender.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    kalender.add_component(Timezone.from_ical(TIJDZONE))
    for deel in onderdelen:
        kalender.add_component(deel)
    return kalender.to_ical()

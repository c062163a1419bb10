"""The sessions of a person as they recognise them: on which device, and when; and which device is new for them.

A device is known by a signed cookie of a year with the numbers of the people who signed in on it; nothing is kept on our side.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

COOKIE = "__Host-apparaat" if settings.PRODUCTIE else "apparaat"
EEN_JAAR = 365 * 24 * 60 * 60
# Of the people on a shared computer the last ones are known.
MEESTE_MENSEN = 20

# The first that fits; browsers also name those they resemble.
BROWSERS = (
    (re.compile(r"Edg(?:e|A|iOS)?/"), "Edge"),
    (re.compile(r"OPR/|Opera"), "Opera"),
    (re.compile(r"SamsungBrowser/"), "Samsung Internet"),
    (re.compile(r"Firefox/|FxiOS/"), "Firefox"),
    (re.compile(r"Chrome/|CriOS/|Chromium/"), "Chrome"),
    (re.compile(r"Safari/"), "Safari"),
)
APPARATEN = (
    (re.compile(r"iPhone"), "een iPhone"),
    (re.compile(r"iPad"), "een iPad"),
    (re.compile(r"^(?=.*Android).*Mobile"), "een Android-telefoon"),
    (re.compile(r"Android"), "een Android-tablet"),
    (re.compile(r"CrOS"), "een Chromebook"),
    (re.compile(r"Windows"), "een Windows-computer"),
    (re.compile(r"Macintosh|Mac OS X"), "een Mac"),
    (re.compile(r"Linux|X11"), "een Linux-computer"),
)


@dataclass(frozen=True)
class Apparaat:
    pk: int
    naam: str
    ip: str
    begonnen_op: datetime
    gezien_op: datetime
    is_dit: bool


def in_woorden(user_agent):
    """What a browser says of itself, in words: "Firefox op een Windows-computer"."""
    browser = next((naam for patroon, naam in BROWSERS if patroon.search(user_agent)), "Een browser")
    apparaat = next((naam for patroon, naam in APPARATEN if patroon.search(user_agent)), "een onbekend apparaat")
    return f"{browser} op {apparaat}"


def apparaten_van(gebruiker, deze=None):
    """Where this person is signed in, last seen first; `deze` is the session key of the request."""
    lopend = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    sessies = UserSession.objects.filter(user=gebruiker, session_key__in=lopend).order_by("-last_seen_at", "-pk")
    return [
        Apparaat(
            pk=sessie.pk,
            naam=in_woorden(sessie.user_agent),
            ip=sessie.ip,
            begonnen_op=sessie.created_at,
            gezien_op=sessie.last_seen_at,
            is_dit=sessie.session_key == deze,
        )
        for sessie in sessies
    ]


def vergeten(gebruiker, behalve=None):
    """Drop the sessions of a person from the list and from the server, save the one with this key."""
    weg = UserSession.objects.filter(user=gebruiker).exclude(session_key=behalve)
    Session.objects.filter(session_key__in=weg.values("session_key")).delete()
    weg.delete()


def is_bekend(request, gebruiker):
    """Whether this person signed in on this device in the past year."""
    return str(gebruiker.pk) in _mensen_hier(request)


def onthouden(request, response, gebruiker):
    """Let this device be known from now on."""
    mensen = list(dict.fromkeys([str(gebruiker.pk), *_mensen_hier(request)]))[:MEESTE_MENSEN]
    response.set_signed_cookie(
        COOKIE, "-".join(mensen), max_age=EEN_JAAR, httponly=True, samesite="Lax", secure=settings.PRODUCTIE
    )


def _mensen_hier(request):
    return request.get_signed_cookie(COOKIE, default="", max_age=EEN_JAAR).split("-")

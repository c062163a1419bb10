"""Mail: asked for in the transaction of an act, made and sent by a background job once that transaction has succeeded.

A job holds the name of a letter and the keys of what it is about: no address, no text, no link. Those are made while sending, so that
nothing that opens an account stands in the queue, in a copy of the database or in a log (docs/keuzes/post.md). A letter holds nothing
confidential, only where to look. Its words stand in templates/post/<name>.txt, which extends post/basis.txt.
"""

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.mail import EmailMultiAlternatives
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app


class Brief(NamedTuple):
    """One letter: to which address, what its template gets, and whose address that is, as the log names it.

    By `wie` a letter that comes back is known; without it nobody can tell.
    """

    aan: str
    gegevens: dict[str, Any] = {}
    wie: str = ""


# The name of each letter, and what makes it from its keys while it is sent. What is not there any more (ObjectDoesNotExist) has nothing to
# say, so it is not sent. Every room adds its own in its brieven.py.
BRIEVEN: dict[str, Callable[..., Brief]] = {}


class NietVerstuurd(Exception):
    """A mail could not be sent; says where it went wrong, and nothing of what the mail server or the letter said."""


def klaarzetten(naam: str, **sleutels: int) -> None:
    """Queue the letter `naam` about the rows with these keys."""
    if naam not in BRIEVEN:
        raise LookupError(f"Er is geen brief {naam}.")
    mail_versturen.defer(naam=naam, sleutels=sleutels)


# After 4, 16, 64 seconds and so on; the last try is some six hours after the first. Whatever else waits goes first, so that many mails
# for a mail server that does not answer hold up nothing but mail.
POGINGEN = 8


@app.task(
    name="mail_versturen",
    priority=-1,
    retry=RetryStrategy(max_attempts=POGINGEN, exponential_wait=4),
    pass_context=True,
)
def mail_versturen(context: JobContext, naam: str, sleutels: dict[str, int]) -> None:
    """Make one letter and send it over SMTP; tried again when the mail server does not take it.

    A worker that is killed after sending leaves the job to another, which sends it again. Both times it has the same Message-ID, by
    which mail programs see that it is the same letter.
    """
    with zonder_inhoud(naam):
        _versturen(naam, sleutels, context.job.id)


@contextmanager
def zonder_inhoud(naam: str) -> Iterator[None]:
    """Replace every error by NietVerstuurd: what a mail server refuses, it names; and the worker writes every error into its log."""
    try:
        yield
    except Exception as fout:
        plek = traceback.extract_tb(fout.__traceback__)[-1]
        code = getattr(fout, "smtp_code", "")
        raise NietVerstuurd(f"{naam}: {type(fout).__name__} {code} in {plek.filename}:{plek.lineno}") from None


@transaction.atomic
def _versturen(naam: str, sleutels: dict[str, int], taak: int) -> None:
    try:
        brief = BRIEVEN[naam](**sleutels)
    except ObjectDoesNotExist:
        return
    tekst = render_to_string(f"post/{naam}.txt", {"adres": settings.ADRES, **brief.gegevens})
    onderwerp, _, tekst = tekst.strip().partition("\n")
    tekst = tekst.strip()
    koppen = {"Message-ID": _kenmerk(f"{naam}.{taak}", brief), "Auto-Submitted": "auto-generated"}
    mail = EmailMultiAlternatives(onderwerp, tekst, to=[brief.aan], headers=koppen)
    mail.attach_alternative(render_to_string("post/opmaak.html", {"onderwerp": onderwerp, "tekst": tekst}), "text/html")
    mail.send()


class Geadresseerde(NamedTuple):
    """Whose address a letter can go to: their rows, and what follows when the mail server says with this code that it does not work."""

    rijen: QuerySet[Any]
    kwam_terug: Callable[[Any, str], None]


# By what the log calls such a row; every room adds its own in its brieven.py.
GEADRESSEERDEN: dict[str, Geadresseerde] = {}

# A letter that comes back: nothing of it was kept, so its Message-ID says whose address it went to. It is signed with that address: nobody
# can make one up, and one about an address that somebody had before proves nothing about the one of now.


def _kenmerk(begin: str, brief: Brief) -> str:
    links = _ondertekenaar(brief.aan).sign(f"{begin}.{brief.wie.replace(' ', '-')}") if brief.wie else begin
    return f"<{links}@{urlsplit(settings.ADRES).hostname}>"


def van_wie(kenmerk: str) -> str:
    """Whose address a Message-ID speaks of, as the log names it, or nothing; `ging_naar` says whether it is true."""
    delen = _links_van(kenmerk).split(".")
    return delen[2].replace("-", " ") if len(delen) == 4 else ""


def ging_naar(kenmerk: str, adres: str) -> bool:
    """Whether a letter of ours with this Message-ID went to this address."""
    try:
        _ondertekenaar(adres).unsign(_links_van(kenmerk))
    except (BadSignature, UnicodeEncodeError):
        # What somebody sent may hold half a letter, which no text can.
        return False
    return True


def _links_van(kenmerk: str) -> str:
    return kenmerk.strip("<> \t\r\n").rpartition("@")[0]


def _ondertekenaar(adres: str) -> Signer:
    return Signer(sep=".", salt=f"huisstijl.post {adres}")

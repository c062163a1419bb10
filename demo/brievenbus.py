"""The mails of the demo go nowhere: each is kept as a file, beside what people upload, and read at /demo/post/.

A file, and no table, since web server and worker both reach it and it goes away with the other files of the demo.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

BEWAARD = 500


@dataclass(frozen=True)
class Mail:
    """One mail as it was sent; `nummer` counts nanoseconds, so that a later mail has a higher one."""

    nummer: int
    inhoud: bytes

    @cached_property
    def bericht(self) -> EmailMessage:
        return message_from_bytes(self.inhoud, policy=policy.default)

    @property
    def aan(self) -> str:
        return str(self.bericht["To"])

    @property
    def onderwerp(self) -> str:
        return str(self.bericht["Subject"])

    @property
    def op(self) -> datetime:
        return datetime.fromtimestamp(self.nummer // 10**9, UTC)

    @property
    def koppen(self) -> list[tuple[str, str]]:
        """The headers that a reader of mail sees, as far as this mail has them."""
        namen = (("Van", "From"), ("Aan", "To"), ("Antwoord aan", "Reply-To"))
        return [(woord, str(self.bericht[kop])) for woord, kop in namen if self.bericht[kop]]

    @property
    def tekst(self) -> str:
        return self._deel("plain")

    @property
    def html(self) -> str:
        """As it would look in a mail program, where a link opens outside the mail."""
        return self._deel("html").replace("<head>", '<head><base target="_top">', 1)

    @property
    def bijlagen(self) -> list[EmailMessage]:
        return list(self.bericht.iter_attachments())

    def _deel(self, soort: str) -> str:
        deel = self.bericht.get_body((soort,))
        return deel.get_content() if deel else ""


class Brievenbus(BaseEmailBackend):
    """The mail backend of the demo; of many mails it keeps the last ones."""

    def send_messages(self, email_messages):
        _map().mkdir(parents=True, exist_ok=True)
        for mail in email_messages:
            nummer = time.time_ns()
            half = _map() / f"{nummer}.half"
            half.write_bytes(mail.message().as_bytes())
            # Whole or not at all, for who reads meanwhile.
            half.rename(_pad(nummer))
        for oud in nummers()[BEWAARD:]:
            # The other job of the worker may be clearing up too.
            _pad(oud).unlink(missing_ok=True)
        return len(email_messages)


def nummers() -> list[int]:
    """Of all mails that are kept, the newest first."""
    return sorted((int(pad.stem) for pad in _map().glob("*.eml")), reverse=True)


def mail(nummer: int) -> Mail | None:
    """The mail with this number; None when it is not kept."""
    try:
        return Mail(nummer, _pad(nummer).read_bytes())
    except OSError:
        return None


def mails_aan(zoek: str) -> list[Mail]:
    """The mails to an address with these letters in it, the newest first."""
    gevonden = [een for een in map(mail, nummers()) if een]
    return [een for een in gevonden if zoek.casefold() in een.aan.casefold()] if zoek else gevonden


def _map() -> Path:
    return Path(settings.BESTANDEN) / "mails"


def _pad(nummer: int) -> Path:
    return _map() / f"{nummer}.eml"

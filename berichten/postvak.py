"""The mailbox in which mail comes back, read over IMAP."""

import ssl
from imaplib import IMAP4, IMAP4_SSL

from django.conf import settings

from berichten.retour import GROOTSTE_MELDING, lees, verwerken

# What people wrote to this mailbox is theirs: it is not looked at, nor marked as read.
VRAAG = ("UNSEEN", "HEADER", "Content-Type", "multipart/report")
# In one go; the next go begins where this one ended.
PER_KEER = 50


def legen() -> int:
    """Handle every report in the mailbox and delete it. What is not understood stays, as read; gives how many those are."""
    onbegrepen = 0
    with _openen() as postvak:
        _gelukt(postvak.login(settings.RETOUR_IMAP_USER, settings.RETOUR_IMAP_PASSWORD))
        _gelukt(postvak.select("INBOX"))
        (gevonden,) = _gelukt(postvak.uid("SEARCH", *VRAAG))
        for uid in gevonden.decode().split()[:PER_KEER]:
            melding = lees(_bericht(postvak, uid))
            # First written down, then deleted: who is stopped in between handles it again, and nothing is done twice.
            begrepen = melding is not None and verwerken(melding)
            onbegrepen += not begrepen
            _gelukt(postvak.uid("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)" if begrepen else r"(\Seen)"))
        _gelukt(postvak.expunge())
    return onbegrepen


def _openen() -> IMAP4:
    waar = {"host": settings.RETOUR_IMAP_HOST, "port": settings.RETOUR_IMAP_PORT, "timeout": settings.EMAIL_TIMEOUT}
    if settings.RETOUR_IMAP_ZONDER_TLS:
        return IMAP4(**waar)
    # Without a context of its own the standard library believes every certificate.
    return IMAP4_SSL(**waar, ssl_context=ssl.create_default_context())


def _bericht(postvak: IMAP4, uid: str) -> bytes:
    """The mail, or the beginning of it: a server need not send us all that somebody put there."""
    antwoord = _gelukt(postvak.uid("FETCH", uid, f"(BODY.PEEK[]<0.{GROOTSTE_MELDING}>)"))
    return next((deel[1] for deel in antwoord if isinstance(deel, tuple)), b"")


def _gelukt(antwoord):
    soort, gegevens = antwoord
    if soort != "OK":
        # Without what the server said: it may name somebody.
        raise IMAP4.error("niet OK")
    return gegevens

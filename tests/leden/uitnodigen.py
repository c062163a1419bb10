"""Invitations for the tests, and the mails that wait."""

from django.db import connection
from django.urls import reverse

from leden.handelingen.uitnodigingen import (
    uitnodigen,
)

NIEUW = "lien@voorbeeld.example"


GOED = {"naam": "Lien Leverkruid", "wachtwoord": "een-spiegel-met-lijst", "huisregels": "on"}


def gevraagd(wereld, email=NIEUW, rollen=("bestuurder",), door="hilde", **velden):
    wie = getattr(wereld, door)
    return uitnodigen(wie, velden.pop("organisatie", wie.organisatie), email=email, rollen=list(rollen), **velden)


def begin(uitnodiging):
    return reverse("uitnodiging", args=[uitnodiging.sleutel])


def mails():
    """(address, subject, text) of every mail that is waiting to be sent."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select args->>'aan', args->>'onderwerp', args->>'tekst' from procrastinate_jobs "
            "where task_name = 'mail_versturen' order by id"
        )
        return cursor.fetchall()

"""Invitations for the tests."""

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

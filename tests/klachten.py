"""Complaints for the tests: who hears them, and one of each kind."""

from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.utils import timezone

from geschillen.handelingen.behandelen import klacht_doorgeven, klacht_oppakken, klachtvraag_stellen
from geschillen.handelingen.indienen import klacht_aanvullen, klacht_indienen
from geschillen.models import Klacht
from inloggen.huisregels import VERSIE
from leden.models import Gebruiker, Lidmaatschap, Organisatie, Rol
from tests.personen import WACHTWOORD

PDF = b"%PDF-1.7 verslag\n%%EOF\n"
GEHEIM = "De toetser lachte mij uit waar iedereen bij was."


def behandelaar(naam="Kees Kamperfoelie"):
    """Somebody from outside, who hears complaints."""
    gebruiker = Gebruiker.objects.create(
        email=f"{naam.split()[0].lower()}@voorbeeld.example",
        naam=naam,
        password=make_password(WACHTWOORD),
        huisregels_versie=VERSIE,
        huisregels_op=timezone.now(),
    )
    bureau = Organisatie.objects.get(soort=Organisatie.Soort.BUREAU)
    return Lidmaatschap.objects.create(gebruiker=gebruiker, organisatie=bureau, rol=Rol.KLACHTBEHANDELAAR)


def ingediend(organisatie=None, over=Klacht.Over.CERTIFICEERDER, **velden):
    """A complaint and its code."""
    standaard = {
        "omschrijving": GEHEIM,
        "gewenst": "",
        "wijze": "naam",
        "naam": "Fien Fluitenkruid",
        "email": "fien@thuis.example",
        "over_naam": organisatie.naam if organisatie else "",
    }
    return klacht_indienen(uuid4(), over=over, organisatie=organisatie, **standaard | velden)


def opgepakt(wie, organisatie, **velden):
    """A complaint that this person hears."""
    klacht, _ = ingediend(organisatie, **velden)
    return klacht_oppakken(wie, klacht)


def klachten_van_alles(wereld):
    """For the access table: a complaint about the certifier that Kees hears, with all that goes with it"""
    klacht = opgepakt(wereld.kees, wereld.karin.organisatie)
    klacht_aanvullen(klacht, bestand=ContentFile(PDF, "brief.pdf"))
    klachtvraag_stellen(wereld.kees, klacht, "Hoe ging het gesprek?")
    klacht_doorgeven(wereld.kees, klacht, soort="maatregel", tekst="Kijk ernaar.", noem_organisatie=True)
    return klacht

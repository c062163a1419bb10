"""Objections for the tests: a refusal, and an objection to it in each state."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from beheercommissie.handelingen import agenderen, belang_verklaren, besluiten, stemmen
from beheercommissie.handelingen.vergaderingen import vergadering_plannen
from geschillen.handelingen import bezwaren
from geschillen.models import Bezwaar
from tests.klachten import PDF
from tests.klokken import op
from tests.personen import commissie, in_vergadering

MOTIVERING = "De plannen voor de dossiers zijn te mager."
AFWIJKING = "De commissie weegt de dossiers zwaarder dan het advies."
GRONDEN = "Het rapport noemt een plan dat de commissie niet heeft gelezen."


def besloten(wereld, agendapunt, optie, afwijking=AFWIJKING):
    """The committee is of one mind on this item, and the chair records it."""
    agendapunt.vergadering = in_vergadering(wereld, agendapunt.vergadering)
    for lid in commissie(wereld):
        belang_verklaren(lid, agendapunt, "geen")
        stemmen(lid, agendapunt, optie=optie)
    return besluiten(wereld.anna, agendapunt, optie=optie, motivering=MOTIVERING, afwijking=afwijking)


def ingeschreven(wereld, besluit, **velden):
    """A letter that came today, with its scan."""
    vandaag = {"ontvangen_op": timezone.localdate(), "gronden": GRONDEN}
    bezwaar = bezwaren.bezwaar_inschrijven(wereld.femke, besluit, **vandaag | velden)
    stuk = {"titel": "De brief", "bestand": ContentFile(PDF, "brief.pdf")}
    bezwaren.bezwaarstuk_toevoegen(wereld.femke, bezwaar, **stuk)
    return bezwaar


def geadviseerd(wereld, bezwaar, adviseur, advies="gegrond"):
    """Heard, and advised on after that."""
    bezwaren.bezwaar_toewijzen(wereld.femke, bezwaar, adviseur.gebruiker)
    morgen = timezone.now() + timedelta(days=1)
    wanneer = {"op": morgen, "tot": morgen + timedelta(hours=1), "plaats": "Utrecht"}
    bezwaren.bezwaar_horen(wereld.femke, bezwaar, **wanneer)
    with op(timezone.localdate() + timedelta(days=3)):
        bezwaren.bezwaar_adviseren(
            adviseur, bezwaar, advies=advies, tekst="Het plan was er wel.", verslag="Beide kanten waren er."
        )
    bezwaar.refresh_from_db()
    return bezwaar


def opnieuw_op_de_agenda(wereld, traject):
    """The item of a meeting of today on which it is decided again."""
    vergadering = vergadering_plannen(wereld.femke, datum=timezone.localdate(), plaats="Utrecht", begin=None, eind=None)
    return agenderen(wereld.femke, traject, vergadering)


def bezwaar_van_alles(wereld, besluit):
    """For the access table: an objection by letter, with its scan and somebody who was asked."""
    bezwaar = Bezwaar.objects.create(
        besluit=besluit,
        gronden=GRONDEN,
        is_per_brief=True,
        ontvangen_op=timezone.localdate(),
        ingediend_door=wereld.femke.gebruiker,
        besluit_uiterlijk=timezone.localdate() + timedelta(days=84),
    )
    stuk = {"titel": "De brief", "bestand": ContentFile(PDF, "brief.pdf")}
    bezwaren.bezwaarstuk_toevoegen(wereld.femke, bezwaar, **stuk)
    bezwaren.bezwaar_toewijzen(wereld.femke, bezwaar, wereld.kees.gebruiker)
    return bezwaar

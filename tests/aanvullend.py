"""The road of an additional investigation, walked by the acts from the question of the committee to its next agenda."""

from datetime import time, timedelta

from django.utils import timezone

from beheercommissie.handelingen import agenderen
from beheercommissie.handelingen.vergaderingen import vergadering_plannen
from tests.personen import traject_in, vraag_bij
from tests.vervolg import besluit_nemen
from toetsing.handelingen import advies as adviezen
from toetsing.handelingen import gesprekken, oordelen, programma, rapport, verbeterplannen, wederhoor
from toetsing.models import Bevinding
from trajecten.levensloop import Status
from trajecten.models import Traject

VRAAG = "Hoe weten wij dat afspraken nu in elk dossier staan?"
ANTWOORD = "Wij keken opnieuw in tien dossiers. In alle tien staan de afspraken."


def norm_van(traject):
    """The last norm of the framework, which had the improvement point."""
    return list(traject.kaderversie.normen.all())[-1]


def gevraagd(wereld, traject=None, optie="aanvullend_onderzoek", **anders):
    """A traject of which the committee asks the assessors to look again at the last norm; the decision."""
    traject = traject or traject_in(Status.GEAGENDEERD, wereld)
    return besluit_nemen(wereld, traject, optie, **vraag_bij(traject, optie) | {"vraag": VRAAG} | anders)


def nu(traject):
    return Traject.objects.select_related("organisatie", "certificeerder", "kaderversie").get(pk=traject.pk)


def gesprek_plannen(wereld, traject, over=0, **anders):
    """One more talk, on the day so many days from now."""
    datum = timezone.localdate() + timedelta(days=over)
    dag = traject.toetsdagen.filter(datum=datum).first() or programma.dag_toevoegen(wereld.karin, traject, datum)
    velden = {
        "dag": dag,
        "begin": time(15),
        "eind": time(16),
        "plaats": "De Kade, archief",
        "groep": "sociaal_werkers",
        "normen": [norm_van(traject)],
        "toetsers": [wereld.meike.gebruiker],
    }
    return programma.gesprek_plannen(wereld.karin, traject, **velden | anders)


def gesprek_voeren(wereld, gesprek, **anders):
    """Hold it: people, a note, a summary that was given back, closed."""
    gesprekken.partners_vastleggen(wereld.meike, gesprek, [("teamleider", 2), ("sociaal werker", 3)])
    velden = {
        "soort": "gezien",
        "tekst": "In tien dossiers staan alle afspraken.",
        "normen": list(gesprek.normen.all()),
    }
    notitie = gesprekken.notitie_maken(wereld.meike, gesprek, **velden | anders)
    gesprek.samenvatting = "De teams schrijven afspraken nu op een vast moment op."
    gesprek.save(update_fields=["samenvatting"])
    gesprekken.teruggeven(wereld.meike, gesprek, True)
    gesprekken.gesprek_afronden(wereld.meike, gesprek)
    return notitie


def uitgezocht(wereld, traject, waarde="voldoet"):
    """What the assessors write: a finding on the new talk, another judgement, the answer."""
    gesprek, norm = gesprek_plannen(wereld, traject), norm_van(traject)
    gesprek_voeren(wereld, gesprek)
    tekst = "In alle tien dossiers die wij zagen, staan de afspraken."
    bevinding = oordelen.bevinding_maken(wereld.meike, traject, norm=norm, soort=Bevinding.Soort.STERK, tekst=tekst)
    oordelen.gronden_kiezen(wereld.meike, bevinding, gesprekken=[gesprek], documenten=[], verhalen=[])
    oordelen.oordelen(wereld.meike, traject, norm=norm, waarde=waarde)
    traject.rapportdelen.filter(sleutel__startswith="aanvulling-", tekst="").update(tekst=ANTWOORD)


def opgeleverd(wereld, traject):
    uitgezocht(wereld, traject)
    return rapport.rapport_opleveren(wereld.meike, nu(traject))


def vastgesteld(wereld, traject):
    """The addendum, past the controleur and the organisation, settled."""
    opgeleverd(wereld, traject)
    rapport.vrijgeven(wereld.roel, traject)
    wederhoor.reactie_indienen(wereld.ingrid, traject)
    return rapport.rapport_vaststellen(wereld.meike, traject)


def opnieuw_geagendeerd(wereld, traject):
    """On the agenda of tomorrow, with the addendum; the item."""
    vastgesteld(wereld, traject)
    traject = nu(traject)
    if traject.status == Status.VERBETERPLANNEN:
        verbeterplannen.verbeterplannen_indienen(wereld.ingrid, traject)
        verbeterplannen.verbeterplannen_goedkeuren(wereld.meike, traject)
    traject.adviezen.filter(uitgebracht_op=None).update(optie="positief", motivering="De afspraken staan er nu.")
    adviezen.advies_uitbrengen(wereld.karin, traject)
    morgen = vergadering_plannen(wereld.femke, datum=timezone.localdate() + timedelta(days=1), plaats="Ede")
    return agenderen(wereld.femke, traject, morgen)

"""What the organisation does with the report: remarks and plans; and what the assessors answer."""

from datetime import timedelta

from django.utils import timezone

from berichten.werkdagen import werkdagen_later
from demo.verbeterpunten import FEIT
from leden.bevoegdheden import eisen
from toetsing.bevoegdheden import verbeterplanbelemmeringen
from toetsing.handelingen import oordelen, rapport, verbeterplannen, wederhoor
from toetsing.models import Bevinding, Rapportversie, Reactie, Verbeterplan
from trajecten.handelingen import termijn_voorstellen
from trajecten.levensloop import Status
from trajecten.models import Traject


def reageren(weg):
    """Remarks at the improvement points; a traject that is here now has written a first one, and asks for more time."""
    yield weg.moment(weg.begin[Status.WEDERHOOR] + 3, 1)
    versie = Rapportversie.objects.nieuwste_van(weg.traject)
    punten = _verbeterpunten(weg)
    bezig = weg.boek.tot == Status.WEDERHOOR
    for nummer, bevinding in enumerate(punten[: 3 if weg.is_nu else 1]):
        reactie = wederhoor.reageren(weg.schrijver, versie, bevinding.passage)
        opmerking = weg.verbeterpunt(bevinding.norm.sleutel).opmerking
        reactie.tekst = weg.met_woorden(opmerking.tekst)
        if not (bezig and nummer):
            reactie.soort = opmerking.soort
        reactie.save(update_fields=["tekst", "soort"])
    if bezig:
        yield weg.moment(weg.begin[Status.WEDERHOOR] + 6, 2)
        traject = Traject.objects.get(pk=weg.traject.pk)
        reden = "Onze cliëntenraad komt volgende week bij elkaar en wil het rapport eerst bespreken."
        termijn_voorstellen(weg.schrijver, traject, nieuw=werkdagen_later(traject.termijn, 5), reden=reden)


def _verbeterpunten(weg):
    punten = Bevinding.objects.filter(traject=weg.traject, soort=Bevinding.Soort.VERBETER)
    return list(punten.select_related("norm").order_by("norm__volgorde"))


def reactie_indienen(weg):
    """The director hands the remarks in; the assessors answer them, all or, when it is going on now, the first."""
    wederhoor.reactie_indienen(weg.bestuurder, weg.traject)
    yield weg.moment(min(weg.begin[Status.REACTIE_VERWERKEN] + 3, -1), 2)
    reacties = {reactie.passage: reactie for reactie in Reactie.objects.filter(versie__traject=weg.traject)}
    punten = [bevinding for bevinding in _verbeterpunten(weg) if bevinding.passage in reacties]
    bezig = weg.boek.tot == Status.REACTIE_VERWERKEN
    for bevinding in punten[:1] if bezig else punten:
        _beantwoorden(weg, bevinding, reacties[bevinding.passage])
    if bezig:
        _sterk_punt_erbij(weg, punten[0].norm)


def _sterk_punt_erbij(weg, norm):
    """The reaction itself showed something strong; this goes past the controleur before the report is settled."""
    tekst = "De organisatie zocht zelf uit hoe het zat, en liet zien wat zij ervan leert."
    wie = weg.teamleider
    bevinding = oordelen.bevinding_maken(wie, weg.traject, norm=norm, soort=Bevinding.Soort.STERK, tekst=tekst)
    gesprek = weg.traject.gesprekken.order_by("nummer").first()
    oordelen.gronden_kiezen(wie, bevinding, gesprekken=[gesprek], documenten=[], verhalen=[])


def _beantwoorden(weg, bevinding, reactie):
    """A fact that was wrong changes the text, an opinion comes beside it."""
    opmerking = weg.verbeterpunt(bevinding.norm.sleutel).opmerking
    reactie.antwoord = opmerking.antwoord
    reactie.save(update_fields=["antwoord"])
    if opmerking.soort == FEIT:
        bevinding.tekst = weg.met_woorden(opmerking.nieuw)
        bevinding.save(update_fields=["tekst"])
    gevolg = Reactie.Gevolg.AANGEPAST if opmerking.soort == FEIT else Reactie.Gevolg.OPGENOMEN
    wederhoor.beantwoorden(weg.teamleider, reactie, gevolg)


def vaststellen(weg):
    """The report is settled; the organisation writes its plans, and a traject that is here now half of them."""
    rapport.rapport_vaststellen(weg.teamleider, weg.traject)
    yield weg.moment(min(weg.begin[Status.VERBETERPLANNEN] + 10, -1), 2)
    _plannen_schrijven(weg, af=weg.boek.tot != Status.VERBETERPLANNEN)


def _plannen_schrijven(weg, af):
    plannen = list(Verbeterplan.objects.filter(traject=weg.traject).select_related("bevinding__norm", "traject"))
    per_norm = {plan.bevinding.norm.sleutel: plan for plan in plannen}
    for eigen, ook in weg.boek.samen.items() if af else ():
        per_norm[eigen].ook_over.set([per_norm[ook]])
        plannen.remove(per_norm[ook])
    for nummer, plan in enumerate(plannen if af else plannen[:-1]):
        eisen(verbeterplanbelemmeringen(weg.schrijver, plan))
        stof = weg.verbeterpunt(plan.bevinding.norm.sleutel)
        plan.oorzaak = weg.met_woorden(stof.oorzaak)
        if af or nummer == 0:
            plan.actie = weg.met_woorden(stof.actie)
            plan.merkbaar = stof.merkbaar
            plan.eigenaar = stof.eigenaar
            plan.klaar_op = timezone.localdate() + timedelta(days=150 + 30 * nummer)
        plan.save(update_fields=[*Verbeterplan.TEKSTEN, "eigenaar", "klaar_op"])


def plannen_indienen(weg):
    """One in five sets of plans comes back once."""
    verbeterplannen.verbeterplannen_indienen(weg.bestuurder, weg.traject)
    if weg.nummer % 5 == 2 and weg.boek.tot != Status.PLANNEN_BEOORDELEN:
        yield weg.moment(weg.begin[Status.PLANNEN_BEOORDELEN] + 2, 1)
        verbeterplannen.verbeterplannen_terugsturen(
            weg.teamleider,
            weg.traject,
            "De acties zijn goed. Zeg er nog bij hoe bewoners gaan merken dat het is gelukt.",
        )
        yield weg.moment(weg.begin[Status.PLANNEN_BEOORDELEN] + 3, 2)
        verbeterplannen.verbeterplannen_indienen(weg.bestuurder, weg.traject)


def plannen_goedkeuren(weg):
    verbeterplannen.verbeterplannen_goedkeuren(weg.teamleider, weg.traject)

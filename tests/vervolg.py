"""A follow-up in any status, walked by the acts from an award with one condition and one improvement plan."""

from datetime import timedelta

from django.utils import timezone

from beheercommissie.handelingen import agenderen, belang_verklaren, besluiten, stemmen
from beheercommissie.handelingen.vergaderingen import vergadering_plannen
from beheercommissie.models import Vergadering
from certificaten.handelingen import afsluiten, uitgeven
from certificaten.models import Certificaat
from certificaten.taken import certificaat_maken
from demo.kalender import zonder_savepoints
from tests.personen import commissie, in_vergadering, traject_in
from toetsing.handelingen import advies as adviezen
from toetsing.handelingen import vervolg
from toetsing.models import Vervolgpunt, Voorwaarde
from trajecten.handelingen import vervolgteam_kiezen
from trajecten.levensloop import Status
from trajecten.models import Traject

WAT = "Elke presentielijst staat in het nieuwe systeem."
WEG = (
    Status.VOORTGANG,
    Status.VOORTGANG_INGEDIEND,
    Status.BEOORDELEN,
    Status.ADVIES,
    Status.VOORGEDRAGEN,
    Status.GEAGENDEERD,
    Status.BESLOTEN,
    Status.AFGESLOTEN,
)


def voorwaarde(**anders):
    """A condition as the chair wrote it, not yet of a decision."""
    velden = {
        "nummer": 1,
        "wat": WAT,
        "uiterlijk": timezone.localdate() + timedelta(days=200),
        "kijker": Voorwaarde.Kijker.TOETSERS,
        "hoe": "Een lijst per buurtkamer, zonder namen.",
    }
    return Voorwaarde(**velden | anders)


def besluit_nemen(wereld, traject, optie, **anders):
    """The committee is of one mind about the newest item of a traject, and the chair records it."""
    punt = traject.agendapunten.latest("pk")
    in_vergadering(wereld, punt.vergadering)
    for lid in commissie(wereld):
        belang_verklaren(lid, punt, "geen")
        stemmen(lid, punt, optie=optie)
    velden = {"motivering": "De commissie las wat er is gebeurd.", "afwijking": "De commissie weegt dit anders."}
    return besluiten(wereld.anna, punt, optie=optie, **velden | anders)


def toegekend_met_voorwaarden(wereld, kader=None, voorwaarden=None):
    """A granted label with conditions; the assessment that led to it."""
    toets = traject_in(Status.GEAGENDEERD, wereld, kader)
    lijst = [voorwaarde()] if voorwaarden is None else voorwaarden
    besluit_nemen(wereld, toets, "toekennen_met_voorbehoud", voorwaardenlijst=lijst)
    certificaat_maken(Certificaat.objects.get(traject=toets).nummer)
    uitgeven(wereld.gijs, toets)
    return toets


@zonder_savepoints()
def vervolg_verder(traject, status, wereld, optie="voorwaarden_vervuld"):
    """The follow-up, walked on from where it is to `status`."""
    for doel in WEG[WEG.index(traject.status) + 1 : WEG.index(status) + 1]:
        STAPPEN[doel](wereld, Traject.objects.get(pk=traject.pk), optie)
    return Traject.objects.select_related("organisatie", "certificeerder", "kaderversie").get(pk=traject.pk)


def _ingediend(wereld, traject, _):
    punten = Vervolgpunt.objects.van_nu(traject).prefetch_related(None)
    for punt in punten:
        punt.voortgang = "De lijsten zijn vervangen."
        punt.save(update_fields=["voortgang"])
    vervolg.vervolg_indienen(wereld.ingrid, traject)


def _team(wereld, traject, _):
    vervolgteam_kiezen(
        wereld.karin,
        traject,
        toetsers=[wereld.meike.gebruiker, wereld.tessa.gebruiker],
        teamleider=wereld.tessa.gebruiker,
    )


def _opgeleverd(wereld, traject, _):
    for punt in Vervolgpunt.objects.van_nu(traject).prefetch_related(None):
        punt.oordeel, punt.toelichting = Vervolgpunt.Oordeel.VOLDAAN, "Wij zagen de lijsten in twee buurtkamers."
        punt.save(update_fields=["oordeel", "toelichting"])
    vervolg.vervolg_opleveren(wereld.tessa, traject)


def _voorgedragen(wereld, traject, _):
    advies = traject.adviesopties[0].code
    traject.adviezen.filter(uitgebracht_op=None).update(optie=advies, motivering="Alles is gedaan.")
    adviezen.advies_uitbrengen(wereld.karin, traject)


def _geagendeerd(wereld, traject, _):
    """On the meeting of today, where the assessment was decided too."""
    vandaag = timezone.localdate()
    vergadering = Vergadering.objects.filter(datum=vandaag).exclude(agendapunten__traject=traject).first()
    agenderen(wereld.femke, traject, vergadering or _volgende(wereld))


def _volgende(wereld):
    laatste = Vergadering.objects.latest("datum").datum
    datum = max(laatste + timedelta(days=1), timezone.localdate())
    return vergadering_plannen(wereld.femke, datum=datum, plaats="Utrecht")


def _besloten(wereld, traject, optie):
    besluit_nemen(wereld, traject, optie)


def _afgesloten(wereld, traject, _):
    afsluiten(wereld.gijs, traject)


STAPPEN = {
    Status.VOORTGANG_INGEDIEND: _ingediend,
    Status.BEOORDELEN: _team,
    Status.ADVIES: _opgeleverd,
    Status.VOORGEDRAGEN: _voorgedragen,
    Status.GEAGENDEERD: _geagendeerd,
    Status.BESLOTEN: _besloten,
    Status.AFGESLOTEN: _afgesloten,
}

"""What came of an award with conditions: a follow-up that has been done, or one that is being written."""

from demo import besluiten
from demo.vergaderen import vergadering_op
from leden.models import Rol
from toetsing.handelingen import advies as adviezen
from toetsing.handelingen import vervolg
from toetsing.models import Advies, Vervolgpunt
from trajecten.handelingen import vervolgteam_kiezen
from trajecten.levensloop import Soort
from trajecten.models import Traject

# Working days after the certificate was handed out: told, a team, judged, advised, on the agenda, decided, closed.
VERTELD, TEAM, BEOORDEELD, GEADVISEERD, GEAGENDEERD, BESLOTEN, AFGESLOTEN = 190, 194, 204, 208, 211, 219, 222


def lopen(weg):
    """What happened with the conditions so far: told by the organisation, and for a `vervolg` of the draaiboek all the rest."""
    begin = max(weg.begin.values())
    yield weg.moment(begin + VERTELD if weg.boek.vervolg else -12, 3)
    traject = Traject.objects.get(vorige=weg.traject, soort=Soort.VERVOLGONDERZOEK)
    punten = list(Vervolgpunt.objects.van_nu(traject).prefetch_related(None))
    for punt in punten if weg.boek.vervolg else punten[:1]:
        punt.voortgang = weg.met_woorden(weg.boek.verteld)
        punt.save(update_fields=["voortgang"])
    if not weg.boek.vervolg:
        return
    vervolg.vervolg_indienen(weg.bestuurder, traject)
    yield weg.moment(begin + TEAM, 1)
    mensen = [een.gebruiker for een in weg.toetsers]
    vervolgteam_kiezen(weg.planner, traject, toetsers=mensen, teamleider=mensen[0])
    yield weg.moment(begin + BEOORDEELD, 2)
    for punt in punten:
        punt.oordeel, punt.toelichting = Vervolgpunt.Oordeel.VOLDAAN, weg.met_woorden(weg.boek.gezien_in_vervolg)
        punt.save(update_fields=["oordeel", "toelichting"])
    vervolg.vervolg_opleveren(weg.teamleider, traject)
    yield weg.moment(begin + GEADVISEERD, 4)
    Advies.objects.filter(traject=traject).update(optie=weg.boek.vervolg, motivering=weg.boek.vervolgmotivering)
    adviezen.advies_uitbrengen(weg.planner, traject)
    yield weg.moment(begin + GEAGENDEERD, 5)
    secretaris = weg.wereld.wie("Femke Gagel", Rol.SECRETARIS)
    besluiten.agenderen(secretaris, traject, vergadering_op(secretaris, weg.kalender.dag(begin + BESLOTEN)))
    yield weg.moment(begin + BESLOTEN, 6)
    agendapunt = traject.agendapunten.select_related("traject").latest("pk")
    besluiten.stemronde(weg, agendapunt, weg.boek.vervolg, besluiten.aanwezigen(weg))
    besluiten.vastleggen(weg, traject, weg.boek.vervolg, weg.boek.vervolgmotivering)
    yield weg.moment(begin + AFGESLOTEN, 1)
    besluiten.afsluiten(weg.wereld.wie("Gijs Veenbes", Rol.LABELBEHEERDER), traject)

"""What came of an award with conditions. How long ago that was says how far the follow-up is: told, judged, decided or still to do."""

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
# Working days ago that somebody began to write what is not handed in yet: the organisation, and the assessors.
BEGONNEN, BEGONNEN_TE_OORDELEN = -12, -1


def lopen(weg):
    """What happened with the conditions so far: told by the organisation, and when that is long enough ago all the rest."""
    begin = max(weg.begin.values())
    is_verteld, is_beoordeeld = begin + VERTELD < 0, begin + BEOORDEELD < 0
    yield weg.moment(begin + VERTELD if is_verteld else BEGONNEN, 3)
    traject = Traject.objects.get(vorige=weg.traject, soort=Soort.VERVOLGONDERZOEK)
    punten = list(Vervolgpunt.objects.van_nu(traject).prefetch_related(None))
    for punt, tekst in zip(punten, weg.boek.verteld, strict=is_verteld):
        punt.voortgang = weg.met_woorden(tekst)
        punt.save(update_fields=["voortgang"])
    if not is_verteld:
        return
    vervolg.vervolg_indienen(weg.bestuurder, traject)
    if begin + TEAM >= 0:
        return
    yield weg.moment(begin + TEAM, 1)
    mensen = [een.gebruiker for een in weg.toetsers]
    vervolgteam_kiezen(weg.planner, traject, toetsers=mensen, teamleider=mensen[0])
    yield weg.moment(begin + BEOORDEELD if is_beoordeeld else BEGONNEN_TE_OORDELEN, 2)
    voor_toetsers = [punt for punt in punten if punt.is_voor_toetsers]
    for punt, tekst in zip(voor_toetsers, weg.boek.gezien_in_vervolg, strict=is_beoordeeld):
        punt.oordeel, punt.toelichting = Vervolgpunt.Oordeel.VOLDAAN, weg.met_woorden(tekst)
        punt.save(update_fields=["oordeel", "toelichting"])
    if not is_beoordeeld:
        return
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

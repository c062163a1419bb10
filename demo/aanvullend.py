"""The committee sends the assessors back with a question: a traject in which they look again, and one that came back with an addendum."""

from datetime import time

from beheercommissie.aanvullend import te_kiezen_maanden
from demo import besluiten
from demo.toetsen import gesprek_voeren
from leden.models import Rol
from toetsing.handelingen import advies as adviezen
from toetsing.handelingen import oordelen, programma, rapport, wederhoor
from toetsing.models import AanvullendOnderzoek, Advies, Bevinding, Rapportdeel
from trajecten.levensloop import Status
from trajecten.models import Traject

# Working days after the question: the day of the talk, handed over, released, reacted to, settled, advised.
GESPREK, OPGELEVERD, VRIJGEGEVEN, GEREAGEERD, VASTGESTELD, GEADVISEERD = 15, 20, 22, 25, 28, 31
# Working days from an agenda to its meeting.
VERGADERD = 6


def eerst(weg):
    """Before the decision that ended it the committee had asked something, and the addendum came back."""
    if weg.boek.onderzoek is None or weg.boek.tot == Status.AANVULLEND_ONDERZOEK:
        return
    begin, secretaris = weg.begin[Status.GEAGENDEERD], weg.wereld.wie("Femke Gagel", Rol.SECRETARIS)
    vergadering = besluiten.vergadering_op(secretaris, weg.kalender.dag(begin + VERGADERD))
    agendapunt = besluiten.agenderen(secretaris, weg.traject, vergadering)
    yield weg.moment(begin + VERGADERD - 2, 4)
    besluiten.stemronde(weg, agendapunt, weg.boek.onderzoek.besluit, besluiten.aanwezigen(weg))
    yield weg.moment(begin + VERGADERD, 6)
    gevraagd = begin + VERGADERD
    yield from vragen(weg)
    yield weg.moment(gevraagd + GESPREK, 6)
    gesprek = (
        weg.traject.gesprekken.select_related("dag", "traject").prefetch_related("normen", "toetsers").latest("nummer")
    )
    gesprek_voeren(weg, gesprek, rondt_af=True)
    yield weg.moment(gevraagd + OPGELEVERD, 1)
    _opschrijven(weg, gesprek)
    rapport.rapport_opleveren(weg.teamleider, weg.traject)
    yield weg.moment(gevraagd + VRIJGEGEVEN, 2)
    rapport.vrijgeven(weg.controleur, weg.traject)
    yield weg.moment(gevraagd + GEREAGEERD, 3)
    wederhoor.reactie_indienen(weg.bestuurder, weg.traject)
    yield weg.moment(gevraagd + VASTGESTELD, 4)
    rapport.rapport_vaststellen(weg.teamleider, weg.traject)
    yield weg.moment(gevraagd + GEADVISEERD, 5)
    onderzoek = weg.boek.onderzoek
    Advies.objects.filter(traject=weg.traject, uitgebracht_op=None).update(
        optie=weg.boek.advies, motivering=onderzoek.advies
    )
    adviezen.advies_uitbrengen(weg.planner, weg.traject)
    yield weg.moment(gevraagd + GEADVISEERD + 1, 2)


def vragen(weg):
    """The chair records the question; a few days later there is a talk in the programme."""
    onderzoek, kader = weg.boek.onderzoek, weg.traject.kaderversie
    normen = list(kader.normen.filter(sleutel__in=onderzoek.normen))
    besluiten.vastleggen(
        weg,
        weg.traject,
        onderzoek.besluit,
        onderzoek.motivering,
        vraag=onderzoek.vraag,
        maand=te_kiezen_maanden()[2],
        normen=[norm.nummer for norm in normen],
    )
    begin = weg.begin.get(Status.AANVULLEND_ONDERZOEK, weg.begin[Status.GEAGENDEERD] + VERGADERD)
    yield weg.moment(begin + 3, 5)
    traject = Traject.objects.get(pk=weg.traject.pk)
    dag = programma.dag_toevoegen(weg.planner, traject, weg.kalender.dag(begin + GESPREK))
    programma.gesprek_plannen(
        weg.planner,
        traject,
        dag=dag,
        begin=time(10),
        eind=time(11),
        plaats=weg.met_woorden("{plek}"),
        groep="sociaal_werkers",
        normen=normen,
        toetsers=[weg.teamleider.gebruiker],
    )


def _opschrijven(weg, gesprek):
    """What the team saw, another judgement, and the answer."""
    onderzoek = AanvullendOnderzoek.objects.get(traject=weg.traject)
    for norm in gesprek.normen.all():
        bevinding = oordelen.bevinding_maken(
            weg.teamleider, weg.traject, norm=norm, soort=Bevinding.Soort.BEVINDING, tekst=weg.boek.onderzoek.gezien
        )
        oordelen.gronden_kiezen(weg.teamleider, bevinding, gesprekken=[gesprek], documenten=[], verhalen=[])
        oordelen.oordelen(weg.teamleider, weg.traject, norm=norm, waarde="voldoet_deels")
    deel = Rapportdeel.objects.filter(traject=weg.traject, sleutel=onderzoek.rapportonderdeel.sleutel)
    deel.update(tekst=weg.boek.onderzoek.antwoord)

"""What holders reported after the award: one change is being investigated, of another the committee changed what the label is about."""

from dataclasses import dataclass

from beheercommissie.handelingen import besluiten as besluit_vastleggen
from certificaten.handelingen import afsluiten, zienswijze_geven
from certificaten.handelingen.meldingen import melding_wegen, reikwijdte_voorstellen
from certificaten.models import Certificaat, Maatregel
from certificaten.taken import certificaat_maken
from demo import besluiten
from demo.vergaderen import zitting
from leden.handelingen.gebied import gebiedsdeel_toevoegen
from leden.models import Activiteit, Locatie, Rol, Werkgebied
from toetsing.handelingen.vervolg import vervolg_indienen
from toetsing.models import Vervolgpunt
from trajecten.gebied import Gebiedskeuze
from trajecten.handelingen.meldingen import wijziging_melden
from trajecten.models import Traject, Weging

# Working days after the report: what the certifier says, what the bureau settles, and what comes of it.
GEWOGEN, AFGEROND, VERTELD, GEREAGEERD, GEAGENDEERD, BESLOTEN, AFGESLOTEN = 3, 5, 16, 8, 11, 20, 22


@dataclass(frozen=True)
class Gemeld:
    """A change that the holder reported working days ago, what was said of it, and what it told or thought afterwards."""

    dag: int
    soort: str
    toelichting: str
    gevolg: str
    gewogen: str
    afgerond: str
    verteld: str
    # Of another scope: the place that came, and what the label is about by then.
    locatie: str = ""
    reikwijdte: str = ""


# By member, and for how many working days its label is there.
GEMELD = {
    ("grutterveen", 480): Gemeld(
        dag=24,
        soort="bestuurder",
        toelichting="Onze directeur is vertrokken. Tot er een nieuwe is, leidt de penningmeester het bureau.",
        gevolg="onderzoek",
        gewogen="Buurtbemiddeling draait op de begeleiding van vrijwilligers, en die deed de directeur zelf.",
        afgerond="Wij willen weten wie de vrijwilligers nu begeleidt, en wat bewoners van de overgang merken.",
        verteld="Twee ervaren bemiddelaars begeleiden de anderen. Elke maandag is er iemand van het bestuur op het bureau.",
    ),
    ("wilgendam", 42): Gemeld(
        dag=32,
        soort="locaties",
        toelichting="In de oude school openden wij Buurthuis De Spil. Het team van de buurtkamer werkt er nu ook.",
        gevolg="reikwijdte",
        gewogen="Het is hetzelfde team en dezelfde manier van werken. Het label kan er ook voor gelden.",
        afgerond="Het werk in De Spil hoort bij wat is getoetst. Wij stellen voor dat het label er ook voor geldt.",
        verteld="Daar zijn wij het mee eens. Bewoners vragen al of De Spil er ook bij hoort.",
        locatie="Buurthuis De Spil",
        reikwijdte="de hele organisatie, met Buurthuis De Spil",
    ),
}


def van_alle(wegen):
    """A road of its own for each label of which something was reported."""
    gemeld = ((weg, GEMELD.get((weg.boek.lid, weg.boek.sinds))) for weg in wegen)
    return [lopen(weg, wat) for weg, wat in gemeld if wat]


def lopen(weg, gemeld):
    """The report, what both parties say, and what began by that."""
    bureau = weg.wereld.wie("Gijs Veenbes", Rol.LABELBEHEERDER)
    yield weg.moment(-gemeld.dag, 1)
    melding = wijziging_melden(
        weg.schrijver,
        weg.traject,
        soort=gemeld.soort,
        sinds=weg.kalender.dag(-gemeld.dag),
        toelichting=gemeld.toelichting,
    )
    yield weg.moment(-gemeld.dag + GEWOGEN, 2)
    melding_wegen(weg.planner, melding, gevolg=gemeld.gevolg, uitleg=gemeld.gewogen)
    yield weg.moment(-gemeld.dag + AFGEROND, 3)
    if gemeld.gevolg == Weging.Gevolg.ONDERZOEK:
        melding_wegen(bureau, melding, gevolg=gemeld.gevolg, uitleg=gemeld.afgerond)
        yield from _vertellen(weg, gemeld, melding)
    else:
        yield from _andere_reikwijdte(weg, gemeld, melding, bureau)


def _vertellen(weg, gemeld, melding):
    """The organisation told; the planner has to choose a team."""
    yield weg.moment(-gemeld.dag + VERTELD, 4)
    traject = Traject.objects.get(melding=melding)
    Vervolgpunt.objects.filter(traject=traject).update(voortgang=gemeld.verteld)
    vervolg_indienen(weg.bestuurder, traject)


def _andere_reikwijdte(weg, gemeld, melding, bureau):
    dag, organisatie = -gemeld.dag, weg.bestuurder.organisatie
    gebiedsdeel_toevoegen(
        weg.schrijver,
        organisatie,
        Locatie,
        naam=gemeld.locatie,
        plaats=weg.lid.plaats,
        gemeente=organisatie.gemeente,
        van=weg.kalender.dag(dag),
    )
    delen = (soort.objects.van(organisatie).op() for soort in (Locatie, Werkgebied, Activiteit))
    maatregel = reikwijdte_voorstellen(
        bureau, melding, uitleg=gemeld.afgerond, reikwijdte=gemeld.reikwijdte, gebied=Gebiedskeuze(*map(list, delen))
    )
    yield weg.moment(dag + GEREAGEERD, 4)
    Maatregel.objects.filter(pk=maatregel.pk).update(zienswijze=gemeld.verteld)
    zienswijze_geven(weg.bestuurder, maatregel)
    yield weg.moment(dag + GEAGENDEERD, 5)
    secretaris, datum = weg.wereld.wie("Femke Gagel", Rol.SECRETARIS), weg.kalender.dag(dag + BESLOTEN)
    traject = Traject.objects.get(pk=maatregel.traject_id)
    agendapunt = besluiten.agenderen(secretaris, traject, besluiten.vergadering_op(secretaris, datum))
    yield weg.moment(dag + BESLOTEN, 6)
    besluiten.stemronde(weg, agendapunt, "reikwijdte_wijzigen", besluiten.aanwezigen(weg))
    with zitting(weg.wereld, agendapunt) as voorzitter:
        besluit_vastleggen(
            voorzitter,
            agendapunt,
            optie="reikwijdte_wijzigen",
            motivering="De commissie las het voorstel en de reactie. Het nieuwe buurthuis hoort bij het werk dat is getoetst.",
            openbare_reden="er kwam een buurthuis bij.",
        )
    certificaat = Certificaat.objects.get(traject=weg.traject)
    certificaat_maken(certificaat.nummer, certificaat.uitgave)
    yield weg.moment(dag + AFGESLOTEN, 1)
    afsluiten(bureau, traject)

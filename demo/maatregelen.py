"""What happened to some labels after they were granted: a suspension, one that was lifted, and an end by the holder."""

from beheercommissie.handelingen import besluiten
from certificaten.gevolgen import laatste_schorsingsdag
from certificaten.handelingen import afsluiten, beeindigen, herstel_melden, maatregel_voorstellen, zienswijze_geven
from certificaten.models import Certificaat, Maatregel
from demo.besluiten import AANWEZIG, stemronde
from demo.vergaderen import agenderen, vergadering_op, zitting
from leden.models import Rol
from trajecten.models import Traject

# Working days: the reaction after the proposal, and the agenda and what was restored before the decision.
REAGEREN, AGENDEREN, MELDEN = 5, 9, 14


def maatregel_nemen(weg):
    """The bureau proposes to suspend, the organisation reacts, the committee decides; for some it is restored and decided again."""
    boek = weg.boek.maatregel
    bureau = weg.wereld.wie("Gijs Veenbes", Rol.LABELBEHEERDER)
    yield weg.moment(-boek.voorgesteld, 1)
    certificaat = Certificaat.objects.get(traject=weg.traject)
    maatregel = maatregel_voorstellen(bureau, certificaat, voorstel="schorsen", reden=boek.reden)
    yield weg.moment(-boek.voorgesteld + REAGEREN if boek.geschorst else -1, 2)
    Maatregel.objects.filter(pk=maatregel.pk).update(zienswijze=boek.zienswijze)
    if not boek.geschorst:
        return
    zienswijze_geven(weg.bestuurder, maatregel)
    yield from _besluit(
        weg,
        maatregel,
        -boek.geschorst,
        optie="schorsen",
        motivering=boek.motivering,
        voorwaarden=boek.voorwaarden,
        openbare_reden=boek.openbare_reden,
        tot=laatste_schorsingsdag(weg.kalender.dag(-boek.geschorst), boek.maanden),
    )
    if boek.hersteld:
        yield weg.moment(-boek.hersteld - MELDEN, 3)
        Maatregel.objects.filter(pk=maatregel.pk).update(herstel=boek.herstel)
        herstel_melden(weg.bestuurder, maatregel)
        yield from _besluit(
            weg,
            maatregel,
            -boek.hersteld,
            optie="herstellen",
            motivering="De commissie las wat er is veranderd, en ziet dat het label weer klopt met de praktijk.",
            openbare_reden="De organisatie liet zien dat alles is hersteld.",
        )
        yield weg.moment(-boek.hersteld + 1, 4)
        afsluiten(bureau, maatregel.traject)


def _besluit(weg, maatregel, dag, **besluit):
    datum = weg.kalender.dag(dag)
    yield weg.moment(dag - AGENDEREN, 3)
    secretaris = weg.wereld.wie("Femke Gagel", Rol.SECRETARIS)
    traject = Traject.objects.get(pk=maatregel.traject_id)
    agendapunt = agenderen(secretaris, traject, vergadering_op(secretaris, datum))
    yield weg.moment(dag, 4)
    voorzitter, *leden = weg.wereld.stemmers()
    stemronde(weg, agendapunt, besluit["optie"], [voorzitter, *leden[:AANWEZIG]])
    with zitting(weg.wereld, agendapunt) as leider:
        besluiten(leider, agendapunt, ingang=datum, **besluit)


def label_beeindigen(weg):
    yield weg.moment(-weg.boek.beeindigd, 5)
    certificaat = Certificaat.objects.get(traject=weg.traject)
    beeindigen(
        weg.bestuurder, certificaat, per=weg.kalender.dag(-weg.boek.beeindigd), reden=weg.boek.reden_van_het_einde
    )

"""From the advice to the decision of the committee and the certificate."""

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from beheercommissie.bevoegdheden import beslisbelemmeringen
from beheercommissie.handelingen import agenderen, belang_verklaren, besluiten, stemmen
from beheercommissie.models import Agendapunt, Belangverklaring, Stem
from certificaten.handelingen import afsluiten, nieuwe_uitgave, uitgeven
from certificaten.models import Certificaat
from certificaten.taken import certificaat_maken
from certificaten.uitgave import aanleiding
from demo.vergaderen import KOMENDE_VERGADERING, vergadering_op
from leden.models import Rol
from toetsing.handelingen import advies as adviezen
from toetsing.models import Advies, Voorwaarde
from trajecten.levensloop import Status

# At a meeting: the chair and so many members.
AANWEZIG = 4
# Of the coming meeting: the others can walk in on Welzijn Vlechtwerk and still have to say whether they have an interest.
STEMDEN_AL = ("Bert Zeebies", "Daan Rietorchis", "Hugo Roerdomp")
REDENEN = (
    "Het rapport is een eerlijke spiegel, en de plannen passen bij wat wij lazen.",
    "Ik volg het advies. De stem van bewoners is goed te horen.",
    "De verbeterpunten zijn herkenbaar voor de branche, en hier pakt men ze op.",
    "De sterke punten overtuigen mij. Over een paar maanden hoor ik graag hoe het gaat.",
    "",
)
Uitkomst = Belangverklaring.Uitkomst


def advies_schrijven(weg):
    """A traject that is here now has an advice that is begun."""
    yield weg.moment(weg.begin[Status.ADVIES] + 1, 2)
    Advies.objects.filter(traject=weg.traject).update(optie=weg.boek.advies, motivering=weg.boek.motivering)


def advies_uitbrengen(weg):
    adviezen.advies_uitbrengen(weg.planner, weg.traject)


def op_de_agenda(weg):
    secretaris = weg.wereld.wie("Femke Gagel", Rol.SECRETARIS)
    datum = weg.kalender.dag(weg.begin.get(Status.BESLOTEN, KOMENDE_VERGADERING))
    agendapunt = agenderen(secretaris, weg.traject, vergadering_op(secretaris, datum))
    if weg.boek.tot == Status.GEAGENDEERD:
        if weg.boek.lid == "vlechtwerk":
            yield weg.moment(-2, 5)
            stemmers = [lid for lid in weg.wereld.stemmers() if lid.gebruiker.naam in STEMDEN_AL]
            stemronde(weg, agendapunt, weg.boek.besluit, stemmers)
        return
    yield weg.moment(weg.begin[Status.GEAGENDEERD] + 5, 4)
    stemronde(weg, agendapunt, weg.boek.besluit, aanwezigen(weg))


def aanwezigen(weg):
    """The chair and some members."""
    voorzitter, *leden = weg.wereld.stemmers()
    return [voorzitter, *(leden[(weg.nummer + volgende) % len(leden)] for volgende in range(AANWEZIG))]


def stemronde(weg, agendapunt, keuze, leden):
    """Each member says whether there is an interest, by the rules themselves; who has none votes, mostly alike."""
    for nummer, lid in enumerate(leden):
        if beslisbelemmeringen(lid.gebruiker, agendapunt.traject):
            belang_verklaren(lid, agendapunt, Uitkomst.BELANG)
            continue
        belang_verklaren(lid, agendapunt, Uitkomst.GEEN)
        onthoudt_zich = (weg.nummer + nummer) % 9 == 4
        optie = Stem.ONTHOUDING if onthoudt_zich else keuze
        stemmen(lid, agendapunt, optie=optie, reden=REDENEN[(weg.nummer + nummer) % len(REDENEN)])


def besluit_nemen(weg):
    voorwaarden = [
        Voorwaarde(
            nummer=nummer,
            wat=een.wat,
            hoe=een.hoe,
            kijker=een.kijker,
            uiterlijk=timezone.localdate() + relativedelta(months=een.maanden),
        )
        for nummer, een in enumerate(weg.boek.voorwaarden, 1)
    ]
    vastleggen(weg, weg.traject, weg.boek.besluit, weg.boek.besluitmotivering, voorwaarden)


def vastleggen(weg, traject, optie, motivering, voorwaarden=()):
    """The chair records what the members decided."""
    besluiten(
        weg.wereld.wie("Anna Koningsvaren", Rol.VOORZITTER),
        Agendapunt.objects.get(traject=traject),
        optie=optie,
        motivering=motivering,
        voorwaardenlijst=voorwaarden,
    )


def certificaat_uitgeven(weg):
    """The sealed file is made here and now, so that the register of the demo has it before the worker starts."""
    certificaat_maken(Certificaat.objects.get(traject=weg.traject).nummer)
    uitgeven(weg.wereld.wie("Gijs Veenbes", Rol.LABELBEHEERDER), weg.traject)


def zonder_certificaat_afsluiten(weg):
    afsluiten(weg.wereld.wie("Gijs Veenbes", Rol.LABELBEHEERDER), weg.traject)


def uitgave_op_de_nieuwe_naam(wereld):
    """Vrijwilligerspunt Havenrand was renamed, and its certificate says so."""
    certificaat = Certificaat.objects.get(organisatie=wereld.organisaties["havenrand"])
    uitgave = nieuwe_uitgave(
        wereld.wie("Gijs Veenbes", Rol.LABELBEHEERDER),
        certificaat,
        reikwijdte=certificaat.reikwijdte,
        na_uitgave=certificaat.uitgave,
        **aanleiding(certificaat).gegevens,
    )
    certificaat_maken(certificaat.nummer, uitgave.nummer)

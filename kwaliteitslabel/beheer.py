from django.conf import settings
from django.shortcuts import render

from kwaliteitslabel.bestanden import laatste_controle
from kwaliteitslabel.start import zegelwaarschuwing
from leden.bevoegdheden import Handeling
from leden.bewaken import mag

# What the bureau looks after: name of the URL, what stands on the link, and what one does there.
ONDERDELEN = [
    ("organisaties", "Organisaties", "Leden en certificerende instellingen: toelaten, wijzigen, afmelden."),
    (
        "mensen",
        "Mensen",
        "Wie waar werkt en in welke rol; hier nodigt u beheerders uit en benoemt u de beheercommissie.",
    ),
    ("bekwaamheden", "Bekwaamheden", "Wat toetsers en controleurs hebben laten zien, en tot wanneer dat geldt."),
    (
        "bekwaamheidssoorten",
        "Soorten bekwaamheid",
        "Wat toetsers en controleurs kunnen laten zien, en wat nodig is voor een plaats in een team.",
    ),
    ("ledenbestand", "Ledenbestand", "Alle leden in één keer toevoegen of bijwerken, uit Excel of CSV."),
    (
        "belangenregister",
        "Belangenregister",
        "De belangen van wie toetst, controleert, adviseert of beslist, en wie nog moet bevestigen.",
    ),
    ("teruggekomen_post", "Post die niet aankomt", "Adressen die niet werken, en post die de mailserver niet aannam."),
    ("verslagen", "Besluitenlijsten", "Wat de beheercommissie per vergadering besloot."),
    ("wie_mag_wat", "Wie mag wat", "Per rol wat die kan doen, en per partij wat zij van een traject leest."),
    ("kaders", "Normenkaders", "De regels van het label per versie; hier laadt u een nieuwe versie."),
    (
        "inlogdiensten",
        "Inlogdiensten",
        "Hoe organisaties hun mensen laten inloggen met Microsoft of een andere dienst.",
    ),
    ("quickscans", "QuickScan", "Vraag alle leden waar zij staan, volg wie antwoordt, en lees de uitslag."),
]


@mag(Handeling.BEHEER_LEZEN)
def beheer(request):
    """The way to everything that the bureau looks after."""
    context = {
        "onderdelen": ONDERDELEN,
        "zegel": zegelwaarschuwing(),
        "controle": laatste_controle(),
        "scanner": bool(settings.CLAMD),
    }
    return render(request, "kwaliteitslabel/beheer.html", context)

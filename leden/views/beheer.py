from django.shortcuts import render

from leden.bevoegdheden import Handeling, mag

# What the bureau looks after: name of the URL, what stands on the link, and what one does there.
ONDERDELEN = [
    ("organisaties", "Organisaties", "Leden en certificerende instellingen: toelaten, wijzigen, afmelden."),
    (
        "mensen",
        "Mensen",
        "Wie waar werkt en in welke rol; hier nodigt u beheerders uit en benoemt u de beheercommissie.",
    ),
    ("ledenbestand", "Ledenbestand", "Alle leden in één keer toevoegen of bijwerken, uit Excel of CSV."),
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
    return render(request, "leden/beheer.html", {"onderdelen": ONDERDELEN})

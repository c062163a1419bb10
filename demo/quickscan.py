"""Two QuickScans: the one of 2017, after the news item of 2 June 2017, and one that is open now."""

from datetime import date, datetime, timedelta
from itertools import chain, repeat

from django.utils import timezone

from leden.models import Rol
from quickscan import handelingen
from quickscan.models import QuickScan, Scanformulier
from quickscan.vragen import standaardvragen

INLEIDING = (
    "Hoe is het met het Kwaliteitslabel bij uw organisatie? Met uw antwoord weten wij waar de leden staan, en waarmee wij "
    "u kunnen helpen."
)

# The news item gives some of these counts exactly, some about, and some not at all; BRON_2017 says which.
BEZIG_2017 = {"orienteren": 44, "gekozen": 19, "voorbereiden": 12}
WAAROM_2017 = {"leren": 39, "positioneren": 19, "beide": 17}
# What held back those who were not busy with it: (answers, how many gave them).
TEGEN_2017 = (
    (("geen_meerwaarde",), 23),
    (("geen_prioriteit",), 19),
    (("geen_capaciteit",), 12),
    (("geen_prioriteit", "geen_capaciteit"), 15),
    (("anders",), 6),
)
BRON_2017 = "\n\n".join(
    [
        "De aantallen komen uit het nieuwsbericht ‘Eerste organisatie gecertificeerd volgens nieuwe "
        "Kwaliteitslabel Sociaal Werk’ van 2 juni 2017. De bijlage met de precieze percentages hebben wij niet. De "
        "antwoorden zijn dus nagemaakt, zonder namen, zodat zij bij het bericht passen.",
        "Precies gegeven: 75 leden zijn bezig met het label, en dat is de helft van wie antwoordde. Daarom zijn "
        "het hier 150 antwoorden, en zijn er 75 nog niet mee bezig.",
        "Ongeveer gegeven: van die 75 oriënteert ‘een kleine 60%’ zich (hier 44, dat is 59%) en heeft ‘ruim 40%’ "
        "gekozen of bereidt de toetsing voor (hier 19 en 12, samen 31, dat is 41%). De meerderheid noemt leren en "
        "verbeteren (hier 39 van de 75, dat is 52%), ‘een kwart’ positionering naar buiten (hier 19, dat is 25%), "
        "en ‘veel leden’ noemen allebei (hier 17).",
        "Zelf ingevuld: hoeveel er kozen en hoeveel er al voorbereiden, en alle aantallen bij wat organisaties "
        "tegenhoudt. Het bericht noemt alleen dat een aantal leden de meerwaarde nog niet ziet, en dat het soms "
        "geen prioriteit heeft of dat er geen capaciteit is. Ook de dagen van de QuickScan zijn ingevuld. Hoeveel "
        "leden er zijn gevraagd, staat niet in het bericht.",
    ]
)

# What the members of the demo answer, in this order; who does not stand here has not answered yet.
ANTWOORDEN = (
    ("lindehof", {"stand": "gecertificeerd", "waarom": "leren"}),
    (
        "vlechtwerk",
        {"stand": "in_toetsing", "waarom": "beide", "opmerking": "Onze toetsers vroegen door. Daar leerden wij van."},
    ),
    ("morgenster", {"stand": "gecertificeerd", "waarom": "positioneren"}),
    ("zuiderpoort", {"stand": "orienteren", "waarom": "leren", "wat_houdt_tegen": ["geen_capaciteit"]}),
    ("brink", {"stand": "in_toetsing", "waarom": "leren"}),
    ("dorpsspil", {"stand": "geen_belangstelling", "wat_houdt_tegen": ["geen_capaciteit", "geen_prioriteit"]}),
    ("kolkwijk", {"stand": "voorbereiden", "waarom": "beide"}),
    (
        "havenrand",
        {
            "stand": "orienteren",
            "waarom": "anders",
            "waarom_anders": "Onze gemeente vraagt ernaar.",
            "wat_houdt_tegen": ["geen_prioriteit"],
            "opmerking": "Wij horen graag hoe een kleine organisatie dit aanpakt.",
        },
    ),
    ("grutterveen", {"stand": "gekozen", "waarom": "leren"}),
    ("elzenrade", {"stand": "orienteren", "waarom": "leren", "wat_houdt_tegen": ["geen_meerwaarde"]}),
    ("zandmeer", {"stand": "geen_belangstelling", "wat_houdt_tegen": ["geen_meerwaarde"]}),
    ("hoogveen", {"stand": "gecertificeerd", "waarom": "beide"}),
    ("lisbroek", {"stand": "orienteren", "waarom": "leren", "wat_houdt_tegen": ["geen_capaciteit"]}),
    ("zuidkade", {"stand": "voorbereiden", "waarom": "positioneren"}),
    ("oosterwaard", {"stand": "gekozen", "waarom": "leren"}),
)


def van_2017():
    """150 answers without a name, as rows: they were not given in this application, so no act made them."""
    vragen = standaardvragen()
    vragen[0]["opties"][0]["tekst"] = "Wij zijn er nog niet mee bezig"
    geopend = timezone.make_aware(datetime(2017, 5, 8, 10, 0))
    scan = QuickScan.objects.create(
        titel="QuickScan 2017",
        inleiding="Het Kwaliteitslabel is er nu een half jaar. Waar staat uw organisatie?",
        sluit_op=date(2017, 5, 24),
        vragen=vragen,
        bron=BRON_2017,
        gemaakt_op=geopend,
        geopend_op=geopend,
    )
    Scanformulier.objects.bulk_create(
        Scanformulier(scan=scan, antwoorden=antwoorden, ingevuld_op=moment, gewijzigd_op=moment, versie=1)
        for nummer, antwoorden in enumerate(_antwoorden_2017())
        if (moment := geopend + timedelta(hours=2 * nummer))
    )


def _antwoorden_2017():
    standen = chain.from_iterable(repeat(stand, keer) for stand, keer in BEZIG_2017.items())
    # Reasons spread evenly over who is orienting, has chosen and prepares.
    redenen = [reden for reden, keer in WAAROM_2017.items() for _ in range(keer)]
    redenen = [redenen[nummer * 7 % len(redenen)] for nummer in range(len(redenen))]
    for stand, waarom in zip(standen, redenen, strict=True):
        yield {"stand": stand, "waarom": waarom}
    for keuzes, keer in TEGEN_2017:
        for _ in range(keer):
            yield {"stand": "geen_belangstelling", "wat_houdt_tegen": list(keuzes)}


def van_nu(wereld, kalender):
    """A road of its own: the bureau asks, members answer, who did not is reminded once, and the scan is still open."""
    bureau = wereld.wie("Gijs Veenbes", Rol.LABELBEHEERDER)
    yield kalender.moment(-10, 9, 40)
    scan = handelingen.maken(
        bureau,
        titel=f"QuickScan {kalender.vandaag.year}",
        inleiding=INLEIDING,
        sluit_op=kalender.dag(9),
        vragen=standaardvragen(),
    )
    yield kalender.moment(-8, 10, 5)
    handelingen.openen(bureau, scan)
    for nummer, (sleutel, antwoorden) in enumerate(ANTWOORDEN):
        yield kalender.moment(-7 + nummer // 3, 9 + 2 * (nummer % 3), 3 * nummer)
        formulier = scan.formulieren.select_related("scan").get(organisatie=wereld.organisaties[sleutel])
        handelingen.invullen(None, formulier, antwoorden, 0)
        if nummer == 8:
            yield kalender.moment(-5, 15, 30)
            handelingen.herinneren(bureau, scan)

"""What was said in the talks of the demo, per group of the framework: with whom, notes, and the summary that was given back.

A note is (kind, text, keys of norms). Functions and numbers of people only, as everywhere (no names).
"""

from dataclasses import dataclass

from toetsing.models import Notitie

GEHOORD, LETTERLIJK, GEZIEN, NAVRAGEN = (
    Notitie.Soort.GEHOORD,
    Notitie.Soort.LETTERLIJK,
    Notitie.Soort.GEZIEN,
    Notitie.Soort.NAVRAGEN,
)


@dataclass(frozen=True)
class Gespreksstof:
    """Two variants of who was there and of the summary; `notities` start with quotes, which every talk has one of."""

    kamer: str
    partners: tuple
    samenvattingen: tuple
    notities: tuple


GESPREKKEN = {
    "clienten": Gespreksstof(
        "de buurtkamer",
        (
            (("bezoeker buurtkamer", 3), ("mantelzorger", 1), ("deelnemer eetgroep", 1)),
            (("bezoeker spreekuur", 2), ("deelnemer wandelgroep", 3)),
        ),
        (
            "Mensen voelen zich welkom en gehoord. Zij willen vaker horen wat er met hun idee gebeurt.",
            "Bewoners vertellen dat zij hier zichzelf kunnen zijn. Wie lang wacht op een tweede gesprek, vindt dat moeilijk.",
        ),
        (
            (
                LETTERLIJK,
                "Ze vroegen niet wat ik nodig had, ze vroegen wat ik graag deed. Toen ben ik gebleven.",
                ("eigen_kracht",),
            ),
            (LETTERLIJK, "Ik weet wat we hebben afgesproken. Het staat in mijn eigen woorden.", ("afspraken",)),
            (LETTERLIJK, "Op zondag hoor ik nu ergens bij.", ("verschil", "meedoen")),
            (LETTERLIJK, "Toen mijn begeleider ziek was, moest ik alles opnieuw vertellen.", ("afspraken",)),
            (GEHOORD, "Drie bewoners weten wat er met hun idee is gebeurd, twee niet.", ("meebeslissen",)),
            (
                GEHOORD,
                "Iedereen noemt minstens één buur die hij hier leerde kennen.",
                ("bruggen_bouwen", "kracht_buurt"),
            ),
            (
                GEZIEN,
                "Een nieuwe bezoeker kreeg binnen een minuut koffie en werd voorgesteld.",
                ("iedereen_welkom", "te_vinden"),
            ),
            (NAVRAGEN, "Wie beslist over het geld van de buurtkamer? Vragen aan de coördinator.", ("meebeslissen",)),
        ),
    ),
    "vrijwilligers": Gespreksstof(
        "de keuken",
        (
            (("gastvrouw of gastheer", 3), ("chauffeur", 1), ("taalmaatje", 2)),
            (("vrijwilliger eetgroep", 2), ("vrijwilliger thuisadministratie", 2), ("bestuurslid bewonersgroep", 1)),
        ),
        (
            "Vrijwilligers krijgen ruimte en steun. Een vast gesprek na het eerste jaar zou helpen.",
            "De vrijwilligers zijn trots op hun werk en weten bij wie zij terechtkunnen als het lastig wordt.",
        ),
        (
            (LETTERLIJK, "Ik kwam om te helpen, en ik word hier zelf ook geholpen.", ("vrijwilligers",)),
            (
                LETTERLIJK,
                "Als ik een idee heb, zeggen ze: begin maar, wij staan achter je.",
                ("vernieuwen", "vrijwilligers"),
            ),
            (LETTERLIJK, "Ik twijfelde of ik iets moest zeggen. Ik ben blij dat ik belde.", ("veilig",)),
            (LETTERLIJK, "Niemand keek gek op toen ik zei dat het me te veel werd.", ("ieder_zijn_deel",)),
            (GEHOORD, "Vier van de zes kennen de stappen bij zorgen over veiligheid.", ("veilig",)),
            (GEHOORD, "Nieuwe vrijwilligers lopen eerst drie keer mee met een maatje.", ("vrijwilligers", "vakmensen")),
            (GEZIEN, "Op het rooster staat bij elke dag wie de achterwacht is.", ("ruimte_geven", "ieder_zijn_deel")),
            (NAVRAGEN, "Is er een gesprek na het eerste jaar? De antwoorden verschillen.", ("vrijwilligers",)),
        ),
    ),
    "sociaal_werkers": Gespreksstof(
        "de teamkamer",
        (
            (("maatschappelijk werker", 2), ("jongerenwerker", 1), ("opbouwwerker", 2)),
            (("sociaal werker ouderen", 2), ("sociaal raadspersoon", 1), ("buurtwerker", 1)),
        ),
        (
            "Het team leert veel van elkaar. De tijd om dat op te schrijven ontbreekt soms.",
            "Medewerkers voelen vertrouwen van de leiding en gebruiken de ruimte die zij hebben.",
        ),
        (
            (LETTERLIJK, "Bij ons mag je zeggen dat je het niet weet. Dan gaan we samen zoeken.", ("samen_leren",)),
            (
                LETTERLIJK,
                "Ik hoef niet te vragen of het mag, ik moet wel vertellen waarom.",
                ("ruimte_nemen", "ruimte_geven"),
            ),
            (LETTERLIJK, "We zijn deskundiger dan we dachten, en we kunnen het nu ook vertellen.", ("vakmensen",)),
            (
                LETTERLIJK,
                "De mooiste plannen beginnen bij de mensen aan deze tafel en niet bij ons.",
                ("kracht_buurt",),
            ),
            (GEHOORD, "Afspraken worden na een druk spreekuur niet altijd dezelfde dag opgeschreven.", ("afspraken",)),
            (GEHOORD, "Elke maand bespreekt het team een situatie die niet goed ging.", ("samen_leren", "luisteren")),
            (
                GEZIEN,
                "Aan de muur hangt een kaart van de wijk met briefjes: wat valt ons op.",
                ("vooruitkijken", "eropaf"),
            ),
            (NAVRAGEN, "Hoe wordt een traject afgesloten als iemand wegblijft?", ("afronden",)),
        ),
    ),
    "leidinggevenden": Gespreksstof(
        "de vergaderkamer",
        (
            (("teamleider", 2), ("manager bedrijfsvoering", 1)),
            (("teamleider", 1), ("coördinator vrijwilligers", 1)),
        ),
        (
            "De leiding geeft ruimte en kent de teams goed. Klachten worden per team opgelost en nog niet samen besproken.",
            "Leidinggevenden zijn open over wat nog niet lukt en kunnen vertellen wat zij eraan doen.",
        ),
        (
            (
                LETTERLIJK,
                "Als ik het antwoord geef, leert het team niets. Ik stel dus meestal een vraag.",
                ("samen_leren",),
            ),
            (LETTERLIJK, "Een klacht is bij ons opgelost als de klager dat zegt.", ("klachten",)),
            (
                LETTERLIJK,
                "Ik ben het trotst op de proef die is mislukt, want die hebben we eerlijk besproken.",
                ("vernieuwen",),
            ),
            (GEHOORD, "Teams kiezen elk kwartaal waar zij mee stoppen.", ("gezond_werken",)),
            (GEHOORD, "Cijfers gaan naar de gemeente. Teams bespreken ze nog weinig.", ("tellen_en_vertellen",)),
            (
                GEZIEN,
                "In de agenda van de teamleider staat elke week een ochtend meelopen.",
                ("ruimte_geven", "bedoeling"),
            ),
            (NAVRAGEN, "Wie houdt bij of scholing doorgaat?", ("vakmensen",)),
        ),
    ),
    "directie_bestuur": Gespreksstof(
        "de werkkamer",
        (
            (("bestuurder", 1), ("lid raad van toezicht", 2)),
            (("directeur", 1), ("voorzitter raad van toezicht", 1)),
        ),
        (
            "Het bestuur vertelt helder waar de organisatie het voor doet en legt moeilijke keuzes uit.",
            "Bestuur en toezicht zijn open en deskundig. De toezichthouders willen vaker in de wijk zijn.",
        ),
        (
            (LETTERLIJK, "Wij zijn geen gebouw met activiteiten. Wij zijn mensen die elkaar kennen.", ("bedoeling",)),
            (LETTERLIJK, "Mijn toezichthouders stellen lastige vragen, en daar ben ik blij mee.", ("goed_bestuur",)),
            (LETTERLIJK, "Ik wil het aan de bakker kunnen uitleggen, anders doen we het niet.", ("geld",)),
            (GEHOORD, "De raad van toezicht komt twee keer per jaar op werkbezoek.", ("goed_bestuur",)),
            (GEHOORD, "Een opdracht die niet bij de bedoeling paste, is teruggegeven.", ("bedoeling", "partner")),
            (GEZIEN, "De begroting van één bladzijde ligt bij de koffie.", ("geld",)),
            (NAVRAGEN, "Sinds wanneer staan de nevenfuncties op de website?", ("goed_bestuur",)),
        ),
    ),
    "clientenraad": Gespreksstof(
        "de zaal boven",
        (
            (("lid cliëntenraad", 4),),
            (("voorzitter cliëntenraad", 1), ("lid cliëntenraad", 2)),
        ),
        (
            "De raad wordt serieus genomen. Plannen komen soms laat op tafel.",
            "De leden kennen hun achterban en zien dat hun advies verschil maakt.",
        ),
        (
            (LETTERLIJK, "Wij zijn niet overal tegen. Wij willen alleen op tijd meedenken.", ("medezeggenschap",)),
            (
                LETTERLIJK,
                "Ze deden wat wij zeiden, op één punt na. Dat kwamen ze zelf uitleggen.",
                ("medezeggenschap", "meebeslissen"),
            ),
            (LETTERLIJK, "Mijn buurman durft hier nu ook te klagen.", ("klachten",)),
            (
                GEHOORD,
                "De raad bezoekt elk kwartaal een andere plek en schrijft op wat hij hoort.",
                ("iedereen_welkom",),
            ),
            (
                GEZIEN,
                "De adviezen van de raad hangen in de hal, met het antwoord van het bestuur eronder.",
                ("medezeggenschap",),
            ),
        ),
    ),
    "opdrachtgever": Gespreksstof(
        "een kamer in het gemeentehuis",
        (
            (("wethouder", 1), ("beleidsadviseur", 1)),
            (("accounthouder sociaal domein", 1), ("wijkregisseur", 1)),
        ),
        (
            "De gemeente is tevreden over de samenwerking en waardeert de verhalen bij de cijfers.",
            "De gemeente ziet een open partner die ook nee durft te zeggen.",
        ),
        (
            (
                LETTERLIJK,
                "Ik dacht eerst: niet weer een keurmerk. Nu hoor ik wat het werk oplevert.",
                ("tellen_en_vertellen",),
            ),
            (LETTERLIJK, "Zij zeggen het ook als ons eigen plan niet werkt.", ("partner",)),
            (LETTERLIJK, "Bij hen weet ik in april al wat er in december aankomt.", ("geld", "vooruitkijken")),
            (GEHOORD, "De gemeente wil minder tellingen en vaker samen op bezoek.", ("tellen_en_vertellen",)),
            (GEHOORD, "De afspraak om na één gemiste betaling langs te gaan, werkt.", ("op_tijd",)),
        ),
    ),
    "partners": Gespreksstof(
        "de school",
        (
            (("intern begeleider basisschool", 1), ("wijkverpleegkundige", 1), ("wijkagent", 1)),
            (("huisarts", 1), ("medewerker woningcorporatie", 2)),
        ),
        (
            "Partners vinden de organisatie goed bereikbaar. Wie het overzicht heeft, is niet bij elke bewoner duidelijk.",
            "Partners noemen de lijnen kort en merken dat hulp eerder komt dan vroeger.",
        ),
        (
            (LETTERLIJK, "Ik bel één nummer en er staat iemand op de stoep.", ("te_vinden", "eropaf")),
            (LETTERLIJK, "Zij blijven naast de bewoner staan, ook als wij het niet eens zijn.", ("andere_werelden",)),
            (
                LETTERLIJK,
                "Vroeger zagen wij elkaar bij een crisis, nu bij de koffie.",
                ("op_tijd", "samen_rond_bewoner"),
            ),
            (GEHOORD, "Partners weten niet altijd wie bij een gezin het overzicht heeft.", ("samen_rond_bewoner",)),
            (GEZIEN, "In het overleg zat de moeder zelf aan tafel, naast de sociaal werker.", ("samen_rond_bewoner",)),
        ),
    ),
}

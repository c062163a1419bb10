"""The organisations of the demo. Two exist: CIIO, of which most that is told here is invented, and no judgement of it; and Versa Welzijn,
the first holder of the label, of which nothing is told here but what the news item of 2 June 2017 says. All others are invented."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Lid:
    """A member organisation. The last four fields fill in the texts: where, in which neighbourhood, what, with whom."""

    naam: str
    plaats: str
    fte: Decimal
    locaties: int
    reikwijdte: str
    plek: str
    buurt: str
    activiteit: str
    partner: str
    adres: str = ""

    @property
    def woorden(self):
        velden = ("plaats", "plek", "buurt", "activiteit", "partner")
        return {veld: getattr(self, veld) for veld in velden}


LEDEN = {
    "vlechtwerk": Lid(
        "Welzijn Vlechtwerk",
        "Sterrenhuizen",
        Decimal("92.5"),
        9,
        "De hele organisatie: ontmoeting, maatschappelijk werk, jongerenwerk, vrijwilligerswerk en mantelzorg.",
        "De Ontmoeting",
        "de Sterrenbuurt",
        "de wijkmaaltijd",
        "de huisartsenpraktijk",
    ),
    "wilgendam": Lid(
        "Welzijn Wilgendam",
        "Wilgendam",
        Decimal("41.0"),
        5,
        "De hele organisatie: ontmoeting, maatschappelijk werk en jongerenwerk.",
        "De Schakel",
        "de Rietbuurt",
        "de open keuken",
        "woningcorporatie De Terp",
        "Wilgenlaan 12",
    ),
    "oever": Lid(
        "Stichting Buurtkracht Oever",
        "Oeverwijk",
        Decimal("23.5"),
        3,
        "Buurtwerk en vrijwillige thuishulp in Oeverwijk en Wilgendam.",
        "De Kade",
        "het Havenkwartier",
        "de buurttafel",
        "de wijkverpleging",
        "Kade 3",
    ),
    "veer": Lid(
        "Sociaal Werk Het Veer",
        "Veerhoek",
        Decimal("36.0"),
        4,
        "Schuldhulp en maatschappelijk werk in de hele gemeente Veerhoek.",
        "Het Veerhuis",
        "de Dijkbuurt",
        "het geldcafé",
        "het waterschap",
        "Veerstraat 41",
    ),
    "lindehof": Lid(
        "Welzijn Lindehof",
        "Lindehove",
        Decimal("18.0"),
        3,
        "Ouderenwerk, mantelzorg en ontmoeting.",
        "De Lindenzaal",
        "de Bomenbuurt",
        "de soepclub",
        "thuiszorg De Linde",
        "Lindeplein 1",
    ),
    "zuiderpoort": Lid(
        "Wijkwerk Zuiderpoort",
        "Zuiderpoort",
        Decimal("28.0"),
        2,
        "Opbouwwerk en jongerenwerk in de drie wijken van Zuiderpoort.",
        "De Poort",
        "de Fabriekswijk",
        "de fietswerkplaats",
        "de basisschool",
        "Poortweg 88",
    ),
    "hoogveen": Lid(
        "Welzijn Hoogveen",
        "Hoogveen",
        Decimal("31.0"),
        4,
        "De hele organisatie, in vijf dorpen.",
        "De Turfschuur",
        "Oud-Hoogveen",
        "de dorpstuin",
        "de dorpsraad",
        "Turfkade 7",
    ),
    "morgenster": Lid(
        "Sociaal Werk Morgenster",
        "Sterrenwijk",
        Decimal("55.0"),
        6,
        "De hele organisatie: maatschappelijk werk, opvoedhulp en buurtwerk.",
        "De Komeet",
        "de Planetenbuurt",
        "de moederkamer",
        "het consultatiebureau",
        "Morgensterlaan 20",
    ),
    "zuidkade": Lid(
        "Jeugdpunt Zuidkade",
        "Zuidkade",
        Decimal("9.0"),
        2,
        "Jongerenwerk in Zuidkade, op straat en in het jongerencentrum.",
        "De Loods",
        "de Kadebuurt",
        "de beatstudio",
        "de vakschool",
        "Zuidkade 115",
    ),
    "brink": Lid(
        "Buurtwerk De Brink",
        "Eikenbrink",
        Decimal("14.0"),
        3,
        "Buurtwerk, taal en thuisadministratie.",
        "Het Brinkhuis",
        "de Eikenbuurt",
        "het taalcafé",
        "de bibliotheek",
        "Brink 9",
    ),
    "grutterveen": Lid(
        "Samenloop Grutterveen",
        "Grutterveen",
        Decimal("22.0"),
        3,
        "Ontmoeting, buurtbemiddeling en vrijwilligerswerk.",
        "De Loopplank",
        "de Weidebuurt",
        "de wandelgroep",
        "de politie",
        "Weidestraat 14",
    ),
    "lisbroek": Lid(
        "Stichting Thuisbij Lisbroek",
        "Lisbroek",
        Decimal("19.5"),
        2,
        "Buurtteams en informele zorg in Lisbroek.",
        "Het Rietdak",
        "de Broekstraat",
        "de naaigroep",
        "de apotheek",
        "Broekstraat 2",
    ),
    "kolkwijk": Lid(
        "Welzijn Kolkwijk",
        "Kolkwijk",
        Decimal("47.0"),
        5,
        "De hele organisatie, zonder de kinderopvang.",
        "De Draaikolk",
        "de Molenbuurt",
        "de eettafel",
        "de GGZ",
        "Molenweg 61",
    ),
    "dorpsspil": Lid(
        "Stichting De Dorpsspil",
        "Kerkmeer",
        Decimal("7.5"),
        4,
        "Welzijnswerk in vier dorpen rond Kerkmeer.",
        "De Spil",
        "het oude dorp",
        "de koffiekar",
        "de voetbalclub",
        "Kerkpad 4",
    ),
    "elzenrade": Lid(
        "Welzijnshuis Elzenrade",
        "Elzenrade",
        Decimal("12.0"),
        2,
        "De hele organisatie: ontmoeting en sociaal raadsliedenwerk.",
        "Het Elzenhuis",
        "de Beekbuurt",
        "het repaircafé",
        "de voedselbank",
        "Beekweg 30",
    ),
    "oosterwaard": Lid(
        "Trefpunt Oosterwaard",
        "Oosterwaard",
        Decimal("26.0"),
        4,
        "Sociaal werk in de oude gemeente Oosterwaard.",
        "Het Trefpunt",
        "de Waardwijk",
        "de dagtocht",
        "de kerk",
        "Waardlaan 77",
    ),
    "zandmeer": Lid(
        "Maatschappelijk Werk Zandmeer",
        "Zandmeer",
        Decimal("33.0"),
        3,
        "Maatschappelijk werk en schuldhulp.",
        "De Zandbank",
        "de Duinbuurt",
        "het spreekuur op de markt",
        "de rechtbank",
        "Duinstraat 18",
    ),
    "havenrand": Lid(
        "Vrijwilligerspunt Havenrand",
        "Havenrand",
        Decimal("8.0"),
        1,
        "Vrijwilligerswerk en mantelzorg in de gemeente Havenrand.",
        "Het Pakhuis",
        "de Havenbuurt",
        "de maatjesavond",
        "het ziekenhuis",
        "Pakhuiskade 5",
    ),
    "klaverbeek": Lid(
        "Sociaal Werk Klaverbeek",
        "Klaverbeek",
        Decimal("38.0"),
        3,
        "Maatschappelijk werk en vrijwillige hulp thuis in de gemeente Klaverbeek.",
        "Het Klaverblad",
        "de Beemdbuurt",
        "de meeloopochtend",
        "de huisartsen",
        "Beemdweg 19",
    ),
    "meerwolde": Lid(
        "Welzijn Meerwolde",
        "Meerwolde",
        Decimal("16.5"),
        2,
        "De hele organisatie: ontmoeting, bezoekwerk en ouderenadvies.",
        "De Woldhoek",
        "de Vennenbuurt",
        "de bezoekronde",
        "de ouderenbond",
        "Woldweg 52",
    ),
    "sprengdal": Lid(
        "Buurtwerk Sprengdal",
        "Sprengdal",
        Decimal("11.0"),
        2,
        "Buurtwerk en vrijwilligerswerk in Sprengdal.",
        "De Bron",
        "het Molenkwartier",
        "de klusochtend",
        "het gezondheidscentrum",
        "Bronlaan 8",
    ),
    "rozenwaard": Lid(
        "Welzijn Rozenwaard",
        "Rozenwaard",
        Decimal("27.0"),
        3,
        "De hele organisatie: buurtwerk, jongerenwerk en mantelzorg.",
        "De Rozenhof",
        "de Dijkwijk",
        "het kookatelier",
        "het voortgezet onderwijs",
        "Rozenstraat 33",
    ),
}

CERTIFICEERDERS = {"ciio": ("CIIO", "Nederland"), "keurhuis": ("Keurhuis Zuidwester", "Nederland")}
COMMISSIE = ("Beheercommissie Kwaliteitslabel Sociaal Werk", "Utrecht")
BUREAU = ("Bureau Kwaliteitslabel, Sociaal Werk Nederland", "Utrecht")

VERSA = "Versa Welzijn"
OVER_VERSA = (
    "Deze organisatie bestaat echt. Dit zegt het nieuwsbericht ‘Eerste organisatie gecertificeerd volgens nieuwe Kwaliteitslabel Sociaal"
    " Werk’ van 2 juni 2017: ‘Versa Welzijn heeft als welzijnsorganisatie de primeur, en is de eerste organisatie die volledig is getoetst"
    " volgens de normen van het Kwaliteitslabel Sociaal Werk.’ ‘De beheercommissie van het Kwaliteitslabel Sociaal Werk kent op basis van"
    " de positieve uitkomst van de toetsing dit certificaat toe. De toetsing werd gedaan door certificeerder CIIO.’ Het certificaat is"
    " uitgereikt tijdens de Algemene Ledenvergadering op 31 mei van dat jaar.\n\n"
    "Het bericht noemt geen nummer, reikwijdte of einddatum. Daarom staat dat certificaat niet in het register van deze demo, en is er van"
    " deze organisatie geen traject. Haar plaats, omvang en mensen staan er ook niet in."
)

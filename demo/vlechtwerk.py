"""What is told of Welzijn Vlechtwerk, which is invented: its strong points and its files are of the kind that the first news item
about the label (2 June 2017) tells of, so that the demo sounds as a real assessment does."""

from dataclasses import replace

from demo.verbeterpunten import FEIT, Opmerking
from demo.verbeterpunten import VERBETERPUNTEN as ALGEMEEN

VERHALEN = {
    "samen_leren": (
        "sociaal_werkers",
        "Wij deden ons werk goed, en konden moeilijk vertellen waarom het werkte.",
        "Elk team leerde werken met het stappenplan: wat speelde er, wat deed ik, waarom zo, en wat kwam ervan. Eerst met een"
        " coach erbij, daarna met elkaar.",
        "Als wij erover nadenken, blijken wij deskundiger dan wij dachten. Wij kunnen dat nu ook verwoorden, tegen bewoners en"
        " tegen de gemeente.",
        "Terugkijken hoort bij het werk, zoals koffie zetten. Wie het overslaat, merkt dat de hele dag.",
    ),
    "vakmensen": (
        "leidinggevenden",
        "Medewerkers vroegen bij elke lastige keuze eerst hun leidinggevende.",
        "Wij draaiden het om. De medewerker zegt wat hij zou doen en waarom, en een collega uit een ander team denkt mee.",
        "Teams beslissen bijna alles zelf en leggen het aan elkaar uit. Nieuwe collega’s groeien er sneller in.",
        "Vakvolwassen word je niet van een cursus, maar van zelf kiezen en erover vertellen.",
    ),
    "vernieuwen": (
        "sociaal_werkers",
        "In drie wijken liepen bewoners rond met plannen waar geen potje voor was.",
        "Wij maakten een werkplaats waar bewoners, ondernemers en onze mensen samen iets proberen, met weinig geld en een"
        " einddatum.",
        "Van de achttien plannen draaien er elf nog, en negen daarvan zonder ons.",
        "Vernieuwen lukt als het van niemand hoeft en iedereen het mag.",
    ),
    "afspraken": (
        "clienten",
        "Bewoners zijn zelf eigenaar van hun dossier. Wij beheren het alleen, en wij zijn er wel verantwoordelijk voor.",
        "Met bewoners maakten wij een dossier dat zij zelf openen. Zij schrijven erin wat zij belangrijk vinden.",
        "Wie meeschrijft, weet precies wat er is afgesproken. In een deel van de dossiers ontbreken nog stukken van vóór die tijd.",
        "Eigenaar zijn is meer dan mogen lezen. En een dossier dat van een ander is, moet juist volledig zijn.",
    ),
}

STERK = {
    "samen_leren": "Medewerkers kijken samen terug op hun werk en kunnen verwoorden waarom zij doen wat zij doen. De organisatie is"
    " reflectief bekwaam geworden.",
    "vakmensen": "Welzijn Vlechtwerk is sterk in de ontwikkeling naar vakvolwassen medewerkers. Zij nemen zelf besluiten en leggen die"
    " aan elkaar uit.",
    "vernieuwen": "Welzijn Vlechtwerk is initiatiefrijk en innoverend. Bewoners en medewerkers krijgen de ruimte om iets te proberen, en"
    " kijken samen terug.",
    "tellen_en_vertellen": "Sociaal werkers vertellen scherp wat hun werk oplevert, in verhalen die de gemeente helpen om te kiezen.",
}

VERBETERPUNTEN = {
    "afspraken": replace(
        ALGEMEEN["afspraken"],
        tekst="Bewoners zijn zelf eigenaar van het dossier, en Vlechtwerk beheert het. In 6 van de 15 bekeken dossiers ontbreken afspraken"
        " of een evaluatie. De volledigheid moet beter.",
        toelichting="Dat het dossier van de bewoner is, is een sterke keuze. Vlechtwerk blijft eindverantwoordelijk voor de volledigheid,"
        " en die is er nog niet overal.",
        oorzaak="Toen wij het dossier aan bewoners gaven, spraken wij niet af wie let op wat erin moet staan.",
        actie="Bij elk plan kijken bewoner en medewerker samen of het dossier volledig is, aan de hand van een kaart met vijf vragen."
        " Elk team bekijkt elke maand tien dossiers van een ander team.",
        eigenaar="programmaleider primair proces",
        voortgang="De kaart is in alle teams in gebruik. Van de 60 dossiers die wij bekeken, zijn er 53 volledig. Twee teams krijgen"
        " extra hulp.",
        opmerking=Opmerking(
            FEIT,
            "Twee van de zes dossiers waren nieuw: daar was nog geen evaluatie geweest.",
            "Dank u. Wij hebben de data nagekeken en passen het aantal aan.",
            "Bewoners zijn zelf eigenaar van het dossier, en Vlechtwerk beheert het. In 4 van de 15 bekeken dossiers ontbreken afspraken of"
            " een evaluatie. De volledigheid moet beter.",
        ),
    ),
    "afronden": replace(
        ALGEMEEN["afronden"],
        voortgang="De brief is gestopt. Vrijwilligers bellen na drie maanden, en bewoners waarderen dat.",
    ),
}

SAMENVATTING = (
    "Welzijn Vlechtwerk werkt vanuit de bedoeling. Wij spraken medewerkers die hun vak verstaan en daar met plezier over vertellen: de"
    " ontwikkeling naar vakvolwassen medewerkers is het sterkste punt van deze organisatie. Vlechtwerk is ook initiatiefrijk en"
    " innoverend. Ideeën van bewoners krijgen snel een kans.\n\n"
    "Bewoners zijn zelf eigenaar van hun dossier. Vlechtwerk beheert het en is er eindverantwoordelijk voor. De volledigheid moet beter,"
    " en Vlechtwerk is daar al mee begonnen. De gemeente hoort door de verhalen scherper wat het werk oplevert."
)
BRANCHE = (
    "Medewerkers die geleerd hebben om op hun werk terug te kijken, blijken deskundiger dan zij dachten. Het label werkte hier als"
    " spiegel, en niet als afvinklijst. Het eigenaarschap van het dossier is een vraag die de hele branche aangaat."
)
MOTIVERING = (
    "Welzijn Vlechtwerk laat zien dat vakvolwassen medewerkers verschil maken voor bewoners. De verbeterplannen voor de dossiers en voor"
    " het afronden zijn concreet, en de uitvoering is begonnen. Wij adviseren om het label toe te kennen."
)

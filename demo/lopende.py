"""The trajecten of which the committee heard and wants to hear more: two follow-ups under way, and two decisions held over.

Behind the rest: a number gives each its own words.
"""

from demo.aflopen import CIIO, KEURTEAM
from demo.draaiboek import Draaiboek, Voorwaarde
from trajecten.levensloop import Status

# Awarded with conditions: how long ago says how far the follow-up is (demo/vervolg.py).
GEVOLGD = (
    Draaiboek(
        "klaverbeek",
        **CIIO,
        tot=Status.LOPEND,
        sinds=200,
        team=("Tessa Waterviolier", "Meike Lisdodde"),
        sterk=("samen_rond_bewoner", "eigen_kracht"),
        verbeter=("afronden", "veilig"),
        niet=("veilig",),
        samenvatting="Bij Sociaal Werk Klaverbeek weet elke bewoner wie hij kan bellen, en wie belt wordt geholpen. Vrijwilligers komen"
        " bij veel mensen thuis. Zij weten nog niet altijd wat zij met een zorg kunnen doen.",
        branche="Vrijwilligers zien vaak als eersten dat het thuis niet goed gaat. Zij verdienen dezelfde training als medewerkers.",
        advies="positief_met_voorbehoud",
        motivering="De samenwerking rond bewoners is een voorbeeld. Met de meldcode moeten ook vrijwilligers leren werken, en dat vraagt"
        " een jaar.",
        besluit="toekennen_met_voorbehoud",
        besluitmotivering="De commissie heeft veel waardering voor het werk rond bewoners. Zij wil over een jaar zien dat ook"
        " vrijwilligers de meldcode kennen.",
        voorwaarden=(
            Voorwaarde(
                "Elke vrijwilliger die bij mensen thuis komt, kent de stappen van de meldcode.",
                "De toetsers vragen het aan vrijwilligers die zij zelf kiezen.",
            ),
            Voorwaarde(
                "De raad van toezicht bespreekt elk jaar wat er met zorgen en meldingen is gedaan.",
                "De commissie leest het verslag van die bespreking.",
                kijker="commissie",
            ),
        ),
        voortgang=130,
        plannen_klaar=True,
        verteld=(
            "Alle 61 vrijwilligers die bij mensen thuis komen, deden mee aan een middag over de meldcode, met een acteur. Wie nieuw is,"
            " gaat de eerste keer mee met iemand die de training had.",
            "De raad van toezicht besprak in het voorjaar negen zorgen, zonder namen. Twee waren te lang blijven liggen. Sindsdien belt"
            " binnen drie dagen iemand terug.",
            "Ook wie wegblijft, krijgt nu een telefoontje voordat zijn traject sluit. Dit jaar eindigde op drie na elk traject met een"
            " gesprek.",
            "De middag over de meldcode staat nu elk voorjaar en elk najaar in het jaarplan.",
        ),
        gezien_in_vervolg=(
            "Wij belden acht vrijwilligers, die wij zelf kozen. Zeven noemden de stappen uit zichzelf. De achtste wist wie zij kon bellen.",
        ),
    ),
    Draaiboek(
        "meerwolde",
        **KEURTEAM,
        tot=Status.LOPEND,
        sinds=193,
        sterk=("eropaf", "luisteren"),
        verbeter=("klachten", "medezeggenschap"),
        niet=("medezeggenschap",),
        samenvatting="Welzijn Meerwolde gaat naar mensen toe, ook als zij nog niets vragen. Aan de keukentafel wordt goed geluisterd. Over"
        " haar eigen plannen praat de organisatie nog weinig met bewoners.",
        branche="Wie aan de keukentafel goed luistert, kan dat ook aan de bestuurstafel.",
        advies="positief_met_voorbehoud",
        motivering="Bewoners voelen zich gehoord. Over plannen horen zij te laat, en het bestuur wil dat veranderen. Wij stellen een"
        " vervolgonderzoek na één jaar voor.",
        besluit="toekennen_met_voorbehoud",
        besluitmotivering="De commissie ziet mensen die aanbellen waar anderen voorbijlopen. Zij wil over een jaar van de cliëntenraad"
        " horen dat die op tijd meepraat.",
        voorwaarden=(
            Voorwaarde(
                "De cliëntenraad praat mee voordat een besluit is genomen.",
                "De toetsers spreken de cliëntenraad zonder dat de directie erbij is.",
            ),
        ),
        voortgang=125,
        plannen_klaar=True,
        verteld=(
            "De raad krijgt elk kwartaal een lijst van wat eraan komt. Over de verbouwing van {plek} praatte hij vanaf het begin mee, en"
            " het plan werd er anders van: er komt een stille kamer.",
            "Twee keer per jaar leggen wij alle klachten naast elkaar, zonder namen. De laatste keer kwam daar één vast nummer uit.",
            "De raad koos drie onderwerpen om over mee te praten. Over twee daarvan heeft hij advies gegeven, en dat is gevolgd.",
        ),
    ),
)
# The committee held its decision over until somebody answered its question.
NAGEVRAAGD = (
    Draaiboek(
        "sprengdal",
        **CIIO,
        tot=Status.VRAAG_AAN_ORGANISATIE,
        sinds=4,
        vanuit=Status.GEAGENDEERD,
        team=("Tessa Waterviolier", "Joke Zonnedauw"),
        sterk=("meedoen", "kracht_buurt"),
        verbeter=("goed_bestuur",),
        samenvatting="In het Molenkwartier doen buren het werk, en Buurtwerk Sprengdal houdt hen bij elkaar. De organisatie is jong en"
        " leert snel. Het toezicht is nog niet zo ver als het werk.",
        branche="Een stichting die uit een bewonersgroep groeit, moet het toezicht leren loslaten.",
        motivering="Het werk in de buurt is sterk, en het plan voor het toezicht is een goed begin.",
        besluit="aanhouden",
        besluitmotivering="De commissie is positief over het werk in de buurt. Over het toezicht staat te weinig in de stukken om nu te"
        " besluiten.",
        navraag="Twee van de drie toezichthouders zaten tot vorig jaar in het bestuur. Hoe zorgt u dat zij vrij kunnen oordelen over wat"
        " zij zelf hebben besloten, en wanneer maken zij plaats voor anderen?",
        antwoord="De eerste van de twee treedt in april af. Voor die plek zoeken wij iemand die hier niet eerder werkte.",
    ),
    Draaiboek(
        "rozenwaard",
        **KEURTEAM,
        tot=Status.VRAAG_AAN_CERTIFICEERDER,
        sinds=4,
        vanuit=Status.GEAGENDEERD,
        sterk=("ruimte_geven", "bruggen_bouwen"),
        verbeter=("samen_leren",),
        samenvatting="Welzijn Rozenwaard geeft medewerkers ruimte en krijgt daar veel voor terug. Jong en oud koken er samen. Teams"
        " kunnen meer van elkaar leren.",
        branche="Jongeren en ouderen ontmoeten elkaar het best met een schort voor.",
        motivering="Bewoners en medewerkers zijn trots op hun werk. Ook het jongerenwerk is van goede kwaliteit.",
        besluit="aanhouden",
        besluitmotivering="De commissie las een mooi rapport. Zij kan er niet uit opmaken of ook jongeren zijn gehoord.",
        navraag="De toetsers spraken één groep bewoners. Waren daar jongeren bij? Zo niet, waarop rust wat het advies over het"
        " jongerenwerk zegt?",
    ),
)

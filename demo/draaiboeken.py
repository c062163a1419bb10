"""The trajecten of the demo: which organisation goes how far along the road, with whom, and what came out of it."""

from demo import vlechtwerk
from demo.draaiboek import Draaiboek, Maatregel, Voorwaarde, Vraag
from demo.verbeterpunten import MET_OPENINGSTIJDEN
from trajecten.levensloop import Status

KEURTEAM = {
    "ci": "keurhuis",
    "team": ("Vera Krabbenscheer", "Ruben Tureluur"),
    "controleur": "Olga Oeverloper",
}
CIIO = {"ci": "ciio"}

# What is over: certificates of earlier years, a refusal, and trajecten that ended before their time.
GEWEEST = (
    Draaiboek(
        "zuiderpoort",
        **KEURTEAM,
        tot=Status.LOPEND,
        sinds=590,
        sterk=("eropaf", "meedoen"),
        verbeter=("vrijwilligers",),
        samenvatting="Wijkwerk Zuiderpoort is op straat thuis. Jongeren kennen de werkers en de werkers kennen de jongeren.",
        branche="Zes weken blijven staan zonder programma levert meer op dan zes weken programma.",
        voortgang=400,
        advies="positief_met_voorbehoud",
        motivering="De organisatie laat zien dat zij mensen bereikt die anderen niet bereiken. Over vrijwilligers is het plan nog jong.",
        besluit="toekennen_met_voorbehoud",
        besluitmotivering="De commissie is onder de indruk van het werk op straat. Zij wil zien dat vrijwilligers begeleiding krijgen.",
        voorwaarden=(
            Voorwaarde(
                "Elke vrijwilliger heeft een vaste werker om op terug te vallen.",
                "Vrijwilligers noemen in een gesprek uit zichzelf bij wie zij terechtkunnen.",
            ),
        ),
        verteld="Elke vrijwilliger heeft nu een vaste werker. Zij drinken elke maand samen koffie en bespreken wat er speelde.",
        vervolg="voorwaarden_vervuld",
        gezien_in_vervolg="Wij spraken zes vrijwilligers. Ieder noemde meteen een werker, en wat die voor hen deed.",
        vervolgmotivering="Wat de commissie vroeg, is gedaan, en vrijwilligers merken het.",
    ),
    Draaiboek(
        "wilgendam",
        **CIIO,
        tot=Status.LOPEND,
        sinds=535,
        team=("Meike Lisdodde", "Tessa Waterviolier"),
        sterk=("meebeslissen", "samen_leren"),
        verbeter=("klachten", "afspraken"),
        samenvatting="Welzijn Wilgendam begint bij wat mensen zelf kunnen. Dat zagen wij in de buurtkamer en in elk gesprek.",
        branche="Bewoners die over geld beslissen, gaan er zuinig mee om.",
        motivering="De sterke punten zijn zichtbaar in het hele huis. De plannen voor dossiers en klachten zijn concreet.",
        besluitmotivering="De commissie ziet een organisatie die van bewoners leert.",
        voortgang=350,
    ),
    Draaiboek(
        "grutterveen",
        **KEURTEAM,
        tot=Status.LOPEND,
        sinds=480,
        sterk=("bruggen_bouwen", "vrijwilligers"),
        verbeter=("te_vinden",),
        samenvatting="Bij Samenloop Grutterveen lossen buren hun ruzies zelf op, met een vrijwilliger die niets vindt en goed luistert.",
        branche="Buurtbemiddeling werkt het best als de bemiddelaar uit een andere straat komt.",
        maatregel=Maatregel(
            voorgesteld=240,
            geschorst=210,
            hersteld=150,
            reden="De stand van het verbeterplan is twee keer gevraagd en niet gekomen.",
            zienswijze="De medewerker die het plan trok, was lang ziek. Wij hebben het te laat aan een ander gegeven.",
            motivering="Zonder voortgang weet niemand of het plan wordt uitgevoerd. De commissie wil dat eerst zien.",
            voorwaarden="Laat zien wat er van het plan is uitgevoerd, en wat bewoners daarvan merken.",
            openbare_reden="De organisatie liet niet zien hoe het met haar verbeterplan ging.",
            herstel="De nieuwe website staat. Twaalf bewoners zochten er hun weg op; wat zij niet vonden, is veranderd.",
        ),
        motivering="Vrijwilligers worden uitstekend begeleid. Het ene verbeterpunt is al bijna opgelost.",
        besluitmotivering="De commissie volgt het advies en is blij met de aandacht voor vrijwilligers.",
        voortgang=300,
    ),
    Draaiboek(
        "brink",
        **CIIO,
        tot=Status.GESTAAKT,
        sinds=330,
        vanuit=Status.INGEDIEND,
        reden="De directie wisselde en niemand kon het programma meer dragen. Wij spraken af dat de organisatie zich later"
        " opnieuw aanmeldt.",
    ),
    Draaiboek(
        "zandmeer",
        **CIIO,
        tot=Status.AFGESLOTEN,
        sinds=300,
        team=("Samir Wollegras", "Tessa Waterviolier"),
        sterk=("ruimte_nemen",),
        verbeter=("afspraken", "klachten", "verschil", "veilig", "gegevens", "medezeggenschap"),
        niet=("veilig", "gegevens", "klachten"),
        samenvatting="Medewerkers van Maatschappelijk Werk Zandmeer doen veel voor mensen in grote nood. De organisatie eromheen"
        " houdt dat nog niet bij.",
        branche="Na een fusie blijven veiligheid en gegevens vaak liggen, omdat ieder denkt dat de ander het regelt.",
        advies="afwijzend",
        motivering="Zes normen worden niet of deels gehaald, waaronder veiligheid en gegevens. De plannen zijn nog te algemeen.",
        besluit="afwijzen",
        besluitmotivering="De commissie ziet toegewijde medewerkers. Zij vindt dat eerst de meldcode en de omgang met gegevens op"
        " orde moeten zijn. Zij nodigt de organisatie uit om over een jaar terug te komen.",
    ),
    Draaiboek(
        "veer",
        **KEURTEAM,
        tot=Status.LOPEND,
        sinds=250,
        sterk=("op_tijd", "partner"),
        verbeter=("samen_rond_bewoner", "tellen_en_vertellen"),
        samenvatting="Sociaal Werk Het Veer is er vroeg bij. Wie één rekening mist, krijgt bezoek in plaats van een boete.",
        branche="Een tafeltje bij de supermarkt bereikt mensen die een loket nooit ziet.",
        motivering="De vroege hulp is een voorbeeld voor anderen. Beide plannen zijn uitvoerbaar.",
        besluitmotivering="De commissie ziet dat hulp hier op tijd komt.",
        maatregel=Maatregel(
            voorgesteld=45,
            geschorst=15,
            maanden=4,
            reden="De organisatie nam het werk van een ander over en meldde dat niet. Drie locaties die nu onder het label werken, zijn"
            " nooit getoetst.",
            zienswijze="Wij hadden dit moeten melden. De drie locaties werken sinds de zomer zoals wij gewend zijn; op twee ervan is het"
            " team nog nieuw.",
            motivering="Het label zegt iets over al het werk van de organisatie. Over drie locaties kan de commissie nu niets zeggen.",
            voorwaarden="Laat per locatie zien hoe er wordt gewerkt, en wie met bewoners sprak over wat er veranderde.",
            openbare_reden="De organisatie werd veel groter en meldde dat niet.",
        ),
    ),
    Draaiboek(
        "zuidkade",
        **CIIO,
        tot=Status.INGETROKKEN,
        sinds=700,
        vanuit=Status.VOORBEREIDING,
        reden="Wij verhuizen dit jaar naar De Loods en willen daarna in alle rust beginnen.",
    ),
    Draaiboek(
        "havenrand",
        **KEURTEAM,
        tot=Status.LOPEND,
        sinds=150,
        sterk=("vrijwilligers", "afronden"),
        verbeter=("vakmensen", "medezeggenschap", "gegevens"),
        niet=("gegevens",),
        samenvatting="Vrijwilligerspunt Havenrand kent iedereen bij naam. De organisatie is klein en hartelijk, en schrijft weinig op.",
        branche="Kleine organisaties doen veel goed uit het hoofd. Dat gaat mis zodra dat hoofd met vakantie is.",
        advies="positief_met_voorbehoud",
        motivering="Het werk is goed. De omgang met gegevens vraagt binnen een jaar een tweede blik.",
        besluit="toekennen_met_voorbehoud",
        besluitmotivering="De commissie kent het label toe en wil over een jaar zien hoe het met de gegevens staat.",
        voorwaarden=(
            Voorwaarde(
                "De presentielijsten met namen zijn in elke buurtkamer vervangen.",
                "In een lijst per buurtkamer staat sinds wanneer de nieuwe manier werkt.",
            ),
            Voorwaarde(
                "Elke vrijwilliger weet hoe wij met gegevens omgaan.",
                "Het bureau leest het verslag van de bijeenkomst met vrijwilligers.",
                maanden=6,
                kijker="bureau",
            ),
        ),
        verteld="In vier van de vijf buurtkamers zijn de lijsten vervangen. De laatste volgt na de verhuizing.",
        maatregel=Maatregel(
            voorgesteld=3,
            reden="Er kwam een klacht van een vrijwilliger over lijsten met namen die nog rondgaan. De organisatie schreef dat die"
            " weg zijn.",
        ),
        voortgang=40,
        andere_dag=(30, 27),
    ),
    Draaiboek(
        "wilgendam",
        **CIIO,
        tot=Status.LOPEND,
        sinds=42,
        sterk=("meebeslissen", "samen_leren", "vrijwilligers"),
        verbeter=("vrijwilligers", "tellen_en_vertellen"),
        samenvatting="Welzijn Wilgendam leerde zichtbaar van de vorige toetsing. Dossiers zijn nu op orde, en klachten worden samen"
        " besproken. Bewoners beslissen nog meer mee dan twee jaar geleden.",
        branche="Wie een verbeterpunt met bewoners oplost, hoeft het daarna niet te bewaken.",
        motivering="Alle plannen van de vorige keer zijn uitgevoerd. De twee nieuwe punten zijn klein en al opgepakt.",
        besluitmotivering="De commissie ziet een organisatie die blijft leren, en complimenteert haar met de dossiers.",
        voortgang=6,
        andere_dag=(2,),
    ),
    Draaiboek(
        "elzenrade",
        **KEURTEAM,
        tot=Status.GEWEIGERD,
        sinds=2,
        vanuit=Status.AANGEMELD,
        reden="Wij hebben dit jaar geen toetsers meer vrij. CIIO kan u in het voorjaar ontvangen.",
    ),
)

# What is going on now, one organisation per status of the road.
NU = (
    Draaiboek("elzenrade", **CIIO, tot=Status.AANGEMELD, sinds=2),
    Draaiboek(
        "zuidkade",
        **CIIO,
        tot=Status.VOORBEREIDING,
        sinds=21,
        team=("Tessa Waterviolier", "Samir Wollegras"),
        vragen=(
            Vraag(
                gesteld=6,
                onderwerp="Verhalen van bewoners",
                tekst="Een bewoner wil haar verhaal zelf opschrijven. Mag dat, en hoe laten wij haar naam eruit?",
                beantwoord=5,
                antwoord="Graag zelfs. Noem haar zoals het bij u heet, dus ‘een bewoner’ of ‘een bezoeker’, en laat straat en leeftijd"
                " weg. Laat haar de tekst lezen voordat u de zelfevaluatie indient.",
            ),
        ),
    ),
    Draaiboek("zandmeer", **CIIO, tot=Status.INGEDIEND, sinds=5, team=("Meike Lisdodde", "Tessa Waterviolier")),
    Draaiboek("veer", **KEURTEAM, tot=Status.GEPLAND, sinds=9),
    Draaiboek(
        "oever",
        **CIIO,
        tot=Status.IN_TOETSING,
        sinds=1,
        variant="combinatietoets",
        team=("Meike Lisdodde", "Samir Wollegras", "Joke Zonnedauw"),
        sterk=("meedoen", "kracht_buurt", "vrijwilligers"),
        verbeter=("afspraken", "verschil"),
    ),
    Draaiboek(
        "zuiderpoort",
        **KEURTEAM,
        tot=Status.INTERNE_CONTROLE,
        sinds=7,
        sterk=("eropaf", "een_en_velen", "vernieuwen"),
        verbeter=("afronden", "gezond_werken"),
        samenvatting="Wijkwerk Zuiderpoort ziet patronen waar anderen losse vragen zien. De werkers staan dicht bij de bewoners."
        " Afscheid nemen vinden zij moeilijk, en dat merken bewoners ook.",
        branche="Opbouwwerkers leren bewoners om zelf met de gemeente te praten. Daar kan de hele branche van leren.",
    ),
    Draaiboek(
        "lisbroek",
        **CIIO,
        tot=Status.WEDERHOOR,
        sinds=8,
        team=("Samir Wollegras", "Tessa Waterviolier"),
        sterk=("bruggen_bouwen", "iedereen_welkom", "bedoeling"),
        verbeter=("afspraken", "veilig", "te_vinden"),
        samenvatting="Bij Stichting Thuisbij Lisbroek helpen buren elkaar, en de organisatie houdt zich op de achtergrond. Nieuwe"
        " mensen horen er snel bij. Vrijwilligers hebben meer houvast nodig als zij zich zorgen maken.",
        branche="Informele zorg vraagt om een korte lijn met een vakman of vakvrouw. Die lijn is er hier, en niet overal.",
    ),
    Draaiboek(
        "lindehof",
        **CIIO,
        tot=Status.REACTIE_VERWERKEN,
        sinds=4,
        sterk=("verder_kijken", "vrijwilligers", "gezond_werken"),
        verbeter=("vrijwilligers", "samen_leren", "klachten", "goed_bestuur"),
        samenvatting="Welzijn Lindehof kijkt naar het hele leven van ouderen. Vrijwilligers zijn er trots op dat zij hier werken. Wat"
        " teams leren, mag meer rondgaan.",
        branche="Bij ouderen gaat de eerste vraag zelden over wat het zwaarst weegt.",
        vragen=(
            Vraag(
                gesteld=1,
                onderwerp="Het rapport delen met de cliëntenraad",
                tekst="Onze cliëntenraad vergadert volgende week. Mogen wij het conceptrapport dan al laten lezen, of wachten wij tot het"
                " vaststaat?",
            ),
        ),
    ),
    Draaiboek(
        "brink",
        **CIIO,
        tot=Status.VERBETERPLANNEN,
        sinds=12,
        team=("Tessa Waterviolier", "Meike Lisdodde"),
        sterk=("eigen_kracht", "te_vinden", "ruimte_geven"),
        verbeter=("tellen_en_vertellen", "afronden", "gegevens"),
        samenvatting="Bij Buurtwerk De Brink leren mensen elkaar de taal, en leert de organisatie van hen. De medewerkers krijgen veel"
        " ruimte. Tellen doet men vooral voor een ander.",
        branche="Wie taal leert van een buur, leert ook de buurt kennen.",
    ),
    Draaiboek(
        "grutterveen",
        **KEURTEAM,
        tot=Status.PLANNEN_BEOORDELEN,
        sinds=9,
        sterk=("bruggen_bouwen", "samen_rond_bewoner", "geld"),
        verbeter=("medezeggenschap", "iedereen_welkom"),
        samenvatting="Samenloop Grutterveen is sinds de vorige toetsing beter te vinden. De samenwerking rond bewoners is hecht. De"
        " cliëntenraad wil eerder meepraten, en het bestuur wil dat ook.",
        branche="Een goede cliëntenraad vraagt niet om meer vergaderingen, maar om eerdere.",
    ),
    Draaiboek(
        "kolkwijk",
        **CIIO,
        tot=Status.ADVIES,
        sinds=3,
        team=("Meike Lisdodde", "Tessa Waterviolier"),
        sterk=("vertrouwen", "veilig", "partner", "bedoeling"),
        verbeter=("vakmensen", "verschil"),
        buiten_beeld={"op_tijd": "De kinderopvang en het werk op scholen vallen buiten deze toetsing."},
        samenvatting="Welzijn Kolkwijk gaat zorgvuldig om met wat mensen vertellen. Iedereen kent de bedoeling. De tijd om te leren"
        " verdwijnt als er iemand ziek is.",
        branche="Scholing die niet in het rooster staat, gaat niet door. Dat horen wij op veel plekken.",
        advies="positief",
        motivering="Welzijn Kolkwijk laat zien hoe vertrouwen werkt: bewoners, medewerkers en de gemeente noemen het allemaal.",
    ),
    Draaiboek(
        "dorpsspil",
        **KEURTEAM | {"team": ("Ruben Tureluur", "Fenna Veldrus"), "controleur": "Tessa Waterviolier"},
        tot=Status.VOORGEDRAGEN,
        sinds=6,
        sterk=("kracht_buurt", "andere_werelden"),
        verbeter=("goed_bestuur",),
        buiten_beeld={
            "medezeggenschap": "Met negen medewerkers is er geen ondernemingsraad. Bewoners praten mee in de dorpsraden."
        },
        samenvatting="Stichting De Dorpsspil rijdt met een koffiekar langs vier dorpen en begint bij wat daar al is. Drie medewerkers"
        " doen het werk van een groot buurthuis. Het toezicht mag dichterbij komen.",
        branche="In kleine dorpen is de sociaal werker ook buur. Praat met elkaar over wat dat vraagt.",
        motivering="De Dorpsspil doet met weinig mensen veel. Het plan voor het toezicht is al in uitvoering.",
    ),
    Draaiboek(
        "vlechtwerk",
        **CIIO,
        tot=Status.GEAGENDEERD,
        sinds=6,
        sterk=("samen_leren", "vakmensen", "vernieuwen", "tellen_en_vertellen"),
        verbeter=("afspraken", "afronden"),
        verhalen=vlechtwerk.VERHALEN,
        sterke_punten=vlechtwerk.STERK,
        verbeterpunten=vlechtwerk.VERBETERPUNTEN,
        samenvatting=vlechtwerk.SAMENVATTING,
        branche=vlechtwerk.BRANCHE,
        motivering=vlechtwerk.MOTIVERING,
        voortgang=1,
    ),
    Draaiboek(
        "hoogveen",
        **CIIO,
        tot=Status.GEAGENDEERD,
        sinds=5,
        team=("Samir Wollegras", "Tessa Waterviolier"),
        sterk=("kracht_buurt", "vooruitkijken", "medezeggenschap"),
        verbeter=("gezond_werken", "samen_rond_bewoner", "te_vinden"),
        verbeterpunten={"samen_rond_bewoner": MET_OPENINGSTIJDEN},
        samen={"samen_rond_bewoner": "te_vinden"},
        niet=("gezond_werken",),
        samenvatting="Welzijn Hoogveen is thuis in vijf dorpen en ziet vroeg wat er verandert. De cliëntenraad praat echt mee. Wie in"
        " de avond werkt, staat er te vaak alleen voor.",
        branche="Avondwerk alleen is in dorpen gewoon geworden. Dat is iets om samen over te praten.",
        advies="positief_met_voorbehoud",
        motivering="Het werk in de dorpen is sterk. Wij stellen een vervolgonderzoek na één jaar voor, over de veiligheid in de avond.",
    ),
    Draaiboek(
        "morgenster",
        **KEURTEAM,
        tot=Status.BESLOTEN,
        sinds=4,
        sterk=("op_tijd", "samen_rond_bewoner", "klachten"),
        verbeter=("afspraken", "tellen_en_vertellen", "vakmensen"),
        niet=("afspraken",),
        samenvatting="Sociaal Werk Morgenster zit waar gezinnen al komen: op school en bij het consultatiebureau. Klachten worden er"
        " met open armen ontvangen. In de dossiers is te vaak niet terug te vinden wat er is afgesproken.",
        branche="Vroege hulp en goede dossiers horen bij elkaar. Zonder het een is het ander snel weg.",
        advies="positief_met_voorbehoud",
        motivering="De plannen zijn goed, en voor de dossiers is meer tijd nodig. Wij willen na één jaar opnieuw kijken.",
        besluit="toekennen_met_voorbehoud",
        besluitmotivering="De commissie waardeert de vroege hulp aan gezinnen. Zij wil dat afspraken over een jaar in elk dossier staan.",
        voorwaarden=(
            Voorwaarde(
                "In elk dossier staat terug te lezen wat er met het gezin is afgesproken.",
                "De toetsers kiezen twintig dossiers en kijken daarin mee.",
            ),
        ),
    ),
    Draaiboek(
        "oosterwaard",
        **KEURTEAM | {"controleur": "Tessa Waterviolier"},
        tot=Status.AANGEHOUDEN,
        sinds=12,
        vanuit=Status.INGEDIEND,
        reden="De gemeenten Oosterwaard en Lisbroek gaan samen. Wij gaan verder zodra duidelijk is wie waar werkt.",
    ),
)
# A label that its holder ended.
GESTOPT_MET_HET_LABEL = (
    Draaiboek(
        "oosterwaard",
        **KEURTEAM | {"controleur": "Tessa Waterviolier"},
        tot=Status.LOPEND,
        sinds=400,
        sterk=("kracht_buurt", "partner"),
        verbeter=("afronden",),
        samenvatting="Sociaal Werk Oosterwaard kent de dorpen en de dorpen kennen haar. Wat klaar is, mag vaker worden gevierd.",
        branche="Wie in een klein dorp werkt, neemt nergens afscheid. Leer het daarom samen.",
        motivering="De organisatie is sterk in de dorpen, en het ene plan is goed te doen.",
        besluitmotivering="De commissie ziet vakmensen die midden in hun dorpen staan.",
        beeindigd=60,
        reden_van_het_einde="De gemeenten gaan samen en ons werkgebied verandert. Het label klopt dan niet meer met wat wij doen. Wij"
        " melden ons opnieuw aan als duidelijk is wie waar werkt.",
    ),
)
# The label that is renewed now, under the next version of the framework. Behind the rest: a number gives each its own words.
EERDER = (
    Draaiboek(
        "zuidkade",
        **CIIO,
        tot=Status.LOPEND,
        sinds=440,
        team=("Tessa Waterviolier", "Meike Lisdodde"),
        sterk=("eropaf", "bruggen_bouwen"),
        verbeter=("afspraken", "gegevens"),
        samenvatting="Jeugdpunt Zuidkade kent de jongeren van de straat bij naam, en De Loods is van hen. Wat er is afgesproken, zit in"
        " hoofden en nog niet in dossiers.",
        branche="Een jongerencentrum dat jongeren zelf openhouden, is vaker open.",
        motivering="De jongerenwerkers bereiken wie anderen niet bereiken. De plannen voor afspraken en gegevens zijn concreet.",
        besluitmotivering="De commissie ziet hoeveel jongeren hier zelf doen.",
        voortgang=120,
    ),
)
DRAAIBOEKEN = GEWEEST + NU + GESTOPT_MET_HET_LABEL + EERDER

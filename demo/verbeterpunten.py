"""Improvement points of the demo with all that follows from one: what the organisation remarks, its plan, its progress."""

from dataclasses import dataclass, replace

from toetsing.models import Reactie


@dataclass(frozen=True)
class Opmerking:
    """A remark on the draft, and what the assessors answer; `nieuw` is the text of the finding afterwards."""

    soort: Reactie.Soort
    tekst: str
    antwoord: str
    nieuw: str = ""


@dataclass(frozen=True)
class Verbeterpunt:
    """The finding, why the norm is met in part, the plan (cause, action, what a resident notices, who by function), how far it
    is, and what changed for a resident."""

    tekst: str
    toelichting: str
    oorzaak: str
    actie: str
    merkbaar: str
    eigenaar: str
    voortgang: str
    opmerking: Opmerking
    veranderd: str = ""


FEIT, MENING = Reactie.Soort.FEIT, Reactie.Soort.MENING

VERBETERPUNTEN = {
    "samen_leren": Verbeterpunt(
        "Teams leren van lastige situaties. Wat het ene team leert, komt nog niet bij de andere teams.",
        "Binnen de teams wordt goed geleerd. Tussen de teams nog niet, en daar laat de organisatie iets liggen.",
        "Elk team heeft zijn eigen overleg. Er is geen moment waarop teams elkaar zien.",
        "Vier keer per jaar houden wij een leermiddag. Elk team brengt één situatie in die niet goed ging.",
        "Een bewoner krijgt overal hetzelfde goede antwoord, ook als een ander team hem helpt.",
        "teamleider buurtwerk",
        "De eerste leermiddag is geweest, met 31 collega’s en zes vrijwilligers.",
        Opmerking(
            FEIT,
            "Sinds september delen de teams dit op een leermiddag. Het verslag staat bij de documenten.",
            "Dank u. Wij lazen het verslag en passen de tekst aan. Een vaste gewoonte is het nog niet.",
            "Teams leren van lastige situaties. Sinds september delen zij dat op een leermiddag. Een vaste gewoonte is dat nog niet.",
        ),
    ),
    "verschil": Verbeterpunt(
        "Medewerkers weten zeker dat hun werk verschil maakt. De organisatie vraagt het bewoners nog niet zelf.",
        "Bewoners vertelden ons mooie dingen. De organisatie kende die verhalen niet, want zij vraagt er niet naar.",
        "Wij vragen bij het afscheid of iemand tevreden is. Wij vragen niet wat er is veranderd.",
        "Een half jaar na het laatste gesprek bellen wij iedereen die dat goedvindt, met één vraag: wat is er nu anders?",
        "Een bewoner hoort dat wij willen weten hoe het nu gaat, en dat wij iets met het antwoord doen.",
        "coördinator maatschappelijk werk",
        "Wij belden 40 mensen. De uitkomsten bespraken wij in beide teams en met de cliëntenraad.",
        Opmerking(
            MENING,
            "Wij spreken bewoners elke dag en horen dan hoe het gaat. Een telefoontje voelt voor sommigen als controle.",
            "Wij begrijpen uw zorg. Drie bewoners zeiden ons dat zij dit graag zouden vertellen. De tekst blijft, en uw kijk staat"
            " erbij.",
        ),
    ),
    "afspraken": Verbeterpunt(
        "In 4 van de 10 bekeken dossiers staat niet wat er na het laatste gesprek is afgesproken.",
        "Bewoners weten wat er is afgesproken, en dat is sterk. De vastlegging houdt dat nog niet overal bij.",
        "Afspraken worden mondeling gemaakt en later opgeschreven. Op drukke dagen komt dat er niet van.",
        "Elk team kiest een vast moment om afspraken op te schrijven, samen met de bewoner. De teamleiders bekijken elke maand"
        " vijf dossiers en bespreken wat zij zien.",
        "Een bewoner leest zelf na wat er is afgesproken en hoeft zijn verhaal maar één keer te vertellen.",
        "teamleider maatschappelijk werk",
        "Alle teams hebben een vast moment. In de laatste ronde waren negen van de tien dossiers bijgewerkt.",
        Opmerking(
            FEIT,
            "Twee van deze vier dossiers waren op de toetsdag nog niet afgesloten. De afspraken stonden in de agenda van de"
            " medewerker.",
            "Dank u. Wij hebben het overzicht bekeken en passen het aantal aan. Dat afspraken op twee plekken staan, blijft een"
            " verbeterpunt.",
            "In 2 van de 10 bekeken dossiers staat niet wat er na het laatste gesprek is afgesproken. In 2 andere dossiers stonden de"
            " afspraken op een andere plek.",
        ),
        veranderd="Een bewoner las in zijn dossier dat wij zouden bellen. Hij belde zelf toen wij dat vergaten, en"
        " zei: daar staat het.",
    ),
    "samen_rond_bewoner": Verbeterpunt(
        "Twee bewoners wisten niet wie van de betrokken organisaties het overzicht heeft.",
        "De samenwerking is goed. Voor de bewoner is nog niet altijd duidelijk wie hij kan bellen.",
        "Met partners spraken wij af wie het overzicht heeft. Aan de bewoner vertelden wij dat niet altijd.",
        "Elke bewoner krijgt een kaart met één naam en één nummer. Na een wissel brengen wij zelf de nieuwe kaart.",
        "Een bewoner weet wie het overzicht heeft en belt één nummer.",
        "coördinator wijkteam",
        "De kaart is klaar en bij 60 huishoudens gebracht.",
        Opmerking(
            FEIT,
            "Bij een van deze twee bewoners was de vaste begeleider die week gewisseld.",
            "Dank u, dat wisten wij niet. Wij hebben het aan de tekst toegevoegd.",
            "Twee bewoners wisten niet wie van de betrokken organisaties het overzicht heeft. Bij een van hen was de begeleider die"
            " week gewisseld.",
        ),
    ),
    "te_vinden": Verbeterpunt(
        "De ingang van {plek} is moeilijk te vinden, en op de website staan twee verschillende openingstijden.",
        "Wie eenmaal binnen is, voelt zich welkom. De weg naar binnen kan gemakkelijker.",
        "Het gebouw is in etappes verbouwd. Niemand keek nog met de ogen van een nieuwe bezoeker.",
        "Drie bewoners lopen elk half jaar een ronde alsof zij voor het eerst komen. Wat zij zien, lossen wij binnen een maand op.",
        "Wie voor het eerst komt, vindt de ingang en staat niet voor een dichte deur.",
        "beheerder van het gebouw",
        "De eerste ronde leverde zeven punten op. Zes zijn opgelost, voor de verlichting is een offerte gevraagd.",
        Opmerking(
            FEIT,
            "De openingstijden op de website zijn sinds vorige week gelijk.",
            "Dank u. Wij hebben gekeken en het klopt. De zin over de website is weg.",
            "De ingang van {plek} is moeilijk te vinden, vooral in de avond.",
        ),
    ),
    "afronden": Verbeterpunt(
        "Niet elk traject krijgt een laatste gesprek. Drie bewoners hoorden per brief dat het was gestopt.",
        "Waar wordt afgerond, gebeurt dat met aandacht. Het gebeurt nog niet bij iedereen.",
        "Als iemand zelf wegblijft, sluit het systeem na acht weken. Er gaat dan vanzelf een brief uit.",
        "De brief verdwijnt. Voordat een traject sluit, belt de vaste begeleider, ook als iemand is weggebleven.",
        "Een bewoner sluit zelf af, in een gesprek, en weet waar hij terechtkan als het weer moeilijk wordt.",
        "teamleider maatschappelijk werk",
        "De brief is gestopt. In het laatste kwartaal was er bij 26 van de 28 trajecten een laatste gesprek.",
        Opmerking(
            MENING,
            "Sommige bewoners willen geen laatste gesprek. Dat vinden wij ook een goede afronding.",
            "Dat is zo. Deze drie bewoners hadden het wel gewild. De tekst blijft, en uw kijk staat erbij.",
        ),
    ),
    "iedereen_welkom": Verbeterpunt(
        "Bij {activiteit} komen weinig mensen uit de nieuwe straten, en de organisatie vroeg hun nog niet waarom.",
        "Wie komt, is welkom. De organisatie kan nog meer kijken naar wie er niet komt.",
        "Wij werven via mensen die al komen. Daardoor bereiken wij steeds dezelfde kring.",
        "Twee vrijwilligers gaan in elke nieuwe straat langs de deuren en nodigen mensen persoonlijk uit.",
        "Mensen uit de nieuwe straten kennen iemand bij ons voordat zij binnenkomen.",
        "coördinator ontmoeting",
        "In vier straten zijn wij geweest. Elf nieuwe bezoekers komen nu elke maand.",
        Opmerking(
            MENING,
            "Mensen uit de nieuwe straten gaan naar hun eigen vereniging. Daar werken wij goed mee samen.",
            "Dat hoorden wij ook. Twee bewoners zeiden dat zij graag zouden komen. De tekst blijft, en uw kijk staat erbij.",
        ),
    ),
    "veilig": Verbeterpunt(
        "Medewerkers kennen de meldcode. Van de zeven vrijwilligers die wij spraken, kenden drie de stappen.",
        "Medewerkers zijn goed voorbereid. Vrijwilligers zien vaak het eerst iets, en hebben meer houvast nodig.",
        "De training voor vrijwilligers verviel twee jaar geleden, en is niet opnieuw gepland.",
        "Elk voorjaar en elk najaar is er een middag over de meldcode, met een acteur. Nieuwe vrijwilligers krijgen een kaartje.",
        "Een kind of oudere bij wie het thuis niet goed gaat, wordt eerder gezien.",
        "aandachtsfunctionaris huiselijk geweld",
        "De eerste middag is geweest, met 44 vrijwilligers.",
        Opmerking(
            FEIT,
            "Twee van deze vrijwilligers waren die week begonnen.",
            "Dank u. Wij noemen dat nu in de tekst. Het verbeterpunt blijft.",
            "Medewerkers kennen de meldcode. Van de zeven vrijwilligers die wij spraken, kenden drie de stappen. Twee van hen waren"
            " net begonnen.",
        ),
    ),
    "vrijwilligers": Verbeterpunt(
        "Nieuwe vrijwilligers krijgen een inwerkgesprek. Na het eerste jaar is er geen vast moment meer.",
        "Vrijwilligers voelen zich gewaardeerd. Wie langer blijft, mist een gesprek over wat hij verder wil.",
        "De coördinator begeleidt meer dan 90 vrijwilligers. Gesprekken met ervaren vrijwilligers schieten erbij in.",
        "Ervaren vrijwilligers voeren zelf de jaargesprekken met elkaar. De coördinator leidt hen daarvoor op.",
        "Een bezoeker treft vrijwilligers die weten wat er speelt en die langer blijven.",
        "coördinator vrijwilligers",
        "Zes vrijwilligers zijn opgeleid en voerden samen 38 gesprekken.",
        Opmerking(
            MENING,
            "Vrijwilligers kunnen altijd bij de coördinator binnenlopen. Een vast gesprek past niet bij iedereen.",
            "Wij hoorden van drie vrijwilligers dat zij een vast moment missen. Daarom blijft de tekst staan. Uw kijk staat erbij.",
        ),
        veranderd="Een vrijwilliger in de keuken wilde stoppen. In het jaargesprek bleek dat zij liever met kinderen"
        " werkt. Zij geeft nu naailes, en twee moeders leren het van haar.",
    ),
    "vakmensen": Verbeterpunt(
        "Er is geld voor scholing. Medewerkers vertellen dat de tijd ervoor vaak wegvalt door ziekte in het team.",
        "De wil om te leren is groot. De tijd ervoor is niet beschermd.",
        "Scholing staat als laatste in het rooster, en vervalt als eerste.",
        "Elke medewerker krijgt zes vaste leerdagen die vooraf in het rooster staan. Alleen de bestuurder kan er een verplaatsen.",
        "Een bewoner merkt dat medewerkers nieuwe dingen kunnen en niet voor elke vraag een ander halen.",
        "manager personeel en organisatie",
        "De leerdagen staan in het rooster. In het eerste kwartaal ging 92 procent door.",
        Opmerking(
            FEIT,
            "In het afgelopen jaar ging 70 procent van de scholing door. De cijfers staan in het sociaal jaarverslag.",
            "Dank u. Wij noemen het cijfer nu in de tekst.",
            "Er is geld voor scholing, en 70 procent ervan ging door. Medewerkers vertellen dat de rest wegvalt door ziekte in het team.",
        ),
        veranderd="Een bewoner met schulden hoefde niet door naar een ander loket. De medewerker had het net geleerd"
        " en ging samen met hem zitten.",
    ),
    "klachten": Verbeterpunt(
        "Klachten worden goed opgelost, maar niet samen besproken. Daardoor leert de organisatie er weinig van.",
        "Wie klaagt, wordt netjes geholpen. Wat er van een klacht te leren is, blijft bij één persoon.",
        "Elke teamleider lost klachten zelf op. Wij leggen ze niet naast elkaar.",
        "Twee keer per jaar bespreken teamleiders en cliëntenraad alle klachten samen, zonder namen. Op het bord hangt wat er"
        " verandert.",
        "Wie een klacht had, ziet op het bord wat er daardoor is veranderd.",
        "bestuurssecretaris",
        "De eerste bespreking is geweest. Er kwamen twee veranderingen uit, en die hangen op het bord.",
        Opmerking(
            MENING,
            "Met vier klachten per jaar is een aparte bespreking zwaar. Wij doen dit liever bij het jaarverslag.",
            "Het gaat ons om het samen leren en niet om de vorm. De tekst blijft, en uw kijk staat erbij.",
        ),
    ),
    "tellen_en_vertellen": Verbeterpunt(
        "Er wordt veel geteld voor de gemeente. Medewerkers weten niet wat er met de cijfers gebeurt.",
        "De cijfers kloppen. Zij helpen de teams nog niet om hun werk beter te doen.",
        "Wij verzamelen wat de opdrachtgever vraagt. Wat wij zelf willen weten, hebben wij nooit gekozen.",
        "Elk team kiest twee cijfers en één verhaal per kwartaal, en bespreekt die met bewoners.",
        "Bewoners horen hun eigen verhaal terug en vullen minder lijsten in.",
        "beleidsmedewerker",
        "Alle teams kozen hun cijfers. Met de gemeente is afgesproken dat vier oude tellingen stoppen.",
        Opmerking(
            MENING,
            "De tellingen zijn een eis van de gemeente. Wij kunnen daar niet zomaar mee stoppen.",
            "Dat klopt. Ons punt gaat over wat u er zelf mee doet. De tekst blijft, en uw kijk staat erbij.",
        ),
        veranderd="Een bewoner die elke keer een lijst invulde, vertelde één keer haar verhaal. De wethouder haalde"
        " het aan, en zij was erbij.",
    ),
    "medezeggenschap": Verbeterpunt(
        "De cliëntenraad krijgt plannen pas te zien als zij bijna klaar zijn.",
        "De raad is betrokken en kundig. Zijn advies komt nu te laat om nog iets te veranderen.",
        "De vergaderingen van de raad liggen vast. Onze besluiten houden daar geen rekening mee.",
        "De raad krijgt elk kwartaal een lijst van onderwerpen die eraan komen, en kiest waarover hij vanaf het begin meepraat.",
        "Bewoners in de raad praten mee als er nog iets te kiezen is.",
        "bestuurder",
        "De eerste lijst is besproken. De raad koos drie onderwerpen.",
        Opmerking(
            FEIT,
            "Bij de verbouwing van {plek} praatte de raad wel vanaf het begin mee.",
            "Dank u. Dat voorbeeld staat nu in de tekst.",
            "De cliëntenraad krijgt plannen meestal pas te zien als zij bijna klaar zijn. Bij de verbouwing van {plek} praatte hij"
            " vanaf het begin mee.",
        ),
        veranderd="De raad koos om mee te praten over de avondopening. Er komt nu een avond voor mensen die overdag"
        " werken.",
    ),
    "gegevens": Verbeterpunt(
        "Bij {activiteit} liggen presentielijsten met adressen open op tafel.",
        "In het systeem is alles goed geregeld. Op papier nog niet.",
        "De lijst is ooit gemaakt voor een subsidie. Niemand vroeg of zij nog nodig was.",
        "De presentielijst verdwijnt. Wij tellen het aantal bezoekers en schrijven geen adressen meer op.",
        "Een bezoeker kan binnenlopen zonder zijn adres op te schrijven.",
        "coördinator ontmoeting",
        "De lijsten zijn weg. Oude lijsten zijn vernietigd, met een verslag erbij.",
        Opmerking(
            FEIT,
            "De lijst lag er op de toetsdag vanwege een uitstapje. Normaal gebruiken wij hem niet.",
            "Wij zagen ook lijsten van eerdere weken. De zin is iets aangepast.",
            "Bij {activiteit} lagen op de toetsdag presentielijsten met adressen open op tafel, ook van eerdere weken.",
        ),
    ),
    "gezond_werken": Verbeterpunt(
        "Medewerkers die in de avond werken, sluiten het gebouw vaak alleen af en voelen zich dan niet veilig.",
        "Overdag is de veiligheid goed geregeld. De avond vraagt aandacht.",
        "Het avondrooster is gemaakt toen er nog een beheerder woonde.",
        "In de avond werken wij altijd met twee mensen. Er komt een noodknop en verlichting bij de fietsen.",
        "Ook in de avond is er altijd iemand die rustig de tijd heeft.",
        "manager bedrijfsvoering",
        "Het rooster is aangepast. De noodknop is besteld.",
        Opmerking(
            FEIT,
            "Op dinsdag en donderdag zijn er al twee mensen.",
            "Dank u. Wij hebben de dagen in de tekst gezet.",
            "Medewerkers die op maandag, woensdag en vrijdag in de avond werken, sluiten het gebouw alleen af en voelen zich dan niet"
            " veilig.",
        ),
    ),
    "goed_bestuur": Verbeterpunt(
        "De raad van toezicht kent het werk vooral van papier. Eén toezichthouder was het afgelopen jaar op bezoek.",
        "Het toezicht is deskundig en zorgvuldig. De afstand tot de wijk is nog groot.",
        "Werkbezoeken werden steeds uitgesteld door volle agenda’s.",
        "Elke vergadering is op een andere plek waar wij werken. Er schuift altijd een bewoner of vrijwilliger aan.",
        "Een bewoner kan een toezichthouder zelf vertellen hoe het gaat.",
        "voorzitter raad van toezicht",
        "Twee vergaderingen waren op locatie. De volgende is in {plek}.",
        Opmerking(
            MENING,
            "De raad van toezicht wil de teams niet voor de voeten lopen.",
            "Dat siert de raad. Medewerkers zeiden ons juist dat zij graag bezoek krijgen. De tekst blijft, en uw kijk staat erbij.",
        ),
    ),
}

# One plan for two points: whom to call, and where and when one can come in.
MET_OPENINGSTIJDEN = replace(
    VERBETERPUNTEN["samen_rond_bewoner"],
    actie="Elke bewoner krijgt een kaart met één naam en één nummer. Achterop staan de ingang en de openingstijden van elk gebouw, en"
    " die nemen wij over op de website.",
    merkbaar="Een bewoner weet wie het overzicht heeft, en waar en wanneer hij naar binnen kan.",
)

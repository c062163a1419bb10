# Each story: who tells it; what was going on; what did we do; what came of it; what did we learn.
VERHALEN = {
    "bedoeling": (
        (
            "leidinggevenden",
            "In ons jaarplan stonden 41 doelen, en bijna niemand kende er drie.",
            "Wij vroegen honderd mensen, van bezoeker tot toezichthouder, waar wij het voor doen.",
            "Het jaarplan is nu één bladzijde met vier zinnen. Ze hangen in {plek}, in het handschrift van een bezoeker.",
            "Aan lastige keuzes merken wij of het leeft. Vorig jaar stopten wij daarom met een goed betaalde opdracht.",
        ),
        (
            "directie_bestuur",
            "Na de fusie hadden twee teams een eigen verhaal over waarom wij er zijn.",
            "Beide teams liepen een maand met elkaar mee en schreven samen op wat zij herkenden.",
            "Nieuwe collega’s krijgen op hun eerste dag geen map, maar een wandeling langs vier bewoners.",
            "Een bedoeling leer je door mee te lopen.",
        ),
    ),
    "vrijwilligers": (
        (
            "vrijwilligers",
            "Bij {activiteit} stopten in een jaar negen vrijwilligers, en wij wisten niet waarom.",
            "Wij belden hen op. De meesten misten geen waardering, maar een gesprek over wat zij verder wilden.",
            "Elke vrijwilliger heeft nu een vaste contactpersoon. Dit jaar stopten er twee.",
            "Een bedankje is fijn. Een vraag is beter.",
        ),
        (
            "vrijwilligers",
            "Een nieuwe vrijwilliger kwam op zijn eerste dag, en niemand verwachtte hem.",
            "Twee ervaren vrijwilligers maakten een startweek: een maatje, een sleutel en een rondje langs iedereen.",
            "Sindsdien zijn 34 vrijwilligers zo begonnen, en 31 doen het nog.",
            "Vrijwilligers weten het best wat vrijwilligers nodig hebben.",
        ),
    ),
    "ruimte_geven": (
        (
            "sociaal_werkers",
            "Wie een bewoner buiten kantooruren wilde spreken, moest dat een week van tevoren aanvragen.",
            "Het bestuur schafte die regel af. Teams maken hun eigen rooster en leggen het elk kwartaal aan elkaar uit.",
            "Een op de vijf gesprekken is nu in de avond. Er kwam één keer een klacht, en die ging over een gesloten hek.",
            "Vertrouwen kost minder dan controle.",
        ),
        (
            "leidinggevenden",
            "Een medewerker kreeg een dreigmail na een moeilijk besluit over een gezin.",
            "De leidinggevende nam het contact over, ging mee om aangifte te doen en kwam elke dag even langs.",
            "De medewerker werkt weer in dezelfde wijk. Het team maakte een stappenplan voor als het spannend wordt.",
            "Ruimte zonder ruggensteun is loslaten.",
        ),
    ),
    "vakmensen": (
        (
            "sociaal_werkers",
            "Collega’s gingen naar cursussen, en daarna hoorden wij er niets meer van.",
            "Wij spraken af dat wie iets leert, binnen een maand een middag geeft aan collega’s.",
            "Vorig jaar waren er negentien van zulke middagen. Ook vrijwilligers en twee wijkagenten kwamen.",
            "Wat je uitlegt, blijft hangen.",
        ),
        (
            "sociaal_werkers",
            "Ervaren collega’s gingen met pensioen, en met hen verdween veel kennis van {buurt}.",
            "Elke nieuwe collega wandelt nu een half jaar lang één dagdeel per week met een oudere collega mee.",
            "De wandelingen leverden een kaart op met alle mensen die iets van de buurt weten. Die kaart is van iedereen.",
            "Ervaring moet je doorgeven voordat iemand zijn jas pakt.",
        ),
    ),
    "klachten": (
        (
            "leidinggevenden",
            "Een moeder was boos omdat haar zoon drie weken op een wachtlijst stond zonder iets te horen.",
            "De teamleider belde haar, zei sorry en vroeg wat zou helpen. Dat was geen snelle plek, maar een teken van leven.",
            "Wie wacht, krijgt nu elke twee weken een bericht van een mens. De moeder las het eerste bericht mee.",
            "Wij kregen vorig jaar maar vier klachten. Dat is te weinig om gerust op te zijn.",
        ),
        (
            "clientenraad",
            "De klachtenregeling was negen bladzijden lang, en niemand had haar gelezen.",
            "De cliëntenraad schreef een versie van één bladzijde, met tekeningen.",
            "In een half jaar kwamen er zeventien opmerkingen binnen, waarvan vijf klachten. Alle vijf zijn opgelost.",
            "Een klacht is een cadeau in lelijk papier.",
        ),
    ),
    "tellen_en_vertellen": (
        (
            "directie_bestuur",
            "De gemeente kreeg elk kwartaal dertig bladzijden met cijfers die niemand las.",
            "Met de opdrachtgever kozen wij zes cijfers, en bij elk cijfer één verhaal van een bewoner.",
            "Het kwartaalgesprek gaat nu over wat er gebeurt in {buurt}. De gemeenteraad komt twee keer per jaar kijken.",
            "Wij tellen nu minder, en weten meer.",
        ),
        (
            "sociaal_werkers",
            "Op papier was ons huiswerkproject een succes: alle plekken waren bezet.",
            "Wij vroegen de leerlingen zelf. De helft kwam vooral omdat het er warm en rustig was.",
            "Er is nu een stille avond voor iedereen, en huiswerkhulp voor wie dat wil.",
            "Een vol lokaal vertelt niet waarom het vol is.",
        ),
    ),
    "medezeggenschap": (
        (
            "clientenraad",
            "Het bestuur wilde de maaltijden duurder maken en vroeg de cliëntenraad om advies op de dag van het besluit.",
            "De raad vroeg zes weken uitstel, at in alle huizen mee en sprak met 80 gasten.",
            "De prijs ging omhoog voor wie het kan missen, en omlaag voor wie dat niet kan. Iedereen bepaalt dat zelf.",
            "Invloed begint met tijd.",
        ),
        (
            "sociaal_werkers",
            "De ondernemingsraad kreeg plannen pas te zien als zij klaar waren.",
            "Wij spraken af dat de raad meepraat vanaf de eerste schets, in gewone taal.",
            "Het nieuwe rooster is samen gemaakt en in één keer goed ingevoerd.",
            "Meepraten aan het eind kost meer tijd dan meepraten aan het begin.",
        ),
    ),
    "goed_bestuur": (
        (
            "directie_bestuur",
            "De raad van toezicht vergaderde altijd op kantoor, na het eten.",
            "Sinds vorig jaar is elke vergadering op een andere plek waar wij werken, en schuift er een half uur een bewoner aan.",
            "Zo hoorde de raad dat de avonden krap zijn bemand. Bij de volgende vergadering stond dat bovenaan.",
            "Op een andere stoel stel je andere vragen.",
        ),
        (
            "directie_bestuur",
            "Een toezichthouder kreeg een baan bij een organisatie waar wij zaken mee doen.",
            "Hij meldde dat voordat wij het vroegen. De raad sprak erover, en hij stapte terug van dat onderwerp.",
            "Wij leggen nevenfuncties nu elk jaar vast en zetten ze op de website.",
            "Praten over belangen is makkelijker als er nog niets speelt.",
        ),
    ),
    "geld": (
        (
            "directie_bestuur",
            "Medewerkers en bewoners vonden onze begroting een gesloten boek.",
            "De controller hield vier keer spreekuur in {plek}, met de begroting op een tafelkleed en stiften erbij.",
            "Er kwamen 26 vragen. Door één daarvan huren wij nu een zaal minder en hebben wij een avond meer.",
            "Wie het kan uitleggen aan een bezoeker, kan het ook uitleggen aan de accountant.",
        ),
        (
            "opdrachtgever",
            "Een subsidie voor jongerenwerk stopte eerder dan verwacht.",
            "Het stond op onze lijst met risico’s. Wij spraken op tijd met de gemeente, de school en de jongeren.",
            "Het werk ging door met minder uren en meer vrijwilligers. Niemand verloor zijn baan.",
            "Vooruitkijken geeft rust, ook als het nieuws slecht is.",
        ),
    ),
    "gegevens": (
        (
            "sociaal_werkers",
            "Een collega stuurde een mail met de namen van acht deelnemers naar de verkeerde groep.",
            "Hij meldde het binnen een uur. Dezelfde dag belden wij alle acht mensen en deden wij een melding.",
            "Zeven van de acht zeiden: fijn dat u het zelf vertelt. Lijsten gaan nu niet meer per mail.",
            "Wat je niet verstuurt, kun je ook niet verkeerd sturen.",
        ),
        (
            "clienten",
            "Bezoekers wisten niet wat wij van hen opschreven.",
            "Met drie bewoners maakten wij een kaartje: dit schrijven wij op, zo lang, en zo kunt u het inzien.",
            "Het kaartje ligt op elke tafel. Elf mensen vroegen hun gegevens op, en dat ging goed.",
            "Privacy uitleggen helpt meer dan een handtekening vragen.",
        ),
    ),
    "gezond_werken": (
        (
            "leidinggevenden",
            "In het meldteam wilde niemand meer de telefoon opnemen op maandagochtend.",
            "Wij zaten er zelf een maand bij. De helft van de telefoontjes bleek over dezelfde brief van de gemeente te gaan.",
            "De brief is aangepast, en op maandag nemen drie collega’s op in plaats van één. Het team lacht weer.",
            "Werkdruk heeft vaak een adres.",
        ),
        (
            "sociaal_werkers",
            "Het verzuim was hoog, en werkdruk stond nooit op de agenda.",
            "Elk team kiest nu per kwartaal één ding om mee te stoppen.",
            "Wij schrapten twee formulieren, een overleg en een nieuwsbrief. Het verzuim ging van 8 naar 5 procent.",
            "Stoppen is ook een besluit.",
        ),
    ),
    "partner": (
        (
            "opdrachtgever",
            "De gemeente wilde één groot loket in het centrum van {plaats}.",
            "Wij liepen met de wethouder een dag mee met bewoners uit {buurt}. De bus bleek twee keer per uur te gaan, en om vijf"
            " uur niet meer.",
            "Het loket kwam er, met vier dagdelen op plekken waar mensen al komen.",
            "Een goede partner zegt niet alleen ja.",
        ),
        (
            "partners",
            "Met {partner} deden wij dubbel werk rond ouderen die alleen wonen.",
            "Wij legden onze werkwijzen naast elkaar en verdeelden de straten in plaats van de doelgroepen.",
            "Ouderen zien één gezicht. Samen houden wij elke maand een spreekuur.",
            "Wij moesten allebei iets loslaten waar wij trots op waren.",
        ),
    ),
    "vernieuwen": (
        (
            "sociaal_werkers",
            "Mensen met schulden kwamen pas bij ons als er al een deurwaarder was geweest.",
            "Twee collega’s wilden het proberen bij de supermarkt, met een tafeltje en een thermoskan, acht zaterdagen lang.",
            "Er kwamen 63 mensen langs, en de meesten kenden wij niet. Na die acht keer staat het tafeltje er nog.",
            "Klein beginnen is sneller dan groot nadenken.",
        ),
        (
            "leidinggevenden",
            "Goede ideeën van medewerkers liepen vaak vast op ‘geen tijd’.",
            "Elk kwartaal kiest een groep van bewoners en medewerkers drie ideeën, met elk 500 euro en twaalf weken.",
            "Van de twaalf proeven zijn er vijf gebleven. Van de andere zeven schreven wij op waarom niet.",
            "Durven stoppen maakt durven beginnen makkelijker.",
        ),
    ),
}

# Each story: who tells it; what was going on; what did we do; what came of it; what did we learn.
VERHALEN = {
    "verschil": (
        (
            "clienten",
            "Wij telden hoeveel gesprekken wij voerden, en wisten niet wat ze opleverden.",
            "Wij belden dertig mensen een half jaar na het laatste gesprek en vroegen: wat is er nu anders?",
            "24 mensen noemden iets wat voor hen telt: weer slapen, een vriendin, een betaalde rekening. Zes mensen zeiden: niets.",
            "Van die zes gesprekken leerden wij het meest.",
        ),
        (
            "vrijwilligers",
            "Een vrouw kwam drie jaar lang elke week naar {activiteit} en zei weinig.",
            "Wij vroegen haar of zij een dag wilde openen: sleutel halen, lampen aan, koffie zetten.",
            "Zij opent nu twee dagen per week. ‘Eerst kwam ik hier mijn tijd doden, nu geef ik hem uit,’ zegt zij.",
            "Verschil zit soms in een sleutelbos.",
        ),
    ),
    "meebeslissen": (
        (
            "clientenraad",
            "De tuin van {plek} moest opnieuw worden ingericht, en wij hadden al een tekening laten maken.",
            "Een bezoeker vroeg wie dat had bedacht. Wij legden de tekening weg en gaven de tuingroep het hele bedrag.",
            "Er kwam geen terras, maar een kas met een lange tafel. Op het bord staat ook wat er niet kon, en waarom.",
            "Wij kwamen te vroeg met een oplossing. Elk plan begint nu met een avond luisteren.",
        ),
        (
            "clienten",
            "De openingstijden van {plek} stonden al tien jaar vast.",
            "Wij hingen een leeg rooster op en gaven iedereen die binnenkwam drie stickers.",
            "Wij gaan nu ook op zaterdagochtend open, en op maandag later. Wie een ander idee had, kreeg antwoord.",
            "Ook een nee hoort een antwoord te zijn.",
        ),
    ),
    "afspraken": (
        (
            "sociaal_werkers",
            "Toen een collega drie weken ziek was, moesten elf bewoners hun verhaal opnieuw vertellen.",
            "Met vijf bewoners maakten wij een plan van één bladzijde: wat wil ik, wie doet wat, wanneer kijken wij weer.",
            "De bladzijde ligt bij de bewoner thuis en een kopie zit in ons systeem. Bij de volgende zieke collega hoefde bijna"
            " niemand opnieuw te beginnen.",
            "Wij vergeten nog te vaak om na een gesprek de kopie bij te werken.",
        ),
        (
            "clienten",
            "Een bewoonster vroeg wat er over haar in het dossier stond, en niemand kon het haar laten zien.",
            "Wij openden het dossier samen, aan tafel. De helft van de tekst begreep zij niet.",
            "Wij schrijven nu in haar woorden en zij leest mee. Twee oude stukken heeft zij laten schrappen.",
            "Het dossier is van de bewoner. Wij bewaren het alleen.",
        ),
    ),
    "samen_rond_bewoner": (
        (
            "partners",
            "Een oudere man kreeg in één week bezoek van vijf verschillende mensen, en deed daarna de deur niet meer open.",
            "Wij vroegen hem wie hij wilde houden. Hij koos de wijkverpleegkundige, en wij spraken met de anderen af dat alles via"
            " haar gaat.",
            "Er hangt nu een kaart op zijn koelkast met één naam en één nummer. Hij doet weer open.",
            "Samenwerken is soms een stap terug doen.",
        ),
        (
            "sociaal_werkers",
            "Met {partner} ging veel heen en weer via de mail, en soms bleef iets liggen.",
            "Wij spraken één vast uur per week af, en een belafspraak voor spoed.",
            "Bewoners horen nu meestal dezelfde dag wie er komt. In een jaar is er één vraag blijven liggen.",
            "Elkaars gezicht kennen scheelt drie mails.",
        ),
    ),
    "te_vinden": (
        (
            "clienten",
            "Nieuwe bezoekers vertelden dat zij twee keer langs {plek} waren gelopen voordat zij naar binnen durfden.",
            "Wij haalden de posters van het raam, zodat je naar binnen kunt kijken, en zetten een bank voor de deur.",
            "Op die bank begint nu ongeveer een derde van de eerste gesprekken.",
            "Wie er elke dag komt, ziet de drempel niet meer.",
        ),
        (
            "partners",
            "Huisartsen in {plaats} wisten niet bij wie zij terechtkonden.",
            "Wij gingen bij alle praktijken langs met taart en één telefoonnummer.",
            "Het aantal verwijzingen is verdubbeld, en bijna iedereen komt meteen bij de goede persoon.",
            "Eén nummer met een mens eraan is beter dan tien folders.",
        ),
    ),
    "verder_kijken": (
        (
            "vrijwilligers",
            "Een vrouw kwam voor een rollator, en bleef bij de deur staan met haar jas aan.",
            "De vrijwilliger vroeg waar zij met de rollator naartoe wilde. Het antwoord was: naar het graf, en verder nergens heen.",
            "De rollator kwam er. Op vrijdag lopen zij nu samen, eerst naar het kerkhof en dan langs {plek}.",
            "Wij vragen breed, en gaan alleen verder als iemand dat wil.",
        ),
        (
            "sociaal_werkers",
            "Bij het spreekuur over geld zagen wij mensen met weinig slaap, zere tanden en veel zorgen.",
            "Wij maakten een kaart met acht stukken van het leven. De bewoner kiest waar het over gaat.",
            "In vier van de tien gesprekken kiest iemand iets anders dan geld.",
            "Wie alleen naar geld vraagt, krijgt alleen geld te horen.",
        ),
    ),
    "kracht_buurt": (
        (
            "clienten",
            "In {buurt} zette een man elke zomer een zwembadje op de stoep, voor alle kinderen van de straat.",
            "Wij hadden plannen voor een speelweek. Wij vroegen hem eerst wat hij nodig had: een kraan, een parasol en een vergunning.",
            "De speelweek is er nooit gekomen. Er staan nu in zes straten badjes, en de buren houden om de beurt toezicht.",
            "Soms is ons beste werk iets niet doen.",
        ),
        (
            "opdrachtgever",
            "Bewoners van {buurt} hadden al een appgroep waarin zij elkaar hielpen met boodschappen en klusjes.",
            "Wij vroegen wat er ontbrak: een busje voor grote spullen, en iemand om op terug te vallen.",
            "De appgroep regelt 30 tot 40 klussen per maand. Wij zijn de achterwacht.",
            "De gemeente wilde er een project van maken. Samen met bewoners vroegen wij om dat niet te doen.",
        ),
    ),
    "afronden": (
        (
            "sociaal_werkers",
            "Bij veel gezinnen bleven wij langer komen dan nodig was, omdat stoppen lastig voelt.",
            "Wij beginnen nu met een datum waarop wij samen terugkijken, en met een tekening van waar iemand naartoe wil.",
            "Vier van de vijf keer stoppen wij nu op of voor die datum. Na drie maanden bellen wij nog één keer.",
            "Een goed begin maakt een goed einde makkelijker.",
        ),
        (
            "clienten",
            "Een bewoner hoorde per brief dat zijn begeleiding was gestopt, en dat deed hem pijn.",
            "Wij boden onze excuses aan en hielden alsnog een laatste gesprek, met koffie en foto’s.",
            "Hij komt nu als gast naar {activiteit}. De standaardbrief bestaat niet meer.",
            "Afscheid nemen hoort bij het vak. Daar oefenen wij nu op.",
        ),
    ),
    "iedereen_welkom": (
        (
            "vrijwilligers",
            "Bij {activiteit} kwamen bijna alleen mensen die al lang in {plaats} wonen.",
            "Twee vrijwilligers gingen in de nieuwe straten langs de deuren en vroegen wat daar op tafel komt op een feestdag.",
            "Uit die vraag kwam een jaarkalender met elf feesten. De helft van de gasten komt nu uit de nieuwe straten.",
            "Welkom begint met nieuwsgierig zijn.",
        ),
        (
            "clientenraad",
            "Een bezoeker maakte grapjes over een vrouw met een hoofddoek, en niemand zei iets.",
            "De gastvrouw sprak hem er een week later rustig op aan. Met de groep maakten wij afspraken over hoe wij met elkaar"
            " praten.",
            "De vrouw kwam terug en bracht haar zus mee. De bezoeker bood zijn excuses aan.",
            "Niets zeggen is ook iets zeggen.",
        ),
    ),
    "veilig": (
        (
            "vrijwilligers",
            "Een vrijwilliger die mensen thuis bezoekt, vertrouwde de nieuwe vriend van een oudere vrouw niet.",
            "Hij belde de coördinator voordat hij naar huis fietste. Samen liepen zij de stappen van de meldcode door.",
            "Een collega ging mee op bezoek en sprak de vrouw alleen. Haar bankpas ligt nu bij haar dochter, op haar eigen verzoek.",
            "Alle vrijwilligers oefenen de meldcode één keer per jaar, met een acteur.",
        ),
        (
            "partners",
            "Bij een huisbezoek in {buurt} zag een collega een gaskachel die gevaarlijk was.",
            "Zij belde dezelfde dag met {partner} en bleef tot er een andere kachel stond.",
            "Het gezin hoefde niet weg. Daarna zijn dertien andere woningen nagekeken.",
            "Wij letten vooral op veiligheid tussen mensen. Nu letten wij ook op stekkers en kachels.",
        ),
    ),
    "op_tijd": (
        (
            "partners",
            "De kapster in {buurt} hoorde elke week zorgen, en wist niet waar zij daarmee heen kon.",
            "Wij spraken met vijf kappers en een garage. Zij kregen een kaartje met één naam, en wij kwamen kennismaken.",
            "In een jaar stuurden zij 28 mensen door. Twintig van hen kenden wij nog niet.",
            "De eerste die iets merkt, is bijna nooit een hulpverlener.",
        ),
        (
            "opdrachtgever",
            "Wij kregen vooral mensen die al maanden in de knel zaten.",
            "Met {partner} spraken wij af dat wij na de eerste gemiste betaling langsgaan, met een bos bloemen en een vraag.",
            "Het aantal huisuitzettingen in {plaats} ging in twee jaar van zeven naar één.",
            "Vroeg komen voelt soms als bemoeien. Wij leggen altijd uit waarom wij er zijn.",
        ),
    ),
}

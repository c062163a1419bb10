# Each story: who tells it; what was going on; what did we do; what came of it; what did we learn.
VERHALEN = {
    "luisteren": (
        (
            "sociaal_werkers",
            "Een man kwam in {plek} voor hulp met een formulier van de gemeente.",
            "De sociaal werker vulde het formulier niet meteen in. Zij vroeg hoe zijn week eruitzag en liet een stilte vallen."
            " Toen vertelde hij dat zijn vrouw in het voorjaar was overleden, en dat zij altijd de post deed.",
            "Hij komt nu elke donderdag met zijn post en blijft daarna voor de soep. Het formulier was in tien minuten klaar.",
            "De eerste vraag is vaak het kaartje waarmee iemand durft aan te kloppen. Wij plannen geen gesprek meer van minder"
            " dan een half uur.",
        ),
        (
            "clienten",
            "Een bewoonster uit {buurt} belde vier keer over geluid van de buren.",
            "Bij de vierde keer ging een collega langs, zonder folder en zonder plan. Zij dronk thee en vroeg wanneer het geluid"
            " begon.",
            "Het ging niet om het geluid. De bewoonster sliep slecht sinds haar dochter het huis uit was. Zij wandelt nu twee keer"
            " per week met iemand uit de straat.",
            "Wij hadden drie keer een antwoord gegeven op een vraag die er niet was.",
        ),
    ),
    "eigen_kracht": (
        (
            "clienten",
            "Na een beroerte dacht een vroegere kok dat koken voor hem voorbij was.",
            "Wij namen het niet over. Een vrijwilliger zette een kruk bij het fornuis van {plek} en vroeg of hij de smaak wilde"
            " bewaken.",
            "Hij leidt nu de keuken op dinsdag. Twee jongens leren van hem hoe je met één hand een ui snijdt.",
            "Vraag eerst wat iemand mist, en dan pas wat iemand nodig heeft.",
        ),
        (
            "sociaal_werkers",
            "Een moeder van drie kinderen vroeg of wij haar geld wilden beheren.",
            "Samen maakten wij een systeem met enveloppen. De eerste maand keken wij elke week mee, daarna één keer per maand.",
            "Zij beheert haar geld weer zelf en heeft het systeem aan haar zus geleerd.",
            "Bij alles wat wij even overnemen, spreken wij nu af tot welke datum dat duurt.",
        ),
    ),
    "eropaf": (
        (
            "sociaal_werkers",
            "In {buurt} stonden al weken zes volle vuilniszakken bij dezelfde voordeur.",
            "Onze collega belde aan met een steekkarretje in plaats van een brief. Zij vroeg of zij mocht helpen sjouwen.",
            "Na de zakken kwamen de koffie en het verhaal. De bewoner was zijn werk kwijt en schaamde zich voor zijn huis. Nu komt"
            " hij zelf naar {activiteit}.",
            "Handen helpen soms eerder dan woorden.",
        ),
        (
            "partners",
            "Bij de winkels in {buurt} hingen jongens rond en niemand sprak hen aan.",
            "Twee jongerenwerkers stonden er zes weken lang elke vrijdagavond. Zij deden weinig, behalve blijven.",
            "In de zevende week vroegen de jongens zelf om een ruimte. Die delen zij nu met {activiteit}.",
            "Wie wil dat jongeren komen, moet eerst zelf gaan.",
        ),
    ),
    "samen_leren": (
        (
            "sociaal_werkers",
            "Een huisbezoek liep uit op ruzie, en twee collega’s keken er heel anders naar.",
            "Het team nam er een ochtend voor. Iedereen schreef eerst voor zichzelf op wat hij zag, dacht en voelde.",
            "De collega’s gingen samen terug naar het gezin en boden hun excuses aan. Het contact is beter dan ervoor.",
            "Wij hebben nu elke maand een ochtend voor twijfel. Die gaat alleen over wat niet lukte.",
        ),
        (
            "leidinggevenden",
            "Nieuwe medewerkers vertelden dat zij fouten liever voor zich hielden.",
            "De teamleider begon zelf: zij vertelde in de grote vergadering over een inschatting van haar die verkeerd was.",
            "Sindsdien begint elk teamoverleg met één moment waarvan iemand leerde. In een half jaar waren het er 22.",
            "Openheid begint bij degene met de meeste macht in de kamer.",
        ),
    ),
    "ieder_zijn_deel": (
        (
            "vrijwilligers",
            "Bij {activiteit} deed één vrijwilliger bijna alles, en zij werd er moe en boos van.",
            "Wij schreven alle taken op kaartjes en legden die op tafel. Iedereen pakte wat bij hem paste. Wat bleef liggen,"
            " schrapten wij.",
            "Zeven mensen dragen het nu samen. De vrijwilliger kwam na een pauze van een maand terug.",
            "Duidelijk verdelen is ook een vorm van zorgen.",
        ),
        (
            "clienten",
            "Een echtpaar uit {buurt} kwam steeds niet op de afspraken over hun schulden.",
            "Wij spraken hen er vriendelijk op aan en vroegen wat er in de weg zat. Dat bleek de brief te zijn: die was niet te"
            " begrijpen.",
            "Vijf bewoners hebben de brief met ons herschreven. Het echtpaar mist geen afspraak meer.",
            "Aanspreken werkt als het een echte vraag is.",
        ),
    ),
    "meedoen": (
        (
            "clienten",
            "Een jonge vrouw durfde al een jaar de deur niet uit.",
            "Zij wilde wel tekenen, thuis. Zij maakte de posters voor {activiteit} en een vrijwilliger haalde ze op.",
            "Na vier posters hing zij er zelf een op, na sluitingstijd. Nu helpt zij op woensdag bij de tekenmiddag.",
            "Meedoen begint soms op een plek waar niemand je ziet.",
        ),
        (
            "sociaal_werkers",
            "Mannen boven de 70 kwamen in {plek} bijna niet over de vloer.",
            "Wij vroegen er tien wat zij zouden willen. Niemand zei koffiedrinken, acht zeiden: iets maken.",
            "In de oude garage werken nu elke week twaalf mannen. Zij knapten al 40 fietsen op voor kinderen uit de buurt.",
            "Ons aanbod paste bij ons, en niet bij hen.",
        ),
    ),
    "een_en_velen": (
        (
            "sociaal_werkers",
            "In één maand kwamen zes huishoudens uit dezelfde straat met vragen over schimmel.",
            "Wij legden de verhalen naast elkaar en nodigden de hele straat uit in {plek}. Bewoners maakten zelf foto’s en een"
            " lijst.",
            "Bewoners gingen met {partner} in gesprek. Er zijn 31 badkamers nagekeken en 19 hersteld.",
            "Eén klacht is een zorg. Zes klachten zijn een agenda.",
        ),
        (
            "opdrachtgever",
            "De school, de huisarts en wij zagen alle drie dat jonge moeders in {buurt} weinig mensen kenden.",
            "Wij vroegen twee moeders om mee te denken. Zij wilden geen cursus, maar een plek met een box en een goede stoel.",
            "Op dinsdag en vrijdag is er nu een moederkamer. Er komen gemiddeld elf moeders, en drie van hen regelen alles.",
            "Wij namen cijfers én een kinderwagen mee naar de gemeente. De kinderwagen werd onthouden.",
        ),
    ),
    "bruggen_bouwen": (
        (
            "clienten",
            "Een gezin dat nieuw was in Nederland kende in de flat niemand, en de vrouw van de derde verdieping ook niet.",
            "Zij had een naaimachine die stilstond, het gezin had vier kinderen met lange broeken. Wij stelden hen aan elkaar voor"
            " en kwamen nog twee keer mee.",
            "Zij past nu op maandag op en leert er zelf de taal van de buren bij. De kinderen noemen haar oma.",
            "Na twee keer moesten wij wegblijven. Dat vonden wij moeilijker dan zij.",
        ),
        (
            "vrijwilligers",
            "Jongeren en ouderen in {buurt} hadden last van elkaar bij het trapveld.",
            "Vrijwilligers van {activiteit} hielden een middag waarop ouderen de wedstrijd floten en jongeren de koffie schonken.",
            "Er hangen nu afspraken die beide groepen zelf schreven. Het aantal klachten ging van negen per maand naar twee.",
            "De brug bleef staan omdat zij hem zelf bouwden.",
        ),
    ),
    "andere_werelden": (
        (
            "partners",
            "Een vader begreep de brieven van de rechtbank niet, en de rechtbank begreep hem niet.",
            "Onze collega ging mee en vroeg bij elke zin: wat betekent dit voor maandag?",
            "De vader ziet zijn kinderen nu elke twee weken. De griffier vroeg om het telefoonnummer van onze collega.",
            "Wij staan naast de bewoner, ook aan een tafel waar anderen de taal bepalen.",
        ),
        (
            "sociaal_werkers",
            "Ouders die nog niet lang in {plaats} wonen, kwamen niet op de ouderavond van de school.",
            "Een vrijwilliger met dezelfde achtergrond legde uit dat de uitnodiging klonk als een boete.",
            "De uitnodiging werd een telefoontje. De tweede ouderavond zat vol.",
            "Wij vertalen nu geen woorden, maar bedoelingen.",
        ),
    ),
    "vooruitkijken": (
        (
            "sociaal_werkers",
            "In {buurt} komen 200 nieuwe woningen, en wij hoorden aan de balie steeds vaker zorgen daarover.",
            "Wij wachtten niet op de eerste ruzie. Met bewoners van de oude straten maakten wij een welkomstploeg.",
            "De eerste 40 huishoudens kregen bezoek met een plattegrond en een appeltaart. Acht van hen doen nu zelf mee in de ploeg.",
            "Wie de spanning vroeg benoemt, hoeft haar later niet te blussen.",
        ),
        (
            "partners",
            "Wij hoorden van {partner} dat huurders vaker een betaling oversloegen.",
            "Wij wachtten niet tot er schulden waren. Bij 60 adressen deden wij een kaart in de bus met drie vragen en een naam om"
            " te bellen.",
            "Er kwamen 23 reacties. Bij veertien gezinnen was een kwartier genoeg.",
            "Vroeg erbij zijn is goedkoper, en ook vriendelijker.",
        ),
    ),
    "ruimte_nemen": (
        (
            "sociaal_werkers",
            "Een gezin had op vrijdagmiddag geen wasmachine, en drie zieke kinderen.",
            "De sociaal werker belde haar teamleider, kocht een tweedehands machine en schreef op waarom.",
            "De machine draaide om zes uur. Op maandag regelden wij de aanvraag die er eigenlijk voor was.",
            "Het team sprak af: tot 150 euro doen wij wat nodig is, en daarna vertellen wij het elkaar.",
        ),
        (
            "leidinggevenden",
            "Een jongerenwerker wilde met zes jongens een weekend weg. Onze regels kenden dat niet.",
            "Hij legde uit wat hij wilde bereiken en wat het risico was. De leiding dacht mee in plaats van nee te zeggen.",
            "Het weekend ging door. Twee jongens meldden zich daarna bij de vakschool.",
            "Een regel is een advies van mensen die er toen niet bij waren.",
        ),
    ),
    "vertrouwen": (
        (
            "sociaal_werkers",
            "Een man vroeg ons zijn broer te bellen en te zeggen dat het goed met hem ging. Dat was niet zo.",
            "De collega vertelde eerlijk dat zij dat niet kon doen. Samen bedachten zij wat hij zelf wilde zeggen, en zij bleef"
            " erbij zitten toen hij belde.",
            "De broer kwam die week langs. De man zei later: u was de eerste die niet met mij meeloog.",
            "Wij bespreken zulke vragen nu in het team, ook als het antwoord achteraf duidelijk lijkt.",
        ),
        (
            "clienten",
            "Een bewoner merkte dat een vrijwilliger iets van haar had doorverteld.",
            "Wij boden dezelfde dag onze excuses aan en spraken met de vrijwilliger. Daarna hadden wij het er met de hele groep"
            " over, zonder namen.",
            "De bewoner is gebleven. De groep maakte zelf vier regels, en die hangen nu in {plek}.",
            "Vertrouwen herstellen begint met zeggen wat er misging.",
        ),
    ),
}

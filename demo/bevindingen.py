"""What assessors saw and heard in the demo, by the key of the norm: strong points, and two plain findings per norm.

Between braces stands what differs per organisation, as in the stories. Improvement points: verbeterpunten.py.
"""

STERK = {
    "luisteren": "Medewerkers nemen de tijd en vragen door. Bewoners zeggen zonder dat wij ernaar vragen: hier wordt geluisterd.",
    "eigen_kracht": "Wie hulp zoekt, krijgt eerst de vraag wat hij zelf wil doen. Bewoners zijn trots op wat hun is gelukt.",
    "eropaf": "Medewerkers zijn op straat bekend. Ook mensen die geen hulp zoeken, weten wie zij zijn en spreken hen aan.",
    "samen_leren": "Teams bespreken elke maand een lastige situatie en worden daar zichtbaar beter van.",
    "ieder_zijn_deel": "Iedereen weet wie wat doet. Bewoners, vrijwilligers en medewerkers spreken elkaar er vriendelijk op aan.",
    "meedoen": "Er is plaats voor heel verschillende mensen, en niemand hoeft meer te doen dan hij aankan.",
    "een_en_velen": "Medewerkers leggen verhalen naast elkaar. Daardoor werd een klacht van een paar mensen een plan van de hele straat.",
    "bruggen_bouwen": "Mensen die elkaar hier leerden kennen, helpen elkaar nu zonder de organisatie. Dat zagen wij in elke groep.",
    "andere_werelden": "Medewerkers spreken net zo gemakkelijk met een rechter als met een jongen op een scooter. Bewoners zien dat.",
    "vooruitkijken": "De organisatie merkt vroeg wat er in {buurt} verandert en doet er iets mee voordat het misgaat.",
    "ruimte_nemen": "Medewerkers doen wat nodig is en kunnen goed uitleggen waarom. Dat geeft bewoners vertrouwen.",
    "vertrouwen": "Er wordt zorgvuldig omgegaan met wat mensen vertellen. Bij twijfel overlegt men altijd met een collega.",
    "verschil": "Bewoners noemen zelf wat er voor hen veranderde: een vriend, een baan, weer slapen. Wij hoorden het in alle gesprekken.",
    "meebeslissen": "Bewoners beslissen mee over {plek}, en horen terug wat er met hun idee is gebeurd.",
    "afspraken": "Bewoners schrijven zelf mee aan hun plan. Zij kunnen navertellen wat hun eigen stap is.",
    "samen_rond_bewoner": "De samenwerking met {partner} is hecht. Bewoners weten wie wat doet en zitten zelf aan tafel.",
    "te_vinden": "Iedereen in {buurt} weet de weg naar {plek}. Wie verkeerd binnenkomt, wordt persoonlijk verder gebracht.",
    "verder_kijken": "Medewerkers kijken naar het hele leven van mensen, en vragen eerst of dat mag.",
    "kracht_buurt": "De organisatie sluit aan bij wat bewoners al doen en maakt het niet over. Het blijft van de buurt.",
    "afronden": "Elk traject heeft een gezamenlijk einde. Bewoners kijken er met plezier op terug en weten de weg als het nodig is.",
    "iedereen_welkom": "Wie binnenkomt, wordt begroet en aan iemand voorgesteld. De groep is net zo gemengd als de wijk.",
    "veilig": "Vrijwilligers en medewerkers kennen de meldcode en durven hun twijfel uit te spreken. Zij oefenen dat elk jaar.",
    "op_tijd": "Door afspraken met school en huisarts komt hulp vroeg. Partners noemen het verschil met een paar jaar geleden groot.",
    "bedoeling": "Van gastvrouw tot bestuurder: iedereen vertelt in eigen woorden waar de organisatie het voor doet.",
    "vrijwilligers": "Vrijwilligers krijgen ruimte om zelf iets te beginnen, en er staat altijd iemand achter hen.",
    "ruimte_geven": "Medewerkers mogen veel zelf beslissen en voelen zich gesteund als het spannend wordt.",
    "vakmensen": "Leren hoort bij het werk. Collega’s geven elkaar les, en ook vrijwilligers doen mee.",
    "klachten": "Klachten worden snel en hartelijk opgelost. De organisatie vertelt daarna aan iedereen wat er is veranderd.",
    "tellen_en_vertellen": "De organisatie laat met weinig cijfers en goede verhalen zien wat haar werk oplevert.",
    "medezeggenschap": "De cliëntenraad krijgt vroeg de vraag en heeft zichtbaar invloed op besluiten.",
    "goed_bestuur": "De toezichthouders kennen het werk van dichtbij. Zij stellen vragen die ertoe doen.",
    "geld": "Het bestuur legt in gewone taal uit waar het geld heen gaat, en bewoners stellen er vragen over.",
    "gegevens": "Bewoners weten wat er van hen wordt opgeschreven en hoe zij dat kunnen inzien.",
    "gezond_werken": "Teams praten open over werkdruk en stoppen ook echt met dingen. Het verzuim is laag.",
    "partner": "De gemeente noemt de organisatie een partner die eerlijk zegt wat niet werkt en zelf met voorstellen komt.",
    "vernieuwen": "De organisatie neemt veel initiatief. Nieuwe ideeën krijgen een kans en een einddatum.",
}

GEZIEN = {
    "luisteren": (
        "Bewoners voelen zich gehoord. Enkele mensen zeggen dat een tweede gesprek soms lang op zich laat wachten.",
        "Tijdens het spreekuur zagen wij dat medewerkers eerst luisteren en dan pas iets opschrijven.",
    ),
    "eigen_kracht": (
        "Medewerkers sluiten aan bij wat iemand kan. Zij letten er daarbij op dat iemand niet te veel alleen hoeft te doen.",
        "In de plannen die wij lazen, staat steeds één stap die de bewoner zelf zet.",
    ),
    "eropaf": (
        "Medewerkers gaan op mensen af, vooral overdag. In de avond zijn zij minder zichtbaar, en dat weten zij zelf ook.",
        "Partners weten dat zij kunnen bellen als zij zich zorgen maken, en dat er dan dezelfde week iemand gaat.",
    ),
    "samen_leren": (
        "Teams kijken samen terug op hun werk. Vrijwilligers doen daar op twee plekken aan mee.",
        "In de verslagen van het team lazen wij ook over dingen die mislukten. Dat werkt.",
    ),
    "ieder_zijn_deel": (
        "Afspraken over wie wat doet zijn helder. Als iets blijft liggen, wordt dat op tijd besproken.",
        "Vrijwilligers kennen hun taak en weten wat zij niet hoeven te doen.",
    ),
    "meedoen": (
        "Bewoners doen mee op hun eigen manier, van achter de schermen tot voor de groep.",
        "Er zijn veel manieren om mee te doen. Voor mensen die overdag werken is er minder.",
    ),
    "een_en_velen": (
        "Medewerkers herkennen patronen in vragen en bespreken die met de gemeente.",
        "Twee voorbeelden lieten zien hoe losse vragen samen een aanpak werden.",
    ),
    "bruggen_bouwen": (
        "Bewoners leren elkaar kennen bij {activiteit} en spreken daarna ook buiten af.",
        "Er is oog voor mantelzorgers. Zij kennen elkaar en vervangen elkaar soms een middag.",
    ),
    "andere_werelden": (
        "Medewerkers kennen de regels van het loket en leggen ze in gewone taal uit.",
        "Partners noemen de medewerkers duidelijk: zij blijven naast de bewoner staan.",
    ),
    "vooruitkijken": (
        "In het team is wekelijks tijd om te bespreken wat er in de wijk opvalt.",
        "De organisatie kent de plannen voor {buurt} en praat er vroeg over mee.",
    ),
    "ruimte_nemen": (
        "Medewerkers voelen ruimte om van de gewone weg af te wijken, en leggen uit wat zij hebben afgewogen.",
        "Wij hoorden drie voorbeelden van ongewone oplossingen. Elk voorbeeld was in het team besproken.",
    ),
    "vertrouwen": (
        "Medewerkers zeggen vooraf wat zij wel en niet kunnen beloven.",
        "Lastige vragen over geheimhouding komen in het overleg aan de orde, met de beroepscode erbij.",
    ),
    "verschil": (
        "Bewoners merken verschil en kunnen dat vertellen. De organisatie vraagt er na een half jaar naar.",
        "De meeste bewoners noemen iets wat voor hen is veranderd. Eén groep vond dat nog moeilijk te zeggen.",
    ),
    "meebeslissen": (
        "Bewoners denken mee over het programma. Over geld praten zij nog weinig mee.",
        "Het bord bij de ingang laat zien welke ideeën er waren en wat er mee is gedaan.",
    ),
    "afspraken": (
        "Afspraken worden opgeschreven en zijn terug te vinden. Bewoners krijgen een kopie als zij dat willen.",
        "In de bekeken plannen staat wie wat doet en wanneer. De taal is eenvoudig.",
    ),
    "samen_rond_bewoner": (
        "Rond gezinnen werkt men goed samen. De bewoner is er meestal bij.",
        "Met {partner} zijn vaste afspraken over wie het overzicht houdt.",
    ),
    "te_vinden": (
        "Bewoners vinden de weg. De website is duidelijk, de bewegwijzering in het gebouw iets minder.",
        "Huisartsen en scholen weten bij wie zij moeten zijn.",
    ),
    "verder_kijken": (
        "In gesprekken komen ook gezondheid, wonen en familie aan de orde, als de bewoner dat wil.",
        "Medewerkers gebruiken een kaart met onderwerpen en laten de bewoner kiezen.",
    ),
    "kracht_buurt": (
        "De organisatie kent de initiatieven van bewoners en helpt met ruimte en kleine bedragen.",
        "Bewoners zeggen dat zij eigenaar blijven van wat zij begonnen.",
    ),
    "afronden": (
        "Trajecten worden samen afgerond. Mensen weten dat zij terug mogen komen.",
        "Een laatste gesprek is gewoonte geworden. Na drie maanden volgt een telefoontje.",
    ),
    "iedereen_welkom": (
        "Wij werden zelf ook hartelijk ontvangen. Bezoekers zijn van alle leeftijden.",
        "De organisatie ziet wie er nog niet komt en heeft daar een plan voor.",
    ),
    "veilig": (
        "Medewerkers kennen de stappen van de meldcode. Voor vrijwilligers is er elk jaar een middag.",
        "Signalen worden besproken, en er is een vaste collega om mee te overleggen.",
    ),
    "op_tijd": (
        "Medewerkers zitten op plekken waar mensen al komen, zoals de school en de bibliotheek.",
        "Partners merken dat de organisatie vroeg komt en licht begint.",
    ),
    "bedoeling": (
        "Medewerkers kunnen vertellen waar zij het voor doen. Keuzes in het jaarplan sluiten daarbij aan.",
        "De bedoeling leeft in de teams. Enkele nieuwe vrijwilligers kenden haar nog niet.",
    ),
    "vrijwilligers": (
        "Vrijwilligers krijgen een goede start en weten bij wie zij terechtkunnen.",
        "Vrijwilligers voelen zich gezien. Er is elk jaar een gesprek over wat zij willen.",
    ),
    "ruimte_geven": (
        "Medewerkers krijgen vertrouwen. Bij een lastige situatie staat de leidinggevende dezelfde dag naast hen.",
        "Teams maken hun eigen rooster en gaan over een klein budget.",
    ),
    "vakmensen": (
        "Er is tijd en geld om te leren. Teams kiezen zelf waarin.",
        "Medewerkers zijn geregistreerd en houden hun vak bij. Vrijwilligers volgen een basistraining.",
    ),
    "klachten": (
        "Wie ontevreden is, kan dat gemakkelijk zeggen en krijgt snel antwoord.",
        "De klachtenregeling is kort en duidelijk. Er waren dit jaar zes klachten, en alle zes zijn opgelost.",
    ),
    "tellen_en_vertellen": (
        "De organisatie gebruikt cijfers en verhalen samen, en bespreekt ze met de opdrachtgever.",
        "Het jaarverslag bestaat uit verhalen van bewoners, met bij elk verhaal een paar cijfers.",
    ),
    "medezeggenschap": (
        "De cliëntenraad praat mee over onderwerpen die voor bewoners tellen.",
        "Medewerkers en vrijwilligers hebben invloed, ook buiten de officiële raden om.",
    ),
    "goed_bestuur": (
        "Bestuur en toezicht houden zich aan de governancecode en leggen nevenfuncties vast.",
        "De raad van toezicht is kritisch en betrokken. De verslagen zijn voor medewerkers te lezen.",
    ),
    "geld": (
        "De financiën zijn op orde. Het bestuur kan keuzes uitleggen aan bewoners en gemeente.",
        "Er is een reserve voor zeven maanden, en een lijst met risico’s die elk jaar wordt bekeken.",
    ),
    "gegevens": (
        "Er worden niet meer gegevens bewaard dan nodig. Een fout van vorig jaar is eerlijk gemeld.",
        "Medewerkers weten hoe zij met gegevens omgaan. Het systeem is goed beveiligd.",
    ),
    "gezond_werken": (
        "Medewerkers werken met plezier. Er is een vertrouwenspersoon en iedereen weet wie dat is.",
        "Na een heftige gebeurtenis is er dezelfde dag opvang. Medewerkers noemen dat goed geregeld.",
    ),
    "partner": (
        "De gemeente ervaart de organisatie als open en betrouwbaar.",
        "Partners in de wijk zeggen dat de organisatie afspraken nakomt en meedenkt.",
    ),
    "vernieuwen": (
        "Er is ruimte om iets te proberen. Na een proef wordt samen teruggekeken.",
        "Wij zagen twee proeven die goed lopen, en hoorden over één die is gestopt.",
    ),
}

"""What the committee of the demo asked the assessors to look at again."""

from demo.draaiboek import Onderzoek

MELDCODE = Onderzoek(
    vraag="Kent elke medewerker de meldcode, en wie let daarop als de teamleider er niet is?",
    normen=("veilig",),
    besluit="nog_niet_toekennen",
    motivering="De commissie wil eerst weten hoe het staat met de meldcode.",
    gezien="De helft van de medewerkers volgde de training. Wie nieuw is, kent de afspraken nog niet.",
    antwoord="Wij spraken opnieuw met medewerkers. De training is begonnen en helpt. Buiten kantoortijd is nog niet geregeld wie"
    " meekijkt bij een zorg.",
    advies="Er is een begin gemaakt. De normen voor veiligheid en gegevens worden nog niet gehaald.",
)
AVONDDIENST = Onderzoek(
    vraag="Wie in de avond alleen werkt: wie weet dat, en wie komt er als het misgaat? Spreek met de avondploeg zelf.",
    normen=("gezond_werken",),
    motivering="Het werk in de dorpen is sterk. Over de avonddienst leest de commissie te weinig om nu te besluiten.",
)

"""The doors of the page for complaints: per answer to "over wie gaat het?" where somebody comes first, and what we do and do not do."""

from dataclasses import dataclass

from geschillen.models import Klacht

Over = Klacht.Over


@dataclass(frozen=True)
class Deur:
    """One answer. `eerst`: another door that often helps sooner; empty when this one is the first."""

    over: Klacht.Over
    titel: str
    voorbeeld: str
    wel: tuple[str, ...]
    niet: tuple[str, ...]
    eerst: str = ""
    vraag: str = ""

    @property
    def slug(self) -> str:
        return str(self.over.value)


DEUREN = (
    Deur(
        Over.ORGANISATIE,
        "Een organisatie voor sociaal werk",
        "U kreeg hulp, werkt er of woont in de buurt. Er ging iets niet goed.",
        eerst=(
            "Ga eerst naar de organisatie zelf. Vraag daar naar de klachtenregeling. Zij kan het probleem oplossen, "
            "uitleg geven of iets herstellen. Wij kunnen dat niet."
        ),
        wel=(
            "Wij kijken of uw verhaal iets zegt over het label van deze organisatie.",
            "Als dat zo is, kan er een onderzoek komen, of een voorstel over het label.",
        ),
        niet=(
            "Wij lossen uw probleem met de organisatie niet op.",
            "Wij zeggen niets over hulp, geld of een uitkering waar u recht op hebt.",
        ),
        vraag="Hoe heet de organisatie?",
    ),
    Deur(
        Over.CERTIFICEERDER,
        "Een certificerende instelling of een toetser",
        "U had een gesprek met een toetser, of uw organisatie werd getoetst. Zo had het niet gemogen.",
        wel=(
            "Wij zoeken uit wat er is gebeurd, en vragen ook de instelling om haar kant.",
            "Wij zeggen of u gelijk hebt, en waarom.",
        ),
        niet=("Wij veranderen geen rapport of oordeel. Daar is de reactie op het rapport voor.",),
        vraag="Welke instelling was het?",
    ),
    Deur(
        Over.LABEL,
        "Het label of het bureau",
        "Het bureau hielp u niet, of iets in de regels van het label klopt niet.",
        wel=("Iemand die niet bij het bureau werkt, zoekt het uit en zegt of u gelijk hebt.",),
        niet=("Wij veranderen geen regels. Wij kunnen wel zeggen dat een regel niet werkt.",),
    ),
    Deur(
        Over.COMMISSIE,
        "De beheercommissie",
        "U vindt dat de commissie niet goed met u omging, of dat iemand een belang had.",
        wel=("Iemand die niet bij de commissie hoort, zoekt het uit en zegt of u gelijk hebt.",),
        niet=(
            "Wij veranderen geen besluit. Tegen een besluit kan de organisatie bezwaar maken; dat staat bij het besluit.",
        ),
    ),
    Deur(
        Over.MERK,
        "Iemand gebruikt het label zonder recht",
        "U ziet het keurmerk of een certificaat, en denkt dat het niet echt is.",
        eerst="Kijk eerst in het register, of controleer het certificaat. Dan weet u het meteen.",
        wel=("Wij zoeken uit wie het label gebruikt, en het bureau spreekt die aan.",),
        niet=("Wij geven geen boetes.",),
        vraag="Wie gebruikt het label?",
    ),
)
DEUR_VAN = {deur.slug: deur for deur in DEUREN}

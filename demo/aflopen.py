"""The trajecten of labels that ended or are renewed, behind the rest: a number gives each its own words."""

from demo.draaiboek import Draaiboek
from trajecten.levensloop import Status

KEURTEAM = {
    "ci": "keurhuis",
    "team": ("Vera Krabbenscheer", "Ruben Tureluur"),
    "controleur": "Olga Oeverloper",
}
CIIO = {"ci": "ciio"}

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

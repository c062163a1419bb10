"""What the bureau knows of the organisations of the demo: numbers, addresses, admissions, qualifications, other names and mergers.

All of it is invented, save what it wrote down about Versa Welzijn. The municipalities exist; the numbers of the Chamber of Commerce do not
look as if they did."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from demo.organisaties import LEDEN, OVER_VERSA, VERSA
from leden import gemeenten
from leden.handelingen.opvolging import hernoemen, samenvoegen
from leden.handelingen.organisaties import organisatie_toelaten
from leden.models import (
    Activiteit,
    Bekwaamheid,
    Bekwaamheidssoort,
    Locatie,
    Organisatie,
    Rol,
    Toelating,
    Werkgebied,
    beoordelaars,
)

# In the municipality of which each place could lie; a place of the demo is invented, save Utrecht.
GEMEENTEN = {
    "vlechtwerk": "Huizen",
    "wilgendam": "Hollands Kroon",
    "oever": "Wijdemeren",
    "veer": "Altena",
    "lindehof": "Lochem",
    "zuiderpoort": "Tilburg",
    "hoogveen": "Hoogeveen",
    "morgenster": "Dordrecht",
    "zuidkade": "Vlaardingen",
    "brink": "Aa en Hunze",
    "grutterveen": "Súdwest-Fryslân",
    "lisbroek": "Meierijstad",
    "kolkwijk": "Zwolle",
    "dorpsspil": "Borger-Odoorn",
    "elzenrade": "Nissewaard",
    "oosterwaard": "Oldambt",
    "zandmeer": "Texel",
    "havenrand": "Harlingen",
    "klaverbeek": "Raalte",
    "meerwolde": "Eemsdelta",
    "sprengdal": "Epe",
    "rozenwaard": "Buren",
    "commissie": "Utrecht",
    "bureau": "Utrecht",
    "ciio": "Utrecht",
    "keurhuis": "Zoetermeer",
}
# Behind the first location, which each member names itself; and what they do, a few each.
PLEKKEN = (
    *("Buurtkamer", "Wijkcentrum", "Jongerenhonk", "Ontmoetingshuis"),
    *("Spreekkamer", "Werkplaats", "Taalhuis", "Inloop"),
)
ACTIVITEITEN = (
    *("ontmoeting in de buurt", "maatschappelijk werk", "jongerenwerk", "hulp bij schulden"),
    *("mantelzorg", "vrijwilligerswerk", "taal en thuisadministratie"),
)
# Works in a second municipality too.
OOK_IN = {"oever": "Hollands Kroon", "veer": "Gorinchem"}
# Have not written down where they work, so give a number when they apply.
ZONDER_GEBIED = ("elzenrade", "havenrand")
REIKWIJDTE = "Externe audit en combinatietoets, in heel Nederland."
VOORWAARDEN = "Verzekering, verwerkersovereenkomst en een werkwijze volgens de richtlijn van het label."


def invullen(wereld, begin):
    """Numbers, address, size and contact person of every organisation."""
    for nummer, (sleutel, organisatie) in enumerate(wereld.organisaties.items(), 1):
        lid = LEDEN.get(sleutel)
        contact = next(een for een in wereld.lidmaatschappen.values() if een.organisatie_id == organisatie.pk)
        organisatie.kvk_nummer = f"{nummer:08d}"
        organisatie.gemeente = gemeenten.code_van(GEMEENTEN[sleutel])
        organisatie.website = f"https://{sleutel}.example"
        organisatie.contactpersoon = contact.gebruiker.naam
        organisatie.contactfunctie = contact.get_rol_display()
        organisatie.contact_email = contact.gebruiker.email
        if lid:
            organisatie.statutaire_naam = f"Stichting {lid.naam.removeprefix('Stichting ')}"
            organisatie.postcode = f"{1000 + 7 * nummer} {chr(65 + nummer % 26)}B"
            organisatie.fte, organisatie.locaties = lid.fte, lid.locaties
            organisatie.lid_sinds = begin - relativedelta(months=5 * nummer, day=1)
        organisatie.save()
        if lid and sleutel not in ZONDER_GEBIED:
            _gebied(organisatie, lid, [GEMEENTEN[sleutel], *([OOK_IN[sleutel]] if sleutel in OOK_IN else [])], nummer)
    Organisatie.objects.filter(pk=wereld.organisaties["veer"].pk).update(
        opmerkingen="Belt liever dan dat zij mailt. Wil in het voorjaar praten over samenwerking met Havenrand."
    )


def _gebied(organisatie, lid, gemeentenamen, nummer):
    """Where a member works and what it does there."""
    Locatie.objects.bulk_create(
        Locatie(
            organisatie=organisatie,
            naam=f"{PLEKKEN[nr - 1]} {lid.plaats}" if nr else lid.plek,
            adres=f"Dorpsstraat {7 * nr}" if nr else lid.adres,
            postcode=organisatie.postcode,
            plaats=lid.plaats,
            gemeente=organisatie.gemeente,
        )
        for nr in range(lid.locaties)
    )
    Werkgebied.objects.bulk_create(
        Werkgebied(organisatie=organisatie, gemeente=gemeenten.code_van(naam)) for naam in gemeentenamen
    )
    Activiteit.objects.bulk_create(
        Activiteit(organisatie=organisatie, naam=ACTIVITEITEN[(nummer + 2 * nr) % len(ACTIVITEITEN)]) for nr in range(3)
    )


def toelaten(wereld, vandaag, begin):
    """Admissions: the one of CIIO ends soon, Keurhuis Zuidwester has a second contract; and qualifications of all their people."""
    overgang = vandaag - relativedelta(months=14)
    perioden = {
        "ciio": [(begin, vandaag + timedelta(days=45))],
        "keurhuis": [
            (begin, overgang),
            (overgang + timedelta(days=1), vandaag + relativedelta(months=22)),
        ],
    }
    for sleutel, contracten in perioden.items():
        for van, tot in contracten:
            Toelating.objects.create(
                organisatie=wereld.organisaties[sleutel],
                van=van,
                tot=tot,
                reikwijdte=REIKWIJDTE,
                voorwaarden=VOORWAARDEN,
                voldaan_op=van,
            )
    opleiding, bijgewoond, werkveld = Bekwaamheidssoort.objects.order_by("volgorde")
    gebruikers = {een.gebruiker for een in beoordelaars().select_related("gebruiker")}
    for nummer, gebruiker in enumerate(sorted(gebruikers, key=lambda een: een.naam)):
        for soort, omschrijving, tot in (
            (opleiding, "Opleiding voor toetsers en controleurs", vandaag + relativedelta(months=10 + nummer)),
            (bijgewoond, "Meegekeken bij een toetsing in het eerste jaar", None),
            (werkveld, ("Jongerenwerk", "Schuldhulp", "Buurtwerk", "Mantelzorg")[nummer % 4], None),
        ):
            Bekwaamheid.objects.create(
                gebruiker=gebruiker, soort=soort, omschrijving=omschrijving, van=begin, geldig_tot=tot
            )


def daarna(wereld, vandaag):
    """What the bureau wrote down last: Versa Welzijn, a new name, two mergers, and qualifications that ended or are about to."""
    bureau = wereld.wie("Gijs Veenbes", Rol.LABELBEHEERDER)
    organisaties = wereld.organisaties
    # Last, so that no invented QuickScan asks it anything. The field wants a place, which the news item does not name.
    organisatie_toelaten(bureau, naam=VERSA, soort="lid", plaats="Nederland", opmerkingen=OVER_VERSA)
    hernoemen(bureau, organisaties["kolkwijk"], naam="Welzijn Kolkwijk en Omstreken", per=vandaag - timedelta(days=40))
    # Also on its certificate: see besluiten.uitgave_op_de_nieuwe_naam.
    hernoemen(
        bureau,
        organisaties["havenrand"],
        naam="Vrijwilligers- en Mantelzorgpunt Havenrand",
        per=vandaag - timedelta(days=75),
    )
    wijkhart = organisatie_toelaten(
        bureau, naam="Stichting Wijkhart Veerhoek", soort="lid", plaats="Veerhoek", kvk_nummer="00000099"
    )
    samenvoegen(bureau, wijkhart, opgegaan_in=organisaties["veer"], per=vandaag - timedelta(days=200))
    samenvoegen(
        bureau, organisaties["havenrand"], opgegaan_in=organisaties["oosterwaard"], per=vandaag + timedelta(days=60)
    )
    for naam, tot in (
        ("Samir Wollegras", vandaag + timedelta(days=30)),
        ("Fenna Veldrus", vandaag - timedelta(days=9)),
    ):
        Bekwaamheid.objects.filter(gebruiker=wereld.gebruiker(naam), soort__code="opleiding").update(geldig_tot=tot)

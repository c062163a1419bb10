"""Lists as a file. One with personal data is asked for on a page that says what is in it, and is put into the log."""

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from leden.bevoegdheden import Handeling, mag
from leden.handelingen.ledenbestand import bekeken, zonder_personen
from leden.handelingen.lijsten import lijst_downloaden
from leden.ledenbestand.kolommen import KOLOMMEN
from leden.models import Ledenbestand, Organisatie
from leden.rekenblad import VORMEN, Kolom, als_download
from leden.views.certificeerders import gevonden_bekwaamheden
from leden.views.inlogdiensten import gevonden_diensten
from leden.views.ledenbestand import eerder_ingelezen, gevonden_regels
from leden.views.mensen import gevonden_mensen, organisaties_met_mensen
from leden.views.organisaties import gefilterd
from leden.views.quickscan import gevonden_scans
from leden.views.quickscan_uitslag import gesloten_scans
from leden.views.uitnodigingen import gevonden_uitnodigingen

# The heads are those of the members' file, so that this list can be filled in and read in again.
ORGANISATIEKOLOMMEN = [
    *(
        Kolom(kolom.kop, lambda organisatie, naam=kolom.attribuut: getattr(organisatie, naam))
        if kolom.attribuut != "gemeente"
        else Kolom(kolom.kop, lambda organisatie: organisatie.gemeentenaam)
        for kolom in KOLOMMEN
    ),
    Kolom("Soort", lambda organisatie: organisatie.get_soort_display()),
]
MENSKOLOMMEN = [
    Kolom("Naam", lambda mens: mens.naam),
    Kolom("Functie", lambda mens: mens.functie),
    Kolom("E-mailadres", lambda mens: mens.email),
    Kolom("Rollen", lambda mens: ", ".join(rol.get_rol_display() for rol in mens.rollen_hier)),
    Kolom("Laatst ingelogd", lambda mens: mens.last_login),
    Kolom("Geblokkeerd", lambda mens: not mens.is_active),
]
UITNODIGINGKOLOMMEN = [
    Kolom("E-mailadres", lambda uitnodiging: uitnodiging.email),
    Kolom("Rollen", lambda uitnodiging: ", ".join(uitnodiging.rolnamen)),
    Kolom("Vanaf", lambda uitnodiging: uitnodiging.van),
    Kolom("Tot en met", lambda uitnodiging: uitnodiging.tot),
    Kolom("Stand", lambda uitnodiging: uitnodiging.stand.label),
    Kolom("Verstuurd op", lambda uitnodiging: uitnodiging.verstuurd_op),
    Kolom("Gevraagd door", lambda uitnodiging: uitnodiging.uitgenodigd_door.naam),
    Kolom("Aangenomen door", lambda uitnodiging: uitnodiging.aangenomen_door and uitnodiging.aangenomen_door.naam),
]
BEKWAAMHEIDKOLOMMEN = [
    Kolom("Wie", lambda bekwaamheid: bekwaamheid.gebruiker.naam),
    Kolom("Soort", lambda bekwaamheid: bekwaamheid.soort),
    Kolom("Omschrijving", lambda bekwaamheid: bekwaamheid.omschrijving),
    Kolom("Vanaf", lambda bekwaamheid: bekwaamheid.van),
    Kolom("Geldig tot en met", lambda bekwaamheid: bekwaamheid.geldig_tot),
    Kolom("Geldt nu", lambda bekwaamheid: bekwaamheid.is_geldig),
]
# Without personal data, and so without a question.
MENSENTELLING = [
    Kolom("Organisatie", lambda organisatie: organisatie.naam),
    Kolom("Soort", lambda organisatie: organisatie.get_soort_display()),
    Kolom("Mensen", lambda organisatie: organisatie.aantal),
    Kolom("Heeft een beheerder", lambda organisatie: organisatie.heeft_beheerder),
    Kolom("Beheerder uitgenodigd", lambda organisatie: organisatie.beheerder_gevraagd),
]
DIENSTKOLOMMEN = [
    Kolom("Organisatie", lambda dienst: dienst.organisatie.naam),
    Kolom("Soort", lambda dienst: dienst.get_soort_display()),
    Kolom("Aan", lambda dienst: dienst.is_actief),
    Kolom("Verplicht", lambda dienst: dienst.is_verplicht),
    Kolom("Inlogadres", lambda dienst: f"{settings.ADRES}{reverse('inlogdienst', args=[dienst.kenmerk])}"),
]
SCANKOLOMMEN = [
    Kolom("QuickScan", lambda scan: scan.titel),
    Kolom("Stand", lambda scan: scan.stand.label),
    Kolom("Open tot en met", lambda scan: scan.sluit_op),
    Kolom("Organisaties gevraagd", lambda scan: scan.gevraagd),
    Kolom("Antwoorden", lambda scan: scan.geantwoord),
]
UITSLAGKOLOMMEN = [
    Kolom("QuickScan", lambda scan: scan.titel),
    Kolom("Geopend op", lambda scan: scan.geopend_op),
    Kolom("Gesloten op", lambda scan: scan.gesloten_op or scan.sluit_op),
]
BESTANDKOLOMMEN = [
    Kolom("Bestand", lambda ledenbestand: ledenbestand.bestandsnaam),
    Kolom("Wanneer", lambda ledenbestand: ledenbestand.ingelezen_op),
    Kolom("Nieuw", lambda ledenbestand: ledenbestand.nieuw),
    Kolom("Veranderd", lambda ledenbestand: ledenbestand.gewijzigd),
    Kolom("Gelijk", lambda ledenbestand: ledenbestand.gelijk),
]
FOUTKOLOMMEN = [
    Kolom("Rij", lambda fout: fout.rij),
    Kolom("Kolom", lambda fout: fout.kolom),
    Kolom("Letter", lambda fout: fout.letter),
    Kolom("Wat er niet klopt", lambda fout: fout.zin),
]
# Of (row, (head, old, new) or nothing).
REGELKOLOMMEN = [
    Kolom("Organisatie", lambda paar: paar[0].naam),
    Kolom("KvK-nummer", lambda paar: paar[0].kvk_nummer),
    Kolom("Rij", lambda paar: paar[0].rij),
    Kolom("Wat er gebeurt", lambda paar: paar[0].soort),
    Kolom("Gegeven", lambda paar: paar[1][0]),
    Kolom("Was", lambda paar: paar[1][1]),
    Kolom("Wordt", lambda paar: paar[1][2]),
]


def lijst_of_vraag(request, handeling, onderwerp, *, titel, kolommen, rijen, aantal, sjabloon, **context):
    """The file when its form was chosen, with a row in the log; else the page (`sjabloon`) that says what is in it."""
    vorm = request.POST.get("vorm")
    if vorm in VORMEN:
        lijst_downloaden(request.lidmaatschap, handeling, onderwerp, aantal=aantal, vorm=vorm)
        return als_download(vorm, titel, kolommen, rijen)
    return render(request, sjabloon, {"aantal": aantal, **context})


@mag(Handeling.ORGANISATIES_DOWNLOADEN)
@require_http_methods(["GET", "HEAD", "POST"])
def organisaties_export(request):
    """The list of organisations as it is filtered, contact persons included."""
    _, gevonden = gefilterd(request)
    return lijst_of_vraag(
        request,
        Handeling.ORGANISATIES_DOWNLOADEN,
        "organisaties",
        titel="Organisaties",
        kolommen=ORGANISATIEKOLOMMEN,
        rijen=gevonden.iterator(chunk_size=500),
        aantal=gevonden.count(),
        sjabloon="leden/organisaties_downloaden.html",
    )


@mag(Handeling.MENSEN_DOWNLOADEN, Organisatie)
@require_http_methods(["GET", "HEAD", "POST"])
def mensen_export(request, organisatie):
    """The people of an organisation as they are filtered."""
    _, gevonden = gevonden_mensen(request, organisatie)
    return lijst_of_vraag(
        request,
        Handeling.MENSEN_DOWNLOADEN,
        organisatie.onderwerp,
        titel=f"Mensen van {organisatie.naam}",
        kolommen=MENSKOLOMMEN,
        rijen=gevonden.iterator(chunk_size=500),
        aantal=gevonden.count(),
        sjabloon="leden/mensen_downloaden.html",
        organisatie=organisatie,
    )


@mag(Handeling.MENSEN_DOWNLOADEN, Organisatie)
@require_http_methods(["GET", "HEAD", "POST"])
def uitnodigingen_export(request, organisatie):
    """The invitations of an organisation as they are filtered."""
    _, gevonden = gevonden_uitnodigingen(request, organisatie)
    return lijst_of_vraag(
        request,
        Handeling.MENSEN_DOWNLOADEN,
        f"uitnodigingen van {organisatie.onderwerp}",
        titel=f"Uitnodigingen van {organisatie.naam}",
        kolommen=UITNODIGINGKOLOMMEN,
        rijen=gevonden.iterator(chunk_size=500),
        aantal=gevonden.count(),
        sjabloon="leden/uitnodigingen_downloaden.html",
        organisatie=organisatie,
    )


@mag(Handeling.BEKWAAMHEDEN_DOWNLOADEN)
@require_http_methods(["GET", "HEAD", "POST"])
def bekwaamheden_export(request):
    """The qualifications as they are filtered: of the own certifier, or of all for the bureau."""
    _, gevonden = gevonden_bekwaamheden(request)
    return lijst_of_vraag(
        request,
        Handeling.BEKWAAMHEDEN_DOWNLOADEN,
        "bekwaamheden",
        titel="Bekwaamheden",
        kolommen=BEKWAAMHEIDKOLOMMEN,
        rijen=gevonden.iterator(chunk_size=500),
        aantal=gevonden.count(),
        sjabloon="leden/bekwaamheden_downloaden.html",
    )


def _zonder_vraag(handeling, gevonden, titel, kolommen):
    """The view of a list without personal data as a file, filtered as on its page; `gevonden(request)` finds the rows."""

    @mag(handeling)
    @require_safe
    def export(request, vorm):
        _, rijen = gevonden(request)
        return als_download(vorm, titel, kolommen, rijen.iterator(chunk_size=500))

    return export


mensen_kiezen_export = _zonder_vraag(
    Handeling.MENSEN_LEZEN, organisaties_met_mensen, "Mensen per organisatie", MENSENTELLING
)
inlogdiensten_export = _zonder_vraag(Handeling.INLOGDIENSTEN_LEZEN, gevonden_diensten, "Inlogdiensten", DIENSTKOLOMMEN)
quickscans_export = _zonder_vraag(Handeling.QUICKSCAN_BEHEREN, gevonden_scans, "QuickScans", SCANKOLOMMEN)
quickscan_uitslagen_export = _zonder_vraag(
    Handeling.QUICKSCAN_UITSLAG_LEZEN, gesloten_scans, "Uitslagen van de QuickScan", UITSLAGKOLOMMEN
)
ledenbestand_export = _zonder_vraag(
    Handeling.LEDENBESTAND_INLEZEN, eerder_ingelezen, "Ingelezen ledenbestanden", BESTANDKOLOMMEN
)


@mag(Handeling.LEDENBESTAND_INLEZEN, Ledenbestand, los=["vorm"])
@require_safe
def ledenbestand_nakijken_export(request, ledenbestand, vorm):
    """What is wrong in a members' file, for who made it; or else what it does, a row for each thing that changes."""
    nakijking = bekeken(ledenbestand)
    _, rijen = gevonden_regels(request, nakijking)
    if nakijking.fouten:
        return als_download(vorm, f"Fouten in {ledenbestand.bestandsnaam}", FOUTKOLOMMEN, rijen)
    paren = ((regel, veld) for regel in map(zonder_personen, rijen) for veld in regel.velden or [("", "", "")])
    return als_download(vorm, f"Wijzigingen uit {ledenbestand.bestandsnaam}", REGELKOLOMMEN, paren)

"""Lists with personal data as a file: asked for on a page that says what is in it, and put into the log."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from leden.bevoegdheden import Handeling, mag
from leden.handelingen.lijsten import lijst_downloaden
from leden.ledenbestand.kolommen import KOLOMMEN
from leden.models import Organisatie
from leden.rekenblad import VORMEN, Kolom, als_download
from leden.views.mensen import gevonden_mensen
from leden.views.organisaties import gefilterd

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

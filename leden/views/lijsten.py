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


@mag(Handeling.ORGANISATIES_DOWNLOADEN)
@require_http_methods(["GET", "HEAD", "POST"])
def organisaties_export(request):
    """The list of organisations as it is filtered, contact persons included."""
    _, rijen = gefilterd(request)
    vorm = request.POST.get("vorm")
    if vorm in VORMEN:
        lijst_downloaden(
            request.lidmaatschap, Handeling.ORGANISATIES_DOWNLOADEN, "organisaties", aantal=rijen.count(), vorm=vorm
        )
        return als_download(vorm, "Organisaties", ORGANISATIEKOLOMMEN, rijen.iterator(chunk_size=500))
    return render(request, "leden/organisaties_downloaden.html", {"aantal": rijen.count()})


@mag(Handeling.MENSEN_DOWNLOADEN, Organisatie)
@require_http_methods(["GET", "HEAD", "POST"])
def mensen_export(request, organisatie):
    """The people of an organisation as they are filtered."""
    _, rijen = gevonden_mensen(request, organisatie)
    vorm = request.POST.get("vorm")
    if vorm in VORMEN:
        lijst_downloaden(
            request.lidmaatschap,
            Handeling.MENSEN_DOWNLOADEN,
            organisatie.onderwerp,
            aantal=rijen.count(),
            vorm=vorm,
        )
        return als_download(vorm, f"Mensen van {organisatie.naam}", MENSKOLOMMEN, rijen.iterator(chunk_size=500))
    return render(request, "leden/mensen_downloaden.html", {"organisatie": organisatie, "aantal": rijen.count()})

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from huisstijl.bladeren import bladzijde_van, gesorteerd
from huisstijl.rekenblad import Kolom, als_download
from leden import gemeenten
from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.lijsten import lijst_of_vraag, lijst_zonder_vraag
from leden.uitvoeren import uitvoeren
from leden.views.organisaties import gefilterd
from ledenbestand import handelingen, sjabloon
from ledenbestand.forms import SORTERINGEN, Bestandfilter, Foutenfilter, LedenbestandForm, Regelfilter
from ledenbestand.handelingen import bekeken, zonder_personen
from ledenbestand.kolommen import KOLOMMEN
from ledenbestand.models import Ledenbestand

PER_BLADZIJDE = 50

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


@mag(Handeling.LEDENBESTAND_INLEZEN)
def ledenbestand(request):
    """Choose a members' file; below it, what was read in before."""
    form = LedenbestandForm(request.POST, request.FILES) if request.method == "POST" else LedenbestandForm()
    if form.is_valid():
        return redirect(handelingen.ledenbestand_aanbieden(request.lidmaatschap, **form.cleaned_data["bestand"]))
    filterform, eerder = eerder_ingelezen(request)
    context = {
        "form": form,
        "filterform": filterform,
        "kolommen": KOLOMMEN,
        "jaar": gemeenten.jaar(),
        "bladzijde": bladzijde_van(request, eerder),
    }
    return render(request, "ledenbestand/ledenbestand.html", context)


def eerder_ingelezen(request):
    """The search form of the request, and the files it finds among those that were read in."""
    filterform = Bestandfilter(request.GET)
    ingelezen = Ledenbestand.objects.zichtbaar_voor(request.lidmaatschap).ingelezen().defer("wijzigingen")
    gevonden = filterform.toepassen(ingelezen.select_related("aangeboden_door").order_by("-ingelezen_op"))
    return filterform, gesorteerd(request, gevonden, SORTERINGEN)


@mag(Handeling.LEDENBESTAND_INLEZEN)
def ledenbestand_sjabloon(request, vorm):
    """An empty members' file, with an example and an explanation."""
    return sjabloon.als_download(vorm)


@mag(Handeling.LEDENBESTAND_INLEZEN, Ledenbestand)
def ledenbestand_nakijken(request, ledenbestand):
    """What the file would do and a button to do it; once that is done, what it did."""
    if request.method == "POST":
        gezien = request.POST.get("vingerafdruk", "")
        uitvoeren(
            request, handelingen.ledenbestand_inlezen, ledenbestand, gezien, gelukt="Het ledenbestand is ingelezen."
        )
        return redirect(ledenbestand)
    nakijking = handelingen.bekeken(ledenbestand)
    aantallen = nakijking.aantallen()
    if ledenbestand.ingelezen_op:
        aantallen = {soort: getattr(ledenbestand, soort) for soort in aantallen}
    filterform, rijen = gevonden_regels(request, nakijking)
    context = {
        "ledenbestand": ledenbestand,
        "nakijking": nakijking,
        "aantallen": aantallen,
        "in_woorden": handelingen.in_woorden(aantallen),
        "verandert_iets": bool(aantallen["nieuw"] or aantallen["gewijzigd"]),
        "filterform": filterform,
        "bladzijde": bladzijde_van(request, rijen, PER_BLADZIJDE),
    }
    return render(request, "ledenbestand/nakijken.html", context)


def gevonden_regels(request, nakijking):
    """The search form of the request, and what it finds: of what is wrong as long as anything is, else of what happens."""
    filterform = Foutenfilter(request.GET) if nakijking.fouten else Regelfilter(request.GET)
    return filterform, filterform.toepassen(nakijking.fouten or nakijking.regels)


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
        sjabloon="ledenbestand/organisaties_downloaden.html",
    )


ledenbestand_export = lijst_zonder_vraag(
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

"""The people of an organisation: who they are, and their roles."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from huisstijl.bladeren import bladzijde_van, gesorteerd
from huisstijl.rekenblad import Kolom
from leden.bevoegdheden import GEBEURD, Handeling, heeft_rol
from leden.bevoegdheden.mensen import rollen_te_geven
from leden.bevoegdheden.opvolging import opgegaanbelemmeringen
from leden.bevoegdheden.zittingen import wacht_op
from leden.bewaken import mag
from leden.forms.mensen import MENSSORTERINGEN, ORGANISATIESORTERINGEN, Mensenfilter, Organisatiefilter
from leden.lijsten import lijst_of_vraag, lijst_zonder_vraag
from leden.models import Gebeurtenis, Gebruiker, Lidmaatschap, Organisatie, Rol, Uitnodiging
from leden.models.mensen import onderwerp_van
from leden.views.organisaties import met_namen
from leden.views.uitnodigingen import met_knoppen

WACHTENDE_UITNODIGINGEN = 5
LOGREGELS = 50


def _rolnaam(rol):
    return f"{rol.get_rol_display()} (voorgesteld)" if rol.is_voorstel else rol.get_rol_display()


MENSKOLOMMEN = [
    Kolom("Naam", lambda mens: mens.naam),
    Kolom("Functie", lambda mens: mens.functie),
    Kolom("E-mailadres", lambda mens: mens.email),
    Kolom("Rollen", lambda mens: ", ".join(_rolnaam(rol) for rol in mens.rollen_hier)),
    Kolom("Laatst ingelogd", lambda mens: mens.last_login),
    Kolom("Geblokkeerd", lambda mens: not mens.is_active),
]
# Without personal data, and so without a question.
MENSENTELLING = [
    Kolom("Organisatie", lambda organisatie: organisatie.naam),
    Kolom("Soort", lambda organisatie: organisatie.get_soort_display()),
    Kolom("Mensen", lambda organisatie: organisatie.aantal),
    Kolom("Heeft een beheerder", lambda organisatie: organisatie.heeft_beheerder),
    Kolom("Beheerder uitgenodigd", lambda organisatie: organisatie.beheerder_gevraagd),
]


@mag(Handeling.MENSEN_LEZEN)
def mensen(request):
    """A beheerder sees the own people; the bureau first chooses an organisation."""
    if request.lidmaatschap.rol == Rol.BEHEERDER:
        return _mensen_van(request, request.lidmaatschap.organisatie)
    filterform, organisaties = organisaties_met_mensen(request)
    context = {
        "filterform": filterform,
        "bladzijde": bladzijde_van(request, met_namen(organisaties, filterform)),
        "vandaag": timezone.localdate(),
    }
    return render(request, "leden/mensen_kiezen.html", context)


def organisaties_met_mensen(request):
    """The search form of the request, and the organisations it finds with how many people work there."""
    filterform = Organisatiefilter(request.GET)
    organisaties = filterform.toepassen(Organisatie.objects.zichtbaar_voor(request.lidmaatschap).zelfstandig())
    return filterform, gesorteerd(request, organisaties, ORGANISATIESORTERINGEN)


@mag(Handeling.MENSEN_LEZEN, Organisatie)
def mensen_van_organisatie(request, organisatie):
    """The people of any organisation, for the bureau; of the own one, for a beheerder."""
    return _mensen_van(request, organisatie)


def gevonden_mensen(request, organisatie):
    """The search form of the request, and the people it finds with `rollen_hier`: their roles at this organisation."""
    filterform = Mensenfilter(request.GET)
    rollen = Lidmaatschap.objects.filter(organisatie=organisatie).niet_voorbij().order_by("van", "pk")
    gevonden = filterform.toepassen(Gebruiker.objects.bij(organisatie), organisatie)
    rijen = gesorteerd(request, gevonden, MENSSORTERINGEN)
    return filterform, rijen.prefetch_related(Prefetch("lidmaatschappen", rollen, to_attr="rollen_hier"))


def _mensen_van(request, organisatie):
    filterform, rijen = gevonden_mensen(request, organisatie)
    wachtend = Uitnodiging.objects.wachtend().filter(organisatie=organisatie)
    te_geven = rollen_te_geven(request.lidmaatschap, organisatie)
    context = {
        "organisatie": organisatie,
        "filterform": filterform,
        "bladzijde": bladzijde_van(request, rijen),
        "wachtend": met_knoppen(wachtend.select_related("uitgenodigd_door")[:WACHTENDE_UITNODIGINGEN], te_geven),
        "aantal_wachtend": wachtend.count(),
        "te_geven": te_geven,
        "opgegaan": opgegaanbelemmeringen(organisatie),
    }
    return render(request, "leden/mensen.html", context)


def mens_bij(organisatie, pk):
    """A person who has, had or gets a role at this organisation; 404 for anybody else."""
    return get_object_or_404(Gebruiker.objects.bij(organisatie), pk=pk)


@mag(Handeling.MENSEN_LEZEN, Organisatie, los=("gebruiker",))
def mens(request, organisatie, gebruiker):
    """One person at one organisation: roles now, later and before, and what was done with them."""
    gebruiker, wie = mens_bij(organisatie, gebruiker), request.lidmaatschap
    rollen = list(gebruiker.lidmaatschappen.filter(organisatie=organisatie).order_by("-van", "-pk"))
    for rol in rollen:
        if rol.is_voorstel and not rol.is_voorbij:
            rol.wacht_op = wacht_op(rol.voorgesteld_door_id, gebruiker.pk)
    te_geven = rollen_te_geven(wie, organisatie)
    onderwerpen = [onderwerp_van(gebruiker.pk, organisatie.pk)]
    mag_blokkeren = heeft_rol(wie, Handeling.BLOKKEREN)
    if mag_blokkeren:
        onderwerpen.append(gebruiker.onderwerp)
    log = Gebeurtenis.objects.filter(onderwerp__in=onderwerpen).order_by("-volgnummer")[:LOGREGELS]
    context = {
        "organisatie": organisatie,
        "mens": gebruiker,
        "rollen": [rol for rol in rollen if not rol.is_voorbij],
        "vroeger": [rol for rol in rollen if rol.is_voorbij],
        "te_geven": te_geven,
        "mag_blokkeren": mag_blokkeren,
        "log": [(rij, _gebeurd(rij)) for rij in log],
    }
    return render(request, "leden/mens.html", context)


def _gebeurd(rij):
    """What a row of the log tells, with the role when it is about one."""
    rol = rij.naar or rij.van
    return f"{GEBEURD[rij.handeling]}: {Rol(rol).label}" if rol in Rol else GEBEURD[rij.handeling]


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


mensen_kiezen_export = lijst_zonder_vraag(
    Handeling.MENSEN_LEZEN, organisaties_met_mensen, "Mensen per organisatie", MENSENTELLING
)

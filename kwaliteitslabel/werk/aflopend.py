"""What ends soon, for Mijn werk: admissions of certifiers and qualifications of their people."""

from django.db.models import Count, F, OuterRef, Subquery, Value
from django.urls import reverse
from django.utils import timezone

from huisstijl.templatetags.opmaak import meervoud
from kwaliteitslabel.werk.mensenwerk import ROL_BIJNA_VOORBIJ, aflopend
from kwaliteitslabel.werk.werkvoorraad import Werk
from leden.models import Bekwaamheid, Lidmaatschap, Organisatie, Rol, Toelating
from trajecten.levensloop import BEURTEN, AanZet
from trajecten.models import Traject


def loopt_af(wie):
    """Admissions and qualifications that end soon or have ended, for who can do something about it; soonest first."""
    match wie.rol, wie.organisatie.soort:
        case Rol.LABELBEHEERDER, _:
            rijen = [_toelating_van_een_ander(een) for een in _aflopende_toelatingen(Organisatie.objects.zelfstandig())]
        case Rol.BEHEERDER, Organisatie.Soort.CERTIFICEERDER:
            eigen = Organisatie.objects.filter(pk=wie.organisatie_id)
            rijen = [_eigen_toelating(een) for een in _aflopende_toelatingen(eigen)] + _bekwaamheden(wie)
        case Rol.PLANNER, _:
            rijen = _voor_de_planner(wie)
        case _:
            rijen = []
    return sorted(rijen, key=lambda rij: rij.termijn)


def _aflopende_toelatingen(organisaties):
    """The last admission of these certifiers that ended or ends soon, with how many trajecten are under way there."""
    onderweg = [status for status, beurt in BEURTEN.items() if beurt.wie != AanZet.NIEMAND]
    lopend = Traject.objects.filter(certificeerder=OuterRef("organisatie"), status__in=onderweg).order_by()
    return (
        Toelating.objects.filter(organisatie__in=organisaties)
        .loopt_af()
        .select_related("organisatie")
        .annotate(lopend=Subquery(lopend.values("certificeerder").annotate(n=Count("pk")).values("n")))
    )


def _toelating_van_een_ander(toelating):
    naam, aantal = toelating.organisatie.naam, toelating.lopend or 0
    is_voorbij = toelating.tot < timezone.localdate()
    onderweg = f"Er {'is' if aantal == 1 else 'zijn'} nog {meervoud(aantal, 'traject', 'trajecten')} onderweg."
    return Werk(
        f"Verleng de toelating van {naam}, of laat die aflopen",
        f"{'De toelating is voorbij: een nieuw traject kan niet.' if is_voorbij else 'Daarna kan een nieuw traject niet meer.'} "
        f"{onderweg if aantal else 'Er is daar geen traject onderweg.'}",
        toelating.organisatie.get_absolute_url(),
        "Bekijk de toelating",
        toelating.tot,
    )


def _voor_de_planner(wie):
    """What ends for who makes teams: the own admission, qualifications and roles of assessors and controleurs. One query."""
    team = Lidmaatschap.objects.filter(organisatie=wie.organisatie_id, rol__in=(Rol.TOETSER, Rol.CONTROLEUR))
    soorten = {
        "toelating": (Toelating.objects.filter(organisatie=wie.organisatie_id).loopt_af(), "tot"),
        "bekwaamheid": (Bekwaamheid.objects.zichtbaar_voor(wie).loopt_af(), "geldig_tot"),
        "rol": (aflopend(team, ROL_BIJNA_VOORBIJ), "tot"),
    }
    eerste, *andere = (rijen.order_by().values_list(Value(soort), F(eind)) for soort, (rijen, eind) in soorten.items())
    eindes = {}
    for soort, eind in eerste.union(*andere, all=True):
        eindes.setdefault(soort, []).append(eind)
    return [_voor_de_planner_van(soort, sorted(dagen)) for soort, dagen in eindes.items()]


def _voor_de_planner_van(soort, dagen):
    match soort:
        case "toelating":
            titel, zin = "De toelating van uw organisatie loopt af", "Zonder toelating kan er geen nieuw traject bij."
        case "bekwaamheid":
            titel = f"{meervoud(len(dagen), 'bekwaamheid loopt', 'bekwaamheden lopen')} af"
            zin = "Wie geen geldige bekwaamheid heeft, kan niet in een team. Uw beheerder werkt die bij."
        case _:
            titel = f"{meervoud(len(dagen), 'rol van een teamlid eindigt', 'rollen van teamleden eindigen')}"
            zin = "Zonder rol kan een toetser of controleur niet verder. Uw beheerder geeft de rol opnieuw."
    pagina = "eigen_organisatie" if soort == "toelating" else "bekwaamheden"
    return Werk(titel, zin, reverse(pagina), "Bekijk het", dagen[0])


def _eigen_toelating(toelating):
    return Werk(
        "Uw toelating loopt af",
        "Zonder toelating kunt u geen nieuw traject aannemen. Het bureau legt een nieuw contract vast.",
        reverse("eigen_organisatie"),
        "Bekijk de toelating",
        toelating.tot,
    )


def _bekwaamheden(wie):
    """One row for all qualifications of one's people that end soon or have ended."""
    aflopend = (
        Bekwaamheid.objects.zichtbaar_voor(wie).loopt_af().order_by("geldig_tot").values_list("geldig_tot", flat=True)
    )
    if not aflopend:
        return []
    return [
        Werk(
            f"Werk {meervoud(len(aflopend), 'bekwaamheid', 'bekwaamheden')} bij",
            "Wie geen geldige bekwaamheid heeft, kan niet in een team.",
            f"{reverse('bekwaamheden')}?stand=loopt_af",
            "Bekijk de bekwaamheden",
            aflopend[0],
        )
    ]

"""Who cannot advise on an objection, and why: one list of reasons for the choice, the act and the page; a trigger refuses the hardest.

Uninvolved is who did nothing in the decision, in what came before it, in the committee, at the bureau or at either party, for two years.
"""

from typing import Any, NamedTuple

from dateutil.relativedelta import relativedelta
from django.db.models import Q, QuerySet
from django.utils import timezone

from beheercommissie.models import Besluit, Stem
from geschillen.betrokkenheid import AFSTAND_JAREN, sql_betrokken
from leden.models import Belang, Gebruiker, Lidmaatschap, Organisatie, Rol, dezelfde_partij
from toetsing.models import Advies
from trajecten.banden import GAAT_DOOR, na
from trajecten.models import Toewijzing, Traject

Trajectrol = Toewijzing.Trajectrol
GETOETST = (Trajectrol.TOETSER, Trajectrol.OUD_TOETSER)
GECONTROLEERD = (Trajectrol.CONTROLEUR, Trajectrol.OUD_CONTROLEUR)
GEEN_ADVISEUR = "Behandelt geen klachten en bezwaren. Het bureau benoemt wie dat doet."


class Uitsluiting(NamedTuple):
    """A reason, and the keys of the people whom it keeps out."""

    zin: str
    mensen: frozenset[int]


def uitsluitingen(besluit: Besluit) -> list[Uitsluiting]:
    """Every reason not to advise on an objection to this decision, with whom it concerns; as many questions for one person as for all."""
    traject = besluit.agendapunt.traject
    hele_weg = Q(traject=traject) | Q(traject=traject.vorige_id)
    team = Toewijzing.objects.filter(hele_weg)
    grens = timezone.localdate() - relativedelta(years=AFSTAND_JAREN)
    rollen = Lidmaatschap.objects.filter(GAAT_DOOR, na(grens)).exclude(rol=Rol.KLACHTBEHANDELAAR)
    soort = Organisatie.Soort
    gevonden = [
        ("Legde het besluit vast.", Besluit.objects.filter(agendapunt__traject=traject), "vastgelegd_door"),
        ("Stemde over dit traject.", Stem.objects.filter(agendapunt__traject=traject), "gebruiker"),
        ("Toetste in dit traject.", team.filter(rol__in=GETOETST), "gebruiker"),
        ("Controleerde het rapport.", team.filter(rol__in=GECONTROLEERD), "gebruiker"),
        ("Adviseerde de beheercommissie over dit traject.", Advies.objects.filter(hele_weg), "uitgebracht_door"),
        (
            "Zit in de beheercommissie, of deed dat korter dan twee jaar geleden.",
            rollen.filter(organisatie__soort=soort.BEHEERCOMMISSIE),
            "gebruiker",
        ),
        (
            "Werkt bij het bureau, of deed dat korter dan twee jaar geleden.",
            rollen.filter(organisatie__soort=soort.BUREAU),
            "gebruiker",
        ),
        *(
            een
            for partij in (traject.organisatie, traject.certificeerder)
            for een in _bij(partij, traject, rollen, grens)
        ),
    ]
    return [
        Uitsluiting(zin, frozenset(rijen.exclude(**{wie: None}).order_by().values_list(wie, flat=True)))
        for zin, rijen, wie in gevonden
    ]


def _bij(
    partij: Organisatie, traject: Traject, rollen: QuerySet[Lidmaatschap], grens: Any
) -> list[tuple[str, QuerySet[Any], str]]:
    """The reasons about one of both parties, and whatever is one party with it since a merger."""
    samen = dezelfde_partij(Organisatie.objects.filter(pk=partij.pk).values("pk"))
    elders = Q(traject__organisatie__in=samen) | Q(traject__certificeerder__in=samen)
    belangen = Belang.objects.die_gelden().filter(na(grens), organisatie__in=samen)
    return [
        (
            f"Werkt bij {partij.naam}, of deed dat korter dan twee jaar geleden.",
            rollen.filter(organisatie__in=samen),
            "gebruiker",
        ),
        (f"Heeft een belang bij {partij.naam}, of had dat korter dan twee jaar geleden.", belangen, "gebruiker"),
        (
            f"Was betrokken bij een ander traject van of door {partij.naam}.",
            Toewijzing.objects.filter(elders).exclude(traject=traject),
            "gebruiker",
        ),
    ]


def redenen_geen_advies(gebruiker: Gebruiker, redenen: list[Uitsluiting]) -> list[str]:
    """Why this person cannot advise; empty when nothing stands in the way."""
    return [een.zin for een in redenen if gebruiker.pk in een.mensen]


def sql_deed_mee(gebruiker: str, besluit: str) -> str:
    """For a trigger: this person decided, voted, assessed, checked or advised there, or is tied to one of the parties."""
    return f"""exists (
        select 1 from beheercommissie_besluit b
        join beheercommissie_agendapunt p on p.id = b.agendapunt_id
        join trajecten_traject t on t.id = p.traject_id
        where b.id = {besluit} and (
            exists (
                select 1 from beheercommissie_agendapunt q
                left join beheercommissie_stem s on s.agendapunt_id = q.id and s.gebruiker_id = {gebruiker}
                left join beheercommissie_besluit c on c.agendapunt_id = q.id and c.vastgelegd_door_id = {gebruiker}
                where q.traject_id = t.id and (s.id is not null or c.id is not null)
            )
            or exists (
                select 1 from trajecten_toewijzing w
                where w.traject_id in (t.id, t.vorige_id) and w.gebruiker_id = {gebruiker}
            )
            or exists (
                select 1 from toetsing_advies a
                where a.traject_id in (t.id, t.vorige_id) and a.uitgebracht_door_id = {gebruiker}
            )
            or {sql_betrokken(gebruiker, "t.organisatie_id")}
            or {sql_betrokken(gebruiker, "t.certificeerder_id")}
        )
    )"""

"""The interest gate of many items of an agenda at once."""

from django.db.models import Exists, OuterRef, Q

from beheercommissie.models import AgendapuntQuerySet, Belangverklaring
from leden.models import Lidmaatschap, Rol
from trajecten.banden import BEIDE, heeft_belang
from trajecten.levensloop import Soort
from trajecten.models import Toewijzing


def met_open_dossier(wie: Lidmaatschap, agendapunten: AgendapuntQuerySet) -> AgendapuntQuerySet:
    """Those of these items whose pack is open for this membership: `dossierbelemmeringen` as a query."""
    eigen = Belangverklaring.objects.filter(agendapunt=OuterRef("pk"), gebruiker=wie.gebruiker_id)
    open_ = Q(Exists(eigen.filter(uitkomst=Belangverklaring.Uitkomst.GEEN)))
    if wie.rol == Rol.SECRETARIS:
        # Is not asked, and stays out all the same with an interest.
        open_ |= ~Q(Exists(eigen))
    team = Toewijzing.objects.ooit_in_team().filter(gebruiker=wie.gebruiker_id).values("traject")
    labelbeheerder = Lidmaatschap.objects.geldig().filter(gebruiker=wie.gebruiker_id, rol=Rol.LABELBEHEERDER)
    return agendapunten.filter(open_).exclude(
        Q(traject__in=team)
        | ~Q(traject__soort=Soort.TOETS) & Q(traject__vorige__in=team)
        | heeft_belang(wie.gebruiker_id, BEIDE, "traject__")
        | Exists(labelbeheerder)
    )

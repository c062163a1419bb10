"""The gate of many agenda items at once: the condition on rows of what `dossierbelemmeringen` says of one; for triggers too."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q

from beheercommissie.models.deelname import Belangverklaring
from beheercommissie.models.vergaderingen import HEEFT_BELANG, AgendapuntQuerySet
from certificaten.models import Maatregel
from leden.models import Gebruiker, Lidmaatschap, Rol
from leden.models.triggers import sql_heeft_rol
from trajecten.banden import BEIDE, heeft_belang, wie_een_belang_heeft
from trajecten.levensloop import Soort
from trajecten.models import Toewijzing

NA_EEN_TOETS = [soort for soort in Soort if soort != Soort.TOETS]
# Who assessed or checked; of what follows an assessment, also who did so then.
GETOETST = Q(traject=OuterRef("traject")) | Q(
    traject__vervolgen=OuterRef("traject"), traject__vervolgen__soort__in=NA_EEN_TOETS
)
# For triggers: whatever this person declares, it gives no vote on the agenda item. `wie_nooit_beslissen` says the same.
BESLIST_NOOIT = f"""(
    {HEEFT_BELANG}
    or {sql_heeft_rol("{gebruiker}", [Rol.LABELBEHEERDER])}
    or exists (
        select 1 from beheercommissie_agendapunt punt
        join trajecten_traject van_punt on van_punt.id = punt.traject_id
        join trajecten_toewijzing w on w.traject_id = van_punt.id
                                    or van_punt.soort <> '{Soort.TOETS}' and w.traject_id = van_punt.vorige_id
        where punt.id = {{agendapunt}} and w.gebruiker_id = {{gebruiker}} and w.rol not in ('beslisser', 'buiten')
    )
    or exists (
        select 1 from beheercommissie_agendapunt punt join certificaten_maatregel m on m.traject_id = punt.traject_id
        where punt.id = {{agendapunt}} and m.voorgesteld_door_id = {{gebruiker}}
    )
)"""


def staat_buiten(gebruiker: Gebruiker) -> Exists | Q:
    """Condition on agenda items: the file of this person stays closed, whatever is said about it now."""
    verklaard = Belangverklaring.objects.filter(agendapunt=OuterRef("pk"), gebruiker=gebruiker)
    return (
        Exists(verklaard.exclude(uitkomst=Belangverklaring.Uitkomst.GEEN))
        | Exists(Toewijzing.objects.ooit_in_team().filter(GETOETST, gebruiker=gebruiker))
        | Exists(Lidmaatschap.objects.geldig().filter(gebruiker=gebruiker, rol=Rol.LABELBEHEERDER))
        | heeft_belang(gebruiker.pk, BEIDE, "traject__")
    )


def stelde_voor(gebruiker: Gebruiker) -> Exists:
    """Condition on agenda items: this person proposed the measure that it is about."""
    return Exists(Maatregel.objects.filter(traject=OuterRef("traject"), voorgesteld_door=gebruiker))


def wie_nooit_beslissen() -> dict[str, ArraySubquery]:
    """Annotations of agenda items, each with keys of people who get no vote on it, whatever they declare: one per kind of tie."""
    return {
        "met_band": wie_een_belang_heeft(BEIDE, "traject__"),
        "getoetst": ArraySubquery(Toewijzing.objects.ooit_in_team().filter(GETOETST).values("gebruiker")),
        "beheert": ArraySubquery(Lidmaatschap.objects.geldig().filter(rol=Rol.LABELBEHEERDER).values("gebruiker")),
        "stelde_voor": ArraySubquery(Maatregel.objects.filter(traject=OuterRef("traject")).values("voorgesteld_door")),
    }


def met_open_dossier(wie: Lidmaatschap, agendapunten: AgendapuntQuerySet) -> AgendapuntQuerySet:
    """Those of these items whose pack is open for this membership."""
    open_ = agendapunten.exclude(staat_buiten(wie.gebruiker))
    if wie.rol == Rol.SECRETARIS:
        # Is not asked.
        return open_
    verklaard = Belangverklaring.objects.filter(agendapunt=OuterRef("pk"), gebruiker=wie.gebruiker)
    return open_.filter(Exists(verklaard.filter(uitkomst=Belangverklaring.Uitkomst.GEEN)))

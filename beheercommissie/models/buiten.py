"""The gate of many agenda items at once: the condition on rows of what `dossierbelemmeringen` says of one."""

from django.db.models import Exists, OuterRef, Q

from beheercommissie.models.deelname import Belangverklaring
from beheercommissie.models.vergaderingen import AgendapuntQuerySet
from certificaten.models import Maatregel
from leden.models import Gebruiker, Lidmaatschap, Rol
from trajecten.banden import BEIDE, heeft_belang
from trajecten.levensloop import Soort
from trajecten.models import Toewijzing

NA_EEN_TOETS = [soort for soort in Soort if soort != Soort.TOETS]


def staat_buiten(gebruiker: Gebruiker) -> Exists | Q:
    """Condition on agenda items: the file of this person stays closed, whatever is said about it now."""
    verklaard = Belangverklaring.objects.filter(agendapunt=OuterRef("pk"), gebruiker=gebruiker)
    # Of what follows an assessment, also who assessed then.
    getoetst = Q(traject=OuterRef("traject")) | Q(
        traject__vervolgen=OuterRef("traject"), traject__vervolgen__soort__in=NA_EEN_TOETS
    )
    return (
        Exists(verklaard.exclude(uitkomst=Belangverklaring.Uitkomst.GEEN))
        | Exists(Toewijzing.objects.ooit_in_team().filter(getoetst, gebruiker=gebruiker))
        | Exists(Lidmaatschap.objects.geldig().filter(gebruiker=gebruiker, rol=Rol.LABELBEHEERDER))
        | heeft_belang(gebruiker.pk, BEIDE, "traject__")
    )


def stelde_voor(gebruiker: Gebruiker) -> Exists:
    """Condition on agenda items: this person proposed the measure that it is about."""
    return Exists(Maatregel.objects.filter(traject=OuterRef("traject"), voorgesteld_door=gebruiker))


def met_open_dossier(wie: Lidmaatschap, agendapunten: AgendapuntQuerySet) -> AgendapuntQuerySet:
    """Those of these items whose pack is open for this membership."""
    open_ = agendapunten.exclude(staat_buiten(wie.gebruiker))
    if wie.rol == Rol.SECRETARIS:
        # Is not asked.
        return open_
    verklaard = Belangverklaring.objects.filter(agendapunt=OuterRef("pk"), gebruiker=wie.gebruiker)
    return open_.filter(Exists(verklaard.filter(uitkomst=Belangverklaring.Uitkomst.GEEN)))

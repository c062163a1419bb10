"""What Mijn werk has to know of the whole house, in one question."""

from typing import NamedTuple

from django.db.models import Exists, F, Func, QuerySet, Subquery

from berichten.models import Kapotadres, Zending
from leden.bevoegdheden import Handeling, heeft_rol
from leden.models import Gebruiker, Lidmaatschap
from trajecten.models import Traject


class Telling(NamedTuple):
    """`is_alles_opgeschreven`: see `Traject.objects.met_termijn_nu`. The others are about post that does not arrive."""

    is_alles_opgeschreven: bool
    eigen_adres_kapot: bool
    andere_adressen_kapot: int
    mails_niet_verstuurd: int


def telling(wie: Lidmaatschap) -> Telling:
    """The counts that this membership has something to do with; others are 0."""
    eigen = Kapotadres.objects.geldt().filter(gebruiker=wie.gebruiker_id)
    anderen = Kapotadres.objects.zichtbaar_voor(wie).geldt().exclude(gebruiker=wie.gebruiker_id)
    mislukt = Zending.objects.mislukt() if heeft_rol(wie, Handeling.POST_OPNIEUW_STUREN) else Zending.objects.none()
    rij = Gebruiker.objects.filter(pk=wie.gebruiker_id).values_list(
        Exists(Traject.objects.ingehaald()), Exists(eigen), _aantal(anderen), _aantal(mislukt)
    )
    ingehaald, kapot, andere, niet_verstuurd = rij.get()
    return Telling(not ingehaald, kapot, andere or 0, niet_verstuurd or 0)


def _aantal(rijen: QuerySet) -> Subquery:
    return Subquery(rijen.order_by().annotate(aantal=Func(F("pk"), function="count")).values("aantal"))

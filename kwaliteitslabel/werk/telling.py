"""What Mijn werk has to know of the whole house, in one question: also whether there is something of a kind that is seldom there."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, F, Func, QuerySet, Subquery

from berichten.maken import zonder_brief
from berichten.models import Kapotadres, Poststuk, Zending
from inloggen.models import Inlogdienst
from leden.bevoegdheden import Handeling, heeft_rol
from leden.models import Belangenbevestiging, Gebruiker, Lidmaatschap
from trajecten.models import Melding, Traject


class Telling(NamedTuple):
    """`is_alles_opgeschreven`: see `Traject.objects.met_termijn_nu`. The others are about interests, about letters, about what the
    bureau looks at, and about post that does not arrive."""

    is_alles_opgeschreven: bool
    zijn_belangen_bevestigd: bool
    wacht_een_brief: bool
    wacht_een_maildomein: bool
    wacht_een_melding: bool
    zonder_brief_sinds: datetime | None
    eigen_adres_kapot: bool
    andere_adressen_kapot: int
    mails_niet_verstuurd: int


def telling(wie: Lidmaatschap) -> Telling:
    """The counts that this membership has something to do with; others are 0."""

    def als(handeling, rijen):
        return rijen if heeft_rol(wie, handeling) else rijen.none()

    eigen = Kapotadres.objects.geldt().filter(gebruiker=wie.gebruiker_id)
    anderen = Kapotadres.objects.zichtbaar_voor(wie).geldt().exclude(gebruiker=wie.gebruiker_id)
    rij = Gebruiker.objects.filter(pk=wie.gebruiker_id).values_list(
        Exists(Traject.objects.ingehaald()),
        Exists(Belangenbevestiging.objects.geldig().filter(gebruiker=wie.gebruiker_id)),
        Exists(als(Handeling.BRIEF_NALEZEN, Poststuk.objects.na_te_lezen(wie))),
        Exists(als(Handeling.MAILDOMEIN_BEVESTIGEN, Inlogdienst.objects.met_wachtend_maildomein())),
        Exists(als(Handeling.MELDING_WEGEN, Melding.objects.te_wegen(wie))),
        Subquery(als(Handeling.BEHEER_LEZEN, zonder_brief()).values("op")[:1]),
        Exists(eigen),
        _aantal(anderen),
        _aantal(als(Handeling.POST_OPNIEUW_STUREN, Zending.objects.mislukt())),
    )
    ingehaald, bevestigd, brief, maildomein, melding, sinds, kapot, andere, mislukt = rij.get()
    return Telling(not ingehaald, bevestigd, brief, maildomein, melding, sinds, kapot, andere or 0, mislukt or 0)


def _aantal(rijen: QuerySet) -> Subquery:
    return Subquery(rijen.order_by().annotate(aantal=Func(F("pk"), function="count")).values("aantal"))

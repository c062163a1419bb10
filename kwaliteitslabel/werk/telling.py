"""What Mijn werk has to know of the whole house, in one question: also whether there is something of a kind that is seldom there."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import BooleanField, Exists, F, Func, QuerySet, Subquery, Value

from beheercommissie.models import Besluit, Navraag
from berichten.maken import zonder_brief
from berichten.models import Kapotadres, Poststuk, Zending
from geschillen.models import Bezwaar, Klacht, Klachtsignaal, Klachtvraag
from inloggen.models import Inlogdienst
from leden.bevoegdheden import Handeling, heeft_rol
from leden.models import Belangenbevestiging, Gebruiker, Lidmaatschap
from quickscan.models import QuickScan
from trajecten.models import Melding, Traject


class Telling(NamedTuple):
    """`is_alles_opgeschreven`: see `Traject.objects.met_termijn_nu`. The others are about interests, about letters, about what the
    bureau looks at, and about post that does not arrive."""

    is_alles_opgeschreven: bool
    is_een_scan_open: bool
    zijn_belangen_bevestigd: bool
    wacht_een_brief: bool
    wacht_een_maildomein: bool
    wacht_een_melding: bool
    wacht_een_klachtvraag: bool
    wacht_een_klachtsignaal: bool
    is_een_klacht_open: bool
    is_een_bezwaar_open: bool
    wacht_een_vraag_vooraf: bool
    is_een_advies_niet_gevolgd: bool
    zonder_brief_sinds: datetime | None
    eigen_adres_kapot: bool
    andere_adressen_kapot: int
    mails_niet_verstuurd: int


def telling(wie: Lidmaatschap) -> Telling:
    """What this membership has something to do with; of the rest there is nothing."""

    def als(handeling, vraag):
        return vraag() if heeft_rol(wie, handeling) else Value(None, BooleanField())

    eigen = Kapotadres.objects.geldt().filter(gebruiker=wie.gebruiker_id)
    anderen = Kapotadres.objects.zichtbaar_voor(wie).geldt().exclude(gebruiker=wie.gebruiker_id)
    rij = Gebruiker.objects.filter(pk=wie.gebruiker_id).values_list(
        Exists(Traject.objects.ingehaald()),
        Exists(QuickScan.objects.open()),
        Exists(Belangenbevestiging.objects.geldig().filter(gebruiker=wie.gebruiker_id)),
        als(Handeling.BRIEF_NALEZEN, lambda: Exists(Poststuk.objects.na_te_lezen(wie))),
        als(Handeling.MAILDOMEIN_BEVESTIGEN, lambda: Exists(Inlogdienst.objects.met_wachtend_maildomein())),
        als(Handeling.MELDING_WEGEN, lambda: Exists(Melding.objects.wacht_op(wie))),
        als(Handeling.KLACHTVRAAG_BEANTWOORDEN, lambda: Exists(Klachtvraag.objects.zichtbaar_voor(wie).open())),
        als(Handeling.KLACHTSIGNAAL_AFHANDELEN, lambda: Exists(Klachtsignaal.objects.zichtbaar_voor(wie).open())),
        als(Handeling.KLACHTSIGNAAL_AFHANDELEN, lambda: Exists(Klacht.objects.open())),
        als(Handeling.BEZWAAR_TOEWIJZEN, lambda: Exists(Bezwaar.objects.zichtbaar_voor(wie).open())),
        als(Handeling.VOORAF_ANTWOORDEN, lambda: Exists(Navraag.objects.wacht_op(wie))),
        als(Handeling.VOORAF_ANTWOORDEN, lambda: Exists(Besluit.objects.niet_gevolgd(wie))),
        als(Handeling.BEHEER_LEZEN, lambda: Subquery(zonder_brief().values("op")[:1])),
        Exists(eigen),
        _aantal(anderen),
        als(Handeling.POST_OPNIEUW_STUREN, lambda: _aantal(Zending.objects.mislukt())),
    )
    ingehaald, *gezien, andere, mislukt = rij.get()
    return Telling(not ingehaald, *gezien, andere or 0, mislukt or 0)


def _aantal(rijen: QuerySet) -> Subquery:
    return Subquery(rijen.order_by().annotate(aantal=Func(F("pk"), function="count")).values("aantal"))

"""What people do in the register of interests. Every act: transaction, lock, reasons why not, change, log row.

What follows from it for trajecten and votes is for the rooms above, which call these.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from huisstijl.post import klaarzetten
from leden.bevoegdheden import Geweigerd, Handeling, eisen, rolbelemmeringen
from leden.bevoegdheden.belangen import (
    dubbelbelemmeringen,
    eigen_belangbelemmeringen,
    eindbelemmeringen,
    periodebelemmeringen,
    registerbelemmeringen,
    terugbelemmeringen,
    terugneembelemmeringen,
)
from leden.logboek import vastleggen
from leden.models import ROLLEN_MET_BELANGEN, Belang, Belangenbevestiging, Gebruiker, Lidmaatschap, Organisatie

OPNIEUW_NA = timedelta(days=30)
HOOGSTENS_GEVRAAGD = 2


def _register_op_slot(van: Lidmaatschap | Belang) -> None:
    """One change at a time in the interests of one person."""
    Gebruiker.objects.select_for_update(no_key=True).get(pk=van.gebruiker_id)


def _op_slot(belang: Belang) -> Belang:
    return Belang.objects.select_for_update(of=("self",)).select_related("gebruiker", "organisatie").get(pk=belang.pk)


@transaction.atomic
def belang_toevoegen(
    wie: Lidmaatschap,
    *,
    organisatie: Organisatie,
    soort: str,
    van: date,
    tot: date | None = None,
    toelichting: str = "",
) -> Belang:
    """Put an interest of one's own into the register."""
    _register_op_slot(wie)
    eisen(
        rolbelemmeringen(wie, Handeling.BELANG_TOEVOEGEN),
        periodebelemmeringen(van, tot) or dubbelbelemmeringen(wie.gebruiker, organisatie, soort, van, tot),
    )
    belang = Belang.objects.create(
        gebruiker=wie.gebruiker, organisatie=organisatie, soort=soort, van=van, tot=tot, toelichting=toelichting
    )
    vastleggen(wie, Handeling.BELANG_TOEVOEGEN, belang.onderwerp, reden=belang.omschrijving)
    return belang


@transaction.atomic
def belang_beeindigen(wie: Lidmaatschap, belang: Belang, tot: date) -> Belang:
    """The interest ends; it still counts for the cooling-off period of each framework version."""
    _register_op_slot(wie)
    belang = _op_slot(belang)
    eisen(
        eigen_belangbelemmeringen(wie, belang, Handeling.BELANG_BEEINDIGEN)
        or eindbelemmeringen(belang)
        or periodebelemmeringen(belang.van, tot)
        or terugbelemmeringen(tot)
    )
    belang.tot = tot
    belang.save(update_fields=["tot"])
    vastleggen(wie, Handeling.BELANG_BEEINDIGEN, belang.onderwerp, reden=belang.omschrijving)
    return belang


@transaction.atomic
def belang_corrigeren(
    wie: Lidmaatschap,
    belang: Belang,
    *,
    organisatie: Organisatie,
    soort: str,
    van: date,
    tot: date | None,
    toelichting: str,
    is_vergissing: bool,
    reden: str,
) -> Belang:
    """Set right what was written wrong; what stood there stays in the log, with the reason."""
    _register_op_slot(wie)
    belang = _op_slot(belang)
    eisen(eigen_belangbelemmeringen(wie, belang, Handeling.BELANG_CORRIGEREN))
    if not reden.strip():
        raise Geweigerd(["Schrijf erbij wat er niet klopte. Dat blijft in het logboek."])
    eisen(terugneembelemmeringen(belang, organisatie, tot, is_vergissing))
    was = belang.omschrijving
    if is_vergissing:
        belang.vervallen_op = timezone.now()
        werd = "een vergissing, dit belang was er niet"
    else:
        eisen(
            periodebelemmeringen(van, tot)
            or dubbelbelemmeringen(belang.gebruiker, organisatie, soort, van, tot, behalve=belang)
        )
        belang.organisatie, belang.soort, belang.van, belang.tot = organisatie, soort, van, tot
        belang.toelichting = toelichting
        werd = belang.omschrijving
    belang.save(update_fields=["organisatie", "soort", "van", "tot", "toelichting", "vervallen_op"])
    vastleggen(
        wie, Handeling.BELANG_CORRIGEREN, belang.onderwerp, reden=f"Was: {was}. Werd: {werd}. Reden: {reden.strip()}"
    )
    return belang


@transaction.atomic
def belang_ongedaan_maken(wie: Lidmaatschap, belang: Belang, reden: str) -> Belang:
    """An interest of somebody of the committee counts no more, for a reason; what it was stays in the log."""
    _register_op_slot(belang)
    belang = _op_slot(belang)
    eisen(registerbelemmeringen(wie, belang))
    if not reden.strip():
        raise Geweigerd(["Schrijf waarom dit belang niet meer telt. Dat blijft in het logboek."])
    belang.vervallen_op, belang.ongedaan_door = timezone.now(), wie.gebruiker
    belang.save(update_fields=["vervallen_op", "ongedaan_door"])
    vastleggen(
        wie,
        Handeling.BELANG_ONGEDAAN_MAKEN,
        belang.onderwerp,
        reden=f"Was: {belang.omschrijving}. Reden: {reden.strip()}",
    )
    return belang


@transaction.atomic
def belangen_bevestigen(wie: Lidmaatschap) -> Belangenbevestiging:
    """Say that the own interests in the register are right; who has none says that too."""
    _register_op_slot(wie)
    eisen(rolbelemmeringen(wie, Handeling.BELANGEN_BEVESTIGEN))
    bevestiging, _ = Belangenbevestiging.objects.update_or_create(
        gebruiker=wie.gebruiker, defaults={"bevestigd_op": timezone.now(), "gevraagd_op": None, "keer_gevraagd": 0}
    )
    aantal = Belang.objects.die_gelden().filter(gebruiker=wie.gebruiker).count()
    vastleggen(
        wie, Handeling.BELANGEN_BEVESTIGEN, f"belangen van gebruiker {wie.gebruiker_id}", reden=f"Regels: {aantal}."
    )
    return bevestiging


@transaction.atomic
def aan_bevestigen_herinneren() -> None:
    """Mail who has not confirmed for a year, or never did: once, and once more a month later."""
    lidmaatschappen = Lidmaatschap.objects.geldig().filter(rol__in=ROLLEN_MET_BELANGEN)
    mensen = Gebruiker.objects.filter(pk__in=lidmaatschappen.values("gebruiker")).exclude(
        pk__in=Belangenbevestiging.objects.geldig().values("gebruiker")
    )
    nieuw = mensen.filter(belangenbevestiging__isnull=True)
    Belangenbevestiging.objects.bulk_create(
        [Belangenbevestiging(gebruiker=mens) for mens in nieuw], ignore_conflicts=True
    )
    nu = timezone.now()
    aan_de_beurt = Belangenbevestiging.objects.select_for_update(of=("self",), skip_locked=True).filter(
        Q(gevraagd_op__isnull=True) | Q(gevraagd_op__lte=nu - OPNIEUW_NA),
        gebruiker__in=mensen,
        keer_gevraagd__lt=HOOGSTENS_GEVRAAGD,
    )
    for bevestiging in aan_de_beurt:
        klaarzetten("belangen_bevestigen", bevestiging=bevestiging.pk)
        bevestiging.gevraagd_op, bevestiging.keer_gevraagd = nu, bevestiging.keer_gevraagd + 1
        bevestiging.save(update_fields=["gevraagd_op", "keer_gevraagd"])

"""Asking people in by mail, and what they do with the link."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from leden import huisregels, post
from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.bevoegdheden.uitnodigingen import (
    aanneembelemmeringen,
    intrekbelemmeringen,
    opnieuwbelemmeringen,
    uitnodigbelemmeringen,
)
from leden.handelingen.inlogdiensten import dienst_op_slot, koppelen
from leden.logboek import vastleggen, vergrendelen
from leden.models import Gebruiker, Lidmaatschap, Organisatie, Uitnodiging


@transaction.atomic
def uitnodigen(wie, organisatie, *, email, rollen, van=None, tot=None):
    """Ask the person at this address to take these roles; nothing happens until that person accepts."""
    Organisatie.objects.select_for_update(no_key=True).get(pk=organisatie.pk)
    email = email.strip().lower()
    eisen(uitnodigbelemmeringen(wie, organisatie, email, rollen, van, tot))
    uitnodiging = Uitnodiging.objects.create(
        email=email, organisatie=organisatie, rollen=rollen, van=van, tot=tot, uitgenodigd_door=wie.gebruiker
    )
    # Not the address: a row of the log cannot be erased, and who does not accept has the right to be forgotten.
    reden = f"{', '.join(uitnodiging.rolnamen)} bij {organisatie.naam}"
    vastleggen(wie, Handeling.UITNODIGEN, uitnodiging.onderwerp, reden=reden)
    _versturen(uitnodiging)
    return uitnodiging


@transaction.atomic
def uitnodiging_opnieuw_sturen(wie, uitnodiging):
    """Send the mail again with a new link, for another 14 days; the earlier link stops working."""
    uitnodiging = _op_slot(uitnodiging)
    eisen(opnieuwbelemmeringen(wie, uitnodiging))
    uitnodiging.keer = F("keer") + 1
    uitnodiging.verstuurd_op = timezone.now()
    uitnodiging.save(update_fields=["keer", "verstuurd_op"])
    uitnodiging.refresh_from_db(fields=["keer"])
    vastleggen(wie, Handeling.UITNODIGING_OPNIEUW_STUREN, uitnodiging.onderwerp)
    _versturen(uitnodiging)


@transaction.atomic
def uitnodiging_intrekken(wie, uitnodiging):
    """Take the invitation back; its link stops working."""
    uitnodiging = _op_slot(uitnodiging)
    eisen(intrekbelemmeringen(wie, uitnodiging))
    uitnodiging.ingetrokken_op, uitnodiging.ingetrokken_door = timezone.now(), wie.gebruiker
    uitnodiging.save(update_fields=["ingetrokken_op", "ingetrokken_door"])
    vastleggen(wie, Handeling.UITNODIGING_INTREKKEN, uitnodiging.onderwerp)


@transaction.atomic
def account_maken(wie, uitnodiging, *, naam, wachtwoord=None, via=None):
    """The invited person, new here, makes an account and takes the roles. `wie` is nobody yet.

    `via` is (service, identity) for who signs in through the organisation, and then needs no password.
    """
    uitnodiging = _op_slot(uitnodiging)
    eisen(aanneembelemmeringen(uitnodiging))
    if via:
        dienst_op_slot(via[0])
    # Two organisations may invite one new address, and both links be used at the same moment: one account.
    vergrendelen()
    if Gebruiker.objects.filter(email=uitnodiging.email).exists():
        raise Geweigerd(["Met dit adres is inmiddels een account gemaakt. Open de koppeling in de mail opnieuw."])
    gebruiker = Gebruiker.objects.create_user(uitnodiging.email, naam, wachtwoord)
    _aannemen(uitnodiging, gebruiker)
    if via:
        koppelen(gebruiker, *via)


@transaction.atomic
def uitnodiging_aannemen(wie, uitnodiging, gebruiker):
    """Someone who has an account and is signed in takes the roles."""
    uitnodiging = _op_slot(uitnodiging)
    eisen(aanneembelemmeringen(uitnodiging, gebruiker))
    _aannemen(uitnodiging, gebruiker)


def _op_slot(uitnodiging):
    rijen = Uitnodiging.objects.select_for_update(of=("self",)).select_related("organisatie")
    return rijen.get(pk=uitnodiging.pk)


def _versturen(uitnodiging):
    post.klaarzetten("uitnodiging", uitnodiging.email, uitnodiging=uitnodiging)


def _aannemen(uitnodiging, gebruiker):
    vandaag, nu = timezone.localdate(), timezone.now()
    van = max(uitnodiging.van or vandaag, vandaag)
    gebruiker = Gebruiker.objects.select_for_update(no_key=True).get(pk=gebruiker.pk)
    gebruiker.huisregels_versie, gebruiker.huisregels_op = huisregels.VERSIE, nu
    gebruiker.save(update_fields=["huisregels_versie", "huisregels_op"])
    uitnodiging.aangenomen_op, uitnodiging.aangenomen_door = nu, gebruiker
    uitnodiging.save(update_fields=["aangenomen_op", "aangenomen_door"])
    eigen = gebruiker.lidmaatschappen.filter(organisatie=uitnodiging.organisatie)
    for rol in uitnodiging.rollen:
        # Somebody may have given a role of the invitation in the meantime.
        if eigen.filter(rol=rol).overlapt(van, uitnodiging.tot).exists():
            continue
        lidmaatschap = Lidmaatschap.objects.create(
            gebruiker=gebruiker, organisatie=uitnodiging.organisatie, rol=rol, van=van, tot=uitnodiging.tot
        )
        vastleggen(
            lidmaatschap,
            Handeling.UITNODIGING_AANNEMEN,
            lidmaatschap.onderwerp,
            naar=lidmaatschap.rol,
            reden=f"{uitnodiging.onderwerp}, huisregels {huisregels.VERSIE} gelezen",
        )

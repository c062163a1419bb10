"""Taking up an invitation: what people do with the link in the mail."""

from django.db import transaction
from django.utils import timezone

from inloggen import huisregels
from inloggen.dienst.identiteit import Identiteit
from inloggen.handelingen.inlogdiensten import dienst_op_slot, koppelen
from inloggen.models import Inlogdienst
from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.bevoegdheden.mensen import heeft_zittingsperiode
from leden.bevoegdheden.uitnodigingen import aanneembelemmeringen
from leden.handelingen.uitnodigingen import op_slot
from leden.logboek import vastleggen, vergrendelen
from leden.models import Gebruiker, Lidmaatschap, Uitnodiging


@transaction.atomic
def account_maken(
    wie: Lidmaatschap | None,
    uitnodiging: Uitnodiging,
    *,
    naam: str,
    wachtwoord: str | None = None,
    via: tuple[Inlogdienst, Identiteit] | None = None,
) -> None:
    """The invited person, new here, makes an account and takes the roles. `wie` is nobody yet.

    `via` is (service, identity) for who signs in through the organisation, and then needs no password.
    """
    uitnodiging = op_slot(uitnodiging)
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
def uitnodiging_aannemen(wie: Lidmaatschap | None, uitnodiging: Uitnodiging, gebruiker: Gebruiker) -> None:
    """Someone who has an account and is signed in takes the roles."""
    uitnodiging = op_slot(uitnodiging)
    eisen(aanneembelemmeringen(uitnodiging, gebruiker))
    _aannemen(uitnodiging, gebruiker)


def _aannemen(uitnodiging: Uitnodiging, gebruiker: Gebruiker) -> None:
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
            gebruiker=gebruiker,
            organisatie=uitnodiging.organisatie,
            rol=rol,
            van=van,
            tot=uitnodiging.tot,
            voorgesteld_door=uitnodiging.uitgenodigd_door if heeft_zittingsperiode(uitnodiging.organisatie) else None,
        )
        vastleggen(
            lidmaatschap,
            Handeling.UITNODIGING_AANNEMEN,
            lidmaatschap.onderwerp,
            naar=lidmaatschap.rol,
            reden=f"{uitnodiging.onderwerp}, huisregels {huisregels.VERSIE} gelezen",
        )

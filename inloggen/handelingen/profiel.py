"""What people change of themselves: name, function and e-mail address."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone

from huisstijl.post import klaarzetten
from inloggen.bevoegdheden.adres import BEZET, aanvraagbelemmeringen, bevestigbelemmeringen, is_bezet, stopbelemmeringen
from inloggen.handelingen.sessies import sessies_beeindigen
from inloggen.models import Adreswijziging
from leden.bevoegdheden import Geweigerd, Handeling, eisen, rolbelemmeringen
from leden.logboek import vastleggen, vergrendelen
from leden.models import Gebruiker, Lidmaatschap

# What a link in a mail may do; also the salt of its signature, so that one kind does not pass for the other.
BEVESTIGEN = "adreswijziging.bevestigen"
STOPPEN = "adreswijziging.stoppen"


@transaction.atomic
def profiel_wijzigen(wie: Lidmaatschap, *, naam: str, functie: str, telefoon: str = "") -> None:
    eisen(rolbelemmeringen(wie, Handeling.PROFIEL_WIJZIGEN))
    gebruiker = Gebruiker.objects.select_for_update(no_key=True).get(pk=wie.gebruiker_id)
    gebruiker.naam, gebruiker.functie, gebruiker.telefoon = naam, functie, telefoon
    gebruiker.save(update_fields=["naam", "functie", "telefoon"])
    vastleggen(wie, Handeling.PROFIEL_WIJZIGEN, gebruiker.onderwerp, reden="Naam, functie en telefoonnummer.")


@transaction.atomic
def adres_aanvragen(wie: Lidmaatschap, nieuw: str) -> Adreswijziging:
    """Ask for another address: the new one gets a link to confirm, the old one a notice with a link to stop it."""
    gebruiker = Gebruiker.objects.select_for_update(no_key=True).get(pk=wie.gebruiker_id)
    eisen(rolbelemmeringen(wie, Handeling.INLOGGEN_WIJZIGEN), aanvraagbelemmeringen(gebruiker, nieuw))
    lopend = gebruiker.adreswijzigingen.filter(bevestigd_op__isnull=True, gestopt_op__isnull=True)
    lopend.update(gestopt_op=timezone.now())
    wijziging = Adreswijziging.objects.create(gebruiker=gebruiker, oud=gebruiker.email, nieuw=nieuw)
    vastleggen(wie, Handeling.INLOGGEN_WIJZIGEN, gebruiker.onderwerp, reden="Een ander e-mailadres gevraagd.")
    klaarzetten("adres_bezet" if is_bezet(nieuw) else "adres_bevestigen", wijziging=wijziging.pk)
    klaarzetten("adres_gevraagd", wijziging=wijziging.pk)
    return wijziging


@transaction.atomic
def adres_bevestigen(wijziging: Adreswijziging) -> None:
    """The new address answers: from now on it is the one to sign in with."""
    gebruiker, wijziging = _op_slot(wijziging)
    eisen(bevestigbelemmeringen(wijziging))
    wijziging.bevestigd_op = timezone.now()
    wijziging.save(update_fields=["bevestigd_op"])
    vergrendelen()
    _adres_zetten(gebruiker, wijziging.nieuw)
    _vastleggen(gebruiker, "Het nieuwe e-mailadres bevestigd.")
    klaarzetten("adres_gewijzigd", wijziging=wijziging.pk)


@transaction.atomic
def adres_stoppen(wijziging: Adreswijziging) -> None:
    """The old address says no: nothing changes, and what already did is put back with all sessions ended."""
    gebruiker, wijziging = _op_slot(wijziging)
    eisen(stopbelemmeringen(wijziging))
    wijziging.gestopt_op = timezone.now()
    wijziging.save(update_fields=["gestopt_op"])
    sessies_beeindigen(gebruiker)
    vergrendelen()
    if wijziging.bevestigd_op:
        _adres_zetten(gebruiker, wijziging.oud)
    _vastleggen(gebruiker, "De wijziging van het e-mailadres gestopt.")
    klaarzetten("adres_gestopt", wijziging=wijziging.pk)


def _op_slot(wijziging: Adreswijziging) -> tuple[Gebruiker, Adreswijziging]:
    gebruiker = Gebruiker.objects.select_for_update(no_key=True).get(pk=wijziging.gebruiker_id)
    wijziging = Adreswijziging.objects.select_for_update().get(pk=wijziging.pk)
    wijziging.gebruiker = gebruiker
    return gebruiker, wijziging


def _adres_zetten(gebruiker: Gebruiker, adres: str) -> None:
    gebruiker.email = adres
    try:
        gebruiker.save(update_fields=["email"])
    except IntegrityError as fout:
        # Somebody else took it between our look and our write; whoever calls this is rolled back.
        raise Geweigerd([BEZET]) from fout
    # allauth also signs in by the addresses that it keeps itself; ours is the only one.
    EmailAddress.objects.filter(user=gebruiker).delete()


def _vastleggen(gebruiker: Gebruiker, reden: str) -> None:
    vastleggen(None, Handeling.INLOGGEN_WIJZIGEN, gebruiker.onderwerp, reden=reden, gebruiker=gebruiker)

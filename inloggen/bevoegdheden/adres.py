"""Changing the e-mail address with which someone signs in."""

from datetime import timedelta

from django.utils import timezone

from huisstijl.templatetags.opmaak import dagkort
from inloggen.models import Adreswijziging
from leden.models import Gebruiker

GELDIG_OM_TE_BEVESTIGEN = timedelta(days=3)
GELDIG_OM_TE_STOPPEN = timedelta(days=14)
# Each request mails to an address that the person typed.
PER_DAG = 5
BEZET = "Dit adres kan niet meer worden gebruikt. Kies op uw profiel een ander adres."


def aanvraagbelemmeringen(gebruiker: Gebruiker, nieuw: str) -> list[str]:
    """Why this person cannot ask for this address. That it belongs to somebody else is told by mail only, to that address."""
    if nieuw == gebruiker.email:
        return ["Dit is al uw e-mailadres. Vul een ander adres in."]
    # Whoever took over the account would otherwise change once more, and the link of the owner would stop nothing.
    pas_bevestigd = gebruiker.adreswijzigingen.filter(
        bevestigd_op__gt=timezone.now() - GELDIG_OM_TE_STOPPEN, gestopt_op__isnull=True
    )
    if bevestigd_op := pas_bevestigd.values_list("bevestigd_op", flat=True).first():
        dag = dagkort(timezone.localdate(bevestigd_op + GELDIG_OM_TE_STOPPEN))
        return [f"U veranderde uw e-mailadres kort geleden. Na {dag} kunt u het weer wijzigen."]
    vandaag = gebruiker.adreswijzigingen.filter(gevraagd_op__gt=timezone.now() - timedelta(days=1))
    if vandaag.count() >= PER_DAG:
        return [f"U vroeg vandaag al {PER_DAG} keer een ander adres aan. Probeer het morgen opnieuw."]
    return []


def is_bezet(adres: str) -> bool:
    return Gebruiker.objects.filter(email=adres).exists()


def bevestigbelemmeringen(wijziging: Adreswijziging) -> list[str]:
    """Why the new address cannot be confirmed any more."""
    if wijziging.bevestigd_op:
        return ["Dit adres is al bevestigd. U logt ermee in."]
    if wijziging.gestopt_op:
        return [
            "Deze wijziging is gestopt, of er is daarna een ander adres gevraagd. Vraag de wijziging opnieuw aan op uw profiel."
        ]
    if is_bezet(wijziging.nieuw):
        return [BEZET]
    return []


def stopbelemmeringen(wijziging: Adreswijziging) -> list[str]:
    """Why the change cannot be stopped any more."""
    if wijziging.gestopt_op:
        return ["Deze wijziging is al gestopt."]
    if wijziging.bevestigd_op and (wijziging.gebruiker.email != wijziging.nieuw or is_bezet(wijziging.oud)):
        return ["Uw e-mailadres is daarna nog een keer veranderd. Neem contact op met het bureau."]
    return []

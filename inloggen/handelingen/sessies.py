"""Acts around signing in: of a person for themselves, and of the bureau for somebody who lost the second step."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import F

from huisstijl.post import klaarzetten
from inloggen.apparaten import vergeten
from inloggen.bevoegdheden.bewijs import wisbelemmeringen
from leden.bevoegdheden import Handeling, eisen, rolbelemmeringen
from leden.logboek import vastleggen
from leden.models import Gebruiker, Lidmaatschap


def sessies_beeindigen(gebruiker: Gebruiker, behalve: str | None = None) -> None:
    """End every session of a person, wherever it was begun. To be called inside the transaction of an act.

    The session with the key `behalve` stays in the list; its request must still take over the new `sessieronde`.
    """
    Gebruiker.objects.filter(pk=gebruiker.pk).update(sessieronde=F("sessieronde") + 1)
    gebruiker.refresh_from_db(fields=["sessieronde"])
    vergeten(gebruiker, behalve)


@transaction.atomic
def elders_uitloggen(wie: Lidmaatschap, sessiesleutel: str) -> None:
    """End all one's own sessions but this one."""
    gebruiker = Gebruiker.objects.select_for_update(no_key=True).get(pk=wie.gebruiker_id)
    eisen(rolbelemmeringen(wie, Handeling.PROFIEL_WIJZIGEN))
    sessies_beeindigen(gebruiker, behalve=sessiesleutel)
    vastleggen(wie, Handeling.PROFIEL_WIJZIGEN, gebruiker.onderwerp, reden="Op andere apparaten uitgelogd.")


@transaction.atomic
def apparaat_uitloggen(wie: Lidmaatschap, sessie: UserSession) -> None:
    """End one session of one's own (a UserSession)."""
    eisen(rolbelemmeringen(wie, Handeling.PROFIEL_WIJZIGEN))
    sessie.end()
    vastleggen(wie, Handeling.PROFIEL_WIJZIGEN, wie.gebruiker.onderwerp, reden="Op een ander apparaat uitgelogd.")


@transaction.atomic
def tweede_stap_wissen(wie: Lidmaatschap, gebruiker: Gebruiker, reden: str) -> None:
    """The bureau takes away a lost second step, so that its owner can set up another one at the next sign-in."""
    gebruiker = Gebruiker.objects.select_for_update(no_key=True).get(pk=gebruiker.pk)
    eisen(rolbelemmeringen(wie, Handeling.TWEEDE_STAP_WISSEN), wisbelemmeringen(wie, gebruiker))
    Authenticator.objects.filter(user=gebruiker).delete()
    gebruiker.respijt_gebruikt_op = None
    gebruiker.save(update_fields=["respijt_gebruikt_op"])
    sessies_beeindigen(gebruiker)
    vastleggen(wie, Handeling.TWEEDE_STAP_WISSEN, gebruiker.onderwerp, reden=reden)
    klaarzetten("tweede_stap_gewist", gebruiker=gebruiker.pk)

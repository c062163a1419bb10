"""What signing in must have proven: a second step for everyone, and again shortly before an act that weighs heavily."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.http import HttpRequest

from inloggen import inlogbewijs
from leden.models import Gebruiker, Lidmaatschap


def tweedestapbelemmeringen(request: HttpRequest) -> list[str]:
    """Why a session may not open anything but the pages to set up a second step; empty when it may.

    Everybody who signs in sees files or lets other people see them, so this holds for every role.
    """
    if inlogbewijs.tweede_stap_gezet(request):
        return []
    if inlogbewijs.heeft_factor(request.user):
        return ["Bevestig eerst met uw tweede stap dat u het bent."]
    if inlogbewijs.in_respijt(request):
        return []
    return ["Stel eerst een tweede stap in. Daarna gaat alles weer open."]


def versbelemmeringen(request: HttpRequest) -> list[str]:
    """Why an act of EXTRA_BEVESTIGING cannot be done yet; empty when a proof of identity is recent.

    Who has a second step of their own gives that; for others a password will do, or the service of their organisation. So
    whoever runs such a service cannot put another passkey beside one's own (docs/keuzes/inlogdiensten.md).
    """
    vers = [bewijs for bewijs in inlogbewijs.bewijzen(request) if inlogbewijs.is_vers(bewijs)]
    if any(inlogbewijs.is_eigen_stap(bewijs) for bewijs in vers):
        return []
    if vers and not inlogbewijs.heeft_factor(request.user):
        return []
    return ["Bevestig eerst dat u het bent. Daarna gaat u verder waar u was."]


def factorbelemmeringen(gebruiker: Gebruiker, factor: Authenticator) -> list[str]:
    """Why someone may not take away this factor: nobody may lock themselves out."""
    anders = gebruiker.has_usable_password() or SocialAccount.objects.filter(user=gebruiker).exists()
    factoren = Authenticator.objects.filter(user=gebruiker, type__in=inlogbewijs.FACTOREN)
    if anders or factoren.exclude(pk=factor.pk).exists():
        return []
    return ["Dit is uw enige manier om in te loggen. Kies eerst een wachtwoord, of voeg nog een passkey toe."]


def wisbelemmeringen(wie: Lidmaatschap | None, gebruiker: Gebruiker) -> list[str]:
    """Why `wie` cannot take away the second step of this person."""
    if wie is not None and wie.gebruiker_id == gebruiker.pk:
        return [
            "Uw eigen tweede stap verandert u op uw profiel. Bent u hem kwijt, vraag het dan een collega van het bureau."
        ]
    if not Authenticator.objects.filter(user=gebruiker).exists():
        return [f"{gebruiker.naam} heeft geen tweede stap ingesteld. Er is niets om te wissen."]
    return []

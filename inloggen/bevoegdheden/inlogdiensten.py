"""Who may set up a sign-in service, and what a session that was signed in through one is worth."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.http import HttpRequest

from inloggen import inlogbewijs
from inloggen.dienst.identiteit import Identiteit
from inloggen.models import Inlogdienst
from inloggen.models.inlogdiensten import VOORVOEGSEL, InlogdienstQuerySet
from leden.bevoegdheden.handeling import Handeling
from leden.bevoegdheden.redenen import rolbelemmeringen
from leden.models import Gebruiker, Lidmaatschap, Organisatie, Rol


def instelbelemmeringen(
    wie: Lidmaatschap, organisatie: Organisatie, handeling: Handeling = Handeling.INLOGDIENST_INSTELLEN
) -> list[str]:
    """Why `wie` may not do this act with the service of this organisation."""
    redenen = rolbelemmeringen(wie, handeling)
    if not redenen and wie.rol != Rol.LABELBEHEERDER and wie.organisatie_id != organisatie.pk:
        redenen.append(f"U kunt dit alleen doen voor {wie.organisatie.naam}.")
    return redenen


def _invulbelemmeringen(dienst: Inlogdienst) -> list[str]:
    if not dienst.is_ingevuld:
        return ["Vul eerst alle gegevens van de inlogdienst in."]
    return ["Het clientgeheim is niet meer te lezen. Vul het opnieuw in."] if dienst.geheim is None else []


def proefbelemmeringen(wie: Lidmaatschap, dienst: Inlogdienst) -> list[str]:
    """Why `wie` cannot try the service, by going there and coming back."""
    return instelbelemmeringen(wie, dienst.organisatie, Handeling.INLOGDIENST_PROBEREN) + _invulbelemmeringen(dienst)


def aanzetbelemmeringen(wie: Lidmaatschap, dienst: Inlogdienst) -> list[str]:
    redenen = instelbelemmeringen(wie, dienst.organisatie, Handeling.INLOGDIENST_AANZETTEN)
    redenen += _invulbelemmeringen(dienst) or _onbeproefd(dienst)
    if dienst.is_actief:
        redenen.append("De inlogdienst staat al aan.")
    return redenen


def _onbeproefd(dienst: Inlogdienst) -> list[str]:
    return [] if dienst.beproefd_op else ["Probeer de inlogdienst eerst, met de gegevens die er nu staan."]


def uitzetbelemmeringen(wie: Lidmaatschap, dienst: Inlogdienst) -> list[str]:
    redenen = instelbelemmeringen(wie, dienst.organisatie, Handeling.INLOGDIENST_UITZETTEN)
    if dienst.is_verplicht:
        redenen.append("De inlogdienst is verplicht. Zet eerst de verplichting uit.")
    if not dienst.is_actief:
        redenen.append("De inlogdienst staat al uit.")
    return redenen


def verplichtbelemmeringen(wie: Lidmaatschap, dienst: Inlogdienst, bewezen: set[int]) -> list[str]:
    """`bewezen` holds the services through which the session of `wie` was signed in: who locks the door has the key in hand."""
    redenen = instelbelemmeringen(wie, dienst.organisatie, Handeling.INLOGDIENST_VERPLICHTEN)
    if not dienst.is_actief:
        redenen.append("Zet de inlogdienst eerst aan.")
    elif dienst.is_verplicht:
        redenen.append("De inlogdienst is al verplicht.")
    elif not dienst.beproefd_op:
        redenen += _onbeproefd(dienst)
    elif not redenen and dienst.pk not in bewezen:
        redenen.append(
            "Log eerst zelf in via deze inlogdienst. Zo weet u dat het werkt en sluit u uzelf en uw collega's niet buiten."
        )
    return redenen


def vrijgeefbelemmeringen(wie: Lidmaatschap, dienst: Inlogdienst) -> list[str]:
    redenen = instelbelemmeringen(wie, dienst.organisatie, Handeling.INLOGDIENST_VRIJGEVEN)
    if not dienst.is_verplicht:
        redenen.append("De inlogdienst is niet verplicht.")
    return redenen


def domeinbelemmeringen(dienst: Inlogdienst, maildomein: str) -> list[str]:
    """Why a service cannot get this mail domain: the bureau confirmed it for another one."""
    if Inlogdienst.objects.van_maildomein(maildomein).exclude(pk=dienst.pk).exists():
        return ["Dit maildomein hoort al bij een andere inlogdienst. Neem contact op met het bureau."]
    return []


def maildomeinbelemmeringen(wie: Lidmaatschap, dienst: Inlogdienst) -> list[str]:
    """Why `wie` cannot confirm the mail domain that waits at a service."""
    redenen = rolbelemmeringen(wie, Handeling.MAILDOMEIN_BEVESTIGEN)
    if not dienst.maildomein_wacht:
        redenen.append("Er wacht geen maildomein op bevestiging.")
    elif ander := Inlogdienst.objects.van_maildomein(dienst.maildomein).select_related("organisatie").first():
        redenen.append(
            f"Het maildomein {dienst.maildomein} is al bevestigd voor {ander.organisatie.naam}. "
            "Klopt dat niet, maak het daar dan eerst leeg."
        )
    return redenen


def koppelbare_diensten(gebruiker: Gebruiker) -> InlogdienstQuerySet:
    """The services of the organisations in which this person has a role today."""
    organisaties = Lidmaatschap.objects.geldig().filter(gebruiker=gebruiker).values("organisatie")
    return Inlogdienst.objects.actief().filter(organisatie__in=organisaties)


def koppelbelemmeringen(gebruiker: Gebruiker, dienst: Inlogdienst, identiteit: Identiteit) -> list[str]:
    """Why this person cannot link the account `identiteit` (what the service said) of this service."""
    redenen = []
    if not koppelbare_diensten(gebruiker).filter(pk=dienst.pk).exists():
        redenen.append("U hebt nu geen rol bij de organisatie van deze inlogdienst.")
    if identiteit.issuer != dienst.issuer:
        redenen.append("De inlogdienst is intussen veranderd. Begin opnieuw.")
    gekoppeld = SocialAccount.objects.filter(provider=dienst.provider_id)
    if gekoppeld.filter(user=gebruiker).exclude(uid=identiteit.sleutel).exists():
        redenen.append("U hebt al een ander account van deze inlogdienst gekoppeld. Maak dat eerst los.")
    if gekoppeld.filter(uid=identiteit.sleutel).exclude(user=gebruiker).exists():
        redenen.append("Dit account is al aan iemand anders gekoppeld. Kies een ander account bij uw inlogdienst.")
    return redenen


def losmaakbelemmeringen(gebruiker: Gebruiker, koppeling: SocialAccount) -> list[str]:
    """Whoever unlinks keeps another way in."""
    andere_diensten = {dienst.provider_id for dienst in koppelbare_diensten(gebruiker)} - {koppeling.provider}
    andere_weg = (
        gebruiker.has_usable_password()
        or Authenticator.objects.filter(user=gebruiker, type=Authenticator.Type.WEBAUTHN).exists()
        or SocialAccount.objects.filter(user=gebruiker, provider__in=andere_diensten).exists()
    )
    return [] if andere_weg else ["Dit is uw enige manier om in te loggen. Kies eerst een wachtwoord of een passkey."]


def bewezen_diensten(request: HttpRequest) -> tuple[set[int], bool]:
    """(pks of the services through which this session was signed in, whether it stands without them too).

    A link that was undone, or a service that was switched off, counts no more from that moment on. A session stands without a service
    by a second step of the person's own, or when it began with a proof of their own and is still in the grace to set up that step.
    """
    methoden = inlogbewijs.bewijzen(request)
    via = {(m.get("provider"), m.get("uid")) for m in methoden if m["method"] == "socialaccount"}
    if not via:
        return set(), True
    eigen = any(map(inlogbewijs.is_eigen_stap, methoden)) or bool(request.session.get(inlogbewijs.RESPIJT))
    koppelingen = SocialAccount.objects.filter(user=request.user).values_list("provider", "uid")
    nog_gekoppeld = [int(provider.removeprefix(VOORVOEGSEL)) for provider, uid in koppelingen if (provider, uid) in via]
    return set(Inlogdienst.objects.actief().filter(pk__in=nog_gekoppeld).values_list("pk", flat=True)), eigen


def sessiebelemmeringen(lidmaatschap: Lidmaatschap, bewezen: set[int], eigen: bool) -> list[str]:
    """Why a membership does not work in this session, although it holds.

    An organisation vouches for its own roles only: its service opens those, and no role of the same person elsewhere.
    """
    organisatie = lidmaatschap.organisatie
    dienst = getattr(organisatie, "inlogdienst", None)
    if dienst and dienst.pk in bewezen:
        return []
    if dienst and dienst.is_verplicht:
        return [f"{organisatie.naam} vraagt u voor deze rol in te loggen via {dienst.naam}."]
    if not eigen:
        return [
            f"U bent ingelogd via de inlogdienst van een andere organisatie. Die geldt niet voor {organisatie.naam}. "
            "Bevestig met uw eigen tweede stap dat u het bent."
        ]
    return []

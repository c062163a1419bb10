"""What people do with the sign-in service of an organisation. Nothing here, nor in the log, holds the secret in readable form."""

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from huisstijl.post import klaarzetten
from inloggen import geheim
from inloggen.bevoegdheden.inlogdiensten import (
    aanzetbelemmeringen,
    domeinbelemmeringen,
    instelbelemmeringen,
    koppelbelemmeringen,
    losmaakbelemmeringen,
    maildomeinbelemmeringen,
    proefbelemmeringen,
    uitzetbelemmeringen,
    verplichtbelemmeringen,
    vrijgeefbelemmeringen,
)
from inloggen.dienst.identiteit import Identiteit
from inloggen.models import Inlogdienst
from inloggen.models.inlogdiensten import ENTRA_ISSUER, VOORVOEGSEL
from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.logboek import vastleggen, vergrendelen
from leden.models import Gebruiker, Lidmaatschap, Organisatie, Rol


@transaction.atomic
def dienst_beginnen(wie: Lidmaatschap, organisatie: Organisatie, soort: str) -> Inlogdienst:
    """Give an organisation a service to fill in: it gets its redirect address, and works for nobody yet."""
    organisatie = Organisatie.objects.select_for_update(no_key=True).get(pk=organisatie.pk)
    eisen(instelbelemmeringen(wie, organisatie))
    if Inlogdienst.objects.filter(organisatie=organisatie).exists():
        raise Geweigerd([f"{organisatie.naam} heeft al een inlogdienst."])
    dienst = Inlogdienst.objects.create(organisatie=organisatie, soort=soort, kenmerk=_vrij_kenmerk(organisatie))
    vastleggen(wie, Handeling.INLOGDIENST_INSTELLEN, dienst.onderwerp, naar=soort, reden=organisatie.naam)
    return dienst


def _vrij_kenmerk(organisatie: Organisatie) -> str:
    kenmerk = slugify(organisatie.naam)[:40] or "organisatie"
    return f"{kenmerk}-{organisatie.pk}" if Inlogdienst.objects.filter(kenmerk=kenmerk).exists() else kenmerk


@transaction.atomic
def instellen(
    wie: Lidmaatschap,
    dienst: Inlogdienst,
    *,
    kenmerk: str,
    maildomein: str,
    client_id: str,
    clientgeheim: str,
    tenant: str = "",
    issuer: str = "",
) -> Inlogdienst:
    """Fill in or change a service. Another issuer or client is another service: it goes off, and every link with it ends.

    A new secret leaves a service on: the secret expires, and nobody may be shut out by renewing it.
    """
    dienst = dienst_op_slot(dienst)
    eisen(instelbelemmeringen(wie, dienst.organisatie))
    if dienst.soort == Inlogdienst.Soort.ENTRA:
        issuer = ENTRA_ISSUER.format(tenant=tenant)
    is_andere, was_aan = dienst.is_andere_met(client_id=client_id, issuer=issuer), dienst.is_actief
    if is_andere and dienst.is_verplicht:
        raise Geweigerd(
            ["De inlogdienst is verplicht. Zet eerst de verplichting uit; anders kan niemand meer inloggen."]
        )
    if not clientgeheim and not dienst.geheim_versleuteld:
        raise Geweigerd(["Vul het clientgeheim in."])
    dienst.kenmerk, dienst.tenant, dienst.issuer, dienst.client_id = kenmerk, tenant, issuer, client_id
    if clientgeheim:
        dienst.geheim_versleuteld = geheim.versleutelen(clientgeheim)
    if is_andere or clientgeheim:
        dienst.beproefd_op = None
    if is_andere:
        dienst.is_actief = False
        SocialAccount.objects.filter(provider=dienst.provider_id).delete()
    dienst.save()
    wat = {"adres of client-id": is_andere, "clientgeheim": clientgeheim, "overige gegevens": True}
    veranderd = ", ".join(woord for woord, waar in wat.items() if waar)
    vastleggen(wie, Handeling.INLOGDIENST_INSTELLEN, dienst.onderwerp, reden=f"{veranderd}: {issuer}")
    if is_andere and was_aan:
        vastleggen(wie, Handeling.INLOGDIENST_UITZETTEN, dienst.onderwerp, reden=dienst.organisatie.naam)
    if maildomein != dienst.maildomein:
        _maildomein_zetten(wie, dienst, maildomein)
    return dienst


def _maildomein_zetten(wie: Lidmaatschap, dienst: Inlogdienst, maildomein: str) -> None:
    """Another mail domain waits for the bureau, unless the bureau fills it in itself. The log is locked by now."""
    eisen(domeinbelemmeringen(dienst, maildomein))
    is_bevestigd = bool(maildomein) and wie.rol == Rol.LABELBEHEERDER
    dienst.maildomein, dienst.maildomein_bevestigd_op = maildomein, timezone.now() if is_bevestigd else None
    dienst.save(update_fields=["maildomein", "maildomein_bevestigd_op"])
    if is_bevestigd:
        vastleggen(wie, Handeling.MAILDOMEIN_BEVESTIGEN, dienst.onderwerp, reden=maildomein)


@transaction.atomic
def maildomein_bevestigen(wie: Lidmaatschap, dienst: Inlogdienst, maildomein: str) -> None:
    """From now on work addresses at this domain lead to the service. `maildomein` is the one that was looked at."""
    dienst = dienst_op_slot(dienst)
    vergrendelen()
    eisen(maildomeinbelemmeringen(wie, dienst))
    if dienst.maildomein != maildomein:
        raise Geweigerd([f"Het maildomein is intussen veranderd in {dienst.maildomein}. Kijk het opnieuw na."])
    dienst.maildomein_bevestigd_op = timezone.now()
    dienst.save(update_fields=["maildomein_bevestigd_op"])
    vastleggen(wie, Handeling.MAILDOMEIN_BEVESTIGEN, dienst.onderwerp, reden=maildomein)


@transaction.atomic
def beproeven(wie: Lidmaatschap, dienst: Inlogdienst, identiteit: Identiteit) -> None:
    """Write down that `wie` came through the service and back, as that identity, with the settings of `dienst`. Nothing else changes."""
    gebruikt, dienst = dienst, dienst_op_slot(dienst)
    eisen(proefbelemmeringen(wie, dienst))
    if any(getattr(gebruikt, veld) != getattr(dienst, veld) for veld in ("issuer", "client_id", "geheim_versleuteld")):
        raise Geweigerd(["De gegevens van de inlogdienst zijn intussen veranderd. Probeer het opnieuw."])
    dienst.beproefd_op = timezone.now()
    dienst.save(update_fields=["beproefd_op"])
    tenant = f", tenant-id {identiteit.tenant}" if identiteit.tenant else ""
    antwoord = f"adres {identiteit.issuer}{tenant}, {_account(identiteit.sleutel)}"
    vastleggen(wie, Handeling.INLOGDIENST_PROBEREN, dienst.onderwerp, reden=antwoord)


@transaction.atomic
def aanzetten(wie: Lidmaatschap, dienst: Inlogdienst) -> None:
    """From now on people can choose to sign in through it."""
    dienst = dienst_op_slot(dienst)
    eisen(aanzetbelemmeringen(wie, dienst))
    _schakelen(wie, dienst, Handeling.INLOGDIENST_AANZETTEN, is_actief=True)


@transaction.atomic
def uitzetten(wie: Lidmaatschap, dienst: Inlogdienst) -> None:
    """Nobody signs in through it any more, and sessions that were end with it."""
    dienst = dienst_op_slot(dienst)
    eisen(uitzetbelemmeringen(wie, dienst))
    _schakelen(wie, dienst, Handeling.INLOGDIENST_UITZETTEN, is_actief=False)


@transaction.atomic
def verplichten(wie: Lidmaatschap, dienst: Inlogdienst, bewezen: set[int]) -> None:
    """From now on the roles in this organisation work only in sessions signed in through its service."""
    dienst = dienst_op_slot(dienst)
    eisen(verplichtbelemmeringen(wie, dienst, bewezen))
    _schakelen(wie, dienst, Handeling.INLOGDIENST_VERPLICHTEN, is_verplicht=True)


@transaction.atomic
def vrijgeven(wie: Lidmaatschap, dienst: Inlogdienst, reden: str) -> None:
    """Other ways of signing in work again; the bureau can do this when the service of an organisation fails."""
    dienst = dienst_op_slot(dienst)
    eisen(vrijgeefbelemmeringen(wie, dienst))
    _schakelen(wie, dienst, Handeling.INLOGDIENST_VRIJGEVEN, reden, is_verplicht=False)


def dienst_op_slot(dienst: Inlogdienst) -> Inlogdienst:
    """The service, locked until the end of the transaction."""
    return Inlogdienst.objects.select_for_update(of=("self",)).select_related("organisatie").get(pk=dienst.pk)


def _schakelen(wie: Lidmaatschap, dienst: Inlogdienst, handeling: Handeling, reden: str = "", **stand: bool) -> None:
    for naam, waarde in stand.items():
        setattr(dienst, naam, waarde)
    dienst.save(update_fields=list(stand))
    vastleggen(wie, handeling, dienst.onderwerp, reden=reden or dienst.organisatie.naam)


def bewaarde_gegevens(identiteit: Identiteit) -> dict[str, str]:
    """What is kept of an identity beside its key: enough to read what the key stands for, and by what name its owner knows it."""
    return {
        "issuer": identiteit.issuer,
        "tenant": identiteit.tenant,
        "onderwerp": identiteit.onderwerp,
        "naam": identiteit.naam,
    }


@transaction.atomic
def koppelen(gebruiker: Gebruiker, dienst: Inlogdienst, identiteit: Identiteit) -> SocialAccount:
    """Let a person sign in with this account of the service (an Identiteit) from now on; done by that person only."""
    gebruiker = Gebruiker.objects.select_for_update(no_key=True).get(pk=gebruiker.pk)
    dienst = dienst_op_slot(dienst)
    eisen(koppelbelemmeringen(gebruiker, dienst, identiteit))
    koppeling, nieuw = SocialAccount.objects.get_or_create(
        provider=dienst.provider_id,
        uid=identiteit.sleutel,
        defaults={"user": gebruiker, "extra_data": bewaarde_gegevens(identiteit)},
    )
    if nieuw:
        rol = _rol_van(gebruiker, dienst.pk)
        vastleggen(rol, Handeling.INLOGDIENST_KOPPELEN, dienst.onderwerp, reden=_account(identiteit.sleutel))
        klaarzetten("inlogdienst_gekoppeld", gebruiker=gebruiker.pk, organisatie=dienst.organisatie_id)
    return koppeling


@transaction.atomic
def losmaken(gebruiker: Gebruiker, koppeling: SocialAccount) -> None:
    """End a link of one's own: from now on that account of the service opens nothing here."""
    gebruiker = Gebruiker.objects.select_for_update(no_key=True).get(pk=gebruiker.pk)
    eisen(losmaakbelemmeringen(gebruiker, koppeling))
    rol = _rol_van(gebruiker, koppeling.provider.removeprefix(VOORVOEGSEL))
    reden = f"{gebruiker.naam}: {_account(koppeling.uid)}"
    vastleggen(rol, Handeling.INLOGDIENST_LOSMAKEN, koppeling.provider, reden=reden)
    koppeling.delete()
    klaarzetten("inlogdienst_losgemaakt", gebruiker=gebruiker.pk)


def _account(sleutel: str) -> str:
    """How the log, which keeps everything, names an account: what a service calls it is often a mail address."""
    return f"account {sleutel[:8]}"


def _rol_van(gebruiker: Gebruiker, dienst_pk: int) -> Lidmaatschap | None:
    """As whom a person stands in the log with a link: the role at that organisation, or else another one that holds."""
    rollen = Lidmaatschap.objects.geldig().filter(gebruiker=gebruiker).select_related("organisatie", "gebruiker")
    return rollen.filter(organisatie__inlogdienst=dienst_pk).first() or rollen.first()

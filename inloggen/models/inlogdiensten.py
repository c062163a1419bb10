import re
from typing import Any, Self

from django.db import models
from django.db.models import Q

from inloggen import geheim
from leden.models import Lidmaatschap
from leden.models.mensen import Rol
from leden.models.organisaties import Organisatie, OrganisatieQuerySet

ENTRA_ISSUER = "https://login.microsoftonline.com/{tenant}/v2.0"
GUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
VOORVOEGSEL = "inlogdienst-"


class InlogdienstQuerySet(models.QuerySet["Inlogdienst"]):
    def actief(self) -> Self:
        return self.filter(is_actief=True)

    def van_maildomein(self, domein: str) -> Self:
        """The one service that may be found by addresses at this domain."""
        return self.filter(maildomein=domein, maildomein_bevestigd_op__isnull=False)

    def met_wachtend_maildomein(self) -> Self:
        return self.filter(maildomein_bevestigd_op=None).exclude(maildomein="")

    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """The bureau sees all services, a beheerder the one of the own organisation, nobody else any."""
        if wie is None:
            return self.none()
        if wie.rol == Rol.LABELBEHEERDER:
            return self
        return self.filter(organisatie=wie.organisatie_id) if wie.rol == Rol.BEHEERDER else self.none()


class Inlogdienst(models.Model):
    """The service with which an organisation lets its people sign in: Microsoft Entra or another OpenID Connect service.

    The secret is kept encrypted and is never shown again. What allauth calls an app is made from this row when it is needed.
    """

    class Soort(models.TextChoices):
        ENTRA = "entra", "Microsoft Entra"
        ANDERS = "openid_connect", "een andere dienst met OpenID Connect"

    organisatie = models.OneToOneField(Organisatie, models.PROTECT, related_name="inlogdienst")
    soort = models.CharField("soort", max_length=16, choices=Soort)
    kenmerk = models.SlugField("korte naam", max_length=50, unique=True)
    # A claim, until the bureau has looked at it: then only does an address at this domain lead people to this service.
    maildomein = models.CharField("maildomein", max_length=120, blank=True)
    maildomein_bevestigd_op = models.DateTimeField("maildomein bevestigd op", null=True, editable=False)
    tenant = models.CharField("tenant-id", max_length=36, blank=True)
    issuer = models.CharField("adres van de dienst", max_length=200, blank=True)
    client_id = models.CharField("client-id", max_length=191, blank=True)
    geheim_versleuteld = models.TextField("clientgeheim", blank=True, editable=False)
    # When somebody last came through the service and back; empty again once address, client id or secret change.
    beproefd_op = models.DateTimeField("geprobeerd op", null=True, editable=False)
    is_actief = models.BooleanField("aan", default=False)
    is_verplicht = models.BooleanField("verplicht", default=False)

    objects = InlogdienstQuerySet.as_manager()

    class Meta:
        verbose_name = "inlogdienst"
        verbose_name_plural = "inlogdiensten"
        ordering = ["organisatie__naam"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_verplicht=False) | Q(is_actief=True), name="inlogdienst_verplicht_is_aan"
            ),
            models.CheckConstraint(
                condition=Q(is_actief=False) | ~(Q(issuer="") | Q(client_id="") | Q(geheim_versleuteld="")),
                name="inlogdienst_aan_is_ingevuld",
            ),
            models.CheckConstraint(
                condition=Q(soort="entra", tenant__regex=GUID) | Q(tenant=""), name="inlogdienst_tenant_bij_entra"
            ),
            models.CheckConstraint(
                condition=Q(maildomein_bevestigd_op=None) | ~Q(maildomein=""),
                name="inlogdienst_bevestigd_is_een_domein",
            ),
            # Among confirmed ones only, so that a false claim does not stand in the way of who the domain belongs to.
            models.UniqueConstraint(
                fields=["maildomein"],
                condition=Q(maildomein_bevestigd_op__isnull=False),
                name="inlogdienst_maildomein_van_een",
            ),
        ]

    def __str__(self) -> str:
        return f"inlogdienst van {self.organisatie.naam}"

    @property
    def naam(self) -> str:
        """What people know the service by."""
        return "Microsoft" if self.soort == self.Soort.ENTRA else "de inlogdienst"

    @property
    def onderwerp(self) -> str:
        """What the log calls it."""
        return f"inlogdienst-{self.pk}"

    @property
    def provider_id(self) -> str:
        """What allauth calls it, in its rows and in the session."""
        return f"{VOORVOEGSEL}{self.pk}"

    @property
    def is_ingevuld(self) -> bool:
        return bool(self.issuer and self.client_id and self.geheim_versleuteld)

    def is_andere_met(self, *, client_id: str, tenant: str = "", issuer: str = "", **_: Any) -> bool:
        """Whether these settings make it another service: then who comes back from there is somebody else."""
        return (self.issuer, self.client_id) != (issuer or ENTRA_ISSUER.format(tenant=tenant), client_id)

    @property
    def maildomein_wacht(self) -> bool:
        """Whether the bureau has not looked at the mail domain yet."""
        return bool(self.maildomein) and self.maildomein_bevestigd_op is None

    def anderen_met_maildomein(self) -> OrganisatieQuerySet:
        """Organisations that name the same domain: as their own, in their website or in the address of their contact person."""
        website = rf"[/.]{re.escape(self.maildomein)}(/|:|$)"
        return Organisatie.objects.exclude(pk=self.organisatie_id).filter(
            Q(inlogdienst__maildomein=self.maildomein)
            | Q(website__iregex=website)
            | Q(contact_email__iendswith=f"@{self.maildomein}")
        )

    @property
    def geheim(self) -> str | None:
        """The client secret in readable form, only for talking to the service; None when the key has changed."""
        return geheim.ontsleutelen(self.geheim_versleuteld)

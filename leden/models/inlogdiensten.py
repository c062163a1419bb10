from django.db import models
from django.db.models import Q

from leden import geheim
from leden.models.mensen import Rol
from leden.models.organisaties import Organisatie

ENTRA_ISSUER = "https://login.microsoftonline.com/{tenant}/v2.0"
GUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
VOORVOEGSEL = "inlogdienst-"


class InlogdienstQuerySet(models.QuerySet):
    def actief(self):
        return self.filter(is_actief=True)

    def zichtbaar_voor(self, wie):
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
    maildomein = models.CharField("maildomein", max_length=120, null=True, blank=True, unique=True)
    tenant = models.CharField("tenant-id", max_length=36, blank=True)
    issuer = models.CharField("adres van de dienst", max_length=200, blank=True)
    client_id = models.CharField("client-id", max_length=191, blank=True)
    geheim_versleuteld = models.TextField("clientgeheim", blank=True, editable=False)
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
        ]

    def __str__(self):
        return f"inlogdienst van {self.organisatie.naam}"

    @property
    def naam(self):
        """What people know the service by."""
        return "Microsoft" if self.soort == self.Soort.ENTRA else "de inlogdienst"

    @property
    def onderwerp(self):
        """What the log calls it."""
        return f"inlogdienst-{self.pk}"

    @property
    def provider_id(self):
        """What allauth calls it, in its rows and in the session."""
        return f"{VOORVOEGSEL}{self.pk}"

    @property
    def is_ingevuld(self):
        return bool(self.issuer and self.client_id and self.geheim_versleuteld)

    @property
    def geheim(self):
        """The client secret in readable form, only for talking to the service; None when the key has changed."""
        return geheim.ontsleutelen(self.geheim_versleuteld)

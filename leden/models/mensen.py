"""People, and the roles they have in organisations."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from leden.models.organisaties import Organisatie


class GebruikerManager(BaseUserManager):
    def create_user(self, email, naam, password=None, **velden):
        gebruiker = self.model(email=self.normalize_email(email).lower(), naam=naam, **velden)
        gebruiker.set_password(password)
        gebruiker.save()
        return gebruiker


class Gebruiker(AbstractBaseUser):
    """A person who can sign in. What the person may do follows from a Lidmaatschap, never from this row."""

    email = models.EmailField("e-mailadres", unique=True)
    naam = models.CharField("naam", max_length=120)
    functie = models.CharField("functie", max_length=120, blank=True)
    is_active = models.BooleanField("actief", default=True)
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = GebruikerManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["naam"]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        ordering = ["naam"]

    def __str__(self):
        return self.naam

    def get_full_name(self):
        return self.naam


class Rol(models.TextChoices):
    BEHEERDER = "beheerder", "beheerder"
    KWALITEITSMEDEWERKER = "kwaliteitsmedewerker", "kwaliteitsmedewerker"
    BESTUURDER = "bestuurder", "bestuurder"
    PLANNER = "planner", "planner"
    TOETSER = "toetser", "toetser"
    CONTROLEUR = "controleur", "controleur"
    COMMISSIELID = "commissielid", "lid"
    VOORZITTER = "voorzitter", "voorzitter"
    SECRETARIS = "secretaris", "secretaris"
    LABELBEHEERDER = "labelbeheerder", "labelbeheerder"


ROLLEN_PER_SOORT = {
    Organisatie.Soort.LID: {Rol.BEHEERDER, Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER},
    Organisatie.Soort.CERTIFICEERDER: {Rol.BEHEERDER, Rol.PLANNER, Rol.TOETSER, Rol.CONTROLEUR},
    Organisatie.Soort.BEHEERCOMMISSIE: {Rol.COMMISSIELID, Rol.VOORZITTER, Rol.SECRETARIS},
    Organisatie.Soort.BUREAU: {Rol.LABELBEHEERDER},
}


class LidmaatschapQuerySet(models.QuerySet):
    def geldig(self):
        """Memberships that hold today, of people who may sign in."""
        vandaag = timezone.localdate()
        return self.filter(Q(tot__isnull=True) | Q(tot__gte=vandaag), van__lte=vandaag, gebruiker__is_active=True)


class Lidmaatschap(models.Model):
    """A person in an organisation with a role; the hat someone wears. Rights follow from the active one only."""

    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="lidmaatschappen")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="lidmaatschappen")
    rol = models.CharField("rol", max_length=24, choices=Rol)
    van = models.DateField("van", default=timezone.localdate)
    tot = models.DateField("tot en met", null=True, blank=True)

    objects = LidmaatschapQuerySet.as_manager()

    class Meta:
        verbose_name = "lidmaatschap"
        verbose_name_plural = "lidmaatschappen"
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "organisatie", "rol"],
                name="lidmaatschap_een_keer_per_rol",
                violation_error_message="Deze persoon heeft deze rol al bij deze organisatie.",
            ),
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=models.F("van")),
                name="lidmaatschap_tot_na_van",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]

    def __str__(self):
        return f"{self.gebruiker.naam}, {self.get_rol_display()} bij {self.organisatie.naam}"

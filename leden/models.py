"""Organisations, people and the roles that people have in organisations."""

import pgtrigger
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Organisatie(models.Model):
    """A party around the label: a member, a certifier, the beheercommissie or the bureau."""

    class Soort(models.TextChoices):
        LID = "lid", "lidorganisatie"
        CERTIFICEERDER = "certificeerder", "certificerende instelling"
        BEHEERCOMMISSIE = "beheercommissie", "beheercommissie"
        BUREAU = "bureau", "bureau"

    naam = models.CharField("naam", max_length=160, unique=True)
    soort = models.CharField("soort", max_length=20, choices=Soort)
    adres = models.CharField("adres", max_length=160, blank=True)
    plaats = models.CharField("plaats", max_length=80)
    kvk_nummer = models.CharField("KvK-nummer", max_length=8, null=True, blank=True, unique=True)
    website = models.URLField("website", blank=True)

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kvk_nummer__isnull=True) | Q(kvk_nummer__regex=r"^\d{8}$"),
                name="organisatie_kvk_nummer_acht_cijfers",
                violation_error_message="Een KvK-nummer heeft 8 cijfers.",
            )
        ]

    def __str__(self):
        return self.naam


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
    Organisatie.Soort.LID: {Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER},
    Organisatie.Soort.CERTIFICEERDER: {Rol.PLANNER, Rol.TOETSER, Rol.CONTROLEUR},
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


class Belang(models.Model):
    """A tie between a person and an organisation that can colour a judgement (ISO/IEC 17065 § 4.2, dossier § 3 C1 and C2)."""

    class Soort(models.TextChoices):
        DIENSTVERBAND = "dienstverband", "dienstverband"
        ADVIES = "advies", "advieswerk"
        BESTUUR = "bestuur", "bestuurs- of toezichtfunctie"
        FAMILIE = "familie", "familieband"

    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="belangen")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="belangen")
    soort = models.CharField("soort", max_length=16, choices=Soort)
    van = models.DateField("van")
    tot = models.DateField("tot en met", null=True, blank=True)

    class Meta:
        verbose_name = "belang"
        verbose_name_plural = "belangen"
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=models.F("van")),
                name="belang_tot_na_van",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]

    def __str__(self):
        return f"{self.get_soort_display()} van {self.gebruiker} bij {self.organisatie}"


class Gebeurtenis(models.Model):
    """One row of the log: who, in which role, did what to what, from, to, why and when.

    The text columns repeat what the row is about, so that a row stays readable and its hash stays true whatever
    happens to the rows it names. Rows are only ever added, through `leden.logboek.vastleggen`.
    """

    volgnummer = models.PositiveBigIntegerField(unique=True)
    op = models.DateTimeField()
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")
    naam = models.CharField(max_length=120)
    rol = models.CharField(max_length=24, blank=True)
    organisatie = models.CharField(max_length=160, blank=True)
    handeling = models.CharField(max_length=40)
    onderwerp = models.CharField(max_length=80)
    van = models.CharField(max_length=24, blank=True)
    naar = models.CharField(max_length=24, blank=True)
    reden = models.TextField(blank=True)
    vorige_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        ordering = ["volgnummer"]
        indexes = [models.Index(fields=["onderwerp", "-volgnummer"])]
        triggers = [
            pgtrigger.Protect(name="alleen_toevoegen", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="niet_leegmaken",
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                level=pgtrigger.Statement,
                func="raise exception 'het logboek kan niet worden leeggemaakt';",
            ),
        ]

    def __str__(self):
        return f"{self.volgnummer}: {self.handeling} {self.onderwerp}"

    @property
    def rol_label(self):
        return Rol(self.rol).label if self.rol else ""

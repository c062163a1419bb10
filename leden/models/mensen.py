"""People, and the roles they have in organisations."""

from datetime import date, timedelta
from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from leden.models import triggers
from leden.models.organisaties import Organisatie


class Rol(models.TextChoices):
    BEHEERDER = "beheerder", "beheerder"
    KWALITEITSMEDEWERKER = "kwaliteitsmedewerker", "kwaliteitsmedewerker"
    BESTUURDER = "bestuurder", "bestuurder"
    PLANNER = "planner", "planner"
    TOETSER = "toetser", "toetser"
    CONTROLEUR = "controleur", "controleur"
    COMMISSIELID = "commissielid", "commissielid"
    VOORZITTER = "voorzitter", "voorzitter"
    SECRETARIS = "secretaris", "secretaris"
    LABELBEHEERDER = "labelbeheerder", "labelbeheerder"
    KLACHTBEHANDELAAR = "klachtbehandelaar", "klachtbehandelaar"


ROLLEN_PER_SOORT: dict[str, set[Rol]] = {
    Organisatie.Soort.LID: {Rol.BEHEERDER, Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER},
    Organisatie.Soort.CERTIFICEERDER: {Rol.BEHEERDER, Rol.PLANNER, Rol.TOETSER, Rol.CONTROLEUR},
    Organisatie.Soort.BEHEERCOMMISSIE: {Rol.COMMISSIELID, Rol.VOORZITTER, Rol.SECRETARIS},
    Organisatie.Soort.BUREAU: {Rol.LABELBEHEERDER, Rol.KLACHTBEHANDELAAR},
}


class GebruikerQuerySet(models.QuerySet["Gebruiker"]):
    def zichtbaar_voor(self, wie: "Lidmaatschap | None") -> Self:
        """Who looks after people sees those of the own organisation, also who left; the bureau sees everyone."""
        if wie is not None and wie.rol == Rol.LABELBEHEERDER:
            return self
        if wie is not None and wie.rol == Rol.BEHEERDER:
            return self.bij(wie.organisatie_id)
        return self.none()

    def bij(self, organisatie: int) -> Self:
        """Everyone who has, had or gets a role at an organisation."""
        return self.filter(pk__in=Lidmaatschap.objects.filter(organisatie=organisatie).values("gebruiker"))


# A name of its own, since a type checker cannot follow a base class that is made on the spot.
GebruikersVan = models.Manager.from_queryset(GebruikerQuerySet)


class GebruikerManager(BaseUserManager["Gebruiker"], GebruikersVan):
    def create_user(self, email: str, naam: str, password: str | None = None, **velden: Any) -> "Gebruiker":
        gebruiker = self.model(email=self.normalize_email(email).lower(), naam=naam, **velden)
        gebruiker.set_password(password)
        gebruiker.save()
        return gebruiker


class Gebruiker(AbstractBaseUser):
    """A person who can sign in. What the person may do follows from a Lidmaatschap, never from this row."""

    email = models.EmailField("e-mailadres", unique=True)
    naam = models.CharField("naam", max_length=120)
    functie = models.CharField("functie", max_length=120, blank=True)
    telefoon = models.CharField("telefoonnummer", max_length=20, blank=True)
    is_active = models.BooleanField("actief", default=True)
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    # Which version of the house rules and the privacy text this person read, and when.
    huisregels_versie = models.CharField("gelezen huisregels", max_length=12, blank=True)
    huisregels_op = models.DateTimeField("huisregels gelezen op", null=True, blank=True)
    # When this person worked a session without a second step; that may be once.
    respijt_gebruikt_op = models.DateTimeField("respijt gebruikt op", null=True, blank=True)
    # Part of what every session is checked against: one more, and all sessions of this person are over.
    sessieronde = models.PositiveIntegerField("sessieronde", default=0)

    objects = GebruikerManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["naam"]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(
                condition=Q(huisregels_versie="", huisregels_op__isnull=True)
                | (~Q(huisregels_versie="") & Q(huisregels_op__isnull=False)),
                name="gebruiker_huisregels_met_moment",
            ),
        ]
        triggers = [triggers.laatste_beheerder_blijft_actief, triggers.niet_leegmaken]

    def __str__(self) -> str:
        return self.naam

    @property
    def onderwerp(self) -> str:
        return f"gebruiker {self.pk}"

    def _get_session_auth_hash(self, secret=None):
        sleutel = "leden.Gebruiker.sessieronde"
        inhoud = f"{self.sessieronde}:{super()._get_session_auth_hash(secret)}"
        return salted_hmac(sleutel, inhoud, secret=secret, algorithm="sha256").hexdigest()


class LidmaatschapQuerySet(models.QuerySet["Lidmaatschap"]):
    def geldig(self) -> Self:
        """Memberships that hold today, of people who may sign in, at organisations that have not merged into another."""
        return self.geldig_op(timezone.localdate())

    def geldig_op(self, dag: date) -> Self:
        """The same on another day, of people who may sign in now."""
        return self.bevestigd().filter(
            Q(tot__isnull=True) | Q(tot__gte=dag),
            Q(organisatie__samenvoeging__isnull=True) | Q(organisatie__samenvoeging__per__gt=dag),
            van__lte=dag,
            gebruiker__is_active=True,
        )

    def niet_voorbij(self) -> Self:
        """Memberships that hold today or begin later, also of people who may not sign in."""
        return self.filter(
            Q(tot__isnull=True) | Q(tot__gte=timezone.localdate()), Q(tot__isnull=True) | Q(tot__gte=F("van"))
        )

    def bevestigd(self) -> Self:
        """A term in the beheercommissie holds once a second person confirmed it; those of before that rule have no proposer."""
        return self.filter(Q(voorgesteld_door__isnull=True) | Q(bevestigd_door__isnull=False))

    def te_bevestigen(self) -> Self:
        """Terms in the beheercommissie that wait for a second person."""
        return self.niet_voorbij().filter(voorgesteld_door__isnull=False, bevestigd_door__isnull=True)

    def blijvend(self) -> Self:
        """Memberships that hold today and have no end."""
        return self.geldig().filter(tot__isnull=True)

    def overlapt(self, van: date, tot: date | None) -> Self:
        """Memberships that hold on a day of this period; `tot` is its last day, or None when it has no end."""
        lopend = self.filter(Q(tot__isnull=True) | Q(tot__gte=van), Q(tot__isnull=True) | Q(tot__gte=F("van")))
        return lopend if tot is None else lopend.filter(van__lte=tot)

    def zichtbaar_voor(self, wie: "Lidmaatschap | None") -> Self:
        """The bureau sees all, a beheerder those of the own organisation, the secretary those of the committee, nobody else."""
        if wie is not None and wie.rol == Rol.LABELBEHEERDER:
            return self
        if wie is not None and wie.rol in (Rol.BEHEERDER, Rol.SECRETARIS):
            return self.filter(organisatie=wie.organisatie_id)
        return self.none()


class Lidmaatschap(models.Model):
    """A person in an organisation with a role; the hat someone wears. Rights follow from the active one only."""

    # Keys of the organisations that had gone into its own, where they were fetched with it: see `eigen_organisaties`.
    voorgangers: list[int] | None = None

    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="lidmaatschappen")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="lidmaatschappen")
    rol = models.CharField("rol", max_length=24, choices=Rol)
    van = models.DateField("van", default=timezone.localdate)
    tot = models.DateField("tot en met", null=True, blank=True)
    # Of a term in the beheercommissie: it holds when both are there.
    voorgesteld_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    bevestigd_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")

    objects = LidmaatschapQuerySet.as_manager()

    class Meta:
        verbose_name = "lidmaatschap"
        verbose_name_plural = "lidmaatschappen"
        indexes = [models.Index(fields=["gebruiker", "organisatie", "rol"], name="lidmaatschap_wie_waar_rol")]
        constraints = [
            # A role that is taken back on its first day has held no day at all: it ends the day before it began.
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van") - timedelta(days=1)),
                name="lidmaatschap_tot_na_van",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
            # Three people: who proposes, who confirms, and whose term it is.
            models.CheckConstraint(
                condition=Q(bevestigd_door__isnull=True)
                | Q(voorgesteld_door__isnull=False)
                & ~Q(bevestigd_door=F("voorgesteld_door"))
                & ~Q(bevestigd_door=F("gebruiker")),
                name="lidmaatschap_bevestigd_door_een_ander",
            ),
            models.CheckConstraint(
                condition=Q(voorgesteld_door__isnull=True) | ~Q(voorgesteld_door=F("gebruiker")),
                name="lidmaatschap_voorgesteld_door_een_ander",
            ),
        ]
        triggers = [
            triggers.een_keer_per_rol,
            triggers.klachtbehandelaar_staat_apart,
            triggers.laatste_beheerder_houdt_rol,
            triggers.niet_leegmaken,
            triggers.zitting_met_vier_ogen,
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker.naam}, {self.get_rol_display()} bij {self.organisatie.naam}"

    @property
    def onderwerp(self) -> str:
        return onderwerp_van(self.gebruiker_id, self.organisatie_id)

    @property
    def is_voorbij(self) -> bool:
        """Its last day has been, or it was taken back before it began."""
        return self.tot is not None and self.tot < max(timezone.localdate(), self.van)

    @property
    def is_voorstel(self) -> bool:
        """Nobody confirmed this term in the beheercommissie: it does not hold, or never did."""
        return self.voorgesteld_door_id is not None and self.bevestigd_door_id is None

    @property
    def telefoon(self) -> str:
        """The own number, or else that of the contact person of the organisation."""
        return self.gebruiker.telefoon or self.organisatie.contact_telefoon

    @property
    def moet_beginnen(self) -> bool:
        return self.van > timezone.localdate() and not self.is_voorbij


def onderwerp_van(gebruiker_pk: int, organisatie_pk: int) -> str:
    """What the log calls a person in an organisation: who looks after the one organisation reads nothing of another."""
    return f"gebruiker {gebruiker_pk} bij organisatie {organisatie_pk}"

from datetime import datetime, timedelta
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from leden.models.mensen import Gebruiker, Lidmaatschap, Rol
from leden.models.organisaties import Organisatie
from leden.uitnodigingslink import ondertekenen, sleutel_lezen

GELDIG_DAGEN = 14
# Who never answered is forgotten so many days after the invitation was over.
VERGETEN_NA_DAGEN = 90


class UitnodigingQuerySet(models.QuerySet["Uitnodiging"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """The bureau sees all, a beheerder those of the own organisation, nobody else."""
        if wie is not None and wie.rol == Rol.LABELBEHEERDER:
            return self
        if wie is not None and wie.rol == Rol.BEHEERDER:
            return self.filter(organisatie=wie.organisatie_id)
        return self.none()

    def bij_sleutel(self, sleutel: str) -> "Uitnodiging | None":
        """The invitation of a link, also of an earlier mail of it; None for a link that we never gave."""
        gelezen = sleutel_lezen(sleutel)
        return gelezen and self.filter(pk=gelezen[0]).select_related("organisatie", "uitgenodigd_door").first()

    def wachtend(self) -> Self:
        """Neither accepted nor withdrawn; some may be too old by now, and can be sent again."""
        return self.filter(aangenomen_op__isnull=True, ingetrokken_op__isnull=True)

    def open(self) -> Self:
        """Those whose link works."""
        return self.wachtend().filter(verstuurd_op__gt=timezone.now() - timedelta(days=GELDIG_DAGEN))

    def te_vergeten(self) -> Self:
        """Never accepted, and lapsed or withdrawn long ago."""
        grens = timezone.now() - timedelta(days=VERGETEN_NA_DAGEN)
        verlopen = Q(ingetrokken_op__isnull=True, verstuurd_op__lt=grens - timedelta(days=GELDIG_DAGEN))
        return self.filter(verlopen | Q(ingetrokken_op__lt=grens), aangenomen_op__isnull=True)


class Uitnodiging(models.Model):
    """Somebody is asked by mail to take one or more roles in an organisation; the link in the mail works once (leden/uitnodigingslink.py).

    Nothing secret is kept here: the link is signed, and carries how many times the invitation was sent, so that
    sending again makes the earlier link useless.
    """

    class Stand(models.TextChoices):
        OPEN = "open", "open"
        VERLOPEN = "verlopen", "verlopen"
        AANGENOMEN = "aangenomen", "aangenomen"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    email = models.EmailField("e-mailadres")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="uitnodigingen")
    rollen = ArrayField(models.CharField(max_length=24, choices=Rol), verbose_name="rollen")
    # A term of office, for the beheercommissie.
    van = models.DateField("van", null=True, blank=True)
    tot = models.DateField("tot en met", null=True, blank=True)
    uitgenodigd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    uitgenodigd_op = models.DateTimeField(default=timezone.now, editable=False)
    keer = models.PositiveSmallIntegerField("keer verstuurd", default=1)
    verstuurd_op = models.DateTimeField("verstuurd op", default=timezone.now)
    # Since when we know that the mail did not arrive; sending it again is another mail.
    teruggekomen_op = models.DateTimeField("teruggekomen op", null=True, editable=False)
    ingetrokken_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    aangenomen_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="uitnodigingen")
    aangenomen_op = models.DateTimeField(null=True, blank=True)

    objects = UitnodigingQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        ordering = ["verstuurd_op", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie", "email"],
                condition=Q(aangenomen_op__isnull=True, ingetrokken_op__isnull=True),
                name="uitnodiging_een_per_adres",
            ),
            models.CheckConstraint(condition=~Q(rollen=[]), name="uitnodiging_voor_een_rol"),
            models.CheckConstraint(
                condition=Q(van__isnull=True, tot__isnull=True) | Q(tot__gte=F("van")),
                name="uitnodiging_van_en_tot_samen",
            ),
            models.CheckConstraint(
                condition=Q(ingetrokken_op__isnull=True, ingetrokken_door__isnull=True)
                | Q(ingetrokken_op__isnull=False, ingetrokken_door__isnull=False, aangenomen_op__isnull=True),
                name="uitnodiging_ingetrokken_door_en_op",
            ),
            models.CheckConstraint(
                condition=Q(aangenomen_op__isnull=True, aangenomen_door__isnull=True)
                | Q(aangenomen_op__isnull=False, aangenomen_door__isnull=False),
                name="uitnodiging_aangenomen_door_en_op",
            ),
        ]

    def __str__(self) -> str:
        return f"uitnodiging {self.pk} voor {self.organisatie}"

    @property
    def onderwerp(self) -> str:
        return f"uitnodiging {self.pk}"

    @property
    def sleutel(self) -> str:
        """What stands in the link of the latest mail."""
        return ondertekenen(self.pk, self.keer)

    @property
    def vervalt_op(self) -> datetime:
        return self.verstuurd_op + timedelta(days=GELDIG_DAGEN)

    @property
    def stand(self) -> Stand:
        """Computed when somebody asks; no nightly job has to run for it."""
        if self.aangenomen_op:
            return self.Stand.AANGENOMEN
        if self.ingetrokken_op:
            return self.Stand.INGETROKKEN
        return self.Stand.OPEN if timezone.now() < self.vervalt_op else self.Stand.VERLOPEN

    @property
    def rolnamen(self) -> list[str]:
        """The roles as words, in the order of the list of roles."""
        return [rol.label for rol in Rol if rol in self.rollen]

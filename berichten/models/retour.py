"""What is known of mail that came back."""

import hashlib
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from leden.models import Gebruiker, Lidmaatschap, Rol


class KapotadresQuerySet(models.QuerySet["Kapotadres"]):
    def geldt(self) -> Self:
        """Of people who still have that address."""
        return self.filter(adres=F("gebruiker__email"))

    def is_van(self, gebruiker: Gebruiker) -> bool:
        """Whether letters to this person would come back."""
        return self.geldt().filter(gebruiker=gebruiker).exists()

    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Who looks after people sees those who work there now or later; the bureau all of them."""
        if wie is None or wie.rol not in (Rol.BEHEERDER, Rol.LABELBEHEERDER):
            return self.none()
        rollen = Lidmaatschap.objects.niet_voorbij()
        if wie.rol == Rol.BEHEERDER:
            rollen = rollen.filter(organisatie=wie.organisatie_id)
        return self.geldt().filter(Exists(rollen.filter(gebruiker=OuterRef("gebruiker"))))


class Kapotadres(models.Model):
    """An address from which a letter came back for good: no letter is mailed to it until somebody says that it works again.

    A person with another address is not kept from anything by it.
    """

    gebruiker = models.OneToOneField(Gebruiker, models.CASCADE, related_name="kapotadres")
    adres = models.EmailField()
    sinds = models.DateTimeField(default=timezone.now, editable=False)
    code = models.CharField(max_length=20)

    objects = KapotadresQuerySet.as_manager()

    class Meta:
        verbose_name = "kapot adres"
        verbose_name_plural = "kapotte adressen"
        ordering = ["-sinds", "-pk"]

    def __str__(self) -> str:
        return self.adres


class RetourQuerySet(models.QuerySet["Retour"]):
    def onthouden(self, kenmerk: str) -> bool:
        """Remember that the mail with this Message-ID came back; False when that was known already."""
        return self.get_or_create(sha256=hashlib.sha256(kenmerk.strip("<> \t\r\n").encode()).hexdigest())[1]


class Retour(models.Model):
    """That a mail came back of which nothing else was kept. A report can be brought twice; then it says nothing new of the address."""

    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    op = models.DateTimeField(default=timezone.now, editable=False)

    objects = RetourQuerySet.as_manager()

    class Meta:
        verbose_name = "retour"
        verbose_name_plural = "retouren"

    def __str__(self) -> str:
        return f"Retour {self.pk}"

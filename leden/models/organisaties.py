from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from leden import gemeenten, nummers

if TYPE_CHECKING:
    from leden.models.mensen import Lidmaatschap

KVK_FOUT = "Een KvK-nummer heeft 8 cijfers."
RSIN_FOUT = "Een RSIN heeft 9 cijfers."
POSTCODE_FOUT = "Schrijf de postcode zo: 1234 AB."
GEMEENTE_FOUT = "Deze gemeente staat niet in de lijst. Kies een gemeente uit de lijst."


class Postcodeveld(models.CharField):
    """A postcode, kept as 1234 AB however it was typed."""

    def to_python(self, value: Any) -> Any:
        return nummers.postcode_schoon(value) if isinstance(value, str) else super().to_python(value)


def bestaande_gemeente(code: str) -> None:
    """Validator: refuse a code that is not in the list of municipalities."""
    if code not in gemeenten.namen():
        raise ValidationError(GEMEENTE_FOUT, code="gemeente")


class OrganisatieQuerySet(models.QuerySet["Organisatie"]):
    def zichtbaar_voor(self, wie: "Lidmaatschap | None") -> Self:
        """The bureau knows every organisation, everybody else the own one."""
        if wie is None:
            return self.none()
        is_bureau = wie.organisatie.soort == Organisatie.Soort.BUREAU
        return self.all() if is_bureau else self.filter(pk=wie.organisatie_id)

    def zelfstandig(self, op: date | None = None) -> Self:
        """Those that had not merged into another on a day (today)."""
        return self.exclude(samenvoeging__per__lte=op or timezone.localdate())

    def leden(self, op: date | None = None) -> Self:
        """Members on a day (today when none is given); who has no first day has always been one."""
        dag = op or timezone.localdate()
        return self.zelfstandig(dag).filter(
            Q(lid_sinds__isnull=True) | Q(lid_sinds__lte=dag),
            Q(lid_tot__isnull=True) | Q(lid_tot__gte=dag),
            soort=Organisatie.Soort.LID,
        )


class Organisatie(models.Model):
    """A party around the label: a member, a certifier, the beheercommissie or the bureau.

    `naam` is the trade name, which every page shows; `statutaire_naam` is what the deed of the legal person says.
    """

    class Soort(models.TextChoices):
        LID = "lid", "lidorganisatie"
        CERTIFICEERDER = "certificeerder", "certificerende instelling"
        BEHEERCOMMISSIE = "beheercommissie", "beheercommissie"
        BUREAU = "bureau", "bureau"

    naam = models.CharField(
        "naam", max_length=160, unique=True, error_messages={"unique": "Er is al een organisatie die zo heet."}
    )
    statutaire_naam = models.CharField("statutaire naam", max_length=160, blank=True)
    soort = models.CharField("soort", max_length=20, choices=Soort)
    kvk_nummer = models.CharField(
        "KvK-nummer",
        max_length=8,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(nummers.KVK_NUMMER, KVK_FOUT)],
        error_messages={"unique": "Dit KvK-nummer hoort al bij een andere organisatie."},
    )
    rsin = models.CharField(
        "RSIN",
        max_length=9,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(nummers.RSIN, RSIN_FOUT), nummers.rsin_klopt],
        error_messages={"unique": "Dit RSIN hoort al bij een andere organisatie."},
    )
    adres = models.CharField("straat en huisnummer", max_length=160, blank=True)
    postcode = Postcodeveld(
        "postcode", max_length=7, blank=True, validators=[RegexValidator(nummers.POSTCODE, POSTCODE_FOUT)]
    )
    plaats = models.CharField("plaats", max_length=80)
    gemeente = models.CharField("gemeente", max_length=6, blank=True, validators=[bestaande_gemeente])
    website = models.URLField("website", blank=True)
    fte = models.DecimalField("fte", max_digits=7, decimal_places=2, null=True, blank=True)
    locaties = models.PositiveSmallIntegerField("locaties", null=True, blank=True)
    contactpersoon = models.CharField("contactpersoon", max_length=120, blank=True)
    contactfunctie = models.CharField("functie van de contactpersoon", max_length=120, blank=True)
    contact_email = models.EmailField("e-mailadres van de contactpersoon", blank=True)
    contact_telefoon = models.CharField("telefoonnummer van de contactpersoon", max_length=20, blank=True)
    lid_sinds = models.DateField("lid sinds", null=True, blank=True)
    lid_tot = models.DateField("lid tot en met", null=True, blank=True)
    opmerkingen = models.TextField("opmerkingen, alleen voor het bureau", blank=True)
    # A name that holds from a day to come; from that day on it is what `naam` gives.
    nieuwe_naam = models.CharField(max_length=160, blank=True, editable=False)
    nieuwe_naam_per = models.DateField(null=True, blank=True, editable=False)

    objects = OrganisatieQuerySet.as_manager()

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kvk_nummer__isnull=True) | Q(kvk_nummer__regex=r"^\d{8}$"),
                name="organisatie_kvk_nummer_acht_cijfers",
                violation_error_message=KVK_FOUT,
            ),
            models.CheckConstraint(
                condition=Q(rsin__isnull=True) | Q(rsin__regex=nummers.RSIN),
                name="organisatie_rsin_negen_cijfers",
                violation_error_message=RSIN_FOUT,
            ),
            models.CheckConstraint(
                condition=Q(postcode="") | Q(postcode__regex=nummers.POSTCODE),
                name="organisatie_postcode_vorm",
                violation_error_message=POSTCODE_FOUT,
            ),
            models.CheckConstraint(
                condition=Q(gemeente="") | Q(gemeente__regex=r"^GM[0-9]{4}$"),
                name="organisatie_gemeente_cbs_code",
                violation_error_message=GEMEENTE_FOUT,
            ),
            models.CheckConstraint(
                condition=Q(fte__isnull=True) | Q(fte__gte=0),
                name="organisatie_fte_niet_negatief",
                violation_error_message="Het aantal fte is nul of meer.",
            ),
            models.CheckConstraint(
                condition=Q(lid_tot__isnull=True) | Q(lid_sinds__isnull=True) | Q(lid_tot__gte=F("lid_sinds")),
                name="organisatie_lid_tot_na_lid_sinds",
                violation_error_message="Het lidmaatschap eindigt voor het begint. Kijk de twee dagen na.",
            ),
            models.CheckConstraint(
                condition=Q(nieuwe_naam="", nieuwe_naam_per__isnull=True)
                | Q(nieuwe_naam__gt="", nieuwe_naam_per__isnull=False),
                name="organisatie_nieuwe_naam_met_dag",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("organisatie", args=[self.pk])

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        """Also when it comes along with another row: a name whose day has come is the name."""
        organisatie = super().from_db(db, field_names, values)
        per = organisatie.__dict__.get("nieuwe_naam_per")
        if per and per <= timezone.localdate():
            organisatie.naam = organisatie.nieuwe_naam
        return organisatie

    def op_dag(self, dag: date) -> "Organisatie":
        """The organisation in which this one lives on, on a day: itself, as long as it has not merged."""
        laatste = self.opvolgingen.op(dag).select_related("opvolger").order_by("per", "pk").last()
        return laatste.opvolger if laatste else self

    @property
    def onderwerp(self) -> str:
        """How the log names this organisation, whatever it is called."""
        return f"organisatie {self.pk}"

    @property
    def is_opgegaan(self) -> bool:
        """Whether it has gone into another organisation by today."""
        samenvoeging = getattr(self, "samenvoeging", None)
        return samenvoeging is not None and samenvoeging.per <= timezone.localdate()

    @property
    def gemeentenaam(self) -> str:
        return gemeenten.naam_op(self.gemeente) if self.gemeente else ""

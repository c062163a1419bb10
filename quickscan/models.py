"""A QuickScan: what the bureau asks all members at once, and the form that each of them gets."""

from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from leden.models import Lidmaatschap
from leden.models.mensen import Rol
from leden.models.organisaties import Organisatie
from leden.models.triggers import VANDAAG, niet_leegmaken
from quickscan import vragen
from quickscan.vragen import Scanvraag


class QuickScanQuerySet(models.QuerySet["QuickScan"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """The bureau sees all; every member sees the scans that are closed."""
        if wie is None:
            return self.none()
        if wie.rol == Rol.LABELBEHEERDER:
            return self.all()
        return self.gesloten() if wie.organisatie.soort == Organisatie.Soort.LID else self.none()

    def gesloten(self) -> Self:
        """Scans of which the closing moment has been."""
        return self.filter(
            Q(gesloten_op__isnull=False) | Q(sluit_op__lt=timezone.localdate()), geopend_op__isnull=False
        )

    def open(self) -> Self:
        return self.filter(geopend_op__isnull=False, gesloten_op__isnull=True, sluit_op__gte=timezone.localdate())


class QuickScan(models.Model):
    """One round of questions. Whether it is open follows from its dates; once opened, what was asked stays as it was.

    Only its last day can move while it is open, and only to a later one.
    """

    class Stand(models.TextChoices):
        CONCEPT = "concept", "concept"
        OPEN = "open", "open"
        GESLOTEN = "gesloten", "gesloten"

    titel = models.CharField("titel", max_length=80)
    inleiding = models.TextField("inleiding", max_length=2000)
    sluit_op = models.DateField("open tot en met")
    vragen = models.JSONField("vragen", default=vragen.standaardvragen)
    # Answers that were not given in this application: where they come from, and what in them is not in that source.
    bron = models.TextField("bron", blank=True)
    gemaakt_op = models.DateTimeField("gemaakt op", default=timezone.now)
    geopend_op = models.DateTimeField("geopend op", null=True, blank=True)
    herinnerd_op = models.DateTimeField("laatste herinnering", null=True, blank=True)
    gesloten_op = models.DateTimeField("eerder gesloten op", null=True, blank=True)

    objects = QuickScanQuerySet.as_manager()

    class Meta:
        verbose_name = "quickscan"
        verbose_name_plural = "quickscans"
        ordering = ["-gemaakt_op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gesloten_op__isnull=True) | Q(gesloten_op__gte=F("geopend_op")),
                name="quickscan_sluit_na_openen",
            ),
        ]
        triggers = [
            niet_leegmaken,
            pgtrigger.Trigger(
                name="bevroren_na_openen",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__geopend_op__isnull=False),
                func=f"""
                    if (new.titel, new.inleiding, new.vragen, new.bron, new.geopend_op)
                        is distinct from (old.titel, old.inleiding, old.vragen, old.bron, old.geopend_op)
                        or old.gesloten_op is not null and new.gesloten_op is distinct from old.gesloten_op
                    then
                        raise exception 'quickscan: wat gevraagd is, verandert niet meer' using errcode = 'check_violation';
                    end if;
                    if new.sluit_op <> old.sluit_op and (
                        new.sluit_op < old.sluit_op
                        or old.gesloten_op is not null
                        or old.sluit_op < {VANDAAG}
                    ) then
                        raise exception 'quickscan: alleen een latere laatste dag, zolang hij open is' using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
            pgtrigger.Protect(
                name="blijft_na_openen",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__geopend_op__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("quickscan", args=[self.pk])

    @property
    def onderwerp(self) -> str:
        """How the log names this scan."""
        return f"QuickScan {self.pk}"

    @property
    def sluit_moment(self) -> datetime:
        """The first moment at which it is closed: midnight after the last day, or when someone closed it earlier."""
        return self.gesloten_op or timezone.make_aware(datetime.combine(self.sluit_op + timedelta(days=1), time.min))

    @property
    def stand(self) -> Stand:
        if self.geopend_op is None:
            return self.Stand.CONCEPT
        return self.Stand.OPEN if timezone.now() < self.sluit_moment else self.Stand.GESLOTEN

    @property
    def is_concept(self) -> bool:
        return self.stand == self.Stand.CONCEPT

    @property
    def is_open(self) -> bool:
        return self.stand == self.Stand.OPEN

    @property
    def is_gesloten(self) -> bool:
        return self.stand == self.Stand.GESLOTEN

    @cached_property
    def vragenlijst(self) -> list[Scanvraag]:
        """The questions as objects."""
        return vragen.vragen_uit(self.vragen)


class ScanformulierQuerySet(models.QuerySet["Scanformulier"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """A member sees the form of its own organisation, the bureau those of all."""
        if wie is None:
            return self.none()
        formulieren = self.select_related("scan", "organisatie")
        return formulieren if wie.rol == Rol.LABELBEHEERDER else formulieren.filter(organisatie=wie.organisatie_id)

    def ingevuld(self) -> Self:
        return self.filter(ingevuld_op__isnull=False)

    def leeg(self) -> Self:
        return self.filter(ingevuld_op__isnull=True)

    def teruggekomen(self) -> Self:
        """Of who did not answer, and whose last mail did not arrive."""
        return self.leeg().filter(teruggekomen_op__isnull=False)


class Scanformulier(models.Model):
    """The form of one organisation in one scan: one row, so one answer, which can be changed until the scan closes.

    Size and municipality are those of the moment of answering. Answers of a scan that was held elsewhere have no organisation.
    """

    scan = models.ForeignKey(QuickScan, models.PROTECT, related_name="formulieren")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, null=True, blank=True, related_name="scanformulieren")
    # Where the last mail went; empty when we know no address.
    email = models.EmailField("e-mailadres", blank=True)
    # Since when we know that it did not arrive; the next mail is another.
    teruggekomen_op = models.DateTimeField("teruggekomen op", null=True, blank=True, editable=False)
    antwoorden = models.JSONField("antwoorden", default=dict)
    fte = models.DecimalField("fte", max_digits=7, decimal_places=2, null=True, blank=True)
    gemeente = models.CharField("gemeente", max_length=6, blank=True)
    ingevuld_op = models.DateTimeField("ingevuld op", null=True, blank=True)
    gewijzigd_op = models.DateTimeField("gewijzigd op", null=True, blank=True)
    versie = models.PositiveIntegerField("versie", default=0)
    # Part of what the link is signed with: one more, and the link of before opens nothing.
    koppelingronde = models.PositiveIntegerField("koppelingronde", default=0)

    objects = ScanformulierQuerySet.as_manager()

    class Meta:
        verbose_name = "scanformulier"
        verbose_name_plural = "scanformulieren"
        constraints = [
            models.UniqueConstraint(fields=["scan", "organisatie"], name="scanformulier_een_per_organisatie"),
            models.CheckConstraint(
                condition=Q(ingevuld_op__isnull=True, gewijzigd_op__isnull=True, versie=0, antwoorden={})
                | Q(ingevuld_op__isnull=False, gewijzigd_op__gte=F("ingevuld_op"), versie__gte=1),
                name="scanformulier_leeg_of_ingevuld",
            ),
            models.CheckConstraint(
                condition=Q(organisatie__isnull=False) | Q(ingevuld_op__isnull=False),
                name="scanformulier_zonder_organisatie_is_ingevuld",
            ),
        ]
        triggers = [
            niet_leegmaken,
            pgtrigger.Protect(name="blijft_bestaan", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="alleen_zolang_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("scan", "quickscan_quickscan%rowtype")],
                func=f"""
                    if tg_op = 'UPDATE' then
                        if (new.antwoorden, new.fte, new.gemeente, new.ingevuld_op, new.gewijzigd_op)
                            is not distinct from (old.antwoorden, old.fte, old.gemeente, old.ingevuld_op, old.gewijzigd_op)
                        then
                            return new;
                        end if;
                    end if;
                    select * into scan from quickscan_quickscan q where q.id = new.scan_id;
                    if tg_op = 'UPDATE' and new.gewijzigd_op is null
                        or new.gewijzigd_op < scan.geopend_op
                        or new.gewijzigd_op is not null and scan.geopend_op is null
                        or new.gewijzigd_op >= coalesce(
                            scan.gesloten_op, (scan.sluit_op + 1)::timestamp at time zone '{settings.TIME_ZONE}'
                        )
                    then
                        raise exception 'quickscan: hij is niet open' using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"formulier van {self.organisatie or 'een onbekende organisatie'} in {self.scan}"

    @property
    def onderwerp(self) -> str:
        """How a mail names whose address it went to."""
        return f"scanformulier {self.pk}"

"""How a member reads an item before the meeting: not a vote."""

import pgtrigger
from django.db import models
from django.utils import timezone

from beheercommissie.models.vergaderingen import HEEFT_BELANG, Agendapunt
from leden.models import Gebruiker
from leden.models.triggers import niet_leegmaken


class Blik(models.Model):
    """The preliminary view of a member without an interest. It can change until the views of the item open; from then on a member
    says only "ik wil dit bespreken"."""

    BESPREKEN = "bespreken"

    agendapunt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="blikken")
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="blikken")
    keuze = models.CharField("hoe leest u dit", max_length=40)
    woord = models.TextField("een woord erbij", blank=True)
    gegeven_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "voorlopige blik"
        verbose_name_plural = "voorlopige blikken"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["agendapunt", "gebruiker"], name="blik_een_per_lid")]
        triggers = [
            niet_leegmaken,
            pgtrigger.Trigger(
                name="zonder_belang",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                # Who may vote has a view, and nobody else (uitgangspunten § 1 and § 2).
                func=f"""
                    if not exists (
                        select 1 from beheercommissie_belangverklaring b
                        join beheercommissie_agendapunt p on p.id = b.agendapunt_id
                        join trajecten_toewijzing w on w.traject_id = p.traject_id and w.gebruiker_id = b.gebruiker_id
                        where b.agendapunt_id = new.agendapunt_id and b.gebruiker_id = new.gebruiker_id
                          and b.uitkomst = 'geen' and w.rol = 'beslisser'
                    ) or {HEEFT_BELANG.format(gebruiker="new.gebruiker_id", agendapunt="new.agendapunt_id")} then
                        raise exception 'blik: dit lid doet niet mee aan dit punt' using errcode = 'check_violation';
                    end if;
                    if exists (select 1 from beheercommissie_besluit d where d.agendapunt_id = new.agendapunt_id) then
                        raise exception 'blik: het besluit is al genomen' using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
            pgtrigger.Trigger(
                name="vast_als_ze_open_zijn",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                # Who read what others say does not adapt the own view.
                func="""
                    if exists (
                        select 1 from beheercommissie_agendapunt p
                        join beheercommissie_vergadering v on v.id = p.vergadering_id
                        where p.id = new.agendapunt_id
                          and (p.blikkenstand <> 'dicht' or v.geopend_op is not null)
                    ) and (
                        new.keuze <> 'bespreken'
                        or new.woord <> case when tg_op = 'UPDATE' then old.woord else '' end
                    ) then
                        raise exception 'blik: de blikken zijn al open' using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"Voorlopige blik van {self.gebruiker}"

    @property
    def onderwerp(self) -> str:
        """How the log names this view: not by the traject, since nobody reads there who has one."""
        return f"voorlopige blik {self.pk}"

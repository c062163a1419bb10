"""That the committee asks to read the long part of a report, which it does not read by default: at one item, and why."""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from beheercommissie.models.vergaderingen import COMMISSIE, HEEFT_BELANG, Agendapunt
from leden.models import Gebruiker, Rol
from leden.models.triggers import niet_leegmaken, sql_heeft_rol
from trajecten.levensloop import Soort, Status


class LangdeelverzoekQuerySet(models.QuerySet["Langdeelverzoek"]):
    def lopend(self) -> Self:
        """Those of items that wait for a decision: with that, or off the agenda, the long part is closed again."""
        return self.filter(
            agendapunt__volgnummer__isnull=False,
            agendapunt__besluit__isnull=True,
            agendapunt__traject__status=Status.GEAGENDEERD,
        )


class Langdeelverzoek(models.Model):
    """A request for the long part of a report, which opens it to who takes part in that item, until the item is done."""

    agendapunt = models.OneToOneField(Agendapunt, models.PROTECT, related_name="langdeelverzoek")
    reden = models.TextField("waarom")
    gevraagd_op = models.DateTimeField(default=timezone.now, editable=False)
    gevraagd_door = models.ForeignKey(Gebruiker, models.PROTECT, editable=False, related_name="+")

    objects = LangdeelverzoekQuerySet.as_manager()

    class Meta:
        verbose_name = "verzoek om het lange deel"
        verbose_name_plural = "verzoeken om het lange deel"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(reden__gt=""), name="langdeelverzoek_heeft_een_reden")]
        triggers = [
            niet_leegmaken,
            pgtrigger.Protect(name="bevroren", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="wie_meedoet",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                # The gate of the item is open for who asks: a member who said to have no interest, or the secretary, who is not
                # asked and said nothing else; and the item waits for its decision (uitgangspunten § 1, § 2 and § 8).
                func=f"""
                    if not exists (
                        select 1 from beheercommissie_agendapunt p
                        join trajecten_traject t on t.id = p.traject_id
                        left join beheercommissie_besluit d on d.agendapunt_id = p.id
                        where p.id = new.agendapunt_id and p.volgnummer is not null and d.id is null
                          and t.status = '{Status.GEAGENDEERD}' and t.soort = '{Soort.TOETS}'
                    ) then
                        raise exception 'langdeelverzoek: dit punt wacht niet op een besluit over een toets'
                            using errcode = 'check_violation';
                    end if;
                    if not {sql_heeft_rol("new.gevraagd_door_id", COMMISSIE)}
                        or {sql_heeft_rol("new.gevraagd_door_id", [Rol.LABELBEHEERDER])} then
                        raise exception 'langdeelverzoek: alleen wie in de commissie zit' using errcode = 'check_violation';
                    end if;
                    if not coalesce((
                        select b.uitkomst = 'geen' from beheercommissie_belangverklaring b
                        where b.agendapunt_id = new.agendapunt_id and b.gebruiker_id = new.gevraagd_door_id
                    ), {sql_heeft_rol("new.gevraagd_door_id", [Rol.SECRETARIS])}) then
                        raise exception 'langdeelverzoek: heeft niet verklaard geen belang te hebben'
                            using errcode = 'check_violation';
                    end if;
                    if exists (
                        select 1 from trajecten_toewijzing w join beheercommissie_agendapunt p on p.traject_id = w.traject_id
                        where p.id = new.agendapunt_id and w.gebruiker_id = new.gevraagd_door_id and w.rol <> 'beslisser'
                    ) then
                        raise exception 'langdeelverzoek: wie toetste of controleerde, beslist niet'
                            using errcode = 'check_violation';
                    end if;
                    if {HEEFT_BELANG.format(gebruiker="new.gevraagd_door_id", agendapunt="new.agendapunt_id")} then
                        raise exception 'langdeelverzoek: heeft een belang' using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"Verzoek om het lange deel bij {self.agendapunt.nummering}"

"""What the database refuses, whoever asks: about a team (an interest, no qualification, a second role, a past that goes), and a change
of what was handed over.

The sentences for people stand in the `bevoegdheden` of each room; here is the same without mercy.
"""

from collections.abc import Iterable

import pgtrigger

from leden.models.triggers import VANDAAG
from trajecten.banden import sql_belang


def alleen_in(
    statussen: Iterable[str],
    operation: pgtrigger.Operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    *,
    name: str = "alleen_in_status",
    via: tuple[str, str] | None = None,
    condition: pgtrigger.Condition | None = None,
) -> pgtrigger.Trigger:
    """Trigger: rows of a traject change only in these statuses; in any other they have been handed over.

    `via`: the table that knows the traject and the column that refers to it, when the row itself does not know.
    """
    trajecten = "old.traject_id, new.traject_id"
    if via:
        tabel, kolom = via
        trajecten = f"select r.traject_id from {tabel} r where r.id in (old.{kolom}, new.{kolom})"
    open_in = ", ".join(f"'{status}'" for status in statussen)
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=operation,
        condition=condition,
        func=f"""
            if exists (select 1 from trajecten_traject t where t.id in ({trajecten}) and t.status not in ({open_in})) then
                raise exception '%: dit is overgedragen en ligt vast', tg_table_name using errcode = 'check_violation';
            end if;
            return coalesce(new, old);
        """,
    )


geen_belang = pgtrigger.Trigger(
    name="geen_belang",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=~pgtrigger.Q(new__rol__in=("buiten", "oud_toetser", "oud_controleur")),
    # Who decides is free of the certifier too; who assesses works there.
    func=f"""
        if {sql_belang("new.gebruiker_id", "new.traject_id", "new.rol = 'beslisser'")} then
            raise exception 'toewijzing: deze persoon heeft een belang bij de organisatie'
                using errcode = 'check_violation';
        end if;
        return new;
    """,
)

geen_labelbeheerder = pgtrigger.Trigger(
    name="geen_labelbeheerder",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("gebruiker_id", "rol"),
    condition=pgtrigger.Q(new__rol="beslisser"),
    func=f"""
        if exists (
            select 1 from leden_lidmaatschap l
            where l.gebruiker_id = new.gebruiker_id and l.rol = 'labelbeheerder'
              and l.van <= {VANDAAG} and (l.tot is null or l.tot >= {VANDAAG})
        ) then
            raise exception 'toewijzing: een labelbeheerder beslist niet' using errcode = 'check_violation';
        end if;
        return new;
    """,
)

bekwaam = pgtrigger.Trigger(
    name="bekwaam",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("gebruiker_id", "rol"),
    condition=pgtrigger.Q(new__rol__in=("toetser", "controleur")),
    func=f"""
        if exists (
            select 1 from leden_bekwaamheidssoort s
            where s.is_vereist and not exists (
                select 1 from leden_bekwaamheid b
                where b.soort_id = s.id and b.gebruiker_id = new.gebruiker_id and b.van <= {VANDAAG}
                  and (b.geldig_tot is null or b.geldig_tot >= {VANDAAG})
            )
        ) then
            raise exception 'toewijzing: deze persoon heeft geen geldige bekwaamheid'
                using errcode = 'check_violation';
        end if;
        return new;
    """,
)

# Who assessed does not check, also not after somebody else came (uitgangspunten § 1).
vaste_rol = pgtrigger.Trigger(
    name="vaste_rol",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("rol", "gebruiker_id"),
    func="""
        if old.gebruiker_id <> new.gebruiker_id
            or old.rol <> new.rol and (old.rol, new.rol) not in (
                ('toetser', 'oud_toetser'), ('oud_toetser', 'toetser'),
                ('controleur', 'oud_controleur'), ('oud_controleur', 'controleur'),
                ('beslisser', 'buiten'), ('buiten', 'beslisser')
            ) then
            raise exception 'toewijzing: een mens houdt in een traject dezelfde rol' using errcode = 'check_violation';
        end if;
        return new;
    """,
)

blijft_staan = pgtrigger.Trigger(
    name="blijft_staan",
    when=pgtrigger.Before,
    operation=pgtrigger.Delete,
    condition=pgtrigger.Q(old__rol__in=("toetser", "oud_toetser", "controleur", "oud_controleur")),
    # Until the programme is fixed nobody has written anything yet.
    func="""
        if exists (
            select 1 from trajecten_traject t
            where t.id = old.traject_id and t.status not in ('aangemeld', 'voorbereiding', 'ingediend')
        ) then
            raise exception 'toewijzing: wie in het team zat, blijft bekend' using errcode = 'check_violation';
        end if;
        return old;
    """,
)

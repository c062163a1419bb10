"""What the database refuses about people: twice the same role at once, and an organisation that loses its last beheerder.

Also a term in the beheercommissie that one person gives alone, and what any table of which rows stay refuses: `niet_leegmaken`.

The sentences for people stand in `leden.bevoegdheden.mensen`; here is the same without mercy. Who checks who stays takes a lock on the
organisation first, so that two people who go at the same moment do not both see the other one stay.
"""

from collections.abc import Iterable

import pgtrigger
from django.conf import settings

# Who lets people in: an organisation that has somebody in one of these roles, for good, keeps one.
BEHEERROLLEN = ("beheerder", "labelbeheerder")

# The day that the clock on the wall shows, as in Python; `current_date` would be that of the database connection.
VANDAAG = f"(now() at time zone '{settings.TIME_ZONE}')::date"
# Somebody else stays; or there is nothing left to look after, since the organisation went into another one.
_HET_KAN = f"""
    exists (
        select 1 from leden_lidmaatschap l join leden_gebruiker g on g.id = l.gebruiker_id
        where l.organisatie_id = rij.organisatie_id and l.rol = rij.rol and l.tot is null and g.is_active
          and l.van <= {VANDAAG} and l.gebruiker_id <> rij.gebruiker_id
    ) or exists (
        select 1 from leden_samenvoeging s where s.organisatie_id = rij.organisatie_id and s.per <= {VANDAAG}
    )
"""
_WEIGEREN = """
    raise exception 'lidmaatschap_laatste_beheerder: er moet een % overblijven', rij.rol
        using errcode = 'check_violation';
"""


def sql_heeft_rol(gebruiker: str, rollen: Iterable[str]) -> str:
    """For triggers: this person has one of these roles today."""
    namen = ", ".join(f"'{rol}'" for rol in sorted(rollen))
    return f"""exists (
        select 1 from leden_lidmaatschap l
        where l.gebruiker_id = {gebruiker} and l.rol in ({namen})
          and l.van <= {VANDAAG} and (l.tot is null or l.tot >= {VANDAAG})
          and (l.voorgesteld_door_id is null or l.bevestigd_door_id is not null)
    )"""


# Beside every trigger that keeps rows as they are: `truncate` asks no trigger per row.
niet_leegmaken = pgtrigger.Trigger(
    name="niet_leegmaken",
    level=pgtrigger.Statement,
    when=pgtrigger.Before,
    operation=pgtrigger.Truncate,
    func="raise exception 'pgtrigger: Cannot truncate % table', tg_table_name;",
)

laatste_beheerder_blijft_actief = pgtrigger.Trigger(
    name="laatste_beheerder_blijft_actief",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("is_active"),
    condition=pgtrigger.Q(old__is_active=True, new__is_active=False),
    declare=[("rij", "leden_lidmaatschap")],
    func=f"""
        for rij in
            select * from leden_lidmaatschap
            where gebruiker_id = old.id and rol in {BEHEERROLLEN} and tot is null and van <= {VANDAAG}
            order by organisatie_id
        loop
            perform 1 from leden_organisatie where id = rij.organisatie_id for no key update;
            if not ({_HET_KAN}) then {_WEIGEREN} end if;
        end loop;
        return new;
    """,
)

laatste_beheerder_houdt_rol = pgtrigger.Trigger(
    name="laatste_beheerder_houdt_rol",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__rol__in=BEHEERROLLEN, old__tot__isnull=True),
    declare=[("rij", "leden_lidmaatschap")],
    func=f"""
        rij := old;
        if tg_op = 'UPDATE' then
            if new.tot is null and new.rol = old.rol and new.organisatie_id = old.organisatie_id
                and new.gebruiker_id = old.gebruiker_id then return new; end if;
        end if;
        if old.van <= {VANDAAG} and exists (select 1 from leden_gebruiker where id = old.gebruiker_id and is_active) then
            perform 1 from leden_organisatie where id = old.organisatie_id for no key update;
            if not ({_HET_KAN}) then {_WEIGEREN} end if;
        end if;
        if tg_op = 'DELETE' then return old; end if;
        return new;
    """,
)

# One may have a role again after it ended; a row per period keeps who was what, when.
een_keer_per_rol = pgtrigger.Trigger(
    name="een_keer_per_rol",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        -- A period that ends before it begins is refused by a check constraint, in its own words.
        if new.tot < new.van - 1 then return new; end if;
        perform 1 from leden_gebruiker where id = new.gebruiker_id for no key update;
        if exists (
            select 1 from leden_lidmaatschap
            where gebruiker_id = new.gebruiker_id and organisatie_id = new.organisatie_id
              and rol = new.rol and id <> new.id
              and daterange(van, tot + 1) && daterange(new.van, new.tot + 1)
        ) then
            raise exception 'lidmaatschap_een_keer_per_rol: deze persoon heeft deze rol al in deze periode'
                using errcode = 'unique_violation';
        end if;
        return new;
    """,
)

# Who gives the roles at the bureau does not read complaints, so nobody is both on any day.
klachtbehandelaar_staat_apart = pgtrigger.Trigger(
    name="klachtbehandelaar_staat_apart",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Q(new__rol__in=("klachtbehandelaar", "labelbeheerder")),
    func="""
        if new.tot < new.van - 1 then return new; end if;
        perform 1 from leden_gebruiker where id = new.gebruiker_id for no key update;
        if exists (
            select 1 from leden_lidmaatschap
            where gebruiker_id = new.gebruiker_id and id <> new.id
              and rol in ('klachtbehandelaar', 'labelbeheerder') and rol <> new.rol
              and daterange(van, tot + 1) && daterange(new.van, new.tot + 1)
        ) then
            raise exception 'lidmaatschap: een labelbeheerder behandelt geen klachten' using errcode = 'check_violation';
        end if;
        return new;
    """,
)

# A term in the beheercommissie is proposed by one and confirmed by another (uitgangspunten § 1). A longer one is a new row, so asks
# the same.
zitting_met_vier_ogen = pgtrigger.Trigger(
    name="zitting_met_vier_ogen",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func=f"""
        if not exists (
            select 1 from leden_organisatie where id = new.organisatie_id and soort = 'beheercommissie'
        ) then
            return new;
        end if;
        if tg_op = 'INSERT' then
            if new.voorgesteld_door_id is null or new.bevestigd_door_id is not null then
                raise exception 'lidmaatschap_vier_ogen: een zittingsperiode begint als voorstel'
                    using errcode = 'check_violation';
            end if;
            return new;
        end if;
        if (new.gebruiker_id, new.organisatie_id, new.rol) is distinct from (old.gebruiker_id, old.organisatie_id, old.rol)
            or new.voorgesteld_door_id is distinct from old.voorgesteld_door_id
            or new.van < old.van or coalesce(new.tot, 'infinity') > coalesce(old.tot, 'infinity') then
            raise exception 'lidmaatschap_vier_ogen: een zittingsperiode wordt alleen korter'
                using errcode = 'check_violation';
        end if;
        if new.bevestigd_door_id is distinct from old.bevestigd_door_id and (
            old.bevestigd_door_id is not null
            or not {sql_heeft_rol("new.bevestigd_door_id", ("labelbeheerder", "secretaris"))}
        ) then
            raise exception 'lidmaatschap_vier_ogen: alleen een labelbeheerder of secretaris bevestigt, en één keer'
                using errcode = 'check_violation';
        end if;
        return new;
    """,
)

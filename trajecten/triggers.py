"""What the database refuses about a team, whoever asks: an interest, no qualification, a second role, a past that goes.

The sentences for people stand in `trajecten.bevoegdheden`; here is the same without mercy.
"""

import pgtrigger

from leden.models.triggers import VANDAAG
from trajecten.banden import sql_belang

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

"""What the database refuses about a team, whoever asks: somebody with an interest, and somebody who is not qualified.

The sentences for people stand in `trajecten.bevoegdheden.kandidaten`; here is the same without mercy.
"""

import pgtrigger

from leden.models.triggers import VANDAAG
from trajecten.banden import sql_belang

geen_belang = pgtrigger.Trigger(
    name="geen_belang",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=~pgtrigger.Q(new__rol="buiten"),
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

from django.db import migrations

# `tot` is the last day: of a membership also the day before its organisation went into another.
EIGEN = """
    select b.gebruiker_id, b.organisatie_id, b.tot from leden_belang b where b.vervallen_op is null
    union all
    select m.gebruiker_id, m.organisatie_id, least(m.tot, s.per - 1) from leden_lidmaatschap m
    left join leden_samenvoeging s on s.organisatie_id = m.organisatie_id
    where m.tot is null or m.tot >= m.van
"""
BAND = f"""
    create view trajecten_band as
    select eigen.*, null::date as per from ({EIGEN}) eigen
    union all
    select eigen.gebruiker_id, p.organisatie_id, eigen.tot, p.per from ({EIGEN}) eigen
    join leden_partijband p on p.met_id = eigen.organisatie_id
"""


class Migration(migrations.Migration):
    dependencies = [("leden", "0002_views_soorten_en_tellers"), ("trajecten", "0001_begin")]

    operations = [migrations.RunSQL(BAND, "drop view trajecten_band")]

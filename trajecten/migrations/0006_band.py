import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# `tot` is the last day: of a membership also the day before its organisation went into another.
EIGEN = """
    select b.gebruiker_id, b.organisatie_id, b.tot from leden_belang b where b.vervallen_op is null
    union all
    select m.gebruiker_id, m.organisatie_id, least(m.tot, s.per - 1) from leden_lidmaatschap m
    left join leden_samenvoeging s on s.organisatie_id = m.organisatie_id
    where m.tot is null or m.tot >= m.van
"""
VIEW = f"""
    create view trajecten_band as
    select eigen.*, null::date as per from ({EIGEN}) eigen
    union all
    select eigen.gebruiker_id, p.organisatie_id, eigen.tot, p.per from ({EIGEN}) eigen
    join leden_partijband p on p.met_id = eigen.organisatie_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("leden", "0014_commissielid"),
        ("trajecten", "0005_team_bekwaam_en_zonder_belang_bij_opvolgers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Band",
            fields=[
                (
                    "gebruiker",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="leden.organisatie"
                    ),
                ),
                ("tot", models.DateField(null=True, verbose_name="tot en met")),
                ("per", models.DateField(null=True, verbose_name="per")),
            ],
            options={
                "verbose_name": "band",
                "verbose_name_plural": "banden",
                "db_table": "trajecten_band",
                "managed": False,
            },
        ),
        migrations.RunSQL(VIEW, "drop view trajecten_band"),
    ]

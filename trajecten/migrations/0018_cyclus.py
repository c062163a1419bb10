"""A cycle for every organisation with trajecten: until now everything of one organisation succeeded each other."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def een_per_organisatie(apps, schema_editor):
    cycli = apps.get_model("trajecten", "Cyclus").objects
    trajecten = apps.get_model("trajecten", "Traject").objects
    for organisatie in trajecten.order_by("organisatie").values_list("organisatie", flat=True).distinct():
        trajecten.filter(organisatie=organisatie).update(cyclus=cycli.create(organisatie_id=organisatie))


class Migration(migrations.Migration):
    dependencies = [("leden", "0006_telefoon"), ("trajecten", "0017_uitstel_niet_leegmaken")]

    operations = [
        migrations.CreateModel(
            name="Cyclus",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begonnen_op", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "organisatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cycli", to="leden.organisatie"
                    ),
                ),
            ],
            options={"verbose_name": "cyclus", "verbose_name_plural": "cycli", "ordering": ["pk"]},
        ),
        migrations.AddField(
            model_name="traject",
            name="cyclus",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="trajecten",
                to="trajecten.cyclus",
            ),
        ),
        migrations.RunPython(een_per_organisatie, migrations.RunPython.noop),
    ]

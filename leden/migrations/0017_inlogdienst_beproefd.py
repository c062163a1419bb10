from django.db import migrations, models


class Migration(migrations.Migration):
    """A service goes on after a successful try. Those that are on stay on: switching them off would shut people out."""

    dependencies = [
        ("leden", "0016_quickscan_langer_open"),
    ]

    operations = [
        migrations.AddField(
            model_name="inlogdienst",
            name="beproefd_op",
            field=models.DateTimeField(editable=False, null=True, verbose_name="geprobeerd op"),
        ),
    ]

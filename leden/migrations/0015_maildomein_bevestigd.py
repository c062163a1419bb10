from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """A mail domain holds once the bureau has confirmed it.

    Who entered the domains that are there cannot be told from the rows, so none of them is confirmed: the bureau finds them
    in Mijn werk. Until then people come to their service by the name of the organisation and by its own address.
    """

    dependencies = [
        ("leden", "0014_commissielid"),
    ]

    operations = [
        migrations.AlterField(
            model_name="inlogdienst",
            name="maildomein",
            field=models.CharField(blank=True, default="", max_length=120, verbose_name="maildomein"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="inlogdienst",
            name="maildomein_bevestigd_op",
            field=models.DateTimeField(editable=False, null=True, verbose_name="maildomein bevestigd op"),
        ),
        migrations.AddConstraint(
            model_name="inlogdienst",
            constraint=models.CheckConstraint(
                condition=Q(maildomein_bevestigd_op=None) | ~Q(maildomein=""),
                name="inlogdienst_bevestigd_is_een_domein",
            ),
        ),
        migrations.AddConstraint(
            model_name="inlogdienst",
            constraint=models.UniqueConstraint(
                fields=["maildomein"],
                condition=Q(maildomein_bevestigd_op__isnull=False),
                name="inlogdienst_maildomein_van_een",
            ),
        ),
    ]

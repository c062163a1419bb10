import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("trajecten", "0006_redenconcept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="tekstversie",
            options={"ordering": ["-pk"], "verbose_name": "eerdere versie", "verbose_name_plural": "eerdere versies"},
        ),
        migrations.RemoveIndex(
            model_name="tekstversie",
            name="trajecten_t_soort_i_50f821_idx",
        ),
        migrations.AddField(
            model_name="tekstversie",
            name="begonnen_op",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        # When an older version was begun nobody knows; this way none is overwritten.
        migrations.RunSQL("update trajecten_tekstversie set begonnen_op = bewaard_op", migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="tekstversie",
            index=models.Index(fields=["soort", "object_id", "veld", "-id"], name="trajecten_t_soort_i_b910c6_idx"),
        ),
    ]

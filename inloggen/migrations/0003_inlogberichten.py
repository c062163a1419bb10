"""A mail is made while it is sent; jobs that still carry a whole one, with its address and its link, go."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inloggen", "0002_geen_adressen_van_allauth"),
        ("procrastinate", "0041_post_retry_failed_job"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Inlogbericht",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("adres", models.EmailField(max_length=254, verbose_name="e-mailadres")),
                ("moment", models.DateTimeField(default=django.utils.timezone.now)),
                ("apparaat", models.CharField(max_length=80)),
                (
                    "gebruiker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "inlogbericht",
                "verbose_name_plural": "inlogberichten",
            },
        ),
        migrations.RunSQL(
            "delete from procrastinate_jobs where task_name = 'mail_versturen' and args ? 'tekst'",
            migrations.RunSQL.noop,
        ),
    ]

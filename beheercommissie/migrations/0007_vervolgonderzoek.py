"""Conditions of a decision are items, also while they are written."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("beheercommissie", "0006_remove_toekenning_op_een_besluit_and_more"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Voorwaardeklad",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wat", models.TextField(blank=True, verbose_name="wat moet er gebeuren")),
                ("uiterlijk", models.DateField(blank=True, null=True, verbose_name="uiterlijk")),
                (
                    "kijker",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("toetsers", "de toetsers, in het vervolgonderzoek"),
                            ("commissie", "de beheercommissie"),
                            ("bureau", "het bureau"),
                        ],
                        max_length=12,
                        verbose_name="wie kijkt ernaar",
                    ),
                ),
                ("hoe", models.TextField(blank=True, verbose_name="hoe is het te zien")),
                (
                    "agendapunt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voorwaardekladden",
                        to="beheercommissie.agendapunt",
                    ),
                ),
                (
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "voorwaarde in klad",
                "verbose_name_plural": "voorwaarden in klad",
                "ordering": ["pk"],
            },
        ),
    ]

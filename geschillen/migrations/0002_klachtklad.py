from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("geschillen", "0001_begin"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameModel("Klachtconcept", "Klachtklad"),
        migrations.AlterModelOptions(
            name="klachtklad",
            options={"verbose_name": "klad bij een klacht", "verbose_name_plural": "kladden bij een klacht"},
        ),
        migrations.RemoveConstraint("klachtklad", "klachtconcept_een_keer"),
        migrations.AddConstraint(
            model_name="klachtklad",
            constraint=models.UniqueConstraint(fields=("klacht", "gebruiker", "handeling"), name="klachtklad_een_keer"),
        ),
        migrations.AddField("klachtklad", "ernaast", models.JSONField(default=dict)),
    ]

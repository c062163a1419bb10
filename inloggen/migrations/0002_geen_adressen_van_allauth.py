"""allauth keeps no addresses of its own: rows in its table kept their owners from setting up a second step."""

from django.db import migrations


def legen(apps, schema_editor):
    apps.get_model("account", "EmailAddress").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("inloggen", "0001_begin"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(legen, migrations.RunPython.noop)]

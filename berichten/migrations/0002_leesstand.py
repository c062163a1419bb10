from django.db import migrations


def vanaf_nu(apps, schema_editor):
    """What was in the log before there were letters is not told any more."""
    laatste = apps.get_model("leden", "Gebeurtenis").objects.order_by("volgnummer").last()
    if laatste is not None:
        apps.get_model("berichten", "Leesstand").objects.create(pk=1, volgnummer=laatste.volgnummer)


class Migration(migrations.Migration):
    dependencies = [("berichten", "0001_begin")]

    operations = [migrations.RunPython(vanaf_nu, migrations.RunPython.noop)]

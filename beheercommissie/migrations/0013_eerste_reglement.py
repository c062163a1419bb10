from django.db import migrations
from django.utils import timezone


def overnemen(apps, _):
    """What the newest framework that counts said about the quorum is the first edition of the rules, also for what is decided from now on."""
    vandaag = timezone.localdate()
    kaders = apps.get_model("normenkader", "Kaderversie").objects.filter(geldig_vanaf__lte=vandaag)
    if kader := kaders.order_by("-geldig_vanaf", "-pk").first():
        apps.get_model("beheercommissie", "Reglement").objects.create(
            geldig_vanaf=kader.geldig_vanaf,
            quorum=kader.inhoud["quorum"],
            vastgesteld_op=vandaag,
            overgenomen_uit=kader.titel,
        )


class Migration(migrations.Migration):
    dependencies = [("beheercommissie", "0012_reglement"), ("normenkader", "0002_vervolgonderzoek")]

    operations = [migrations.RunPython(overnemen, migrations.RunPython.noop)]

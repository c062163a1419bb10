from django.db import migrations
from django.utils import timezone


def overnemen(apps, _):
    """What the newest framework said about the quorum is the first edition of the rules, also for what is decided from now on."""
    kader = apps.get_model("normenkader", "Kaderversie").objects.order_by("-geldig_vanaf", "-pk").first()
    if kader:
        vandaag = timezone.localdate()
        apps.get_model("beheercommissie", "Reglement").objects.create(
            geldig_vanaf=min(kader.geldig_vanaf, vandaag),
            quorum=kader.inhoud["quorum"],
            vastgesteld_op=vandaag,
            overgenomen_uit=kader.titel,
        )


class Migration(migrations.Migration):
    dependencies = [("beheercommissie", "0012_reglement"), ("normenkader", "0002_vervolgonderzoek")]

    operations = [migrations.RunPython(overnemen, migrations.RunPython.noop)]

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from huisstijl.velden import zet_foutteksten


class HuisstijlConfig(AppConfig):
    name = "huisstijl"

    def ready(self):
        zet_foutteksten()
        # The letters of every room that has any; only now, since they need models.
        autodiscover_modules("brieven")

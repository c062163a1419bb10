from django.apps import AppConfig

from huisstijl.velden import zet_foutteksten


class HuisstijlConfig(AppConfig):
    name = "huisstijl"

    def ready(self):
        zet_foutteksten()

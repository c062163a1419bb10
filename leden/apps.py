from django.apps import AppConfig

from leden.velden import zet_foutteksten


class LedenConfig(AppConfig):
    name = "leden"

    def ready(self):
        zet_foutteksten()

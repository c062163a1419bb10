from django.apps import AppConfig
from django.utils.module_loading import import_string

from leden.velden import zet_foutteksten


class LedenConfig(AppConfig):
    name = "leden"

    def ready(self):
        zet_foutteksten()
        # By name, since it needs models, which do not exist yet when this module is read.
        import_string("leden.inloggen.gebeurtenissen.verbinden")()

from django.apps import AppConfig
from django.utils.module_loading import import_string


class InloggenConfig(AppConfig):
    name = "inloggen"

    def ready(self):
        # By name, since they need models, which do not exist yet when this module is read.
        import_string("inloggen.gebeurtenissen.verbinden")()
        import_string("inloggen.veiligheid.verbinden")()

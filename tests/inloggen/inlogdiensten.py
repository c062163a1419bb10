"""Sign-in services that are being set up, for the tests."""

from inloggen.models import Inlogdienst


def opnieuw(dienst):
    return Inlogdienst.objects.get(pk=dienst.pk)


def fouten(antwoord, veld=None):
    form = antwoord.context["form"]
    return form.errors.get(veld, []) if veld else form.non_field_errors()

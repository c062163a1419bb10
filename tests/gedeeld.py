"""A world that all tests of one module share: built once, undone when the module is done."""

from contextlib import contextmanager

from django.db import transaction
from django.test import override_settings

from tests.personen import mensen


@contextmanager
def gedeelde_wereld(django_db_blocker, tmp_path_factory):
    """All named people, in a transaction around the tests of a module. What a test changes is undone after that test."""
    basis = tmp_path_factory.getbasetemp() / "bestanden"
    basis.mkdir(exist_ok=True)
    with django_db_blocker.unblock(), override_settings(BESTANDEN=basis, MEDIA_ROOT=basis), transaction.atomic():
        yield mensen()
        transaction.set_rollback(True)

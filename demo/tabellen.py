"""The tables of a new demo: the migrations themselves, without most of the work that Django does between them."""

from contextlib import contextmanager, nullcontext

from django.core.management import call_command
from django.db import connection
from django.db.migrations.state import ProjectState


def tabellen_maken():
    """Apply the migrations that were not applied yet."""
    with nullcontext() if connection.introspection.table_names() else _buren_laten_staan():
        call_command("migrate", verbosity=0)


@contextmanager
def _buren_laten_staan():
    """At every change of a model Django builds that model and all its neighbours anew, which took four fifths of the time.

    Only a migration that works on rows could tell the difference, and in a database without tables there are no rows.
    """
    gewoon = ProjectState.reload_model
    ProjectState.reload_model = _alleen_zelf
    try:
        yield
    finally:
        ProjectState.reload_model = gewoon


def _alleen_zelf(staat, app_label, model_name, delay=False):
    if "apps" in staat.__dict__:
        staat._reload({(app_label, model_name.lower())})

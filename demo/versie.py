"""Whether the database was made by this version of the program, or by one whose migrations are gone."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader


def is_van_een_andere_versie():
    """Whether migrations were applied that are not in this version. Those of installed packages do not count."""
    lader = MigrationLoader(connection)
    van_pakketten = {app.label for app in apps.get_app_configs() if Path(app.path).parent != settings.BASE_DIR}
    onbekend = lader.applied_migrations.keys() - lader.disk_migrations.keys()
    return any(app not in van_pakketten for app, _ in onbekend)

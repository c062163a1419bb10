"""How gunicorn serves the demo: everything is loaded while the data is made, and nobody is let in before bin/demo says so."""

import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.urls import get_resolver

NIET_VERZAMELEN = ["django_htmx"]

wsgi_app = "demo.kijken:toepassing"
workers = 2
threads = 4
preload_app = True
loglevel = "warning"
graceful_timeout = 5
control_socket_disable = True


def on_starting(server):
    """Wait for a line on the input; when it ends without one, bin/demo is gone. That it ends later is for demo/kijken.py."""
    get_resolver().url_patterns  # noqa: B018 - loads every page, before there are workers
    if not sys.stdin.readline():
        sys.exit()


def stijlen_verzamelen():
    """Collect and compress the static files when one of them, or the packages, changed since the last time."""
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    bronnen = [Path("requirements.lock"), *Path("static").rglob("*"), *Path("demo/static").rglob("*")]
    if not manifest.exists() or manifest.stat().st_mtime < max(bron.stat().st_mtime for bron in bronnen):
        # Most of the files that packages bring is for pages that we do not have; compressing those takes a second.
        call_command("collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=NIET_VERZAMELEN)


# Before gunicorn loads the application, which looks once at what there is to serve.
django.setup()
stijlen_verzamelen()

"""How gunicorn serves the demo: everything is loaded while the data is made, and nobody is let in before bin/demo says so."""

import sys

from django.urls import get_resolver

wsgi_app = "kwaliteitslabel.wsgi"
workers = 2
threads = 4
preload_app = True
loglevel = "warning"
graceful_timeout = 5
control_socket_disable = True


def on_starting(server):
    """Wait for a line on the input; when it ends without one, bin/demo is gone."""
    get_resolver().url_patterns  # noqa: B018 - loads every page, before there are workers
    if not sys.stdin.readline():
        sys.exit()

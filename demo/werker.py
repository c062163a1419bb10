"""The background worker of the demo: what procrastinate's command does, without a line of its own on the console."""

import django
from procrastinate.contrib.django import app


def main():
    django.setup()
    with app.replace_connector(app.connector.get_worker_connector()):
        app.run_worker(shutdown_graceful_timeout=5)


if __name__ == "__main__":
    main()

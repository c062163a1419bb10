"""A job that is put ready becomes true with the decision that asks for it, in a worker just as in a web request."""

from procrastinate import App, PsycopgConnector
from procrastinate.connector import BaseAsyncConnector, BaseConnector
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.utils import connector_params


class Wachtrij(DjangoConnector):
    """The queue over the connection of Django."""

    def get_worker_connector(self) -> BaseAsyncConnector:
        """What a worker takes its jobs by."""
        return _Werkerverbinding(kwargs=connector_params(self.alias))


class _Werkerverbinding(PsycopgConnector):
    """Takes jobs over connections of its own; what a job puts ready goes over that of Django.

    The library uses its own for both, outside the transaction of the job: another worker can then find the next job before what it is
    about is there, and the next job stays when all else was rolled back.
    """

    def get_sync_connector(self) -> BaseConnector:
        return DjangoConnector()


def inrichten(app: App) -> None:
    """Let the app of the library use this queue; called once, when the jobs of all rooms are known."""
    app.connector = app.job_manager.connector = Wachtrij()

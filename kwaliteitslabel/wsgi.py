import logging
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from kwaliteitslabel.start import grenzen_stellen, voorbereiden

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kwaliteitslabel.settings")
# gunicorn starts a worker that leaves anew for ever, unless it leaves with the code that means that it cannot start.
voorbereiden(afloop=3)
grenzen_stellen()
if settings.PRODUCTIE and not settings.CLAMD:
    logging.getLogger(__name__).warning("CLAMD ontbreekt: documenten worden niet op virussen nagekeken.")
application = get_wsgi_application()

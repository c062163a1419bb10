import logging
import os

from django.core.wsgi import get_wsgi_application

from kwaliteitslabel.start import grenzen_stellen, voorbereiden, waarschuwingen

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kwaliteitslabel.settings")
# gunicorn starts a worker that leaves anew for ever, unless it leaves with the code that means that it cannot start.
voorbereiden(afloop=3)
grenzen_stellen()
for waarschuwing in waarschuwingen():
    logging.getLogger(__name__).warning(waarschuwing.msg)
application = get_wsgi_application()

"""Sessions in the database that last twelve hours after the last request, and that one statement can prolong."""

from datetime import timedelta

from django.contrib.sessions.backends import db
from django.utils import timezone

# Prolonged at most this often, so that not every request writes.
VERLENGEN_NA = timedelta(minutes=5)


class SessionStore(db.SessionStore):
    verloopt = None

    def _get_session_from_db(self):
        sessie = super()._get_session_from_db()
        self.verloopt = sessie.expire_date if sessie else None
        return sessie

    def verlengen(self):
        """Let the session last its whole time again; True when it did. What is in the session is left alone.

        Saving the session instead would put back what another request just took out of it, or the other way round.
        """
        einde = timezone.now() + timedelta(seconds=self.get_session_cookie_age())
        if self.verloopt is None or einde - self.verloopt < VERLENGEN_NA:
            return False
        self.model.objects.filter(session_key=self.session_key).update(expire_date=einde)
        self.verloopt = einde
        return True

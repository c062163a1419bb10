"""Sessions in the database that last twelve hours after the last request, a week at most, and that one statement can prolong.

Twelve hours covers a working day, so a night already ends what is left open. Only who comes back each twelve hours, or a script that
does, is kept in; that ends after a week, so that a session that leaked is worth something for days and not for ever.
"""

from datetime import UTC, datetime, timedelta

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

# Prolonged at most this often, so that not every request writes.
VERLENGEN_NA = timedelta(minutes=5)
LANGSTE = timedelta(days=7)


class SessionStore(db.SessionStore):
    verloopt = None

    def _get_session_from_db(self):
        sessie = super()._get_session_from_db()
        self.verloopt = sessie.expire_date if sessie else None
        return sessie

    def verlengen(self):
        """Let the session last its whole time again, as far as a week allows; True when it did. What is in the session is left alone.

        Saving the session instead would put back what another request just took out of it, or the other way round.
        """
        # The first proof of who one is, so signing in. Without any the session is not prolonged.
        begin = min((bewijs["at"] for bewijs in self.get(AUTHENTICATION_METHODS_SESSION_KEY, [])), default=0)
        einde = min(
            timezone.now() + timedelta(seconds=self.get_session_cookie_age()),
            datetime.fromtimestamp(begin, UTC) + LANGSTE,
        )
        if self.verloopt is None or einde - self.verloopt < VERLENGEN_NA:
            return False
        self.model.objects.filter(session_key=self.session_key).update(expire_date=einde)
        self.verloopt = einde
        return True

"""Trying a service before it is switched on: the whole way there and back, by who sets it up.

It ends before allauth signs anybody in. Nothing is linked, and the session gets no proof of identity from it: with which account
somebody tries makes no difference to what that person, or the owner of the account, may do here.
"""

from allauth.core.exceptions import ImmediateHttpResponse

from inloggen.dienst.aansluiting import Dienstadapter
from inloggen.dienst.heen_en_terug import pas_geleden_ingelogd, terug_naar_instellen
from inloggen.handelingen.inlogdiensten import beproeven
from leden.uitvoeren import uitvoeren


class Proefadapter(Dienstadapter):
    """Checks the answer of the service as in a real sign-in, writes down that it was good, and stops there."""

    def complete_login(self, request, app, token, response, **kwargs):
        identiteit = self.identiteit(response)
        pas_geleden_ingelogd(identiteit)
        naam = identiteit.naam or identiteit.onderwerp
        gelukt = f"De inlogdienst werkt, en noemt u {naam}. Kijk of dat uw account is, en hieronder of het adres klopt."
        uitvoeren(request, beproeven, app.dienst, identiteit, gelukt=gelukt)
        raise ImmediateHttpResponse(terug_naar_instellen(request, app.dienst))

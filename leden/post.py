"""Mail: written in the transaction of an act, sent by a background job once that transaction has succeeded.

A mail holds nothing confidential, only where to look. Its words stand in templates/post/<naam>.txt, which extends post/basis.txt.
"""

from django.conf import settings
from django.template.loader import render_to_string

from leden.taken import mail_versturen


def klaarzetten(naam, aan, **gegevens):
    """Queue the mail `naam` for one address; the template gets `adres` (of the site, without a slash at the end) and the rest."""
    tekst = render_to_string(f"post/{naam}.txt", {"adres": settings.ADRES, **gegevens})
    onderwerp, _, tekst = tekst.strip().partition("\n")
    mail_versturen.defer(onderwerp=onderwerp, tekst=tekst.strip(), aan=aan)

"""Mail: written in the transaction of an act, sent by a background job once that transaction has succeeded.

A mail holds nothing confidential, only where to look. Its words stand in templates/post/<naam>.txt, which extends post/basis.txt.
"""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app


def klaarzetten(naam, aan, **gegevens):
    """Queue the mail `naam` for one address; the template gets `adres` (of the site, without a slash at the end) and the rest."""
    tekst = render_to_string(f"post/{naam}.txt", {"adres": settings.ADRES, **gegevens})
    onderwerp, _, tekst = tekst.strip().partition("\n")
    mail_versturen.defer(onderwerp=onderwerp, tekst=tekst.strip(), aan=aan)


# After 4, 16, 64 seconds and so on; the last try is some six hours after the first.
@app.task(name="mail_versturen", retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def mail_versturen(onderwerp, tekst, aan):
    """Send one mail over SMTP, as plain text and as HTML; tried again when the mail server does not take it."""
    mail = EmailMultiAlternatives(onderwerp, tekst, to=[aan])
    mail.attach_alternative(render_to_string("post/opmaak.html", {"onderwerp": onderwerp, "tekst": tekst}), "text/html")
    mail.send()

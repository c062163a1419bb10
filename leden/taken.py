"""Background jobs of people and organisations."""

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app


# After 4, 16, 64 seconds and so on; the last try is some six hours after the first.
@app.task(name="mail_versturen", retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def mail_versturen(onderwerp, tekst, aan):
    """Send one mail over SMTP, as plain text and as HTML; tried again when the mail server does not take it."""
    mail = EmailMultiAlternatives(onderwerp, tekst, to=[aan])
    mail.attach_alternative(render_to_string("post/opmaak.html", {"onderwerp": onderwerp, "tekst": tekst}), "text/html")
    mail.send()

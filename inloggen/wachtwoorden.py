"""What a password must be. Long is what counts; the rest keeps out what is tried first (NIST SP 800-63B § 3.1.1.2)."""

import re

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError

# Besides Django's list of 20,000: what people here make a password of.
WOORDEN_VAN_HIER = {
    *("welkom", "wachtwoord", "geheim", "inloggen", "password", "admin", "test", "demo", "hallo", "nederland"),
    *("kwaliteitslabel", "kwaliteit", "label", "sociaalwerk", "sociaal", "welzijn", "certificaat"),
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober"),
    *("november", "december", "lente", "zomer", "herfst", "winter", "maandag", "vrijdag"),
}


class LangGenoeg(MinimumLengthValidator):
    def get_error_message(self):
        return f"Dit wachtwoord is te kort. Kies er een van {self.min_length} tekens of meer, bijvoorbeeld vier losse woorden."

    def get_help_text(self):
        return f"Minstens {self.min_length} tekens. Een paar losse woorden achter elkaar is goed, en makkelijk te onthouden."


class NietUzelf(UserAttributeSimilarityValidator):
    def __init__(self):
        super().__init__(user_attributes=("naam", "email", "functie"))

    def get_error_message(self):
        return "Dit wachtwoord lijkt te veel op uw naam, functie of e-mailadres. Kies iets anders."

    def get_help_text(self):
        return "Niet uw naam, functie of e-mailadres."


class NietVoorDeHand(CommonPasswordValidator):
    """Refuse a much used password, also with digits or signs around it, and one that repeats itself.

    Few of the much used passwords are long; made long with a year or an exclamation mark they are what is tried next.
    """

    def validate(self, password, user=None):
        tekst = password.lower().strip()
        herhaald = re.fullmatch(r"(.+?)\1+", "".join(tekst.split()))
        vormen = {tekst, re.sub(r"^[\W\d_]+|[\W\d_]+$", "", tekst), herhaald[1] if herhaald else tekst}
        if vormen & (self.passwords | WOORDEN_VAN_HIER | {""}) or (herhaald and len(herhaald[1]) < 6):
            raise ValidationError(self.get_error_message(), code="password_too_common")

    def get_error_message(self):
        return "Dit wachtwoord is makkelijk te raden. Kies een paar woorden die niet bij elkaar horen."

    def get_help_text(self):
        return "Geen veelgebruikt wachtwoord, ook niet met cijfers erachter."

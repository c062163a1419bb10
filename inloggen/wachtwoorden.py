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

VAN_LETTER_TOT_LETTER = re.compile(r"[^\W\d_](?:.*[^\W\d_])?", re.DOTALL)


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


def _herhaald(tekst):
    """The piece of which a text is nothing but repetitions, or "": behind itself, it then fits on itself before its end."""
    lengte = (tekst + tekst).find(tekst, 1)
    return tekst[:lengte] if 0 < lengte < len(tekst) else ""


class NietVoorDeHand(CommonPasswordValidator):
    """Refuse a much used password, also with digits or signs around it, and one that repeats itself.

    Few of the much used passwords are long; made long with a year or an exclamation mark they are what is tried next.
    """

    def validate(self, password, user=None):
        tekst = password.lower().strip()
        kern, herhaald = VAN_LETTER_TOT_LETTER.search(tekst), _herhaald("".join(tekst.split()))
        vormen = {tekst, kern[0] if kern else "", herhaald or tekst}
        if vormen & (self.passwords | WOORDEN_VAN_HIER | {""}) or 0 < len(herhaald) < 6:
            raise ValidationError(self.get_error_message(), code="password_too_common")

    def get_error_message(self):
        return "Dit wachtwoord is makkelijk te raden. Kies een paar woorden die niet bij elkaar horen."

    def get_help_text(self):
        return "Geen veelgebruikt wachtwoord, ook niet met cijfers erachter."

from django import forms
from django.contrib.auth.password_validation import validate_password

from huisstijl.indeling import Indeling, Stuk
from huisstijl.velden import Regelveld
from inloggen.forms.huisregels import Huisregelveld
from inloggen.forms.wachtwoord import met_langste_wachtwoord
from leden.models import Gebruiker

LEES = Stuk("inloggen/_huisregels_lezen.html")


@met_langste_wachtwoord
class AccountForm(forms.Form):
    """Name and password of somebody new, and that the house rules were read.

    Who comes through a service (`met_wachtwoord=False`) needs no password; who chose a passkey may leave it empty.
    """

    naam = Regelveld(
        label="Uw naam",
        help_text="Voornaam en achternaam. Deze naam staat bij wat u schrijft en doet.",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    wachtwoord = forms.CharField(
        label="Kies een wachtwoord",
        help_text="Minstens 12 tekens. Een zin van een paar woorden is sterk en goed te onthouden.",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    huisregels = Huisregelveld()
    helper = Indeling("naam", "wachtwoord", LEES, "huisregels")

    def __init__(self, *args, email, met_wachtwoord=True, met_passkey=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.email, self.met_passkey = email, met_passkey
        self.fields["wachtwoord"].required = not met_passkey
        if not met_wachtwoord:
            del self.fields["wachtwoord"]
            self.helper = Indeling("naam", Stuk("inloggen/_zonder_wachtwoord.html"), LEES, "huisregels")

    def clean_wachtwoord(self):
        wachtwoord = self.cleaned_data["wachtwoord"]
        if self.met_passkey:
            return None
        # Nor too much like the name or the address.
        validate_password(wachtwoord, Gebruiker(email=self.email, naam=self.cleaned_data.get("naam", "")))
        return wachtwoord

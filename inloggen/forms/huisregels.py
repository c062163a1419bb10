from django import forms


class Huisregelveld(forms.BooleanField):
    """The checkbox without which nobody works here."""

    def __init__(self, **kwargs):
        super().__init__(label="Ik heb de huisregels en de privacytekst gelezen en houd mij eraan", **kwargs)


class HuisregelForm(forms.Form):
    """For who has an account: when taking new roles, and when the house rules changed."""

    huisregels = Huisregelveld()

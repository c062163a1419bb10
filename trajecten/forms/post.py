from django import forms

from huisstijl.velden import Schrijfveld
from trajecten.persoonsgegevens import zonder_persoonsgegevens


class BriefForm(forms.Form):
    """The prose of a letter that waits to be read."""

    tekst = Schrijfveld(
        label="Wat er verder staat",
        help_text="Dit mag u veranderen. Wat u typt, wordt vanzelf bewaard.",
        max_length=10_000,
        required=False,
    )


class WegleggenForm(forms.Form):
    """Why a letter does not go."""

    reden = forms.CharField(
        label="Waarom gaat deze brief niet?",
        help_text="Bijvoorbeeld: ik heb de organisatie gebeld. Dit komt in het logboek.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[zonder_persoonsgegevens],
    )

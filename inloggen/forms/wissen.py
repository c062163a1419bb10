from django import forms


class WisForm(forms.Form):
    """Why the bureau takes away the second step of somebody."""

    reden = forms.CharField(
        label="Waarom wist u de tweede stap?",
        help_text="Bijvoorbeeld: telefoon kwijt, teruggebeld op het nummer van de organisatie. De reden komt in het logboek.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

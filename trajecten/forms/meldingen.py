from django import forms

from huisstijl.indeling import Indeling, Stuk
from huisstijl.velden import Datumveld, Keuzes, Schrijfveld
from trajecten.models import Melding


class MeldForm(forms.Form):
    """A change at the holder. The field is called `reden`, as in every form whose text is kept while it is typed."""

    soort = forms.ChoiceField(label="Wat verandert er?", choices=Melding.Soort, widget=Keuzes)
    sinds = Datumveld(label="Vanaf welke dag?", help_text="Een dag die nog komt, mag ook. Bijvoorbeeld 1 april 2027.")
    reden = Schrijfveld(
        label="Wat betekent dat voor bewoners, vrijwilligers en medewerkers?",
        help_text="Schrijf wat er gebeurt en waarom. Noem geen namen van bewoners of vrijwilligers.",
        max_length=4000,
    )
    helper = Indeling("soort", "sinds", Stuk("trajecten/_reden.html", "reden"))

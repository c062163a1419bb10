from django import forms

from normenkader.models import Partij
from trajecten.forms.trajecten import met_naam_of_nummer
from trajecten.levensloop import BEURTEN, AanZet, staat_op, te_laat
from trajecten.wachttijd import PARTIJEN, statussen_bij


class Wachtfilter(forms.Form):
    """Search in what is late, or in everything that is under way."""

    q = forms.CharField(label="Organisatie of nummer", required=False, max_length=100, widget=forms.SearchInput)
    partij = forms.ChoiceField(
        label="Bij wie",
        required=False,
        choices=[("", "Iedereen"), *((partij, naam) for partij, naam in PARTIJEN.items())],
    )
    wat = forms.ChoiceField(label="Wat", required=False, choices=[("", "Te laat"), ("alles", "Alles wat loopt")])

    def toepassen(self, trajecten):
        """Filter `trajecten`; an answer that cannot be understood is left out."""
        self.is_valid()
        trajecten = met_naam_of_nummer(trajecten, self.cleaned_data.get("q"))
        if partij := self.cleaned_data.get("partij"):
            trajecten = trajecten.filter(staat_op(statussen_bij(Partij(partij))))
        if self.cleaned_data.get("wat") == "alles":
            loopt = [status for status, beurt in BEURTEN.items() if beurt.wie != AanZet.NIEMAND]
            return trajecten.filter(staat_op(loopt))
        return trajecten.filter(te_laat())

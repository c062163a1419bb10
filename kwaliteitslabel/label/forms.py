from django import forms


class Labelfilter(forms.Form):
    """Search in the list of labels."""

    zoek = forms.CharField(
        label="Organisatie, plaats of nummer", required=False, max_length=100, widget=forms.SearchInput
    )

    def toepassen(self, certificaten):
        """Filter `certificaten`; an answer that cannot be understood is left out."""
        zoek = self.is_valid() and self.cleaned_data["zoek"]
        return certificaten.zoeken(zoek) if zoek else certificaten

from django import forms
from django.core.exceptions import ValidationError

from leden.bevoegdheden import Geweigerd
from normenkader.handelingen import al_geladen
from normenkader.laden import GROOTSTE_BESTAND, fouten_in, pakket_lezen
from normenkader.overgang import past_niet_op_eerder

MEESTE_FOUTEN_OP_HET_SCHERM = 25


def nagekeken(ruw):
    """The package in bytes of JSON, ready to be loaded. Raises ValidationError with the sentences that say what is wrong."""
    try:
        pakket = pakket_lezen(ruw)
        fouten = fouten_in(pakket) or al_geladen(pakket) or past_niet_op_eerder(pakket)
    except Geweigerd as weigering:
        fouten = weigering.redenen
    if len(fouten) > MEESTE_FOUTEN_OP_HET_SCHERM:
        fouten = [*fouten[:MEESTE_FOUTEN_OP_HET_SCHERM], "Er is meer. Verbeter eerst wat hierboven staat."]
    if fouten:
        raise ValidationError(fouten)
    return pakket


class BestandForm(forms.Form):
    """The file with a framework; `cleaned_data["bestand"]` is the package in it."""

    bestand = forms.FileField(
        label="Bestand met het normenkader",
        help_text="Een JSON-bestand van hooguit 1 MB.",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_bestand(self):
        return nagekeken(self.cleaned_data["bestand"].read(GROOTSTE_BESTAND + 1))


class InhoudForm(forms.Form):
    """The content of that file, sent back by the page that showed it; nothing is kept in between, so it is checked anew."""

    inhoud = forms.CharField(strip=False, max_length=GROOTSTE_BESTAND, widget=forms.HiddenInput)

    def clean_inhoud(self):
        return nagekeken(self.cleaned_data["inhoud"].encode())

from django import forms

from leden.bevoegdheden import Geweigerd
from normenkader.handelingen import al_geladen
from normenkader.laden import GROOTSTE_BESTAND, fouten_in, lezen

MEESTE_FOUTEN_OP_HET_SCHERM = 25


class KaderForm(forms.Form):
    """A framework file; the second time its content, sent back by the page that showed what is in it.

    Nothing is kept in between, so both times everything is checked anew.
    """

    bestand = forms.FileField(
        label="Bestand met het normenkader",
        help_text="Een JSON-bestand van hooguit 1 MB.",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".json,application/json", "required": True}),
    )
    inhoud = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def clean(self):
        """Put the package in `pakket`; every error stands beside the file, where it is solved."""
        gegevens = super().clean()
        bestand, inhoud = gegevens.get("bestand"), gegevens.get("inhoud")
        if not bestand and not inhoud:
            if "bestand" not in self.errors:
                self.add_error("bestand", "Kies een bestand.")
            return gegevens
        try:
            pakket = lezen(bestand.read(GROOTSTE_BESTAND + 1) if bestand else inhoud.encode())
            fouten = fouten_in(pakket) or al_geladen(pakket)
        except Geweigerd as weigering:
            fouten = weigering.redenen
        if len(fouten) > MEESTE_FOUTEN_OP_HET_SCHERM:
            fouten = [*fouten[:MEESTE_FOUTEN_OP_HET_SCHERM], "Er is meer. Verbeter eerst wat hierboven staat."]
        if fouten:
            self.add_error("bestand", fouten)
        else:
            gegevens["pakket"] = pakket
        return gegevens

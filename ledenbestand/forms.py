from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from ledenbestand.lezen import GROOTSTE_BESTAND, MB, Onleesbaar, bestand_lezen
from ledenbestand.nakijken import GELIJK, GEWIJZIGD, NIEUW

ALLES = "alles"


class LedenbestandForm(forms.Form):
    """A members' file; `cleaned_data["bestand"]` is what the act takes. What is wrong inside shows when it is looked through."""

    bestand = forms.FileField(
        label="Bestand met de leden",
        help_text=f"Een Excel-werkmap (.xlsx) of CSV-bestand, hooguit {GROOTSTE_BESTAND // MB} MB en 5.000 rijen.",
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "max_length": "De naam van dit bestand is te lang. Geef het een kortere naam en kies het opnieuw."
        },
    )

    def clean_bestand(self):
        bestand = self.cleaned_data["bestand"]
        inhoud = bestand.read(GROOTSTE_BESTAND + 1)
        try:
            bestand_lezen(inhoud, bestand.name)
        except Onleesbaar as fout:
            raise ValidationError(str(fout)) from fout
        return {"inhoud": inhoud, "bestandsnaam": bestand.name}


SORTERINGEN = {"bestand": ("bestandsnaam", "pk"), "wanneer": ("ingelezen_op", "pk")}


class Bestandfilter(forms.Form):
    """Search among the files that were read in."""

    q = forms.CharField(label="Bestand of wie het inlas", required=False, max_length=100, widget=forms.SearchInput)

    def toepassen(self, ledenbestanden):
        """Filter; an answer that cannot be understood is left out."""
        self.is_valid()
        if q := self.cleaned_data.get("q"):
            gezocht = Q(bestandsnaam__icontains=q) | Q(aangeboden_door__naam__icontains=q)
            ledenbestanden = ledenbestanden.filter(gezocht)
        return ledenbestanden


class Foutenfilter(forms.Form):
    """Search in what is wrong in a members' file."""

    q = forms.CharField(
        label="Rij, kolom of wat er niet klopt", required=False, max_length=100, widget=forms.SearchInput
    )

    def toepassen(self, fouten):
        """Filter; an answer that cannot be understood is left out."""
        self.is_valid()
        q = self.cleaned_data.get("q", "").casefold()
        return [fout for fout in fouten if q in f"{fout.kolom} {fout.zin}".casefold() or q == str(fout.rij)]


class Regelfilter(forms.Form):
    """Search in what a members' file does."""

    q = forms.CharField(label="Naam, KvK-nummer of rij", required=False, max_length=100, widget=forms.SearchInput)
    toon = forms.ChoiceField(
        label="Wat er gebeurt",
        required=False,
        choices=[
            ("", "Wat er verandert"),
            (NIEUW, "Nieuw"),
            (GEWIJZIGD, "Verandert"),
            (GELIJK, "Blijft zoals het is"),
            (ALLES, "Alles"),
        ],
    )

    def toepassen(self, regels):
        """Filter; an answer that cannot be understood is left out."""
        self.is_valid()
        q, toon = (self.cleaned_data.get(naam, "").casefold() for naam in ("q", "toon"))
        return [
            regel
            for regel in regels
            if (toon in (ALLES, regel.soort) or (not toon and regel.soort != GELIJK))
            and (not q or q in regel.naam.casefold() or q in regel.kvk_nummer or q == str(regel.rij))
        ]

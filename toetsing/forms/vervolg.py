from django import forms

from huisstijl.velden import Chips, Schrijfveld
from toetsing.models import Vervolgpunt
from trajecten.models import Document


class VoortgangspuntForm(forms.Form):
    """What happened with one point of a follow-up: told, and shown."""

    voortgang = Schrijfveld(
        label="Wat is er gebeurd?", help_text="Ook als iets nog niet af is: schrijf wat er wel is, en wat nog komt."
    )
    verhaal = Schrijfveld(
        label="Wat veranderde er voor een bewoner?",
        help_text="Een kort verhaal zegt vaak meer dan een lijst. Noem geen namen.",
        required=False,
    )
    documenten = forms.ModelMultipleChoiceField(
        Document.objects.none(),
        label="Welke documenten laten dat zien?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    KEUZES = ("documenten",)

    def __init__(self, *args, punt, **kwargs):
        begin = {veld: getattr(punt, veld) for veld in Vervolgpunt.VERTELD} | {"documenten": punt.documenten.all()}
        super().__init__(*args, initial=begin, **kwargs)
        if punt.melding_id:
            self.fields["voortgang"].label = "Wat is er door deze wijziging anders?"
            self.fields["voortgang"].help_text = "Schrijf wat het betekent voor bewoners, en hoe u het werk nu doet."
        # The organisation cannot do without it; while it is being written it may be empty.
        self.fields["voortgang"].required = not self.is_bound
        documenten = Document.objects.filter(traject=punt.traject_id)
        self.fields["documenten"].queryset = documenten.exclude(nagekeken=Document.Nagekeken.BESMET)


class VervolgoordeelForm(forms.Form):
    """What the assessors find of one point of a follow-up."""

    oordeel = forms.ChoiceField(label="Is eraan voldaan?", choices=Vervolgpunt.Oordeel.choices, widget=Chips)
    toelichting = Schrijfveld(
        label="Waaraan zag u dat?", help_text="De organisatie en de beheercommissie lezen dit, met het oordeel."
    )

    KEUZES = ("oordeel",)

    def __init__(self, *args, punt, **kwargs):
        begin = {"oordeel": punt.oordeel, "toelichting": punt.toelichting}
        super().__init__(*args, initial=begin, **kwargs)
        if punt.melding_id:
            self.fields["oordeel"].label = "Voldoet de organisatie hiermee nog?"
        for veld in self.fields.values():
            veld.required = not self.is_bound and punt.is_voor_toetsers

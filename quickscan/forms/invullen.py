"""The form with which an organisation answers a QuickScan."""

from django import forms

from huisstijl.velden import Keuzes, Schrijfveld
from quickscan.vragen import LANGSTE_ANTWOORD, Soort, nakijken


class InvulForm(forms.Form):
    """The questions of a scan as fields. A question that does not hold for this person may stay empty."""

    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, formulier, **kwargs):
        self.vragen = formulier.scan.vragenlijst
        gegeven = {_naam(sleutel): antwoord for sleutel, antwoord in formulier.antwoorden.items()}
        super().__init__(*args, initial={"versie": formulier.versie} | gegeven, **kwargs)
        self.fields |= {_naam(vraag.sleutel): _veld(vraag) for vraag in self.vragen}
        if self.is_bound:
            antwoorden, _ = nakijken(self.vragen, {vraag.sleutel: self._ruw(vraag) for vraag in self.vragen})
            for vraag in self.vragen:
                self.fields[_naam(vraag.sleutel)].required = vraag.verplicht and vraag.geldt(antwoorden)

    def _ruw(self, vraag):
        naam = _naam(vraag.sleutel)
        return self.fields[naam].widget.value_from_datadict(self.data, self.files, naam)

    def clean(self):
        """The answers as they are kept, in `antwoorden`."""
        gegevens = super().clean()
        self.antwoorden, _ = nakijken(
            self.vragen, {een.sleutel: gegevens.get(_naam(een.sleutel)) for een in self.vragen}
        )
        return gegevens

    def opnieuw(self, formulier):
        """Go on from the answers that are there now, with what was typed here."""
        self.data = self.data.copy()
        self.data["versie"] = formulier.versie

    def regels(self):
        """(question, field) of each question."""
        return [(vraag, self[_naam(vraag.sleutel)]) for vraag in self.vragen]


def _naam(sleutel):
    return f"vraag_{sleutel}"


def _veld(vraag):
    eigen = {"label": vraag.tekst, "help_text": vraag.uitleg, "required": vraag.verplicht}
    keuzes = [(optie.sleutel, optie.tekst) for optie in vraag.opties]
    match vraag.soort:
        case Soort.EEN:
            return forms.ChoiceField(choices=keuzes, widget=Keuzes, **eigen)
        case Soort.MEER:
            return forms.MultipleChoiceField(choices=keuzes, widget=forms.CheckboxSelectMultiple, **eigen)
    return Schrijfveld(max_length=LANGSTE_ANTWOORD, widget=forms.Textarea(attrs={"rows": 4}), **eigen)

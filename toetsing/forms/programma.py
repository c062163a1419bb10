from crispy_forms.layout import Div, Field
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from huisstijl.indeling import Indeling
from huisstijl.templatetags.opmaak import dag, weekdag
from huisstijl.velden import Chips, ChipsMeer, Datumveld, Tijdveld
from leden.models import Gebruiker
from toetsing.forms.normen import normkeuzes
from toetsing.samenstellen import normen_van
from trajecten.models import Toewijzing
from trajecten.persoonsgegevens import zonder_persoonsgegevens


class DagForm(forms.Form):
    datum = Datumveld(label="Datum", help_text="Bijvoorbeeld 12 januari 2027, of 12-1-2027.")

    def __init__(self, traject, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.traject = traject

    def clean_datum(self):
        datum = self.cleaned_data["datum"]
        if datum < timezone.localdate():
            raise ValidationError(f"{dag(datum).capitalize()} is al geweest. Kies vandaag of een latere dag.")
        if self.traject.toetsdagen.filter(datum=datum).exists():
            raise ValidationError("Deze dag staat al in het programma.")
        return datum


class GesprekForm(forms.Form):
    """A talk of the programme: with whom, when, where, by whom and about which norms."""

    groep = forms.ChoiceField(label="Met wie is het gesprek?", widget=Chips)
    dag = forms.ModelChoiceField(None, label="Op welke dag?", widget=Chips, empty_label=None)
    begin = Tijdveld(label="Begint om", help_text="Bijvoorbeeld 10.30.")
    eind = Tijdveld(label="Eindigt om", help_text="Bijvoorbeeld 11.30.")
    plaats = forms.CharField(label="Waar?", max_length=160, help_text="Het gebouw en de kamer.")
    toetsers = forms.ModelMultipleChoiceField(None, label="Welke toetsers zitten erbij?", widget=ChipsMeer)
    normen = forms.TypedMultipleChoiceField(label="Over welke normen gaat het?", coerce=int, widget=ChipsMeer)
    helper = Indeling(
        "groep",
        "dag",
        Div("begin", "eind", css_class="tijden"),
        "plaats",
        "toetsers",
        Field("normen", template="toetsing/_normkeuze.html"),
    )

    def __init__(self, traject, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kader = traject.kaderversie
        self.fields["groep"].choices = [(een.code, een.meervoud.capitalize()) for een in self.kader.gespreksgroepen]
        self.fields["dag"].queryset = traject.toetsdagen.all()
        self.fields["dag"].label_from_instance = lambda toetsdag: weekdag(toetsdag.datum)
        self.fields["toetsers"].queryset = Gebruiker.objects.filter(
            toewijzingen__traject=traject, toewijzingen__rol=Toewijzing.Trajectrol.TOETSER
        )
        self.normen = normen_van(traject)
        self.fields["normen"].choices = normkeuzes(self.normen)

    def clean_eind(self):
        begin, eind = self.cleaned_data.get("begin"), self.cleaned_data["eind"]
        if begin and eind <= begin:
            raise ValidationError("Het gesprek eindigt voor het begint. Kies een latere eindtijd.")
        return eind

    def met_passende_normen(self):
        """What was filled in so far, and besides it ticks at the norms that suit the chosen group; initial data."""
        groep = self.data.get("groep", "")
        passend = {norm.pk for norm in self.normen if groep in norm.groepen}
        gekozen = set(self.data.getlist("normen"))
        return {naam: self.data.get(naam, "") for naam in ("groep", "dag", "begin", "eind", "plaats")} | {
            "toetsers": self.data.getlist("toetsers"),
            "normen": sorted(gekozen | {str(pk) for pk in passend}),
        }


class Locatieveld(forms.ModelMultipleChoiceField):
    """Locations of a traject, with whether each was visited last time."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, locatie):
        return f"{locatie}, vorige keer bezocht" if locatie.vorige_keer else str(locatie)


class BezoekForm(forms.Form):
    """Which locations are visited, and why those."""

    locaties = Locatieveld(None, label="Welke locaties worden bezocht?")
    waarom = forms.CharField(
        label="Waarom deze?",
        help_text="Bijvoorbeeld: samen laten zij elk soort werk zien, en deze waren vorige keer niet aan de beurt.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[zonder_persoonsgegevens],
    )

    def __init__(self, locaties, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["locaties"].queryset = locaties

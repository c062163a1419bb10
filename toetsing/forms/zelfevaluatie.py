from django import forms
from django.db.models import Exists, OuterRef, Q

from huisstijl.velden import Chips, ChipsMeer, Keuzes, Schrijfveld
from toetsing.models import Verhaal
from trajecten.models import Document


class VerhaalForm(forms.Form):
    """The four texts of a story, who tells it and how the organisation sees itself.

    The fields are asked, so the page does not call them optional; but a story is saved as it grows, so nothing is required
    before the self-evaluation is handed in.
    """

    use_required_attribute = False

    aanleiding = Schrijfveld(label="Wat speelde er?")
    aanpak = Schrijfveld(label="Wat deden wij?")
    opbrengst = Schrijfveld(label="Wat kwam ervan?", help_text="Wat is er nu anders voor een bewoner?")
    geleerd = Schrijfveld(label="Wat leerden wij?")
    verteller = forms.ChoiceField(label="Wie vertelt dit verhaal?", widget=Chips)
    zelfbeeld = forms.ChoiceField(
        label="Hoe kijkt u zelf naar deze norm?",
        choices=Verhaal.Zelfbeeld.choices,
        widget=Keuzes(
            uitleg={Verhaal.Zelfbeeld.ONBEKEND: "Dat is ook een antwoord. De toetsers vragen er dan naar."}, paren=True
        ),
    )
    ook_bij = forms.TypedMultipleChoiceField(
        label="Aan welke normen draagt dit verhaal ook bij?", required=False, widget=ChipsMeer
    )

    KEUZES = ("verteller", "zelfbeeld", "ook_bij")

    def __init__(self, *args, verhaal, **kwargs):
        velden = (*Verhaal.TEKSTEN, "verteller", "zelfbeeld")
        kader = verhaal.traject.kaderversie
        ook_bij = Verhaal.ook_bij.through.objects.filter(verhaal=verhaal, norm=OuterRef("pk"))
        self.normen = {norm.pk: norm for norm in kader.normen.annotate(is_ook_bij=Exists(ook_bij))}
        self.gekozen_normen = [norm for norm in self.normen.values() if norm.is_ook_bij]
        initial = {veld: getattr(verhaal, veld) for veld in velden}
        initial["ook_bij"] = [norm.pk for norm in self.gekozen_normen]
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["verteller"].choices = [
            (groep.code, groep.enkelvoud[0].upper() + groep.enkelvoud[1:]) for groep in kader.gespreksgroepen
        ]
        self.fields["ook_bij"].choices = [
            (norm.pk, f"{norm.nummer} {norm.kort}") for norm in self.normen.values() if norm != verhaal.norm
        ]
        self.fields["ook_bij"].coerce = lambda pk: self.normen[int(pk)]
        if self.is_bound:
            for veld in self.fields.values():
                veld.required = False


class Documentkeuze(forms.ModelMultipleChoiceField):
    def label_from_instance(self, document):
        normen = ", ".join(norm.nummer for norm in document.normen.all())
        return f"{document.titel} (bij {normen})" if normen else document.titel


class DocumentenKiezenForm(forms.Form):
    """Which of the documents of the traject show something of one norm."""

    documenten = Documentkeuze(
        queryset=Document.objects.none(),
        label="Welke documenten laten iets zien van deze norm?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, verhaal, **kwargs):
        gekozen = Document.objects.filter(traject=verhaal.traject_id, normen=verhaal.norm_id)
        super().__init__(*args, initial={"documenten": list(gekozen)}, **kwargs)
        alle = Document.objects.filter(traject=verhaal.traject_id)
        self.fields["documenten"].queryset = alle.prefetch_related("normen")


class Verhalenfilter(forms.Form):
    """Search in the stories of one self-evaluation."""

    # Who writes comes here with ?lezen, and stays while searching.
    lezen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    q = forms.CharField(label="Zoek in de verhalen", required=False, max_length=100, widget=forms.SearchInput)
    onderdeel = forms.ChoiceField(label="Onderdeel", required=False)
    zelfbeeld = forms.ChoiceField(
        label="Hoe de organisatie zelf kijkt", required=False, choices=[("", "Alles"), *Verhaal.Zelfbeeld.choices]
    )

    def __init__(self, *args, traject, **kwargs):
        super().__init__(*args, **kwargs)
        onderdelen = traject.kaderversie.onderdelen.all()
        self.fields["onderdeel"].choices = [
            ("", "Alle onderdelen"),
            *((onderdeel.code, onderdeel.titel) for onderdeel in onderdelen),
        ]

    def toepassen(self, verhalen):
        """Filter; an answer that cannot be understood is left out."""
        self.is_valid()
        if q := self.cleaned_data.get("q"):
            in_tekst = [Q(**{f"{veld}__icontains": q}) for veld in Verhaal.TEKSTEN]
            verhalen = verhalen.filter(
                in_tekst[0] | in_tekst[1] | in_tekst[2] | in_tekst[3] | Q(norm__tekst__icontains=q)
            )
        if onderdeel := self.cleaned_data.get("onderdeel"):
            verhalen = verhalen.filter(norm__onderdeel__code=onderdeel)
        if zelfbeeld := self.cleaned_data.get("zelfbeeld"):
            verhalen = verhalen.filter(zelfbeeld=zelfbeeld)
        return verhalen

"""What somebody fills in who complains, without an account."""

from uuid import uuid4

from django import forms

from geschillen.models import Klacht
from geschillen.namen import kale_naam
from huisstijl.velden import Keuzes, Regelveld, Schrijfveld, regel
from leden.models import Organisatie
from trajecten.forms.documenten import BestandForm

Wijze = Klacht.Wijze
UITLEG = {
    Wijze.NAAM: "Alleen wie uw klacht behandelt, leest uw naam. De andere kant krijgt uw naam niet.",
    Wijze.SCHUILNAAM: "U kiest een andere naam. Vult u geen e-mailadres in, dan weten wij niet wie u bent, en kunnen het ook niet nagaan.",
    Wijze.ANONIEM: "Wij weten niet wie u bent en kunnen u niet mailen. U leest ons antwoord zelf, met een code.",
}


class KlachtForm(forms.Form):
    """A complaint through one door. `vraag`: how that door asks about whom it is; without it we know."""

    over_naam = forms.CharField(max_length=160)
    omschrijving = Schrijfveld(
        label="Wat is er gebeurd?",
        help_text="Schrijf het op zoals u het zou vertellen. Wanneer was het, en wie waren erbij?",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off"}),
    )
    gewenst = Schrijfveld(
        label="Wat hoopt u dat er gebeurt?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    wijze = forms.ChoiceField(label="Hoe wilt u bekend zijn?", choices=Wijze.choices, widget=Keuzes(uitleg=UITLEG))
    naam = Regelveld(
        label="Uw naam of schuilnaam", help_text="Laat dit leeg als u anoniem blijft.", max_length=120, required=False
    )
    email = forms.EmailField(
        label="Uw e-mailadres",
        help_text="U krijgt dan een mail als er een bericht is. Wat erin staat, leest u alleen hier.",
        required=False,
    )
    inzending = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, deur, **kwargs):
        super().__init__(*args, initial={"inzending": uuid4()}, **kwargs)
        if not deur.vraag:
            del self.fields["over_naam"]
        elif deur.over == Klacht.Over.CERTIFICEERDER:
            instellingen = Organisatie.objects.zelfstandig().filter(soort=Organisatie.Soort.CERTIFICEERDER)
            self.fields["over_naam"] = forms.ModelChoiceField(
                label=deur.vraag, queryset=instellingen.order_by("naam"), empty_label="Kies een instelling"
            )
            self.order_fields(["over_naam"])
        else:
            self.fields["over_naam"].label = deur.vraag

    def clean_over_naam(self):
        """The name as it was typed, and the organisation when we know it."""
        gekozen = self.cleaned_data["over_naam"]
        if isinstance(gekozen, Organisatie):
            self.organisatie = gekozen
            return gekozen.naam
        naam = regel(gekozen)
        leden, kaal = Organisatie.objects.zelfstandig().filter(soort=Organisatie.Soort.LID), kale_naam(naam)
        gevonden = [een for een in leden if kaal and kale_naam(een.naam) == kaal]
        self.organisatie = gevonden[0] if len(gevonden) == 1 else None
        return naam

    def clean(self):
        gegevens = super().clean()
        match gegevens.get("wijze"):
            case Wijze.ANONIEM:
                if gegevens.get("naam"):
                    self.add_error("naam", "U koos anoniem. Haal de naam weg, of kies een schuilnaam.")
                if gegevens.get("email"):
                    self.add_error("email", "U koos anoniem. Haal het adres weg, of kies een schuilnaam.")
            case Wijze.NAAM if not gegevens.get("naam") and "naam" not in self.errors:
                self.add_error("naam", "Vul uw naam in, of kies anoniem.")
            case Wijze.SCHUILNAAM if not gegevens.get("naam") and "naam" not in self.errors:
                self.add_error("naam", "Bedenk een schuilnaam, of kies anoniem.")
        return gegevens

    def velden(self):
        """What the act gets, beside the sending."""
        gegevens = dict(self.cleaned_data)
        inzending = gegevens.pop("inzending")
        return inzending, gegevens | {"organisatie": getattr(self, "organisatie", None)}


class VolgForm(forms.Form):
    """The reference and the code that somebody got."""

    kenmerk = forms.CharField(
        label="Kenmerk",
        help_text="Bijvoorbeeld KL-7XKM-3TQB.",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label="Code",
        help_text="Drie keer vier tekens. Streepjes en spaties maken niet uit.",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class AanvulForm(BestandForm):
    """A message of who complains, a file, or both: one form, so that choosing a file loses no words."""

    bericht = Schrijfveld(
        label="Uw bericht",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )
    field_order = ["bericht", "bestand"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bestand"].required = False

    def clean_bestand(self):
        return super().clean_bestand() if self.cleaned_data["bestand"] else None

    def clean(self):
        gegevens = super().clean()
        if not self.errors and not gegevens["bestand"] and not gegevens["bericht"].strip():
            self.add_error("bericht", "Schrijf een bericht of kies een bestand.")
        return gegevens

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from beheercommissie.bevoegdheden import afwijkingsbelemmeringen, datumbelemmeringen, houdt_aan, navraagbelemmeringen
from beheercommissie.models import Belangverklaring, Stem, Vergadering
from huisstijl.templatetags.opmaak import dag
from huisstijl.velden import Datumveld, Keuzes, Schrijfveld
from trajecten.models import Vraagpartij


class VergaderingForm(forms.ModelForm):
    class Meta:
        model = Vergadering
        fields = ["datum", "plaats"]
        field_classes = {"datum": Datumveld}
        help_texts = {"datum": "Bijvoorbeeld 21 januari 2027."}

    def clean_datum(self):
        if redenen := datumbelemmeringen(self.cleaned_data["datum"]):
            raise ValidationError(redenen)
        return self.cleaned_data["datum"]


class Vergaderingkeuze(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{dag(obj.datum)}, {obj.plaats}"


class AgendeerForm(forms.Form):
    vergadering = Vergaderingkeuze(
        label="Op welke vergadering?", queryset=Vergadering.objects.none(), widget=Keuzes, empty_label=None
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["vergadering"].queryset = komende_vergaderingen()


def komende_vergaderingen():
    return Vergadering.objects.filter(datum__gte=timezone.localdate()).order_by("datum")


class BelangForm(forms.Form):
    """Does this member have an interest? Never preselected, and none is no answer when `bekend`: we know of one, or of a doubt."""

    uitkomst = forms.ChoiceField(
        label="Uw antwoord",
        widget=Keuzes,
        error_messages={"invalid_choice": "U kunt niet kiezen dat u geen belang hebt. Kies een van deze antwoorden."},
    )

    def __init__(self, *args, afkoelperiode, bekend, **kwargs):
        super().__init__(*args, **kwargs)
        uitkomsten = Belangverklaring.Uitkomst.choices
        self.fields["uitkomst"].choices = [
            een for een in uitkomsten if not bekend or een[0] != Belangverklaring.Uitkomst.GEEN
        ]
        self.fields["uitkomst"].widget.uitleg = {
            "geen": f"Ik werk er niet, ik heb er de laatste {afkoelperiode} maanden niet gewerkt of geadviseerd, en ik "
            "ken niemand die er beslist.",
            "belang": "U leest en stemt dan niet mee. De andere leden zien alleen dat u niet meedoet, niet waarom.",
            "twijfel": "De secretaris belt u. Tot die tijd blijven de stukken dicht.",
        }


class OngedaanForm(forms.Form):
    reden = forms.CharField(
        label="Waarom doet dit lid toch mee?",
        help_text="Dit blijft in het logboek, met wat het lid eerst zei. De andere leden lezen het niet.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StemForm(forms.Form):
    """A vote: one of the options of the framework, or none of them. `alleen_bewaren`: keep the text, the vote comes later."""

    optie = forms.ChoiceField(label="Wat moet de commissie volgens u besluiten?", widget=Keuzes)
    reden = Schrijfveld(
        label="Waarom?",
        help_text="Na het besluit lezen de leden zonder belang en de secretaris dit. Verder niemand.",
        required=False,
    )

    def __init__(self, *args, traject, alleen_bewaren=False, **kwargs):
        super().__init__(*args, **kwargs)
        opties = traject.kaderversie.besluitopties_voor(traject.soort)
        veld = self.fields["optie"]
        veld.required = not alleen_bewaren
        veld.choices = [(optie.code, optie.label) for optie in opties]
        veld.choices += [(Stem.ONTHOUDING, "Ik onthoud mij van stemming")]
        veld.widget.uitleg = {optie.code: optie.uitleg for optie in opties}
        veld.widget.uitleg[Stem.ONTHOUDING] = "Uw stem telt mee voor het aantal stemmen, maar niet voor een besluit."


class BesluitForm(forms.Form):
    """The decision as the chair records it: an option with the most votes, why, why not as advised, and what the committee asks."""

    optie = forms.ChoiceField(
        label="Wat besluit de commissie?",
        widget=Keuzes,
        error_messages={
            "invalid_choice": "De meeste stemmen gingen naar een ander besluit. Neem dat besluit, of stem opnieuw."
        },
    )
    motivering = Schrijfveld(
        label="Waarom besluit de commissie dit?",
        help_text="De organisatie en de certificerende instelling lezen dit.",
        error_messages={"required": "Schrijf waarom de commissie dit besluit."},
    )
    afwijking = Schrijfveld(
        label="Wijkt het besluit af van het advies? Schrijf waarom",
        help_text="Ook dit lezen de organisatie en de certificerende instelling. Volgt de commissie het advies, laat het dan leeg.",
        required=False,
    )
    voorwaarden = Schrijfveld(
        label="Voorwaarden",
        help_text="Wat de commissie vraagt, en wanneer zij kijkt of het er is.",
        required=False,
    )

    # What the committee asks when it holds the decision over; only there when it can.
    vraag = Schrijfveld(
        label="Houdt de commissie het besluit aan? Schrijf wat zij eerst wil weten",
        help_text="Wie u het vraagt, is aan zet en schrijft het antwoord. Bij een ander besluit telt dit niet mee.",
        error_messages={"required": "Schrijf wat de commissie wil weten."},
    )
    vraag_aan = forms.ChoiceField(
        label="Aan wie vraagt de commissie dit?",
        choices=Vraagpartij.choices,
        widget=Keuzes,
        error_messages={"required": "Kies aan wie de commissie dit vraagt."},
    )
    antwoord_tot_en_met = Datumveld(
        label="Tot en met welke dag kan het antwoord komen?",
        help_text="Na die dag komt het traject vanzelf terug, ook zonder antwoord.",
        error_messages={"required": "Kies een dag na vandaag, zodat er tijd is om te antwoorden."},
    )
    NAVRAAG = ("vraag", "vraag_aan", "antwoord_tot_en_met")

    def __init__(self, *args, agendapunt, meeste_stemmen, alleen_bewaren=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.agendapunt, self.alleen_bewaren = agendapunt, alleen_bewaren
        traject = agendapunt.traject
        opties = [
            optie for optie in traject.kaderversie.besluitopties_voor(traject.soort) if optie.code in meeste_stemmen
        ]
        veld = self.fields["optie"]
        veld.choices = [(optie.code, optie.label) for optie in opties]
        veld.widget.uitleg = {optie.code: optie.uitleg for optie in opties}
        veld.required = self.fields["motivering"].required = not alleen_bewaren
        aanhoudend = [houdt_aan(optie) for optie in opties]
        for naam in self.NAVRAAG:
            if any(aanhoudend):
                self.fields[naam].required = all(aanhoudend) and not alleen_bewaren
            else:
                del self.fields[naam]

    def clean(self):
        gegevens = super().clean()
        if gegevens.get("optie") and not self.alleen_bewaren:
            optie = self.agendapunt.traject.kaderversie.besluitoptie(gegevens["optie"])
            for reden in afwijkingsbelemmeringen(self.agendapunt, optie, gegevens.get("afwijking", "")):
                self.add_error("afwijking", reden)
            if houdt_aan(optie):
                self._navraag_nakijken(optie, gegevens)
        return gegevens

    def _navraag_nakijken(self, optie, gegevens):
        # What is not valid is not there, and has its own sentence already.
        vraag, aan, laatste = (gegevens.get(naam) for naam in self.NAVRAAG)
        for naam, reden in navraagbelemmeringen(optie, vraag or "", aan or "", laatste).items():
            if naam not in self.errors:
                self.add_error(naam, reden)


class NavraagForm(forms.Form):
    """The answer to what the committee asked."""

    antwoord = Schrijfveld(
        label="Uw antwoord",
        help_text="De beheercommissie leest dit voordat zij besluit. Noem geen namen van bewoners of vrijwilligers.",
        error_messages={"required": "Schrijf eerst het antwoord."},
    )

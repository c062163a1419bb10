"""What who hears a complaint fills in. The text is called `tekst` everywhere, since it saves itself as a draft."""

from django import forms

from geschillen.models import Klacht, Klachtsignaal
from huisstijl.indeling import Indeling, Stuk
from huisstijl.velden import Keuzes, Schrijfveld
from leden.models import Organisatie

TEKST = Stuk("geschillen/_tekst.html", "tekst")


class OppakForm(forms.Form):
    """That one is not involved; and which organisation it is, when only a name was typed."""

    organisatie = forms.ModelChoiceField(
        label="Welke organisatie is dit?",
        help_text="Dan kijken wij of u erbij betrokken bent. Staat zij er niet bij, laat dit dan leeg.",
        queryset=Organisatie.objects.none(),
        required=False,
        empty_label="Staat er niet bij",
    )
    niet_betrokken = forms.BooleanField(label="Ik heb niets te maken met waar deze klacht over gaat.")

    def __init__(self, *args, klacht, **kwargs):
        super().__init__(*args, **kwargs)
        if klacht.organisatie_id or not klacht.over_naam:
            del self.fields["organisatie"]
        else:
            self.fields["organisatie"].queryset = (
                Organisatie.objects.zelfstandig()
                .filter(soort__in=(Organisatie.Soort.LID, Organisatie.Soort.CERTIFICEERDER))
                .order_by("naam")
            )


class BerichtForm(forms.Form):
    tekst = Schrijfveld(
        label="Uw bericht", help_text="Wie klaagt, leest dit meteen, met uw naam erbij.", max_length=4000
    )
    helper = Indeling(TEKST)


class KlachtvraagForm(forms.Form):
    tekst = Schrijfveld(
        label="Wat wilt u vragen?",
        help_text="De andere kant leest alleen deze woorden. Schrijf niet wie klaagt, en niets waaraan die te herkennen is.",
        max_length=4000,
    )
    helper = Indeling(TEKST)


class KlachtuitstelForm(forms.Form):
    tekst = Schrijfveld(
        label="Waarom hebt u meer tijd nodig?", help_text="Wie klaagt, leest dit meteen.", max_length=2000
    )
    helper = Indeling(TEKST)


class AfrondForm(forms.Form):
    uitkomst = forms.ChoiceField(
        label="Wat is de uitkomst?",
        choices=[(waarde, woord.capitalize()) for waarde, woord in Klacht.Uitkomst.choices],
        widget=Keuzes,
    )
    onderwerp_van = forms.ChoiceField(
        label="Waar ging het over?",
        help_text="Alleen om per jaar te tellen.",
        choices=[
            ("", "Kies een onderwerp"),
            *((waarde, woord.capitalize()) for waarde, woord in Klacht.Onderwerp.choices),
        ],
    )
    tekst = Schrijfveld(
        label="Uitleg bij de uitkomst",
        help_text="Wat is er gebeurd, wat zei de andere kant, en waarom vindt u dit? Bij niet in behandeling: waarom niet.",
        max_length=8000,
    )
    helper = Indeling("uitkomst", "onderwerp_van", TEKST)


class SignaalForm(forms.Form):
    soort = forms.ChoiceField(label="Wat voor signaal is het?", choices=Klachtsignaal.Soort.choices, widget=Keuzes)
    noem_organisatie = forms.BooleanField(
        label="Noem erbij over welke organisatie het gaat", required=False, initial=True
    )
    tekst = Schrijfveld(
        label="Wat moet het bureau weten?",
        help_text="Het bureau leest alleen deze woorden. Schrijf niet wie klaagt, en niets waaraan die te herkennen is.",
        max_length=4000,
    )
    helper = Indeling("soort", "noem_organisatie", TEKST)


class KlachtantwoordForm(forms.Form):
    antwoord = Schrijfveld(
        label="Uw antwoord", help_text="Wie de klacht behandelt, leest dit zodra u het verstuurt.", max_length=8000
    )


class AfhandelForm(forms.Form):
    afhandeling = Schrijfveld(
        label="Wat hebt u ermee gedaan?", help_text="Wie de klacht behandelt, leest dit.", max_length=4000
    )

"""Forms about the minutes of a meeting."""

from django import forms
from django.core.exceptions import ValidationError

from beheercommissie.bevoegdheden.vergaderingen import LANGSTE_REDEN
from beheercommissie.models import Vergadering
from beheercommissie.word import sjabloonbelemmeringen
from huisstijl.templatetags.opmaak import dag
from huisstijl.velden import Keuzes, Schrijfveld
from trajecten.bestandssoorten import WORD, soort_van_naam
from trajecten.forms.documenten import MB, BestandForm
from trajecten.persoonsgegevens import zonder_persoonsgegevens


class VerslagtekstForm(forms.Form):
    """What the secretary writes at one item."""

    tekst = Schrijfveld(label="Wat is er besproken?", required=False)

    def __init__(self, *args, verslagtekst, **kwargs):
        begin = {"tekst": verslagtekst.tekst}
        super().__init__(*args, initial=begin, prefix=f"punt-{verslagtekst.pk}", **kwargs)


class OpmerkingForm(forms.Form):
    opmerking = forms.CharField(
        label="Wat klopt er niet, of ontbreekt er?",
        help_text="De secretaris en de leden die aan dit punt meededen, lezen dit met uw naam.",
        max_length=LANGSTE_REDEN,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[zonder_persoonsgegevens],
        error_messages={"required": "Schrijf eerst uw opmerking."},
    )


class _Vergaderkeuze(forms.ModelChoiceField):
    def label_from_instance(self, vergadering):
        return dag(vergadering.datum)


class VoorleggenForm(forms.Form):
    """On the agenda of which meeting the minutes come."""

    vergadering = _Vergaderkeuze(
        Vergadering.objects.none(),
        label="Op welke vergadering stelt de commissie het vast?",
        widget=Keuzes,
        empty_label=None,
        error_messages={"required": "Kies een vergadering."},
    )

    def __init__(self, *args, verslag, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["vergadering"].queryset = (
            Vergadering.objects.komend().filter(datum__gte=verslag.vergadering.datum).exclude(pk=verslag.vergadering_id)
        )


class SjabloonForm(BestandForm):
    """A Word file that can be filled in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bestand"].help_text = "Een Word-bestand (.docx)."
        self.fields["bestand"].widget.attrs["accept"] = WORD.uitgangen[0]

    def clean_bestand(self):
        bestand = super().clean_bestand()
        if soort_van_naam(bestand.name) != WORD:
            raise ValidationError("Kies een Word-bestand. De naam eindigt op .docx.")
        if bestand.size > HOOGSTENS:
            raise ValidationError(
                f"Dit sjabloon is te groot. Er past {HOOGSTENS // MB} MB. Maak het beeldmerk kleiner."
            )
        if redenen := sjabloonbelemmeringen(bestand):
            raise ValidationError(redenen)
        return bestand


HOOGSTENS = 2 * MB

from django import forms

from huisstijl.indeling import Deel, Indeling
from huisstijl.velden import Datumveld, Regelveld
from leden import gemeenten
from leden.bevoegdheden.gebied import dubbelbelemmeringen
from leden.models import Activiteit, Locatie, Werkgebied

PERIODE = Deel("Van wanneer tot wanneer?", "van", "tot")


class GebiedForm(forms.ModelForm):
    """Something of the area of a member, from a day to a day."""

    van = Datumveld(label="Vanaf welke dag?", required=False, help_text="Leeg laten mag, als het al langer zo is.")
    tot = Datumveld(
        label="Tot en met welke dag?", required=False, help_text="Leeg laten mag, zolang er geen einde bekend is."
    )

    def clean(self):
        gegevens = super().clean()
        van, tot = gegevens.get("van"), gegevens.get("tot")
        if van and tot and tot < van:
            self.add_error("tot", "De laatste dag komt voor de eerste. Kijk de twee dagen na.")
        return gegevens

    def _post_clean(self):
        """Also what stands there already, as the row would become."""
        super()._post_clean()
        if not self.errors:
            for zin in dubbelbelemmeringen(self.instance):
                self.add_error(self.Meta.fields[0], zin)


class GemeenteForm(GebiedForm):
    """With the municipality chosen from what there is today."""

    gemeente = forms.ChoiceField(label="Gemeente")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gemeente"].choices = [("", "Kies een gemeente"), *gemeenten.keuzes()]
        self.fields["gemeente"].help_text = f"Uit de lijst van het CBS van {gemeenten.jaar()}."
        self.initial["gemeente"] = gemeenten.code_op(self.instance.gemeente)


class LocatieForm(GemeenteForm):
    helper = Indeling("naam", Deel("Adres", "adres", "postcode", "plaats", "gemeente"), PERIODE)

    class Meta:
        model = Locatie
        fields = ["naam", "adres", "postcode", "plaats", "gemeente", "van", "tot"]
        labels = {"naam": "Hoe heet de locatie of het team?"}
        help_texts = {
            "naam": "Bijvoorbeeld: buurthuis De Schakel, of: team jongerenwerk.",
            "postcode": "Bijvoorbeeld 1234 AB.",
        }
        field_classes = {"naam": Regelveld, "adres": Regelveld, "plaats": Regelveld}


class WerkgebiedForm(GemeenteForm):
    helper = Indeling("gemeente", PERIODE)

    class Meta:
        model = Werkgebied
        fields = ["gemeente", "van", "tot"]


class ActiviteitForm(GebiedForm):
    helper = Indeling("naam", PERIODE)

    class Meta:
        model = Activiteit
        fields = ["naam", "van", "tot"]
        labels = {"naam": "Wat doet uw organisatie?"}
        help_texts = {"naam": "In gewone woorden, bijvoorbeeld: jongerenwerk, of: hulp bij schulden."}
        field_classes = {"naam": Regelveld}

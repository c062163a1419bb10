"""Forms about what stands on an agenda beside trajecten, and how long an item takes."""

from django import forms

from beheercommissie.bevoegdheden.vergaderingen import LANGSTE_PUNT, laatbelemmeringen
from beheercommissie.forms.vergaderingen import LaatForm
from beheercommissie.models import Bespreekpunt
from huisstijl.velden import Keuzes, Schrijfveld
from trajecten.forms.documenten import BestandForm


class MinutenForm(forms.Form):
    minuten = forms.IntegerField(
        label="Hoeveel minuten duurt het?",
        min_value=1,
        max_value=LANGSTE_PUNT,
        error_messages={
            "min_value": f"Een punt duurt 1 tot {LANGSTE_PUNT} minuten.",
            "max_value": f"Een punt duurt 1 tot {LANGSTE_PUNT} minuten.",
        },
    )


class BespreekpuntForm(MinutenForm):
    soort = forms.ChoiceField(label="Wat voor punt is het?", choices=Bespreekpunt.Soort.choices, widget=Keuzes)
    titel = forms.CharField(
        label="Titel",
        help_text="Zoals het op de agenda staat. Bijvoorbeeld: Mededelingen van het bureau.",
        max_length=160,
    )
    toelichting = Schrijfveld(
        label="Toelichting",
        help_text=(
            "De hele commissie leest dit, ook wie bij een traject niet meedoet. Schrijf hier niets uit de stukken van een traject."
        ),
        max_length=4000,
        required=False,
    )
    field_order = ("soort", "titel", "toelichting", "minuten")


class VergaderstukForm(LaatForm, BestandForm):
    """A paper of this meeting."""

    titel = forms.CharField(
        label="Titel",
        help_text="Zoals de leden hem lezen. Bijvoorbeeld: Voorstel voor de planning van 2027.",
        max_length=160,
    )
    field_order = ("bestand", "titel", "laat_omdat")

    def __init__(self, *args, vergadering, **kwargs):
        super().__init__(*args, **kwargs)
        self.vergadering = vergadering
        if not vergadering.is_na_de_sluitdag:
            del self.fields["laat_omdat"]

    def clean(self):
        gegevens = super().clean()
        for reden in laatbelemmeringen(self.vergadering, gegevens.get("laat_omdat", "")):
            self.add_error("laat_omdat", reden)
        return gegevens

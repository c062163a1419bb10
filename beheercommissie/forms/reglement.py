"""Forms about the rules of the committee."""

from django import forms

from beheercommissie.bevoegdheden.reglement import (
    ingangsbelemmeringen,
    vaststelvergaderingbelemmeringen,
    vervangerbelemmeringen,
)
from beheercommissie.forms.vergaderingen import met_tijd
from beheercommissie.models import Reglement, Vergadering
from beheercommissie.models.reglement import HOOGSTE_QUORUM, MEESTE_DAGEN
from beheercommissie.quorum import stemgerechtigden
from huisstijl.velden import Datumveld, Keuzes
from leden.models import Gebruiker

# So many meetings of before stand in the list to choose from.
TE_KIEZEN = 6


class ReglementForm(forms.Form):
    geldig_vanaf = Datumveld(label="Vanaf welke dag geldt het?", help_text="Bijvoorbeeld 1 januari 2027.")
    quorum = forms.IntegerField(
        label="Hoeveel stemmen heeft een besluit ten minste nodig?",
        help_text="Alleen stemmen van leden zonder belang tellen, ook onthoudingen.",
        min_value=1,
        max_value=HOOGSTE_QUORUM,
    )
    quorumdeel = forms.IntegerField(
        label="En van welk deel van de leden zonder belang, in procenten?",
        help_text="Het gaat om alle leden zonder belang, ook om wie er niet is. Schrijf 0 als alleen het aantal telt.",
        min_value=0,
        max_value=100,
    )
    meerderheid = forms.ChoiceField(label="Wat is het besluit?", choices=Reglement.Meerderheid.choices, widget=Keuzes)
    staking = forms.ChoiceField(
        label="En als er meer evenveel stemmen krijgen?", choices=Reglement.Staking.choices, widget=Keuzes
    )

    eerste_vervanger = forms.ModelChoiceField(
        label="Wie zit voor als de voorzitter er niet is of een belang heeft?",
        help_text="Kies niemand als dat is wie het langst in de commissie zit.",
        queryset=Gebruiker.objects.none(),
        required=False,
        empty_label="Wie het langst in de commissie zit",
    )
    tweede_vervanger = forms.ModelChoiceField(
        label="En als ook dat lid niet kan?",
        queryset=Gebruiker.objects.none(),
        required=False,
        empty_label="Wie het langst in de commissie zit",
    )
    schriftelijk_dagen = forms.IntegerField(
        label="Hoeveel dagen hebben leden ten minste om schriftelijk te stemmen?",
        help_text="Laat het leeg als de commissie alleen in een vergadering besluit.",
        min_value=1,
        max_value=MEESTE_DAGEN,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for naam in ("eerste_vervanger", "tweede_vervanger"):
            self.fields[naam].queryset = Gebruiker.objects.filter(pk__in=stemgerechtigden().values("gebruiker"))

    def clean(self):
        gegevens = super().clean()
        eerste, tweede = gegevens.get("eerste_vervanger"), gegevens.get("tweede_vervanger")
        for reden in vervangerbelemmeringen(eerste, tweede):
            self.add_error("tweede_vervanger", reden)
        return gegevens

    def clean_geldig_vanaf(self):
        geldig_vanaf = self.cleaned_data["geldig_vanaf"]
        if redenen := ingangsbelemmeringen(geldig_vanaf):
            raise forms.ValidationError(redenen)
        return geldig_vanaf


class VaststelForm(forms.Form):
    """In which meeting; `gelezen`: what the draft said when it was read."""

    gelezen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    vergadering = forms.ModelChoiceField(
        label="In welke vergadering?",
        queryset=Vergadering.objects.none(),
        widget=Keuzes,
        empty_label=None,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        gehouden = Vergadering.objects.gehouden()[:TE_KIEZEN]
        veld = self.fields["vergadering"]
        veld.queryset = Vergadering.objects.gehouden()
        veld.choices = [(een.pk, met_tijd(een)) for een in gehouden]

    def clean_vergadering(self):
        vergadering = self.cleaned_data["vergadering"]
        if redenen := vaststelvergaderingbelemmeringen(vergadering):
            raise forms.ValidationError(redenen)
        return vergadering

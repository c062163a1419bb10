from django import forms

from huisstijl.velden import Mailveld
from leden.bevoegdheden.mensen import rollen_te_geven
from leden.bevoegdheden.uitnodigingen import postvakbelemmeringen
from leden.forms.mensen import UITLEG, ZittingForm

SORTERINGEN = {"email": ("email", "pk"), "verstuurd": ("verstuurd_op", "pk")}


class Rolkeuzes(forms.CheckboxSelectMultiple):
    """Some roles, each on a card with what it does."""

    weergave = "keuzes"

    def create_option(self, name, value, *args, **kwargs):
        return super().create_option(name, value, *args, **kwargs) | {"uitleg": UITLEG[str(value)]}


class UitnodigForm(ZittingForm):
    email = Mailveld(
        max_length=254,
        label="E-mailadres",
        help_text="Van één persoon; een gedeeld postvak kan niet. Naar dit adres gaat de mail.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    rollen = forms.MultipleChoiceField(label="Welke rollen?", widget=Rolkeuzes)
    field_order = ["email", "rollen"]

    def clean_email(self):
        if redenen := postvakbelemmeringen(self.cleaned_data["email"]):
            raise forms.ValidationError(redenen)
        return self.cleaned_data["email"]

    def __init__(self, *args, wie, organisatie, **kwargs):
        super().__init__(*args, organisatie=organisatie, **kwargs)
        rollen = rollen_te_geven(wie, organisatie)
        self.fields["rollen"].choices = [(rol.value, rol.label.capitalize()) for rol in rollen]
        if len(rollen) == 1:
            self.fields["rollen"].initial = [rollen[0].value]


class Uitnodigingenfilter(forms.Form):
    """Search among the invitations of one organisation."""

    q = forms.CharField(label="E-mailadres", required=False, max_length=100, widget=forms.SearchInput)
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[
            ("", "Wacht op antwoord"),
            ("aangenomen", "Aangenomen"),
            ("ingetrokken", "Ingetrokken"),
            ("alle", "Alle uitnodigingen"),
        ],
    )

    def toepassen(self, uitnodigingen):
        """Filter; what waits longest comes first, and of what is done the latest."""
        self.is_valid()
        if q := self.cleaned_data.get("q"):
            uitnodigingen = uitnodigingen.filter(email__icontains=q)
        match self.cleaned_data.get("stand"):
            case "aangenomen":
                uitnodigingen = uitnodigingen.filter(aangenomen_op__isnull=False)
            case "ingetrokken":
                uitnodigingen = uitnodigingen.filter(ingetrokken_op__isnull=False)
            case "alle":
                pass
            case _:
                return uitnodigingen.wachtend().order_by("verstuurd_op", "pk")
        return uitnodigingen.order_by("-verstuurd_op", "-pk")

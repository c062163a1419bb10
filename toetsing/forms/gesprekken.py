from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator

from huisstijl.velden import Chips, ChipsMeer, Schrijfveld, vingerafdruk
from toetsing.forms.normen import normkeuzes
from toetsing.handelingen.gesprekken import functiebelemmeringen
from toetsing.models import Notitie
from toetsing.samenstellen import normen_van
from trajecten.persoonsgegevens import gevonden


class NotitieForm(forms.Form):
    """A note at a talk. The norms that the talk is about come first, all others behind them."""

    soort = forms.ChoiceField(label="Soort notitie", choices=Notitie.Soort, widget=Chips)
    tekst = Schrijfveld(label="Wat hoort of ziet u?", error_messages={"required": "Schrijf op wat u hoorde of zag."})
    is_niet_herleidbaar = forms.BooleanField(
        label="Niemand kan aan dit citaat zien wie het zei",
        required=False,
        help_text="Alleen zulke citaten komen in het rapport, met de groep en zonder naam.",
    )
    normen = forms.TypedMultipleChoiceField(
        label="Bij welke normen hoort dit?", coerce=int, required=False, widget=ChipsMeer
    )

    def __init__(self, gesprek, *args, tekstveld="tekst", **kwargs):
        """`tekstveld`: how the text is called where it saves itself, in a note or on scrap paper."""
        super().__init__(*args, **kwargs)
        self.tekstveld = tekstveld
        self.fields[tekstveld] = self.fields.pop("tekst")
        self.order_fields(["soort", tekstveld])
        normen = normen_van(gesprek.traject)
        van_gesprek = {norm.pk for norm in gesprek.normen.all()}
        eigen = [(norm.pk, f"{norm.nummer} {norm.kort}") for norm in normen if norm.pk in van_gesprek]
        andere = normkeuzes([norm for norm in normen if norm.pk not in van_gesprek])
        self.fields["normen"].choices = [("Normen van dit gesprek", eigen), *andere]
        gekozen = {str(pk) for pk in self["normen"].value() or ()}
        self.andere_gekozen = bool(gekozen - {str(pk) for pk in van_gesprek})

    def clean(self):
        if redenen := gevonden(self.cleaned_data.get(self.tekstveld, "")):
            self.add_error(self.tekstveld, redenen)
        return self.cleaned_data

    @property
    def tekstvak(self):
        return self[self.tekstveld]

    def notitie(self):
        """What the acts take."""
        velden = dict(self.cleaned_data)
        velden["tekst"] = velden.pop(self.tekstveld)
        return velden


class PartnerForm(forms.Form):
    functie = forms.CharField(label="Functie", max_length=80, required=False)
    aantal = forms.IntegerField(
        label="Aantal mensen", required=False, validators=[MinValueValidator(1), MaxValueValidator(200)]
    )

    def clean_functie(self):
        functie = self.cleaned_data["functie"]
        if redenen := functiebelemmeringen(functie):
            raise ValidationError(redenen)
        return functie

    def clean(self):
        """An empty row does not count; half a row is an error."""
        functie, aantal = self.cleaned_data.get("functie"), self.cleaned_data.get("aantal")
        if functie and aantal is None and "aantal" not in self.errors:
            self.add_error("aantal", "Met hoeveel mensen met deze functie sprak u?")
        if aantal and not functie and "functie" not in self.errors:
            self.add_error("functie", "Welke functie hadden zij?")
        return self.cleaned_data


class Partnerrijen(forms.BaseFormSet):
    """With whom was talked. `stand` tells whether a colleague changed the list since the page was made."""

    def __init__(self, gesprek, *args, **kwargs):
        rijen = [(partner.functie, partner.aantal) for partner in gesprek.gesprekspartners.all()]
        self.stand = vingerafdruk(repr(rijen))
        super().__init__(
            *args, prefix="partners", initial=[{"functie": een, "aantal": aantal} for een, aantal in rijen], **kwargs
        )

    def clean(self):
        if self.data.get("partners-stand") != self.stand:
            raise ValidationError("Een collega wijzigde deze lijst terwijl u schreef. Kijk na of uw lijst klopt.")

    def partners(self):
        """Pairs of function and number, without the empty rows."""
        rijen = [form.cleaned_data for form in self.forms]
        return [(rij["functie"], rij["aantal"]) for rij in rijen if rij.get("functie")]


PartnerFormSet = forms.formset_factory(PartnerForm, formset=Partnerrijen, extra=2)


class SamenvattingForm(forms.Form):
    samenvatting = Schrijfveld(
        label="Samenvatting",
        help_text="In een paar zinnen: wat hoorde u vooral? Lees de samenvatting voor en vraag of die klopt.",
    )

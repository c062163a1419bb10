from decimal import Decimal

from django import forms
from django.db.models import Q
from django.db.models.functions import Lower

from huisstijl.indeling import Deel, Indeling
from huisstijl.velden import Cijferveld, Datumveld, Keuzes, Regelveld
from leden import gemeenten
from leden.handelingen.organisaties import BUREAUVELDEN, EIGEN_VELDEN
from leden.models import Organisatie, gevonden_onder
from leden.wijzigingen import afdruk, afdrukken

SORTERINGEN = {"naam": (Lower("naam"), "pk"), "plaats": (Lower("plaats"), Lower("naam"), "pk")}
# The other kinds come with the application: there is one of each.
TOE_TE_LATEN = (Organisatie.Soort.LID, Organisatie.Soort.CERTIFICEERDER)

# What an organisation keeps of itself, as the bureau sees it too.
EIGEN_DELEN = (
    Deel("Adres", "adres", "postcode", "plaats", "gemeente", "website"),
    Deel("Omvang", "fte", "locaties"),
    Deel("Contactpersoon", "contactpersoon", "contactfunctie", "contact_email", "contact_telefoon"),
)
LANGSTE_OPMERKINGEN = 5_000
NUMMERS = Deel("Nummers", "statutaire_naam", "kvk_nummer", "rsin")


class Webadresveld(forms.URLField):
    """A web address; who leaves out how it begins, means https."""

    def __init__(self, **kwargs):
        super().__init__(assume_scheme="https", **kwargs)


def _zonder_nullen(fte):
    """9 and 41,5 in a form, not 9,00 and 41,50."""
    return None if fte is None else Decimal(f"{fte.normalize():f}")


class EigenOrganisatieForm(forms.ModelForm):
    """What a beheerder keeps of the own organisation."""

    gemeente = forms.ChoiceField(label="Gemeente", required=False)
    # What was stored when the form was opened, so that a change of somebody else is not written over unseen.
    begin = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    helper = Indeling("begin", *EIGEN_DELEN)

    class Meta:
        model = Organisatie
        fields = EIGEN_VELDEN
        labels = {
            "website": "Website",
            "fte": "Hoeveel fte werkt er?",
            "locaties": "Op hoeveel locaties?",
            "contactpersoon": "Naam",
            "contactfunctie": "Functie",
            "contact_email": "E-mailadres",
            "contact_telefoon": "Telefoonnummer",
        }
        help_texts = {"fte": "Voltijdbanen, bijvoorbeeld 41,5.", "postcode": "Bijvoorbeeld 1234 AB."}
        localized_fields = ("fte",)
        field_classes = {"website": Webadresveld, "contactpersoon": Regelveld, "contactfunctie": Regelveld}
        widgets = {
            "fte": forms.TextInput(attrs={"inputmode": "decimal"}),
            "locaties": forms.TextInput(attrs={"inputmode": "numeric"}),
            "contact_telefoon": forms.TextInput(attrs={"inputmode": "tel"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gemeente"].choices = [("", "Kies een gemeente"), *gemeenten.keuzes()]
        self.fields["gemeente"].help_text = f"Uit de lijst van het CBS van {gemeenten.jaar()}."
        self.initial["fte"] = _zonder_nullen(self.instance.fte)
        self.initial["gemeente"] = gemeenten.code_op(self.instance.gemeente)
        if self.instance.pk:
            self.initial["begin"] = afdrukken(self.instance, self.Meta.fields)

    def opnieuw(self):
        """Go on from what is stored now: what was typed stays, and a field that was not touched shows what is there."""
        nu = Organisatie.objects.get(pk=self.instance.pk)
        self.data = self.data.copy()
        for naam, was in zip(self.Meta.fields, self.cleaned_data["begin"].split(), strict=False):
            if afdruk(self.cleaned_data[naam]) == was:
                self.data[naam] = _zonder_nullen(nu.fte) if naam == "fte" else getattr(nu, naam)
        self.data["begin"] = afdrukken(nu, self.Meta.fields)


class OrganisatieForm(EigenOrganisatieForm):
    """Everything the bureau keeps of an organisation; the name has an act of its own."""

    lid_sinds = Datumveld(label="Lid sinds", required=False)
    lid_tot = Datumveld(label="Lid tot en met", required=False)
    opmerkingen = forms.CharField(
        label="Opmerkingen",
        help_text="Alleen het bureau leest dit.",
        max_length=LANGSTE_OPMERKINGEN,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    helper = Indeling("begin", NUMMERS, *EIGEN_DELEN, Deel("Lid", "lid_sinds", "lid_tot"), "opmerkingen")

    class Meta(EigenOrganisatieForm.Meta):
        fields = BUREAUVELDEN
        field_classes = EigenOrganisatieForm.Meta.field_classes | {
            "statutaire_naam": Regelveld,
            "kvk_nummer": Cijferveld,
            "rsin": Cijferveld,
        }
        help_texts = EigenOrganisatieForm.Meta.help_texts | {
            "statutaire_naam": "Alleen als de naam in de akte een andere is.",
            "kvk_nummer": "8 cijfers.",
            "rsin": "9 cijfers. Mag leeg blijven.",
        }
        widgets = EigenOrganisatieForm.Meta.widgets | {
            "kvk_nummer": forms.TextInput(attrs={"inputmode": "numeric"}),
            "rsin": forms.TextInput(attrs={"inputmode": "numeric"}),
        }


class ToelaatForm(OrganisatieForm):
    """A new organisation, with its name and kind."""

    soort = forms.ChoiceField(
        label="Wat voor organisatie is het?",
        choices=[(soort.value, soort.label.capitalize()) for soort in TOE_TE_LATEN],
        widget=Keuzes(paren=True),
    )
    lid_tot = None
    begin = None
    helper = Indeling("naam", "soort", NUMMERS, *EIGEN_DELEN, Deel("Lid", "lid_sinds"), "opmerkingen")

    class Meta(OrganisatieForm.Meta):
        fields = ("naam", "soort", *(naam for naam in BUREAUVELDEN if naam != "lid_tot"))
        field_classes = OrganisatieForm.Meta.field_classes | {"naam": Regelveld}
        help_texts = OrganisatieForm.Meta.help_texts | {"naam": "Zo heet de organisatie overal op het scherm."}


class AfmeldForm(forms.Form):
    """The last day of a membership."""

    lid_tot = Datumveld(label="Lid tot en met", help_text="De laatste dag dat de organisatie lid is.")
    reden = forms.CharField(
        label="Waarom?",
        help_text="Komt in het logboek van deze organisatie.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Organisatiefilter(forms.Form):
    """Search in the list of organisations."""

    q = forms.CharField(
        label="Naam, KvK-nummer, plaats of gemeente", required=False, max_length=100, widget=forms.SearchInput
    )
    soort = forms.ChoiceField(
        label="Soort",
        required=False,
        choices=[("", "Alle soorten"), *((soort.value, soort.label.capitalize()) for soort in Organisatie.Soort)],
    )
    lid = forms.ChoiceField(
        label="Lid", required=False, choices=[("", "Maakt niet uit"), ("nu", "Nu lid"), ("niet", "Nu geen lid")]
    )

    def toepassen(self, organisaties):
        """Filter `organisaties`; an answer that cannot be understood is left out."""
        self.is_valid()
        if q := self.cleaned_data.get("q"):
            organisaties = organisaties.filter(
                Q(pk__in=gevonden_onder(q))
                | Q(statutaire_naam__icontains=q)
                | Q(plaats__icontains=q)
                | Q(kvk_nummer__startswith=q)
                | Q(gemeente__in=gemeenten.codes_met(q))
            )
        if soort := self.cleaned_data.get("soort"):
            organisaties = organisaties.filter(soort=soort)
        match self.cleaned_data.get("lid"):
            case "nu":
                organisaties = organisaties.filter(pk__in=Organisatie.objects.leden())
            case "niet":
                organisaties = organisaties.exclude(pk__in=Organisatie.objects.leden())
        return organisaties

from django import forms
from django.db.models import Q
from django.utils import timezone

from huisstijl.templatetags.opmaak import meervoud
from huisstijl.velden import Datumveld, Keuzes, Regelveld
from leden.bevoegdheden.certificeerders import soortnaambelemmeringen
from leden.models import Bekwaamheid, Bekwaamheidssoort, Gebruiker, Toelating, beoordelaars


class ToelatingForm(forms.ModelForm):
    van = Datumveld(label="Contract van")
    tot = Datumveld(label="Contract tot en met")
    voldaan_op = Datumveld(
        label="Aan de voorwaarden voldaan op",
        required=False,
        help_text="Zonder deze dag geldt de toelating nog niet.",
    )

    class Meta:
        model = Toelating
        fields = ["van", "tot", "reikwijdte", "voorwaarden", "voldaan_op"]
        labels = {"reikwijdte": "Waarvoor is de instelling toegelaten?", "voorwaarden": "Wat zijn de voorwaarden?"}
        help_texts = {
            "reikwijdte": "Bijvoorbeeld: externe audit en combinatietoets, in heel Nederland.",
            "voorwaarden": "Bijvoorbeeld: verzekering, verwerkersovereenkomst, werkwijze volgens de richtlijn.",
        }
        widgets = {
            "reikwijdte": forms.Textarea(attrs={"rows": 2}),
            "voorwaarden": forms.Textarea(attrs={"rows": 3}),
        }


class BekwaamheidForm(forms.ModelForm):
    """A qualification of someone; `gebruiker` stands in it only as long as that can be chosen."""

    van = Datumveld(label="Vanaf welke dag?")
    geldig_tot = Datumveld(
        label="Geldig tot en met", required=False, help_text="Leeg laten mag, als de bekwaamheid niet verloopt."
    )

    class Meta:
        model = Bekwaamheid
        fields = ["gebruiker", "soort", "omschrijving", "van", "geldig_tot"]
        labels = {"gebruiker": "Van wie?", "soort": "Wat voor bekwaamheid?", "omschrijving": "Wat precies?"}
        help_texts = {"omschrijving": "Bijvoorbeeld de naam van de opleiding, of bij welke toetsing iemand meekeek."}
        widgets = {"soort": Keuzes(paren=True)}

    def __init__(self, *args, wie, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["soort"].empty_label = None
        nog = Q(is_in_gebruik=True) | Q(pk=self.instance.soort_id)
        self.fields["soort"].queryset = Bekwaamheidssoort.objects.filter(nog)
        if self.instance.pk:
            del self.fields["gebruiker"]
        else:
            mensen = Gebruiker.objects.filter(pk__in=beoordelaars(wie.organisatie_id).values("gebruiker"))
            self.fields["gebruiker"].queryset = mensen
            self.fields["gebruiker"].empty_label = "Kies iemand"


class SoortForm(forms.Form):
    """A kind of qualification."""

    naam = Regelveld(label="Hoe heet deze soort?", max_length=80)
    uitleg = forms.CharField(
        label="Wanneer heeft iemand dit?",
        help_text="Eén zin voor de beheerders, bijvoorbeeld: iemand met ervaring keek mee bij een toetsing.",
        required=False,
        max_length=200,
    )

    def __init__(self, *args, soort=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.soort = soort

    def clean_naam(self):
        naam = self.cleaned_data["naam"]
        if redenen := soortnaambelemmeringen(naam, self.soort):
            raise forms.ValidationError(redenen)
        return naam


class SoortWijzigForm(SoortForm):
    """`zonder` of the `allen` who assess or check have no valid qualification of this kind."""

    stand = forms.ChoiceField(label="Hoe telt deze soort mee?", choices=Bekwaamheidssoort.Stand.choices)

    def __init__(self, *args, zonder, allen, **kwargs):
        super().__init__(*args, **kwargs)
        standen = Bekwaamheidssoort.Stand
        self.fields["stand"].widget = Keuzes(
            choices=[(stand.value, stand.label.capitalize()) for stand in standen],
            uitleg={
                standen.VEREIST: "Wie deze bekwaamheid niet heeft, kan vanaf nu niet in een team worden gekozen. "
                f"Dat geldt vandaag voor {zonder} van de {meervoud(allen, 'toetser of controleur', 'toetsers en controleurs')}.",
                standen.VRIJ: "De soort kan worden vastgelegd en houdt niemand uit een team.",
                standen.GESTOPT: "Er komen geen bekwaamheden van deze soort meer bij. Wat er is, blijft staan.",
            },
        )


SORTERINGEN = {
    "naam": ("gebruiker__naam", "soort__volgorde", "pk"),
    "soort": ("soort__volgorde", "gebruiker__naam", "pk"),
    "geldig": ("geldig_tot", "gebruiker__naam", "pk"),
}


class Bekwaamhedenfilter(forms.Form):
    """Search in the list of qualifications."""

    q = forms.CharField(label="Naam of omschrijving", required=False, max_length=100, widget=forms.SearchInput)
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[("", "Alles"), ("geldig", "Geldig"), ("loopt_af", "Loopt binnenkort af"), ("verlopen", "Verlopen")],
    )

    def toepassen(self, bekwaamheden):
        """Filter `bekwaamheden`; an answer that cannot be understood is left out."""
        self.is_valid()
        if q := self.cleaned_data.get("q"):
            bekwaamheden = bekwaamheden.filter(Q(gebruiker__naam__icontains=q) | Q(omschrijving__icontains=q))
        match self.cleaned_data.get("stand"):
            case "geldig":
                return bekwaamheden.geldig()
            case "loopt_af":
                return bekwaamheden.loopt_af()
            case "verlopen":
                return bekwaamheden.filter(geldig_tot__lt=timezone.localdate())
        return bekwaamheden

from django import forms

from huisstijl.velden import Mailveld, Regelveld, Telefoonveld


class ProfielForm(forms.Form):
    naam = Regelveld(
        label="Naam",
        help_text="Zo staat u op het scherm. In het logboek blijft bij wat u eerder deed de naam van toen staan.",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    functie = Regelveld(
        label="Functie",
        help_text="Bijvoorbeeld: kwaliteitsmedewerker, teamleider ontmoeting.",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    telefoon = Telefoonveld(
        label="Telefoonnummer",
        help_text="Mag leeg. Wie met u aan een traject werkt, ziet het daar.",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )


class AdresForm(forms.Form):
    nieuw = Mailveld(
        label="Nieuw e-mailadres",
        max_length=254,
        help_text="Wij sturen er een mail heen. Pas als u daarin bevestigt, logt u met dit adres in.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

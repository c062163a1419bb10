"""What is filled in around an objection. Each text saves itself as a draft, under the name of its field."""

from datetime import datetime

from django import forms
from django.utils import timezone

from geschillen.bevoegdheden.bezwaren import laatbelemmeringen
from geschillen.handelingen.bezwaren import hoorbelemmeringen
from geschillen.models import Bezwaar
from huisstijl.indeling import Indeling, Stuk
from huisstijl.velden import Datumveld, Keuzes, Regelveld, Schrijfveld, Tijdveld
from leden.models import Gebruiker
from trajecten.forms.documenten import BestandForm

TEKST = Stuk("geschillen/_tekst.html", "tekst")
WAAROM_LAAT = Stuk("geschillen/_waarom_laat.html", "waarom_laat")
VERSLAG = Stuk("geschillen/_verslag.html", "verslag")


class BezwaarForm(forms.Form):
    """Why the organisation disagrees, who helps, and why it comes late when it does."""

    tekst = Schrijfveld(
        label="Waarom bent u het niet eens met het besluit?",
        help_text="Schrijf wat er volgens u niet klopt, en wat het besluit had moeten zijn. Stukken voegt u hierna toe.",
        max_length=20000,
        error_messages={"required": "Schrijf waarom u het niet eens bent met het besluit."},
    )
    waarom_laat = Schrijfveld(
        label="Waarom komt het bezwaar later?",
        help_text="De laatste dag is voorbij. Wie adviseert, kijkt of u een goede reden had. Dan telt het bezwaar gewoon mee.",
        max_length=4000,
        required=False,
    )
    gemachtigde = Regelveld(
        label="Helpt iemand u hierbij, of spreekt iemand voor u?",
        help_text="Schrijf de naam en hoe wij die persoon bereiken. Laat het leeg als u het zelf doet.",
        max_length=160,
        required=False,
    )
    helper = Indeling(TEKST, WAAROM_LAAT, "gemachtigde")

    def __init__(self, *args, besluit, **kwargs):
        super().__init__(*args, **kwargs)
        self.besluit = besluit
        if besluit.kan_bezwaar:
            del self.fields["waarom_laat"]
            self.helper = Indeling(TEKST, "gemachtigde")

    def clean(self):
        gegevens = super().clean()
        # What is only saved has to be complete in nothing.
        if not self.errors and self.fields["tekst"].required:
            ontvangen_op = gegevens.get("ontvangen_op") or timezone.localdate()
            redenen = laatbelemmeringen(self.besluit, ontvangen_op, gegevens.get("waarom_laat", ""))
            for veld, reden in redenen.items():
                self.add_error(veld, reden)
        return gegevens

    def velden(self):
        """What the act gets."""
        gegevens = dict(self.cleaned_data)
        return gegevens | {"gronden": gegevens.pop("tekst")}


class BriefForm(BezwaarForm):
    """The same from a letter, by the secretary."""

    ontvangen_op = Datumveld(label="Wanneer kwam de brief binnen?", help_text="Bijvoorbeeld 21 januari 2027.")
    helper = Indeling("ontvangen_op", TEKST, WAAROM_LAAT, "gemachtigde")

    def __init__(self, *args, besluit, **kwargs):
        forms.Form.__init__(self, *args, **kwargs)
        self.besluit = besluit
        self.fields["tekst"].label = "Waarom is de organisatie het niet eens met het besluit?"
        self.fields["tekst"].help_text = "Neem over wat in de brief staat. De brief zelf voegt u hierna toe, als scan."
        self.fields["tekst"].error_messages["required"] = "Neem over waarom de organisatie het niet eens is."
        self.fields[
            "waarom_laat"
        ].help_text = "Alleen als de brief na de laatste dag kwam. Staat er geen reden in, schrijf dat dan op."
        self.fields["gemachtigde"].label = "Helpt iemand de organisatie, of spreekt iemand voor haar?"
        self.fields[
            "gemachtigde"
        ].help_text = "Neem de naam en het adres uit de brief over. Laat het leeg als er niemand is."


class BezwaarstukForm(BestandForm):
    """A file with an objection, and what it is."""

    titel = Regelveld(label="Wat is het?", help_text="Bijvoorbeeld: de brief met het bezwaar.", max_length=120)
    field_order = ["titel", "bestand"]


class ToewijsForm(forms.Form):
    """Who is asked: only who can."""

    gebruiker = forms.ModelChoiceField(
        label="Wie vraagt u om advies?",
        queryset=Gebruiker.objects.none(),
        widget=Keuzes,
        empty_label=None,
        error_messages={"required": "Kies iemand."},
    )

    def __init__(self, *args, mensen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gebruiker"].queryset = Gebruiker.objects.filter(pk__in=mensen).order_by("naam")
        self.fields["gebruiker"].label_from_instance = lambda een: een.naam


class MeerTijdForm(forms.Form):
    tekst = Schrijfveld(
        label="Waarom is er meer tijd nodig?",
        help_text="De organisatie leest dit meteen.",
        max_length=4000,
        error_messages={"required": "Schrijf waarom er meer tijd nodig is."},
    )
    helper = Indeling(TEKST)


class HoorForm(forms.Form):
    """When and where the hearing is."""

    datum = Datumveld(label="Datum", help_text="Bijvoorbeeld 21 januari 2027.")
    begin = Tijdveld(label="Begin")
    eind = Tijdveld(label="Einde")
    plaats = Regelveld(label="Plaats", help_text="Schrijf ‘online’ als het alleen met beeld is.", max_length=160)
    link = forms.URLField(
        label="Link",
        help_text="Als iemand met beeld kan meedoen.",
        required=False,
        assume_scheme="https",
        max_length=200,
    )

    def clean(self):
        gegevens = super().clean()
        if not self.errors:
            for veld, reden in hoorbelemmeringen(**self.momenten()).items():
                self.add_error(veld, reden)
        return gegevens

    def momenten(self):
        """Begin and end as moments."""
        datum = self.cleaned_data["datum"]
        begin, eind = (
            timezone.make_aware(datetime.combine(datum, self.cleaned_data[een])) for een in ("begin", "eind")
        )
        return {"op": begin, "tot": eind}


class AdviesForm(forms.Form):
    """The advice, its reasons, and the report of the hearing when there was one."""

    verslag = Schrijfveld(
        label="Verslag van de hoorzitting",
        help_text="Wie waren er, en wat zeiden zij? De organisatie en de commissie lezen dit.",
        max_length=20000,
        required=False,
    )
    advies = forms.ChoiceField(
        label="Wat adviseert u?",
        choices=[(waarde, woord.capitalize()) for waarde, woord in Bezwaar.Advies.choices],
        widget=Keuzes,
        error_messages={"required": "Kies een advies."},
    )
    tekst = Schrijfveld(
        label="Waarom?",
        help_text="Ga in op elk punt van het bezwaar. Kwam het te laat, schrijf dan of dat een goede reden had.",
        max_length=20000,
        error_messages={"required": "Schrijf waarom u dit adviseert."},
    )
    helper = Indeling(VERSLAG, "advies", TEKST)

    def __init__(self, *args, met_verslag, **kwargs):
        super().__init__(*args, **kwargs)
        if not met_verslag:
            del self.fields["verslag"]
            self.helper = Indeling("advies", TEKST)

from django import forms
from django.core.exceptions import ValidationError

from huisstijl.velden import Keuzes, Schrijfveld, vingerafdruk


class Rasterfilter(forms.Form):
    class Toon:
        ALLES = "alles"
        EEN_GROEP = "een_groep"
        ZONDER_OORDEEL = "zonder_oordeel"
        VERSCHIL = "verschil"

    PASSEND = {
        Toon.EEN_GROEP: lambda rij: len(rij.rust_op) == 1,
        Toon.ZONDER_OORDEEL: lambda rij: not rij.oordeel.waarde,
        Toon.VERSCHIL: lambda rij: rij.verschilt,
    }

    onderdeel = forms.ChoiceField(label="Onderdeel", required=False)
    toon = forms.ChoiceField(
        label="Laat zien",
        required=False,
        choices=[
            ("", "Alle normen"),
            (Toon.EEN_GROEP, "Normen die op één groep rusten"),
            (Toon.ZONDER_OORDEEL, "Normen zonder oordeel"),
            (Toon.VERSCHIL, "Normen waar stemmen verschillen"),
        ],
    )

    def __init__(self, onderdelen, *args, onderzoek=None, **kwargs):
        """`onderzoek`: what the committee asks now; its norms come first, and all others when one wants them."""
        super().__init__(*args, **kwargs)
        self.onderzoek = onderzoek
        if onderzoek:
            van_de_vraag = ("", "Normen waar de commissie naar vraagt")
            self.fields["toon"].choices = [
                van_de_vraag,
                (self.Toon.ALLES, "Alle normen"),
                *self.fields["toon"].choices[1:],
            ]
        self.fields["onderdeel"].choices = [
            ("", "Alle onderdelen"),
            *((onderdeel.code, onderdeel.titel) for onderdeel in onderdelen),
        ]

    def toepassen(self, rijen):
        """The rows of the grid that were asked for; a choice that does not exist is no choice."""
        self.is_valid()
        if onderdeel := self.cleaned_data.get("onderdeel"):
            rijen = [rij for rij in rijen if rij.norm.onderdeel.code == onderdeel]
        past = self.PASSEND.get(toon := self.cleaned_data.get("toon"))
        if self.onderzoek and not toon:
            past = self._past_bij_de_vraag
        return [rij for rij in rijen if past(rij)] if past else rijen

    def _past_bij_de_vraag(self, rij):
        return rij.norm.nummer in self.onderzoek.normen


class BevindingForm(forms.Form):
    """The text of one finding."""

    tekst = Schrijfveld(
        label="Wat ziet u?",
        help_text="Schrijf zo dat de organisatie zich erin herkent. Noem geen mensen. Deze tekst komt in het rapport.",
    )

    def __init__(self, bevinding, *args, **kwargs):
        super().__init__(*args, initial={"tekst": bevinding.tekst}, prefix=f"bevinding-{bevinding.pk}", **kwargs)


class GrondenForm(forms.Form):
    """What a finding rests on: talks, documents and stories, each named as kind and number."""

    rust_op = forms.MultipleChoiceField(label="Rust op", required=False)
    anders = forms.MultipleChoiceField(label="Zegt iets anders", required=False)

    def __init__(self, bevinding, bronnen, *args, **kwargs):
        """`bronnen`: kind to the objects that one can choose from."""
        super().__init__(*args, **kwargs)
        self.bronnen = {f"{soort}-{bron.pk}": bron for soort, rij in bronnen.items() for bron in rij}
        for naam in ("rust_op", "anders"):
            self.fields[naam].choices = [(sleutel, str(bron)) for sleutel, bron in self.bronnen.items()]
        gronden = {_sleutel(grond): grond.is_anders for grond in bevinding.gronden.all()}
        self.initial = {"rust_op": list(gronden), "anders": [een for een, is_anders in gronden.items() if is_anders]}
        self.stand = vingerafdruk(repr(sorted(gronden.items())))

    def clean(self):
        if self.data.get("stand") != self.stand:
            raise ValidationError("Een collega koos intussen andere gronden. Kijk na of uw keuze klopt.")
        return self.cleaned_data

    def gronden(self):
        """What the act takes. Who ticks only 'zegt iets anders' has named the ground as well."""
        anders = self.cleaned_data["anders"]
        gekozen = [een for een in self.bronnen if een in self.cleaned_data["rust_op"] or een in anders]
        per_soort = {
            naam: [self.bronnen[een] for een in gekozen if een.startswith(f"{soort}-")]
            for soort, naam in (("gesprek", "gesprekken"), ("document", "documenten"), ("verhaal", "verhalen"))
        }
        return per_soort | {"anders": [self.bronnen[een] for een in anders]}

    def regels(self):
        """Per source, in order: key, source, whether it is chosen and whether it says something else."""
        gekozen, anders = self["rust_op"].value() or [], self["anders"].value() or []
        return [(een, bron, een in gekozen or een in anders, een in anders) for een, bron in self.bronnen.items()]


def _sleutel(grond):
    soort = "gesprek" if grond.gesprek_id else "document" if grond.document_id else "verhaal"
    return f"{soort}-{getattr(grond, f'{soort}_id')}"


class Toelichting(Schrijfveld):
    """Asked of everyone; it may still be empty when the judgement is given, not when the report is handed over."""

    def validate(self, value):
        pass


class OordeelForm(forms.Form):
    """The judgement of one norm; never chosen for anybody."""

    waarde = forms.ChoiceField(label="Voldoet de organisatie aan deze norm?")
    toelichting = Toelichting(
        label="Waarom oordeelt u zo?", help_text="Noem ook wat er goed gaat. Deze tekst komt in het rapport."
    )

    def __init__(self, oordeel, *args, **kwargs):
        super().__init__(
            *args, initial={"waarde": oordeel.waarde or None, "toelichting": oordeel.toelichting}, **kwargs
        )
        schaal = oordeel.traject.kaderversie.schaal
        self.fields["waarde"].widget = Keuzes(uitleg={een.code: een.uitleg for een in schaal})
        self.fields["waarde"].choices = [(een.code, een.label) for een in schaal]

from django import forms
from django.utils.text import Truncator

from huisstijl.velden import Chips, Datumveld, Schrijfveld
from toetsing.bevoegdheden import (
    andere_dag_belemmeringen,
    datumbelemmeringen,
    eigenaarbelemmeringen,
    te_kiezen_punten,
)
from toetsing.models import Effect, Verbeterplan
from trajecten.models import Document

# So many signs of an improvement point tell which one it is.
LANGSTE_PUNT = 160


class VerbeterplanForm(forms.Form):
    """What the organisation is going to do about an improvement point, and which others the plan answers too."""

    oorzaak = Schrijfveld(
        label="Waardoor komt het?",
        help_text="Kijk verder dan wat u ziet: wat maakt dat het zo gaat?",
    )
    actie = Schrijfveld(label="Wat gaat u doen?", help_text="Zo concreet dat u straks kunt zien of het gebeurd is.")
    merkbaar = Schrijfveld(
        label="Wat merkt de bewoner hiervan?",
        help_text="Schrijf wat er straks anders is voor een bewoner. Laat namen en adressen weg.",
    )
    eigenaar = forms.CharField(
        label="Wie zorgt ervoor?",
        help_text="Schrijf een functie, geen naam. Bijvoorbeeld: teamleider ontmoeting.",
        max_length=120,
    )
    klaar_op = Datumveld(label="Wanneer is het klaar?", help_text="Bijvoorbeeld: 31 mei 2027.")

    ook_over = forms.TypedMultipleChoiceField(
        label="Dit plan gaat ook over",
        help_text="Lost u met dit plan nog een verbeterpunt op? Kies het hier. Voor dat punt schrijft u dan geen eigen plan.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    AFSPRAAK = ("eigenaar", "klaar_op")
    KORT = (*AFSPRAAK, "ook_over")

    def __init__(self, *args, plan, alleen_bewaren=False, **kwargs):
        """`alleen_bewaren`: keep what is there; owner and date can come later."""
        self.plan = plan
        punten = {punt.pk: punt for punt in te_kiezen_punten(plan)}
        initial = {veld: getattr(plan, veld) for veld in (*Verbeterplan.TEKSTEN, *self.AFSPRAAK)}
        initial["ook_over"] = [pk for pk, punt in punten.items() if punt.valt_onder_id == plan.pk]
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["ook_over"].choices = [
            (pk, f"Norm {punt.bevinding.norm.nummer}: {Truncator(punt.bevinding.tekst).chars(LANGSTE_PUNT)}")
            for pk, punt in punten.items()
        ]
        self.fields["ook_over"].coerce = lambda pk: punten[int(pk)]
        for veld in self.AFSPRAAK:
            self.fields[veld].required = not alleen_bewaren
        # A plan cannot do without them; while it is being written they may be empty.
        for veld in Verbeterplan.TEKSTEN:
            self.fields[veld].required = not self.is_bound

    def clean_eigenaar(self):
        eigenaar = self.cleaned_data["eigenaar"]
        if belemmeringen := eigenaarbelemmeringen(self.plan, eigenaar):
            raise forms.ValidationError(belemmeringen)
        return eigenaar

    def clean_klaar_op(self):
        klaar_op = self.cleaned_data["klaar_op"]
        if klaar_op and (belemmeringen := datumbelemmeringen(klaar_op)):
            raise forms.ValidationError(belemmeringen)
        return klaar_op


class VoortgangForm(forms.Form):
    """How a plan is going."""

    voortgang_klad = Schrijfveld(
        label="Hoe staat het ermee?",
        max_length=4000,
        error_messages={"required": "Schrijf eerst hoe het ermee staat."},
    )
    verhaal_klad = Schrijfveld(
        label="Wat veranderde er voor een bewoner?",
        help_text="Vertel wat er gebeurde. Schrijf ‘een bewoner’ of ‘een bezoeker’, geen naam.",
        max_length=4000,
        required=False,
    )
    documenten = forms.ModelMultipleChoiceField(
        queryset=Document.objects.none(),
        label="Welke documenten laten dat zien?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_klaar = forms.BooleanField(label="Het plan is klaar", required=False)

    TEKSTEN = ("voortgang_klad", "verhaal_klad")

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, initial={veld: getattr(plan, veld) for veld in self.TEKSTEN}, **kwargs)
        documenten = Document.objects.filter(traject=plan.traject_id)
        self.fields["documenten"].queryset = documenten.exclude(nagekeken=Document.Nagekeken.BESMET)


class PlanuitstelForm(forms.Form):
    """Another day for an agreed plan, and why."""

    uitstel_dag = Datumveld(label="Welke dag is het klaar?", help_text="Bijvoorbeeld: 31 mei 2027.")
    uitstel_klad = Schrijfveld(
        label="Waarom een andere dag?",
        help_text="De certificerende instelling leest dit en zegt ja of nee.",
        max_length=2000,
        error_messages={"required": "Schrijf eerst waarom u een andere dag vraagt."},
    )

    def __init__(self, *args, plan, **kwargs):
        initial = {"uitstel_dag": plan.uitstel_dag, "uitstel_klad": plan.uitstel_klad}
        super().__init__(*args, initial=initial, **kwargs)
        self.plan = plan

    def clean_uitstel_dag(self):
        dag = self.cleaned_data["uitstel_dag"]
        if dag and (redenen := andere_dag_belemmeringen(self.plan, dag)):
            raise forms.ValidationError(redenen)
        return dag


class EffectForm(forms.Form):
    """What a team saw of a plan. It is saved as it grows, so nothing is required before it is put on record."""

    use_required_attribute = False

    waarde = forms.ChoiceField(label="Ziet u het effect van dit plan?", choices=Effect.Waarde.choices, widget=Chips)
    tekst = Schrijfveld(
        label="Waaraan ziet u dat?",
        help_text="Een of twee zinnen. Noem functies en groepen, geen namen.",
        max_length=1000,
    )

    def __init__(self, *args, effect, **kwargs):
        super().__init__(*args, initial={"waarde": effect.waarde, "tekst": effect.tekst}, **kwargs)
        if self.is_bound:
            for veld in self.fields.values():
                veld.required = False


class VoortgangsantwoordForm(forms.Form):
    """What the certifier says to reported progress."""

    antwoord = Schrijfveld(
        label="Uw antwoord",
        help_text="Een paar zinnen is genoeg. De organisatie leest dit zodra u het verstuurt.",
        max_length=1000,
        error_messages={"required": "Schrijf eerst een kort antwoord."},
    )


class PlannenTerugstuurForm(forms.Form):
    """What the plans still need."""

    reden = Schrijfveld(
        label="Wat hebben de plannen nog nodig?",
        help_text="Noem de normen waar het om gaat. De organisatie leest dit boven haar plannen.",
        max_length=4000,
        error_messages={"required": "Schrijf wat er nog nodig is, dan weet de organisatie wat ze kan doen."},
    )

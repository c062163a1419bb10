from django import forms

from huisstijl.velden import Datumveld, Schrijfveld
from toetsing.bevoegdheden import datumbelemmeringen, eigenaarbelemmeringen


class VerbeterplanForm(forms.Form):
    """What the organisation is going to do about one improvement point."""

    oorzaak = Schrijfveld(
        label="Waardoor komt het?",
        help_text="Kijk verder dan wat u ziet: wat maakt dat het zo gaat?",
    )
    actie = Schrijfveld(label="Wat gaat u doen?", help_text="Zo concreet dat u straks kunt zien of het gebeurd is.")
    eigenaar = forms.CharField(
        label="Wie zorgt ervoor?",
        help_text="Schrijf een functie, geen naam. Bijvoorbeeld: teamleider ontmoeting.",
        max_length=120,
    )
    klaar_op = Datumveld(label="Wanneer is het klaar?", help_text="Bijvoorbeeld: 31 mei 2027.")

    AFSPRAAK = ("eigenaar", "klaar_op")

    def __init__(self, *args, plan, alleen_bewaren=False, **kwargs):
        """`alleen_bewaren`: keep what is there; owner and date can come later."""
        self.plan = plan
        super().__init__(*args, initial={veld: getattr(plan, veld) for veld in self.base_fields}, **kwargs)
        for veld in self.AFSPRAAK:
            self.fields[veld].required = not alleen_bewaren
        # A plan cannot do without them; while it is being written they may be empty.
        for veld in ("oorzaak", "actie"):
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
        label="Hoe staat het ermee?", error_messages={"required": "Schrijf eerst hoe het ermee staat."}
    )
    is_klaar = forms.BooleanField(label="Het plan is klaar", required=False)

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, initial={"voortgang_klad": plan.voortgang_klad}, **kwargs)


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

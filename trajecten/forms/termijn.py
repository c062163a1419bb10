from django import forms

from huisstijl.indeling import Indeling, Stuk
from huisstijl.templatetags.opmaak import weekdag
from huisstijl.velden import Datumveld, Schrijfveld
from trajecten.bevoegdheden import nieuwe_dag_belemmeringen, uiterste_dag
from trajecten.persoonsgegevens import zonder_persoonsgegevens


class VoorstelForm(forms.Form):
    """Another last day, and why."""

    nieuw = Datumveld(label="Tot en met welke dag?")
    reden = Schrijfveld(label="Waarom?", help_text="De andere partij leest deze reden.", max_length=2000)
    helper = Indeling("nieuw", Stuk("trajecten/_reden.html", "reden"))

    def __init__(self, *args, traject, **kwargs):
        super().__init__(*args, **kwargs)
        self.traject = traject
        hoogstens = "Hoogstens" if traject.termijn else "Het normenkader stelt voor:"
        self.fields["nieuw"].help_text = f"{hoogstens} tot en met {weekdag(uiterste_dag(traject))}."

    def clean_nieuw(self):
        nieuw = self.cleaned_data["nieuw"]
        if nieuw and (redenen := nieuwe_dag_belemmeringen(self.traject, nieuw)):
            raise forms.ValidationError(redenen)
        return nieuw


class VoorstelantwoordForm(forms.Form):
    """Yes with one click, or no with a reason."""

    uitleg = forms.CharField(
        label="Uw uitleg",
        help_text="Nodig als u niet akkoord bent. De andere partij leest dit.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[zonder_persoonsgegevens],
    )

    def clean(self):
        gegevens = super().clean()
        if "akkoord" not in self.data and not gegevens.get("uitleg", "").strip():
            self.add_error("uitleg", "Schrijf erbij waarom u niet akkoord bent. De ander leest dat.")
        return gegevens

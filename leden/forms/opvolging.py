from django import forms

from huisstijl.velden import Datumveld, Regelveld
from leden.models import Organisatie


class HernoemForm(forms.Form):
    naam = Regelveld(label="Hoe gaat de organisatie heten?", max_length=160)
    per = Datumveld(
        label="Vanaf welke dag?", help_text="Mag een dag zijn die nog komt: dan verandert de naam op die dag."
    )


class SamenvoegForm(forms.Form):
    opgegaan_in = forms.ModelChoiceField(
        label="In welke organisatie gaat deze op?", queryset=None, empty_label="Kies een organisatie"
    )
    per = Datumveld(
        label="Vanaf welke dag?", help_text="Mag een dag zijn die nog komt: tot die dag verandert er niets."
    )

    def __init__(self, *args, organisatie, **kwargs):
        super().__init__(*args, **kwargs)
        anderen = Organisatie.objects.zelfstandig().filter(soort=organisatie.soort).exclude(pk=organisatie.pk)
        self.fields["opgegaan_in"].queryset = anderen

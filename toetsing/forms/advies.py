from dateutil.relativedelta import relativedelta
from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from huisstijl.velden import Keuzes, Schrijfveld


class AdviesForm(forms.Form):
    """What the certifier advises the committee, and why."""

    optie = forms.ChoiceField(label="Wat adviseert u?")
    motivering = Schrijfveld(
        label="Waarom adviseert u dit?",
        help_text="De beheercommissie leest dit naast wat de toetsers vonden. De organisatie leest het ook.",
    )

    def __init__(self, *args, advies, **kwargs):
        super().__init__(*args, initial={"optie": advies.optie, "motivering": advies.motivering}, **kwargs)
        opties = advies.traject.adviesopties
        keuzes = [(optie.code, optie.label) for optie in opties]
        self.fields["optie"].choices = keuzes
        self.fields["optie"].widget = Keuzes(
            choices=keuzes, uitleg={optie.code: f"{optie.uitleg} {_volgend_onderzoek(optie)}" for optie in opties}
        )
        # An advice cannot do without them; while it is being written they may be empty.
        for veld in self.fields.values():
            veld.required = not self.is_bound


def _volgend_onderzoek(optie):
    maanden = optie.maanden_tot_volgend_onderzoek
    if maanden is None:
        return "Er komt dan geen volgend onderzoek."
    dag = timezone.localdate() + relativedelta(months=maanden)
    return f"Besluit de beheercommissie vandaag, dan is dat in {date_format(dag, 'F Y')}."

from django import forms

from leden.velden import Keuzes, Schrijfveld


class AdviesForm(forms.Form):
    """What the certifier advises the committee, and why."""

    optie = forms.ChoiceField(label="Wat adviseert u?", required=False)
    motivering = Schrijfveld(
        label="Waarom adviseert u dit?",
        help_text="De beheercommissie leest dit naast het korte deel van het rapport. De organisatie leest het ook.",
        required=False,
    )

    def __init__(self, *args, advies, **kwargs):
        super().__init__(*args, initial={"optie": advies.optie, "motivering": advies.motivering}, **kwargs)
        opties = advies.traject.kaderversie.adviesopties
        self.fields["optie"].choices = [(optie.code, optie.label) for optie in opties]
        self.fields["optie"].widget = Keuzes(
            choices=self.fields["optie"].choices, uitleg={optie.code: _uitleg(optie) for optie in opties}
        )


def _uitleg(optie):
    maanden = optie.maanden_tot_volgend_onderzoek
    return f"{optie.uitleg} Volgend onderzoek: {f'na {maanden} maanden' if maanden else 'geen'}."

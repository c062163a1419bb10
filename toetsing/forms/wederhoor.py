from django import forms

from huisstijl.velden import Keuzes, Schrijfveld
from toetsing.models import Reactie


class ReactieForm(forms.Form):
    """What the organisation says about one passage."""

    soort = forms.ChoiceField(
        label="Waar gaat uw opmerking over?",
        choices=Reactie.Soort.choices,
        widget=Keuzes(
            uitleg={
                Reactie.Soort.FEIT: "Vertel wat er wel klopt en waar dat staat.",
                Reactie.Soort.MENING: "Uw mening komt naast de tekst in het rapport.",
            }
        ),
        error_messages={"required": "Kies waar uw opmerking over gaat."},
    )
    tekst = Schrijfveld(
        label="Uw opmerking",
        error_messages={"required": "Schrijf uw opmerking, of kies 'Toch geen opmerking'."},
    )

    def __init__(self, *args, reactie, alleen_bewaren=False, **kwargs):
        """`alleen_bewaren`: keep what is there; nothing has to be complete."""
        beeld = {"soort": reactie.soort, "tekst": reactie.tekst}
        super().__init__(*args, initial=beeld, prefix=reactie.passage, **kwargs)
        for veld in self.fields.values():
            veld.required = not alleen_bewaren


class Passagefilter(forms.Form):
    """Find a passage again among many."""

    zoek = forms.CharField(label="Zoek in het rapport", required=False, max_length=100, widget=forms.SearchInput)
    toon = forms.ChoiceField(
        label="Laat zien", required=False, choices=[("", "Alle passages"), ("opmerking", "Alleen met opmerking")]
    )

    def past(self, passage, reactie):
        """Whether this passage is to be shown; an answer that cannot be understood is left out."""
        self.is_valid()
        gezocht = self.cleaned_data.get("zoek", "").lower()
        met_opmerking = reactie is not None and reactie.tekst.strip()
        if self.cleaned_data.get("toon") and not met_opmerking:
            return False
        in_tekst = f"{passage['nummer']} {passage['norm'] or ''} {passage['titel']} {passage['tekst']}".lower()
        return gezocht in in_tekst or bool(met_opmerking and gezocht in reactie.tekst.lower())


class AntwoordForm(forms.Form):
    """The answer of the assessors to one remark, and the passage it is about."""

    tekst = Schrijfveld(
        label="De tekst van de passage", error_messages={"required": "Schrijf de tekst van de passage."}
    )
    antwoord = Schrijfveld(
        label="Uw antwoord", error_messages={"required": "Schrijf een antwoord. De organisatie leest het."}
    )
    gevolg = forms.ChoiceField(
        label="Wat gebeurt er met de tekst?",
        choices=[
            (Reactie.Gevolg.AANGEPAST, "De tekst is aangepast"),
            (Reactie.Gevolg.OPGENOMEN, "De tekst blijft, de mening staat erbij"),
            (Reactie.Gevolg.BLIJFT, "De tekst blijft"),
        ],
        widget=Keuzes(
            uitleg={
                Reactie.Gevolg.AANGEPAST: "U hebt de passage hiernaast veranderd. De organisatie ziet welke woorden.",
                Reactie.Gevolg.OPGENOMEN: "De kijk van de organisatie komt direct onder de passage in het rapport.",
                Reactie.Gevolg.BLIJFT: "Leg in uw antwoord uit waarom.",
            }
        ),
        error_messages={"required": "Kies wat er met de tekst gebeurt."},
    )

    def __init__(self, *args, opmerking, alleen_bewaren=False, **kwargs):
        """`alleen_bewaren`: keep what is there; nothing has to be complete."""
        reactie = opmerking.reactie
        beeld = {"tekst": opmerking.rij.tekst, "antwoord": reactie.antwoord, "gevolg": reactie.gevolg}
        super().__init__(*args, initial=beeld, prefix=f"r{reactie.pk}", **kwargs)
        for veld in self.fields.values():
            veld.required = not alleen_bewaren

from django import forms

from toetsing.models import Verbeterplan
from trajecten.forms.trajecten import met_naam_of_nummer
from trajecten.models import Traject

SORTERINGEN = {
    "datum": ("klaar_op", "pk"),
    "organisatie": ("traject__organisatie__naam", "pk"),
    "nummer": ("traject__nummer", "pk"),
}
# How far a plan is: what one chooses, and which plans those are.
STANDEN = {
    "te_laat": ("Te laat", lambda plannen: plannen.te_laat()),
    "onbeantwoord": ("Voortgang gemeld, nog geen antwoord", lambda plannen: plannen.filter(onbeantwoord=True)),
    "andere_dag": ("Vraagt een andere dag", lambda plannen: plannen.filter(vraagt_andere_dag=True)),
    "loopt": ("Loopt", lambda plannen: plannen.lopend()),
    "klaar": ("Klaar gemeld of voldaan", lambda plannen: plannen.filter(is_klaar=True)),
}


class Planfilter(forms.Form):
    """Search in all improvement plans."""

    q = forms.CharField(label="Organisatie of nummer", required=False, max_length=100, widget=forms.SearchInput)
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[("", "Alle standen"), *((code, woord) for code, (woord, _) in STANDEN.items())],
    )

    def toepassen(self, wie):
        """The agreed plans that this membership follows and that fit; an answer that cannot be understood is left out."""
        self.is_valid()
        plannen = Verbeterplan.objects.stand_zichtbaar_voor(wie).na_akkoord()
        if q := self.cleaned_data.get("q"):
            plannen = plannen.filter(traject__in=met_naam_of_nummer(Traject.objects.order_by(), q))
        if stand := self.cleaned_data.get("stand"):
            plannen = STANDEN[stand][1](plannen)
        return plannen

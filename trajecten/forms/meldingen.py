from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from django import forms

from huisstijl.indeling import Indeling, Stuk
from huisstijl.templatetags.opmaak import getal
from huisstijl.velden import Datumveld, Keuzes, Schrijfveld
from trajecten.models import Melding, Traject


class MeldForm(forms.Form):
    """A change at the holder. The field is called `reden`, as in every form whose text is kept while it is typed."""

    soort = forms.ChoiceField(label="Wat verandert er?", choices=Melding.Soort, widget=Keuzes)
    sinds = Datumveld(label="Vanaf welke dag?", help_text="Een dag die nog komt, mag ook. Bijvoorbeeld 1 april 2027.")
    reden = Schrijfveld(
        label="Wat betekent dat voor bewoners, vrijwilligers en medewerkers?",
        help_text="Schrijf wat er gebeurt en waarom. Noem geen namen van bewoners of vrijwilligers.",
        max_length=4000,
    )
    helper = Indeling("soort", "sinds", Stuk("trajecten/_reden.html", "reden"))

    def __init__(self, *args: Any, traject: Traject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["soort"].widget.uitleg = {Melding.Soort.OMVANG: omvangzin(traject)}


def omvangzin(traject: Traject) -> str:
    """From which size on a change of it is reported, reckoned from the size at the assessment; nothing when the framework names none."""
    procent = traject.kaderversie.omvang_melden_procent
    if procent is None:
        return ""
    verschil = traject.fte * procent / 100
    tiende = Decimal("0.1")
    minder, meer = (
        (traject.fte - verschil).quantize(tiende, ROUND_FLOOR),
        (traject.fte + verschil).quantize(tiende, ROUND_CEILING),
    )
    return (
        f"Bij de toets waren het {getal(traject.fte)} fte. Meld het vanaf {procent} procent verschil: {getal(minder)} fte of minder, of "
        f"{getal(meer)} fte of meer."
    )

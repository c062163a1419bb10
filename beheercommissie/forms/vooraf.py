"""Forms about what is asked before a meeting."""

from django import forms

from huisstijl.indeling import Indeling, Stuk
from huisstijl.velden import Schrijfveld


class VoorafvraagForm(forms.Form):
    """What a member wants to know. The field is called `reden`, as in every form whose text is kept while it is typed."""

    reden = Schrijfveld(
        label="Wat wilt u weten?",
        help_text=(
            "De certificerende instelling leest dit, en de leden voor wie dit punt open is. Noem geen namen van bewoners of vrijwilligers."
        ),
        max_length=4000,
        error_messages={"required": "Schrijf eerst uw vraag."},
    )
    helper = Indeling(Stuk("trajecten/_reden.html", "reden"))

"""The form with which the committee asks for the long part of a report."""

from django import forms

from huisstijl.indeling import Indeling, Stuk
from huisstijl.velden import Schrijfveld


class LangedeelForm(forms.Form):
    """Why the short part does not do. The field is called `reden`, as in every form whose text is kept while it is typed."""

    reden = Schrijfveld(
        label="Waarom wil de commissie het lange deel lezen?",
        help_text=(
            "De organisatie, de certificerende instelling en de leden voor wie dit punt open is, lezen dit. Schrijf het namens de "
            "commissie, en noem geen namen."
        ),
        max_length=4000,
        error_messages={"required": "Schrijf eerst waarom de commissie het lange deel wil lezen."},
    )
    helper = Indeling(Stuk("trajecten/_reden.html", "reden"))

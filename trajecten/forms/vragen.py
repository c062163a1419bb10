from django import forms

from huisstijl.indeling import Indeling, Stuk
from huisstijl.velden import Regelveld, Schrijfveld


class VraagForm(forms.Form):
    """A question to the other party. The field is called `reden`, as in every form whose text is kept while it is typed."""

    onderwerp = Regelveld(label="Waar gaat het over?", help_text="Een paar woorden.", max_length=120)
    reden = Schrijfveld(
        label="Wat wilt u vragen?",
        help_text="Noem geen namen van bewoners of vrijwilligers. De vraag en het antwoord blijven bij het traject.",
        max_length=4000,
    )
    helper = Indeling("onderwerp", Stuk("trajecten/_reden.html", "reden"))


class VraagantwoordForm(forms.Form):
    """The answer, which both colleagues at the party that was asked can write."""

    antwoord = Schrijfveld(label="Uw antwoord", help_text="De ander leest dit zodra u het verstuurt.", max_length=4000)

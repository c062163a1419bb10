from django import forms

from huisstijl.velden import Schrijfveld


class RapportdeelForm(forms.Form):
    """The prose of one written section of the report."""

    tekst = Schrijfveld(required=False)

    def __init__(self, *args, deel, onderdeel, **kwargs):
        """`onderdeel`: what the framework says about this section."""
        super().__init__(*args, initial={"tekst": deel.tekst}, prefix=deel.passage, **kwargs)
        self.fields["tekst"].label = onderdeel.titel
        self.fields["tekst"].help_text = onderdeel.uitleg
        # Says which sections a report cannot do without; while it grows, any of them may be empty.
        self.fields["tekst"].required = onderdeel.verplicht and not self.is_bound


class TerugstuurForm(forms.Form):
    """What has to be better before the draft can be released."""

    reden = Schrijfveld(
        label="Wat is er nog nodig?",
        help_text="Noem de normen en passages waar het om gaat. De toetsers lezen dit boven hun rapport.",
        max_length=4000,
        error_messages={"required": "Schrijf wat er nog nodig is, dan weten de toetsers wat ze kunnen doen."},
    )

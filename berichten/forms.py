from django import forms

from berichten.bevoegdheden import wie_kan_vervangen
from berichten.models import Wijze
from huisstijl.velden import Datumveld, Keuzes


class PostForm(forms.Form):
    """Per role how the post comes."""

    def __init__(self, *args, lidmaatschappen, **kwargs):
        super().__init__(*args, **kwargs)
        self.lidmaatschappen = {f"rol-{lid.pk}": lid for lid in lidmaatschappen}
        for naam, lid in self.lidmaatschappen.items():
            self.fields[naam] = forms.TypedChoiceField(
                label=f"Als {lid.get_rol_display()} bij {lid.organisatie.naam}",
                choices=[(wijze.value, wijze.label[0].upper() + wijze.label[1:]) for wijze in Wijze],
                coerce=Wijze,
                widget=Keuzes,
                initial=lid.postvoorkeur.wijze if hasattr(lid, "postvoorkeur") else Wijze.METEEN,
            )

    def keuzes(self):
        """What was chosen, per membership."""
        return {lid: self.cleaned_data[naam] for naam, lid in self.lidmaatschappen.items()}


class VervangingForm(forms.Form):
    """Who takes the turns, in which role, and how long."""

    wie = forms.TypedChoiceField(label="Wie vervangt u?", help_text="Iemand met dezelfde rol bij dezelfde organisatie.")
    van = Datumveld(label="Vanaf wanneer?", help_text="Bijvoorbeeld: 12 januari 2027.")
    tot = Datumveld(label="Tot en met wanneer?", help_text="Daarna komt de post vanzelf weer bij u.")

    def __init__(self, *args, lidmaatschappen, **kwargs):
        super().__init__(*args, **kwargs)
        self.paren = {f"{lid.pk}-{een.pk}": (lid, een) for lid in lidmaatschappen for een in wie_kan_vervangen(lid)}
        self.fields["wie"].choices = [
            ("", "Kies iemand"),
            *(
                (sleutel, f"{een.gebruiker.naam}, {een.get_rol_display()} bij {een.organisatie.naam}")
                for sleutel, (_, een) in self.paren.items()
            ),
        ]
        self.fields["wie"].coerce = self.paren.get

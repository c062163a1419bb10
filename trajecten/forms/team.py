from django import forms

from huisstijl.indeling import Indeling, Stuk
from huisstijl.templatetags.opmaak import dagkort
from huisstijl.velden import Schrijfveld
from trajecten.bevoegdheden import (
    controleurbelemmeringen,
    kandidaten,
    teamleiderbelemmeringen,
    wordt_gecontroleerd,
)
from trajecten.models import Toewijzing

TEAMVELDEN = ("toetsers", Stuk("trajecten/_kan_niet.html"), "teamleider", "controleur")


class TeamForm(forms.Form):
    """Who assesses, who leads and who checks. Only who can be chosen stands in the lists; `kan_niet` says why others cannot."""

    toetsers = forms.TypedMultipleChoiceField(
        label="Wie toetsen er?",
        help_text="Kies minstens één toetser.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één toetser."},
    )
    teamleider = forms.TypedChoiceField(
        label="Wie is teamleider?", help_text="Een van de toetsers. De teamleider is de vraagbaak van het team."
    )
    controleur = forms.TypedChoiceField(
        label="Wie controleert het rapport?",
        help_text="Iemand die niet meetoetst en zelf niet bij de organisatie is geweest.",
    )
    helper = Indeling(*TEAMVELDEN)

    def __init__(self, *args, traject, **kwargs):
        super().__init__(*args, **kwargs)
        if not wordt_gecontroleerd(traject):
            del self.fields["controleur"]
            self.helper = Indeling(*(deel for deel in self.helper.layout.fields if deel != "controleur"))
        alle = kandidaten(traject)
        self.kan_niet = [kandidaat for kandidaat in alle if kandidaat.belemmeringen]
        self.mensen = {kandidaat.gebruiker.pk: kandidaat.gebruiker for kandidaat in alle}
        rollen = (
            ("toetsers", Toewijzing.Trajectrol.TOETSER),
            ("teamleider", Toewijzing.Trajectrol.TOETSER),
            ("controleur", Toewijzing.Trajectrol.CONTROLEUR),
        )
        for naam, rol in ((naam, rol) for naam, rol in rollen if naam in self.fields):
            veld = self.fields[naam]
            keuzes = [
                (kandidaat.gebruiker.pk, _omschrijving(kandidaat))
                for kandidaat in alle
                if rol in kandidaat.rollen and not kandidaat.belemmeringen
            ]
            veld.choices = keuzes if naam == "toetsers" else [("", "Kies iemand"), *keuzes]
            veld.coerce = self._persoon

    def _persoon(self, pk):
        return self.mensen[int(pk)]

    @staticmethod
    def van(team):
        """The initial values for a team (toewijzingen) as it is; who cannot be in it any more is no choice of the form."""
        toetsers = [lid for lid in team if lid.rol == Toewijzing.Trajectrol.TOETSER]
        return {
            "toetsers": [lid.gebruiker_id for lid in toetsers],
            "teamleider": next((lid.gebruiker_id for lid in toetsers if lid.is_teamleider), None),
            "controleur": next((lid.gebruiker_id for lid in team if lid.rol == Toewijzing.Trajectrol.CONTROLEUR), None),
        }

    def clean(self):
        gegevens = super().clean()
        toetsers = gegevens.get("toetsers")
        for naam, belemmeringen in (("teamleider", teamleiderbelemmeringen), ("controleur", controleurbelemmeringen)):
            if toetsers and gegevens.get(naam):
                for reden in belemmeringen(toetsers, gegevens[naam]):
                    self.add_error(naam, reden)
        return gegevens


def _omschrijving(kandidaat):
    """Somebody by name and function, and until when that person may be in a team."""
    tot = kandidaat.bekwaam_tot and f"bekwaam tot en met {dagkort(kandidaat.bekwaam_tot)}"
    return ", ".join(filter(None, [kandidaat.gebruiker.naam, kandidaat.gebruiker.functie, tot]))


class TeamwijzigForm(TeamForm):
    reden = Schrijfveld(
        label="Waarom verandert het team?",
        help_text="De organisatie en het team lezen deze reden. Schrijf niets over iemands gezondheid of privéleven.",
        max_length=2000,
    )
    helper = Indeling(*TEAMVELDEN, Stuk("trajecten/_reden.html", "reden"))


class TeambezwaarForm(forms.Form):
    """An objection to one member of the team."""

    gebruiker = forms.TypedChoiceField(label="Tegen wie hebt u bezwaar?", widget=forms.RadioSelect)
    reden = Schrijfveld(
        label="Waarom?",
        help_text="Bijvoorbeeld: deze toetser werkte eerder voor ons. De certificerende instelling leest dit en antwoordt u.",
        max_length=2000,
    )
    helper = Indeling("gebruiker", Stuk("trajecten/_reden.html", "reden"))

    def __init__(self, *args, teamleden, **kwargs):
        super().__init__(*args, **kwargs)
        mensen = {lid.gebruiker_id: lid.gebruiker for lid in teamleden}
        veld = self.fields["gebruiker"]
        veld.choices = [(lid.gebruiker_id, f"{lid.gebruiker.naam}, {lid.get_rol_display()}") for lid in teamleden]
        veld.coerce = lambda pk: mensen[int(pk)]


class AntwoordForm(forms.Form):
    reden = Schrijfveld(label="Uw antwoord", help_text="De organisatie leest dit.", max_length=2000)
    helper = Indeling(Stuk("trajecten/_reden.html", "reden"))

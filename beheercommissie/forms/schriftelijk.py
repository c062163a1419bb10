"""The form with which a written procedure begins."""

from datetime import datetime, time

from django import forms
from django.utils import timezone

from beheercommissie.bevoegdheden.schriftelijk import eerste_einddag, eindbelemmeringen
from huisstijl.velden import Datumveld, Tijdveld


class SchriftelijkForm(forms.Form):
    datum = Datumveld(label="Tot en met welke dag kunnen leden stemmen?", help_text="Bijvoorbeeld 21 januari 2027.")
    uur = Tijdveld(label="Tot hoe laat die dag?", help_text="Bijvoorbeeld 17.00.")

    def __init__(self, *args, traject, **kwargs):
        super().__init__(*args, initial={"datum": eerste_einddag(), "uur": time(17)}, **kwargs)
        self.traject = traject

    def clean(self):
        gegevens = super().clean()
        if not self.errors:
            gegevens["tot"] = timezone.make_aware(datetime.combine(gegevens["datum"], gegevens["uur"]))
            for reden in eindbelemmeringen(self.traject, gegevens["tot"]):
                self.add_error("datum", reden)
        return gegevens

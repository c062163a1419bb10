"""Forms about a meeting: one, a series for a year, calling it off, and whether one comes."""

from collections.abc import Callable
from datetime import date, timedelta

from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta
from django import forms
from django.utils import timezone

from beheercommissie.agenda import met_tijd
from beheercommissie.bevoegdheden.vergaderingen import (
    LANGSTE_REDEN,
    Gegevens,
    gegevensbelemmeringen,
    laatbelemmeringen,
)
from beheercommissie.models import Aanwezigheid, Vergadering
from berichten.werkdagen import is_werkdag, werkdagen_later
from huisstijl.templatetags.opmaak import dag, dagkort
from huisstijl.velden import Datumveld, Keuzes, Schrijfveld, Tijdveld
from leden.models import Gebruiker
from trajecten.persoonsgegevens import zonder_persoonsgegevens

WEEKDAGEN = (MO, TU, WE, TH, FR, SA, SU)


class LaatForm(forms.Form):
    """Why something comes after the closing day; not there while nothing is late."""

    laat_omdat = forms.CharField(
        label="Waarom komt dit na de sluitdag?",
        help_text="De hele commissie leest dit op de agenda. Schrijf hier niets uit de stukken.",
        max_length=LANGSTE_REDEN,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[zonder_persoonsgegevens],
        required=False,
    )


class AgendeerForm(LaatForm):
    vergadering = forms.ModelChoiceField(
        label="Op welke vergadering?", queryset=Vergadering.objects.none(), widget=Keuzes, empty_label=None
    )

    field_order = ("vergadering", "laat_omdat")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        veld = self.fields["vergadering"]
        veld.queryset = Vergadering.objects.komend()
        self.komende = komende = list(veld.queryset)
        if not any(een.is_na_de_sluitdag for een in komende):
            del self.fields["laat_omdat"]
        veld.choices = [(een.pk, met_tijd(een)) for een in komende]
        veld.widget.uitleg = {
            str(een.pk): f"Stukken kunnen komen tot en met {dag(een.sluitdag)}."
            if een.sluitdag >= timezone.localdate()
            else f"Stukken konden komen tot en met {dag(een.sluitdag)}. De leden lezen ze dus later dan afgesproken."
            for een in komende
            if een.sluitdag
        }

    def clean(self):
        gegevens = super().clean()
        if gekozen := gegevens.get("vergadering"):
            for reden in laatbelemmeringen(gekozen, gegevens.get("laat_omdat", "")):
                self.add_error("laat_omdat", reden)
        return gegevens


class WaarForm(forms.Form):
    """The hours and the place, of one meeting or of all in a series."""

    begin = Tijdveld(label="Van", help_text="Bijvoorbeeld 13.30.")
    eind = Tijdveld(label="Tot", help_text="Bijvoorbeeld 15.30.")
    plaats = forms.CharField(
        label="Plaats", help_text="Is de vergadering alleen online, schrijf dan: online.", max_length=160
    )
    link = forms.CharField(
        label="Adres om online mee te doen",
        help_text="Het begint met https://. Alleen de commissie ziet het.",
        max_length=500,
        required=False,
        widget=forms.URLInput,
    )


class VergaderingForm(WaarForm):
    """One meeting. `vergadering`: as it is now, when it is changed."""

    datum = Datumveld(label="Datum", help_text="Bijvoorbeeld 21 januari 2027.")
    sluitdag = Datumveld(
        label="Tot en met welke dag kunnen er stukken komen?",
        help_text="De commissie leest deze dag op de agenda. Laat het leeg als er geen dag is.",
        required=False,
    )
    field_order = ("datum", *WaarForm.base_fields, "sluitdag")

    def __init__(self, *args, vergadering=None, **kwargs):
        self.vergadering = vergadering
        initial = {naam: getattr(vergadering, naam) for naam in Gegevens._fields} if vergadering else None
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self):
        gegevens = super().clean()
        if not self.errors:
            for naam, reden in gegevensbelemmeringen(Gegevens(**gegevens), self.vergadering).items():
                self.add_error(naam, reden)
        return gegevens


def _elke_maanden(aantal: int) -> Callable[[date, int], date]:
    """On the same weekday of the month: the third Tuesday stays the third Tuesday, and a fifth the last."""

    def dag_nummer(eerste: date, nummer: int) -> date:
        weekdag, rang = WEEKDAGEN[eerste.weekday()], (eerste.day - 1) // 7 + 1
        van_de_maand = (
            relativedelta(day=31, weekday=weekdag(-1)) if rang == 5 else relativedelta(day=1, weekday=weekdag(rang))
        )
        return eerste + relativedelta(months=aantal * nummer) + van_de_maand

    return dag_nummer


def _elke_weken(aantal: int) -> Callable[[date, int], date]:
    return lambda eerste, nummer: eerste + timedelta(weeks=aantal * nummer)


RITMES: dict[str, tuple[str, Callable[[date, int], date]]] = {
    "maand": ("Elke maand, op dezelfde weekdag", _elke_maanden(1)),
    "twee_maanden": ("Elke 2 maanden, op dezelfde weekdag", _elke_maanden(2)),
    "kwartaal": ("Elke 3 maanden, op dezelfde weekdag", _elke_maanden(3)),
    "vier_weken": ("Elke 4 weken", _elke_weken(4)),
    "zes_weken": ("Elke 6 weken", _elke_weken(6)),
}


def dagen_van(eerste: date, ritme: str) -> list[tuple[date, date]]:
    """The days of a year in this rhythm: each as it would be, and the working day on which the meeting can be."""
    # What comes a year later, by some days less, is the first of the next series.
    tot, dag_nummer = eerste + relativedelta(years=1, weeks=-1), RITMES[ritme][1]
    bedoeld = [eerste]
    while (volgende := dag_nummer(eerste, len(bedoeld))) < tot:
        bedoeld.append(volgende)
    return [(een, een if is_werkdag(een) else werkdagen_later(een, 1)) for een in bedoeld]


class ReeksForm(WaarForm):
    """A series: the first day and the rhythm of a year. The days follow from it, and each can be changed before they are planned."""

    eerste = Datumveld(label="Eerste vergadering", help_text="Bijvoorbeeld 21 januari 2027.")
    ritme = forms.ChoiceField(
        label="Hoe vaak?", choices=[(code, naam) for code, (naam, _) in RITMES.items()], widget=Keuzes
    )
    vooraf = forms.IntegerField(
        label="Hoeveel dagen ervoor sluiten de stukken?",
        help_text="Laat het leeg als er geen sluitdag is.",
        min_value=0,
        max_value=60,
        required=False,
    )
    field_order = ("eerste", "ritme", *WaarForm.base_fields, "vooraf")

    def clean(self):
        gegevens = super().clean()
        if not self.errors:
            for naam, reden in gegevensbelemmeringen(self.gegevens(gegevens["eerste"])).items():
                self.add_error("eerste" if naam == "datum" else naam, reden)
        return gegevens

    def gegevens(self, datum: date) -> Gegevens:
        """The meeting of one day of the series."""
        eigen = {naam: self.cleaned_data[naam] for naam in WaarForm.base_fields}
        vooraf = self.cleaned_data.get("vooraf")
        return Gegevens(datum=datum, sluitdag=None if vooraf is None else datum - timedelta(days=vooraf), **eigen)


class VergaderdagForm(forms.Form):
    """One day of a series; empty is none."""

    datum = Datumveld(label="Dag", required=False)

    def __init__(self, *args, bedoeld, voorstel, **kwargs):
        super().__init__(*args, initial={"datum": voorstel}, **kwargs)
        self.fields["datum"].label = (
            f"In plaats van {dagkort(bedoeld)}" if bedoeld != voorstel else dag(voorstel).capitalize()
        )
        if bedoeld != voorstel:
            self.fields[
                "datum"
            ].help_text = (
                f"{dag(bedoeld).capitalize()} is een feestdag of valt in het weekend. Dit is de eerste werkdag daarna."
            )


class WaaromForm(forms.Form):
    """Why a traject or a whole meeting leaves an agenda, and where what is undecided goes: a meeting, or None for back."""

    TERUG = "terug"

    naar = forms.ChoiceField(
        label="Waar gaat het heen?",
        widget=Keuzes,
        error_messages={"invalid_choice": "Deze vergadering is er niet meer. Kies een andere."},
    )
    reden = Schrijfveld(
        label="Waarom?",
        help_text="De organisatie, de certificerende instelling en de leden lezen dit.",
        max_length=LANGSTE_REDEN,
    )

    def __init__(self, *args, niet: Vergadering, met_punten: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.andere = {str(een.pk): een for een in Vergadering.objects.komend().exclude(pk=niet.pk)}
        terug = (self.TERUG, "Terug naar ‘voorgedragen’: het wacht op een andere agenda")
        self.fields["naar"].choices = [terug, *((pk, f"Naar {met_tijd(een)}") for pk, een in self.andere.items())]
        if not met_punten:
            del self.fields["naar"]
            self.fields["reden"].help_text = "De leden lezen dit."

    def clean_naar(self):
        return self.andere.get(self.cleaned_data["naar"])


class AanwezigheidForm(forms.Form):
    antwoord = forms.ChoiceField(
        label="Komt u?",
        choices=Aanwezigheid.Antwoord.choices,
        widget=Keuzes,
        error_messages={"invalid_choice": "Kies een van de antwoorden."},
    )


class PresentieForm(forms.Form):
    """Who is there: the members of the committee, each to tick."""

    aanwezig = forms.ModelMultipleChoiceField(
        label="Wie is er?",
        help_text="Wie bij een punt een belang heeft en dan weggaat, blijft op de lijst staan: dat volgt uit wat dat lid zelf zei.",
        queryset=Gebruiker.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies wie er is."},
    )

    def __init__(self, *args, leden, **kwargs):
        super().__init__(*args, **kwargs)
        veld = self.fields["aanwezig"]
        veld.queryset = Gebruiker.objects.filter(pk__in=[lid.gebruiker.pk for lid in leden])
        veld.choices = [(lid.gebruiker.pk, lid.gebruiker.naam) for lid in leden]

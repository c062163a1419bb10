from django import forms
from django.db.models import Exists, OuterRef, Q

from huisstijl.velden import Datumveld, Keuzes
from leden.models import Belang, Belangenbevestiging, Organisatie

UITLEG = {
    Belang.Soort.DIENSTVERBAND: "U werkt er, werkte er of gaat er werken. Ook als stagiair of vrijwilliger.",
    Belang.Soort.ADVIES: "U adviseert of begeleidt de organisatie, ook als zelfstandige of in een interne audit.",
    Belang.Soort.BESTUUR: "U zit in het bestuur, de raad van toezicht of een adviesraad.",
    Belang.Soort.FAMILIE: "Uw partner, familielid of goede vriend werkt er op een plek die ertoe doet.",
}
GEEN_KEUZE = [("", "Alle mensen"), ("te_laat", "Nog te bevestigen")]


class OrganisatiezoekForm(forms.Form):
    """First step: type a part of the name, and choose from what is found."""

    q = forms.CharField(
        label="Om welke organisatie gaat het?", required=False, max_length=100, widget=forms.SearchInput
    )

    def gevonden(self, hoogstens=20):
        """Organisations that can be in a traject, whose name or place has the words; None when nothing was asked."""
        self.is_valid()
        woorden = self.cleaned_data.get("q", "").split()
        if not woorden:
            return None
        rijen = Organisatie.objects.filter(soort__in=(Organisatie.Soort.LID, Organisatie.Soort.CERTIFICEERDER))
        for woord in woorden:
            rijen = rijen.filter(Q(naam__icontains=woord) | Q(plaats__icontains=woord))
        return rijen[:hoogstens]


class BelangForm(forms.Form):
    """One interest with the organisation that was chosen in the step before."""

    soort = forms.ChoiceField(
        label="Wat is uw band met deze organisatie?", choices=Belang.Soort.choices, widget=Keuzes(uitleg=UITLEG)
    )
    van = Datumveld(label="Vanaf wanneer?", help_text="Bijvoorbeeld: 12 januari 2027. Een dag die nog komt, mag ook.")
    tot = Datumveld(label="Tot en met wanneer?", help_text="Laat leeg als het nog zo is.", required=False)
    toelichting = forms.CharField(
        label="Toelichting",
        help_text="Hoogstens één regel, bijvoorbeeld: lid van de raad van toezicht.",
        required=False,
        max_length=160,
    )


class CorrectieForm(BelangForm):
    is_vergissing = forms.BooleanField(
        label="Dit belang is er nooit geweest",
        help_text="Het telt dan niet meer mee. De regel blijft in het logboek.",
        required=False,
    )
    reden = forms.CharField(
        label="Wat klopte er niet?",
        help_text="Dit blijft in het logboek, met wat er eerst stond.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ["is_vergissing", "soort", "van", "tot", "toelichting", "reden"]


class OngedaanForm(forms.Form):
    reden = forms.CharField(
        label="Waarom telt dit niet meer?",
        help_text="Dit blijft in het logboek, met wat er stond.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class BeeindigForm(forms.Form):
    tot = Datumveld(
        label="Wat is de laatste dag?",
        help_text="Bijvoorbeeld: 31 december 2026. Een dag die nog komt, mag ook. "
        "Is het langer dan 31 dagen geleden, corrigeer het belang dan, met een reden.",
    )


class Registerfilter(forms.Form):
    """Search in the register of interests."""

    q = forms.CharField(label="Naam of organisatie", required=False, max_length=100, widget=forms.SearchInput)
    stand = forms.ChoiceField(label="Bevestiging", required=False, choices=GEEN_KEUZE)

    def toepassen(self, mensen):
        """Filter people by the answers; an answer that cannot be understood is left out."""
        self.is_valid()
        if q := self.cleaned_data.get("q"):
            belang = Belang.objects.die_gelden().filter(gebruiker=OuterRef("pk"), organisatie__naam__icontains=q)
            mensen = mensen.filter(Q(naam__icontains=q) | Exists(belang))
        if self.cleaned_data.get("stand") == "te_laat":
            mensen = mensen.filter(~Exists(Belangenbevestiging.objects.geldig().filter(gebruiker=OuterRef("pk"))))
        return mensen

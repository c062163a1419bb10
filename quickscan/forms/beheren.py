"""Forms of a QuickScan for the bureau: making one, its questions, and searching in its lists."""

from django import forms
from django.db.models import F

from huisstijl.velden import Chips, Datumveld, Keuzes, Regelveld, schoon
from leden.models import genaamd
from quickscan.bevoegdheden import sluitdagbelemmeringen
from quickscan.models import QuickScan
from quickscan.vragen import LANGSTE_TEKST, Soort, nieuwe_sleutel, opties_uit, standaardvragen

STANDAARD = "standaard"
INLEIDING = (
    "Hoe is het met het Kwaliteitslabel bij uw organisatie? Met uw antwoord weten wij waar de leden staan, en waarmee wij "
    "u kunnen helpen."
)


class QuickScanForm(forms.ModelForm):
    """Title, introduction and last day."""

    sluit_op = Datumveld(
        label="Tot en met welke dag kunnen leden antwoorden?", help_text="Bijvoorbeeld 12 januari 2027."
    )

    class Meta:
        model = QuickScan
        fields = ["titel", "inleiding", "sluit_op"]
        labels = {"titel": "Hoe heet deze QuickScan?", "inleiding": "Wat lezen de leden boven de vragen?"}
        help_texts = {"titel": "Deze naam staat ook in de mail. Bijvoorbeeld: QuickScan 2027."}
        field_classes = {"titel": Regelveld}
        widgets = {"inleiding": forms.Textarea(attrs={"rows": 5})}

    def clean_sluit_op(self):
        dag = self.cleaned_data["sluit_op"]
        if redenen := sluitdagbelemmeringen(dag):
            raise forms.ValidationError(redenen)
        return dag


class VerlengForm(forms.Form):
    """Another last day."""

    sluit_op = Datumveld(
        label="Tot en met welke dag kunnen leden antwoorden?", help_text="Bijvoorbeeld 12 januari 2027."
    )


class NieuweQuickScanForm(QuickScanForm):
    vragen_van = forms.TypedChoiceField(
        label="Met welke vragen begint u?",
        help_text="U kunt ze daarna nog veranderen. Met dezelfde vragen kunt u de uitslagen naast elkaar zetten.",
        widget=Keuzes,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        eerdere = list(QuickScan.objects.all()[:5])
        self.vragen = {STANDAARD: standaardvragen()} | {str(scan.pk): scan.vragen for scan in eerdere}
        veld = self.fields["vragen_van"]
        veld.choices = [(STANDAARD, "De standaardvragen")] + [(str(een.pk), f"Die van {een.titel}") for een in eerdere]
        veld.coerce = self.vragen.get
        self.initial |= {"vragen_van": STANDAARD, "inleiding": INLEIDING}


class VraagForm(forms.Form):
    """One question. `bewaard()` gives it as a row of data."""

    tekst = forms.CharField(label="Wat vraagt u?", max_length=LANGSTE_TEKST)
    uitleg = forms.CharField(
        label="Uitleg", help_text="Staat in kleine letters onder de vraag.", max_length=300, required=False
    )
    soort = forms.ChoiceField(label="Hoe antwoordt men?", choices=Soort.choices, widget=Chips)
    opties = forms.CharField(
        label="Waaruit kan men kiezen?",
        help_text="Eén antwoord per regel.",
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    verplicht = forms.BooleanField(label="Deze vraag moet worden beantwoord", required=False)
    als = forms.MultipleChoiceField(
        label="Aan wie stelt u deze vraag?",
        help_text="Kies niets als u deze vraag aan iedereen stelt. Kies anders de antwoorden bij één eerdere vraag.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, scan, vraag=None, **kwargs):
        self.rijen, self.vraag = scan.vragen, vraag
        lijst = scan.vragenlijst
        eerdere = lijst[: lijst.index(vraag)] if vraag else lijst
        super().__init__(*args, initial=self._begin(vraag), **kwargs)
        keuzes = [
            (f"{eerder.sleutel}.{optie.sleutel}", f"Wie bij ‘{eerder.tekst}’ koos: {optie.tekst}")
            for eerder in eerdere
            for optie in eerder.opties
        ]
        if keuzes:
            self.fields["als"].choices = keuzes
        else:
            del self.fields["als"]

    @staticmethod
    def _begin(vraag):
        if vraag is None:
            return {"soort": Soort.EEN}
        return {
            "tekst": vraag.tekst,
            "uitleg": vraag.uitleg,
            "soort": vraag.soort,
            "opties": "\n".join(optie.tekst for optie in vraag.opties),
            "verplicht": vraag.verplicht,
            "als": [f"{vraag.als_vraag}.{optie}" for optie in vraag.als_opties],
        }

    def clean_opties(self):
        """The lines, without empty ones."""
        regels = [regel.strip() for regel in schoon(self.cleaned_data["opties"]).split("\n") if regel.strip()]
        if len(regels) > 20:
            raise forms.ValidationError("Dit zijn meer dan 20 antwoorden. Neem er een paar samen.")
        for regel in regels:
            if len(regel) > LANGSTE_TEKST:
                raise forms.ValidationError(
                    f"‘{regel[:40]}…’ is te lang. Een antwoord heeft hooguit {LANGSTE_TEKST} tekens."
                )
        if len(set(regels)) < len(regels):
            raise forms.ValidationError("Een antwoord staat er twee keer. Haal er een weg.")
        return regels

    def clean_als(self):
        if len({keuze.split(".")[0] for keuze in self.cleaned_data["als"]}) > 1:
            raise forms.ValidationError("U koos antwoorden bij meer dan één vraag. Kies de antwoorden bij één vraag.")
        return self.cleaned_data["als"]

    def clean(self):
        gegevens = super().clean()
        if gegevens.get("soort") in (Soort.EEN, Soort.MEER) and len(gegevens.get("opties", ["", ""])) < 2:
            self.add_error("opties", "Schrijf ten minste 2 antwoorden op, elk op een regel.")
        return gegevens

    def bewaard(self):
        """All rows of the scan, with this question changed in its place or added at the end."""
        gegevens = self.cleaned_data
        oude = next((rij for rij in self.rijen if self.vraag and rij["sleutel"] == self.vraag.sleutel), None)
        bezet = {rij["sleutel"] for rij in self.rijen}
        rij = {
            "sleutel": oude["sleutel"] if oude else nieuwe_sleutel(gegevens["tekst"], bezet),
            "tekst": gegevens["tekst"],
            "soort": gegevens["soort"],
            "verplicht": gegevens["verplicht"],
        }
        if gegevens["uitleg"]:
            rij["uitleg"] = gegevens["uitleg"]
        if gegevens["soort"] != Soort.OPEN:
            rij["opties"] = opties_uit(gegevens["opties"], oude.get("opties", []) if oude else [])
        if keuzes := gegevens.get("als"):
            rij["als"] = {
                "vraag": keuzes[0].split(".")[0],
                "opties": [keuze.split(".")[1] for keuze in keuzes],
            }
        return [rij if een is oude else een for een in self.rijen] if oude else [*self.rijen, rij]


SCANSORTERINGEN = {"titel": ("titel", "pk"), "sluit": ("sluit_op", "pk")}
FORMULIERSORTERINGEN = {
    "naam": (F("organisatie__naam").asc(nulls_last=True), "pk"),
    "antwoord": (F("gewijzigd_op").asc(nulls_last=True), "pk"),
}


class Scanfilter(forms.Form):
    """Search in a list by words."""

    zoek = forms.CharField(label="Zoek op woorden", required=False, max_length=100, widget=forms.SearchInput)

    @property
    def woorden(self):
        """What is searched for; nothing when that cannot be understood."""
        return self.cleaned_data["zoek"] if self.is_valid() else ""


class Formulierenfilter(forms.Form):
    """Which organisations of a scan."""

    zoek = forms.CharField(label="Zoek op naam", required=False, max_length=100, widget=forms.SearchInput)
    welke = forms.ChoiceField(
        label="Welke organisaties",
        required=False,
        choices=[
            ("", "Alle"),
            ("geantwoord", "Die hebben geantwoord"),
            ("open", "Die nog niet hebben geantwoord"),
            ("zonder_adres", "Zonder e-mailadres"),
            ("teruggekomen", "Waarvan de mail terugkwam"),
        ],
    )

    def toepassen(self, formulieren):
        gegevens = self.cleaned_data if self.is_valid() else {}
        if zoek := gegevens.get("zoek"):
            formulieren = formulieren.filter(organisatie__in=genaamd(zoek))
        match gegevens.get("welke"):
            case "geantwoord":
                return formulieren.ingevuld()
            case "open":
                return formulieren.leeg()
            case "zonder_adres":
                return formulieren.filter(email="")
            case "teruggekomen":
                return formulieren.teruggekomen()
        return formulieren

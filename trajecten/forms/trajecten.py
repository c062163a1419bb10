import re
from collections import Counter
from decimal import Decimal

from django import forms
from django.db.models import F, Model, Q

from huisstijl.indeling import Deel, Indeling, Stuk
from huisstijl.velden import Keuzes, Schrijfveld
from leden.models import Activiteit, Locatie, Werkgebied, genaamd, toegelaten
from normenkader.models import Kaderversie
from trajecten.bevoegdheden import cyclusbelemmeringen
from trajecten.gebied import Gebiedskeuze
from trajecten.levensloop import ROLLEN_AAN_ZET, WEGEN, AanZet, Soort, staat_op, te_laat
from trajecten.models import Traject

SORTERINGEN = {
    "termijn": ("termijn_nu", "pk"),
    "-termijn": (F("termijn_nu").desc(nulls_last=True), "-pk"),
    "organisatie": ("organisatie__naam", "pk"),
    "nummer": ("pk",),
}
# A number has digits and a hyphen only.
NUMMERTEKENS = re.compile(r"[\d-]+")


# The fields that are chosen from what the organisation wrote down about itself.
GEBIED = ("waar", "werkgebied", "activiteiten")


def uit_het_gebied(soort: type[Model], vraag: str, *, required: bool) -> forms.ModelMultipleChoiceField:
    """Boxes to tick; the form fills in which there are."""
    return forms.ModelMultipleChoiceField(
        soort.objects.none(), label=vraag, required=required, widget=forms.CheckboxSelectMultiple
    )


class AanmeldForm(forms.ModelForm):
    """Application for a traject, on the newest framework version that can be used today."""

    fte = forms.DecimalField(
        label="Hoeveel fte werkt hierbinnen?",
        help_text="Voltijdbanen, bijvoorbeeld 41,5.",
        min_value=Decimal("0.1"),
        max_digits=7,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"min_value": "Schrijf hier een getal vanaf 0,1."},
    )
    dagen = forms.DecimalField(
        label="Hoeveel toetsdagen?",
        help_text="Leeg laten mag: dan rekenen wij met de dagentabel.",
        required=False,
        min_value=Decimal("0.5"),
        max_digits=4,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"min_value": "Schrijf hier een getal vanaf 0,5."},
    )
    akkoord = forms.BooleanField(label="Wij gaan akkoord met deze voorwaarden")
    waar = uit_het_gebied(Locatie, "Op welke locaties wordt getoetst?", required=True)
    werkgebied = uit_het_gebied(Werkgebied, "Om welke gemeenten gaat het?", required=False)
    activiteiten = uit_het_gebied(Activiteit, "Om welke activiteiten gaat het?", required=False)
    helper = Indeling(
        "variant",
        "reikwijdte",
        Stuk("trajecten/_gebied_kiezen.html", "locaties", *GEBIED),
        "fte",
        "dagen",
        "dagen_reden",
        "certificeerder",
        Deel("De voorwaarden", "akkoord", template="trajecten/_voorwaarden.html"),
    )

    class Meta:
        model = Traject
        fields = ["variant", "reikwijdte", "fte", "locaties", "certificeerder", "dagen", "dagen_reden"]
        labels = {
            "variant": "Welke soort toets kiest u?",
            "reikwijdte": "Wat wordt getoetst?",
            "locaties": "Op hoeveel locaties?",
            "certificeerder": "Wie vraagt u om te toetsen?",
            "dagen_reden": "Waarom een ander aantal dagen?",
        }
        help_texts = {
            "reikwijdte": "Bijvoorbeeld: voor de hele organisatie, of: voor het jongerenwerk in Oeverwijk. Dit komt op het certificaat.",
            "dagen_reden": "Alleen nodig als u afwijkt van de dagentabel.",
        }
        widgets = {
            "reikwijdte": forms.Textarea(attrs={"rows": 3}),
            "dagen_reden": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, kader, wie, cyclus=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.kader, self.wie, self.cyclus = kader, wie, cyclus
        for naam in GEBIED:
            keuze = self.fields[naam]
            keuze.queryset = keuze.queryset.model.objects.van(wie.organisatie).op()
            keuze.initial = [rij.pk for rij in keuze.queryset]
            if not keuze.initial:
                del self.fields[naam]
        varianten = kader.varianten_voor_label
        self.fields["variant"] = forms.ChoiceField(
            label=self.fields["variant"].label,
            choices=[(variant.code, variant.label) for variant in varianten],
            widget=Keuzes(uitleg={variant.code: variant.uitleg for variant in varianten}),
        )
        self.fields["certificeerder"].queryset = toegelaten()
        self.fields["certificeerder"].empty_label = "Kies een certificerende instelling"
        self.fields["locaties"].widget = forms.TextInput(attrs={"inputmode": "numeric"})
        if "waar" in self.fields:
            del self.fields["locaties"]

    def clean(self):
        gegevens = super().clean()
        fte = gegevens.get("fte")
        if fte is not None and "dagen" not in self.errors:
            volgens_tabel = self.kader.dagen_voor(fte)
            if gegevens["dagen"] is None:
                gegevens["dagen"] = volgens_tabel
            if gegevens["dagen"] != volgens_tabel and not gegevens.get("dagen_reden", "").strip():
                aantal = f"{Decimal(volgens_tabel).normalize():f}".replace(".", ",")
                self.add_error(
                    "dagen_reden",
                    f"Bij {str(fte).replace('.', ',')} fte horen {aantal} toetsdagen. Schrijf waarom u een ander aantal kiest.",
                )
        if "reikwijdte" in gegevens:
            for reden in cyclusbelemmeringen(self.wie, self.cyclus, gegevens["reikwijdte"]):
                self.add_error("reikwijdte", reden)
        return gegevens

    def keuzes(self):
        """What the act `aanmelden` asks."""
        gekozen = {naam: list(self.cleaned_data.get(naam, ())) for naam in GEBIED}
        gebied = Gebiedskeuze(gekozen["waar"], gekozen["werkgebied"], gekozen["activiteiten"])
        antwoorden = {naam: self.cleaned_data[naam] for naam in self.Meta.fields if naam in self.cleaned_data}
        return {"locaties": len(gebied.locaties)} | antwoorden | {"kaderversie": self.kader, "gebied": gebied}


class RedenForm(forms.Form):
    """A reason that the other party reads."""

    reden = Schrijfveld(label="Waarom?", max_length=2000)


def _standen() -> list[tuple[str, list[tuple[str, str]]]]:
    """The statuses in the order of the roads: those of one kind of traject under its name, then those that kinds share."""
    soorten_bij = Counter(status for weg in WEGEN.values() for status in weg)
    groepen = [(str(soort.label), [een for een in WEGEN[soort] if soorten_bij[een] == 1]) for soort in Soort]
    groepen.append(("Bij meer soorten", [een for een in soorten_bij if soorten_bij[een] > 1]))
    return [(naam, [(een.value, str(een.label)) for een in statussen]) for naam, statussen in groepen]


class Trajectenfilter(forms.Form):
    """Search in the list of trajecten."""

    q = forms.CharField(label="Organisatie of nummer", required=False, max_length=100, widget=forms.SearchInput)
    status = forms.ChoiceField(label="Stand", required=False, choices=[("", "Alle standen"), *_standen()])
    soort = forms.ChoiceField(label="Soort", required=False, choices=[("", "Alle soorten"), *Soort.choices])
    aan_zet = forms.ChoiceField(
        label="Wie is aan zet",
        required=False,
        choices=[("", "Iedereen"), ("ik", "Ik"), *((w, w.label) for w in AanZet if ROLLEN_AAN_ZET[w])],
    )
    termijn = forms.ChoiceField(
        label="Termijn", required=False, choices=[("", "Alle termijnen"), ("te_laat", "Te laat")]
    )

    def toepassen(self, trajecten, wie, beurten):
        """Filter `trajecten`; an answer that cannot be understood is left out."""
        self.is_valid()
        trajecten = met_naam_of_nummer(trajecten, self.cleaned_data.get("q"))
        if soort := self.cleaned_data.get("soort"):
            trajecten = trajecten.filter(soort=soort)
        if status := self.cleaned_data.get("status"):
            trajecten = trajecten.filter(staat_op([status]))
        match self.cleaned_data.get("aan_zet"):
            case "ik":
                trajecten = trajecten.aan_zet(wie)
            case str(partij) if partij:
                aan_zet = [status for status, beurt in beurten.items() if beurt.wie == partij]
                trajecten = trajecten.filter(staat_op(aan_zet))
        if self.cleaned_data.get("termijn"):
            trajecten = trajecten.filter(te_laat())
        return trajecten


def met_naam_of_nummer(trajecten, q):
    """Those of an organisation of this name, or with this in their number; all when nothing is asked."""
    if not q:
        return trajecten
    gezocht = Q(organisatie__in=genaamd(q))
    # For words we need not look at the numbers.
    if NUMMERTEKENS.fullmatch(q):
        gezocht |= Q(nummer__contains=q)
    return trajecten.filter(gezocht)


GEEN_KADER = "Er is nog geen normenkader. Het bureau laadt het; daarna kunt u aanmelden."


def bruikbaar_kader(dag):
    """The framework version that a new traject gets on a day, or None when none has been loaded."""
    return Kaderversie.objects.bruikbaar_op(dag).first()

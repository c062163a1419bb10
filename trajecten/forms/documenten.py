from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q

from huisstijl.velden import ChipsMeer
from normenkader.models import Norm
from trajecten.bestandssoorten import SOORTEN, raad_bij, soort_van_inhoud, soort_van_naam
from trajecten.fotos import FOTOS, Onleesbaar, zonder_herkomst
from trajecten.inhoud import bezwaar_tegen
from trajecten.levensloop import Soort

MB = 1024 * 1024
LANGSTE_NAAM = 150
MAAK_KLEINER = "Maak het kleiner, bijvoorbeeld met minder foto's, of verdeel het."
UITGANGEN = [uitgang for soort in SOORTEN for uitgang in soort.uitgangen]


class Normen(forms.ModelMultipleChoiceField):
    """Some norms of one framework version, as chips with number and short name."""

    widget = ChipsMeer

    def label_from_instance(self, norm):
        return f"{norm.nummer} {norm.kort}"


class BestandForm(forms.Form):
    """A file that is kept. What cannot be taken is said beside the file; the rest of the form stays."""

    bestand = forms.FileField(
        label="Bestand",
        help_text=(
            f"PDF, Word, Excel, PowerPoint, OpenDocument, JPG, PNG of HEIC, hooguit {settings.DOCUMENT_MAX_BYTES // MB} MB."
        ),
        max_length=LANGSTE_NAAM,
        widget=forms.FileInput(
            attrs={
                "accept": ",".join(UITGANGEN),
                "data-hooguit": settings.DOCUMENT_MAX_BYTES,
                "data-te-groot": f"Dit bestand is te groot. Er past {settings.DOCUMENT_MAX_BYTES // MB} MB. {MAAK_KLEINER}",
            }
        ),
        error_messages={
            "required": "Kies een bestand.",
            "max_length": "De naam van dit bestand is te lang. Geef het een kortere naam en kies het opnieuw.",
        },
    )

    def clean_bestand(self):
        bestand = self.cleaned_data["bestand"]
        if bestand.size > settings.DOCUMENT_MAX_BYTES:
            raise ValidationError(
                f"Dit bestand is {bestand.size / MB:.0f} MB. Er past {settings.DOCUMENT_MAX_BYTES // MB} MB. {MAAK_KLEINER}"
            )
        soort = soort_van_inhoud(bestand)
        if soort is None:
            raise ValidationError(raad_bij(bestand.name))
        if soort_van_naam(bestand.name) != soort:
            raise ValidationError(
                f"De naam van dit bestand past niet bij de inhoud: het is een bestand van de soort {soort.naam}. "
                f"Laat de naam eindigen op {soort.uitgangen[0]} en kies het opnieuw."
            )
        if bezwaar := bezwaar_tegen(bestand, soort):
            raise ValidationError(bezwaar)
        try:
            return zonder_herkomst(bestand) if soort in FOTOS else bestand
        except Onleesbaar as fout:
            raise ValidationError(str(fout)) from fout


class DocumentForm(BestandForm):
    """A file that shows something, and of which norms."""

    titel = forms.CharField(
        label="Titel",
        help_text="Zoals de toetsers hem lezen. Bijvoorbeeld: Verslag bewonersavond maart.",
        max_length=160,
    )
    leeswijzer = forms.CharField(
        label="Waar moeten de toetsers op letten?",
        help_text="Bijvoorbeeld: lees vooral bladzijde 2.",
        max_length=300,
        required=False,
    )
    normen = Normen(
        queryset=Norm.objects.none(),
        label="Bij welke normen hoort dit document?",
        help_text="U voegt het één keer toe. Bij elke norm die u kiest, staat het erbij.",
        required=False,
    )

    def __init__(self, *args, traject, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["normen"].queryset = traject.kaderversie.normen.all()
        if traject.soort == Soort.MAATREGEL:
            # It goes with a reaction, and the committee reads it.
            self.fields["titel"].help_text = "Zoals de beheercommissie hem leest. Bijvoorbeeld: Plan van aanpak juni."
            self.fields["leeswijzer"].label = "Waar moet de beheercommissie op letten?"
            del self.fields["normen"]


SORTERINGEN = {"titel": ("titel", "pk"), "toegevoegd": ("toegevoegd_op", "pk")}


class Documentenfilter(forms.Form):
    q = forms.CharField(label="Titel of leeswijzer", required=False, max_length=100, widget=forms.SearchInput)
    norm = forms.ModelChoiceField(
        label="Norm", queryset=Norm.objects.none(), to_field_name="nummer", required=False, empty_label="Alle normen"
    )

    def __init__(self, *args, traject, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["norm"].queryset = traject.kaderversie.normen.all()

    def toepassen(self, documenten):
        """Filter; an answer that cannot be understood is left out."""
        self.is_valid()
        if q := self.cleaned_data.get("q"):
            documenten = documenten.filter(Q(titel__icontains=q) | Q(leeswijzer__icontains=q))
        if norm := self.cleaned_data.get("norm"):
            documenten = documenten.filter(normen=norm)
        return documenten

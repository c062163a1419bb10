import re
from io import BytesIO

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.utils import timezone

from certificaten.bevoegdheden import weegkeuzes
from certificaten.controle import nummer_uit
from certificaten.models import Maatregel, Uitgave, Uitreiking
from certificaten.register import VOLGORDEN
from certificaten.zegel import GROOTSTE_BESTAND
from huisstijl.indeling import Indeling, Stuk
from huisstijl.velden import Datumveld, Keuzes, Schrijfveld
from leden.models import Activiteit, Locatie, Werkgebied
from leden.opgave import in_woorden
from normenkader.models import Kaderversie
from trajecten.forms.trajecten import GEBIED, uit_het_gebied
from trajecten.gebied import Gebiedskeuze
from trajecten.persoonsgegevens import zonder_persoonsgegevens

NUMMERTEKENS = re.compile("[A-Z0-9-]+")
OMDAT = "omdat "


def soorten_toets():
    """Labels of the kinds of assessment that lead to a certificate, over all framework versions."""
    varianten = Kaderversie.objects.order_by("pk").values_list("inhoud__varianten", flat=True)
    labels = dict.fromkeys(een["label"] for kader in varianten for een in kader if een["leidt_tot_certificaat"])
    return [(label, label) for label in labels]


class Certificatenfilter(forms.Form):
    """The search in the register; without `op` the whole history, also what does not hold any more."""

    zoek = forms.CharField(
        label="Organisatie, plaats of nummer",
        max_length=100,
        required=False,
        widget=forms.SearchInput(attrs={"autocomplete": "off"}),
    )
    soort = forms.ChoiceField(label="Soort toets", required=False)
    op = Datumveld(label="Geldig op", required=False)
    sorteer = forms.ChoiceField(
        label="Volgorde", choices=[(code, tekst) for code, (tekst, _) in VOLGORDEN.items()], required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["soort"].choices = [("", "Alle soorten"), *soorten_toets()]
        self.fields["op"].widget.attrs["autocomplete"] = "off"

    def clean_sorteer(self):
        return self.cleaned_data["sorteer"] or "naam"


class NummerForm(forms.Form):
    nummer = forms.CharField(
        label="Nummer",
        max_length=40,
        help_text="Staat op het certificaat en ziet er zo uit: KSW-2027-0001.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_nummer(self):
        nummer = nummer_uit(self.cleaned_data["nummer"])
        if not NUMMERTEKENS.fullmatch(nummer):
            raise ValidationError("Een nummer heeft alleen letters, cijfers en streepjes: KSW-2027-0001.")
        return nummer


class DagForm(forms.Form):
    op = Datumveld(label="Datum", help_text="Bijvoorbeeld 24 november 2026.", required=False)


class BestandForm(forms.Form):
    """A certificate to look at. Use with AlleenInGeheugen: what people hand in is never stored."""

    bestand = forms.FileField(
        label="PDF-bestand",
        help_text="Wij kijken er alleen naar en bewaren het niet.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def clean_bestand(self):
        bestand = self.cleaned_data["bestand"]
        if bestand.size > GROOTSTE_BESTAND:
            raise ValidationError(
                f"Dit bestand is groter dan {GROOTSTE_BESTAND // 1024**2} MB. Zo groot is een certificaat nooit."
            )
        return bestand.read()


class UitgaveForm(forms.Form):
    """What a new edition of a certificate says, and why there is one."""

    houder = forms.CharField(label="Houder", max_length=160)
    plaats = forms.CharField(label="Plaats", max_length=80)
    reikwijdte = forms.CharField(
        label="Geldt voor",
        max_length=500,
        help_text="Alleen een andere formulering. Geldt het label voor iets anders, dan beslist de beheercommissie dat na een melding.",
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[zonder_persoonsgegevens],
    )
    reden = forms.CharField(
        label="Waarom komt er een nieuwe uitgave?",
        max_length=Uitgave.REDEN_LENGTE,
        help_text="Maak de zin af die begint met ‘omdat’. Iedereen leest dit: het staat op het certificaat en in het register.",
    )
    # The edition that this one comes after.
    na_uitgave = forms.IntegerField(widget=forms.HiddenInput)

    def clean_reden(self):
        reden = " ".join(self.cleaned_data["reden"].split()).rstrip(".")
        reden = reden[len(OMDAT) :] if reden.lower().startswith(OMDAT) else reden
        if not reden:
            raise ValidationError("Schrijf na ‘omdat’ waarom er een nieuwe uitgave komt.")
        zonder_persoonsgegevens(reden)
        return reden


class AlleenInGeheugen(FileUploadHandler):
    """Keeps a handed-in file in memory for the time of the request; of one that is too large only the size is kept."""

    def new_file(self, field_name, *args, **kwargs):
        if field_name != "bestand" or hasattr(self, "inhoud"):
            # One file is asked for; more would only fill the memory.
            raise SkipFile
        super().new_file(field_name, *args, **kwargs)
        self.inhoud = BytesIO()

    def receive_data_chunk(self, raw_data, start):
        if start <= GROOTSTE_BESTAND:
            self.inhoud.write(raw_data)

    def file_complete(self, file_size):
        self.inhoud.seek(0)
        return InMemoryUploadedFile(
            self.inhoud, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )


class UitreikingForm(forms.ModelForm):
    """How the certificate was handed over in person."""

    op = Datumveld(label="Welke dag?", help_text="Bijvoorbeeld 11 maart 2027.")

    class Meta:
        model = Uitreiking
        fields = ["op", "plaats", "door_wie"]
        labels = {"plaats": "Waar?", "door_wie": "Door wie?"}
        help_texts = {
            "plaats": "Bijvoorbeeld: op de ledenvergadering in Utrecht.",
            "door_wie": "Een functie is genoeg, bijvoorbeeld: de voorzitter van de beheercommissie.",
        }


# maatregel


class VoorstelForm(forms.Form):
    """What the bureau, the certifier or the committee proposes about a label, and why."""

    voorstel = forms.ChoiceField(
        label="Wat stelt u voor?",
        choices=[(een.value, een.label.capitalize()) for een in Maatregel.VOORSTELBAAR],
        widget=Keuzes(
            uitleg={
                "schorsen": "Het label geldt een tijd niet. In die tijd kan de organisatie herstellen wat er mis is.",
                "intrekken": "Het label geldt niet meer.",
            }
        ),
    )
    reden = Schrijfveld(
        label="Waarom?",
        help_text="De organisatie leest dit en reageert erop. Daarna beslist de beheercommissie.",
        error_messages={"required": "Schrijf waarom u dit voorstelt."},
    )


class WeegForm(forms.Form):
    """What a reported change means for the label."""

    gevolg = forms.ChoiceField(label="Wat betekent dit voor het label?", widget=Keuzes)
    reden = Schrijfveld(label="Waarom?", help_text="De organisatie leest dit.", max_length=4000)
    helper = Indeling("gevolg", Stuk("trajecten/_reden.html", "reden"))

    def __init__(self, *args, melding, **kwargs):
        super().__init__(*args, **kwargs)
        gevolg = self.fields["gevolg"]
        gevolg.choices = [(een.value, een.label) for een in weegkeuzes(melding)]
        gevolg.widget.uitleg = {
            "onderzoek": "Er begint een onderzoek: de organisatie vertelt, toetsers oordelen, de beheercommissie beslist.",
            "reikwijdte": "De organisatie reageert op een voorstel. Daarna beslist de beheercommissie waarvoor het label geldt.",
        }


def _is_dat(naam, staat):
    """Whether what stands on a certificate is this, with its address or what became of it behind it; Utrecht is not Utrechtse Heuvelrug."""
    return staat == naam or staat.startswith((f"{naam} (", f"{naam}, "))


class ReikwijdteForm(forms.Form):
    """What a label is about from a decision on, chosen from what its holder wrote down about itself."""

    reikwijdte = Schrijfveld(
        label="Waarvoor geldt het label dan?",
        max_length=500,
        help_text="Zo komt het op het certificaat.",
        error_messages={"required": "Schrijf waarvoor het label dan geldt."},
    )
    waar = uit_het_gebied(Locatie, "Voor welke locaties?", required=True)
    werkgebied = uit_het_gebied(Werkgebied, "Voor welke gemeenten?", required=False)
    activiteiten = uit_het_gebied(Activiteit, "Voor welke activiteiten?", required=False)
    reden = Schrijfveld(
        label="Waarom?",
        help_text="De organisatie leest dit en reageert erop. Daarna beslist de beheercommissie.",
        max_length=4000,
        error_messages={"required": "Schrijf waarom u dit voorstelt."},
    )

    def __init__(self, *args, certificaat, **kwargs):
        super().__init__(*args, **kwargs)
        vandaag, nu = timezone.localdate(), dict(in_woorden(certificaat.gebied))
        houder = certificaat.organisatie.op_dag(vandaag)
        for naam, kop in (("waar", "Locaties"), ("werkgebied", "Werkgebied"), ("activiteiten", "Activiteiten")):
            keuze = self.fields[naam]
            keuze.queryset = keuze.queryset.model.objects.van(houder).nu_of_straks()
            if not keuze.queryset:
                del self.fields[naam]
                continue
            # As the certificate has it now; of one of before, all that there is.
            staan = nu.get(kop, ())
            gekozen = [een.pk for een in keuze.queryset if any(_is_dat(str(een), staat) for staat in staan)]
            keuze.initial = gekozen if nu else [een.pk for een in keuze.queryset]

    def gebied(self):
        """The rows that were chosen."""
        gekozen = {naam: list(self.cleaned_data.get(naam, ())) for naam in GEBIED}
        return Gebiedskeuze(gekozen["waar"], gekozen["werkgebied"], gekozen["activiteiten"])


class MaatregeltekstForm(forms.Form):
    """What the organisation writes about a measure; a page shows the one that is asked."""

    zienswijze = Schrijfveld(
        label="Wat vindt u van dit voorstel?",
        help_text="Klopt wat er staat? Wat hebt u al gedaan? De beheercommissie leest dit voordat zij beslist.",
        required=False,
    )
    herstel = Schrijfveld(
        label="Wat is er hersteld, en hoe is dat te zien?",
        help_text="De beheercommissie leest dit en beslist of het label weer geldt.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Without it there is nothing to decide on; while it is being written it may be empty.
        self.fields["herstel"].required = not self.is_bound


class BeeindigForm(forms.Form):
    """From which day the organisation does without its label, and why."""

    per = Datumveld(
        label="Vanaf welke dag gebruikt u het label niet meer?",
        help_text="Vandaag, of een dag tot het einde van de looptijd.",
    )
    reden = Schrijfveld(
        label="Waarom?",
        help_text="Het bureau en uw certificerende instelling lezen dit. In het register staat het niet.",
        error_messages={"required": "Schrijf waarom u het label beëindigt."},
    )

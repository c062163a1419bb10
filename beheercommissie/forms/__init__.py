from datetime import date

from django import forms
from django.utils.formats import date_format

from beheercommissie.aanvullend import te_kiezen_maanden, vraagt_onderzoek
from beheercommissie.bevoegdheden import houdt_aan
from beheercommissie.blik import WIL_BESPREKEN
from beheercommissie.models import Belangverklaring, Blik, Stem
from beheercommissie.opzet import Opzet
from certificaten.gevolgen import GEVOLGEN, mogelijke_opties
from huisstijl.templatetags.opmaak import meervoud
from huisstijl.velden import ChipsMeer, Datumveld, Keuzes, Regelveld, Schrijfveld
from toetsing.forms.normen import normkeuzes
from toetsing.models import Voorwaarde
from trajecten.models import Vraagpartij
from trajecten.persoonsgegevens import zonder_persoonsgegevens


class BelangverklaringForm(forms.Form):
    """Does this member have an interest? Never preselected, and none is no answer when `bekend`: we know of one, or of a doubt."""

    uitkomst = forms.ChoiceField(
        label="Uw antwoord",
        widget=Keuzes,
        error_messages={"invalid_choice": "U kunt niet kiezen dat u geen belang hebt. Kies een van deze antwoorden."},
    )

    def __init__(self, *args, afkoelperiode, bekend, **kwargs):
        super().__init__(*args, **kwargs)
        uitkomsten = Belangverklaring.Uitkomst.choices
        self.fields["uitkomst"].choices = [
            een for een in uitkomsten if not bekend or een[0] != Belangverklaring.Uitkomst.GEEN
        ]
        self.fields["uitkomst"].widget.uitleg = {
            "geen": f"Ik werk er niet, ik heb er de laatste {afkoelperiode} maanden niet gewerkt of geadviseerd, en ik "
            "ken niemand die er beslist.",
            "belang": "U leest en stemt dan niet mee. De andere leden zien alleen dat u niet meedoet, niet waarom.",
            "twijfel": "De secretaris belt u. Tot die tijd blijven de stukken dicht.",
        }


class OngedaanForm(forms.Form):
    reden = forms.CharField(
        label="Waarom doet dit lid toch mee?",
        help_text="Dit blijft in het logboek, met wat het lid eerst zei. De andere leden lezen het niet.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[zonder_persoonsgegevens],
    )


class StemForm(forms.Form):
    """A vote: one of the options of the framework, or none of them. `alleen_bewaren`: keep the text, the vote comes later."""

    optie = forms.ChoiceField(label="Wat moet de commissie volgens u besluiten?", widget=Keuzes)
    reden = Schrijfveld(
        label="Waarom?",
        help_text="Na het besluit lezen de leden zonder belang en de secretaris dit. Verder niemand.",
        required=False,
    )

    def __init__(self, *args, traject, alleen_bewaren=False, **kwargs):
        super().__init__(*args, **kwargs)
        opties = mogelijke_opties(traject)
        veld = self.fields["optie"]
        veld.required = not alleen_bewaren
        veld.choices = [(optie.code, optie.label) for optie in opties]
        veld.choices += [(Stem.ONTHOUDING, "Ik onthoud mij van stemming")]
        veld.widget.uitleg = {optie.code: optie.uitleg for optie in opties}
        veld.widget.uitleg[Stem.ONTHOUDING] = "Uw stem telt mee voor het aantal stemmen, maar niet voor een besluit."


class BlikForm(forms.Form):
    """A preliminary view: one of the options of the framework, or that one wants to discuss it. `alleen_bewaren`: as of a vote."""

    keuze = forms.ChoiceField(label="Hoe leest u dit punt nu?", widget=Keuzes)
    # Called as it is kept while it is typed, in the Aantekening of this member.
    blik = Schrijfveld(
        label="Een woord erbij",
        help_text="Wie meedoet aan dit punt, leest dit zonder uw naam.",
        required=False,
    )

    def __init__(self, *args, traject, alleen_bewaren=False, **kwargs):
        super().__init__(*args, **kwargs)
        veld = self.fields["keuze"]
        veld.required = not alleen_bewaren
        veld.choices = [(optie.code, optie.label) for optie in mogelijke_opties(traject)]
        veld.choices += [(Blik.BESPREKEN, WIL_BESPREKEN)]


class GevolgForm(forms.Form):
    """What a decision with a consequence for the certificate also says: from when, until when, and why, for everyone."""

    ingang = Datumveld(label="Vanaf welke dag geldt dit?", help_text="Vandaag of later.", required=False)
    tot = Datumveld(label="Tot en met welke dag duurt de schorsing hoogstens?", required=False)
    openbare_reden = Regelveld(
        label="De reden, in één zin voor iedereen",
        help_text="Deze zin staat in het openbare register. Noem geen mensen en geen oordeel over hen.",
        max_length=300,
        required=False,
    )
    voorwaarden = Schrijfveld(
        label="Wat moet de organisatie laten zien voordat het label weer geldt?",
        help_text="Nodig bij schorsen. De organisatie leest dit.",
        required=False,
    )


class BesluitForm(GevolgForm):
    """The decision as the chair records it: an option that the votes came to, why, why not as advised, and what it does."""

    optie = forms.ChoiceField(label="Wat besluit de commissie?", widget=Keuzes)
    motivering = Schrijfveld(
        label="Waarom besluit de commissie dit?",
        help_text="De organisatie en de certificerende instelling lezen dit.",
        error_messages={"required": "Schrijf waarom de commissie dit besluit."},
    )
    afwijking = Schrijfveld(
        label="Wijkt het besluit af van het advies? Schrijf waarom",
        help_text="Ook dit lezen de organisatie en de certificerende instelling. Volgt de commissie het advies, laat het dan leeg.",
        required=False,
    )

    # What the committee asks when it holds the decision over; only there when it can.
    vraag = Schrijfveld(
        label="Wat wil de commissie eerst weten?",
        help_text="Bij aanhouden schrijft wie u het vraagt het antwoord; bij aanvullend onderzoek gaan de toetsers ermee terug.",
        error_messages={"required": "Schrijf wat de commissie wil weten."},
    )
    vraag_aan = forms.ChoiceField(
        label="Aan wie vraagt de commissie dit?",
        choices=Vraagpartij.choices,
        widget=Keuzes,
        error_messages={"required": "Kies aan wie de commissie dit vraagt."},
    )
    antwoord_tot_en_met = Datumveld(
        label="Tot en met welke dag kan het antwoord komen?",
        help_text="Na die dag komt het traject vanzelf terug, ook zonder antwoord.",
        error_messages={"required": "Kies een dag na vandaag, zodat er tijd is om te antwoorden."},
    )
    NAVRAAG = ("vraag", "vraag_aan", "antwoord_tot_en_met")
    # And what it asks of the assessors.
    maand = forms.TypedChoiceField(
        label="In welke maand zoeken de toetsers dit uit?",
        help_text="Zoals afgesproken met de certificerende instelling en de organisatie. De laatste dag van de maand is de termijn.",
        coerce=date.fromisoformat,
        empty_value=None,
        error_messages={"required": "Kies een maand.", "invalid_choice": "Kies een van deze maanden."},
    )
    normen = forms.MultipleChoiceField(
        label="Bij welke normen kijken zij opnieuw?",
        help_text="Alleen deze normen gaan weer open.",
        widget=ChipsMeer,
        error_messages={"required": "Kies minstens één norm."},
    )
    ONDERZOEK = ("vraag", "maand", "normen")

    def __init__(self, *args, agendapunt, uitkomst, alleen_bewaren=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.agendapunt, self.alleen_bewaren = agendapunt, alleen_bewaren
        traject = agendapunt.traject
        opties = [optie for optie in mogelijke_opties(traject) if optie.code in uitkomst.opties]
        self.opties = opties
        if "advies" not in agendapunt.dossier:
            del self.fields["afwijking"]
        maanden = [optie.hoogstens_maanden for optie in opties if optie.hoogstens_maanden]
        gevolgen = [GEVOLGEN[optie.gevolg] for optie in opties if optie.gevolg in GEVOLGEN]
        if all(gevolg.vaste_reden for gevolg in gevolgen):
            for naam in GevolgForm.base_fields:
                del self.fields[naam]
        elif all(gevolg.is_meteen for gevolg in gevolgen):
            del self.fields["ingang"], self.fields["tot"], self.fields["voorwaarden"]
            self.fields[
                "openbare_reden"
            ].help_text = "Deze zin staat in het openbare register en op het certificaat. Noem geen mensen en geen oordeel over hen."
        elif maanden:
            self.fields["tot"].help_text = f"Bij schorsen. Hoogstens {meervoud(max(maanden), 'maand', 'maanden')}."
        else:
            del self.fields["tot"], self.fields["voorwaarden"]
        veld = self.fields["optie"]
        veld.choices = [(optie.code, optie.label) for optie in opties]
        veld.error_messages["invalid_choice"] = uitkomst.anders
        veld.widget.uitleg = {optie.code: optie.uitleg for optie in opties}
        veld.required = self.fields["motivering"].required = not alleen_bewaren
        vragen = [
            self.NAVRAAG if houdt_aan(optie) else self.ONDERZOEK if vraagt_onderzoek(optie) else () for optie in opties
        ]
        for naam in dict.fromkeys((*self.NAVRAAG, *self.ONDERZOEK)):
            self.fields[naam].required = all(naam in velden for velden in vragen) and not alleen_bewaren
            if not any(naam in velden for velden in vragen):
                del self.fields[naam]
        if "maand" in self.fields:
            te_kiezen = [(maand.isoformat(), date_format(maand, "F Y")) for maand in te_kiezen_maanden()]
            self.fields["maand"].choices = [("", "Kies een maand"), *te_kiezen]
            normen = traject.kaderversie.normen.select_related("onderdeel")
            self.fields["normen"].choices = normkeuzes(normen, sleutel="nummer")

    def clean(self):
        gegevens = super().clean()
        if gegevens.get("optie") and not self.alleen_bewaren:
            optie = self.agendapunt.traject.kaderversie.besluitoptie(gegevens["optie"])
            # What is not valid is not there, and has its own sentence already; the conditions are forms of their own.
            elders = {*self.errors, "voorwaardenlijst"}
            for naam, reden in Opzet(**{"motivering": ""} | gegevens).per_veld(self.agendapunt, optie):
                if naam not in elders:
                    self.add_error(naam, reden)
        return gegevens


class VoorwaardeForm(forms.Form):
    """One condition: what, by when, who looks at it and how it can be seen. What is still missing, the decision says."""

    wat = Schrijfveld(label="Wat moet er gebeuren?")
    uiterlijk = Datumveld(label="Uiterlijk wanneer?", help_text="Bijvoorbeeld: 31 mei 2027.")
    kijker = forms.ChoiceField(
        label="Wie kijkt ernaar?",
        choices=[(een.value, een.label) for een in Voorwaarde.TE_KIEZEN],
        widget=Keuzes,
        help_text="De beheercommissie kijkt ernaar bij het besluit over het vervolgonderzoek.",
    )
    hoe = Schrijfveld(label="Hoe is het te zien?")

    def __init__(self, *args, klad, **kwargs):
        self.klad = klad
        begin = {veld: getattr(klad, veld) for veld in self.base_fields}
        super().__init__(*args, initial=begin, prefix=f"voorwaarde-{klad.pk}", **kwargs)
        # A condition cannot do without them; while it is being written they may be empty.
        self._verplichten(not self.is_bound)

    def _verplichten(self, verplicht):
        for veld in self.fields.values():
            veld.required = verplicht

    def clean(self):
        # What comes back to be put right, says again what is asked.
        self._verplichten(True)
        return super().clean()

    @property
    def is_leeg(self):
        """Whether nothing was filled in, so that it is no condition."""
        return not any(self.cleaned_data.get(veld) for veld in self.fields)


class NavraagForm(forms.Form):
    """The answer to what the committee asked."""

    antwoord = Schrijfveld(
        label="Uw antwoord",
        help_text="De beheercommissie leest dit voordat zij besluit. Noem geen namen van bewoners of vrijwilligers.",
        error_messages={"required": "Schrijf eerst het antwoord."},
    )

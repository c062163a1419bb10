from django import forms
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from huisstijl.velden import Datumveld, Keuzes
from leden.bevoegdheden.mensen import heeft_zittingsperiode, rollen_te_geven
from leden.models import Lidmaatschap, Organisatie, Rol, Uitnodiging, gevonden_onder
from leden.models.triggers import BEHEERROLLEN

# What each role does, for who has to choose; the whole table stands in docs/bevoegdheden.md.
UITLEG = {
    "beheerder": "nodigt collega's uit en geeft rollen; leest geen trajecten",
    "kwaliteitsmedewerker": "schrijft aan de zelfevaluatie en de reactie",
    "bestuurder": "schrijft mee en dient in namens de organisatie",
    "planner": "stelt het team samen, maakt het programma en brengt het advies uit",
    "toetser": "voert gesprekken en schrijft het rapport",
    "controleur": "leest het conceptrapport na",
    "commissielid": "verklaart een belang, leest en stemt",
    "voorzitter": "stemt, en legt het besluit vast",
    "secretaris": "plant de vergaderingen en maakt de agenda; stemt niet",
    "labelbeheerder": "werkt bij het bureau",
    "klachtbehandelaar": "behandelt klachten; leest geen trajecten, en is geen labelbeheerder",
}
MENSSORTERINGEN = {"naam": ("naam", "pk"), "ingelogd": ("last_login", "naam", "pk")}
ORGANISATIESORTERINGEN = {"naam": ("naam", "pk"), "aantal": ("aantal", "naam", "pk")}


class Mensenfilter(forms.Form):
    """Search among the people of one organisation."""

    q = forms.CharField(label="Naam of e-mailadres", required=False, max_length=100, widget=forms.SearchInput)
    wie = forms.ChoiceField(
        label="Wie",
        required=False,
        choices=[("", "Wie nu een rol heeft"), ("vroeger", "Wie geen rol meer heeft"), ("alle", "Iedereen")],
    )

    def toepassen(self, mensen, organisatie):
        """Filter people of this organisation; an answer that cannot be understood is left out."""
        self.is_valid()
        if q := self.cleaned_data.get("q"):
            mensen = mensen.filter(Q(naam__icontains=q) | Q(email__icontains=q))
        hier = Lidmaatschap.objects.filter(organisatie=organisatie, gebruiker=OuterRef("pk"))
        match self.cleaned_data.get("wie"):
            case "alle":
                pass
            case "vroeger":
                mensen = mensen.filter(~Exists(hier.niet_voorbij()))
            case _:
                mensen = mensen.filter(Exists(hier.niet_voorbij()))
        return mensen.order_by("naam", "pk")


class Organisatiefilter(forms.Form):
    """Search for the organisation whose people one wants to see."""

    q = forms.CharField(label="Organisatie", required=False, max_length=100, widget=forms.SearchInput)
    soort = forms.ChoiceField(label="Soort", required=False, choices=[("", "Alle soorten"), *Organisatie.Soort.choices])
    beheerder = forms.ChoiceField(
        label="Beheerder", required=False, choices=[("", "Met of zonder"), ("zonder", "Nog zonder beheerder")]
    )

    def toepassen(self, organisaties):
        """Filter, and add how many people work there, whether one of them is beheerder, and whether one was asked."""
        self.is_valid()
        hier = Lidmaatschap.objects.geldig().filter(organisatie=OuterRef("pk"))
        gevraagd = Uitnodiging.objects.open().filter(organisatie=OuterRef("pk"), rollen__contains=[Rol.BEHEERDER])
        mensen = hier.order_by().values("organisatie").annotate(n=Count("gebruiker", distinct=True)).values("n")
        organisaties = organisaties.annotate(
            aantal=Coalesce(Subquery(mensen), 0),
            heeft_beheerder=Exists(hier.filter(rol__in=BEHEERROLLEN)) | Q(soort=Organisatie.Soort.BEHEERCOMMISSIE),
            beheerder_gevraagd=Exists(gevraagd),
        )
        if q := self.cleaned_data.get("q"):
            organisaties = organisaties.filter(pk__in=gevonden_onder(q))
        if soort := self.cleaned_data.get("soort"):
            organisaties = organisaties.filter(soort=soort)
        if self.cleaned_data.get("beheerder"):
            organisaties = organisaties.filter(heeft_beheerder=False)
        return organisaties.order_by("naam", "pk")


class ZittingForm(forms.Form):
    """First and last day of a term of office; only asked where there is one."""

    van = Datumveld(label="Eerste dag van de zittingsperiode")
    tot = Datumveld(
        label="Laatste dag van de zittingsperiode",
        help_text="Daarna vervalt de rol vanzelf, ook als niemand iets doet.",
    )

    def __init__(self, *args, organisatie, **kwargs):
        super().__init__(*args, **kwargs)
        if not heeft_zittingsperiode(organisatie):
            del self.fields["van"], self.fields["tot"]


class RolForm(ZittingForm):
    rol = forms.ChoiceField(label="Welke rol?")
    field_order = ["rol"]

    def __init__(self, *args, wie, organisatie, heeft, **kwargs):
        super().__init__(*args, organisatie=organisatie, **kwargs)
        # In the committee a role one has can be given again, for a next term.
        rollen = [
            rol for rol in rollen_te_geven(wie, organisatie) if heeft_zittingsperiode(organisatie) or rol not in heeft
        ]
        self.fields["rol"].choices = [(rol.value, rol.label.capitalize()) for rol in rollen]
        self.fields["rol"].widget = Keuzes(choices=self.fields["rol"].choices, uitleg=UITLEG)


class EindForm(forms.Form):
    laatste_dag = Datumveld(
        label="Laatste dag",
        required=False,
        help_text="Laat dit leeg om de rol nu meteen te beëindigen. Schrijf anders een dag, bijvoorbeeld 31 december 2026.",
    )


class ZittingWeigerForm(forms.Form):
    reden = forms.CharField(
        label="Waarom bevestigt u dit niet?",
        help_text="Het bureau leest dit. Het komt in het logboek.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class BlokkeerForm(forms.Form):
    reden = forms.CharField(
        label="Waarom?",
        help_text="Alleen het bureau leest dit. Het komt in het logboek.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

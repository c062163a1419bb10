import re
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from huisstijl.velden import Keuzes
from inloggen.bevoegdheden.inlogdiensten import domeinbelemmeringen
from inloggen.models import Inlogdienst
from inloggen.models.inlogdiensten import GUID
from leden.models import Organisatie, genaamd

# Addresses that everybody can have do not tell for which organisation someone works.
MAIL_VAN_IEDEREEN = {
    "gmail.com",
    "hotmail.com",
    "icloud.com",
    "kpnmail.nl",
    "live.nl",
    "msn.com",
    "outlook.com",
    "proton.me",
    "upcmail.nl",
    "xs4all.nl",
    "yahoo.com",
    "ziggo.nl",
}
TENANT_ID = re.compile(GUID, re.IGNORECASE)
DOMEIN = re.compile(r"^(?:[a-z0-9-]+\.)+[a-z]{2,}")


class BeginForm(forms.Form):
    """Which kind of service, and (for the bureau) of which organisation."""

    organisatie = forms.ModelChoiceField(
        label="Van welke organisatie?",
        queryset=Organisatie.objects.filter(inlogdienst=None),
        empty_label="Kies een organisatie",
    )
    soort = forms.ChoiceField(
        label="Welke inlogdienst gebruikt de organisatie?",
        choices=[(soort.value, capfirst(soort.label)) for soort in Inlogdienst.Soort],
        widget=Keuzes(
            uitleg={
                "entra": "Het account waarmee uw mensen inloggen bij Microsoft 365: Outlook, Teams of Word.",
                "openid_connect": "Bijvoorbeeld Keycloak, Okta of Google Workspace.",
            }
        ),
    )

    def __init__(self, *args, organisatie=None, **kwargs):
        super().__init__(*args, **kwargs)
        if organisatie is not None:
            del self.fields["organisatie"]
            self.organisatie = organisatie

    def clean(self):
        return {"organisatie": getattr(self, "organisatie", None), **super().clean()}


class InstelForm(forms.Form):
    """What was agreed with the service. The secret goes in and never comes out: an empty field leaves it as it is."""

    tenant = forms.RegexField(
        TENANT_ID,
        max_length=36,
        label="Tenant-id",
        help_text="Microsoft noemt dit ook Map-id. Het bestaat uit 36 tekens.",
        error_messages={
            "invalid": "Een tenant-id ziet er zo uit: 8a1f2b3c-4d5e-6f70-8192-a3b4c5d6e7f8. Neem het precies over."
        },
    )
    issuer = forms.CharField(
        label="Adres van de dienst",
        help_text="De dienst noemt dit de issuer. Het begint met https://.",
        max_length=200,
    )
    client_id = forms.CharField(label="Client-id", help_text="Microsoft noemt dit ook Toepassings-id.", max_length=191)
    clientgeheim = forms.CharField(
        label="Clientgeheim",
        max_length=191,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    kenmerk = forms.SlugField(
        label="Korte naam",
        help_text="Staat in het adres waarmee uw mensen inloggen. Gebruik kleine letters, cijfers en streepjes.",
        max_length=50,
        error_messages={"invalid": "Gebruik alleen kleine letters, cijfers en streepjes, bijvoorbeeld wilgendam."},
    )
    # What stood on the page: who saves something else confirms or changes no domain that came there meanwhile.
    maildomein_gezien = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
    maildomein = forms.CharField(
        label="Maildomein",
        help_text="Wat achter de apenstaart staat in de e-mailadressen van uw organisatie, bijvoorbeeld wilgendam.nl. "
        "Wie zijn e-mailadres van het werk invult, komt dan bij uw inlogdienst uit.",
        max_length=120,
        required=False,
    )

    def __init__(self, *args, dienst, **kwargs):
        velden = ("tenant", "issuer", "client_id", "kenmerk", "maildomein")
        nu = {veld: getattr(dienst, veld) for veld in velden} | {"maildomein_gezien": dienst.maildomein}
        super().__init__(*args, initial=nu, **kwargs)
        self.dienst = dienst
        del self.fields["issuer" if dienst.soort == Inlogdienst.Soort.ENTRA else "tenant"]
        geheim = self.fields["clientgeheim"]
        geheim.required = not dienst.geheim_versleuteld
        geheim.help_text = (
            "Wij bewaren het versleuteld en laten het nooit meer zien. "
            + ("Laat dit leeg om het geheim te houden zoals het is." if dienst.geheim_versleuteld else "")
        ).strip()

    def clean_tenant(self):
        return self.cleaned_data["tenant"].lower()

    def clean_issuer(self):
        adres = urlsplit(self.cleaned_data["issuer"])
        vormen = ("https", "http") if settings.INLOGDIENST_OVERAL else ("https",)
        if adres.scheme not in vormen or not adres.hostname or adres.query or adres.fragment or "@" in adres.netloc:
            raise ValidationError("Schrijf het hele adres, zo: https://inloggen.voorbeeld.nl.")
        return self.cleaned_data["issuer"]

    def clean_kenmerk(self):
        kenmerk = self.cleaned_data["kenmerk"].lower()
        if Inlogdienst.objects.filter(kenmerk=kenmerk).exclude(pk=self.dienst.pk).exists():
            raise ValidationError("Deze korte naam is al in gebruik. Kies een andere.")
        return kenmerk

    def clean_maildomein(self):
        if self.cleaned_data.pop("maildomein_gezien") != self.dienst.maildomein:
            self.data = self.data.copy()
            self.data["maildomein_gezien"] = nu = self.dienst.maildomein
            raise ValidationError(
                f"Een ander heeft het maildomein intussen veranderd. Nu staat er: {nu or 'niets'}. Kijk wat het moet zijn."
            )
        domein = self.cleaned_data["maildomein"].rpartition("@")[2].strip().lower()
        if not domein:
            return ""
        if not DOMEIN.fullmatch(domein):
            raise ValidationError("Dit lijkt geen maildomein. Schrijf het zo: wilgendam.nl.")
        if domein in MAIL_VAN_IEDEREEN:
            raise ValidationError(
                "Adressen bij deze aanbieder zijn van iedereen. Vul het maildomein van uw organisatie in."
            )
        if redenen := domeinbelemmeringen(self.dienst, domein):
            raise ValidationError(redenen)
        return domein


class RedenForm(forms.Form):
    reden = forms.CharField(
        label="Waarom is de inlogdienst niet langer verplicht?",
        help_text="Dit komt in het logboek.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DienstzoekForm(forms.Form):
    """Of which organisation someone is. Looks at organisations only, so that the answer tells nothing about people."""

    organisatie = forms.CharField(
        label="Uw e-mailadres van het werk, of de naam van uw organisatie",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "email", "autocapitalize": "off"}),
    )

    def clean_organisatie(self):
        tekst = self.cleaned_data["organisatie"]
        diensten = Inlogdienst.objects.actief()
        # Not by the short name: an organisation chooses that itself, so it could take the name of another.
        gevonden = (
            diensten.van_maildomein(tekst.rpartition("@")[2].strip().lower())
            if "@" in tekst
            else diensten.filter(organisatie__naam__iexact=tekst)
        ).first()
        if gevonden is None:
            raise ValidationError(
                "Wij kennen hierbij geen inlogdienst. Kijk of het goed is geschreven, of log in met uw wachtwoord of passkey."
            )
        return gevonden


class OnthoudForm(forms.Form):
    onthouden = forms.BooleanField(
        label="Onthoud deze organisatie op dit apparaat",
        required=False,
        help_text="Doe dit niet op een computer van anderen.",
    )


SORTERINGEN = {
    "organisatie": ("organisatie__naam", "pk"),
    "stand": ("-is_verplicht", "-is_actief", "organisatie__naam", "pk"),
}


class Dienstenfilter(forms.Form):
    """Search in the list of sign-in services."""

    q = forms.CharField(label="Naam van de organisatie", required=False, max_length=100, widget=forms.SearchInput)

    def toepassen(self, diensten):
        """Filter; an answer that cannot be understood is left out."""
        self.is_valid()
        q = self.cleaned_data.get("q")
        return diensten.filter(organisatie__in=genaamd(q)) if q else diensten

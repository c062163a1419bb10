"""The columns of the members' file: what they are called, what may stand in them and how that is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from django import forms

from huisstijl.templatetags.opmaak import dagkort, getal
from huisstijl.velden import Datumveld
from leden import gemeenten
from leden.forms.organisaties import LANGSTE_OPMERKINGEN
from leden.models import Organisatie
from ledenbestand import cellen


@dataclass(frozen=True)
class Bestandskolom:
    """A column. `lezen` makes text of a cell, `veld` checks it, `toon` writes the value for people."""

    attribuut: str
    kop: str
    uitleg: str
    voorbeeld: str
    lezen: Callable = cellen.regel
    veld: forms.Field = None
    toon: Callable = str

    def waarde(self, cel):
        """What the organisation gets; None for an empty cell. Raises ValueError with the sentence that says what is wrong."""
        gelezen = self.lezen(cel)
        if gelezen == "":
            return None
        try:
            return self.veld.clean(gelezen)
        except forms.ValidationError as fout:
            raise ValueError(" ".join(fout.messages)) from fout


def _tekst(attribuut, kop, uitleg, voorbeeld, lezen=cellen.regel, veldklasse=forms.CharField, **opties):
    lengte = Organisatie._meta.get_field(attribuut).max_length
    return Bestandskolom(attribuut, kop, uitleg, voorbeeld, lezen, veldklasse(max_length=lengte, **opties))


KOLOMMEN = (
    _tekst(
        "kvk_nummer",
        "KvK-nummer",
        "Verplicht. 8 cijfers. Hieraan herkennen wij de organisatie. Zet de kolom op Tekst, anders valt een nul vooraan weg.",
        "01234567",
        cellen.cijfers(8, "KvK-nummer"),
    ),
    _tekst("naam", "Naam", "Verplicht voor een nieuwe organisatie. Een andere naam legt u vast bij de organisatie.", "Welzijn Iepenrode"),
    _tekst("statutaire_naam", "Statutaire naam", "Als die anders is dan de naam.", "Stichting Welzijn Iepenrode e.o."),
    _tekst("rsin", "RSIN", "9 cijfers.", "111222333", cellen.cijfers(9, "RSIN")),
    _tekst("adres", "Straat en huisnummer", "", "Iepenlaan 12"),
    _tekst("postcode", "Postcode", "", "1234 AB"),
    _tekst("plaats", "Plaats", "Verplicht voor een nieuwe organisatie.", "Utrecht"),
    Bestandskolom(
        "gemeente",
        "Gemeente",
        f"De naam of de code uit de lijst van het CBS van {gemeenten.jaar()}; zie het tabblad Gemeenten.",
        "Utrecht",
        cellen.gemeente,
        forms.CharField(max_length=6),
        lambda code: gemeenten.naam_van(code) if code else "",
    ),
    _tekst(
        "website",
        "Website",
        "",
        "https://iepenrode.example",
        veldklasse=forms.URLField,
        assume_scheme="https",
    ),
    Bestandskolom(
        "fte",
        "Fte",
        "Een getal van nul of meer, met hooguit twee cijfers achter de komma.",
        "41,5",
        cellen.getal,
        forms.DecimalField(
            max_digits=7,
            decimal_places=2,
            min_value=0,
            error_messages={
                "min_value": "Het aantal fte is nul of meer.",
                "max_decimal_places": "Schrijf hooguit twee cijfers achter de komma.",
                "max_whole_digits": "Dit getal is te groot.",
                "max_digits": "Dit getal is te groot.",
            },
        ),
        getal,
    ),
    Bestandskolom(
        "locaties",
        "Locaties",
        "Een heel getal.",
        "5",
        cellen.getal,
        forms.IntegerField(min_value=0, max_value=32_767),
        getal,
    ),
    _tekst("contactpersoon", "Contactpersoon", "Met wie het bureau spreekt.", "Wilg Waterlelie"),
    _tekst("contactfunctie", "Functie contactpersoon", "", "directeur"),
    _tekst("contact_email", "E-mail contactpersoon", "", "wilg@iepenrode.example", veldklasse=forms.EmailField),
    _tekst("contact_telefoon", "Telefoon contactpersoon", "", "030 123 45 67", cellen.telefoon),
    Bestandskolom(
        "lid_sinds", "Lid sinds", "Een datum, bijvoorbeeld 1-1-2020.", "1-1-2020", cellen.dag, Datumveld(), dagkort
    ),
    Bestandskolom(
        "lid_tot", "Lid tot en met", "De laatste dag als lid. Leeg als de organisatie lid blijft.", "", cellen.dag, Datumveld(), dagkort
    ),
    Bestandskolom(
        "opmerkingen", "Opmerkingen", "Alleen voor het bureau.", "", cellen.tekst, forms.CharField(max_length=LANGSTE_OPMERKINGEN)
    ),
)  # fmt: skip
SLEUTEL = KOLOMMEN[0]
OP_ATTRIBUUT = {kolom.attribuut: kolom for kolom in KOLOMMEN}
# Our own list of organisations has this column too; here it says nothing, for everyone in the file is a member.
OVERGESLAGEN = "soort"
VOORBEELD = "VOORBEELD"
GEEN_LETTER_OF_CIJFER = re.compile(r"[\W_]")


def bare_kop(kop):
    """A head without what people write differently: capitals, spaces, points, dashes."""
    return GEEN_LETTER_OF_CIJFER.sub("", str(kop or "").casefold())


_OP_KOP = {bare_kop(kolom.kop): kolom for kolom in KOLOMMEN}


def kolom_van(kop):
    """The column with this head, however it is written, or None."""
    return _OP_KOP.get(bare_kop(kop))


def lijkt_op(kop):
    """The head of the column that this one looks like, or ""."""
    gevonden = get_close_matches(bare_kop(kop), _OP_KOP, n=1, cutoff=0.6)
    return _OP_KOP[gevonden[0]].kop if gevonden else ""

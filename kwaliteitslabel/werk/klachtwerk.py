"""Complaints, for Mijn werk: of who hears them, of who answers for the other side, and of the bureau."""

from django.urls import reverse

from geschillen.models import Klacht, Klachtsignaal, Klachtvraag
from kwaliteitslabel.werk.telling import Telling
from kwaliteitslabel.werk.werkvoorraad import Werk
from leden.models import Lidmaatschap, Rol


def klachtwerk(wie: Lidmaatschap, geteld: Telling) -> list[Werk]:
    """A row per complaint to take up or to go on with, per question to answer and per signal. Two queries at most; the bureau three."""
    werk = []
    if wie.rol == Rol.KLACHTBEHANDELAAR:
        werk += [_klacht(een, wie) for een in Klacht.objects.zichtbaar_voor(wie).open().wacht_op(wie).op_volgorde()]
    if geteld.wacht_een_klachtvraag:
        werk += [_vraag(een) for een in Klachtvraag.objects.zichtbaar_voor(wie).open()]
    if geteld.wacht_een_klachtsignaal:
        werk += [_signaal(een) for een in Klachtsignaal.objects.zichtbaar_voor(wie).open()]
    if geteld.is_een_klacht_open and Klacht.objects.zonder_behandelaar().exists():
        werk.append(_zonder_behandelaar())
    return werk


def _zonder_behandelaar() -> Werk:
    """For the bureau: that somebody has to be appointed, and nothing of the complaint."""
    return Werk(
        "Benoem een klachtbehandelaar",
        "Er is een klacht, en niemand kan haar behandelen. Kies iemand van buiten. Over wie de klacht gaat, leest u niet.",
        reverse("mensen"),
        "Ga naar de mensen",
    )


def _klacht(klacht: Klacht, wie: Lidmaatschap) -> Werk:
    is_eigen = klacht.behandelaar_id == wie.gebruiker_id
    titel = f"Behandel klacht {klacht.kenmerk}" if is_eigen else f"Kijk of u klacht {klacht.kenmerk} kunt oppakken"
    zin = f"Over {klacht.over_wie}."
    if klacht.is_te_laat:
        zin += " De laatste dag is voorbij."
    if not is_eigen and klacht.behandelaar:
        zin += f" De klacht is bij {klacht.behandelaar.naam}; u kunt haar overnemen."
    return Werk(titel, zin, klacht.get_absolute_url(), "Ga naar de klacht", klacht.termijn)


def _vraag(vraag: Klachtvraag) -> Werk:
    return Werk(
        f"Beantwoord een vraag aan {vraag.aan.naam}",
        "Iemand die klachten behandelt, wil uw kant horen.",
        vraag.get_absolute_url(),
        "Lees de vraag",
        vraag.uiterlijk,
    )


def _signaal(signaal: Klachtsignaal) -> Werk:
    return Werk(
        f"Lees een signaal: {signaal.get_soort_display().lower()}",
        "Iemand die klachten behandelt, schreef het voor u op. Schrijf wat u ermee doet.",
        reverse("klachtsignaal", args=[signaal.pk]),
        "Lees het signaal",
    )

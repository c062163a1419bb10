"""Complaints, for Mijn werk: of who hears them, of who answers for the other side, and of the bureau."""

from django.urls import reverse

from geschillen.models import Klacht, Klachtsignaal, Klachtvraag
from kwaliteitslabel.werk.werkvoorraad import Werk
from leden.models import Lidmaatschap, Rol


def klachtwerk(wie: Lidmaatschap, wacht_een_vraag: bool, wacht_een_signaal: bool) -> list[Werk]:
    """A row per complaint to take up or to go on with, per question to answer and per signal. At most two queries."""
    werk = []
    if wie.rol == Rol.KLACHTBEHANDELAAR:
        werk += [_klacht(een, wie) for een in Klacht.objects.zichtbaar_voor(wie).open().wacht_op(wie).op_volgorde()]
    if wacht_een_vraag:
        werk += [_vraag(een) for een in Klachtvraag.objects.zichtbaar_voor(wie).open()]
    if wacht_een_signaal:
        werk += [_signaal(een) for een in Klachtsignaal.objects.zichtbaar_voor(wie).open()]
    return werk


def _klacht(klacht: Klacht, wie: Lidmaatschap) -> Werk:
    is_eigen = klacht.behandelaar_id == wie.gebruiker_id
    titel = f"Behandel klacht {klacht.kenmerk}" if is_eigen else f"Kijk of u klacht {klacht.kenmerk} kunt oppakken"
    zin = f"Over {klacht.over_wie}."
    if klacht.is_te_laat:
        zin += " De laatste dag is voorbij."
        if not is_eigen and klacht.behandelaar:
            zin += f" {klacht.behandelaar.naam} behandelt de klacht; u kunt haar overnemen."
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

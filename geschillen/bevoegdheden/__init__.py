"""Who may do what with a complaint, and why not: Dutch sentences, empty is yes."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from geschillen.betrokkenheid import redenen_erbuiten
from geschillen.models import Klacht, Klachtsignaal, Klachtvraag
from geschillen.termijnen import UITKOMST, klachttermijnen
from geschillen.woordvoerders import woordvoerders
from leden.bevoegdheden.handeling import Handeling
from leden.bevoegdheden.redenen import rolbelemmeringen
from leden.models import Lidmaatschap, Organisatie

# Of whoever complains, since nobody is behind it but a code.
BERICHTEN_PER_DAG = 20
MEESTE_BESTANDEN = 10

AFGEROND = "Deze klacht is afgerond. Er verandert niets meer aan."
GEEN_PARTIJ = "Bij deze klacht kennen wij geen andere kant om iets te vragen."


def oppakbelemmeringen(wie: Lidmaatschap, klacht: Klacht, organisatie: Organisatie | None = None) -> list[str]:
    """Why this person does not take up this complaint: closed, somebody hears it, or involved in whom it is about."""
    redenen = rolbelemmeringen(wie, Handeling.KLACHT_OPPAKKEN) or _open(klacht)
    if redenen:
        return redenen
    if klacht.behandelaar_id == wie.gebruiker_id:
        return ["U behandelt deze klacht al."]
    if klacht.behandelaar and not is_over_te_nemen(klacht):
        return [f"{klacht.behandelaar.naam} behandelt deze klacht, en is nog op tijd."]
    erbuiten = redenen_erbuiten(organisatie or klacht.organisatie, wie.gebruiker)
    return [f"U behandelt deze klacht niet. {zin}" for zin in erbuiten]


def is_over_te_nemen(klacht: Klacht) -> bool:
    """Whether somebody else can go on."""
    return Klacht.objects.over_te_nemen().filter(pk=klacht.pk).exists()


def behandelbelemmeringen(wie: Lidmaatschap, klacht: Klacht, handeling: Handeling) -> list[str]:
    """Why this person cannot do this act in hearing this complaint."""
    redenen = rolbelemmeringen(wie, handeling) or _open(klacht)
    if redenen:
        return redenen
    if klacht.behandelaar_id != wie.gebruiker_id:
        return ["U behandelt deze klacht niet. Pak de klacht eerst op."]
    erbuiten = redenen_erbuiten(klacht.organisatie, wie.gebruiker)
    return [f"U gaat niet verder met deze klacht. {zin}" for zin in erbuiten] or niet_bij(klacht, handeling)


def teruggeefbelemmeringen(wie: Lidmaatschap, klacht: Klacht) -> list[str]:
    """Whoever hears it. Of who became involved and sees it no longer, a colleague takes it over as it is."""
    redenen = rolbelemmeringen(wie, Handeling.KLACHT_TERUGGEVEN) or _open(klacht)
    return redenen or ([] if klacht.behandelaar_id == wie.gebruiker_id else ["U behandelt deze klacht niet."])


def niet_te_verlengen(klacht: Klacht) -> list[str]:
    """Why there is no more time to take for this complaint, whoever asks."""
    if klacht.verlengd_tot:
        return ["De termijn is al een keer verlengd. Vaker kan niet."]
    if klacht.is_te_laat:
        return ["De laatste dag is voorbij. Dan kan verlengen niet meer."]
    return [] if klachttermijnen()[UITKOMST].uitstel_keer else ["Het normenkader geeft geen uitstel bij een klacht."]


def zonder_andere_kant(klacht: Klacht) -> list[str]:
    """Why there is nobody to ask."""
    if klacht.organisatie is None:
        return [GEEN_PARTIJ]
    if woordvoerders(klacht.organisatie).exists():
        return []
    return [f"Bij {klacht.organisatie.naam} is nu niemand die kan antwoorden. U kunt verder zonder."]


# What an act asks of the complaint, besides that one hears it.
ERBIJ: dict[Handeling, Callable[[Klacht], list[str]]] = {
    Handeling.KLACHT_VERLENGEN: niet_te_verlengen,
    Handeling.KLACHTVRAAG_STELLEN: zonder_andere_kant,
}


def niet_bij(klacht: Klacht, handeling: Handeling) -> list[str]:
    """Why this act does not go with this complaint, whoever asks."""
    return ERBIJ[handeling](klacht) if handeling in ERBIJ else []


def vraagantwoordbelemmeringen(wie: Lidmaatschap, vraag: Klachtvraag) -> list[str]:
    """Why this person cannot answer, or write at the answer."""
    redenen = rolbelemmeringen(wie, Handeling.KLACHTVRAAG_BEANTWOORDEN)
    if not redenen and vraag.beantwoord_op:
        redenen = ["Deze vraag is beantwoord."]
    if not redenen and vraag.klacht.afgerond_op:
        redenen = ["Deze vraag is gesloten. Een antwoord is niet meer nodig."]
    return redenen


def signaalbelemmeringen(wie: Lidmaatschap, signaal: Klachtsignaal) -> list[str]:
    """Why this person cannot say what was done with it."""
    redenen = rolbelemmeringen(wie, Handeling.KLACHTSIGNAAL_AFHANDELEN)
    return redenen or (["Dit signaal is afgehandeld."] if signaal.afgehandeld_op else [])


def aanvulbelemmeringen(klacht: Klacht) -> list[str]:
    """Why whoever complains cannot write any more."""
    if klacht.afgerond_op:
        return ["Uw klacht is afgerond. U kunt alles nog lezen, maar niets meer toevoegen."]
    gisteren = timezone.now() - timedelta(days=1)
    if klacht.berichten.filter(door=None, op__gt=gisteren).count() >= BERICHTEN_PER_DAG:
        return [f"U stuurde in één dag al {BERICHTEN_PER_DAG} berichten. Morgen kunt u verder."]
    return []


def bestandbelemmeringen(klacht: Klacht) -> list[str]:
    """Why whoever complains cannot add another file."""
    vol = klacht.stukken.count() >= MEESTE_BESTANDEN
    return [f"Bij een klacht passen {MEESTE_BESTANDEN} bestanden. Die hebt u toegevoegd."] if vol else []


def _open(klacht: Klacht) -> list[str]:
    return [AFGEROND] if klacht.afgerond_op else []

"""Who may do what with a complaint, and why not: Dutch sentences, empty is yes."""

from datetime import timedelta

from django.utils import timezone

from geschillen.betrokkenheid import redenen_erbuiten
from geschillen.models import Klacht, Klachtsignaal, Klachtvraag
from geschillen.termijnen import UITKOMST, klachttermijnen
from geschillen.woordvoerders import woordvoerders
from leden.bevoegdheden.handeling import Handeling
from leden.bevoegdheden.redenen import rolbelemmeringen
from leden.models import Lidmaatschap, Organisatie, Rol

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
    """Whether somebody else can go on: its last day has passed, or who heard it is no longer there or became involved."""
    if klacht.behandelaar is None or klacht.is_te_laat:
        return True
    nog_er = Lidmaatschap.objects.geldig().filter(gebruiker=klacht.behandelaar_id, rol=Rol.KLACHTBEHANDELAAR)
    return not nog_er.exists() or bool(redenen_erbuiten(klacht.organisatie, klacht.behandelaar))


def behandelbelemmeringen(wie: Lidmaatschap, klacht: Klacht, handeling: Handeling) -> list[str]:
    """Why this person cannot do this act in hearing this complaint."""
    redenen = rolbelemmeringen(wie, handeling) or _open(klacht)
    if redenen:
        return redenen
    if klacht.behandelaar_id != wie.gebruiker_id:
        return ["U behandelt deze klacht niet. Pak de klacht eerst op."]
    return [f"U gaat niet verder met deze klacht. {zin}" for zin in redenen_erbuiten(klacht.organisatie, wie.gebruiker)]


def teruggeefbelemmeringen(wie: Lidmaatschap, klacht: Klacht) -> list[str]:
    """Whoever hears it can always give it back, certainly who became involved."""
    redenen = rolbelemmeringen(wie, Handeling.KLACHT_TERUGGEVEN) or _open(klacht)
    return redenen or ([] if klacht.behandelaar_id == wie.gebruiker_id else ["U behandelt deze klacht niet."])


def antwoordbelemmeringen(wie: Lidmaatschap, klacht: Klacht) -> list[str]:
    return behandelbelemmeringen(wie, klacht, Handeling.KLACHT_ANTWOORDEN)


def afrondbelemmeringen(wie: Lidmaatschap, klacht: Klacht) -> list[str]:
    return behandelbelemmeringen(wie, klacht, Handeling.KLACHT_AFRONDEN)


def doorgeefbelemmeringen(wie: Lidmaatschap, klacht: Klacht) -> list[str]:
    return behandelbelemmeringen(wie, klacht, Handeling.KLACHT_DOORGEVEN)


def verlengbelemmeringen(wie: Lidmaatschap, klacht: Klacht) -> list[str]:
    """Once, and before the last day has passed."""
    return behandelbelemmeringen(wie, klacht, Handeling.KLACHT_VERLENGEN) or niet_te_verlengen(klacht)


def niet_te_verlengen(klacht: Klacht) -> list[str]:
    """Why there is no more time to take for this complaint, whoever asks."""
    if klacht.verlengd_tot:
        return ["De termijn is al een keer verlengd. Vaker kan niet."]
    if klacht.is_te_laat:
        return ["De laatste dag is voorbij. Dan kan verlengen niet meer."]
    return [] if klachttermijnen()[UITKOMST].uitstel_keer else ["Het normenkader geeft geen uitstel bij een klacht."]


def vraagbelemmeringen(wie: Lidmaatschap, klacht: Klacht) -> list[str]:
    """Why this person cannot ask the other side something."""
    return behandelbelemmeringen(wie, klacht, Handeling.KLACHTVRAAG_STELLEN) or zonder_andere_kant(klacht)


def zonder_andere_kant(klacht: Klacht) -> list[str]:
    """Why there is nobody to ask."""
    if klacht.organisatie is None:
        return [GEEN_PARTIJ]
    if woordvoerders(klacht.organisatie).exists():
        return []
    return [f"Bij {klacht.organisatie.naam} is nu niemand die kan antwoorden. U kunt verder zonder."]


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

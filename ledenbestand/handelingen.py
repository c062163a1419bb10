"""What people do with a members' file: offer it, look at what it would do, and read it in."""

from dataclasses import asdict, replace

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from huisstijl.templatetags.opmaak import meervoud
from leden.bevoegdheden import Geweigerd, Handeling, eisen, rolbelemmeringen
from leden.handelingen.organisaties import ZONDER_WAARDE_IN_LOG
from leden.logboek import vastleggen, vergrendelen
from leden.models import Lidmaatschap, Organisatie
from ledenbestand.bevoegdheden import inleesbelemmeringen
from ledenbestand.kolommen import OP_ATTRIBUUT
from ledenbestand.lezen import bestand_lezen
from ledenbestand.models import Ledenbestand
from ledenbestand.nakijken import GELIJK, Nakijking, Regel, nakijken

VERANDERD = "Er is iets veranderd sinds u dit bekeek. Er is niets ingelezen. Kijk opnieuw wat er gebeurt."
PERSOONLIJK = {OP_ATTRIBUUT[attribuut].kop for attribuut in ZONDER_WAARDE_IN_LOG}


@transaction.atomic
def ledenbestand_aanbieden(wie: Lidmaatschap, *, inhoud: bytes, bestandsnaam: str) -> Ledenbestand:
    """Keep a file until it is read in, or for a day. Nothing else changes, so nothing comes into the log."""
    eisen(rolbelemmeringen(wie, Handeling.LEDENBESTAND_INLEZEN))
    ledenbestand = Ledenbestand(bestandsnaam=bestandsnaam, aangeboden_door=wie.gebruiker)
    ledenbestand.bestand.save(bestandsnaam, ContentFile(inhoud), save=False)
    ledenbestand.save()
    return ledenbestand


def nagekeken(ledenbestand: Ledenbestand, echt: bool = False) -> Nakijking:
    """What the file would do now; with `echt` it is done too."""
    with ledenbestand.bestand.open("rb") as bestand:
        return nakijken(bestand_lezen(bestand.read(), ledenbestand.bestandsnaam), echt)


def bekeken(ledenbestand: Ledenbestand) -> Nakijking:
    """What the file would do now; when it has been read in, what it did."""
    if ledenbestand.ingelezen_op:
        return Nakijking(regels=[Regel(**regel) for regel in ledenbestand.wijzigingen])
    return nagekeken(ledenbestand)


def ledenbestand_inlezen(wie: Lidmaatschap, ledenbestand: Ledenbestand, vingerafdruk: str) -> Ledenbestand:
    """Do all that the file says, or nothing. `vingerafdruk` is that of the `Nakijking` which the person saw."""
    try:
        return _inlezen(wie, ledenbestand, vingerafdruk)
    except IntegrityError as fout:
        # Somebody admitted an organisation with this number or name in between; looking again shows which.
        raise Geweigerd([VERANDERD]) from fout


@transaction.atomic
def _inlezen(wie: Lidmaatschap, ledenbestand: Ledenbestand, vingerafdruk: str) -> Ledenbestand:
    ledenbestand = Ledenbestand.objects.select_for_update(of=("self",)).get(pk=ledenbestand.pk)
    list(Organisatie.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    vergrendelen()
    eisen(inleesbelemmeringen(wie, ledenbestand))
    # Written first and compared then, so that nothing can change in between; a refusal takes it all back.
    nakijking = nagekeken(ledenbestand, echt=True)
    if nakijking.vingerafdruk() != vingerafdruk:
        raise Geweigerd([VERANDERD])
    if nakijking.fouten:
        raise Geweigerd(["Er klopt nog iets niet in het bestand. Verbeter het en kies het bestand opnieuw."])
    bestand, aantallen = ledenbestand.bestand.name, nakijking.aantallen()
    ledenbestand.bestand, ledenbestand.ingelezen_op = "", timezone.now()
    ledenbestand.wijzigingen = [asdict(zonder_personen(regel)) for regel in nakijking.regels if regel.soort != GELIJK]
    for soort, aantal in aantallen.items():
        setattr(ledenbestand, soort, aantal)
    ledenbestand.save(update_fields=["bestand", "ingelezen_op", "wijzigingen", *aantallen])
    reden = f"{ledenbestand.bestandsnaam}: {in_woorden(aantallen)}"
    vastleggen(wie, Handeling.LEDENBESTAND_INLEZEN, ledenbestand.onderwerp, reden=reden)
    transaction.on_commit(lambda: ledenbestand.bestand.storage.delete(bestand))
    return ledenbestand


def in_woorden(aantallen: dict[str, int]) -> str:
    """12 organisaties zijn nieuw, 1 verandert en 987 blijven zoals ze zijn."""
    nieuw, gewijzigd, gelijk = aantallen.values()
    return (
        f"{meervoud(nieuw, 'organisatie is', 'organisaties zijn')} nieuw, "
        f"{meervoud(gewijzigd, 'verandert', 'veranderen')} en "
        f"{meervoud(gelijk, 'blijft zoals die is', 'blijven zoals ze zijn')}"
    )


def zonder_personen(regel: Regel) -> Regel:
    """The row without personal data: of those it says that they changed, and not into what."""
    velden = [(kop, "", "gewijzigd") if kop in PERSOONLIJK else (kop, oud, nieuw) for kop, oud, nieuw in regel.velden]
    return replace(regel, velden=velden)

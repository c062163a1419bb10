"""Who may confirm a term in the beheercommissie: the reasons why not (Dutch sentences; empty list = yes)."""

from leden.bevoegdheden.handelingen import Handeling
from leden.bevoegdheden.redenen import heeft_rol, rolbelemmeringen
from leden.bevoegdheden.rollen import ROLLEN
from leden.models import Lidmaatschap
from leden.models.mensen import LidmaatschapQuerySet


def bevestigbelemmeringen(wie: Lidmaatschap, lidmaatschap: Lidmaatschap, handeling: Handeling) -> list[str]:
    """Why this membership does not confirm this term, nor refuse it (uitgangspunten § 1)."""
    return rolbelemmeringen(wie, handeling) or _afgehandeld(lidmaatschap) or _vier_ogen(wie, lidmaatschap)


def _afgehandeld(lidmaatschap: Lidmaatschap) -> list[str]:
    if not lidmaatschap.is_voorstel:
        return ["Deze rol wacht niet op een bevestiging."]
    if lidmaatschap.is_voorbij:
        return ["Dit voorstel is niet doorgegaan, of de zittingsperiode is al voorbij."]
    if not lidmaatschap.gebruiker.is_active:
        return [f"{lidmaatschap.gebruiker.naam} is geblokkeerd. Laat het bureau dat eerst opheffen."]
    return []


def _vier_ogen(wie: Lidmaatschap, lidmaatschap: Lidmaatschap) -> list[str]:
    ander = "Een andere labelbeheerder of de secretaris doet dat."
    if wie.gebruiker_id == lidmaatschap.gebruiker_id:
        return [f"U bevestigt niet uw eigen zittingsperiode. {ander}"]
    if wie.gebruiker_id == lidmaatschap.voorgesteld_door_id:
        return [f"U stelde deze zittingsperiode zelf voor, dus u bevestigt die niet. {ander}"]
    return []


def te_bevestigen_door(wie: Lidmaatschap) -> LidmaatschapQuerySet:
    """The terms that wait for this membership."""
    if heeft_rol(wie, Handeling.ZITTING_BEVESTIGEN):
        anderen = Lidmaatschap.objects.te_bevestigen().filter(gebruiker__is_active=True)
        return anderen.exclude(gebruiker=wie.gebruiker_id).exclude(voorgesteld_door=wie.gebruiker_id)
    return Lidmaatschap.objects.none()


def bevestigers() -> LidmaatschapQuerySet:
    """Who can confirm a term, of somebody else who was proposed by somebody else."""
    return Lidmaatschap.objects.geldig().filter(rol__in=ROLLEN[Handeling.ZITTING_BEVESTIGEN])


def wacht_op(voorsteller: int, gebruiker: int | None = None) -> str:
    """Who can confirm what this person proposed for that one, in a sentence for who proposes."""
    rijen = bevestigers().exclude(gebruiker__in=[pk for pk in (voorsteller, gebruiker) if pk])
    namen = sorted(set(rijen.values_list("gebruiker__naam", flat=True)))
    if not namen:
        return "Er is nog niemand anders die dit kan bevestigen. Nodig eerst een tweede labelbeheerder uit."
    return f"De rol gaat in als een ander die bevestigt: {' of '.join(namen)}."

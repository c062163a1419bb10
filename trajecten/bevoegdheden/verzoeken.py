"""Who may ask the other party something, or for another last day, and answer: the reasons why not."""

from datetime import date

from django.utils import timezone

from berichten.werkdagen import is_werkdag, werkdagen_later
from huisstijl.templatetags.opmaak import dagkort, weekdag
from leden.bevoegdheden import Handeling, rolbelemmeringen
from leden.models import Lidmaatschap, Rol
from trajecten.bevoegdheden.trajecten import relatiebelemmeringen
from trajecten.levensloop import GESTOPT, AanZet, Status
from trajecten.models import PARTIJ_DIE_VRAAGT, Termijnvoorstel, Traject, Vraag
from trajecten.termijnen import einddatum

# The term in the framework from which a first day to hand in by is proposed.
INLEVERTERMIJN = "zelfevaluatie"


def vraagbelemmeringen(wie: Lidmaatschap, traject: Traject) -> list[str]:
    """Why this person cannot ask the other party something now."""
    if redenen := rolbelemmeringen(wie, Handeling.VRAAG_STELLEN) or relatiebelemmeringen(wie, traject):
        return redenen
    if traject.status in GESTOPT:
        return ["Het traject is gestopt. Bel of mail de ander; de gegevens staan op de bladzijde van het traject."]
    return []


def vraagantwoordbelemmeringen(wie: Lidmaatschap, vraag: Vraag) -> list[str]:
    """Why this person cannot write or give the answer."""
    if redenen := rolbelemmeringen(wie, Handeling.VRAAG_BEANTWOORDEN) or relatiebelemmeringen(wie, vraag.traject):
        return redenen
    if PARTIJ_DIE_VRAAGT[wie.rol] != vraag.aan:
        return ["Deze vraag is aan de andere partij gesteld."]
    if vraag.beantwoord_op:
        return ["Deze vraag heeft al een antwoord. Laad de pagina opnieuw om het te lezen."]
    if vraag.gesloten_op:
        return ["Deze vraag is gesloten. Een antwoord is niet meer nodig."]
    return []


def sluitbelemmeringen(wie: Lidmaatschap, vraag: Vraag) -> list[str]:
    """Why this person cannot close the question; the party that asked it does."""
    if redenen := rolbelemmeringen(wie, Handeling.VRAAG_SLUITEN) or relatiebelemmeringen(wie, vraag.traject):
        return redenen
    if PARTIJ_DIE_VRAAGT[wie.rol] == vraag.aan:
        return ["Wie de vraag stelde, sluit haar."]
    return ["Deze vraag is al gesloten."] if vraag.gesloten_op else []


def voorstelbelemmeringen(wie: Lidmaatschap, traject: Traject) -> list[str]:
    """Why this membership cannot ask for another last day now: an extension, or a first day to hand in by."""
    redenen = rolbelemmeringen(wie, Handeling.TERMIJN_VOORSTELLEN) or relatiebelemmeringen(wie, traject)
    if redenen:
        return redenen
    if Termijnvoorstel.objects.open().filter(traject=traject).exists():
        return ["Er ligt al een voorstel voor een andere laatste dag. Wacht op het antwoord."]
    if traject.beurt.wie == AanZet.NIEMAND:
        return ["Er loopt nu geen termijn."]
    spreekt_af = traject.status == Status.VOORBEREIDING and not traject.termijn
    if not traject.is_aan_zet(wie) and not (spreekt_af and wie.rol == Rol.PLANNER):
        return [f"Een andere laatste dag vraagt wie aan zet is: {traject.wie_aan_zet}."]
    if spreekt_af and INLEVERTERMIJN in traject.kaderversie.termijnen:
        return []
    if (regel := traject.termijnregel) is None:
        return ["Er loopt nu geen termijn."]
    if not regel.uitstel_keer:
        return ["Bij deze termijn kan geen uitstel worden gevraagd."]
    if traject.termijn and traject.termijn < timezone.localdate():
        return [f"De termijn liep tot en met {dagkort(traject.termijn)}. Uitstel vraagt u voor die tijd."]
    eerder = traject.termijnvoorstellen.filter(
        status=traject.status, oud__isnull=False, gevraagd_op__gte=traject.status_sinds
    )
    if eerder.count() >= regel.uitstel_keer:
        return [f"Uitstel vragen kan bij deze termijn {regel.uitstel_keer} keer, en dat is al gedaan."]
    return []


def nieuwe_dag_belemmeringen(traject: Traject, nieuw: date) -> list[str]:
    """Why this cannot be the new last day: a working day after the present one, and not further than the framework allows."""
    if not is_werkdag(nieuw):
        return [f"{weekdag(nieuw).capitalize()} is geen werkdag. Kies een andere dag."]
    if nieuw <= (traject.termijn or timezone.localdate()):
        return [f"Kies een dag na {weekdag(traject.termijn or timezone.localdate())}."]
    if traject.termijn and nieuw > (hoogstens := uiterste_dag(traject)):
        aantal = traject.kaderversie.termijn(traject.termijnnaam).uitstel_werkdagen
        return [f"Uitstel is voor hoogstens {aantal} werkdagen: tot en met {weekdag(hoogstens)}."]
    return []


def uiterste_dag(traject: Traject) -> date:
    """The last day that can be proposed: by the framework for an extension, its own term for a first day to hand in by."""
    if traject.termijn:
        return werkdagen_later(traject.termijn, traject.kaderversie.termijn(traject.termijnnaam).uitstel_werkdagen)
    return einddatum(traject.kaderversie, INLEVERTERMIJN, timezone.localdate())


def voorstelantwoordbelemmeringen(wie: Lidmaatschap, voorstel: Termijnvoorstel) -> list[str]:
    """Why this membership cannot answer a proposal; the party that did not make it does, while it waits."""
    redenen = rolbelemmeringen(wie, Handeling.TERMIJNVOORSTEL_BEANTWOORDEN) or relatiebelemmeringen(
        wie, voorstel.traject
    )
    if redenen or Termijnvoorstel.objects.te_beantwoorden(wie).filter(pk=voorstel.pk).exists():
        return redenen
    if voorstel.van_organisatie != (wie.rol == Rol.PLANNER):
        return ["Op dit voorstel antwoordt de andere partij."]
    return ["Dit voorstel wacht niet meer op antwoord."]

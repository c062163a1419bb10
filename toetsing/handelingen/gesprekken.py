from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.logboek import vastleggen
from leden.models import Gebeurtenis, Lidmaatschap
from normenkader.models import Norm
from toetsing import nog_te_doen
from toetsing.bevoegdheden import gespreksbelemmeringen, normbelemmeringen, notitiebelemmeringen
from toetsing.models import Gesprek, Gesprekspartner, Gesprekstoetser, Notitie
from trajecten.persoonsgegevens import gevonden, lijkt_een_persoon
from trajecten.schrijven import eerdere_versies, vingerafdruk


def _op_slot(gesprek: Gesprek) -> Gesprek:
    return Gesprek.objects.select_for_update(of=("self",)).select_related("traject__kaderversie").get(pk=gesprek.pk)


@transaction.atomic
def notitie_maken(
    wie: Lidmaatschap,
    gesprek: Gesprek,
    *,
    soort: str,
    tekst: str,
    normen: Iterable[Norm],
    is_niet_herleidbaar: bool = False,
    basis: str = "",
) -> Notitie:
    """Keep what stands on the scrap paper of this assessor as a note; the paper is empty again afterwards.

    `basis`: fingerprint of the scrap that the writer saw. What came on the paper since, in another tab, stays on it.
    """
    gesprek, normen = _op_slot(gesprek), list(normen)
    eisen(gespreksbelemmeringen(wie, gesprek), tekstbelemmeringen(tekst), normbelemmeringen(gesprek.traject, normen))
    notitie = Notitie.objects.create(
        gesprek=gesprek,
        soort=soort,
        tekst=tekst.strip(),
        is_niet_herleidbaar=is_niet_herleidbaar,
        gemaakt_door=wie.gebruiker,
    )
    notitie.normen.set(normen)
    papier = Gesprekstoetser.objects.select_for_update().get(gesprek=gesprek, toetser=wie.gebruiker)
    if papier.klad == tekst or vingerafdruk(papier.klad) == basis:
        papier.klad, papier.vastgelegd = "", vingerafdruk(papier.klad)
        papier.save(update_fields=["klad", "vastgelegd"])
        # The note is what we keep of a talk, not the way to it.
        eerdere_versies(papier, "klad").delete()
    return notitie


@transaction.atomic
def notitie_wijzigen(
    wie: Lidmaatschap,
    notitie: Notitie,
    *,
    soort: str,
    tekst: str,
    normen: Iterable[Norm],
    is_niet_herleidbaar: bool = False,
    basis: str,
) -> Notitie:
    """Change a note, by any assessor at the talk. `basis`: fingerprint of the text that the writer started from."""
    notitie, normen = _notitie_op_slot(notitie), list(normen)
    eisen(
        notitiebelemmeringen(wie, notitie.gesprek),
        tekstbelemmeringen(tekst),
        normbelemmeringen(notitie.gesprek.traject, normen),
    )
    if notitie.gesprek.afgerond_op and soort == Notitie.Soort.LETTERLIJK and not is_niet_herleidbaar:
        raise Geweigerd([nog_te_doen.CITAAT_NAKIJKEN])
    if basis != vingerafdruk(notitie.tekst):
        raise Geweigerd([f"Een collega wijzigde deze notitie terwijl u schreef. Nu staat er: ‘{notitie.tekst}’"])
    notitie.soort, notitie.tekst, notitie.is_niet_herleidbaar = soort, tekst.strip(), is_niet_herleidbaar
    notitie.save(update_fields=["soort", "tekst", "is_niet_herleidbaar"])
    notitie.normen.set(normen)
    na_afronden(wie, notitie.gesprek)
    return notitie


def _notitie_op_slot(notitie: Notitie) -> Notitie:
    return Notitie.objects.select_for_update(of=("self",)).select_related("gesprek__traject").get(pk=notitie.pk)


@transaction.atomic
def norm_kiezen(wie: Lidmaatschap, notitie: Notitie, norm: Norm, hoort_erbij: bool) -> Notitie:
    """Say that a note is about a norm, or that it is not."""
    notitie = _notitie_op_slot(notitie)
    eisen(notitiebelemmeringen(wie, notitie.gesprek), normbelemmeringen(notitie.gesprek.traject, [norm]))
    if hoort_erbij:
        notitie.normen.add(norm)
    else:
        notitie.normen.remove(norm)
    na_afronden(wie, notitie.gesprek)
    return notitie


def na_afronden(wie: Lidmaatschap, gesprek: Gesprek) -> None:
    """Once the talk is closed the log tells that notes changed; what one person does in a row is one row."""
    if not gesprek.afgerond_op:
        return
    reden = f"Gesprek {gesprek.nummer}: notities gewijzigd na het afronden"
    laatste = Gebeurtenis.objects.filter(onderwerp=gesprek.traject.onderwerp).order_by("-volgnummer").first()
    if not laatste or (laatste.gebruiker_id, laatste.reden) != (wie.gebruiker_id, reden):
        vastleggen(wie, Handeling.NOTITIE_MAKEN, gesprek.traject.onderwerp, reden=reden)


def tekstbelemmeringen(tekst: str) -> list[str]:
    """A note has words, and nothing in it that points to a person."""
    return gevonden(tekst) if tekst.strip() else ["Schrijf op wat u hoorde of zag."]


@transaction.atomic
def notitie_verwijderen(wie: Lidmaatschap, notitie: Notitie) -> None:
    """Take a note away; only who made it can."""
    gesprek = _op_slot(notitie.gesprek)
    eisen(gespreksbelemmeringen(wie, gesprek))
    if notitie.gemaakt_door_id != wie.gebruiker_id:
        raise Geweigerd(["Dit is een notitie van een collega. Vraag of die hem weghaalt."])
    eerdere_versies(notitie, "tekst").delete()
    notitie.delete()


@transaction.atomic
def partners_vastleggen(wie: Lidmaatschap, gesprek: Gesprek, partners: Iterable[tuple[str, int]]) -> Gesprek:
    """With whom was talked, as a list of (function, number of people): functions, never names."""
    gesprek = _op_slot(gesprek)
    eisen(gespreksbelemmeringen(wie, gesprek), *(functiebelemmeringen(functie) for functie, _ in partners))
    gesprek.gesprekspartners.all().delete()
    Gesprekspartner.objects.bulk_create(
        Gesprekspartner(gesprek=gesprek, functie=functie, aantal=aantal) for functie, aantal in partners
    )
    return gesprek


def functiebelemmeringen(functie: str) -> list[str]:
    """Why these words are no function of a person in a talk."""
    if redenen := gevonden(functie):
        return redenen
    if lijkt_een_persoon(functie):
        return [f"‘{functie}’ lijkt een naam. Schrijf de functie in kleine letters, bijvoorbeeld: bezoeker buurtkamer."]
    return []


@transaction.atomic
def teruggeven(wie: Lidmaatschap, gesprek: Gesprek, is_teruggegeven: bool) -> Gesprek:
    """The summary was given back to the people in the talk (uitgangspunten § 12)."""
    gesprek = _op_slot(gesprek)
    eisen(gespreksbelemmeringen(wie, gesprek))
    gesprek.is_teruggegeven = is_teruggegeven
    gesprek.save(update_fields=["is_teruggegeven"])
    return gesprek


@transaction.atomic
def gesprek_afronden(wie: Lidmaatschap, gesprek: Gesprek) -> Gesprek:
    """Close a talk: from here it can be read and used as a ground. Only notes can still be mended."""
    gesprek = _op_slot(gesprek)
    eisen(gespreksbelemmeringen(wie, gesprek, Handeling.GESPREK_AFRONDEN))
    eisen(nog_te_doen.gesprek(gesprek))
    gesprek.afgerond_op, gesprek.afgerond_door = timezone.now(), wie.gebruiker
    gesprek.save(update_fields=["afgerond_op", "afgerond_door"])
    vastleggen(wie, Handeling.GESPREK_AFRONDEN, gesprek.traject.onderwerp, reden=f"Gesprek {gesprek.nummer}")
    return gesprek

"""What people do with the post: read a letter before it goes, choose what they get, and be away."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from berichten.bevoegdheden import nalezen_belemmeringen, vervangingsbelemmeringen
from berichten.maken import klaarleggen
from berichten.models import Agendakoppeling, Poststuk, Postvoorkeur, Vervanging, Wijze
from berichten.regels import regel_van, zoek
from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.logboek import vastleggen
from leden.models import Gebruiker, Lidmaatschap, Rol


@transaction.atomic
def brief_versturen(wie: Lidmaatschap, poststuk: Poststuk) -> None:
    """Let a letter go that waited to be read, as its text stands now. Raises Geweigerd."""
    poststuk = _op_slot(wie, poststuk)
    _, ding = zoek(poststuk.onderwerp)
    mensen = {lid.gebruiker_id: lid for lid in regel_van(poststuk.brief).aan.leden(ding)}
    _nagelezen(wie, poststuk, "")
    klaarleggen(poststuk, list(mensen.values()), timezone.now())
    vastleggen(wie, Handeling.BRIEF_NALEZEN, poststuk.onderwerp, reden=f"Verstuurd aan {poststuk.aan}.")


@transaction.atomic
def brief_wegleggen(wie: Lidmaatschap, poststuk: Poststuk, reden: str) -> None:
    """Let a letter not go at all, with the reason. Raises Geweigerd."""
    poststuk = _op_slot(wie, poststuk)
    if not reden.strip():
        raise Geweigerd(["Schrijf erbij waarom de brief niet gaat."])
    _nagelezen(wie, poststuk, reden.strip())
    vastleggen(wie, Handeling.BRIEF_NALEZEN, poststuk.onderwerp, reden=f"Niet verstuurd aan {poststuk.aan}: {reden}")


def _op_slot(wie: Lidmaatschap, poststuk: Poststuk) -> Poststuk:
    poststuk = Poststuk.objects.select_for_update(of=("self",)).get(pk=poststuk.pk)
    eisen(nalezen_belemmeringen(wie, poststuk))
    return poststuk


def _nagelezen(wie: Lidmaatschap, poststuk: Poststuk, reden: str) -> None:
    poststuk.nagelezen_op, poststuk.nagelezen_door, poststuk.weglegreden = timezone.now(), wie, reden
    poststuk.save(update_fields=["nagelezen_op", "nagelezen_door", "weglegreden"])


@transaction.atomic
def post_instellen(wie: Lidmaatschap, keuzes: dict[Lidmaatschap, Wijze]) -> None:
    """Choose per role how the own post comes; what lies ready already, comes as it was put ready."""
    for lidmaatschap, wijze in keuzes.items():
        if lidmaatschap.gebruiker_id != wie.gebruiker_id:
            raise Geweigerd(["U kiest alleen voor uw eigen rollen."])
        Postvoorkeur.objects.update_or_create(lidmaatschap=lidmaatschap, defaults={"wijze": wijze})
    vastleggen(wie, Handeling.POST_INSTELLEN, wie.gebruiker.onderwerp, reden=_keuzezin(keuzes))


def _keuzezin(keuzes: dict[Lidmaatschap, Wijze]) -> str:
    return "; ".join(f"{Rol(lid.rol).label}: {Wijze(wijze).label}" for lid, wijze in keuzes.items())


@transaction.atomic
def vervanging_regelen(
    wie: Lidmaatschap, *, lidmaatschap: Lidmaatschap, vervanger: Lidmaatschap, van: date, tot: date
) -> Vervanging:
    """Have somebody of the same role take the turns from `van` up to and including `tot`. Raises Geweigerd."""
    # Both, in one order: two who ask each other at the same moment would both be away.
    beiden = Lidmaatschap.objects.filter(pk__in=[lidmaatschap.pk, vervanger.pk]).order_by("pk")
    op_slot = {lid.pk: lid for lid in beiden.select_for_update(no_key=True, of=("self",))}
    lidmaatschap = op_slot[lidmaatschap.pk]
    eisen(vervangingsbelemmeringen(wie, lidmaatschap, vervanger, van, tot))
    vervanging = Vervanging.objects.create(lidmaatschap=lidmaatschap, vervanger=vervanger, van=van, tot=tot)
    zin = f"{vervanger.gebruiker.naam}, van {dagkort(van)} tot en met {dagkort(tot)}."
    vastleggen(wie, Handeling.VERVANGING_REGELEN, lidmaatschap.onderwerp, reden=zin)
    return vervanging


@transaction.atomic
def vervanging_beeindigen(wie: Lidmaatschap, vervanging: Vervanging) -> None:
    """Be back: from today the post comes to the person again. Raises Geweigerd."""
    vervanging = Vervanging.objects.select_for_update(of=("self",)).get(pk=vervanging.pk)
    if vervanging.lidmaatschap.gebruiker_id != wie.gebruiker_id:
        raise Geweigerd(["U beëindigt alleen uw eigen vervanging."])
    zin = f"{vervanging.vervanger.gebruiker.naam} vervangt niet meer."
    vervanging.delete()
    vastleggen(wie, Handeling.VERVANGING_REGELEN, vervanging.lidmaatschap.onderwerp, reden=zin)


@transaction.atomic
def agenda_koppelen(wie: Lidmaatschap) -> str:
    """Make a secret address for the own calendar; the one before it stops working. Gives what makes it secret, which is kept nowhere."""
    Gebruiker.objects.select_for_update(no_key=True).get(pk=wie.gebruiker_id)
    vorige = Agendakoppeling.objects.filter(gebruiker=wie.gebruiker).first()
    koppeling = vorige or Agendakoppeling(gebruiker=wie.gebruiker)
    teken = koppeling.vernieuwen()
    koppeling.save()
    zin = "Nieuw adres gemaakt. Het vorige werkt niet meer." if vorige else "Adres gemaakt."
    vastleggen(wie, Handeling.AGENDA_KOPPELEN, wie.gebruiker.onderwerp, reden=zin)
    return teken


@transaction.atomic
def agenda_losmaken(wie: Lidmaatschap) -> None:
    """Have the address of the own calendar work no more. Raises Geweigerd."""
    weg, _ = Agendakoppeling.objects.filter(gebruiker=wie.gebruiker).delete()
    if not weg:
        raise Geweigerd(["Uw adres werkte al niet meer."])
    vastleggen(wie, Handeling.AGENDA_KOPPELEN, wie.gebruiker.onderwerp, reden="Adres ingetrokken.")

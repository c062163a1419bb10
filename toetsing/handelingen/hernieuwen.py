"""Taking over from the last time: a person says what still holds, and takes along what may go along."""

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from huisstijl.velden import vingerafdruk
from leden.bevoegdheden import Geweigerd, eisen
from leden.models import Lidmaatschap
from toetsing.bevoegdheden import verhaalbelemmeringen
from toetsing.models import Meegenomen, Terugblik, Verhaal
from trajecten import schrijven
from trajecten.handelingen import document_toevoegen, document_verwijderen
from trajecten.models import Document, Traject

TUSSEN = "\n\n"


def _op_slot(wie: Lidmaatschap, verhaal: Verhaal) -> Verhaal:
    """The story, locked with its traject; Geweigerd when nobody writes in it now."""
    Traject.objects.voor_lijst().op_slot(verhaal.traject_id)
    verhaal = Verhaal.objects.select_for_update(of=("self",)).select_related("traject", "norm").get(pk=verhaal.pk)
    eisen(verhaalbelemmeringen(wie, verhaal))
    return verhaal


@transaction.atomic
def terugblikken(wie: Lidmaatschap, verhaal: Verhaal, eerder: Verhaal, antwoord: str) -> Terugblik:
    """Say whether a story of the last time still holds. It does not go along by that."""
    verhaal = _op_slot(wie, verhaal)
    terugblik, _ = Terugblik.objects.update_or_create(
        verhaal=verhaal,
        eerder=eerder,
        defaults={"antwoord": antwoord, "gezegd_op": timezone.now(), "gezegd_door": wie.gebruiker},
    )
    return terugblik


@transaction.atomic
def verhaal_meenemen(wie: Lidmaatschap, verhaal: Verhaal, eerder: Verhaal) -> None:
    """Put the words of then in the story of now, behind what stands there already."""
    verhaal = _op_slot(wie, verhaal)
    terugblik = Terugblik.objects.filter(verhaal=verhaal, eerder=eerder).first()
    if terugblik is None or terugblik.antwoord == Terugblik.Antwoord.NEE:
        raise Geweigerd(["Zeg eerst dat dit verhaal nog geldt, of dat het is veranderd."])
    for veld in Verhaal.TEKSTEN:
        toen, nu = getattr(eerder, veld), getattr(verhaal, veld)
        if toen.strip() and toen not in nu:
            _bewaren(wie, verhaal, veld, f"{nu}{TUSSEN}{toen}" if nu.strip() else toen)
    terugblik.gaat_mee = True
    terugblik.save(update_fields=["gaat_mee"])


@transaction.atomic
def terugblik_ongedaan(wie: Lidmaatschap, verhaal: Verhaal, eerder: Verhaal) -> None:
    """Take the answer back, and the words of then as far as nobody changed them."""
    verhaal = _op_slot(wie, verhaal)
    terugblik = Terugblik.objects.filter(verhaal=verhaal, eerder=eerder).first()
    if terugblik is None:
        return
    for veld in Verhaal.TEKSTEN if terugblik.gaat_mee else ():
        toen, nu = getattr(eerder, veld), getattr(verhaal, veld)
        zonder = "" if nu == toen else nu.removesuffix(f"{TUSSEN}{toen}").removeprefix(f"{toen}{TUSSEN}")
        if toen.strip() and zonder != nu:
            _bewaren(wie, verhaal, veld, zonder)
    terugblik.delete()


def _bewaren(wie: Lidmaatschap, verhaal: Verhaal, veld: str, tekst: str) -> None:
    """A version of its own, so that what stood there before can be read back."""
    basis = vingerafdruk(getattr(verhaal, veld))
    schrijven.bewaren(wie, verhaal, veld, tekst, basis, verhaalbelemmeringen, apart=True)


@transaction.atomic
def document_meenemen(wie: Lidmaatschap, verhaal: Verhaal, eerder: Document) -> None:
    """Say that a document of the last time is still right, and take it along to this norm. The file comes once."""
    verhaal = _op_slot(wie, verhaal)
    if Meegenomen.objects.filter(verhaal=verhaal, eerder=eerder).exists():
        return
    if not eerder.bestand:
        raise Geweigerd(["Dit bestand is weggehaald. Het kan niet mee."])
    al_mee = Meegenomen.objects.filter(verhaal__traject=verhaal.traject_id, eerder=eerder).first()
    if al_mee:
        document = al_mee.document
        document.normen.add(verhaal.norm_id)
    else:
        with eerder.bestand.open() as bestand:
            document = document_toevoegen(
                wie,
                verhaal.traject,
                titel=eerder.titel,
                leeswijzer=eerder.leeswijzer,
                bestand=File(bestand, name=eerder.bestandsnaam),
                normen=[verhaal.norm],
            )
    Meegenomen.objects.create(verhaal=verhaal, eerder=eerder, document=document, gezegd_door=wie.gebruiker)


@transaction.atomic
def document_toch_niet(wie: Lidmaatschap, verhaal: Verhaal, eerder: Document) -> None:
    """Leave it out at this norm after all; at its last norm the document itself goes."""
    verhaal = _op_slot(wie, verhaal)
    mee = Meegenomen.objects.filter(verhaal=verhaal, eerder=eerder).select_related("document").first()
    if mee is None:
        return
    document = mee.document
    mee.delete()
    document.normen.remove(verhaal.norm_id)
    if not document.normen.exists():
        document_verwijderen(wie, document)

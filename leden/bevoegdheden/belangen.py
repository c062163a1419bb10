"""Who may do what in the register of interests: reasons why not (Dutch sentences; empty list = yes)."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from leden.bevoegdheden.handelingen import Handeling
from leden.bevoegdheden.redenen import rolbelemmeringen
from leden.models import Belang, Belangenbevestiging, Gebruiker, Lidmaatschap, Organisatie, Rol
from leden.models.belangen import COMMISSIEROLLEN, TERUG_TOT


def eigen_belangbelemmeringen(wie: Lidmaatschap, belang: Belang, handeling: Handeling) -> list[str]:
    """Everybody keeps the own interests; others read along, and ask."""
    belemmeringen = rolbelemmeringen(wie, handeling)
    if not belemmeringen and belang.gebruiker_id != wie.gebruiker_id:
        belemmeringen.append(
            f"Alleen {belang.gebruiker.naam} kan dit belang wijzigen. Vraag het {belang.gebruiker.naam}."
        )
    if not belemmeringen and belang.vervallen_op:
        belemmeringen.append("Dit belang was een vergissing en telt niet meer. Voeg een nieuw belang toe.")
    return belemmeringen


def in_de_commissie(gebruiker: Gebruiker) -> bool:
    """Whether this person has a role in the beheercommissie today."""
    return gebruiker.lidmaatschappen.geldig().filter(rol__in=COMMISSIEROLLEN).exists()


def ongedaanbelemmeringen(wie: Lidmaatschap, gebruiker: Gebruiker) -> list[str]:
    """Why this membership does not make an interest of this person undone: the secretary does, and for the secretary the chair."""
    belemmeringen = rolbelemmeringen(wie, Handeling.BELANG_ONGEDAAN_MAKEN)
    if belemmeringen:
        return belemmeringen
    if wie.gebruiker_id == gebruiker.pk:
        ander = "voorzitter" if wie.rol == Rol.SECRETARIS else "secretaris"
        return [f"U maakt niet uw eigen belang ongedaan. Vraag het de {ander}."]
    rollen = gebruiker.lidmaatschappen.geldig()
    if wie.rol == Rol.VOORZITTER and not rollen.filter(rol=Rol.SECRETARIS).exists():
        return ["De voorzitter maakt alleen een belang van de secretaris ongedaan. Vraag het de secretaris."]
    return []


def registerbelemmeringen(wie: Lidmaatschap, belang: Belang) -> list[str]:
    """Why this membership does not make this interest in the register undone."""
    belemmeringen = ongedaanbelemmeringen(wie, belang.gebruiker)
    if not belemmeringen and belang.vervallen_op:
        belemmeringen.append("Dit belang telt al niet meer.")
    if not belemmeringen and not in_de_commissie(belang.gebruiker):
        belemmeringen.append(f"{belang.gebruiker.naam} zit niet in de beheercommissie.")
    return belemmeringen


def terugneembelemmeringen(
    belang: Belang, organisatie: Organisatie, tot: date | None, is_vergissing: bool
) -> list[str]:
    """Why one does not correct the own interest this way: who sits in the committee does not get rid of it alone."""
    eerder = tot is not None and (belang.tot is None or tot < belang.tot)
    if not (is_vergissing or eerder or organisatie != belang.organisatie) or not in_de_commissie(belang.gebruiker):
        return []
    return [
        "U zit in de beheercommissie. Dan telt een belang pas niet meer, of korter, als een ander dat vastlegt. Vraag de "
        "secretaris om dit belang ongedaan te maken, en voeg toe wat wel klopt. Bent u zelf de secretaris, vraag het de voorzitter."
    ]


def periodebelemmeringen(van: date, tot: date | None) -> list[str]:
    if tot is None or van <= tot:
        return []
    return ["De laatste dag ligt voor de eerste. Kijk de twee dagen na."]


def dubbelbelemmeringen(
    gebruiker: Gebruiker,
    organisatie: Organisatie,
    soort: str,
    van: date,
    tot: date | None,
    behalve: Belang | None = None,
) -> list[str]:
    """The same tie does not stand in the register twice for the same days."""
    rijen = Belang.objects.die_gelden().filter(gebruiker=gebruiker, organisatie=organisatie, soort=soort)
    rijen = rijen.filter(Q(tot__isnull=True) | Q(tot__gte=van))
    if behalve:
        rijen = rijen.exclude(pk=behalve.pk)
    if tot:
        rijen = rijen.filter(van__lte=tot)
    if not rijen.exists():
        return []
    soort = Belang.Soort(soort).label
    return [f"Uw {soort} bij {organisatie.naam} staat voor deze dagen al in het register. Wijzig die regel."]


def eindbelemmeringen(belang: Belang) -> list[str]:
    if belang.tot is None:
        return []
    return ["Dit belang heeft al een laatste dag. Klopt die niet, corrigeer het belang dan."]


def terugbelemmeringen(tot: date) -> list[str]:
    if tot >= timezone.localdate() - TERUG_TOT:
        return []
    return [f"Deze dag is meer dan {TERUG_TOT.days} dagen geleden. Corrigeer het belang, met een reden."]


def moet_bevestigen(gebruiker: Gebruiker) -> bool:
    """Whether this person has not said for a year, or never, that the own interests are right."""
    return not Belangenbevestiging.objects.geldig().filter(gebruiker=gebruiker).exists()

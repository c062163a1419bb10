"""Who may invite whom, and who may accept: the reasons why not (Dutch sentences; empty list = yes).

An inviter hears the same about an address that we know and one that we do not; only about the own people it is another matter.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone

from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden.handelingen import Handeling
from leden.bevoegdheden.mensen import (
    eigen_rolbelemmeringen,
    heeft_zittingsperiode,
    klachtrolbelemmeringen,
    roltoekenningsbelemmeringen,
)
from leden.bevoegdheden.opvolging import opgegaanbelemmeringen
from leden.models import Gebeurtenis, Gebruiker, Lidmaatschap, Organisatie, Uitnodiging

# Every invitation mails to an address that somebody typed.
PER_DAG = 50
OPNIEUW_PER_DAG = 3

# Names before the @ that more than one person reads, so that nobody could say who was signed in.
_POSTVAKKEN = Path(__file__).parents[1] / "gegevens" / "gedeelde_postvakken.txt"
GEDEELDE_POSTVAKKEN = frozenset(_POSTVAKKEN.read_text(encoding="utf-8").split())


def postvakbelemmeringen(email: str) -> list[str]:
    """An account is of one person."""
    naam = email.partition("@")[0].partition("+")[0]
    if naam not in GEDEELDE_POSTVAKKEN:
        return []
    return [
        f"{email} lijkt een gedeeld postvak. Nodig iemand uit op het eigen adres, want een account is van één persoon."
    ]


def zittingsbelemmeringen(organisatie: Organisatie, van: date | None, tot: date | None) -> list[str]:
    """Who is appointed to the beheercommissie gets a term of office; elsewhere a role has no end beforehand."""
    if not heeft_zittingsperiode(organisatie):
        return []
    if van is None or tot is None:
        return ["Vul de eerste en de laatste dag van de zittingsperiode in."]
    if tot < van:
        return ["De laatste dag van de zittingsperiode ligt voor de eerste. Kijk de twee dagen na."]
    return [f"{dagkort(tot).capitalize()} is al geweest. Kies een latere dag."] if tot < timezone.localdate() else []


def uitnodigbelemmeringen(
    wie: Lidmaatschap, organisatie: Organisatie, email: str, rollen: Sequence[str], van: date | None, tot: date | None
) -> list[str]:
    """Why this address cannot be invited for these roles now."""
    belemmeringen = roltoekenningsbelemmeringen(wie, organisatie, rollen, Handeling.UITNODIGEN)
    collega = Gebruiker.objects.filter(email=email).first()
    belemmeringen = belemmeringen or opgegaanbelemmeringen(organisatie) or eigen_rolbelemmeringen(wie, collega)
    if belemmeringen:
        return belemmeringen
    vandaag = Uitnodiging.objects.filter(organisatie=organisatie, uitgenodigd_op__gt=timezone.now() - timedelta(days=1))
    if vandaag.count() >= PER_DAG:
        return [f"{organisatie.naam} nodigde in één dag al {PER_DAG} mensen uit. Morgen kunt u verder."]
    if not rollen:
        belemmeringen.append("Kies minstens één rol.")
    belemmeringen += postvakbelemmeringen(email) + zittingsbelemmeringen(organisatie, van, tot)
    belemmeringen += klachtrolbelemmeringen(collega, rollen, van or timezone.localdate(), tot)
    if collega and collega.lidmaatschappen.filter(organisatie=organisatie).niet_voorbij().exists():
        belemmeringen.append(
            f"{collega.naam} heeft al een rol bij {organisatie.naam}. Geef een extra rol op de bladzijde van {collega.naam}."
        )
    if Uitnodiging.objects.wachtend().filter(organisatie=organisatie, email=email).exists():
        belemmeringen.append("Voor dit adres is er al een uitnodiging. Stuur die opnieuw, of trek die in.")
    return belemmeringen


def intrekbelemmeringen(wie: Lidmaatschap, uitnodiging: Uitnodiging) -> list[str]:
    return roltoekenningsbelemmeringen(
        wie, uitnodiging.organisatie, uitnodiging.rollen, Handeling.UITNODIGING_INTREKKEN
    ) or _afgehandeld(uitnodiging)


def opnieuwbelemmeringen(wie: Lidmaatschap, uitnodiging: Uitnodiging) -> list[str]:
    return roltoekenningsbelemmeringen(
        wie, uitnodiging.organisatie, uitnodiging.rollen, Handeling.UITNODIGING_OPNIEUW_STUREN
    ) or (_afgehandeld(uitnodiging) or opgegaanbelemmeringen(uitnodiging.organisatie) or _al_vaak_gestuurd(uitnodiging))


def _al_vaak_gestuurd(uitnodiging: Uitnodiging) -> list[str]:
    opnieuw = Gebeurtenis.objects.filter(
        onderwerp=uitnodiging.onderwerp,
        handeling=Handeling.UITNODIGING_OPNIEUW_STUREN,
        op__gt=timezone.now() - timedelta(days=1),
    )
    if opnieuw.count() < OPNIEUW_PER_DAG:
        return []
    return [f"Deze uitnodiging is in één dag al {OPNIEUW_PER_DAG} keer opnieuw gestuurd. Morgen kan het weer."]


def _afgehandeld(uitnodiging: Uitnodiging) -> list[str]:
    stand = uitnodiging.stand
    if stand in (Uitnodiging.Stand.AANGENOMEN, Uitnodiging.Stand.INGETROKKEN):
        return [f"Deze uitnodiging is al {stand.label}."]
    return []


def aanneembelemmeringen(uitnodiging: Uitnodiging, gebruiker: Gebruiker | None = None) -> list[str]:
    """Why the link does not work any more; with the person who accepts also why it is not for that person."""
    naam = uitnodiging.organisatie.naam
    match uitnodiging.stand:
        case Uitnodiging.Stand.AANGENOMEN:
            return ["Deze uitnodiging is al gebruikt. Log in om verder te werken."]
        case Uitnodiging.Stand.INGETROKKEN:
            return [f"Deze uitnodiging is ingetrokken. Hebt u een vraag? Stel die aan {naam}."]
        case Uitnodiging.Stand.VERLOPEN:
            return [f"Deze uitnodiging gold tot en met {dagkort(uitnodiging.vervalt_op)}. Vraag {naam} om een nieuwe."]
    if uitnodiging.tot and uitnodiging.tot < timezone.localdate():
        return [
            f"De zittingsperiode was tot en met {dagkort(uitnodiging.tot)}. Vraag {naam} om een nieuwe uitnodiging."
        ]
    if gebruiker is not None and gebruiker.email != uitnodiging.email:
        return ["Deze uitnodiging is voor een ander e-mailadres dan het adres waarmee u bent ingelogd."]
    if gebruiker is not None and gebruiker.pk == uitnodiging.uitgenodigd_door_id:
        return ["U geeft uzelf geen rol. Laat een collega u uitnodigen."]
    return opgegaanbelemmeringen(uitnodiging.organisatie)

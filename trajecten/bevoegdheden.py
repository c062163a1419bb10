"""Who may do what to a traject: functions that return the reasons why not (Dutch sentences; empty list = yes)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Sum
from django.utils import timezone

from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Handeling, rolbelemmeringen
from leden.bevoegdheden.opvolging import opgegaanbelemmeringen
from leden.models import (
    Gebruiker,
    Lidmaatschap,
    Organisatie,
    Rol,
    dezelfde_partij,
    met_voorgangers,
    toegelaten,
    zonder_vereiste,
)
from normenkader.models import Kaderversie
from trajecten.banden import ORGANISATIE, heeft_belang, planners, tellende_belangen, tellende_lidmaatschappen
from trajecten.levensloop import STAAKBAAR, Status, statusbelemmeringen
from trajecten.models import DOCUMENTEN_OPEN, TEAM_WERKT, ZELFEVALUATIE_OPEN, Document, Toewijzing, Traject

# Bytes of all documents of one traject together.
DOCUMENTEN_SAMEN = 1024**3
# Until the programme is fixed the team can still change, and the organisation can object to a member.
TEAM_KAN_WIJZIGEN = (Status.VOORBEREIDING, Status.INGEDIEND)


def handelingsbelemmeringen(wie: Lidmaatschap | None, traject: Traject, handeling: Handeling) -> list[str]:
    """Role, relation and status together: what every act of the transition table asks first."""
    return (
        rolbelemmeringen(wie, handeling)
        or relatiebelemmeringen(wie, traject)
        or statusbelemmeringen(traject, handeling)
    )


def relatiebelemmeringen(wie: Lidmaatschap | None, traject: Traject) -> list[str]:
    """Why this membership has nothing to do with this traject; the same rule that makes it invisible."""
    if Traject.objects.zichtbaar_voor(wie).filter(pk=traject.pk).exists():
        return []
    return Traject.objects.waarom_onzichtbaar(wie, pk=traject.pk) or ["Dit traject hoort niet bij u."]


def aanmeldbelemmeringen(wie: Lidmaatschap) -> list[str]:
    """A member has one traject under way at a time."""
    belemmeringen = rolbelemmeringen(wie, Handeling.AANMELDEN)
    if not belemmeringen and not Organisatie.objects.leden().filter(pk=wie.organisatie_id).exists():
        belemmeringen.append(f"{wie.organisatie.naam} is nu geen lid. Vraag het bureau wat er mogelijk is.")
    lopend = Traject.objects.filter(organisatie__in=met_voorgangers(wie.organisatie_id)).exclude(
        status__in=(Status.GEWEIGERD, Status.INGETROKKEN, Status.GESTAAKT, Status.LOPEND, Status.AFGESLOTEN)
    )
    if not belemmeringen and (traject := lopend.first()):
        belemmeringen.append(
            f"Traject {traject.nummer} van {traject.organisatie.naam} is nog bezig. Rond dat eerst af."
        )
    return belemmeringen


def certificeerderbelemmeringen(certificeerder: Organisatie) -> list[str]:
    """Only a certifier whose admission holds today takes on a traject (ISO/IEC 17065 § 6.2.2)."""
    if toegelaten().filter(pk=certificeerder.pk).exists():
        return []
    if weg := opgegaanbelemmeringen(certificeerder):
        return weg
    laatste = certificeerder.toelatingen.filter(tot__lt=timezone.localdate()).order_by("-tot").first()
    wat = f"is verlopen op {dagkort(laatste.tot)}" if laatste else "is nog niet rond"
    return [
        f"De toelating van {certificeerder.naam} {wat}. Een nieuw traject kan pas als het bureau de toelating heeft vastgelegd."
    ]


def plannerbelemmeringen(traject: Traject) -> list[str]:
    """An application goes to a certifier where somebody may deal with it."""
    if planners(traject).exists():
        return []
    return [
        f"Bij {traject.certificeerder.naam} is nu geen planner die uw aanmelding mag behandelen. Dat kan komen door een "
        "belang bij uw organisatie. Vraag wanneer het wel kan, of kies een andere certificerende instelling."
    ]


def acceptatiebelemmeringen(wie: Lidmaatschap, traject: Traject) -> list[str]:
    return handelingsbelemmeringen(wie, traject, Handeling.ACCEPTEREN) or certificeerderbelemmeringen(wie.organisatie)


@dataclass(frozen=True)
class Kandidaat:
    """Someone of the certifier who could be in the team: in which roles, and the reasons why not (empty = possible)."""

    gebruiker: Gebruiker
    rollen: frozenset
    belemmeringen: list


def kandidaten(traject: Traject) -> list[Kandidaat]:
    """Everyone who assesses or checks for the certifier, by name; five queries whatever the number of people."""
    lidmaatschappen = Lidmaatschap.objects.geldig().filter(
        organisatie__in=dezelfde_partij(traject.certificeerder_id), rol__in=(Rol.TOETSER, Rol.CONTROLEUR)
    )
    rollen = defaultdict(set)
    for lidmaatschap in lidmaatschappen.select_related("gebruiker").order_by("gebruiker__naam"):
        rollen[lidmaatschap.gebruiker].add(lidmaatschap.rol)
    banden = _banden(traject)
    for pk, soorten in zonder_vereiste([gebruiker.pk for gebruiker in rollen]).items():
        banden[pk] += [
            f"heeft nu geen geldige bekwaamheid '{soort}'. De beheerder van {traject.certificeerder.naam} houdt die bij."
            for soort in soorten
        ]
    return [
        Kandidaat(gebruiker, frozenset(zijn_rollen), [f"{gebruiker.naam} {band}" for band in banden[gebruiker.pk]])
        for gebruiker, zijn_rollen in rollen.items()
    ]


def _banden(traject: Traject) -> dict[int, list[str]]:
    """Per person (key) what ties them to the organisation, as the end of a sentence that begins with a name."""
    organisatie, maanden = traject.organisatie, traject.kaderversie.afkoelperiode_maanden
    banden = defaultdict(list)
    for belang in tellende_belangen([organisatie], maanden):
        tot = f" tot en met {belang.tot:%d-%m-%Y}" if belang.tot else ""
        banden[belang.gebruiker_id].append(
            f"heeft een belang bij {organisatie.naam}: {belang.get_soort_display()}{tot}. "
            f"Kies iemand die daar de laatste {maanden} maanden niets mee te maken had."
        )
    for lidmaatschap in tellende_lidmaatschappen([organisatie], maanden):
        werkt = "werkte kortgeleden" if lidmaatschap.is_voorbij else "werkt"
        banden[lidmaatschap.gebruiker_id].append(f"{werkt} voor {organisatie.naam}. Kies een ander.")
    return banden


def met_belang_in_team(traject: Traject) -> list[Toewijzing]:
    """Members of the team (toewijzingen) who can do nothing more in this traject, because of an interest."""
    if traject.status not in TEAM_WERKT:
        return []
    team = traject.toewijzingen.team()
    return list(team.filter(heeft_belang(OuterRef("gebruiker"), ORGANISATIE, "traject__")).select_related("gebruiker"))


def toewijzingsbelemmeringen(traject: Traject, gebruiker: Gebruiker, rol: str) -> list[str]:
    """Why this person may not be given this role in the team (uitgangspunten § 2; ISO/IEC 17065 § 4.2.10)."""
    kandidaat = next((een for een in kandidaten(traject) if een.gebruiker == gebruiker), None)
    if kandidaat is None or rol not in kandidaat.rollen:
        return [f"{gebruiker.naam} is geen {rol} bij {traject.certificeerder.naam}."]
    return kandidaat.belemmeringen


def teamleiderbelemmeringen(toetsers: Collection[Gebruiker], teamleider: Gebruiker) -> list[str]:
    if teamleider in toetsers:
        return []
    return ["De teamleider is een van de toetsers. Kies een toetser als teamleider."]


def controleurbelemmeringen(toetsers: Collection[Gebruiker], controleur: Gebruiker) -> list[str]:
    """Four eyes: who assesses does not check (uitgangspunten § 1)."""
    if controleur not in toetsers:
        return []
    return [
        f"{controleur.naam} toetst zelf mee en kan het rapport dus niet controleren. Kies een ander als controleur."
    ]


def teambelemmeringen(
    traject: Traject, toetsers: Collection[Gebruiker], teamleider: Gebruiker, controleur: Gebruiker
) -> list[str]:
    """Why this team is no team: nobody twice, one leader among the assessors, no interests."""
    belemmeringen = [] if toetsers else ["Kies ten minste één toetser."]
    belemmeringen += teamleiderbelemmeringen(toetsers, teamleider) + controleurbelemmeringen(toetsers, controleur)
    for toetser in toetsers:
        belemmeringen += toewijzingsbelemmeringen(traject, toetser, Toewijzing.Trajectrol.TOETSER)
    return belemmeringen + toewijzingsbelemmeringen(traject, controleur, Toewijzing.Trajectrol.CONTROLEUR)


def teamwijzigbelemmeringen(wie: Lidmaatschap, traject: Traject) -> list[str]:
    belemmeringen = rolbelemmeringen(wie, Handeling.TEAM_WIJZIGEN) or relatiebelemmeringen(wie, traject)
    if not belemmeringen and traject.status == Status.AANGEMELD:
        belemmeringen.append("Er is nog geen team. Neem eerst de aanmelding aan.")
    elif not belemmeringen and traject.status not in TEAM_KAN_WIJZIGEN and not _vervangt_wegens_belang(traject):
        belemmeringen.append("Het programma staat vast, dus het team ook. Houd het traject aan als er iemand uitvalt.")
    return belemmeringen


def _vervangt_wegens_belang(traject: Traject) -> bool:
    """Also after the programme was fixed, somebody with an interest makes room for another."""
    return traject.status in STAAKBAAR and bool(met_belang_in_team(traject))


def vervangbelemmeringen(
    traject: Traject, toetsers: Collection[Gebruiker], teamleider: Gebruiker, controleur: Gebruiker
) -> list[str]:
    """Once the programme is fixed only who has an interest is replaced; so nobody checks what they wrote before (uitgangspunten § 1)."""
    if traject.status in TEAM_KAN_WIJZIGEN:
        return []
    weg = {lid.gebruiker_id for lid in met_belang_in_team(traject)}
    blijft = [
        lid.gebruiker in toetsers and (not lid.is_teamleider or lid.gebruiker == teamleider)
        if lid.rol == Toewijzing.Trajectrol.TOETSER
        else lid.gebruiker == controleur
        for lid in traject.toewijzingen.team().select_related("gebruiker")
        if lid.gebruiker_id not in weg
    ]
    if all(blijft):
        return []
    return ["Het programma staat vast. Vervang alleen wie een belang heeft, en laat de anderen in hun rol."]


def teambezwaarbelemmeringen(wie: Lidmaatschap, traject: Traject) -> list[str]:
    belemmeringen = rolbelemmeringen(wie, Handeling.TEAMBEZWAAR_MAKEN) or relatiebelemmeringen(wie, traject)
    if not belemmeringen and traject.status not in TEAM_KAN_WIJZIGEN:
        belemmeringen.append("Bezwaar maken tegen een teamlid kan totdat het programma is vastgesteld.")
    return belemmeringen


def documentbelemmeringen(wie: Lidmaatschap, traject: Traject) -> list[str]:
    belemmeringen = rolbelemmeringen(wie, Handeling.DOCUMENT_TOEVOEGEN) or relatiebelemmeringen(wie, traject)
    if not belemmeringen and traject.status not in DOCUMENTEN_OPEN:
        belemmeringen.append(
            f"U kunt nu geen documenten toevoegen: het traject staat op '{traject.get_status_display().lower()}'."
        )
    if not belemmeringen and (traject.documenten.aggregate(alles=Sum("grootte"))["alles"] or 0) >= DOCUMENTEN_SAMEN:
        belemmeringen.append(
            "De documenten van dit traject zijn samen 1 GB. Meer past er niet. Verwijder er eerst een."
        )
    return belemmeringen


def documentverwijderbelemmeringen(wie: Lidmaatschap, document: Document) -> list[str]:
    """While the self-evaluation is open a document can go."""
    traject = document.traject
    belemmeringen = rolbelemmeringen(wie, Handeling.DOCUMENT_VERWIJDEREN) or relatiebelemmeringen(wie, traject)
    if not belemmeringen and traject.status not in ZELFEVALUATIE_OPEN:
        belemmeringen.append("De zelfevaluatie is ingediend. De toetsers lezen dit document, dus het blijft erbij.")
    return belemmeringen


def dagenbelemmeringen(kaderversie: Kaderversie, fte: Decimal, dagen: Decimal, dagen_reden: str) -> list[str]:
    """Days follow from the day table of the framework; a deviation needs a reason (uitgangspunten § 14)."""
    volgens_tabel = kaderversie.dagen_voor(fte)
    if dagen == volgens_tabel or dagen_reden.strip():
        return []
    aantal = f"{volgens_tabel.normalize():f}".replace(".", ",")
    return [
        f"Bij deze omvang horen volgens de dagentabel {aantal} toetsdagen. Schrijf erbij waarom u een ander aantal kiest."
    ]

"""Who may do what to a traject: functions that return the reasons why not (Dutch sentences; empty list = yes)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Sum
from django.utils import timezone

from huisstijl.templatetags.opmaak import dagkort, weekdag
from leden.bevoegdheden import Handeling, rolbelemmeringen
from leden.bevoegdheden.opvolging import opgegaanbelemmeringen
from leden.models import (
    Gebruiker,
    Lidmaatschap,
    Organisatie,
    Rol,
    bekwaam_tot,
    dezelfde_partij,
    eigen_organisaties,
    laatste_dagen,
    toegelaten,
    zonder_vereiste,
    zonder_vereiste_op,
)
from normenkader.models import Kaderversie
from trajecten.banden import ORGANISATIE, heeft_belang, planners, tellende_belangen, tellende_lidmaatschappen
from trajecten.levensloop import GESTOPT, STAAKBAAR, Soort, Status, komt_langs, statusbelemmeringen
from trajecten.models import (
    DOCUMENTEN_NOG_EIGEN,
    DOCUMENTEN_OPEN,
    TEAM_WERKT,
    Cyclus,
    Document,
    Teambezwaar,
    Toewijzing,
    Traject,
)
from trajecten.termijnen import einddatum

# Bytes of all documents of one traject together.
DOCUMENTEN_SAMEN = 1024**3
# Until the programme is fixed nobody in the team has worked, and the organisation can object to every member.
VOOR_HET_PROGRAMMA = (Status.VOORBEREIDING, Status.INGEDIEND)
# Until the report is settled somebody can fall ill and be replaced.
TEAM_KAN_WIJZIGEN = (
    *VOOR_HET_PROGRAMMA,
    Status.GEPLAND,
    Status.IN_TOETSING,
    Status.AANVULLEND_ONDERZOEK,
    Status.INTERNE_CONTROLE,
    Status.WEDERHOOR,
    Status.REACTIE_VERWERKEN,
    Status.BEOORDELEN,
)
# After these another assessment can begin in the same cycle.
TOETS_KLAAR = (*GESTOPT, Status.LOPEND, Status.AFGESLOTEN)
# What somebody is after being replaced.
OUDE_ROL = {
    Toewijzing.Trajectrol.TOETSER: Toewijzing.Trajectrol.OUD_TOETSER,
    Toewijzing.Trajectrol.CONTROLEUR: Toewijzing.Trajectrol.OUD_CONTROLEUR,
}


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
    """Only a member applies for a traject."""
    belemmeringen = rolbelemmeringen(wie, Handeling.AANMELDEN)
    if not belemmeringen and not Organisatie.objects.leden().filter(pk=wie.organisatie_id).exists():
        belemmeringen.append(f"{wie.organisatie.naam} is nu geen lid. Vraag het bureau wat er mogelijk is.")
    return belemmeringen


def cyclusbelemmeringen(wie: Lidmaatschap, cyclus: Cyclus | None, reikwijdte: str) -> list[str]:
    """Why no assessment of this scope begins in this cycle (None: in a new one): one at a time, and one label for a scope."""
    toetsen = Traject.objects.filter(organisatie__in=eigen_organisaties(wie), soort=Soort.TOETS).select_related(
        "organisatie"
    )
    if cyclus is None:
        zelfde = [een for een in toetsen if _kaal(een.reikwijdte) == _kaal(reikwijdte)]
    else:
        zelfde = list(toetsen.filter(cyclus=cyclus))
        if not zelfde:
            return ["Dit label is niet van uw organisatie."]
    for traject in zelfde:
        if traject.status not in TOETS_KLAAR:
            return [f"Traject {traject.nummer} van {traject.organisatie.naam} is nog bezig. Rond dat eerst af."]
    if cyclus is None and any(een.status == Status.LOPEND for een in zelfde):
        return [
            f"Voor ‘{reikwijdte.strip()}’ is het label al toegekend. Hernieuw dat label, of schrijf wat er anders is."
        ]
    return []


def _kaal(tekst: str) -> str:
    return " ".join(tekst.split()).casefold().rstrip(".")


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
    """Someone of the certifier who could be in the team: in which roles, the reasons why not (empty = possible), and the
    last day on which all required qualifications hold (None: no end)."""

    gebruiker: Gebruiker
    rollen: frozenset
    belemmeringen: list
    bekwaam_tot: date | None


def kandidaten(traject: Traject) -> list[Kandidaat]:
    """Everyone who assesses or checks for the certifier, by name; six queries whatever the number of people."""
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
    tot = bekwaam_tot([gebruiker.pk for gebruiker in rollen])
    return [
        Kandidaat(
            gebruiker,
            frozenset(zijn_rollen),
            [f"{gebruiker.naam} {band}" for band in banden[gebruiker.pk]],
            tot.get(gebruiker.pk),
        )
        for gebruiker, zijn_rollen in rollen.items()
    ]


def bekwaamheidsbelemmeringen(wie_wanneer: Collection[tuple[Gebruiker, date]]) -> list[str]:
    """Who is at work on a day without a qualification that holds on that day; a constant number of queries."""
    mist = zonder_vereiste_op([(wie.pk, dag) for wie, dag in wie_wanneer])
    laatste = laatste_dagen([pk for pk, _ in mist]) if mist else {}
    belemmeringen = []
    for wie, dag in wie_wanneer:
        for soort in mist.get((wie.pk, dag), []):
            tot = laatste.get((wie.pk, soort.pk))
            sinds = f": die geldt tot en met {weekdag(tot)}" if tot and tot < dag else ""
            belemmeringen.append(
                f"{wie.naam} heeft op {weekdag(dag)} geen geldige bekwaamheid '{soort}'{sinds}. "
                "Kies een ander, een andere dag, of laat de bekwaamheid bijwerken."
            )
    return belemmeringen


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


def toewijzingsbelemmeringen(traject: Traject, rollen: Collection[tuple[Gebruiker, str]]) -> list[str]:
    """Why these people may not be given these roles in the team (uitgangspunten § 2; ISO/IEC 17065 § 4.2.10)."""
    kan = {kandidaat.gebruiker: kandidaat for kandidaat in kandidaten(traject)}
    belemmeringen = []
    for gebruiker, rol in rollen:
        if gebruiker in kan and rol in kan[gebruiker].rollen:
            belemmeringen += kan[gebruiker].belemmeringen
        else:
            belemmeringen.append(f"{gebruiker.naam} is geen {rol} bij {traject.certificeerder.naam}.")
    return belemmeringen


def teamleiderbelemmeringen(toetsers: Collection[Gebruiker], teamleider: Gebruiker) -> list[str]:
    if teamleider in toetsers:
        return []
    return ["De teamleider is een van de toetsers. Kies een toetser als teamleider."]


def controleurbelemmeringen(toetsers: Collection[Gebruiker], controleur: Gebruiker | None) -> list[str]:
    """Four eyes: who assesses does not check (uitgangspunten § 1)."""
    if controleur is None or controleur not in toetsers:
        return []
    return [
        f"{controleur.naam} toetst zelf mee en kan het rapport dus niet controleren. Kies een ander als controleur."
    ]


def wordt_gecontroleerd(traject: Traject) -> bool:
    """Whether somebody of the team checks what the others wrote; on a short road the committee is the second pair of eyes."""
    return komt_langs(traject, Status.INTERNE_CONTROLE)


def teambelemmeringen(
    traject: Traject, toetsers: Collection[Gebruiker], teamleider: Gebruiker, controleur: Gebruiker | None
) -> list[str]:
    """Why this team is no team: nobody twice, one leader among the assessors, no interests, and who checks where that is done."""
    belemmeringen = [] if toetsers else ["Kies ten minste één toetser."]
    belemmeringen += teamleiderbelemmeringen(toetsers, teamleider) + controleurbelemmeringen(toetsers, controleur)
    rollen = [(toetser, Toewijzing.Trajectrol.TOETSER) for toetser in toetsers]
    if controleur is not None:
        rollen.append((controleur, Toewijzing.Trajectrol.CONTROLEUR))
    elif wordt_gecontroleerd(traject):
        belemmeringen.append("Kies wie het rapport controleert.")
    return belemmeringen + toewijzingsbelemmeringen(traject, rollen)


def teamwijzigbelemmeringen(wie: Lidmaatschap, traject: Traject) -> list[str]:
    belemmeringen = rolbelemmeringen(wie, Handeling.TEAM_WIJZIGEN) or relatiebelemmeringen(wie, traject)
    if belemmeringen or traject.status in TEAM_KAN_WIJZIGEN or _vervangt_wegens_belang(traject):
        return belemmeringen
    match traject.status:
        case Status.AANGEMELD:
            return ["Er is nog geen team. Neem eerst de aanmelding aan."]
        case Status.AANGEHOUDEN:
            return ["Het traject staat stil. Hervat het eerst; daarna kunt u het team wijzigen."]
        case Status.GEWEIGERD | Status.INGETROKKEN | Status.GESTAAKT:
            return ["Dit traject is gestopt."]
    return ["Het rapport staat vast, dus het team ook."]


def _vervangt_wegens_belang(traject: Traject) -> bool:
    """Also after the report was settled, somebody with an interest makes room for another."""
    return traject.status in STAAKBAAR and bool(met_belang_in_team(traject))


def vervangbelemmeringen(
    traject: Traject, toetsers: Collection[Gebruiker], teamleider: Gebruiker, controleur: Gebruiker | None
) -> list[str]:
    """Once the programme is fixed nobody takes up another role, and once the report is settled only who has an interest goes."""
    if traject.status in VOOR_HET_PROGRAMMA:
        return []
    redenen = _rolwisselingen(traject, toetsers, controleur)
    if redenen or traject.status in TEAM_KAN_WIJZIGEN:
        return redenen
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
    return ["Het rapport staat vast. Vervang alleen wie een belang heeft, en laat de anderen in hun rol."]


def _rolwisselingen(traject: Traject, toetsers: Collection[Gebruiker], controleur: Gebruiker | None) -> list[str]:
    """Nobody checks what they wrote before, also not who left the team in between (uitgangspunten § 1)."""
    nieuw = {toetser: Toewijzing.Trajectrol.TOETSER for toetser in toetsers}
    if controleur is not None:
        nieuw[controleur] = Toewijzing.Trajectrol.CONTROLEUR
    bekend = traject.toewijzingen.filter(gebruiker__in=nieuw).select_related("gebruiker")
    return [
        f"{lid.gebruiker.naam} is of was in dit traject {lid.get_rol_display().removeprefix('eerder ')} en kan dus geen "
        f"{nieuw[lid.gebruiker].label} worden. Kies een ander."
        for lid in bekend
        if nieuw[lid.gebruiker] != lid.rol != OUDE_ROL[nieuw[lid.gebruiker]]
    ]


def teambezwaarbelemmeringen(wie: Lidmaatschap, traject: Traject) -> list[str]:
    belemmeringen = rolbelemmeringen(wie, Handeling.TEAMBEZWAAR_MAKEN) or relatiebelemmeringen(wie, traject)
    if not belemmeringen and traject.status not in VOOR_HET_PROGRAMMA and not open_voor_bezwaar(traject):
        belemmeringen.append(
            "Bezwaar maken tegen een teamlid kan totdat het programma is vastgesteld. Komt er daarna iemand nieuw in het "
            f"team, dan kan het nog {traject.kaderversie.termijn('teambezwaar')}."
        )
    return belemmeringen


def bezwaarantwoordbelemmeringen(wie: Lidmaatschap, traject: Traject, bezwaar: Teambezwaar) -> list[str]:
    """Why this membership cannot answer this objection; an answer stays as it was given."""
    belemmeringen = rolbelemmeringen(wie, Handeling.TEAMBEZWAAR_BEANTWOORDEN) or relatiebelemmeringen(wie, traject)
    if not belemmeringen and bezwaar.beantwoord_op:
        belemmeringen.append("Dit bezwaar heeft al een antwoord.")
    return belemmeringen


def open_voor_bezwaar(traject: Traject, team: list[Toewijzing] | None = None) -> list[Toewijzing]:
    """Members of the team to whom the organisation can object now: before the programme all, afterwards who is new.

    `team`: when the caller has fetched it already.
    """
    if traject.status not in STAAKBAAR:
        return []
    if team is None:
        team = list(traject.toewijzingen.team().select_related("gebruiker"))
    if traject.status in VOOR_HET_PROGRAMMA:
        return team
    return [lid for lid in team if bezwaar_tot(traject, lid) >= timezone.localdate()]


def bezwaar_tot(traject: Traject, lid: Toewijzing) -> date:
    """The last day on which the organisation can object to somebody who came into the team."""
    return einddatum(traject.kaderversie, "teambezwaar", timezone.localtime(lid.sinds).date())


def documentbelemmeringen(wie: Lidmaatschap, traject: Traject) -> list[str]:
    belemmeringen = rolbelemmeringen(wie, Handeling.DOCUMENT_TOEVOEGEN) or relatiebelemmeringen(wie, traject)
    # What goes with a reaction to a proposal is handed in with it.
    open_in = DOCUMENTEN_NOG_EIGEN if traject.soort == Soort.MAATREGEL else DOCUMENTEN_OPEN
    if not belemmeringen and traject.status not in open_in:
        belemmeringen.append(
            f"U kunt nu geen documenten toevoegen: het traject staat op '{traject.get_status_display().lower()}'."
        )
    if not belemmeringen and (traject.documenten.aggregate(alles=Sum("grootte"))["alles"] or 0) >= DOCUMENTEN_SAMEN:
        belemmeringen.append(
            "De documenten van dit traject zijn samen 1 GB. Meer past er niet. Verwijder er eerst een."
        )
    return belemmeringen


def documentverwijderbelemmeringen(wie: Lidmaatschap, document: Document) -> list[str]:
    """Until it is handed in a document can go."""
    traject = document.traject
    belemmeringen = rolbelemmeringen(wie, Handeling.DOCUMENT_VERWIJDEREN) or relatiebelemmeringen(wie, traject)
    if not belemmeringen and traject.status not in DOCUMENTEN_NOG_EIGEN:
        belemmeringen.append("Dit is ingediend. Anderen lezen dit document, dus het blijft erbij.")
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

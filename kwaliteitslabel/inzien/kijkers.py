"""Who can see a traject, a document or a text: asked of the very rule that guards it, for everyone who could (uitgangspunten § 7).

There is no second list. For every role there is a membership to ask with: of nobody in particular where the role alone
decides, and of the people themselves where it depends on who they are (a team, an interest).
"""

from dataclasses import dataclass

from django.db.models import IntegerField, Q, Value

from beheercommissie.bevoegdheden import dossierbelemmeringen
from beheercommissie.bevoegdheden.langdeel import langdeelbelemmeringen
from beheercommissie.dossier import lange_versies
from beheercommissie.models import Agendapunt, Langdeelverzoek
from leden.bevoegdheden import Handeling, heeft_rol
from leden.models import ROLLEN_MET_BELANGEN, ROLLEN_PER_SOORT, Lidmaatschap, Opvolging, Organisatie, Rol
from normenkader.models import Partij
from toetsing.models import Rapportversie
from trajecten.levensloop import BEURTEN, FASEN, GESTOPT, AanZet
from trajecten.models import PARTIJ_VAN_ROL, TEAM_WERKT, Toewijzing, Traject

COMMISSIE = Organisatie.Soort.BEHEERCOMMISSIE
NIEMAND = 0
VAN_HET_TEAM = {Partij.TOETSERS, Partij.CONTROLEUR}


@dataclass(frozen=True)
class Kijkers:
    """Who can see it now (memberships), and which parties can later."""

    nu: list
    later: list


def traject_van(rij):
    """The traject to which a row belongs, along the path that its own rule takes."""
    if isinstance(rij, Traject):
        return rij
    for stap in getattr(type(rij).objects.all(), "pad", "traject").split("__"):
        rij = getattr(rij, stap)
    return rij


def kandidaten(traject):
    """A membership per role that does not depend on the person, and those of planners, teams and committee; one query each."""
    partijen = (traject.organisatie_id, traject.certificeerder_id)
    # Who went into another organisation has no people any more; those of the other go on.
    opvolgers = Opvolging.objects.op().filter(voorganger__in=partijen).order_by().values("opvolger")
    organisaties = {
        organisatie.soort: organisatie
        for organisatie in Organisatie.objects.zelfstandig().filter(
            Q(pk__in=partijen) | Q(pk__in=opvolgers) | Q(soort__in=(COMMISSIE, Organisatie.Soort.BUREAU))
        )
    }
    van_de_rol = [
        Lidmaatschap(gebruiker_id=NIEMAND, organisatie=organisatie, rol=rol)
        for soort, organisatie in organisaties.items()
        for rol in Rol
        if rol in ROLLEN_PER_SOORT[soort] - ROLLEN_MET_BELANGEN
    ]
    bij_de_certificeerder = Q(organisatie=organisaties[Organisatie.Soort.CERTIFICEERDER]) & (
        Q(rol=Rol.PLANNER) | Q(gebruiker__in=traject.toewijzingen.values("gebruiker"))
    )
    # Who assesses the same organisation now, wherever: they read the plans of before.
    in_onderzoek = Toewijzing.objects.filter(
        Q(traject__organisatie=traject.organisatie_id) | Q(traject__organisatie__in=opvolgers),
        traject__status__in=TEAM_WERKT,
    )
    # Who works on the traject that follows reads what came of this one, at the same certifier or another.
    vervolgen = traject.vervolgen.order_by()
    van_het_vervolg = Q(rol=Rol.PLANNER, organisatie__in=vervolgen.values("certificeerder")) | Q(
        gebruiker__in=Toewijzing.objects.filter(traject__in=vervolgen).order_by().values("gebruiker")
    )
    mensen = Lidmaatschap.objects.geldig().filter(
        bij_de_certificeerder
        | Q(organisatie__soort=COMMISSIE)
        | Q(rol=Rol.TOETSER, gebruiker__in=in_onderzoek.values("gebruiker"))
        | van_het_vervolg,
        rol__in=ROLLEN_MET_BELANGEN,
    )
    return [*van_de_rol, *mensen.select_related("gebruiker", "organisatie").order_by("gebruiker__naam", "pk")]


def wie_ziet(rij):
    """Who can see this row: one question to the database for everyone together."""
    traject = traject_van(rij)
    allen = kandidaten(traject)
    nu = _door_de_poort(rij, allen) if isinstance(rij, Agendapunt) else _zichtbaar(rij, allen)
    partijen = {PARTIJ_VAN_ROL[wie.rol] for wie in nu}
    later = [] if (traject.status in GESTOPT) else [partij for partij in _ooit(rij, traject) if partij not in partijen]
    return Kijkers(nu, later)


def _zichtbaar(rij, allen):
    vragen = [
        type(rij)
        .objects.zichtbaar_voor(wie)
        .filter(pk=rij.pk)
        .order_by()
        .values_list(Value(nummer, IntegerField()), flat=True)
        for nummer, wie in enumerate(allen)
    ]
    ziet = set(vragen[0].union(*vragen[1:], all=True))
    return [wie for nummer, wie in enumerate(allen) if nummer in ziet]


def _door_de_poort(agendapunt, allen):
    """The pack has a gate of its own; the committee is small, so everyone there is asked."""
    return [
        wie for wie in allen if heeft_rol(wie, Handeling.COMMISSIE_LEZEN) and not dossierbelemmeringen(wie, agendapunt)
    ]


def lezers_van_het_lange_deel(rij):
    """Who of the committee reads this report as a whole now, since it asked for that at an item that waits for its decision."""
    if not isinstance(rij, Rapportversie):
        return Kijkers([], [])
    verzoeken = Langdeelverzoek.objects.lopend().filter(agendapunt__traject=rij.traject)
    punten = [een.agendapunt for een in verzoeken.select_related("agendapunt__traject__kaderversie")]
    open_bij = [punt for punt in punten if lange_versies(punt).filter(pk=rij.pk).exists()]
    allen = kandidaten(rij.traject) if open_bij else []
    commissie = [wie for wie in allen if heeft_rol(wie, Handeling.COMMISSIE_LEZEN)]
    return Kijkers([wie for punt in open_bij for wie in commissie if not langdeelbelemmeringen(wie, punt)], [])


def _ooit(rij, traject):
    """Parties that can see it sooner or later, in the order of the matrix."""
    match rij:
        case Traject():
            ooit = set(PARTIJ_VAN_ROL.values())
        case Agendapunt():
            ooit = {Partij.COMMISSIE}
        case _:
            ooit = type(rij).objects.partijen_ooit(rij, traject.kaderversie)
    if not _heeft_een_team(traject.soort):
        ooit -= VAN_HET_TEAM
    return [partij for partij in Partij if partij in ooit]


def _heeft_een_team(soort):
    """Whether assessors have a turn on the road of this kind of traject."""
    return any(BEURTEN[status].wie == AanZet.TOETSERS for fase in FASEN[soort] for status in fase.statussen)


def in_woorden(kijkers, lezer):
    """Lines for a reader: who, in which role; names of planners and team, and of the committee for the committee itself."""
    noemt_commissie = heeft_rol(lezer, Handeling.COMMISSIE_LEZEN)
    groepen = {}
    for wie in kijkers.nu:
        groepen.setdefault((wie.organisatie.naam, wie.organisatie.soort), {}).setdefault(Rol(wie.rol), []).append(wie)
    regels = []
    for (naam, soort), rollen in groepen.items():
        delen = []
        for rol, mensen in rollen.items():
            namen = sorted({wie.gebruiker.naam for wie in mensen if wie.gebruiker_id != NIEMAND})
            zonder_namen = not namen or (soort == COMMISSIE and not noemt_commissie)
            delen.append(rol.label if zonder_namen else f"{rol.label} ({', '.join(namen)})")
        regels.append((naam, delen))
    return regels

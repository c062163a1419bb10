"""Who may let whom in, give which role, and take it: the reasons why not (Dutch sentences; empty list = yes)."""

from collections.abc import Sequence
from datetime import date

from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden.handelingen import Handeling
from leden.bevoegdheden.opvolging import opgegaanbelemmeringen
from leden.bevoegdheden.redenen import rolbelemmeringen
from leden.models import ROLLEN_PER_SOORT, Gebruiker, Lidmaatschap, Organisatie, Rol
from leden.models.triggers import BEHEERROLLEN

# The bureau appoints the committee and its own people; elsewhere it only sees to it that there is a beheerder.
DOOR_HET_BUREAU = (Organisatie.Soort.BEHEERCOMMISSIE, Organisatie.Soort.BUREAU)


def rollen_te_geven(wie: Lidmaatschap | None, organisatie: Organisatie) -> list[Rol]:
    """The roles that this membership gives and takes at an organisation, in the order of the list of roles."""
    mogelijk = ROLLEN_PER_SOORT[organisatie.soort]
    if wie is None or wie.rol not in (Rol.BEHEERDER, Rol.LABELBEHEERDER):
        mogelijk = set()
    elif wie.rol == Rol.BEHEERDER:
        mogelijk = mogelijk if wie.organisatie_id == organisatie.pk else set()
    elif organisatie.soort not in DOOR_HET_BUREAU:
        mogelijk = {Rol.BEHEERDER}
    return [rol for rol in Rol if rol in mogelijk]


def heeft_zittingsperiode(organisatie: Organisatie) -> bool:
    """In the beheercommissie one has a role from a day until a day; after that the rights lapse by themselves."""
    return organisatie.soort == Organisatie.Soort.BEHEERCOMMISSIE


def roltoekenningsbelemmeringen(
    wie: Lidmaatschap | None, organisatie: Organisatie, rollen: Sequence[str], handeling: Handeling
) -> list[str]:
    """Why these roles are not for this membership to give or to take here."""
    belemmeringen = rolbelemmeringen(wie, handeling)
    te_geven = rollen_te_geven(wie, organisatie)
    if belemmeringen:
        return belemmeringen
    if not te_geven:
        return [f"U zorgt niet voor de mensen van {organisatie.naam}."]
    return [
        f"Wie bij {organisatie.naam} {Rol(rol).label} is, bepaalt de beheerder van {organisatie.naam}."
        if rol in ROLLEN_PER_SOORT[organisatie.soort]
        else f"De rol {Rol(rol).label} past niet bij {organisatie.naam}."
        for rol in rollen
        if rol not in te_geven
    ]


def eigen_rolbelemmeringen(wie: Lidmaatschap, gebruiker: Gebruiker | None) -> list[str]:
    """Nobody gives a role to oneself (uitgangspunten § 1). `gebruiker`: who gets it; None is somebody without an account."""
    if gebruiker is None or gebruiker.pk != wie.gebruiker_id:
        return []
    return [f"U geeft uzelf geen rol. Vraag het een andere {wie.get_rol_display()}, of maak eerst een collega dat."]


def klachtrolbelemmeringen(
    gebruiker: Gebruiker | None, rollen: Sequence[str], van: date, tot: date | None
) -> list[str]:
    """Who gives the roles at the bureau reads no complaints. `gebruiker` None: somebody without an account."""
    apart = {Rol.KLACHTBEHANDELAAR, Rol.LABELBEHEERDER}
    gevraagd = apart.intersection(rollen)
    if not gevraagd:
        return []
    heeft = Lidmaatschap.objects.filter(gebruiker=gebruiker, rol__in=apart - gevraagd).overlapt(van, tot)
    if len(gevraagd) < 2 and not (gebruiker and heeft.exists()):
        return []
    return ["Een labelbeheerder behandelt geen klachten. Kies voor deze twee rollen verschillende mensen."]


def rolgeefbelemmeringen(
    wie: Lidmaatschap, gebruiker: Gebruiker, organisatie: Organisatie, rol: str, van: date, tot: date | None
) -> list[str]:
    """Why someone cannot get this role in this period (`tot` None: no end). Who does not work here yet is invited."""
    belemmeringen = roltoekenningsbelemmeringen(wie, organisatie, [rol], Handeling.ROL_GEVEN)
    belemmeringen = belemmeringen or opgegaanbelemmeringen(organisatie) or eigen_rolbelemmeringen(wie, gebruiker)
    if belemmeringen:
        return belemmeringen
    eigen = gebruiker.lidmaatschappen.filter(organisatie=organisatie)
    if not gebruiker.is_active:
        belemmeringen.append(f"{gebruiker.naam} is geblokkeerd. Laat het bureau dat eerst opheffen.")
    if not eigen.niet_voorbij().exists():
        belemmeringen.append(f"{gebruiker.naam} heeft nu geen rol bij {organisatie.naam}. Stuur een uitnodiging.")
    belemmeringen += klachtrolbelemmeringen(gebruiker, [rol], van, tot)
    if al := eigen.filter(rol=rol).overlapt(van, tot).first():
        tot_wanneer = f" tot en met {dagkort(al.tot)}" if al.tot else ""
        belemmeringen.append(
            f"{gebruiker.naam} is al {al.get_rol_display()} bij {organisatie.naam}, vanaf {dagkort(al.van)}{tot_wanneer}."
        )
    return belemmeringen


def rolbeeindigbelemmeringen(wie: Lidmaatschap, lidmaatschap: Lidmaatschap) -> list[str]:
    """Why this role cannot be ended by this membership."""
    belemmeringen = roltoekenningsbelemmeringen(
        wie, lidmaatschap.organisatie, [lidmaatschap.rol], Handeling.ROL_BEEINDIGEN
    )
    return belemmeringen or _voorbij(lidmaatschap) or laatste_beheerderbelemmeringen(lidmaatschap)


def neerlegbelemmeringen(wie: Lidmaatschap) -> list[str]:
    """Why one cannot lay down the role one works in."""
    return rolbelemmeringen(wie, Handeling.ROL_NEERLEGGEN) or laatste_beheerderbelemmeringen(wie)


def _voorbij(lidmaatschap: Lidmaatschap) -> list[str]:
    return [f"Deze rol is al voorbij, sinds {dagkort(lidmaatschap.tot)}."] if lidmaatschap.is_voorbij else []


def laatste_beheerderbelemmeringen(lidmaatschap: Lidmaatschap) -> list[str]:
    """An organisation that has a beheerder keeps one; so does the bureau. The database says the same (leden/models/triggers.py)."""
    if lidmaatschap.rol not in BEHEERROLLEN:
        return []
    blijven = Lidmaatschap.objects.blijvend().filter(organisatie=lidmaatschap.organisatie, rol=lidmaatschap.rol)
    # In an organisation that went into another one nobody has a role any more, so there is no last one either.
    if list(blijven.values_list("gebruiker", flat=True)) != [lidmaatschap.gebruiker_id] or lidmaatschap.tot:
        return []
    rol, naam = lidmaatschap.get_rol_display(), lidmaatschap.organisatie.naam
    return [
        f"{lidmaatschap.gebruiker.naam} is de laatste {rol} van {naam}. Geef eerst iemand anders die rol, zonder einddatum."
    ]


def blokkeerbelemmeringen(wie: Lidmaatschap, gebruiker: Gebruiker) -> list[str]:
    """Why this person cannot be kept out."""
    belemmeringen = rolbelemmeringen(wie, Handeling.BLOKKEREN)
    if belemmeringen:
        return belemmeringen
    if wie.gebruiker_id == gebruiker.pk:
        return ["U kunt uzelf niet blokkeren. Vraag het een collega."]
    if not gebruiker.is_active:
        return [f"{gebruiker.naam} is al geblokkeerd."]
    beheert = (
        gebruiker.lidmaatschappen.blijvend().filter(rol__in=BEHEERROLLEN).select_related("organisatie", "gebruiker")
    )
    return [reden for lidmaatschap in beheert for reden in laatste_beheerderbelemmeringen(lidmaatschap)]


def deblokkeerbelemmeringen(wie: Lidmaatschap, gebruiker: Gebruiker) -> list[str]:
    belemmeringen = rolbelemmeringen(wie, Handeling.DEBLOKKEREN)
    if not belemmeringen and gebruiker.is_active:
        belemmeringen.append(f"{gebruiker.naam} is niet geblokkeerd.")
    return belemmeringen

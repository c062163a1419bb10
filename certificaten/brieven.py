"""Who hears that a traject is finished and what happens to a label afterwards: rows of the table in `berichten.regels`."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from django.urls import reverse

from berichten.regels import MOMENTEN, ONVERTELD, ONVERTELD_AAN, REGELS, Inhoud, Moment, Onverteld, Regel
from certificaten.controle import standwoorden
from certificaten.merkgebruik import WAT_STOPT
from certificaten.models import Wijziging
from leden.bevoegdheden import Handeling
from leden.models import Gebeurtenis, Rol
from trajecten.brieven import NOG_STEEDS, ZELF_GEDAAN, inhoud
from trajecten.levensloop import Status
from trajecten.models import Traject
from trajecten.ontvangers import BUREAU, CERTIFICEERDER, ORGANISATIE, PLANNER, SECRETARIS, TEAM
from trajecten.standwoord import AANVULLINGEN


def _in_het_register(traject: Traject, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    pad = traject.certificaten.latest("pk").get_absolute_url()
    return replace(inhoud(traject, regel, gebeurtenis), pad=pad)


def _nieuwe_uitgave(traject: Traject, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    """The reason stands in the row of the log; everybody reads it in the register too."""
    basis = _in_het_register(traject, regel, gebeurtenis)
    return replace(basis, gegevens=basis.gegevens | {"nummer": traject.certificaten.latest("pk").nummer})


AANVULLINGEN.append(standwoorden)
SCHORSING_VOORBIJ_AAN = {
    "organisatie": ORGANISATIE,
    "planner": PLANNER,
    "secretaris": SECRETARIS,
    "bureau": BUREAU,
}

AFGEROND = ((Handeling.UITGEVEN, Status.LOPEND), (Handeling.AFSLUITEN, Status.AFGESLOTEN))
REGELS += [
    Regel("certificaat_uitgegeven", ORGANISATIE, Handeling.UITGEVEN, naar=Status.LOPEND, inhoud=_in_het_register),
    Regel("traject_afgesloten", ORGANISATIE, Handeling.AFSLUITEN, naar=Status.AFGESLOTEN),
    Regel("nieuwe_uitgave", ORGANISATIE, Handeling.NIEUWE_UITGAVE, inhoud=_nieuwe_uitgave),
    Regel(
        "nieuwe_uitgave_certificeerder",
        CERTIFICEERDER,
        Handeling.NIEUWE_UITGAVE,
        is_bundel=True,
        inhoud=_nieuwe_uitgave,
    ),
    *(Regel("traject_klaar", CERTIFICEERDER, handeling, naar=status, is_bundel=True) for handeling, status in AFGEROND),
]
ONVERTELD[Handeling.UITREIKING_VASTLEGGEN] = "De uitreiking was een feest van beide; hier staat alleen wanneer en waar."
NIET_HET_BESLUIT = "Het besluit blijft wat het was; het register zegt wat er veranderde."
ONVERTELD_AAN += [
    Onverteld(BUREAU, (Handeling.UITGEVEN, Handeling.AFSLUITEN, Handeling.NIEUWE_UITGAVE), ZELF_GEDAAN),
    Onverteld(SECRETARIS, (Handeling.NIEUWE_UITGAVE,), NIET_HET_BESLUIT),
    Onverteld(
        SECRETARIS,
        (Handeling.UITGEVEN, Handeling.AFSLUITEN),
        "Hoorde van het besluit; dat het is afgerond, staat op de lijst.",
    ),
]

# maatregel


def _naar_het_register(traject: Traject, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    """About a label that ends or ended: its page in the register, and for the holder what stops."""
    certificaat = traject.certificaten.get()
    naam = "merkgebruik" if regel.aan is ORGANISATIE else "vermelding"
    basis = inhoud(traject, regel, gebeurtenis)
    return replace(
        basis, pad=reverse(naam, args=[certificaat.nummer]), gegevens=basis.gegevens | {"wat_stopt": WAT_STOPT}
    )


def _op_zijn_bladzijde(traject: Traject, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    return replace(inhoud(traject, regel, gebeurtenis), pad=reverse("maatregel", args=[traject.nummer]))


def _namens_een_ander(rol: Rol) -> Callable[[Traject, Gebeurtenis], bool]:
    """Who proposed it knows; the other parties that could have hear it."""
    return lambda traject, gebeurtenis: gebeurtenis.rol != rol


REGELS += [
    Regel(
        "maatregel_voorgesteld",
        ORGANISATIE,
        Handeling.MAATREGEL_VOORSTELLEN,
        naar=Status.ZIENSWIJZE,
        is_beurt=True,
    ),
    *(
        Regel(
            f"maatregel_voorgesteld_{naam}",
            partij,
            Handeling.MAATREGEL_VOORSTELLEN,
            is_bundel=True,
            als=_namens_een_ander(rol),
            inhoud=_op_zijn_bladzijde,
            woorden="maatregel_voorgesteld_anderen",
        )
        for naam, partij, rol in (
            ("planner", PLANNER, Rol.PLANNER),
            ("secretaris", SECRETARIS, Rol.SECRETARIS),
            ("bureau", BUREAU, Rol.LABELBEHEERDER),
        )
    ),
    *(
        Regel(f"{brief}_secretaris", SECRETARIS, handeling, naar=Status.VOORGEDRAGEN, is_beurt=True, woorden=brief)
        for brief, handeling in (
            ("zienswijze_gegeven", Handeling.ZIENSWIJZE_GEVEN),
            ("herstel_gemeld", Handeling.HERSTEL_MELDEN),
        )
    ),
    *(
        Regel(
            f"{brief}_{naam}",
            partij,
            handeling,
            naar=Status.VOORGEDRAGEN,
            is_bundel=True,
            inhoud=_op_zijn_bladzijde,
            woorden=f"{brief}_anderen",
        )
        for brief, handeling in (
            ("zienswijze_gegeven", Handeling.ZIENSWIJZE_GEVEN),
            ("herstel_gemeld", Handeling.HERSTEL_MELDEN),
        )
        for naam, partij in (("organisatie", ORGANISATIE), ("planner", PLANNER), ("bureau", BUREAU))
    ),
    Regel("label_beeindigd", ORGANISATIE, Handeling.BEEINDIGEN, inhoud=_naar_het_register),
    *(
        Regel(
            f"label_beeindigd_{naam}",
            partij,
            Handeling.BEEINDIGEN,
            is_bundel=True,
            inhoud=_naar_het_register,
            woorden="label_beeindigd_anderen",
        )
        for naam, partij in (("certificeerder", PLANNER), ("secretaris", SECRETARIS), ("bureau", BUREAU))
    ),
    *(
        Regel(
            f"schorsing_voorbij_{naam}",
            partij,
            moment="de dag na de laatste dag van een schorsing",
            inhoud=_naar_het_register,
            woorden="schorsing_voorbij" if partij is ORGANISATIE else "schorsing_voorbij_anderen",
        )
        for naam, partij in SCHORSING_VOORBIJ_AAN.items()
    ),
]
ONVERTELD_AAN += [
    Onverteld(
        TEAM,
        (
            Handeling.MAATREGEL_VOORSTELLEN,
            Handeling.ZIENSWIJZE_GEVEN,
            Handeling.HERSTEL_MELDEN,
            Handeling.BEEINDIGEN,
        ),
        "Was klaar toen de toetsing klaar was; de planner hoort het.",
    ),
    *(
        Onverteld(
            partij,
            (Handeling.HERSTEL_MELDEN,),
            "Hoort de dag na de laatste dag van de schorsing wat er nu geldt.",
            naar=Status.AFGESLOTEN,
        )
        for partij in SCHORSING_VOORBIJ_AAN.values()
    ),
]


def _schorsingen_voorbij(vandaag: date) -> Iterator[Moment]:
    """That a suspension reached its last day while nobody decided, also when the worker looked some days later."""
    afgelopen = Wijziging.objects.met_afloop(vandaag).filter(afgelopen_op__gt=vandaag - NOG_STEEDS)
    for een in afgelopen.select_related("certificaat__traject").order_by("pk"):
        onderwerp = een.certificaat.traject.onderwerp
        for naam in SCHORSING_VOORBIJ_AAN:
            brief = f"schorsing_voorbij_{naam}"
            yield Moment(brief, onderwerp, f"{een.certificaat.onderwerp} {een.tot} {brief}")


MOMENTEN.append(_schorsingen_voorbij)
ONVERTELD[Handeling.ZIENSWIJZE_SCHRIJVEN] = "Wat de organisatie schrijft, gaat pas naar anderen als zij het inlevert."

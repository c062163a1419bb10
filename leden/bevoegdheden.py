"""Which act belongs to which role, and the decorator that guards every page.

`ROLLEN` is the table a client can read aloud; `docs/bevoegdheden.md` is written from it. What more an act asks (a relation to
the object, its status) stands in the `bevoegdheden.py` of the app of that act.
"""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404

from leden.models import Rol


class Handeling(models.TextChoices):
    """Every act of the application. The label is what stands on the button or in the log."""

    WERK_LEZEN = "werk_lezen", "het eigen werk lezen"
    TRAJECT_LEZEN = "traject_lezen", "een traject lezen"
    KADERS_LEZEN = "kaders_lezen", "de normenkaders lezen"
    KADER_LADEN = "kader_laden", "een normenkader laden"
    # trajecten
    AANMELDEN = "aanmelden", "een traject aanmelden"
    ACCEPTEREN = "accepteren", "de aanmelding accepteren"
    WEIGEREN = "weigeren", "de aanmelding weigeren"
    TEAM_WIJZIGEN = "team_wijzigen", "het team wijzigen"
    TEAMBEZWAAR_MAKEN = "teambezwaar_maken", "bezwaar maken tegen een teamlid"
    TEAMBEZWAAR_BEANTWOORDEN = "teambezwaar_beantwoorden", "een bezwaar tegen een teamlid beantwoorden"
    DOCUMENT_TOEVOEGEN = "document_toevoegen", "een document toevoegen"
    DOCUMENT_VERWIJDEREN = "document_verwijderen", "een document verwijderen"
    INTREKKEN = "intrekken", "de aanmelding intrekken"
    STAKEN = "staken", "het traject staken"
    AANHOUDEN = "aanhouden", "het traject aanhouden"
    HERVATTEN = "hervatten", "het traject hervatten"
    # toetsing
    VERHAAL_SCHRIJVEN = "verhaal_schrijven", "aan de zelfevaluatie schrijven"
    ZELFEVALUATIE_INDIENEN = "zelfevaluatie_indienen", "de zelfevaluatie indienen"
    PROGRAMMA_MAKEN = "programma_maken", "het programma maken"
    PROGRAMMA_VASTSTELLEN = "programma_vaststellen", "het programma vaststellen"
    TOETSING_STARTEN = "toetsing_starten", "de toetsing starten"
    NOTITIE_MAKEN = "notitie_maken", "een notitie bij een gesprek maken"
    GESPREK_AFRONDEN = "gesprek_afronden", "een gesprek afronden"
    BEVINDING_MAKEN = "bevinding_maken", "een bevinding maken"
    OORDELEN = "oordelen", "een oordeel geven"
    RAPPORT_SCHRIJVEN = "rapport_schrijven", "aan het rapport schrijven"
    RAPPORT_OPLEVEREN = "rapport_opleveren", "het rapport opleveren"
    VRIJGEVEN = "vrijgeven", "het conceptrapport vrijgeven"
    TERUGSTUREN = "terugsturen", "het conceptrapport terugsturen"
    REAGEREN = "reageren", "op het conceptrapport reageren"
    REACTIE_INDIENEN = "reactie_indienen", "de reactie indienen"
    REACTIE_BEANTWOORDEN = "reactie_beantwoorden", "een opmerking beantwoorden"
    RAPPORT_VASTSTELLEN = "rapport_vaststellen", "het rapport vaststellen"
    VERBETERPLAN_SCHRIJVEN = "verbeterplan_schrijven", "aan een verbeterplan schrijven"
    VERBETERPLANNEN_INDIENEN = "verbeterplannen_indienen", "de verbeterplannen indienen"
    VERBETERPLANNEN_GOEDKEUREN = "verbeterplannen_goedkeuren", "akkoord geven op de verbeterplannen"
    VERBETERPLANNEN_TERUGSTUREN = "verbeterplannen_terugsturen", "de verbeterplannen terugsturen"
    VOORTGANG_MELDEN = "voortgang_melden", "voortgang van een verbeterplan melden"
    ADVIES_SCHRIJVEN = "advies_schrijven", "aan het advies schrijven"
    ADVIES_UITBRENGEN = "advies_uitbrengen", "advies uitbrengen"
    # beheercommissie
    COMMISSIE_LEZEN = "commissie_lezen", "de agenda van de beheercommissie lezen"
    VERGADERING_PLANNEN = "vergadering_plannen", "een vergadering plannen"
    AGENDEREN = "agenderen", "een traject agenderen"
    BELANG_VERKLAREN = "belang_verklaren", "een belang verklaren"
    STEMMEN = "stemmen", "stemmen"
    BESLUITEN = "besluiten", "een besluit nemen"
    # certificaten
    UITGEVEN = "uitgeven", "het certificaat uitgeven"
    AFSLUITEN = "afsluiten", "het traject afsluiten"


_ORGANISATIE = {Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER}
_CERTIFICEERDER = {Rol.PLANNER, Rol.TOETSER, Rol.CONTROLEUR}
_STEMMERS = {Rol.COMMISSIELID, Rol.VOORZITTER}
_IEDEREEN = frozenset(Rol)

ROLLEN = {
    Handeling.WERK_LEZEN: _IEDEREEN,
    Handeling.TRAJECT_LEZEN: _IEDEREEN,
    Handeling.KADERS_LEZEN: _IEDEREEN,
    Handeling.KADER_LADEN: {Rol.LABELBEHEERDER},
    Handeling.AANMELDEN: _ORGANISATIE,
    Handeling.ACCEPTEREN: {Rol.PLANNER},
    Handeling.WEIGEREN: {Rol.PLANNER},
    Handeling.TEAM_WIJZIGEN: {Rol.PLANNER},
    Handeling.TEAMBEZWAAR_MAKEN: _ORGANISATIE,
    Handeling.TEAMBEZWAAR_BEANTWOORDEN: {Rol.PLANNER},
    Handeling.DOCUMENT_TOEVOEGEN: _ORGANISATIE,
    Handeling.DOCUMENT_VERWIJDEREN: _ORGANISATIE,
    Handeling.INTREKKEN: {Rol.BESTUURDER},
    Handeling.STAKEN: {Rol.PLANNER},
    Handeling.AANHOUDEN: {Rol.PLANNER},
    Handeling.HERVATTEN: {Rol.PLANNER},
    Handeling.VERHAAL_SCHRIJVEN: _ORGANISATIE,
    Handeling.ZELFEVALUATIE_INDIENEN: {Rol.BESTUURDER},
    Handeling.PROGRAMMA_MAKEN: {Rol.PLANNER, Rol.TOETSER},
    Handeling.PROGRAMMA_VASTSTELLEN: {Rol.PLANNER},
    Handeling.TOETSING_STARTEN: {Rol.PLANNER, Rol.TOETSER},
    Handeling.NOTITIE_MAKEN: {Rol.TOETSER},
    Handeling.GESPREK_AFRONDEN: {Rol.TOETSER},
    Handeling.BEVINDING_MAKEN: {Rol.TOETSER},
    Handeling.OORDELEN: {Rol.TOETSER},
    Handeling.RAPPORT_SCHRIJVEN: {Rol.TOETSER},
    Handeling.RAPPORT_OPLEVEREN: {Rol.TOETSER},
    Handeling.VRIJGEVEN: {Rol.CONTROLEUR},
    Handeling.TERUGSTUREN: {Rol.CONTROLEUR},
    Handeling.REAGEREN: _ORGANISATIE,
    Handeling.REACTIE_INDIENEN: {Rol.BESTUURDER},
    Handeling.REACTIE_BEANTWOORDEN: {Rol.TOETSER},
    Handeling.RAPPORT_VASTSTELLEN: {Rol.TOETSER},
    Handeling.VERBETERPLAN_SCHRIJVEN: _ORGANISATIE,
    Handeling.VERBETERPLANNEN_INDIENEN: {Rol.BESTUURDER},
    Handeling.VERBETERPLANNEN_GOEDKEUREN: {Rol.TOETSER},
    Handeling.VERBETERPLANNEN_TERUGSTUREN: {Rol.TOETSER},
    Handeling.VOORTGANG_MELDEN: _ORGANISATIE,
    Handeling.ADVIES_SCHRIJVEN: {Rol.PLANNER},
    Handeling.ADVIES_UITBRENGEN: {Rol.PLANNER},
    Handeling.COMMISSIE_LEZEN: _STEMMERS | {Rol.SECRETARIS},
    Handeling.VERGADERING_PLANNEN: {Rol.SECRETARIS},
    Handeling.AGENDEREN: {Rol.SECRETARIS},
    Handeling.BELANG_VERKLAREN: _STEMMERS,
    Handeling.STEMMEN: _STEMMERS,
    Handeling.BESLUITEN: {Rol.VOORZITTER},
    Handeling.UITGEVEN: {Rol.LABELBEHEERDER},
    Handeling.AFSLUITEN: {Rol.LABELBEHEERDER},
}


class Geweigerd(Exception):
    """An act that may not or cannot be done now. `redenen` are Dutch sentences for the person who tried."""

    def __init__(self, redenen):
        self.redenen = list(redenen)
        super().__init__(" ".join(self.redenen))


def eisen(*redenenlijsten):
    """Raise Geweigerd with all the sentences in the given lists, if there are any."""
    redenen = [reden for lijst in redenenlijsten for reden in lijst]
    if redenen:
        raise Geweigerd(redenen)


def heeft_rol(wie, handeling):
    return wie is not None and wie.rol in ROLLEN[handeling]


def rolbelemmeringen(wie, handeling):
    """Why the active role may not do this act; empty when it may."""
    if heeft_rol(wie, handeling):
        return []
    if wie is None:
        return ["U hebt op dit moment geen rol. Vraag de beheerder van uw organisatie om u een rol te geven."]
    rollen = " of ".join(sorted({Rol(rol).label for rol in ROLLEN[handeling]}))
    handeling = Handeling(handeling).label
    return [f"Alleen een {rollen} kan {handeling}. Vraag het een collega met die rol, of wissel van rol."]


def mag(handeling, model=None, los=()):
    """Guard a view: the object must be visible (else 404), then the active role must have the act (else 403).

    With a model, the keyword arguments of the URL are lookups on `model.objects.zichtbaar_voor(...)` and the view gets
    the object instead of them. `los` names the arguments that are no lookups; the view gets those too.
    """

    def decorator(view):
        @wraps(view)
        def bewaakt(request, **kwargs):
            args = []
            if any("\0" in waarde for waarde in kwargs.values() if isinstance(waarde, str)):
                raise Http404
            if model is not None:
                opzoeken = {naam: waarde for naam, waarde in kwargs.items() if naam not in los}
                args = [get_object_or_404(model.objects.zichtbaar_voor(request.lidmaatschap), **opzoeken)]
                kwargs = {naam: kwargs[naam] for naam in los}
            if not heeft_rol(request.lidmaatschap, handeling):
                raise PermissionDenied(*rolbelemmeringen(request.lidmaatschap, handeling))
            return view(request, *args, **kwargs)

        bewaakt.beleid = handeling
        return bewaakt

    return decorator


def openbaar(view):
    """Mark a view as public: no sign-in, nothing that is not for everyone."""
    view = login_not_required(view)
    view.beleid = "openbaar"
    return view

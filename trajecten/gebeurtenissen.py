"""Which rows of the log each party may read on the page of a traject."""

from leden.bevoegdheden import Handeling
from leden.models import Gebeurtenis
from normenkader.models import Partij
from trajecten.models import PARTIJ_VAN_ROL

_CERTIFICEERDER = {Partij.CERTIFICEERDER, Partij.TOETSERS, Partij.CONTROLEUR}
_BEIDE = _CERTIFICEERDER | {Partij.ORGANISATIE}
_VRAGERS = {Partij.ORGANISATIE, Partij.CERTIFICEERDER, Partij.TOETSERS}
_COMMISSIE = {Partij.COMMISSIE}

# Acts that not every party reads about; all others are for everyone who sees the traject.
ALLEEN_VOOR = {
    Handeling.TEAM_WIJZIGEN: _BEIDE,
    # The person it is about does not read it here.
    Handeling.TEAMBEZWAAR_MAKEN: {Partij.ORGANISATIE, Partij.CERTIFICEERDER},
    Handeling.TEAMBEZWAAR_BEANTWOORDEN: {Partij.ORGANISATIE, Partij.CERTIFICEERDER},
    Handeling.VRAAG_STELLEN: _VRAGERS,
    Handeling.VRAAG_BEANTWOORDEN: _VRAGERS,
    Handeling.VRAAG_SLUITEN: _VRAGERS,
    Handeling.TERMIJN_VOORSTELLEN: _BEIDE,
    Handeling.TERMIJNVOORSTEL_BEANTWOORDEN: _BEIDE,
    Handeling.DOCUMENT_TOEVOEGEN: _BEIDE,
    Handeling.DOCUMENT_VERWIJDEREN: _BEIDE,
    Handeling.PROGRAMMA_MAKEN: _BEIDE,
    Handeling.NOTITIE_MAKEN: _CERTIFICEERDER,
    Handeling.GESPREK_AFRONDEN: _CERTIFICEERDER,
    Handeling.BEVINDING_MAKEN: _CERTIFICEERDER,
    Handeling.OORDELEN: _CERTIFICEERDER,
    Handeling.TERUGSTUREN: _CERTIFICEERDER,
    Handeling.VERBETERPLANNEN_TERUGSTUREN: _BEIDE,
    Handeling.VOORTGANG_MELDEN: _BEIDE,
    Handeling.VOORTGANG_BEANTWOORDEN: _BEIDE,
    Handeling.PLANUITSTEL_VRAGEN: _BEIDE,
    Handeling.PLANUITSTEL_BEANTWOORDEN: _BEIDE,
    Handeling.EFFECT_VASTLEGGEN: _BEIDE,
    Handeling.VERVOLGTEAM_KIEZEN: _BEIDE,
    # Also why a letter did not go.
    Handeling.BRIEF_NALEZEN: {Partij.CERTIFICEERDER, Partij.COMMISSIE, Partij.BUREAU},
    # Why the holder ends its label is for whom it tells.
    Handeling.BEEINDIGEN: {Partij.ORGANISATIE, Partij.CERTIFICEERDER, Partij.COMMISSIE, Partij.BUREAU},
    Handeling.BELANG_VERKLAREN: _COMMISSIE,
    Handeling.STEMMEN: _COMMISSIE,
    Handeling.UITSLAG_OPENEN: _COMMISSIE,
    # Who reads the long part, or wrote it, and who asks for it.
    Handeling.LANGE_DEEL_VRAGEN: _BEIDE | _COMMISSIE,
    # Which member asks is of the committee.
    Handeling.VOORAF_VRAGEN: _COMMISSIE,
    Handeling.VOORAF_ANTWOORDEN: {Partij.COMMISSIE, Partij.CERTIFICEERDER, Partij.TOETSERS},
}

# Acts that a member does for the whole committee: other parties do not read which member.
NAMENS_DE_COMMISSIE = {Handeling.LANGE_DEEL_VRAGEN}


def teruggestuurd(traject, terug, opnieuw):
    """The log row of sending back (`terug`), when that came after the last time it was handed over (`opnieuw`); or None."""
    rijen = Gebeurtenis.objects.filter(onderwerp=traject.onderwerp, handeling__in=(terug, opnieuw))
    laatste = rijen.order_by("-volgnummer").first()
    return laatste if laatste and laatste.handeling == terug else None


def verborgen_voor(wie):
    """The acts about which the party of this membership does not read."""
    partij = PARTIJ_VAN_ROL[wie.rol]
    return [handeling for handeling, partijen in ALLEEN_VOOR.items() if partij not in partijen]


def zonder_naam_voor(wie):
    """The acts of which this membership does not read who did it, only for which organisation."""
    return set() if PARTIJ_VAN_ROL[wie.rol] == Partij.COMMISSIE else NAMENS_DE_COMMISSIE


def gebeurtenissen_van(traject):
    """The whole log of a traject, newest first; `leesbaar_voor` says which rows of it one may read."""
    return Gebeurtenis.objects.filter(onderwerp=traject.onderwerp).order_by("-volgnummer")


def leesbaar_voor(wie, gebeurtenissen):
    """The rows of the log of a traject that this membership may read."""
    verborgen = set(verborgen_voor(wie))
    return [rij for rij in gebeurtenissen if rij.handeling not in verborgen]

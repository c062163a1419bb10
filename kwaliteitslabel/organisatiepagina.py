"""What the page of one organisation tells: its certificates and trajecten, its people and its log."""

from django.db.models import Q
from django.utils import timezone

from certificaten.levensloop import stand_op
from certificaten.models import Certificaat
from leden.bevoegdheden import GEBEURD
from leden.models import Gebeurtenis, Lidmaatschap, Opvolging, Organisatie, met_voorgangers
from trajecten.models import Traject
from trajecten.standwoord import met_standwoord

MEESTE = 50  # of a list on this page


def inhoud(organisatie, wie):
    """Context for everyone who may read about this organisation; trajecten as far as the reader may know about them."""
    vandaag = timezone.localdate()
    certificaten = (
        Certificaat.objects.openbaar().met_stand(vandaag).filter(organisatie__in=met_voorgangers(organisatie))
    )
    opvolgingen = list(
        Opvolging.objects.filter(Q(voorganger=organisatie) | Q(opvolger=organisatie))
        .select_related("voorganger", "opvolger")
        .order_by("per")
    )
    return {
        "organisatie": organisatie,
        "namen": organisatie.naamswijzigingen.all(),
        "opvolgingen": [een for een in opvolgingen if een.voorganger_id == organisatie.pk],
        "voorgangers": [een for een in opvolgingen if een.opvolger_id == organisatie.pk],
        "toelatingen": organisatie.toelatingen.all(),
        "vandaag": vandaag,
        "certificaten": [(een, stand_op(een, vandaag)) for een in certificaten.order_by("-geldig_van", "-pk")[:MEESTE]],
        "trajecten": met_standwoord(_trajecten(organisatie, wie)[:MEESTE]),
    }


def _trajecten(organisatie, wie):
    als = "certificeerder" if organisatie.soort == Organisatie.Soort.CERTIFICEERDER else "organisatie"
    return (
        Traject.objects.zichtbaar_voor(wie)
        .voor_lijst()
        .filter(**{f"{als}__in": met_voorgangers(organisatie)})
        .order_by("-pk")
    )


def mensen(organisatie):
    """Everyone with a role in this organisation today."""
    leden = Lidmaatschap.objects.geldig().filter(organisatie=organisatie).select_related("gebruiker")
    return leden.order_by("gebruiker__naam", "rol")


def logregels(organisatie):
    """The log about this organisation and its admissions, newest first, with each act in words."""
    onderwerpen = [organisatie.onderwerp]
    if organisatie.soort == Organisatie.Soort.CERTIFICEERDER:
        onderwerpen += [een.onderwerp for een in organisatie.toelatingen.all()]
    rijen = Gebeurtenis.objects.filter(onderwerp__in=onderwerpen).order_by("-volgnummer")
    return [(rij, GEBEURD[rij.handeling]) for rij in rijen[:MEESTE]]

"""The short road after an award with conditions, or after a reported change: what happened since, and what assessors find of it."""

from django.db import transaction
from django.utils import timezone

from leden.bevoegdheden import Handeling, eisen
from leden.logboek import vastleggen
from leden.models import Lidmaatschap
from toetsing import nog_te_doen
from toetsing.models import Advies, Verbeterplan, Vervolgpunt, Voorbehoud
from trajecten.beginnen import kort_traject
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.levensloop import BEURTEN, TERMIJNVELDEN, Soort, Status, lopen, termijn_zetten
from trajecten.models import Melding, Traject
from trajecten.termijnen import einddatum

TERMIJN = BEURTEN[Status.VOORTGANG].termijn
TERMIJN_NA_MELDING = "onderzoek_na_melding"


def vervolg_plannen(wie: Lidmaatschap, voorbehoud: Voorbehoud) -> Traject:
    """Begin the follow-up that a decision asks for. Part of handing out the certificate, which holds the lock."""
    traject = kort_traject(
        voorbehoud.traject,
        Soort.VERVOLGONDERZOEK,
        Status.VOORTGANG,
        door=wie.gebruiker,
        termijnnaam=TERMIJN,
        termijn=voorbehoud.onderzoek_op,
    )
    _punten_maken(traject, voorbehoud)
    vastleggen(wie, Handeling.VERVOLG_PLANNEN, traject.onderwerp, naar=traject.status)
    return traject


def onderzoek_beginnen(wie: Lidmaatschap, melding: Melding) -> Traject:
    """Begin an investigation into a reported change. Part of settling that it asks for one, which holds the lock."""
    toets = melding.traject
    traject = kort_traject(
        toets,
        Soort.VERVOLGONDERZOEK,
        Status.VOORTGANG,
        door=wie.gebruiker,
        termijnnaam=TERMIJN_NA_MELDING,
        termijn=einddatum(toets.kaderversie, TERMIJN_NA_MELDING, timezone.localdate()),
        melding=melding,
    )
    Vervolgpunt.objects.create(traject=traject, melding=melding)
    vastleggen(wie, Handeling.VERVOLG_PLANNEN, traject.onderwerp, naar=traject.status, reden=str(melding))
    return traject


def meer_tijd(traject: Traject, voorbehoud: Voorbehoud) -> None:
    """Another round of the same follow-up, by the dates of the decision that gave more time. Part of that decision."""
    _punten_maken(traject, voorbehoud)
    termijn_zetten(traject, TERMIJN, voorbehoud.onderzoek_op)
    traject.save(update_fields=TERMIJNVELDEN)


def _punten_maken(traject: Traject, voorbehoud: Voorbehoud) -> None:
    """A point for every condition, and one for every plan that was agreed on."""
    plannen = Verbeterplan.objects.eigen().filter(traject=voorbehoud.traject_id, goedgekeurd_op__isnull=False)
    Vervolgpunt.objects.bulk_create(
        [
            *(
                Vervolgpunt(traject=traject, voorbehoud=voorbehoud, voorwaarde=een)
                for een in voorbehoud.voorwaarden.all()
            ),
            *(Vervolgpunt(traject=traject, voorbehoud=voorbehoud, plan=plan) for plan in plannen),
        ]
    )


@transaction.atomic
def vervolg_indienen(wie: Lidmaatschap, traject: Traject) -> Traject:
    """The director hands in what happened since the decision; from here the certifier reads it."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.VERVOLG_INDIENEN))
    eisen(nog_te_doen.vervolg_vertellen(traject))
    lopen(traject, Handeling.VERVOLG_INDIENEN, Status.VOORTGANG_INGEDIEND, wie)
    return traject


@transaction.atomic
def vervolg_opleveren(wie: Lidmaatschap, traject: Traject) -> Traject:
    """The assessors hand over what they found of each point; it does not change any more, and the advice can be written."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.VERVOLG_OPLEVEREN))
    eisen(nog_te_doen.vervolg_beoordelen(traject))
    punten = Vervolgpunt.objects.filter(traject=traject, voorbehoud=Voorbehoud.objects.van(traject))
    sha256 = punten.sha256()
    punten.update(opgeleverd_op=timezone.now())
    Advies.objects.create(traject=traject)
    lopen(traject, Handeling.VERVOLG_OPLEVEREN, Status.ADVIES, wie, stuk_sha256=sha256)
    return traject

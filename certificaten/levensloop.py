"""The life of a certificate. Its state is computed at the moment of asking, from dates and decisions (uitgangspunten § 16)."""

from django.db import models

from certificaten.models import Wijziging


class Stand(models.TextChoices):
    NOG_NIET = "nog_niet", "Nog niet geldig"
    GELDIG = "geldig", "Geldig"
    GELDIG_MET_VOORWAARDEN = "geldig_met_voorwaarden", "Geldig met voorwaarden"
    GESCHORST = "geschorst", "Geschorst"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    BEEINDIGD = "beeindigd", "Beëindigd"
    VERLOPEN = "verlopen", "Verlopen"
    OPGEVOLGD = "opgevolgd", "Opgevolgd"


# In these a certificate holds.
GELDIGE_STANDEN = (Stand.GELDIG, Stand.GELDIG_MET_VOORWAARDEN)


def stand_op(certificaat, dag):
    """The state on a day of a certificate that was fetched with `met_stand(dag)`."""
    wijziging = certificaat.wijziging
    if wijziging and wijziging.soort in Wijziging.EINDES and _liep_nog(certificaat, wijziging.per):
        return Stand(wijziging.soort)
    if dag < certificaat.geldig_van:
        return Stand.NOG_NIET
    if certificaat.opvolger:
        return Stand.OPGEVOLGD
    if dag > certificaat.geldig_tot_en_met:
        return Stand.VERLOPEN
    if wijziging and wijziging.soort == Wijziging.Soort.GESCHORST:
        return Stand.GESCHORST
    return Stand.GELDIG_MET_VOORWAARDEN if certificaat.onderzoek_op else Stand.GELDIG


def _liep_nog(certificaat, dag):
    """Whether there was anything left to end: a suspension also reaches its last day when the certificate has run out."""
    is_opgevolgd = certificaat.opvolger and certificaat.opvolger_per <= dag
    return dag <= certificaat.geldig_tot_en_met and not is_opgevolgd

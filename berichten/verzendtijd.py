"""When and how a letter goes to somebody: at once, in the message of the day, or not by mail; and never at night."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from berichten.models import Bezorging, Kapotadres, Poststuk, Wijze
from berichten.werkdagen import is_werkdag, werkdagen_tussen
from leden.models import Lidmaatschap

# Between these hours of a working day a mail may come.
VANAF, TOT = time(7), time(19)
# So many working days before a term a letter does not wait for the morning.
SPOED = 2


def bezorging_voor(poststuk: Poststuk, lid: Lidmaatschap, nu: datetime, is_vervangen: bool) -> dict[str, object]:
    """`weg` and `niet_voor` of the delivery of this letter to this membership. `is_vervangen`: a deputy gets it too."""
    if is_vervangen or Kapotadres.objects.is_van(lid.gebruiker):
        return {"weg": Bezorging.Weg.LEZEN, "niet_voor": None}
    wijze = lid.postvoorkeur.wijze if hasattr(lid, "postvoorkeur") else Wijze.METEEN
    spoed = (
        poststuk.is_beurt
        and poststuk.termijn is not None
        and werkdagen_tussen(timezone.localdate(nu), poststuk.termijn) <= SPOED
    )
    if spoed:
        return {"weg": Bezorging.Weg.MAIL, "niet_voor": nu}
    if wijze == Wijze.BEURT and not poststuk.is_beurt:
        return {"weg": Bezorging.Weg.LEZEN, "niet_voor": None}
    if wijze == Wijze.DAGELIJKS or poststuk.is_bundel:
        return {"weg": Bezorging.Weg.BUNDEL, "niet_voor": volgende_ochtend(nu)}
    return {"weg": Bezorging.Weg.MAIL, "niet_voor": op_een_goed_uur(nu)}


def op_een_goed_uur(nu: datetime) -> datetime:
    """Now, on a working day by day; else the next morning of a working day."""
    hier = timezone.localtime(nu)
    if is_werkdag(hier.date()) and VANAF <= hier.time() < TOT:
        return nu
    if is_werkdag(hier.date()) and hier.time() < VANAF:
        return _ochtend(hier.date())
    return volgende_ochtend(nu)


def volgende_ochtend(nu: datetime) -> datetime:
    """The first morning of a working day after this day."""
    dag = timezone.localdate(nu) + timedelta(days=1)
    while not is_werkdag(dag):
        dag += timedelta(days=1)
    return _ochtend(dag)


def _ochtend(dag):
    return timezone.make_aware(datetime.combine(dag, VANAF))

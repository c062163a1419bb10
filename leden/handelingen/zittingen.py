"""A second person confirms a term in the beheercommissie, or refuses it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from huisstijl import post
from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.bevoegdheden.zittingen import bevestigbelemmeringen
from leden.handelingen.mensen import op_slot, periode
from leden.logboek import vastleggen
from leden.models import Lidmaatschap


@transaction.atomic
def zitting_bevestigen(wie: Lidmaatschap, lidmaatschap: Lidmaatschap) -> Lidmaatschap:
    """The term holds from now on, or from its first day; the whole committee gets a letter."""
    lidmaatschap = op_slot(lidmaatschap)
    eisen(bevestigbelemmeringen(wie, lidmaatschap, Handeling.ZITTING_BEVESTIGEN))
    lidmaatschap.bevestigd_door = wie.gebruiker
    # It did not hold on the days that it waited.
    lidmaatschap.van = max(lidmaatschap.van, timezone.localdate())
    lidmaatschap.save(update_fields=["bevestigd_door", "van"])
    vastleggen(
        wie, Handeling.ZITTING_BEVESTIGEN, lidmaatschap.onderwerp, naar=lidmaatschap.rol, reden=periode(lidmaatschap)
    )
    leden = Lidmaatschap.objects.geldig().filter(organisatie=lidmaatschap.organisatie_id)
    for gebruiker in sorted({*leden.values_list("gebruiker", flat=True), lidmaatschap.gebruiker_id}):
        post.klaarzetten("zitting_gegeven", lidmaatschap=lidmaatschap.pk, gebruiker=gebruiker)
    return lidmaatschap


@transaction.atomic
def zitting_weigeren(wie: Lidmaatschap, lidmaatschap: Lidmaatschap, reden: str) -> None:
    """The term does not go through, for a reason that stays in the log; who proposed it hears of it."""
    lidmaatschap = op_slot(lidmaatschap)
    eisen(bevestigbelemmeringen(wie, lidmaatschap, Handeling.ZITTING_WEIGEREN))
    if not reden.strip():
        raise Geweigerd(["Schrijf waarom u deze zittingsperiode niet bevestigt."])
    waarvoor = periode(lidmaatschap)
    lidmaatschap.tot = lidmaatschap.van - timedelta(days=1)
    lidmaatschap.save(update_fields=["tot"])
    vastleggen(
        wie,
        Handeling.ZITTING_WEIGEREN,
        lidmaatschap.onderwerp,
        van=lidmaatschap.rol,
        reden=f"{waarvoor}. Reden: {reden.strip()}",
    )
    post.klaarzetten("zitting_geweigerd", lidmaatschap=lidmaatschap.pk)

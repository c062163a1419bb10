"""The hearing of an objection as a date in the calendar of who is there: the organisation, who advises, and the secretary."""

from django.db.models import CharField
from django.db.models.functions import Cast

from berichten.kalender import Afspraak, sinds, versie
from geschillen.models import Bezwaar
from leden.bevoegdheden import Handeling, heeft_rol
from leden.models import Lidmaatschap, Rol


def hoorzittingen(wie: Lidmaatschap) -> list[Afspraak]:
    """Those that are not called off; of the committee only the secretary is there."""
    if not heeft_rol(wie, Handeling.BEZWAAR_LEZEN) or wie.rol in (Rol.COMMISSIELID, Rol.VOORZITTER):
        return []
    rijen = Bezwaar.objects.zichtbaar_voor(wie).filter(
        horen_op__date__gte=sinds(), horen_tot__isnull=False, afgezien_op__isnull=True, ingetrokken_op__isnull=True
    )
    rijen = rijen.annotate(nummer=Cast("pk", CharField())).annotate(versie=versie("bezwaar", "nummer"))
    return [
        Afspraak(
            sleutel=f"bezwaar-{bezwaar.pk}",
            versie=bezwaar.versie,
            titel="Hoorzitting over een bezwaar",
            bij=bezwaar.besluit.agendapunt.traject.organisatie.naam,
            plaats=f"{bezwaar.horen_plaats} of {bezwaar.horen_link}" if bezwaar.horen_link else bezwaar.horen_plaats,
            pad=bezwaar.get_absolute_url(),
            onderwerpen=frozenset({bezwaar.onderwerp}),
            begin=bezwaar.horen_op,
            eind=bezwaar.horen_tot,
        )
        for bezwaar in rijen
    ]

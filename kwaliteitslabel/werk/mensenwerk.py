"""What waits for who looks after people: invitations that nearly stop working, and roles and terms of office that end."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from kwaliteitslabel.werk.werkvoorraad import Werk
from leden.bevoegdheden.zittingen import te_bevestigen_door
from leden.models import Lidmaatschap, Organisatie, Rol, Uitnodiging
from leden.models.uitnodigingen import GELDIG_DAGEN

UITNODIGING_BIJNA_VOORBIJ = 3
ROL_BIJNA_VOORBIJ = 30
# Finding and appointing a new member takes longer.
ZITTING_BIJNA_VOORBIJ = 60
HOOGSTENS = 20


def mensenwerk(wie):
    """The rows of Mijn werk about people; none for who does not look after them."""
    if wie.rol == Rol.BEHEERDER:
        eindes = Lidmaatschap.objects.filter(organisatie=wie.organisatie_id)
        return _uitnodigingen(wie) + _eindes(eindes, ROL_BIJNA_VOORBIJ)
    if wie.rol == Rol.LABELBEHEERDER:
        zittingen = Lidmaatschap.objects.filter(organisatie__soort=Organisatie.Soort.BEHEERCOMMISSIE)
        return _te_bevestigen(wie) + _eindes(zittingen, ZITTING_BIJNA_VOORBIJ)
    return _te_bevestigen(wie)


def _te_bevestigen(wie):
    """Terms in the beheercommissie that somebody else proposed; none for who does not confirm them."""
    wachtend = te_bevestigen_door(wie).select_related("gebruiker", "voorgesteld_door").order_by("van", "pk")
    return [
        Werk(
            titel=f"Bevestig {een.gebruiker.naam} als {een.get_rol_display()} in de beheercommissie, of niet",
            zin=f"{een.voorgesteld_door.naam} stelt dit voor. De rol geldt pas als een tweede persoon die bevestigt.",
            url=reverse("zitting_bevestigen", args=[een.pk]),
            knop="Bekijk het voorstel",
            termijn=een.van,
        )
        for een in wachtend[:HOOGSTENS]
    ]


def _uitnodigingen(wie):
    grens = timezone.now() - timedelta(days=GELDIG_DAGEN - UITNODIGING_BIJNA_VOORBIJ)
    bijna = Uitnodiging.objects.zichtbaar_voor(wie).open().filter(verstuurd_op__lt=grens)
    return [
        Werk(
            titel=f"De uitnodiging voor {uitnodiging.email} verloopt bijna",
            zin="De uitnodiging is nog niet aangenomen. U kunt die opnieuw sturen of intrekken.",
            url=reverse("uitnodigingen", args=[uitnodiging.organisatie_id]),
            knop="Bekijk de uitnodigingen",
            termijn=timezone.localtime(uitnodiging.vervalt_op).date(),
        )
        for uitnodiging in bijna[:HOOGSTENS]
    ]


def aflopend(lidmaatschappen, dagen):
    """Roles that end within so many days, and are not followed by another period of the same role, also one that is proposed."""
    verder = Lidmaatschap.objects.niet_voorbij().filter(
        gebruiker=OuterRef("gebruiker"),
        organisatie=OuterRef("organisatie"),
        rol=OuterRef("rol"),
        van__gt=OuterRef("tot"),
    )
    grens = timezone.localdate() + timedelta(days=dagen)
    return lidmaatschappen.geldig().filter(~Exists(verder), tot__lte=grens)


def _eindes(lidmaatschappen, dagen):
    return [
        Werk(
            titel=f"{een.gebruiker.naam} is bijna geen {een.get_rol_display()} meer",
            zin="Daarna vervallen de rechten vanzelf. Geef de rol opnieuw als deze persoon blijft.",
            url=reverse("mens", args=[een.organisatie_id, een.gebruiker_id]),
            knop="Bekijk de rollen",
            termijn=een.tot,
        )
        for een in aflopend(lidmaatschappen, dagen).select_related("gebruiker").order_by("tot", "pk")[:HOOGSTENS]
    ]

"""What waits for who looks after people: invitations that nearly stop working, and roles and terms of office that end."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from kwaliteitslabel.werk.werkvoorraad import Werk
from leden.bevoegdheden import Handeling, heeft_rol
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
        return _zittingen(wie)
    zittingen = _wachtend(te_bevestigen_door(wie)) if heeft_rol(wie, Handeling.ZITTING_BEVESTIGEN) else ()
    return [*map(_te_bevestigen, zittingen), *_eigen_einde(wie)]


def _zittingen(wie):
    """Terms in the beheercommissie: those to confirm, and those that end. One query for both."""
    zittingen = Lidmaatschap.objects.filter(organisatie__soort=Organisatie.Soort.BEHEERCOMMISSIE)
    te_bevestigen, eindes = te_bevestigen_door(wie), aflopend(zittingen, ZITTING_BIJNA_VOORBIJ)
    rijen = _wachtend(Lidmaatschap.objects.filter(Q(pk__in=te_bevestigen.values("pk")) | Q(pk__in=eindes.values("pk"))))
    return [_te_bevestigen(een) if een.is_voorstel else _einde(een) for een in rijen]


def _wachtend(lidmaatschappen):
    return lidmaatschappen.select_related("gebruiker", "voorgesteld_door").order_by("van", "pk")[:HOOGSTENS]


def _te_bevestigen(een):
    """A term in the beheercommissie that somebody else proposed."""
    return Werk(
        titel=f"Bevestig {een.gebruiker.naam} als {een.get_rol_display()} in de beheercommissie, of niet",
        zin=f"{een.voorgesteld_door.naam} stelt dit voor. De rol geldt pas als een tweede persoon die bevestigt.",
        url=reverse("zitting_bevestigen", args=[een.pk]),
        knop="Bekijk het voorstel",
        termijn=een.van,
    )


def _eigen_einde(wie):
    """That one's own role ends soon; asks only when it has an end that is near."""
    grens = timezone.localdate() + timedelta(days=ROL_BIJNA_VOORBIJ)
    if wie.tot is None or wie.tot > grens:
        return []
    if not aflopend(Lidmaatschap.objects.filter(pk=wie.pk), ROL_BIJNA_VOORBIJ).exists():
        return []
    return [
        Werk(
            titel=f"Uw rol als {wie.get_rol_display()} eindigt",
            zin="Daarna vervallen uw rechten in deze rol vanzelf. Blijft u, vraag dan op tijd om een nieuwe periode.",
            url=reverse("eigen_organisatie"),
            knop="Bekijk bij wie",
            termijn=wie.tot,
        )
    ]


def _uitnodigingen(wie):
    grens = timezone.now() - timedelta(days=GELDIG_DAGEN - UITNODIGING_BIJNA_VOORBIJ)
    aandacht = Q(verstuurd_op__lt=grens) | Q(teruggekomen_op__isnull=False)
    rijen = Uitnodiging.objects.zichtbaar_voor(wie).open().filter(aandacht)
    return [_uitnodiging(uitnodiging) for uitnodiging in rijen[:HOOGSTENS]]


def _uitnodiging(uitnodiging):
    titel = f"De uitnodiging voor {uitnodiging.email} verloopt bijna"
    zin = "De uitnodiging is nog niet aangenomen. U kunt die opnieuw sturen of intrekken."
    if uitnodiging.teruggekomen_op:
        titel = f"De uitnodiging voor {uitnodiging.email} kwam terug"
        zin = (
            "Kijk het adres na. Klopt het niet, trek de uitnodiging dan in en nodig de persoon uit op het goede adres."
        )
    return Werk(
        titel=titel,
        zin=zin,
        url=reverse("uitnodigingen", args=[uitnodiging.organisatie_id]),
        knop="Bekijk de uitnodigingen",
        termijn=timezone.localtime(uitnodiging.vervalt_op).date(),
    )


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
    rijen = aflopend(lidmaatschappen, dagen).select_related("gebruiker").order_by("tot", "pk")
    return [_einde(een) for een in rijen[:HOOGSTENS]]


def _einde(een):
    return Werk(
        titel=f"{een.gebruiker.naam} is bijna geen {een.get_rol_display()} meer",
        zin="Daarna vervallen de rechten vanzelf. Geef de rol opnieuw als deze persoon blijft.",
        url=reverse("mens", args=[een.organisatie_id, een.gebruiker_id]),
        knop="Bekijk de rollen",
        termijn=een.tot,
    )

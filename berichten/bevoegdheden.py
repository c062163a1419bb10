"""Who may read letters before they go, and be away: the reasons why not."""

from datetime import date

from django.utils import timezone

from berichten.models import Poststuk, Vervanging
from leden.bevoegdheden import Handeling, rolbelemmeringen
from leden.models import Lidmaatschap


def nalezen_belemmeringen(wie: Lidmaatschap, poststuk: Poststuk) -> list[str]:
    """Why this person cannot read this letter before it goes, or write its text anew."""
    if redenen := rolbelemmeringen(wie, Handeling.BRIEF_NALEZEN):
        return redenen
    if not Poststuk.objects.voor_nalezer(wie).filter(pk=poststuk.pk).exists():
        return ["Deze brief leest iemand anders na."]
    if poststuk.nagelezen_op is not None:
        return ["Deze brief is al nagelezen. Laad de pagina opnieuw om te zien wat ermee is gebeurd."]
    return []


def wie_kan_vervangen(lidmaatschap: Lidmaatschap) -> list[Lidmaatschap]:
    """Who has the same role at the same organisation today."""
    return list(
        Lidmaatschap.objects.geldig()
        .filter(organisatie=lidmaatschap.organisatie_id, rol=lidmaatschap.rol)
        .exclude(gebruiker=lidmaatschap.gebruiker_id)
        .select_related("gebruiker", "organisatie")
        .order_by("gebruiker__naam", "pk")
    )


def vervangingsbelemmeringen(
    wie: Lidmaatschap, lidmaatschap: Lidmaatschap, vervanger: Lidmaatschap, van: date, tot: date
) -> list[str]:
    """Why this person cannot be away in a role between these days (both included), with this deputy."""
    if lidmaatschap.gebruiker_id != wie.gebruiker_id:
        return ["U regelt alleen uw eigen vervanging."]
    if vervanger not in wie_kan_vervangen(lidmaatschap):
        return ["Kies iemand met dezelfde rol bij dezelfde organisatie."]
    if tot < van:
        return ["De laatste dag ligt voor de eerste. Kies een latere laatste dag."]
    if tot < timezone.localdate():
        return ["De laatste dag is al geweest. Kies een latere."]
    overlap = Vervanging.objects.filter(van__lte=tot, tot__gte=van)
    if overlap.filter(lidmaatschap=lidmaatschap).exists():
        return ["U hebt voor deze dagen al iemand gevraagd. Beëindig die vervanging eerst."]
    if overlap.filter(lidmaatschap=vervanger).exists():
        return [f"{vervanger.gebruiker.naam} is in deze dagen zelf afwezig. Kies iemand anders."]
    if overlap.filter(vervanger=lidmaatschap).exists():
        return ["U vervangt in deze dagen zelf iemand. Spreek eerst af wie dat overneemt."]
    return []

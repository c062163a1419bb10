"""Who may rename and merge organisations, and when that cannot be: reasons why not (Dutch sentences; empty list = yes)."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, Value
from django.db.models.functions import Lower
from django.utils import timezone

from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden.handelingen import Handeling
from leden.bevoegdheden.redenen import rolbelemmeringen
from leden.models import Lidmaatschap, Organisatie

SAMEN_TE_VOEGEN = (Organisatie.Soort.LID, Organisatie.Soort.CERTIFICEERDER)
# A new name or a merger is written down for a day at most so far back or ahead.
HOOGUIT = timedelta(days=365)


def wie_zo_heten(namen: Collection[str]) -> dict[str, Organisatie]:
    """The organisations that are called so or will be, by that name in small letters.

    The database makes small letters of both sides: of a letter as İ it makes something else than Python does.
    """
    klein = [Lower(Value(naam)) for naam in namen]
    heten = Organisatie.objects.alias(nu_klein=Lower("naam"), straks_klein=Lower("nieuwe_naam")).filter(
        Q(nu_klein__in=klein) | Q(straks_klein__in=klein)
    )
    # Any: `nu` and `straks` belong to these rows only.
    gevonden: Iterable[Any] = heten.annotate(nu=F("naam"), straks=F("nieuwe_naam"))
    gevraagd = {naam.lower() for naam in namen}
    return {naam.lower(): een for een in gevonden for naam in (een.nu, een.straks) if naam.lower() in gevraagd}


def naambelemmeringen(naam: str, behalve: Organisatie | None = None) -> list[str]:
    """Why an organisation cannot be called this: another one is called so, or will be."""
    if any(een != behalve for een in wie_zo_heten([naam]).values()):
        return [f"Er is al een organisatie die {naam} heet, of straks zo gaat heten. Kies een andere naam."]
    return []


def hernoembelemmeringen(wie: Lidmaatschap, organisatie: Organisatie, naam: str, per: date) -> list[str]:
    belemmeringen = rolbelemmeringen(wie, Handeling.HERNOEMEN)
    if belemmeringen:
        return belemmeringen
    if weg := alopgegaan(organisatie):
        return weg
    if naam == organisatie.naam:
        belemmeringen.append(f"{naam} heet al zo.")
    return belemmeringen + dagbelemmeringen(organisatie, per) + naambelemmeringen(naam, organisatie)


def dagbelemmeringen(organisatie: Organisatie, per: date) -> list[str]:
    """Why nothing new about an organisation can hold from this day: history keeps its order, and far away is a mistake in typing."""
    vandaag = timezone.localdate()
    if per < vandaag - HOOGUIT:
        return [
            f"{dagkort(per)} is meer dan een jaar geleden. Kijk het jaar na, of kies een dag in het afgelopen jaar: wat eerder is "
            "besloten en uitgegeven, noemt de organisatie zoals zij toen heette."
        ]
    if per > vandaag + HOOGUIT:
        return [f"{dagkort(per)} is over meer dan een jaar. Kijk het jaar na, of leg dit later vast."]
    if organisatie.lid_sinds and per < organisatie.lid_sinds:
        return [f"{organisatie.naam} is lid sinds {dagkort(organisatie.lid_sinds)}. Kies die dag of een latere."]
    vorige = organisatie.naamswijzigingen.filter(per__lte=vandaag).first()
    if vorige and per <= vorige.per:
        return [f"De naam {vorige.wordt} geldt sinds {dagkort(vorige.per)}. Kies een dag daarna."]
    return []


def naamintrekbelemmeringen(wie: Lidmaatschap, organisatie: Organisatie) -> list[str]:
    """A new name can be taken back until its day has come."""
    belemmeringen = rolbelemmeringen(wie, Handeling.HERNOEMING_INTREKKEN)
    per = organisatie.nieuwe_naam_per
    if belemmeringen:
        return belemmeringen
    if per is None:
        belemmeringen.append(f"Er staat voor {organisatie.naam} geen nieuwe naam klaar.")
    elif per <= timezone.localdate():
        belemmeringen.append(f"De nieuwe naam geldt sinds {dagkort(per)}. Geef weer een andere naam.")
    return belemmeringen


def samenvoegbelemmeringen(
    wie: Lidmaatschap, organisatie: Organisatie, opgegaan_in: Organisatie, per: date
) -> list[str]:
    """A merger leads on, once for each organisation, and never back."""
    belemmeringen = rolbelemmeringen(wie, Handeling.SAMENVOEGEN) or alopgegaan(organisatie)
    if belemmeringen:
        return belemmeringen
    if organisatie == opgegaan_in:
        return ["Een organisatie kan niet in zichzelf opgaan. Kies een andere."]
    if organisatie.soort not in SAMEN_TE_VOEGEN or organisatie.soort != opgegaan_in.soort:
        return ["Alleen twee lidorganisaties of twee certificerende instellingen kunnen samengaan."]
    if opgegaan_in.opvolgingen.filter(opvolger=organisatie).exists():
        return [f"{opgegaan_in.naam} gaat zelf in {organisatie.naam} op. Kies een andere."]
    belemmeringen += dagbelemmeringen(organisatie, per)
    verder = getattr(opgegaan_in, "samenvoeging", None)
    if verder and verder.per <= per:
        belemmeringen.append(
            f"{opgegaan_in.naam} is op {dagkort(per)} zelf al opgegaan in {verder.opgegaan_in.naam}. Kies die, of een eerdere dag."
        )
    if organisatie.nieuwe_naam_per and organisatie.nieuwe_naam_per >= max(
        per, timezone.localdate() + timedelta(days=1)
    ):
        belemmeringen.append(
            f"{organisatie.naam} gaat per {dagkort(organisatie.nieuwe_naam_per)} {organisatie.nieuwe_naam} heten. Trek die naam "
            "eerst in, of kies een dag daarna."
        )
    eerder = organisatie.samenvoegingen.filter(per__gte=per).first()
    if eerder:
        belemmeringen.append(
            f"{eerder.organisatie.naam} gaat op {dagkort(eerder.per)} in {organisatie.naam} op. Kies een dag daarna."
        )
    return belemmeringen


def alopgegaan(organisatie: Organisatie) -> list[str]:
    """Why an organisation cannot merge: it has done so, or is going to."""
    samenvoeging = getattr(organisatie, "samenvoeging", None)
    if samenvoeging is None:
        return []
    woord = "gaat" if samenvoeging.per > timezone.localdate() else "ging"
    return [f"{organisatie.naam} {woord} al op in {samenvoeging.opgegaan_in.naam}, per {dagkort(samenvoeging.per)}."]


def opgegaanbelemmeringen(organisatie: Organisatie) -> list[str]:
    """Why nothing new begins at an organisation: its merger has come."""
    return alopgegaan(organisatie) if organisatie.is_opgegaan else []


def intrekbelemmeringen(wie: Lidmaatschap, organisatie: Organisatie) -> list[str]:
    """A merger can be taken back until its day has come."""
    belemmeringen = rolbelemmeringen(wie, Handeling.SAMENVOEGING_INTREKKEN)
    samenvoeging = getattr(organisatie, "samenvoeging", None)
    if belemmeringen:
        return belemmeringen
    if samenvoeging is None:
        belemmeringen.append(f"{organisatie.naam} gaat niet in een andere organisatie op.")
    elif samenvoeging.per <= timezone.localdate():
        belemmeringen.append(f"De samenvoeging geldt sinds {dagkort(samenvoeging.per)} en kan niet meer terug.")
    return belemmeringen

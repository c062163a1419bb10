"""Who may rename and merge organisations, and when that cannot be: reasons why not (Dutch sentences; empty list = yes)."""

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from leden.bevoegdheden.redenen import rolbelemmeringen
from leden.bevoegdheden.rollen import Handeling
from leden.models import Organisatie
from leden.templatetags.opmaak import dagkort

SAMEN_TE_VOEGEN = (Organisatie.Soort.LID, Organisatie.Soort.CERTIFICEERDER)


def wie_zo_heten(namen):
    """The organisations that are called so or will be, by that name in small letters."""
    klein = {naam.lower() for naam in namen}
    heten = Organisatie.objects.annotate(nu=Lower("naam"), straks=Lower("nieuwe_naam"))
    gevonden = heten.filter(Q(nu__in=klein) | Q(straks__in=klein))
    return {naam: een for een in gevonden for naam in (een.nu, een.straks) if naam in klein}


def naambelemmeringen(naam, behalve=None):
    """Why an organisation cannot be called this: another one is called so, or will be."""
    if any(een != behalve for een in wie_zo_heten([naam]).values()):
        return [f"Er is al een organisatie die {naam} heet, of straks zo gaat heten. Kies een andere naam."]
    return []


def hernoembelemmeringen(wie, organisatie, naam, per):
    belemmeringen = rolbelemmeringen(wie, Handeling.HERNOEMEN)
    if belemmeringen:
        return belemmeringen
    if weg := alopgegaan(organisatie):
        return weg
    if naam == organisatie.naam:
        belemmeringen.append(f"{naam} heet al zo.")
    vorige = organisatie.naamswijzigingen.filter(per__lte=timezone.localdate()).first()
    if vorige and per <= vorige.per:
        belemmeringen.append(f"De vorige nieuwe naam geldt sinds {dagkort(vorige.per)}. Kies een dag daarna.")
    return belemmeringen + naambelemmeringen(naam, organisatie)


def samenvoegbelemmeringen(wie, organisatie, opgegaan_in, per):
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
    verder = getattr(opgegaan_in, "samenvoeging", None)
    if verder and verder.per <= per:
        belemmeringen.append(
            f"{opgegaan_in.naam} is op {dagkort(per)} zelf al opgegaan in {verder.opgegaan_in.naam}. Kies die, of een eerdere dag."
        )
    eerder = organisatie.samenvoegingen.filter(per__gte=per).first()
    if eerder:
        belemmeringen.append(
            f"{eerder.organisatie.naam} gaat op {dagkort(eerder.per)} in {organisatie.naam} op. Kies een dag daarna."
        )
    return belemmeringen


def alopgegaan(organisatie):
    """Why an organisation cannot merge: it has done so, or is going to."""
    samenvoeging = getattr(organisatie, "samenvoeging", None)
    if samenvoeging is None:
        return []
    woord = "gaat" if samenvoeging.per > timezone.localdate() else "ging"
    return [f"{organisatie.naam} {woord} al op in {samenvoeging.opgegaan_in.naam}, per {dagkort(samenvoeging.per)}."]


def opgegaanbelemmeringen(organisatie):
    """Why nothing new begins at an organisation: its merger has come."""
    return alopgegaan(organisatie) if organisatie.is_opgegaan else []


def intrekbelemmeringen(wie, organisatie):
    """A merger can be taken back until its day has come."""
    belemmeringen = rolbelemmeringen(wie, Handeling.SAMENVOEGING_INTREKKEN)
    samenvoeging = getattr(organisatie, "samenvoeging", None)
    if not belemmeringen and samenvoeging is None:
        belemmeringen.append(f"{organisatie.naam} gaat niet in een andere organisatie op.")
    elif not belemmeringen and samenvoeging.per <= timezone.localdate():
        belemmeringen.append(f"De samenvoeging geldt sinds {dagkort(samenvoeging.per)} en kan niet meer terug.")
    return belemmeringen

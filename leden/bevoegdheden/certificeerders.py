"""Who keeps admissions and qualifications: reasons why not (Dutch sentences; empty list = yes)."""

from django.db.models import Value
from django.db.models.functions import Lower

from huisstijl.templatetags.opmaak import meervoud
from leden.bevoegdheden.handelingen import Handeling
from leden.bevoegdheden.opvolging import opgegaanbelemmeringen
from leden.bevoegdheden.redenen import rolbelemmeringen
from leden.models import Bekwaamheidssoort, Gebruiker, Lidmaatschap, Organisatie, beoordelaars


def toelatingbelemmeringen(wie: Lidmaatschap, organisatie: Organisatie) -> list[str]:
    belemmeringen = rolbelemmeringen(wie, Handeling.TOELATINGEN_BIJHOUDEN)
    if not belemmeringen and organisatie.soort != Organisatie.Soort.CERTIFICEERDER:
        belemmeringen.append(f"{organisatie.naam} is geen certificerende instelling.")
    return belemmeringen


def toelatingtoevoegbelemmeringen(wie: Lidmaatschap, organisatie: Organisatie) -> list[str]:
    """A certifier that went into another one gets no new admission; its old ones can still be set right."""
    return toelatingbelemmeringen(wie, organisatie) or opgegaanbelemmeringen(organisatie)


def bekwaamheidbelemmeringen(wie: Lidmaatschap, gebruiker: Gebruiker) -> list[str]:
    """A beheerder keeps the qualifications of who assesses or checks for the own certifier."""
    belemmeringen = rolbelemmeringen(wie, Handeling.BEKWAAMHEDEN_BIJHOUDEN)
    if not belemmeringen and not beoordelaars(wie.organisatie_id).filter(gebruiker=gebruiker).exists():
        belemmeringen.append(f"{gebruiker.naam} is geen toetser of controleur bij {wie.organisatie.naam}.")
    return belemmeringen


def soortnaambelemmeringen(naam: str, behalve: Bekwaamheidssoort | None = None) -> list[str]:
    """Two kinds with one name could not be told apart in a list."""
    # As the constraint compares them; `iexact` makes capitals, and of a letter as ẞ those are others.
    dezelfde = Bekwaamheidssoort.objects.alias(klein=Lower("naam")).filter(klein=Lower(Value(naam)))
    if behalve:
        dezelfde = dezelfde.exclude(pk=behalve.pk)
    return ["Er is al een soort met deze naam. Kies een andere naam."] if dezelfde.exists() else []


def soortverwijderbelemmeringen(wie: Lidmaatschap, soort: Bekwaamheidssoort) -> list[str]:
    """What somebody once showed stays, so its kind does too."""
    belemmeringen = rolbelemmeringen(wie, Handeling.BEKWAAMHEIDSSOORTEN_BIJHOUDEN)
    if not belemmeringen and (aantal := soort.bekwaamheden.count()):
        belemmeringen.append(
            f"Er {'is' if aantal == 1 else 'zijn'} {meervoud(aantal, 'bekwaamheid', 'bekwaamheden')} van deze soort. "
            "Verwijderen kan niet; u kunt wel stoppen met gebruiken."
        )
    return belemmeringen

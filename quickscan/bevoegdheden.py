"""Who may do what with a QuickScan, and why not: Dutch sentences, empty is yes."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from leden.bevoegdheden.handelingen import Handeling
from leden.bevoegdheden.redenen import heeft_rol, rolbelemmeringen
from leden.models import Lidmaatschap, Organisatie
from quickscan.models import QuickScan, Scanformulier
from quickscan.vragen import vraagfouten

NIET_OPEN = "Deze QuickScan is niet open."
AL_GEOPEND = "Deze QuickScan is al geopend. Wat er is gevraagd, verandert niet meer."
LANGST_OPEN = timedelta(days=365)


def sluitdagbelemmeringen(dag: date) -> list[str]:
    """A last day can only move to a later one, so a mistake in typing the year could not be set right after opening."""
    vandaag = timezone.localdate()
    if dag < vandaag:
        return [f"{date_format(dag, 'j F Y')} is al geweest. Kies vandaag of een latere dag."]
    if dag > vandaag + LANGST_OPEN:
        return [f"{date_format(dag, 'j F Y')} is over meer dan een jaar. Kijk het jaar na."]
    return []


def wijzigbelemmeringen(wie: Lidmaatschap, scan: QuickScan) -> list[str]:
    """What was asked stays as it was once the members have it."""
    return rolbelemmeringen(wie, Handeling.QUICKSCAN_BEHEREN) or ([] if scan.is_concept else [AL_GEOPEND])


def weggooibelemmeringen(wie: Lidmaatschap, scan: QuickScan) -> list[str]:
    """Only what the members never had can go."""
    redenen = rolbelemmeringen(wie, Handeling.QUICKSCAN_WEGGOOIEN)
    if not redenen and not scan.is_concept:
        redenen.append("Deze QuickScan is geopend. De antwoorden en de uitslag blijven bewaard.")
    return redenen


def openbelemmeringen(wie: Lidmaatschap, scan: QuickScan) -> list[str]:
    redenen = rolbelemmeringen(wie, Handeling.QUICKSCAN_OPENEN) or ([] if scan.is_concept else [AL_GEOPEND])
    if redenen:
        return redenen
    redenen = vraagfouten(scan.vragen) + sluitdagbelemmeringen(scan.sluit_op)
    if not Organisatie.objects.leden().exists():
        redenen.append("Er zijn nu geen leden om iets aan te vragen.")
    return redenen


def herinnerbelemmeringen(wie: Lidmaatschap, scan: QuickScan) -> list[str]:
    """At most one mail a day, and only while there is someone left to remind."""
    redenen = rolbelemmeringen(wie, Handeling.QUICKSCAN_HERINNEREN) or ([] if scan.is_open else [NIET_OPEN])
    if redenen:
        return redenen
    laatste = scan.herinnerd_op or scan.geopend_op
    if timezone.localtime(laatste).date() == timezone.localdate():
        mail = "herinnering" if scan.herinnerd_op else "eerste mail"
        redenen.append(f"De {mail} is vandaag verstuurd. Morgen kunt u herinneren.")
    if not scan.formulieren.leeg().exists():
        redenen.append("Alle organisaties hebben geantwoord.")
    return redenen


def koppelingbelemmeringen(wie: Lidmaatschap, scan: QuickScan) -> list[str]:
    """Why this membership cannot give an organisation another link."""
    return rolbelemmeringen(wie, Handeling.QUICKSCAN_KOPPELING_GEVEN) or ([] if scan.is_open else [NIET_OPEN])


def verlengbelemmeringen(wie: Lidmaatschap, scan: QuickScan, sluit_op: date | None = None) -> list[str]:
    """An open scan can stay open longer, and never shorter: someone may be waiting for the last day."""
    redenen = rolbelemmeringen(wie, Handeling.QUICKSCAN_VERLENGEN) or ([] if scan.is_open else [NIET_OPEN])
    if redenen or sluit_op is None:
        return redenen
    if sluit_op <= scan.sluit_op:
        nu = date_format(scan.sluit_op, "j F Y")
        redenen.append(f"De leden kunnen al antwoorden tot en met {nu}. Kies een latere dag.")
    return redenen or sluitdagbelemmeringen(sluit_op)


def sluitbelemmeringen(wie: Lidmaatschap, scan: QuickScan) -> list[str]:
    return rolbelemmeringen(wie, Handeling.QUICKSCAN_SLUITEN) or ([] if scan.is_open else [NIET_OPEN])


def invulbelemmeringen(scan: QuickScan) -> list[str]:
    """Who has the form or its link may answer, as long as the scan is open."""
    if scan.is_open:
        return []
    return [f"De QuickScan is gesloten sinds {date_format(timezone.localtime(scan.sluit_moment), 'j F Y, G.i')} uur."]


def namens(wie: Lidmaatschap | None, formulier: Scanformulier) -> Lidmaatschap | None:
    """The membership that answers for this organisation, or None when somebody else who happens to be signed in has the link."""
    eigen = heeft_rol(wie, Handeling.QUICKSCAN_INVULLEN) and wie.organisatie_id == formulier.organisatie_id
    return wie if eigen else None

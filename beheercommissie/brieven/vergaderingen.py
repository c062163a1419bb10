"""Who hears of meetings and of the rules of the committee."""

from beheercommissie.models import Reglement, Vergadering
from beheercommissie.ontvangers import COMMISSIE, LEDEN
from berichten.regels import ONVERTELD, SOORTEN, Inhoud, Regel, Soort
from leden.bevoegdheden import Handeling
from leden.models import Gebeurtenis
from trajecten.brieven import hulp_voor


def _zoek_vergadering(nummer: str) -> Vergadering | None:
    """A row of the log from before calls a meeting by its day."""
    hoe = {"pk": nummer} if nummer.isdecimal() else {"datum": nummer}
    return Vergadering.objects.filter(**hoe).first()


def _van_de_vergadering(vergadering: Vergadering, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    hulp, antwoord_aan = hulp_voor(None, LEDEN)
    return Inhoud(vergadering.get_absolute_url(), {"vergadering": vergadering}, None, hulp, antwoord_aan)


def _zoek_reglement(pk: str) -> Reglement | None:
    return Reglement.objects.filter(pk=pk).first()


def _van_het_reglement(reglement: Reglement, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    hulp, antwoord_aan = hulp_voor(None, LEDEN)
    return Inhoud(reglement.get_absolute_url(), {"reglement": reglement}, None, hulp, antwoord_aan)


SOORTEN["reglement"] = Soort(_zoek_reglement, _van_het_reglement)
SOORTEN["vergadering"] = Soort(_zoek_vergadering, _van_de_vergadering)

OVER_VERGADERINGEN = [
    Regel("reglement_vastgesteld", COMMISSIE, Handeling.REGLEMENT_VASTSTELLEN, is_bundel=True),
    Regel("vergadering_gepland", COMMISSIE, Handeling.VERGADERING_PLANNEN, is_bundel=True, met_agenda=True),
    Regel("vergadering_gewijzigd", COMMISSIE, Handeling.VERGADERING_WIJZIGEN, met_agenda=True),
    Regel("vergadering_afgezegd", COMMISSIE, Handeling.VERGADERING_AFZEGGEN, met_agenda=True),
]
ONVERTELD[Handeling.REGLEMENT_SCHRIJVEN] = "Een concept geldt nog niet; wie het vaststelt, leest het in de vergadering."
ONVERTELD[Handeling.AANWEZIGHEID_MELDEN] = "Wie komt, staat op de bladzijde van de vergadering."
ONVERTELD[Handeling.AGENDA_INDELEN] = "De agenda staat op de bladzijde van de vergadering."
for handeling in (Handeling.VERGADERING_OPENEN, Handeling.PRESENTIE_NOTEREN, Handeling.VERGADERING_SLUITEN):
    ONVERTELD[handeling] = "Wie er is, weet het; de anderen lezen het op de bladzijde van de vergadering."

"""Who hears of the minutes of a meeting: rows of the table in `berichten.regels`."""

from beheercommissie.models import Vergadering
from beheercommissie.ontvangers import COMMISSIE, LEDEN, SCHRIJVER
from berichten.regels import Inhoud, Regel
from leden.bevoegdheden import Handeling
from leden.models import Gebeurtenis
from trajecten.brieven import hulp_voor


def _over_het_verslag(vergadering: Vergadering, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    hulp, antwoord_aan = hulp_voor(None, LEDEN)
    verslag = vergadering.verslag
    return Inhoud(verslag.get_absolute_url(), {"verslag": verslag}, None, hulp, antwoord_aan)


VERSLAGREGELS = [
    Regel("verslag_ligt_voor", COMMISSIE, Handeling.VERSLAG_VOORLEGGEN, is_bundel=True, inhoud=_over_het_verslag),
    Regel("verslag_opmerking", SCHRIJVER, Handeling.VERSLAG_OPMERKEN, is_bundel=True, inhoud=_over_het_verslag),
    Regel("verslag_vastgesteld", COMMISSIE, Handeling.VERSLAG_VASTSTELLEN, is_bundel=True, inhoud=_over_het_verslag),
]
VERSLAG_ONVERTELD = {
    Handeling.VERSLAG_SCHRIJVEN: "De commissie hoort het als het verslag op een agenda staat.",
    Handeling.VERSLAGSJABLOON_VERVANGEN: "Alleen de secretaris maakt en gebruikt het sjabloon.",
}

"""Where one can go, and where one is: the menu. A builtin library: templates need no `load`."""

import re

from django import template
from django.urls import reverse

from leden.models import Rol

register = template.Library()

MENU = [("Mijn werk", "mijn_werk"), ("Trajecten", "trajecten"), ("Register", "register"), ("Hulp", "hulp")]
_HOUDER = [("Mijn werk", "mijn_werk"), ("Ons label", "labels"), ("Trajecten", "trajecten"), ("Register", "register")]
_COMMISSIE = [
    ("Mijn werk", "mijn_werk"),
    ("Vergaderingen", "vergaderingen"),
    ("Trajecten", "trajecten"),
    ("Register", "register"),
]
# At most four items; help also stands at the foot of every page.
MENU_VAN_ROL = {
    Rol.KWALITEITSMEDEWERKER: _HOUDER,
    Rol.BESTUURDER: _HOUDER,
    **dict.fromkeys((Rol.COMMISSIELID, Rol.VOORZITTER, Rol.SECRETARIS), _COMMISSIE),
    Rol.BEHEERDER: [
        ("Mijn werk", "mijn_werk"),
        ("Mensen", "mensen"),
        ("Organisatie", "eigen_organisatie"),
        ("Register", "register"),
    ],
    Rol.KLACHTBEHANDELAAR: [
        ("Mijn werk", "mijn_werk"),
        ("Klachten", "klachten"),
        ("Register", "register"),
        ("Hulp", "hulp"),
    ],
    Rol.LABELBEHEERDER: [
        ("Mijn werk", "mijn_werk"),
        ("Trajecten", "trajecten"),
        ("Beheer", "beheer"),
        ("Register", "register"),
    ],
}
# Pages elsewhere that an item stands for, by how their paths begin: there too it is the current one.
MENU_STAAT_VOOR = {
    "beheer": re.compile(
        r"/(organisaties|toelatingen|bekwaamheden|mensen|inlogdiensten|belangen/register|normenkader|quickscan|verslagen)/"
    ),
    "vergaderingen": re.compile(r"/(agendapunten|bespreekpunten|belangverklaringen|verslagen|verslagteksten)/"),
    "mensen": re.compile(r"/organisaties/\d+/mensen/"),
    "eigen_organisatie": re.compile(r"/(inlogdiensten|bekwaamheden)/"),
}
MENU_VOOR_IEDEREEN = [
    ("Register", "register"),
    ("Controleren", "verifieer"),
    ("Het label", "het_label"),
    ("Inloggen", "account_login"),
]


@register.inclusion_tag("onderdelen/hoofdmenu.html", takes_context=True)
def hoofdmenu(context):
    """The items for the role someone works in, or those for everyone."""
    request = context.get("request")
    pad = request.path if request else ""
    wie = context.get("wie")
    namen = MENU_VAN_ROL.get(wie.rol, MENU) if wie else MENU_VOOR_IEDEREEN
    punten = []
    for tekst, urlnaam in namen:
        url, elders = reverse(urlnaam), MENU_STAAT_VOOR.get(urlnaam)
        binnen = pad.startswith(url) or (elders and elders.match(pad))
        punten.append({"tekst": tekst, "url": url, "hier": "page" if pad == url else "true" if binnen else ""})
    return {"punten": punten}

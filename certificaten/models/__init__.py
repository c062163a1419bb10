from certificaten.models.certificaat import Certificaat, Certificaatbestand, CertificaatQuerySet, Uitgifte
from certificaten.models.maatregelen import Maatregel
from certificaten.models.uitgaven import Uitgave, Uitreiking
from certificaten.models.wijzigingen import Geldend, Wijziging

__all__ = [
    "Certificaat",
    "CertificaatQuerySet",
    "Certificaatbestand",
    "Geldend",
    "Maatregel",
    "Uitgave",
    "Uitgifte",
    "Uitreiking",
    "Wijziging",
]

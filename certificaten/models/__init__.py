from certificaten.models.certificaat import (
    Certificaat,
    Certificaatbestand,
    CertificaatQuerySet,
    Uitgifte,
    naamswijzigingen_met,
)
from certificaten.models.maatregelen import Maatregel
from certificaten.models.wijzigingen import Wijziging

__all__ = [
    "Certificaat",
    "CertificaatQuerySet",
    "Certificaatbestand",
    "Maatregel",
    "Uitgifte",
    "Wijziging",
    "naamswijzigingen_met",
]

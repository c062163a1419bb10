from berichten.models.mensen import Agendakoppeling, Postvoorkeur, Vervanging, Wijze
from berichten.models.post import Bezorging, Leesstand, Poststuk, Zending
from berichten.models.retour import Kapotadres, Retour

__all__ = [
    "Agendakoppeling",
    "Bezorging",
    "Kapotadres",
    "Leesstand",
    "Poststuk",
    "Postvoorkeur",
    "Retour",
    "Vervanging",
    "Wijze",
    "Zending",
]

"""The life of a traject as data: statuses, whose turn it is, and the acts that move it on.

The table is the agreement (uitgangspunten § 9); `docs/levensloop.md` is drawn from it. `lopen` is the one function that walks it
for people. Time walks it too: `inhalen` says what is true once a term has passed in silence, `opschrijven` writes that down.
"""

from trajecten.levensloop.gang import (
    STANDVELDEN,
    TERMIJNVELDEN,
    inhalen,
    kan,
    lopen,
    opschrijven,
    staat_op,
    statusbelemmeringen,
    stil_akkoord_zin,
    stil_uitgesteld,
    stille_stap,
    te_laat,
    termijn_zetten,
    verstreken_zin,
    voorbij,
)
from trajecten.levensloop.tabel import (
    BEGIN,
    BEURTEN,
    FASEN,
    GESTOPT,
    NAVRAAG,
    ROLLEN_AAN_ZET,
    STAAKBAAR,
    STAPPEN,
    TABEL,
    AanZet,
    Beurt,
    Soort,
    Status,
)

__all__ = [
    "BEGIN",
    "BEURTEN",
    "FASEN",
    "GESTOPT",
    "NAVRAAG",
    "ROLLEN_AAN_ZET",
    "STAAKBAAR",
    "STANDVELDEN",
    "STAPPEN",
    "TABEL",
    "TERMIJNVELDEN",
    "AanZet",
    "Beurt",
    "Soort",
    "Status",
    "inhalen",
    "kan",
    "lopen",
    "opschrijven",
    "staat_op",
    "statusbelemmeringen",
    "stil_akkoord_zin",
    "stil_uitgesteld",
    "stille_stap",
    "te_laat",
    "termijn_zetten",
    "verstreken_zin",
    "voorbij",
]

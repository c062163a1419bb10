"""What must stop when a label does not hold: said once, to its holder, in letters and on pages."""

from certificaten.levensloop import Stand

WAT_STOPT = (
    "Gebruik het label en het beeldmerk niet meer: niet op uw website, niet in brieven en folders, en niet in offertes.",
    "Zeg nergens dat uw organisatie het label heeft, ook niet met andere woorden.",
    "Haal het label weg waar het nog staat. Kan dat niet meteen, schrijf er dan bij dat het niet geldt.",
    "Vroeg een opdrachtgever om het label, laat dan weten dat het niet geldt.",
)
DAARNA = {
    Stand.GESCHORST: "Geldt het label weer, dan mag u het weer gebruiken.",
    Stand.INGETROKKEN: "Wilt u het label later weer, meld u dan aan voor een nieuwe toets.",
    Stand.BEEINDIGD: "Wilt u het label later weer, meld u dan aan voor een nieuwe toets.",
    Stand.VERLOPEN: "Wilt u het label weer, meld u dan aan voor een nieuwe toets.",
}


def gebruiksregels(stand: Stand) -> list[str]:
    """What the holder stops with while its certificate stands like this, and what comes after; empty when the mark may be used."""
    return [*WAT_STOPT, DAARNA[stand]] if stand in DAARNA else []

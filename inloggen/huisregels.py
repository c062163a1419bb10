"""The house rules and the privacy text. Their words stand in templates/inloggen/huisregels.html and on the public page about privacy.

Of everyone is kept which version was read, and when. Who read an earlier one is asked again (poort.HuisregelsGelezen).
"""

# Newest last. A change of the text is a new version, with what changed since the one before in a sentence or some.
VERSIES = {
    "2026-1": [],
    "2026-2": [
        "Ook wie als planner werkt, houdt zijn belangen bij. Met een belang bij een organisatie plant en adviseert die daar niet.",
        "Wie een uitnodiging niet aanneemt, vergeten wij 90 dagen nadat die is verlopen of ingetrokken.",
    ],
}
VERSIE = list(VERSIES)[-1]


def veranderd_sinds(versie):
    """What changed after the version that somebody read; nothing in particular for who read none."""
    namen = list(VERSIES)
    later = namen[namen.index(versie) + 1 :] if versie in namen else []
    return [zin for naam in later for zin in VERSIES[naam]]

"""Draws the woven motif of a certificate as SVG, from nothing but its number.

Three strands (Vakmanschap, Dienstverlening, Organisatie en bestuur) are braided and meet their own mirror image.
The number sets the phase, so every certificate has its own weave and the same number always gives the same drawing.
"""

import hashlib
from math import cos, pi, sin

KLEUREN = ("#712259", "#b9801a", "#285d2e")  # pruim, honing, mos


def vlecht(nummer):
    """SVG of the braid on the left edge: 62 x 210 mm, cut off at top and bottom."""
    breed, hoog, periode, lijnen = 62, 210, 105, 9
    uitslag, bundel = breed * 0.27, breed * 0.125
    a, b, c, _ = _fase(nummer)

    def draad(k, j, spiegel):
        def punt(t):
            hoek = 2 * pi * t / periode
            slag = uitslag * sin(hoek + 2 * pi * (k / 3 + a))
            vezel = bundel * cos(2 * hoek + pi * j / lijnen + 2 * pi * b)
            adem = 1 + 0.16 * cos(hoek / 2 + 2 * pi * c)
            return breed / 2 + spiegel * (slag + vezel) * adem, t

        return _pad(punt, -2, hoog + 2, 24)

    return _svg(breed, hoog, 0.16, draad, lijnen)


def rozet(nummer):
    """SVG of the ring in which the seal stands: 46 x 46 mm."""
    maat, lijnen = 46, 6
    *_, d = _fase(nummer)

    def draad(k, j, spiegel):
        def punt(t):
            golf = cos(8 * t * spiegel + 2 * pi * (j / lijnen / 4 + k / 3 + d))
            straal = maat / 2 * (0.86 + 0.125 * golf)
            return maat / 2 + straal * cos(t), maat / 2 + straal * sin(t)

        return _pad(punt, 0, 2 * pi, 48) + "z"

    return _svg(maat, maat, 0.11, draad, lijnen)


def _fase(nummer):
    """Four numbers between 0 and 1, always the same for the same certificate number."""
    return [byte / 255 for byte in hashlib.sha256(nummer.encode()).digest()[:4]]


def _pad(punt, begin, eind, stappen):
    """Smooth path through punt(t), as cubic Bezier segments with tangents taken from the function itself."""
    h = (eind - begin) / stappen
    e = h / 100

    def knoop(t):
        (x, y), (x0, y0), (x1, y1) = punt(t), punt(t - e), punt(t + e)
        return x, y, (x1 - x0) / (2 * e) * h / 3, (y1 - y0) / (2 * e) * h / 3

    x0, y0, a0, b0 = knoop(begin)
    d = [f"M{x0:.2f} {y0:.2f}"]
    for i in range(1, stappen + 1):
        x1, y1, a1, b1 = knoop(begin + i * h)
        d.append(f"c{a0:.2f} {b0:.2f} {x1 - x0 - a1:.2f} {y1 - y0 - b1:.2f} {x1 - x0:.2f} {y1 - y0:.2f}")
        x0, y0, a0, b0 = x1, y1, a1, b1
    return "".join(d)


def _svg(breed, hoog, dikte, draad, lijnen):
    strengen = []
    for k, kleur in enumerate(KLEUREN):
        d = "".join(draad(k, j, spiegel) for j in range(lijnen) for spiegel in (1, -1))
        strengen.append(f'<path d="{d}" fill="none" stroke="{kleur}" stroke-width="{dikte}"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{breed}mm" height="{hoog}mm" '
        f'viewBox="0 0 {breed} {hoog}">{"".join(strengen)}</svg>\n'
    )

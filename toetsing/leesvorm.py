"""The report as people read it, on paper and on screen, from the frozen content of one version.

The shape of `inhoud` is what `toetsing.samenstellen.rapportinhoud` makes; tests/toetsing/test_rapport_pdf.py has a small one.
"""

from datetime import date
from itertools import groupby

from django.template.loader import render_to_string
from django.utils.formats import date_format, number_format

from huisstijl.document import maak_pdf
from huisstijl.templatetags.opmaak import meervoud, opsomming


def rapport_pdf(inhoud, *, kort=False):
    """PDF/A of a report version; `kort` gives the short part, which has nothing about single norms."""
    return maak_pdf(rapport_html(inhoud, kort=kort), "rapport.css")


def rapport_html(inhoud, *, kort=False):
    """The page that becomes the PDF; what was added to a report (`addenda`, newest first) comes before it."""
    stukken = [*(leesvorm(een, kort=kort) for een in inhoud.get("addenda", ())), leesvorm(inhoud, kort=kort)]
    return render_to_string("pdf/rapport.html", {"rapporten": stukken, "rapport": stukken[0]})


def leesvorm(inhoud, *, kort=False):
    """Context for pdf/rapport.html and toetsing/_rapport.html: grouped, counted, dates as dates.

    What the reader may not see is not in it: the short part has no norms and no prose of the long part.
    """
    delen = [deel for deel in inhoud["delen"] if deel["deel"] in ("beide", "kort" if kort else "lang")]
    addendum = _addendum(inhoud["addendum"]) if "addendum" in inhoud else None
    # An addendum has one section that is written: the answer.
    samenvatting = delen[0] if addendum else next(deel for deel in delen if deel["sleutel"] == "samenvatting")
    gesprekken = inhoud["gesprekken"]
    return {
        **{
            veld: inhoud[veld]
            for veld in (
                *("nummer", "versie", "organisatie", "certificeerder", "reikwijdte", "locaties", "kader"),
                *("sterke_punten", "verbeterpunten", "gesprekken"),
            )
        },
        "kort": kort,
        "addendum": addendum,
        "titel": _titel(addendum, inhoud["soort"] == "concept"),
        # Before the anchors of a page: an addendum and its report can stand on one.
        "anker": f"addendum-{addendum['nummer']}-" if addendum else "",
        "omvang": ", ".join([*([f"{number_format(inhoud['fte'])} fte"] if inhoud["fte"] else []), *inhoud["locaties"]]),
        "is_concept": inhoud["soort"] == "concept",
        "op": date.fromisoformat(inhoud["op"]),
        "toetsers": opsomming(inhoud["toetsers"]),
        "toetsdagen": dagen_in_woorden(map(date.fromisoformat, inhoud["toetsdagen"])),
        "kerngegevens": inhoud.get("kerngegevens", []),
        "samenvatting": samenvatting,
        "delen": [deel for deel in delen if deel is not samenvatting],
        "aantal_gesprekken": sum(groep["aantal_gesprekken"] for groep in gesprekken),
        "aantal_mensen": sum(groep["aantal_mensen"] for groep in gesprekken),
        "tellingen": _tellingen(inhoud["tellingen"], inhoud["kader"]["aantal_normen"]),
        "advies": _met_datum(inhoud["advies"]) if kort and inhoud.get("advies") else None,
        "hoofdstukken": [] if kort else _hoofdstukken(inhoud),
    }


def _titel(addendum, is_concept):
    if not addendum:
        return "Conceptrapport" if is_concept else "Toetsingsrapport"
    return f"Concept van addendum {addendum['nummer']}" if is_concept else f"Addendum {addendum['nummer']}"


def _addendum(addendum):
    aantal = len(addendum["normen"])
    return addendum | {
        "maand": date.fromisoformat(addendum["maand"]),
        "versie_op": date.fromisoformat(addendum["versie_op"]),
        "normen": [(nummer, addendum["titels"][nummer]) for nummer in addendum["normen"]],
        "tellingen": _tellingen(addendum["tellingen"], aantal),
    }


def dagen_in_woorden(dagen):
    """ "27 en 28 oktober 2026", "30 september 2026 en 1 oktober 2026"."""
    per_maand = groupby(sorted(dagen), key=lambda dag: (dag.year, dag.month))
    maanden = [list(groep) for _, groep in per_maand]
    return opsomming(f"{opsomming(str(dag.day) for dag in groep)} {date_format(groep[0], 'F Y')}" for groep in maanden)


def _tellingen(tellingen, aantal_normen):
    samen = [sum(kolom) for kolom in zip(*(rij["aantallen"] for rij in tellingen["rijen"]), strict=True)]
    kolommen = tellingen["kolommen"]

    def rij(titel, aantallen):
        return {
            "onderdeel": titel,
            "cellen": [
                {"kop": kolom["label"], "aantal": aantal} for kolom, aantal in zip(kolommen, aantallen, strict=True)
            ],
        }

    return {
        "kolommen": kolommen,
        "rijen": [rij(regel["onderdeel"], regel["aantallen"]) for regel in tellingen["rijen"]],
        "samen": rij(f"Samen, {meervoud(aantal_normen, 'norm', 'normen')}", samen),
    }


def _hoofdstukken(inhoud):
    hoofdstukken = {onderdeel["sleutel"]: {**onderdeel, "normen": []} for onderdeel in inhoud["onderdelen"]}
    for norm in inhoud["normen"]:
        hoofdstukken[norm["onderdeel"]]["normen"].append(_norm(norm))
    return list(hoofdstukken.values())


def _norm(norm):
    return {
        **norm,
        "stemrijen": _rijen([stem for stem in norm["stemmen"] if stem["aantal"]], 5),
        "zonder_stem": [stem["label"] for stem in norm["stemmen"] if not stem["aantal"]],
        "veranderd": any(reactie["gevolg"] == "aangepast" for reactie in norm["reacties"]),
    }


def _rijen(dingen, breedte):
    """The things in as few rows as fit, each about as long: 6 in rows of at most 5 is 3 and 3."""
    aantal = -(-len(dingen) // breedte)
    lengte = -(-len(dingen) // aantal) if aantal else 1
    return [dingen[i : i + lengte] for i in range(0, len(dingen), lengte)]


def _met_datum(advies):
    return advies | {"op": date.fromisoformat(advies["op"])}

"""Reading a framework package: is it whole, and does everything in it refer to something that exists?

`fouten_in` gives Dutch sentences that name the place in the file. References are only checked in a package that fits
the schema, because before that there is nothing to hold on to.
"""

import hashlib
import json
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path

from jsonschema import Draft202012Validator

from leden.bevoegdheden import Geweigerd
from normenkader.schemafouten import aangehaald, plaats, zin

MAP = Path(__file__).parent
GROOTSTE_BESTAND = 1024 * 1024  # bytes; a framework of 60 norms is about a tenth of it
DIEPSTE_LAAG = 10  # brackets within brackets; a package has 7
MEESTE_FOUTEN = 1000
TE_DIEP = "Het bestand heeft te veel haakjes in elkaar. Kies een bestand met een normenkader."

# Lists in which each of these fields has a different value in every row.
EENMALIG = {
    "waarden": ["code"],
    "competenties": ["code"],
    "gespreksgroepen": ["code"],
    "onderdelen": ["code"],
    "schaal": ["code", "volgorde"],
    "normen": ["sleutel", "nummer", "volgorde"],
    "varianten": ["code"],
    "adviesopties": ["code"],
    "besluitopties": ["code"],
    "rapportonderdelen": ["sleutel"],
}
# Without these a report says nothing about strengths, or does not say anything at all.
ONMISBARE_RAPPORTONDERDELEN = ["samenvatting", "sterke_punten"]


@cache
def schema():
    """The published JSON Schema of a package."""
    return json.loads((MAP / "schema.json").read_bytes())


def voorbeeldpakket():
    """The package of the example framework that comes with the product."""
    return lezen((MAP / "voorbeeldkader.json").read_bytes())


def lezen(ruw):
    """The package (a JSON value) in bytes of UTF-8. Raises Geweigerd."""
    if len(ruw) > GROOTSTE_BESTAND:
        raise Geweigerd(["Het bestand is groter dan 1 MB. Een normenkader is kleiner; kies een ander bestand."])
    try:
        pakket = json.loads(ruw.decode("utf-8-sig"), object_pairs_hook=_zonder_dubbele, parse_constant=_geen_getal)
    except UnicodeDecodeError:
        raise Geweigerd(["Het bestand is geen tekst in UTF-8. Kies een JSON-bestand."]) from None
    except json.JSONDecodeError as fout:
        raise Geweigerd(
            [
                f"Het bestand is geen geldige JSON: regel {fout.lineno}, teken {fout.colno} past niet. "
                "Kijk of daar een komma, haakje of aanhalingsteken ontbreekt of te veel is."
            ]
        ) from None
    except RecursionError:
        raise Geweigerd([TE_DIEP]) from None
    except ValueError:
        raise Geweigerd(["In het bestand staat een getal dat niet te lezen is."]) from None
    laag = [pakket]
    for _ in range(DIEPSTE_LAAG):
        laag = [deel for waarde in laag for deel in _delen(waarde)]
    if laag:
        raise Geweigerd([TE_DIEP])
    return pakket


def _delen(waarde):
    return waarde.values() if isinstance(waarde, dict) else waarde if isinstance(waarde, list) else ()


def _zonder_dubbele(paren):
    gelezen = dict(paren)
    if len(gelezen) < len(paren):
        dubbel = next(naam for nummer, (naam, _) in enumerate(paren) if naam in dict(paren[:nummer]))
        raise Geweigerd([f"De naam '{aangehaald(dubbel)}' staat twee keer tussen dezelfde haakjes. Haal er een weg."])
    return gelezen


def _geen_getal(woord):
    raise Geweigerd([f"{woord} is geen getal in JSON. Vul een getal in."])


def controlegetal(pakket):
    """SHA-256 (hex) of a package, the same however its file was laid out."""
    return hashlib.sha256(json.dumps(pakket, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def fouten_in(pakket):
    """What is wrong with a package: Dutch sentences that name the place; empty when it can be loaded."""
    validator = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
    fouten = [zin(fout, pakket) for fout in islice(validator.iter_errors(pakket), MEESTE_FOUTEN)] or [
        *_onopslaanbaar(pakket),
        *_dubbel(pakket),
        *_verwijzingen(pakket),
        *_datums(pakket),
        *_schaal(pakket),
        *_besluitopties(pakket),
        *_dagentabel(pakket),
        *_rapportonderdelen(pakket),
    ]
    return list(dict.fromkeys(fouten))


def _onopslaanbaar(pakket):
    """Texts with characters that PostgreSQL cannot keep: NUL and half surrogate pairs."""
    for pad, tekst in _teksten(pakket, []):
        if "\0" in tekst or any("\ud800" <= teken <= "\udfff" for teken in tekst):
            yield f"{plaats(pad, pakket)} bevat een teken dat geen letter is. Typ de tekst opnieuw."


def _teksten(waarde, pad):
    if isinstance(waarde, str):
        yield pad, waarde
    elif isinstance(waarde, dict):
        for naam, deel in waarde.items():
            yield from _teksten(deel, [*pad, naam])
    elif isinstance(waarde, list):
        for nummer, deel in enumerate(waarde):
            yield from _teksten(deel, [*pad, nummer])


def _dubbel(pakket):
    for lijst, velden in EENMALIG.items():
        for veld in velden:
            eerder = {}
            for nummer, rij in enumerate(pakket[lijst]):
                if rij[veld] in eerder:
                    hier, daar = plaats([lijst, nummer], pakket), eerder[rij[veld]] + 1
                    yield f"{hier}, '{veld}' is {rij[veld]}, net als bij de {daar}e. Geef elk een eigen '{veld}'."
                eerder.setdefault(rij[veld], nummer)


def _verwijzingen(pakket):
    codes = {naam: [rij["code"] for rij in pakket[naam]] for naam in ("onderdelen", "gespreksgroepen", "competenties")}
    for nummer, norm in enumerate(pakket["normen"]):
        pad = ["normen", nummer]
        verwijzingen = [(norm["onderdeel"], "onderdelen", [*pad, "onderdeel"])]
        verwijzingen += [(code, "gespreksgroepen", [*pad, "groepen"]) for code in norm["groepen"]]
        verwijzingen += [(code, "competenties", [*pad, "competenties"]) for code in norm.get("competenties", [])]
        for vraagnummer, vraag in enumerate(norm["vragen"]):
            waar = [*pad, "vragen", vraagnummer, "groepen"]
            verwijzingen += [(code, "gespreksgroepen", waar) for code in vraag["groepen"]]
        for code, lijst, waar in verwijzingen:
            if code not in codes[lijst]:
                bekend = ", ".join(codes[lijst])
                yield f"{plaats(waar, pakket)} noemt {code}, maar dat staat niet bij {lijst}. Kies uit: {bekend}."
    gebruikt = {norm["onderdeel"] for norm in pakket["normen"]}
    for nummer, onderdeel in enumerate(pakket["onderdelen"]):
        if onderdeel["code"] not in gebruikt:
            hier = plaats(["onderdelen", nummer], pakket)
            yield f"{hier} heeft geen normen. Voeg er een toe of haal het onderdeel weg."


def _datums(pakket):
    verplicht = pakket.get("verplichtVanaf")
    if verplicht and date.fromisoformat(verplicht) < date.fromisoformat(pakket["geldigVanaf"]):
        yield "'verplichtVanaf' ligt voor 'geldigVanaf'. Kies dezelfde dag of een latere."


def _schaal(pakket):
    if not any(rij["beoordeeld"] and not rij["vraagtVerbeterplan"] for rij in pakket["schaal"]):
        yield "schaal: geen enkele waarde zegt dat een norm wordt gehaald. Voeg een waarde toe zonder verbeterplan."
    for nummer, rij in enumerate(pakket["schaal"]):
        if rij["vraagtVerbeterplan"] and not rij["beoordeeld"]:
            yield f"{plaats(['schaal', nummer], pakket)} vraagt een verbeterplan zonder dat de norm is beoordeeld."


def _besluitopties(pakket):
    opties = pakket["besluitopties"]
    if not any(optie["kentToe"] for optie in opties):
        yield "besluitopties: met geen enkele keuze wordt het label toegekend. Voeg er een toe met 'kentToe': true."
    if not any(optie["gaatNaar"] == "besloten" and not optie["kentToe"] for optie in opties):
        yield "besluitopties: met geen enkele keuze wordt het label geweigerd. Voeg er een toe met 'kentToe': false."
    for nummer, optie in enumerate(opties):
        hier = plaats(["besluitopties", nummer], pakket)
        for veld in ("maandenGeldig", "maandenTotVolgendOnderzoek"):
            if optie["kentToe"] and optie[veld] is None:
                yield f"{hier}, '{veld}' is leeg, maar de keuze kent het label toe. Vul het aantal maanden in."
            if not optie["kentToe"] and optie[veld] is not None:
                yield f"{hier}, '{veld}' is ingevuld, maar de keuze kent het label niet toe. Vul null in."
        if optie["kentToe"] and optie["gaatNaar"] != "besloten":
            yield f"{hier}, 'gaatNaar' is {optie['gaatNaar']}. Een keuze die het label toekent, gaat naar besloten."
        if optie["gaatNaar"] == "besloten" and not optie["kentToe"]:
            for veld in ("eistMotivering", "meldtBezwaar"):
                if not optie[veld]:
                    yield f"{hier}, '{veld}' is false. Wie het label weigert, zegt waarom en vertelt over bezwaar."


def _dagentabel(pakket):
    tabel = pakket["dagentabel"]
    for nummer, rij in enumerate(tabel[:-1]):
        hier, volgende = plaats(["dagentabel", nummer], pakket), tabel[nummer + 1]
        if rij["totEnMetFte"] is None:
            yield f"{hier}, 'totEnMetFte' is leeg. Alleen de laatste regel heeft geen bovengrens."
        elif volgende["totEnMetFte"] is not None and volgende["totEnMetFte"] <= rij["totEnMetFte"]:
            yield f"{hier}, 'totEnMetFte' is niet kleiner dan op de regel erna. Zet de regels in oplopende volgorde."
        if volgende["dagen"] < rij["dagen"]:
            yield f"{hier}, 'dagen' is meer dan op de regel erna. Meer fte vraagt nooit minder dagen."
    if tabel[-1]["totEnMetFte"] is not None:
        yield "dagentabel: de laatste regel heeft een bovengrens. Vul daar bij 'totEnMetFte' null in."


def _rapportonderdelen(pakket):
    verplicht = [rij["sleutel"] for rij in pakket["rapportonderdelen"] if rij["verplicht"]]
    for sleutel in ONMISBARE_RAPPORTONDERDELEN:
        if sleutel not in verplicht:
            yield f"rapportonderdelen: {sleutel} ontbreekt of is niet verplicht. Elk rapport heeft dit onderdeel."

"""Reading a framework package: is it whole, and does everything in it refer to something that exists?

`fouten_in` gives Dutch sentences that name the place in the file. References are only checked in a package that fits
the schema, because before that there is nothing to hold on to.
"""

import json
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from leden.bevoegdheden import Geweigerd
from normenkader.inhoud import TOETS
from normenkader.overgang import overgangsfouten
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
# A file made before 2027 has these names; it is known by the first of them.
NAMEN_VAN_EERDER = {
    "isExample": "is_voorbeeld",
    "geldigVanaf": "geldig_vanaf",
    "verplichtVanaf": "verplicht_vanaf",
    "afkoelperiodeMaanden": "afkoelperiode_maanden",
    "totEnMetFte": "tot_en_met_fte",
    "vraagtVerbeterplan": "vraagt_verbeterplan",
    "vraagtUitleg": "vraagt_uitleg",
    "leidtTotCertificaat": "leidt_tot_certificaat",
    "maandenTotVolgendOnderzoek": "maanden_tot_volgend_onderzoek",
    "kentToe": "kent_toe",
    "meldtBezwaar": "meldt_bezwaar",
    "maandenGeldig": "maanden_geldig",
    "gaatNaar": "gaat_naar",
}
# It may also say these, which nothing ever asked.
VERVALLEN, VERVALLEN_STUKKEN = "eistMotivering", ("beraadslaging", "register")
# Without these a report says nothing about strengths, or does not say anything at all.
ONMISBARE_RAPPORTONDERDELEN = ["samenvatting", "sterke_punten"]


@cache
def schema():
    """The published JSON Schema of a package."""
    return json.loads((MAP / "schema.json").read_bytes())


def voorbeeldpakket():
    """The package of the example framework that comes with the product."""
    return pakket_lezen((MAP / "voorbeeldkader.json").read_bytes())


def volgend_voorbeeldpakket():
    """The package of a next version of it, which says what became of each norm."""
    return pakket_lezen((MAP / "voorbeeldkader-2027.json").read_bytes())


def pakket_lezen(ruw):
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
    return _van_eerder(pakket) if isinstance(pakket, dict) and "isExample" in pakket else pakket


def _van_eerder(deel):
    """A package of before, in the names of now and without what has been dropped since."""
    if isinstance(deel, list):
        return [_van_eerder(een) for een in deel]
    if not isinstance(deel, dict):
        return deel
    if "inzage" in deel and isinstance(deel["inzage"], dict):
        deel = deel | {"inzage": {stuk: wie for stuk, wie in deel["inzage"].items() if stuk not in VERVALLEN_STUKKEN}}
    return {NAMEN_VAN_EERDER.get(naam, naam): _van_eerder(een) for naam, een in deel.items() if naam != VERVALLEN}


def _delen(waarde):
    return waarde.values() if isinstance(waarde, dict) else waarde if isinstance(waarde, list) else ()


def _zonder_dubbele(paren):
    gelezen = {}
    for naam, waarde in paren:
        if naam in gelezen:
            raise Geweigerd([f"De naam '{aangehaald(naam)}' staat twee keer tussen dezelfde haakjes. Haal er een weg."])
        gelezen[naam] = waarde
    return gelezen


def _eenmalig(validator, gevraagd, lijst, deel):
    """`uniqueItems` in one walk: jsonschema's own compares all values with each other when they cannot be sorted."""
    if isinstance(lijst, list) and len({json.dumps(waarde, sort_keys=True) for waarde in lijst}) < len(lijst):
        yield ValidationError("twice")


Pakketvalidator = extend(Draft202012Validator, {"uniqueItems": _eenmalig})


def _geen_getal(woord):
    raise Geweigerd([f"{woord} is geen getal in JSON. Vul een getal in."])


def fouten_in(pakket):
    """What is wrong with a package: Dutch sentences that name the place; empty when it can be loaded."""
    validator = Pakketvalidator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
    fouten = [zin(fout, pakket) for fout in islice(validator.iter_errors(pakket), MEESTE_FOUTEN)] or [
        *_onopslaanbaar(pakket),
        *_dubbel(pakket),
        *_verwijzingen(pakket),
        *_datums(pakket),
        *_schaal(pakket),
        *_besluitopties(pakket),
        *_vervolgonderzoek(pakket),
        *_maatregelen(pakket),
        *_na_een_melding(pakket),
        *_dagentabel(pakket),
        *_rapportonderdelen(pakket),
        *overgangsfouten(pakket),
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
    verplicht = pakket.get("verplicht_vanaf")
    if verplicht and date.fromisoformat(verplicht) < date.fromisoformat(pakket["geldig_vanaf"]):
        yield "'verplicht_vanaf' ligt voor 'geldig_vanaf'. Kies dezelfde dag of een latere."


def _schaal(pakket):
    if not any(rij["beoordeeld"] and not rij["vraagt_verbeterplan"] for rij in pakket["schaal"]):
        yield "schaal: geen enkele waarde zegt dat een norm wordt gehaald. Voeg een waarde toe zonder verbeterplan."
    for nummer, rij in enumerate(pakket["schaal"]):
        if rij["vraagt_verbeterplan"] and not rij["beoordeeld"]:
            yield f"{plaats(['schaal', nummer], pakket)} vraagt een verbeterplan zonder dat de norm is beoordeeld."


def _besluitopties(pakket):
    opties = [optie for optie in pakket["besluitopties"] if optie.get("soort", TOETS) == TOETS]
    if not any(optie["kent_toe"] for optie in opties):
        yield "besluitopties: met geen enkele keuze wordt het label toegekend. Voeg er een toe met 'kent_toe': true."
    if not any(optie["gaat_naar"] == "besloten" and not optie["kent_toe"] for optie in opties):
        yield "besluitopties: met geen enkele keuze wordt het label geweigerd. Voeg er een toe met 'kent_toe': false."
    for nummer, optie in enumerate(pakket["besluitopties"]):
        hier = plaats(["besluitopties", nummer], pakket)
        if (optie.get("gevolg") == "geschorst") != bool(optie.get("hoogstens_maanden") and optie.get("daarna")):
            yield f"{hier}: een schorsing, en niets anders, zegt met 'hoogstens_maanden' en 'daarna' hoe lang zij duurt."
        schorst_als_maatregel = optie.get("gevolg") == "geschorst" and optie.get("soort") == "maatregel"
        if schorst_als_maatregel != (optie["gaat_naar"] == "herstel"):
            yield f"{hier}, 'gaat_naar' is {optie['gaat_naar']}. Een schorsing als maatregel, en niets anders, gaat naar herstel."
        if optie not in opties:
            if optie["kent_toe"]:
                yield f"{hier}, 'kent_toe' is true. Alleen na een toets wordt het label toegekend."
            continue
        for veld in ("maanden_geldig", "maanden_tot_volgend_onderzoek"):
            if optie["kent_toe"] and optie[veld] is None:
                yield f"{hier}, '{veld}' is leeg, maar de keuze kent het label toe. Vul het aantal maanden in."
            if not optie["kent_toe"] and optie[veld] is not None:
                yield f"{hier}, '{veld}' is ingevuld, maar de keuze kent het label niet toe. Vul null in."
        if optie["kent_toe"] and optie["gaat_naar"] != "besloten":
            yield f"{hier}, 'gaat_naar' is {optie['gaat_naar']}. Een keuze die het label toekent, gaat naar besloten."
        if optie["gaat_naar"] == "besloten" and not optie["kent_toe"] and not optie["meldt_bezwaar"]:
            yield f"{hier}, 'meldt_bezwaar' is false. Wie het label weigert, vertelt over bezwaar."


def _vervolgonderzoek(pakket):
    """Whoever can decide on a follow-up says too what is advised on it, how long it takes, what ends it and who reads it."""
    opties = [optie for optie in pakket["besluitopties"] if optie.get("soort") == "vervolgonderzoek"]
    for nummer, optie in enumerate(pakket["besluitopties"]):
        meer_tijd = optie in opties and optie["maanden_tot_volgend_onderzoek"] is not None
        if (optie["gaat_naar"] == "voortgang") != meer_tijd:
            hier = plaats(["besluitopties", nummer], pakket)
            yield (
                f"{hier}: een vervolgonderzoek dat meer tijd krijgt, en niets anders, gaat naar voortgang en zegt met "
                "'maanden_tot_volgend_onderzoek' hoeveel."
            )
    if not opties:
        return
    opties = [optie for optie in opties if not optie.get("na_melding")]
    if not any(optie.get("gevolg") == "voorwaarden_vervuld" for optie in opties):
        yield "besluitopties: met geen enkele keuze zijn de voorwaarden vervuld. Voeg er een toe voor een vervolgonderzoek."
    if not any(optie.get("soort") == "vervolgonderzoek" for optie in pakket["adviesopties"]):
        yield "adviesopties: er is geen advies voor een vervolgonderzoek. Voeg er een toe."
    for naam in ("vervolgonderzoek", "vervolg_beoordelen"):
        if naam not in pakket["termijnen"]:
            yield f"termijnen: {naam} ontbreekt, maar er zijn besluiten voor een vervolgonderzoek. Voeg de termijn toe."
    if "uitstel" in pakket["termijnen"].get("vervolgonderzoek", {}):
        yield "termijnen, vervolgonderzoek: uitstel geeft de beheercommissie, met een besluit. Haal 'uitstel' weg."
    if "vervolg" not in pakket["inzage"]:
        yield "inzage: vervolg ontbreekt. Zeg wie leest wat er sinds het besluit is gebeurd."


def _maatregelen(pakket):
    """Who can be suspended is heard first, has a term to restore, and can be restored: all of it is in a framework with measures."""
    opties = pakket["besluitopties"]
    if any(optie.get("soort") == "maatregel" for optie in opties):
        for naam in ("zienswijze", "herstel"):
            if naam not in pakket["termijnen"]:
                yield f"termijnen: {naam} ontbreekt, maar er zijn besluitopties voor een maatregel. Voeg de termijn toe."
    herstelt = any((optie.get("soort"), optie.get("gevolg")) == ("maatregel", "hersteld") for optie in opties)
    if not herstelt and any(optie.get("gevolg") == "geschorst" for optie in opties):
        yield "besluitopties: een label kan worden geschorst, en niet hersteld. Voeg voor een maatregel een keuze met gevolg hersteld toe."


def _dagentabel(pakket):
    tabel = pakket["dagentabel"]
    for nummer, rij in enumerate(tabel[:-1]):
        hier, volgende = plaats(["dagentabel", nummer], pakket), tabel[nummer + 1]
        if rij["tot_en_met_fte"] is None:
            yield f"{hier}, 'tot_en_met_fte' is leeg. Alleen de laatste regel heeft geen bovengrens."
        elif volgende["tot_en_met_fte"] is not None and volgende["tot_en_met_fte"] <= rij["tot_en_met_fte"]:
            yield f"{hier}, 'tot_en_met_fte' is niet kleiner dan op de regel erna. Zet de regels in oplopende volgorde."
        if volgende["dagen"] < rij["dagen"]:
            yield f"{hier}, 'dagen' is meer dan op de regel erna. Meer fte vraagt nooit minder dagen."
    if tabel[-1]["tot_en_met_fte"] is not None:
        yield "dagentabel: de laatste regel heeft een bovengrens. Vul daar bij 'tot_en_met_fte' null in."


def _rapportonderdelen(pakket):
    verplicht = [rij["sleutel"] for rij in pakket["rapportonderdelen"] if rij["verplicht"]]
    for sleutel in ONMISBARE_RAPPORTONDERDELEN:
        if sleutel not in verplicht:
            yield f"rapportonderdelen: {sleutel} ontbreekt of is niet verplicht. Elk rapport heeft dit onderdeel."


def _na_een_melding(pakket):
    """Who can investigate after a reported change says how long that takes; and only a report leads to another scope."""
    for nummer, optie in enumerate(pakket["besluitopties"]):
        hier = plaats(["besluitopties", nummer], pakket)
        if optie.get("na_melding") and optie.get("soort", TOETS) == TOETS:
            yield f"{hier}, 'na_melding' is true. Van een melding komt een vervolgonderzoek of een maatregel."
        if optie.get("gevolg") == "gewijzigd" and not (optie.get("na_melding") and optie.get("soort") == "maatregel"):
            yield f"{hier}: een andere reikwijdte is een maatregel na een melding. Vul 'soort' en 'na_melding' zo in."
        if optie.get("na_melding") and optie["gaat_naar"] not in ("besloten", "voorgedragen"):
            yield f"{hier}, 'gaat_naar' is {optie['gaat_naar']}. Na een melding is dat besloten of voorgedragen."
    wijzigt, weigert = (
        any(
            optie.get("na_melding") and optie.get("soort") == "maatregel" and optie["gaat_naar"] == "besloten"
            for optie in pakket["besluitopties"]
            if optie.get("gevolg") == gevolg
        )
        for gevolg in ("gewijzigd", None)
    )
    if wijzigt and not weigert:
        yield "besluitopties: een andere reikwijdte kan niet worden geweigerd. Voeg een maatregel na een melding zonder gevolg toe."
    na_melding = {lijst: _soorten_na_melding(pakket, lijst) for lijst in ("besluitopties", "adviesopties")}
    if "vervolgonderzoek" in na_melding["besluitopties"]:
        if "vervolgonderzoek" not in na_melding["adviesopties"]:
            yield "adviesopties: er is geen advies voor een onderzoek na een melding. Voeg er een toe."
        if "onderzoek_na_melding" not in pakket["termijnen"]:
            yield "termijnen: onderzoek_na_melding ontbreekt, maar er is een onderzoek na een melding. Voeg de termijn toe."


def _soorten_na_melding(pakket, lijst):
    return {optie.get("soort", TOETS) for optie in pakket[lijst] if optie.get("na_melding")}

"""What the JSON Schema finds wrong, as Dutch sentences that name the place in the package."""

# The word for one row of each list.
ENKELVOUD = {
    "waarden": "waarde",
    "competenties": "competentie",
    "gespreksgroepen": "gespreksgroep",
    "onderdelen": "onderdeel",
    "schaal": "waarde",
    "normen": "norm",
    "vragen": "vraag",
    "groepen": "groep",
    "vraagt_ook": "groep",
    "van": "norm",
    "naar": "norm",
    "varianten": "variant",
    "adviesopties": "optie",
    "besluitopties": "optie",
    "dagentabel": "regel",
    "rapportonderdelen": "rapportonderdeel",
}
SOORTEN = {
    "object": "een groep gegevens tussen { en }",
    "array": "een lijst tussen [ en ]",
    "string": "een tekst tussen aanhalingstekens",
    "integer": "een heel getal",
    "number": "een getal",
    "boolean": "true of false",
    "null": "null",
}


def plaats(pad, pakket):
    """Where a path (names and zero-based indexes) points, as in: normen, 4e norm (D4), 'tekst'."""
    delen, waarde = [], pakket
    for diepte, stap in enumerate(pad):
        waarde = waarde[stap]
        if isinstance(stap, int):
            delen.append(f"{stap + 1}e {ENKELVOUD.get(pad[diepte - 1], 'waarde')}{_naam(waarde)}")
        elif diepte + 1 == len(pad) and not isinstance(waarde, dict):
            delen.append(f"'{stap}'")
        elif diepte == 0 or isinstance(waarde, dict):
            delen.append(stap)
    return ", ".join(delen) or "Het bestand"


def _naam(rij):
    """How a person knows a row: its printed number or code."""
    for veld in ("nummer", "code", "sleutel"):
        if isinstance(rij, dict) and isinstance(rij.get(veld), str):
            return f" ({aangehaald(rij[veld])})"
    return ""


def aangehaald(waarde):
    """A value as it can stand in a sentence: not too long, and without characters that no page can show."""
    tekst = str(waarde).encode(errors="replace").decode()
    return tekst if len(tekst) <= 40 else f"{tekst[:40]}…"


def _opsomming(namen):
    *eerste, laatste = [f"'{aangehaald(naam)}'" for naam in namen]
    return f"{', '.join(eerste)} en {laatste}" if eerste else laatste


def zin(fout, pakket):
    """One error of the schema as a sentence."""
    hier = plaats(fout.absolute_path, pakket)
    grens = fout.validator_value
    match fout.validator:
        case "required":
            namen = [naam for naam in grens if naam not in fout.instance]
            wat = f"{_opsomming(namen)} {'ontbreken' if len(namen) > 1 else 'ontbreekt'}."
            return f"{hier}, {wat}" if fout.absolute_path else wat
        case "additionalProperties":
            namen = [naam for naam in fout.instance if naam not in fout.schema["properties"]]
            return f"{hier} kent geen {_opsomming(namen)}. Kijk of de naam goed is gespeld, of haal hem weg."
        case "type":
            soorten = [grens] if isinstance(grens, str) else grens
            return f"{hier} moet {' of '.join(SOORTEN[soort] for soort in soorten)} zijn."
        case "enum":
            return f"{hier} is {aangehaald(fout.instance)}. Kies uit: {', '.join(map(str, grens))}."
        case "pattern" if not fout.instance.strip():
            return f"{hier} is leeg. Vul een tekst in."
        case "pattern":
            return f"{hier} is ‘{aangehaald(fout.instance)}’ en dat past niet. {fout.schema['description']}"
        case "format":
            return f"{hier} is ‘{aangehaald(fout.instance)}’ en dat is geen dag. Schrijf de dag als 2026-01-31."
        case "maxLength":
            return f"{hier} heeft {len(fout.instance)} tekens. Maak het korter: hooguit {grens}."
        case "minItems":
            return f"{hier} heeft te weinig regels. Vul er ten minste {grens} in."
        case "maxItems":
            return f"{hier} heeft {len(fout.instance)} regels. Hooguit {grens} kunnen er staan."
        case "uniqueItems":
            return f"{hier} noemt iets twee keer. Haal er een weg."
        case "minimum":
            return f"{hier} is {aangehaald(fout.instance)}. Vul {grens} of meer in."
        case "exclusiveMinimum":
            return f"{hier} is {aangehaald(fout.instance)}. Vul meer dan {grens} in."
        case "maximum":
            return f"{hier} is {aangehaald(fout.instance)}. Vul hooguit {grens} in."
        case "multipleOf":
            return f"{hier} is {aangehaald(fout.instance)}. Vul een veelvoud van {grens} in."
    raise NotImplementedError(f"no sentence for {fout.validator}")

"""The crosswalk: what became of each norm of an earlier version. Norms go by their key, because numbers move."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from normenkader.inhoud import Overgangsregel, Overgangssoort
from normenkader.models import Kaderversie
from normenkader.schemafouten import plaats

# How many norms of the earlier version become how many of this one.
AANTALLEN = {
    Overgangssoort.ZELFDE: (range(1, 2), range(1, 2), "één norm die één norm blijft"),
    Overgangssoort.GESPLITST: (range(1, 2), range(2, 100), "één norm die er twee of meer wordt"),
    Overgangssoort.SAMENGEVOEGD: (range(2, 100), range(1, 2), "twee of meer normen die er één worden"),
    Overgangssoort.NIEUW: (range(1), range(1, 2), "geen norm van eerder en één norm van nu"),
    Overgangssoort.VERVALLEN: (range(1, 2), range(1), "één norm van eerder en geen norm van nu"),
}


@dataclass(frozen=True)
class Herkomst:
    """Where a norm of now comes from: keys in the earlier version, and the groups that are heard about it as well now."""

    soort: Overgangssoort
    van: tuple[str, ...]
    vraagt_ook: tuple[str, ...]


def overgangsfouten(pakket: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the crosswalk of a package that fits the schema, as far as the package itself can tell."""
    if "overgang" not in pakket:
        return
    normen = {norm["sleutel"]: norm for norm in pakket["normen"]}
    genoemd: Counter[str] = Counter()
    for nummer, regel in enumerate(pakket["overgang"]["normen"]):
        hier = plaats(["overgang", "normen", nummer], pakket)
        van, naar, zin = AANTALLEN[regel["soort"]]
        if len(regel["van"]) not in van or len(regel["naar"]) not in naar:
            yield f"{hier} is {regel['soort']}: dat is {zin}. Kijk wat er bij 'van' en 'naar' staat."
        genoemd.update(regel["naar"])
        for sleutel in regel["naar"]:
            if sleutel not in normen:
                yield f"{hier}, 'naar' noemt {sleutel}, maar die norm staat niet bij normen."
        gevraagd = {groep for sleutel in regel["naar"] if sleutel in normen for groep in normen[sleutel]["groepen"]}
        for groep in regel.get("vraagt_ook", []):
            if groep not in gevraagd:
                yield f"{hier}, 'vraagt_ook' noemt {groep}, maar die groep staat niet bij de norm."
    for sleutel in normen:
        if genoemd[sleutel] != 1:
            keer = "niet" if not genoemd[sleutel] else f"{genoemd[sleutel]} keer"
            yield f"overgang: norm {normen[sleutel]['nummer']} ({sleutel}) staat {keer} bij 'naar'. Noem elke norm één keer."


def past_niet_op_eerder(pakket: dict[str, Any]) -> list[str]:
    """Why the crosswalk of a package does not fit the earlier version that it names; empty when it does."""
    if "overgang" not in pakket:
        return []
    eerder = Kaderversie.objects.filter(code=pakket["code"], versie=pakket["overgang"]["van"]).first()
    if eerder is None:
        return [
            f"overgang, 'van' is {pakket['overgang']['van']}, maar die versie van dit kader is niet geladen. Laad die versie eerst."
        ]
    groepen = {norm["sleutel"]: norm["groepen"] for norm in eerder.inhoud["normen"]}
    zinnen, genoemd = [], set()
    for nummer, regel in enumerate(pakket["overgang"]["normen"]):
        hier = plaats(["overgang", "normen", nummer], pakket)
        genoemd.update(regel["van"])
        zinnen += [
            f"{hier}, 'van' noemt {sleutel}, maar versie {eerder.versie} heeft die norm niet."
            for sleutel in regel["van"]
            if sleutel not in groepen
        ]
        al_gevraagd = {groep for sleutel in regel["van"] for groep in groepen.get(sleutel, ())}
        zinnen += [
            f"{hier}, 'vraagt_ook' noemt {groep}, maar versie {eerder.versie} vroeg die groep al."
            for groep in regel.get("vraagt_ook", [])
            if groep in al_gevraagd
        ]
    return zinnen + [
        f"overgang: {sleutel} van versie {eerder.versie} staat nergens bij 'van'. Zeg wat ervan is geworden."
        for sleutel in groepen
        if sleutel not in genoemd
    ]


def herkomst(eerder: Kaderversie, nu: Kaderversie) -> dict[str, Herkomst]:
    """Where each norm of `nu`, by its key, comes from in `eerder`; over the versions between them, if there are any."""
    regels = _regels(eerder, nu)
    van = {sleutel: regel.van for regel in regels for sleutel in regel.naar}
    vraagt_ook = {sleutel: regel.vraagt_ook for regel in regels for sleutel in regel.naar}
    keren = Counter(oud for ouden in van.values() for oud in ouden)
    return {
        norm["sleutel"]: Herkomst(
            _soort(van[norm["sleutel"]], keren),
            van[norm["sleutel"]],
            tuple(groep for groep in vraagt_ook[norm["sleutel"]] if groep in norm["groepen"]),
        )
        for norm in nu.inhoud["normen"]
    }


def vervallen(eerder: Kaderversie, gevonden: dict[str, Herkomst]) -> list[str]:
    """Keys of the norms of `eerder` from which none of now comes."""
    gebleven = {sleutel for een in gevonden.values() for sleutel in een.van}
    return [sleutel for sleutel in _sleutels(eerder) if sleutel not in gebleven]


def _sleutels(kader: Kaderversie) -> list[str]:
    return [norm["sleutel"] for norm in kader.inhoud["normen"]]


def _soort(van: tuple[str, ...], keren: Counter[str]) -> Overgangssoort:
    if not van:
        return Overgangssoort.NIEUW
    if len(van) > 1:
        return Overgangssoort.SAMENGEVOEGD
    return Overgangssoort.GESPLITST if keren[van[0]] > 1 else Overgangssoort.ZELFDE


def _regels(eerder: Kaderversie, nu: Kaderversie) -> list[Overgangsregel]:
    """One row per norm of `nu`. Without a crosswalk that leads there, a norm with the same key is the same norm."""
    if nu.overgang and nu.pk != eerder.pk:
        per_norm = [
            Overgangsregel(regel.soort, regel.van, (sleutel,), regel.vraagt_ook)
            for regel in nu.overgang.regels
            for sleutel in regel.naar
        ]
        if nu.overgang.van == eerder.versie:
            return per_norm
        tussen = Kaderversie.objects.get(code=nu.code, versie=nu.overgang.van)
        daarvoor = {regel.naar[0]: regel for regel in _regels(eerder, tussen)}
        return [_over_twee(regel, [daarvoor[sleutel] for sleutel in regel.van]) for regel in per_norm]
    bekend = set(_sleutels(eerder))
    return [
        Overgangsregel(
            Overgangssoort.ZELFDE if sleutel in bekend else Overgangssoort.NIEUW,
            (sleutel,) if sleutel in bekend else (),
            (sleutel,),
            (),
        )
        for sleutel in _sleutels(nu)
    ]


def _over_twee(regel: Overgangsregel, daarvoor: list[Overgangsregel]) -> Overgangsregel:
    van = dict.fromkeys(oud for een in daarvoor for oud in een.van)
    ook = dict.fromkeys([*regel.vraagt_ook, *(groep for een in daarvoor for groep in een.vraagt_ook)])
    return Overgangsregel(regel.soort, tuple(van), regel.naar, tuple(ook))

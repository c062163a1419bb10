"""What each person gets on a GET of the pages of organisations; typed by hand."""

from django.apps import apps
from django.urls import reverse

from leden.models import Bekwaamheidssoort

MENSEN = (
    *("joke", "ingrid", "hilde", "bram", "karin", "meike", "tessa", "roel", "nora", "vera", "wim"),
    *("bert", "cora", "esra", "femke", "kees"),
)
ANONIEM = {"anoniem": 302}
ALLEEN_HET_BUREAU = ANONIEM | dict.fromkeys(MENSEN, 403) | {"gijs": 200}
# Of Welzijn Wilgendam: who works elsewhere does not learn that it is here.
VAN_WILGENDAM = ("joke", "ingrid", "hilde")
# Who hears complaints works for the bureau, so knows which organisations there are.
ALLEEN_HET_BUREAU_MAG = (
    ANONIEM | dict.fromkeys(MENSEN, 404) | dict.fromkeys((*VAN_WILGENDAM, "kees"), 403) | {"gijs": 200}
)
BEHEERDERS = {"hilde": 200, "nora": 200}


def _organisatie(naam):
    return {"url": lambda t: reverse(naam, args=[t.organisatie_id])}


def _kaal(naam):
    return {"url": lambda t: reverse(naam)}


TABEL = {
    "organisaties": _kaal("organisaties") | ALLEEN_HET_BUREAU,
    "organisatie_toelaten": _kaal("organisatie_toelaten") | ALLEEN_HET_BUREAU,
    "organisatie": _organisatie("organisatie") | ALLEEN_HET_BUREAU_MAG,
    "organisatie_wijzigen": _organisatie("organisatie_wijzigen") | ALLEEN_HET_BUREAU_MAG,
    "lid_afmelden": _organisatie("lid_afmelden") | ALLEEN_HET_BUREAU_MAG,
    "eigen_organisatie": _kaal("eigen_organisatie") | ANONIEM | dict.fromkeys((*MENSEN, "gijs"), 200),
    "eigen_organisatie_wijzigen": _kaal("eigen_organisatie_wijzigen")
    | ANONIEM
    | dict.fromkeys((*MENSEN, "gijs"), 403)
    | BEHEERDERS,
}


def _toelating(t):
    return reverse("toelating_wijzigen", args=[t.certificeerder.toelatingen.first().pk])


def _bekwaamheid(t):
    persoon = t.toewijzingen.filter(rol="toetser").first().gebruiker
    return reverse("bekwaamheid_wijzigen", args=[persoon.bekwaamheden.first().pk])


def _soort(naam):
    return reverse(naam, args=[Bekwaamheidssoort.objects.first().pk])


ALLEEN_HET_BUREAU_DOET = ALLEEN_HET_BUREAU_MAG | {"gijs": 405}
# Of Toetshuis Noorderlicht.
VAN_NOORDERLICHT = ("karin", "meike", "tessa", "roel", "nora")

TABEL |= {
    "hernoemen": _organisatie("hernoemen") | ALLEEN_HET_BUREAU_MAG,
    "hernoeming_intrekken": _organisatie("hernoeming_intrekken") | ALLEEN_HET_BUREAU_DOET,
    "samenvoegen": _organisatie("samenvoegen") | ALLEEN_HET_BUREAU_MAG,
    "samenvoeging_intrekken": _organisatie("samenvoeging_intrekken") | ALLEEN_HET_BUREAU_DOET,
    "toelating_toevoegen": _organisatie("toelating_toevoegen") | ALLEEN_HET_BUREAU_MAG,
    "toelating_wijzigen": {"url": _toelating}
    | ANONIEM
    | dict.fromkeys(MENSEN, 404)
    | dict.fromkeys((*VAN_NOORDERLICHT, "kees"), 403)
    | {"gijs": 200},
    # A beheerder of a member has the role, and nobody there to keep anything of.
    "bekwaamheden": _kaal("bekwaamheden")
    | ANONIEM
    | dict.fromkeys(MENSEN, 403)
    | dict.fromkeys(("hilde", "nora", "karin", "wim", "gijs"), 200),
    "bekwaamheid_toevoegen": _kaal("bekwaamheid_toevoegen")
    | ANONIEM
    | dict.fromkeys((*MENSEN, "gijs"), 403)
    | BEHEERDERS,
    "bekwaamheidssoorten": _kaal("bekwaamheidssoorten") | ALLEEN_HET_BUREAU,
    "bekwaamheidssoort_toevoegen": _kaal("bekwaamheidssoort_toevoegen") | ALLEEN_HET_BUREAU,
    "bekwaamheidssoort_wijzigen": {"url": lambda t: _soort("bekwaamheidssoort_wijzigen")} | ALLEEN_HET_BUREAU,
    "bekwaamheidssoort_verwijderen": {"url": lambda t: _soort("bekwaamheidssoort_verwijderen")}
    | ALLEEN_HET_BUREAU
    | {"gijs": 405},
    # Of Meike: she may know about it herself, and so may her planner and the bureau.
    "bekwaamheid_wijzigen": {"url": _bekwaamheid}
    | ANONIEM
    | dict.fromkeys(MENSEN, 404)
    | {"meike": 403, "karin": 403, "gijs": 403, "nora": 200},
}


# Of Welzijn Wilgendam: who works there keeps them, and so does the bureau.
VAN_WIE_ER_WERKT = ANONIEM | dict.fromkeys(MENSEN, 404) | dict.fromkeys((*VAN_WILGENDAM, "gijs"), 200) | {"kees": 403}


def _deel(soort, **velden):
    """The address to change something of that organisation; made here, since nothing else of this world has any."""
    model = apps.get_model("leden", soort)
    return {
        "url": lambda t: reverse(
            f"{soort}_wijzigen", args=[model.objects.get_or_create(organisatie=t.organisatie, **velden)[0].pk]
        )
    }


TABEL |= {
    # Where it works, which is in the register too.
    "gebied": _organisatie("gebied") | VAN_WIE_ER_WERKT | {"kees": 200},
    "locatie_toevoegen": _organisatie("locatie_toevoegen") | VAN_WIE_ER_WERKT,
    "werkgebied_toevoegen": _organisatie("werkgebied_toevoegen") | VAN_WIE_ER_WERKT,
    "activiteit_toevoegen": _organisatie("activiteit_toevoegen") | VAN_WIE_ER_WERKT,
    "locatie_wijzigen": _deel("locatie", naam="De Schakel", plaats="Wilgendam", gemeente="GM0344") | VAN_WIE_ER_WERKT,
    "werkgebied_wijzigen": _deel("werkgebied", gemeente="GM0344") | VAN_WIE_ER_WERKT,
    "activiteit_wijzigen": _deel("activiteit", naam="jongerenwerk") | VAN_WIE_ER_WERKT,
}

"""Who hears of a complaint: rows of the table in `berichten.regels`. A letter says that there is something to read, and where."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from berichten.kalender import AFSPRAKEN
from berichten.regels import (
    MOMENTEN,
    ONVERTELD,
    ONVERTELD_AAN,
    REGELS,
    SOORTEN,
    Inhoud,
    Moment,
    Onverteld,
    Regel,
    Soort,
)
from geschillen.afspraken import hoorzittingen
from geschillen.bevoegdheden import niet_te_verlengen
from geschillen.brieven.bezwaren import ONVERTELD_BEZWAAR, REGELS_BEZWAAR, SOORT, bezwaarmomenten
from geschillen.models import Klacht, Klachtsignaal, Klachtvraag
from geschillen.ontvangers import (
    BUREAU,
    BUREAU_ALS_NIEMAND_KAN,
    DE_ANDERE_KANT,
    WIE_BEHANDELT,
    WIE_DOORGAF,
    WIE_KAN,
    WIE_VROEG,
)
from geschillen.termijnen import ONTVANGST, UITKOMST, VRAAG, klachttermijnen, momenten_van
from huisstijl.post import BRIEVEN, Brief
from leden.bevoegdheden import Handeling
from leden.models import Gebeurtenis
from trajecten.brieven import hulp_voor

# How many days after its day a moment is still told, for when no worker ran.
NALOOP = 7


def _nieuws(klacht: int) -> Brief:
    """To who complains, at the address that was given: where to look, and nothing else."""
    rij = Klacht.objects.exclude(email="").get(pk=klacht)
    return Brief(rij.email, {"pad": reverse("klacht_volgen")})


BRIEVEN["klacht_nieuws"] = _nieuws


def _over_een_klacht(klacht: Klacht, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    gegevens = {"klacht": klacht, "kan_verlengen": not niet_te_verlengen(klacht)}
    return Inhoud(klacht.get_absolute_url(), gegevens, klacht.termijn)


def _over_een_vraag(vraag: Klachtvraag, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    """The other side comes to the question, who hears the complaint to the complaint."""
    if regel.aan == WIE_VROEG:
        return Inhoud(vraag.klacht.get_absolute_url())
    hulp, antwoord_aan = hulp_voor(None, regel.aan)
    return Inhoud(vraag.get_absolute_url(), {}, vraag.uiterlijk, hulp, antwoord_aan)


def _over_een_signaal(signaal: Klachtsignaal, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    return Inhoud(signaal.klacht.get_absolute_url() if regel.aan == WIE_DOORGAF else signaal.get_absolute_url())


def _bij_de_mensen(klacht: Klacht, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    return Inhoud(reverse("mensen"))


def _soort(model: Any, inhoud: Any, *erbij: str) -> Soort:
    """The rows of a model by the key in what the log calls them."""

    def zoek(sleutel: str) -> Any:
        return model.objects.select_related(*erbij).filter(pk=sleutel).first() if sleutel.isdecimal() else None

    return Soort(zoek, inhoud)


SOORTEN["klacht"] = _soort(Klacht, _over_een_klacht, "organisatie", "behandelaar")
SOORTEN["klachtvraag"] = _soort(Klachtvraag, _over_een_vraag, "aan", "klacht__organisatie")
SOORTEN["klachtsignaal"] = _soort(Klachtsignaal, _over_een_signaal, "klacht__organisatie")
SOORTEN["bezwaar"] = SOORT
AFSPRAKEN.append(hoorzittingen)

REGELS += [
    Regel("klacht_binnen", WIE_KAN, Handeling.KLACHT_INDIENEN),
    Regel("klacht_terug", WIE_KAN, Handeling.KLACHT_TERUGGEVEN, woorden="klacht_binnen"),
    Regel("klacht_zonder_behandelaar", BUREAU_ALS_NIEMAND_KAN, Handeling.KLACHT_INDIENEN, inhoud=_bij_de_mensen),
    Regel("klacht_zonder_behandelaar", BUREAU_ALS_NIEMAND_KAN, Handeling.KLACHT_TERUGGEVEN, inhoud=_bij_de_mensen),
    Regel("klacht_aangevuld", WIE_BEHANDELT, Handeling.KLACHT_AANVULLEN),
    Regel("klacht_termijn", WIE_BEHANDELT, moment="de laatste dag van een klacht komt, is er of is voorbij"),
    Regel("klachtvraag_gesteld", DE_ANDERE_KANT, Handeling.KLACHTVRAAG_STELLEN),
    Regel(
        "klachtvraag_termijn",
        DE_ANDERE_KANT,
        moment="de laatste dag van een vraag bij een klacht komt, is er of is voorbij",
    ),
    Regel("klachtvraag_beantwoord", WIE_VROEG, Handeling.KLACHTVRAAG_BEANTWOORDEN),
    Regel("klachtsignaal_gegeven", BUREAU, Handeling.KLACHT_DOORGEVEN),
    Regel("klachtsignaal_afgehandeld", WIE_DOORGAF, Handeling.KLACHTSIGNAAL_AFHANDELEN, is_bundel=True),
]
REGELS += REGELS_BEZWAAR
ONVERTELD_AAN += [
    Onverteld(aan, (Handeling.BEZWAAR_HEROVERWEGEN,), waarom)
    for waarom, partijen in ONVERTELD_BEZWAAR.items()
    for aan in partijen
]
ONVERTELD |= dict.fromkeys(
    (Handeling.KLACHT_OPPAKKEN, Handeling.KLACHT_ANTWOORDEN, Handeling.KLACHT_VERLENGEN, Handeling.KLACHT_AFRONDEN),
    "Wie klaagt en een adres gaf, krijgt een mail zonder inhoud; die wordt tijdens het versturen gemaakt.",
)


def _klachtmomenten(vandaag: date) -> Iterator[Moment]:
    """Of every open complaint the days about the term that runs, and of every open question."""
    termijnen = klachttermijnen()
    gekomen = vandaag - timedelta(days=NALOOP)
    for klacht in Klacht.objects.open():
        laatste = klacht.termijn
        if laatste is None:
            continue
        naam = UITKOMST if klacht.opgepakt_op else ONTVANGST
        for dag in momenten_van(termijnen[naam], laatste):
            if gekomen < dag <= vandaag:
                yield Moment("klacht_termijn", klacht.onderwerp, f"klacht_termijn:{klacht.pk}:{naam}:{laatste}:{dag}")
    for vraag in Klachtvraag.objects.open():
        for dag in momenten_van(termijnen[VRAAG], vraag.uiterlijk):
            if gekomen < dag <= vandaag:
                yield Moment("klachtvraag_termijn", vraag.onderwerp, f"klachtvraag_termijn:{vraag.pk}:{dag}")


MOMENTEN.append(_klachtmomenten)
MOMENTEN.append(bezwaarmomenten)

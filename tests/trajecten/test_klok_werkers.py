"""Every rule of silence exactly once: over 400 days with two workers that are killed at random, and with none at all."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from django.db import connection
from django.db.models import Count
from django.urls import reverse

from berichten.models import Bezorging, Poststuk
from berichten.werkdagen import werkdagen_later
from leden.logboek import eerste_breuk
from leden.models import Gebeurtenis
from tests.browser.conftest import omgeving
from tests.dagen import over
from tests.klokken import op
from tests.rijen import trajecten_erbij
from trajecten.klok import momenten
from trajecten.levensloop import BEURTEN, Status
from trajecten.models import Termijnvoorstel, Traject
from trajecten.termijnen import einddatum

PROJECT = Path(__file__).resolve().parents[2]
DAGEN = 400
KEREN_DOOD = 5
ORGANISATIE = "Welzijn Wilgendam"


class Werker:
    """A process that writes down what time did, until it is killed; then another takes its place."""

    def __init__(self):
        self.starten()

    def starten(self):
        self.proces = subprocess.Popen(
            [sys.executable, "-m", "tests.trajecten.klokwerker"],
            cwd=PROJECT,
            env=omgeving() | {"DJANGO_SETTINGS_MODULE": "kwaliteitslabel.settings"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.proces.stdout.readline() == "klaar\n"

    def beginnen(self, taak, dag):
        self.proces.stdin.write(f"{taak} {dag}\n")
        self.proces.stdin.flush()

    def afmaken(self):
        assert self.proces.stdout.readline() == "klaar\n"

    def doden(self):
        self.proces.kill()
        self.proces.communicate()


def werkend(dagen, dood_op, toeval, *taken):
    """Each of these days, once two workers did these jobs on it side by side; on the days in `dood_op` one is killed at it."""
    werkers = [Werker(), Werker()]
    try:
        for dag in dagen:
            for taak in taken:
                for werker in werkers:
                    werker.beginnen(taak, dag)
                if dag in dood_op:
                    with connection.cursor() as cursor:
                        cursor.execute("select pg_sleep(%s)", [toeval.random() / 50])
                    slachtoffer = toeval.choice(werkers)
                    slachtoffer.doden()
                    slachtoffer.starten()
                    slachtoffer.beginnen(taak, dag)
                for werker in werkers:
                    werker.afmaken()
            yield dag
    finally:
        for werker in werkers:
            werker.doden()


def in_wederhoor(wereld, kader, laatste, naam, uitstel):
    """A traject that waits for a reaction until that day; `uitstel`: and of which an extension was asked."""
    nieuw = werkdagen_later(laatste, 5) if uitstel else None
    (traject,) = trajecten_erbij(
        wereld,
        kader,
        [naam],
        Status.WEDERHOOR,
        termijn=laatste,
        termijnnaam="wederhoor",
        termijn_sinds=over(0),
        uitstel_tot=nieuw,
        daarna=Status.REACTIE_VERWERKEN,
        daarna_termijn=einddatum(kader, "reactie_verwerken", nieuw or laatste),
    )
    if uitstel:
        Termijnvoorstel.objects.create(
            traject=traject,
            status=traject.status,
            oud=laatste,
            nieuw=nieuw,
            reden="Onze bestuurder is ziek.",
            van_organisatie=True,
            gevraagd_door=wereld.joke.gebruiker,
        )
    return traject


def waarheid(dag):
    """What everyone reads on a day about every traject."""
    with op(dag):
        return [
            (een.pk, een.status, een.termijn, een.verstreken, een.status_sinds)
            for een in Traject.objects.defer("kaderversie__inhoud").order_by("pk")
        ]


def op_de_lijst(als, wie, dag):
    with op(dag):
        rijen = als(wie).get(reverse("trajecten"), {"status": Status.WEDERHOOR}).context["bladzijde"]
        return [(rij.nummer, rij.termijn) for rij in rijen]


@pytest.mark.django_db(transaction=True)
def test_time_takes_every_step_once_whoever_writes_it_down(wereld, kader, als):
    toeval = Random(20170531)
    laatste_dagen = [werkdagen_later(over(0), aantal) for aantal in toeval.sample(range(1, 250), 8)]
    for nummer, laatste in enumerate(sorted(laatste_dagen * 4)):
        in_wederhoor(wereld, kader, laatste, f"Wijkwerk {nummer}", uitstel=nummer % 2 == 0)
    dagen = [over(aantal) for aantal in range(DAGEN)]
    halverwege = sorted(laatste_dagen)[4] + timedelta(days=1)
    zonder_werker, lijst_zonder = [waarheid(dag) for dag in dagen], op_de_lijst(als, wereld.gijs, halverwege)
    assert not Gebeurtenis.objects.filter(onderwerp__startswith="traject").exists()

    dood_op = set(toeval.sample([laatste + timedelta(days=1) for laatste in laatste_dagen], KEREN_DOOD))
    for dag, verwacht in zip(werkend(dagen, dood_op, toeval, "termijnen"), zonder_werker, strict=True):
        assert waarheid(dag) == verwacht
        if dag == halverwege:
            assert op_de_lijst(als, wereld.gijs, dag) == lijst_zonder

    for traject in Traject.objects.order_by("pk"):
        regels = Gebeurtenis.objects.filter(onderwerp=traject.onderwerp).order_by("volgnummer")
        uitstel = ["termijnvoorstel_beantwoorden"] if traject.termijnvoorstellen.exists() else []
        assert list(regels.values_list("handeling", flat=True)) == [*uitstel, "reactie_indienen"]
    assert not Traject.objects.ingehaald().exists()
    assert set(Traject.objects.values_list("status", flat=True)) == {Status.REACTIE_VERWERKEN}
    assert eerste_breuk() is None


def te_zeggen(dagen):
    """The keys of the letters that the terms of these days ask for."""
    for dag in dagen:
        with op(dag):
            for traject in Traject.objects.select_related("kaderversie"):
                yield from (
                    f"{traject.onderwerp} {een.sleutel} termijn_{een.soort}_{een.partij}"
                    for een in momenten(traject)
                    if een.datum == dag
                )


@pytest.mark.django_db(transaction=True)
def test_every_reminder_and_escalation_comes_once_whoever_makes_it(wereld, kader):
    toeval, namen = Random(20170602), []
    # One traject in each status with a term, all of the same people; the last days lie apart.
    for status, beurt in BEURTEN.items():
        if beurt.termijn in kader.termijnen and kader.termijnen[beurt.termijn].stilte == "blijft_staan":
            namen.append(beurt.termijn)
            trajecten_erbij(
                wereld,
                kader,
                [ORGANISATIE],
                status,
                termijn=werkdagen_later(over(0), 11 + len(namen)),
                termijnnaam=beurt.termijn,
                termijn_sinds=over(0),
            )
    in_wederhoor(wereld, kader, werkdagen_later(over(0), 15), ORGANISATIE, uitstel=False)
    dagen = [over(aantal) for aantal in range(1, 45)]
    verwacht = sorted(te_zeggen(dagen))
    assert len(namen) >= 8 and len(verwacht) == len(set(verwacht)) >= 4 * len(namen)
    list(werkend(dagen, set(toeval.sample(dagen, 2)), toeval, "termijnen", "post"))
    gemaakt = Poststuk.objects.filter(brief__startswith="termijn_")
    assert sorted(gemaakt.values_list("sleutel", flat=True)) == verwacht
    # Each to everyone of its party, once.
    assert not gemaakt.filter(bezorgingen__isnull=True).exists()
    dubbel = (
        Bezorging.objects.values("poststuk", "lidmaatschap__gebruiker").annotate(keer=Count("pk")).filter(keer__gt=1)
    )
    assert not dubbel.exists()

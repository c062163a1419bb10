"""Earlier decisions beside a file: the nearest first, without a score, and without a name for who may not know whose it is."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from beheercommissie.handelingen import belang_verklaren
from beheercommissie.models import Agendapunt, Besluit, Vergadering
from beheercommissie.vergelijkbaar import Namen, zonder_namen
from leden.models import Belang, Organisatie
from tests.beheercommissie.test_agendapunt import tekst
from tests.dagen import over
from tests.rijen import trajecten_erbij
from toetsing.models import Oordeel
from trajecten.models import Toewijzing

WAAROM = "Bij {naam} in Oeverstad zagen wij op 12 maart 2025 dat bewoners meebeslissen."


@pytest.fixture
def eerder(wereld, agendapunt):
    """`eerder("Stichting Oever", anders=1)`: an earlier decision on an assessment with so many other judgements."""
    traject = agendapunt.traject
    toen = Vergadering.objects.create(datum=over(-100), plaats="Utrecht")
    schaal = [een.code for een in traject.kaderversie.schaal]

    def maken(naam, anders=0, optie="toekennen", **velden):
        with connection.cursor() as cursor:
            # Past the road that leads there.
            cursor.execute("set local session_replication_role = replica")
            velden = {"fte": traject.fte, "variant": traject.variant} | velden
            (vroeger,) = trajecten_erbij(wereld, traject.kaderversie, [naam], "besloten", **velden)
            Toewijzing.objects.filter(traject=vroeger, rol="beslisser").delete()
            Organisatie.objects.filter(pk=vroeger.organisatie_id).update(plaats="Oeverstad")
            for nr, een in enumerate(traject.oordelen.all()):
                waarde = een.waarde if nr >= anders else next(code for code in schaal if code != een.waarde)
                Oordeel.objects.create(
                    traject=vroeger,
                    norm=een.norm,
                    waarde=waarde,
                    gegeven_op=timezone.now(),
                    gegeven_door=wereld.meike.gebruiker,
                )
            punt = Agendapunt.objects.create(
                vergadering=toen,
                traject=vroeger,
                volgnummer=toen.volgende_nummer(),
                dossier={"advies": {"code": "positief", "label": "Positief"}},
                sha256="0" * 64,
                bevroren_door=wereld.femke.gebruiker,
            )
            besluit = Besluit.objects.create(
                nummer=f"{vroeger.nummer}-B1",
                agendapunt=punt,
                optie=optie,
                motivering=WAAROM.format(naam=naam),
                uitslag={"stemmen": {optie: 3}, "met_belang": 0},
                besloten_op=over(-100),
                vastgelegd_door=wereld.anna.gebruiker,
            )
            cursor.execute("set local session_replication_role = origin")
        return besluit

    return maken


def pagina(client, agendapunt):
    return client.get(reverse("vergelijkbaar", args=[agendapunt.pk]))


def namen(antwoord):
    return [een.besluit.agendapunt.traject.organisatie.naam for een in antwoord.context["rijen"]]


def test_the_nearest_comes_first_and_no_number_says_how_near(als, wereld, agendapunt, eerder):
    belang_verklaren(wereld.bert, agendapunt, "geen")
    eerder("Stichting Ver", anders=2)
    eerder("Stichting Groter", fte=Decimal("900.0"))
    eerder("Stichting Zelfde", optie="afwijzen")
    eerder("Stichting Dichtbij", anders=1)
    # A decision that ended nothing is no example.
    eerder("Stichting Wacht", optie="aanhouden")
    antwoord = pagina(als(wereld.bert), agendapunt)
    assert namen(antwoord) == ["Stichting Zelfde", "Stichting Groter", "Stichting Dichtbij", "Stichting Ver"]
    woorden = tekst(antwoord)
    assert "Het advies was: positief." in woorden and "Een andere omvang." in woorden
    assert "%" not in re.sub(r"<[^>]+>", "", woorden.split("<main")[1].split("</main")[0])
    assert reverse("vergelijkbaar", args=[agendapunt.pk]) in tekst(als(wereld.bert).get(agendapunt.get_absolute_url()))


def test_who_may_not_know_the_traject_reads_the_decision_without_name_number_place_and_day(
    als, wereld, agendapunt, eerder
):
    for lid in (wereld.bert, wereld.daan):
        belang_verklaren(lid, agendapunt, "geen")
    besluit = eerder("Stichting Rietkraag")
    traject = besluit.agendapunt.traject
    woorden = tekst(pagina(als(wereld.bert), agendapunt))
    assert "zagen wij op […] dat bewoners meebeslissen." in woorden
    for geheim in ("Rietkraag", "Oeverstad", traject.nummer, "12 maart", "2025"):
        assert geheim not in woorden.split("<main")[1]
    # Daan decided on it then.
    Toewijzing.objects.create(traject=traject, gebruiker=wereld.daan.gebruiker, rol="beslisser")
    woorden = tekst(pagina(als(wereld.daan), agendapunt))
    assert "Bij Stichting Rietkraag in Oeverstad zagen wij op 12 maart 2025" in woorden
    assert besluit.nummer in woorden and reverse("besluit", args=[traject.nummer]) in woorden


def test_an_earlier_traject_in_which_one_has_an_interest_is_not_there(als, wereld, agendapunt, eerder):
    belang_verklaren(wereld.bert, agendapunt, "geen")
    besluit = eerder("Stichting Rietkraag")
    assert namen(pagina(als(wereld.bert), agendapunt)) == ["Stichting Rietkraag"]
    organisatie = besluit.agendapunt.traject.organisatie
    Belang.objects.create(gebruiker=wereld.bert.gebruiker, organisatie=organisatie, soort="familie", van=over(-10))
    assert "Nog geen eerder besluit" in tekst(pagina(als(wereld.bert), agendapunt))


def test_it_is_behind_the_gate(als, wereld, agendapunt):
    belang_verklaren(wereld.cora, agendapunt, "belang")
    assert pagina(als(wereld.cora), agendapunt).status_code == 403
    assert pagina(als(wereld.esra), agendapunt).status_code == 403


def test_more_decisions_ask_no_more_questions(als, wereld, agendapunt, eerder):
    belang_verklaren(wereld.bert, agendapunt, "geen")
    bert = als(wereld.bert)

    def vragen():
        with CaptureQueriesContext(connection) as gevraagd:
            assert pagina(bert, agendapunt).status_code == 200
        return len(gevraagd)

    eerder("Stichting Een")
    vragen()
    een = vragen()
    for nummer in range(12):
        eerder(f"Stichting {nummer}", anders=nummer % 3)
    assert vragen() == een <= 15


@pytest.mark.parametrize(
    ("was", "wordt"),
    [
        (
            "Welzijn OEVER (traject 2026-017-B1) werkt sinds 3 mei 2024 met mevrouw Kattenstaart aan het oeverpark.",
            "Welzijn […] (traject […]) werkt sinds […] met mevrouw […] aan het oeverpark.",
        ),
        # Words that everybody has are a name together, and a word about a place begins with it.
        ("Het Centrum voor Maatschappelijk Werk kent de Wilgendamse raad.", "Het […] kent de […] raad."),
        ("Een centrum voor iedereen.", "Een centrum voor iedereen."),
    ],
)
def test_names_that_are_known_go_and_words_that_everybody_has_stay(was, wordt):
    heel = frozenset({("centrum", "voor", "maatschappelijk", "werk")})
    assert zonder_namen(was, Namen(heel, frozenset({"oever", "kattenstaart"}), ("wilgendam",))) == wordt

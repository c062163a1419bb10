"""Meetings, their agendas, and how a traject comes onto one."""

from copy import deepcopy
from datetime import time

import pytest
from django.db import IntegrityError, connection, transaction
from django.template.defaultfilters import date
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from beheercommissie.dossier import dossierkaart
from beheercommissie.handelingen import agenderen, belang_verklaren, besluiten, navraag_beantwoorden, stemmen
from beheercommissie.handelingen.vergaderingen import vergadering_plannen
from beheercommissie.models import Agendapunt, Vergadering
from huisstijl.templatetags.opmaak import dag
from leden.bevoegdheden import Geweigerd
from leden.controlegetal import controlegetal
from tests.beheercommissie.test_agendapunt import tekst
from tests.dagen import over
from tests.personen import commissie, in_vergadering
from tests.rijen import agendapunten_erbij, trajecten_erbij
from toetsing.models import Rapportversie
from trajecten.levensloop import Status
from trajecten.models import Traject


@pytest.fixture
def agendapunt(vooraf):
    """Before the meeting is opened."""
    return vooraf


def voorgedragen():
    """The traject as it was before it came onto the agenda; the old item is not told about."""
    Traject.objects.update(status=Status.VOORGEDRAGEN)
    return Traject.objects.get()


# ---- meetings


def test_the_secretary_plans_a_meeting(als, wereld):
    gegevens = {
        "datum": date(over(30), "j F Y"),
        "begin": "13.30",
        "eind": "15.30",
        "plaats": "Utrecht, zaal De Spiegel",
        "link": "https://vergaderen.example/zaal",
        "sluitdag": date(over(23), "j F Y"),
    }
    pagina = tekst(als(wereld.femke).post(reverse("vergadering_plannen"), gegevens, follow=True))
    assert "De vergadering is gepland." in pagina
    assert "13.30 tot 15.30 uur" in pagina and 'href="https://vergaderen.example/zaal"' in pagina
    vergadering = Vergadering.objects.get(datum=over(30))
    assert (vergadering.plaats, vergadering.begin, vergadering.sluitdag) == (
        "Utrecht, zaal De Spiegel",
        time(13, 30),
        over(23),
    )


@pytest.mark.parametrize(
    ("datum", "zin"),
    [
        (lambda: over(-1).isoformat(), "is al geweest. Kies vandaag of een dag daarna."),
        (lambda: "volgende week", "Dit lijkt geen datum."),
        (lambda: "", "Vul dit in."),
    ],
)
def test_a_meeting_on_an_impossible_day_is_refused_and_keeps_what_was_typed(als, wereld, datum, zin):
    gegevens = {"datum": datum(), "begin": "13.30", "eind": "15.30", "plaats": "Utrecht, zaal De Spiegel"}
    pagina = tekst(als(wereld.femke).post(reverse("vergadering_plannen"), gegevens))
    assert zin in pagina
    assert 'value="Utrecht, zaal De Spiegel"' in pagina
    assert Vergadering.objects.count() == 1


def test_nobody_else_plans_a_meeting(wereld):
    for wie in (wereld.anna, wereld.bert, wereld.gijs, wereld.joke):
        with pytest.raises(Geweigerd, match="Alleen een secretaris kan een vergadering plannen"):
            vergadering_plannen(wie, datum=over(30), plaats="Utrecht")


def test_coming_meetings_stand_first_and_in_order(als, wereld):
    for dagen in (40, 20, -20, -10):
        Vergadering.objects.create(datum=over(dagen), plaats=f"zaal {dagen}")
    pagina = tekst(als(wereld.bert).get(reverse("vergaderingen")))
    plekken = [pagina.index(f"zaal {dagen}") for dagen in (20, 40, -10, -20)]
    assert plekken == sorted(plekken)
    assert pagina.index("Utrecht, 1 punt") < plekken[0]


def test_a_member_reads_where_something_must_still_be_said(als, wereld, agendapunt):
    url = reverse("vergaderingen")
    assert "Zeg bij 1 punt of u een belang hebt" in tekst(als(wereld.bert).get(url))
    assert "of u een belang hebt" not in tekst(als(wereld.femke).get(url)).replace(
        "Zeg bij elk punt eerst of u een", ""
    )
    belang_verklaren(wereld.bert, agendapunt, "belang")
    assert "Zeg bij 1 punt" not in tekst(als(wereld.bert).get(url))


def test_without_meetings_the_page_says_what_comes_here(als, wereld, agendapunt):
    Vergadering.objects.filter(pk=agendapunt.vergadering_id).update(datum=over(-1))
    assert "Er is nog geen vergadering gepland" in tekst(als(wereld.bert).get(reverse("vergaderingen")))
    assert reverse("vergadering_plannen") in tekst(als(wereld.femke).get(reverse("vergaderingen")))


# ---- an agenda


def test_the_agenda_tells_each_member_what_is_still_to_be_said(als, wereld, agendapunt):
    url = agendapunt.vergadering.get_absolute_url()

    def stand(wie):
        return tekst(als(wie).get(url))

    assert "Zeg eerst of u een belang hebt" in stand(wereld.bert)
    belang_verklaren(wereld.bert, agendapunt, "geen")
    assert "U hebt nog niet gestemd" in stand(wereld.bert)
    stemmen(wereld.bert, agendapunt, optie="toekennen")
    assert "U hebt gestemd" in stand(wereld.bert)
    belang_verklaren(wereld.cora, agendapunt, "belang")
    assert "U doet niet mee wegens een belang" in stand(wereld.cora)
    belang_verklaren(wereld.esra, agendapunt, "twijfel")
    assert "U twijfelt, de secretaris belt u" in stand(wereld.esra)
    assert "1 stem van de 3 die nodig zijn" in stand(wereld.femke)


def test_the_agenda_gives_the_decision_only_to_who_took_part(als, wereld, agendapunt, stemmen_van):
    belang_verklaren(wereld.cora, agendapunt, "belang")
    stemmen_van(dict.fromkeys([wereld.anna, wereld.bert, wereld.daan], "afwijzen"))
    in_vergadering(wereld, agendapunt.vergadering)
    besluiten(
        wereld.anna, agendapunt, optie="afwijzen", motivering="Er is nog te veel te doen.", afwijking="Om de dossiers."
    )
    url = agendapunt.vergadering.get_absolute_url()
    assert "Besloten: niet toekennen" in tekst(als(wereld.bert).get(url))
    assert "Besloten: niet toekennen" in tekst(als(wereld.femke).get(url))
    # Green is for an award.
    (regel,) = als(wereld.femke).get(url).context["regels"]
    assert (regel.stand["soort"], regel.stand["teken"]) == ("", "flag")
    for wie in (wereld.cora, wereld.esra):
        assert "Besloten" in tekst(als(wie).get(url))
        assert "niet toekennen" not in tekst(als(wie).get(url))


def test_the_secretary_sees_which_trajecten_wait_for_an_agenda(als, wereld, agendapunt):
    voorgedragen()
    url = Vergadering.objects.create(datum=over(30), plaats="Utrecht").get_absolute_url()
    zin = "Zet Welzijn Wilgendam op de agenda"
    assert zin in tekst(als(wereld.femke).get(url))
    assert zin not in tekst(als(wereld.anna).get(url))


# ---- onto the agenda


def test_putting_on_the_agenda_freezes_the_pack_with_its_hash(als, wereld, agendapunt):
    traject = voorgedragen()
    later = Vergadering.objects.create(datum=over(30), plaats="Utrecht")
    gegevens = {"vergadering": later.pk}
    pagina = tekst(als(wereld.femke).post(reverse("agenderen", args=[traject.nummer]), gegevens, follow=True))
    assert "De stukken liggen nu vast." in pagina
    nieuw = later.agendapunten.get()
    assert nieuw.volgnummer == 1
    assert nieuw.sha256 == controlegetal(nieuw.dossier) == controlegetal(agendapunt.dossier)
    traject.refresh_from_db()
    assert traject.status == Status.GEAGENDEERD


def test_an_assessment_that_is_too_old_does_not_come_onto_an_agenda(als, wereld, agendapunt):
    traject = voorgedragen()
    with connection.cursor() as cursor:
        # The days lie fast by now.
        cursor.execute("set local session_replication_role = replica")
        traject.toetsdagen.update(datum=over(-360))
        cursor.execute("set local session_replication_role = origin")
    op_tijd, te_laat = (Vergadering.objects.create(datum=over(aantal), plaats="Utrecht") for aantal in (1, 40))
    with pytest.raises(Geweigerd, match="Op de agenda kan tot 365 dagen daarna, dus tot en met"):
        agenderen(wereld.femke, traject, te_laat)
    assert agenderen(wereld.femke, traject, op_tijd).vergadering == op_tijd


def test_the_pack_holds_what_the_disclosure_matrix_gives_the_committee(agendapunt):
    dossier = agendapunt.dossier
    versie = Rapportversie.objects.filter(traject=agendapunt.traject).order_by("-nummer").first()
    assert dossier["rapportversie"] == {"nummer": versie.nummer, "sha256": versie.sha256}
    assert (dossier["rapport"]["normen"], dossier["advies"]["label"]) == ([], "Positief")
    assert [deel["sleutel"] for deel in dossier["rapport"]["delen"]] == ["samenvatting", "branche"]
    assert set(dossier["plannen"][0]) == {"passage", "akkoord_op", "klaar_op"}


def test_two_points_with_the_same_words_each_have_their_own_plan(agendapunt):
    dossier = deepcopy(agendapunt.dossier)
    punt, plan = dossier["rapport"]["verbeterpunten"][0], dossier["plannen"][0]
    assert punt["passage"] == plan["passage"]
    dossier["rapport"]["verbeterpunten"] = [punt, punt | {"passage": "bevinding-0"}, punt | {"passage": "zonder-plan"}]
    dossier["plannen"] = [
        plan | {"klaar_op": "2027-05-31"},
        plan | {"passage": "bevinding-0", "klaar_op": "2027-06-30"},
    ]
    plannen = [een["plan"] for een in dossierkaart(dossier)["verbeterpunten"]]
    assert [een and f"{een['klaar_op']}" for een in plannen] == ["2027-05-31", "2027-06-30", None]


def test_the_proposal_tells_what_goes_to_the_committee(als, wereld, django_assert_max_num_queries):
    traject = voorgedragen()
    for wie in (wereld.femke, wereld.joke, wereld.karin, wereld.gijs):
        client = als(wie)
        with django_assert_max_num_queries(11):
            antwoord = client.get(reverse("voordracht", args=[traject.nummer]))
        pagina = tekst(antwoord)
        assert "Het advies</a></b> van Toetshuis Noorderlicht: Positief" in pagina
        stukken = [traject.adviezen.get().versie.get_absolute_url(), reverse("advies", args=[traject.nummer])]
        for stuk in stukken:
            assert f'href="{stuk}"' in pagina and als(wie).get(stuk).status_code == 200
        assert ("Zet op de agenda</button>" in pagina) is (wie == wereld.femke)


def test_a_meeting_that_comes_too_soon_is_said_and_not_refused(als, wereld):
    traject = voorgedragen()
    url = reverse("voordracht", args=[traject.nummer])
    assert "De leden krijgen de stukken het liefst 7 dagen van tevoren." in tekst(als(wereld.femke).get(url))
    Vergadering.objects.update(datum=over(30))
    assert "De leden krijgen de stukken" not in tekst(als(wereld.femke).get(url))


def test_the_choice_of_a_meeting_says_until_when_papers_can_come(als, wereld):
    traject = voorgedragen()
    for dagen, sluit in ((30, 23), (7, -1)):
        Vergadering.objects.create(datum=over(dagen), plaats="Utrecht", sluitdag=over(sluit))
    pagina = tekst(als(wereld.femke).get(reverse("voordracht", args=[traject.nummer])))
    assert f"Stukken kunnen komen tot en met {dag(over(23))}." in pagina
    assert f"Stukken konden komen tot en met {dag(over(-1))}. De leden lezen ze dus later" in pagina


def test_without_a_coming_meeting_there_is_a_way_to_plan_one(als, wereld):
    traject = voorgedragen()
    Vergadering.objects.update(datum=over(-1))
    pagina = tekst(als(wereld.femke).get(reverse("voordracht", args=[traject.nummer])))
    assert "Er is nog geen vergadering gepland" in pagina
    assert reverse("vergadering_plannen") in pagina


def test_the_same_meeting_and_a_past_meeting_are_refused(wereld, agendapunt):
    traject = voorgedragen()
    with pytest.raises(Geweigerd, match="Op deze vergadering is dit traject al besproken"):
        agenderen(wereld.femke, traject, agendapunt.vergadering)
    geweest = Vergadering.objects.create(datum=over(-3), plaats="Utrecht")
    with pytest.raises(Geweigerd, match="Deze vergadering is al geweest"):
        agenderen(wereld.femke, traject, geweest)
    with pytest.raises(IntegrityError, match="agendapunt_traject_een_keer"), transaction.atomic():
        Agendapunt.objects.create(
            vergadering=agendapunt.vergadering,
            traject=traject,
            volgnummer=2,
            dossier={},
            sha256="",
            bevroren_door=wereld.femke.gebruiker,
        )


def test_choosing_no_meeting_is_refused_beside_the_field(als, wereld):
    traject = voorgedragen()
    pagina = tekst(als(wereld.femke).post(reverse("agenderen", args=[traject.nummer]), {}))
    assert "Maak een keuze." in pagina
    traject.refresh_from_db()
    assert traject.status == Status.VOORGEDRAGEN


def test_only_a_traject_that_was_put_forward_comes_onto_an_agenda(wereld, agendapunt):
    later = Vergadering.objects.create(datum=over(30), plaats="Utrecht")
    with pytest.raises(Geweigerd, match="Dat kan nu niet"):
        agenderen(wereld.femke, agendapunt.traject, later)


# ---- the number of rows does not matter


def vul(wereld, agendapunt, nummers):
    """An item for each number on the agenda, each of another organisation, and as many meetings."""
    namen = [f"Wijkwerk {nr}" for nr in nummers]
    agendapunten_erbij(wereld, trajecten_erbij(wereld, agendapunt.traject.kaderversie, namen, Status.GEAGENDEERD))
    Vergadering.objects.bulk_create(Vergadering(datum=over(nr), plaats="Utrecht") for nr in nummers)


def aantal_vragen(client, url):
    with CaptureQueriesContext(connection) as vragen:
        assert client.get(url).status_code == 200
    return len(vragen)


def test_lists_take_as_many_queries_for_one_row_as_for_three_hundred(als, wereld, agendapunt):
    bladzijden = [
        (als(wie), url)
        for wie in (wereld.bert, wereld.femke)
        for url in (
            reverse("vergaderingen"),
            reverse("vergaderingen_export", args=["csv"]),
            agendapunt.vergadering.get_absolute_url(),
        )
    ]
    aantallen = []
    for nummers in (range(0), range(2, 4), range(4, 31), range(31, 301)):
        vul(wereld, agendapunt, nummers)
        aantallen.append([aantal_vragen(client, url) for client, url in bladzijden])
    assert aantallen[0] == aantallen[1] == aantallen[2] == aantallen[3]
    assert max(aantallen[0]) <= 15


def test_the_list_of_meetings_is_downloaded_newest_first(als, wereld, agendapunt):
    Vergadering.objects.create(datum=over(30), plaats="=Utrecht")
    client = als(wereld.bert)
    assert 'href="/vergaderingen/lijst.csv"' in client.get(reverse("vergaderingen")).content.decode()
    inhoud = client.get(reverse("vergaderingen_export", args=["csv"])).inhoud.decode("utf-8-sig")
    assert inhoud.splitlines() == [
        '"Datum";"Van";"Tot";"Plaats";"Punten";"Besluiten";"Afgezegd"',
        f'"{over(30).isoformat()}";"";"";"\'=Utrecht";"0";"0";""',
        f'"{over(0).isoformat()}";"";"";"Utrecht";"1";"0";""',
    ]


def test_a_decided_traject_can_come_back_later(als, wereld, agendapunt, stemmen_van, monkeypatch):
    """Aanhouden: after an answer back to the secretary, and onto a later agenda with votes of its own."""
    stemmen_van(dict.fromkeys(commissie(wereld), "aanhouden"))
    in_vergadering(wereld, agendapunt.vergadering)
    vraag = {"vraag": "Hoe staan de plannen ervoor?", "vraag_aan": "organisatie", "antwoord_tot_en_met": over(20)}
    besluiten(wereld.anna, agendapunt, optie="aanhouden", motivering="Wij wachten op de plannen.", **vraag)
    traject = Traject.objects.get()
    navraag_beantwoorden(wereld.joke, traject, "Zij zijn in mei klaar.")
    traject.refresh_from_db()
    assert traject.status == Status.VOORGEDRAGEN
    later = Vergadering.objects.create(datum=over(30), plaats="Utrecht")
    nieuw = agenderen(wereld.femke, traject, later)
    pagina = tekst(als(wereld.bert).get(nieuw.get_absolute_url()))
    assert "Hebt u een belang bij Welzijn Wilgendam?" in pagina
    assert als(wereld.bert).get(traject.get_absolute_url()).status_code == 404
    for lid in commissie(wereld):
        belang_verklaren(lid, nieuw, "geen")
        stemmen(lid, nieuw, optie="toekennen")
    monkeypatch.setattr(timezone, "localdate", lambda *_: later.datum)
    in_vergadering(wereld, later)
    assert besluiten(wereld.anna, nieuw, optie="toekennen", motivering="Nu wel.").nummer.endswith("-B2")
    pagina = tekst(als(wereld.joke).get(reverse("besluit", args=[traject.nummer])))
    assert pagina.index("kent het label toe") < pagina.index("houdt het besluit aan")

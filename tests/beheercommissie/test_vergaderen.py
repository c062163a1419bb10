"""A meeting as it is planned, changed and called off, who comes, and what that means for what stands on its agenda."""

from datetime import date, time

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.template.defaultfilters import date as datum_in_woorden
from django.urls import reverse
from django.utils import timezone

from beheercommissie.bevoegdheden.vergaderingen import stand_van
from beheercommissie.forms.vergaderingen import dagen_van
from beheercommissie.handelingen import agenderen, belang_verklaren, besluiten, stemmen
from beheercommissie.handelingen.agenda import agendapunt_verplaatsen
from beheercommissie.handelingen.vergaderingen import (
    aanwezigheid_melden,
    vergadering_afzeggen,
    vergadering_plannen,
    vergadering_wijzigen,
)
from beheercommissie.models import Aanwezigheid, Agendapunt, Vergadering
from huisstijl.templatetags.opmaak import weekdag
from leden.bevoegdheden import Geweigerd
from leden.models import Belang, Gebeurtenis, Lidmaatschap, Rol
from tests.beheercommissie.test_agendapunt import tekst
from tests.dagen import over
from tests.personen import commissie, in_vergadering, zitting
from trajecten.levensloop import Status
from trajecten.models import Toewijzing

UREN = {"begin": time(13, 30), "eind": time(15, 30)}


@pytest.fixture
def agendapunt(vooraf):
    """Before the meeting is opened."""
    return vooraf


@pytest.fixture
def later(wereld):
    return vergadering_plannen(wereld.femke, datum=over(30), plaats="Utrecht", **UREN)


def velden(vergadering, **anders):
    namen = ("datum", "begin", "eind", "plaats", "link", "sluitdag")
    return {naam: getattr(vergadering, naam) for naam in namen} | {"gezien": stand_van(vergadering)} | anders


def ingevuld(**velden):
    """As a person types it."""
    return {
        naam: datum_in_woorden(waarde, "j F Y")
        if isinstance(waarde, date)
        else f"{waarde:%H.%M}"
        if isinstance(waarde, time)
        else waarde
        for naam, waarde in velden.items()
        if waarde is not None
    }


# ---- planning


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ({"eind": "13.00"}, "De vergadering eindigt voordat zij begint."),
        ({"link": "http://vergaderen.example"}, "Het begint met https://"),
        ({"link": "javascript:alert(1)"}, "Het begint met https://"),
        ({"sluitdag": "31 december 2099"}, "Deze dag is na de vergadering."),
        ({"plaats": ""}, "Vul dit in."),
        ({"begin": "half twee"}, "Dit lijkt geen tijd."),
    ],
)
def test_what_cannot_be_of_a_meeting_is_said_beside_its_field_and_kept(als, wereld, fout, zin):
    gegevens = ingevuld(datum=over(30), plaats="Ede", **UREN) | fout
    pagina = als(wereld.femke).post(reverse("vergadering_plannen"), gegevens).content.decode()
    assert zin in pagina
    assert f'value="{gegevens["begin"]}"' in pagina
    assert Vergadering.objects.count() == 1


def test_the_database_keeps_hours_address_and_closing_day_in_order(later):
    for fout in (
        {"eind": time(13, 0)},
        {"begin": None},
        {"link": "http://x.example"},
        {"sluitdag": over(31)},
        {"afgezegd_omdat": "Zomaar."},
    ):
        with pytest.raises(IntegrityError, match="vergadering_"), transaction.atomic():
            Vergadering.objects.filter(pk=later.pk).update(**fout)


def test_two_meetings_can_be_on_one_day(als, wereld, later):
    vergadering_plannen(wereld.femke, datum=over(30), plaats="Ede", begin=time(9), eind=time(10))
    pagina = tekst(als(wereld.bert).get(reverse("vergaderingen")))
    assert pagina.index("9.00 tot 10.00 uur") < pagina.index("13.30 tot 15.30 uur")


def test_a_series_keeps_its_weekday_of_the_month_and_passes_over_free_days():
    dagen = dagen_van(date(2027, 4, 27), "maand")
    assert len(dagen) == 12
    # King's day moves on; a fourth Tuesday stays one.
    assert dagen[0] == (date(2027, 4, 27), date(2027, 4, 28))
    assert dagen[1] == (date(2027, 5, 25), date(2027, 5, 25))
    assert dagen_van(date(2027, 3, 31), "maand")[1][0] == date(2027, 4, 28)
    assert [een for een, _ in dagen_van(date(2027, 1, 5), "zes_weken")][1] == date(2027, 2, 16)


def test_a_series_is_shown_first_and_planned_as_it_was_changed(als, wereld):
    client, url = als(wereld.femke), reverse("reeks_plannen")
    gegevens = ingevuld(eerste=date(2027, 4, 27), ritme="kwartaal", plaats="Utrecht", vooraf="7", **UREN)
    antwoord = client.post(url, gegevens | {"toon": ""})
    assert [een["datum"].value() for een in antwoord.context["dagen"]] == [
        "28 april 2027",
        "27 juli 2027",
        "26 oktober 2027",
        "25 januari 2028",
    ]
    assert "is een feestdag of valt in het weekend" in antwoord.content.decode()
    gegevens |= {"bij": antwoord.context["bij"], "plan": ""}
    dagen = {"dag1-datum": "29 april 2027", "dag2-datum": "", "dag3-datum": "26 oktober", "dag4-datum": "25-1-2028"}
    assert "Dit lijkt geen datum" in client.post(url, gegevens | dagen).content.decode()
    assert Vergadering.objects.count() == 1
    pagina = tekst(client.post(url, gegevens | dagen | {"dag3-datum": "26-10-2027"}, follow=True))
    assert "3 vergaderingen zijn gepland." in pagina
    nieuw = Vergadering.objects.filter(begin=time(13, 30)).order_by("datum")
    assert [(een.datum, een.sluitdag) for een in nieuw] == [
        (date(2027, 4, 29), date(2027, 4, 22)),
        (date(2027, 10, 26), date(2027, 10, 19)),
        (date(2028, 1, 25), date(2028, 1, 18)),
    ]


# ---- changing


def test_another_day_asks_anew_who_comes_and_tells_the_traject(als, wereld, agendapunt):
    vergadering = agendapunt.vergadering
    aanwezigheid_melden(wereld.bert, vergadering, "ja")
    gegevens = ingevuld(**velden(vergadering, datum=over(7), **UREN))
    pagina = tekst(
        als(wereld.femke).post(reverse("vergadering_wijzigen", args=[vergadering.pk]), gegevens, follow=True)
    )
    assert "De vergadering is veranderd." in pagina
    vergadering.refresh_from_db()
    assert (vergadering.datum, vergadering.begin) == (over(7), time(13, 30))
    assert not Aanwezigheid.objects.exists()
    regel = Gebeurtenis.objects.get(onderwerp=agendapunt.traject.onderwerp, handeling="agendapunt_verplaatsen")
    assert regel.reden.endswith(f"is nu op {datum_in_woorden(over(7), 'l j F Y')}.")
    assert "Andere dag voor de bespreking" in tekst(als(wereld.joke).get(agendapunt.traject.get_absolute_url()))


def test_another_time_keeps_the_answers_and_tells_no_traject(wereld, agendapunt):
    vergadering = agendapunt.vergadering
    aanwezigheid_melden(wereld.bert, vergadering, "ja")
    vergadering_wijzigen(wereld.femke, vergadering, **velden(vergadering, **UREN))
    assert Aanwezigheid.objects.get().antwoord == "ja"
    assert not Gebeurtenis.objects.filter(handeling="agendapunt_verplaatsen").exists()
    with pytest.raises(Geweigerd, match="Er is niets veranderd"):
        vergadering_wijzigen(wereld.femke, vergadering, **velden(Vergadering.objects.get()))


def besloten(wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys(commissie(wereld), "toekennen"))
    in_vergadering(wereld, agendapunt.vergadering)
    besluiten(wereld.anna, agendapunt, optie="toekennen", motivering="Bewoners beslissen mee.")


def test_after_a_decision_a_meeting_keeps_its_day_and_is_not_called_off(als, wereld, agendapunt, stemmen_van):
    besloten(wereld, agendapunt, stemmen_van)
    vergadering = agendapunt.vergadering
    with pytest.raises(Geweigerd, match="Deze vergadering is al geopend"):
        vergadering_wijzigen(wereld.femke, vergadering, **velden(vergadering, datum=over(7)))
    with pytest.raises(Geweigerd, match="Deze vergadering is al geopend"):
        vergadering_afzeggen(wereld.femke, vergadering, "Niemand kan.")
    assert "Deze vergadering is al geopend" in tekst(
        als(wereld.femke).get(reverse("vergadering_afzeggen", args=[vergadering.pk]))
    )
    for anders in ({"datum": over(7)}, {"afgezegd_op": timezone.now(), "afgezegd_omdat": "Toch."}):
        with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
            Vergadering.objects.filter(pk=vergadering.pk).update(**anders)
    with pytest.raises(IntegrityError, match="dit punt is afgerond"), transaction.atomic():
        Agendapunt.objects.filter(pk=agendapunt.pk).update(volgnummer=None)
    # The place may still be put right.
    assert vergadering_wijzigen(wereld.femke, vergadering, **velden(vergadering, plaats="Ede")).plaats == "Ede"


def test_a_meeting_of_before_is_left_as_it_was(wereld, later):
    Vergadering.objects.filter(pk=later.pk).update(datum=over(-1))
    later.refresh_from_db()
    for doen in (
        lambda: vergadering_wijzigen(wereld.femke, later, **velden(later, datum=over(7))),
        lambda: vergadering_afzeggen(wereld.femke, later, "Niemand kon."),
        lambda: aanwezigheid_melden(wereld.bert, later, "ja"),
    ):
        with pytest.raises(Geweigerd, match="Deze vergadering is al geweest"):
            doen()


def test_only_the_secretary_changes_a_meeting(wereld, later):
    for wie in (wereld.anna, wereld.bert, wereld.gijs, wereld.joke):
        with pytest.raises(Geweigerd, match="Alleen een secretaris"):
            vergadering_wijzigen(wie, later, **velden(later, plaats="Ede"))
        with pytest.raises(Geweigerd, match="Alleen een secretaris"):
            vergadering_afzeggen(wie, later, "Niemand kan.")


def test_an_older_form_does_not_bring_a_meeting_back_to_an_older_day(als, wereld, agendapunt):
    vergadering = agendapunt.vergadering
    url, oud = reverse("vergadering_wijzigen", args=[vergadering.pk]), velden(vergadering, plaats="Ede", **UREN)
    vergadering_wijzigen(wereld.femke, vergadering, **velden(vergadering, datum=over(7), **UREN))
    antwoord = als(wereld.femke).post(url, ingevuld(**oud))
    pagina = tekst(antwoord)
    assert f"Zij is nu op {datum_in_woorden(over(7), 'l j F Y')}, 13.30 uur, Utrecht." in pagina
    assert 'value="Ede"' in pagina
    vergadering.refresh_from_db()
    assert (vergadering.datum, vergadering.plaats) == (over(7), "Utrecht")
    # Who read that and goes on, gets what was filled in.
    als(wereld.femke).post(url, ingevuld(**oud | {"gezien": antwoord.context["gezien"]}))
    vergadering.refresh_from_db()
    assert (vergadering.datum, vergadering.plaats) == (oud["datum"], "Ede")


def test_a_meeting_is_not_planned_twice(als, wereld):
    client, url = als(wereld.femke), reverse("reeks_plannen")
    gegevens = ingevuld(eerste=date(2027, 4, 13), ritme="kwartaal", plaats="Utrecht", vooraf="", **UREN)
    dagen = client.post(url, gegevens | {"toon": ""}).context
    gegevens |= {"bij": dagen["bij"], "plan": ""} | {
        een["datum"].html_name: een["datum"].value() for een in dagen["dagen"]
    }
    for _ in range(2):
        pagina = tekst(client.post(url, gegevens, follow=True))
    zin = "Op dinsdag 13 april 2027 is er dan al een vergadering in Utrecht."
    assert zin in pagina and Vergadering.objects.filter(plaats="Utrecht", begin=time(13, 30)).count() == 4
    een = ingevuld(datum=date(2027, 4, 13), plaats="Utrecht", **UREN)
    assert zin in tekst(client.post(reverse("vergadering_plannen"), een))
    vergadering_plannen(wereld.femke, datum=date(2027, 4, 13), plaats="Ede", **UREN)


# ---- calling off


def test_what_is_undecided_goes_back_when_a_meeting_is_called_off(als, wereld, agendapunt, later):
    vergadering = agendapunt.vergadering
    url = reverse("vergadering_afzeggen", args=[vergadering.pk])
    assert "Op de agenda staat 1 traject zonder besluit." in tekst(als(wereld.femke).get(url))
    assert "Vul dit in." in tekst(als(wereld.femke).post(url, {"naar": "terug", "reden": " "}))
    pagina = tekst(als(wereld.femke).post(url, {"naar": "terug", "reden": "De zaal is bezet."}, follow=True))
    assert "Deze vergadering gaat niet door." in pagina and "De zaal is bezet." in pagina
    agendapunt.refresh_from_db()
    agendapunt.traject.refresh_from_db()
    assert (agendapunt.volgnummer, agendapunt.traject.status) == (None, Status.VOORGEDRAGEN)
    with pytest.raises(Geweigerd, match="gaat niet door"):
        agenderen(wereld.femke, agendapunt.traject, vergadering)
    # The old item is closed, and the next one begins anew.
    with pytest.raises(Geweigerd, match="staat niet meer op de agenda"):
        belang_verklaren(wereld.bert, agendapunt, "geen")
    nieuw = agenderen(wereld.femke, agendapunt.traject, later)
    with pytest.raises(Geweigerd, match="staat niet meer op de agenda"):
        stemmen(wereld.bert, agendapunt, optie="toekennen")
    assert nieuw.volgnummer == 1
    assert "Niet meer op de agenda" in tekst(als(wereld.bert).get(agendapunt.get_absolute_url()))


def test_what_is_undecided_goes_along_with_all_that_was_said(als, wereld, agendapunt, stemmen_van, later):
    stemmen_van({wereld.bert: "toekennen"})
    vergadering = agendapunt.vergadering
    vergadering_afzeggen(wereld.femke, vergadering, "Niemand kan.", later)
    agendapunt.refresh_from_db()
    agendapunt.traject.refresh_from_db()
    assert (agendapunt.vergadering, agendapunt.volgnummer, agendapunt.traject.status) == (
        later,
        1,
        Status.GEAGENDEERD,
    )
    assert agendapunt.stemmen.get().gebruiker == wereld.bert.gebruiker
    assert "U hebt gestemd" in tekst(als(wereld.bert).get(later.get_absolute_url()))
    assert "Zeg of u komt" not in tekst(als(wereld.bert).get(vergadering.get_absolute_url()))


# ---- who stays out

BUITEN = {
    "belang": lambda wereld, traject: Belang.objects.create(
        gebruiker=wereld.femke.gebruiker, organisatie=traject.organisatie, soort=Belang.Soort.FAMILIE, van=over(0)
    ),
    "toetste": lambda wereld, traject: Toewijzing.objects.create(
        traject=traject, gebruiker=wereld.femke.gebruiker, rol="oud_toetser"
    ),
    "labelbeheerder": lambda wereld, traject: Lidmaatschap.objects.create(
        gebruiker=wereld.femke.gebruiker, organisatie=wereld.gijs.organisatie, rol=Rol.LABELBEHEERDER, van=over(0)
    ),
}


@pytest.mark.parametrize("hoe", BUITEN)
def test_a_secretary_who_stays_out_reads_nothing_of_the_votes(als, wereld, agendapunt, stemmen_van, hoe):
    stemmen_van(dict.fromkeys((wereld.anna, wereld.bert, wereld.daan), "toekennen"))
    BUITEN[hoe](wereld, agendapunt.traject)
    url, punt = agendapunt.vergadering.get_absolute_url(), agendapunt.get_absolute_url()
    (regel,) = als(wereld.femke).get(url).context["regels"]
    assert (regel.stand["woord"], regel.quorum) == ("U blijft buiten dit punt", None)
    for bladzijde in (url, punt):
        assert "gestemd" not in tekst(als(wereld.femke).get(bladzijde)).lower()


@pytest.mark.parametrize("hoe", BUITEN)
def test_a_secretary_who_stays_out_reads_no_outcome(als, wereld, agendapunt, stemmen_van, hoe):
    BUITEN[hoe](wereld, agendapunt.traject)
    besloten(wereld, agendapunt, stemmen_van)
    url, punt = agendapunt.vergadering.get_absolute_url(), agendapunt.get_absolute_url()
    (regel,) = als(wereld.femke).get(url).context["regels"]
    assert regel.stand["woord"] == "Besloten"
    assert "De stemmen" not in tekst(als(wereld.femke).get(punt))


@pytest.mark.parametrize("hoe", BUITEN)
def test_a_secretary_who_stays_out_does_not_move_it_with_its_meeting(als, wereld, agendapunt, later, hoe):
    vergadering, ander = agendapunt.vergadering, zitting(wereld, wereld.esra.gebruiker, Rol.SECRETARIS)
    BUITEN[hoe](wereld, agendapunt.traject)
    zin = "Punt 1: Welzijn Wilgendam. Hier blijft u buiten"
    for doen in (
        lambda: vergadering_afzeggen(wereld.femke, vergadering, "De zaal is bezet."),
        lambda: vergadering_wijzigen(wereld.femke, vergadering, **velden(vergadering, datum=over(7))),
    ):
        with pytest.raises(Geweigerd, match=zin):
            doen()
    with pytest.raises(Geweigerd, match=r"^U (hebt een belang|was|bent)"):
        agendapunt_verplaatsen(wereld.femke, agendapunt, later, "Te druk.", gezien=vergadering.pk)
    pagina = tekst(als(wereld.femke).get(reverse("vergadering_afzeggen", args=[vergadering.pk])))
    assert zin in pagina and "Vraag een andere secretaris om dit te doen" in pagina
    # Once another took it off, the meeting is like any other.
    agendapunt_verplaatsen(ander, agendapunt, later, "De secretaris blijft erbuiten.", gezien=vergadering.pk)
    assert vergadering_afzeggen(wereld.femke, vergadering, "De zaal is bezet.").afgezegd_op


# ---- who comes


def test_a_member_says_whether_to_come_and_the_committee_sees_it(als, wereld, later):
    url, werk = reverse("aanwezigheid_melden", args=[later.pk]), reverse("mijn_werk")
    zin = f"Zeg of u komt op {weekdag(over(30))}"
    assert "Zeg of u komt" in tekst(als(wereld.bert).get(later.get_absolute_url()))
    assert "Zeg of u komt" in tekst(als(wereld.bert).get(reverse("vergaderingen")))
    assert zin in tekst(als(wereld.bert).get(werk))
    assert zin not in tekst(als(wereld.femke).get(werk))
    assert "Kies eerst of u komt." in tekst(als(wereld.bert).post(url, {}, follow=True))
    pagina = tekst(als(wereld.bert).post(url, {"antwoord": "ja"}, follow=True))
    assert "De commissie ziet nu wat u antwoordde." in pagina and "1 van de 5 leden" in pagina
    assert zin not in tekst(als(wereld.bert).get(werk))
    als(wereld.bert).post(url, {"antwoord": "later"})
    assert Aanwezigheid.objects.get().antwoord == "later"
    with pytest.raises(Geweigerd, match="Kies een van de antwoorden"):
        aanwezigheid_melden(wereld.bert, later, "misschien")
    with pytest.raises(Geweigerd):
        aanwezigheid_melden(wereld.femke, later, "ja")


def quorum(als, wie, vergadering):
    (regel,) = als(wie).get(vergadering.get_absolute_url()).context["regels"]
    return regel.quorum and regel.quorum["woord"]


def test_who_comes_is_counted_per_item_over_members_without_interest(als, wereld, agendapunt):
    """Three votes are needed. The secretary reads numbers, the members a word about who comes."""
    vergadering = agendapunt.vergadering
    assert quorum(als, wereld.bert, vergadering) == "Aantal leden nog niet zeker"
    for lid in (wereld.anna, wereld.bert, wereld.cora):
        aanwezigheid_melden(lid, vergadering, "ja")
        belang_verklaren(lid, agendapunt, "geen")
    assert quorum(als, wereld.bert, vergadering) == "Er komen genoeg leden"
    assert quorum(als, wereld.femke, vergadering) == "3 komen, 2 misschien, 3 nodig"
    belang_verklaren(wereld.cora, agendapunt, "belang")
    aanwezigheid_melden(wereld.daan, vergadering, "nee")
    assert quorum(als, wereld.femke, vergadering) == "2 komen, 1 misschien, 3 nodig"
    # Who stays out reads nothing about it.
    assert quorum(als, wereld.cora, vergadering) is None
    aanwezigheid_melden(wereld.esra, vergadering, "nee")
    # Beside three names of who comes, another word would say that one of them stays out.
    assert quorum(als, wereld.femke, vergadering) == "2 komen, 3 nodig"
    assert quorum(als, wereld.bert, vergadering) == "Er komen genoeg leden"
    aanwezigheid_melden(wereld.cora, vergadering, "nee")
    assert quorum(als, wereld.bert, vergadering) == "Er komen te weinig leden"


def test_the_page_of_a_meeting_does_not_tell_who_stays_out(als, wereld, agendapunt):
    """It is the same for the others whoever it is."""
    vergadering = agendapunt.vergadering
    for lid in commissie(wereld):
        aanwezigheid_melden(lid, vergadering, "ja")
    for lid in (wereld.anna, wereld.bert, wereld.esra):
        belang_verklaren(lid, agendapunt, "geen")
    paginas = []
    for met_belang, zonder in ((wereld.cora, wereld.daan), (wereld.daan, wereld.cora)):
        with transaction.atomic():
            belang_verklaren(met_belang, agendapunt, "belang")
            belang_verklaren(zonder, agendapunt, "geen")
            client = als(wereld.bert)
            urls = (vergadering.get_absolute_url(), reverse("agenda_pdf", args=[vergadering.pk]))
            paginas.append([client.get(url).content.split(b"csrfmiddlewaretoken")[0] for url in urls])
            transaction.set_rollback(True)
    assert paginas[0] == paginas[1]

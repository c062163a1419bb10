"""How members read an item before the meeting: closed until all are in, without names, and never a vote."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from beheercommissie.agenda import punten_van
from beheercommissie.handelingen import belang_verklaren
from beheercommissie.handelingen.agenda import agendapunt_verplaatsen
from beheercommissie.handelingen.blik import blik_geven
from beheercommissie.handelingen.vergaderingen import vergadering_plannen
from beheercommissie.models import Aantekening, Agendapunt, Belangverklaring, Blik, Stem
from beheercommissie.quorum import quorum_van
from huisstijl.velden import vingerafdruk
from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis
from tests.beheercommissie.test_agendapunt import tekst
from tests.dagen import over
from tests.personen import commissie, in_vergadering
from tests.rijen import agendapunten_erbij, trajecten_erbij
from trajecten.levensloop import Status

DICHT = "Nog niet alle leden gaven hun blik."
HAMERSTUK, BESPREKEN = "Voorstel: hamerstuk", "Voorstel: bespreken"
WOORD = "Het plan voor de dossiers overtuigt mij."


@pytest.fixture
def agendapunt(vooraf):
    """The item of a meeting that is still to begin."""
    return vooraf


def geven(punt, leden, keuze="toekennen", woord=""):
    for lid in leden:
        belang_verklaren(lid, punt, "geen")
        blik_geven(lid, punt, keuze=keuze, woord=woord)


def ziet(client, punt):
    """The agenda and the page of the item, without what differs from one request to another."""
    bladzijden = [client.get(url) for url in (punt.vergadering.get_absolute_url(), punt.get_absolute_url())]
    return [tekst(een).replace(str(een.context["csrf_token"]), "") for een in bladzijden]


def test_a_member_says_how_the_item_reads_and_nobody_else_reads_it_yet(als, wereld, agendapunt):
    url, client = reverse("blik_geven", args=[agendapunt.pk]), als(wereld.bert)
    assert client.post(url, {"keuze": "toekennen"}).status_code == 403
    for lid in (wereld.bert, wereld.daan):
        belang_verklaren(lid, agendapunt, "geen")
    assert "Maak een keuze." in tekst(client.post(url, {"blik": WOORD, "blik_basis": vingerafdruk("")}))
    assert Aantekening.objects.get().blik == WOORD and not Blik.objects.exists()
    anders = [ziet(als(lid), agendapunt) for lid in (wereld.daan, wereld.femke, wereld.anna)]
    gegevens = {"keuze": "toekennen", "blik": WOORD, "blik_basis": vingerafdruk(WOORD)}
    assert "Uw voorlopige blik is bewaard." in tekst(client.post(url, gegevens, follow=True))
    # No count, mark, name or time: for all others nothing changed.
    assert [ziet(als(lid), agendapunt) for lid in (wereld.daan, wereld.femke, wereld.anna)] == anders
    assert DICHT in anders[0][1] and DICHT in tekst(client.get(agendapunt.get_absolute_url()))
    blik = Blik.objects.get()
    rij = Gebeurtenis.objects.get(handeling="blik_geven")
    assert (rij.onderwerp, rij.reden, rij.naar) == (f"voorlopige blik {blik.pk}", "", "")
    client.post(url, {"keuze": "afwijzen", "blik": WOORD, "blik_basis": vingerafdruk(WOORD)})
    blik.refresh_from_db()
    assert blik.keuze == "afwijzen"
    # It is no vote.
    assert not Stem.objects.exists() and not quorum_van(agendapunt).gestemd


def test_all_the_same_and_as_advised_is_a_hamerstuk_that_any_member_lifts(als, wereld, agendapunt):
    *gaven, laatste, buiten = commissie(wereld)
    belang_verklaren(buiten, agendapunt, "belang")
    wie_buiten_staat = ziet(als(buiten), agendapunt)
    geven(agendapunt, gaven, woord=WOORD)
    assert DICHT in ziet(als(gaven[0]), agendapunt)[1]
    geven(agendapunt, [laatste])
    for wie in (gaven[0], laatste, wereld.femke):
        agenda, pagina = ziet(als(wie), agendapunt)
        assert HAMERSTUK in agenda and HAMERSTUK in pagina and WOORD in pagina and DICHT not in pagina
    with pytest.raises(Geweigerd, match="De blikken zijn al open"):
        blik_geven(laatste, agendapunt, keuze="afwijzen")
    assert ziet(als(buiten), agendapunt) == wie_buiten_staat
    url = reverse("blik_geven", args=[agendapunt.pk])
    assert als(buiten).post(url, {"keuze": "bespreken"}).status_code == 403
    assert "Dit punt wordt besproken." in tekst(als(laatste).post(url, {"keuze": "bespreken"}, follow=True))
    agenda, pagina = ziet(als(gaven[0]), agendapunt)
    assert BESPREKEN in agenda and HAMERSTUK not in agenda + pagina and laatste.gebruiker.naam not in pagina
    assert ziet(als(buiten), agendapunt) == wie_buiten_staat


def test_an_interest_takes_the_view_away_and_a_silent_tie_does_not_show(als, wereld, agendapunt):
    *gaven, laatste = commissie(wereld)
    geven(agendapunt, gaven, woord=WOORD)
    # A tie of who said nothing is not shown by views that open.
    zin = tekst(als(gaven[0]).get(agendapunt.get_absolute_url()))
    assert DICHT in zin
    belang_verklaren(gaven[1], agendapunt, "twijfel")
    assert not Blik.objects.filter(gebruiker=gaven[1].gebruiker).exists()
    assert DICHT in tekst(als(gaven[0]).get(agendapunt.get_absolute_url()))
    belang_verklaren(laatste, agendapunt, "belang")
    assert HAMERSTUK in tekst(als(gaven[0]).get(agendapunt.get_absolute_url()))


def test_what_opened_with_the_meeting_stays_open_and_is_no_hamerstuk(als, wereld, agendapunt):
    geven(agendapunt, [wereld.bert], woord=WOORD)
    belang_verklaren(wereld.daan, agendapunt, "geen")
    in_vergadering(wereld, agendapunt.vergadering)
    agenda, pagina = ziet(als(wereld.daan), agendapunt)
    assert WOORD in pagina and HAMERSTUK not in agenda + pagina
    later = vergadering_plannen(wereld.femke, datum=over(30), plaats="Utrecht")
    agendapunt_verplaatsen(wereld.femke, agendapunt, later, "Geen tijd meer.", gezien=agendapunt.vergadering_id)
    agendapunt.refresh_from_db()
    assert WOORD in tekst(als(wereld.daan).get(agendapunt.get_absolute_url()))
    with pytest.raises(Geweigerd, match="De blikken zijn al open"):
        blik_geven(wereld.bert, agendapunt, keuze="afwijzen")


def test_the_database_keeps_a_view_of_who_takes_part_and_as_it_was(wereld, agendapunt):
    def geweigerd(doe, zin):
        with pytest.raises(IntegrityError, match=zin), transaction.atomic():
            doe()

    nieuw = {"agendapunt": agendapunt, "keuze": "toekennen"}
    geweigerd(lambda: Blik.objects.create(gebruiker=wereld.bert.gebruiker, **nieuw), "doet niet mee aan dit punt")
    geven(agendapunt, [wereld.bert], woord=WOORD)
    Agendapunt.objects.update(blikkenstand="allen")
    geweigerd(lambda: Blik.objects.update(keuze="afwijzen"), "de blikken zijn al open")
    geweigerd(lambda: Blik.objects.update(keuze="bespreken", woord="Toch niet."), "de blikken zijn al open")
    Blik.objects.update(keuze="bespreken")
    with pytest.raises(Exception, match="Cannot update rows"), transaction.atomic():
        Agendapunt.objects.update(blikkenstand="dicht")


def test_difference_comes_first_when_the_secretary_says_so_and_the_agenda_stays_quick(als, wereld, agendapunt):
    kader, namen = agendapunt.traject.kaderversie, [f"Wijkwerk {nr}" for nr in range(2, 31)]
    agendapunten_erbij(wereld, trajecten_erbij(wereld, kader, namen, Status.GEAGENDEERD))
    vergadering = agendapunt.vergadering
    tweede, derde = vergadering.agendapunten.order_by("volgnummer")[1:3]
    for punt, keuzes in ((tweede, ["toekennen"] * 5), (derde, ["afwijzen", *["toekennen"] * 4])):
        for lid, keuze in zip(commissie(wereld), keuzes, strict=True):
            geven(punt, [lid], keuze)
    client, url = als(wereld.femke), vergadering.get_absolute_url()
    for wie in (client, als(wereld.bert)):
        with CaptureQueriesContext(connection) as vragen:
            antwoord = wie.get(url)
        assert len(vragen) <= 15
        assert BESPREKEN in tekst(antwoord)
    assert antwoord.context["andere_volgorde"] is None
    voorstel = client.get(url).context["andere_volgorde"]
    assert voorstel["punten"][0] == derde
    was = " ".join(f"traject-{punt.pk}" for punt in punten_van(vergadering))
    gegevens = {"volgorde": voorstel["volgorde"], "punt": voorstel["punt"], "was": was}
    client.post(reverse("agenda_indelen", args=[vergadering.pk]), gegevens)
    assert punten_van(vergadering)[0] == derde
    assert "Zet de agenda zo" not in tekst(client.get(url))
    # A secretary who stays out of the item is proposed no order because of it.
    vergadering.agendapunten.filter(pk=derde.pk).update(volgnummer=40)
    assert "Zet de agenda zo" in tekst(client.get(url))
    Belangverklaring.objects.create(agendapunt=derde, gebruiker=wereld.femke.gebruiker, uitkomst="belang")
    assert "Zet de agenda zo" not in tekst(client.get(url))

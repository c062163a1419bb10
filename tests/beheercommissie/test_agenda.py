"""What stands on an agenda, in which order and for how long, and how a traject leaves it."""

from datetime import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from beheercommissie.agenda import punten_van, sleutel
from beheercommissie.bevoegdheden.vergaderingen import stand_van
from beheercommissie.handelingen import agenderen, belang_verklaren
from beheercommissie.handelingen.agenda import (
    agenda_ordenen,
    agendapunt_afvoeren,
    agendapunt_verplaatsen,
    bespreekpunt_toevoegen,
    bespreekpunt_weghalen,
    bespreekpunt_wijzigen,
    minuten_geven,
    vergaderstuk_toevoegen,
)
from beheercommissie.handelingen.vergaderingen import vergadering_plannen
from beheercommissie.models import Agendapunt, Bespreekpunt, Vergadering, Vergaderklad, Vergaderstuk
from beheercommissie.taken import vergaderstuk_nakijken
from huisstijl.templatetags.opmaak import dag
from huisstijl.velden import vingerafdruk
from kwaliteitslabel.bestanden import bestanden_controleren
from leden.bevoegdheden import GEBEURD, Geweigerd
from leden.models import Gebeurtenis
from tests.beheercommissie.test_agendapunt import tekst
from tests.dagen import over
from tests.personen import zitting
from tests.rijen import agendapunten_erbij, trajecten_erbij
from trajecten.levensloop import Status
from trajecten.models import Redenconcept, Tekstversie

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def agendapunt(vooraf):
    """Before the meeting is opened."""
    return vooraf


@pytest.fixture
def vergadering(agendapunt):
    """Today's meeting, from half past one, with one traject."""
    Vergadering.objects.filter(pk=agendapunt.vergadering_id).update(begin=time(13, 30), eind=time(15, 30))
    agendapunt.vergadering.refresh_from_db()
    return agendapunt.vergadering


@pytest.fixture
def later(wereld):
    return vergadering_plannen(wereld.femke, datum=over(30), plaats="Utrecht")


def erbij(wereld, vergadering, titel, minuten=10):
    return bespreekpunt_toevoegen(wereld.femke, vergadering, soort="anders", titel=titel, minuten=minuten)


def agenda(vergadering):
    return [(punt.volgnummer, getattr(punt, "titel", "traject")) for punt in punten_van(vergadering)]


# ---- order and time


def test_other_items_stand_between_the_trajecten_each_at_its_hour(als, wereld, vergadering):
    gegevens = {"soort": "opening", "titel": "Opening", "toelichting": "Welkom <b>nieuw</b> lid.", "minuten": "5"}
    url = reverse("bespreekpunt_toevoegen", args=[vergadering.pk])
    assert "‘Opening’ staat onderaan de agenda." in tekst(als(wereld.femke).post(url, gegevens, follow=True))
    erbij(wereld, vergadering, "Rondvraag")
    pagina = als(wereld.femke).post(
        reverse("agenda_indelen", args=[vergadering.pk]), {"omhoog": sleutel(Bespreekpunt.objects.first())}, follow=True
    )
    assert "Opening is nu punt 1 van de 3." in tekst(pagina)
    assert agenda(vergadering) == [(1, "Opening"), (2, "traject"), (3, "Rondvraag")]
    assert [f"{regel.uur:%H.%M}" for regel in pagina.context["regels"]] == ["13.30", "13.35", "13.50"]
    lid = tekst(als(wereld.bert).get(vergadering.get_absolute_url()))
    assert "Welkom &lt;b&gt;nieuw&lt;/b&gt; lid." in lid and "Omhoog" not in lid
    # The number of an item is that of the agenda.
    assert "Punt 2: Welzijn Wilgendam" in tekst(als(wereld.bert).get(Agendapunt.objects.get().get_absolute_url()))


def test_an_item_at_the_end_stays_there_and_says_so(als, wereld, vergadering):
    url, (punt,) = reverse("agenda_indelen", args=[vergadering.pk]), punten_van(vergadering)
    assert "staat al bovenaan." in tekst(als(wereld.femke).post(url, {"omhoog": sleutel(punt)}, follow=True))
    assert "staat niet meer op de agenda." in tekst(als(wereld.femke).post(url, {"omhoog": "punt-0"}, follow=True))


def test_a_dragged_order_is_taken_as_a_whole_or_not(als, wereld, vergadering):
    for titel in ("Opening", "Beleid"):
        erbij(wereld, vergadering, titel)
    traject, opening, beleid = [sleutel(punt) for punt in punten_van(vergadering)]
    url = reverse("agenda_indelen", args=[vergadering.pk])
    gegevens = {"volgorde": f"{beleid} {opening} {traject}", "punt": beleid, "was": f"{traject} {opening} {beleid}"}
    assert "Beleid is nu punt 1 van de 3." in tekst(als(wereld.femke).post(url, gegevens, follow=True))
    terug = gegevens | {"punt": opening, "was": gegevens["volgorde"]}
    assert "Opening staat al op deze plek." in tekst(als(wereld.femke).post(url, terug, follow=True))
    assert [titel for _, titel in agenda(vergadering)] == ["Beleid", "Opening", "traject"]
    # What is not the same items, and what was dragged on a page from before that order.
    nu = f"{beleid} {opening} {traject}"
    for oud, was in (
        (f"{beleid} {opening}", nu),
        (f"{beleid} {beleid} {traject}", nu),
        ("niets", nu),
        (f"{opening} {traject} {beleid}", gegevens["was"]),
    ):
        pagina = tekst(als(wereld.femke).post(url, {"volgorde": oud, "punt": beleid, "was": was}, follow=True))
        assert "De agenda is intussen veranderd." in pagina
    assert [titel for _, titel in agenda(vergadering)] == ["Beleid", "Opening", "traject"]


def test_minutes_move_the_clock_and_a_long_agenda_says_so(als, wereld, vergadering):
    (punt,) = punten_van(vergadering)
    url = reverse("agenda_indelen", args=[vergadering.pk])
    for fout in ("0", "481", "lang", ""):
        als(wereld.femke).post(url, {"punt": sleutel(punt), "minuten": fout})
    assert Agendapunt.objects.get().minuten == 15
    pagina = tekst(als(wereld.femke).post(url, {"punt": sleutel(punt), "minuten": "130"}, follow=True))
    assert "Welzijn Wilgendam duurt nu 130 minuten." in pagina
    assert "De agenda is 10 minuten te lang." in pagina
    with pytest.raises(Geweigerd, match="1 tot 480 minuten"):
        minuten_geven(wereld.femke, punt, 0)


def test_only_the_secretary_arranges_an_agenda_and_not_of_before(als, wereld, vergadering):
    (punt,) = punten_van(vergadering)
    for wie in (wereld.anna, wereld.bert):
        with pytest.raises(Geweigerd, match="Alleen een secretaris"):
            agenda_ordenen(wie, vergadering, [sleutel(punt)], was=[sleutel(punt)])
    Vergadering.objects.update(datum=over(-1))
    with pytest.raises(Geweigerd, match="Deze vergadering is al geweest"):
        erbij(wereld, vergadering, "Te laat")


# ---- other items and their papers


def stuk(naam="voorstel.pdf", inhoud=PDF):
    return {"bestand": SimpleUploadedFile(naam, inhoud), "titel": "Voorstel"}


def test_a_paper_goes_through_the_checks_of_a_document_and_is_for_the_committee(als, wereld, vergadering):
    punt = erbij(wereld, vergadering, "Beleid")
    url = reverse("vergaderstuk_toevoegen", args=[punt.pk])
    assert "past niet bij de inhoud" in tekst(als(wereld.femke).post(url, stuk("voorstel.docx")))
    assert "niet veilig bewaren" in tekst(als(wereld.femke).post(url, stuk("voorstel.exe", b"MZ")))
    assert "Het stuk is toegevoegd." in tekst(als(wereld.femke).post(url, stuk(), follow=True))
    rij = Vergaderstuk.objects.get()
    assert rij.sha256 in rij.bestand.name and "voorstel" not in rij.bestand.name
    antwoord = als(wereld.bert).get(reverse("vergaderstuk", args=[rij.pk]))
    assert antwoord.inhoud == PDF
    assert antwoord["Content-Disposition"] == 'attachment; filename="voorstel.pdf"'
    assert antwoord["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "1 stuk." in tekst(als(wereld.bert).get(vergadering.get_absolute_url()))
    assert rij.bestand.name not in bestanden_controleren().zonder_rij
    als(wereld.femke).post(reverse("bespreekpunt_weghalen", args=[punt.pk]))
    assert Bespreekpunt.objects.exists()
    als(wereld.femke).post(reverse("vergaderstuk_weghalen", args=[rij.pk]))
    als(wereld.femke).post(reverse("bespreekpunt_weghalen", args=[punt.pk]))
    assert not Vergaderstuk.objects.exists() and agenda(vergadering) == [(1, "traject")]
    # Of all that the log holds no title, which it would keep for ever.
    regels = Gebeurtenis.objects.filter(handeling="agenda_indelen").order_by("volgnummer")
    assert [een.reden for een in regels] == [
        "Punt 2 erbij.",
        "Een stuk erbij, bij punt 2.",
        "Een stuk eraf, bij punt 2.",
        "Punt 2 eraf.",
    ]


def test_a_paper_that_the_scanner_looks_at_is_not_given_to_members(als, wereld, vergadering, settings):
    als(wereld.femke).post(reverse("vergaderstuk_toevoegen", args=[erbij(wereld, vergadering, "Beleid").pk]), stuk())
    rij = Vergaderstuk.objects.get()
    Vergaderstuk.objects.update(nagekeken="wacht")
    assert als(wereld.bert).get(reverse("vergaderstuk", args=[rij.pk])).status_code == 404
    assert "wordt nagekeken" in tekst(als(wereld.femke).get(rij.bespreekpunt.get_absolute_url()))
    # Without a scanner nobody looks.
    vergaderstuk_nakijken(rij.pk)
    assert als(wereld.bert).get(reverse("vergaderstuk", args=[rij.pk])).status_code == 200


def test_an_item_is_changed_and_keeps_its_place(als, wereld, vergadering):
    punt = erbij(wereld, vergadering, "Beleid")
    url = reverse("bespreekpunt_wijzigen", args=[punt.pk])
    assert "Vul dit in." in tekst(als(wereld.femke).post(url, {"soort": "beleid", "titel": "", "minuten": "20"}))
    gegevens = {"soort": "beleid", "titel": "Kader 2028", "minuten": "20", "gezien": stand_van(punt)}
    als(wereld.femke).post(url, gegevens)
    punt.refresh_from_db()
    assert (punt.titel, punt.minuten, punt.volgnummer) == ("Kader 2028", 20, 2)
    # Who has an older page reads what another made of it, keeps what was typed, and chooses.
    ouder = tekst(als(wereld.femke).post(url, gegevens | {"titel": "Kader 2030", "minuten": "5"}))
    assert "Het heet nu ‘Kader 2028’ en duurt 20 minuten." in ouder and 'value="Kader 2030"' in ouder
    punt.refresh_from_db()
    assert punt.titel == "Kader 2028" and f'name="gezien" value="{stand_van(punt)}"' in ouder
    als(wereld.femke).post(url, gegevens | {"titel": "Kader 2030", "gezien": stand_van(punt)})
    punt.refresh_from_db()
    assert punt.titel == "Kader 2030"


def test_the_agenda_can_be_printed(als, wereld, vergadering):
    erbij(wereld, vergadering, "Beleid")
    antwoord = als(wereld.bert).get(reverse("agenda_pdf", args=[vergadering.pk]))
    assert antwoord.content.startswith(b"%PDF-") and antwoord["Content-Type"] == "application/pdf"


# ---- texts that save themselves


@pytest.mark.parametrize(
    "naam", ["vergadering_afzeggen", "agendapunt_afvoeren", "bespreekpunt_toevoegen", "bespreekpunt_wijzigen"]
)
def test_what_is_typed_about_a_meeting_saves_itself_for_who_types_and_goes_when_it_is_done(
    als, wereld, agendapunt, vergadering, naam
):
    punt = bespreekpunt_toevoegen(
        wereld.femke, vergadering, soort="beleid", titel="Beleid", minuten=10, toelichting="Kader 2028."
    )
    weg = {"naar": "terug", "gezien": vergadering.pk}
    bespreken = {"soort": "beleid", "titel": "Nieuw beleid", "minuten": "20", "gezien": stand_van(punt)}
    pk, veld, begin, velden = {
        "vergadering_afzeggen": (vergadering.pk, "reden", "", weg),
        "agendapunt_afvoeren": (agendapunt.pk, "reden", "", weg),
        "bespreekpunt_toevoegen": (vergadering.pk, "toelichting", "", bespreken),
        "bespreekpunt_wijzigen": (punt.pk, "toelichting", "Kader 2028.", bespreken),
    }[naam]
    client, url = als(wereld.femke), reverse(naam, args=[pk])
    assert f">\n{begin}</textarea>" in client.get(url).content.decode()
    half, heel = "Er ligt nog geen", "Er ligt nog geen stuk."
    antwoord = client.post(url, {"veld": veld, "tekst": half, "basis": vingerafdruk(begin)})
    assert antwoord.json()["stand"] == "bewaard"
    assert f"{half}</textarea>" in client.get(url).content.decode()
    collega = als(zitting(wereld, wereld.esra.gebruiker, "secretaris"))
    assert half not in collega.get(url).content.decode()
    # Without JavaScript it is kept with a button, and what was chosen with it.
    zonder = {"bewaren": veld, f"{veld}_basis": vingerafdruk(half)}
    assert client.post(url, velden | {veld: heel} | zonder).url == url
    assert client.get(url).context["form"][next(iter(velden))].value() == next(iter(velden.values()))
    assert client.post(url, velden | {veld: heel}).status_code == 302
    assert not Vergaderklad.objects.exists() and not Redenconcept.objects.exists()
    assert not Tekstversie.objects.filter(tekst=half).exists()


# ---- a traject leaves the agenda


def test_a_traject_is_taken_off_with_a_reason_and_the_numbers_close(als, wereld, agendapunt, vergadering):
    erbij(wereld, vergadering, "Rondvraag")
    url = reverse("agendapunt_afvoeren", args=[agendapunt.pk])
    assert "Maak een keuze." in tekst(als(wereld.femke).post(url, {"reden": "Er komt nog een stuk."}))
    pagina = tekst(
        als(wereld.femke).post(
            url, {"naar": "terug", "reden": "Er komt nog een stuk.", "gezien": vergadering.pk}, follow=True
        )
    )
    assert "Het traject is van de agenda." in pagina
    assert agenda(vergadering) == [(1, "Rondvraag")]
    traject = agendapunt.traject
    traject.refresh_from_db()
    assert traject.status == Status.VOORGEDRAGEN
    assert "Er komt nog een stuk." in tekst(als(wereld.joke).get(traject.get_absolute_url()))
    # It may come back on the same agenda, as a new item.
    assert agenderen(wereld.femke, traject, vergadering).volgnummer == 2
    with pytest.raises(Geweigerd, match="staat niet meer op de agenda"):
        agendapunt_afvoeren(wereld.femke, agendapunt, "Nog eens.", gezien=vergadering.pk)


def test_an_item_that_was_taken_off_asks_nothing_any_more_while_the_new_one_does(als, wereld, agendapunt, vergadering):
    for lid in (wereld.anna, wereld.bert):
        belang_verklaren(lid, agendapunt, "geen")
    agendapunt_afvoeren(wereld.femke, agendapunt, "Er komt nog een stuk.", gezien=vergadering.pk)
    agenderen(wereld.femke, agendapunt.traject, vergadering)
    van_bert = als(wereld.bert).get(agendapunt.get_absolute_url())
    assert not van_bert.context["stemform"] and reverse("belang_verklaren", args=[agendapunt.pk]) not in tekst(van_bert)
    assert not als(wereld.anna).get(agendapunt.get_absolute_url()).context["mag_besluiten"]
    van_cora = tekst(als(wereld.cora).get(agendapunt.get_absolute_url()))
    assert "Dit traject staat niet meer op de agenda." in van_cora and "Zeg eerst of" not in van_cora


def test_a_traject_moves_to_another_meeting_with_its_pack(als, wereld, agendapunt, vergadering, later):
    belang_verklaren(wereld.bert, agendapunt, "geen")
    url = reverse("agendapunt_afvoeren", args=[agendapunt.pk])
    gegevens = {"naar": later.pk, "reden": "Te weinig leden.", "gezien": vergadering.pk}
    pagina = tekst(als(wereld.femke).post(url, gegevens, follow=True))
    assert "Het traject staat nu op de agenda van" in pagina
    verplaatst = Agendapunt.objects.get()
    assert (verplaatst.vergadering, verplaatst.volgnummer, verplaatst.sha256) == (later, 1, agendapunt.sha256)
    assert "U hebt nog niet gestemd" in tekst(als(wereld.bert).get(later.get_absolute_url()))
    op_de_lijn = als(wereld.joke).get(agendapunt.traject.get_absolute_url()).context["tijdlijn"]
    zin = f"Van {dag(vergadering.datum)} naar {dag(later.datum)}. Te weinig leden."
    assert [punt["tekst"] for punt in op_de_lijn if punt["kop"] == GEBEURD["agendapunt_verplaatsen"]] == [zin]
    with pytest.raises(Geweigerd, match="is dit traject al besproken"):
        agendapunt_verplaatsen(wereld.femke, verplaatst, later, "Nog eens.", gezien=later.pk)
    with pytest.raises(Geweigerd, match="Alleen een secretaris"):
        agendapunt_verplaatsen(wereld.bert, verplaatst, vergadering, "Terug.", gezien=later.pk)


@pytest.mark.parametrize("naar", ["terug", "later", "nog_later"])
def test_an_older_form_does_not_move_what_was_moved_meanwhile(als, wereld, agendapunt, vergadering, later, naar):
    nog_later = vergadering_plannen(wereld.femke, datum=over(60), plaats="Utrecht")
    agendapunt_verplaatsen(wereld.femke, agendapunt, later, "Te weinig leden.", gezien=vergadering.pk)
    url = reverse("agendapunt_afvoeren", args=[agendapunt.pk])
    keuze = {"terug": "terug", "later": later.pk, "nog_later": nog_later.pk}[naar]
    gegevens = {"naar": keuze, "reden": "Er komt nog een stuk.", "gezien": vergadering.pk}
    pagina = tekst(als(wereld.femke).post(url, gegevens))
    assert f"Intussen bracht een ander dit traject naar de vergadering van {dag(later.datum)}" in pagina
    assert "Er komt nog een stuk." in pagina and f'name="gezien" value="{later.pk}"' in pagina
    assert Agendapunt.objects.get().vergadering == later


def test_a_traject_that_was_not_decided_leaves_a_meeting_of_before(als, wereld, agendapunt, vergadering, later):
    Vergadering.objects.filter(pk=vergadering.pk).update(datum=over(-1))
    url = reverse("agendapunt_afvoeren", args=[agendapunt.pk])
    assert url in tekst(als(wereld.femke).get(vergadering.get_absolute_url()))
    assert url not in tekst(als(wereld.anna).get(vergadering.get_absolute_url()))
    agendapunt_verplaatsen(wereld.femke, agendapunt, later, "Er was geen quorum.", gezien=vergadering.pk)
    assert Agendapunt.objects.get().vergadering == later


# ---- the number of items does not matter


def test_an_agenda_of_thirty_items_asks_as_much_as_one_of_three_also_on_paper(als, wereld, agendapunt, vergadering):
    url, aantallen = vergadering.get_absolute_url(), []
    op_papier = reverse("agenda_pdf", args=[vergadering.pk])
    for nummers in (range(0), range(2, 4), range(4, 31)):
        namen = [f"Wijkwerk {nummer}" for nummer in nummers]
        agendapunten_erbij(wereld, trajecten_erbij(wereld, agendapunt.traject.kaderversie, namen, Status.GEAGENDEERD))
        for nummer in nummers:
            erbij(wereld, vergadering, f"Punt {nummer}")
        per_lid = []
        for wie, pad in ((wereld.bert, url), (wereld.anna, url), (wereld.femke, url), (wereld.bert, op_papier)):
            client = als(wie)
            with CaptureQueriesContext(connection) as vragen:
                assert client.get(pad).status_code == 200
            per_lid.append(len(vragen))
        aantallen.append(per_lid)
    assert aantallen[0] == aantallen[1] == aantallen[2]
    assert max(aantallen[0]) <= 15


@pytest.mark.parametrize(
    "act",
    [
        lambda wie, punt: minuten_geven(wie, punt, 20),
        lambda wie, punt: bespreekpunt_wijzigen(
            wie, punt, gezien=stand_van(punt), soort="beleid", titel="Iets anders", minuten=5
        ),
        bespreekpunt_weghalen,
        lambda wie, punt: vergaderstuk_toevoegen(
            wie, punt, titel="Voorstel", bestand=SimpleUploadedFile("voorstel.pdf", PDF)
        ),
    ],
)
def test_what_somebody_took_off_the_agenda_meanwhile_takes_nothing_more(wereld, vergadering, act):
    punt = erbij(wereld, vergadering, "Beleid")
    bespreekpunt_weghalen(wereld.femke, Bespreekpunt.objects.get(pk=punt.pk))
    with pytest.raises(Geweigerd, match="Dit punt staat niet meer op de agenda"):
        act(wereld.femke, punt)
    assert not Vergaderstuk.objects.exists()

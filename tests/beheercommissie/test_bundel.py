"""One PDF of the whole meeting per member: what is in it, for whom it opens, and that it tells nothing else."""

import io
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pypdf import PdfReader

from beheercommissie.agenda import punten_van, sleutel
from beheercommissie.bevoegdheden import dossierbelemmeringen
from beheercommissie.bundel import bundel_van
from beheercommissie.dossier import dossierkaart
from beheercommissie.handelingen import agenderen, belang_verklaren, stemmen
from beheercommissie.handelingen.agenda import (
    agenda_ordenen,
    agendapunt_afvoeren,
    agendapunt_verplaatsen,
    bespreekpunt_toevoegen,
    vergaderstuk_toevoegen,
)
from beheercommissie.handelingen.vergaderingen import vergadering_plannen
from beheercommissie.models import Agendapunt, Belangverklaring, Vergadering
from beheercommissie.models.buiten import met_open_dossier
from beheercommissie.taken import bundel_klaarzetten
from huisstijl.document import maak_pdf
from leden.bevoegdheden import Geweigerd
from leden.controlegetal import controlegetal
from leden.models import Belang, Lidmaatschap
from tests.beheercommissie.test_agendapunt import tekst
from tests.dagen import over
from tests.rijen import trajecten_erbij
from toetsing.models import Rapportversie
from trajecten.levensloop import Status
from trajecten.models import Toewijzing


@pytest.fixture
def tweede(wereld, agendapunt):
    """A second traject on the same agenda, with the pack of the first in other words."""
    (traject,) = trajecten_erbij(wereld, agendapunt.traject.kaderversie, ["Buurtwerk De Brug"], Status.GEAGENDEERD)
    Toewijzing.objects.filter(traject=traject, rol="beslisser").delete()
    return _punt(wereld, agendapunt, traject, "Een heel andere samenvatting.", 2)


def _punt(wereld, agendapunt, traject, samenvatting, nummer):
    dossier = agendapunt.dossier | {
        "rapport": agendapunt.dossier["rapport"] | {"organisatie": traject.organisatie.naam}
    }
    dossier["rapport"]["delen"] = [deel | {"tekst": samenvatting} for deel in dossier["rapport"]["delen"]]
    return Agendapunt.objects.create(
        vergadering=agendapunt.vergadering,
        traject=traject,
        volgnummer=nummer,
        dossier=dossier,
        sha256=controlegetal(dossier),
        bevroren_door=wereld.femke.gebruiker,
    )


def maken(wie, vergadering):
    bundel_klaarzetten(vergadering.pk, wie.pk)


def bewaard(wie, vergadering):
    return default_storage.listdir(bundel_van(wie, vergadering).map)[1]


def openen(client, vergadering):
    antwoord = client.get(reverse("bundel_pdf", args=[vergadering.pk]))
    assert antwoord.status_code == 200, "wordt nog gemaakt"
    return antwoord.inhoud


def woorden(pdf):
    return [" ".join(blad.extract_text().split()) for blad in PdfReader(io.BytesIO(pdf)).pages]


def bladwijzers(pdf):
    lezer = PdfReader(io.BytesIO(pdf))
    return {een.title: lezer.get_destination_page_number(een) + 1 for een in lezer.outline if not isinstance(een, list)}


def stuk(titel):
    pdf = maak_pdf(f"<html lang=nl><head><title>{titel}</title></head><body><p>{titel}</p></body></html>", "agenda.css")
    return SimpleUploadedFile(f"{titel}.pdf", pdf)


def test_a_member_reads_the_agenda_the_papers_and_each_open_item_with_pages_that_run_on(
    als, wereld, agendapunt, tweede
):
    vergadering = agendapunt.vergadering
    beleid = bespreekpunt_toevoegen(wereld.femke, vergadering, soort="beleid", titel="Beleid", minuten=10)
    vergaderstuk_toevoegen(wereld.femke, beleid, titel="Voorstel", bestand=stuk("Het voorstel zelf"))
    kapot = SimpleUploadedFile("kapot.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
    vergaderstuk_toevoegen(wereld.femke, beleid, titel="Kapot stuk", bestand=kapot)
    belang_verklaren(wereld.bert, agendapunt, "geen")
    client = als(wereld.bert)
    wacht = client.get(reverse("bundel_pdf", args=[vergadering.pk]), follow=True)
    assert "Uw bundel wordt gemaakt." in tekst(wacht)
    client.get(reverse("bundel", args=[vergadering.pk]))
    taak = ProcrastinateJob.objects.get(task_name="bundel_klaarzetten")
    assert taak.args == {"vergadering": vergadering.pk, "lidmaatschap": wereld.bert.pk}
    bundel_klaarzetten(**taak.args)
    assert "Open uw bundel" in tekst(client.get(reverse("bundel", args=[vergadering.pk])))
    pdf = openen(client, vergadering)
    bladen = woorden(pdf)
    assert [f"Bundel {nummer}" in blad for nummer, blad in enumerate(bladen, 1)] == [True] * len(bladen)
    plekken = bladwijzers(pdf)
    assert list(plekken) == ["Agenda", "1. Welzijn Wilgendam", "3. Beleid"]
    assert "Punt 1: Welzijn Wilgendam" in bladen[plekken["1. Welzijn Wilgendam"] - 1]
    blad = bladen[plekken["3. Beleid"] - 1]
    assert "Voorstel" in blad and "Kapot stuk Niet in deze bundel." in blad
    assert "Het voorstel zelf" in bladen[-1] and len(bladen) == plekken["3. Beleid"] + 1
    # The agenda has every heading, and a page for what is behind it.
    assert "Buurtwerk De Brug" in bladen[0] and "zitten niet in uw bundel" in bladen[0]
    assert str(plekken["3. Beleid"]) in bladen[0].split("Beleid")[1]
    assert "Een heel andere samenvatting." not in " ".join(bladen)
    # Also to who has it read aloud.
    assert PdfReader(io.BytesIO(pdf)).root_object["/Lang"] == "nl"


def test_a_new_pack_comes_when_something_changes_and_the_old_one_opens_no_more(als, wereld, agendapunt, tweede):
    vergadering, client = agendapunt.vergadering, als(wereld.bert)

    def is_dicht():
        return client.get(reverse("bundel_pdf", args=[vergadering.pk])).status_code == 302

    for punt in (agendapunt, tweede):
        belang_verklaren(wereld.bert, punt, "geen")
    maken(wereld.bert, vergadering)
    eerst = openen(client, vergadering)
    assert "Een heel andere samenvatting." in " ".join(woorden(eerst))
    was = [sleutel(punt) for punt in punten_van(vergadering)]
    agenda_ordenen(wereld.femke, vergadering, was[::-1], was=was)
    assert is_dicht()
    maken(wereld.bert, vergadering)
    assert list(bladwijzers(openen(client, vergadering))) == ["Agenda", "1. Buurtwerk De Brug", "2. Welzijn Wilgendam"]
    assert len(bewaard(wereld.bert, vergadering)) == 1
    # An interest that was declared, and one that came into the register, close it at once; only the rest comes back.
    belang_verklaren(wereld.bert, tweede, "belang")
    assert is_dicht()
    maken(wereld.bert, vergadering)
    assert list(bladwijzers(openen(client, vergadering))) == ["Agenda", "2. Welzijn Wilgendam"]
    Belang.objects.create(
        gebruiker=wereld.bert.gebruiker,
        organisatie=agendapunt.traject.organisatie,
        soort="advies",
        van=timezone.localdate(),
    )
    assert is_dicht() and bewaard(wereld.bert, vergadering)
    # Of what is closed nothing stays behind.
    assert "Er zijn nu geen stukken voor u open." in tekst(client.get(reverse("bundel", args=[vergadering.pk])))
    assert ProcrastinateJob.objects.filter(task_name="bundel_klaarzetten", status="todo").exists()
    maken(wereld.bert, vergadering)
    assert bewaard(wereld.bert, vergadering) == []


def test_what_happens_in_an_item_that_is_closed_changes_no_byte_of_the_pack(als, wereld, agendapunt, tweede):
    """Nor what the others say, vote and read."""
    vergadering, client = agendapunt.vergadering, als(wereld.bert)
    belang_verklaren(wereld.bert, agendapunt, "geen")
    belang_verklaren(wereld.bert, tweede, "belang")
    maken(wereld.bert, vergadering)
    eerst = openen(client, vergadering)
    was = bundel_van(wereld.bert, vergadering).sha256
    for lid in (wereld.anna, wereld.cora):
        for punt in (agendapunt, tweede):
            belang_verklaren(lid, punt, "geen")
            stemmen(lid, punt, optie="toekennen")
    maken(wereld.anna, vergadering)
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(
            "update beheercommissie_agendapunt set dossier = '{}', sha256 = %s where id = %s", ["f" * 64, tweede.pk]
        )
        cursor.execute("set local session_replication_role = origin")
    assert bundel_van(wereld.bert, vergadering).sha256 == was
    assert openen(client, vergadering) == eerst
    # And made again it is the same.
    for oud in (settings.MEDIA_ROOT / f"bundels/{vergadering.pk}/{wereld.bert.pk}").iterdir():
        oud.unlink()
    maken(wereld.bert, vergadering)
    assert openen(client, vergadering) == eerst


def test_the_gate_of_many_items_is_that_of_each(wereld, agendapunt, tweede):
    leden = (wereld.anna, wereld.bert, wereld.cora, wereld.esra, wereld.femke)
    punten = Agendapunt.objects.order_by("pk")

    def vergelijken():
        for lid in leden:
            bij_elk = [punt.pk for punt in punten.all() if not dossierbelemmeringen(lid, punt)]
            assert list(met_open_dossier(lid, punten).values_list("pk", flat=True)) == bij_elk
        return bij_elk

    assert vergelijken() == [agendapunt.pk, tweede.pk]
    belang_verklaren(wereld.anna, agendapunt, "geen")
    belang_verklaren(wereld.bert, agendapunt, "twijfel")
    belang_verklaren(wereld.cora, tweede, "geen")
    belang_verklaren(wereld.esra, tweede, "belang")
    vergelijken()
    # What came past the acts: work in the team of the assessment before, an interest, a membership, the label.
    tweede.traject.soort, tweede.traject.vorige = "vervolgonderzoek", agendapunt.traject
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        tweede.traject.save()
        Toewijzing.objects.create(traject=agendapunt.traject, gebruiker=wereld.cora.gebruiker, rol="oud_toetser")
        cursor.execute("set local session_replication_role = origin")
    vergelijken()
    bureau = wereld.gijs.organisatie
    Lidmaatschap.objects.create(
        gebruiker=wereld.anna.gebruiker, organisatie=bureau, rol="labelbeheerder", van=timezone.localdate()
    )
    Lidmaatschap.objects.create(
        gebruiker=wereld.femke.gebruiker,
        organisatie=agendapunt.traject.organisatie,
        rol="kwaliteitsmedewerker",
        van=timezone.localdate() - timedelta(days=9),
    )
    vergelijken()


def test_the_page_of_a_pack_asks_as_much_for_thirty_items_as_for_two(als, wereld, agendapunt, tweede):
    vergadering, client, aantallen = agendapunt.vergadering, als(wereld.bert), []
    namen = [f"Wijkwerk {nummer}" for nummer in range(28)]
    belang_verklaren(wereld.bert, agendapunt, "geen")
    maken(wereld.bert, vergadering)
    for erbij in ([], namen):
        rijen = trajecten_erbij(wereld, agendapunt.traject.kaderversie, erbij, Status.GEAGENDEERD)
        for nummer, traject in enumerate(rijen, 3):
            Belangverklaring.objects.create(
                agendapunt=_punt(wereld, agendapunt, traject, "Kort.", nummer),
                gebruiker=wereld.bert.gebruiker,
                uitkomst="geen",
            )
        with CaptureQueriesContext(connection) as vragen:
            assert client.get(reverse("bundel_pdf", args=[vergadering.pk])).status_code == (302 if erbij else 200)
        aantallen.append(len(vragen))
    assert aantallen[0] == aantallen[1] <= 12


# ---- what is late, and which norms are not met


def test_what_comes_after_the_closing_day_says_why_on_the_agenda_and_in_the_pack(als, wereld, vooraf):
    agendapunt, vergadering, client = vooraf, vooraf.vergadering, als(wereld.femke)
    beleid = bespreekpunt_toevoegen(wereld.femke, vergadering, soort="beleid", titel="Beleid", minuten=10)
    url = reverse("vergaderstuk_toevoegen", args=[beleid.pk])
    assert "na de sluitdag" not in tekst(client.get(url))
    Vergadering.objects.filter(pk=vergadering.pk).update(sluitdag=timezone.localdate() - timedelta(days=1))
    antwoord = tekst(client.post(url, {"titel": "Voorstel", "bestand": stuk("Voorstel")}))
    assert "Schrijf waarom dit later komt." in antwoord and not beleid.stukken.exists()
    gegevens = {"titel": "Voorstel", "bestand": stuk("Voorstel"), "laat_omdat": "De cijfers kwamen gisteren."}
    client.post(url, gegevens)
    assert "De cijfers kwamen gisteren." in tekst(als(wereld.bert).get(beleid.get_absolute_url()))
    agendapunt_afvoeren(wereld.femke, agendapunt, "Er mist iets.", gezien=vergadering.pk)
    url = reverse("agenderen", args=[agendapunt.traject.nummer])
    antwoord = tekst(client.post(url, {"vergadering": vergadering.pk}))
    assert "Schrijf waarom dit later komt." in antwoord
    with pytest.raises(Geweigerd, match="Schrijf waarom dit later komt"):
        agenderen(wereld.femke, agendapunt.traject, vergadering)
    client.post(url, {"vergadering": vergadering.pk, "laat_omdat": "Het <b>advies</b> kwam laat."})
    assert "Het &lt;b&gt;advies&lt;/b&gt; kwam laat." in tekst(als(wereld.bert).get(vergadering.get_absolute_url()))
    nieuw = Agendapunt.objects.latest("pk")
    assert "Kwam na de sluitdag." in tekst(als(wereld.bert).get(nieuw.get_absolute_url()))
    maken(wereld.bert, vergadering)
    bladen = " ".join(woorden(openen(als(wereld.bert), vergadering)))
    assert "De cijfers kwamen gisteren." in bladen and "kwam laat." in bladen
    # In time for another meeting it is late no more.
    later = vergadering_plannen(wereld.femke, datum=over(30), plaats="Utrecht", sluitdag=over(20))
    assert agendapunt_verplaatsen(wereld.femke, nieuw, later, "Te vol.", gezien=vergadering.pk).laat_omdat == ""


def test_the_card_and_the_pack_say_which_norms_are_not_met_and_not_why(als, wereld, agendapunt):
    versie = Rapportversie.objects.nieuwste_van(agendapunt.traject)
    niet = [norm for norm in versie.inhoud["normen"] if norm["oordeel"]["code"] != "voldoet"]
    assert agendapunt.dossier["normen"] == [
        {"nummer": een["nummer"], "titel": een["titel"], "code": "voldoet_deels", "label": "Voldoet deels"}
        for een in niet
    ]
    belang_verklaren(wereld.bert, agendapunt, "geen")
    kaart = tekst(als(wereld.bert).get(agendapunt.get_absolute_url()))
    lijst = kaart.split("Normen die niet of deels zijn gehaald")[1].split("</ul>")[0]
    assert niet[0]["titel"] in lijst and "Voldoet deels" in lijst and lijst.count("<li>") == 1
    assert niet[0]["oordeel"]["toelichting"] and niet[0]["oordeel"]["toelichting"] not in kaart
    maken(wereld.bert, agendapunt.vergadering)
    bladen = woorden(openen(als(wereld.bert), agendapunt.vergadering))
    assert f"{niet[0]['nummer']} {niet[0]['titel']}: Voldoet deels" in bladen[1]
    # A pack of before they were named says nothing about it.
    oud = {naam: deel for naam, deel in agendapunt.dossier.items() if naam != "normen"}
    assert dossierkaart(oud)["normen"] is None

"""The pages of a QuickScan: making one, answering by link, following, the result on screen, on paper and as a file."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from huisstijl.templatetags.opmaak import dag
from leden.models import Gebeurtenis, Organisatie
from quickscan import handelingen
from quickscan.blad import uitslag_pdf
from quickscan.link import pad
from quickscan.models import QuickScan
from quickscan.uitslag import uitslag
from tests.post import mails
from tests.quickscan import scans
from tests.quickscan.scans import alle_invullen, formulier_van, leden_erbij, tekst

pytestmark = pytest.mark.django_db


def post(client, formulier, **antwoorden):
    """Send the form of an organisation by its link."""
    formulier.refresh_from_db()
    gegevens = {f"vraag_{sleutel}": antwoord for sleutel, antwoord in antwoorden.items()}
    return client.post(pad(formulier), {"versie": formulier.versie} | gegevens)


# The bureau makes a scan


def test_the_bureau_makes_a_scan_from_the_standard_questions_or_those_of_an_earlier_one(wereld, als):
    client = als(wereld.gijs)
    eerder = scans.concept(wereld, titel="QuickScan 2025", vragen=QuickScan(sluit_op=timezone.localdate()).vragen[:2])
    laatste = f"{timezone.localdate() + timedelta(days=365):%d-%m-%Y}"
    for keuze, aantal in (("standaard", 5), (str(eerder.pk), 2)):
        antwoord = client.post(
            reverse("quickscan_maken"),
            {
                "titel": "Nieuw",
                "inleiding": "Dag.",
                "sluit_op": laatste,
                "vragen_van": keuze,
            },
        )
        scan = QuickScan.objects.latest("pk")
        assert antwoord.url == scan.get_absolute_url()
        assert len(scan.vragen) == aantal


@pytest.mark.parametrize(
    ("dag", "zin"),
    [
        ("1-1-2020", "1 januari 2020 is al geweest. Kies vandaag of een latere dag."),
        ("1-1-2072", "1 januari 2072 is over meer dan een jaar. Kijk het jaar na."),
    ],
)
def test_what_was_typed_stays_when_the_day_cannot_be(wereld, als, dag, zin):
    antwoord = als(wereld.gijs).post(
        reverse("quickscan_maken"),
        {"titel": "QuickScan", "inleiding": "Mijn eigen woorden.", "sluit_op": dag, "vragen_van": "standaard"},
    )
    assert antwoord.context["form"].errors["sluit_op"] == [zin]
    assert "Mijn eigen woorden." in tekst(antwoord)
    assert not QuickScan.objects.exists()


def vraag_post(**anders):
    return {
        "tekst": "Wilt u een gesprek?",
        "uitleg": "",
        "soort": "een",
        "opties": "Ja\nNee, nu niet",
        "als": ["stand.orienteren"],
    } | anders


def test_a_question_is_added_changed_moved_and_removed(wereld, als):
    client, scan = als(wereld.gijs), scans.concept(wereld)
    client.post(reverse("quickscan_vraag_toevoegen", args=[scan.pk]), vraag_post())
    scan = QuickScan.objects.get()
    assert scan.vragen[-1] == {
        "sleutel": "wilt_u_een_gesprek",
        "tekst": "Wilt u een gesprek?",
        "soort": "een",
        "verplicht": False,
        "opties": [{"sleutel": "ja", "tekst": "Ja"}, {"sleutel": "nee_nu_niet", "tekst": "Nee, nu niet"}],
        "als": {"vraag": "stand", "opties": ["orienteren"]},
    }
    adres = reverse("quickscan_vraag", args=[scan.pk, "wilt_u_een_gesprek"])
    client.post(adres, vraag_post(tekst="Zullen wij praten?", opties="Ja\nNee", als=[]))
    scan = QuickScan.objects.get()
    assert scan.vragen[-1]["sleutel"] == "wilt_u_een_gesprek"
    assert [optie["sleutel"] for optie in scan.vragen[-1]["opties"]] == ["ja", "nee_nu_niet"]
    client.post(reverse("quickscan_vraag_omhoog", args=[scan.pk, "wilt_u_een_gesprek"]))
    assert [rij["sleutel"] for rij in QuickScan.objects.get().vragen][-2:] == ["wilt_u_een_gesprek", "opmerking"]
    client.post(adres, {"verwijderen": "ja"})
    assert "wilt_u_een_gesprek" not in [rij["sleutel"] for rij in QuickScan.objects.get().vragen]


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"opties": "Ja"}, "Schrijf ten minste 2 antwoorden op"),
        ({"opties": "Ja\nJa"}, "Een antwoord staat er twee keer"),
        ({"opties": "\n".join(map(str, range(21)))}, "meer dan 20 antwoorden"),
        ({"opties": f"{'x' * 161}\nNee"}, "is te lang"),
        ({"als": ["stand.orienteren", "waarom.leren"]}, "bij meer dan één vraag"),
        ({"tekst": ""}, "Vul dit in."),
    ],
)
def test_a_question_that_does_not_fit_says_why_and_stays(wereld, als, anders, zin):
    scan = scans.concept(wereld)
    antwoord = als(wereld.gijs).post(reverse("quickscan_vraag_toevoegen", args=[scan.pk]), vraag_post(**anders))
    assert zin in tekst(antwoord)
    assert len(QuickScan.objects.get().vragen) == 5


def test_a_question_that_lost_what_it_hangs_on_keeps_the_scan_shut_and_says_so(wereld, als):
    scan = scans.concept(wereld)
    client = als(wereld.gijs)
    client.post(reverse("quickscan_vraag", args=[scan.pk, "stand"]), {"verwijderen": "ja"})
    pagina = tekst(client.get(scan.get_absolute_url()))
    assert "hoort een vraag waarbij men kiest en die er eerder staat" in pagina
    assert "Elk lid krijgt een eigen koppeling." not in tekst(client.get(reverse("quickscan_openen", args=[scan.pk])))
    client.post(reverse("quickscan_openen", args=[scan.pk]))
    assert QuickScan.objects.get().is_concept


def test_a_question_is_hung_only_on_one_that_comes_before_it(wereld, als):
    client, scan = als(wereld.gijs), scans.concept(wereld)
    eerste, tweede = (reverse("quickscan_vraag", args=[scan.pk, sleutel]) for sleutel in ("stand", "waarom"))
    assert "Aan wie stelt u deze vraag?" in tekst(client.get(tweede))
    assert "Aan wie stelt u deze vraag?" not in tekst(client.get(eerste))
    client.post(eerste, vraag_post(als=["stand.orienteren"]))
    eerste_rij = QuickScan.objects.get().vragen[0]
    assert (eerste_rij["tekst"], eerste_rij.get("als")) == ("Wilt u een gesprek?", None)


def test_before_opening_the_bureau_sees_who_has_no_address(wereld, als):
    leden_erbij(2, contact_email="")
    pagina = tekst(als(wereld.gijs).get(scans.concept(wereld).get_absolute_url()))
    assert "4 leden van nu. Van 2 organisaties kennen wij geen e-mailadres: Lid 001 Lid 002" in pagina


def test_after_opening_the_bureau_can_pass_on_the_link_of_who_has_no_address(wereld, als):
    leden_erbij(1, contact_email="")
    scan = scans.geopend(wereld)
    adres = reverse("quickscan_organisaties", args=[scan.pk])
    pagina = als(wereld.gijs).get(adres, {"welke": "zonder_adres"}).content.decode()
    assert pad(scan.formulieren.get(organisatie__naam="Lid 001")) in pagina
    assert pad(formulier_van(scan, wereld.joke)) not in als(wereld.gijs).get(adres).content.decode()


def test_opening_tells_first_how_many_mails_go_and_sends_none_before(wereld, als):
    leden_erbij(3)
    Organisatie.objects.filter(naam="Lid 002").update(contact_email="")
    scan = scans.concept(wereld)
    client, adres = als(wereld.gijs), reverse("quickscan_openen", args=[scan.pk])
    assert adres in client.get(scan.get_absolute_url()).content.decode()
    assert "Er gaan 4 mails weg, naar 5 leden van nu." in tekst(client.get(adres))
    assert QuickScan.objects.get().is_concept
    assert "De mails gaan nu weg." in tekst(client.post(adres, follow=True))
    assert scan.formulieren.exclude(email="").count() == 4
    assert "Deze QuickScan is al geopend." in tekst(client.get(adres))


def test_a_concept_is_thrown_away_after_asking_once_more(wereld, als):
    scan = scans.concept(wereld)
    client, adres = als(wereld.gijs), reverse("quickscan_weggooien", args=[scan.pk])
    assert adres in client.get(scan.get_absolute_url()).content.decode()
    assert "Geen lid heeft deze QuickScan gezien." in tekst(client.get(adres))
    assert QuickScan.objects.exists()
    assert "QuickScan 2026 is weggegooid." in tekst(client.post(adres, follow=True))
    assert not QuickScan.objects.exists()
    scan = scans.geopend(wereld)
    pagina = tekst(client.post(reverse("quickscan_weggooien", args=[scan.pk])))
    assert "De antwoorden en de uitslag blijven bewaard." in pagina and "Gooi de QuickScan weg" not in pagina


def test_the_last_day_is_moved_on_a_page_that_keeps_what_was_typed(wereld, als):
    scan = scans.geopend(wereld)
    client, adres = als(wereld.gijs), reverse("quickscan_verlengen", args=[scan.pk])
    assert adres in client.get(scan.get_absolute_url()).content.decode()
    vroeger = client.post(adres, {"sluit_op": f"{timezone.localdate():%d-%m-%Y}"})
    assert "Kies een latere dag." in tekst(vroeger)
    assert f"{timezone.localdate():%d-%m-%Y}" in vroeger.content.decode()
    later = scan.sluit_op + timedelta(days=30)
    client.post(adres, {"sluit_op": f"{later:%d-%m-%Y}"})
    assert f"Open tot en met {dag(later)}" in tekst(client.get(pad(formulier_van(scan, wereld.joke))))
    handelingen.sluiten(wereld.gijs, scan)
    pagina = tekst(client.get(adres))
    assert "Deze QuickScan is niet open." in pagina and "Verzet de laatste dag" not in pagina


# Answering


def test_an_organisation_answers_and_changes_it_by_the_same_link_without_an_account(wereld, client):
    scan = scans.geopend(wereld)
    formulier = formulier_van(scan, wereld.joke)
    assert "Namens Welzijn Wilgendam" in tekst(client.get(pad(formulier)))
    antwoord = post(client, formulier, stand="orienteren", waarom="leren", opmerking="Graag een voorbeeld.")
    bedankt = tekst(client.get(antwoord.url))
    assert "Dank u wel" in bedankt and "Graag een voorbeeld." in bedankt and "Leren en verbeteren" in bedankt
    pagina = client.get(pad(formulier)).content.decode()
    assert "Uw organisatie heeft al geantwoord." in pagina
    assert re.search(r'value="orienteren"[^>]*checked', pagina)
    post(client, formulier, stand="gekozen", waarom="beide")
    formulier.refresh_from_db()
    assert formulier.antwoorden == {"stand": "gekozen", "waarom": "beide"}
    assert scan.formulieren.ingevuld().count() == 1


def test_the_link_ends_three_months_after_closing_but_not_for_who_is_signed_in_at_the_organisation(wereld, client, als):
    scan = scans.geopend(wereld)
    formulier = formulier_van(scan, wereld.joke)
    scans.invullen(formulier, stand="orienteren", waarom="leren", opmerking="Tussen ons.")
    paginas = [pad(formulier, naam) for naam in ("quickscan_link", "quickscan_bedankt", "quickscan_link_uitslag")]
    for dagen, van_buiten in ((89, 200), (92, 404)):
        with time_machine.travel(scan.sluit_moment + timedelta(days=dagen), tick=False):
            assert [client.get(pagina).status_code for pagina in paginas] == [van_buiten] * 3
    with time_machine.travel(scan.sluit_moment + timedelta(days=92), tick=False):
        pagina = tekst(client.get(paginas[0]))
        assert "Deze koppeling is verlopen" in pagina and "Tussen ons." not in pagina
        assert "Tussen ons." in tekst(als(wereld.joke).get(paginas[0]))
        assert als(wereld.bram).get(paginas[0]).status_code == 404


def test_a_link_in_wrong_hands_is_replaced_and_opens_nothing_any_more(wereld, client, als):
    scan = scans.geopend(wereld)
    formulier = formulier_van(scan, wereld.joke)
    scans.invullen(formulier, stand="orienteren", waarom="leren", opmerking="Tussen ons.")
    oud, ander = pad(formulier), pad(formulier_van(scan, wereld.bram))
    mails()
    mail.outbox.clear()
    bureau, adres = als(wereld.gijs), reverse("quickscan_koppeling_geven", args=[formulier.pk])
    assert adres in bureau.get(reverse("quickscan_organisaties", args=[scan.pk])).content.decode()
    bureau.post(adres)
    assert Gebeurtenis.objects.last().reden == "Nieuwe koppeling voor Welzijn Wilgendam."
    formulier.refresh_from_db()
    assert [client.get(link).status_code for link in (oud, ander, pad(formulier))] == [404, 200, 200]
    ((_, _, brief),) = mails()
    assert f"{pad(formulier)}\n" in brief and oud not in brief
    assert "Tussen ons." in tekst(client.get(pad(formulier)))
    handelingen.sluiten(wereld.gijs, scan)
    assert "Deze QuickScan is niet open." in tekst(bureau.post(adres, follow=True))


def test_what_was_typed_stays_when_an_answer_is_missing(wereld, client):
    formulier = formulier_van(scans.geopend(wereld), wereld.joke)
    antwoord = post(client, formulier, stand="gekozen", opmerking="Een lang verhaal.")
    assert "Een lang verhaal." in antwoord.content.decode()
    assert "Maak een keuze." in tekst(antwoord)
    formulier.refresh_from_db()
    assert formulier.ingevuld_op is None


def test_a_question_that_is_not_asked_need_not_be_answered(wereld, client):
    formulier = formulier_van(scans.geopend(wereld), wereld.joke)
    antwoord = post(client, formulier, stand="geen_belangstelling", waarom="anders")
    assert antwoord.status_code == 302
    formulier.refresh_from_db()
    assert formulier.antwoorden == {"stand": "geen_belangstelling"}


def test_who_sends_after_a_colleague_sees_both_answers_and_decides(wereld, client):
    formulier = formulier_van(scans.geopend(wereld), wereld.joke)
    scans.invullen(formulier, stand="gekozen", waarom="leren", opmerking="Van de collega.")
    eigen = {"versie": 0, "vraag_stand": "orienteren", "vraag_waarom": "beide", "vraag_opmerking": "Van mij."}
    antwoord = client.post(pad(formulier), eigen)
    assert "Ondertussen heeft iemand anders" in tekst(antwoord)
    assert "Van de collega." in tekst(antwoord) and "Van mij." in tekst(antwoord)
    assert 'name="versie" value="1"' in antwoord.content.decode()
    client.post(pad(formulier), eigen | {"versie": 1})
    formulier.refresh_from_db()
    assert formulier.antwoorden["opmerking"] == "Van mij."


def test_who_clicks_twice_gets_the_thanks(wereld, client):
    formulier = formulier_van(scans.geopend(wereld), wereld.joke)
    eigen = {"versie": 0, "vraag_stand": "orienteren", "vraag_waarom": "beide", "vraag_opmerking": "Van mij."}
    for _ in range(2):
        assert client.post(pad(formulier), eigen).url == pad(formulier, "quickscan_bedankt")


def test_what_was_typed_stays_when_the_scan_closed_meanwhile(wereld, client):
    scan = scans.geopend(wereld)
    formulier = formulier_van(scan, wereld.joke)
    handelingen.sluiten(wereld.gijs, scan)
    antwoord = post(client, formulier, stand="geen_belangstelling", opmerking="Net te laat.")
    assert "De QuickScan is gesloten sinds" in tekst(antwoord)
    assert "Net te laat." in antwoord.content.decode()
    assert "Verstuur het antwoord" not in tekst(antwoord)


def test_who_is_signed_in_for_another_organisation_answers_as_somebody_with_the_link(wereld, als):
    formulier = formulier_van(scans.geopend(wereld), wereld.joke)
    for wie in (wereld.gijs, wereld.bram, wereld.joke):
        post(als(wie), formulier, stand="geen_belangstelling")
    regels = Gebeurtenis.objects.filter(handeling="quickscan_invullen").order_by("volgnummer")
    assert [(regel.naam, "via de koppeling" in regel.reden) for regel in regels] == [
        ("de applicatie", True),
        ("de applicatie", True),
        (wereld.joke.gebruiker.naam, False),
    ]


def test_after_closing_who_answered_reads_the_result_by_the_link_and_who_did_not_does_not(wereld, client):
    leden_erbij(6)
    scan = scans.geopend(wereld)
    for formulier in scan.formulieren.select_related("scan").filter(organisatie__naam__startswith="Lid"):
        scans.invullen(formulier, stand="geen_belangstelling", opmerking="Alleen voor het bureau.")
    handelingen.sluiten(wereld.gijs, scan)
    met, zonder = scan.formulieren.get(organisatie__naam="Lid 001"), formulier_van(scan, wereld.joke)
    pagina = tekst(client.get(pad(met, "quickscan_link_uitslag")))
    assert "6 van de 8 organisaties antwoordden" in pagina
    assert "Alleen voor het bureau." not in pagina
    assert client.get(pad(zonder, "quickscan_link_uitslag")).url == pad(zonder)
    assert "Uw organisatie heeft niet geantwoord." in tekst(client.get(pad(zonder)))
    assert client.get(pad(zonder, "quickscan_bedankt")).url == pad(zonder)


def test_a_link_that_is_not_ours_helps_and_tells_nothing_and_too_many_are_stopped(wereld, client):
    cache.clear()
    formulier = formulier_van(scans.geopend(wereld), wereld.joke)
    for naam in ("quickscan_link", "quickscan_bedankt", "quickscan_link_uitslag"):
        antwoord = client.get(reverse(naam, args=[f"{formulier.pk}.verzonnen"]))
        assert antwoord.status_code == 404
        assert "Deze koppeling kennen wij niet" in tekst(antwoord)
        assert "Wilgendam" not in tekst(antwoord)
    standen = [client.get(reverse("quickscan_link", args=[f"{nr}.x"])).status_code for nr in range(40)]
    assert standen == [404] * 27 + [429] * 13
    assert client.get(pad(formulier)).status_code == 200


def test_mijn_werk_leads_to_the_form_until_it_is_answered(wereld, als):
    scan = scans.geopend(wereld)
    formulier = formulier_van(scan, wereld.joke)
    for wie in (wereld.joke, wereld.ingrid, wereld.hilde):
        client = als(wie)
        assert "Antwoord op QuickScan 2026" in tekst(client.get(reverse("mijn_werk")))
        assert client.get(reverse("quickscan_invullen", args=[formulier.pk])).url == pad(formulier)
    post(als(wereld.joke), formulier, stand="geen_belangstelling")
    pagina = tekst(als(wereld.ingrid).get(reverse("mijn_werk")))
    assert "Antwoord op QuickScan 2026" not in pagina
    assert "Uw antwoord op QuickScan 2026" in pagina
    for wie in (wereld.gijs, wereld.karin, wereld.anna, wereld.nora):
        assert "QuickScan 2026" not in tekst(als(wie).get(reverse("mijn_werk")))


# Following


def test_the_page_of_an_open_scan_tells_how_many_answered_now_and_asks_again_for_half_an_hour(wereld, als):
    leden_erbij(2)
    scan = scans.geopend(wereld)
    client = als(wereld.gijs)
    assert "0 van de 4 organisaties hebben geantwoord: nog geen enkele, 0%." in tekst(
        client.get(scan.get_absolute_url())
    )
    scans.invullen(formulier_van(scan, wereld.joke), stand="geen_belangstelling")
    assert "1 van de 4 organisaties hebben geantwoord: een kwart, 25%." in tekst(client.get(scan.get_absolute_url()))
    assert 'hx-get="?keer=1"' in client.get(scan.get_absolute_url()).content.decode()
    assert "hx-get" not in client.get(scan.get_absolute_url(), {"keer": "90"}).content.decode()
    assert client.get(scan.get_absolute_url(), {"keer": "x"}).status_code == 200
    handelingen.sluiten(wereld.gijs, scan)
    assert "hx-get" not in client.get(scan.get_absolute_url()).content.decode()


def test_open_texts_are_for_the_bureau_only(wereld, als):
    leden_erbij(8)
    scan = scans.geopend(wereld)
    alle_invullen(scan, lambda nr: {"stand": "geen_belangstelling", "opmerking": f"Geheim nummer {nr}."})
    handelingen.sluiten(wereld.gijs, scan)
    bureau = als(wereld.gijs).get(reverse("quickscan_teksten", args=[scan.pk]), {"zoek": "NUMMER 3"})
    assert "Geheim nummer 3." in tekst(bureau) and "Lid 004" in tekst(bureau) and "1 tekst" in tekst(bureau)
    lid = als(wereld.joke).get(reverse("quickscan_uitslag", args=[scan.pk]))
    assert lid.status_code == 200 and "Geheim" not in tekst(lid)
    assert b"Geheim" not in uitslag_pdf(uitslag(scan))


def test_members_read_a_result_only_after_closing(wereld, als):
    scan = scans.geopend(wereld)
    adres = reverse("quickscan_uitslag", args=[scan.pk])
    assert als(wereld.joke).get(adres).status_code == 404
    assert als(wereld.gijs).get(adres).status_code == 200
    assert "Nog geen uitslag" in tekst(als(wereld.joke).get(reverse("quickscan_uitslagen")))
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        assert als(wereld.joke).get(adres).status_code == 200
        assert "QuickScan 2026" in tekst(als(wereld.joke).get(reverse("quickscan_uitslagen")))


@pytest.mark.parametrize("aantal", [1, 3, 30])
def test_lists_cost_the_same_number_of_queries_for_few_and_many(wereld, als, aantal):
    leden_erbij(aantal)
    scan = scans.geopend(wereld)
    alle_invullen(scan, lambda nr: {"stand": "geen_belangstelling", "opmerking": "Dag."})
    for nr in range(aantal):
        scans.concept(wereld, titel=f"Concept {nr}")
    client = als(wereld.gijs)
    gemeten = {}
    for naam, args in (
        ("quickscans", []),
        ("quickscan", [scan.pk]),
        ("quickscan_organisaties", [scan.pk]),
        ("quickscan_teksten", [scan.pk]),
        ("quickscan_uitslag", [scan.pk]),
    ):
        client.get(reverse(naam, args=args))
        with CaptureQueriesContext(connection) as vragen:
            assert client.get(reverse(naam, args=args)).status_code == 200
        gemeten[naam] = len(vragen)
    basis = gemeten["quickscans"]
    assert basis <= 8
    assert {naam: keer - basis for naam, keer in gemeten.items()} == {
        "quickscans": 0,
        "quickscan": 1,
        "quickscan_organisaties": 1,
        "quickscan_teksten": 0,
        "quickscan_uitslag": 1,
    }

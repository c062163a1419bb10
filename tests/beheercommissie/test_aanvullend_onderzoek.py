"""Aanvullend onderzoek as the committee decides it, and how it reads the addendum that comes back."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from beheercommissie.aanvullend import te_kiezen_maanden
from beheercommissie.dossier import dossier_pdf, dossierkaart
from beheercommissie.handelingen import besluiten
from beheercommissie.models import Besluit
from huisstijl.velden import vingerafdruk
from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis
from tests.aanvullend import ANTWOORD, VRAAG, gevraagd, norm_van, nu, opnieuw_geagendeerd
from tests.beheercommissie.test_agendapunt import tekst
from tests.personen import commissie
from tests.vervolg import besluit_nemen
from toetsing.models import AanvullendOnderzoek
from trajecten.levensloop import Status
from trajecten.models import Traject


def gegevens(traject, **anders):
    velden = {"vraag": VRAAG, "maand": te_kiezen_maanden()[1], "normen": [norm_van(traject).nummer]}
    return {"motivering": "De dossiers zijn nog niet op orde."} | velden | anders


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"vraag": "  "}, "Schrijf wat de toetsers moeten uitzoeken"),
        ({"maand": None}, "Kies in welke maand"),
        ({"maand": date(2020, 1, 1)}, "Kies in welke maand"),
        ({"normen": []}, "Kies bij welke normen"),
        ({"normen": ["X99"]}, "Kies bij welke normen"),
    ],
)
def test_without_question_month_and_norms_nobody_is_sent_back(wereld, agendapunt, stemmen_van, anders, zin):
    stemmen_van(dict.fromkeys(commissie(wereld), "aanvullend_onderzoek"))
    with pytest.raises(Geweigerd, match=zin):
        besluiten(wereld.anna, agendapunt, optie="aanvullend_onderzoek", **gegevens(agendapunt.traject, **anders))
    assert not Besluit.objects.exists() and not AanvullendOnderzoek.objects.exists()


def test_the_month_is_one_that_has_a_day_to_come():
    with time_machine.travel("2026-11-30 12:00+01:00", tick=False):
        assert te_kiezen_maanden()[0] == date(2026, 12, 1)
    with time_machine.travel("2026-11-29 12:00+01:00", tick=False):
        assert (te_kiezen_maanden()[0], te_kiezen_maanden()[-1]) == (date(2026, 11, 1), date(2027, 11, 1))


@pytest.mark.parametrize(("optie", "bezwaar"), [("aanvullend_onderzoek", False), ("nog_niet_toekennen", True)])
def test_the_chair_fills_it_in_reads_it_and_records_it(als, wereld, agendapunt, stemmen_van, optie, bezwaar):
    stemmen_van(dict.fromkeys(commissie(wereld), optie))
    client, url, norm = als(wereld.anna), reverse("besluiten", args=[agendapunt.pk]), norm_van(agendapunt.traject)
    form = client.get(url).context["form"]
    assert {"vraag", "maand", "normen"} <= set(form.fields) and "vraag_aan" not in form.fields
    assert form["normen"].value() == [] and form["maand"].value() is None
    leeg = client.post(url, {"optie": optie})
    assert list(leeg.context["form"].errors) == ["motivering", "vraag", "maand", "normen"]
    maand = te_kiezen_maanden()[1]
    getypt = {
        "optie": optie,
        "motivering": "De dossiers zijn nog niet op orde.",
        "motivering_basis": vingerafdruk(""),
        "vraag": VRAAG,
        "vraag_basis": vingerafdruk(""),
        "maand": maand.isoformat(),
        "normen": ["X99"],
    }
    fout = client.post(url, getypt).context["form"]
    assert list(fout.errors) == ["normen"] and fout["vraag"].value() == VRAAG
    bewaard = {"motivering_basis": vingerafdruk(getypt["motivering"]), "vraag_basis": vingerafdruk(VRAAG)}
    getypt |= bewaard | {"normen": [norm.nummer]}
    nagelezen = client.post(url, getypt)
    pagina = tekst(nagelezen)
    assert VRAAG in pagina and "De beheercommissie vraagt eerst aanvullend onderzoek." in pagina
    assert f"<dt>Over norm</dt><dd>{norm.nummer}</dd>" in pagina and not Besluit.objects.exists()
    assert f'<input type="hidden" name="normen" value="{norm.nummer}"' in pagina
    terug = client.get(nagelezen.context["pas_aan"]).context["form"]
    assert (terug["maand"].value(), terug["normen"].value()) == (maand.isoformat(), [norm.nummer])
    client.post(url, getypt | {"vastleggen": "ja"})
    besluit, onderzoek = Besluit.objects.get(), AanvullendOnderzoek.objects.get()
    assert (onderzoek.vraag, onderzoek.maand, onderzoek.normen) == (VRAAG, maand, [norm.nummer])
    assert (besluit.onderzoek, bool(besluit.bezwaar_tot_en_met)) == (onderzoek, bezwaar)
    assert nu(agendapunt.traject).status == Status.AANVULLEND_ONDERZOEK
    # What was asked is part of what was decided.
    assert Gebeurtenis.objects.get(handeling="besluiten").stuk_sha256 == Besluit.objects.get().sha256
    op_het_besluit = reverse("besluit", args=[agendapunt.traject.nummer])
    for wie, pad in (
        (wereld.joke, op_het_besluit),
        (wereld.meike, op_het_besluit),
        (wereld.femke, agendapunt.get_absolute_url()),
    ):
        assert VRAAG in tekst(als(wie).get(pad)), wie


def test_another_decision_asks_nothing_of_the_assessors(als, wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys(commissie(wereld), "toekennen"))
    form = als(wereld.anna).get(reverse("besluiten", args=[agendapunt.pk])).context["form"]
    assert not {"vraag", "maand", "normen"} & set(form.fields)
    besluiten(wereld.anna, agendapunt, optie="toekennen", **gegevens(agendapunt.traject, afwijking="Anders."))
    assert not AanvullendOnderzoek.objects.exists() and Besluit.objects.get().onderzoek is None


def test_a_tie_with_holding_over_shows_the_fields_of_both_and_asks_those_of_the_choice(
    als, wereld, agendapunt, stemmen_van
):
    leden = commissie(wereld)[:4]
    stemmen_van(dict(zip(leden, ("aanhouden", "aanvullend_onderzoek") * 2, strict=True)))
    client, url = als(wereld.anna), reverse("besluiten", args=[agendapunt.pk])
    form = client.get(url).context["form"]
    assert {"vraag", "vraag_aan", "antwoord_tot_en_met", "maand", "normen"} <= set(form.fields)
    gekozen = {"optie": "aanvullend_onderzoek", "motivering": "Goed.", "motivering_basis": vingerafdruk("")}
    assert list(client.post(url, gekozen).context["form"].errors) == ["vraag", "maand", "normen"]
    # Kept without being taken, what was chosen is there again.
    keuzes = {
        "optie": "aanhouden",
        "vraag_aan": "certificeerder",
        "antwoord_tot_en_met": "31-12-2099",
        "maand": te_kiezen_maanden()[1].isoformat(),
        "normen": [norm_van(agendapunt.traject).nummer],
    }
    weer = client.post(url, keuzes | {"motivering": "", "bewaren": ""}, follow=True).context["form"]
    assert {naam: weer[naam].value() for naam in keuzes} == keuzes


def test_the_pack_has_the_addendum_on_top_of_the_report_that_it_amends(als, wereld, agendapunt):
    gevraagd(wereld, agendapunt.traject)
    punt = opnieuw_geagendeerd(wereld, nu(agendapunt.traject))
    dossier = punt.dossier
    assert (dossier["rapportversie"]["nummer"], [een["nummer"] for een in dossier["addendumversies"]]) == (2, [4])
    assert dossier["rapport"] == agendapunt.dossier["rapport"] and dossier["advies"]["code"] == "positief"
    # As of a report, the committee reads the short part.
    (addendum,) = dossier["addenda"]
    assert addendum["normen"] == [] and addendum["addendum"]["vraag"] == VRAAG
    kaart = tekst(als(wereld.femke).get(punt.get_absolute_url()))
    assert "Addendum 1 bij versie 2 van het rapport" in kaart
    assert kaart.index(ANTWOORD) < kaart.index("Wie en wat")
    verslag = tekst(als(wereld.femke).get(reverse("agendapunt_rapport", args=[punt.pk])))
    assert verslag.index(VRAAG) < verslag.index("Toetsingsrapport, versie 2")
    assert verslag.count('id="addendum-1-rapport-samenvatting"') == verslag.count('id="rapport-samenvatting"') == 1
    assert dossier_pdf(dossier).read(4) == b"%PDF"


def test_a_pack_of_before_has_no_addenda_and_the_same_file(agendapunt):
    dossier = {naam: deel for naam, deel in agendapunt.dossier.items() if naam not in ("addenda", "addendumversies")}
    assert dossierkaart(dossier)["addenda"] == []
    assert agendapunt.dossier["addenda"] == []


def test_the_committee_can_ask_again_and_the_second_addendum_goes_with_the_same_report(wereld, agendapunt):
    traject = agendapunt.traject
    gevraagd(wereld, traject)
    opnieuw_geagendeerd(wereld, nu(traject))
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        gevraagd(wereld, nu(traject), vraag="En in de wijk Oost?")
        eerste, tweede = AanvullendOnderzoek.objects.order_by("nummer")
        assert (tweede.nummer, tweede.versie, eerste.versie.nummer) == (2, eerste.versie, 2)
        assert traject.rapportdelen.get(sleutel="aanvulling-2").tekst == ""
        punt = opnieuw_geagendeerd(wereld, nu(traject))
    assert [een["addendum"]["nummer"] for een in punt.dossier["addenda"]] == [2, 1]
    # What it was before, is what the first addendum said.
    assert punt.dossier["addenda"][0]["addendum"]["tellingen"] == punt.dossier["addenda"][1]["tellingen"]


def test_after_the_addendum_the_label_can_be_granted(wereld, agendapunt):
    gevraagd(wereld, agendapunt.traject)
    opnieuw_geagendeerd(wereld, nu(agendapunt.traject))
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        besluit_nemen(wereld, nu(agendapunt.traject), "toekennen")
    assert Traject.objects.get().status == Status.BESLOTEN

"""The gate in front of a file, and the vote behind it."""

import json
import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from beheercommissie.handelingen import belang_verklaren, besluiten, stemmen, verklaring_ongedaan_maken
from beheercommissie.models import Aantekening, Agendapunt, Belangverklaring, Stem
from huisstijl.velden import vingerafdruk
from leden.bevoegdheden import Geweigerd
from leden.models import Belang, Gebeurtenis, Lidmaatschap, Rol
from tests.personen import commissie, zitting
from trajecten.levensloop import Status
from trajecten.models import Toewijzing, Traject


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


def teksten_van(dossier):
    """Every sentence of a pack, whatever it stands under."""
    if isinstance(dossier, dict):
        dossier = list(dossier.values())
    if isinstance(dossier, list):
        return {zin for deel in dossier for zin in teksten_van(deel)}
    return {dossier} if isinstance(dossier, str) and len(dossier) > 25 else set()


# ---- the gate


def test_nothing_of_the_pack_is_sent_before_a_member_said_to_have_no_interest(als, wereld, agendapunt):
    zinnen = teksten_van(agendapunt.dossier)
    assert len(zinnen) >= 6
    for uitkomst in (None, "twijfel", "belang"):
        if uitkomst:
            belang_verklaren(wereld.bert, agendapunt, uitkomst)
        pagina = tekst(als(wereld.bert).get(agendapunt.get_absolute_url()))
        assert [zin for zin in zinnen if zin in pagina] == []
        assert "Dossierkaart" not in pagina and "Uw stem" not in pagina


def test_after_no_interest_the_file_is_open(als, wereld, agendapunt):
    belang_verklaren(wereld.bert, agendapunt, "geen")
    pagina = tekst(als(wereld.bert).get(agendapunt.get_absolute_url()))
    for zin in (
        "Dossierkaart",
        "De plannen zijn concreet en al begonnen.",
        "Bewoners beslissen mee en merken dat het telt.",
        "Plan akkoord op",
        "U hebt geen belang,",
    ):
        assert zin in pagina
    # Strengths stand before what can be better.
    assert pagina.index("<h3>Sterke punten</h3>") < pagina.index("<h3>Verbeterpunten, met plan</h3>")


def test_the_question_has_three_answers_and_none_is_chosen_for_you(als, wereld, agendapunt):
    pagina = tekst(als(wereld.bert).get(agendapunt.get_absolute_url()))
    radios = re.findall(r'<input type="radio"[^>]*>', pagina)
    assert len(radios) == 3
    assert not any("checked" in radio for radio in radios)
    assert "niets dat met deze organisatie te maken heeft" in pagina


def test_without_an_answer_nothing_is_recorded(als, wereld, agendapunt):
    antwoord = als(wereld.bert).post(reverse("belang_verklaren", args=[agendapunt.pk]), {})
    assert "Maak een keuze." in tekst(antwoord)
    assert not Belangverklaring.objects.exists()


@pytest.mark.parametrize(
    ("uitkomst", "zin"),
    [
        ("geen", "De stukken zijn open."),
        ("belang", "U doet niet mee aan dit punt."),
        ("twijfel", "De secretaris belt u."),
    ],
)
def test_each_answer_is_recorded_and_says_what_it_means(als, wereld, agendapunt, uitkomst, zin):
    antwoord = als(wereld.bert).post(
        reverse("belang_verklaren", args=[agendapunt.pk]), {"uitkomst": uitkomst}, follow=True
    )
    assert zin in tekst(antwoord)
    assert agendapunt.verklaringen.get().uitkomst == uitkomst


def test_two_roles_at_one_organisation_are_one_reason_and_no_interest_is_no_answer_then(als, wereld, agendapunt):
    for rol in (Rol.BESTUURDER, Rol.BEHEERDER):
        Lidmaatschap.objects.create(
            gebruiker=wereld.bert.gebruiker,
            organisatie=agendapunt.traject.organisatie,
            rol=rol,
            van=timezone.localdate(),
        )
    antwoord = als(wereld.bert).get(agendapunt.get_absolute_url())
    assert tekst(antwoord).count("U werkt voor Welzijn Wilgendam.") == 1
    assert 'value="geen"' not in tekst(antwoord) and 'value="belang"' in tekst(antwoord)
    assert f'<a href="mailto:{wereld.femke.gebruiker.email}">Femke Gagel</a>' in tekst(antwoord)


def test_an_interest_in_the_register_is_shown_and_cannot_be_denied(als, wereld, agendapunt):
    Belang.objects.create(
        gebruiker=wereld.bert.gebruiker,
        organisatie=agendapunt.traject.organisatie,
        soort=Belang.Soort.ADVIES,
        van=timezone.localdate() - timedelta(days=400),
        tot=timezone.localdate() - timedelta(days=30),
    )
    zin = "U hebt een belang bij Welzijn Wilgendam: advieswerk."
    assert zin in tekst(als(wereld.bert).get(agendapunt.get_absolute_url()))
    antwoord = als(wereld.bert).post(reverse("belang_verklaren", args=[agendapunt.pk]), {"uitkomst": "geen"})
    assert zin in tekst(antwoord)
    assert not Belangverklaring.objects.exists()
    belang_verklaren(wereld.bert, agendapunt, "belang")


def test_an_interest_that_ended_before_the_cooling_off_period_does_not_count(wereld, agendapunt):
    Belang.objects.create(
        gebruiker=wereld.bert.gebruiker,
        organisatie=agendapunt.traject.organisatie,
        soort=Belang.Soort.DIENSTVERBAND,
        van=timezone.localdate() - timedelta(days=4000),
        tot=timezone.localdate() - timedelta(days=800),
    )
    assert belang_verklaren(wereld.bert, agendapunt, "geen").uitkomst == "geen"


@pytest.mark.parametrize("wie", ["meike", "roel"])
def test_who_assessed_or_checked_never_decides(wereld, agendapunt, wie):
    """Four eyes: also with a seat in the committee, on the page and in the database."""
    gebruiker = getattr(wereld, wie).gebruiker
    lid = zitting(wereld, gebruiker, Rol.VOORZITTER)
    with pytest.raises(Geweigerd, match="Wie toetste of controleerde, beslist niet"):
        belang_verklaren(lid, agendapunt, "geen")
    with pytest.raises(IntegrityError, match="deze persoon heeft een belang"), transaction.atomic():
        Toewijzing.objects.create(traject=agendapunt.traject, gebruiker=gebruiker, rol="beslisser")
    Belangverklaring.objects.create(agendapunt=agendapunt, gebruiker=gebruiker, uitkomst="geen")
    with pytest.raises(IntegrityError, match="wie toetste of controleerde, beslist niet"), transaction.atomic():
        Stem.objects.create(agendapunt=agendapunt, gebruiker=gebruiker, optie="toekennen")


def test_who_works_for_one_of_the_parties_does_not_decide(wereld, agendapunt):
    Lidmaatschap.objects.create(
        gebruiker=wereld.bert.gebruiker,
        organisatie=agendapunt.traject.certificeerder,
        rol=Rol.TOETSER,
        van=timezone.localdate(),
    )
    with pytest.raises(Geweigerd, match="U werkt voor Toetshuis Noorderlicht"):
        belang_verklaren(wereld.bert, agendapunt, "geen")


def test_a_labelbeheerder_never_decides(wereld, agendapunt):
    bureau = wereld.gijs.organisatie
    Lidmaatschap.objects.create(gebruiker=wereld.bert.gebruiker, organisatie=bureau, rol=Rol.LABELBEHEERDER)
    with pytest.raises(Geweigerd) as geweigerd:
        belang_verklaren(wereld.bert, agendapunt, "geen")
    assert geweigerd.value.redenen == [
        "U bent labelbeheerder. Wie het label beheert en certificaten uitgeeft, beslist niet."
    ]
    with pytest.raises(IntegrityError, match="een labelbeheerder beslist niet"), transaction.atomic():
        Toewijzing.objects.create(
            traject=agendapunt.traject, gebruiker=wereld.bert.gebruiker, rol=Toewijzing.Trajectrol.BESLISSER
        )


@pytest.mark.parametrize("uitkomst", [None, "belang", "twijfel"])
@pytest.mark.parametrize("naam", ["agendapunt_rapport", "agendapunt_pdf"])
def test_the_pack_itself_is_refused_while_the_gate_is_closed(als, wereld, agendapunt, uitkomst, naam):
    if uitkomst:
        belang_verklaren(wereld.bert, agendapunt, uitkomst)
    antwoord = als(wereld.bert).get(reverse(naam, args=[agendapunt.pk]))
    assert antwoord.status_code == 403
    assert "Bewoners beslissen mee" not in tekst(antwoord)
    assert ("belang" in tekst(antwoord)) is True


def test_the_short_report_is_read_with_the_advice_and_without_single_norms(als, wereld, agendapunt):
    belang_verklaren(wereld.bert, agendapunt, "geen")
    pagina = tekst(als(wereld.bert).get(reverse("agendapunt_rapport", args=[agendapunt.pk])))
    assert "De plannen zijn concreet en al begonnen." in pagina
    assert "Er is een goed begin en nog werk te doen." not in pagina  # the explanation of a judgement
    assert agendapunt.dossier["rapport"]["normen"] == []


def test_the_short_report_is_kept_as_pdf_and_made_once(als, wereld, agendapunt, monkeypatch):
    belang_verklaren(wereld.bert, agendapunt, "geen")
    eerste = als(wereld.bert).get(reverse("agendapunt_pdf", args=[agendapunt.pk]))
    pdf = eerste.inhoud
    assert pdf.startswith(b"%PDF-")
    assert eerste["Content-Disposition"].startswith('attachment; filename="')
    monkeypatch.setattr("beheercommissie.dossier.rapport_pdf", None)
    assert als(wereld.bert).get(reverse("agendapunt_pdf", args=[agendapunt.pk])).inhoud == pdf


def test_changing_the_answer_closes_the_file_and_the_vote_lapses(als, wereld, agendapunt, stemmen_van):
    stemmen_van({wereld.bert: "toekennen"})
    als(wereld.bert).post(reverse("belang_verklaren", args=[agendapunt.pk]), {"uitkomst": "twijfel"})
    assert not Stem.objects.exists()
    assert not Traject.objects.zichtbaar_voor(wereld.bert).exists()
    verklaring_ongedaan_maken(wereld.femke, agendapunt.verklaringen.get(), "Bert dacht aan een andere organisatie.")
    assert Traject.objects.zichtbaar_voor(wereld.bert).exists()


def test_the_log_does_not_say_why_somebody_stays_out(wereld, agendapunt):
    belang_verklaren(wereld.bert, agendapunt, "twijfel")
    belang_verklaren(wereld.cora, agendapunt, "belang")
    assert set(Gebeurtenis.objects.filter(handeling="belang_verklaren").values_list("reden", flat=True)) == {
        "Doet niet mee."
    }


# ---- what one sees of the others


def test_a_member_sees_counts_only(als, wereld, agendapunt, stemmen_van):
    stemmen_van({wereld.anna: "toekennen", wereld.daan: "afwijzen", wereld.bert: "toekennen"})
    belang_verklaren(wereld.cora, agendapunt, "belang")
    pagina = tekst(als(wereld.bert).get(agendapunt.get_absolute_url()))
    for zin in (
        "3 leden hebben geen belang en lezen mee",
        "1 lid doet niet mee wegens een belang",
        "1 lid heeft nog niets vastgelegd",
        "Dat aantal is gehaald.",
        "3 van de 3 leden zonder belang.",
    ):
        assert zin in pagina
    for naam in ("Anna Koningsvaren", "Cora Kalmoes", "Daan Rietorchis"):
        assert naam not in pagina


def test_the_secretary_sees_who_to_call_and_not_what_was_voted(als, wereld, agendapunt, stemmen_van):
    stemmen_van({wereld.anna: "toekennen"})
    Stem.objects.update(reden="Dit is nog geheim voor de secretaris.")
    belang_verklaren(wereld.esra, agendapunt, "twijfel")
    pagina = tekst(als(wereld.femke).get(agendapunt.get_absolute_url()))
    assert "Dossierkaart" in pagina
    assert "twijfelt: bel dit lid" in pagina
    assert "nog geheim" not in pagina
    assert "Breng uw stem uit" not in pagina


def test_too_few_members_leave_a_sentence(als, wereld, agendapunt):
    for lid in (wereld.anna, wereld.cora):
        belang_verklaren(lid, agendapunt, "belang")
    belang_verklaren(wereld.bert, agendapunt, "geen")
    zin = "Er kan nog geen besluit komen."
    assert zin not in tekst(als(wereld.bert).get(agendapunt.get_absolute_url()))
    belang_verklaren(wereld.daan, agendapunt, "belang")
    assert zin in tekst(als(wereld.bert).get(agendapunt.get_absolute_url()))


# ---- the vote


def test_no_vote_is_chosen_for_you_and_one_is_cast(als, wereld, agendapunt):
    belang_verklaren(wereld.bert, agendapunt, "geen")
    pagina = tekst(als(wereld.bert).get(agendapunt.get_absolute_url()))
    radios = re.findall(r'<input type="radio"[^>]*>', pagina)
    assert len(radios) == len(agendapunt.traject.kaderversie.besluitopties_voor("toets")) + 1
    assert not any("checked" in radio for radio in radios)
    gegevens = {"optie": "toekennen", "reden": "Een eerlijke spiegel.", "reden_basis": vingerafdruk("")}
    antwoord = als(wereld.bert).post(reverse("stemmen", args=[agendapunt.pk]), gegevens, follow=True)
    assert "Uw stem is uitgebracht." in tekst(antwoord)
    assert Stem.objects.get().reden == "Een eerlijke spiegel."


def test_a_refused_vote_keeps_the_reason_that_was_typed(als, wereld, agendapunt):
    belang_verklaren(wereld.bert, agendapunt, "geen")
    gegevens = {"reden": "Ik schreef al veel.", "reden_basis": vingerafdruk("")}
    antwoord = als(wereld.bert).post(reverse("stemmen", args=[agendapunt.pk]), gegevens)
    assert "Maak een keuze." in tekst(antwoord)
    assert "Ik schreef al veel." in tekst(antwoord)
    assert not Stem.objects.exists()
    assert "Ik schreef al veel." in tekst(als(wereld.bert).get(agendapunt.get_absolute_url()))


def test_a_reason_is_saved_while_it_is_typed_and_is_nobody_elses(als, wereld, agendapunt):
    belang_verklaren(wereld.bert, agendapunt, "geen")
    belang_verklaren(wereld.daan, agendapunt, "geen")
    gegevens = {"veld": "reden", "tekst": "Halverwege een z", "basis": vingerafdruk("")}
    antwoord = als(wereld.bert).post(reverse("aantekening_bewaren", args=[agendapunt.pk]), gegevens)
    assert antwoord.json()["stand"] == "bewaard"
    assert "Halverwege een z" in tekst(als(wereld.bert).get(agendapunt.get_absolute_url()))
    assert "Halverwege een z" not in tekst(als(wereld.daan).get(agendapunt.get_absolute_url()))
    assert not Stem.objects.exists()


def test_without_javascript_the_text_can_be_saved_without_voting(als, wereld, agendapunt):
    belang_verklaren(wereld.bert, agendapunt, "geen")
    gegevens = {"optie": "toekennen", "reden": "Later meer.", "reden_basis": vingerafdruk(""), "bewaren": "reden"}
    assert als(wereld.bert).post(reverse("stemmen", args=[agendapunt.pk]), gegevens).status_code == 302
    assert Aantekening.objects.get().reden == "Later meer."
    assert not Stem.objects.exists()


def test_behind_a_closed_gate_nothing_can_be_written(als, wereld, agendapunt):
    gegevens = {"veld": "reden", "tekst": "Ik weet al wat ik vind.", "basis": vingerafdruk("")}
    assert als(wereld.bert).post(reverse("aantekening_bewaren", args=[agendapunt.pk]), gegevens).status_code == 403
    assert als(wereld.bert).post(reverse("stemmen", args=[agendapunt.pk]), {"optie": "toekennen"}).status_code == 403
    assert not Aantekening.objects.exists() and not Stem.objects.exists()


@pytest.mark.parametrize("uitkomst", [None, "belang", "twijfel"])
def test_a_vote_without_no_interest_is_refused_by_the_act_and_by_the_database(wereld, agendapunt, uitkomst):
    if uitkomst:
        belang_verklaren(wereld.bert, agendapunt, uitkomst)
    with pytest.raises(Geweigerd):
        stemmen(wereld.bert, agendapunt, optie="toekennen")
    with pytest.raises(IntegrityError, match="niet verklaard geen belang te hebben"), transaction.atomic():
        Stem.objects.create(agendapunt=agendapunt, gebruiker=wereld.bert.gebruiker, optie="toekennen")


def test_the_secretary_does_not_vote(wereld, agendapunt):
    with pytest.raises(Geweigerd, match="Alleen een commissielid of voorzitter kan stemmen"):
        stemmen(wereld.femke, agendapunt, optie="toekennen")


def test_a_vote_can_change_until_the_decision_and_not_afterwards(als, wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys(commissie(wereld), "toekennen"))
    stemmen(wereld.bert, agendapunt, optie="afwijzen")
    assert agendapunt.stemmen.get(gebruiker=wereld.bert.gebruiker).optie == "afwijzen"
    besluiten(wereld.anna, agendapunt, optie="toekennen", motivering="De plannen zijn concreet.")
    with pytest.raises(Geweigerd, match="Over dit punt is al besloten"):
        stemmen(wereld.bert, agendapunt, optie="toekennen")
    antwoord = als(wereld.bert).post(reverse("stemmen", args=[agendapunt.pk]), {"optie": "toekennen"}, follow=True)
    assert "Over dit punt is al besloten." in tekst(antwoord)
    for verandering in (
        lambda: agendapunt.stemmen.update(optie="aanhouden"),
        lambda: agendapunt.stemmen.all().delete(),
        lambda: agendapunt.verklaringen.update(uitkomst="belang"),
        lambda: agendapunt.verklaringen.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="het besluit is al genomen"), transaction.atomic():
            verandering()


def test_after_the_decision_votes_are_open_to_those_who_took_part(als, wereld, agendapunt, stemmen_van):
    belang_verklaren(wereld.cora, agendapunt, "belang")
    stemmen_van({wereld.anna: "toekennen", wereld.bert: "toekennen", wereld.daan: "onthouding"})
    Stem.objects.filter(gebruiker=wereld.bert.gebruiker).update(reden="Een eerlijke spiegel.")
    besluiten(wereld.anna, agendapunt, optie="toekennen", motivering="De plannen zijn concreet.")
    for wie in (wereld.anna, wereld.femke):
        pagina = tekst(als(wie).get(agendapunt.get_absolute_url()))
        assert "Een eerlijke spiegel." in pagina and "Onthouding" in pagina
    for wie in (wereld.cora, wereld.esra):
        pagina = tekst(als(wie).get(agendapunt.get_absolute_url()))
        assert "Over dit punt is al besloten." in pagina
        assert "Een eerlijke spiegel." not in pagina and "De plannen zijn concreet." not in pagina


# ---- frozen


def test_the_pack_stays_as_it_was_frozen(wereld, agendapunt):
    for verandering in (
        lambda: Agendapunt.objects.update(dossier={}),
        lambda: Agendapunt.objects.all().delete(),
    ):
        with pytest.raises(ProgrammingError, match=r"Cannot (update|delete) rows"), transaction.atomic():
            verandering()
    assert json.dumps(Agendapunt.objects.get().dossier) == json.dumps(agendapunt.dossier)


def test_a_page_of_an_item_takes_few_queries(als, wereld, agendapunt, stemmen_van, django_assert_max_num_queries):
    stemmen_van(dict.fromkeys(commissie(wereld), "toekennen"))
    clients = [als(wereld.bert), als(wereld.femke), als(wereld.anna)]
    bladzijden = [(client, agendapunt.get_absolute_url()) for client in clients]
    for client, url in [*bladzijden, (clients[-1], reverse("besluiten", args=[agendapunt.pk]))]:
        with django_assert_max_num_queries(15):
            assert client.get(url).status_code == 200
    besluiten(wereld.anna, agendapunt, optie="toekennen", motivering="De plannen zijn concreet.")
    for client, url in bladzijden:
        with django_assert_max_num_queries(15):
            assert client.get(url).status_code == 200


def test_an_item_whose_traject_left_the_agenda_is_closed(wereld, agendapunt):
    Traject.objects.update(status=Status.VOORGEDRAGEN)
    with pytest.raises(Geweigerd, match="Dit traject staat niet meer op de agenda"):
        belang_verklaren(wereld.bert, agendapunt, "geen")

"""A renewal: what there was the last time stands beside the empty page, and only a person takes something along."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from huisstijl.templatetags.opmaak import dag
from leden.bevoegdheden import Geweigerd
from normenkader.handelingen import laden
from normenkader.laden import voorbeeldpakket
from tests.gedeeld import gedeelde_wereld
from tests.personen import traject_in, twee_kaders, verder
from toetsing.handelingen import hernieuwen, verbeterplannen
from toetsing.models import Effect, Meegenomen, Rapportversie, Terugblik, Verbeterplan, Verhaal
from trajecten.handelingen import document_toevoegen
from trajecten.levensloop import Status
from trajecten.models import Document, Traject
from trajecten.schrijven import eerdere_versies

NORMEN = ("luisteren", "bruggen_bouwen", "afspraken", "op_tijd", "gegevens")


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.kaders = twee_kaders(*NORMEN)
        wereld.vorige = _vorige(wereld)
        wereld.traject = traject_in(Status.VOORBEREIDING, wereld, wereld.kaders[1])
        yield wereld


def _vorige(wereld):
    """A label that was granted, with stories, a document, a report and a plan that was carried out."""
    traject = traject_in(Status.VOORBEREIDING, wereld, wereld.kaders[0])
    bestand = SimpleUploadedFile("werkwijze.pdf", b"%PDF-1.7\n%%EOF\n")
    normen = traject.kaderversie.normen.filter(sleutel__in=("afspraken", "gegevens"))
    document_toevoegen(wereld.joke, traject, titel="Werkwijze dossiers", leeswijzer="", bestand=bestand, normen=normen)
    traject = verder(traject, Status.LOPEND, wereld)
    plan = traject.verbeterplannen.get()
    verbeterplannen.voortgang_melden(
        wereld.joke, plan, tekst="In 9 van de 10 dossiers staat de afspraak.", is_klaar=True
    )
    return traject


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


@pytest.fixture
def vorige(wereld):
    return Traject.objects.get(pk=wereld.vorige.pk)


@pytest.fixture
def traject(wereld):
    return Traject.objects.get(pk=wereld.traject.pk)


def verhaal_bij(traject, sleutel):
    return traject.verhalen.select_related("norm", "traject").get(norm__sleutel=sleutel)


def pagina(client, traject, sleutel, **vraag):
    norm = traject.kaderversie.normen.get(sleutel=sleutel)
    antwoord = client.get(reverse("verhaal", args=[traject.nummer, norm.nummer]), vraag)
    assert antwoord.status_code == 200
    return antwoord


def platte_tekst(antwoord):
    return " ".join(re.sub(r"<[^>]+>", " ", antwoord.content.decode()).split())


def zeg(client, verhaal, eerder, **gegevens):
    return client.post(reverse("verhaal_toen", args=[verhaal.traject.nummer, verhaal.norm.nummer, eerder.pk]), gegevens)


# ---- what stands beside the page


def test_a_renewal_begins_empty_with_the_last_time_beside_it(als, wereld, vorige, traject):
    assert traject.is_hernieuwing and not vorige.is_hernieuwing
    assert not any(verhaal.is_verteld or verhaal.zelfbeeld for verhaal in traject.verhalen.all())
    assert not traject.documenten.exists()
    tekst = platte_tekst(pagina(als(wereld.joke), traject, "gegevens"))
    for zin in (
        "Een vrouw die na haar verhuizing niemand kende, maakt nu de boodschappenlijst.",
        "Verteld door een sociaal werker",
        "Geldt dit verhaal nog?",
        "Hoe u toen keek Het gaat goed, en wij zijn nog aan het leren",
        "Wat de toetsers toen zagen",
        "Voldoet deels",
        "Verbeterpunt. Afspraken staan in 2 van de 10 dossiers niet op hun plek.",
        "Elk team kiest een vast moment om afspraken op te schrijven.",
        "In 9 van de 10 dossiers staat de afspraak.",
        "Documenten van toen Er gaat niets vanzelf mee.",
        "Werkwijze dossiers",
    ):
        assert zin in tekst


def test_nothing_is_chosen_beforehand(als, wereld, traject):
    html = pagina(als(wereld.joke), traject, "gegevens").content.decode()
    vraag = re.search(r'<form class="geldt-nog".*?</form>', html, re.S).group()
    assert vraag.count('type="radio"') == 3
    assert "checked" not in vraag


def test_a_norm_is_found_by_what_became_of_it_not_by_its_number(als, wereld, traject):
    client = als(wereld.joke)
    samengevoegd = platte_tekst(pagina(client, traject, "bruggen_bouwen"))
    assert samengevoegd.count("Geldt dit verhaal nog?") == 2
    assert "Samengevoegd." in samengevoegd
    # D11 was another norm, which was dropped.
    nieuw = platte_tekst(pagina(client, traject, "zonder_scherm"))
    assert "Deze norm is nieuw. Er is geen verhaal van de vorige keer." in nieuw
    assert "Wat de toetsers toen zagen" not in nieuw
    assert "Gesplitst. Deze norm was een deel van: O10" in platte_tekst(pagina(client, traject, "eigen_dossier"))


def test_the_page_marks_the_words_of_the_norm_that_are_new(als, wereld, traject):
    html = pagina(als(wereld.joke), traject, "afspraken").content.decode()
    assert "makkelijk terug te vinden<ins>, ook voor wie invalt</ins>." in html
    assert "Met wie de toetsers nu ook spreken:</b> leden van de cliëntenraad." in html


def test_an_ordinary_assessment_has_no_last_time(als, wereld, vorige):
    assert "Wat u toen vertelde" not in platte_tekst(pagina(als(wereld.joke), vorige, "luisteren"))


# ---- stories


def test_an_answer_says_who_gave_it_and_takes_nothing_along(als, wereld, vorige, traject):
    verhaal, eerder = verhaal_bij(traject, "luisteren"), verhaal_bij(vorige, "luisteren")
    client = als(wereld.joke)
    zeg(client, verhaal, eerder, geldt="ja")
    terugblik = Terugblik.objects.get()
    assert (terugblik.antwoord, terugblik.gezegd_door, terugblik.gaat_mee) == ("ja", wereld.joke.gebruiker, False)
    verhaal.refresh_from_db()
    assert not verhaal.is_verteld
    tekst = platte_tekst(pagina(client, traject, "luisteren"))
    assert "Ja, dit geldt nog. Dat zei Joke Zonnedauw op" in tekst
    assert "Geldt dit verhaal nog?" not in tekst


def test_an_answer_has_to_be_chosen(als, wereld, vorige, traject):
    verhaal, eerder = verhaal_bij(traject, "luisteren"), verhaal_bij(vorige, "luisteren")
    client = als(wereld.joke)
    antwoord = client.post(
        reverse("verhaal_toen", args=[traject.nummer, verhaal.norm.nummer, eerder.pk]),
        {"geldt": "misschien"},
        follow=True,
    )
    assert "Kies of dit verhaal nog geldt." in platte_tekst(antwoord)
    assert not Terugblik.objects.exists()


def test_the_words_of_then_go_along_when_somebody_takes_them(als, wereld, vorige, traject):
    verhaal, eerder = verhaal_bij(traject, "luisteren"), verhaal_bij(vorige, "luisteren")
    client = als(wereld.joke)
    zeg(client, verhaal, eerder, geldt="veranderd")
    zeg(client, verhaal, eerder, doe="neem_mee")
    verhaal.refresh_from_db()
    assert {veld: getattr(verhaal, veld) for veld in Verhaal.TEKSTEN} == {
        veld: getattr(eerder, veld) for veld in Verhaal.TEKSTEN
    }
    # Who tells it, and how one looks at the norm, is said anew.
    assert (verhaal.verteller, verhaal.zelfbeeld) == ("", "")
    versie = eerdere_versies(verhaal, "aanleiding").get()
    assert (versie.bewaard_door, versie.tekst) == (wereld.joke.gebruiker, eerder.aanleiding)


def test_what_was_written_already_stays_before_the_words_of_then(wereld, vorige, traject):
    verhaal, eerder = verhaal_bij(traject, "luisteren"), verhaal_bij(vorige, "luisteren")
    Verhaal.objects.filter(pk=verhaal.pk).update(aanleiding="Dit jaar was er een brand.")
    hernieuwen.terugblikken(wereld.joke, verhaal, eerder, "ja")
    hernieuwen.verhaal_meenemen(wereld.joke, verhaal, eerder)
    hernieuwen.verhaal_meenemen(wereld.joke, verhaal, eerder)
    verhaal.refresh_from_db()
    assert verhaal.aanleiding == f"Dit jaar was er een brand.\n\n{eerder.aanleiding}"


@pytest.mark.parametrize("antwoord", ["nee", None])
def test_a_story_that_does_not_hold_does_not_go_along(wereld, vorige, traject, antwoord):
    verhaal, eerder = verhaal_bij(traject, "luisteren"), verhaal_bij(vorige, "luisteren")
    if antwoord:
        hernieuwen.terugblikken(wereld.joke, verhaal, eerder, antwoord)
    with pytest.raises(Geweigerd) as weigering:
        hernieuwen.verhaal_meenemen(wereld.joke, verhaal, eerder)
    assert weigering.value.redenen == ["Zeg eerst dat dit verhaal nog geldt, of dat het is veranderd."]


def test_toch_niet_takes_the_answer_back_and_leaves_what_somebody_changed(als, wereld, vorige, traject):
    verhaal, eerder = verhaal_bij(traject, "luisteren"), verhaal_bij(vorige, "luisteren")
    Verhaal.objects.filter(pk=verhaal.pk).update(aanleiding="Dit jaar was er een brand.")
    hernieuwen.terugblikken(wereld.joke, verhaal, eerder, "ja")
    hernieuwen.verhaal_meenemen(wereld.joke, verhaal, eerder)
    Verhaal.objects.filter(pk=verhaal.pk).update(opbrengst="Zij maakt nu zelf de lijst, en kookt.")
    zeg(als(wereld.ingrid), verhaal, eerder, doe="toch_niet")
    verhaal.refresh_from_db()
    assert (verhaal.aanleiding, verhaal.opbrengst) == (
        "Dit jaar was er een brand.",
        "Zij maakt nu zelf de lijst, en kookt.",
    )
    assert not Terugblik.objects.exists()


# ---- documents


def neem(client, traject, sleutel, document, **gegevens):
    norm = traject.kaderversie.normen.get(sleutel=sleutel)
    return client.post(reverse("document_toen", args=[traject.nummer, norm.nummer, document.pk]), gegevens)


def test_a_document_goes_along_once_to_each_norm_where_somebody_says_so(als, wereld, vorige, traject):
    client, toen = als(wereld.joke), vorige.documenten.get()
    neem(client, traject, "afspraken", toen)
    neem(client, traject, "eigen_dossier", toen)
    nu = traject.documenten.get()
    assert (nu.titel, nu.sha256, nu.toegevoegd_door) == (toen.titel, toen.sha256, wereld.joke.gebruiker)
    assert nu.bestand.name != toen.bestand.name
    with nu.bestand.open() as bestand:
        assert bestand.read() == b"%PDF-1.7\n%%EOF\n"
    assert sorted(norm.sleutel for norm in nu.normen.all()) == ["afspraken", "eigen_dossier"]
    assert "Gaat mee. Joke Zonnedauw zei op" in platte_tekst(pagina(client, traject, "afspraken"))
    # From the same norm of then, but not said here.
    assert "Klopt nog, neem mee" in platte_tekst(pagina(client, traject, "gegevens"))


def test_a_document_that_goes_along_nowhere_any_more_is_gone_and_the_one_of_then_stays(als, wereld, vorige, traject):
    client, toen = als(wereld.joke), vorige.documenten.get()
    neem(client, traject, "afspraken", toen)
    neem(client, traject, "gegevens", toen)
    neem(client, traject, "afspraken", toen, doe="toch_niet")
    assert [norm.sleutel for norm in traject.documenten.get().normen.all()] == ["gegevens"]
    neem(client, traject, "gegevens", toen, doe="toch_niet")
    assert not traject.documenten.exists() and not Meegenomen.objects.exists()
    assert vorige.documenten.get().bestand.storage.exists(toen.bestand.name)


# ---- what nobody can do


def test_only_what_belongs_to_the_last_time_can_be_answered(als, wereld, vorige, traject):
    verhaal, ander = verhaal_bij(traject, "luisteren"), verhaal_bij(traject, "afspraken")
    assert zeg(als(wereld.joke), verhaal, ander, geldt="ja").status_code == 404
    with pytest.raises(DatabaseError, match="hoort niet bij de vorige keer"), transaction.atomic():
        hernieuwen.terugblikken(wereld.joke, verhaal, ander, "ja")


def test_after_handing_in_nothing_is_taken_along_any_more(wereld, vorige, traject):
    verhaal, eerder = verhaal_bij(traject, "luisteren"), verhaal_bij(vorige, "luisteren")
    hernieuwen.terugblikken(wereld.joke, verhaal, eerder, "ja")
    verder(traject, Status.INGEDIEND, wereld)
    for act in (hernieuwen.verhaal_meenemen, hernieuwen.terugblik_ongedaan):
        with pytest.raises(Geweigerd):
            act(wereld.joke, verhaal, eerder)
    with pytest.raises(DatabaseError, match="ligt vast"), transaction.atomic():
        Terugblik.objects.update(antwoord="nee")


# ---- which norms one looks at


def nummers(antwoord):
    return re.findall(r'<li>\s*<span class="normcode">(\w+)</span>', antwoord.content.decode())


def test_the_list_shows_what_changed_what_is_new_and_what_waits_for_an_answer(als, wereld, vorige, traject):
    client, adres = als(wereld.joke), reverse("zelfevaluatie", args=[traject.nummer])
    alles = client.get(adres)
    assert "Alle normen 6 Veranderd in het kader 4 Nieuw in het kader 1 Nog niets gezegd 5" in platte_tekst(alles)
    assert nummers(alles) == ["V1", "V7", "D3", "D11", "O10", "O11"]
    assert nummers(client.get(adres, {"toon": "veranderd"})) == ["V7", "D3", "O10", "O11"]
    assert nummers(client.get(adres, {"toon": "nieuw"})) == ["D11"]
    hernieuwen.terugblikken(wereld.joke, verhaal_bij(traject, "afspraken"), verhaal_bij(vorige, "afspraken"), "nee")
    assert nummers(client.get(adres, {"toon": "niets-gezegd"})) == ["V1", "V7", "O10", "O11"]


def test_the_next_norm_follows_what_one_looks_at(als, wereld, traject):
    client = als(wereld.joke)
    volgende = re.compile(r'href="([^"]+)" rel="next"')
    gewoon = volgende.search(pagina(client, traject, "afspraken").content.decode()).group(1)
    veranderd = volgende.search(pagina(client, traject, "afspraken", toon="veranderd").content.decode()).group(1)
    assert gewoon == reverse("verhaal", args=[traject.nummer, "D11"])
    assert veranderd == reverse("verhaal", args=[traject.nummer, "O10"]) + "?toon=veranderd"


def test_an_answer_brings_one_back_with_the_same_filter(als, wereld, vorige, traject):
    verhaal, eerder = verhaal_bij(traject, "luisteren"), verhaal_bij(vorige, "luisteren")
    antwoord = zeg(als(wereld.joke), verhaal, eerder, geldt="ja", toon="niets-gezegd")
    assert antwoord.url == f"{reverse('verhaal', args=[traject.nummer, 'V1'])}?toon=niets-gezegd#toen"


# ---- the assessors


def test_the_assessors_of_a_renewal_read_the_last_report_and_plans_when_they_ask(als, wereld, traject):
    traject = verder(traject, Status.IN_TOETSING, wereld)
    client, adres = als(wereld.meike), reverse("norm_toen", args=[traject.nummer, "O10"])
    pagina = client.get(reverse("norm_oordelen", args=[traject.nummer, "O10"])).content.decode()
    assert f'hx-get="{adres}"' in pagina
    assert "2 van de 10 dossiers" not in pagina
    deel = platte_tekst(client.get(adres, headers={"HX-Request": "true"}))
    for zin in (
        "Gesplitst. Deze norm was een deel van: O10",
        "Voldoet deels",
        "Afspraken staan in 2 van de 10 dossiers niet op hun plek.",
        "In 9 van de 10 dossiers staat de afspraak.",
    ):
        assert zin in deel
    assert "maakt nu de boodschappenlijst" not in deel
    assert "<html" in client.get(adres).content.decode()


def test_what_a_team_saw_of_a_plan_of_then_stands_beside_its_norm(als, wereld, vorige, traject):
    traject = verder(traject, Status.IN_TOETSING, wereld)
    zag = {
        "plan": vorige.verbeterplannen.get(),
        "traject": traject,
        "waarde": "deels",
        "tekst": "In twee teams werkt het zo.",
    }
    effect = Effect.objects.create(**zag)

    def gelezen():
        with CaptureQueriesContext(connection) as gesteld:
            antwoord = als(wereld.meike).get(
                reverse("norm_toen", args=[traject.nummer, "O10"]), headers={"HX-Request": "true"}
            )
        return platte_tekst(antwoord), len(gesteld)

    gelezen()
    # What a team is still writing, is its own.
    zonder, vragen = gelezen()
    assert "In twee teams werkt het zo." not in zonder
    verbeterplannen.effect_vastleggen(wereld.meike, effect)
    zin = f"Effect: deels zichtbaar, gezien door toetsers op {dag(timezone.localdate())}. In twee teams werkt het zo."
    met, ook = gelezen()
    assert zin in met and ook == vragen


def test_an_assessor_who_is_new_reads_the_settled_report_of_then_and_no_draft(wereld, vorige, traject):
    traject.toewijzingen.create(gebruiker=wereld.tessa.gebruiker, rol="toetser")
    versies = Rapportversie.objects.zichtbaar_voor(wereld.tessa)
    assert [(versie.traject, versie.soort) for versie in versies] == [(vorige, Rapportversie.Soort.VASTGESTELD)]
    assert Verbeterplan.objects.zichtbaar_voor(wereld.tessa).get().traject == vorige
    assert not Verhaal.objects.zichtbaar_voor(wereld.tessa).filter(traject=vorige).exists()
    assert not Document.objects.zichtbaar_voor(wereld.tessa).filter(traject=vorige).exists()
    assert not Rapportversie.objects.zichtbaar_voor(wereld.vera).exists()


def test_who_can_see_the_report_of_then_names_the_new_team_too(als, wereld, vorige, traject):
    traject.toewijzingen.create(gebruiker=wereld.tessa.gebruiker, rol="toetser")
    vast = Rapportversie.objects.nieuwste_van(vorige, Rapportversie.Soort.VASTGESTELD)
    adres = reverse("wie_ziet_rapportversie", args=[vast.pk])
    assert "Tessa Waterviolier" in als(wereld.joke).get(adres).content.decode()


# ---- queries


def kader_met(aantal):
    """A next version with so many norms, those of the last time first."""
    pakket = voorbeeldpakket()
    normen = sorted(pakket["normen"], key=lambda norm: norm["sleutel"] not in NORMEN)[:aantal]
    onderdelen = [deel for deel in pakket["onderdelen"] if deel["code"] in {norm["onderdeel"] for norm in normen}]
    anders = {
        "versie": f"2027.{aantal}-normen",
        "geldig_vanaf": "2026-01-01",
        "normen": normen,
        "onderdelen": onderdelen,
    }
    return laden(None, pakket | anders)


def test_thirty_norms_ask_as_many_queries_as_one(als, wereld, vorige, traject, django_assert_max_num_queries):
    tellingen = []
    for aantal in (1, 3, 30):
        Traject.objects.exclude(pk=vorige.pk).update(status=Status.INGETROKKEN)
        traject = traject_in(Status.VOORBEREIDING, wereld, kader_met(aantal))
        for verhaal in traject.verhalen.filter(norm__sleutel__in=NORMEN).select_related("norm"):
            eerder = verhaal_bij(vorige, verhaal.norm.sleutel)
            hernieuwen.terugblikken(wereld.joke, verhaal, eerder, "ja")
            hernieuwen.verhaal_meenemen(wereld.joke, verhaal, eerder)
            hernieuwen.document_meenemen(wereld.joke, verhaal, vorige.documenten.get())
        eerste = traject.verhalen.select_related("norm").first()
        overzicht = reverse("zelfevaluatie", args=[traject.nummer])
        telling = []
        for url in (overzicht, reverse("verhaal", args=[traject.nummer, eerste.norm.nummer])):
            client = als(wereld.joke)
            with django_assert_max_num_queries(14) as gesteld:
                client.get(url)
            telling.append(len(gesteld))
        tellingen.append(telling)
    assert tellingen[0] == tellingen[1] == tellingen[2]


def test_a_way_over_a_version_between_stays_within_the_queries_too(als, wereld, traject, django_assert_max_num_queries):
    Traject.objects.filter(pk=traject.pk).update(status=Status.INGETROKKEN)
    tussen = traject.kaderversie.inhoud
    rijen = [{"soort": "zelfde", "van": [norm["sleutel"]], "naar": [norm["sleutel"]]} for norm in tussen["normen"]]
    anders = {"versie": "2028.1", "geldig_vanaf": "2028-01-01", "verplicht_vanaf": "2028-01-01"}
    later = laden(None, tussen | anders | {"overgang": {"van": tussen["versie"], "normen": rijen}})
    nieuw = traject_in(Status.VOORBEREIDING, wereld, later)
    client = als(wereld.joke)
    assert "Samengevoegd." in platte_tekst(pagina(client, nieuw, "bruggen_bouwen"))
    adres = reverse("verhaal", args=[nieuw.nummer, "O10"])
    with django_assert_max_num_queries(15):
        client.get(adres)

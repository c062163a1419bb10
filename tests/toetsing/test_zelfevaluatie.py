"""The self-evaluation: writing together without losing a word, handing in, and reading."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from leden.bevoegdheden import Geweigerd
from leden.models import Lidmaatschap
from normenkader.handelingen import laden
from normenkader.laden import voorbeeldpakket
from tests.personen import WEG, traject_in
from toetsing import nog_te_doen
from toetsing.bevoegdheden import verhaalbelemmeringen
from toetsing.forms.zelfevaluatie import VerhaalForm
from toetsing.handelingen.zelfevaluatie import (
    documenten_kiezen,
    zelfevaluatie_indienen,
)
from toetsing.models import Verhaal
from trajecten.handelingen import aanhouden, document_toevoegen, intrekken
from trajecten.levensloop import Status
from trajecten.schrijven import eerdere_versies, vingerafdruk


@pytest.fixture
def traject(wereld, kader):
    return traject_in(Status.VOORBEREIDING, wereld, kader)


@pytest.fixture
def verhaal(traject):
    return traject.verhalen.select_related("norm").first()


def adres(naam, verhaal):
    return reverse(naam, args=[verhaal.traject.nummer, verhaal.norm.nummer])


def bewaar(client, verhaal, tekst, basis="", veld="aanpak"):
    return client.post(
        adres("verhaal_bewaren", verhaal),
        {"veld": veld, "tekst": tekst, "basis": vingerafdruk(basis)},
        headers={"accept": "application/json"},
    )


def alles_bekend(traject):
    Verhaal.objects.filter(traject=traject).update(zelfbeeld=Verhaal.Zelfbeeld.ONBEKEND)


def document(wie, traject, titel="Verslag", normen=()):
    bestand = SimpleUploadedFile("verslag.pdf", b"%PDF-1.7\n%%EOF\n")
    return document_toevoegen(wie, traject, titel=titel, leeswijzer="", bestand=bestand, normen=normen)


# ---- writing


def test_a_text_is_saved_as_one_types(als, wereld, verhaal):
    antwoord = bewaar(als(wereld.joke), verhaal, "Wij gingen luisteren.")
    verhaal.refresh_from_db()
    assert verhaal.aanpak == "Wij gingen luisteren."
    assert (antwoord.status_code, antwoord.json()["stand"]) == (200, "bewaard")
    assert antwoord.json()["basis"] == vingerafdruk("Wij gingen luisteren.")


def test_two_writers_in_one_text_lose_nothing(als, wereld, verhaal):
    bewaar(als(wereld.joke), verhaal, "De tekst van Joke.")
    antwoord = bewaar(als(wereld.ingrid), verhaal, "De tekst van Ingrid.")
    verhaal.refresh_from_db()
    assert antwoord.status_code == 409
    assert {sleutel: antwoord.json()[sleutel] for sleutel in ("stand", "tekst", "door", "basis")} == {
        "stand": "botsing",
        "tekst": "De tekst van Joke.",
        "door": "Joke Zonnedauw",
        "basis": vingerafdruk("De tekst van Joke."),
    }
    assert verhaal.aanpak == "De tekst van Joke."
    verloren = eerdere_versies(verhaal, "aanpak").get(is_botsing=True)
    assert (verloren.tekst, verloren.bewaard_door) == ("De tekst van Ingrid.", wereld.ingrid.gebruiker)


def test_a_long_text_with_accents_comes_back_letter_for_letter(als, wereld, verhaal):
    tekst = ("Één bewoner zei: ‘blijf’.\n\n" * 1600)[:40_000]
    assert bewaar(als(wereld.joke), verhaal, tekst.replace("\n", "\r\n")).status_code == 200
    verhaal.refresh_from_db()
    assert verhaal.aanpak == tekst
    assert als(wereld.joke).get(adres("verhaal", verhaal)).context["form"]["aanpak"].value() == tekst


def test_a_text_that_is_too_long_is_refused_with_a_sentence(als, wereld, verhaal):
    antwoord = bewaar(als(wereld.joke), verhaal, "a" * 100_001)
    verhaal.refresh_from_db()
    assert antwoord.status_code == 403
    assert antwoord.json()["redenen"] == [
        "Deze tekst heeft 100001 tekens. Er passen er 100000. Maak de tekst korter of verdeel hem."
    ]
    assert verhaal.aanpak == ""


def test_after_the_session_has_ended_the_answer_says_so(client, als, wereld, verhaal):
    antwoord = bewaar(client, verhaal, "Nog een zin.")
    assert (antwoord.status_code, antwoord.json()["stand"]) == (401, "uitgelogd")
    assert eerdere_versies(verhaal, "aanpak").count() == 0


def test_data_of_a_person_in_a_text_is_warned_for_and_saved(als, wereld, verhaal):
    antwoord = bewaar(als(wereld.joke), verhaal, "Bel haar op 06 12345678.")
    verhaal.refresh_from_db()
    assert antwoord.json()["melding"].startswith("Er staat een telefoonnummer in.")
    assert verhaal.aanpak == "Bel haar op 06 12345678."


@pytest.mark.parametrize(("naam", "status"), [("meike", 404), ("karin", 404), ("bram", 404), ("vera", 404)])
def test_nobody_else_writes_or_sees_it_before_it_is_handed_in(als, wereld, verhaal, naam, status):
    client = als(getattr(wereld, naam))
    assert bewaar(client, verhaal, "Tekst van een ander.").status_code == status
    assert client.get(adres("verhaal", verhaal)).status_code == status
    verhaal.refresh_from_db()
    assert verhaal.aanpak == ""


@pytest.mark.parametrize("status", [status for status in WEG if status != Status.VOORBEREIDING])
def test_writing_is_for_the_preparation_only(wereld, traject, verhaal, status):
    type(traject).objects.filter(pk=traject.pk).update(status=status)
    verhaal = Verhaal.objects.get(pk=verhaal.pk)
    assert len(verhaalbelemmeringen(wereld.joke, verhaal)) == 1


def test_after_handing_in_a_late_text_is_refused_and_the_page_is_closed(als, wereld, traject, verhaal):
    alles_bekend(traject)
    zelfevaluatie_indienen(wereld.ingrid, traject)
    client = als(wereld.joke)
    antwoord = bewaar(client, verhaal, "Te laat.")
    assert (antwoord.status_code, antwoord.json()["redenen"]) == (
        403,
        ["De zelfevaluatie is ingediend. U kunt nog lezen, niet meer schrijven."],
    )
    pagina = client.get(adres("verhaal", verhaal)).content.decode()
    assert "data-bewaren" not in pagina
    assert "readonly" in pagina


# ---- the form: choices, and everything without JavaScript


def formulier(verhaal, **velden):
    """What the browser sends for the whole form, with the texts as they were when the page was opened."""
    velden_met_basis = {f"{veld}_basis": vingerafdruk("") for veld in (*Verhaal.TEKSTEN, *VerhaalForm.KEUZES)}
    return {veld: "" for veld in Verhaal.TEKSTEN} | velden_met_basis | velden


def test_without_javascript_one_form_saves_texts_and_choices(als, wereld, traject, verhaal):
    andere = traject.kaderversie.normen.last()
    als(wereld.joke).post(
        adres("verhaal_vastleggen", verhaal),
        formulier(verhaal, aanpak="Wij luisterden.", verteller="clienten", zelfbeeld="sterk", ook_bij=[andere.pk]),
    )
    verhaal.refresh_from_db()
    assert (verhaal.aanpak, verhaal.verteller, verhaal.zelfbeeld) == ("Wij luisterden.", "clienten", "sterk")
    assert list(verhaal.ook_bij.all()) == [andere]


def test_without_javascript_a_colleague_who_wrote_first_is_named_and_both_texts_are_kept(als, wereld, verhaal):
    bewaar(als(wereld.ingrid), verhaal, "De tekst van Ingrid.")
    client = als(wereld.joke)
    antwoord = client.post(adres("verhaal_vastleggen", verhaal), formulier(verhaal, aanpak="De tekst van Joke."))
    pagina = antwoord.content.decode()
    verhaal.refresh_from_db()
    assert verhaal.aanpak == "De tekst van Ingrid."
    assert "Ingrid Watermunt schreef ook in deze tekst." in pagina
    assert "De tekst van Joke." in pagina
    assert eerdere_versies(verhaal, "aanpak").get(is_botsing=True).tekst == "De tekst van Joke."
    basis = vingerafdruk("De tekst van Ingrid.")
    assert f'name="aanpak_basis" value="{basis}"' in pagina


def kies(client, verhaal, veld, keuze, stond=""):
    velden = {"veld": veld, "tekst": keuze, "basis": vingerafdruk(stond)}
    return client.post(adres("verhaal_bewaren", verhaal), velden, headers={"accept": "application/json"})


def test_a_choice_is_saved_at_once_and_texts_are_left_alone(als, wereld, verhaal):
    bewaar(als(wereld.joke), verhaal, "Wij luisterden.")
    antwoord = kies(als(wereld.joke), verhaal, "zelfbeeld", "onbekend")
    verhaal.refresh_from_db()
    assert (antwoord.status_code, antwoord.json()["basis"]) == (200, vingerafdruk("onbekend"))
    assert (verhaal.zelfbeeld, verhaal.aanpak) == ("onbekend", "Wij luisterden.")


def test_the_norms_that_a_story_also_carries_are_one_choice(als, wereld, traject, verhaal):
    _, een, twee = traject.kaderversie.normen.all()
    client = als(wereld.joke)
    samen = f"{een.pk},{twee.pk}"
    assert kies(client, verhaal, "ook_bij", samen).status_code == 200
    assert set(verhaal.ook_bij.all()) == {een, twee}
    pagina = client.get(adres("verhaal", verhaal)).content.decode()
    assert f'name="ook_bij_basis" value="{vingerafdruk(samen)}"' in pagina
    assert kies(client, verhaal, "ook_bij", "", stond=samen).status_code == 200
    assert not verhaal.ook_bij.exists()


def test_who_chooses_after_a_colleague_hears_what_the_colleague_chose(als, wereld, verhaal):
    kies(als(wereld.joke), verhaal, "zelfbeeld", "sterk")
    antwoord = kies(als(wereld.ingrid), verhaal, "zelfbeeld", "lerend")
    verhaal.refresh_from_db()
    assert (antwoord.status_code, verhaal.zelfbeeld) == (409, "sterk")
    assert (antwoord.json()["tekst"], antwoord.json()["door"]) == ("sterk", "Joke Zonnedauw")
    assert kies(als(wereld.ingrid), verhaal, "zelfbeeld", "lerend", stond="sterk").status_code == 200


def test_without_javascript_too_one_hears_what_a_colleague_chose(als, wereld, verhaal):
    kies(als(wereld.ingrid), verhaal, "zelfbeeld", "sterk")
    antwoord = als(wereld.joke).post(adres("verhaal_vastleggen", verhaal), formulier(verhaal, zelfbeeld="lerend"))
    pagina = antwoord.content.decode()
    verhaal.refresh_from_db()
    assert verhaal.zelfbeeld == "sterk"
    assert "Ingrid Watermunt vulde hier intussen iets anders in: Hier zijn wij sterk in." in pagina
    assert f'name="zelfbeeld_basis" value="{vingerafdruk("sterk")}"' in pagina


def test_a_choice_after_the_session_has_ended_hears_where_to_sign_in(client, verhaal):
    antwoord = kies(client, verhaal, "zelfbeeld", "sterk")
    assert (antwoord.status_code, antwoord.json()["inloggen"]) == (401, reverse("account_login"))


@pytest.mark.parametrize("velden", [{"zelfbeeld": "geweldig"}, {"verteller": "Jan"}, {"ook_bij": ["0"]}])
def test_a_choice_that_does_not_exist_changes_nothing(als, wereld, verhaal, velden):
    client = als(wereld.joke)
    [(veld, keuze)] = velden.items()
    antwoord = kies(client, verhaal, veld, keuze)
    assert (antwoord.status_code, len(antwoord.json()["redenen"])) == (422, 1)
    gewoon = client.post(adres("verhaal_vastleggen", verhaal), formulier(verhaal, aanleiding="Mijn tekst.", **velden))
    verhaal.refresh_from_db()
    assert gewoon.status_code == 200
    assert "Mijn tekst." in gewoon.content.decode()
    assert (verhaal.zelfbeeld, verhaal.verteller) == ("", "")


def test_nothing_is_chosen_for_the_writer(als, wereld, verhaal):
    pagina = als(wereld.joke).get(adres("verhaal", verhaal)).content.decode()
    assert " checked" not in pagina


def test_documents_are_chosen_from_those_of_the_traject(als, wereld, traject, verhaal):
    norm, andere = traject.kaderversie.normen.all()[:2]
    een = document(wereld.joke, traject, "Een", [norm])
    twee = document(wereld.joke, traject, "Twee", [andere])
    client, url = als(wereld.joke), adres("verhaal_documenten", verhaal)
    assert client.get(url).context["form"]["documenten"].value() == [een.pk]
    client.post(url, {"documenten": [twee.pk]})
    assert [d.titel for d in norm.documenten.all()] == ["Twee"]
    assert [d.titel for d in andere.documenten.all()] == ["Twee"]
    assert client.post(url, {"documenten": ["999"]}).context["form"].errors == {"documenten": ["Kies opnieuw."]}


def test_a_document_of_another_traject_is_never_linked(wereld, kader, traject, verhaal):
    vreemd = document(wereld.joke, traject)
    vreemd.traject = traject_van_een_ander(traject)
    vreemd.save()
    documenten_kiezen(wereld.joke, verhaal, [vreemd])
    assert not verhaal.norm.documenten.exists()


def traject_van_een_ander(traject):
    ander = type(traject).objects.get(pk=traject.pk)
    ander.pk, ander.nummer = None, "2026-999"
    ander.save()
    return ander


# ---- the overview and handing in


def test_the_overview_says_in_words_how_far_each_norm_is(als, wereld, traject):
    een, twee, _ = traject.verhalen.select_related("norm")
    bewaar(als(wereld.ingrid), een, "Wij luisterden.")
    assert kies(als(wereld.joke), twee, "zelfbeeld", "onbekend").status_code == 200
    delen = als(wereld.joke).get(reverse("zelfevaluatie", args=[traject.nummer])).context["delen"]
    assert [regel.woord for deel in delen for regel in deel.regels] == [
        "Ingrid schrijft",
        "wij weten het nog niet",
        "nog leeg",
    ]
    delen = als(wereld.ingrid).get(reverse("zelfevaluatie", args=[traject.nummer])).context["delen"]
    assert delen[0].regels[0].woord == "u schrijft"
    assert kies(als(wereld.joke), een, "zelfbeeld", "sterk").status_code == 200
    pagina = als(wereld.joke).get(reverse("zelfevaluatie", args=[traject.nummer])).content.decode()
    assert "klaar om te lezen" in pagina
    assert "Ingrid Watermunt schreef het laatst" in pagina
    assert "%" not in pagina.split("<main")[1].split("</main>")[0]


def test_what_is_open_is_said_per_part(traject):
    een, twee, drie = traject.verhalen.select_related("norm")
    Verhaal.objects.filter(pk=een.pk).update(aanpak="Wij luisterden.")
    Verhaal.objects.filter(pk=twee.pk).update(zelfbeeld="onbekend")
    assert nog_te_doen.zelfevaluatie(traject) == [
        f"{drie.norm.onderdeel.titel}: vertel iets bij {drie.norm.nummer}, of kies daar 'Wij weten het nog niet'.",
        f"{een.norm.onderdeel.titel}: zeg bij {een.norm.nummer} hoe u er zelf naar kijkt.",
    ]


def test_a_norm_that_a_story_elsewhere_carries_asks_only_how_one_looks_at_it(als, wereld, traject):
    een, twee, drie = traject.verhalen.select_related("norm__onderdeel")
    alles_bekend(traject)
    Verhaal.objects.filter(pk=twee.pk).update(zelfbeeld="")
    Verhaal.objects.filter(pk=een.pk).update(zelfbeeld="sterk")
    een.ook_bij.set([twee.norm])
    client, zin = als(wereld.joke), f"verhaal bij {een.norm.nummer}"
    assert "vertel iets bij" in nog_te_doen.zelfevaluatie(traject)[-1]
    assert zin not in client.get(adres("verhaal", twee)).content.decode()
    Verhaal.objects.filter(pk=een.pk).update(aanpak="Wij luisterden.")
    assert nog_te_doen.zelfevaluatie(traject) == [
        f"{twee.norm.onderdeel.titel}: zeg bij {twee.norm.nummer} hoe u er zelf naar kijkt."
    ]
    lezen = f"{reverse('zelfevaluatie', args=[traject.nummer])}?lezen=ja"
    for url in (adres("verhaal", twee), lezen):
        assert client.get(url).content.decode().count(zin) == 1
    assert zin not in client.get(adres("verhaal", drie)).content.decode()
    Verhaal.objects.filter(pk=twee.pk).update(zelfbeeld="sterk")
    assert nog_te_doen.zelfevaluatie(traject) == []
    assert Verhaal.objects.get(pk=twee.pk).stand == Verhaal.Stand.KLAAR
    assert [een.stand for een in traject.verhalen.met_dragers()] == ["klaar", "klaar", "onbekend"]


def test_handing_in_is_refused_with_the_same_sentences(als, wereld, traject):
    url = reverse("zelfevaluatie", args=[traject.nummer])
    client = als(wereld.ingrid)
    zinnen = nog_te_doen.zelfevaluatie(traject)
    open_ = [zin for zin, _, _ in client.get(url).context["open"]]
    antwoord = client.post(reverse("zelfevaluatie_indienen", args=[traject.nummer]), follow=True)
    traject.refresh_from_db()
    assert (len(zinnen), open_) == (3, zinnen)
    assert [str(melding) for melding in antwoord.context["messages"]] == zinnen
    assert traject.status == Status.VOORBEREIDING


def test_the_director_hands_in(als, wereld, traject):
    alles_bekend(traject)
    client = als(wereld.ingrid)
    assert 'aria-disabled="true"' not in client.get(reverse("zelfevaluatie", args=[traject.nummer])).content.decode()
    client.post(reverse("zelfevaluatie_indienen", args=[traject.nummer]))
    traject.refresh_from_db()
    assert traject.status == Status.INGEDIEND


def test_the_quality_officer_sees_who_hands_in(als, wereld, traject):
    url = reverse("zelfevaluatie", args=[traject.nummer])
    pagina = als(wereld.joke).get(url).content.decode()
    assert "Indienen doet Ingrid Watermunt, als bestuurder." in pagina
    assert "Dien de zelfevaluatie in" not in pagina
    Lidmaatschap.objects.filter(pk=wereld.ingrid.pk).delete()
    assert "Uw organisatie heeft er hier nog geen." in als(wereld.joke).get(url).content.decode()


@pytest.mark.parametrize("naam", ["joke", "karin", "meike", "roel", "bram"])
def test_only_the_director_of_this_organisation_hands_in(wereld, traject, naam):
    alles_bekend(traject)
    with pytest.raises(Geweigerd):
        zelfevaluatie_indienen(getattr(wereld, naam), traject)
    traject.refresh_from_db()
    assert traject.status == Status.VOORBEREIDING


# ---- reading


def test_assessors_controller_and_planner_read_after_handing_in(als, wereld, traject, verhaal):
    bewaar(als(wereld.joke), verhaal, "Wij luisterden een avond lang.")
    url = reverse("zelfevaluatie", args=[traject.nummer])
    lezers = (wereld.meike, wereld.roel, wereld.karin)
    for wie in lezers:
        pagina = als(wie).get(url).content.decode()
        assert "Nog niets te lezen" in pagina
        assert "Wij luisterden een avond lang." not in pagina
    alles_bekend(traject)
    zelfevaluatie_indienen(wereld.ingrid, traject)
    for wie in lezers:
        assert "Wij luisterden een avond lang." in als(wie).get(url).content.decode()
        pagina = als(wie).get(adres("verhaal", verhaal)).content.decode()
        assert "Wij luisterden een avond lang." in pagina
        assert "<textarea" not in pagina


def test_readers_filter_by_part_and_word(als, wereld, traject):
    een, twee, drie = traject.verhalen.select_related("norm__onderdeel")
    Verhaal.objects.filter(pk=een.pk).update(geleerd="Stilte laten vallen.", zelfbeeld="sterk")
    Verhaal.objects.exclude(pk=een.pk).update(zelfbeeld="onbekend")
    zelfevaluatie_indienen(wereld.ingrid, traject)
    client, url = als(wereld.meike), reverse("zelfevaluatie", args=[traject.nummer])

    def normen(**vraag):
        return [verhaal.norm for verhaal, *_ in client.get(url, vraag).context["verhalen"]]

    assert normen() == [een.norm, twee.norm, drie.norm]
    assert normen(onderdeel=twee.norm.onderdeel.code) == [twee.norm]
    assert normen(q="stilte") == [een.norm]
    assert normen(zelfbeeld="onbekend") == [twee.norm, drie.norm]
    assert normen(onderdeel="bestaat-niet") == [een.norm, twee.norm, drie.norm]
    assert "Geen norm past bij deze zoekvraag." in client.get(url, {"q": "zzz"}).content.decode()


def test_who_writes_can_read_everything_in_one_go(als, wereld, traject, verhaal):
    bewaar(als(wereld.joke), verhaal, "Wij luisterden een avond lang.")
    pagina = als(wereld.ingrid).get(f"{reverse('zelfevaluatie', args=[traject.nummer])}?lezen").content.decode()
    assert "Wij luisterden een avond lang." in pagina


@pytest.mark.parametrize("eerst_aanhouden", [False, True])
def test_what_was_never_handed_in_stays_with_the_organisation_when_the_traject_stops(
    als, wereld, traject, verhaal, eerst_aanhouden
):
    bewaar(als(wereld.joke), verhaal, "Wij luisterden een avond lang.")
    stuk = document(wereld.joke, traject)
    if eerst_aanhouden:
        aanhouden(wereld.karin, traject, "Er is een verhuizing.")
    intrekken(wereld.ingrid, traject, "Wij willen eerst zelf verder.")
    paginas = [adres("verhaal", verhaal), reverse("document", args=[traject.nummer, stuk.pk])]
    for wie, status in ((wereld.joke, 200), (wereld.karin, 404), (wereld.meike, 404)):
        assert [als(wie).get(url).status_code for url in paginas] == [status, status]


def test_who_never_reads_the_self_evaluation_does_not_find_the_page(als, wereld, kader):
    traject = traject_in(Status.BESLOTEN, wereld, kader)
    paginas = [reverse(naam, args=[traject.nummer]) for naam in ("zelfevaluatie", "documenten")]
    paginas.append(adres("verhaal", traject.verhalen.first()))
    for wie in (wereld.bert, wereld.femke, wereld.gijs):
        assert [als(wie).get(url).status_code for url in paginas] == [404] * 3


def test_what_someone_writes_is_never_markup(als, wereld, verhaal):
    bewaar(als(wereld.joke), verhaal, "<b>vet</b> & <script src=x></script>")
    url = f"{reverse('zelfevaluatie', args=[verhaal.traject.nummer])}?lezen"
    assert "&lt;b&gt;vet&lt;/b&gt; &amp; &lt;script" in als(wereld.joke).get(url).content.decode()


# ---- queries


def kader_met(aantal):
    """The example framework with its first norms, and the parts that those belong to."""
    pakket = voorbeeldpakket()
    normen = pakket["normen"][:aantal]
    onderdelen = [deel for deel in pakket["onderdelen"] if deel["code"] in {norm["onderdeel"] for norm in normen}]
    return laden(None, {**pakket, "versie": f"2026.{aantal}", "normen": normen, "onderdelen": onderdelen})


def test_thirty_norms_ask_as_many_queries_as_one(als, wereld, django_assert_max_num_queries):
    tellingen = []
    for aantal in (1, 3, 30):
        traject = traject_in(Status.VOORBEREIDING, wereld, kader_met(aantal))
        for verhaal in traject.verhalen.select_related("norm"):
            bewaar(als(wereld.joke), verhaal, "Wij luisterden.")
            document(wereld.joke, traject, normen=[verhaal.norm])
        overzicht = reverse("zelfevaluatie", args=[traject.nummer])
        verhaal = traject.verhalen.select_related("norm").first()
        telling = []
        for url in (overzicht, f"{overzicht}?lezen", adres("verhaal", verhaal), adres("verhaal_documenten", verhaal)):
            client = als(wereld.joke)
            with django_assert_max_num_queries(15) as gesteld:
                client.get(url)
            telling.append(len(gesteld))
        tellingen.append(telling)
        type(traject).objects.filter(pk=traject.pk).update(status=Status.INGETROKKEN)
    assert tellingen[0] == tellingen[1] == tellingen[2]

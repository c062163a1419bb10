"""Writing the report and handing it over: what composes itself, what is asked, and what the internal check says."""

import pgtrigger
import pytest
from django.db import Error, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leden.bevoegdheden import Geweigerd
from leden.controlegetal import controlegetal
from normenkader.handelingen import laden
from normenkader.laden import voorbeeldpakket
from tests.personen import traject_in
from toetsing.handelingen import rapport
from toetsing.models import Bevinding, Grond, Rapportdeel, Rapportversie, Vrijgave
from trajecten import schrijven
from trajecten.levensloop import Status
from trajecten.models import Traject

GEEN_STERK_PUNT = "Het rapport noemt nog geen sterk punt. Schrijf op waar de organisatie sterk in is."


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


def pagina(als, wie, naam, traject, *args):
    return als(wie).get(reverse(naam, args=[traject.nummer, *args]))


@pytest.fixture
def concept(wereld, kader):
    """A draft that was handed over to the internal check."""
    return traject_in(Status.INTERNE_CONTROLE, wereld, kader)


@pytest.fixture
def teruggestuurd(wereld, concept):
    """The same traject, back with the assessors."""
    return rapport.terugsturen(wereld.roel, concept, "Bij norm O1 staat niet waar het op rust.\n\nKijk ook naar D1.")


def bewaren(client, deel, nieuw, **anders):
    """One save by the writing surface."""
    velden = {"veld": "tekst", "tekst": nieuw, "basis": schrijven.vingerafdruk(deel.tekst)} | anders
    return client.post(
        reverse("rapportdeel_bewaren", args=[deel.traject.nummer, deel.sleutel]), velden, HTTP_ACCEPT="application/json"
    )


# Writing


def test_a_section_saves_itself(als, wereld, kader):
    deel = traject_in(Status.IN_TOETSING, wereld, kader).rapportdelen.get(sleutel="samenvatting")
    assert bewaren(als(wereld.meike), deel, "Zij beginnen bij wat mensen kunnen.").json()["stand"] == "bewaard"
    assert Rapportdeel.objects.get(pk=deel.pk).tekst == "Zij beginnen bij wat mensen kunnen."


def test_two_assessors_in_one_section_lose_nothing(als, wereld, kader):
    deel = traject_in(Status.IN_TOETSING, wereld, kader).rapportdelen.get(sleutel="samenvatting")
    bewaren(als(wereld.meike), deel, "Van Meike.")
    botsing = bewaren(als(wereld.samir), deel, "Van Samir.")
    assert (botsing.status_code, botsing.json()["tekst"], botsing.json()["door"]) == (
        409,
        "Van Meike.",
        "Meike Lisdodde",
    )
    assert set(schrijven.eerdere_versies(deel, "tekst").values_list("tekst", flat=True)) == {"Van Meike.", "Van Samir."}


def test_a_section_can_be_saved_without_javascript(als, wereld, kader):
    deel = traject_in(Status.IN_TOETSING, wereld, kader).rapportdelen.get(sleutel="samenvatting")
    naam = f"{deel.passage}-tekst"
    antwoord = als(wereld.meike).post(
        reverse("rapportdeel_bewaren", args=[deel.traject.nummer, deel.sleutel]),
        {naam: "Zij beginnen bij wat mensen kunnen.", f"{naam}_basis": schrijven.vingerafdruk("")},
    )
    assert antwoord.url == reverse("rapport", args=[deel.traject.nummer]) + "#deel-samenvatting"
    assert Rapportdeel.objects.get(pk=deel.pk).tekst == "Zij beginnen bij wat mensen kunnen."


def test_without_javascript_a_colleagues_text_is_not_overwritten(als, wereld, kader):
    deel = traject_in(Status.IN_TOETSING, wereld, kader).rapportdelen.get(sleutel="samenvatting")
    bewaren(als(wereld.samir), deel, "Van Samir.")
    naam = f"{deel.passage}-tekst"
    antwoord = als(wereld.meike).post(
        reverse("rapportdeel_bewaren", args=[deel.traject.nummer, deel.sleutel]),
        {naam: "Van Meike.", f"{naam}_basis": schrijven.vingerafdruk("")},
    )
    assert "Samir Wollegras schreef ook in deze tekst." in tekst(antwoord)
    assert "Van Meike.</textarea>" in tekst(antwoord)
    assert Rapportdeel.objects.get(pk=deel.pk).tekst == "Van Samir."


def test_the_page_composes_points_counts_and_people(als, wereld, teruggestuurd):
    Bevinding.objects.filter(soort=Bevinding.Soort.VERBETER).update(tekst="Niet elk dossier is volledig.")
    html = tekst(pagina(als, wereld.meike, "rapport", teruggestuurd))
    assert html.index("Sterke punten") < html.index("Verbeterpunten") < html.index("Niet elk dossier is volledig.")
    assert '<td class="rechts" data-kop="Voldoet deels">1</td>' in html
    assert "Bewoners: 1 gesprek, met bezoeker buurtkamer (3), mantelzorger (1)" in html
    for norm in teruggestuurd.kaderversie.normen.all():
        assert reverse("norm_oordelen", args=[teruggestuurd.nummer, norm.nummer]) in html


def test_before_the_assessment_there_is_nothing_to_write(als, wereld, kader):
    traject = traject_in(Status.GEPLAND, wereld, kader)
    assert "Het rapport is nog leeg" in tekst(pagina(als, wereld.meike, "rapport", traject))
    assert pagina(als, wereld.meike, "rapport_voorbeeld", traject).status_code == 404


def test_the_internal_checker_reads_along_and_cannot_write(als, wereld, kader):
    html = tekst(pagina(als, wereld.roel, "rapport", traject_in(Status.IN_TOETSING, wereld, kader)))
    assert "Alleen een toetser kan aan het rapport schrijven." in html
    assert "data-bewaren" not in html


def test_the_preview_reads_as_the_report_will(als, wereld, teruggestuurd):
    Rapportdeel.objects.filter(sleutel="branche").update(tekst="De branche kan hier van leren.")
    lang = tekst(pagina(als, wereld.meike, "rapport_voorbeeld", teruggestuurd))
    kort = tekst(als(wereld.meike).get(reverse("rapport_voorbeeld", args=[teruggestuurd.nummer]) + "?deel=kort"))
    assert ("Waar dit oordeel op rust" in lang, "De branche kan hier van leren." in lang) == (True, False)
    assert ("Waar dit oordeel op rust" in kort, "De branche kan hier van leren." in kort) == (False, True)


# Handing over


def test_what_is_still_open_stands_on_the_page_and_refuses_the_act(als, wereld, teruggestuurd):
    Rapportdeel.objects.filter(sleutel="samenvatting").update(tekst=" \n")
    html = tekst(pagina(als, wereld.meike, "rapport", teruggestuurd))
    assert "Schrijf het deel &#x27;Samenvatting&#x27;." in html
    assert 'aria-disabled="true"' in html
    antwoord = als(wereld.meike).post(reverse("rapport_opleveren", args=[teruggestuurd.nummer]), follow=True)
    assert [str(m) for m in antwoord.context["messages"]] == ["Schrijf het deel 'Samenvatting'."]
    assert Rapportversie.objects.count() == 1


def test_a_report_names_at_least_one_strong_point(als, wereld, teruggestuurd):
    Bevinding.objects.filter(soort=Bevinding.Soort.STERK).update(soort=Bevinding.Soort.BEVINDING)
    assert GEEN_STERK_PUNT in tekst(pagina(als, wereld.meike, "rapport", teruggestuurd))
    with pytest.raises(Geweigerd) as geweigerd:
        rapport.rapport_opleveren(wereld.meike, teruggestuurd)
    assert geweigerd.value.redenen == [GEEN_STERK_PUNT]


def test_a_finding_without_grounds_is_refused_on_the_page_by_the_act_and_by_the_database(als, wereld, teruggestuurd):
    Grond.objects.filter(bevinding__soort=Bevinding.Soort.VERBETER).delete()
    zin = "Verbeterpunt bij norm O1 heeft nog geen grond. Kies waar het op rust."
    assert zin in tekst(pagina(als, wereld.meike, "rapport", teruggestuurd))
    with pytest.raises(Geweigerd) as geweigerd:
        rapport.rapport_opleveren(wereld.meike, teruggestuurd)
    assert geweigerd.value.redenen == [zin]
    with pytest.raises(IntegrityError, match="een bevinding zonder grond"), transaction.atomic():
        versie_maken(teruggestuurd)


def test_a_judgement_without_finding_is_refused_by_the_act_and_by_the_database(wereld, teruggestuurd):
    Grond.objects.filter(bevinding__norm__nummer="V1").delete()
    Bevinding.objects.filter(norm__nummer="V1").delete()
    with pytest.raises(Geweigerd) as geweigerd:
        rapport.rapport_opleveren(wereld.meike, teruggestuurd)
    assert geweigerd.value.redenen == ["Het oordeel bij norm V1 rust nog op geen enkele bevinding."]
    with pytest.raises(IntegrityError, match="een oordeel zonder bevinding"), transaction.atomic():
        versie_maken(teruggestuurd)


def versie_maken(traject):
    maker = traject.rapportversies.first().gemaakt_door
    return Rapportversie.objects.create(
        traject=traject, nummer=9, soort="concept", inhoud={}, sha256="", gemaakt_door=maker
    )


def test_handing_over_freezes_a_version_with_the_hash_of_its_content(als, wereld, teruggestuurd):
    antwoord = als(wereld.meike).post(reverse("rapport_opleveren", args=[teruggestuurd.nummer]))
    versie = Rapportversie.objects.get(traject=teruggestuurd, nummer=2)
    assert antwoord.url == reverse("interne_controle", args=[teruggestuurd.nummer])
    assert versie.sha256 == controlegetal(versie.inhoud)
    assert Traject.objects.get(pk=teruggestuurd.pk).status == Status.INTERNE_CONTROLE


@pytest.mark.parametrize("verandering", ["update", "delete"])
def test_a_frozen_version_cannot_change_in_the_database(concept, verandering):
    rijen = Rapportversie.objects.filter(traject=concept)
    with pytest.raises(Error, match="Cannot"), transaction.atomic():
        rijen.update(sha256="anders") if verandering == "update" else rijen.delete()
    assert rijen.get().sha256 == controlegetal(rijen.get().inhoud)


# The internal check


def test_the_checker_reads_the_draft_and_on_whose_voices_it_rests(als, wereld, concept):
    with pgtrigger.ignore("toetsing.Bevinding:alleen_in_status"):
        Bevinding.objects.update(tekst="Na het opleveren veranderd.")
    html = tekst(pagina(als, wereld.roel, "interne_controle", concept))
    assert "Bewoners beslissen mee en merken dat het telt." in html
    assert "Na het opleveren veranderd." not in html
    assert "Bewoners: 1 keer" in html
    assert "één groep" in html
    assert "Geef het conceptrapport vrij" in html


def test_before_there_is_a_draft_there_is_nothing_to_check(als, wereld, kader):
    traject = traject_in(Status.IN_TOETSING, wereld, kader)
    assert pagina(als, wereld.roel, "interne_controle", traject).status_code == 404


def test_who_assessed_reads_why_the_check_is_not_theirs(als, wereld, concept):
    zin = "U kunt dit rapport niet controleren, want u hebt het zelf geschreven."
    html = tekst(pagina(als, wereld.meike, "interne_controle", concept))
    assert zin in html
    assert "Geef het conceptrapport vrij" not in html
    assert als(wereld.meike).post(reverse("vrijgeven", args=[concept.nummer])).status_code == 403
    for act in (rapport.vrijgeven, lambda wie, traject: rapport.terugsturen(wie, traject, "Nee.")):
        with pytest.raises(Geweigerd, match=zin):
            act(wereld.meike, concept)


def test_the_database_takes_a_release_from_the_checker_only(wereld, concept):
    versie = concept.rapportversies.get()
    for wie in (wereld.meike, wereld.karin, wereld.tessa):
        with pytest.raises(IntegrityError, match="niet door de interne controleur"), transaction.atomic():
            Vrijgave.objects.create(versie=versie, door=wie.gebruiker)


def test_sending_back_asks_a_reason_and_keeps_the_page(als, wereld, concept):
    antwoord = als(wereld.roel).post(reverse("terugsturen", args=[concept.nummer]), {"reden": "  "})
    assert "Schrijf wat er nog nodig is, dan weten de toetsers wat ze kunnen doen." in tekst(antwoord)
    with pytest.raises(Geweigerd, match="Schrijf erbij waarom"):
        rapport.terugsturen(wereld.roel, concept, " \n")
    assert Traject.objects.get(pk=concept.pk).status == Status.INTERNE_CONTROLE


def test_the_reason_stands_above_the_report_until_it_is_handed_over_again(als, wereld, concept):
    als(wereld.roel).post(reverse("terugsturen", args=[concept.nummer]), {"reden": "Bij O1 ontbreekt de stem."})
    norm = reverse("norm_oordelen", args=[concept.nummer, concept.kaderversie.normen.first().nummer])
    adressen = [reverse(naam, args=[concept.nummer]) for naam in ("rapport", "raster")] + [norm]
    for adres in adressen:
        html = tekst(als(wereld.meike).get(adres))
        assert "De interne controleur stuurde dit rapport terug." in html
        assert "Bij O1 ontbreekt de stem." in html
    werk = tekst(als(wereld.meike).get(reverse("mijn_werk")))
    assert f"Verbeter het rapport over {concept.organisatie.naam}" in werk
    assert "De interne controleur stuurde het rapport terug: Bij O1 ontbreekt de stem." in werk
    als(wereld.meike).post(reverse("rapport_opleveren", args=[concept.nummer]))
    for adres in adressen:
        assert "stuurde dit rapport terug" not in tekst(als(wereld.meike).get(adres))
    assert "stuurde het rapport terug" not in tekst(als(wereld.roel).get(reverse("mijn_werk")))


def test_releasing_gives_the_draft_to_the_organisation(als, wereld, concept):
    als(wereld.roel).post(reverse("vrijgeven", args=[concept.nummer]))
    assert Traject.objects.get(pk=concept.pk).status == Status.WEDERHOOR
    assert Vrijgave.objects.get().door == wereld.roel.gebruiker


@pytest.mark.parametrize(
    "naam", ["rapport", "rapport_voorbeeld", "interne_controle", "rapportversies", "wederhoor", "reacties"]
)
def test_the_organisation_finds_nothing_before_the_release(als, wereld, concept, naam):
    assert pagina(als, wereld.ingrid, naam, concept).status_code == 404


# Queries


def test_the_pages_ask_as_much_of_the_database_with_three_norms_as_with_all(als, wereld, kader):
    aantallen = {}
    for sleutel, versie in (("klein", kader), ("groot", laden(None, voorbeeldpakket()))):
        traject = traject_in(Status.INTERNE_CONTROLE, wereld, versie)
        aantallen[sleutel] = [
            _tel(als(wereld.roel), reverse("interne_controle", args=[traject.nummer])),
            _tel(als(wereld.meike), reverse("rapportversie", args=[traject.nummer, 1])),
        ]
        rapport.terugsturen(wereld.roel, traject, "Nog even.")
        for naam in ("rapport", "rapport_voorbeeld"):
            aantallen[sleutel].append(_tel(als(wereld.meike), reverse(naam, args=[traject.nummer])))
        Traject.objects.filter(pk=traject.pk).update(status=Status.GESTAAKT)
    assert aantallen["groot"] == aantallen["klein"]
    assert max(aantallen["groot"]) <= 15


def _tel(client, adres):
    client.get(adres)
    with CaptureQueriesContext(connection) as vragen:
        assert client.get(adres).status_code == 200
    return len(vragen)

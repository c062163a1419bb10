"""Aanvullend onderzoek: the committee asks, only the norms of its question open again, and an addendum goes with the report."""

import io
from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from berichten.models import Poststuk
from berichten.werkdagen import werkdagen_later
from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis
from tests.aanvullend import (
    ANTWOORD,
    VRAAG,
    gesprek_plannen,
    gesprek_voeren,
    gevraagd,
    norm_van,
    nu,
    opgeleverd,
    uitgezocht,
    vastgesteld,
)
from tests.gedeeld import gedeelde_wereld
from tests.personen import traject_in
from tests.post import brieven
from tests.test_zoekvragen import meer_dan_mag
from toetsing import nog_te_doen
from toetsing.handelingen import gesprekken, oordelen, programma, rapport, wederhoor
from toetsing.leesvorm import leesvorm, rapport_pdf
from toetsing.models import (
    AanvullendOnderzoek,
    Bevinding,
    Gesprek,
    Gesprekspartner,
    Grond,
    Notitie,
    Notitienorm,
    Oordeel,
    Rapportdeel,
    Rapportversie,
    Toetsdag,
)
from toetsing.samenstellen import korte_inhoud
from trajecten import handelingen as trajecten
from trajecten import schrijven
from trajecten.levensloop import Status
from trajecten.models import Traject


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A world with one traject, of which the committee asked to look again at the last norm."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        gevraagd(wereld)
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


@pytest.fixture
def traject(wereld):
    return nu(Traject.objects.get())


@pytest.fixture
def norm(traject):
    return norm_van(traject)


@pytest.fixture
def andere(traject):
    """A norm that the question is not about."""
    return traject.kaderversie.normen.first()


# ---- who is at turn, and what stands on top


def test_the_assessors_are_at_turn_until_the_end_of_the_month_and_read_the_question_at_their_work(als, wereld, traject):
    onderzoek = AanvullendOnderzoek.objects.get()
    assert (traject.status, traject.termijn) == (Status.AANVULLEND_ONDERZOEK, onderzoek.laatste_dag)
    assert onderzoek.normen == [norm_van(traject).nummer]
    werk = tekst(als(wereld.meike).get(reverse("mijn_werk")))
    assert "Zoek uit wat de beheercommissie vraagt over Welzijn Wilgendam" in werk and VRAAG in werk
    for naam in ("karin", "roel", "joke"):
        assert VRAAG not in tekst(als(getattr(wereld, naam)).get(reverse("mijn_werk")))


@pytest.mark.parametrize(
    ("maand", "laatste"), [((2026, 12), (2026, 12, 31)), ((2027, 1), (2027, 2, 1)), ((2027, 4), (2027, 4, 30))]
)
def test_a_month_that_ends_on_a_free_day_goes_on_to_the_next_working_day(maand, laatste):
    assert AanvullendOnderzoek(maand=date(*maand, 1)).laatste_dag == date(*laatste)


def bladzijden(traject, norm, gesprek, notitie):
    nummer = [traject.nummer]
    return {
        traject.get_absolute_url(),
        gesprek.get_absolute_url(),
        *(reverse(naam, args=nummer) for naam in ("raster", "rapport", "rapport_voorbeeld", "programma")),
        *(reverse(naam, args=nummer) for naam in ("interne_controle", "reacties", "advies", "verbeterplannen")),
        reverse("gesprek_plannen", args=nummer),
        reverse("norm_oordelen", args=[*nummer, norm.nummer]),
        reverse("gesprek_wijzigen", args=[*nummer, gesprek.nummer]),
        reverse("notitie_wijzigen", args=[*nummer, gesprek.nummer, notitie.pk]),
    }


def test_the_question_stands_on_top_of_every_page_of_the_assessors(als, wereld, traject, norm):
    notitie = gesprek_voeren(wereld, gesprek_plannen(wereld, traject))
    client, maand = als(wereld.meike), AanvullendOnderzoek.objects.get().maand
    for url in bladzijden(traject, norm, notitie.gesprek, notitie):
        pagina = tekst(client.get(url))
        assert VRAAG in pagina and f"Het gaat alleen over norm {norm.nummer}." in pagina, url
        assert str(maand.year) in pagina, url


@pytest.mark.parametrize("wie", ["roel", "karin", "joke"])
def test_who_checks_plans_or_reacts_reads_it_on_the_page_of_the_traject_too(als, wereld, traject, wie):
    pagina = als(getattr(wereld, wie)).get(traject.get_absolute_url())
    assert VRAAG in tekst(pagina)
    punten = [punt["kop"] for punt in pagina.context["tijdlijn"] if punt["stand"] != "klaar"]
    assert punten[0] == "De toetsers zoeken uit wat de beheercommissie vraagt en schrijven een addendum"
    assert punten[1].startswith("Iemand die niet bij de toetsing was")
    # The decision, and the report that it is about, stay within reach.
    titels = {een.titel for een in pagina.context["stukken"]}
    assert {"Besluit", "Vastgesteld rapport, versie 2"} <= titels


def test_a_traject_without_a_question_has_nothing_on_top(als, wereld):
    ander = traject_in(Status.IN_TOETSING, wereld, wereld_kader(wereld))
    assert "De vraag van de beheercommissie" not in tekst(als(wereld.meike).get(reverse("raster", args=[ander.nummer])))


def wereld_kader(wereld):
    kader = Traject.objects.get().kaderversie
    Traject.objects.update(status=Status.INGETROKKEN)
    return kader


# ---- what is open: page, act and database agree


def test_the_page_of_a_norm_in_the_question_can_be_written_and_that_of_another_says_why_not(
    als, wereld, traject, norm, andere
):
    client = als(wereld.meike)
    binnen = client.get(reverse("norm_oordelen", args=[traject.nummer, norm.nummer]))
    buiten = client.get(reverse("norm_oordelen", args=[traject.nummer, andere.nummer]))
    assert "oordeelform" in binnen.context and "oordeelform" not in buiten.context
    assert all(kaart["form"] is None for kaart in buiten.context["kaarten"])
    assert "De vraag van de beheercommissie gaat niet over deze norm. Wat is vastgesteld, blijft staan." in tekst(
        buiten
    )
    raster = client.get(reverse("raster", args=[traject.nummer]))
    assert [rij.norm for rij in raster.context["rijen"]] == [norm]
    alles = client.get(reverse("raster", args=[traject.nummer]), {"toon": "alles"})
    assert len(alles.context["rijen"]) == traject.kaderversie.normen.count()


def test_the_acts_refuse_what_the_question_is_not_about(wereld, traject, norm, andere):
    zin = "De vraag van de beheercommissie gaat niet over"
    with pytest.raises(Geweigerd, match=f"{zin} deze norm"):
        oordelen.oordelen(wereld.meike, traject, norm=andere, waarde="voldoet_niet")
    with pytest.raises(Geweigerd, match=f"{zin} deze passage"):
        oordelen.bevinding_maken(wereld.meike, traject, norm=andere, soort="sterk", tekst="Ook dit.")
    with pytest.raises(Geweigerd, match=f"{zin} {andere.nummer}"):
        gesprek_plannen(wereld, traject, normen=[norm, andere])
    gesprek = gesprek_plannen(wereld, traject)
    with pytest.raises(Geweigerd, match=f"{zin} {andere.nummer}"):
        gesprek_voeren(wereld, gesprek, normen=[andere.pk])
    notitie = gesprekken.notitie_maken(wereld.meike, gesprek, soort="gezien", tekst="Tien dossiers.", normen=[norm])
    with pytest.raises(Geweigerd, match=f"{zin} {andere.nummer}"):
        gesprekken.norm_kiezen(wereld.meike, notitie, andere, True)
    oud = Notitie.objects.exclude(gesprek=gesprek).first()
    with pytest.raises(Geweigerd, match="Dit gesprek hoort bij het rapport dat er al is"):
        gesprekken.norm_kiezen(wereld.meike, oud, norm, True)
    with pytest.raises(Geweigerd, match="is al gevoerd"):
        gesprek_plannen(wereld, traject, gesprek=oud.gesprek)
    oordelen.oordelen(wereld.meike, traject, norm=norm, waarde="voldoet")


# Each row of the report that was settled: (queryset, column). Typed by hand.
VAST = {
    "oordeel": (lambda t, n: Oordeel.objects.filter(traject=t).exclude(norm=n), "toelichting"),
    "bevinding": (lambda t, n: Bevinding.objects.filter(traject=t).exclude(norm=n), "tekst"),
    "grond": (lambda t, n: Grond.objects.filter(bevinding__traject=t).exclude(bevinding__norm=n), "is_anders"),
    "rapportdeel": (lambda t, _: Rapportdeel.objects.filter(traject=t).exclude(tekst=""), "tekst"),
    "toetsdag": (lambda t, _: Toetsdag.objects.filter(traject=t), "datum"),
    "gesprek": (lambda t, _: Gesprek.objects.filter(traject=t), "plaats"),
    "notitie": (lambda t, _: Notitie.objects.filter(gesprek__traject=t), "tekst"),
    "gesprekspartner": (lambda t, _: Gesprekspartner.objects.filter(gesprek__traject=t), "functie"),
    "norm bij een notitie": (lambda t, _: Notitienorm.objects.filter(notitie__gesprek__traject=t), "norm"),
}
NIEUW = {"is_anders": True, "datum": "2030-01-01"}


@pytest.mark.parametrize("naam", VAST)
def test_the_database_refuses_a_change_of_what_the_question_is_not_about(traject, norm, naam):
    rijen, veld = VAST[naam][0](traject, norm), VAST[naam][1]
    assert rijen.exists()
    nieuw = norm.pk if veld == "norm" else NIEUW.get(veld, "Anders")
    for doen in (lambda: rijen.update(**{veld: nieuw}), lambda: rijen._raw_delete("default")):
        with pytest.raises(IntegrityError, match="ligt vast"), transaction.atomic():
            doen()


@pytest.mark.parametrize("model", [Oordeel, Bevinding])
def test_what_the_question_is_about_changes_in_the_database(traject, norm, model):
    veld = "toelichting" if model is Oordeel else "tekst"
    assert model.objects.filter(traject=traject, norm=norm).update(**{veld: "Anders"})


def test_nothing_moves_from_within_the_question_to_another_norm(traject, norm, andere):
    with pytest.raises(IntegrityError, match="ligt vast"), transaction.atomic():
        Bevinding.objects.filter(traject=traject, norm=norm).update(norm=andere)
    with pytest.raises(IntegrityError, match="ligt vast"), transaction.atomic():
        gesprek = Gesprek.objects.filter(traject=traject).first()
        Notitie.objects.create(gesprek=gesprek, soort="gezien", tekst="Later.", gemaakt_door=gesprek.afgerond_door)


def test_the_question_itself_never_changes_and_asks_about_a_settled_report(wereld, traject):
    onderzoek = AanvullendOnderzoek.objects.get()
    for wat in (lambda: AanvullendOnderzoek.objects.update(vraag="Iets anders?"), onderzoek.delete):
        with pytest.raises(ProgrammingError, match=r"Cannot (update|delete)"), transaction.atomic():
            wat()
    concept = traject.rapportversies.get(soort="concept")
    velden = {
        "vraag": "En?",
        "maand": "2027-01-01",
        "normen": ["V1"],
        "nummer": 2,
        "besluit_nummer": "B9",
        "eerder": {},
    }
    with pytest.raises(IntegrityError, match="er is geen vastgesteld rapport"), transaction.atomic():
        AanvullendOnderzoek.objects.create(traject=traject, versie=concept, **velden)


def test_only_the_answer_is_written_and_it_saves_itself(als, wereld, traject):
    client = als(wereld.meike)
    pagina = client.get(reverse("rapport", args=[traject.nummer]))
    assert [vlak["onderdeel"].titel for vlak in pagina.context["delen"]] == [
        "Antwoord op de vraag van de beheercommissie"
    ]
    assert "Het addendum bij het rapport over" in tekst(pagina)
    bewaren = {"veld": "tekst", "tekst": ANTWOORD, "basis": schrijven.vingerafdruk("")}
    url = reverse("rapportdeel_bewaren", args=[traject.nummer, "aanvulling-1"])
    assert client.post(url, bewaren).status_code == 200
    assert traject.rapportdelen.get(sleutel="aanvulling-1").tekst == ANTWOORD
    # Without JavaScript too; a section of the report itself is there no more.
    vorm = {
        "deel-aanvulling-1-tekst": f"{ANTWOORD} Echt.",
        "deel-aanvulling-1-tekst_basis": schrijven.vingerafdruk(ANTWOORD),
    }
    assert client.post(url, vorm).status_code == 302
    assert client.post(reverse("rapportdeel_bewaren", args=[traject.nummer, "samenvatting"]), {}).status_code == 404
    oud = schrijven.vingerafdruk(traject.rapportdelen.get(sleutel="samenvatting").tekst)
    weg = {"veld": "tekst", "tekst": "Weg ermee.", "basis": oud}
    antwoord = client.post(reverse("rapportdeel_bewaren", args=[traject.nummer, "samenvatting"]), weg)
    assert "gaat niet over deze passage" in antwoord.content.decode()


def test_the_days_and_talks_of_before_stay_in_the_programme_and_locations_too(als, wereld, traject):
    oud = traject.toetsdagen.get()
    pagina = als(wereld.karin).get(reverse("programma", args=[traject.nummer]))
    assert not pagina.context["belemmeringen"] and not pagina.context["kiest_locaties"]
    assert "Kies welke locaties worden bezocht" not in tekst(pagina)
    with pytest.raises(Geweigerd, match="Op deze dag staan gesprekken"):
        programma.dag_verwijderen(wereld.karin, oud)
    form = als(wereld.karin).get(reverse("gesprek_plannen", args=[traject.nummer])).context["form"]
    assert [pk for _, rij in form.fields["normen"].choices for pk, _ in rij] == [norm_van(traject).pk]


def test_the_organisation_can_bring_documents_for_it(als, wereld, traject):
    assert als(wereld.joke).get(reverse("document_toevoegen", args=[traject.nummer])).context["form"]


# ---- the addendum


def test_it_is_handed_over_with_an_answer_and_all_talks_closed(wereld, traject):
    gesprek = gesprek_plannen(wereld, traject)
    assert nog_te_doen.rapport(nu(traject)) == [
        f"{gesprek} is nog niet afgerond.",
        "Schrijf het deel 'Antwoord op de vraag van de beheercommissie'.",
    ]
    with pytest.raises(Geweigerd):
        rapport.rapport_opleveren(wereld.meike, traject)


def test_the_addendum_names_what_it_amends_and_holds_only_what_was_asked(wereld, traject, norm):
    versie = opgeleverd(wereld, traject)
    hoofd = traject.rapportversies.get(soort="vastgesteld")
    assert (versie.onderzoek.versie, versie.nummer, str(versie)) == (hoofd, 3, "concept van addendum 1, versie 3")
    inhoud = versie.inhoud
    assert [een["nummer"] for een in inhoud["normen"]] == [norm.nummer]
    assert [een["sleutel"] for een in inhoud["delen"]] == ["aanvulling-1"]
    assert inhoud["addendum"]["vraag"] == VRAAG and inhoud["addendum"]["versie"] == hoofd.nummer
    assert (inhoud["normen"][0]["oordeel"]["code"], inhoud["normen"][0]["eerder"]["code"]) == (
        "voldoet",
        "voldoet_deels",
    )
    # Only who was spoken to for it, and when.
    assert [(een["groep"], een["aantal_mensen"]) for een in inhoud["gesprekken"]] == [("sociaal_werkers", 5)]
    assert inhoud["toetsdagen"] == [timezone.localdate().isoformat()]
    # The report that it amends is what it was.
    assert len(hoofd.inhoud["normen"]) == traject.kaderversie.normen.count()
    kort = leesvorm(korte_inhoud(inhoud), kort=True)
    assert (kort["titel"], kort["samenvatting"]["tekst"]) == ("Concept van addendum 1", ANTWOORD)


def test_after_a_question_nothing_but_an_addendum_is_a_version(wereld, traject):
    uitgezocht(wereld, traject)
    velden = {"traject": traject, "nummer": 9, "soort": "concept", "inhoud": {}, "gemaakt_door": wereld.meike.gebruiker}
    with pytest.raises(IntegrityError, match="hoort een addendum te zijn"), transaction.atomic():
        Rapportversie.objects.create(**velden)


def test_who_checks_can_send_it_back_to_the_same_question(als, wereld, traject):
    opgeleverd(wereld, traject)
    pagina = als(wereld.roel).get(reverse("interne_controle", args=[traject.nummer]))
    assert VRAAG in tekst(pagina) and ANTWOORD in tekst(pagina)
    # It is an addendum, on the button and wherever one is called to it.
    assert "Geef het concept van addendum 1 vrij" in tekst(pagina) and "Stuur het addendum terug" in tekst(pagina)
    werk = tekst(als(wereld.roel).get(reverse("mijn_werk")))
    assert "Controleer het concept van het addendum over Welzijn Wilgendam" in werk
    brieven()
    opgeleverd_bericht = Poststuk.objects.filter(brief="rapport_opgeleverd").latest("pk")
    assert "het concept van het addendum opgeleverd" in opgeleverd_bericht.tekst
    rapport.terugsturen(wereld.roel, traject, "Noem ook hoeveel dossiers het waren.")
    assert nu(traject).status == Status.AANVULLEND_ONDERZOEK
    assert "Noem ook hoeveel dossiers het waren." in tekst(als(wereld.meike).get(reverse("mijn_werk")))
    rapport.rapport_opleveren(wereld.meike, nu(traject))
    rapport.vrijgeven(wereld.roel, traject)
    assert nu(traject).status == Status.WEDERHOOR
    brieven()
    vrijgegeven = Poststuk.objects.filter(brief="concept_vrijgegeven").latest("pk")
    assert "het concept van het addendum vrijgegeven" in vrijgegeven.tekst
    assert "conceptrapport" not in vrijgegeven.kop + vrijgegeven.begin


def test_the_organisation_reacts_in_the_short_term_and_the_question_stands_above(als, wereld, traject):
    opgeleverd(wereld, traject)
    rapport.vrijgeven(wereld.roel, traject)
    traject = nu(traject)
    termijn = traject.kaderversie.termijn("tweede_wederhoor")
    assert traject.termijn == werkdagen_later(timezone.localdate(), termijn.aantal)
    assert traject.termijnnaam == "tweede_wederhoor"
    pagina = als(wereld.joke).get(reverse("wederhoor", args=[traject.nummer]))
    assert VRAAG in tekst(pagina)
    titels = [groep.titel for groep in pagina.context["groepen"]]
    assert titels == ["Het rapport als geheel", norm_van(traject).titel]


def test_a_remark_opens_its_passage_and_nothing_else(wereld, traject, norm, andere):
    versie = opgeleverd(wereld, traject)
    rapport.vrijgeven(wereld.roel, traject)
    reactie = wederhoor.reageren(wereld.joke, versie, "deel-aanvulling-1")
    reactie.tekst, reactie.soort = "Het waren er twaalf.", "feit"
    reactie.save(update_fields=["tekst", "soort"])
    wederhoor.reactie_indienen(wereld.ingrid, traject)
    with pytest.raises(Geweigerd, match="De organisatie maakte geen opmerking over deze norm"):
        oordelen.oordelen(wereld.meike, traject, norm=norm, waarde="voldoet_niet")
    with pytest.raises(IntegrityError, match="ligt vast"), transaction.atomic():
        Oordeel.objects.filter(traject=traject, norm=andere).update(toelichting="Anders")
    traject.rapportdelen.filter(sleutel="aanvulling-1").update(tekst=ANTWOORD.replace("tien", "twaalf"))
    reactie.antwoord = "Dank u, dat klopt."
    reactie.save(update_fields=["antwoord"])
    wederhoor.beantwoorden(wereld.meike, reactie, "aangepast")
    vast = rapport.rapport_vaststellen(wereld.meike, traject)
    assert "twaalf dossiers" in vast.inhoud["delen"][0]["tekst"]
    assert vast.inhoud["delen"][0]["reacties"][0]["antwoord"] == "Dank u, dat klopt."


def test_settled_it_goes_to_the_advice_with_its_own_page_and_the_report_points_at_it(als, wereld, traject):
    versie = vastgesteld(wereld, traject)
    traject = nu(traject)
    # No new improvement point, so no plan to wait for.
    assert traject.status == Status.ADVIES and traject.adviezen.latest("pk").versie == versie
    pagina = tekst(als(wereld.joke).get(versie.get_absolute_url()))
    hoofd = versie.onderzoek.versie
    assert "Addendum 1 over Welzijn Wilgendam" in pagina and VRAAG in pagina and ANTWOORD in pagina
    assert f'href="{hoofd.get_absolute_url()}"' in pagina and "Eerder was het oordeel: voldoet deels." in pagina
    rapportpagina = tekst(als(wereld.joke).get(hoofd.get_absolute_url()))
    assert f'<a href="{versie.get_absolute_url()}">Addendum 1, versie 4</a>' in rapportpagina
    versies = tekst(als(wereld.joke).get(reverse("rapportversies", args=[traject.nummer])))
    assert "Versie 4, addendum 1" in versies and f"bij versie {hoofd.nummer}" in versies
    # The improvement point of the report is in the addendum as well, and its plan still stands.
    plannen = tekst(als(wereld.joke).get(reverse("verbeterplannen", args=[traject.nummer])))
    assert "Afspraken staan in 2 van de 10 dossiers niet op hun plek." in plannen
    advies = tekst(als(wereld.karin).get(reverse("advies", args=[traject.nummer])))
    assert VRAAG in advies and ANTWOORD in advies
    verschil = als(wereld.joke).get(reverse("rapportversie_verschil", args=[traject.nummer, versie.nummer]))
    assert verschil.context["vorige"].nummer == 3
    eerste = als(wereld.joke).get(reverse("rapportversie_verschil", args=[traject.nummer, 3]))
    assert eerste.status_code == 404


def test_a_new_improvement_point_asks_for_a_plan_first(wereld, traject, norm):
    bevinding = oordelen.bevinding_maken(
        wereld.meike, traject, norm=norm, soort=Bevinding.Soort.VERBETER, tekst="Twee teams doen het nog niet."
    )
    gesprek = Gesprek.objects.filter(traject=traject).first()
    oordelen.gronden_kiezen(wereld.meike, bevinding, gesprekken=[gesprek], documenten=[], verhalen=[])
    vastgesteld(wereld, traject)
    assert nu(traject).status == Status.VERBETERPLANNEN
    assert traject.verbeterplannen.get(goedgekeurd_op=None).bevinding == bevinding


def test_its_pdf_has_the_question_first_and_the_committee_reads_it_before_the_report(wereld, traject):
    versie = vastgesteld(wereld, traject)
    tekst_pdf = _tekst(rapport_pdf(versie.inhoud))
    assert "Addendum 1" in tekst_pdf and tekst_pdf.index("afspraken nu in elk dossier") < tekst_pdf.index(
        "tien dossiers"
    )
    samen = versie.onderzoek.versie.inhoud | {"addenda": [versie.inhoud]}
    beide = _tekst(rapport_pdf(samen, kort=True))
    assert beide.index("Addendum 1") < beide.index("Toetsingsrapport")


def _tekst(pdf):
    return " ".join(" ".join(blad.extract_text() for blad in PdfReader(io.BytesIO(pdf)).pages).split())


def test_it_stands_still_and_goes_on_where_it_was(wereld, traject):
    trajecten.aanhouden(wereld.karin, traject, "De teamleider is ziek.")
    assert nu(traject).status == Status.AANGEHOUDEN
    assert nu(programma.hervatten(wereld.karin, traject)).status == Status.AANVULLEND_ONDERZOEK
    assert Gebeurtenis.objects.filter(naar=Status.AANVULLEND_ONDERZOEK).count() == 2


def test_the_pages_ask_at_most_fifteen_things_while_they_look_again(als, wereld, traject, norm):
    notitie = gesprek_voeren(wereld, gesprek_plannen(wereld, traject))
    urls = sorted(bladzijden(traject, norm, notitie.gesprek, notitie))
    assert meer_dan_mag(als(wereld.meike), urls) == []
    traject.rapportdelen.filter(sleutel="aanvulling-1").update(tekst=ANTWOORD)
    rapport.rapport_opleveren(wereld.meike, nu(traject))
    assert meer_dan_mag(als(wereld.roel), urls) == []
    versie = rapport.vrijgeven(wereld.roel, traject)
    assert (
        meer_dan_mag(als(wereld.joke), [versie.get_absolute_url(), reverse("wederhoor", args=[traject.nummer])]) == []
    )
    wederhoor.reactie_indienen(wereld.ingrid, traject)
    assert meer_dan_mag(als(wereld.meike), urls) == []

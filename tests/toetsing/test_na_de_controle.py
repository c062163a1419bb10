"""What was checked stays checked: after the internal check only what a remark asks about changes, and never unseen."""

import pytest
from django.urls import reverse

from berichten.werkdagen import werkdagen_tussen
from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis
from tests.gedeeld import gedeelde_wereld
from tests.personen import traject_in
from toetsing.handelingen import oordelen, rapport, wederhoor
from toetsing.models import Bevinding, Oordeel, Rapportdeel, Reactie
from toetsing.samenstellen import passages_van
from trajecten import schrijven
from trajecten.levensloop import Status
from trajecten.models import Traject


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


def lees(client, naam, *args):
    return tekst(client.get(reverse(naam, args=args)))


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A world with one traject: a remark on the improvement point at the last norm, handed in."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.traject = traject_in(Status.REACTIE_VERWERKEN, wereld)
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


@pytest.fixture
def traject(wereld):
    return Traject.objects.select_related("organisatie", "certificeerder", "kaderversie").get()


@pytest.fixture
def normen(traject):
    return list(traject.kaderversie.normen.all())


@pytest.fixture
def verbeterpunt(traject):
    return Bevinding.objects.get(soort=Bevinding.Soort.VERBETER)


def beantwoorden(wereld, gevolg="ongewijzigd"):
    reactie = Reactie.objects.get(beantwoord_op=None)
    Reactie.objects.filter(pk=reactie.pk).update(antwoord="Dank u. Wij keken het na.")
    wederhoor.beantwoorden(wereld.meike, Reactie.objects.get(pk=reactie.pk), gevolg)


def bewaren(wie, rij, veld, nieuw, belemmeringen):
    return schrijven.bewaren(wie, rij, veld, nieuw, schrijven.vingerafdruk(getattr(rij, veld)), belemmeringen)


def slechter(wereld, traject, norm):
    """The assessors judge the norm of the remark worse, and put it before the controleur, who releases it."""
    beantwoorden(wereld)
    oordelen.oordelen(wereld.meike, traject, norm=norm, waarde="voldoet_niet")
    rapport.rapport_opleveren(wereld.meike, traject)
    rapport.vrijgeven(wereld.roel, traject)


# What is open


def test_without_a_remark_nothing_at_a_norm_changes_any_more(als, wereld, traject, normen):
    zin = "De organisatie maakte geen opmerking over deze"
    with pytest.raises(Geweigerd, match=f"{zin} norm"):
        oordelen.oordelen(wereld.meike, traject, norm=normen[0], waarde="voldoet_niet")
    bevinding = Bevinding.objects.filter(norm=normen[0]).get()
    for handeling in (
        lambda: oordelen.bevinding_maken(wereld.meike, traject, norm=normen[0], soort="verbeter", tekst="Nieuw."),
        lambda: oordelen.soort_kiezen(wereld.meike, bevinding, "verbeter"),
        lambda: oordelen.gronden_kiezen(wereld.meike, bevinding, gesprekken=[], documenten=[], verhalen=[]),
        lambda: oordelen.bevinding_verwijderen(wereld.meike, bevinding),
    ):
        with pytest.raises(Geweigerd, match=f"{zin} passage"):
            handeling()
    client = als(wereld.meike)
    html = lees(client, "norm_oordelen", traject.nummer, normen[0].nummer)
    assert f"{zin} norm. Wat is nagekeken, blijft staan." in html
    assert "<textarea" not in html


def test_a_text_without_a_remark_is_closed_and_one_with_a_remark_is_open(als, wereld, traject, verbeterpunt, normen):
    client = als(wereld.meike)
    ander = Bevinding.objects.filter(norm=normen[0]).get()
    antwoorden = []
    for rij, naam in (
        (ander, reverse("bevinding_bewaren", args=[traject.nummer, ander.pk])),
        (verbeterpunt, reverse("bevinding_bewaren", args=[traject.nummer, verbeterpunt.pk])),
        (
            Rapportdeel.objects.get(sleutel="werkwijze"),
            reverse("rapportdeel_bewaren", args=[traject.nummer, "werkwijze"]),
        ),
    ):
        velden = {"veld": "tekst", "tekst": "Anders.", "basis": schrijven.vingerafdruk(rij.tekst)}
        antwoorden.append(client.post(naam, velden, HTTP_ACCEPT="application/json").status_code)
    assert antwoorden == [403, 200, 403]
    assert "Wat is nagekeken, blijft staan." in lees(client, "rapport", traject.nummer)


def test_a_remark_opens_the_norm_that_it_names(wereld, traject, normen):
    Reactie.objects.update(tekst=f"Ook bij {normen[0].nummer.lower()} klopt het oordeel niet.")
    assert (
        oordelen.oordelen(wereld.meike, traject, norm=normen[0], waarde="niet_beoordeeld").waarde == "niet_beoordeeld"
    )
    with pytest.raises(Geweigerd):
        oordelen.oordelen(wereld.meike, traject, norm=normen[1], waarde="niet_beoordeeld")


def test_a_new_finding_can_be_taken_away_again_and_one_in_the_report_cannot(wereld, traject, normen, verbeterpunt):
    nieuw = oordelen.bevinding_maken(wereld.meike, traject, norm=normen[-1], soort="bevinding", tekst="")
    oordelen.bevinding_verwijderen(wereld.meike, nieuw)
    with pytest.raises(Geweigerd, match="staat in een opgeleverd rapport"):
        oordelen.bevinding_verwijderen(wereld.meike, verbeterpunt)


# Past the controleur again


def test_another_judgement_is_not_settled_but_put_before_the_controleur(als, wereld, traject, normen):
    beantwoorden(wereld)
    oordelen.oordelen(wereld.meike, traject, norm=normen[-1], waarde="voldoet_niet")
    zin = f"Norm {normen[-1].nummer}: het oordeel ging van 'Voldoet deels' naar 'Voldoet niet'."
    with pytest.raises(Geweigerd) as geweigerd:
        rapport.rapport_vaststellen(wereld.meike, traject)
    assert geweigerd.value.redenen == [zin, "Leg dit eerst voor aan de interne controle."]
    client = als(wereld.meike)
    html = lees(client, "reacties", traject.nummer)
    assert ("Leg dit voor aan de interne controle" in html, "Stel het rapport vast" in html) == (True, False)
    client.post(reverse("rapport_opleveren", args=[traject.nummer]))
    assert Traject.objects.get().status == Status.INTERNE_CONTROLE
    html = lees(als(wereld.roel), "interne_controle", traject.nummer)
    assert "Anders dan in versie 1" in html
    assert zin.replace("'", "&#x27;") in html
    assert "De organisatie leest het dan, en reageert op de normen waar dat zo is." in html


def test_nothing_changed_is_not_put_before_the_controleur(als, wereld, traject):
    beantwoorden(wereld)
    antwoord = als(wereld.meike).post(reverse("rapport_opleveren", args=[traject.nummer]))
    assert antwoord.url == reverse("reacties", args=[traject.nummer])
    with pytest.raises(Geweigerd, match="U kunt het rapport vaststellen"):
        rapport.rapport_opleveren(wereld.meike, traject)


def test_a_better_judgement_goes_past_the_controleur_and_not_back_to_the_organisation(wereld, traject, normen):
    beantwoorden(wereld)
    oordelen.oordelen(wereld.meike, traject, norm=normen[-1], waarde="voldoet")
    rapport.rapport_opleveren(wereld.meike, traject)
    rapport.vrijgeven(wereld.roel, traject)
    assert Traject.objects.get().status == Status.REACTIE_VERWERKEN
    assert rapport.rapport_vaststellen(wereld.meike, traject).nummer == 3


def test_the_controleur_sends_it_back_to_where_it_came_from_with_the_reason_above(als, wereld, traject, normen):
    beantwoorden(wereld)
    oordelen.oordelen(wereld.meike, traject, norm=normen[-1], waarde="voldoet_niet")
    rapport.rapport_opleveren(wereld.meike, traject)
    rapport.terugsturen(wereld.roel, traject, "Waarop rust dit nu?")
    assert Traject.objects.get().status == Status.REACTIE_VERWERKEN
    assert "Waarop rust dit nu?" in lees(als(wereld.meike), "reacties", traject.nummer)
    # Back to what was checked needs no second check.
    oordelen.oordelen(wereld.meike, traject, norm=normen[-1], waarde="voldoet_deels")
    rapport.rapport_vaststellen(wereld.meike, traject)


def test_each_change_after_the_check_is_a_row_in_the_log_that_names_no_judgement(wereld, traject, normen):
    eerder = Gebeurtenis.objects.count()
    oordelen.oordelen(wereld.meike, traject, norm=normen[-1], waarde="voldoet_niet")
    oordelen.oordelen(wereld.meike, traject, norm=normen[-1], waarde="voldoet_niet")
    bevinding = oordelen.bevinding_maken(wereld.meike, traject, norm=normen[-1], soort="bevinding", tekst="Nieuw.")
    oordelen.soort_kiezen(wereld.meike, bevinding, "sterk")
    rijen = Gebeurtenis.objects.order_by("volgnummer")[eerder:]
    nummer = normen[-1].nummer
    assert [rij.reden for rij in rijen] == [
        f"Ander oordeel bij norm {nummer}",
        f"Nieuwe bevinding bij norm {nummer}",
        f"Andere soort bevinding bij norm {nummer}",
    ]


# Back to the organisation


def test_a_worse_judgement_opens_a_short_second_wederhoor_on_just_that(als, wereld, traject, normen):
    slechter(wereld, traject, normen[-1])
    traject.refresh_from_db()
    assert traject.status == Status.WEDERHOOR
    assert werkdagen_tussen(traject.status_sinds.date(), traject.termijn) == 5
    versie = traject.rapportversies.latest("nummer")
    van_de_norm = {een["sleutel"] for een in passages_van(versie.inhoud) if een["norm"] == normen[-1].nummer}
    html = lees(als(wereld.joke), "wederhoor", traject.nummer)
    for passage in passages_van(versie.inhoud):
        assert (f'id="passage-{passage["sleutel"]}"' in html) == (passage["sleutel"] in van_de_norm)
    assert "Na uw reactie is in het rapport iets slechter geworden." in html
    ander = next(een["sleutel"] for een in passages_van(versie.inhoud) if een["norm"] == normen[0].nummer)
    with pytest.raises(Geweigerd, match="Deze passage veranderde niet"):
        wederhoor.reageren(wereld.joke, versie, ander)


@pytest.mark.parametrize(
    "soort, status",
    [("verbeter", Status.WEDERHOOR), ("sterk", Status.REACTIE_VERWERKEN), ("bevinding", Status.REACTIE_VERWERKEN)],
)
def test_only_a_new_improvement_point_goes_back_to_the_organisation(wereld, traject, normen, soort, status):
    beantwoorden(wereld)
    bevinding = oordelen.bevinding_maken(wereld.meike, traject, norm=normen[-1], soort=soort, tekst="Nog iets.")
    gesprek = traject.gesprekken.first()
    oordelen.gronden_kiezen(wereld.meike, bevinding, gesprekken=[gesprek], documenten=[], verhalen=[])
    rapport.rapport_opleveren(wereld.meike, traject)
    rapport.vrijgeven(wereld.roel, traject)
    assert Traject.objects.get().status == status


def test_after_the_second_round_both_remarks_and_answers_stand_in_the_settled_report(als, wereld, traject, normen):
    slechter(wereld, traject, normen[-1])
    versie = traject.rapportversies.latest("nummer")
    passage = next(een["sleutel"] for een in passages_van(versie.inhoud) if een["norm"] == normen[-1].nummer)
    reactie = wederhoor.reageren(wereld.joke, versie, passage)
    Reactie.objects.filter(pk=reactie.pk).update(tekst="Dat vinden wij te streng.", soort="mening")
    wederhoor.reactie_indienen(wereld.ingrid, traject)
    with pytest.raises(Geweigerd, match="las intussen een nieuwere versie"):
        wederhoor.antwoord_heropenen(wereld.meike, Reactie.objects.exclude(pk=reactie.pk).get())
    beantwoorden(wereld, "mening_opgenomen")
    rapport.rapport_vaststellen(wereld.meike, traject)
    gelezen = lees(als(wereld.joke), "rapportversie", traject.nummer, 3)
    gelezen += lees(als(wereld.joke), "wederhoor", traject.nummer)
    for zin in ("Twee van deze dossiers waren nog niet afgesloten.", "Dat vinden wij te streng."):
        assert gelezen.count(zin) == 2


def test_a_second_reaction_without_a_remark_is_settled(wereld, traject, normen):
    slechter(wereld, traject, normen[-1])
    wederhoor.reactie_indienen(wereld.ingrid, traject)
    versie = rapport.rapport_vaststellen(wereld.meike, traject)
    assert (versie.nummer, Oordeel.objects.get(norm=normen[-1]).waarde) == (3, "voldoet_niet")


# Versions


def test_a_version_shows_what_changed_word_by_word(als, wereld, traject, normen, verbeterpunt):
    Bevinding.objects.filter(pk=verbeterpunt.pk).update(tekst="Afspraken staan nergens in het dossier.")
    beantwoorden(wereld, "aangepast")
    oordelen.oordelen(wereld.meike, traject, norm=normen[-1], waarde="voldoet_niet")
    rapport.rapport_opleveren(wereld.meike, traject)
    rapport.vrijgeven(wereld.roel, traject)
    client = als(wereld.joke)
    html = lees(client, "rapportversie_verschil", traject.nummer, 2)
    assert "het oordeel ging van &#x27;Voldoet deels&#x27; naar &#x27;Voldoet niet&#x27;." in html
    assert "Afspraken staan <del>niet overal </del><ins>nergens </ins>in het dossier." in html
    assert client.get(reverse("rapportversie_verschil", args=[traject.nummer, 1])).status_code == 404
    assert lees(client, "rapportversies", traject.nummer).count("Wat veranderde") == 1

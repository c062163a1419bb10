"""Plans live on: another day with consent, stories with documents, what later teams see, and one page with all of them."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis
from tests.dagen import over
from tests.gedeeld import gedeelde_wereld
from tests.klokken import op
from tests.personen import klein_kader, traject_in
from tests.rijen import trajecten_erbij
from toetsing.handelingen import verbeterplannen
from toetsing.models import Effect, Planuitstel, Verbeterplan, Voortgang
from trajecten import schrijven
from trajecten.handelingen import document_toevoegen
from trajecten.levensloop import Status
from trajecten.models import Toewijzing

LEEG = schrijven.vingerafdruk("")


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A traject with a certificate, and in it one agreed plan."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.kader = klein_kader()
        wereld.traject = traject_in(Status.LOPEND, wereld, wereld.kader)
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


@pytest.fixture
def plan(wereld):
    return Verbeterplan.objects.select_related("bevinding__norm", "traject").get()


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


def adres(naam, plan):
    return reverse(naam, args=[plan.traject.nummer, plan.pk])


def titels(client):
    return [rij.titel for rij in client.get(reverse("mijn_werk")).context["werk"]]


# Another day


def vraag_dag(wereld, plan, dagen=30):
    nieuw = plan.klaar_op + timedelta(days=dagen)
    return verbeterplannen.planuitstel_vragen(wereld.joke, plan, nieuw=nieuw, reden="De verhuizing duurt langer.")


def test_another_day_saves_itself_and_is_then_asked(als, wereld, plan):
    client, dag = als(wereld.joke), plan.klaar_op + timedelta(days=20)
    for veld, waarde in (("uitstel_dag", dag.isoformat()), ("uitstel_klad", "De verhuizing duurt langer.")):
        antwoord = client.post(
            adres("planuitstel_bewaren", plan),
            {"veld": veld, "tekst": waarde, "basis": LEEG},
            HTTP_ACCEPT="application/json",
        )
        assert antwoord.json()["stand"] == "bewaard"
    assert "De verhuizing duurt langer.</textarea>" in tekst(client.get(plan.get_absolute_url()))
    plan.refresh_from_db()
    client.post(
        adres("planuitstel_vragen", plan),
        {
            "uitstel_dag": dag.isoformat(),
            "uitstel_klad": plan.uitstel_klad,
            "uitstel_klad_basis": schrijven.vingerafdruk(plan.uitstel_klad),
        },
    )
    uitstel = Planuitstel.objects.get()
    assert (uitstel.oud, uitstel.nieuw, uitstel.gevraagd_door) == (plan.klaar_op, dag, wereld.joke.gebruiker)
    plan.refresh_from_db()
    assert (plan.klaar_op, plan.uitstel_klad, plan.uitstel_dag) == (uitstel.oud, "", None)


def test_a_day_that_is_not_later_or_without_a_reason_is_refused_beside_the_field(als, wereld, plan):
    antwoord = als(wereld.joke).post(
        adres("planuitstel_vragen", plan), {"uitstel_dag": plan.klaar_op.isoformat(), "uitstel_klad": " "}
    )
    html = tekst(antwoord)
    assert "Kies een dag na" in html and "Schrijf eerst waarom u een andere dag vraagt." in html
    assert not Planuitstel.objects.exists()


def test_the_planner_agrees_and_the_plan_is_no_longer_late(als, wereld, plan):
    meld = "Meld hoe het staat met 1 verbeterplan"
    antwoord = "Welzijn Wilgendam vraagt een andere dag voor 1 verbeterplan"
    with op(plan.klaar_op + timedelta(days=3)):
        karin, joke = als(wereld.karin), als(wereld.joke)
        assert Verbeterplan.objects.te_laat().get() == plan
        assert meld in titels(joke) and antwoord not in titels(karin)
        uitstel = vraag_dag(wereld, plan)
        # Silence of the certifier costs the organisation nothing.
        assert not Verbeterplan.objects.te_laat().exists()
        assert meld not in titels(joke) and antwoord in titels(karin)
        assert "De verhuizing duurt langer." in tekst(karin.get(plan.get_absolute_url()))
        karin.post(reverse("planuitstel_beantwoorden", args=[plan.traject.nummer, uitstel.pk]), {"akkoord": "ja"})
        assert antwoord not in titels(karin) and meld not in titels(joke)
    plan.refresh_from_db()
    assert plan.klaar_op == uitstel.nieuw
    with op(plan.klaar_op + timedelta(days=1)):
        assert Verbeterplan.objects.te_laat().get() == plan
    html = tekst(als(wereld.joke).get(plan.get_absolute_url()))
    assert "in plaats van" in html and "Akkoord, " in html
    rijen = Gebeurtenis.objects.filter(handeling__startswith="planuitstel").order_by("volgnummer")
    assert [(rij.handeling, rij.reden.startswith("Plan bij norm O1")) for rij in rijen] == [
        ("planuitstel_vragen", True),
        ("planuitstel_beantwoorden", True),
    ]


def test_a_no_says_why_and_leaves_the_day(als, wereld, plan):
    uitstel = vraag_dag(wereld, plan)
    url = reverse("planuitstel_beantwoorden", args=[plan.traject.nummer, uitstel.pk])
    assert "Schrijf erbij waarom u niet akkoord bent." in tekst(als(wereld.karin).post(url, {"niet": "ja"}))
    als(wereld.karin).post(url, {"niet": "ja", "uitleg": "Bewoners wachten hier al lang op."})
    assert "Bewoners wachten hier al lang op." in tekst(als(wereld.joke).get(plan.get_absolute_url()))
    assert Verbeterplan.objects.get().klaar_op == plan.klaar_op
    with pytest.raises(Geweigerd, match="al geantwoord"):
        verbeterplannen.planuitstel_beantwoorden(wereld.karin, uitstel, akkoord=True)
    vraag_dag(wereld, plan)


def test_who_may_not_ask_or_answer_hears_why(wereld, plan):
    with pytest.raises(Geweigerd, match="Alleen een bestuurder of kwaliteitsmedewerker"):
        verbeterplannen.planuitstel_vragen(wereld.karin, plan, nieuw=over(400), reden="Toch later.")
    uitstel = vraag_dag(wereld, plan)
    with pytest.raises(Geweigerd, match="Wacht op het antwoord"):
        vraag_dag(wereld, plan, 60)
    with pytest.raises(Geweigerd, match="Alleen een planner"):
        verbeterplannen.planuitstel_beantwoorden(wereld.meike, uitstel, akkoord=True)
    verbeterplannen.planuitstel_beantwoorden(wereld.karin, uitstel, akkoord=False, uitleg="Liever niet.")
    verbeterplannen.voortgang_melden(wereld.joke, plan, tekst="Klaar.", is_klaar=True)
    with pytest.raises(Geweigerd, match="al dat dit plan klaar is"):
        vraag_dag(wereld, plan)


def test_the_database_moves_no_day_without_a_yes_and_keeps_what_was_asked(wereld, plan):
    uitstel = vraag_dag(wereld, plan)
    rijen, vragen = Verbeterplan.objects.filter(pk=plan.pk), Planuitstel.objects.filter(pk=uitstel.pk)
    for doen, waarom in (
        (lambda: rijen.update(klaar_op=uitstel.nieuw), "alleen met akkoord"),
        (lambda: vragen.update(nieuw=over(900)), "Cannot"),
        (vragen.delete, "Cannot"),
        (lambda: Planuitstel.objects.bulk_create([_nog_een(uitstel)]), "planuitstel_een_tegelijk"),
    ):
        with pytest.raises(Error, match=waarom), transaction.atomic():
            doen()


def _nog_een(uitstel):
    return Planuitstel(
        plan=uitstel.plan, oud=uitstel.oud, nieuw=uitstel.nieuw, reden="x", gevraagd_door=uitstel.gevraagd_door
    )


# Progress with a story and documents


def document(wereld, traject, titel="Verslag van de bewonersavond"):
    bestand = ContentFile(b"%PDF-1.7 verslag\n%%EOF\n", name="verslag.pdf")
    return document_toevoegen(wereld.joke, traject, titel=titel, leeswijzer="", bestand=bestand, normen=[])


def test_progress_tells_a_story_and_shows_a_document_long_after_the_award(als, wereld, plan):
    joke, stuk = als(wereld.joke), document(wereld, wereld.traject)
    joke.post(
        adres("voortgang_bewaren", plan),
        {"veld": "verhaal_klad", "tekst": "Een bewoner belde zelf.", "basis": LEEG},
        HTTP_ACCEPT="application/json",
    )
    assert "Een bewoner belde zelf.</textarea>" in tekst(joke.get(plan.get_absolute_url()))
    joke.post(
        adres("voortgang_melden", plan),
        {
            "voortgang_klad": "Drie teams doen het.",
            "voortgang_klad_basis": LEEG,
            "verhaal_klad": "Een bewoner belde zelf.",
            "verhaal_klad_basis": schrijven.vingerafdruk("Een bewoner belde zelf."),
            "documenten": [stuk.pk],
        },
    )
    melding = Voortgang.objects.get()
    plan.refresh_from_db()
    assert (melding.verhaal, plan.voortgang_klad, plan.verhaal_klad) == ("Een bewoner belde zelf.", "", "")
    for url in (plan.get_absolute_url(), melding.get_absolute_url()):
        html = tekst(als(wereld.karin).get(url))
        assert "Een bewoner belde zelf." in html
        assert reverse("document", args=[plan.traject.nummer, stuk.pk]) in html
    for veranderen in (lambda: melding.documenten.clear(), lambda: Voortgang.objects.update(verhaal="Anders.")):
        with pytest.raises(Error, match="Cannot"), transaction.atomic():
            veranderen()


def test_a_document_of_another_traject_shows_nothing_here(wereld, plan):
    (ander,) = trajecten_erbij(wereld, wereld.kader, ["Welzijn Wilgendam"], Status.VOORBEREIDING)
    stuk = document(wereld, ander)
    with pytest.raises(Geweigerd, match="alleen documenten van dit traject"):
        verbeterplannen.voortgang_melden(wereld.joke, plan, tekst="Begonnen.", is_klaar=False, documenten=[stuk])
    melding = verbeterplannen.voortgang_melden(wereld.joke, plan, tekst="Begonnen.", is_klaar=False)
    with pytest.raises(Error, match="hoort bij een ander traject"), transaction.atomic():
        melding.documenten.add(stuk)


def test_one_adds_a_document_from_the_plan_and_comes_back_to_it(als, wereld, plan):
    joke = als(wereld.joke)
    url = f"{reverse('document_toevoegen', args=[plan.traject.nummer])}?plan={plan.pk}"
    assert url in joke.get(plan.get_absolute_url()).content.decode()
    bestand = ContentFile(b"%PDF-1.7 verslag\n%%EOF\n", name="verslag.pdf")
    assert joke.post(url, {"titel": "Verslag", "bestand": bestand}).url == plan.get_absolute_url()


# The effect


def zag(wereld, plan, traject, **velden):
    ingevuld = {"waarde": Effect.Waarde.ZICHTBAAR, "tekst": "Bewoners wijzen het zelf aan."}
    return Effect.objects.create(plan=plan, traject=traject, **ingevuld | velden)


def volgend(wereld, wie):
    """The next traject of the organisation, with this assessor in its team."""
    (traject,) = trajecten_erbij(wereld, wereld.kader, ["Welzijn Wilgendam"], Status.IN_TOETSING)
    Toewijzing.objects.create(traject=traject, gebruiker=wie.gebruiker, rol="toetser")
    return traject


def test_the_next_team_reads_the_plan_and_says_what_it_sees(als, wereld, plan):
    tessa = als(wereld.tessa)
    assert tessa.get(plan.get_absolute_url()).status_code == 404
    traject = volgend(wereld, wereld.tessa)
    lijst = reverse("eerdere_plannen", args=[traject.nummer])
    assert plan.get_absolute_url() in tekst(tessa.get(lijst))
    assert lijst in tekst(tessa.get(traject.get_absolute_url()))
    html = tekst(tessa.get(plan.get_absolute_url()))
    assert "Ziet u het effect van dit plan?" in html
    assert wereld.traject.get_absolute_url() + '"' not in html
    velden = {"veld": "tekst", "tekst": "Bewoners wijzen het zelf aan.", "basis": LEEG}
    assert tessa.post(adres("effect_bewaren", plan), velden, HTTP_ACCEPT="application/json").status_code == 200
    vast = {"tekst": velden["tekst"], "tekst_basis": schrijven.vingerafdruk(velden["tekst"])}
    assert "Kies of het effect te zien is." in tekst(tessa.post(adres("effect_vastleggen", plan), vast))
    assert "wijzen het zelf aan" not in tekst(als(wereld.joke).get(plan.get_absolute_url()))
    tessa.post(adres("effect_vastleggen", plan), vast | {"waarde": "deels", "waarde_basis": LEEG})
    effect = Effect.objects.get()
    assert (effect.traject, effect.waarde, effect.gezien_door) == (traject, "deels", wereld.tessa.gebruiker)
    for naam in ("joke", "karin", "tessa"):
        html = tekst(als(getattr(wereld, naam)).get(plan.get_absolute_url()))
        assert "Deels zichtbaar" in html and "wijzen het zelf aan" in html
        assert "Ziet u het effect" not in html
    assert "uw team zag: deels zichtbaar" in tekst(tessa.get(lijst))
    kijkers = als(wereld.joke).get(reverse("wie_ziet_verbeterplan", args=[plan.pk]))
    assert "Tessa Waterviolier" in tekst(kijkers)
    with pytest.raises(Error, match="Cannot"), transaction.atomic():
        Effect.objects.update(waarde="niet")


def test_the_same_team_looks_from_the_day_of_the_plan_on(als, wereld, plan):
    effect = zag(wereld, plan, plan.traject)
    assert "Ziet u het effect" not in tekst(als(wereld.meike).get(plan.get_absolute_url()))
    with pytest.raises(Geweigerd, match="Vanaf die dag legt u vast wat u zag"):
        verbeterplannen.effect_vastleggen(wereld.meike, effect)
    with op(plan.klaar_op):
        assert "Ziet u het effect" in tekst(als(wereld.meike).get(plan.get_absolute_url()))
        verbeterplannen.effect_vastleggen(wereld.meike, effect)
        with pytest.raises(Geweigerd, match="legde dit al vast"):
            verbeterplannen.effect_vastleggen(wereld.meike, effect)


def test_nobody_else_says_what_came_of_a_plan(wereld, plan):
    traject = volgend(wereld, wereld.tessa)
    (vreemd,) = trajecten_erbij(wereld, wereld.kader, ["Wijkwerk Zuiderpoort"], Status.IN_TOETSING)
    for wie, vanuit, zin in (
        (wereld.karin, traject, "Alleen een toetser kan"),
        (wereld.vera, traject, "Dit traject hoort niet bij u"),
        (wereld.meike, vreemd, "hoort niet bij de organisatie"),
    ):
        with pytest.raises(Geweigerd, match=zin):
            verbeterplannen.effect_vastleggen(wie, zag(wereld, plan, vanuit))
        Effect.objects.all().delete()


# All plans


def overzicht(client, **vraag):
    bladzijde = client.get(reverse("planoverzicht"), vraag)
    assert bladzijde.status_code == 200
    return [een.pk for een in bladzijde.context["bladzijde"]], tekst(bladzijde)


def plannen_erbij(wereld, voorbeeld, namen, klaar_op):
    """Trajecten with a certificate and one agreed plan each."""
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
    plannen = []
    for traject in trajecten_erbij(wereld, wereld.kader, namen, Status.LOPEND):
        bevinding = voorbeeld.bevinding
        bevinding.pk, bevinding.traject = None, traject
        bevinding.save(force_insert=True)
        akkoord = {"goedgekeurd_op": voorbeeld.goedgekeurd_op, "goedgekeurd_door": wereld.meike.gebruiker}
        plannen.append(
            Verbeterplan.objects.create(traject=traject, bevinding_id=bevinding.pk, klaar_op=klaar_op, **akkoord)
        )
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = default")
    return plannen


def test_the_certifier_sees_how_far_every_plan_is_and_what_is_late(als, wereld, plan):
    karin = als(wereld.karin)
    laat, klaar = plannen_erbij(wereld, plan, ["Oever", "Zuiderpoort"], over(-4))
    verbeterplannen.voortgang_melden(wereld.joke, plan, tekst="Begonnen.", is_klaar=False)
    klaar.voortgang.create(tekst="Klaar.", is_klaar=True, gemeld_door=wereld.joke.gebruiker)
    alles, html = overzicht(karin)
    assert sorted(alles[:2]) == sorted([laat.pk, klaar.pk]) and alles[2:] == [plan.pk]
    assert "één te laat" in html and "te laat sinds" in html and laat.get_absolute_url() in html
    for stand, verwacht in (
        ("te_laat", [laat]),
        ("klaar", [klaar]),
        ("loopt", [laat, plan]),
        ("onbeantwoord", [klaar, plan]),
        ("andere_dag", []),
    ):
        assert overzicht(karin, stand=stand)[0] == [een.pk for een in verwacht], stand
    assert overzicht(karin, q="oever")[0] == [laat.pk]
    assert overzicht(karin, sorteer="-datum")[0][0] == plan.pk
    assert reverse("planoverzicht") in tekst(karin.get(reverse("trajecten")))
    regels = karin.get(reverse("planoverzicht_export", args=["csv"]), {"stand": "te_laat"}).inhoud.decode("utf-8-sig")
    (rij,) = list(csv.DictReader(io.StringIO(regels), delimiter=";"))
    assert (rij["Organisatie"], rij["Stand"], rij["Te laat sinds"]) == ("Oever", "Te laat", over(-3).isoformat())
    assert f'{reverse("planoverzicht")}?stand=te_laat">1 verbeterplan</a>' in tekst(
        als(wereld.gijs).get(reverse("te_laat"))
    )


def test_the_bureau_reads_how_far_plans_are_and_not_what_they_say(als, wereld, plan):
    gijs = als(wereld.gijs)
    rijen, html = overzicht(gijs)
    assert rijen == [plan.pk] and "Loopt" in html
    assert plan.get_absolute_url() not in html and plan.traject.get_absolute_url() in html
    assert gijs.get(plan.get_absolute_url()).status_code == 404
    assert overzicht(als(wereld.wim))[0] == overzicht(als(wereld.tessa))[0] == []
    assert overzicht(als(wereld.meike))[0] == [plan.pk]


def test_the_overview_asks_as_much_with_one_plan_as_with_thirty(als, wereld, plan):
    for naam in ("karin", "gijs"):
        client, aantallen = als(getattr(wereld, naam)), []
        for erbij in (0, 2, 27):
            with transaction.atomic():
                plannen_erbij(wereld, plan, [f"Buurthuis {n}" for n in range(erbij)], over(-2))
                with CaptureQueriesContext(connection) as vragen:
                    overzicht(client)
                aantallen.append(len(vragen))
                transaction.set_rollback(True)
        # Without a late plan nothing differs; the page itself is the same.
        assert len(set(aantallen)) == 1 and aantallen[0] <= 12, aantallen

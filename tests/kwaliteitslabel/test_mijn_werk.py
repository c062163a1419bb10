"""Mijn werk: what waits for someone, and what waits for somebody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from beheercommissie.handelingen import belang_verklaren, stemmen, verklaring_ongedaan_maken
from beheercommissie.models import Agendapunt, Vergadering
from leden.handelingen.mensen import rol_geven
from leden.models import Gebruiker, Lidmaatschap, Organisatie, Rol, Uitnodiging
from tests.dagen import over
from tests.gedeeld import gedeelde_wereld
from tests.identiteitsdienst import inlogdienst
from tests.personen import klein_kader, zitting
from tests.rijen import agendapunten_erbij, trajecten_erbij
from trajecten.handelingen import teambezwaar_beantwoorden, vraag_stellen
from trajecten.levensloop import Status
from trajecten.models import Teambezwaar, Traject

# Who, and a status in which that person has to do something.
AAN_ZET = {
    "joke": Status.VOORBEREIDING,
    "ingrid": Status.WEDERHOOR,
    "karin": Status.AANGEMELD,
    "meike": Status.IN_TOETSING,
    "roel": Status.INTERNE_CONTROLE,
    "anna": Status.GEAGENDEERD,
    "bert": Status.GEAGENDEERD,
    "femke": Status.VOORGEDRAGEN,
    "gijs": Status.BESLOTEN,
}


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.kader = klein_kader()
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


def erbij(wereld, wie, aantal, status):
    """Trajecten that this person sees; the organisation has several, everybody else sees those of several organisations."""
    eigen = wie in ("joke", "ingrid")
    namen = [wereld.joke.organisatie.naam if eigen else f"{status} {n}" for n in range(aantal)]
    trajecten = trajecten_erbij(wereld, wereld.kader, namen, status)
    if status == Status.GEAGENDEERD:
        agendapunten_erbij(wereld, trajecten)
    return trajecten


def titels(client):
    return [werk.titel for werk in client.get(reverse("mijn_werk")).context["werk"]]


@pytest.mark.parametrize("wie", AAN_ZET)
def test_thirty_trajecten_ask_as_many_queries_as_one(wereld, als, wie):
    client, vragen = als(getattr(wereld, wie)), []
    elders = Status.ADVIES if wie != "karin" else Status.WEDERHOOR
    for aantal in (1, 2, 27):
        erbij(wereld, wie, aantal, AAN_ZET[wie])
        erbij(wereld, wie, aantal, elders)
        with CaptureQueriesContext(connection) as gesteld:
            bladzijde = client.get(reverse("mijn_werk"))
        vragen.append(len(gesteld))
        assert bladzijde.context["bladzijde"].paginator.count >= aantal
    assert vragen[0] == vragen[1] == vragen[2] <= 12


def test_three_hundred_trajecten_ask_as_many_queries_as_three_here_and_in_the_list(wereld, als):
    vragen = {}
    for aantal in (3, 297):
        erbij(wereld, "meike", aantal, Status.IN_TOETSING)
        for wie, naam in (
            ("meike", "mijn_werk"),
            ("meike", "trajecten"),
            ("karin", "mijn_werk"),
            ("gijs", "trajecten"),
        ):
            client = als(getattr(wereld, wie))
            with CaptureQueriesContext(connection) as gesteld:
                bladzijde = client.get(reverse(naam))
            vragen.setdefault((wie, naam), []).append(len(gesteld))
    assert bladzijde.context["bladzijde"].paginator.count >= 300
    assert {stelt for stelt, (drie, veel) in vragen.items() if drie != veel or veel > 13} == set()


@pytest.mark.parametrize("wie", AAN_ZET)
def test_with_nothing_to_do_one_hears_so(wereld, als, wie):
    bladzijde = als(getattr(wereld, wie)).get(reverse("mijn_werk")).content.decode()
    assert "Er wacht nu niets op u." in bladzijde


def test_what_is_due_first_stands_on_top_and_what_has_no_term_below(wereld, als):
    vandaag = timezone.localdate()
    for naam, dagen in (("Later", 20), ("Zonder", None), ("Voorbij", -3), ("Eerst", 2)):
        termijn = None if dagen is None else vandaag + timedelta(days=dagen)
        trajecten_erbij(wereld, wereld.kader, [naam], Status.AANGEMELD, termijn=termijn)
    assert titels(als(wereld.karin)) == [
        f"Bekijk de aanmelding van {naam}" for naam in ("Voorbij", "Eerst", "Later", "Zonder")
    ]


def test_what_waits_for_somebody_else_is_told_with_who(wereld, als):
    erbij(wereld, "joke", 1, Status.ADVIES)
    bladzijde = als(wereld.joke).get(reverse("mijn_werk")).content.decode()
    assert "Wacht op een ander" in bladzijde
    assert "Aan zet: Toetshuis Noorderlicht" in bladzijde


def test_what_waits_beside_the_trajecten_counts_in_another_role_as_mijn_werk_shows_it(wereld, als):
    lid = Lidmaatschap.objects.create(
        gebruiker=wereld.karin.gebruiker, organisatie=wereld.karin.organisatie, rol=Rol.BEHEERDER, van=over(-9)
    )
    (traject,) = erbij(wereld, "joke", 1, Status.ADVIES)
    vraag_stellen(wereld.joke, traject, onderwerp="De dagen", tekst="Kan het ook op een dinsdag?")
    client = als(lid)
    with CaptureQueriesContext(connection) as gesteld:
        (rol,) = client.get(reverse("mijn_werk")).context["andere_rollen"]
    assert len(gesteld) <= 12
    assert (rol.pk, rol.wacht) == (wereld.karin.pk, len(titels(als(wereld.karin))))
    assert rol.wacht == 2
    lid.delete()


def test_who_has_nothing_to_do_hears_of_work_in_another_role_and_goes_there(wereld, als):
    """Ingrid looks after the people of her organisation, and speaks for it; she also sits in the committee."""
    beheerder = Lidmaatschap.objects.create(
        gebruiker=wereld.ingrid.gebruiker, organisatie=wereld.joke.organisatie, rol=Rol.BEHEERDER
    )
    lid = zitting(wereld, wereld.ingrid.gebruiker, Rol.COMMISSIELID)
    erbij(wereld, "joke", 3, Status.WEDERHOOR)
    client = als(beheerder)
    with CaptureQueriesContext(connection) as gesteld:
        bladzijde = client.get(reverse("mijn_werk")).content.decode()
    assert len(gesteld) <= 12
    zin = "Als <b>bestuurder</b> bij Welzijn Wilgendam wachten er drie dingen op u."
    assert zin in " ".join(bladzijde.split())
    assert "Welzijn Wilgendam, drie wachten op u" in bladzijde
    assert "commissielid</b> bij" not in bladzijde
    naar = {"lidmaatschap": wereld.ingrid.pk, "naar": reverse("mijn_werk")}
    assert len(client.post(reverse("rol_wisselen"), naar, follow=True).context["werk"]) == 3
    assert zin not in " ".join(client.get(reverse("mijn_werk")).content.decode().split())
    assert {een.pk for een in client.get(reverse("mijn_werk")).context["andere_rollen"]} == set()
    Lidmaatschap.objects.filter(pk__in=(beheerder.pk, lid.pk)).delete()


def test_an_objection_to_a_member_of_the_team_is_work_of_the_planner_until_it_is_answered(wereld, als):
    (traject,) = erbij(wereld, "joke", 1, Status.VOORBEREIDING)
    bezwaar = Teambezwaar.objects.create(
        traject=traject,
        gebruiker=wereld.samir.gebruiker,
        reden="Hij werkte hier als stagiair.",
        gemaakt_door=wereld.ingrid.gebruiker,
    )
    planner, url = als(wereld.karin), traject.get_absolute_url()
    assert titels(planner) == ["Beantwoord het bezwaar van Welzijn Wilgendam tegen Samir Wollegras"]
    antwoordpagina = reverse("teambezwaar_beantwoorden", args=[traject.nummer, bezwaar.pk])
    assert f'href="{antwoordpagina}"' in planner.get(url).content.decode()
    assert "Uw bezwaar tegen Samir Wollegras wacht op antwoord" in als(wereld.joke).get(url).content.decode()
    for ander in (wereld.gijs, wereld.samir):
        assert "stagiair" not in als(ander).get(url).content.decode()
        assert not any("bezwaar" in titel for titel in titels(als(ander)))
    teambezwaar_beantwoorden(wereld.karin, bezwaar, "Tessa komt in zijn plaats.")
    assert titels(planner) == []
    assert antwoordpagina not in planner.get(url).content.decode()


@pytest.mark.parametrize("wie", ["karin", "gijs"])
def test_what_is_late_at_somebody_else_is_marked_on_mijn_werk_and_in_the_list(wereld, als, wie):
    vandaag = timezone.localdate()
    for naam, dagen in (("Laat", -10), ("Op tijd", 10)):
        trajecten_erbij(wereld, wereld.kader, [naam], Status.WEDERHOOR, termijn=vandaag + timedelta(days=dagen))
    client = als(getattr(wereld, wie))
    for pagina in ("mijn_werk", "trajecten"):
        bladzijde = client.get(reverse(pagina)).content.decode()
        assert bladzijde.count('class="termijn voorbij"') == 1
        assert "werkdagen voorbij" in bladzijde


def test_one_sees_no_work_of_others(wereld, als):
    erbij(wereld, "joke", 1, Status.VOORBEREIDING)
    erbij(wereld, "karin", 1, Status.AANGEMELD)
    for vreemde in (wereld.bram, wereld.wim, wereld.vera, wereld.tessa):
        bladzijde = als(vreemde).get(reverse("mijn_werk"))
        assert list(bladzijde.context["werk"]) == []
        assert list(bladzijde.context["anderen"]) == []


def test_a_finished_traject_is_no_work(wereld, als):
    for status in (Status.LOPEND, Status.AFGESLOTEN, Status.GEWEIGERD, Status.INGETROKKEN, Status.GESTAAKT):
        erbij(wereld, "gijs", 1, status)
    bladzijde = als(wereld.gijs).get(reverse("mijn_werk"))
    assert list(bladzijde.context["werk"]) == []
    assert list(bladzijde.context["anderen"]) == []


def test_a_member_who_has_voted_is_ready(wereld, als):
    (traject,) = erbij(wereld, "bert", 1, Status.GEAGENDEERD)
    Traject.objects.update(organisatie=wereld.joke.organisatie)
    traject.toewijzingen.filter(rol="beslisser").delete()
    punt, client = traject.agendapunten.get(), als(wereld.bert)
    assert len(titels(client)) == 1
    belang_verklaren(wereld.bert, punt, "geen")
    assert len(titels(client)) == 1
    stemmen(wereld.bert, punt, optie="toekennen", reden="Een eerlijke spiegel.")
    assert titels(client) == []


@pytest.mark.parametrize("uitkomst", ["belang", "twijfel"])
def test_a_member_with_an_interest_has_nothing_more_to_do(wereld, als, uitkomst):
    (traject,) = erbij(wereld, "esra", 1, Status.GEAGENDEERD)
    belang_verklaren(wereld.esra, traject.agendapunten.get(), uitkomst)
    assert titels(als(wereld.esra)) == []


def test_the_chair_still_has_to_decide_after_voting(wereld, als):
    (traject,) = erbij(wereld, "anna", 1, Status.GEAGENDEERD)
    belang_verklaren(wereld.anna, traject.agendapunten.get(), "geen")
    stemmen(wereld.anna, traject.agendapunten.get(), optie="toekennen", reden="Een eerlijke spiegel.")
    assert titels(als(wereld.anna)) == [f"Neem het besluit over {traject.organisatie.naam} met de commissie"]


def test_more_work_than_fits_goes_on_on_the_next_page(wereld, als):
    erbij(wereld, "karin", 20, Status.AANGEMELD)
    client = als(wereld.karin)
    eerste = titels(client)
    tweede = [werk.titel for werk in client.get(reverse("mijn_werk"), {"bladzijde": 2}).context["werk"]]
    assert len(eerste) == 15
    assert len({*eerste, *tweede}) == 20


def test_who_can_apply_and_has_nothing_is_shown_how_to_begin(wereld, als):
    assert reverse("aanmelden") in als(wereld.joke).get(reverse("mijn_werk")).content.decode()
    assert reverse("aanmelden") not in als(wereld.karin).get(reverse("mijn_werk")).content.decode()


# People


def uitnodiging(wereld, dagen_geleden, email="nieuw@voorbeeld.example"):
    return Uitnodiging.objects.create(
        email=email,
        organisatie=wereld.hilde.organisatie,
        rollen=["bestuurder"],
        uitgenodigd_door=wereld.hilde.gebruiker,
        verstuurd_op=timezone.now() - timedelta(days=dagen_geleden),
    )


@pytest.mark.parametrize(("dagen_geleden", "wacht"), [(1, False), (10, False), (12, True), (13, True), (15, False)])
def test_an_invitation_that_nearly_stops_working_waits_for_the_beheerder(wereld, als, dagen_geleden, wacht):
    uitnodiging(wereld, dagen_geleden)
    zin = "De uitnodiging voor nieuw@voorbeeld.example verloopt bijna"
    assert titels(als(wereld.hilde)) == ([zin] if wacht else [])
    assert titels(als(wereld.olaf)) == titels(als(wereld.joke)) == []


@pytest.mark.parametrize(("dagen", "wacht"), [(-1, False), (0, True), (30, True), (31, False)])
def test_a_role_that_ends_soon_waits_for_the_beheerder(wereld, als, dagen, wacht):
    Lidmaatschap.objects.filter(pk=wereld.joke.pk).update(tot=timezone.localdate() + timedelta(days=dagen))
    zin = "Joke Zonnedauw is bijna geen kwaliteitsmedewerker meer"
    assert titels(als(wereld.hilde)) == ([zin] if wacht else [])
    assert titels(als(wereld.gijs)) == []


@pytest.mark.parametrize(("dagen", "wacht"), [(-1, False), (0, True), (60, True), (61, False)])
def test_a_term_of_office_that_ends_within_sixty_days_waits_for_the_bureau(wereld, als, dagen, wacht):
    Lidmaatschap.objects.filter(pk=wereld.bert.pk).update(tot=timezone.localdate() + timedelta(days=dagen))
    assert titels(als(wereld.gijs)) == (["Bert Zeebies is bijna geen commissielid meer"] if wacht else [])
    assert titels(als(wereld.hilde)) == []


def test_who_has_a_next_term_waits_no_more(wereld, als):
    tot = timezone.localdate() + timedelta(days=20)
    Lidmaatschap.objects.filter(pk=wereld.bert.pk).update(tot=tot)
    rol_geven(
        wereld.gijs,
        wereld.bert.gebruiker,
        wereld.bert.organisatie,
        rol=wereld.bert.rol,
        van=tot + timedelta(days=1),
        tot=tot + timedelta(days=1000),
    )
    assert titels(als(wereld.gijs)) == []


def test_many_invitations_and_ends_ask_no_more_queries(wereld, als):
    client, vragen = als(wereld.hilde), []
    for meer in (1, 2, 27):
        for nummer in range(meer):
            uitnodiging(wereld, 12, f"mens{meer}x{nummer}@voorbeeld.example")
        with CaptureQueriesContext(connection) as gevangen:
            client.get(reverse("mijn_werk"))
        vragen.append(len(gevangen))
    assert len(set(vragen)) == 1, vragen


def test_a_mail_domain_that_nobody_looked_at_waits_for_the_bureau(wereld, als):
    inlogdienst(wereld.joke.organisatie, "https://x.example", maildomein="x.example", maildomein_bevestigd_op=None)
    assert titels(als(wereld.gijs)) == ["Kijk het maildomein van Welzijn Wilgendam na"]
    assert titels(als(wereld.hilde)) == []


def test_the_page_counts_what_waits_with_the_trajecten(wereld, als):
    erbij(wereld, "gijs", 1, Status.BESLOTEN)
    Lidmaatschap.objects.filter(pk=wereld.bert.pk).update(tot=timezone.localdate() + timedelta(days=3))
    pagina = als(wereld.gijs).get(reverse("mijn_werk"))
    assert "Er wachten twee dingen op u." in pagina.content.decode()
    # The term of the traject is a week from now.
    assert pagina.context["werk"][0].titel == "Bert Zeebies is bijna geen commissielid meer"


def test_who_chases_sees_how_long_a_term_of_another_is_past(als, wereld):
    erbij(wereld, "karin", 1, Status.ADVIES)
    Traject.objects.update(termijn=timezone.localdate() - timedelta(days=14))
    for adres in (reverse("mijn_werk"), reverse("trajecten")):
        assert "werkdagen voorbij" in als(wereld.gijs).get(adres).content.decode()


def op_de_agenda(wereld, aantal=1):
    erbij(wereld, "bert", aantal, Status.GEAGENDEERD)
    return list(Agendapunt.objects.order_by("pk"))


def test_a_member_in_doubt_is_work_for_the_secretary_with_how_to_reach_this_member(als, wereld):
    (punt,) = op_de_agenda(wereld)
    belang_verklaren(wereld.esra, punt, "twijfel")
    (werk,) = als(wereld.femke).get(reverse("mijn_werk")).context["werk"]
    assert werk.titel == f"Bel Esra Moeraswederik over punt {punt.volgnummer}"
    assert f"Er is geen telefoonnummer bekend. Schrijf naar {wereld.esra.gebruiker.email}." in werk.zin
    Organisatie.objects.filter(pk=wereld.dora.organisatie_id).update(contact_telefoon="035 1234567")
    Lidmaatschap.objects.create(
        gebruiker=wereld.esra.gebruiker,
        organisatie=wereld.dora.organisatie,
        rol=Rol.KWALITEITSMEDEWERKER,
        van=timezone.localdate(),
    )
    (werk,) = als(wereld.femke).get(reverse("mijn_werk")).context["werk"]
    assert "Telefoon: 035 1234567 (Stichting Buurtkracht Oever)." in werk.zin
    Gebruiker.objects.filter(pk=wereld.esra.gebruiker_id).update(telefoon="06 12345678")
    (werk,) = als(wereld.femke).get(reverse("mijn_werk")).context["werk"]
    assert "Telefoon: 06 12345678. Of schrijf naar" in werk.zin
    verklaring_ongedaan_maken(wereld.femke, punt.verklaringen.get(), "Het ging om een naamgenoot.")
    assert titels(als(wereld.femke)) == []


def test_what_a_meeting_left_undecided_is_work_for_the_secretary(als, wereld):
    (punt,) = op_de_agenda(wereld)
    Vergadering.objects.update(datum=timezone.localdate() - timedelta(days=1))
    (werk,) = als(wereld.femke).get(reverse("mijn_werk")).context["werk"]
    assert werk.titel == f"Er is nog geen besluit over {punt.traject.organisatie.naam}"
    assert als(wereld.femke).get(werk.url).status_code == 200
    assert titels(als(wereld.gijs)) == []


def test_an_item_with_too_few_members_is_work_for_secretary_and_bureau(als, wereld):
    (punt,) = op_de_agenda(wereld)
    for lid in (wereld.anna, wereld.bert, wereld.cora):
        assert titels(als(wereld.femke)) == titels(als(wereld.gijs)) == []
        belang_verklaren(lid, punt, "belang")
    assert titels(als(wereld.femke)) == [f"Vraag het bureau om tijdelijke leden voor punt {punt.volgnummer}"]
    assert titels(als(wereld.gijs)) == ["Draag tijdelijke leden voor de beheercommissie voor"]
    zitting(wereld, wereld.bram.gebruiker, Rol.COMMISSIELID)
    assert titels(als(wereld.femke)) == titels(als(wereld.gijs)) == []

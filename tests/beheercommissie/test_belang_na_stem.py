"""A vote of a member who has an interest does not count, whenever the interest became known."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from beheercommissie.bevoegdheden import beslisbelemmeringen
from beheercommissie.bevoegdheden.stemming import stemmen_per_optie
from beheercommissie.deelname import deelnemers
from beheercommissie.handelingen import belang_verklaren, besluiten, stemmen
from beheercommissie.models import Besluit, Stem
from beheercommissie.quorum import quorum_van
from kwaliteitslabel.belangen.handelingen import belang_corrigeren, belang_toevoegen
from leden.bevoegdheden import Geweigerd
from leden.models import Belang, Gebeurtenis, Lidmaatschap, Rol
from tests.personen import commissie
from trajecten.models import Toewijzing, Traject


@pytest.fixture
def agendapunt(wereld, agendapunt):
    """All five voted; three votes are needed."""
    for lid in commissie(wereld):
        belang_verklaren(lid, agendapunt, "geen")
        stemmen(lid, agendapunt, optie="toekennen", reden="Een eerlijke spiegel.")
    return agendapunt


def registreren(wie, organisatie, **data):
    waarden = {"soort": Belang.Soort.FAMILIE, "van": timezone.localdate()} | data
    return belang_toevoegen(wie, organisatie=organisatie, **waarden)


def stil(wie, organisatie, **data):
    """An interest that came into the register past the act: by a merger, an import, a shell."""
    waarden = {"soort": Belang.Soort.FAMILIE, "van": timezone.localdate()} | data
    return Belang.objects.create(gebruiker=wie.gebruiker, organisatie=organisatie, **waarden)


@pytest.mark.parametrize("partij", ["organisatie", "certificeerder"])
def test_registering_an_interest_withdraws_the_vote_and_the_log_says_so(wereld, agendapunt, partij):
    zinnen = registreren(wereld.bert, getattr(agendapunt.traject, partij))
    assert zinnen == ["U doet niet meer mee aan het punt over Welzijn Wilgendam. Stemde u al, dan telt die stem niet."]
    assert not Stem.objects.filter(gebruiker=wereld.bert.gebruiker).exists()
    assert not Toewijzing.objects.filter(gebruiker=wereld.bert.gebruiker, rol="beslisser").exists()
    assert agendapunt.verklaringen.get(gebruiker=wereld.bert.gebruiker).uitkomst == "belang"
    regel = Gebeurtenis.objects.filter(onderwerp=agendapunt.traject.onderwerp).latest("volgnummer")
    assert (regel.handeling, regel.reden) == ("belang_verklaren", "Doet niet mee. De stem telt niet meer.")
    assert stemmen_per_optie(agendapunt, quorum_van(agendapunt)) == {"toekennen": 4}


def test_registering_an_interest_locks_what_it_withdraws_before_the_log(wereld, agendapunt):
    with CaptureQueriesContext(connection) as vragen:
        registreren(wereld.bert, agendapunt.traject.organisatie)
    volgorde = [vraag["sql"] for vraag in vragen]
    traject = next(plek for plek, sql in enumerate(volgorde) if "trajecten_traject" in sql and "FOR UPDATE" in sql)
    assert traject < next(plek for plek, sql in enumerate(volgorde) if "pg_advisory_xact_lock" in sql)


def test_an_interest_elsewhere_leaves_the_vote_alone(wereld, agendapunt):
    assert registreren(wereld.bert, wereld.bram.organisatie) == []
    assert stemmen_per_optie(agendapunt, quorum_van(agendapunt)) == {"toekennen": 5}


def test_a_correction_that_makes_it_count_withdraws_the_vote_too(wereld, agendapunt):
    lang_geleden = timezone.localdate() - timedelta(days=4000)
    registreren(wereld.bert, agendapunt.traject.organisatie, van=lang_geleden, tot=lang_geleden)
    belang = Belang.objects.get()
    assert stemmen_per_optie(agendapunt, quorum_van(agendapunt)) == {"toekennen": 5}
    belang_corrigeren(
        wereld.bert,
        belang,
        organisatie=belang.organisatie,
        soort=belang.soort,
        van=belang.van,
        tot=None,
        toelichting="",
        is_vergissing=False,
        reden="Het was niet voorbij.",
    )
    assert stemmen_per_optie(agendapunt, quorum_van(agendapunt)) == {"toekennen": 4}


def test_a_decided_item_stays_as_it_was(wereld, agendapunt):
    besluiten(wereld.anna, agendapunt, optie="toekennen", motivering="Bewoners beslissen zichtbaar mee.")
    assert registreren(wereld.bert, agendapunt.traject.organisatie) == []
    assert Besluit.objects.get().uitslag == {"stemmen": {"toekennen": 5}, "met_belang": 0}
    assert Stem.objects.filter(agendapunt=agendapunt).count() == 5


@pytest.mark.parametrize("hoe", ["belang", "lidmaatschap"])
def test_a_vote_does_not_count_when_the_interest_came_past_the_act(wereld, agendapunt, hoe):
    for wie in (wereld.bert, wereld.cora, wereld.daan):
        if hoe == "belang":
            stil(wie, agendapunt.traject.organisatie)
        else:
            Lidmaatschap.objects.create(
                gebruiker=wie.gebruiker, organisatie=agendapunt.traject.organisatie, rol=Rol.KWALITEITSMEDEWERKER
            )
    assert stemmen_per_optie(agendapunt, quorum_van(agendapunt)) == {"toekennen": 2}
    assert {lid.gebruiker.naam for lid in deelnemers(agendapunt, quorum_van(agendapunt)) if lid.heeft_gestemd} == {
        "Anna Koningsvaren",
        "Esra Moeraswederik",
    }
    with pytest.raises(Geweigerd, match=r"Voor een besluit zijn 3 stemmen nodig.*Er zijn er 2\."):
        besluiten(wereld.anna, agendapunt, optie="toekennen", motivering="Bewoners beslissen zichtbaar mee.")
    with pytest.raises(IntegrityError, match="het quorum is niet gehaald"), transaction.atomic():
        _besluit_langs_de_regels(wereld.anna, agendapunt)
    # With the chair gone the same way, nobody takes the decision.
    assert Traject.objects.zichtbaar_voor(wereld.anna).filter(pk=agendapunt.traject_id).exists()
    assert not Traject.objects.zichtbaar_voor(wereld.bert).filter(pk=agendapunt.traject_id).exists()


def _besluit_langs_de_regels(wie, agendapunt):
    Besluit.objects.create(
        nummer="2026-001-B1",
        agendapunt=agendapunt,
        optie="toekennen",
        motivering="x",
        uitslag={},
        vastgelegd_door=wie.gebruiker,
    )


def test_the_database_takes_no_vote_and_no_decision_of_who_has_an_interest(wereld, agendapunt):
    Stem.objects.filter(gebruiker=wereld.bert.gebruiker).delete()
    stil(wereld.bert, agendapunt.traject.organisatie)
    with pytest.raises(IntegrityError, match="stem: dit lid heeft een belang"), transaction.atomic():
        Stem.objects.create(agendapunt=agendapunt, gebruiker=wereld.bert.gebruiker, optie="toekennen")
    stil(wereld.anna, agendapunt.traject.certificeerder)
    with pytest.raises(IntegrityError, match="stem: dit lid heeft een belang"), transaction.atomic():
        Stem.objects.filter(gebruiker=wereld.anna.gebruiker).update(optie="onthouding")
    with (
        pytest.raises(IntegrityError, match="wie een belang heeft, toetste of controleerde, beslist niet"),
        transaction.atomic(),
    ):
        _besluit_langs_de_regels(wereld.anna, agendapunt)


def test_the_result_says_how_many_stayed_out(wereld, agendapunt):
    stil(wereld.bert, agendapunt.traject.organisatie)
    registreren(wereld.cora, agendapunt.traject.organisatie)
    besluit = besluiten(wereld.anna, agendapunt, optie="toekennen", motivering="Bewoners beslissen zichtbaar mee.")
    assert besluit.uitslag == {"stemmen": {"toekennen": 3}, "met_belang": 2}


def test_who_left_a_party_shortly_does_not_decide(wereld, agendapunt):
    gisteren = timezone.localdate() - timedelta(days=1)
    Lidmaatschap.objects.create(
        gebruiker=wereld.bert.gebruiker,
        organisatie=agendapunt.traject.certificeerder,
        rol=Rol.TOETSER,
        van=gisteren - timedelta(days=900),
        tot=gisteren,
    )
    assert beslisbelemmeringen(wereld.bert.gebruiker, agendapunt.traject) == [
        "U werkte kortgeleden voor Toetshuis Noorderlicht."
    ]
    assert stemmen_per_optie(agendapunt, quorum_van(agendapunt)) == {"toekennen": 4}

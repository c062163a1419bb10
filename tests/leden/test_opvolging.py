"""Other names and mergers: what holds from which day, without anybody having to do something on that day."""

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Geweigerd
from leden.handelingen import opvolging as handelingen
from leden.handelingen.organisaties import organisatie_toelaten
from leden.handelingen.uitnodigingen import uitnodigen
from leden.models import (
    Gebeurtenis,
    Lidmaatschap,
    Naamswijziging,
    Opvolging,
    Organisatie,
    Partijband,
    Samenvoeging,
    dezelfde_partij,
    met_voorgangers,
)
from leden.taken import namen_van_organisaties_bijwerken
from tests.dagen import over
from tests.gedeeld import gedeelde_wereld


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    for wie in (gedeeld.hilde, gedeeld.gijs, gedeeld.joke, gedeeld.bram):
        wie.organisatie.refresh_from_db()
    return gedeeld


@pytest.fixture
def vijf(wereld):
    """Five members, A to E."""
    return [Organisatie.objects.create(naam=f"Welzijn {letter}", soort="lid", plaats="Utrecht") for letter in "ABCDE"]


@pytest.fixture
def zeven(wereld):
    return [Organisatie.objects.create(naam=f"Zorg {letter}", soort="lid", plaats="Utrecht") for letter in "ABCDEFG"]


def op(dag):
    """Travel to noon of a day."""
    return time_machine.travel(f"{dag:%Y-%m-%d}T12:00:00+00:00", tick=False)


def namen(sleutels):
    return set(Organisatie.objects.filter(pk__in=sleutels).values_list("naam", flat=True))


# ---- names


def test_a_new_name_from_today_is_the_name_at_once(wereld):
    handelingen.hernoemen(wereld.gijs, wereld.joke.organisatie, naam="Welzijn Wilgenrijk", per=over(0))
    organisatie = Organisatie.objects.get(pk=wereld.joke.organisatie_id)
    assert organisatie.naam == "Welzijn Wilgenrijk"
    assert [(een.was, een.wordt) for een in organisatie.naamswijzigingen.all()] == [
        ("Welzijn Wilgendam", "Welzijn Wilgenrijk")
    ]
    assert Gebeurtenis.objects.filter(handeling="hernoemen", onderwerp=organisatie.onderwerp).count() == 1


def test_a_name_of_a_day_to_come_holds_from_that_day_without_a_job(wereld):
    handelingen.hernoemen(wereld.gijs, wereld.joke.organisatie, naam="Welzijn Wilgenrijk", per=over(10))
    pk = wereld.joke.organisatie_id
    assert Organisatie.objects.get(pk=pk).naam == "Welzijn Wilgendam"
    with op(over(9)):
        assert Organisatie.objects.get(pk=pk).naam == "Welzijn Wilgendam"
    with op(over(10)):
        assert Organisatie.objects.get(pk=pk).naam == "Welzijn Wilgenrijk"
        # Also where it comes along with another row.
        lid = Lidmaatschap.objects.select_related("organisatie").get(pk=wereld.joke.pk)
        assert lid.organisatie.naam == "Welzijn Wilgenrijk"


def test_the_tidying_job_changes_nothing_that_people_read(wereld):
    pk = wereld.joke.organisatie_id
    handelingen.hernoemen(wereld.gijs, wereld.joke.organisatie, naam="Aardig Wilgenrijk", per=over(10))
    namen_van_organisaties_bijwerken(0)
    assert Organisatie.objects.filter(naam="Welzijn Wilgendam").exists()
    with op(over(10)):
        namen_van_organisaties_bijwerken(0)
        assert Organisatie.objects.order_by("naam").first().pk == pk
        assert Organisatie.objects.get(naam="Aardig Wilgenrijk").nieuwe_naam == ""


def test_a_later_name_replaces_one_that_was_waiting(wereld):
    organisatie = wereld.joke.organisatie
    handelingen.hernoemen(wereld.gijs, organisatie, naam="Tikfout", per=over(10))
    handelingen.hernoemen(wereld.gijs, organisatie, naam="Goed zo", per=over(20))
    with op(over(15)):
        assert Organisatie.objects.get(pk=organisatie.pk).naam == "Welzijn Wilgendam"
    with op(over(20)):
        assert Organisatie.objects.get(pk=organisatie.pk).naam == "Goed zo"
    assert organisatie.naamswijzigingen.count() == 1


def test_a_name_that_waits_can_be_taken_back_until_its_day(wereld, als):
    organisatie, client = wereld.joke.organisatie, als(wereld.gijs)
    handelingen.hernoemen(wereld.gijs, organisatie, naam="Tikfout", per=over(10))
    assert "Trek de nieuwe naam in" in client.get(organisatie.get_absolute_url()).content.decode()
    with pytest.raises(Geweigerd, match="Alleen een labelbeheerder"):
        handelingen.hernoeming_intrekken(wereld.hilde, organisatie)
    antwoord = client.post(reverse("hernoeming_intrekken", args=[organisatie.pk]), follow=True)
    assert "De nieuwe naam gaat niet door." in antwoord.content.decode()
    assert "Trek de nieuwe naam in" not in antwoord.content.decode()
    regel = Gebeurtenis.objects.get(handeling="hernoeming_intrekken")
    assert regel.reden == f"Welzijn Wilgendam gaat per {dagkort(over(10))} niet Tikfout heten"
    with op(over(11)):
        assert Organisatie.objects.get(pk=organisatie.pk).naam == "Welzijn Wilgendam"
    assert not Naamswijziging.objects.exists()
    with pytest.raises(Geweigerd, match="geen nieuwe naam klaar"):
        handelingen.hernoeming_intrekken(wereld.gijs, organisatie)


def test_a_name_that_holds_is_not_taken_back(wereld):
    handelingen.hernoemen(wereld.gijs, wereld.joke.organisatie, naam="Tweede", per=over(-5))
    handelingen.hernoemen(wereld.gijs, wereld.joke.organisatie, naam="Derde", per=over(5))
    with op(over(5)), pytest.raises(Geweigerd, match="Geef weer een andere naam"):
        handelingen.hernoeming_intrekken(wereld.gijs, wereld.joke.organisatie)
    handelingen.hernoeming_intrekken(wereld.gijs, wereld.joke.organisatie)
    assert [een.wordt for een in Naamswijziging.objects.all()] == ["Tweede"]


@pytest.mark.parametrize(
    ("per", "zin"),
    [
        (-366, "kies een dag in het afgelopen jaar"),
        (366, "over meer dan een jaar"),
        (-101, "Welzijn A is lid sinds"),
        (-50, "De naam Welzijn A geldt sinds"),
    ],
)
def test_a_name_and_a_merger_hold_from_a_day_that_keeps_history_in_order(wereld, vijf, per, zin):
    a, b, *_ = vijf
    Organisatie.objects.filter(pk=a.pk).update(lid_sinds=over(-100), naam="Eerst")
    handelingen.hernoemen(wereld.gijs, a, naam="Welzijn A", per=over(-50))
    a.refresh_from_db()
    with pytest.raises(Geweigerd, match=zin):
        handelingen.hernoemen(wereld.gijs, a, naam="Anders", per=over(per))
    with pytest.raises(Geweigerd, match=zin):
        handelingen.samenvoegen(wereld.gijs, a, opgegaan_in=b, per=over(per))
    handelingen.samenvoegen(wereld.gijs, a, opgegaan_in=b, per=over(-49))


def test_a_name_with_a_letter_that_becomes_two_is_known_as_taken(wereld):
    handelingen.hernoemen(wereld.gijs, wereld.joke.organisatie, naam="İzmir Buurthuis", per=over(0))
    for naam in ("İzmir Buurthuis", "İZMIR BUURTHUIS"):
        with pytest.raises(Geweigerd, match="Kies een andere naam"):
            handelingen.hernoemen(wereld.gijs, wereld.bram.organisatie, naam=naam, per=over(0))


def test_names_follow_one_another(wereld):
    organisatie = wereld.joke.organisatie
    handelingen.hernoemen(wereld.gijs, organisatie, naam="Tweede", per=over(-10))
    handelingen.hernoemen(wereld.gijs, organisatie, naam="Derde", per=over(-5))
    assert list(organisatie.naamswijzigingen.values_list("was", "wordt")) == [
        ("Tweede", "Derde"),
        ("Welzijn Wilgendam", "Tweede"),
    ]
    with pytest.raises(Geweigerd, match="Kies een dag daarna"):
        handelingen.hernoemen(wereld.gijs, organisatie, naam="Vierde", per=over(-7))


@pytest.mark.parametrize("naam", ["Stichting Buurtkracht Oever", "STICHTING BUURTKRACHT OEVER", "Straks Anders"])
def test_a_name_that_is_taken_or_will_be_is_refused(wereld, naam):
    handelingen.hernoemen(wereld.gijs, wereld.karin.organisatie, naam="Straks Anders", per=over(30))
    with pytest.raises(Geweigerd, match="Kies een andere naam"):
        handelingen.hernoemen(wereld.gijs, wereld.joke.organisatie, naam=naam, per=over(0))
    with pytest.raises(Geweigerd, match="Kies een andere naam"):
        organisatie_toelaten(wereld.gijs, naam=naam, soort="lid", plaats="Utrecht")


def test_an_old_name_is_found_and_read_on_the_page(wereld, als):
    client = als(wereld.gijs)
    url = reverse("hernoemen", args=[wereld.joke.organisatie_id])
    antwoord = client.post(url, {"naam": "Welzijn Wilgenrijk", "per": f"{over(0):%d-%m-%Y}"}, follow=True)
    assert "Heette tot" in antwoord.content.decode()
    lijst = client.get(reverse("organisaties"), {"q": "welzijn wilgendam"})
    assert [org.naam for org in lijst.context["bladzijde"]] == ["Welzijn Wilgenrijk"]


def test_an_organisation_does_not_get_another_name_after_it_went(wereld):
    organisatie, nieuw = wereld.bram.organisatie, wereld.joke.organisatie
    handelingen.hernoemen(wereld.gijs, organisatie, naam="Oeverkracht", per=over(10))
    for per in (over(0), over(10)):
        with pytest.raises(Geweigerd, match="Trek die naam eerst in"):
            handelingen.samenvoegen(wereld.gijs, organisatie, opgegaan_in=nieuw, per=per)
    handelingen.samenvoegen(wereld.gijs, organisatie, opgegaan_in=nieuw, per=over(11))


def test_what_a_merged_organisation_is_refused_its_pages_do_not_offer(wereld, als):
    organisatie, client = wereld.bram.organisatie, als(wereld.gijs)
    olaf = Lidmaatschap.objects.get(organisatie=organisatie, rol="beheerder").gebruiker
    uitnodigen(wereld.gijs, organisatie, email="nieuw@voorbeeld.example", rollen=["beheerder"])
    handelingen.samenvoegen(wereld.gijs, organisatie, opgegaan_in=wereld.joke.organisatie, per=over(0))

    def bladzijde(naam, *args):
        return client.get(reverse(naam, args=[organisatie.pk, *args])).content.decode()

    for naam, args in (("uitnodigen", []), ("rol_geven", [olaf.pk]), ("hernoemen", [])):
        assert "Stichting Buurtkracht Oever ging al op in Welzijn Wilgendam" in bladzijde(naam, *args)
        assert "rij-knoppen" not in bladzijde(naam, *args)
    mensen = bladzijde("mensen_van_organisatie")
    assert "Stichting Buurtkracht Oever ging al op in Welzijn Wilgendam" in mensen
    assert "Trek in" in mensen and "Stuur opnieuw" not in mensen
    for html in (mensen, bladzijde("uitnodigingen"), bladzijde("organisatie"), bladzijde("mens", olaf.pk)):
        for naam, args in (("uitnodigen", []), ("rol_geven", [olaf.pk]), ("hernoemen", [])):
            assert f'href="{reverse(naam, args=[organisatie.pk, *args])}"' not in html


def test_a_merged_certifier_is_not_offered_an_admission(wereld, als):
    organisatie, client = wereld.karin.organisatie, als(wereld.gijs)
    adres = reverse("toelating_toevoegen", args=[organisatie.pk])
    assert adres in client.get(organisatie.get_absolute_url()).content.decode()
    handelingen.samenvoegen(wereld.gijs, organisatie, opgegaan_in=wereld.wim.organisatie, per=over(0))
    assert adres not in client.get(organisatie.get_absolute_url()).content.decode()
    assert "ging al op in" in client.get(adres).content.decode()


def test_a_refused_name_stays_in_the_form(wereld, als):
    url = reverse("hernoemen", args=[wereld.joke.organisatie_id])
    bladzijde = als(wereld.gijs).post(url, {"naam": "Welzijn Wilgendam", "per": "31-2-2026"}).content.decode()
    assert "Deze dag bestaat niet" in bladzijde
    assert 'value="Welzijn Wilgendam"' in bladzijde
    bladzijde = als(wereld.gijs).post(url, {"naam": "Welzijn Wilgendam", "per": "1-2-2026"}).content.decode()
    assert "Welzijn Wilgendam heet al zo." in bladzijde


# ---- mergers


def test_a_merger_of_a_day_to_come_holds_from_that_day(wereld, vijf):
    a, b, *_ = vijf
    handelingen.samenvoegen(wereld.gijs, a, opgegaan_in=b, per=over(10))
    assert namen(met_voorgangers(b)) == {"Welzijn B"}
    assert a.op_dag(over(9)) == a
    with op(over(10)):
        assert namen(met_voorgangers(b)) == {"Welzijn A", "Welzijn B"}
        assert namen(met_voorgangers(a)) == {"Welzijn A"}
        assert namen(dezelfde_partij(a)) == {"Welzijn A", "Welzijn B"}
        assert a not in Organisatie.objects.leden()
        assert b in Organisatie.objects.leden()
    assert a.op_dag(over(10)) == b


def test_a_chain_of_mergers_counts_from_day_to_day(wereld, vijf):
    a, b, c, d, _ = vijf
    handelingen.samenvoegen(wereld.gijs, b, opgegaan_in=c, per=over(20))
    handelingen.samenvoegen(wereld.gijs, a, opgegaan_in=b, per=over(10))
    handelingen.samenvoegen(wereld.gijs, d, opgegaan_in=c, per=over(5))
    assert namen(dezelfde_partij(a, over(4))) == {"Welzijn A"}
    assert namen(dezelfde_partij(a, over(15))) == {"Welzijn A", "Welzijn B"}
    assert namen(dezelfde_partij(a, over(20))) == {"Welzijn A", "Welzijn B", "Welzijn C", "Welzijn D"}
    assert namen(dezelfde_partij(d, over(20))) == {"Welzijn A", "Welzijn B", "Welzijn C", "Welzijn D"}
    assert namen(met_voorgangers(c, over(20))) == {"Welzijn A", "Welzijn B", "Welzijn C", "Welzijn D"}
    assert (a.op_dag(over(15)), a.op_dag(over(20)), d.op_dag(over(20))) == (b, c, c)


@pytest.mark.parametrize(
    ("van", "naar", "per", "zin"),
    [
        (0, 0, 40, "kan niet in zichzelf opgaan"),
        (1, 2, 40, "Welzijn B gaat al op in Welzijn C"),
        (2, 0, 40, "Welzijn A gaat zelf in Welzijn C op"),
        (3, 1, 25, "Welzijn B is op"),
        (2, 4, 15, "Welzijn B gaat op"),
    ],
)
def test_a_merger_that_cannot_be_is_refused_with_a_sentence(wereld, vijf, van, naar, per, zin):
    a, b, c, _, _ = vijf
    handelingen.samenvoegen(wereld.gijs, b, opgegaan_in=c, per=over(20))
    if van != 0:
        handelingen.samenvoegen(wereld.gijs, a, opgegaan_in=b, per=over(10))
    with pytest.raises(Geweigerd, match=zin):
        handelingen.samenvoegen(wereld.gijs, vijf[van], opgegaan_in=vijf[naar], per=over(per))


def test_only_two_of_a_kind_merge(wereld, vijf):
    with pytest.raises(Geweigerd, match="Alleen twee lidorganisaties of twee certificerende instellingen"):
        handelingen.samenvoegen(wereld.gijs, vijf[0], opgegaan_in=wereld.karin.organisatie, per=over(1))
    with pytest.raises(Geweigerd, match="Alleen twee lidorganisaties"):
        handelingen.samenvoegen(wereld.gijs, wereld.gijs.organisatie, opgegaan_in=wereld.anna.organisatie, per=over(1))


def test_the_database_refuses_a_circle(wereld, vijf):
    a, b, c, *_ = vijf
    for van, naar in ((a, b), (b, c)):
        Samenvoeging.objects.create(
            organisatie=van, opgegaan_in=naar, per=over(1), vastgelegd_door=wereld.gijs.gebruiker
        )
    with pytest.raises(IntegrityError, match="in zichzelf op"), transaction.atomic():
        Samenvoeging.objects.create(organisatie=c, opgegaan_in=a, per=over(1), vastgelegd_door=wereld.gijs.gebruiker)
    with pytest.raises(IntegrityError, match="in zichzelf op"), transaction.atomic():
        Samenvoeging.objects.create(organisatie=c, opgegaan_in=c, per=over(1), vastgelegd_door=wereld.gijs.gebruiker)


def test_the_database_refuses_a_second_merger_and_a_second_name_of_a_day(wereld, vijf):
    a, b, c, *_ = vijf
    gegevens = {"per": over(1), "vastgelegd_door": wereld.gijs.gebruiker}
    Samenvoeging.objects.create(organisatie=a, opgegaan_in=b, **gegevens)
    with pytest.raises(IntegrityError), transaction.atomic():
        Samenvoeging.objects.create(organisatie=a, opgegaan_in=c, **gegevens)
    Naamswijziging.objects.create(organisatie=a, was="A", wordt="B", **gegevens)
    with pytest.raises(IntegrityError, match="een_per_dag"), transaction.atomic():
        Naamswijziging.objects.create(organisatie=a, was="B", wordt="C", **gegevens)


def test_a_merger_can_be_taken_back_until_its_day(wereld, vijf):
    a, b, *_ = vijf
    handelingen.samenvoegen(wereld.gijs, a, opgegaan_in=b, per=over(10))
    handelingen.samenvoeging_intrekken(wereld.gijs, a)
    assert not Opvolging.objects.exists()
    with pytest.raises(Geweigerd, match="gaat niet in een andere organisatie op"):
        handelingen.samenvoeging_intrekken(wereld.gijs, Organisatie.objects.get(pk=a.pk))
    handelingen.samenvoegen(wereld.gijs, Organisatie.objects.get(pk=a.pk), opgegaan_in=b, per=over(0))
    with pytest.raises(Geweigerd, match="kan niet meer terug"):
        handelingen.samenvoeging_intrekken(wereld.gijs, Organisatie.objects.get(pk=a.pk))
    assert Gebeurtenis.objects.filter(onderwerp=b.onderwerp, handeling="samenvoeging_intrekken").count() == 1


def test_memberships_of_a_merged_organisation_end_on_that_day(wereld):
    handelingen.samenvoegen(wereld.gijs, wereld.bram.organisatie, opgegaan_in=wereld.joke.organisatie, per=over(10))
    geldig = Lidmaatschap.objects.geldig().filter(pk__in=(wereld.bram.pk, wereld.joke.pk))
    assert set(geldig) == {wereld.bram, wereld.joke}
    with op(over(10)):
        assert set(Lidmaatschap.objects.geldig().filter(pk__in=(wereld.bram.pk, wereld.joke.pk))) == {wereld.joke}


def test_only_the_bureau_renames_and_merges(wereld):
    organisatie, ander = wereld.joke.organisatie, wereld.bram.organisatie
    for wie in (wereld.hilde, wereld.ingrid, wereld.karin):
        with pytest.raises(Geweigerd, match="Alleen een labelbeheerder"):
            handelingen.hernoemen(wie, organisatie, naam="Anders", per=over(0))
        with pytest.raises(Geweigerd, match="Alleen een labelbeheerder"):
            handelingen.samenvoegen(wie, organisatie, opgegaan_in=ander, per=over(0))


def test_what_is_merged_is_not_renamed(wereld, vijf):
    a, b, *_ = vijf
    handelingen.samenvoegen(wereld.gijs, a, opgegaan_in=b, per=over(-1))
    with pytest.raises(Geweigerd, match="ging al op in Welzijn B"):
        handelingen.hernoemen(wereld.gijs, Organisatie.objects.get(pk=a.pk), naam="Anders", per=over(0))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_whatever_is_merged_in_whatever_order_the_closure_is_what_walking_gives(zeven, wereld, data):
    """The rows of Opvolging and Partijband, as the database gives them, against following the mergers one by one."""
    stappen = {}
    for van in range(6):
        naar = data.draw(st.sampled_from([None, *range(van + 1, 7)]), label=f"{van} naar")
        if naar is not None:
            stappen[van] = (naar, data.draw(st.integers(1, 30), label="dag"))
    Samenvoeging.objects.all().delete()
    Samenvoeging.objects.bulk_create(
        Samenvoeging(
            organisatie=zeven[van], opgegaan_in=zeven[naar], per=over(dag), vastgelegd_door=wereld.gijs.gebruiker
        )
        for van, (naar, dag) in data.draw(st.permutations(list(stappen.items())), label="volgorde")
    )
    nummer = {organisatie.pk: keer for keer, organisatie in enumerate(zeven)}
    rijen = {
        (nummer[rij.voorganger_id], nummer[rij.opvolger_id], (rij.per - over(0)).days)
        for rij in Opvolging.objects.all()
    }
    verwacht = set()
    for begin in stappen:
        hier, dagen = begin, []
        while hier in stappen:
            hier, dag = stappen[hier]
            dagen.append(dag)
            verwacht.add((begin, hier, max(dagen)))
    assert rijen == verwacht
    # One party on a day: living on, on that day, in the same one.
    banden = [
        (nummer[band.organisatie_id], nummer[band.met_id], (band.per - over(0)).days)
        for band in Partijband.objects.all()
    ]
    assert len({(een, ander) for een, ander, _ in banden}) == len(banden)

    def leeft_in(een, dag):
        return {een} | {naar for van, naar, per in rijen if van == een and per <= dag}

    dag = data.draw(st.integers(0, 31), label="op dag")
    samen = {
        (een, ander)
        for een in range(7)
        for ander in range(7)
        if een != ander and leeft_in(een, dag) & leeft_in(ander, dag)
    }
    assert {(een, ander) for een, ander, per in banden if per <= dag} == samen


# ---- pages


def test_the_pages_tell_where_an_organisation_went(wereld, als):
    client = als(wereld.gijs)
    url = reverse("samenvoegen", args=[wereld.bram.organisatie_id])
    assert "Loopt er bij allebei een traject" in client.get(url).content.decode()
    gegevens = {"opgegaan_in": wereld.joke.organisatie_id, "per": f"{over(0):%d-%m-%Y}"}
    bladzijde = client.post(url, gegevens, follow=True).content.decode()
    assert "Opgegaan in Welzijn Wilgendam per" in bladzijde
    assert "Trek de samenvoeging in" not in bladzijde
    assert "opgegaan in Welzijn Wilgendam" in client.get(reverse("organisaties")).content.decode()
    ander = client.get(wereld.joke.organisatie.get_absolute_url()).content.decode()
    assert "Stichting Buurtkracht Oever ging hier per" in ander
    assert "ging al op in" in client.get(url).content.decode()


def test_a_merger_to_come_can_be_taken_back_on_the_page(wereld, als):
    client = als(wereld.gijs)
    gegevens = {"opgegaan_in": wereld.joke.organisatie_id, "per": f"{over(30):%d-%m-%Y}"}
    bladzijde = client.post(
        reverse("samenvoegen", args=[wereld.bram.organisatie_id]), gegevens, follow=True
    ).content.decode()
    assert "Gaat per" in bladzijde
    assert "Trek de samenvoeging in" in bladzijde
    antwoord = client.post(reverse("samenvoeging_intrekken", args=[wereld.bram.organisatie_id]), follow=True)
    assert "De samenvoeging gaat niet door." in antwoord.content.decode()
    assert not Samenvoeging.objects.exists()


def test_only_organisations_of_the_same_kind_can_be_chosen(wereld, als):
    form = als(wereld.gijs).get(reverse("samenvoegen", args=[wereld.bram.organisatie_id])).context["form"]
    assert [org.naam for org in form.fields["opgegaan_in"].queryset] == ["Welzijn Wilgendam"]


def test_a_form_with_nothing_in_it_says_what_is_asked(wereld, als):
    url = reverse("samenvoegen", args=[wereld.bram.organisatie_id])
    bladzijde = als(wereld.gijs).post(url, {"per": "x"}).content.decode()
    assert "Dit lijkt geen datum." in bladzijde
    assert 'value="x"' in bladzijde
    assert not Samenvoeging.objects.exists()

"""One person, several hats: the one that is on decides, and nothing is borrowed from the others."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from leden.bevoegdheden import ROLLEN, Geweigerd, Handeling, eisen, heeft_rol, rolbelemmeringen
from leden.bewaken import mag
from leden.models import Lidmaatschap, Organisatie, Rol
from tests.personen import traject_in
from trajecten.levensloop import Status
from trajecten.models import Traject


def extra_rol(wie, organisatie, rol, **data):
    return Lidmaatschap.objects.create(
        gebruiker=wie.gebruiker, organisatie=organisatie, rol=rol, **{"van": timezone.localdate(), **data}
    )


@pytest.fixture
def meike_met_twee_petten(wereld):
    """Meike assesses at Toetshuis Noorderlicht, and works at Stichting Buurtkracht Oever too."""
    wereld.meike_bij_oever = extra_rol(wereld.meike, wereld.bram.organisatie, Rol.KWALITEITSMEDEWERKER)
    return wereld


@pytest.mark.parametrize("rol", Rol)
def test_the_table_decides_which_acts_a_role_has(rol):
    wie = Lidmaatschap(rol=rol)
    heeft = {handeling for handeling in Handeling if heeft_rol(wie, handeling)}
    assert heeft == {handeling for handeling in Handeling if rol in ROLLEN[handeling]}
    assert heeft == {handeling for handeling in Handeling if not rolbelemmeringen(wie, handeling)}


def test_a_refusal_says_who_can():
    assert rolbelemmeringen(Lidmaatschap(rol=Rol.TOETSER), Handeling.VRIJGEVEN) == [
        "Alleen een controleur kan het conceptrapport vrijgeven. Vraag het een collega met die rol, of wissel van rol."
    ]
    assert rolbelemmeringen(Lidmaatschap(rol=Rol.PLANNER), Handeling.AANMELDEN) == [
        "Alleen een bestuurder of kwaliteitsmedewerker kan een traject aanmelden. "
        "Vraag het een collega met die rol, of wissel van rol."
    ]


def test_without_a_role_nothing_is_possible():
    assert not heeft_rol(None, Handeling.WERK_LEZEN)
    assert rolbelemmeringen(None, Handeling.WERK_LEZEN) == [
        "U hebt op dit moment geen rol. Vraag de beheerder van uw organisatie om u een rol te geven."
    ]


def test_all_reasons_are_told_at_once():
    eisen([], [])
    with pytest.raises(Geweigerd) as geweigerd:
        eisen(["Een."], [], ["Twee.", "Drie."])
    assert geweigerd.value.redenen == ["Een.", "Twee.", "Drie."]
    assert str(geweigerd.value) == "Een. Twee. Drie."


def test_the_role_one_works_in_stands_on_every_page(meike_met_twee_petten, als):
    for wie, zin in (
        (meike_met_twee_petten.meike, "U werkt als <b>toetser</b> bij Toetshuis Noorderlicht"),
        (
            meike_met_twee_petten.meike_bij_oever,
            "U werkt als <b>kwaliteitsmedewerker</b> bij Stichting Buurtkracht Oever",
        ),
    ):
        assert zin in als(wie).get(reverse("mijn_werk")).content.decode()


def test_a_traject_seen_in_one_role_does_not_exist_in_another(meike_met_twee_petten, als, kader):
    traject = traject_in(Status.VOORBEREIDING, meike_met_twee_petten, kader)
    adres = reverse("traject", args=[traject.nummer])
    assert als(meike_met_twee_petten.meike).get(adres).status_code == 200
    assert als(meike_met_twee_petten.meike_bij_oever).get(adres).status_code == 404


def test_rights_of_another_role_are_not_borrowed(meike_met_twee_petten, als, kader):
    assert als(meike_met_twee_petten.meike_bij_oever).get(reverse("aanmelden")).status_code == 200
    weigering = als(meike_met_twee_petten.meike).get(reverse("aanmelden"))
    assert weigering.status_code == 403
    assert "kan een traject aanmelden" in weigering.content.decode()


def test_one_switches_role_with_one_click(meike_met_twee_petten, als, kader):
    client = als(meike_met_twee_petten.meike)
    antwoord = client.post(reverse("rol_wisselen"), {"lidmaatschap": meike_met_twee_petten.meike_bij_oever.pk})
    assert antwoord.url == reverse("mijn_werk")
    assert client.get(reverse("aanmelden")).status_code == 200


@pytest.mark.parametrize("poging", ["van een ander", "", "x", "0", "999999999999999999999"])
def test_one_does_not_switch_to_the_role_of_somebody_else(wereld, als, poging):
    client = als(wereld.meike)
    gekozen = wereld.gijs.pk if poging == "van een ander" else poging
    client.post(reverse("rol_wisselen"), {"lidmaatschap": gekozen})
    assert "U werkt als <b>toetser</b>" in client.get(reverse("mijn_werk")).content.decode()


def test_a_session_that_names_the_role_of_somebody_else_gets_ones_own(wereld, als):
    client = als(wereld.meike)
    sessie = client.session
    sessie["lidmaatschap"] = wereld.gijs.pk
    sessie.save()
    assert "U werkt als <b>toetser</b>" in client.get(reverse("mijn_werk")).content.decode()


def test_switching_is_a_post(wereld, als):
    assert als(wereld.meike).get(reverse("rol_wisselen")).status_code == 405


@pytest.mark.parametrize(
    ("begint", "eindigt", "geldt"),
    [(0, None, True), (-10, 0, True), (0, 0, True), (-10, -1, False), (1, None, False), (-20, 30, True)],
)
def test_a_membership_holds_from_its_first_day_up_to_and_including_its_last(wereld, begint, eindigt, geldt):
    vandaag = timezone.localdate()
    extra = extra_rol(
        wereld.meike,
        wereld.bram.organisatie,
        Rol.BESTUURDER,
        van=vandaag + timedelta(days=begint),
        tot=None if eindigt is None else vandaag + timedelta(days=eindigt),
    )
    assert (extra in Lidmaatschap.objects.geldig()) == geldt


def gisteren():
    return timezone.localdate() - timedelta(days=1)


def test_with_a_membership_that_ended_one_has_no_role_any_more(wereld, als):
    client = als(wereld.meike)
    Lidmaatschap.objects.filter(pk=wereld.meike.pk).update(tot=gisteren())
    antwoord = client.get(reverse("mijn_werk"))
    assert antwoord.status_code == 403
    assert "U hebt op dit moment geen rol." in antwoord.content.decode()


def test_when_the_active_membership_ends_the_other_one_takes_over(meike_met_twee_petten, als):
    client = als(meike_met_twee_petten.meike)
    Lidmaatschap.objects.filter(pk=meike_met_twee_petten.meike.pk).update(tot=gisteren())
    assert "U werkt als <b>kwaliteitsmedewerker</b>" in client.get(reverse("mijn_werk")).content.decode()


def test_who_is_no_longer_active_is_signed_out(wereld, als):
    client = als(wereld.meike)
    wereld.meike.gebruiker.is_active = False
    wereld.meike.gebruiker.save()
    antwoord = client.get(reverse("mijn_werk"))
    assert antwoord.status_code == 302
    assert antwoord.url.startswith(reverse("account_login"))


def test_someone_without_a_role_still_finds_the_way_out(wereld, als):
    client = als(wereld.meike)
    Lidmaatschap.objects.filter(pk=wereld.meike.pk).update(tot=gisteren())
    bladzijde = client.get(reverse("voorpagina")).content.decode()
    assert "U bent ingelogd als Meike Lisdodde. U hebt nu geen rol." in bladzijde
    assert "Log uit" in bladzijde


def test_a_page_that_guards_an_object_hides_what_one_may_not_see(wereld, kader):
    """`mag` asks first whether it exists for this person, and only then which role it takes."""
    traject = traject_in(Status.AANGEMELD, wereld, kader)

    @mag(Handeling.ACCEPTEREN, Traject)
    def view(request, traject):
        return traject

    def vragen(wie):
        request = RequestFactory().get("/")
        request.lidmaatschap, request.dichte_lidmaatschappen = wie, []
        return view(request, nummer=traject.nummer)

    assert vragen(wereld.karin) == traject
    with pytest.raises(PermissionDenied, match="Alleen een planner kan de aanmelding accepteren"):
        vragen(wereld.joke)
    for vreemde in (wereld.bram, wereld.wim, wereld.meike, wereld.anna, None):
        with pytest.raises(Http404):
            vragen(vreemde)


def test_nobody_has_the_same_role_at_the_same_organisation_twice(wereld):
    with pytest.raises(IntegrityError, match="lidmaatschap_een_keer_per_rol"), transaction.atomic():
        extra_rol(wereld.joke, wereld.joke.organisatie, Rol.KWALITEITSMEDEWERKER)


def test_a_membership_does_not_end_before_it_begins(wereld):
    with pytest.raises(IntegrityError, match="lidmaatschap_tot_na_van"), transaction.atomic():
        extra_rol(wereld.joke, wereld.bram.organisatie, Rol.BESTUURDER, tot=gisteren() - timedelta(days=1))


@pytest.mark.parametrize("nummer", ["1234567", "1234567a", ""])
def test_a_chamber_of_commerce_number_has_eight_digits(db, nummer):
    with pytest.raises(IntegrityError, match="acht_cijfers"), transaction.atomic():
        Organisatie.objects.create(naam="Stichting Proef", soort="lid", plaats="Utrecht", kvk_nummer=nummer)

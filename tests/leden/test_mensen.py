"""Roles that are given, ended and laid down, and the pages that show them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inloggen.handelingen.huisregels import huisregels_lezen
from leden.bevoegdheden import Geweigerd, Handeling
from leden.bevoegdheden.bevestiging import EXTRA_BEVESTIGING
from leden.bevoegdheden.mensen import rollen_te_geven
from leden.handelingen.mensen import blokkeren, rol_beeindigen, rol_geven, rol_neerleggen
from leden.handelingen.uitnodigingen import uitnodigen
from leden.models import ROLLEN_PER_SOORT, Gebeurtenis, Gebruiker, Lidmaatschap, Organisatie, Rol
from tests.dagen import over
from tests.leden.collegas import collega, laatste_regel
from tests.personen import zitting

# Which roles one gives
from tests.post import bezorgen, mails


@pytest.mark.parametrize("soort", Organisatie.Soort)
def test_a_beheerder_gives_all_roles_of_the_own_organisation_and_none_elsewhere(soort):
    eigen, elders = Organisatie(pk=1, soort=soort), Organisatie(pk=2, soort=soort)
    wie = Lidmaatschap(rol=Rol.BEHEERDER, organisatie=eigen)
    assert set(rollen_te_geven(wie, eigen)) == ROLLEN_PER_SOORT[soort]
    assert rollen_te_geven(wie, elders) == []


@pytest.mark.parametrize(
    ("soort", "rollen"),
    [
        (Organisatie.Soort.LID, {Rol.BEHEERDER}),
        (Organisatie.Soort.CERTIFICEERDER, {Rol.BEHEERDER}),
        (Organisatie.Soort.BEHEERCOMMISSIE, {Rol.COMMISSIELID, Rol.VOORZITTER, Rol.SECRETARIS}),
        (Organisatie.Soort.BUREAU, {Rol.LABELBEHEERDER, Rol.KLACHTBEHANDELAAR}),
    ],
)
def test_the_bureau_opens_the_door_elsewhere_and_appoints_the_committee_and_itself(soort, rollen):
    wie = Lidmaatschap(rol=Rol.LABELBEHEERDER, organisatie=Organisatie(pk=1, soort=Organisatie.Soort.BUREAU))
    assert set(rollen_te_geven(wie, Organisatie(pk=2, soort=soort))) == rollen


@pytest.mark.parametrize("rol", sorted(set(Rol) - {Rol.BEHEERDER, Rol.LABELBEHEERDER}))
def test_nobody_else_gives_a_role(rol):
    organisatie = Organisatie(pk=1, soort=Organisatie.Soort.LID)
    assert rollen_te_geven(Lidmaatschap(rol=rol, organisatie=organisatie), organisatie) == []
    assert rollen_te_geven(None, organisatie) == []


def test_acts_that_change_who_may_what_ask_again_who_you_are():
    assert {
        Handeling.UITNODIGEN,
        Handeling.ROL_GEVEN,
        Handeling.ROL_BEEINDIGEN,
        Handeling.BLOKKEREN,
    } <= EXTRA_BEVESTIGING


# Giving


def test_a_colleague_gets_a_role_at_once_and_hears_of_it(wereld, als):
    url = reverse("rol_geven", args=[wereld.joke.organisatie_id, wereld.joke.gebruiker_id])
    client = als(wereld.joke)
    als(wereld.hilde).post(url, {"rol": "bestuurder"})
    nieuw = wereld.joke.gebruiker.lidmaatschappen.get(rol=Rol.BESTUURDER)
    assert (nieuw.van, nieuw.tot) == (timezone.localdate(), None)
    assert "Bestuurder<small>" in client.get(reverse("mijn_werk")).content.decode()
    rij = laatste_regel()
    assert (rij.naam, rij.rol, rij.handeling, rij.naar) == ("Hilde Zwanenbloem", "beheerder", "rol_geven", "bestuurder")
    assert rij.onderwerp == f"gebruiker {wereld.joke.gebruiker_id} bij organisatie {wereld.joke.organisatie_id}"
    assert [aan for aan, _, _ in mails()] == ["joke@voorbeeld.example"]


@pytest.mark.parametrize(
    ("door", "aan", "rol", "reden"),
    [
        ("hilde", "joke", Rol.TOETSER, "De rol toetser past niet bij Welzijn Wilgendam."),
        ("hilde", "bram", Rol.BESTUURDER, "U zorgt niet voor de mensen van Stichting Buurtkracht Oever."),
        (
            "gijs",
            "joke",
            Rol.BESTUURDER,
            "Wie bij Welzijn Wilgendam bestuurder is, bepaalt de beheerder van Welzijn Wilgendam.",
        ),
        (
            "hilde",
            "joke",
            Rol.KWALITEITSMEDEWERKER,
            "Joke Zonnedauw is al kwaliteitsmedewerker bij Welzijn Wilgendam, vanaf 1 januari 2020.",
        ),
    ],
)
def test_a_role_that_one_may_not_give_is_refused_with_the_reason(wereld, door, aan, rol, reden):
    aan = getattr(wereld, aan)
    with pytest.raises(Geweigerd) as geweigerd:
        rol_geven(getattr(wereld, door), aan.gebruiker, aan.organisatie, rol=rol)
    assert geweigerd.value.redenen == [reden]


def test_nobody_gives_a_role_to_oneself(wereld, als):
    zin = "U geeft uzelf geen rol. Vraag het een andere beheerder, of maak eerst een collega dat."
    hilde = wereld.hilde
    for geven in (
        lambda: rol_geven(hilde, hilde.gebruiker, hilde.organisatie, rol=Rol.BESTUURDER),
        lambda: uitnodigen(hilde, hilde.organisatie, email=hilde.gebruiker.email, rollen=[Rol.BESTUURDER]),
    ):
        with pytest.raises(Geweigerd) as geweigerd:
            geven()
        assert geweigerd.value.redenen == [zin]
    client, sleutels = als(hilde), [hilde.organisatie_id, hilde.gebruiker_id]
    assert zin in client.get(reverse("rol_geven", args=sleutels)).content.decode()
    assert reverse("rol_geven", args=sleutels) not in client.get(reverse("mens", args=sleutels)).content.decode()


def test_a_labelbeheerder_does_not_appoint_himself_in_the_committee(wereld):
    gijs, commissie = wereld.gijs, wereld.bert.organisatie
    with pytest.raises(Geweigerd, match="U geeft uzelf geen rol"):
        uitnodigen(
            gijs,
            commissie,
            email=gijs.gebruiker.email,
            rollen=[Rol.VOORZITTER],
            van=timezone.localdate(),
            tot=over(700),
        )


def test_only_a_beheerder_gives_roles(wereld):
    with pytest.raises(Geweigerd, match="Alleen een beheerder of labelbeheerder kan iemand een rol geven"):
        rol_geven(wereld.ingrid, wereld.joke.gebruiker, wereld.joke.organisatie, rol=Rol.BEHEERDER)


def test_who_does_not_work_here_is_invited_instead(wereld):
    with pytest.raises(Geweigerd) as geweigerd:
        rol_geven(wereld.hilde, wereld.bram.gebruiker, wereld.hilde.organisatie, rol=Rol.BESTUURDER)
    assert geweigerd.value.redenen == [
        "Bram Kattenstaart heeft nu geen rol bij Welzijn Wilgendam. Stuur een uitnodiging."
    ]


def test_who_has_no_role_left_is_not_asked_to_sign_in(wereld):
    extra = rol_geven(wereld.hilde, wereld.joke.gebruiker, wereld.joke.organisatie, rol=Rol.BESTUURDER)
    assert "Log in om te zien" in bezorgen()[-1].body
    rol_beeindigen(wereld.hilde, wereld.joke)
    assert "Log in om te zien" in bezorgen()[-1].body
    rol_beeindigen(wereld.hilde, extra)
    bericht = bezorgen()[-1].body
    assert "U hebt hier nu geen rol meer" in bericht
    assert "Log in" not in bericht


def test_a_role_that_ended_can_be_given_again_and_both_periods_stay(wereld):
    wie = rol_geven(wereld.hilde, wereld.joke.gebruiker, wereld.joke.organisatie, rol=Rol.BESTUURDER)
    Lidmaatschap.objects.filter(pk=wie.pk).update(van=over(-30))
    rol_beeindigen(wereld.hilde, wie)
    rol_geven(wereld.hilde, wereld.joke.gebruiker, wereld.joke.organisatie, rol=Rol.BESTUURDER)
    periodes = wereld.joke.gebruiker.lidmaatschappen.filter(rol=Rol.BESTUURDER).order_by("van")
    assert list(periodes.values_list("van", "tot")) == [(over(-30), over(-1)), (over(0), None)]


def test_a_role_given_and_taken_on_one_day_never_held(wereld):
    wie = rol_geven(wereld.hilde, wereld.joke.gebruiker, wereld.joke.organisatie, rol=Rol.BESTUURDER)
    rol_beeindigen(wereld.hilde, wie)
    assert not wereld.joke.gebruiker.lidmaatschappen.geldig().filter(rol=Rol.BESTUURDER).exists()
    rol_geven(wereld.hilde, wereld.joke.gebruiker, wereld.joke.organisatie, rol=Rol.BESTUURDER)
    assert wereld.joke.gebruiker.lidmaatschappen.geldig().filter(rol=Rol.BESTUURDER).count() == 1


def test_the_next_term_of_a_committee_member_is_given_beforehand(wereld, als):
    Lidmaatschap.objects.filter(pk=wereld.bert.pk).update(tot=over(20))
    url = reverse("rol_geven", args=[wereld.bert.organisatie_id, wereld.bert.gebruiker_id])
    zonder = als(wereld.gijs).post(url, {"rol": "commissielid", "van": "", "tot": ""})
    assert zonder.context["form"].errors == {"van": ["Vul dit in."], "tot": ["Vul dit in."]}
    te_vroeg = als(wereld.gijs).post(url, {"rol": "commissielid", "van": over(10), "tot": over(400)})
    assert "Bert Zeebies is al commissielid bij Beheercommissie" in str(te_vroeg.context["form"].errors)
    als(wereld.gijs).post(url, {"rol": "commissielid", "van": over(21), "tot": over(400)})
    assert wereld.bert.gebruiker.lidmaatschappen.filter(van=over(21), tot=over(400)).exists()
    assert wereld.bert.gebruiker.lidmaatschappen.geldig().count() == 1


@pytest.mark.parametrize(("dagen", "geldt"), [(-1, False), (0, True), (1, True)])
def test_the_rights_of_a_term_lapse_by_themselves(wereld, als, dagen, geldt):
    client = als(wereld.bert)
    Lidmaatschap.objects.filter(pk=wereld.bert.pk).update(tot=over(dagen))
    assert client.get(reverse("vergaderingen")).status_code == (200 if geldt else 403)


# Ending


def test_a_role_that_ends_now_ends_in_the_session_that_is_open(wereld, als):
    client = als(wereld.joke)
    assert client.get(reverse("aanmelden")).status_code == 200
    als(wereld.hilde).post(reverse("rol_beeindigen", args=[wereld.joke.pk]), {"laatste_dag": ""})
    assert client.get(reverse("aanmelden")).status_code == 403
    rij = laatste_regel()
    assert (rij.handeling, rij.van, rij.naam, rij.rol) == (
        "rol_beeindigen",
        "kwaliteitsmedewerker",
        "Hilde Zwanenbloem",
        "beheerder",
    )


def test_a_role_ends_after_a_last_day(wereld, als):
    als(wereld.hilde).post(reverse("rol_beeindigen", args=[wereld.joke.pk]), {"laatste_dag": f"{over(10)}"})
    wereld.joke.refresh_from_db()
    assert wereld.joke.tot == over(10)
    assert wereld.joke in Lidmaatschap.objects.geldig()


@pytest.mark.parametrize("antwoord", ["gisteren", "31-2-2027", "1 januari 2020"])
def test_a_last_day_that_cannot_be_is_refused_and_stays_on_the_page(wereld, als, antwoord):
    pagina = als(wereld.hilde).post(reverse("rol_beeindigen", args=[wereld.joke.pk]), {"laatste_dag": antwoord})
    assert pagina.context["form"].errors
    assert pagina.context["form"]["laatste_dag"].value() == antwoord
    wereld.joke.refresh_from_db()
    assert wereld.joke.tot is None


def test_a_last_day_does_not_make_a_role_longer(wereld):
    Lidmaatschap.objects.filter(pk=wereld.bert.pk).update(tot=over(20))
    with pytest.raises(Geweigerd, match="Langer maken is de rol opnieuw geven"):
        rol_beeindigen(wereld.gijs, wereld.bert, laatste_dag=over(30))


def test_a_role_that_is_over_does_not_end_again(wereld):
    Lidmaatschap.objects.filter(pk=wereld.joke.pk).update(tot=over(-10))
    with pytest.raises(Geweigerd, match="Deze rol is al voorbij"):
        rol_beeindigen(wereld.hilde, wereld.joke)


def test_a_role_that_would_begin_later_can_be_taken_back(wereld):
    straks = zitting(wereld, wereld.joke.gebruiker, Rol.COMMISSIELID, van=over(30), tot=over(400))
    rol_beeindigen(wereld.gijs, straks)
    straks.refresh_from_db()
    assert (straks.tot, straks.is_voorbij, straks.moet_beginnen) == (over(29), True, False)
    assert not Lidmaatschap.objects.niet_voorbij().filter(pk=straks.pk).exists()


@pytest.mark.parametrize("door", ["olaf", "gijs"])
def test_a_role_at_another_organisation_is_not_mine_to_end(wereld, door):
    with pytest.raises(Geweigerd):
        rol_beeindigen(getattr(wereld, door), wereld.joke)


def test_what_someone_wrote_stays_in_the_log_with_name_and_role(wereld):
    rol_geven(wereld.hilde, wereld.joke.gebruiker, wereld.joke.organisatie, rol=Rol.BEHEERDER)
    rol_neerleggen(wereld.hilde)
    blokkeren(wereld.gijs, wereld.hilde.gebruiker, "Telefoon gestolen.")
    assert list(Gebeurtenis.objects.values_list("naam", "rol", "handeling")) == [
        ("Hilde Zwanenbloem", "beheerder", "rol_geven"),
        ("Hilde Zwanenbloem", "beheerder", "rol_neerleggen"),
        ("Gijs Veenbes", "labelbeheerder", "blokkeren"),
    ]


def test_the_page_of_a_person_tells_what_happened_in_words_that_say_it_was_done(wereld, als):
    rol_geven(wereld.hilde, wereld.joke.gebruiker, wereld.joke.organisatie, rol=Rol.BESTUURDER)
    blokkeren(wereld.gijs, wereld.joke.gebruiker, "Telefoon gestolen.")
    Gebruiker.objects.update(huisregels_versie="2026-1")
    huisregels_lezen(wereld.joke, wereld.joke.gebruiker)
    pagina = als(wereld.gijs).get(reverse("mens", args=[wereld.joke.organisatie.pk, wereld.joke.gebruiker.pk]))
    assert re.findall(r"<p><b>(.*?)</b> door (.*?)</p>", pagina.content.decode()) == [
        ("Nieuwe huisregels gelezen", "Joke Zonnedauw, als kwaliteitsmedewerker."),
        ("Geblokkeerd", "Gijs Veenbes, als labelbeheerder."),
        ("Rol gegeven: bestuurder", "Hilde Zwanenbloem, als beheerder."),
    ]


# Laying down


def test_one_lays_down_the_role_one_works_in_and_keeps_the_other(wereld, als):
    rol_geven(wereld.hilde, wereld.joke.gebruiker, wereld.joke.organisatie, rol=Rol.BESTUURDER)
    client = als(wereld.joke)
    client.post(reverse("rol_neerleggen"))
    assert "U werkt als <b>bestuurder</b>" in client.get(reverse("mijn_werk")).content.decode()
    assert laatste_regel().handeling == "rol_neerleggen"


def test_with_the_last_role_one_finds_the_way_out(wereld, als):
    client = als(wereld.joke)
    pagina = client.post(reverse("rol_neerleggen"), follow=True).content.decode()
    assert "U bent geen kwaliteitsmedewerker meer bij Welzijn Wilgendam." in pagina
    assert "U hebt nu geen rol." in pagina


# The pages


def test_a_beheerder_sees_the_own_people_with_their_roles_and_nobody_elses(wereld, als):
    pagina = als(wereld.hilde).get(reverse("mensen")).content.decode()
    assert all(naam in pagina for naam in ("Joke Zonnedauw", "Ingrid Watermunt", "Hilde Zwanenbloem"))
    assert "Bram Kattenstaart" not in pagina
    assert "sinds 1 januari 2020" in pagina


def test_one_searches_by_name_and_address_and_finds_who_left(wereld, als):
    rol_beeindigen(wereld.hilde, wereld.joke)
    client = als(wereld.hilde)

    def namen(**vraag):
        return [mens.naam for mens in client.get(reverse("mensen"), vraag).context["bladzijde"]]

    assert namen() == ["Hilde Zwanenbloem", "Ingrid Watermunt"]
    assert namen(q="water") == ["Ingrid Watermunt"]
    assert namen(q="hilde@") == ["Hilde Zwanenbloem"]
    assert namen(wie="vroeger") == ["Joke Zonnedauw"]
    assert namen(wie="alle") == ["Hilde Zwanenbloem", "Ingrid Watermunt", "Joke Zonnedauw"]
    assert namen(wie="onzin", q="niemand") == []


def test_a_person_at_two_organisations_shows_each_only_its_own_part(wereld, als):
    collega(wereld, "Puck Pimpernel", Rol.BEHEERDER, organisatie=wereld.bram.organisatie)
    puck = Gebruiker.objects.get(naam="Puck Pimpernel")
    Lidmaatschap.objects.create(gebruiker=puck, organisatie=wereld.hilde.organisatie, rol=Rol.BESTUURDER, van=over(-9))
    pagina = als(wereld.hilde).get(reverse("mens", args=[wereld.hilde.organisatie_id, puck.pk])).content.decode()
    assert "Bestuurder" in pagina
    assert "Buurtkracht" not in pagina


def test_the_page_of_a_stranger_does_not_exist(wereld, als):
    url = reverse("mens", args=[wereld.hilde.organisatie_id, wereld.bram.gebruiker_id])
    assert als(wereld.hilde).get(url).status_code == 404
    assert als(wereld.gijs).get(url).status_code == 404
    assert als(wereld.hilde).get(reverse("rol_beeindigen", args=[wereld.bram.pk])).status_code == 404
    assert als(wereld.hilde).post(reverse("rol_beeindigen", args=[wereld.bram.pk])).status_code == 404


def test_the_bureau_finds_organisations_without_a_beheerder(wereld, als):
    client = als(wereld.gijs)
    alle = [organisatie.naam for organisatie in client.get(reverse("mensen")).context["bladzijde"]]
    assert len(alle) == 6
    zonder = client.get(reverse("mensen"), {"beheerder": "zonder"}).context["bladzijde"]
    assert [organisatie.naam for organisatie in zonder] == ["Certificatie Zuiderzon"]
    gevonden = client.get(reverse("mensen"), {"q": "oever", "soort": "lid"}).context["bladzijde"]
    assert [(organisatie.naam, organisatie.aantal) for organisatie in gevonden] == [("Stichting Buurtkracht Oever", 3)]


@pytest.mark.parametrize(("wie", "naam"), [("hilde", "mensen"), ("hilde", "mens"), ("gijs", "mensen")])
def test_many_people_and_organisations_ask_no_more_queries(wereld, als, wie, naam):
    client = als(getattr(wereld, wie))
    url = reverse(naam, args=[wereld.hilde.organisatie_id, wereld.joke.gebruiker_id] if naam == "mens" else [])
    aantallen = []
    for meer in (1, 2, 27):
        for nummer in range(meer):
            elders = Organisatie.objects.create(naam=f"Welzijn {meer}.{nummer}", soort="lid", plaats="Wilgendam")
            for organisatie in (wereld.hilde.organisatie, elders):
                collega(wereld, f"Mens{meer}.{nummer}.{organisatie.pk} Zegge", Rol.BESTUURDER, organisatie)
        with CaptureQueriesContext(connection) as vragen:
            assert client.get(url).status_code == 200
        aantallen.append(len(vragen))
    assert len(set(aantallen)) == 1, aantallen
    assert aantallen[0] <= 12

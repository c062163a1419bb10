"""The beheerder who stays, and people who are blocked."""

import threading

import pgtrigger
import pytest
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leden.bevoegdheden import Geweigerd
from leden.bevoegdheden.mensen import laatste_beheerderbelemmeringen
from leden.handelingen.mensen import blokkeren, deblokkeren, rol_beeindigen, rol_geven, rol_neerleggen
from leden.models import Gebeurtenis, Gebruiker, Lidmaatschap, Rol, Samenvoeging
from tests.dagen import over
from tests.leden.collegas import collega, laatste_regel
from tests.personen import mensen

# The last beheerder


def test_the_last_beheerder_stays_however_one_tries(wereld, als):
    reden = (
        "Hilde Zwanenbloem is de laatste beheerder van Welzijn Wilgendam. "
        "Geef eerst iemand anders die rol, zonder einddatum."
    )
    pogingen = (
        lambda: rol_beeindigen(wereld.hilde, wereld.hilde),
        lambda: rol_beeindigen(wereld.gijs, wereld.hilde, laatste_dag=over(100)),
        lambda: rol_neerleggen(wereld.hilde),
        lambda: blokkeren(wereld.gijs, wereld.hilde.gebruiker, "Weg."),
    )
    for poging in pogingen:
        with pytest.raises(Geweigerd) as geweigerd:
            poging()
        assert geweigerd.value.redenen == [reden]
    for wie, url in (
        (wereld.hilde, reverse("rol_neerleggen")),
        (wereld.hilde, reverse("rol_beeindigen", args=[wereld.hilde.pk])),
        (wereld.gijs, reverse("blokkeren", args=[wereld.hilde.gebruiker_id])),
    ):
        assert reden in als(wie).get(url).content.decode()
    assert not Gebeurtenis.objects.exists()


def test_the_bureau_keeps_a_labelbeheerder(wereld):
    with pytest.raises(Geweigerd, match="Gijs Veenbes is de laatste labelbeheerder van Bureau Kwaliteitslabel"):
        rol_neerleggen(wereld.gijs)
    tweede = collega(wereld, rol=Rol.LABELBEHEERDER, organisatie=wereld.gijs.organisatie)
    rol_neerleggen(wereld.gijs)
    with pytest.raises(Geweigerd):
        rol_neerleggen(tweede)


@pytest.mark.parametrize(
    ("velden", "telt"),
    [({}, True), ({"tot": 400}, False), ({"van": 10}, False), ({"rol": Rol.BESTUURDER}, False), ({"van": 0}, True)],
)
def test_only_another_beheerder_who_stays_counts(wereld, velden, telt):
    collega(wereld, **{naam: over(w) if isinstance(w, int) else w for naam, w in velden.items()})
    assert (laatste_beheerderbelemmeringen(wereld.hilde) == []) == telt


def test_a_blocked_beheerder_does_not_count(wereld):
    tweede = collega(wereld)
    blokkeren(wereld.gijs, tweede.gebruiker, "Weg.")
    with pytest.raises(Geweigerd):
        rol_neerleggen(wereld.hilde)


def test_the_database_refuses_to_lose_the_last_beheerder(wereld):
    eigen = Lidmaatschap.objects.filter(pk=wereld.hilde.pk)
    pogingen = (
        lambda: eigen.update(tot=over(100)),
        lambda: eigen.update(rol=Rol.BESTUURDER),
        lambda: eigen.update(organisatie=wereld.olaf.organisatie),
        lambda: eigen.delete(),
        lambda: Gebruiker.objects.filter(pk=wereld.hilde.gebruiker_id).update(is_active=False),
    )
    for poging in pogingen:
        with pytest.raises(IntegrityError, match="lidmaatschap_laatste_beheerder"), transaction.atomic():
            poging()
    collega(wereld)
    for poging in pogingen[1:2] + pogingen[4:]:
        poging()


def test_the_database_refuses_to_lose_all_beheerders_in_one_statement(wereld):
    collega(wereld)
    with pytest.raises(IntegrityError, match="lidmaatschap_laatste_beheerder"), transaction.atomic():
        Lidmaatschap.objects.filter(organisatie=wereld.hilde.organisatie).update(tot=over(5))


def test_an_organisation_without_a_beheerder_is_not_held_up(wereld):
    rol = collega(wereld, organisatie=wereld.wim.organisatie, tot=over(3))
    Lidmaatschap.objects.filter(pk=rol.pk).update(tot=over(2))
    Lidmaatschap.objects.filter(pk=wereld.wim.pk).update(tot=over(-1))


def test_an_organisation_that_went_into_another_one_needs_no_beheerder(wereld):
    samen = Samenvoeging.objects.create(
        organisatie=wereld.hilde.organisatie,
        opgegaan_in=wereld.olaf.organisatie,
        per=over(1),
        vastgelegd_door=wereld.gijs.gebruiker,
    )
    with pytest.raises(Geweigerd):
        blokkeren(wereld.gijs, wereld.hilde.gebruiker, "Weg.")
    with pgtrigger.ignore():
        Samenvoeging.objects.filter(pk=samen.pk).update(per=over(0))
    blokkeren(wereld.gijs, wereld.hilde.gebruiker, "Weg.")
    Lidmaatschap.objects.filter(pk=wereld.hilde.pk).update(tot=over(-1))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    anderen=st.lists(
        st.tuples(st.booleans(), st.booleans(), st.sampled_from([Rol.BEHEERDER, Rol.BESTUURDER]), st.integers(-3, 3)),
        max_size=4,
    )
)
def test_the_sentence_and_the_database_agree_on_who_is_last(wereld, anderen):
    """For any colleagues (active, with an end date, role, first day): what the rule refuses the database refuses, and nothing else."""
    with transaction.atomic():
        for nummer, (actief, eindigt, rol, begin) in enumerate(anderen):
            een = collega(wereld, f"Collega{nummer} Zegge", rol, van=over(begin), tot=over(50) if eindigt else None)
            if not actief:
                # Past the trigger, which may rightly refuse this on the way.
                Gebruiker.objects.filter(pk=een.gebruiker_id, lidmaatschappen__rol=Rol.BESTUURDER).update(
                    is_active=False
                )
        blijft = any(rol == Rol.BEHEERDER and not eindigt and begin <= 0 for _, eindigt, rol, begin in anderen)
        assert bool(laatste_beheerderbelemmeringen(wereld.hilde)) == (not blijft)
        try:
            with transaction.atomic():
                Lidmaatschap.objects.filter(pk=wereld.hilde.pk).update(tot=over(-1))
            geweigerd = False
        except IntegrityError:
            geweigerd = True
        assert geweigerd == (not blijft)
        transaction.set_rollback(True)


def test_two_last_beheerders_who_go_at_once_do_not_both_go(transactional_db):
    wereld = mensen()
    tweede = collega(wereld)
    uitkomsten, samen = [], threading.Barrier(2)

    def gaan(wie):
        try:
            samen.wait()
            rol_neerleggen(wie)
            uitkomsten.append("weg")
        except Geweigerd:
            uitkomsten.append("gebleven")
        finally:
            connection.close()

    draden = [threading.Thread(target=gaan, args=[wie]) for wie in (wereld.hilde, tweede)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert sorted(uitkomsten) == ["gebleven", "weg"]
    assert Lidmaatschap.objects.blijvend().filter(organisatie=tweede.organisatie, rol=Rol.BEHEERDER).count() == 1


# Blocking


def test_who_is_blocked_is_out_at_once_and_the_session_does_not_come_back(wereld, client):
    client.post(reverse("account_login"), {"login": "joke@voorbeeld.example", "password": "spiegel-geen-afvinklijst"})
    assert client.get(reverse("mijn_werk")).status_code == 200
    assert UserSession.objects.filter(user=wereld.joke.gebruiker).count() == 1
    blokkeren(wereld.gijs, wereld.joke.gebruiker, "Telefoon gestolen.")
    assert client.get(reverse("mijn_werk")).status_code == 302
    assert laatste_regel().reden == "Telefoon gestolen."
    deblokkeren(wereld.gijs, Gebruiker.objects.get(pk=wereld.joke.gebruiker_id))
    assert client.get(reverse("mijn_werk")).status_code == 302
    assert wereld.joke in Lidmaatschap.objects.geldig()


def test_blocking_has_a_reason_that_only_the_bureau_reads(wereld, als):
    url = reverse("blokkeren", args=[wereld.joke.gebruiker_id])
    assert als(wereld.gijs).post(url, {"reden": " "}).context["form"].errors == {"reden": ["Vul dit in."]}
    als(wereld.gijs).post(url, {"reden": "Telefoon gestolen."})
    pagina = reverse("mens", args=[wereld.joke.organisatie_id, wereld.joke.gebruiker_id])
    assert "Telefoon gestolen." in als(wereld.gijs).get(pagina).content.decode()
    van_hilde = als(wereld.hilde).get(pagina).content.decode()
    assert "geblokkeerd" in van_hilde
    assert "Telefoon gestolen." not in van_hilde


@pytest.mark.parametrize(
    ("door", "reden"), [("gijs", "U kunt uzelf niet blokkeren"), ("hilde", "Alleen een labelbeheerder")]
)
def test_one_does_not_block_oneself_and_only_the_bureau_blocks(wereld, door, reden):
    with pytest.raises(Geweigerd, match=reden):
        blokkeren(getattr(wereld, door), wereld.gijs.gebruiker, "Weg.")


def test_blocking_twice_and_unblocking_who_is_not_blocked_are_refused(wereld):
    with pytest.raises(Geweigerd, match=r"Joke Zonnedauw is niet geblokkeerd\."):
        deblokkeren(wereld.gijs, wereld.joke.gebruiker)
    blokkeren(wereld.gijs, wereld.joke.gebruiker, "Weg.")
    with pytest.raises(Geweigerd, match=r"Joke Zonnedauw is al geblokkeerd\."):
        blokkeren(wereld.gijs, wereld.joke.gebruiker, "Weg.")
    with pytest.raises(Geweigerd, match=r"Joke Zonnedauw is geblokkeerd\."):
        rol_geven(wereld.hilde, wereld.joke.gebruiker, wereld.joke.organisatie, rol=Rol.BESTUURDER)


def test_the_bureau_lets_someone_in_again_with_one_click(wereld, als):
    blokkeren(wereld.gijs, wereld.joke.gebruiker, "Weg.")
    als(wereld.gijs).post(reverse("deblokkeren", args=[wereld.joke.gebruiker_id]))
    assert Gebruiker.objects.get(pk=wereld.joke.gebruiker_id).is_active

"""The link of an invitation: what a new and a known person do with it, and that it opens nothing else."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from inloggen import huisregels
from inloggen.handelingen.aannemen import account_maken, uitnodiging_aannemen
from leden.bevoegdheden import Geweigerd
from leden.handelingen.mensen import blokkeren
from leden.handelingen.uitnodigingen import uitnodiging_intrekken, uitnodiging_opnieuw_sturen
from leden.models import Gebeurtenis, Gebruiker, Lidmaatschap, Rol, Uitnodiging
from leden.uitnodigingslink import ondertekenen, sleutel_lezen
from tests.conftest import StrengeClient
from tests.dagen import over
from tests.leden.uitnodigen import GOED, NIEUW, begin, gevraagd
from tests.personen import WACHTWOORD, mensen
from tests.post import mails


def account(uitnodiging):
    return reverse("uitnodiging_account", args=[uitnodiging.sleutel])


# A new person


def test_someone_new_chooses_name_and_password_and_is_at_work(wereld, client):
    uitnodiging = gevraagd(wereld, rollen=["bestuurder", "beheerder"])
    assert account(uitnodiging) in client.get(begin(uitnodiging)).content.decode()
    assert client.get(account(uitnodiging)).status_code == 200
    antwoord = client.post(account(uitnodiging), {**GOED, "naam": "  Lien\n Leverkruid "}, follow=True)
    assert antwoord.request["PATH_INFO"] == reverse("mijn_werk")
    lien = Gebruiker.objects.get(email=NIEUW)
    assert (lien.naam, lien.check_password(GOED["wachtwoord"])) == ("Lien Leverkruid", True)
    assert (lien.huisregels_versie, lien.huisregels_op.date()) == (huisregels.VERSIE, timezone.now().date())
    assert set(lien.lidmaatschappen.geldig().values_list("rol", flat=True)) == {Rol.BEHEERDER, Rol.BESTUURDER}
    uitnodiging.refresh_from_db()
    assert (uitnodiging.stand, uitnodiging.aangenomen_door) == (Uitnodiging.Stand.AANGENOMEN, lien)
    regels = Gebeurtenis.objects.filter(handeling="uitnodiging_aannemen").order_by("naar")
    assert list(regels.values_list("naam", "rol", "naar", "organisatie")) == [
        ("Lien Leverkruid", "beheerder", "beheerder", "Welzijn Wilgendam"),
        ("Lien Leverkruid", "bestuurder", "bestuurder", "Welzijn Wilgendam"),
    ]


def test_the_link_works_once(wereld, client):
    uitnodiging = gevraagd(wereld)
    client.post(account(uitnodiging), GOED)
    for andere in (StrengeClient(), client):
        for url in (begin(uitnodiging), account(uitnodiging)):
            antwoord = andere.get(url)
            assert antwoord.status_code == 410
            assert "Deze uitnodiging is al gebruikt." in antwoord.content.decode()
    StrengeClient().post(account(uitnodiging), GOED)
    assert Gebruiker.objects.filter(email=NIEUW).count() == 1


@pytest.mark.parametrize(
    ("anders", "veld", "fout"),
    [
        ({"naam": " "}, "naam", "Vul dit in."),
        ({"wachtwoord": "kort"}, "wachtwoord", "12"),
        ({"wachtwoord": "password1234"}, "wachtwoord", "makkelijk te raden"),
        ({"wachtwoord": "lien@voorbeeld.example"}, "wachtwoord", "e-mailadres"),
        ({"wachtwoord": "leverkruid-lien"}, "wachtwoord", "lijkt te veel op uw naam"),
        ({"huisregels": ""}, "huisregels", "Zet hier een vinkje om verder te gaan."),
    ],
)
def test_what_is_missing_is_said_beside_the_field_and_the_name_stays(wereld, client, anders, veld, fout):
    uitnodiging = gevraagd(wereld)
    antwoord = client.post(account(uitnodiging), GOED | anders)
    assert fout in str(antwoord.context["form"].errors[veld])
    assert antwoord.context["form"]["naam"].value() == (GOED | anders)["naam"]
    assert not Gebruiker.objects.filter(email=NIEUW).exists()
    assert uitnodiging.stand == Uitnodiging.Stand.OPEN


def test_who_prefers_a_passkey_chooses_no_password_and_makes_it_at_once(wereld, client):
    uitnodiging = gevraagd(wereld)
    zonder_regels = client.post(
        account(uitnodiging), {"naam": "Lien Leverkruid", "wachtwoord": "", "manier": "passkey"}
    )
    assert list(zonder_regels.context["form"].errors) == ["huisregels"]
    antwoord = client.post(account(uitnodiging), GOED | {"wachtwoord": "", "manier": "passkey"})
    assert antwoord.url == reverse("mfa_add_webauthn")
    # The link was proof enough: the page asks nothing more.
    assert client.get(antwoord.url).status_code == 200
    lien = Gebruiker.objects.get(email=NIEUW)
    assert not lien.has_usable_password()
    assert lien.lidmaatschappen.geldig().get().rol == Rol.BESTUURDER


def test_without_a_passkey_a_password_is_needed(wereld, client):
    antwoord = client.post(account(gevraagd(wereld)), GOED | {"wachtwoord": ""})
    assert antwoord.context["form"].errors == {"wachtwoord": ["Vul dit in."]}


def test_who_stops_before_the_passkey_is_made_comes_back_by_mail(wereld, client):
    client.post(account(gevraagd(wereld)), GOED | {"wachtwoord": "", "manier": "passkey"})
    StrengeClient().post(reverse("account_reset_password"), {"email": NIEUW})
    assert [aan for aan, _, tekst in mails() if "/wachtwoord/" in tekst] == [NIEUW]


def test_two_invitations_for_one_new_address_make_one_account(wereld, client):
    eerste, tweede = gevraagd(wereld), gevraagd(wereld, door="olaf")
    account_maken(None, eerste, naam="Lien Leverkruid", wachtwoord=WACHTWOORD)
    with pytest.raises(Geweigerd, match="inmiddels een account"):
        account_maken(None, tweede, naam="Lien Leverkruid", wachtwoord=WACHTWOORD)
    assert client.get(account(tweede)).url == reverse("account_login", query={"next": begin(tweede)})


def test_one_link_used_twice_at_once_makes_one_account(transactional_db):
    uitnodiging = gevraagd(mensen())
    uitkomsten, samen = [], threading.Barrier(2)

    def gebruiken():
        try:
            samen.wait()
            account_maken(None, uitnodiging, naam="Lien Leverkruid", wachtwoord=WACHTWOORD)
            uitkomsten.append("gelukt")
        except Geweigerd:
            uitkomsten.append("geweigerd")
        finally:
            connection.close()

    draden = [threading.Thread(target=gebruiken) for _ in range(2)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert sorted(uitkomsten) == ["gelukt", "geweigerd"]
    assert Lidmaatschap.objects.filter(gebruiker__email=NIEUW).count() == 1


# A known person


def test_a_known_person_signs_in_first_and_then_takes_the_role_with_one_click(wereld, client):
    uitnodiging = gevraagd(wereld, email="bram@voorbeeld.example")
    naar = client.get(account(uitnodiging)).url
    assert naar == reverse("account_login", query={"next": begin(uitnodiging)})
    terug = client.post(naar, {"login": "bram@voorbeeld.example", "password": WACHTWOORD, "next": begin(uitnodiging)})
    assert terug.url == begin(uitnodiging)
    assert not wereld.bram.gebruiker.lidmaatschappen.filter(organisatie=wereld.hilde.organisatie).exists()
    assert client.post(terug.url, {}).context["form"].errors == {
        "huisregels": ["Zet hier een vinkje om verder te gaan."]
    }
    pagina = client.post(terug.url, {"huisregels": "on"}, follow=True)
    assert "U werkt als <b>bestuurder</b> bij Welzijn Wilgendam" in client.get(reverse("mijn_werk")).content.decode()
    assert "U hebt de uitnodiging van Welzijn Wilgendam aangenomen." in pagina.content.decode()
    bram = Gebruiker.objects.get(email="bram@voorbeeld.example")
    assert bram.huisregels_versie == huisregels.VERSIE
    assert bram.lidmaatschappen.geldig().count() == 2


def test_somebody_else_who_is_signed_in_cannot_take_it(wereld, als):
    uitnodiging = gevraagd(wereld, email="bram@voorbeeld.example")
    client = als(wereld.dora)
    assert "Deze uitnodiging is voor een ander e-mailadres." in client.get(begin(uitnodiging)).content.decode()
    client.post(begin(uitnodiging), {"huisregels": "on"})
    assert client.post(account(uitnodiging), GOED).url == begin(uitnodiging)
    with pytest.raises(Geweigerd, match="voor een ander e-mailadres"):
        uitnodiging_aannemen(None, uitnodiging, wereld.dora.gebruiker)
    uitnodiging.refresh_from_db()
    assert uitnodiging.stand == Uitnodiging.Stand.OPEN


def test_a_new_account_cannot_be_made_over_a_known_one(wereld, client):
    uitnodiging = gevraagd(wereld, email="bram@voorbeeld.example")
    client.post(account(uitnodiging), GOED)
    assert Gebruiker.objects.get(email="bram@voorbeeld.example").check_password(WACHTWOORD)
    assert uitnodiging.stand == Uitnodiging.Stand.OPEN


def test_who_left_comes_back_with_the_same_account(wereld):
    Lidmaatschap.objects.filter(pk=wereld.joke.pk).update(tot=over(-100))
    uitnodiging = gevraagd(wereld, email="joke@voorbeeld.example", rollen=["kwaliteitsmedewerker"])
    uitnodiging_aannemen(None, uitnodiging, wereld.joke.gebruiker)
    periodes = wereld.joke.gebruiker.lidmaatschappen.order_by("van").values_list("van", "tot")
    assert [tot for _, tot in periodes] == [over(-100), None]


def test_a_role_given_in_the_meantime_is_not_given_twice(wereld):
    uitnodiging = gevraagd(wereld, email="bram@voorbeeld.example", rollen=["bestuurder", "beheerder"])
    Lidmaatschap.objects.create(
        gebruiker=wereld.bram.gebruiker, organisatie=wereld.hilde.organisatie, rol=Rol.BESTUURDER
    )
    uitnodiging_aannemen(None, uitnodiging, wereld.bram.gebruiker)
    eigen = wereld.bram.gebruiker.lidmaatschappen.filter(organisatie=wereld.hilde.organisatie)
    assert sorted(eigen.values_list("rol", flat=True)) == [Rol.BEHEERDER, Rol.BESTUURDER]


def test_who_is_blocked_does_not_come_in_by_an_invitation(wereld, als):
    uitnodiging, client = gevraagd(wereld, email="bram@voorbeeld.example"), als(wereld.bram)
    blokkeren(wereld.gijs, wereld.bram.gebruiker, "Weg.")
    client.post(begin(uitnodiging), {"huisregels": "on"})
    client.post(account(uitnodiging), GOED)
    uitnodiging.refresh_from_db()
    assert uitnodiging.stand == Uitnodiging.Stand.OPEN


# The link


def test_a_link_holds_fourteen_days(wereld, client):
    uitnodiging = gevraagd(wereld)
    with time_machine.travel(uitnodiging.verstuurd_op + timedelta(days=14, seconds=-1), tick=False):
        assert uitnodiging in Uitnodiging.objects.open()
        assert client.get(begin(uitnodiging)).status_code == 200
    with time_machine.travel(uitnodiging.verstuurd_op + timedelta(days=14), tick=False):
        assert uitnodiging not in Uitnodiging.objects.open()
        assert uitnodiging.stand == Uitnodiging.Stand.VERLOPEN
        antwoord = client.get(begin(uitnodiging))
        assert antwoord.status_code == 410
        assert "Deze uitnodiging gold tot en met" in antwoord.content.decode()
        with pytest.raises(Geweigerd):
            account_maken(None, uitnodiging, naam="Lien", wachtwoord=WACHTWOORD)


def test_sending_again_makes_the_earlier_link_useless(wereld, als, client):
    uitnodiging = gevraagd(wereld)
    eerst = begin(uitnodiging)
    als(wereld.hilde).post(reverse("uitnodiging_opnieuw_sturen", args=[uitnodiging.pk]))
    uitnodiging.refresh_from_db()
    assert uitnodiging.keer == 2
    assert "Er is later een nieuwe mail gestuurd." in client.get(eerst).content.decode()
    assert client.post(eerst.rstrip("/") + "/account/", GOED).status_code == 410
    assert client.get(begin(uitnodiging)).status_code == 200
    # Nor is it sent, when the mail server was away so long.
    assert [begin(uitnodiging) in tekst for _, _, tekst in mails()] == [True]


def test_sending_again_gives_an_expired_invitation_another_fourteen_days(wereld):
    uitnodiging = gevraagd(wereld)
    Uitnodiging.objects.update(verstuurd_op=timezone.now() - timedelta(days=20))
    uitnodiging_opnieuw_sturen(wereld.hilde, uitnodiging)
    uitnodiging.refresh_from_db()
    assert uitnodiging.stand == Uitnodiging.Stand.OPEN


def test_a_withdrawn_invitation_cannot_be_used(wereld, als, client):
    uitnodiging = gevraagd(wereld)
    als(wereld.hilde).post(reverse("uitnodiging_intrekken", args=[uitnodiging.pk]))
    antwoord = client.get(begin(uitnodiging))
    assert antwoord.status_code == 410
    assert "Deze uitnodiging is ingetrokken." in antwoord.content.decode()
    for act in (uitnodiging_intrekken, uitnodiging_opnieuw_sturen):
        with pytest.raises(Geweigerd, match=r"Deze uitnodiging is al ingetrokken\."):
            act(wereld.hilde, uitnodiging)
    gevraagd(wereld)  # and the address can be asked anew


@pytest.mark.parametrize("naam", ["uitnodiging_intrekken", "uitnodiging_opnieuw_sturen"])
def test_an_invitation_of_another_organisation_does_not_exist(wereld, als, naam):
    uitnodiging = gevraagd(wereld)
    assert als(wereld.olaf).post(reverse(naam, args=[uitnodiging.pk])).status_code == 404


@pytest.mark.parametrize("rollen", [["bestuurder"], ["beheerder", "bestuurder"]])
def test_the_bureau_sees_an_invitation_for_roles_that_are_not_its_to_give_but_does_not_touch_it(wereld, als, rollen):
    uitnodiging = gevraagd(wereld, rollen=rollen)
    pagina = als(wereld.gijs).get(reverse("uitnodigingen", args=[wereld.hilde.organisatie_id])).content.decode()
    assert NIEUW in pagina
    assert "Trek in" not in pagina
    with pytest.raises(Geweigerd):
        uitnodiging_intrekken(wereld.gijs, uitnodiging)


@given(pk=st.integers(1, 10**12), keer=st.integers(1, 30_000))
def test_a_key_gives_back_what_was_signed(pk, keer):
    assert sleutel_lezen(ondertekenen(pk, keer)) == (pk, keer)


@given(pk=st.integers(1, 10**9), keer=st.integers(1, 30_000), plek=st.integers(0), teken=st.characters(codec="ascii"))
def test_a_key_with_any_other_character_is_no_key(pk, keer, plek, teken):
    sleutel = ondertekenen(pk, keer)
    plek %= len(sleutel)
    veranderd = sleutel[:plek] + teken + sleutel[plek + 1 :]
    assert veranderd == sleutel or sleutel_lezen(veranderd) is None


@given(tekst=st.text())
def test_no_text_that_we_did_not_sign_is_a_key(tekst):
    assert sleutel_lezen(tekst) is None


def test_a_signature_for_something_else_is_no_key():
    assert sleutel_lezen(signing.Signer(sep=".").sign("1-1")) is None
    assert sleutel_lezen(signing.Signer(salt="iets anders", sep=".").sign("1-1")) is None


def test_a_key_carries_256_bits():
    handtekening = ondertekenen(1, 1).rsplit(".", 1)[1]
    assert len(signing.b64_decode(handtekening.encode())) * 8 == 256


def test_guessing_is_stopped_also_for_a_right_guess(wereld, client):
    uitnodiging = gevraagd(wereld)
    antwoorden = [client.get(reverse("uitnodiging", args=[f"1-1.{nummer}"])).status_code for nummer in range(25)]
    assert antwoorden == [404] * 20 + [429] * 5
    assert client.get(begin(uitnodiging)).status_code == 429
    assert client.get(begin(uitnodiging), REMOTE_ADDR="192.0.2.7").status_code == 200


def test_a_right_link_may_be_opened_often(wereld, client):
    uitnodiging = gevraagd(wereld)
    assert {client.get(begin(uitnodiging)).status_code for _ in range(30)} == {200}

"""Invitations: who sends them, what the link does, and that nobody learns who has an account."""

import re
import threading
from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from leden import huisregels
from leden.bevoegdheden import Geweigerd
from leden.bevoegdheden.mensen import rolgeefbelemmeringen
from leden.bevoegdheden.uitnodigingen import aanneembelemmeringen, uitnodigbelemmeringen
from leden.handelingen.mensen import blokkeren, rol_geven
from leden.handelingen.uitnodigingen import (
    account_maken,
    uitnodigen,
    uitnodiging_aannemen,
    uitnodiging_intrekken,
    uitnodiging_opnieuw_sturen,
)
from leden.models import Gebeurtenis, Gebruiker, Lidmaatschap, Organisatie, Rol, Samenvoeging, Uitnodiging
from leden.taken import uitnodigingen_opruimen
from leden.uitnodigingslink import lezen, ondertekenen
from tests.conftest import StrengeClient
from tests.personen import WACHTWOORD, mensen

NIEUW = "lien@voorbeeld.example"
GOED = {"naam": "Lien Leverkruid", "wachtwoord": "een-spiegel-met-lijst", "huisregels": "on"}


def over(dagen):
    return timezone.localdate() + timedelta(days=dagen)


def gevraagd(wereld, email=NIEUW, rollen=("bestuurder",), door="hilde", **velden):
    wie = getattr(wereld, door)
    return uitnodigen(wie, velden.pop("organisatie", wie.organisatie), email=email, rollen=list(rollen), **velden)


def begin(uitnodiging):
    return reverse("uitnodiging", args=[uitnodiging.sleutel])


def account(uitnodiging):
    return reverse("uitnodiging_account", args=[uitnodiging.sleutel])


def mails():
    """(address, subject, text) of every mail that is waiting to be sent."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select args->>'aan', args->>'onderwerp', args->>'tekst' from procrastinate_jobs "
            "where task_name = 'mail_versturen' order by id"
        )
        return cursor.fetchall()


# Inviting


def test_a_beheerder_invites_for_several_roles_at_once_and_a_mail_waits(wereld, als):
    url = reverse("uitnodigen", args=[wereld.hilde.organisatie_id])
    als(wereld.hilde).post(url, {"email": "Lien@Voorbeeld.example", "rollen": ["bestuurder", "beheerder"]})
    uitnodiging = Uitnodiging.objects.get()
    assert (uitnodiging.email, uitnodiging.rolnamen) == (NIEUW, ["beheerder", "bestuurder"])
    assert (uitnodiging.stand, uitnodiging.uitgenodigd_door) == (Uitnodiging.Stand.OPEN, wereld.hilde.gebruiker)
    [(aan, onderwerp, tekst)] = mails()
    assert (aan, onderwerp) == (NIEUW, "Hilde Zwanenbloem nodigt u uit voor het Kwaliteitslabel Sociaal Werk")
    assert f"http://localhost:8000{begin(uitnodiging)}" in tekst
    rij = Gebeurtenis.objects.get()
    assert (rij.naam, rij.rol, rij.handeling) == ("Hilde Zwanenbloem", "beheerder", "uitnodigen")
    assert rij.reden == "beheerder, bestuurder bij Welzijn Wilgendam"


def test_the_log_and_the_mail_hold_no_more_than_needed(wereld):
    gevraagd(wereld)
    assert NIEUW not in str(list(Gebeurtenis.objects.values()))
    assert "bestuurder" not in str(mails())


@pytest.mark.parametrize(
    ("invoer", "fout"),
    [
        ({"email": "lien", "rollen": ["bestuurder"]}, "Dit lijkt geen e-mailadres."),
        ({"email": "", "rollen": ["bestuurder"]}, "Vul dit in."),
        ({"email": NIEUW, "rollen": []}, "Kies er minstens één."),
        ({"email": NIEUW, "rollen": ["toetser"]}, "Kies opnieuw."),
        ({"email": "joke@voorbeeld.example", "rollen": ["bestuurder"]}, "Joke Zonnedauw heeft al een rol bij Welzijn"),
    ],
)
def test_a_wrong_invitation_says_what_helps_and_keeps_what_was_typed(wereld, als, invoer, fout):
    antwoord = als(wereld.hilde).post(reverse("uitnodigen", args=[wereld.hilde.organisatie_id]), invoer)
    assert fout in str(antwoord.context["form"].errors)
    assert antwoord.context["form"]["email"].value() == invoer["email"]
    assert not Uitnodiging.objects.exists()
    assert mails() == []


def test_an_organisation_that_went_into_another_one_gets_nobody_new(wereld):
    weg = Organisatie.objects.get(pk=wereld.hilde.organisatie_id)
    eerder = gevraagd(wereld)
    Samenvoeging.objects.create(
        organisatie=weg, opgegaan_in=wereld.olaf.organisatie, per=over(0), vastgelegd_door=wereld.gijs.gebruiker
    )
    weg, eerder = Organisatie.objects.get(pk=weg.pk), Uitnodiging.objects.get(pk=eerder.pk)
    redenen = [
        uitnodigbelemmeringen(wereld.gijs, weg, "iep@voorbeeld.example", [Rol.BEHEERDER], None, None),
        rolgeefbelemmeringen(wereld.gijs, wereld.joke.gebruiker, weg, Rol.BEHEERDER, over(0), None),
        aanneembelemmeringen(eerder),
    ]
    for reden in redenen:
        assert [zin.startswith(f"{weg.naam} ging al op in {wereld.olaf.organisatie.naam}") for zin in reden] == [True]


def test_one_address_is_invited_once_at_a_time(wereld):
    gevraagd(wereld)
    with pytest.raises(Geweigerd) as geweigerd:
        gevraagd(wereld, email=NIEUW.upper())
    assert geweigerd.value.redenen == ["Voor dit adres is er al een uitnodiging. Stuur die opnieuw, of trek die in."]
    gevraagd(wereld, door="olaf")  # another organisation may ask the same person
    with pytest.raises(IntegrityError, match="uitnodiging_een_per_adres"), transaction.atomic():
        Uitnodiging.objects.create(
            email=NIEUW,
            organisatie=wereld.hilde.organisatie,
            rollen=["beheerder"],
            uitgenodigd_door=wereld.hilde.gebruiker,
        )


@pytest.mark.parametrize(
    ("door", "waar", "rollen", "mag"),
    [
        ("hilde", "hilde", ["beheerder"], True),
        ("hilde", "olaf", ["beheerder"], False),
        ("nora", "nora", ["toetser", "controleur"], True),
        ("nora", "wim", ["toetser"], False),
        ("gijs", "wim", ["beheerder"], True),
        ("gijs", "wim", ["beheerder", "toetser"], False),
        ("gijs", "gijs", ["labelbeheerder"], True),
        ("gijs", "hilde", ["labelbeheerder"], False),
        ("ingrid", "hilde", ["beheerder"], False),
        ("femke", "femke", ["commissielid"], False),
    ],
)
def test_who_invites_whom_where(wereld, door, waar, rollen, mag):
    wie, organisatie = getattr(wereld, door), getattr(wereld, waar).organisatie
    if mag:
        assert uitnodigen(wie, organisatie, email=NIEUW, rollen=rollen).rollen == rollen
    else:
        with pytest.raises(Geweigerd):
            uitnodigen(wie, organisatie, email=NIEUW, rollen=rollen)
        assert not Uitnodiging.objects.exists()


def test_the_committee_is_appointed_with_a_term_of_office(wereld):
    commissie = {"door": "gijs", "organisatie": wereld.bert.organisatie, "rollen": ["commissielid"]}
    for van, tot, reden in (
        (None, None, "Vul de eerste en de laatste dag van de zittingsperiode in."),
        (over(10), over(9), "De laatste dag van de zittingsperiode ligt voor de eerste."),
        (over(-10), over(-1), "is al geweest. Kies een latere dag."),
    ):
        with pytest.raises(Geweigerd, match=re.escape(reden)):
            gevraagd(wereld, van=van, tot=tot, **commissie)
    uitnodiging = gevraagd(wereld, van=over(5), tot=over(1000), **commissie)
    account_maken(None, uitnodiging, naam="Lien Leverkruid", wachtwoord=WACHTWOORD)
    lid = Lidmaatschap.objects.get(gebruiker__email=NIEUW)
    assert (lid.van, lid.tot, lid in Lidmaatschap.objects.geldig()) == (over(5), over(1000), False)
    with time_machine.travel(timezone.now() + timedelta(days=6), tick=False):
        assert lid in Lidmaatschap.objects.geldig()
    with time_machine.travel(timezone.now() + timedelta(days=1001), tick=False):
        assert lid not in Lidmaatschap.objects.geldig()


def test_a_term_that_has_begun_holds_from_the_day_of_acceptance(wereld):
    uitnodiging = gevraagd(
        wereld, door="gijs", organisatie=wereld.bert.organisatie, rollen=["commissielid"], van=over(-5), tot=over(90)
    )
    account_maken(None, uitnodiging, naam="Lien Leverkruid", wachtwoord=WACHTWOORD)
    assert Lidmaatschap.objects.get(gebruiker__email=NIEUW).van == over(0)


def test_a_term_that_is_over_before_it_was_accepted_cannot_be_accepted(wereld, client):
    uitnodiging = gevraagd(
        wereld, door="gijs", organisatie=wereld.bert.organisatie, rollen=["commissielid"], van=over(0), tot=over(3)
    )
    with time_machine.travel(timezone.now() + timedelta(days=5), tick=False):
        assert "De zittingsperiode was tot en met" in client.get(begin(uitnodiging)).content.decode()


# Nobody learns who has an account


def zonder_adres(html, email):
    html = html.replace(email, "ADRES").replace(email.split("@")[0], "NAAM")
    return re.sub(r"\d+-\d+\.[\w-]{43}|csrfmiddlewaretoken\" value=\"\w+", "SLEUTEL", html)


def test_inviting_a_known_and_an_unknown_address_looks_the_same_to_the_inviter(wereld, als):
    client, paginas = als(wereld.hilde), []
    for email in ("bram@voorbeeld.example", "brom@voorbeeld.example"):
        url = reverse("uitnodigen", args=[wereld.hilde.organisatie_id])
        antwoord = client.post(url, {"email": email, "rollen": ["bestuurder"]}, follow=True)
        html = antwoord.content.decode()
        assert "Bram Kattenstaart" not in html
        paginas.append(re.sub(r"/\d+/(intrekken|opnieuw)", "/NR/", zonder_adres(html, email)))
        uitnodiging_intrekken(wereld.hilde, Uitnodiging.objects.get(email=email))
    assert paginas[0] == paginas[1]
    bekend, onbekend = mails()
    assert zonder_adres(bekend[2], bekend[0]) == zonder_adres(onbekend[2], onbekend[0])


def test_the_first_screen_is_the_same_for_a_known_and_an_unknown_address(wereld, client):
    paginas = []
    for email in ("bram@voorbeeld.example", "brom@voorbeeld.example"):
        html = client.get(begin(gevraagd(wereld, email=email))).content.decode()
        assert "Welzijn Wilgendam nodigt u uit" in html
        assert "Hilde Zwanenbloem" in html
        paginas.append(zonder_adres(html, email))
    assert paginas[0] == paginas[1]


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
    assert [begin(uitnodiging) in tekst for _, _, tekst in mails()] == [False, True]


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
    assert lezen(ondertekenen(pk, keer)) == (pk, keer)


@given(pk=st.integers(1, 10**9), keer=st.integers(1, 30_000), plek=st.integers(0), teken=st.characters(codec="ascii"))
def test_a_key_with_any_other_character_is_no_key(pk, keer, plek, teken):
    sleutel = ondertekenen(pk, keer)
    plek %= len(sleutel)
    veranderd = sleutel[:plek] + teken + sleutel[plek + 1 :]
    assert veranderd == sleutel or lezen(veranderd) is None


@given(tekst=st.text())
def test_no_text_that_we_did_not_sign_is_a_key(tekst):
    assert lezen(tekst) is None


def test_a_signature_for_something_else_is_no_key():
    assert lezen(signing.Signer(sep=".").sign("1-1")) is None
    assert lezen(signing.Signer(salt="iets anders", sep=".").sign("1-1")) is None


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


# Lists


def test_many_invitations_ask_no_more_queries_among_the_people(wereld, als):
    client, aantallen = als(wereld.hilde), []
    for meer in (1, 2, 27):
        for nummer in range(meer):
            gevraagd(wereld, email=f"mens{meer}x{nummer}@voorbeeld.example")
        with CaptureQueriesContext(connection) as vragen:
            assert client.get(reverse("mensen")).status_code == 200
        aantallen.append(len(vragen))
    assert len(set(aantallen)) == 1 and aantallen[0] <= 12, aantallen


def test_one_searches_among_invitations(wereld, als):
    een, twee, _ = (gevraagd(wereld, email=f"mens{nr}@voorbeeld.example") for nr in (1, 2, 3))
    uitnodiging_intrekken(wereld.hilde, een)
    account_maken(None, twee, naam="Mens Twee", wachtwoord=WACHTWOORD)
    client = als(wereld.hilde)

    def adressen(**vraag):
        pagina = client.get(reverse("uitnodigingen", args=[wereld.hilde.organisatie_id]), vraag)
        return [uitnodiging.email.split("@")[0] for uitnodiging in pagina.context["bladzijde"]]

    assert adressen() == ["mens3"]
    assert adressen(stand="ingetrokken") == ["mens1"]
    assert adressen(stand="aangenomen") == ["mens2"]
    assert sorted(adressen(stand="alle")) == ["mens1", "mens2", "mens3"]
    assert adressen(stand="alle", q="2@") == ["mens2"]
    assert adressen(q="onzin") == []


def test_an_invited_colleague_who_got_a_role_hears_that_beside_the_field(wereld):
    rol_geven(wereld.hilde, wereld.joke.gebruiker, wereld.joke.organisatie, rol=Rol.BEHEERDER)
    with pytest.raises(Geweigerd, match=r"Geef een extra rol op de bladzijde van Joke Zonnedauw\."):
        gevraagd(wereld, email="joke@voorbeeld.example")


# Forgetting


def verzet(uitnodiging, **dagen):
    """As if it was sent or withdrawn so many days ago."""
    momenten = {veld: timezone.now() - timedelta(days=aantal, minutes=1) for veld, aantal in dagen.items()}
    Uitnodiging.objects.filter(pk=uitnodiging.pk).update(**momenten)


@pytest.mark.parametrize(
    ("dagen", "blijft"), [({"verstuurd_op": 103}, True), ({"verstuurd_op": 104}, False)], ids=["90", "91"]
)
def test_who_never_answered_is_forgotten_ninety_days_after_the_invitation_lapsed(wereld, dagen, blijft):
    uitnodiging = gevraagd(wereld)
    verzet(uitnodiging, **dagen)
    uitnodigingen_opruimen(0)
    assert Uitnodiging.objects.filter(pk=uitnodiging.pk).exists() == blijft


@pytest.mark.parametrize(("dagen", "blijft"), [(89, True), (90, False)])
def test_a_withdrawn_invitation_is_forgotten_ninety_days_later(wereld, dagen, blijft):
    uitnodiging = gevraagd(wereld)
    uitnodiging_intrekken(wereld.hilde, uitnodiging)
    verzet(uitnodiging, verstuurd_op=300, ingetrokken_op=dagen)
    uitnodigingen_opruimen(0)
    assert Uitnodiging.objects.filter(pk=uitnodiging.pk).exists() == blijft


def test_an_invitation_that_was_accepted_stays_and_one_sent_again_counts_from_then(wereld):
    aangenomen, opnieuw = gevraagd(wereld), gevraagd(wereld, email="mens@voorbeeld.example")
    account_maken(None, aangenomen, naam="Lien Leverkruid", wachtwoord=GOED["wachtwoord"])
    verzet(aangenomen, verstuurd_op=400, uitgenodigd_op=400)
    verzet(opnieuw, uitgenodigd_op=400)
    uitnodigingen_opruimen(0)
    assert Uitnodiging.objects.count() == 2


def test_what_is_forgotten_leaves_no_address_in_the_log_and_its_link_is_as_one_that_was_never_given(client, wereld):
    uitnodiging = gevraagd(wereld)
    link = begin(uitnodiging)
    uitnodiging_opnieuw_sturen(wereld.hilde, uitnodiging)
    uitnodiging_intrekken(wereld.hilde, uitnodiging)
    verzet(uitnodiging, ingetrokken_op=91)
    uitnodigingen_opruimen(0)
    rijen = Gebeurtenis.objects.filter(onderwerp=uitnodiging.onderwerp).values_list("reden", "van", "naar", "onderwerp")
    assert len(rijen) == 3
    assert NIEUW not in str(list(rijen))
    assert client.get(link).status_code == 404

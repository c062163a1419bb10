"""Invitations: who sends them and sees them, that nobody learns who has an account, and what is forgotten."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inloggen.handelingen.aannemen import account_maken
from leden.bevoegdheden import Geweigerd
from leden.bevoegdheden.mensen import rolgeefbelemmeringen
from leden.bevoegdheden.uitnodigingen import aanneembelemmeringen, uitnodigbelemmeringen
from leden.handelingen.mensen import rol_geven
from leden.handelingen.uitnodigingen import uitnodigen, uitnodiging_intrekken, uitnodiging_opnieuw_sturen
from leden.handelingen.zittingen import zitting_bevestigen
from leden.models import Gebeurtenis, Lidmaatschap, Organisatie, Rol, Samenvoeging, Uitnodiging
from leden.taken import uitnodigingen_opruimen
from tests.dagen import over
from tests.leden.uitnodigen import GOED, NIEUW, begin, gevraagd
from tests.personen import WACHTWOORD
from tests.post import mails

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
        ({"email": "info+label@voorbeeld.example", "rollen": ["bestuurder"]}, "lijkt een gedeeld postvak"),
        ({"email": "joke@voorbeeld.example", "rollen": ["bestuurder"]}, "Joke Zonnedauw heeft al een rol bij Welzijn"),
    ],
)
def test_a_wrong_invitation_says_what_helps_and_keeps_what_was_typed(wereld, als, invoer, fout):
    antwoord = als(wereld.hilde).post(reverse("uitnodigen", args=[wereld.hilde.organisatie_id]), invoer)
    assert fout in str(antwoord.context["form"].errors)
    assert antwoord.context["form"]["email"].value() == invoer["email"]
    assert not Uitnodiging.objects.exists()
    assert mails() == []


def test_the_act_refuses_a_shared_mailbox_too(wereld):
    with pytest.raises(Geweigerd, match=r"^secretariaat@voorbeeld\.example lijkt een gedeeld postvak"):
        gevraagd(wereld, "Secretariaat@voorbeeld.example")
    assert gevraagd(wereld, "bestuur.dora@voorbeeld.example").pk


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
    lid = zitting_bevestigen(wereld.femke, Lidmaatschap.objects.get(gebruiker__email=NIEUW))
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


def test_an_organisation_invites_fifty_people_a_day(wereld):
    for nummer in range(50):
        gevraagd(wereld, email=f"lien{nummer}@voorbeeld.example")
    with pytest.raises(Geweigerd, match="nodigde in één dag al 50 mensen uit"):
        gevraagd(wereld, email="nog-een@voorbeeld.example")
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1), tick=False):
        gevraagd(wereld, email="nog-een@voorbeeld.example")


def test_an_invitation_is_sent_again_three_times_a_day(wereld):
    uitnodiging = gevraagd(wereld)
    for _ in range(3):
        uitnodiging_opnieuw_sturen(wereld.hilde, uitnodiging)
    with pytest.raises(Geweigerd, match="in één dag al 3 keer opnieuw gestuurd"):
        uitnodiging_opnieuw_sturen(wereld.hilde, uitnodiging)
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1), tick=False):
        uitnodiging_opnieuw_sturen(wereld.hilde, uitnodiging)


def test_an_invitation_that_is_withdrawn_before_its_mail_went_is_not_mailed(wereld):
    uitnodiging_intrekken(wereld.hilde, gevraagd(wereld))
    assert mails() == []


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
        mails()
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

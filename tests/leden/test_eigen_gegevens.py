"""The file with everything that is kept of oneself: no table that names a person is forgotten."""

from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from leden.eigen_gegevens import gegevens_van
from leden.models import Bekwaamheid, Belang, Belangenbevestiging, Gebruiker, Uitnodiging

# Where in the file the rows of a table stand.
IN_HET_BESTAND = {
    "leden.Lidmaatschap.gebruiker": ("rollen",),
    "leden.Belang.gebruiker": ("belangen",),
    "leden.Belangenbevestiging.gebruiker": ("belangen bevestigd",),
    "leden.Bekwaamheid.gebruiker": ("bekwaamheden",),
    "leden.Uitnodiging.aangenomen_door": ("uitnodigingen", "aangenomen"),
    "leden.Uitnodiging.uitgenodigd_door": ("uitnodigingen", "verstuurd"),
    "leden.Uitnodiging.ingetrokken_door": ("uitnodigingen", "ingetrokken"),
    "leden.Adreswijziging.gebruiker": ("inloggen", "wijzigingen van het e-mailadres"),
    "leden.Gebeurtenis.gebruiker": ("logboek",),
    "mfa.Authenticator.user": ("inloggen", "tweede stap"),
    "socialaccount.SocialAccount.user": ("inloggen", "gekoppelde inlogdiensten"),
    "usersessions.UserSession.user": ("waar u bent ingelogd",),
}
ALS_HANDELING = "the row is about an organisation; that this person did it stands in the log, which is in the file"
BIJ_HET_TRAJECT = "part of the file of a traject, which other people wrote too; what this person did stands in the log"
NIET = {
    "account.EmailAddress.user": "allauth keeps no address here; the only one is that of the person",
    "leden.Ledenbestand.aangeboden_door": ALS_HANDELING,
    "leden.Naamswijziging.vastgelegd_door": ALS_HANDELING,
    "leden.Samenvoeging.vastgelegd_door": ALS_HANDELING,
    "normenkader.Kaderversie.geladen_door": ALS_HANDELING,
} | dict.fromkeys(
    [
        "trajecten.Traject.aangemeld_door",
        "trajecten.Toewijzing.gebruiker",
        "trajecten.Teambezwaar.gebruiker",
        "trajecten.Teambezwaar.gemaakt_door",
        "trajecten.Teambezwaar.beantwoord_door",
        "trajecten.Document.toegevoegd_door",
        "trajecten.Tekstversie.bewaard_door",
        "toetsing.Gesprek.afgerond_door",
        "toetsing.Gesprek.toetsers",
        "toetsing.Gesprekstoetser.toetser",
        "toetsing.Notitie.gemaakt_door",
        "toetsing.Bevinding.gemaakt_door",
        "toetsing.Oordeel.gegeven_door",
        "toetsing.Rapportversie.gemaakt_door",
        "toetsing.Vrijgave.door",
        "toetsing.Reactie.geschreven_door",
        "toetsing.Reactie.beantwoord_door",
        "toetsing.Advies.uitgebracht_door",
        "toetsing.Verbeterplan.goedgekeurd_door",
        "toetsing.Voortgang.gemeld_door",
        "certificaten.Uitgifte.door",
        "certificaten.Wijziging.vastgelegd_door",
        "beheercommissie.Agendapunt.bevroren_door",
        "beheercommissie.Belangverklaring.gebruiker",
        "beheercommissie.Aantekening.gebruiker",
        "beheercommissie.Stem.gebruiker",
        "beheercommissie.Besluit.vastgelegd_door",
    ],
    BIJ_HET_TRAJECT,
)


def test_every_table_that_names_a_person_is_in_the_file_or_has_a_reason_not_to_be(wereld):
    verwijzingen = {
        f"{veld.related_model._meta.label}.{veld.field.name}"
        for veld in Gebruiker._meta.get_fields(include_hidden=True)
        if veld.auto_created and not veld.concrete
    }
    assert verwijzingen == IN_HET_BESTAND.keys() | NIET.keys()
    assert not IN_HET_BESTAND.keys() & NIET.keys()
    gegevens = gegevens_van(wereld.meike.gebruiker)
    for pad in IN_HET_BESTAND.values():
        deel = gegevens
        for sleutel in pad:
            deel = deel[sleutel]
        assert isinstance(deel, list)


def test_what_is_kept_beside_name_and_roles_is_in_the_file(wereld):
    meike, nu = wereld.meike.gebruiker, timezone.now()
    Gebruiker.objects.filter(pk=meike.pk).update(huisregels_versie="2026-1", huisregels_op=nu)
    Belang.objects.create(
        gebruiker=meike,
        organisatie=wereld.joke.organisatie,
        soort="familie",
        van="2024-01-01",
        toelichting="een zus",
        vervallen_op=nu,
    )
    Belangenbevestiging.objects.update_or_create(gebruiker=meike, defaults={"bevestigd_op": nu})
    SocialAccount.objects.create(user=meike, provider="inlogdienst-1", uid="nummer", extra_data={"naam": "m.lisdodde"})
    Uitnodiging.objects.create(
        email="ander@voorbeeld.example",
        organisatie=wereld.meike.organisatie,
        rollen=["toetser"],
        uitgenodigd_door=meike,
        aangenomen_door=meike,
        aangenomen_op=nu,
    )
    gegevens = gegevens_van(Gebruiker.objects.get(pk=meike.pk))
    assert gegevens["persoon"]["gelezen huisregels"] == "2026-1"
    assert gegevens["persoon"]["huisregels gelezen op"]
    assert gegevens["belangen"][0]["toelichting"] == "een zus"
    assert gegevens["belangen"][0]["was een vergissing, sinds"]
    assert gegevens["belangen bevestigd"][0]["laatst bevestigd"]
    assert gegevens["inloggen"]["gekoppelde inlogdiensten"][0]["wat die dienst over u zei"] == {"naam": "m.lisdodde"}
    aantal = Bekwaamheid.objects.filter(gebruiker=meike).count()
    assert (len(gegevens["bekwaamheden"]) == aantal) and aantal
    for stand in ("aangenomen", "verstuurd"):
        assert gegevens["uitnodigingen"][stand][0]["rollen"] == ["toetser"]
    assert "ander@voorbeeld.example" not in str(gegevens)

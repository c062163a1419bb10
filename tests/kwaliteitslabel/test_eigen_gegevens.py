"""The file with everything that is kept of oneself: no table that names a person is forgotten."""

from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.db import models
from django.utils import timezone

from kwaliteitslabel.eigen_gegevens import gegevens_van
from leden.handelingen.mensen import rol_beeindigen
from leden.models import Bekwaamheid, Belang, Belangenbevestiging, Gebruiker, Organisatie, Uitnodiging
from quickscan.models import QuickScan, Scanformulier

# Where in the file the rows of a table stand.
IN_HET_BESTAND = {
    "leden.Gebruiker.email": ("persoon",),
    "leden.Lidmaatschap.gebruiker": ("rollen",),
    "leden.Organisatie.contact_email": ("contactpersoon van",),
    "quickscan.Scanformulier.email": ("QuickScans naar uw adres",),
    "leden.Uitnodiging.email": ("uitnodigingen", "aan uw adres, niet aangenomen"),
    "leden.Belang.gebruiker": ("belangen",),
    "leden.Belangenbevestiging.gebruiker": ("belangen bevestigd",),
    "leden.Bekwaamheid.gebruiker": ("bekwaamheden",),
    "leden.Uitnodiging.aangenomen_door": ("uitnodigingen", "aangenomen"),
    "leden.Uitnodiging.uitgenodigd_door": ("uitnodigingen", "verstuurd"),
    "leden.Uitnodiging.ingetrokken_door": ("uitnodigingen", "ingetrokken"),
    **dict.fromkeys(
        [f"inloggen.Adreswijziging.{veld}" for veld in ("gebruiker", "oud", "nieuw")],
        ("inloggen", "wijzigingen van het e-mailadres"),
    ),
    "berichten.Agendakoppeling.gebruiker": ("agenda",),
    "berichten.Zending.gebruiker": ("post",),
    "berichten.Zending.adres": ("post",),
    "berichten.Kapotadres.gebruiker": ("adres waarvan brieven terugkwamen",),
    "berichten.Kapotadres.adres": ("adres waarvan brieven terugkwamen",),
    "leden.Gebeurtenis.gebruiker": ("logboek",),
    "geschillen.Klacht.behandelaar": ("klachten die u behandelt",),
    "geschillen.Adviseur.gebruiker": ("bezwaren waarover u adviseert",),
    "mfa.Authenticator.user": ("inloggen", "tweede stap"),
    "socialaccount.SocialAccount.user": ("inloggen", "gekoppelde inlogdiensten"),
    "usersessions.UserSession.user": ("waar u bent ingelogd",),
}
ALS_HANDELING = "the row is about an organisation; that this person did it stands in the log, which is in the file"
BIJ_HET_TRAJECT = "part of the file of a traject, which other people wrote too; what this person did stands in the log"
BIJ_DE_KLACHT = "part of a complaint, which somebody else made; what this person did stands in the log"
NIET = {
    "geschillen.Bezwaar.ingediend_door": BIJ_HET_TRAJECT,
    "geschillen.Bezwaar.ingetrokken_door": BIJ_HET_TRAJECT,
    "geschillen.Bezwaar.geadviseerd_door": BIJ_HET_TRAJECT,
    "geschillen.Bezwaarstuk.toegevoegd_door": BIJ_HET_TRAJECT,
    "geschillen.Bezwaarklad.gebruiker": BIJ_HET_TRAJECT,
    "geschillen.Klacht.email": "typed without an account, so nobody proved to own it; who did reads all of it with the code",
    "geschillen.Klachtbericht.door": BIJ_DE_KLACHT,
    "geschillen.Klachtvraag.gesteld_door": BIJ_DE_KLACHT,
    "geschillen.Klachtvraag.beantwoord_door": BIJ_DE_KLACHT,
    "geschillen.Klachtsignaal.gegeven_door": BIJ_DE_KLACHT,
    "geschillen.Klachtsignaal.afgehandeld_door": BIJ_DE_KLACHT,
    "geschillen.Klachtklad.gebruiker": BIJ_DE_KLACHT,
    "account.EmailAddress.user": "allauth keeps no address here; the only one is that of the person",
    "account.EmailAddress.email": "as above",
    "inloggen.Inlogbericht.gebruiker": "goes with its mail, within a minute",
    "inloggen.Inlogbericht.adres": "as above",
    "berichten.Poststuk.antwoord_aan": "whom a letter says to ask, as its readers read it",
    "trajecten.Band.gebruiker": "a view on memberships and interests, which are in the file",
    "ledenbestand.Ledenbestand.aangeboden_door": ALS_HANDELING,
    "leden.Belang.ongedaan_door": ALS_HANDELING,
    "beheercommissie.Belangverklaring.ongedaan_door": ALS_HANDELING,
    "leden.Lidmaatschap.voorgesteld_door": ALS_HANDELING,
    "leden.Lidmaatschap.bevestigd_door": ALS_HANDELING,
    "leden.Naamswijziging.vastgelegd_door": ALS_HANDELING,
    "leden.Samenvoeging.vastgelegd_door": ALS_HANDELING,
    "normenkader.Kaderversie.geladen_door": ALS_HANDELING,
    "beheercommissie.Vergaderstuk.toegevoegd_door": ALS_HANDELING,
    "beheercommissie.Vergaderklad.gebruiker": "a draft that this person reads on its page, and that is gone once it is done",
    "beheercommissie.Vergadering.geopend_door": ALS_HANDELING,
    "beheercommissie.Vergadering.gesloten_door": ALS_HANDELING,
    "beheercommissie.Reglement.vastgesteld_door": ALS_HANDELING,
    "beheercommissie.Reglement.eerste_vervanger": "the committee names who presides; every member reads the rules",
    "beheercommissie.Reglement.tweede_vervanger": "the committee names who presides; every member reads the rules",
    "beheercommissie.Presentie.gebruiker": "who was at a meeting every member reads on its page",
    "beheercommissie.Verslag.gemaakt_door": ALS_HANDELING,
    "beheercommissie.Verslag.vastgesteld_door": ALS_HANDELING,
    "beheercommissie.Verslagopmerking.gebruiker": ALS_HANDELING,
    "beheercommissie.Verslagsjabloon.geplaatst_door": ALS_HANDELING,
    "beheercommissie.Aanwezigheid.gebruiker": "what this person answered stands in the log, which is in the file",
} | dict.fromkeys(
    [
        "trajecten.Traject.aangemeld_door",
        "trajecten.Toewijzing.gebruiker",
        "trajecten.Teambezwaar.gebruiker",
        "trajecten.Teambezwaar.gemaakt_door",
        "trajecten.Teambezwaar.beantwoord_door",
        "trajecten.Termijnvoorstel.gevraagd_door",
        "trajecten.Termijnvoorstel.beantwoord_door",
        "trajecten.Vraag.gesteld_door",
        "trajecten.Vraag.beantwoord_door",
        "trajecten.Vraag.gesloten_door",
        "trajecten.Document.toegevoegd_door",
        "trajecten.Tekstversie.bewaard_door",
        "trajecten.Redenconcept.gebruiker",
        "toetsing.Gesprek.afgerond_door",
        "toetsing.Gesprek.toetsers",
        "toetsing.Gesprekstoetser.toetser",
        "toetsing.Notitie.gemaakt_door",
        "toetsing.Bevinding.gemaakt_door",
        "toetsing.Oordeel.gegeven_door",
        "toetsing.Rapportversie.gemaakt_door",
        "toetsing.Terugblik.gezegd_door",
        "toetsing.Meegenomen.gezegd_door",
        "toetsing.Vrijgave.door",
        "toetsing.Reactie.geschreven_door",
        "toetsing.Reactie.beantwoord_door",
        "toetsing.Advies.uitgebracht_door",
        "toetsing.Verbeterplan.goedgekeurd_door",
        "toetsing.Planuitstel.gevraagd_door",
        "beheercommissie.Langdeelverzoek.gevraagd_door",
        "toetsing.Planuitstel.beantwoord_door",
        "toetsing.Effect.gezien_door",
        "toetsing.Voortgang.gemeld_door",
        "toetsing.Voortgang.beantwoord_door",
        "certificaten.Uitgifte.door",
        "certificaten.Uitreiking.vastgelegd_door",
        "trajecten.Melding.gemeld_door",
        "trajecten.Weging.gewogen_door",
        "certificaten.Maatregel.voorgesteld_door",
        "certificaten.Wijziging.vastgelegd_door",
        "certificaten.Uitgave.door",
        "beheercommissie.Agendapunt.bevroren_door",
        "beheercommissie.Doorvoering.vastgelegd_door",
        "beheercommissie.Belangverklaring.gebruiker",
        "beheercommissie.Aantekening.gebruiker",
        "beheercommissie.Voorwaardeklad.gebruiker",
        "beheercommissie.Blik.gebruiker",
        "beheercommissie.Stem.gebruiker",
        "beheercommissie.Besluit.vastgelegd_door",
        "beheercommissie.Navraag.gesteld_door",
        "beheercommissie.Navraag.beantwoord_door",
    ],
    BIJ_HET_TRAJECT,
)


def test_every_field_that_names_a_person_is_in_the_file_or_has_a_reason_not_to_be(wereld):
    verwijzingen = {
        f"{model._meta.label}.{veld.name}"
        for model in apps.get_models(include_auto_created=True)
        for veld in model._meta.get_fields()
        if veld.concrete and (veld.related_model is Gebruiker or isinstance(veld, models.EmailField))
    }
    assert verwijzingen == IN_HET_BESTAND.keys() | NIET.keys()
    assert not IN_HET_BESTAND.keys() & NIET.keys()
    gegevens = gegevens_van(wereld.meike.gebruiker)
    for pad in IN_HET_BESTAND.values():
        deel = gegevens
        for sleutel in pad:
            deel = deel[sleutel]
        assert isinstance(deel, list) or pad == ("persoon",)


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
    Uitnodiging.objects.create(
        email=meike.email,
        organisatie=wereld.bram.organisatie,
        rollen=["bestuurder"],
        uitgenodigd_door=wereld.olaf.gebruiker,
    )
    Organisatie.objects.filter(pk=wereld.bram.organisatie_id).update(
        contactpersoon="Meike Lisdodde", contact_email=meike.email.upper(), contact_telefoon="0320 123456"
    )
    scan = QuickScan.objects.create(titel="Waar staat u", inleiding="Vier vragen.", sluit_op="2026-12-31")
    Scanformulier.objects.create(scan=scan, organisatie=wereld.bram.organisatie, email=meike.email)
    rol_beeindigen(wereld.nora, meike.lidmaatschappen.get())
    gegevens = gegevens_van(Gebruiker.objects.get(pk=meike.pk))
    assert gegevens["uitnodigingen"]["aan uw adres, niet aangenomen"][0]["rollen"] == ["bestuurder"]
    assert gegevens["contactpersoon van"][0]["telefoonnummer"] == "0320 123456"
    assert gegevens["QuickScans naar uw adres"][0]["QuickScan"] == "Waar staat u"
    # What others did with the roles of this person.
    assert [rij["handeling"] for rij in gegevens["logboek"]][-1] == "rol_beeindigen"
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

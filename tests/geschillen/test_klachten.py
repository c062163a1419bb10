"""A complaint: made without an account, heard by somebody who is not involved, read by nobody else."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from berichten.maken import uit_de_tijd
from berichten.models import Bezorging, Poststuk
from berichten.werkdagen import werkdagen_later
from geschillen.bevoegdheden import behandelbelemmeringen, oppakbelemmeringen
from geschillen.code import klacht_van
from geschillen.geleerd import geleerd
from geschillen.handelingen import behandelen, indienen
from geschillen.models import Klacht, Klachtbericht, Klachtklad, Klachtsignaal, Klachtvraag
from geschillen.taken import klachten_opruimen
from geschillen.verloop import stappen
from huisstijl.velden import vingerafdruk
from kwaliteitslabel.eigen_gegevens import gegevens_van
from leden.bevoegdheden import Geweigerd, Handeling
from leden.handelingen.mensen import rol_geven
from leden.models import Belang, Gebeurtenis, Lidmaatschap, Organisatie, Rol
from tests.klachten import GEHEIM, PDF, behandelaar, ingediend, opgepakt
from tests.klokken import op
from tests.personen import traject_in
from tests.post import bezorgen, brieven
from trajecten.levensloop import Status


@pytest.fixture
def kees(wereld):
    return behandelaar()


def formulier(client, **velden):
    """What the page of the certifier's door sends back, with these answers."""
    adres = reverse("klacht_indienen", args=["certificeerder"])
    form = client.get(adres).context["form"]
    return adres, {
        "inzending": str(form["inzending"].value()),
        "over_naam": Organisatie.objects.get(naam="Toetshuis Noorderlicht").pk,
        "omschrijving": GEHEIM,
        "gewenst": "",
        "wijze": "anoniem",
        "naam": "",
        "email": "",
    } | velden


def insturen(client, **velden):
    adres, gegevens = formulier(client, **velden)
    return client.post(adres, gegevens)


# Without an account


def test_a_complaint_gives_a_reference_and_a_code_that_is_kept_as_a_hash_only(client, wereld):
    antwoord = insturen(client)
    klacht, code = Klacht.objects.get(), antwoord.context["code"]
    html = antwoord.content.decode()
    assert klacht.kenmerk in html and code in html
    assert klacht.organisatie.naam == "Toetshuis Noorderlicht"
    rij = str(Klacht.objects.values_list().get())
    assert code not in rij and code.replace("-", "") not in rij
    assert antwoord["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_the_same_form_twice_is_one_complaint_with_the_same_code(client, wereld, settings):
    adres, gegevens = formulier(client)
    eerste, tweede = client.post(adres, gegevens), client.post(adres, gegevens)
    assert eerste.context["code"] == tweede.context["code"] and eerste.content == tweede.content
    assert tweede.cookies["klacht"].value
    klacht = Klacht.objects.get()
    assert klacht_van(klacht.kenmerk, tweede.context["code"]) == klacht
    # The code follows from what the form carries, so that is not kept.
    assert gegevens["inzending"] not in str(Klacht.objects.values_list().get())
    assert Gebeurtenis.objects.filter(onderwerp=klacht.onderwerp).count() == 1
    anders = client.post(adres, gegevens | {"omschrijving": "Iets anders."})
    assert "Wat u daarna veranderde, is niet verstuurd." in anders.content.decode()
    settings.SECRET_KEY = "een nieuwe sleutel van vijftig tekens of nog meer dan dat"
    assert "Deze klacht hebben wij al." in client.post(adres, gegevens).content.decode()
    assert Klacht.objects.get().omschrijving == GEHEIM


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"naam": "Fien"}, "U koos anoniem. Haal de naam weg"),
        ({"email": "fien@thuis.example"}, "U koos anoniem. Haal het adres weg"),
        ({"wijze": "naam"}, "Vul uw naam in, of kies anoniem."),
        ({"wijze": "schuilnaam"}, "Bedenk een schuilnaam"),
        ({"wijze": ""}, "Maak een keuze."),
        ({"omschrijving": GEHEIM + "x" * 8000}, "Hier passen 8000 tekens."),
    ],
)
def test_a_refused_form_says_why_keeps_what_was_typed_and_changes_nothing(client, wereld, velden, zin):
    html = insturen(client, gewenst="Een excuus.", **velden).content.decode()
    assert zin in html and GEHEIM in html and "Een excuus." in html
    assert not Klacht.objects.exists()


def test_somebody_who_is_signed_in_stays_as_unknown_as_anybody(als, wereld):
    client = als(wereld.joke)
    sessie = dict(client.session)
    insturen(client)
    klacht = Klacht.objects.get()
    rijen = Gebeurtenis.objects.filter(onderwerp=klacht.onderwerp).values_list("gebruiker", "naam", "reden")
    assert list(rijen) == [(None, "de applicatie", "")]
    assert dict(client.session) == sessie


def test_who_complains_reads_and_writes_with_the_code_and_not_without(client, wereld, kees):
    klacht, code = ingediend(wereld.karin.organisatie)
    adres = reverse("klacht_volgen")
    assert GEHEIM not in client.get(adres).content.decode()
    verkeerd = client.post(adres, {"kenmerk": klacht.kenmerk, "code": "BBBB-CCCC-DDDD"}).content.decode()
    assert "horen niet bij elkaar" in verkeerd
    slordig = {"kenmerk": klacht.kenmerk.lower(), "code": code.lower().replace("-", " ")}
    assert GEHEIM in client.post(adres, slordig, follow=True).content.decode()
    client.post(adres, {"bericht": "Er was iemand bij."})
    behandelen.klacht_oppakken(kees, klacht)
    html = client.get(adres).content.decode()
    assert "Er was iemand bij." in html and "Kees Kamperfoelie" in html
    # The cookie is of no use elsewhere, is signed, and lasts an hour.
    koekje = client.cookies["klacht"]
    assert (koekje["path"], koekje["samesite"], koekje["httponly"]) == ("/klacht/", "Strict", True)
    client.cookies["klacht"] = koekje.value.replace(str(klacht.pk), str(klacht.pk + 1), 1)
    assert GEHEIM not in client.get(adres).content.decode()


def test_a_message_survives_the_hour(client, wereld):
    klacht, code = ingediend(wereld.karin.organisatie)
    adres = reverse("klacht_volgen")
    html = client.post(adres, {"bericht": "Nog een ding."}).content.decode()
    assert "U was langer dan een uur weg." in html and "Nog een ding." in html
    open_ = client.post(adres, {"bericht": "Nog een ding.", "kenmerk": klacht.kenmerk, "code": code}).content.decode()
    assert "Nog een ding." in open_ and GEHEIM in open_
    assert not Klachtbericht.objects.exists()


def test_codes_cannot_be_guessed_nor_references_found(client, wereld):
    klacht, code = ingediend(wereld.karin.organisatie)
    adres = reverse("klacht_volgen")
    onbekend = client.post(adres, {"kenmerk": "KL-BBBB-BBBB", "code": code})
    pogingen = [client.post(adres, {"kenmerk": klacht.kenmerk, "code": f"BBBB-BBBB-BBB{n}"}) for n in range(2, 8)]
    assert [een.status_code for een in pogingen] == [200] * 5 + [429]
    assert onbekend.context["form"].non_field_errors() == pogingen[0].context["form"].non_field_errors()
    # While the limit holds, the right code does not open either.
    assert client.post(adres, {"kenmerk": klacht.kenmerk, "code": code}).status_code == 429


def test_too_many_complaints_from_one_address_wait_and_lose_nothing(client, wereld):
    antwoorden = [insturen(client) for _ in range(11)]
    assert [een.status_code for een in antwoorden] == [200] * 10 + [429]
    assert GEHEIM in antwoorden[-1].content.decode()


def test_a_file_loses_its_name_and_one_that_cannot_be_kept_is_refused_with_the_message_kept(client, wereld, kees, als):
    klacht, code = ingediend(wereld.karin.organisatie)
    adres = reverse("klacht_volgen")
    client.post(adres, {"kenmerk": klacht.kenmerk, "code": code})
    fout = ContentFile(b"geen pdf", "fien.exe")
    html = client.post(adres, {"bericht": "Zie de brief.", "bestand": fout}).content.decode()
    assert "niet veilig bewaren" in html and "Zie de brief." in html and not Klachtbericht.objects.exists()
    client.post(adres, {"bericht": "Zie de brief.", "bestand": ContentFile(PDF, "brief van Fien.pdf")})
    assert Klachtbericht.objects.get().tekst == "Zie de brief."
    stuk = klacht.stukken.get()
    assert (stuk.bestandsnaam, stuk.bestand.name) == ("bestand-1.pdf", f"klachten/{klacht.pk}/{stuk.sha256}")
    behandelen.klacht_oppakken(kees, klacht)
    adres = reverse("klachtstuk", args=[stuk.pk])
    antwoord = als(kees).get(adres)
    assert antwoord.inhoud == PDF and "bestand-1.pdf" in antwoord["Content-Disposition"]
    assert als(wereld.gijs).get(adres).status_code == 404


# Who hears it


def test_who_is_involved_does_not_see_it_and_does_not_hear_it(wereld, kees):
    """Each with the reason; the database refuses the memberships and the teams too."""
    traject = traject_in(Status.VOORBEREIDING, wereld)
    certificeerder, lid = wereld.karin.organisatie, wereld.joke.organisatie
    vandaag = timezone.localdate()
    zin_werk = "U behandelt deze klacht niet. Werkt daar, of deed dat korter dan twee jaar geleden."
    namen = {
        "Wil Waterlelie": (certificeerder, zin_werk),
        "Bea Berenklauw": (certificeerder, "Heeft daar een belang"),
        "Teun Tijm": (lid, "Was betrokken bij een traject van deze organisatie."),
        "Toos Torkruid": (certificeerder, "Was betrokken bij een traject dat deze instelling toetste."),
        "Cor Cipergras": (wereld.anna.organisatie, zin_werk),
    }
    wie = {naam: behandelaar(naam) for naam in namen}
    Lidmaatschap.objects.create(
        gebruiker=wie["Wil Waterlelie"].gebruiker,
        organisatie=certificeerder,
        rol=Rol.PLANNER,
        van=vandaag - timedelta(days=2000),
        tot=vandaag - timedelta(days=700),
    )
    Belang.objects.create(
        gebruiker=wie["Bea Berenklauw"].gebruiker, organisatie=certificeerder, soort="familie", van=vandaag
    )
    for naam in ("Teun Tijm", "Toos Torkruid"):
        traject.toewijzingen.create(gebruiker=wie[naam].gebruiker, rol="buiten")
    Lidmaatschap.objects.create(
        gebruiker=wie["Cor Cipergras"].gebruiker,
        organisatie=wereld.anna.organisatie,
        rol=Rol.COMMISSIELID,
        van=vandaag - timedelta(days=900),
        tot=vandaag - timedelta(days=100),
        voorgesteld_door=wereld.gijs.gebruiker,
    )
    for naam, (organisatie, zin) in namen.items():
        over = Klacht.Over.COMMISSIE if naam == "Cor Cipergras" else Klacht.Over.CERTIFICEERDER
        klacht, _ = ingediend(organisatie, over=over)
        assert any(zin in reden for reden in oppakbelemmeringen(wie[naam], klacht)), naam
        assert not Klacht.objects.zichtbaar_voor(wie[naam]).filter(pk=klacht.pk).exists()
        with pytest.raises(Geweigerd):
            behandelen.klacht_oppakken(wie[naam], klacht)
        if naam != "Bea Berenklauw":
            with pytest.raises(IntegrityError), transaction.atomic():
                Klacht.objects.filter(pk=klacht.pk).update(behandelaar=wie[naam].gebruiker, opgepakt_op=timezone.now())
        assert behandelen.klacht_oppakken(kees, klacht).behandelaar == kees.gebruiker


def test_a_name_that_nobody_knew_is_set_before_it_is_read(wereld, kees, als):
    klacht, _ = ingediend(over=Klacht.Over.ORGANISATIE, over_naam="Wilgendam, in de wijk")
    html = als(kees).get(klacht.get_absolute_url()).content.decode()
    assert "Wilgendam, in de wijk" in html and GEHEIM not in html
    gegevens = {"niet_betrokken": "on", "organisatie": wereld.joke.organisatie_id}
    als(kees).post(reverse("klacht_oppakken", args=[klacht.pk]), gegevens)
    klacht.refresh_from_db()
    assert (klacht.organisatie, klacht.behandelaar) == (wereld.joke.organisatie, kees.gebruiker)
    assert GEHEIM in als(kees).get(klacht.get_absolute_url()).content.decode()


def test_who_appoints_does_not_read_and_nobody_is_both(wereld, kees):
    loes = Lidmaatschap.objects.create(
        gebruiker=wereld.tessa.gebruiker, organisatie=wereld.gijs.organisatie, rol=Rol.LABELBEHEERDER
    )
    with pytest.raises(Geweigerd, match="Een labelbeheerder behandelt geen klachten"):
        rol_geven(wereld.gijs, loes.gebruiker, wereld.gijs.organisatie, rol=Rol.KLACHTBEHANDELAAR)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lidmaatschap.objects.create(gebruiker=loes.gebruiker, organisatie=loes.organisatie, rol=Rol.KLACHTBEHANDELAAR)
    klacht = opgepakt(kees, wereld.karin.organisatie)
    for iemand in (wereld.gijs, loes, wereld.karin, wereld.nora, wereld.anna, wereld.ingrid):
        assert not Klacht.objects.zichtbaar_voor(iemand).exists()
    assert list(Klacht.objects.leesbaar_voor(kees)) == [klacht]
    [eigen] = gegevens_van(kees.gebruiker)["klachten die u behandelt"]
    assert (eigen["kenmerk"], eigen["afgerond"]) == (klacht.kenmerk, None)
    assert not Klacht.objects.leesbaar_voor(behandelaar("Rita Reigersbek")).exists()


def test_the_bureau_reads_that_somebody_must_be_appointed_and_nothing_else(wereld, als):
    ingediend(wereld.karin.organisatie)
    html = als(wereld.gijs).get(reverse("mijn_werk")).content.decode()
    assert "Benoem een klachtbehandelaar" in html and "Noorderlicht" not in html
    kees = behandelaar()
    assert "Benoem een klachtbehandelaar" not in als(wereld.gijs).get(reverse("mijn_werk")).content.decode()
    assert "kunt oppakken" in als(kees).get(reverse("mijn_werk")).content.decode()


def _werk(als, wie):
    return als(wie).get(reverse("mijn_werk")).content.decode()


def _toetst_bij(wie, organisatie):
    """Somebody who hears complaints gets a role where this one is about."""
    Lidmaatschap.objects.create(
        gebruiker=wie.gebruiker, organisatie=organisatie, rol=Rol.TOETSER, van=timezone.localdate()
    )


def test_of_who_became_involved_a_colleague_takes_over_and_without_one_the_bureau_appoints(wereld, kees, als):
    rita = behandelaar("Rita Reigersbek")
    klacht = opgepakt(kees, wereld.karin.organisatie)
    assert klacht.kenmerk in _werk(als, kees) and klacht.kenmerk not in _werk(als, rita)
    _toetst_bij(kees, wereld.karin.organisatie)
    html = _werk(als, rita)
    assert f"Kijk of u klacht {klacht.kenmerk} kunt oppakken" in html
    assert "De klacht is bij Kees Kamperfoelie; u kunt haar overnemen." in html
    assert klacht.kenmerk not in _werk(als, kees)
    assert "Benoem een klachtbehandelaar" not in _werk(als, wereld.gijs)
    indienen.klacht_aanvullen(klacht, tekst="Nog iets.")
    brieven()
    assert Bezorging.objects.get(poststuk__brief="klacht_aangevuld").lidmaatschap == rita
    _toetst_bij(rita, wereld.karin.organisatie)
    html = _werk(als, wereld.gijs)
    assert "niemand kan haar behandelen" in html and "Noorderlicht" not in html and klacht.kenmerk not in html
    # Of whom we do not know which organisation it is about, anybody who hears complaints can hear it.
    Klacht.objects.filter(pk=klacht.pk).update(behandelaar=None, organisatie=None)
    assert klacht.kenmerk in _werk(als, rita) and "Benoem een klachtbehandelaar" not in _werk(als, wereld.gijs)


def test_a_complaint_that_is_given_back_waits_on_everybody_who_can_hear_it_with_the_same_last_day(wereld, kees, als):
    klacht = opgepakt(kees, wereld.karin.organisatie)
    adres = reverse("klacht_teruggeven", args=[klacht.pk])
    assert "Er is nu geen andere klachtbehandelaar." in als(kees).get(adres).content.decode()
    rita, wil = behandelaar("Rita Reigersbek"), behandelaar("Wil Waterlelie")
    _toetst_bij(wil, wereld.karin.organisatie)
    with pytest.raises(Geweigerd, match="U behandelt deze klacht niet"):
        behandelen.klacht_teruggeven(rita, klacht)
    html = als(kees).get(adres).content.decode()
    assert "Kan deze klacht behandelen." in html and "Kan niet. Werkt daar" in html
    als(kees).post(adres)
    terug = Klacht.objects.get(pk=klacht.pk)
    assert (terug.stand, terug.behandelaar, terug.uitkomst_tot) == ("nieuw", None, klacht.uitkomst_tot)
    assert terug.berichten.last().tekst == behandelen.TERUGGEGEVEN
    assert "Iemand anders neemt het over." in stappen(terug)[1].zin
    assert klacht.kenmerk in _werk(als, rita) and klacht.kenmerk not in _werk(als, wil)
    brieven()
    naar = Bezorging.objects.filter(poststuk__brief="klacht_binnen", poststuk__onderwerp=klacht.onderwerp)
    assert rita in {een.lidmaatschap for een in naar} and wil not in {een.lidmaatschap for een in naar}
    assert behandelen.klacht_oppakken(rita, klacht).berichten.last().tekst == behandelen.OVERGENOMEN


# What is said


def test_the_other_side_and_the_bureau_read_only_what_was_written_for_them(wereld, kees, als):
    klacht = opgepakt(kees, wereld.karin.organisatie)
    vraag = behandelen.klachtvraag_stellen(kees, klacht, "Hoe ging het gesprek op 3 november?")
    signaal = behandelen.klacht_doorgeven(
        kees, klacht, soort="maatregel", tekst="Kijk naar de werkwijze van gesprekken.", noem_organisatie=True
    )
    for wie, rij in ((wereld.karin, vraag), (wereld.gijs, signaal)):
        html = als(wie).get(rij.get_absolute_url()).content.decode()
        assert rij.tekst in html
        for woord in (GEHEIM, "Fien", klacht.kenmerk, klacht.get_absolute_url()):
            assert woord not in html
    for wie in (wereld.gijs, wereld.wim, wereld.meike, wereld.nora, kees):
        assert als(wie).get(vraag.get_absolute_url()).status_code in (403, 404)
    client = als(wereld.karin)
    client.post(vraag.get_absolute_url(), {"antwoord": "Rustig, vonden wij.", "antwoord_basis": vingerafdruk("")})
    vraag = Klachtvraag.objects.get()
    assert (vraag.antwoord, vraag.beantwoord_door) == ("Rustig, vonden wij.", wereld.karin.gebruiker)
    assert "Rustig, vonden wij." in als(kees).get(klacht.get_absolute_url()).content.decode()
    als(wereld.gijs).post(
        signaal.get_absolute_url(), {"afhandeling": "Besproken.", "afhandeling_basis": vingerafdruk("")}
    )
    assert Klachtsignaal.objects.get().afgehandeld_op


def test_a_text_of_who_hears_it_saves_itself_and_the_outcome_stays(wereld, kees, als):
    klacht = opgepakt(kees, wereld.karin.organisatie)
    adres, client = reverse("klacht_afronden", args=[klacht.pk]), als(kees)
    antwoord = client.post(adres, {"veld": "tekst", "tekst": "Bel 0612345678.", "basis": vingerafdruk("")})
    assert "een telefoonnummer" in antwoord.json()["melding"]
    bewaren = {"bewaren": "tekst", "tekst": "Zo zit het.", "tekst_basis": vingerafdruk("Bel 0612345678.")}
    assert client.post(adres, bewaren | {"uitkomst": "deels"}).url == adres
    assert client.get(adres).context["form"]["uitkomst"].value() == "deels"
    assert "Zo zit het." in client.get(adres).content.decode()
    gegevens = {"tekst": "Zo zit het.", "uitkomst": "deels", "onderwerp_van": "bejegening"}
    assert client.post(adres, gegevens).status_code == 302
    klacht.refresh_from_db()
    assert (klacht.stand, klacht.uitkomst, klacht.uitkomsttekst) == ("afgerond", "deels", "Zo zit het.")
    assert not Klachtklad.objects.exists()
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        Klacht.objects.filter(pk=klacht.pk).update(uitkomst="gegrond")
    with pytest.raises(Geweigerd):
        indienen.klacht_aanvullen(klacht, tekst="Toch nog iets.")


def test_nothing_of_it_stands_in_mail_log_or_jobs(wereld, kees):
    klacht = opgepakt(kees, wereld.karin.organisatie)
    vraag = behandelen.klachtvraag_stellen(kees, klacht, "Hoe ging het gesprek?")
    Klachtvraag.objects.filter(pk=vraag.pk).update(antwoord="Rustig.")
    behandelen.klachtvraag_beantwoorden(wereld.karin, vraag)
    behandelen.klacht_verlengen(kees, klacht, "Iemand is ziek.")
    behandelen.klacht_doorgeven(kees, klacht, soort="werkwijze", tekst="Kijk ernaar.", noem_organisatie=True)
    behandelen.klacht_afronden(kees, klacht, uitkomst="gegrond", onderwerp_van="bejegening", tekst="U hebt gelijk.")
    taken = str(list(ProcrastinateJob.objects.values_list("args", flat=True)))
    verstuurd = bezorgen()
    brieven()
    gemaakt = str(list(Poststuk.objects.values_list("kop", "begin", "tekst", "hulp", "onderwerp", "aan")))
    logregels = str(
        list(Gebeurtenis.objects.filter(onderwerp__startswith="klacht").values_list("onderwerp", "reden", "naar"))
    )
    alles = " ".join(
        [taken, gemaakt, logregels, *(f"{een.subject} {een.body} {een.alternatives}" for een in verstuurd)]
    )
    for woord in (GEHEIM, "Fien", "Toetshuis", "Noorderlicht", klacht.kenmerk, "gesprek?", "ziek", "gegrond", "Rustig"):
        assert woord not in alles
    # Who complains hears three times that there is something; the others come to what was written for them.
    assert [een.to for een in verstuurd] == [["fien@thuis.example"]] * 3
    wie = {een.poststuk.brief: een.lidmaatschap for een in Bezorging.objects.select_related("poststuk", "lidmaatschap")}
    assert wie == {
        "klacht_binnen": kees,
        "klachtvraag_gesteld": wereld.karin,
        "klachtvraag_beantwoord": kees,
        "klachtsignaal_gegeven": wereld.gijs,
    }


def test_pages_ask_as_few_questions_of_many_complaints_as_of_one(wereld, kees, als):
    klacht = opgepakt(kees, wereld.karin.organisatie)
    client, adressen = als(kees), (reverse("klachten"), reverse("mijn_werk"), klacht.get_absolute_url())

    def vragen():
        aantallen = []
        for adres in adressen:
            with CaptureQueriesContext(connection) as gevraagd:
                client.get(adres)
            aantallen.append(len(gevraagd))
        return aantallen

    vragen()
    eerst = vragen()
    for _ in range(20):
        ingediend(wereld.karin.organisatie)
        indienen.klacht_aanvullen(klacht, tekst="Nog iets.")
    assert vragen() == eerst and max(eerst) <= 15


# Time


def test_its_terms_are_those_of_the_framework_and_true_with_no_worker(wereld, kees, kader, als):
    klacht, _ = ingediend(wereld.karin.organisatie)
    vandaag = timezone.localdate()
    assert klacht.ontvangst_uiterlijk == werkdagen_later(vandaag, 5)
    assert klacht.uitkomst_uiterlijk >= vandaag + timedelta(days=42)
    with op(klacht.ontvangst_uiterlijk + timedelta(days=1)):
        assert klacht.is_te_laat
        assert "Het is niet gelukt" in stappen(klacht)[1].zin
        klacht = behandelen.klacht_oppakken(kees, klacht)
        assert not klacht.is_te_laat
    rita = behandelaar("Rita Reigersbek")
    with op(klacht.uitkomst_uiterlijk):
        assert not klacht.is_te_laat
        assert oppakbelemmeringen(rita, klacht) == ["Kees Kamperfoelie behandelt deze klacht, en is nog op tijd."]
        behandelen.klacht_verlengen(kees, klacht, "De andere kant was ziek.")
        klacht.refresh_from_db()
        assert behandelbelemmeringen(kees, klacht, Handeling.KLACHT_VERLENGEN) == [
            "De termijn is al een keer verlengd. Vaker kan niet."
        ]
    assert klacht.uitkomst_tot == werkdagen_later(klacht.uitkomst_uiterlijk, 20)
    with op(klacht.uitkomst_tot + timedelta(days=1)):
        assert "een ander kan het nu overnemen" in stappen(klacht)[2].zin
        assert behandelen.klacht_oppakken(rita, klacht).behandelaar == rita.gebruiker


def test_after_the_last_day_there_is_no_more_time_to_take(wereld, kees):
    klacht = opgepakt(kees, wereld.karin.organisatie)
    with op(klacht.uitkomst_uiterlijk + timedelta(days=1)):
        assert behandelbelemmeringen(kees, klacht, Handeling.KLACHT_VERLENGEN) == [
            "De laatste dag is voorbij. Dan kan verlengen niet meer."
        ]


def test_every_last_day_is_told_of_once_and_to_the_bureau_only_when_nobody_can(wereld, kees):
    klacht, _ = ingediend(wereld.karin.organisatie)
    brieven()
    assert set(Poststuk.objects.values_list("brief", flat=True)) == {"klacht_binnen"}
    with op(klacht.ontvangst_uiterlijk):
        uit_de_tijd(timezone.localdate())
        uit_de_tijd(timezone.localdate())
    assert Poststuk.objects.filter(brief="klacht_termijn").count() == 2
    with op(klacht.uitkomst_uiterlijk):
        behandelen.klacht_oppakken(kees, klacht)
        uit_de_tijd(timezone.localdate())
        assert "Meer tijd nemen kan nog" in Poststuk.objects.order_by("pk").last().tekst
        behandelen.klacht_verlengen(kees, klacht, "Het is druk.")
    with op(verlengd := Klacht.objects.get().uitkomst_tot):
        uit_de_tijd(verlengd)
        assert "Meer tijd" not in Poststuk.objects.order_by("pk").last().tekst
    Lidmaatschap.objects.create(
        gebruiker=kees.gebruiker, organisatie=wereld.wim.organisatie, rol=Rol.TOETSER, van=timezone.localdate()
    )
    ingediend(wereld.wim.organisatie)
    brieven()
    [naar] = Bezorging.objects.filter(poststuk__brief="klacht_zonder_behandelaar")
    assert (naar.lidmaatschap, "Zuiderzon" in naar.poststuk.tekst) == (wereld.gijs, False)


# Afterwards


def test_lessons_are_counts_from_five_up_of_years_that_are_over(wereld, kees, client):
    jaar = timezone.localdate().year
    with op(timezone.localdate().replace(year=jaar - 1, month=3, day=2)):
        for nummer in range(9):
            klacht = opgepakt(kees, wereld.karin.organisatie)
            uitkomst = "gegrond" if nummer < 6 else "ongegrond"
            behandelen.klacht_afronden(kees, klacht, uitkomst=uitkomst, onderwerp_van="bejegening", tekst="Zo is het.")
    klacht = opgepakt(kees, wereld.karin.organisatie)
    behandelen.klacht_afronden(kees, klacht, uitkomst="deels", onderwerp_van="geheim", tekst="Zo is het.")
    [(welk, tellingen)] = geleerd(jaar)
    over, onderwerp, uitkomst = (dict(een.rijen) for een in tellingen)
    assert (welk, over["Een certificerende instelling"], onderwerp["Hoe iemand is behandeld"]) == (jaar - 1, "9", "9")
    # Nine less six would tell the three.
    assert uitkomst == {
        "Gegrond": "niet apart genoemd",
        "Deels gegrond": "minder dan 5",
        "Ongegrond": "minder dan 5",
        "Niet in behandeling genomen": "minder dan 5",
    }
    assert "minder dan 5" in client.get(reverse("klachten_geleerd")).content.decode()


def test_it_stays_five_years_and_then_goes_with_its_files(wereld, kees):
    klacht = opgepakt(kees, wereld.karin.organisatie)
    indienen.klacht_aanvullen(klacht, bestand=ContentFile(PDF, "brief.pdf"))
    stuk = klacht.stukken.get()
    behandelen.klacht_afronden(kees, klacht, uitkomst="gegrond", onderwerp_van="geheim", tekst="U hebt gelijk.")
    with pytest.raises(IntegrityError), transaction.atomic():
        klacht.delete()
    klachten_opruimen(0)
    assert Klacht.objects.exists()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("update geschillen_klacht set afgerond_op = now() - interval '6 years'")
    klachten_opruimen(0)
    assert not Klacht.objects.exists()
    assert not stuk.bestand.storage.exists(stuk.bestand.name)

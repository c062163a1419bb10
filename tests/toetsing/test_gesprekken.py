"""A talk: notes that save themselves, functions instead of names, a summary given back, and then closed for good."""

from itertools import product

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from huisstijl.velden import vingerafdruk
from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis
from tests.personen import gesprekken_voeren, traject_in
from tests.wie_en_wanneer import wie_en_wanneer
from toetsing import nog_te_doen
from toetsing.handelingen import gesprekken
from toetsing.models import Gesprek, Gesprekspartner, Gesprekstoetser, Notitie
from trajecten.levensloop import Status
from trajecten.models import Tekstversie, Traject

MENSEN = ("joke", "karin", "meike", "samir", "tessa", "roel", "vera", "wim", "bert", "femke", "gijs")
NIET_HERLEIDBAAR = "Kijk bij elk citaat of het niet herleidbaar is. Is het dat wel, maak er dan 'Gehoord' van."


@pytest.fixture
def traject(wereld, kader):
    return traject_in(Status.IN_TOETSING, wereld, kader)


@pytest.fixture
def gesprek(wereld, traject):
    """The talk of Meike; Samir joins her, so that there are two."""
    gesprek = traject.gesprekken.get(toetsers=wereld.meike.gebruiker)
    Gesprekstoetser.objects.create(gesprek=gesprek, toetser=wereld.samir.gebruiker)
    return gesprek


@pytest.fixture
def meike(als, wereld):
    return als(wereld.meike)


def adres(naam, gesprek, *meer):
    return reverse(naam, args=[gesprek.traject.nummer, gesprek.nummer, *meer])


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


def noteer(wie, gesprek, woorden="Ideeën hangen op het bord.", soort="gehoord", normen=(), **anders):
    return gesprekken.notitie_maken(wie, gesprek, soort=soort, tekst=woorden, normen=normen, **anders)


def klad_van(wie, gesprek):
    return Gesprekstoetser.objects.get(gesprek=gesprek, toetser=wie.gebruiker)


# Who, when


@pytest.mark.parametrize(
    "act",
    [
        lambda wie, gesprek: noteer(wie, gesprek),
        lambda wie, gesprek: gesprekken.partners_vastleggen(wie, gesprek, [("mantelzorger", 1)]),
        lambda wie, gesprek: gesprekken.teruggeven(wie, gesprek, True),
    ],
)
def test_only_the_assessors_at_a_talk_write_there_and_only_during_the_assessment(wereld, gesprek, act):
    gelukt = wie_en_wanneer(wereld, MENSEN, gesprek, act)
    assert gelukt == set(product((Status.IN_TOETSING, Status.AANVULLEND_ONDERZOEK), ("meike", "samir")))


def test_an_assessor_of_the_team_who_is_not_at_the_talk_reads_it(als, wereld, traject):
    gesprek = traject.gesprekken.get(toetsers=wereld.samir.gebruiker)
    pagina = als(wereld.meike).get(gesprek.get_absolute_url())
    assert "U zit niet bij dit gesprek. Vraag een toetser die erbij zit." in tekst(pagina)
    assert "Leg vast en ga door" not in tekst(pagina)
    assert als(wereld.meike).post(adres("notitie_maken", gesprek), {"klad": "x"}).status_code == 404


def test_notes_are_for_the_assessors_and_the_internal_check_only(als, wereld, gesprek):
    noteer(wereld.meike, gesprek, "De sleutel hangt bij de deur.")
    for naam in ("meike", "samir", "roel"):
        assert "De sleutel hangt bij de deur." in tekst(als(getattr(wereld, naam)).get(gesprek.get_absolute_url()))
    for naam in ("joke", "ingrid", "karin", "tessa", "bert", "gijs"):
        assert als(getattr(wereld, naam)).get(gesprek.get_absolute_url()).status_code == 404
    assert "Leg vast en ga door" not in tekst(als(wereld.roel).get(gesprek.get_absolute_url()))


# Notes


def test_a_note_is_kept_with_its_kind_and_norms(meike, gesprek):
    norm = gesprek.normen.first()
    meike.post(
        adres("notitie_maken", gesprek),
        {"soort": "letterlijk", "klad": " Toen ben ik gebleven. ", "normen": [norm.pk], "is_niet_herleidbaar": "on"},
    )
    notitie = gesprek.notities.get()
    assert (notitie.soort, notitie.tekst, notitie.is_niet_herleidbaar) == ("letterlijk", "Toen ben ik gebleven.", True)
    assert list(notitie.normen.all()) == [norm]
    assert "‘Toen ben ik gebleven.’" in tekst(meike.get(gesprek.get_absolute_url()))


@pytest.mark.parametrize(
    ("woorden", "wat"),
    [
        ("Bel de coördinator op 06-00 00 00 00.", "een telefoonnummer"),
        ("Mail naar iemand@voorbeeld.example.", "een e-mailadres"),
        ("Zijn nummer is 111222333.", "een burgerservicenummer"),
        ("Geboren op 3 mei 1958.", "een geboortedatum"),
    ],
)
def test_data_of_a_person_is_refused_beside_the_field_and_the_text_stays(meike, gesprek, woorden, wat):
    antwoord = meike.post(adres("notitie_maken", gesprek), {"soort": "gehoord", "klad": woorden})
    zin = f"Er staat {wat} in. Haal het weg: wij bewaren hier geen gegevens van personen."
    assert f"<span>{zin}</span>" in tekst(antwoord)
    assert woorden in tekst(antwoord)
    assert not gesprek.notities.exists()
    with pytest.raises(Geweigerd, match=wat):
        gesprekken.notitie_maken(antwoord.wsgi_request.lidmaatschap, gesprek, soort="gehoord", tekst=woorden, normen=[])


def test_a_note_without_words_or_kind_is_refused(meike, gesprek):
    pagina = tekst(meike.post(adres("notitie_maken", gesprek), {"klad": "  "}))
    assert "Schrijf op wat u hoorde of zag." in pagina and "Maak een keuze." in pagina
    assert not gesprek.notities.exists()
    with pytest.raises(IntegrityError, match="notitie_heeft_tekst"):
        Notitie.objects.create(gesprek=gesprek, soort="gehoord", tekst="", gemaakt_door_id=1)


def test_what_is_being_typed_saves_itself_and_warns(meike, wereld, gesprek):
    def bewaar(woorden, basis):
        velden = {"veld": "klad", "tekst": woorden, "basis": basis}
        return meike.post(adres("klad_bewaren", gesprek), velden, headers={"accept": "application/json"})

    antwoord = bewaar("Bel 06-00 00 00 00", vingerafdruk("")).json()
    assert antwoord["stand"] == "bewaard" and "telefoonnummer" in antwoord["melding"]
    assert klad_van(wereld.meike, gesprek).klad == "Bel 06-00 00 00 00"
    botsing = bewaar("Iets anders", vingerafdruk(""))
    assert (botsing.status_code, botsing.json()["tekst"]) == (409, "Bel 06-00 00 00 00")
    assert "Bel 06-00 00 00 00" in tekst(meike.get(gesprek.get_absolute_url()))
    assert klad_van(wereld.samir, gesprek).klad == ""


def test_scrap_paper_is_empty_after_the_note_and_leaves_no_versions(meike, wereld, gesprek):
    velden = {"veld": "klad", "tekst": "Ideeën hangen op het bord.", "basis": vingerafdruk("")}
    meike.post(adres("klad_bewaren", gesprek), velden, headers={"accept": "application/json"})
    assert Tekstversie.objects.exists()
    meike.post(adres("notitie_maken", gesprek), {"soort": "gezien", "klad": "Ideeën hangen op het bord."})
    assert klad_van(wereld.meike, gesprek).klad == ""
    assert not Tekstversie.objects.exists()


def test_what_came_on_the_paper_in_another_tab_stays_on_it(wereld, gesprek):
    Gesprekstoetser.objects.filter(toetser=wereld.meike.gebruiker).update(klad="Uit het andere tabblad")
    noteer(wereld.meike, gesprek, "Uit dit tabblad", basis=vingerafdruk(""))
    assert klad_van(wereld.meike, gesprek).klad == "Uit het andere tabblad"
    noteer(wereld.meike, gesprek, "Afgemaakt", basis=vingerafdruk("Uit het andere tabblad"))
    assert klad_van(wereld.meike, gesprek).klad == ""


def test_who_types_on_while_the_note_is_being_kept_loses_nothing_and_has_no_conflict(meike, wereld, gesprek):
    def bewaar(woorden, basis):
        velden = {"veld": "klad", "tekst": woorden, "basis": vingerafdruk(basis)}
        return meike.post(adres("klad_bewaren", gesprek), velden, headers={"accept": "application/json"})

    bewaar("Ideeën hangen op het bord.", "")
    noteer(wereld.meike, gesprek, basis=vingerafdruk("Ideeën hangen op het bord."))
    assert bewaar("En de sleutel", "Ideeën hangen op het bord.").json()["stand"] == "bewaard"
    assert klad_van(wereld.meike, gesprek).klad == "En de sleutel"
    assert bewaar("Uit een oud tabblad", "Ideeën hangen op het bord.").status_code == 409


def test_without_javascript_the_paper_can_be_saved_without_making_a_note(meike, wereld, gesprek):
    velden = {"soort": "gehoord", "klad": "Nog niet af", "klad_basis": vingerafdruk(""), "bewaren": "klad"}
    meike.post(adres("notitie_maken", gesprek), velden)
    assert klad_van(wereld.meike, gesprek).klad == "Nog niet af"
    assert not gesprek.notities.exists()


def test_a_note_is_changed_by_either_assessor_and_never_over_the_words_of_the_other(als, wereld, gesprek):
    notitie = noteer(wereld.meike, gesprek, "Twee weten het niet.")
    van_meike = vingerafdruk("Twee weten het niet.")
    als(wereld.samir).post(
        adres("notitie_wijzigen", gesprek, notitie.pk),
        {"soort": "gezien", "tekst": "Drie weten het niet.", "tekst_basis": van_meike},
    )
    antwoord = als(wereld.meike).post(
        adres("notitie_wijzigen", gesprek, notitie.pk),
        {"soort": "gehoord", "tekst": "Vier weten het niet.", "tekst_basis": van_meike},
    )
    assert "Een collega wijzigde deze notitie terwijl u schreef. Nu staat er: ‘Drie weten het niet.’" in tekst(antwoord)
    assert "Vier weten het niet." in tekst(antwoord)
    notitie.refresh_from_db()
    assert (notitie.soort, notitie.tekst, notitie.gemaakt_door) == (
        "gezien",
        "Drie weten het niet.",
        wereld.meike.gebruiker,
    )


def bewaar_notitie(als, wie, gesprek, notitie, woorden, basis):
    velden = {"veld": "tekst", "tekst": woorden, "basis": vingerafdruk(basis)}
    return als(wie).post(adres("notitie_wijzigen", gesprek, notitie.pk), velden, headers={"accept": "application/json"})


def test_the_text_of_a_note_saves_itself_while_it_is_mended(als, wereld, gesprek):
    notitie = noteer(wereld.meike, gesprek, "Twee weten het niet.")
    assert bewaar_notitie(als, wereld.samir, gesprek, notitie, "Drie weten het.", notitie.tekst).status_code == 200
    notitie.refresh_from_db()
    assert notitie.tekst == "Drie weten het."
    botsing = bewaar_notitie(als, wereld.meike, gesprek, notitie, "Vier weten het.", "Twee weten het niet.")
    assert (botsing.status_code, botsing.json()["door"]) == (409, "Samir Wollegras")
    versies = tekst(als(wereld.meike).get(adres("notitie_versies", gesprek, notitie.pk)))
    assert "Vier weten het." in versies and "Twee weten het niet." in versies
    for woorden, zin in ((" ", "Schrijf op wat u hoorde of zag."), ("Bel 06-00 00 00 00", "telefoonnummer")):
        geweigerd = bewaar_notitie(als, wereld.samir, gesprek, notitie, woorden, "Drie weten het.")
        assert geweigerd.status_code == 422 and zin in geweigerd.json()["redenen"][0]
    notitie.refresh_from_db()
    assert notitie.tekst == "Drie weten het."
    gesprekken.notitie_verwijderen(wereld.meike, notitie)
    assert not Tekstversie.objects.exists()


def test_a_note_is_put_with_a_norm_with_one_press_in_the_list(meike, wereld, gesprek):
    norm, ander = gesprek.normen.all()[:2]
    notitie = noteer(wereld.meike, gesprek)
    assert "Eén notitie heeft nog geen norm." in tekst(meike.get(gesprek.get_absolute_url()))
    pagina = meike.post(adres("notitie_norm", gesprek, notitie.pk), {"erbij": norm.nummer}, follow=True)
    assert list(notitie.normen.all()) == [norm]
    assert "nog geen norm" not in tekst(pagina)
    assert f'name="eraf" value="{norm.nummer}" aria-pressed="true"' in tekst(pagina)
    assert f'name="erbij" value="{ander.nummer}" aria-pressed="false"' in tekst(pagina)
    meike.post(adres("notitie_norm", gesprek, notitie.pk), {"eraf": norm.nummer})
    assert not notitie.normen.exists()
    assert meike.post(adres("notitie_norm", gesprek, notitie.pk), {"erbij": "X99"}).status_code == 404


def test_after_closing_a_note_can_be_mended_and_put_with_a_norm_and_the_log_tells_so(als, wereld, traject, gesprek):
    notitie = noteer(wereld.meike, gesprek)
    gesprekken_voeren(wereld, traject)
    gesprek.refresh_from_db()
    pagina = tekst(als(wereld.samir).get(gesprek.get_absolute_url()))
    assert "U kunt een notitie nog verbeteren of bij een norm zetten, tot u het rapport oplevert." in pagina
    assert "Eén notitie heeft nog geen norm." in pagina
    norm = gesprek.normen.first()
    als(wereld.samir).post(adres("notitie_norm", gesprek, notitie.pk), {"erbij": norm.nummer})
    bewaar_notitie(als, wereld.samir, gesprek, notitie, "De ideeën hangen op het bord.", notitie.tekst)
    notitie.refresh_from_db()
    assert (notitie.tekst, list(notitie.normen.all())) == ("De ideeën hangen op het bord.", [norm])
    [regel] = Gebeurtenis.objects.filter(onderwerp=traject.onderwerp, handeling="notitie_maken")
    assert (regel.naam, regel.reden) == (
        "Samir Wollegras",
        f"Gesprek {gesprek.nummer}: notities gewijzigd na het afronden",
    )
    velden = {"soort": "letterlijk", "tekst": notitie.tekst, "tekst_basis": vingerafdruk(notitie.tekst)}
    geweigerd = als(wereld.samir).post(adres("notitie_wijzigen", gesprek, notitie.pk), velden)
    assert NIET_HERLEIDBAAR.replace("'", "&#x27;") in tekst(geweigerd)
    assert als(wereld.joke).get(traject.get_absolute_url()).status_code == 200
    assert "Notities gewijzigd" not in tekst(als(wereld.joke).get(traject.get_absolute_url()))
    Traject.objects.filter(pk=traject.pk).update(status=Status.INTERNE_CONTROLE)
    dicht = bewaar_notitie(als, wereld.samir, gesprek, notitie, "Te laat", notitie.tekst)
    assert dicht.status_code == 403


def test_only_who_made_a_note_takes_it_away(als, wereld, gesprek):
    notitie = noteer(wereld.meike, gesprek)
    antwoord = als(wereld.samir).post(adres("notitie_verwijderen", gesprek, notitie.pk), follow=True)
    assert "Dit is een notitie van een collega. Vraag of die hem weghaalt." in tekst(antwoord)
    als(wereld.meike).post(adres("notitie_verwijderen", gesprek, notitie.pk))
    assert not gesprek.notities.exists()


def test_norms_of_the_talk_come_first_and_questions_not_asked_yet_stand_beside(meike, wereld, gesprek):
    besproken, ander, *_ = gesprek.normen.all()
    gesprek.normen.remove(gesprek.normen.last())
    noteer(wereld.meike, gesprek, normen=[besproken])
    antwoord = meike.get(gesprek.get_absolute_url())
    assert [norm for norm, _ in antwoord.context["nog_vragen"]] == [ander]
    keuzes = antwoord.context["notitieform"].fields["normen"].choices
    assert keuzes[0][0] == "Normen van dit gesprek" and len(keuzes) == 2
    vraag = next(zin for norm in (ander,) for zin in norm.vragen_voor("clienten") or [norm.titel])
    assert vraag in tekst(antwoord)


# With whom


def rijen(gesprek, *functies, stand=None):
    leeg = vingerafdruk(repr([]))
    velden = {"partners-TOTAL_FORMS": len(functies), "partners-INITIAL_FORMS": 0, "partners-stand": stand or leeg}
    for nummer, (functie, aantal) in enumerate(functies):
        velden |= {f"partners-{nummer}-functie": functie, f"partners-{nummer}-aantal": aantal}
    return velden


def test_with_whom_was_talked_is_kept_as_functions_and_numbers(meike, gesprek):
    velden = rijen(gesprek, ("bezoeker buurtkamer", 3), ("", ""), ("mantelzorger", 1))
    meike.post(adres("partners_vastleggen", gesprek), velden)
    assert [str(partner) for partner in gesprek.gesprekspartners.all()] == [
        "bezoeker buurtkamer (3)",
        "mantelzorger (1)",
    ]
    pagina = tekst(meike.get(gesprek.get_absolute_url()))
    assert "Gesprek met vier bewoners en cliënten" in pagina
    assert "functies: bezoeker buurtkamer (3), mantelzorger (1)" in pagina


@pytest.mark.parametrize(
    "naam", ["mevrouw Zonnedauw", "dhr. Lisdodde", "Samir Wollegras", "J. van der Gagel", "Mw. Kalmoes"]
)
def test_a_name_is_no_function(meike, wereld, gesprek, naam):
    pagina = tekst(meike.post(adres("partners_vastleggen", gesprek), rijen(gesprek, (naam, 1))))
    assert f"‘{naam}’ lijkt een naam. Schrijf de functie in kleine letters" in pagina
    assert f'value="{naam}"' in pagina
    with pytest.raises(Geweigerd, match="lijkt een naam"):
        gesprekken.partners_vastleggen(wereld.meike, gesprek, [(naam, 1)])
    assert not gesprek.gesprekspartners.exists()


@pytest.mark.parametrize(
    ("rij", "zin"),
    [
        (("mantelzorger", ""), "Met hoeveel mensen met deze functie sprak u?"),
        (("", "2"), "Welke functie hadden zij?"),
        (("mantelzorger", "0"), "Kies 1 of meer."),
        (("mantelzorger", "veel"), "Schrijf hier een heel getal, bijvoorbeeld 12."),
    ],
)
def test_half_a_row_is_refused_beside_the_field(meike, gesprek, rij, zin):
    assert zin in tekst(meike.post(adres("partners_vastleggen", gesprek), rijen(gesprek, rij)))
    assert not gesprek.gesprekspartners.exists()


def test_a_list_that_a_colleague_changed_meanwhile_is_not_overwritten(als, wereld, gesprek):
    van_meike = rijen(gesprek, ("bezoeker buurtkamer", 3))
    gesprekken.partners_vastleggen(wereld.samir, gesprek, [("mantelzorger", 1)])
    pagina = tekst(als(wereld.meike).post(adres("partners_vastleggen", gesprek), van_meike))
    assert "Een collega wijzigde deze lijst terwijl u schreef. Kijk na of uw lijst klopt." in pagina
    assert 'value="bezoeker buurtkamer"' in pagina
    assert [str(partner) for partner in gesprek.gesprekspartners.all()] == ["mantelzorger (1)"]


def test_a_small_group_is_flagged_as_traceable(meike, wereld, gesprek):
    zin = "U sprak met minder dan drie mensen."
    gesprekken.partners_vastleggen(wereld.meike, gesprek, [("wijkagent", 1), ("huisarts", 1)])
    assert zin in tekst(meike.get(gesprek.get_absolute_url()))
    gesprekken.partners_vastleggen(wereld.meike, gesprek, [("wijkagent", 1), ("huisarts", 2)])
    assert zin not in tekst(meike.get(gesprek.get_absolute_url()))


def test_the_database_refuses_a_function_of_nobody(gesprek):
    with pytest.raises(IntegrityError, match="gesprekspartner_ten_minste_een"):
        Gesprekspartner.objects.create(gesprek=gesprek, functie="mantelzorger", aantal=0)


# Summary and closing


def test_the_summary_saves_itself_for_the_two_and_warns(als, wereld, gesprek):
    velden = {"veld": "samenvatting", "tekst": "Mensen voelen zich welkom.", "basis": vingerafdruk("")}
    kop = {"accept": "application/json"}
    assert als(wereld.samir).post(adres("samenvatting_bewaren", gesprek), velden, headers=kop).status_code == 200
    botsing = als(wereld.meike).post(adres("samenvatting_bewaren", gesprek), velden | {"tekst": "Anders"}, headers=kop)
    assert (botsing.status_code, botsing.json()["door"]) == (409, "Samir Wollegras")
    assert Tekstversie.objects.filter(is_botsing=True, tekst="Anders").exists()
    zonder_script = {"samenvatting": "Zonder script", "samenvatting_basis": vingerafdruk("Mensen voelen zich welkom.")}
    als(wereld.meike).post(adres("samenvatting_bewaren", gesprek), zonder_script)
    gesprek.refresh_from_db()
    assert gesprek.samenvatting == "Zonder script"


def test_what_is_open_before_closing_is_said_in_sentences(wereld, gesprek):
    assert nog_te_doen.gesprek(gesprek) == [
        "Schrijf op met wie u sprak: de functie en het aantal mensen.",
        "Leg ten minste één notitie vast.",
        "Schrijf een samenvatting in een paar zinnen.",
        "Geef de samenvatting terug aan de mensen met wie u sprak.",
    ]
    gesprekken.partners_vastleggen(wereld.meike, gesprek, [("mantelzorger", 3)])
    noteer(wereld.meike, gesprek, soort="letterlijk")
    Gesprekstoetser.objects.filter(toetser=wereld.samir.gebruiker).update(klad="Nog iets")
    Gesprek.objects.filter(pk=gesprek.pk).update(samenvatting="Bel 06-00 00 00 00.", is_teruggegeven=True)
    gesprek = Gesprek.objects.get(pk=gesprek.pk)
    open_ = nog_te_doen.gesprek(gesprek)
    assert open_[:2] == ["Samir Wollegras heeft nog een notitie die niet is vastgelegd.", NIET_HERLEIDBAAR]
    assert len(open_) == 3 and open_[2].startswith("Samenvatting: Er staat een telefoonnummer in.")
    with pytest.raises(Geweigerd, match="Kijk bij elk citaat"):
        gesprekken.gesprek_afronden(wereld.meike, gesprek)


def test_the_summary_is_given_back_or_not_yet_after_all(meike, gesprek):
    for antwoord, stand in (("ja", True), ("nee", False)):
        meike.post(adres("samenvatting_teruggeven", gesprek), {"teruggegeven": antwoord})
        gesprek.refresh_from_db()
        assert gesprek.is_teruggegeven is stand


def test_a_closed_talk_can_be_read_and_takes_nothing_new(meike, wereld, traject, gesprek):
    notitie = noteer(wereld.meike, gesprek)
    gesprekken_voeren(wereld, traject)
    gesprek.refresh_from_db()
    assert gesprek.afgerond_op and Gebeurtenis.objects.filter(handeling="gesprek_afronden").exists()
    pagina = tekst(meike.get(gesprek.get_absolute_url()))
    assert "Dit gesprek is afgerond." in pagina and "Leg vast en ga door" not in pagina
    assert "Mensen voelen zich welkom" in pagina
    geweigerd = meike.post(adres("notitie_maken", gesprek), {"soort": "gehoord", "klad": "Te laat bedacht"})
    assert "Te laat bedacht" in tekst(geweigerd)
    assert meike.post(adres("klad_bewaren", gesprek), {"veld": "klad", "tekst": "x", "basis": ""}).status_code == 403
    for act in (
        lambda: gesprekken.notitie_verwijderen(wereld.meike, notitie),
        lambda: gesprekken.partners_vastleggen(wereld.meike, gesprek, []),
        lambda: gesprekken.teruggeven(wereld.meike, gesprek, False),
        lambda: gesprekken.gesprek_afronden(wereld.meike, gesprek),
    ):
        with pytest.raises(Geweigerd, match=r"Dit gesprek is afgerond\."):
            act()
    assert gesprek.notities.count() == 2


def test_the_database_refuses_a_closed_talk_without_summary(wereld, gesprek):
    with pytest.raises(IntegrityError, match="gesprek_afgerond_met_samenvatting"):
        Gesprek.objects.filter(pk=gesprek.pk).update(afgerond_op=timezone.now(), afgerond_door=wereld.meike.gebruiker)


# Fast


def test_the_page_asks_as_much_of_the_database_for_thirty_notes_as_for_one(meike, wereld, gesprek):
    gesprekken.partners_vastleggen(wereld.meike, gesprek, [("mantelzorger", 3)])
    Gesprekstoetser.objects.filter(toetser=wereld.meike.gebruiker).update(klad="Nog bezig")
    meike.get(gesprek.get_absolute_url())  # content types are looked up once per process
    aantallen = []
    for nummer in range(1, 31):
        notitie = Notitie.objects.create(
            gesprek=gesprek, soort="gehoord", tekst="Ideeën.", gemaakt_door=wereld.meike.gebruiker
        )
        notitie.normen.set(gesprek.normen.all())
        if nummer in (1, 3, 30):
            with CaptureQueriesContext(connection) as gevraagd:
                meike.get(gesprek.get_absolute_url())
            aantallen.append(len(gevraagd))
    assert len(set(aantallen)) == 1 and aantallen[0] <= 12

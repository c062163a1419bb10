"""The reason of an act saves itself while it is typed, for the typist alone, and goes when the act is done."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from huisstijl.velden import vingerafdruk
from tests.personen import traject_in
from trajecten import handelingen
from trajecten.handelingen import teambezwaar_maken
from trajecten.levensloop import Status
from trajecten.models import Redenconcept, Tekstversie, Traject

REDEN = "Bij norm O1 staat niet waar het op rust."


def teamvelden(wereld):
    return {
        "toetsers": [wereld.meike.gebruiker.pk, wereld.samir.gebruiker.pk],
        "teamleider": wereld.samir.gebruiker.pk,
        "controleur": wereld.roel.gebruiker.pk,
    }


@pytest.mark.parametrize(
    ("status", "naam", "adres", "bladzijde", "velden"),
    [
        (Status.AANGEMELD, "karin", "weigeren", "accepteren", None),
        (Status.INTERNE_CONTROLE, "roel", "terugsturen", "interne_controle", None),
        (Status.PLANNEN_BEOORDELEN, "meike", "verbeterplannen_terugsturen", "verbeterplannen", None),
        (Status.INGEDIEND, "karin", "aanhouden", "aanhouden", None),
        (Status.INGEDIEND, "karin", "team_wijzigen", "team_wijzigen", teamvelden),
        (Status.INGEDIEND, "joke", "teambezwaar", "teambezwaar", lambda w: {"gebruiker": w.samir.gebruiker.pk}),
    ],
)
def test_a_reason_saves_itself_and_goes_when_the_act_is_done(
    als, wereld, kader, status, naam, adres, bladzijde, velden
):
    traject = traject_in(status, wereld, kader)
    wie = als(getattr(wereld, naam))
    url, terug = reverse(adres, args=[traject.nummer]), reverse(bladzijde, args=[traject.nummer])
    json = {"headers": {"accept": "application/json"}}
    antwoord = wie.post(url, {"veld": "reden", "tekst": REDEN, "basis": vingerafdruk("")}, **json)
    assert (antwoord.status_code, antwoord.json()["stand"]) == (200, "bewaard")
    pagina = wie.get(terug).content.decode()
    assert REDEN in pagina and f'data-bewaren="{url}"' in pagina
    # Its earlier versions are on no page, so none is promised.
    assert "data-versies" not in pagina
    ander = velden(wereld) if velden else {}
    zonder_script = {"reden": f"{REDEN} Kijk ook naar D1.", "reden_basis": vingerafdruk(REDEN), "bewaren": "reden"}
    assert wie.post(url, ander | zonder_script).url == terug
    assert Traject.objects.get(pk=traject.pk).status == status
    assert f"{REDEN} Kijk ook naar D1." in wie.get(terug).content.decode()
    assert wie.post(url, ander | {"reden": REDEN}).status_code == 302
    assert not Redenconcept.objects.exists()
    assert not Tekstversie.objects.filter(veld="reden").exists()


@pytest.mark.parametrize(
    ("adres", "ernaast", "zo_terug"),
    [
        ("vraag_stellen", {"onderwerp": "De toetsdagen"}, 'value="De toetsdagen"'),
        ("termijn", {"nieuw": "22-12-2026"}, 'value="22-12-2026"'),
    ],
)
@time_machine.travel(datetime(2026, 12, 2, 10, 0, tzinfo=UTC))
def test_without_javascript_what_stands_beside_the_text_is_kept_too(als, wereld, kader, adres, ernaast, zo_terug):
    traject = traject_in(Status.WEDERHOOR, wereld, kader)
    url, joke = reverse(adres, args=[traject.nummer]), als(wereld.joke)
    bewaren = {"reden": REDEN, "reden_basis": vingerafdruk(""), "bewaren": "reden"}
    assert joke.post(url, ernaast | bewaren).url == url
    pagina = joke.get(url).content.decode()
    assert zo_terug in pagina and REDEN in pagina
    # What is not there yet can come later.
    half = dict.fromkeys(ernaast, "") | bewaren | {"reden_basis": vingerafdruk(REDEN)}
    assert joke.post(url, half).url == url
    assert zo_terug not in joke.get(url).content.decode()
    assert zo_terug not in als(wereld.ingrid).get(url).content.decode()


def test_what_somebody_is_typing_is_not_shown_to_another(als, wereld, kader):
    traject = traject_in(Status.INTERNE_CONTROLE, wereld, kader)
    velden = {"veld": "reden", "tekst": REDEN, "basis": vingerafdruk("")}
    url = reverse("terugsturen", args=[traject.nummer])
    assert als(wereld.meike).post(url, velden).status_code == 403
    als(wereld.roel).post(url, velden)
    for naam in ("meike", "roel"):
        pagina = als(getattr(wereld, naam)).get(reverse("interne_controle", args=[traject.nummer])).content.decode()
        assert (REDEN in pagina) is (naam == "roel")


def test_answers_to_two_objections_save_themselves_apart_and_go_when_they_are_given(als, wereld, kader):
    traject = traject_in(Status.INGEDIEND, wereld, kader)
    bezwaren = [
        teambezwaar_maken(wereld.joke, traject, gebruiker=wie.gebruiker, reden="Wij kennen elkaar.")
        for wie in (wereld.meike, wereld.samir)
    ]
    karin = als(wereld.karin)
    adressen = [reverse("teambezwaar_beantwoorden", args=[traject.nummer, bezwaar.pk]) for bezwaar in bezwaren]
    for nummer, adres in enumerate(adressen):
        velden = {"veld": "reden", "tekst": f"Antwoord {nummer}.", "basis": vingerafdruk("")}
        assert karin.post(adres, velden).json()["stand"] == "bewaard"
    zonder_script = {"reden": "Antwoord 0, en meer.", "reden_basis": vingerafdruk("Antwoord 0."), "bewaren": "reden"}
    assert karin.post(adressen[0], zonder_script).url == adressen[0]
    for adres, antwoord in zip(adressen, ("Antwoord 0, en meer.", "Antwoord 1."), strict=True):
        assert f"{antwoord}</textarea>" in karin.get(adres).content.decode()
    bezwaren[0].refresh_from_db()
    assert bezwaren[0].antwoord == ""
    karin.post(adressen[0], {"reden": "Meike blijft."})
    bezwaren[0].refresh_from_db()
    assert bezwaren[0].antwoord == "Meike blijft."
    assert [een.reden for een in Redenconcept.objects.all()] == ["Antwoord 1."]
    assert {versie.tekst for versie in Tekstversie.objects.filter(veld="reden")} == {"Antwoord 1."}


def test_a_reason_for_what_cannot_be_done_now_leaves_nothing(als, wereld, kader):
    traject = traject_in(Status.WEDERHOOR, wereld, kader)
    url = reverse("terugsturen", args=[traject.nummer])
    antwoord = als(wereld.roel).post(url, {"veld": "reden", "tekst": REDEN, "basis": vingerafdruk("")})
    assert (antwoord.status_code, len(antwoord.json()["redenen"])) == (403, 1)
    als(wereld.roel).post(url, {"reden": REDEN, "reden_basis": vingerafdruk(""), "bewaren": "reden"})
    assert not Redenconcept.objects.exists()


def test_when_a_traject_is_over_the_reasons_that_nobody_used_go(als, wereld, kader):
    traject = traject_in(Status.INGEDIEND, wereld, kader)
    url = reverse("aanhouden", args=[traject.nummer])
    als(wereld.karin).post(url, {"veld": "reden", "tekst": REDEN, "basis": vingerafdruk("")})
    handelingen.aanhouden(wereld.karin, Traject.objects.get(), "De teamleider is ziek.")
    assert Redenconcept.objects.get().reden == REDEN
    handelingen.intrekken(wereld.ingrid, Traject.objects.get(), "Wij stoppen ermee.")
    assert not Redenconcept.objects.exists()
    assert not Tekstversie.objects.filter(veld="reden").exists()


def test_a_reason_with_data_of_a_person_gets_a_warning(als, wereld, kader):
    traject = traject_in(Status.INTERNE_CONTROLE, wereld, kader)
    velden = {"veld": "reden", "tekst": "Bel 06-12345678.", "basis": vingerafdruk("")}
    antwoord = als(wereld.roel).post(reverse("terugsturen", args=[traject.nummer]), velden).json()
    assert (
        antwoord["melding"]
        == "Er staat een telefoonnummer in. Haal het weg: wij bewaren hier geen gegevens van personen."
    )

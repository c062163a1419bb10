"""The reason of an act saves itself while it is typed, for the typist alone, and goes when the act is done."""

import pytest
from django.urls import reverse

from huisstijl.velden import vingerafdruk
from tests.personen import traject_in
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
        (Status.INTERNE_CONTROLE, "roel", "terugsturen", "interne_controle", None),
        (Status.PLANNEN_BEOORDELEN, "meike", "verbeterplannen_terugsturen", "verbeterplannen", None),
        (Status.INGEDIEND, "karin", "aanhouden", "aanhouden", None),
        (Status.INGEDIEND, "karin", "team_wijzigen", "team_wijzigen", teamvelden),
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
    ander = velden(wereld) if velden else {}
    zonder_script = {"reden": f"{REDEN} Kijk ook naar D1.", "reden_basis": vingerafdruk(REDEN), "bewaren": "reden"}
    assert wie.post(url, ander | zonder_script).url == terug
    assert Traject.objects.get(pk=traject.pk).status == status
    assert f"{REDEN} Kijk ook naar D1." in wie.get(terug).content.decode()
    assert wie.post(url, ander | {"reden": REDEN}).status_code == 302
    assert not Redenconcept.objects.exists()
    assert not Tekstversie.objects.filter(veld="reden").exists()


def test_what_somebody_is_typing_is_not_shown_to_another(als, wereld, kader):
    traject = traject_in(Status.INTERNE_CONTROLE, wereld, kader)
    velden = {"veld": "reden", "tekst": REDEN, "basis": vingerafdruk("")}
    url = reverse("terugsturen", args=[traject.nummer])
    assert als(wereld.meike).post(url, velden).status_code == 403
    als(wereld.roel).post(url, velden)
    for naam in ("meike", "roel"):
        pagina = als(getattr(wereld, naam)).get(reverse("interne_controle", args=[traject.nummer])).content.decode()
        assert (REDEN in pagina) is (naam == "roel")

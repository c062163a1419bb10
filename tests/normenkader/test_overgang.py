"""What became of each norm of an earlier version, and the page that lays two versions beside each other."""

import copy
import re

import pytest
from django.urls import reverse

from leden.bevoegdheden import Geweigerd
from normenkader.handelingen import laden
from normenkader.inhoud import Hernieuwing
from normenkader.laden import fouten_in, volgend_voorbeeldpakket, voorbeeldpakket
from normenkader.models import Kaderversie
from normenkader.overgang import herkomst, vervallen


@pytest.fixture
def pakket():
    return copy.deepcopy(volgend_voorbeeldpakket())


@pytest.fixture
def volgend(voorbeeldkader):
    return laden(None, volgend_voorbeeldpakket())


def regel(pakket, sleutel):
    """The row of the crosswalk that leads to a norm, and how the sentences name it."""
    rijen = pakket["overgang"]["normen"]
    nummer = next(nummer for nummer, rij in enumerate(rijen) if sleutel in rij["naar"])
    return rijen[nummer], f"overgang, {nummer + 1}e norm"


def ander(kader):
    """Where norms that are not simply the same come from."""
    return {
        sleutel: (een.soort.value, een.van)
        for sleutel, een in kader.items()
        if een.soort != "zelfde" or een.van != (sleutel,)
    }


def platte_tekst(antwoord):
    return " ".join(re.sub(r"<[^>]+>", " ", antwoord.content.decode()).split())


def test_each_norm_comes_from_the_key_it_had_whatever_its_number_is_now(voorbeeldkader, volgend):
    gevonden = herkomst(voorbeeldkader, volgend)
    assert ander(gevonden) == {
        "bruggen_bouwen": ("samengevoegd", ("een_en_velen", "bruggen_bouwen")),
        "zonder_scherm": ("nieuw", ()),
        "gegevens": ("gesplitst", ("gegevens",)),
        "eigen_dossier": ("gesplitst", ("gegevens",)),
    }
    assert vervallen(voorbeeldkader, gevonden) == ["op_tijd"]
    assert {sleutel: een.vraagt_ook for sleutel, een in gevonden.items() if een.vraagt_ook} == {
        "afspraken": ("clientenraad",),
        "afronden": ("vrijwilligers",),
    }


def test_without_a_crosswalk_a_norm_with_the_same_key_is_the_same_norm(voorbeeldkader, pakket):
    del pakket["overgang"]
    zonder = laden(None, pakket)
    assert zonder.overgang is None
    gevonden = herkomst(voorbeeldkader, zonder)
    assert ander(gevonden) == {"zonder_scherm": ("nieuw", ()), "eigen_dossier": ("nieuw", ())}
    assert vervallen(voorbeeldkader, gevonden) == ["een_en_velen", "op_tijd"]


def test_a_crosswalk_goes_on_through_the_versions_between(voorbeeldkader, volgend, pakket):
    daarna = pakket | {"versie": "2028.1", "titel": "Voorbeeldkader 2028", "geldig_vanaf": "2028-01-01"}
    del daarna["verplicht_vanaf"]
    blijft = [norm for norm in daarna["normen"] if norm["sleutel"] != "eigen_dossier"]
    rijen = [{"soort": "zelfde", "van": [norm["sleutel"]], "naar": [norm["sleutel"]]} for norm in blijft]
    rijen.append({"soort": "vervallen", "van": ["eigen_dossier"], "naar": []})
    laatste = laden(None, daarna | {"normen": blijft, "overgang": {"van": "2027.1", "normen": rijen}})
    gevonden = herkomst(voorbeeldkader, laatste)
    assert ander(gevonden) == {
        "bruggen_bouwen": ("samengevoegd", ("een_en_velen", "bruggen_bouwen")),
        "zonder_scherm": ("nieuw", ()),
    }
    assert gevonden["afspraken"].vraagt_ook == ("clientenraad",)
    assert ander(herkomst(laatste, laatste)) == {}


def test_a_version_of_before_says_nothing_of_renewal_and_still_loads(db):
    eerder = voorbeeldpakket()
    del eerder["hernieuwing"]
    kader = laden(None, eerder)
    assert (kader.overgang, kader.hernieuwing) == (None, Hernieuwing(maanden_vooraf=12, sluit_aan=False))


def test_the_example_says_when_a_label_can_be_renewed(voorbeeldkader):
    assert voorbeeldkader.hernieuwing == Hernieuwing(maanden_vooraf=9, sluit_aan=True)


@pytest.mark.parametrize(
    ("sleutel", "anders", "zin"),
    [
        ("gegevens", {"soort": "zelfde"},
         "{hier} is zelfde: dat is één norm die één norm blijft. Kijk wat er bij 'van' en 'naar' staat."),
        ("zonder_scherm", {"van": ["op_tijd"]},
         "{hier} is nieuw: dat is geen norm van eerder en één norm van nu. Kijk wat er bij 'van' en 'naar' staat."),
        ("geld", {"naar": ["centen"]}, "{hier}, 'naar' noemt centen, maar die norm staat niet bij normen."),
        ("geld", {"naar": ["goed_bestuur"]},
         "overgang: norm O8 (goed_bestuur) staat 2 keer bij 'naar'. Noem elke norm één keer."),
        ("geld", {"soort": "vervallen", "naar": []},
         "overgang: norm O9 (geld) staat niet bij 'naar'. Noem elke norm één keer."),
        ("geld", {"vraagt_ook": ["clienten"]},
         "{hier}, 'vraagt_ook' noemt clienten, maar die groep staat niet bij de norm."),
    ],
)  # fmt: skip
def test_a_fault_in_the_crosswalk_is_named_with_its_place(pakket, sleutel, anders, zin):
    rij, hier = regel(pakket, sleutel)
    rij.update(anders)
    assert zin.format(hier=hier) in fouten_in(pakket)


@pytest.mark.parametrize(
    ("sleutel", "anders", "zin"),
    [
        ("geld", {"van": ["centen"]}, "{hier}, 'van' noemt centen, maar versie 2026.1 heeft die norm niet."),
        ("geld", {"van": ["goed_bestuur"]}, "overgang: geld van versie 2026.1 staat nergens bij 'van'. Zeg wat ervan is geworden."),
        ("geld", {"vraagt_ook": ["opdrachtgever"]},
         "{hier}, 'vraagt_ook' noemt opdrachtgever, maar versie 2026.1 vroeg die groep al."),
    ],
)  # fmt: skip
def test_a_crosswalk_fits_the_version_that_it_names(voorbeeldkader, pakket, sleutel, anders, zin):
    rij, hier = regel(pakket, sleutel)
    rij.update(anders)
    with pytest.raises(Geweigerd) as weigering:
        laden(None, pakket)
    assert zin.format(hier=hier) in weigering.value.redenen
    assert Kaderversie.objects.count() == 1


def test_a_crosswalk_from_a_version_that_is_not_there_is_refused(db, pakket):
    with pytest.raises(Geweigerd) as weigering:
        laden(None, pakket)
    assert weigering.value.redenen == [
        "overgang, 'van' is 2026.1, maar die versie van dit kader is niet geladen. Laad die versie eerst."
    ]


def test_the_page_shows_what_became_of_each_norm_to_every_member(als, wereld, voorbeeldkader, volgend):
    adres = reverse("kader_vergelijken", args=[volgend.code, volgend.versie, voorbeeldkader.versie])
    client = als(wereld.joke)
    assert f'href="{adres}"' in client.get(volgend.get_absolute_url()).content.decode()
    antwoord = client.get(adres)
    assert "makkelijk terug te vinden<ins>, ook voor wie invalt</ins>." in antwoord.content.decode()
    pagina = platte_tekst(antwoord)
    for zin in (
        "Veranderd 8 Alle normen 36",
        "D3 Afspraken zijn duidelijk en vindbaar Andere woorden.",
        "Met wie de toetsers nu ook spreken: leden van de cliëntenraad.",
        "V7 Bruggen bouwen in de straat Samengevoegd. Deze norm komt in de plaats van: V7 Wij zien wanneer veel mensen",
        "O11 Mensen kennen hun eigen dossier Gesplitst. Deze norm was een deel van: O10",
        "D11 Iedereen kan mee, ook zonder scherm Nieuw.",
        "Vervallen Deze normen van Voorbeeldkader 2026 staan niet meer in Voorbeeldkader 2027. D11 We zijn er op tijd bij",
    ):
        assert zin in pagina
    assert "Luisteren naar wat er echt speelt" not in pagina
    alles = platte_tekst(client.get(adres, {"toon": "alles"}))
    assert "V1 Luisteren naar wat er echt speelt Niets veranderd." in alles
    assert "V8 Thuis in verschillende werelden Alleen het nummer is anders: het was V9." in alles


def test_a_version_lies_only_beside_an_earlier_one(als, wereld, voorbeeldkader, volgend):
    client = als(wereld.joke)
    andersom = reverse("kader_vergelijken", args=[volgend.code, voorbeeldkader.versie, volgend.versie])
    assert client.get(andersom).status_code == 404
    assert "Leg naast" not in client.get(voorbeeldkader.get_absolute_url()).content.decode()


def test_laying_versions_beside_each_other_asks_few_queries(
    als, wereld, voorbeeldkader, volgend, django_assert_max_num_queries
):
    client = als(wereld.joke)
    adres = reverse("kader_vergelijken", args=[volgend.code, volgend.versie, voorbeeldkader.versie])
    client.get(adres)
    with django_assert_max_num_queries(8):
        client.get(adres, {"toon": "alles"})

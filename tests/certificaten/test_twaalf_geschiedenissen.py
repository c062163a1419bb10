"""Twelve histories of a label, and what it is on twelve days: every place says so."""

from datetime import datetime, time
from functools import partial

import pytest
import time_machine
from dateutil.relativedelta import relativedelta
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from certificaten.controle import NA_DE_TOEKENNING, opzoeken, standwoorden, uitkomst_op, uitkomst_van_bestand
from certificaten.levensloop import GELDIGE_STANDEN, Stand
from certificaten.models import Certificaat
from certificaten.register import niet_geldig, vinden
from certificaten.zegel import controleren
from kwaliteitslabel import organisatiepagina
from kwaliteitslabel.label import pagina as labelpagina
from kwaliteitslabel.label.labels import KOPPEN, labels_van
from tests.certificaten.vermeldingen import vermelding, wijziging
from tests.gedeeld import gedeelde_wereld
from tests.personen import klein_kader, traject_in
from toetsing.models import Voorbehoud
from trajecten.beginnen import kort_traject
from trajecten.levensloop import Soort, Status
from trajecten.models import Traject

# So long after the first day of the certificate, which holds for 24 months.
DAGEN = (
    {"days": -1},
    {},
    {"months": 3},
    {"months": 6},
    {"months": 9, "days": -1},
    {"months": 9},
    {"months": 12},
    {"months": 15},
    {"months": 18},
    {"months": 24, "days": -1},
    {"months": 24},
    {"months": 34},
)
LETTERS = {
    "n": Stand.NOG_NIET,
    "g": Stand.GELDIG,
    "v": Stand.GELDIG_MET_VOORWAARDEN,
    "s": Stand.GESCHORST,
    "i": Stand.INGETROKKEN,
    "b": Stand.BEEINDIGD,
    "x": Stand.VERLOPEN,
    "o": Stand.OPGEVOLGD,
}


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A label that was granted today, by the acts."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.toets = traject_in(Status.LOPEND, wereld, klein_kader())
        wereld.certificaat = Certificaat.objects.get()
        with wereld.certificaat.bestand.bestand.open() as pdf:
            wereld.pdf = pdf.read()
        wereld.zegel = controleren(wereld.pdf)
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


def na(wereld, **duur):
    return wereld.certificaat.geldig_van + relativedelta(**duur)


# What happens, each with when and, of a suspension, until when and what it then becomes.


def voorwaarden(wereld):
    begin = wereld.certificaat.geldig_van
    Voorbehoud.objects.create(
        traject=wereld.toets, besluit_nummer="V-1", vanaf=begin, onderzoek_op=na(wereld, months=12)
    )


def gebeurt(wereld, soort, maanden, tot=None, daarna="ingetrokken", besluit_nummer=""):
    per = na(wereld, months=maanden)
    tot = na(wereld, months=tot or 24, days=-1)
    wijziging(wereld.certificaat, soort, per, tot, daarna, besluit_nummer)


def geschorst_na_het_vervolg(wereld):
    vervolg = kort_traject(wereld.toets, Soort.VERVOLGONDERZOEK, Status.AFGESLOTEN, door=wereld.gijs.gebruiker)
    gebeurt(wereld, "geschorst", 6, 12, besluit_nummer=f"{vervolg.nummer}-B1")


def opvolger(wereld, maanden):
    een = wereld.certificaat
    hernieuwing = kort_traject(wereld.toets, Soort.TOETS, Status.LOPEND, door=wereld.joke.gebruiker)
    vermelding(hernieuwing, een.organisatie, "KSW-2099-0009", na(wereld, months=maanden), cyclus=een.cyclus)


def dan(soort, *wanneer, **anders):
    return partial(gebeurt, soort=soort, **dict(zip(("maanden", "tot", "daarna"), wanneer, strict=False)), **anders)


# One letter for each of the days: see LETTERS.
GESCHIEDENISSEN = {
    "er gebeurt niets": ("n ggg ggg ggg xx",),
    "voorwaarden die open blijven": ("n vvv vvv vvv xx", voorwaarden),
    "voorwaarden die worden vervuld": ("n vvv vvg ggg xx", voorwaarden, dan("voorwaarden_vervuld", 12)),
    "geschorst en hersteld": ("n ggs sgg ggg xx", dan("geschorst", 6, 12), dan("hersteld", 9)),
    "geschorst tot het is ingetrokken": ("n ggs sii iii ii", dan("geschorst", 6, 9, "ingetrokken")),
    "geschorst tot het weer geldt": ("n ggs sgg ggg xx", dan("geschorst", 6, 9, "hersteld")),
    "geschorst toen het afliep": ("n ggg ggg gss xx", dan("geschorst", 18, 30, "ingetrokken")),
    "ingetrokken": ("n ggg ggi iii ii", dan("ingetrokken", 12)),
    "beëindigd tijdens een schorsing": ("n ggs sbb bbb bb", dan("geschorst", 6, 12), dan("beeindigd", 9)),
    "met voorwaarden, geschorst na het vervolg en hersteld": (
        "n vvs sgg ggg xx",
        voorwaarden,
        geschorst_na_het_vervolg,
        dan("hersteld", 9),
    ),
    "hernieuwd op tijd": ("n ggg ggg ggg oo", partial(opvolger, maanden=24)),
    "hernieuwd voor het afliep": ("n ggg ggg goo oo", partial(opvolger, maanden=18)),
}


def op(dag):
    """In here it is noon of that day."""
    return time_machine.travel(timezone.make_aware(datetime.combine(dag, time(12))))


@pytest.mark.parametrize("naam", GESCHIEDENISSEN)
def test_every_place_says_of_a_history_what_the_label_is_on_each_day(wereld, als, client, naam):
    letters, *gebeurtenissen = GESCHIEDENISSEN[naam]
    verwacht = [LETTERS[letter] for letter in letters.replace(" ", "")]
    assert len(verwacht) == len(DAGEN)
    for gebeurtenis in gebeurtenissen:
        gebeurtenis(wereld)
    for duur, stand in zip(DAGEN, verwacht, strict=True):
        with op(na(wereld, **duur)):
            gezegd = plaatsen(wereld)
            assert gezegd == dict.fromkeys(gezegd, stand), duur
    # The pages themselves, on the first day on which it does not simply hold.
    nummer = next(nr for nr, stand in enumerate(verwacht) if nr and stand != Stand.GELDIG)
    with op(na(wereld, **DAGEN[nummer])):
        bladzijden(wereld, als, client, verwacht[nummer])


def plaatsen(wereld):
    """What each place that asks for the state of the certificate today says of it."""
    vandaag, nummer = timezone.localdate(), wereld.certificaat.nummer
    gevonden = opzoeken(nummer, vandaag)
    stand = {een: stand for een, stand, *_ in labelpagina.inhoud(wereld.joke, gevonden.cyclus)["certificaten"]}[
        gevonden
    ]
    gezegd = {
        "de pagina van het label": stand,
        "de organisatie": dict(organisatiepagina.inhoud(gevonden.organisatie, wereld.gijs)["certificaten"])[gevonden],
        "het controleren van het nummer": _stand_van(uitkomst_op(gevonden, vandaag)),
        "het controleren van de PDF": _stand_van(uitkomst_van_bestand(gevonden, wereld.zegel, vandaag)),
    }
    if (label := next(iter(labels_van(wereld.joke)), None)) and label.certificaat == gevonden:
        gezegd["mijn werk"] = label.stand
    geldig = gevonden in vinden(zoek=gevonden.houder, op=vandaag)
    anders = niet_geldig(zoek=gevonden.houder, soort="", op=vandaag, ook_van=(), ook=(), aantal=9)
    assert geldig == (stand in GELDIGE_STANDEN) and not (geldig and gevonden in anders)
    woord = standwoorden([wereld.toets.pk]).get(wereld.toets.pk, "")
    assert woord.startswith(f"label {NA_DE_TOEKENNING[stand][0]} op") if stand in NA_DE_TOEKENNING else woord == ""
    return gezegd


def _stand_van(uitkomst):
    if uitkomst.opvolger:
        return Stand.OPGEVOLGD
    return next(een for een in Stand if uitkomst.kop == f"Dit certificaat is {een.label.lower()}")


def bladzijden(wereld, als, client, stand):
    """The pages, for who reads them."""
    een, joke, gijs = opzoeken(wereld.certificaat.nummer, timezone.localdate()), als(wereld.joke), als(wereld.gijs)
    uitkomst = uitkomst_op(een, timezone.localdate())
    kop = uitkomst.kop
    register = _lees(client, reverse("register"), {"zoek": een.houder})
    # Of what was succeeded, the list shows what came after it.
    assert uitkomst.opvolger in register if uitkomst.opvolger else een.get_absolute_url() in register
    assert stand == Stand.OPGEVOLGD or stand.label in register
    assert kop in _lees(client, reverse("verifieer_nummer", args=[een.nummer]))
    bestand = {"bestand": SimpleUploadedFile("certificaat.pdf", wereld.pdf)}
    assert kop in client.post(reverse("verifieer"), bestand).content.decode()
    assert stand.label in _lees(gijs, reverse("organisatie", args=[een.organisatie_id]))
    for naam in ("traject", "besluit"):
        assert kop in _lees(joke, reverse(naam, args=[wereld.toets.nummer])), naam
    _trajecten(wereld, joke, een)
    if stand == Stand.OPGEVOLGD:
        # Of a cycle its holder reads how the newest stands.
        stand = Stand.GELDIG
    assert KOPPEN[stand] in _lees(joke, reverse("mijn_werk"))
    assert stand.label in _lees(joke, reverse("label", args=[een.cyclus_id]))


def _trajecten(wereld, joke, certificaat):
    """Where another page names the assessment, it says what became of the label."""
    woord = standwoorden([wereld.toets.pk]).get(wereld.toets.pk, "")
    pagina = _lees(joke, reverse("label", args=[certificaat.cyclus_id]))
    assert f"Toegekend, {woord}" in pagina if woord else "Toegekend, label" not in pagina
    for ander in Traject.objects.filter(vorige=wereld.toets):
        pagina = _lees(joke, ander.get_absolute_url())
        assert f"toegekend, {woord}" in pagina if woord else "toegekend, label" not in pagina


def _lees(bezoeker, url, vraag=None):
    antwoord = bezoeker.get(url, vraag)
    assert antwoord.status_code == 200, url
    return antwoord.content.decode()

"""Which writing belongs to which status and role, from draft to advice: the table typed by hand."""

import pytest
from django.db import transaction

from leden.bevoegdheden import ROLLEN, Geweigerd, Handeling
from tests.gedeeld import gedeelde_wereld
from tests.personen import MENSEN, traject_in
from toetsing.bevoegdheden import (
    adviesbelemmeringen,
    antwoordschrijfbelemmeringen,
    rapportdeelbelemmeringen,
    reactiebelemmeringen,
    verbeterplanbelemmeringen,
)
from toetsing.handelingen import wederhoor
from toetsing.models import Advies, Bevinding, Reactie, Verbeterplan
from trajecten import schrijven
from trajecten.levensloop import Status
from trajecten.models import Traject


def bewaren(rij, veld, belemmeringen, keuze=""):
    """Save another text in a field, or a choice, as the page does."""

    def doen(w, wie):
        nu = rij(w)
        oud = getattr(nu, veld)
        schrijven.bewaren(wie, nu, veld, keuze or f"{oud} Nog iets.", schrijven.vingerafdruk(oud), belemmeringen)

    return doen


def reactie(w):
    return Reactie.objects.get(pk=w.reactie.pk)


# act: who does it, in which statuses it can be done, and how
SCHRIJVEN = {
    "reageren": (
        "joke",
        {Status.WEDERHOOR},
        lambda w, wie: wederhoor.reageren(wie, w.reactie.versie, "deel-samenvatting"),
    ),
    "opmerking schrijven": ("joke", {Status.WEDERHOOR}, bewaren(reactie, "tekst", reactiebelemmeringen)),
    "soort kiezen": ("joke", {Status.WEDERHOOR}, bewaren(reactie, "soort", reactiebelemmeringen, "mening")),
    "opmerking intrekken": ("joke", {Status.WEDERHOOR}, lambda w, wie: wederhoor.reactie_intrekken(wie, w.reactie)),
    "antwoord schrijven": (
        "meike",
        {Status.REACTIE_VERWERKEN},
        bewaren(reactie, "antwoord", antwoordschrijfbelemmeringen),
    ),
    "beantwoorden": (
        "meike",
        {Status.REACTIE_VERWERKEN},
        lambda w, wie: wederhoor.beantwoorden(wie, w.reactie, "ongewijzigd"),
    ),
    "antwoord heropenen": (
        "meike",
        {Status.REACTIE_VERWERKEN},
        lambda w, wie: wederhoor.antwoord_heropenen(wie, w.reactie),
    ),
    "rapportdeel schrijven": (
        "meike",
        # Nobody remarked on it, so it stays as it was checked. What the committee asked, leaves only its answer to write:
        # tests/toetsing/test_aanvullend_onderzoek.py.
        {Status.IN_TOETSING, Status.AANVULLEND_ONDERZOEK},
        bewaren(lambda w: w.traject.rapportdelen.first(), "tekst", rapportdeelbelemmeringen),
    ),
    "verbeterplan schrijven": (
        "joke",
        {Status.VERBETERPLANNEN},
        bewaren(lambda w: w.traject.verbeterplannen.get(), "actie", verbeterplanbelemmeringen),
    ),
    "afspraak vastleggen": (
        "joke",
        {Status.VERBETERPLANNEN},
        bewaren(lambda w: w.traject.verbeterplannen.get(), "eigenaar", verbeterplanbelemmeringen),
    ),
    "advies schrijven": (
        "karin",
        {Status.ADVIES},
        bewaren(lambda w: w.traject.adviezen.get(), "motivering", adviesbelemmeringen),
    ),
    "advies kiezen": (
        "karin",
        {Status.ADVIES},
        bewaren(lambda w: w.traject.adviezen.get(), "optie", adviesbelemmeringen, "afwijzend"),
    ),
}
ROL_VAN = {"joke": Handeling.REAGEREN, "meike": Handeling.REACTIE_BEANTWOORDEN, "karin": Handeling.ADVIES_SCHRIJVEN}


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A traject on which everything can be written, to be put in any status: a remark, its answer, a plan, an advice."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.traject = traject_in(Status.REACTIE_VERWERKEN, wereld)
        Reactie.objects.update(antwoord="Wij hebben het nagekeken.")
        wereld.reactie = Reactie.objects.select_related("versie__traject").get()
        verbeterpunt = wereld.traject.bevindingen.get(soort=Bevinding.Soort.VERBETER)
        wereld.plan = Verbeterplan.objects.create(traject=wereld.traject, bevinding=verbeterpunt)
        wereld.advies = Advies.objects.create(traject=wereld.traject, versie=wereld.reactie.versie)
        yield wereld


@pytest.fixture
def tafel(gedeeld, db):
    return gedeeld


def zet(traject, status):
    vanuit = Status.WEDERHOOR if status == Status.AANGEHOUDEN else ""
    Traject.objects.filter(pk=traject.pk).update(status=status, aangehouden_vanuit=vanuit)


def inhoud(w):
    """All that these acts could have changed."""
    traject = w.traject
    return [
        list(Reactie.objects.values_list("passage", "soort", "tekst", "antwoord", "gevolg", "beantwoord_op")),
        *(list(rijen.values()) for rijen in (traject.rapportdelen, traject.verbeterplannen, traject.adviezen)),
    ]


@pytest.mark.parametrize("wat", SCHRIJVEN)
def test_writing_can_be_done_in_its_own_status_and_in_no_other(tafel, wat):
    naam, statussen, doen = SCHRIJVEN[wat]
    for status in Status:
        zet(tafel.traject, status)
        was = inhoud(tafel)
        try:
            with transaction.atomic():
                doen(tafel, getattr(tafel, naam))
        except Geweigerd as geweigerd:
            assert (status in statussen, len(geweigerd.redenen), inhoud(tafel)) == (False, 1, was)
        else:
            assert status in statussen


@pytest.mark.parametrize("wat", SCHRIJVEN)
def test_writing_is_refused_to_every_other_role_and_to_strangers(tafel, wat):
    naam, statussen, doen = SCHRIJVEN[wat]
    zet(tafel.traject, next(iter(statussen)))
    eigen = {een for een in MENSEN if MENSEN[een][2] in ROLLEN[ROL_VAN[naam]]} - {
        "bram",
        "dora",
        "tessa",
        "vera",
        "wim",
    }
    assert naam in eigen
    was = inhoud(tafel)
    for een in set(MENSEN) - eigen:
        with pytest.raises(Geweigerd), transaction.atomic():
            doen(tafel, getattr(tafel, een))
    assert inhoud(tafel) == was

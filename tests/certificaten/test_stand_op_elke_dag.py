"""Whatever is decided, ended and left alone: on any day, and with nothing run, every place says the same about a label."""

from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
import time_machine
from dateutil.relativedelta import relativedelta
from django.db import DatabaseError, transaction
from django.forms import model_to_dict
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from certificaten.bevoegdheden import ZONDER_NIEUWE_UITGAVE, loopt_niet
from certificaten.controle import opzoeken, uitkomst_op
from certificaten.gevolgen import dagbelemmeringen
from certificaten.levensloop import Stand, stand_op
from certificaten.models import Certificaat, Uitgave, Wijziging
from certificaten.register import laatst_veranderd, niet_geldig, vinden
from kwaliteitslabel.label import pagina as labelpagina
from kwaliteitslabel.label.labels import labels_van
from tests.certificaten.vermeldingen import vermelding, wijziging

BEGIN, EINDE = date(2025, 3, 1), date(2027, 2, 28)
MAANDEN = 6
# What `vermelding` says of the award.
BESLUITEN = ("B-KSW-2025-0001", "B-KSW-2027-0009")
DAG = st.integers(min_value=0, max_value=800)
# When it is decided, what, after how many days it holds, how long it lasts and what comes of it then.
STAPPEN = st.lists(
    st.tuples(
        DAG,
        st.sampled_from(("geschorst", "geschorst", "hersteld", "ingetrokken", "beeindigd", "uitgave", "los")),
        st.integers(min_value=0, max_value=60),
        st.integers(min_value=0, max_value=190),
        st.sampled_from(("ingetrokken", "hersteld", "geschorst")),
    ),
    max_size=6,
).map(sorted)


def op(dag):
    """In here it is noon of that day."""
    return time_machine.travel(timezone.make_aware(datetime.combine(dag, time(12))))


def gebeuren(certificaat, stappen):
    """Take what the rules let through, each on its day; the rows as they came to be."""
    for wanneer, soort, na, duur, daarna in stappen:
        vandaag = BEGIN + timedelta(days=wanneer)
        per = vandaag + timedelta(days=na)
        tot = per + timedelta(days=duur)
        with op(vandaag):
            if soort == "uitgave":
                waarom_niet = _uitgave(certificaat)
            elif soort == "los":
                waarom_niet = _zonder_besluit(certificaat, per, tot)
            elif soort == "beeindigd":
                waarom_niet = loopt_niet(certificaat, vandaag) or loopt_niet(certificaat, per)
            else:
                hoogstens = MAANDEN if soort == "geschorst" else None
                waarom_niet = dagbelemmeringen(certificaat, soort, hoogstens, per=per, tot=tot)
            if not waarom_niet:
                wijziging(certificaat, soort, per, tot, daarna)


def _uitgave(certificaat):
    """From today it names another place, as the acts write it; that changes nothing of whether it holds."""
    vandaag = timezone.localdate()
    nu = Certificaat.objects.met_stand(vandaag).get(pk=certificaat.pk)
    if stand_op(nu, vandaag) not in ZONDER_NIEUWE_UITGAVE:
        was = {f"was_{veld}": getattr(nu, veld) for veld in Uitgave.VELDEN}
        door = certificaat.traject.aangemeld_door
        een = Uitgave.objects.create(certificaat=nu, nummer=nu.uitgave + 1, reden="verhuisd", door=door, **was)
        Certificaat.objects.filter(pk=nu.pk).update(uitgave=een.nummer, plaats=f"Plaats {een.nummer}")
    return ["Er gebeurt verder niets."]


def _zonder_besluit(certificaat, per, tot):
    """Whatever is tried without a decision, the database refuses."""
    zelfde = model_to_dict(certificaat, exclude=("id", "traject", "cyclus", "organisatie"))
    waarvan = {veld: getattr(certificaat, veld) for veld in ("traject", "cyclus", "organisatie")}
    pogingen = [
        lambda: Certificaat.objects.create(**zelfde | waarvan | {"nummer": "KSW-2099-0001", "besluit_nummer": "B-0"}),
        *(partial(_los, certificaat, soort, per) for soort in ("hersteld", "voorwaarden_vervuld", "ingetrokken")),
    ]
    for poging in pogingen:
        with pytest.raises(DatabaseError, match="er is geen besluit"), transaction.atomic():
            poging()
    return ["De database weigerde het."]


def _los(certificaat, soort, per):
    door = certificaat.traject.aangemeld_door
    Wijziging.objects.create(
        certificaat=certificaat,
        soort=soort,
        per=per,
        openbare_reden="Zomaar.",
        vastgelegd_door=door,
        besluit_nummer="B-0",
    )


def dag_voor_dag(rijen, opvolger, dag):
    """The state on a day, walked there from the first day on: what somebody with a diary would say."""
    stand, tot, daarna, vandaag = Stand.GELDIG, None, "", BEGIN
    while vandaag <= dag:
        loopt = vandaag <= EINDE and not (opvolger and opvolger <= vandaag)
        for rij in rijen if loopt else ():
            if rij.per == vandaag and stand in (Stand.GELDIG, Stand.GESCHORST):
                stand = Stand.GELDIG if rij.soort == "hersteld" else Stand(rij.soort)
                tot, daarna = rij.tot, rij.daarna
        if loopt and stand == Stand.GESCHORST and tot and vandaag > tot:
            stand, tot = Stand.GELDIG if daarna == "hersteld" else Stand(daarna), None
        vandaag += timedelta(days=1)
    if stand in (Stand.INGETROKKEN, Stand.BEEINDIGD):
        return stand
    if dag < BEGIN:
        return Stand.NOG_NIET
    if opvolger and opvolger <= dag:
        return Stand.OPGEVOLGD
    return Stand.VERLOPEN if dag > EINDE else stand


@given(stappen=STAPPEN, opvolger=st.none() | st.integers(min_value=1, max_value=900), dag=st.integers(-30, 1000))
@hypothesis_settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
def test_every_place_says_the_same_of_a_label_on_any_day(wereld, stappen, opvolger, dag):
    dag = BEGIN + timedelta(days=dag)
    houder = wereld.joke.organisatie
    with transaction.atomic():
        certificaat = vermelding(wereld.traject, houder, "KSW-2025-0001", BEGIN)
        if opvolger:
            opvolger = BEGIN + timedelta(days=opvolger)
            nieuwer = vermelding(wereld.traject, houder, "KSW-2027-0009", opvolger)
            assert nieuwer.cyclus == certificaat.cyclus
        gebeuren(certificaat, stappen)
        rijen = list(Wijziging.objects.order_by("per", "pk"))
        verwacht = dag_voor_dag(rijen, opvolger, dag)
        gevraagd = Certificaat.objects.met_stand(dag).get(pk=certificaat.pk)
        assert stand_op(gevraagd, dag) == verwacht
        is_geldig = verwacht == Stand.GELDIG
        # One of a cycle at most, and the same one in the register and at the check.
        geldig = set(Certificaat.objects.geldig_op(dag).filter(cyclus=certificaat.cyclus))
        assert geldig <= set(Certificaat.objects.filter(besluit_nummer__in=BESLUITEN, besloten_op__lte=dag))
        assert (certificaat in geldig, len(geldig) <= 1) == (is_geldig, True)
        assert set(vinden(zoek=houder.naam, op=dag)) == geldig
        anders = niet_geldig(zoek=houder.naam, soort="", op=dag, ook_van=(), ook=(), aantal=9)
        assert not geldig & set(anders)
        assert (uitkomst_op(opzoeken("KSW-2025-0001", dag), dag).soort == "goed") == is_geldig
        with op(dag):
            labels = labels_van(wereld.joke)
            label = labels[0] if labels else None
            laatst_veranderd(dag)
            bladzijde = labelpagina.inhoud(wereld.joke, certificaat.cyclus)
        assert {een: stand for een, stand, *_ in bladzijde["certificaten"]}[certificaat] == verwacht
        assert (bladzijde["label"] and bladzijde["label"].stand) == (label and label.stand)
        _uitgaven_kloppen(certificaat, dag)
        if dag >= BEGIN and not (opvolger and opvolger <= dag):
            assert (label.certificaat, label.stand) == (certificaat, verwacht)
            assert bool(label.regels) == (verwacht != Stand.GELDIG)
        transaction.set_rollback(True)


def _uitgaven_kloppen(certificaat, dag):
    """The register and the check name the place that the edition of that day names."""
    gemaakt = list(Uitgave.objects.filter(certificaat=certificaat, op__lte=dag).values_list("nummer", flat=True))
    plaats = f"Plaats {max(gemaakt)}" if gemaakt else certificaat.plaats
    assert opzoeken(certificaat.nummer, dag).op_dag(dag).plaats == plaats


def test_a_suspension_lasts_no_longer_than_the_framework_says(wereld):
    with transaction.atomic():
        certificaat = vermelding(wereld.traject, wereld.joke.organisatie, "KSW-2025-0001", BEGIN)
        uiterlijk = BEGIN + relativedelta(months=MAANDEN, days=-1)
        with op(BEGIN):
            for tot, mag in ((uiterlijk, True), (uiterlijk + timedelta(days=1), False)):
                assert (not dagbelemmeringen(certificaat, "geschorst", MAANDEN, per=BEGIN, tot=tot)) == mag
        transaction.set_rollback(True)

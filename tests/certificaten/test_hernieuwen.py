"""Renewing a label: from when on, with what is known already, and a new certificate that loses no day of the old one."""

from datetime import timedelta
from decimal import Decimal

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from beheercommissie.bevoegdheden import volgend_onderzoek
from certificaten.handelingen import hernieuwen, toekennen
from certificaten.levensloop import Stand, stand_op
from certificaten.models import Certificaat, Uitgifte, Wijziging
from leden.bevoegdheden import Geweigerd
from leden.models import Organisatie
from normenkader.handelingen import laden
from tests.certificaten.vermeldingen import wijziging
from tests.gedeeld import gedeelde_wereld
from tests.personen import klein_kader, traject_in
from trajecten.handelingen import aanmelden, intrekken
from trajecten.levensloop import Status
from trajecten.models import Traject

DAG = timedelta(days=1)


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A world with a label that was granted today."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.vorige = traject_in(Status.LOPEND, wereld, klein_kader())
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


@pytest.fixture
def vorige(wereld):
    return Traject.objects.get(pk=wereld.vorige.pk)


@pytest.fixture
def certificaat(vorige):
    return vorige.certificaten.get()


def eindigt(certificaat, dag):
    """Put back when a certificate began and when it ends; time alone does that."""
    begin = dag - relativedelta(months=24) + DAG
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(
            "update certificaten_certificaat set geldig_van = %s, geldig_tot_en_met = %s where id = %s",
            [begin, dag, certificaat.pk],
        )
        cursor.execute("set local session_replication_role = default")


def over_maanden(maanden):
    return timezone.localdate() + relativedelta(months=maanden)


def keuzes(vorige, **anders):
    return {
        "certificeerder": vorige.certificeerder,
        "kaderversie": vorige.kaderversie,
        "variant": vorige.variant,
        "reikwijdte": vorige.reikwijdte,
        "fte": vorige.fte,
        "locaties": vorige.locaties,
        "dagen": vorige.dagen,
        "dagen_reden": "",
    } | anders


def verstuurd(form, **anders):
    """What a browser sends of the form as it is shown."""
    velden = {naam: form.initial.get(naam, "") for naam in form.fields}
    return {
        naam: str(waarde).replace(".", ",") if isinstance(waarde, Decimal) else waarde
        for naam, waarde in velden.items()
    } | anders


# ---- from when on


def test_a_label_is_renewed_from_the_window_that_its_framework_gives(wereld, vorige, certificaat):
    eindigt(certificaat, over_maanden(9) + 3 * DAG)
    with pytest.raises(Geweigerd) as weigering:
        hernieuwen(wereld.joke, vorige.cyclus, **keuzes(vorige))
    (zin,) = weigering.value.redenen
    assert zin.startswith("Hernieuwen kan vanaf ") and zin.endswith(": 9 maanden voordat het certificaat eindigt.")
    eindigt(certificaat, over_maanden(9) - DAG)
    traject = hernieuwen(wereld.joke, vorige.cyclus, **keuzes(vorige))
    assert (traject.cyclus, traject.vorige, traject.is_hernieuwing) == (vorige.cyclus, vorige, True)


@pytest.mark.parametrize("soort", [Wijziging.Soort.INGETROKKEN, Wijziging.Soort.BEEINDIGD])
def test_a_label_that_holds_no_more_waits_for_no_window(wereld, vorige, certificaat, soort):
    wijziging(certificaat, soort, timezone.localdate())
    assert hernieuwen(wereld.joke, vorige.cyclus, **keuzes(vorige)).vorige == vorige


def test_one_renewal_at_a_time(als, wereld, vorige, certificaat):
    eindigt(certificaat, over_maanden(3))
    eerste = hernieuwen(wereld.joke, vorige.cyclus, **keuzes(vorige))
    zin = f"Traject {eerste.nummer} van Welzijn Wilgendam is nog bezig. Rond dat eerst af."
    with pytest.raises(Geweigerd) as weigering:
        hernieuwen(wereld.joke, vorige.cyclus, **keuzes(vorige))
    assert weigering.value.redenen == [zin]
    assert zin in als(wereld.joke).get(reverse("hernieuwen", args=[vorige.cyclus_id])).content.decode()
    intrekken(wereld.ingrid, eerste, "Wij beginnen later.")
    assert hernieuwen(wereld.joke, vorige.cyclus, **keuzes(vorige)).vorige == vorige


# ---- what is known stands there, and a person sends it


def test_the_form_takes_over_what_is_known_and_asks_the_terms_anew(als, wereld, vorige, certificaat):
    eindigt(certificaat, over_maanden(3))
    Organisatie.objects.filter(pk=vorige.organisatie_id).update(
        fte=Decimal("52.30"), locaties=7, contactpersoon="Trijntje Waterweegbree"
    )
    client, adres = als(wereld.joke), reverse("hernieuwen", args=[vorige.cyclus_id])
    pagina = client.get(adres)
    form = pagina.context["form"]
    assert {naam: form.initial[naam] for naam in ("fte", "locaties", "certificeerder", "reikwijdte")} == {
        "fte": Decimal("52.3"),
        "locaties": 7,
        "certificeerder": vorige.certificeerder_id,
        "reikwijdte": vorige.reikwijdte,
    }
    assert "Trijntje Waterweegbree" in pagina.content.decode()
    client.post(adres, verstuurd(form))
    assert Traject.objects.count() == 1  # nobody agreed to the terms yet
    client.post(adres, verstuurd(form, akkoord="on", certificeerder=wereld.wim.organisatie.pk))
    nieuw = Traject.objects.exclude(pk=vorige.pk).get()
    assert (nieuw.fte, nieuw.locaties, nieuw.certificeerder) == (Decimal("52.3"), 7, wereld.wim.organisatie)
    assert nieuw.vorige == vorige


def test_mijn_werk_leads_to_the_renewal_once_it_can_begin(als, wereld, vorige, certificaat):
    eindigt(certificaat, over_maanden(6))
    adres = reverse("hernieuwen", args=[vorige.cyclus_id])
    client = als(wereld.ingrid)
    assert f'href="{adres}"' in client.get(reverse("mijn_werk")).content.decode()
    traject = hernieuwen(wereld.joke, vorige.cyclus, **keuzes(vorige))
    bladzijde = client.get(reverse("mijn_werk")).content.decode()
    assert f'href="{adres}"' not in bladzijde
    assert f"Traject {traject.nummer} van Welzijn Wilgendam is nog bezig." in bladzijde


# ---- the term of the new certificate


def toegekend(traject, dag):
    """The certificate of a decision on a day, handed out; the road to the decision is left out."""
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        nieuw = toekennen(traject, besluit_nummer="B-2", besloten_op=dag, maanden_geldig=24)
        cursor.execute("set local session_replication_role = default")
    Uitgifte.objects.create(certificaat=nieuw, door=traject.aangemeld_door)
    return nieuw


def stand(certificaat, dag):
    return stand_op(Certificaat.objects.met_stand(dag).get(pk=certificaat.pk), dag)


def test_the_new_certificate_joins_the_old_one_and_no_day_is_lost(wereld, vorige, certificaat):
    eind = over_maanden(3)
    eindigt(certificaat, eind)
    nieuw = toegekend(hernieuwen(wereld.joke, vorige.cyclus, **keuzes(vorige)), timezone.localdate())
    assert (nieuw.geldig_van, nieuw.geldig_tot_en_met) == (eind + DAG, eind + relativedelta(months=24))
    # A successor that begins later leaves the old one valid until then.
    assert [stand(een, eind) for een in (certificaat, nieuw)] == [Stand.GELDIG, Stand.NOG_NIET]
    assert [stand(een, eind + DAG) for een in (certificaat, nieuw)] == [Stand.OPGEVOLGD, Stand.GELDIG]


def test_a_framework_that_lets_it_begin_at_once_adds_what_was_left(wereld, vorige, certificaat):
    vandaag, eind = timezone.localdate(), over_maanden(3)
    eindigt(certificaat, eind)
    anders = {"versie": "2026.4", "hernieuwing": {"maanden_vooraf": 9, "sluit_aan": False}}
    kader = laden(None, vorige.kaderversie.inhoud | anders)
    nieuw = toegekend(hernieuwen(wereld.joke, vorige.cyclus, **keuzes(vorige, kaderversie=kader)), vandaag)
    assert (nieuw.geldig_van, nieuw.geldig_tot_en_met) == (vandaag, eind + relativedelta(months=24))
    assert [stand(een, vandaag) for een in (certificaat, nieuw)] == [Stand.OPGEVOLGD, Stand.GELDIG]


def test_the_next_investigation_counts_from_the_day_on_which_the_certificate_begins(wereld, vorige, certificaat):
    vandaag, eind = timezone.localdate(), over_maanden(3)
    eindigt(certificaat, eind)
    met_voorbehoud = vorige.kaderversie.besluitoptie("toekennen_met_voorbehoud")
    nieuw = hernieuwen(wereld.joke, vorige.cyclus, **keuzes(vorige))
    assert volgend_onderzoek(nieuw, met_voorbehoud, vandaag) == eind + DAG + relativedelta(months=12, days=-1)
    meteen = laden(
        None,
        vorige.kaderversie.inhoud | {"versie": "2026.4", "hernieuwing": {"maanden_vooraf": 9, "sluit_aan": False}},
    )
    nieuw.kaderversie = meteen
    assert volgend_onderzoek(nieuw, met_voorbehoud, vandaag) == vandaag + relativedelta(months=12, days=-1)
    eindigt(certificaat, vandaag - DAG)
    nieuw.kaderversie = vorige.kaderversie
    assert volgend_onderzoek(nieuw, met_voorbehoud, vandaag) == vandaag + relativedelta(months=12, days=-1)


def test_after_the_old_one_ended_the_new_one_begins_on_the_day_of_the_decision(wereld, vorige, certificaat):
    vandaag = timezone.localdate()
    eindigt(certificaat, vandaag - DAG)
    nieuw = toegekend(hernieuwen(wereld.joke, vorige.cyclus, **keuzes(vorige)), vandaag)
    assert (nieuw.geldig_van, nieuw.geldig_tot_en_met) == (vandaag, vandaag + relativedelta(months=24, days=-1))


def test_a_label_of_another_scope_joins_nothing(wereld, vorige, certificaat):
    eindigt(certificaat, over_maanden(3))
    ander = aanmelden(wereld.joke, **keuzes(vorige, reikwijdte="alleen het jongerenwerk"))
    assert toegekend(ander, timezone.localdate()).geldig_van == timezone.localdate()

"""Five years of one label, walked by the acts; in every year each place says the same of it."""

import pytest
import time_machine
from dateutil.relativedelta import relativedelta
from django.urls import reverse
from django.utils import timezone

from berichten.maken import uit_het_logboek
from berichten.models import Poststuk
from certificaten.handelingen import hernieuwen, herstel_melden
from certificaten.levensloop import Stand, stand_op
from certificaten.models import Certificaat, Maatregel
from kwaliteitslabel.label.labels import KOPPEN
from kwaliteitslabel.logboekcontrole import controleren
from leden.handelingen.certificeerders import toelating_toevoegen
from normenkader.handelingen import laden
from tests.beheercommissie.test_agendapunt import tekst
from tests.maatregelen import besluit_over
from tests.personen import klein_kader, verder
from tests.vervolg import besluit_nemen, toegekend_met_voorwaarden, vervolg_verder
from trajecten.levensloop import Soort, Status
from trajecten.models import Traject

NIEUWER = "2027.1"


@pytest.fixture
def plaatsen(als, client, wereld):
    """`plaatsen(Stand.GESCHORST)`: what everyone reads of the newest certificate today."""

    def lees(verwacht):
        dag = timezone.localdate()
        certificaat = Certificaat.objects.met_stand(dag).latest("pk")
        assert stand_op(certificaat, dag) == verwacht
        geldig = verwacht in (Stand.GELDIG, Stand.GELDIG_MET_VOORWAARDEN)
        gezocht = {"zoek": "Wilgendam", "op": dag.isoformat()}
        assert (certificaat.get_absolute_url() in tekst_van(client, reverse("register"), gezocht)) or not geldig
        verifieer = tekst(client.get(reverse("verifieer"), {"nummer": certificaat.nummer}, follow=True))
        assert str(verwacht.label).lower() in verifieer.lower()
        joke, label = als(wereld.joke), reverse("label", args=[certificaat.cyclus_id])
        assert KOPPEN[verwacht] in tekst(joke.get(reverse("mijn_werk")))
        for lezer in (joke, als(wereld.karin)):
            assert str(verwacht.label).lower() in tekst(lezer.get(label)).lower()
        return certificaat

    return lees


def tekst_van(client, url, vraag):
    return client.get(url, vraag).content.decode()


def later(**duur):
    """From here on it is so much later, in the morning; people come in anew."""
    return time_machine.travel(timezone.now() + relativedelta(**duur))


def verzonden():
    """The letters made since the last time this was asked."""
    vanaf = Poststuk.objects.count()
    while uit_het_logboek():
        pass
    return {een.brief for een in Poststuk.objects.order_by("pk")[vanaf:]}


def nieuw_contract(wereld):
    """A certifier is admitted for a year at a time."""
    vandaag = timezone.localdate()
    toelating_toevoegen(
        wereld.gijs,
        wereld.karin.organisatie,
        van=vandaag,
        tot=vandaag + relativedelta(years=1),
        reikwijdte="alle toetsen",
        voorwaarden="Geen.",
        voldaan_op=vandaag,
    )


def test_a_label_is_granted_followed_suspended_restored_and_renewed(wereld, plaatsen):
    toets = toegekend_met_voorwaarden(wereld, klein_kader())
    eerste = plaatsen(Stand.GELDIG_MET_VOORWAARDEN)
    verzonden()
    with later(months=11):
        vervolg = vervolg_verder(Traject.objects.get(soort=Soort.VERVOLGONDERZOEK), Status.GEAGENDEERD, wereld)
        vandaag = timezone.localdate()
        besluit_nemen(
            wereld,
            vervolg,
            "schorsen_na_vervolg",
            ingang=vandaag,
            tot=vandaag + relativedelta(months=3),
            openbare_reden="De voorwaarden zijn niet vervuld.",
            voorwaarden="Laat zien dat de lijsten zijn vervangen.",
        )
        assert plaatsen(Stand.GESCHORST) == eerste
        assert verzonden()
    with later(months=13):
        maatregel = Maatregel.objects.get()
        Maatregel.objects.update(herstel="Alle lijsten zijn vervangen.")
        herstel_melden(wereld.ingrid, maatregel)
        besluit_over(
            wereld,
            Traject.objects.get(pk=maatregel.traject_id),
            "herstellen",
            ingang=timezone.localdate(),
            openbare_reden="De lijsten zijn vervangen.",
        )
        assert plaatsen(Stand.GELDIG) == eerste
    with later(months=18):
        nieuw_contract(wereld)
        kader = laden(None, toets.kaderversie.inhoud | {"versie": NIEUWER})
        nieuw = hernieuwen(
            wereld.joke,
            toets.cyclus,
            certificeerder=toets.certificeerder,
            kaderversie=kader,
            variant=toets.variant,
            reikwijdte=toets.reikwijdte,
            fte=toets.fte,
            locaties=toets.locaties,
            dagen=toets.dagen,
            dagen_reden="",
        )
        verder(nieuw, Status.LOPEND, wereld)
        # The new one joins the old one; until then the old one holds.
        assert plaatsen_van(eerste) == Stand.GELDIG
    with later(months=25):
        tweede = plaatsen(Stand.GELDIG)
        assert (tweede.traject, tweede.cyclus) == (nieuw, eerste.cyclus)
        assert plaatsen_van(eerste) == Stand.OPGEVOLGD
        assert controleren() == []


def plaatsen_van(certificaat):
    dag = timezone.localdate()
    return stand_op(Certificaat.objects.met_stand(dag).get(pk=certificaat.pk), dag)

"""The meeting itself: who opens and closes it, who is there, and who presides at which item."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from beheercommissie.bevoegdheden.vergaderingen import stand_van
from beheercommissie.bevoegdheden.voorzitten import voorzitbelemmeringen
from beheercommissie.handelingen import belang_verklaren, besluiten, stemmen
from beheercommissie.handelingen.reglement import reglement_schrijven
from beheercommissie.handelingen.vergaderingen import (
    aanwezigheid_melden,
    vergadering_afzeggen,
    vergadering_plannen,
    vergadering_wijzigen,
)
from beheercommissie.handelingen.zitting import (
    presentie_noteren,
    uitslag_openen,
    vergadering_openen,
    vergadering_sluiten,
)
from beheercommissie.models import Agendapunt, Presentie, Stem, Vergadering
from beheercommissie.quorum import quorum_van
from leden.bevoegdheden import Geweigerd
from leden.models import Rol
from tests.beheercommissie.test_agendapunt import tekst
from tests.beheercommissie.test_besluit import MOTIVERING
from tests.beheercommissie.test_reglement import geldend
from tests.personen import commissie, in_vergadering, zitting
from tests.rijen import agendapunten_erbij, trajecten_erbij
from trajecten.levensloop import Status


@pytest.fixture
def vergadering(wereld):
    """The meeting of today, before it is opened."""
    return Vergadering.objects.get()


def er_zijn(*leden):
    return [lid.gebruiker for lid in leden]


def nu(rij):
    return type(rij).objects.get(pk=rij.pk)


def wie_zit_voor(punt):
    return quorum_van(punt).voorzitter


# ---- opening


def test_the_chair_opens_the_meeting_and_says_who_is_there(als, wereld, vergadering):
    url = reverse("vergadering_openen", args=[vergadering.pk])
    assert "Open de vergadering" in tekst(als(wereld.anna).get(vergadering.get_absolute_url()))
    aanwezig = [lid.gebruiker.pk for lid in (wereld.anna, wereld.bert, wereld.daan)]
    pagina = tekst(als(wereld.anna).post(url, {"aanwezig": aanwezig}, follow=True))
    assert "De vergadering is open." in pagina and "zit voor" in pagina
    assert "Zeg of u komt" not in pagina
    with pytest.raises(Geweigerd, match="Deze vergadering is al geopend"):
        aanwezigheid_melden(wereld.bert, vergadering, "ja")
    assert nu(vergadering).is_open and nu(vergadering).geopend_door == wereld.anna.gebruiker
    assert set(Presentie.objects.filter(is_er=True).values_list("gebruiker", flat=True)) == set(aanwezig)


def test_who_does_not_preside_does_not_open(als, wereld, vergadering):
    with pytest.raises(Geweigerd, match="Anna Koningsvaren is er en zit voor"):
        vergadering_openen(wereld.bert, vergadering, er_zijn(wereld.anna, wereld.bert))
    with pytest.raises(Geweigerd, match="Zet uzelf op de lijst"):
        vergadering_openen(wereld.bert, vergadering, er_zijn(wereld.daan))
    with pytest.raises(Geweigerd, match="kan een vergadering openen"):
        vergadering_openen(wereld.femke, vergadering, er_zijn(wereld.anna))
    pagina = als(wereld.anna).post(reverse("vergadering_openen", args=[vergadering.pk]), {})
    assert "Kies wie er is." in tekst(pagina)
    assert not nu(vergadering).geopend_op


def test_a_meeting_opens_on_its_day_and_then_keeps_it(wereld, vergadering):
    later = vergadering_plannen(wereld.femke, datum=timezone.localdate() + timedelta(days=3), plaats="Utrecht")
    with pytest.raises(Geweigerd, match="Zij gaat op die dag open"):
        vergadering_openen(wereld.anna, later, er_zijn(wereld.anna))
    in_vergadering(wereld, vergadering)
    with pytest.raises(Geweigerd, match="Deze vergadering is al geopend"):
        vergadering_openen(wereld.anna, vergadering, er_zijn(wereld.anna))
    with pytest.raises(Geweigerd, match="Deze vergadering is al geopend"):
        vergadering_wijzigen(
            wereld.femke, vergadering, gezien=stand_van(vergadering), datum=later.datum, plaats="Utrecht"
        )
    with pytest.raises(Geweigerd, match="Deze vergadering is al geopend"):
        vergadering_afzeggen(wereld.femke, vergadering, "Toch niet.")
    for anders in ({"datum": later.datum}, {"geopend_op": None, "geopend_door": None}):
        with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
            Vergadering.objects.filter(pk=vergadering.pk).update(**anders)


def test_nothing_is_decided_in_a_meeting_that_is_not_open(als, wereld, vergadering):
    punt = Agendapunt.objects.get()
    for lid in commissie(wereld):
        belang_verklaren(lid, punt, "geen")
        stemmen(lid, punt, optie="toekennen")
    with pytest.raises(Geweigerd, match="De vergadering is niet open"):
        besluiten(wereld.anna, punt, optie="toekennen", motivering=MOTIVERING)
    pagina = tekst(als(wereld.anna).get(reverse("besluiten", args=[punt.pk])))
    assert "De vergadering is niet open. Wie voorzit, opent haar." in pagina
    assert reverse("vergadering_openen", args=[vergadering.pk]) in pagina


# ---- who presides


def test_the_one_after_the_chair_presides_at_that_item_and_does_what_the_chair_may(als, wereld, agendapunt):
    belang_verklaren(wereld.anna, agendapunt, "belang")
    for lid in (wereld.bert, wereld.cora, wereld.daan):
        belang_verklaren(lid, agendapunt, "geen")
        stemmen(lid, agendapunt, optie="toekennen")
    assert wie_zit_voor(agendapunt) == wereld.bert.gebruiker
    client, url = als(wereld.bert), reverse("besluiten", args=[agendapunt.pk])
    assert "Bekijk de uitslag en neem het besluit" in tekst(client.get(agendapunt.get_absolute_url()))
    assert als(wereld.cora).get(url).status_code == 403
    assert "U zit dit punt voor: neem het besluit" in tekst(client.get(agendapunt.vergadering.get_absolute_url()))
    # No counts before the own vote is fixed.
    assert client.get(url).context["uitslag"] == [] and "Open de uitslag" in tekst(client.get(url))
    with pytest.raises(Geweigerd, match="Open eerst de uitslag"):
        besluiten(wereld.bert, agendapunt, optie="toekennen", motivering=MOTIVERING)
    client.post(reverse("uitslag_openen", args=[agendapunt.pk]))
    assert ("Toekennen", 3) in client.get(url).context["uitslag"]
    with pytest.raises(Geweigerd, match="Uw stem staat vast"):
        stemmen(wereld.bert, agendapunt, optie="afwijzen")
    with pytest.raises(IntegrityError, match="wie voorzat, kon de uitslag zien"), transaction.atomic():
        Stem.objects.filter(gebruiker=wereld.bert.gebruiker).update(optie="afwijzen")
    besluit = besluiten(wereld.bert, agendapunt, optie="toekennen", motivering=MOTIVERING)
    assert (besluit.vastgelegd_door, besluit.uitslag["met_belang"]) == (wereld.bert.gebruiker, 1)


def test_presiding_is_for_one_item_and_no_role_that_stays(wereld, agendapunt):
    erbij = trajecten_erbij(wereld, agendapunt.traject.kaderversie, ["Wijkwerk Elzen"], Status.GEAGENDEERD)
    agendapunten_erbij(wereld, erbij)
    ander = Agendapunt.objects.exclude(pk=agendapunt.pk).get()
    belang_verklaren(wereld.anna, agendapunt, "belang")
    assert wie_zit_voor(agendapunt) == wereld.bert.gebruiker
    assert wie_zit_voor(ander) == wereld.anna.gebruiker
    assert voorzitbelemmeringen(wereld.bert, ander, quorum_van(ander))


def test_when_the_chair_comes_in_the_chair_presides_and_the_vote_of_who_did_stays_fixed(wereld, vergadering):
    vergadering_openen(wereld.bert, vergadering, er_zijn(wereld.bert, wereld.cora))
    punt = Agendapunt.objects.get()
    belang_verklaren(wereld.bert, punt, "geen")
    stemmen(wereld.bert, punt, optie="toekennen")
    uitslag_openen(wereld.bert, punt)
    presentie_noteren(wereld.femke, vergadering, er_zijn(*commissie(wereld)))
    assert wie_zit_voor(punt) == wereld.anna.gebruiker
    assert voorzitbelemmeringen(wereld.bert, nu(punt), quorum_van(punt))
    with pytest.raises(Geweigerd, match="Uw stem staat vast"):
        stemmen(wereld.bert, punt, optie="afwijzen")


def test_the_rules_name_who_presides_after_the_chair(als, wereld, agendapunt):
    vandaag = timezone.localdate()
    namen = {"eerste_vervanger": wereld.esra.gebruiker, "tweede_vervanger": wereld.daan.gebruiker}
    geldend(wereld, agendapunt, quorum=3, quorumdeel=0, **namen)
    assert "eerst Esra" in tekst(als(wereld.bert).get(reverse("reglement")))
    belang_verklaren(wereld.anna, agendapunt, "twijfel")
    assert wie_zit_voor(agendapunt) == wereld.esra.gebruiker
    presentie_noteren(wereld.femke, agendapunt.vergadering, er_zijn(wereld.anna, wereld.bert, wereld.daan))
    assert wie_zit_voor(agendapunt) == wereld.daan.gebruiker
    belang_verklaren(wereld.daan, agendapunt, "belang")
    assert wie_zit_voor(agendapunt) == wereld.bert.gebruiker
    with pytest.raises(Geweigerd, match="Kies iemand anders dan het eerste lid"):
        reglement_schrijven(
            wereld.femke,
            geldig_vanaf=vandaag + timedelta(days=1),
            eerste_vervanger=wereld.esra.gebruiker,
            tweede_vervanger=wereld.esra.gebruiker,
        )


def test_nobody_learns_from_who_presides_that_the_chair_stays_out_before_the_meeting(als, wereld, vergadering):
    """A page for who would preside would tell the others that the chair declared an interest."""
    punt = Agendapunt.objects.get()
    for lid in commissie(wereld)[1:]:
        belang_verklaren(lid, punt, "geen")
    url = reverse("besluiten", args=[punt.pk])

    def gezien():
        paginas = [als(lid).get(punt.get_absolute_url()) for lid in commissie(wereld)[1:]]
        return [een.context["mag_besluiten"] for een in paginas] + [
            als(lid).get(url).status_code for lid in commissie(wereld)[1:]
        ]

    eerst = gezien()
    belang_verklaren(wereld.anna, punt, "belang")
    assert gezien() == eerst


# ---- presence and closing


def test_who_comes_and_leaves_is_noted_by_who_presides_or_the_secretary(als, wereld, agendapunt):
    vergadering = agendapunt.vergadering
    with pytest.raises(Geweigerd, match="Alleen wie voorzit, noteert wie er is"):
        presentie_noteren(wereld.bert, vergadering, er_zijn(wereld.bert))
    blijven = [lid.gebruiker.pk for lid in commissie(wereld)[:3]]
    url = reverse("presentie_noteren", args=[vergadering.pk])
    pagina = tekst(als(wereld.femke).post(url, {"aanwezig": blijven}, follow=True))
    assert "De presentielijst is bijgewerkt." in pagina and pagina.count("is er niet") == 2


def test_a_quorum_is_of_members_without_an_interest_and_not_of_who_is_there(wereld, agendapunt):
    nodig = quorum_van(agendapunt).nodig
    presentie_noteren(wereld.femke, agendapunt.vergadering, er_zijn(wereld.anna))
    assert quorum_van(agendapunt).nodig == nodig and quorum_van(agendapunt).is_haalbaar


def test_a_meeting_closes_when_nothing_waits_for_a_decision_and_then_stays(als, wereld, agendapunt, stemmen_van):
    vergadering = agendapunt.vergadering
    with pytest.raises(Geweigerd, match="Over 1 punt is nog niet besloten"):
        vergadering_sluiten(wereld.anna, vergadering)
    stemmen_van(dict.fromkeys(commissie(wereld), "toekennen"))
    besluiten(wereld.anna, agendapunt, optie="toekennen", motivering=MOTIVERING)
    with pytest.raises(Geweigerd, match="Alleen wie voorzit, sluit de vergadering"):
        vergadering_sluiten(wereld.bert, vergadering)
    pagina = tekst(als(wereld.anna).post(reverse("vergadering_sluiten", args=[vergadering.pk]), follow=True))
    assert "De vergadering is gesloten." in pagina and "Wie er was" in pagina
    with pytest.raises(Geweigerd, match="De vergadering is niet open"):
        presentie_noteren(wereld.femke, vergadering, er_zijn(wereld.anna))
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Vergadering.objects.filter(pk=vergadering.pk).update(plaats="Elders")
    with pytest.raises(IntegrityError, match="presentie: de vergadering is niet open"), transaction.atomic():
        Presentie.objects.update(is_er=False)


# ---- all with an interest


def test_when_all_have_an_interest_temporary_members_decide(als, wereld, agendapunt):
    """No dead end: the page says what happens, and members whom the bureau puts forward for a while take the decision."""
    for lid in commissie(wereld):
        belang_verklaren(lid, agendapunt, "belang")
    assert wie_zit_voor(agendapunt) is None
    zin = "Het bureau geeft tijdelijke leden zonder belang een zitting."
    assert zin in tekst(als(wereld.femke).get(agendapunt.get_absolute_url()))
    van_elders = (wereld.bram, wereld.dora, wereld.olaf)
    tijdelijk = [zitting(wereld, een.gebruiker, Rol.COMMISSIELID) for een in van_elders]
    assert zin not in tekst(als(wereld.femke).get(agendapunt.get_absolute_url()))
    for lid in tijdelijk:
        belang_verklaren(lid, agendapunt, "geen")
        stemmen(lid, agendapunt, optie="toekennen")
    voorzitter = next(lid for lid in tijdelijk if lid.gebruiker == wie_zit_voor(agendapunt))
    uitslag_openen(voorzitter, agendapunt)
    besluit = besluiten(voorzitter, agendapunt, optie="toekennen", motivering=MOTIVERING)
    assert besluit.uitslag == {"stemmen": {"toekennen": 3}, "met_belang": 5}

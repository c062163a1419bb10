"""From decision to register: the sealed file is made in the background, the bureau hands out or closes."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from certificaten import taken
from certificaten.handelingen import afsluiten, uitgeven
from certificaten.models import Certificaat, Certificaatbestand, Uitgifte
from certificaten.taken import certificaat_maken
from certificaten.zegel import controleren
from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis
from tests.certificaten.test_register import tekst
from tests.gedeeld import gedeelde_wereld
from tests.personen import klein_kader, traject_in
from trajecten.levensloop import Status
from trajecten.models import Traject


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A world in which the committee has just awarded the label."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        traject_in(Status.BESLOTEN, wereld, klein_kader())
        yield wereld


@pytest.fixture
def traject(wereld):
    return Traject.objects.select_related("organisatie", "kaderversie").get()


@pytest.fixture
def certificaat(traject):
    return Certificaat.objects.get(traject=traject)


NOG_NIET = "Het certificaat wordt nog gemaakt en verzegeld. Dat duurt meestal minder dan een minuut."


def test_the_job_is_enqueued_with_the_decision(certificaat):
    taak = ProcrastinateJob.objects.get(task_name="certificaat_maken")
    assert (taak.args, taak.status) == ({"nummer": certificaat.nummer, "uitgave": 1}, "todo")


def test_before_the_file_is_there_nothing_can_be_handed_out(als, wereld, traject):
    pagina = tekst(als(wereld.gijs).get(reverse("besluit", args=[traject.nummer])))
    assert NOG_NIET in pagina and 'aria-disabled="true"' in pagina
    with pytest.raises(Geweigerd, match="wordt nog gemaakt en verzegeld"):
        uitgeven(wereld.gijs, traject)
    antwoord = als(wereld.gijs).post(reverse("uitgeven", args=[traject.nummer]), follow=True)
    assert NOG_NIET in tekst(antwoord)
    assert not Uitgifte.objects.exists()


def test_the_page_asks_by_itself_until_the_file_is_there(als, wereld, traject, certificaat):
    client, url = als(wereld.gijs), reverse("besluit", args=[traject.nummer])
    htmx = {"headers": {"HX-Request": "true"}}
    assert f'hx-get="{url}"' in tekst(client.get(url))
    assert client.get(url, **htmx).status_code == 204
    certificaat_maken(certificaat.nummer)
    klaar = client.get(url, **htmx)
    assert (klaar.status_code, klaar["HX-Refresh"]) == (200, "true")
    assert f'hx-get="{url}"' not in tekst(client.get(url))


def test_the_page_stops_asking_after_a_while(als, wereld, traject, time_machine):
    time_machine.move_to(timezone.now() + timedelta(minutes=11))
    antwoord = als(wereld.gijs).get(reverse("besluit", args=[traject.nummer]), headers={"HX-Request": "true"})
    assert antwoord.status_code == 286


def test_the_job_makes_one_file_however_often_it_runs(certificaat):
    for _ in range(2):
        certificaat_maken(certificaat.nummer)
    bestand = Certificaatbestand.objects.get()
    with bestand.bestand.open() as pdf:
        zegel = controleren(pdf.read())
    assert (zegel.ongewijzigd, zegel.nummer) == (True, certificaat.nummer)


def test_a_file_that_was_left_by_a_crash_is_not_taken_for_the_certificate(certificaat):
    """The worker died after writing the file and before the row: the next run seals anew and keeps its own."""
    half = default_storage.save(f"certificaten/{certificaat.nummer}.pdf", ContentFile(b"half"))
    certificaat_maken(certificaat.nummer)
    bestand = Certificaatbestand.objects.get()
    assert bestand.bestand.name != half
    with bestand.bestand.open() as pdf:
        assert controleren(pdf.read()).ongewijzigd


def test_while_the_sheet_is_made_the_certificate_is_free_and_who_is_first_wins(certificaat, monkeypatch):
    """A worker that hangs over the sheet keeps nobody waiting: another makes it, and the first one finds it made."""
    maken = taken.verzegelde_pdf

    def intussen(een):
        monkeypatch.setattr(taken, "verzegelde_pdf", maken)
        assert connection.savepoint_ids == buiten, "de rij zit op slot"
        certificaat_maken(een.nummer)
        return b"te laat"

    buiten = list(connection.savepoint_ids)
    monkeypatch.setattr(taken, "verzegelde_pdf", intussen)
    certificaat_maken(certificaat.nummer)
    with Certificaatbestand.objects.get().bestand.open() as pdf:
        assert controleren(pdf.read()).ongewijzigd


def test_the_bureau_looks_first_and_then_hands_out(als, client, wereld, traject, certificaat):
    certificaat_maken(certificaat.nummer)
    pdf = reverse("certificaat_pdf", args=[certificaat.nummer])
    assert als(wereld.gijs).get(pdf).content.startswith(b"%PDF-")
    for bezoeker in (client, als(wereld.joke), als(wereld.anna)):
        assert bezoeker.get(pdf).status_code == 404
    pagina = tekst(als(wereld.gijs).post(reverse("uitgeven", args=[traject.nummer]), follow=True))
    assert "Het certificaat is uitgegeven. Het staat nu in het register." in pagina
    traject.refresh_from_db()
    assert traject.status == Status.LOPEND
    for bezoeker in (client, als(wereld.joke)):
        antwoord = bezoeker.get(pdf)
        assert antwoord["Content-Disposition"] == f'attachment; filename="{certificaat.nummer}.pdf"'
        assert controleren(antwoord.content).ongewijzigd
    assert client.get(certificaat.get_absolute_url()).status_code == 200


def test_the_parties_read_that_it_is_coming_and_then_where_it_is(als, wereld, traject, certificaat):
    url = reverse("besluit", args=[traject.nummer])
    assert f"Het bureau geeft certificaat {certificaat.nummer} uit." in tekst(als(wereld.joke).get(url))
    assert "Geef het certificaat uit" not in tekst(als(wereld.joke).get(url))
    certificaat_maken(certificaat.nummer)
    uitgeven(wereld.gijs, traject)
    pagina = tekst(als(wereld.joke).get(url))
    assert certificaat.get_absolute_url() in pagina and "Bewaar het certificaat (PDF)" in pagina


def test_handing_out_is_done_once_and_written_in_the_log(wereld, traject, certificaat):
    certificaat_maken(certificaat.nummer)
    uitgeven(wereld.gijs, traject)
    with pytest.raises(Geweigerd, match="Dat kan nu niet"):
        uitgeven(wereld.gijs, traject)
    regels = Gebeurtenis.objects.filter(handeling="uitgeven").values_list("onderwerp", flat=True)
    assert set(regels) == {f"certificaat {certificaat.nummer}", f"traject {traject.nummer}"}


@pytest.mark.parametrize("wie", ["anna", "femke", "karin", "meike", "roel", "ingrid"])
@pytest.mark.parametrize("act", [uitgeven, afsluiten])
def test_only_the_bureau_hands_out_and_closes(wereld, traject, certificaat, wie, act):
    certificaat_maken(certificaat.nummer)
    with pytest.raises(Geweigerd, match="Alleen een labelbeheerder"):
        act(getattr(wereld, wie), traject)
    assert not Uitgifte.objects.exists()


def test_a_traject_with_a_certificate_is_not_closed(als, wereld, traject):
    with pytest.raises(Geweigerd, match="Het label is toegekend"):
        afsluiten(wereld.gijs, traject)
    als(wereld.gijs).post(reverse("afsluiten", args=[traject.nummer]))
    traject.refresh_from_db()
    assert traject.status == Status.BESLOTEN

"""Letters over real SMTP by real workers: what hangs holds up nothing else, what is killed is the same mail again, and nothing twice."""

import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from berichten.bezorgen import zendingen_maken
from berichten.maken import uit_het_logboek
from berichten.models import Bezorging, Poststuk, Zending
from berichten.taken import post_bezorgen, zending_versturen
from certificaten.models import Certificaatbestand
from huisstijl.post import klaarzetten
from tests.berichten.test_retour import dsn
from tests.browser.test_werker import half_een_minuut_later, wachten_tot
from tests.huisstijl.test_smtp import poort, postvak, werken, werker  # noqa: F401 (fixtures)
from tests.personen import traject_in
from tests.postvak import NAAM, WACHTWOORD, imapserver
from toetsing.models import Rapportbestand
from trajecten.levensloop import Status

pytestmark = pytest.mark.django_db(transaction=True)


def klaarleggen():
    """What is ready goes now, also at night."""
    while uit_het_logboek():
        pass
    Bezorging.objects.exclude(weg=Bezorging.Weg.LEZEN).update(niet_voor=timezone.now())


def test_a_mail_server_that_hangs_keeps_nobody_from_a_certificate_or_a_report(wereld, kader):
    traject_in(Status.BESLOTEN, wereld, kader)
    klaarleggen()
    with socket.create_server(("127.0.0.1", 0)) as stil:
        stil.settimeout(60)
        for _ in range(20):
            klaarzetten("tweede_stap_gewist", gebruiker=wereld.joke.gebruiker_id)
        post_bezorgen.defer(timestamp=0)
        with werker(stil.getsockname()[1], wait=True, stdin=subprocess.DEVNULL) as proces:
            try:
                verbinding, _ = stil.accept()
                wachten_tot(
                    "select 1 where not exists (select from procrastinate_jobs where task_name in ('certificaat_maken', "
                    "'rapport_pdf_maken')) and exists (select from procrastinate_jobs where task_name = 'zending_versturen')",
                    [],
                )
                verbinding.close()
            finally:
                proces.kill()
    assert Certificaatbestand.objects.count() == 1
    assert set(Rapportbestand.objects.values_list("deel", flat=True)) == {"kort", "lang"}
    assert not Zending.objects.filter(verstuurd_op__isnull=False).exists()
    wachtend = {een.stand for een in Bezorging.objects.filter(zending__isnull=False).select_related("zending")}
    assert wachtend == {"onderweg"}


def test_a_worker_that_is_killed_before_it_wrote_that_a_letter_went_sends_the_same_mail(
    wereld,
    kader,
    poort,  # noqa: F811
    postvak,  # noqa: F811
):
    traject_in(Status.AANGEMELD, wereld, kader)

    while uit_het_logboek():
        pass
    Bezorging.objects.exclude(lidmaatschap=wereld.karin).delete()
    Bezorging.objects.update(niet_voor=timezone.now())
    (zending,) = zendingen_maken()
    zending_versturen.defer(zending=zending)
    postvak.start()
    aannemen = postvak.handle_DATA

    async def aannemen_en_doden(server, session, envelope):
        postvak.handle_DATA = aannemen
        await aannemen(server, session, envelope)
        proces.kill()
        return "250 OK"

    postvak.handle_DATA = aannemen_en_doden
    with werker(poort, wait=False) as proces:
        proces.wait(60)
    assert Zending.objects.get().verstuurd_op is None
    half_een_minuut_later()
    with werker(poort, wait=True, stdin=subprocess.DEVNULL) as proces:
        try:
            wachten_tot("select 1 from berichten_zending where verstuurd_op is not null", [])
        finally:
            proces.kill()
    eerste, tweede = (bericht["Message-ID"].strip() for _, bericht in postvak.berichten)
    assert eerste == tweede == Zending.objects.get().kenmerk


def test_workers_at_the_same_moment_make_and_send_no_letter_twice(wereld, kader, poort, postvak):  # noqa: F811
    traject_in(Status.VOORBEREIDING, wereld, kader)

    def tegelijk(doen):
        def in_een_draad(_):
            try:
                return doen()
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as draden:
            return list(draden.map(in_een_draad, range(4)))

    tegelijk(uit_het_logboek)
    klaarleggen()
    sleutels = list(Poststuk.objects.values_list("brief", flat=True))
    assert len(sleutels) == len(set(sleutels)) > 0
    for zending in [een for lijst in tegelijk(zendingen_maken) for een in lijst]:
        # As if each was found by two.
        zending_versturen.defer(zending=zending)
        zending_versturen.defer(zending=zending)
    postvak.start()
    with werker(poort, wait=False) as eerste, werker(poort, wait=False) as tweede:
        assert (eerste.wait(60), tweede.wait(60)) == (0, 0)
    gekregen = [bericht["Message-ID"].strip() for _, bericht in postvak.berichten]
    assert sorted(gekregen) == sorted(een.kenmerk for een in Zending.objects.all())
    assert Bezorging.objects.filter(zending__verstuurd_op__isnull=True).exclude(weg=Bezorging.Weg.LEZEN).count() == 0


def test_a_report_in_the_mailbox_shows_within_a_minute(wereld, kader, als, poort, postvak):  # noqa: F811
    """A worker looks every half minute, by the schedule that every worker has; here it is asked to at once."""
    rooster = app.periodic_registry.periodic_tasks["retour_ophalen", ""]
    rooster.croniter.set_current(0)
    assert [rooster.croniter.get_next(float) for _ in range(2)] == [30, 60]
    traject_in(Status.AANGEMELD, wereld, kader)
    klaarleggen()
    post_bezorgen.defer(timestamp=0)
    postvak.start()
    # A worker that is asked to do what there is does not wait for what that leads to.
    werken(poort)
    werken(poort)
    ((_, bericht),) = [een for een in postvak.berichten if een[0] == [wereld.karin.gebruiker.email]]
    with imapserver() as bus:
        bus.leg_neer(dsn(bericht["Message-ID"]).replace(b"\n", b"\r\n"))
        instellingen = {
            "RETOUR_IMAP_HOST": "127.0.0.1",
            "RETOUR_IMAP_PORT": str(bus.poort),
            "RETOUR_IMAP_USER": NAAM,
            "RETOUR_IMAP_PASSWORD": WACHTWOORD,
            "RETOUR_IMAP_ZONDER_TLS": "ja",
        }
        with pytest.MonkeyPatch.context() as omgeving:
            for naam, waarde in instellingen.items():
                omgeving.setenv(naam, waarde)
            rooster.task.defer(timestamp=0)
            werken(poort)
        assert bus.inhoud() == []
    zending = Zending.objects.get(gebruiker=wereld.karin.gebruiker)
    assert zending.retourcode == "5.1.1"
    assert zending.bezorgingen.get().stand.startswith("niet aangekomen")
    for wie in (wereld.nora, wereld.gijs):
        assert zending.adres in als(wie).get(reverse("teruggekomen_post")).content.decode()

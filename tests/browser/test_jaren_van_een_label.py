"""What happens to a label after its award, in a real browser: each party begins where the link in its letter leads."""

import re
from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from berichten.taken import post_bezorgen, post_van_de_dag
from berichten.werkdagen import werkdagen_eerder
from tests.browser import besluitstappen, labelstappen, stappen
from tests.browser.conftest import in_een_draad, moment, traject_in
from tests.huisstijl.test_smtp import poort, postvak  # noqa: F401 (fixtures)
from tests.kwaliteitslabel.test_de_jaren_van_een_label import nieuw_contract
from tests.personen import klein_kader, twee_kaders, verder
from tests.vervolg import toegekend_met_voorwaarden, vervolg_verder
from trajecten.levensloop import Status
from trajecten.models import Traject

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.langste]

AAN_ZET, BESLUIT, AFGEROND = "u bent aan zet", "er is een besluit", "het besluit is afgerond"
HOUDER = ("joke", "ingrid")
LINK = re.compile(r"https?://\S+")
LEDEN = ("anna", "bert", "cora", "daan", "esra")


@pytest.fixture
def reis():
    """`reis.move_to(moment(dag))`: another day, for the server in this process too. It begins in the past, so that a seal of now holds."""
    with time_machine.travel(moment(werkdagen_eerder(timezone.localdate(), 1))) as reis:
        yield reis


class Post:
    """What a real mail server gets from a worker, and where the links in it lead."""

    def __init__(self, postvak, bij):  # noqa: F811
        self.postvak, self.bij = postvak, bij

    def komt(self):
        """Let a worker do what there is; (person, subject without the name of the traject) of every mail that came."""
        vanaf = len(self.postvak.berichten)
        in_een_draad(_werken)
        return {(_naam(aan), mail["Subject"].rpartition(": ")[2]) for aan, mail in self.postvak.berichten[vanaf:]}

    def openen(self, naam, pad="/"):
        """The page (of this kind) to which the newest mail to somebody links, opened by that person."""
        mails = [mail for aan, mail in self.postvak.berichten if _naam(aan) == naam]
        links = (link for mail in reversed(mails) for link in LINK.findall(mail.get_body(("plain",)).get_content()))
        pagina = self.bij(naam)
        pagina.goto(next(link for link in links if pad in link))
        return pagina


def _naam(aan):
    (adres,) = aan
    return adres.partition("@")[0]


def _werken():
    for taak in (post_van_de_dag, post_bezorgen):
        # A worker that was busy at a whole minute may have put it there by its own schedule.
        with suppress(AlreadyEnqueued):
            taak.defer(timestamp=0)
    # A worker that is asked to do what there is does not wait for what that leads to.
    while ProcrastinateJob.objects.filter(status="todo", scheduled_at__isnull=True).exists():
        call_command("procrastinate", "worker", "--one-shot")


@pytest.fixture
def post(settings, live_server, poort, postvak, bij):  # noqa: F811
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.ADRES = "127.0.0.1", poort, live_server.url
    postvak.start()
    return Post(postvak, bij)


def aan(*namen, kop=AAN_ZET):
    return {(naam, kop) for naam in namen}


WAT = "Elke presentielijst staat in het nieuwe systeem."


def test_a_label_with_conditions_is_followed_and_restored_in_full(reis, wereld, bladzijde, post):
    traject_in(Status.ADVIES, wereld, klein_kader())
    post.komt()
    begin = timezone.localdate()
    stappen.advies_uitbrengen(post.openen("karin", "/advies/"), "Positief met voorbehoud")
    voorwaarde = (WAT, begin + timedelta(days=200), "Een lijst per buurtkamer, zonder namen.")
    commissie_besluit(post, "Toekennen met voorbehoud", voorwaarde=voorwaarde)
    labelstappen.uitgeven(post.openen("gijs", "/besluit/"))
    assert post.komt() == aan(*HOUDER) | aan(*HOUDER, kop=AFGEROND)
    staat_in_het_register(bladzijde(), "Geldig met voorwaarden")
    labelstappen.brief_nalezen(post.bij("gijs"))
    assert post.komt() == aan(*HOUDER, kop=BESLUIT)
    stappen.lees(post.openen("joke"), WAT)

    # Almost a year later; what is good to know came in the message of a day between.
    reis.move_to(moment(begin + relativedelta(months=11)))
    post.komt()
    joke = post.openen("joke", "/vervolg/")
    labelstappen.vertellen(joke, "Voorwaarde 1", "Alle lijsten staan in het nieuwe systeem.")
    labelstappen.vertellen(joke, "Verbeterplan bij", "Elk team heeft een vast moment.")
    labelstappen.voortgang_indienen(post.openen("ingrid", "/vervolg/"))
    assert post.komt() == aan("karin")
    labelstappen.team_kiezen(post.openen("karin"))
    assert post.komt() == aan("meike", "samir")
    beoordelen(post.openen("meike"), "Voldaan", "Voldaan")
    assert post.komt() == aan("karin")
    stappen.advies_uitbrengen(post.openen("karin", "/advies/"), "Voorwaarden vervuld")
    commissie_besluit(post, "Voorwaarden vervuld")
    labelstappen.afsluiten(post.openen("gijs", "/besluit/"))
    labelstappen.brief_nalezen(post.bij("gijs"))
    assert post.komt() == aan(*HOUDER, kop=AFGEROND) | aan(*HOUDER, kop=BESLUIT)

    joke = post.openen("joke")
    labelstappen.naar_label(joke)
    stappen.lees(joke, "Dit certificaat is geldig")
    staat_in_het_register(bladzijde(), "Geldig")


def test_a_label_is_suspended_after_its_follow_up_restored_and_renewed_under_a_newer_framework(
    reis, wereld, bladzijde, post
):
    kaders = twee_kaders("luisteren", "gegevens")
    toets = in_een_draad(toegekend_met_voorwaarden, wereld, kaders[0])
    begin = timezone.localdate()
    post.komt()
    labelstappen.brief_nalezen(post.bij("gijs"))
    reis.move_to(moment(begin + relativedelta(months=11)))
    vervolg_verder(Traject.objects.get(vorige=toets), Status.BEOORDELEN, wereld)
    post.komt()
    beoordelen(post.openen("tessa", "/vervolg/"), "Niet voldaan", "Deels voldaan")
    assert post.komt() == aan("karin")
    stappen.advies_uitbrengen(post.openen("karin", "/advies/"), "Voorwaarden niet vervuld")
    tot = timezone.localdate() + relativedelta(months=3)
    commissie_besluit(
        post,
        "Schorsen",
        ingang=timezone.localdate(),
        tot=tot,
        openbare_reden="De voorwaarden zijn niet vervuld.",
        voorwaarden="Laat zien dat elke lijst is vervangen.",
    )
    gijs = post.openen("gijs", "/besluit/")
    labelstappen.afsluiten(gijs)
    # The decision, and what is asked after it.
    labelstappen.brief_nalezen(gijs)
    labelstappen.brief_nalezen(gijs)
    assert post.komt() == aan(*HOUDER) | aan(*HOUDER, kop=AFGEROND) | aan(*HOUDER, kop=BESLUIT)
    staat_in_het_register(bladzijde(), "Geschorst")

    reis.move_to(moment(timezone.localdate() + relativedelta(months=1)))
    joke = post.openen("joke", "/maatregel/")
    stappen.lees(joke, "Laat zien dat elke lijst is vervangen.")
    stappen.schrijf(joke, "Wat is er hersteld, en hoe is dat te zien?", "Alle lijsten zijn vervangen.")
    labelstappen.herstel_melden(post.openen("ingrid", "/maatregel/"))
    commissie_besluit(
        post,
        "Herstellen",
        "Wat is hersteld",
        ingang=timezone.localdate(),
        openbare_reden="De lijsten zijn vervangen.",
    )
    gijs = post.openen("gijs", "/besluit/")
    labelstappen.afsluiten(gijs)
    labelstappen.brief_nalezen(gijs)
    assert post.komt() >= aan(*HOUDER, kop=BESLUIT)
    staat_in_het_register(bladzijde(), "Geldig")

    # In the window of renewal.
    reis.move_to(moment(begin + relativedelta(months=18)))
    nieuw_contract(wereld)
    joke = post.bij("joke")
    labelstappen.naar_label(joke)
    labelstappen.hernieuwen(joke)
    assert post.komt() >= aan("karin")
    nieuw = verder(Traject.objects.latest("pk"), Status.VOORBEREIDING, wereld)
    assert nieuw.kaderversie == kaders[1]
    assert post.komt() >= aan(*HOUDER)
    joke = post.openen("joke", "/zelfevaluatie/")
    for norm in ("V1", "O10", "O11"):
        labelstappen.geldt_nog(joke, norm)
    labelstappen.weet_het_nog_niet(joke, "D11")
    labelstappen.zelfevaluatie_indienen(post.openen("ingrid", "/zelfevaluatie/"))
    verder(Traject.objects.get(pk=nieuw.pk), Status.VOORGEDRAGEN, wereld)
    commissie_besluit(post, "Toekennen")
    gijs = post.openen("gijs", "/besluit/")
    labelstappen.uitgeven(gijs)
    labelstappen.brief_nalezen(gijs)
    assert post.komt() == aan(*HOUDER, kop=AFGEROND) | aan(*HOUDER, kop=BESLUIT)

    # The day after the last one of the first certificate.
    reis.move_to(moment(begin + relativedelta(months=24)))
    publiek = bladzijde()
    staat_in_het_register(publiek, "Geldig")
    publiek.get_by_role("complementary", name="Over deze organisatie").get_by_role("link", name="KSW-").click()
    stappen.lees(publiek, "Opgevolgd")
    labelstappen.naar_label(post.openen("joke"))
    stappen.lees(post.bij("joke"), "Opnieuw toegekend")


def commissie_besluit(post, besluit, stukken="Dossierkaart", **velden):
    """The secretary puts it on the agenda, three members vote and the chair records the decision; each called by a letter."""
    assert post.komt() >= aan("femke")
    besluitstappen.op_de_agenda_zetten(post.openen("femke", "/voordracht/"), timezone.localdate())
    assert post.komt() == aan(*LEDEN) | aan(*HOUDER, kop="het traject staat op de agenda")
    for lid in ("bert", "daan", "anna"):
        besluitstappen.stem_uitbrengen(post.openen(lid, "/agendapunten/"), besluit, stukken)
    labelstappen.besluit_nemen(post.bij("anna"), besluit, "De commissie las wat er is gebeurd.", **velden)
    assert post.komt() == aan("gijs") | aan("karin", kop=BESLUIT)


def beoordelen(pagina, voorwaarde, plan):
    expect(pagina.get_by_text("Nog te beoordelen")).to_have_count(2)
    labelstappen.punt_beoordelen(pagina, "Voorwaarde 1", voorwaarde, "Wij keken in twee buurtkamers.")
    labelstappen.punt_beoordelen(pagina, "Verbeterplan bij", plan, "Wij lazen tien dossiers.")
    labelstappen.oordelen_opleveren(pagina)


def staat_in_het_register(pagina, stand):
    """What everybody reads of the label: this state, and no other, in the list of the register and on the page of the newest."""
    besluitstappen.zoeken_in_register(pagina, "wilgendam")
    pagina.get_by_role("link", name=stappen.ORGANISATIE).first.click()
    expect(pagina.locator(".paginakop .status")).to_have_text(re.compile(rf"^\s*{stand}\s*$"))

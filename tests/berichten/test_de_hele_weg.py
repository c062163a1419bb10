"""The whole road of a traject in letters: which ones, each once, to whom, and with a link that opens the page it speaks of."""

from collections import Counter, defaultdict
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from beheercommissie.bevoegdheden.vergaderingen import stand_van
from beheercommissie.handelingen import belang_verklaren
from beheercommissie.handelingen.agenda import agendapunt_afvoeren, agendapunt_verplaatsen
from beheercommissie.handelingen.langdeel import lange_deel_vragen
from beheercommissie.handelingen.reglement import reglement_schrijven, reglement_vaststellen
from beheercommissie.handelingen.vergaderingen import vergadering_afzeggen, vergadering_plannen, vergadering_wijzigen
from beheercommissie.handelingen.vooraf import vooraf_antwoorden, vooraf_vragen
from berichten.handelingen import brief_versturen
from berichten.maken import uit_het_logboek, woorden
from berichten.models import Poststuk, Zending
from berichten.regels import REGELS, regel_van, zoek
from berichten.werkdagen import werkdagen_later
from certificaten.handelingen import nieuwe_uitgave
from leden.models import Gebeurtenis
from tests.huisstijl.test_smtp import poort, postvak  # noqa: F401 (fixtures)
from tests.personen import WEG, traject_in, verder
from tests.post import brieven
from toetsing.handelingen import programma, rapport, verbeterplannen
from trajecten import handelingen
from trajecten.brieven import inhoud
from trajecten.levensloop import STAPPEN, Status
from trajecten.models import Traject

ORGANISATIE, TOETSERS, TEAM = {"joke", "ingrid"}, {"meike", "samir"}, {"meike", "samir", "roel"}
HANDELINGEN = {stap.handeling for stap in STAPPEN}
# Who looks over somebody's shoulder reads subjects.
NIET_IN_EEN_KOP = ("belang", "geweiger", "toegekend", "afgewezen", "voorbehoud", "onderzoek", "teruggestuurd")
STEMMERS = {"anna", "bert", "cora", "daan", "esra"}

# What is told when a traject comes into this status; who did the act and need not do anything more, knows.
OP_DE_WEG = {
    Status.AANGEMELD: {"aanmelding_binnen": {"karin"}, "aanmelding_ontvangen": {"ingrid"}},
    Status.VOORBEREIDING: {"aanmelding_geaccepteerd": ORGANISATIE, "in_het_team": TEAM},
    Status.INGEDIEND: {
        "zelfevaluatie_ingediend": {"karin"},
        "zelfevaluatie_ontvangen": {"joke"},
        "zelfevaluatie_te_lezen": TOETSERS,
    },
    Status.GEPLAND: {"programma_vast_toetsers": TOETSERS, "programma_vast": ORGANISATIE},
    Status.IN_TOETSING: {"toetsing_gestart": TOETSERS, "toetsing_gestart_organisatie": ORGANISATIE},
    Status.INTERNE_CONTROLE: {
        "rapport_opgeleverd": {"roel"},
        "rapport_opgeleverd_organisatie": ORGANISATIE,
        "rapport_opgeleverd_toetsers": {"samir"},
    },
    Status.WEDERHOOR: {"concept_vrijgegeven": ORGANISATIE, "concept_vrijgegeven_toetsers": TOETSERS},
    Status.REACTIE_VERWERKEN: {"reactie_ingediend": TOETSERS, "reactie_ontvangen": {"joke"}},
    Status.VERBETERPLANNEN: {"rapport_vast_plannen": ORGANISATIE},
    Status.PLANNEN_BEOORDELEN: {"plannen_ingediend": TOETSERS, "plannen_ontvangen": {"joke"}},
    Status.ADVIES: {"plannen_akkoord_planner": {"karin"}, "plannen_akkoord": ORGANISATIE},
    Status.VOORGEDRAGEN: {"advies_uitgebracht": {"femke"}, "voorgedragen": ORGANISATIE, "voorgedragen_team": TEAM},
    Status.GEAGENDEERD: {
        "vergadering_gepland": STEMMERS,
        "op_de_agenda": STEMMERS,
        "geagendeerd": ORGANISATIE,
        "geagendeerd_planner": {"karin"},
    },
    Status.BESLOTEN: {
        "besluit_genomen": ORGANISATIE,
        "besluit_afronden": {"gijs"},
        "besluit_genomen_planner": {"karin"},
        "besluit_genomen_team": TEAM,
        "besluit_genomen_secretaris": {"femke"},
        "besluit_genomen_commissie": STEMMERS - {"anna"},
    },
    Status.LOPEND: {"certificaat_uitgegeven": ORGANISATIE, "traject_klaar": TEAM | {"karin"}},
}


def sleutel(lid):
    return lid.gebruiker.email.partition("@")[0]


def ontvangers(poststuk):
    """Who gets it; of a letter that somebody reads first, who would get it now."""
    if poststuk.wacht_op_nalezen:
        assert not poststuk.bezorgingen.exists()
        return list(regel_van(poststuk.brief).aan.leden(zoek(poststuk.onderwerp)[1]))
    return [een.lidmaatschap for een in poststuk.bezorgingen.select_related("lidmaatschap__gebruiker")]


def nieuwe_post():
    """The letters that came since the last time."""
    laatste = Poststuk.objects.first()
    while uit_het_logboek():
        pass
    return list(Poststuk.objects.filter(pk__gt=laatste.pk if laatste else 0).order_by("pk"))


def wie_hoort_wat(post):
    assert len({een.brief for een in post}) == len(post)
    return {een.brief: {sleutel(lid) for lid in ontvangers(een)} for een in post}


def nakijken(post, als, traject):
    """Every letter opens its page for each kind of reader, and says nothing that is not for a mail."""
    for poststuk in post:
        per_rol = {lid.rol: lid for lid in ontvangers(poststuk)}
        for lid in per_rol.values():
            assert als(lid).get(poststuk.pad).status_code == 200, (poststuk.brief, poststuk.pad, lid.rol)
        tekst = f"{poststuk.kop}\n{poststuk.begin}\n{poststuk.tekst}"
        for woord in (
            traject.organisatie.naam,
            traject.certificeerder.naam,
            "de hele organisatie",
            "Lisdodde",
            "eerlijke spiegel",
        ):
            assert woord not in tekst, poststuk.brief
        assert poststuk.hulp.startswith("Vragen?") or poststuk.aan == "het bureau", poststuk.brief
        assert not any(woord in poststuk.kop for woord in NIET_IN_EEN_KOP), poststuk.kop
        assert "\n\n\n" not in poststuk.tekst, poststuk.brief
        assert poststuk.begin, poststuk.brief


BESLUITEN = {
    "afwijzen": (OP_DE_WEG[Status.BESLOTEN], {"traject_afgesloten": ORGANISATIE, "traject_klaar": TEAM | {"karin"}}),
    "aanhouden": (
        {
            "navraag_gesteld_organisatie": ORGANISATIE,
            "besluit_genomen_secretaris": {"femke"},
            "besluit_genomen_planner": {"karin"},
            "besluit_genomen_team": TEAM,
            "besluit_genomen_commissie": STEMMERS - {"anna"},
        },
        None,
    ),
    "aanvullend_onderzoek": (
        {
            "besluit_genomen": ORGANISATIE,
            "besluit_verder_onderzoek": TOETSERS,
            "aanvullend_onderzoek_planner": {"karin"},
            "besluit_genomen_commissie": STEMMERS - {"anna"},
        },
        None,
    ),
}


# Beside the road


def aanhouden(wereld, traject):
    handelingen.aanhouden(wereld.karin, traject, "Een toetser is ziek.")


def hervatten(wereld, traject):
    aanhouden(wereld, traject)
    nieuwe_post()
    programma.hervatten(wereld.karin, traject)


def ander_team(wereld, traject):
    handelingen.team_wijzigen(
        wereld.karin,
        traject,
        toetsers=[wereld.meike.gebruiker, wereld.tessa.gebruiker],
        teamleider=wereld.meike.gebruiker,
        controleur=wereld.roel.gebruiker,
        reden="Samir is ziek.",
    )


def bezwaar(wereld, traject):
    return handelingen.teambezwaar_maken(
        wereld.joke, traject, gebruiker=wereld.samir.gebruiker, reden="Hij werkte hier."
    )


def bezwaar_beantwoorden(wereld, traject):
    gemaakt = bezwaar(wereld, traject)
    nieuwe_post()
    handelingen.teambezwaar_beantwoorden(wereld.karin, gemaakt, "Dat is lang geleden.")


def gesprek_vervalt(wereld, traject):
    programma.gesprek_verwijderen(wereld.meike, traject.gesprekken.last())


def andere_plaats(wereld, traject):
    certificaat = traject.certificaten.get()
    gezegd = {"houder": certificaat.houder, "reikwijdte": certificaat.reikwijdte, "plaats": "Elzen"}
    nieuwe_uitgave(wereld.gijs, certificaat, reden="de plaats niet klopte", na_uitgave=1, **gezegd)


def andere_dag(wereld, traject):
    plan = traject.verbeterplannen.get()
    nieuw = plan.klaar_op + timedelta(days=30)
    return verbeterplannen.planuitstel_vragen(wereld.joke, plan, nieuw=nieuw, reden="De verhuizing duurt langer.")


def andere_dag_beantwoorden(wereld, traject):
    uitstel = andere_dag(wereld, traject)
    nieuwe_post()
    verbeterplannen.planuitstel_beantwoorden(wereld.karin, uitstel, akkoord=True)


def effect_zien(wereld, traject):
    plan = traject.verbeterplannen.get()
    effect = plan.effecten.create(traject=traject, waarde="deels", tekst="Bewoners wijzen het zelf aan.")
    with time_machine.travel(timezone.now() + timedelta(days=200)):
        verbeterplannen.effect_vastleggen(wereld.meike, effect)


def andere_vergadering(wereld, traject):
    later = vergadering_plannen(wereld.femke, datum=timezone.localdate() + timedelta(days=30), plaats="Utrecht")
    nieuwe_post()
    punt = traject.agendapunten.get()
    agendapunt_verplaatsen(wereld.femke, punt, later, "Er zijn te weinig leden.", gezien=punt.vergadering_id)


def van_de_agenda(wereld, traject):
    punt = traject.agendapunten.get()
    agendapunt_afvoeren(wereld.femke, punt, "Er komt nog een stuk.", gezien=punt.vergadering_id)


def andere_dag_van_de_vergadering(wereld, traject):
    vergadering = traject.agendapunten.get().vergadering
    datum = timezone.localdate() + timedelta(days=30)
    gezien = stand_van(vergadering)
    vergadering_wijzigen(wereld.femke, vergadering, datum=datum, plaats=vergadering.plaats, gezien=gezien)


def nieuw_reglement(wereld, traject):
    concept = reglement_schrijven(wereld.femke, geldig_vanaf=timezone.localdate() + timedelta(days=1), quorum=4)
    reglement_vaststellen(wereld.anna, concept, traject.agendapunten.get().vergadering, concept.sha256)


def een_vraag_vooraf(wereld, traject):
    punt = traject.agendapunten.get()
    belang_verklaren(wereld.bert, punt, "geen")
    nieuwe_post()
    return vooraf_vragen(wereld.bert, punt, "Spraken zij ook jongeren, een eerlijke spiegel?")


def antwoord_op_een_vraag_vooraf(wereld, traject):
    vraag = een_vraag_vooraf(wereld, traject)
    nieuwe_post()
    vooraf_antwoorden(wereld.karin, vraag, "Ja, een eerlijke spiegel.")


def het_lange_deel(wereld, traject):
    punt = traject.agendapunten.get()
    for lid in (wereld.bert, wereld.anna):
        belang_verklaren(lid, punt, "geen")
    nieuwe_post()
    lange_deel_vragen(wereld.bert, punt, "Het advies is een eerlijke spiegel, en de aantallen zeggen iets anders.")


COMMISSIE_HOORT = {
    "andere_vergadering": ORGANISATIE,
    "andere_vergadering_planner": {"karin"},
    "andere_vergadering_leden": STEMMERS,
}
VAN_DE_AGENDA = {
    "van_de_agenda": ORGANISATIE,
    "van_de_agenda_planner": {"karin"},
    "van_de_agenda_leden": STEMMERS,
    "van_de_agenda_secretaris": {"femke"},
}
ERNAAST = {
    "een nieuw reglement": (
        Status.GEAGENDEERD,
        nieuw_reglement,
        {"reglement_vastgesteld": {*STEMMERS, "femke"} - {"anna"}},
    ),
    "naar een andere vergadering": (Status.GEAGENDEERD, andere_vergadering, COMMISSIE_HOORT),
    "de vergadering is op een andere dag": (
        Status.GEAGENDEERD,
        andere_dag_van_de_vergadering,
        COMMISSIE_HOORT | {"vergadering_gewijzigd": STEMMERS},
    ),
    "van de agenda": (
        Status.GEAGENDEERD,
        van_de_agenda,
        VAN_DE_AGENDA,
    ),
    "de vergadering gaat niet door": (
        Status.GEAGENDEERD,
        lambda wereld, traject: vergadering_afzeggen(
            wereld.femke, traject.agendapunten.get().vergadering, "De zaal is bezet."
        ),
        VAN_DE_AGENDA | {"vergadering_afgezegd": STEMMERS},
    ),
    "een vraag vooraf": (
        Status.GEAGENDEERD,
        een_vraag_vooraf,
        {"vraag_vooraf_planner": {"karin"}, "vraag_vooraf_toetsers": TOETSERS},
    ),
    "antwoord op een vraag vooraf": (
        Status.GEAGENDEERD,
        antwoord_op_een_vraag_vooraf,
        {"antwoord_vooraf_leden": {"bert"}, "antwoord_vooraf_secretaris": {"femke"}},
    ),
    "het lange deel van het rapport": (
        Status.GEAGENDEERD,
        het_lange_deel,
        {
            "lange_deel_organisatie": ORGANISATIE,
            "lange_deel_certificeerder": {"karin", "roel"} | TOETSERS,
            "lange_deel_leden": {"anna"},
            "lange_deel_secretaris": {"femke"},
        },
    ),
    "weigeren": (
        Status.AANGEMELD,
        lambda wereld, traject: handelingen.weigeren(wereld.karin, traject, "Geen ruimte."),
        {"aanmelding_beantwoord": ORGANISATIE, "gestopt_bureau": {"gijs"}},
    ),
    "intrekken": (
        Status.INGEDIEND,
        lambda wereld, traject: handelingen.intrekken(wereld.ingrid, traject, "Een fusie."),
        {"ingetrokken": TEAM | {"karin"}, "ingetrokken_organisatie": {"joke"}, "gestopt_bureau": {"gijs"}},
    ),
    "staken": (
        Status.INGEDIEND,
        lambda wereld, traject: handelingen.staken(wereld.karin, traject, "Er is niemand."),
        {"gestaakt": ORGANISATIE, "gestaakt_team": TEAM, "gestopt_bureau": {"gijs"}},
    ),
    "aanhouden": (Status.INGEDIEND, aanhouden, {"aangehouden": ORGANISATIE, "aangehouden_team": TEAM}),
    "hervatten bij de planner": (
        Status.INGEDIEND,
        hervatten,
        {"hervat_organisatie": ORGANISATIE, "hervat_toetsers": TOETSERS, "hervat_controleur": {"roel"}},
    ),
    "hervatten bij de organisatie": (
        Status.VOORBEREIDING,
        hervatten,
        {"hervat_organisatie_aan_zet": ORGANISATIE, "hervat_toetsers": TOETSERS, "hervat_controleur": {"roel"}},
    ),
    "hervatten bij de toetsers": (
        Status.IN_TOETSING,
        hervatten,
        {"hervat_organisatie": ORGANISATIE, "hervat_toetsers_aan_zet": TOETSERS, "hervat_controleur": {"roel"}},
    ),
    "hervatten bij de controleur": (
        Status.INTERNE_CONTROLE,
        hervatten,
        {"hervat_organisatie": ORGANISATIE, "hervat_toetsers": TOETSERS, "hervat_controleur_aan_zet": {"roel"}},
    ),
    "een ander team": (
        Status.INGEDIEND,
        ander_team,
        {"team_gewijzigd": ORGANISATIE, "team_gewijzigd_team": {"meike", "tessa", "roel"}},
    ),
    "bezwaar": (Status.INGEDIEND, bezwaar, {"teambezwaar_binnen": {"karin"}, "teambezwaar_gemaakt": {"ingrid"}}),
    "antwoord op het bezwaar": (Status.INGEDIEND, bezwaar_beantwoorden, {"teambezwaar_beantwoord": ORGANISATIE}),
    "een gesprek vervalt": (
        Status.GEPLAND,
        gesprek_vervalt,
        {
            "programma_gewijzigd": ORGANISATIE,
            "programma_gewijzigd_toetsers": {"samir"},
            "programma_gewijzigd_planner": {"karin"},
        },
    ),
    "het concept gaat terug": (
        Status.INTERNE_CONTROLE,
        lambda wereld, traject: rapport.terugsturen(wereld.roel, traject, "Norm 3 rust op één gesprek."),
        {"rapport_teruggestuurd": TOETSERS},
    ),
    "de plannen gaan terug": (
        Status.PLANNEN_BEOORDELEN,
        lambda wereld, traject: verbeterplannen.verbeterplannen_terugsturen(wereld.meike, traject, "Wie doet het?"),
        {"plannen_teruggestuurd": ORGANISATIE},
    ),
    "voortgang": (
        Status.ADVIES,
        lambda wereld, traject: verbeterplannen.voortgang_melden(
            wereld.joke, traject.verbeterplannen.get(), tekst="Het loopt.", is_klaar=False
        ),
        {"voortgang_gemeld": {"karin"}},
    ),
    "een nieuwe uitgave": (
        Status.LOPEND,
        andere_plaats,
        {"nieuwe_uitgave": ORGANISATIE, "nieuwe_uitgave_certificeerder": TEAM | {"karin"}},
    ),
    "een andere dag": (Status.ADVIES, andere_dag, {"planuitstel_gevraagd": {"karin"}}),
    "antwoord op een andere dag": (Status.ADVIES, andere_dag_beantwoorden, {"planuitstel_beantwoord": ORGANISATIE}),
    "het effect": (Status.ADVIES, effect_zien, {"effect_vastgelegd": ORGANISATIE}),
}


@contextmanager
def teruggedraaid():
    """What happens in here is tried from where the road is, and taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def gegaan(wereld, settings, poort, postvak):  # noqa: F811
    """`gegaan(post)`: which of these letters went over SMTP to whom, by the next morning; what waits to be read is read and sent."""
    postvak.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", poort
    lezers = {wie.rol: wie for wie in (wereld.karin, wereld.femke, wereld.gijs)}

    def bezorgd(post):
        for poststuk in post:
            if poststuk.wacht_op_nalezen:
                brief_versturen(lezers[poststuk.nalezer], poststuk)
        vanaf = len(postvak.berichten)
        with morgenochtend():
            brieven()
        gekregen = Counter(
            (mail["Message-ID"].strip(), aan) for aanen, mail in postvak.berichten[vanaf:] for aan in aanen
        )
        # Each mail once, to the one that it is for.
        assert set(gekregen.values()) == {1}
        uit = {
            (zending.kenmerk, zending.adres): zending for zending in Zending.objects.filter(verstuurd_op__isnull=False)
        }
        per_brief = defaultdict(set)
        for sleutels in gekregen:
            for een in uit[sleutels].bezorgingen.select_related("poststuk", "lidmaatschap__gebruiker"):
                per_brief[een.poststuk.brief].add(sleutel(een.lidmaatschap))
        return per_brief

    return bezorgd


@contextmanager
def morgenochtend():
    """The hour at which the post of a day has gone: that of the night, and what waits for the message of the day."""
    morgen = werkdagen_later(timezone.localdate(), 1)
    with time_machine.travel(timezone.make_aware(datetime.combine(morgen, time(10))).astimezone(UTC)):
        yield


def test_on_the_whole_road_each_party_hears_what_it_should_and_the_links_work(wereld, kader, als, gegaan):
    traject = traject_in(Status.AANGEMELD, wereld, kader)
    for status in WEG:
        traject = verder(traject, status, wereld)
        post = nieuwe_post()
        assert wie_hoort_wat(post) == OP_DE_WEG[status], status
        nakijken(post, als, traject)
        for wat, (vanuit, doen, verwacht) in ERNAAST.items():
            if vanuit == status:
                with teruggedraaid():
                    doen(wereld, Traject.objects.get(pk=traject.pk))
                    erbij = nieuwe_post()
                    assert wie_hoort_wat(erbij) == verwacht, wat
                    nakijken(erbij, als, traject)
        assert gegaan(post) == OP_DE_WEG[status], status
        if status == Status.GEAGENDEERD:
            with teruggedraaid():
                geweigerd = verder(traject, Status.BESLOTEN, wereld, "afwijzen")
                assert gegaan(nieuwe_post()) == BESLUITEN["afwijzen"][0]
                verder(geweigerd, Status.LOPEND, wereld)
                assert gegaan(nieuwe_post()) == BESLUITEN["afwijzen"][1]
    # Letters that this road does not come by can be written too: one that cannot would hold up all that come after it.
    rij = Gebeurtenis.objects.filter(onderwerp=traject.onderwerp).last()
    for regel in REGELS:
        if regel.handeling in HANDELINGEN and regel.brief != "teambezwaar_binnen":
            kop, begin, tekst = woorden(regel, (regel.inhoud or inhoud)(traject, regel, rij), rij)
            assert kop and begin and tekst, regel.brief


def test_the_team_reads_nothing_of_an_objection_in_the_post(wereld, kader, als):
    traject = traject_in(Status.INGEDIEND, wereld, kader)
    bezwaar_beantwoorden(wereld, traject)
    nieuwe_post()
    url = reverse("post", args=[traject.nummer])
    assert "antwoord op uw bezwaar" in als(wereld.karin).get(url).content.decode()
    for lid in (wereld.meike, wereld.samir, wereld.roel):
        assert "bezwaar" not in als(lid).get(url).content.decode()


def test_whatever_is_decided_the_letters_say_that_there_is_a_decision_and_not_which(wereld, kader, als):
    traject = traject_in(Status.GEAGENDEERD, wereld, kader)
    nieuwe_post()
    for optie, (besloten, afgerond) in BESLUITEN.items():
        with teruggedraaid():
            besluit = verder(traject, Status.BESLOTEN, wereld, optie)
            post = nieuwe_post()
            assert wie_hoort_wat(post) == besloten
            nakijken(post, als, besluit)
            per_brief = {een.brief: een for een in post}
            assert {een.kop.partition(": ")[2] for een in post} == {"er is een besluit", "u bent aan zet"}
            # A question to the organisation waits for nobody.
            assert optie == "aanhouden" or per_brief["besluit_genomen"].wacht_op_nalezen
            for poststuk in post:
                tekst = f"{poststuk.begin}\n{poststuk.tekst}".lower()
                assert not any(woord in tekst for woord in ("toegekend", "toeken", "afgewezen", "voorbehoud")), tekst
            if afgerond:
                verder(besluit, Status.LOPEND, wereld)
                post = nieuwe_post()
                assert wie_hoort_wat(post) == afgerond
                nakijken(post, als, besluit)

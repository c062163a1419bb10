"""The life of a traject, against a table typed by hand: from, act, to, and the role that may."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from beheercommissie.handelingen import agenderen, besluiten, navraag_beantwoorden
from beheercommissie.handelingen.agenda import agendapunt_afvoeren
from beheercommissie.handelingen.vergaderingen import vergadering_plannen
from certificaten.handelingen import afsluiten, herstel_melden, uitgeven, zienswijze_geven
from certificaten.models import Maatregel
from leden.bevoegdheden import ROLLEN, Geweigerd, Handeling
from leden.models import Gebeurtenis, Rol
from tests.gedeeld import gedeelde_wereld
from tests.klachten import behandelaar
from tests.personen import in_vergadering, traject_in
from toetsing.handelingen import advies, programma, rapport, verbeterplannen, wederhoor, zelfevaluatie
from trajecten import handelingen as trajecten
from trajecten.beginnen import kort_traject
from trajecten.levensloop import BEURTEN, STAPPEN, Soort, Status, lopen, statusbelemmeringen
from trajecten.models import Traject
from trajecten.termijnen import einddatum

WEG = """
aangemeld           accepteren                   voorbereiding        planner
aangemeld           weigeren                     geweigerd            planner                        reden
voorbereiding       zelfevaluatie_indienen       ingediend            bestuurder
ingediend           programma_vaststellen        gepland              planner
gepland             toetsing_starten             in_toetsing          planner,toetser
in_toetsing         rapport_opleveren            interne_controle     toetser
interne_controle    vrijgeven                    wederhoor            controleur
interne_controle    terugsturen                  in_toetsing          controleur                     reden
reactie_verwerken   rapport_opleveren            interne_controle     toetser
interne_controle    vrijgeven                    reactie_verwerken    controleur
interne_controle    terugsturen                  reactie_verwerken    controleur                     reden
wederhoor           reactie_indienen             reactie_verwerken    bestuurder
reactie_verwerken   rapport_vaststellen          verbeterplannen      toetser
reactie_verwerken   rapport_vaststellen          advies               toetser
verbeterplannen     verbeterplannen_indienen     plannen_beoordelen   bestuurder
plannen_beoordelen  verbeterplannen_goedkeuren   advies               toetser
plannen_beoordelen  verbeterplannen_terugsturen  verbeterplannen      toetser                        reden
advies              advies_uitbrengen            voorgedragen         planner
voorgedragen        agenderen                    geagendeerd          secretaris
geagendeerd         agendapunt_afvoeren          voorgedragen         secretaris                     reden
geagendeerd         besluiten                    besloten             commissielid,voorzitter
geagendeerd         besluiten                    vraag_aan_organisatie     commissielid,voorzitter
geagendeerd         besluiten                    vraag_aan_certificeerder  commissielid,voorzitter
vraag_aan_organisatie     navraag_beantwoorden   voorgedragen         kwaliteitsmedewerker,bestuurder,planner
vraag_aan_certificeerder  navraag_beantwoorden   voorgedragen         kwaliteitsmedewerker,bestuurder,planner
geagendeerd         besluiten                    aanvullend_onderzoek      commissielid,voorzitter
aanvullend_onderzoek      rapport_opleveren      interne_controle     toetser
interne_controle    terugsturen                  aanvullend_onderzoek      controleur                reden
besloten            uitgeven                     lopend               labelbeheerder
besloten            afsluiten                    afgesloten           labelbeheerder
besloten            bezwaar_heroverwegen         voorgedragen         secretaris
afgesloten          bezwaar_heroverwegen         voorgedragen         secretaris

aangemeld           intrekken                    ingetrokken          bestuurder                     reden
voorbereiding       intrekken                    ingetrokken          bestuurder                     reden
ingediend           intrekken                    ingetrokken          bestuurder                     reden
gepland             intrekken                    ingetrokken          bestuurder                     reden
in_toetsing         intrekken                    ingetrokken          bestuurder                     reden
aanvullend_onderzoek      intrekken              ingetrokken          bestuurder                     reden
interne_controle    intrekken                    ingetrokken          bestuurder                     reden
wederhoor           intrekken                    ingetrokken          bestuurder                     reden
reactie_verwerken   intrekken                    ingetrokken          bestuurder                     reden
verbeterplannen     intrekken                    ingetrokken          bestuurder                     reden
plannen_beoordelen  intrekken                    ingetrokken          bestuurder                     reden
advies              intrekken                    ingetrokken          bestuurder                     reden
voorgedragen        intrekken                    ingetrokken          bestuurder                     reden
vraag_aan_organisatie     intrekken              ingetrokken          bestuurder                     reden
vraag_aan_certificeerder  intrekken              ingetrokken          bestuurder                     reden
aangehouden         intrekken                    ingetrokken          bestuurder                     reden

voorbereiding       staken                       gestaakt             planner                        reden
ingediend           staken                       gestaakt             planner                        reden
gepland             staken                       gestaakt             planner                        reden
in_toetsing         staken                       gestaakt             planner                        reden
aanvullend_onderzoek      staken                 gestaakt             planner                        reden
interne_controle    staken                       gestaakt             planner                        reden
wederhoor           staken                       gestaakt             planner                        reden
reactie_verwerken   staken                       gestaakt             planner                        reden
verbeterplannen     staken                       gestaakt             planner                        reden
plannen_beoordelen  staken                       gestaakt             planner                        reden
advies              staken                       gestaakt             planner                        reden
aangehouden         staken                       gestaakt             planner                        reden

voorbereiding       aanhouden                    aangehouden          planner                        reden
ingediend           aanhouden                    aangehouden          planner                        reden
gepland             aanhouden                    aangehouden          planner                        reden
in_toetsing         aanhouden                    aangehouden          planner                        reden
aanvullend_onderzoek      aanhouden              aangehouden          planner                        reden
interne_controle    aanhouden                    aangehouden          planner                        reden
wederhoor           aanhouden                    aangehouden          planner                        reden
reactie_verwerken   aanhouden                    aangehouden          planner                        reden
verbeterplannen     aanhouden                    aangehouden          planner                        reden
plannen_beoordelen  aanhouden                    aangehouden          planner                        reden
advies              aanhouden                    aangehouden          planner                        reden

aangehouden         hervatten                    voorbereiding        planner
aangehouden         hervatten                    ingediend            planner
aangehouden         hervatten                    gepland              planner
aangehouden         hervatten                    in_toetsing          planner
aangehouden         hervatten                    aanvullend_onderzoek      planner
aangehouden         hervatten                    interne_controle     planner
aangehouden         hervatten                    wederhoor            planner
aangehouden         hervatten                    reactie_verwerken    planner
aangehouden         hervatten                    verbeterplannen      planner
aangehouden         hervatten                    plannen_beoordelen   planner
aangehouden         hervatten                    advies               planner
"""
WEG_VERVOLG = """
voortgang           vervolg_indienen             voortgang_ingediend  bestuurder
voortgang_ingediend vervolgteam_kiezen           beoordelen           planner
beoordelen          vervolg_opleveren            advies               toetser
advies              advies_uitbrengen            voorgedragen         planner
voorgedragen        agenderen                    geagendeerd          secretaris
geagendeerd         agendapunt_afvoeren          voorgedragen         secretaris                     reden
geagendeerd         besluiten                    besloten             commissielid,voorzitter
geagendeerd         besluiten                    voorgedragen         commissielid,voorzitter
geagendeerd         besluiten                    voortgang            commissielid,voorzitter
besloten            afsluiten                    afgesloten           labelbeheerder

voortgang           staken                       gestaakt             planner                        reden
voortgang_ingediend staken                       gestaakt             planner                        reden
beoordelen          staken                       gestaakt             planner                        reden
advies              staken                       gestaakt             planner                        reden
"""
MAATREGEL = """
zienswijze          zienswijze_geven             voorgedragen         bestuurder
voorgedragen        agenderen                    geagendeerd          secretaris
geagendeerd         agendapunt_afvoeren          voorgedragen         secretaris                     reden
geagendeerd         besluiten                    besloten             commissielid,voorzitter
geagendeerd         besluiten                    voorgedragen         commissielid,voorzitter
geagendeerd         besluiten                    herstel              commissielid,voorzitter
herstel             herstel_melden               voorgedragen         bestuurder
herstel             herstel_melden               afgesloten           bestuurder
besloten            afsluiten                    afgesloten           labelbeheerder
besloten            bezwaar_heroverwegen         voorgedragen         secretaris
afgesloten          bezwaar_heroverwegen         voorgedragen         secretaris
herstel             bezwaar_heroverwegen         voorgedragen         secretaris
"""


def gelezen(weg):
    rijen = [regel.split() for regel in weg.splitlines() if regel]
    return {
        (van, handeling, naar): (set(rollen.split(",")), bool(reden)) for van, handeling, naar, rollen, *reden in rijen
    }


VERWACHT = {
    Soort.TOETS: gelezen(WEG),
    Soort.VERVOLGONDERZOEK: gelezen(WEG_VERVOLG),
    Soort.MAATREGEL: gelezen(MAATREGEL),
}
MOGELIJK = {soort: {(van, handeling) for van, handeling, _ in weg} for soort, weg in VERWACHT.items()}
ROL_VAN = {handeling: rollen for weg in VERWACHT.values() for (_, handeling, _), (rollen, _) in weg.items()}

PERSOON_VAN = {
    Rol.BEHEERDER: "hilde",
    Rol.KWALITEITSMEDEWERKER: "joke",
    Rol.BESTUURDER: "ingrid",
    Rol.PLANNER: "karin",
    Rol.TOETSER: "meike",
    Rol.CONTROLEUR: "roel",
    Rol.COMMISSIELID: "bert",
    Rol.VOORZITTER: "anna",
    Rol.SECRETARIS: "femke",
    Rol.LABELBEHEERDER: "gijs",
    Rol.KLACHTBEHANDELAAR: "kees",
}


def team(wereld):
    return {
        "toetsers": [wereld.meike.gebruiker, wereld.samir.gebruiker],
        "teamleider": wereld.meike.gebruiker,
        "controleur": wereld.roel.gebruiker,
    }


def besluiten_in_een_vergadering(wereld, wie):
    in_vergadering(wereld, wereld.punt.vergadering)
    return besluiten(wie, wereld.punt, optie="toekennen", motivering="Bewoners beslissen mee.")


# How a person does each act of the table with traject `t` in world `w`.
DOEN = {
    "accepteren": lambda w, wie, t: zelfevaluatie.accepteren(wie, t, **team(w)),
    "weigeren": lambda w, wie, t: trajecten.weigeren(wie, t, "Wij hebben dit jaar geen plaats."),
    "zelfevaluatie_indienen": lambda w, wie, t: zelfevaluatie.zelfevaluatie_indienen(wie, t),
    "programma_vaststellen": lambda w, wie, t: programma.programma_vaststellen(wie, t),
    "toetsing_starten": lambda w, wie, t: programma.toetsing_starten(wie, t),
    "rapport_opleveren": lambda w, wie, t: rapport.rapport_opleveren(wie, t),
    "vrijgeven": lambda w, wie, t: rapport.vrijgeven(wie, t),
    "terugsturen": lambda w, wie, t: rapport.terugsturen(wie, t, "Norm D2 heeft te weinig grond."),
    "reactie_indienen": lambda w, wie, t: wederhoor.reactie_indienen(wie, t),
    "rapport_vaststellen": lambda w, wie, t: rapport.rapport_vaststellen(wie, t),
    "verbeterplannen_indienen": lambda w, wie, t: verbeterplannen.verbeterplannen_indienen(wie, t),
    "verbeterplannen_goedkeuren": lambda w, wie, t: verbeterplannen.verbeterplannen_goedkeuren(wie, t),
    "verbeterplannen_terugsturen": lambda w, wie, t: verbeterplannen.verbeterplannen_terugsturen(
        wie, t, "Wie doet het?"
    ),
    "advies_uitbrengen": lambda w, wie, t: advies.advies_uitbrengen(wie, t),
    "agenderen": lambda w, wie, t: agenderen(wie, t, w.vergadering),
    "agendapunt_afvoeren": lambda w, wie, t: agendapunt_afvoeren(
        wie, w.punt, "Er is eerst iets anders nodig.", gezien=w.punt.vergadering_id
    ),
    "besluiten": lambda w, wie, t: besluiten_in_een_vergadering(w, wie),
    "navraag_beantwoorden": lambda w, wie, t: navraag_beantwoorden(wie, t, "Het plan is in mei klaar."),
    "uitgeven": lambda w, wie, t: uitgeven(wie, t),
    "afsluiten": lambda w, wie, t: afsluiten(wie, t),
    "intrekken": lambda w, wie, t: trajecten.intrekken(wie, t, "Wij gaan fuseren."),
    "staken": lambda w, wie, t: trajecten.staken(wie, t, "De organisatie werkt niet meer mee."),
    "aanhouden": lambda w, wie, t: trajecten.aanhouden(wie, t, "De teamleider is ziek."),
    "hervatten": lambda w, wie, t: programma.hervatten(wie, t),
}
DOEN_BIJ_EEN_MAATREGEL = {
    "zienswijze_geven": lambda w, wie, t: zienswijze_geven(wie, t.maatregel),
    "herstel_melden": lambda w, wie, t: herstel_melden(wie, t.maatregel),
}
ACTS = [(Soort.TOETS, naam) for naam in DOEN] + [(Soort.MAATREGEL, naam) for naam in DOEN_BIJ_EEN_MAATREGEL]


def doen(wereld, naam, wie, traject):
    return (DOEN | DOEN_BIJ_EEN_MAATREGEL)[naam](wereld, wie, traject)


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A world with a traject on which everything has happened, to be put in any status."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.traject = traject_in(Status.BESLOTEN, wereld)
        wereld.punt, wereld.kees = wereld.traject.agendapunten.get(), behandelaar()
        morgen = timezone.localdate() + timedelta(days=1)
        wereld.vergadering = vergadering_plannen(wereld.femke, datum=morgen, plaats="Utrecht")
        vervolg = kort_traject(wereld.traject, Soort.VERVOLGONDERZOEK, Status.VOORTGANG, door=wereld.gijs.gebruiker)
        wereld.van_soort = {
            Soort.TOETS: wereld.traject,
            Soort.VERVOLGONDERZOEK: vervolg,
            Soort.MAATREGEL: _maatregel(wereld),
        }
        yield wereld


def _maatregel(wereld):
    """A traject about the label, without the road that leads to it."""
    traject = kort_traject(wereld.traject, Soort.MAATREGEL, Status.ZIENSWIJZE, door=wereld.gijs.gebruiker)
    maatregel = Maatregel(traject=traject, voorstel="schorsen", reden="De plannen zijn niet uitgevoerd.")
    maatregel.voorgesteld_door, maatregel.voorgesteld_namens = wereld.gijs.gebruiker, "Bureau"
    maatregel.save()
    return traject


@pytest.fixture
def tafel(gedeeld, db):
    return gedeeld


def zet(traject, status):
    """Put a traject in a status, past the road."""
    vanuit = Status.IN_TOETSING if status == Status.AANGEHOUDEN else ""
    Traject.objects.filter(pk=traject.pk).update(
        status=status,
        aangehouden_vanuit=vanuit,
        termijn=None,
        termijnnaam="",
        termijn_over=None,
        daarna="",
        daarna_termijn=None,
    )
    return Traject.objects.select_related("organisatie", "certificeerder", "kaderversie").get(pk=traject.pk)


def test_the_table_is_the_agreement():
    afgesproken = {(soort, *stap): reden for soort, weg in VERWACHT.items() for stap, (_, reden) in weg.items()}
    tabel = {
        (soort, s.van.value, s.handeling.value, s.naar.value): s.eist_reden for s in STAPPEN for soort in s.soorten
    }
    assert tabel == afgesproken
    assert sum(len(stap.soorten) for stap in STAPPEN) == len(afgesproken)


def test_the_roles_of_the_table_are_the_agreement():
    assert {handeling: {str(rol) for rol in ROLLEN[Handeling(handeling)]} for handeling in ROL_VAN} == ROL_VAN


@pytest.mark.parametrize("soort", VERWACHT)
@pytest.mark.parametrize("status", Status)
def test_a_status_allows_the_acts_of_the_table_and_no_other(soort, status):
    traject = Traject(soort=soort, status=status)
    toegestaan = {handeling.value for handeling in Handeling if not statusbelemmeringen(traject, handeling)}
    assert toegestaan == {handeling for van, handeling in MOGELIJK[soort] if van == status}


@pytest.mark.parametrize("soort", VERWACHT)
def test_walking_refuses_everything_that_is_not_in_the_table(soort):
    for van in Status:
        traject = Traject(soort=soort, status=van)
        for handeling, naar in product(Handeling, Status):
            if (van, handeling, naar) not in VERWACHT[soort]:
                with pytest.raises(Geweigerd):
                    lopen(traject, handeling, naar, None)
        assert traject.status == van


def test_a_refused_status_says_where_the_traject_is():
    assert statusbelemmeringen(Traject(status=Status.IN_TOETSING), Handeling.VRIJGEVEN) == [
        "Dat kan nu niet: het traject staat op 'in toetsing'. Laad de pagina opnieuw om te zien wie aan zet is."
    ]


@pytest.mark.parametrize("soort", VERWACHT)
def test_walking_every_row_changes_status_term_and_log(tafel, soort):
    kader = tafel.traject.kaderversie
    for van, handeling, naar in VERWACHT[soort]:
        traject = zet(tafel.van_soort[soort], van)
        traject.aangehouden_vanuit = van if naar == Status.AANGEHOUDEN else ""
        regel = lopen(traject, Handeling(handeling), Status(naar), tafel.karin, "Omdat het moet.")
        traject.refresh_from_db()
        assert (traject.status, traject.termijn) == (
            naar,
            einddatum(kader, BEURTEN[naar].termijn, timezone.localdate()),
        )
        assert (regel.van, regel.naar, regel.handeling, regel.reden) == (van, naar, handeling, "Omdat het moet.")
        assert regel.onderwerp == traject.onderwerp


@pytest.mark.parametrize("stap", [stap for stap, (_, reden) in VERWACHT[Soort.TOETS].items() if reden], ids=" ".join)
def test_some_steps_ask_a_reason(tafel, stap):
    van, handeling, naar = stap
    for reden in ("", "  \n"):
        traject = zet(tafel.traject, van)
        with pytest.raises(Geweigerd, match="Schrijf erbij waarom"):
            lopen(traject, Handeling(handeling), Status(naar), tafel.karin, reden)
        traject.refresh_from_db()
        assert traject.status == van


@pytest.mark.parametrize(("soort", "handeling"), ACTS)
def test_an_act_is_refused_in_every_other_status(tafel, soort, handeling):
    wie = getattr(tafel, PERSOON_VAN[Rol(min(ROL_VAN[handeling]))])
    for status in Status:
        if (status, handeling) not in MOGELIJK[soort]:
            traject, regels = zet(tafel.van_soort[soort], status), Gebeurtenis.objects.count()
            with pytest.raises(Geweigerd), transaction.atomic():
                doen(tafel, handeling, wie, traject)
            traject.refresh_from_db()
            assert (traject.status, Gebeurtenis.objects.count()) == (status, regels)


@pytest.mark.parametrize(("soort", "handeling"), ACTS)
def test_an_act_is_refused_to_every_other_role(tafel, soort, handeling):
    for status in {van for van, naam in MOGELIJK[soort] if naam == handeling}:
        traject = zet(tafel.van_soort[soort], status)
        for rol in set(Rol) - {Rol(rol) for rol in ROL_VAN[handeling]}:
            with pytest.raises(Geweigerd, match=r"Alleen een |u hebt het zelf geschreven"), transaction.atomic():
                doen(tafel, handeling, getattr(tafel, PERSOON_VAN[rol]), traject)
        traject.refresh_from_db()
        assert traject.status == status


VREEMDEN = {Rol.BESTUURDER: "dora", Rol.KWALITEITSMEDEWERKER: "bram", Rol.PLANNER: "wim", Rol.TOETSER: "vera"}


@pytest.mark.parametrize(
    ("soort", "handeling"), [(soort, naam) for soort, naam in ACTS if ROL_VAN[naam] & {rol.value for rol in VREEMDEN}]
)
def test_an_act_is_refused_to_the_same_role_elsewhere(tafel, soort, handeling):
    for status in {van for van, naam in MOGELIJK[soort] if naam == handeling}:
        traject = zet(tafel.van_soort[soort], status)
        for rol in ROL_VAN[handeling]:
            with pytest.raises(Geweigerd, match="hoort niet bij u"), transaction.atomic():
                doen(tafel, handeling, getattr(tafel, VREEMDEN[Rol(rol)]), traject)


def test_every_act_of_the_table_is_tried():
    """Those of a follow-up are tried in toetsing/test_vervolgonderzoek.py, that of an objection in geschillen/test_bezwaar.py."""
    vervolg = {naam for _, naam in MOGELIJK[Soort.VERVOLGONDERZOEK]}
    assert {naam for _, naam in ACTS} | vervolg | {"bezwaar_heroverwegen"} == set(ROL_VAN)


# The side doors, done by people


def test_a_suspended_traject_goes_on_where_it_was_with_a_new_term(tafel):
    traject = zet(tafel.traject, Status.IN_TOETSING)
    traject = trajecten.aanhouden(tafel.karin, traject, "De teamleider is ziek.")
    assert (traject.status, traject.aangehouden_vanuit, traject.termijn) == ("aangehouden", "in_toetsing", None)
    traject = programma.hervatten(tafel.karin, traject)
    assert (traject.status, traject.aangehouden_vanuit) == ("in_toetsing", "")
    assert traject.termijn == einddatum(traject.kaderversie, "rapport", traject.toetsdagen.last().datum)
    traject = programma.hervatten(
        tafel.karin, trajecten.aanhouden(tafel.karin, zet(traject, "advies"), "Even wachten.")
    )
    assert traject.termijn == einddatum(traject.kaderversie, "advies", timezone.localdate())


def test_a_suspended_traject_can_be_withdrawn_and_stopped(tafel):
    for act, wie, uitkomst in (
        (trajecten.intrekken, tafel.ingrid, "ingetrokken"),
        (trajecten.staken, tafel.karin, "gestaakt"),
    ):
        traject = trajecten.aanhouden(tafel.karin, zet(tafel.traject, Status.VOORBEREIDING), "Even wachten.")
        traject = act(wie, traject, "Het gaat niet door.")
        assert (traject.status, traject.aangehouden_vanuit) == (uitkomst, "")


def test_the_database_knows_every_status_and_no_other(tafel):
    with pytest.raises(IntegrityError, match="traject_status_bestaat"), transaction.atomic():
        Traject.objects.update(status="zomaar")


def test_the_database_wants_to_know_where_a_suspended_traject_was(tafel):
    for waarden in ({"status": "aangehouden"}, {"aangehouden_vanuit": "in_toetsing"}):
        with pytest.raises(IntegrityError, match="aangehouden_weet_vanwaar"), transaction.atomic():
            Traject.objects.update(**waarden)


def test_nobody_assesses_themselves(tafel):
    with pytest.raises(IntegrityError, match="niemand_toetst_zichzelf"), transaction.atomic():
        Traject.objects.update(certificeerder=tafel.traject.organisatie)

"""Who hears of what the beheercommissie does: rows of the table in `berichten.regels`."""

from dataclasses import replace

from django.urls import reverse

from beheercommissie.afspraken import van_de_commissie
from beheercommissie.brieven.onverteld import NIET_VERTELD
from beheercommissie.brieven.schriftelijk import PROCEDUREREGELS, proceduremomenten
from beheercommissie.brieven.vergaderingen import OVER_VERGADERINGEN
from beheercommissie.brieven.verslagen import VERSLAG_ONVERTELD, VERSLAGREGELS
from beheercommissie.models import Belangverklaring
from beheercommissie.ontvangers import BESLISSERS, COMMISSIE, LEDEN, laatste_punt
from beheercommissie.quorum import quorum_van
from berichten.kalender import AFSPRAKEN
from berichten.regels import MOMENTEN, ONVERTELD, ONVERTELD_AAN, REGELS, Inhoud, Nalezer, Regel
from certificaten.merkgebruik import WAT_STOPT
from certificaten.models import Wijziging
from leden.bevoegdheden import Handeling
from leden.models import Gebeurtenis, Organisatie, Rol
from normenkader.models import Partij, Stuk
from trajecten.brieven import inhoud, op_bladzijde
from trajecten.levensloop import NAVRAAG, Status
from trajecten.models import Traject
from trajecten.ontvangers import BUREAU, CERTIFICEERDER, ORGANISATIE, PLANNER, SECRETARIS, TEAM, TOETSERS


def _op_de_agenda(traject: Traject, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    """About the item on the agenda: until the decision the day of the meeting is the term. Only the committee comes to its page."""
    basis, punt = inhoud(traject, regel, gebeurtenis), laatste_punt(traject)
    return replace(
        basis,
        pad=punt.get_absolute_url() if regel.aan.rollen <= COMMISSIE.rollen else basis.pad,
        termijn=punt.vergadering.datum if traject.status == Status.GEAGENDEERD else basis.termijn,
        gegevens=basis.gegevens | {"punt": punt},
    )


def _over_het_besluit(traject: Traject, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    """That there is a decision and where it stands; which one it is, no letter says."""
    basis = inhoud(traject, regel, gebeurtenis)
    # What stops when a label does not hold is said whatever the decision is, so that it tells nothing.
    opties = traject.besluitopties
    wat_stopt = WAT_STOPT if any(optie.gevolg in STOPPEN for optie in opties) else ()
    basis = replace(basis, gegevens=basis.gegevens | {"wat_stopt": wat_stopt})
    if not traject.kaderversie.ziet(Partij.ORGANISATIE, Stuk.BESLUIT):
        return basis
    return replace(basis, pad=reverse("besluit", args=[traject.nummer]))


def _bij_de_mensen(traject: Traject, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    return replace(_op_de_agenda(traject, regel, gebeurtenis), pad=reverse("mensen"))


def _bij_mijn_werk(traject: Traject, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    return replace(_op_de_agenda(traject, regel, gebeurtenis), pad=reverse("mijn_werk"))


def _twijfelt(traject: Traject, gebeurtenis: Gebeurtenis) -> bool:
    return Belangverklaring.objects.filter(
        agendapunt=laatste_punt(traject),
        gebruiker=gebeurtenis.gebruiker_id,
        uitkomst=Belangverklaring.Uitkomst.TWIJFEL,
    ).exists()


def _heeft_te_weinig_leden(traject: Traject, gebeurtenis: Gebeurtenis) -> bool:
    """After the last member who said to stay out, when too few are left."""
    quorum = quorum_van(laatste_punt(traject))
    later = Gebeurtenis.objects.filter(
        onderwerp=gebeurtenis.onderwerp, handeling=gebeurtenis.handeling, volgnummer__gt=gebeurtenis.volgnummer
    )
    blijft_buiten = gebeurtenis.gebruiker_id not in quorum.zonder_belang
    is_laatste = not later.exclude(gebruiker__in=quorum.zonder_belang).exists()
    return not quorum.is_haalbaar and blijft_buiten and is_laatste


def _bureau(traject: Traject) -> int:
    return Organisatie.objects.filter(soort=Organisatie.Soort.BUREAU).values_list("pk", flat=True)[0]


AFSPRAKEN.append(van_de_commissie)

# A decision reaches the organisation when somebody of the bureau has read the letter.
STOPPEN = (Wijziging.Soort.GESCHORST, Wijziging.Soort.INGETROKKEN)
VAN_HET_BUREAU = Nalezer(Rol.LABELBEHEERDER, _bureau)

REGELS += OVER_VERGADERINGEN
REGELS += [
    Regel(
        "andere_vergadering_leden",
        LEDEN,
        Handeling.AGENDAPUNT_VERPLAATSEN,
        is_bundel=True,
        inhoud=_op_de_agenda,
    ),
    Regel("andere_vergadering", ORGANISATIE, Handeling.AGENDAPUNT_VERPLAATSEN, met_agenda=True, inhoud=_op_de_agenda),
    Regel(
        "andere_vergadering_planner",
        PLANNER,
        Handeling.AGENDAPUNT_VERPLAATSEN,
        is_bundel=True,
        met_agenda=True,
        inhoud=_op_de_agenda,
        woorden="andere_vergadering",
    ),
    Regel("van_de_agenda", ORGANISATIE, Handeling.AGENDAPUNT_AFVOEREN, met_agenda=True),
    Regel(
        "van_de_agenda_planner",
        PLANNER,
        Handeling.AGENDAPUNT_AFVOEREN,
        is_bundel=True,
        met_agenda=True,
        woorden="van_de_agenda",
    ),
    Regel("van_de_agenda_leden", LEDEN, Handeling.AGENDAPUNT_AFVOEREN, is_bundel=True, inhoud=_op_de_agenda),
    Regel(
        "van_de_agenda_secretaris",
        SECRETARIS,
        Handeling.AGENDAPUNT_AFVOEREN,
        naar=Status.VOORGEDRAGEN,
        is_beurt=True,
    ),
    Regel(
        "op_de_agenda",
        LEDEN,
        Handeling.AGENDEREN,
        naar=Status.GEAGENDEERD,
        is_beurt=True,
        met_agenda=True,
        inhoud=_op_de_agenda,
    ),
    Regel("geagendeerd", ORGANISATIE, Handeling.AGENDEREN, met_agenda=True, inhoud=_op_de_agenda),
    Regel(
        "geagendeerd_planner",
        PLANNER,
        Handeling.AGENDEREN,
        is_bundel=True,
        met_agenda=True,
        inhoud=_op_de_agenda,
        woorden="geagendeerd",
    ),
    Regel("lid_twijfelt", SECRETARIS, Handeling.BELANG_VERKLAREN, is_beurt=True, als=_twijfelt, inhoud=_bij_mijn_werk),
    Regel(
        "te_weinig_leden_secretaris",
        SECRETARIS,
        Handeling.BELANG_VERKLAREN,
        is_beurt=True,
        als=_heeft_te_weinig_leden,
        inhoud=_op_de_agenda,
    ),
    Regel(
        "te_weinig_leden",
        BUREAU,
        Handeling.BELANG_VERKLAREN,
        is_beurt=True,
        als=_heeft_te_weinig_leden,
        inhoud=_bij_de_mensen,
    ),
    *(
        Regel(
            "besluit_genomen",
            ORGANISATIE,
            Handeling.BESLUITEN,
            naar=status,
            nalezer=VAN_HET_BUREAU,
            inhoud=_over_het_besluit,
        )
        for status in (
            Status.BESLOTEN,
            Status.VOORGEDRAGEN,
            Status.AANVULLEND_ONDERZOEK,
            Status.VRAAG_AAN_CERTIFICEERDER,
        )
    ),
    Regel(
        "besluit_meer_tijd",
        ORGANISATIE,
        Handeling.BESLUITEN,
        naar=Status.VOORTGANG,
        is_beurt=True,
        nalezer=VAN_HET_BUREAU,
        inhoud=_over_het_besluit,
    ),
    Regel(
        "maatregel_besloten",
        ORGANISATIE,
        Handeling.BESLUITEN,
        naar=Status.HERSTEL,
        is_beurt=True,
        nalezer=VAN_HET_BUREAU,
        inhoud=_over_het_besluit,
    ),
    # The decision itself is read at the follow-up, and told there.
    Regel(
        "herstel_gevraagd",
        ORGANISATIE,
        Handeling.HERSTEL_VRAGEN,
        naar=Status.HERSTEL,
        is_beurt=True,
        nalezer=VAN_HET_BUREAU,
    ),
    # Held over without a question, as a follow-up or a measure can be.
    Regel("besluit_aangehouden", SECRETARIS, Handeling.BESLUITEN, naar=Status.VOORGEDRAGEN, is_beurt=True),
    Regel("besluit_afronden", BUREAU, Handeling.BESLUITEN, naar=Status.BESLOTEN, is_beurt=True),
    Regel("besluit_verder_onderzoek", TOETSERS, Handeling.BESLUITEN, naar=Status.AANVULLEND_ONDERZOEK, is_beurt=True),
    Regel(
        "aanvullend_onderzoek_planner",
        PLANNER,
        Handeling.BESLUITEN,
        naar=Status.AANVULLEND_ONDERZOEK,
        inhoud=op_bladzijde("programma"),
    ),
    *(
        Regel(
            "besluit_genomen_planner",
            PLANNER,
            Handeling.BESLUITEN,
            naar=status,
            woorden="besluit_genomen_certificeerder",
        )
        for status in (
            Status.BESLOTEN,
            Status.VOORGEDRAGEN,
            Status.VOORTGANG,
            Status.HERSTEL,
            Status.VRAAG_AAN_ORGANISATIE,
        )
    ),
    *(
        Regel(
            "besluit_genomen_team",
            TEAM,
            Handeling.BESLUITEN,
            naar=status,
            is_bundel=True,
            woorden="besluit_genomen_certificeerder",
        )
        for status in (Status.BESLOTEN, Status.VOORGEDRAGEN, Status.VOORTGANG, *NAVRAAG)
    ),
    *(
        Regel(
            "besluit_genomen_secretaris",
            SECRETARIS,
            Handeling.BESLUITEN,
            naar=status,
            is_bundel=True,
            inhoud=_op_de_agenda,
            woorden="besluit_genomen_commissie",
        )
        for status in (Status.BESLOTEN, Status.HERSTEL, *NAVRAAG)
    ),
    Regel(
        "besluit_genomen_bureau",
        BUREAU,
        Handeling.BESLUITEN,
        naar=Status.HERSTEL,
        is_bundel=True,
        woorden="besluit_genomen_certificeerder",
    ),
    Regel("besluit_genomen_commissie", BESLISSERS, Handeling.BESLUITEN, is_bundel=True, inhoud=_op_de_agenda),
]
# A question to answer waits for nobody to read it first.
REGELS += [
    Regel(
        f"navraag_gesteld_{naam}",
        partij,
        Handeling.BESLUITEN,
        naar=status,
        is_beurt=True,
        inhoud=op_bladzijde("navraag"),
        woorden="navraag_gesteld",
    )
    for naam, partij, status in (
        ("organisatie", ORGANISATIE, Status.VRAAG_AAN_ORGANISATIE),
        ("planner", PLANNER, Status.VRAAG_AAN_CERTIFICEERDER),
    )
]
REGELS += [
    Regel(
        "besluit_opnieuw_op_de_agenda",
        SECRETARIS,
        Handeling.NAVRAAG_BEANTWOORDEN,
        naar=Status.VOORGEDRAGEN,
        is_beurt=True,
    ),
    *(
        Regel(
            f"navraag_klaar_{naam}",
            partij,
            Handeling.NAVRAAG_BEANTWOORDEN,
            is_bundel=True,
            inhoud=_over_het_besluit,
            woorden="navraag_klaar",
        )
        for naam, partij in (("organisatie", ORGANISATIE), ("planner", PLANNER))
    ),
]
REGELS += [
    *(
        Regel(f"vraag_vooraf_{naam}", partij, Handeling.VOORAF_VRAGEN, inhoud=_bij_mijn_werk, woorden="vraag_vooraf")
        for naam, partij in (("planner", PLANNER), ("toetsers", TOETSERS))
    ),
    *(
        Regel(
            f"antwoord_vooraf_{naam}",
            partij,
            Handeling.VOORAF_ANTWOORDEN,
            is_bundel=True,
            inhoud=_op_de_agenda,
            woorden="antwoord_vooraf",
        )
        for naam, partij in (("leden", BESLISSERS), ("secretaris", SECRETARIS))
    ),
]
REGELS += [
    *(
        Regel(
            f"lange_deel_{naam}",
            partij,
            Handeling.LANGE_DEEL_VRAGEN,
            is_bundel=is_bundel,
            inhoud=_op_de_agenda,
            woorden=woorden,
        )
        for naam, partij, woorden, is_bundel in (
            ("organisatie", ORGANISATIE, "lange_deel_gevraagd", False),
            ("certificeerder", CERTIFICEERDER, "lange_deel_gevraagd", False),
            ("leden", BESLISSERS, "lange_deel_open", True),
            ("secretaris", SECRETARIS, "lange_deel_open", True),
        )
    ),
]
REGELS += VERSLAGREGELS
REGELS += PROCEDUREREGELS
MOMENTEN.append(proceduremomenten)
ONVERTELD.update(VERSLAG_ONVERTELD)
ONVERTELD_AAN += NIET_VERTELD

"""Why a party hears nothing of an act of which others hear, and of which acts nobody hears."""

from beheercommissie.ontvangers import LEDEN
from berichten.regels import ONVERTELD, Onverteld
from leden.bevoegdheden import Handeling
from toetsing.brieven import VERTELD
from trajecten.brieven import GESTOPT, OP_DE_LIJST, OVER_HET_TEAM, ZIJDEUREN
from trajecten.levensloop import Status
from trajecten.ontvangers import BUREAU, CERTIFICEERDER, CONTROLEUR, ORGANISATIE, PLANNER, SECRETARIS, TEAM

VOORAF = (Handeling.VOORAF_VRAGEN, Handeling.VOORAF_ANTWOORDEN)
NIET_VERTELD = [
    Onverteld(ORGANISATIE, VOORAF, "Een vraag aan de certificerende instelling; de organisatie hoort het besluit."),
    Onverteld(LEDEN, (Handeling.VOORAF_VRAGEN,), "Leest de vraag bij het punt; wie meedoet, hoort het antwoord."),
    Onverteld(SECRETARIS, (Handeling.VOORAF_VRAGEN,), "Leest de vraag bij het punt, en hoort het antwoord."),
    Onverteld(CERTIFICEERDER, (Handeling.VOORAF_ANTWOORDEN,), "Antwoordt zelf; een collega ziet het aan de vraag."),
    Onverteld(CONTROLEUR, (Handeling.VOORAF_VRAGEN,), "De planner of de teamleider antwoordt."),
    Onverteld(BUREAU, VOORAF, OP_DE_LIJST),
    Onverteld(
        BUREAU, (Handeling.LANGE_DEEL_VRAGEN,), "Leest zelf alleen het korte deel; wat de commissie leest, is van haar."
    ),
    *(
        Onverteld(partij, (Handeling.HERSTEL_VRAGEN,), "Hoorde van het besluit waar dit bij hoort.")
        for partij in (LEDEN, SECRETARIS, PLANNER, TEAM, BUREAU)
    ),
    Onverteld(LEDEN, (Handeling.NAVRAAG_BEANTWOORDEN,), "Leest vraag en antwoord bij de stukken op de agenda."),
    Onverteld(TEAM, (Handeling.NAVRAAG_BEANTWOORDEN,), "Hoort het als er een besluit is."),
    Onverteld(BUREAU, (Handeling.NAVRAAG_BEANTWOORDEN,), OP_DE_LIJST),
    Onverteld(
        BUREAU,
        (Handeling.BESLUITEN,),
        "Rondt alleen af wat een einde is; op een vraag aan de organisatie wacht geen brief.",
        naar=Status.VRAAG_AAN_ORGANISATIE,
    ),
]
ONVERTELD[Handeling.UITSLAG_OPENEN] = "Wie voorzit in plaats van de voorzitter, weet het zelf."
ONVERTELD[Handeling.BLIK_GEVEN] = "Wie een voorlopige blik gaf, weet niemand; wie meedoet, leest ze bij het punt."
ONVERTELD[Handeling.STEMMEN] = (
    "Wie wat stemt, blijft bij de commissie; de voorzitter ziet op het agendapunt hoeveel er stemden."
)

UIT_DE_AGENDA = (Handeling.AGENDAPUNT_VERPLAATSEN, Handeling.AGENDAPUNT_AFVOEREN)

VAN_EEN_MAATREGEL = (Handeling.MAATREGEL_VOORSTELLEN, Handeling.ZIENSWIJZE_GEVEN, Handeling.HERSTEL_MELDEN)
_VOOR_DE_AGENDA = (
    Handeling.AANMELDEN,
    Handeling.ACCEPTEREN,
    *OVER_HET_TEAM,
    *ZIJDEUREN,
    *GESTOPT,
    *VERTELD,
    *VAN_EEN_MAATREGEL,
)
NIET_VERTELD += [
    Onverteld(
        LEDEN, (*_VOOR_DE_AGENDA, Handeling.DOCUMENT_VERWIJDEREN), "Leest niets voordat het traject op de agenda staat."
    ),
    Onverteld(LEDEN, (Handeling.UITGEVEN, Handeling.AFSLUITEN), "Nam het besluit, en hoorde dat."),
    Onverteld(
        LEDEN, (Handeling.NIEUWE_UITGAVE,), "Het besluit blijft wat het was; het register zegt wat er veranderde."
    ),
    Onverteld(LEDEN, (Handeling.BEEINDIGEN,), "Beslist er niet over; de secretaris hoort het."),
    Onverteld(
        TEAM,
        (Handeling.BESLUITEN,),
        "Was klaar toen de toetsing klaar was; de planner hoort het.",
        naar=Status.HERSTEL,
    ),
    Onverteld(
        LEDEN,
        (Handeling.BELANG_VERKLAREN,),
        "Of een ander lid een belang heeft, blijft tussen dat lid en de secretaris, tot het verslag.",
    ),
    Onverteld(
        SECRETARIS,
        (Handeling.AGENDEREN, Handeling.AGENDAPUNT_VERPLAATSEN),
        "Deed het zelf; een collega ziet het op de agenda.",
    ),
    *(
        Onverteld(
            SECRETARIS,
            (Handeling.BESLUITEN,),
            "Ziet het traject niet meer tot het opnieuw is voorgedragen.",
            naar=status,
        )
        for status in (Status.AANVULLEND_ONDERZOEK, Status.VOORTGANG)
    ),
    Onverteld(CERTIFICEERDER, (Handeling.BELANG_VERKLAREN,), "Wie van de commissie meedoet, is van de commissie."),
    Onverteld(ORGANISATIE, (Handeling.BELANG_VERKLAREN,), "Wie van de commissie meedoet, is van de commissie."),
    Onverteld(TEAM, (Handeling.AGENDEREN, *UIT_DE_AGENDA), "Hoort het als er een besluit is."),
    Onverteld(
        CONTROLEUR,
        (Handeling.BESLUITEN,),
        "Hoort het als er weer een rapport te lezen is.",
        naar=Status.AANVULLEND_ONDERZOEK,
    ),
    Onverteld(BUREAU, (Handeling.AGENDEREN, *UIT_DE_AGENDA), OP_DE_LIJST),
    *(
        Onverteld(
            BUREAU,
            (Handeling.BESLUITEN,),
            "Rondt alleen af wat een einde is; leest de brief aan de organisatie na.",
            naar=status,
        )
        for status in (
            Status.VOORGEDRAGEN,
            Status.AANVULLEND_ONDERZOEK,
            Status.VOORTGANG,
            Status.VRAAG_AAN_CERTIFICEERDER,
        )
    ),
]

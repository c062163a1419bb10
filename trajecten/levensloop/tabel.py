"""The transition table as data: kinds of traject, statuses, whose turn it is, and the acts that move a traject on."""

from dataclasses import dataclass

from django.db import models

from leden.bevoegdheden import Handeling
from leden.models import Rol
from normenkader.inhoud import Stilte


class Soort(models.TextChoices):
    """Kinds of traject. Each takes its own road through the table."""

    TOETS = "toets", "Toets"
    VERVOLGONDERZOEK = "vervolgonderzoek", "Vervolgonderzoek"
    MAATREGEL = "maatregel", "Maatregel"


class Status(models.TextChoices):
    AANGEMELD = "aangemeld", "Aangemeld"
    GEWEIGERD = "geweigerd", "Geweigerd"
    # vervolgonderzoek
    VOORTGANG = "voortgang", "Voortgang"
    VOORTGANG_INGEDIEND = "voortgang_ingediend", "Voortgang ingediend"
    BEOORDELEN = "beoordelen", "Beoordelen"
    # toets
    VOORBEREIDING = "voorbereiding", "Voorbereiding"
    INGEDIEND = "ingediend", "Ingediend"
    GEPLAND = "gepland", "Gepland"
    IN_TOETSING = "in_toetsing", "In toetsing"
    AANVULLEND_ONDERZOEK = "aanvullend_onderzoek", "Aanvullend onderzoek"
    INTERNE_CONTROLE = "interne_controle", "Interne controle"
    WEDERHOOR = "wederhoor", "Wederhoor"
    REACTIE_VERWERKEN = "reactie_verwerken", "Reactie verwerken"
    VERBETERPLANNEN = "verbeterplannen", "Verbeterplannen"
    PLANNEN_BEOORDELEN = "plannen_beoordelen", "Plannen beoordelen"
    ADVIES = "advies", "Advies"
    VOORGEDRAGEN = "voorgedragen", "Voorgedragen"
    GEAGENDEERD = "geagendeerd", "Geagendeerd"
    VRAAG_AAN_ORGANISATIE = "vraag_aan_organisatie", "Vraag aan de organisatie"
    VRAAG_AAN_CERTIFICEERDER = "vraag_aan_certificeerder", "Vraag aan de certificerende instelling"
    BESLOTEN = "besloten", "Besloten"
    LOPEND = "lopend", "Toegekend"
    AFGESLOTEN = "afgesloten", "Afgesloten"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    GESTAAKT = "gestaakt", "Gestaakt"
    AANGEHOUDEN = "aangehouden", "Aangehouden"
    # maatregel
    ZIENSWIJZE = "zienswijze", "Zienswijze"
    HERSTEL = "herstel", "Herstel"


class AanZet(models.TextChoices):
    """Who has to do something now."""

    ORGANISATIE = "organisatie", "de organisatie"
    PLANNER = "planner", "de certificerende instelling"
    TOETSERS = "toetsers", "de toetsers"
    CONTROLEUR = "controleur", "de interne controleur"
    SECRETARIS = "secretaris", "de secretaris van de beheercommissie"
    COMMISSIE = "commissie", "de beheercommissie"
    BUREAU = "bureau", "het bureau"
    NIEMAND = "niemand", "niemand"


ROLLEN_AAN_ZET = {
    AanZet.ORGANISATIE: {Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER},
    AanZet.PLANNER: {Rol.PLANNER},
    AanZet.TOETSERS: {Rol.TOETSER},
    AanZet.CONTROLEUR: {Rol.CONTROLEUR},
    AanZet.SECRETARIS: {Rol.SECRETARIS},
    AanZet.COMMISSIE: {Rol.COMMISSIELID, Rol.VOORZITTER},
    AanZet.BUREAU: {Rol.LABELBEHEERDER},
    AanZet.NIEMAND: set(),
}


@dataclass(frozen=True)
class Beurt:
    """Whose turn it is in a status, what that party does, the name of its term and about how much work it is."""

    wie: AanZet
    opdracht: str
    termijn: str = ""
    werk: str = ""


BEURTEN: dict[str, Beurt] = {
    Status.AANGEMELD: Beurt(
        AanZet.PLANNER, "Bekijk de aanmelding en stel een team samen", "accepteren", "ongeveer 1 uur"
    ),
    Status.VOORBEREIDING: Beurt(
        AanZet.ORGANISATIE, "Kijk in de spiegel en schrijf samen de zelfevaluatie", werk="ongeveer 20 uur, met elkaar"
    ),
    Status.INGEDIEND: Beurt(
        AanZet.PLANNER, "Maak het programma van de toetsdagen en stel het vast", werk="ongeveer 4 uur"
    ),
    Status.GEPLAND: Beurt(
        AanZet.TOETSERS, "Lees de zelfevaluatie en start de toetsing op de eerste toetsdag", werk="ongeveer 4 uur"
    ),
    Status.IN_TOETSING: Beurt(
        AanZet.TOETSERS,
        "Voer de gesprekken, schrijf uw bevindingen en lever het rapport op",
        "rapport",
        "de toetsdagen en ongeveer 16 uur",
    ),
    Status.AANVULLEND_ONDERZOEK: Beurt(
        AanZet.TOETSERS,
        "Zoek uit wat de beheercommissie vraagt en lever het addendum op",
        "aanvullend_onderzoek",
        "ongeveer 4 uur, en de gesprekken die u plant",
    ),
    Status.INTERNE_CONTROLE: Beurt(
        AanZet.CONTROLEUR,
        "Lees het concept en geef het vrij of stuur het terug",
        "interne_controle",
        "ongeveer 3 uur",
    ),
    Status.WEDERHOOR: Beurt(
        AanZet.ORGANISATIE,
        "Lees het concept en zeg wat niet klopt of wat u anders ziet",
        "wederhoor",
        "ongeveer 3 uur",
    ),
    Status.REACTIE_VERWERKEN: Beurt(
        AanZet.TOETSERS, "Beantwoord elke opmerking en stel het rapport vast", "reactie_verwerken", "ongeveer 4 uur"
    ),
    Status.VERBETERPLANNEN: Beurt(
        AanZet.ORGANISATIE, "Maak een verbeterplan bij elk verbeterpunt", "verbeterplannen", "ongeveer 2 uur per plan"
    ),
    Status.PLANNEN_BEOORDELEN: Beurt(
        AanZet.TOETSERS,
        "Lees de verbeterplannen en geef akkoord of stuur ze terug",
        "plannen_beoordelen",
        "ongeveer 1 uur",
    ),
    Status.VOORTGANG: Beurt(
        AanZet.ORGANISATIE,
        "Vertel bij elk punt wat er is gebeurd",
        "vervolgonderzoek",
        "ongeveer 1 uur per punt",
    ),
    Status.VOORTGANG_INGEDIEND: Beurt(
        AanZet.PLANNER, "Stel het team samen dat de voortgang beoordeelt", werk="ongeveer een kwartier"
    ),
    Status.BEOORDELEN: Beurt(
        AanZet.TOETSERS,
        "Lees wat er is gebeurd en oordeel per punt",
        "vervolg_beoordelen",
        "ongeveer 1 uur per punt",
    ),
    Status.ADVIES: Beurt(AanZet.PLANNER, "Schrijf het advies aan de beheercommissie", "advies", "ongeveer 1 uur"),
    Status.VOORGEDRAGEN: Beurt(
        AanZet.SECRETARIS, "Zet het traject op de agenda van de beheercommissie", "agenderen", "ongeveer een kwartier"
    ),
    Status.GEAGENDEERD: Beurt(
        AanZet.COMMISSIE, "Zeg of u een belang hebt, lees de stukken en breng uw stem uit", werk="ongeveer een half uur"
    ),
    Status.VRAAG_AAN_ORGANISATIE: Beurt(
        AanZet.ORGANISATIE, "Beantwoord de vraag van de beheercommissie", "navraag", "ongeveer 1 uur"
    ),
    Status.VRAAG_AAN_CERTIFICEERDER: Beurt(
        AanZet.PLANNER, "Beantwoord de vraag van de beheercommissie", "navraag", "ongeveer 1 uur"
    ),
    Status.BESLOTEN: Beurt(AanZet.BUREAU, "Rond het besluit af", "besluit_versturen", "ongeveer een kwartier"),
    Status.AANGEHOUDEN: Beurt(AanZet.PLANNER, "Hervat het traject als de reden voorbij is"),
    Status.LOPEND: Beurt(AanZet.NIEMAND, "Het traject is klaar: het label is toegekend"),
    Status.AFGESLOTEN: Beurt(AanZet.NIEMAND, "Het traject is afgesloten"),
    Status.GEWEIGERD: Beurt(AanZet.NIEMAND, "De aanmelding is geweigerd"),
    Status.INGETROKKEN: Beurt(AanZet.NIEMAND, "De aanmelding is ingetrokken"),
    Status.GESTAAKT: Beurt(AanZet.NIEMAND, "Het traject is gestaakt"),
    # maatregel
    Status.ZIENSWIJZE: Beurt(
        AanZet.ORGANISATIE,
        "Reageer op het voorstel over het label",
        "zienswijze",
        "ongeveer 2 uur",
    ),
    Status.HERSTEL: Beurt(
        AanZet.ORGANISATIE, "Laat zien wat er is hersteld", "herstel", "zo lang als het herstel vraagt"
    ),
}


@dataclass(frozen=True)
class Fase:
    """One of the knots on the thread."""

    titel: str
    statussen: tuple


# The committee holds its decision over until a party has answered, or until the day for that has passed.
NAVRAAG = (Status.VRAAG_AAN_ORGANISATIE, Status.VRAAG_AAN_CERTIFICEERDER)

# The road of each kind as it is drawn.
FASEN: dict[str, tuple[Fase, ...]] = {
    Soort.TOETS: (
        Fase("Voorbereiden", (Status.AANGEMELD, Status.VOORBEREIDING, Status.INGEDIEND, Status.GEPLAND)),
        Fase("Toetsen", (Status.IN_TOETSING, Status.AANVULLEND_ONDERZOEK, Status.INTERNE_CONTROLE)),
        Fase(
            "Reageren en verbeteren",
            (Status.WEDERHOOR, Status.REACTIE_VERWERKEN, Status.VERBETERPLANNEN, Status.PLANNEN_BEOORDELEN),
        ),
        Fase("Besluiten", (Status.ADVIES, Status.VOORGEDRAGEN, Status.GEAGENDEERD, *NAVRAAG, Status.BESLOTEN)),
        Fase("Het label", (Status.LOPEND,)),
    ),
    Soort.VERVOLGONDERZOEK: (
        Fase("Vertellen", (Status.VOORTGANG,)),
        Fase("Beoordelen", (Status.VOORTGANG_INGEDIEND, Status.BEOORDELEN)),
        Fase("Besluiten", (Status.ADVIES, Status.VOORGEDRAGEN, Status.GEAGENDEERD, Status.BESLOTEN)),
        Fase("Klaar", (Status.AFGESLOTEN,)),
    ),
    Soort.MAATREGEL: (
        # Before a suspension that follows on a follow-up, that was done there.
        Fase("Horen", (Status.ZIENSWIJZE,)),
        Fase("Besluiten en herstellen", (Status.VOORGEDRAGEN, Status.GEAGENDEERD, Status.HERSTEL, Status.BESLOTEN)),
        Fase("Klaar", (Status.AFGESLOTEN,)),
    ),
}


@dataclass(frozen=True)
class Stap:
    """One row of the transition table. `bij_stilte`: time takes this step when the framework says that of the term."""

    van: Status
    handeling: Handeling
    naar: Status
    eist_reden: bool = False
    bij_stilte: Stilte | None = None
    soorten: tuple[Soort, ...] = (Soort.TOETS,)


# Kinds that go a part of the road together.
_ALLE = tuple(Soort)
_MET_ADVIES = (Soort.TOETS, Soort.VERVOLGONDERZOEK)
_VERVOLG = (Soort.VERVOLGONDERZOEK,)
VERVOLGSTATUSSEN = (Status.VOORTGANG, Status.VOORTGANG_INGEDIEND, Status.BEOORDELEN)
# Statuses in which an assessment is under way and can still leave by a side door.
ONDERWEG = tuple(
    status
    for fase in FASEN[Soort.TOETS]
    for status in fase.statussen
    if BEURTEN[status].wie != AanZet.NIEMAND and status != Status.BESLOTEN
)
GESTOPT = (Status.GEWEIGERD, Status.INGETROKKEN, Status.GESTAAKT)
# The organisation withdraws until the committee has its case; the certifier stops or suspends its own work only. A follow-up
# was decided on, so the organisation does not withdraw from it; the certifier stops it when there is nothing left to follow.
INTREKBAAR = tuple(status for status in ONDERWEG if status != Status.GEAGENDEERD)
AANHOUDBAAR = tuple(
    status for status in ONDERWEG if status not in (Status.AANGEMELD, Status.VOORGEDRAGEN, Status.GEAGENDEERD, *NAVRAAG)
)
STAAKBAAR = (*AANHOUDBAAR, *VERVOLGSTATUSSEN)

MAATREGEL = (Soort.MAATREGEL,)

STAPPEN = (
    Stap(Status.AANGEMELD, Handeling.ACCEPTEREN, Status.VOORBEREIDING),
    Stap(Status.AANGEMELD, Handeling.WEIGEREN, Status.GEWEIGERD, eist_reden=True),
    Stap(Status.VOORBEREIDING, Handeling.ZELFEVALUATIE_INDIENEN, Status.INGEDIEND),
    Stap(Status.INGEDIEND, Handeling.PROGRAMMA_VASTSTELLEN, Status.GEPLAND),
    Stap(Status.GEPLAND, Handeling.TOETSING_STARTEN, Status.IN_TOETSING),
    Stap(Status.IN_TOETSING, Handeling.RAPPORT_OPLEVEREN, Status.INTERNE_CONTROLE),
    Stap(Status.INTERNE_CONTROLE, Handeling.VRIJGEVEN, Status.WEDERHOOR),
    Stap(Status.INTERNE_CONTROLE, Handeling.TERUGSTUREN, Status.IN_TOETSING, eist_reden=True),
    # The reaction led to another judgement or finding: past the controleur again, and back.
    Stap(Status.REACTIE_VERWERKEN, Handeling.RAPPORT_OPLEVEREN, Status.INTERNE_CONTROLE),
    Stap(Status.INTERNE_CONTROLE, Handeling.VRIJGEVEN, Status.REACTIE_VERWERKEN),
    Stap(Status.INTERNE_CONTROLE, Handeling.TERUGSTUREN, Status.REACTIE_VERWERKEN, eist_reden=True),
    Stap(Status.WEDERHOOR, Handeling.REACTIE_INDIENEN, Status.REACTIE_VERWERKEN, bij_stilte=Stilte.GAAT_VERDER),
    Stap(Status.REACTIE_VERWERKEN, Handeling.RAPPORT_VASTSTELLEN, Status.VERBETERPLANNEN),
    Stap(Status.REACTIE_VERWERKEN, Handeling.RAPPORT_VASTSTELLEN, Status.ADVIES),
    Stap(Status.VERBETERPLANNEN, Handeling.VERBETERPLANNEN_INDIENEN, Status.PLANNEN_BEOORDELEN),
    Stap(Status.PLANNEN_BEOORDELEN, Handeling.VERBETERPLANNEN_GOEDKEUREN, Status.ADVIES),
    Stap(Status.PLANNEN_BEOORDELEN, Handeling.VERBETERPLANNEN_TERUGSTUREN, Status.VERBETERPLANNEN, eist_reden=True),
    # A follow-up: what happened since, seen by assessors. When the term passes in silence they look at what is there.
    Stap(
        Status.VOORTGANG,
        Handeling.VERVOLG_INDIENEN,
        Status.VOORTGANG_INGEDIEND,
        bij_stilte=Stilte.GAAT_VERDER,
        soorten=_VERVOLG,
    ),
    Stap(Status.VOORTGANG_INGEDIEND, Handeling.VERVOLGTEAM_KIEZEN, Status.BEOORDELEN, soorten=_VERVOLG),
    Stap(Status.BEOORDELEN, Handeling.VERVOLG_OPLEVEREN, Status.ADVIES, soorten=_VERVOLG),
    Stap(Status.ADVIES, Handeling.ADVIES_UITBRENGEN, Status.VOORGEDRAGEN, soorten=_MET_ADVIES),
    Stap(Status.VOORGEDRAGEN, Handeling.AGENDEREN, Status.GEAGENDEERD, soorten=_ALLE),
    # Taken off the agenda, or its meeting is called off: it waits for another one.
    Stap(Status.GEAGENDEERD, Handeling.AGENDAPUNT_AFVOEREN, Status.VOORGEDRAGEN, eist_reden=True, soorten=_ALLE),
    Stap(Status.GEAGENDEERD, Handeling.BESLUITEN, Status.BESLOTEN, soorten=_ALLE),
    # Aanhouden by the committee: somebody answers its question, and then it comes back on an agenda. On a short road it comes back
    # without a question.
    *(Stap(Status.GEAGENDEERD, Handeling.BESLUITEN, status) for status in NAVRAAG),
    *(
        Stap(status, Handeling.NAVRAAG_BEANTWOORDEN, Status.VOORGEDRAGEN, bij_stilte=Stilte.GAAT_VERDER)
        for status in NAVRAAG
    ),
    Stap(Status.GEAGENDEERD, Handeling.BESLUITEN, Status.VOORGEDRAGEN, soorten=(*_VERVOLG, Soort.MAATREGEL)),
    # Aanvullend onderzoek: the assessors look again, at what the committee asks. From the addendum on it is the road of any report.
    Stap(Status.GEAGENDEERD, Handeling.BESLUITEN, Status.AANVULLEND_ONDERZOEK),
    Stap(Status.AANVULLEND_ONDERZOEK, Handeling.RAPPORT_OPLEVEREN, Status.INTERNE_CONTROLE),
    Stap(Status.INTERNE_CONTROLE, Handeling.TERUGSTUREN, Status.AANVULLEND_ONDERZOEK, eist_reden=True),
    # More time: the organisation tells again, by the new dates.
    Stap(Status.GEAGENDEERD, Handeling.BESLUITEN, Status.VOORTGANG, soorten=_VERVOLG),
    Stap(Status.BESLOTEN, Handeling.UITGEVEN, Status.LOPEND),
    Stap(Status.BESLOTEN, Handeling.AFSLUITEN, Status.AFGESLOTEN, soorten=_ALLE),
    # After an objection the committee decides again. Of an award the certificate is there; that road has no way back.
    *(
        Stap(status, Handeling.BEZWAAR_HEROVERWEGEN, Status.VOORGEDRAGEN, soorten=(Soort.TOETS, Soort.MAATREGEL))
        for status in (Status.BESLOTEN, Status.AFGESLOTEN)
    ),
    Stap(Status.HERSTEL, Handeling.BEZWAAR_HEROVERWEGEN, Status.VOORGEDRAGEN, soorten=MAATREGEL),
    *(Stap(status, Handeling.INTREKKEN, Status.INGETROKKEN, eist_reden=True) for status in INTREKBAAR),
    *(Stap(status, Handeling.STAKEN, Status.GESTAAKT, eist_reden=True) for status in AANHOUDBAAR),
    *(
        Stap(status, Handeling.STAKEN, Status.GESTAAKT, eist_reden=True, soorten=_VERVOLG)
        for status in (*VERVOLGSTATUSSEN, Status.ADVIES)
    ),
    *(Stap(status, Handeling.AANHOUDEN, Status.AANGEHOUDEN, eist_reden=True) for status in AANHOUDBAAR),
    *(Stap(Status.AANGEHOUDEN, Handeling.HERVATTEN, status) for status in AANHOUDBAAR),
    Stap(Status.AANGEHOUDEN, Handeling.STAKEN, Status.GESTAAKT, eist_reden=True),
    Stap(Status.AANGEHOUDEN, Handeling.INTREKKEN, Status.INGETROKKEN, eist_reden=True),
    # maatregel
    Stap(
        Status.ZIENSWIJZE,
        Handeling.ZIENSWIJZE_GEVEN,
        Status.VOORGEDRAGEN,
        bij_stilte=Stilte.GAAT_VERDER,
        soorten=MAATREGEL,
    ),
    Stap(Status.GEAGENDEERD, Handeling.BESLUITEN, Status.HERSTEL, soorten=MAATREGEL),
    Stap(Status.HERSTEL, Handeling.HERSTEL_MELDEN, Status.VOORGEDRAGEN, soorten=MAATREGEL),
    # A suspension that nobody ended: what is true then, the decision said.
    Stap(
        Status.HERSTEL,
        Handeling.HERSTEL_MELDEN,
        Status.AFGESLOTEN,
        bij_stilte=Stilte.SCHORSING_LOOPT_AF,
        soorten=MAATREGEL,
    ),
)
# Where the road of each kind begins, and by which act.
BEGIN = {
    Soort.TOETS: ((Handeling.AANMELDEN, Status.AANGEMELD),),
    Soort.VERVOLGONDERZOEK: ((Handeling.VERVOLG_PLANNEN, Status.VOORTGANG),),
    # A follow-up that suspends a label has heard its holder already.
    Soort.MAATREGEL: (
        (Handeling.MAATREGEL_VOORSTELLEN, Status.ZIENSWIJZE),
        (Handeling.HERSTEL_VRAGEN, Status.HERSTEL),
    ),
}
TABEL = {(soort, stap.van, stap.handeling, stap.naar): stap for stap in STAPPEN for soort in stap.soorten}
MOGELIJK = {(soort, stap.van, stap.handeling) for stap in STAPPEN for soort in stap.soorten}
VOORBIJ = {stap.naar for stap in STAPPEN} - {stap.van for stap in STAPPEN}
# Every status that a kind can come to be in: its road as it is drawn, and then the side doors, in the order of the table.
WEGEN = {
    soort: tuple(
        dict.fromkeys(
            [status for fase in FASEN[soort] for status in fase.statussen]
            + [stap.naar for stap in STAPPEN if soort in stap.soorten]
        )
    )
    for soort in Soort
}
# The steps that time takes. None ends where another begins, so one passed term is one step.
STIL = {(soort, stap.van, stap.bij_stilte): stap for stap in STAPPEN if stap.bij_stilte for soort in stap.soorten}

"""What the page of one traject tells: the thread of phases, the timeline, and what is open."""

from dataclasses import dataclass

from huisstijl.templatetags.opmaak import dag, weekdag
from leden.bevoegdheden import GEBEURD, Handeling, heeft_rol
from leden.models import Rol
from toetsing.models import Voorwaarde
from toetsing.nog_te_doen import OPEN, bezetting
from trajecten.levensloop import (
    FASEN,
    GESTOPT,
    VERVOLGSTATUSSEN,
    AanZet,
    Soort,
    Status,
    stille_stap,
    verstreken_zin,
)


@dataclass(frozen=True)
class Mijlpaal:
    """One step of the road on the timeline, and how it is told while it is still to come.

    `soms`: not on every road, so it is told only to who has come there.
    """

    handeling: Handeling
    status: Status
    straks: str
    soms: bool = False


_BESLUIT = (
    Mijlpaal(Handeling.ADVIES_UITBRENGEN, Status.ADVIES, "Het advies aan de beheercommissie"),
    Mijlpaal(Handeling.AGENDEREN, Status.VOORGEDRAGEN, "De beheercommissie zet het traject op de agenda"),
    Mijlpaal(Handeling.BESLUITEN, Status.GEAGENDEERD, "Het besluit van de beheercommissie"),
)
# In the order of the road of an assessment; `status` is the one in which the step is still to be done.
_TOETS = (
    Mijlpaal(Handeling.AANMELDEN, None, ""),
    Mijlpaal(Handeling.ACCEPTEREN, Status.AANGEMELD, "De certificerende instelling neemt de aanmelding aan"),
    Mijlpaal(Handeling.ZELFEVALUATIE_INDIENEN, Status.VOORBEREIDING, "De organisatie schrijft de zelfevaluatie"),
    Mijlpaal(Handeling.PROGRAMMA_VASTSTELLEN, Status.INGEDIEND, "Het programma van de toetsdagen"),
    Mijlpaal(Handeling.TOETSING_STARTEN, Status.GEPLAND, "De eerste toetsdag"),
    Mijlpaal(Handeling.RAPPORT_OPLEVEREN, Status.IN_TOETSING, "De gesprekken en het conceptrapport"),
    Mijlpaal(
        Handeling.VRIJGEVEN,
        Status.INTERNE_CONTROLE,
        "Iemand die niet bij de toetsing was, controleert het concept",
    ),
    Mijlpaal(Handeling.REACTIE_INDIENEN, Status.WEDERHOOR, "De organisatie reageert op het concept"),
    Mijlpaal(
        Handeling.RAPPORT_VASTSTELLEN,
        Status.REACTIE_VERWERKEN,
        "De toetsers beantwoorden de reactie en stellen het rapport vast",
    ),
    Mijlpaal(
        Handeling.VERBETERPLANNEN_INDIENEN,
        Status.VERBETERPLANNEN,
        "De organisatie maakt plannen voor de verbeterpunten",
    ),
    Mijlpaal(Handeling.VERBETERPLANNEN_GOEDKEUREN, Status.PLANNEN_BEOORDELEN, "De toetsers lezen de verbeterplannen"),
    *_BESLUIT,
    Mijlpaal(Handeling.UITGEVEN, Status.BESLOTEN, "Het certificaat en het register"),
)
_VERVOLG = (
    Mijlpaal(Handeling.VERVOLG_PLANNEN, None, ""),
    Mijlpaal(Handeling.VERVOLG_INDIENEN, Status.VOORTGANG, "De organisatie vertelt wat er is gebeurd"),
    Mijlpaal(Handeling.VERVOLGTEAM_KIEZEN, Status.VOORTGANG_INGEDIEND, "De certificerende instelling kiest een team"),
    Mijlpaal(Handeling.VERVOLG_OPLEVEREN, Status.BEOORDELEN, "De toetsers oordelen per punt"),
    *_BESLUIT,
    Mijlpaal(Handeling.AFSLUITEN, Status.BESLOTEN, "Het bureau sluit het vervolgonderzoek af"),
)
_MAATREGEL = (
    Mijlpaal(Handeling.MAATREGEL_VOORSTELLEN, None, ""),
    Mijlpaal(Handeling.HERSTEL_VRAGEN, None, ""),
    Mijlpaal(Handeling.ZIENSWIJZE_GEVEN, Status.ZIENSWIJZE, "De organisatie reageert op het voorstel"),
    Mijlpaal(Handeling.HERSTEL_MELDEN, Status.HERSTEL, "De organisatie laat zien wat er is hersteld", soms=True),
    Mijlpaal(Handeling.AGENDEREN, Status.VOORGEDRAGEN, "De beheercommissie zet het traject op de agenda"),
    Mijlpaal(Handeling.BESLUITEN, Status.GEAGENDEERD, "Het besluit van de beheercommissie"),
    Mijlpaal(Handeling.AFSLUITEN, Status.BESLOTEN, "Het bureau rondt het besluit af"),
)
MIJLPALEN = {Soort.TOETS: _TOETS, Soort.VERVOLGONDERZOEK: _VERVOLG, Soort.MAATREGEL: _MAATREGEL}
# Events that stand on the timeline although they are no step forward.
ZIJSTAPPEN = {
    Handeling.WEIGEREN,
    Handeling.TERUGSTUREN,
    Handeling.VERBETERPLANNEN_TERUGSTUREN,
    Handeling.INTREKKEN,
    Handeling.STAKEN,
    Handeling.AANHOUDEN,
    Handeling.HERVATTEN,
    Handeling.AFSLUITEN,
    Handeling.BEZWAAR_HEROVERWEGEN,
    Handeling.NAVRAAG_BEANTWOORDEN,
    Handeling.AGENDAPUNT_VERPLAATSEN,
    Handeling.AGENDAPUNT_AFVOEREN,
    Handeling.LANGE_DEEL_VRAGEN,
}
# Of these the traject stays in the status that it had.
ZONDER_STAP = {Handeling.AGENDAPUNT_VERPLAATSEN, Handeling.LANGE_DEEL_VRAGEN}
# Of a decision the reason is which one: not every decision is about the label.
MET_REDEN = ZIJSTAPPEN | {Handeling.BESLUITEN}
OP_DE_TIJDLIJN = {mijlpaal.handeling for weg in MIJLPALEN.values() for mijlpaal in weg} | ZIJSTAPPEN
STAAT_STIL = {*GESTOPT, Status.AANGEHOUDEN}
# Steps that time takes when a term passes in silence.
STIL_GEBEURD = {
    Handeling.REACTIE_INDIENEN: "Geen reactie binnen de termijn",
    Handeling.VERVOLG_INDIENEN: "Geen voortgang binnen de termijn",
    Handeling.ZIENSWIJZE_GEVEN: "Geen zienswijze binnen de termijn",
    Handeling.NAVRAAG_BEANTWOORDEN: "Geen antwoord op de vraag van de beheercommissie binnen de termijn",
    Handeling.HERSTEL_MELDEN: "De schorsing duurde tot de laatste dag",
}
# Beside the road: what the committee asked comes first, and then the road goes on from another status.
NAVRAGEN = {
    Status.VRAAG_AAN_ORGANISATIE: (
        "De organisatie beantwoordt de vraag van de beheercommissie",
        Status.VOORGEDRAGEN,
    ),
    Status.VRAAG_AAN_CERTIFICEERDER: (
        "De certificerende instelling beantwoordt de vraag van de beheercommissie",
        Status.VOORGEDRAGEN,
    ),
    Status.AANVULLEND_ONDERZOEK: (
        "De toetsers zoeken uit wat de beheercommissie vraagt en schrijven een addendum",
        Status.INTERNE_CONTROLE,
    ),
}


def _volgorde(traject):
    """The statuses on the road of this kind, in order."""
    return [mijlpaal.status for mijlpaal in MIJLPALEN[traject.soort]]


def stand_van(traject):
    """The status from which the road goes on: for a suspended traject the one it was suspended in."""
    return traject.aangehouden_vanuit or traject.status


def draad(traject):
    """The phases as the thread fragment wants them."""
    fasen = FASEN[traject.soort]
    nu = next((nr for nr, fase in enumerate(fasen) if stand_van(traject) in fase.statussen), None)
    rijen = []
    for nr, fase in enumerate(fasen):
        if nu is None or nr > nu:
            rijen.append({"naam": fase.titel, "stand": "", "wanneer": "daarna" if nu is not None else ""})
        elif nr < nu or traject.beurt.wie == AanZet.NIEMAND:
            rijen.append({"naam": fase.titel, "stand": "klaar", "wanneer": "klaar"})
        else:
            tot = f"nu, tot en met {weekdag(traject.termijn)}" if traject.termijn else "nu"
            if sinds := traject.te_laat_sinds:
                tot = f"nu, te laat sinds {weekdag(sinds)}"
            rijen.append({"naam": fase.titel, "stand": "nu", "wanneer": tot})
    return rijen


def _gebeurd(gebeurtenis):
    """What a row of the log calls what happened."""
    stil = not gebeurtenis.gebruiker_id and STIL_GEBEURD.get(gebeurtenis.handeling)
    return stil or GEBEURD[gebeurtenis.handeling]


def _punt(gebeurtenis):
    if _gebeurd(gebeurtenis) in STIL_GEBEURD.values():
        # The reason says when; the row was written whenever a worker came by.
        return _stil_punt(gebeurtenis.handeling, gebeurtenis.reden)
    return {
        "stand": "klaar",
        "kop": _gebeurd(gebeurtenis),
        "wanneer": f"{dag(gebeurtenis.op)}, door {gebeurtenis.organisatie or gebeurtenis.naam}",
        "tekst": gebeurtenis.reden if gebeurtenis.handeling in MET_REDEN else "",
    }


def _stil_punt(handeling, reden):
    return {"stand": "klaar", "kop": STIL_GEBEURD[handeling], "wanneer": "", "tekst": reden}


def _nog_te_gaan(traject):
    """What is going on and what comes after, in words; nothing for a traject that has come to an end."""
    stand, volgorde = stand_van(traject), _volgorde(traject)
    eerst, vanaf = NAVRAGEN.get(stand, ("", stand))
    if vanaf not in volgorde:
        return []
    verder = [een for een in MIJLPALEN[traject.soort][volgorde.index(vanaf) :] if een.status == vanaf or not een.soms]
    return [*([eerst] if eerst else []), *(een.straks for een in verder)]


def tijdlijn(traject, gebeurtenissen):
    """What happened, what is going on and what is still to come, oldest first, for the timeline fragment."""
    op_de_lijn = (rij for rij in reversed(gebeurtenissen) if rij.handeling in OP_DE_TIJDLIJN)
    punten = [_punt(rij) for rij in op_de_lijn if rij.naar or rij.handeling in ZONDER_STAP]
    if stap := stille_stap(traject):
        punten.append(_stil_punt(stap.handeling, verstreken_zin(traject.verstreken)))
    for nummer, straks in enumerate(_nog_te_gaan(traject)):
        nu = nummer == 0
        wanneer = "daarna" if nummer == 1 else ""
        if nu:
            wanneer = f"uiterlijk {weekdag(traject.termijn)}" if traject.termijn else "hier is het traject nu"
            if sinds := traject.te_laat_sinds:
                wanneer = f"te laat sinds {weekdag(sinds)}"
        punten.append({"stand": "nu" if nu else "straks", "kop": straks, "wanneer": wanneer, "tekst": ""})
    return punten


def waarom_stil(traject, gebeurtenissen):
    """The act that made the traject stop or stand still, with its reason; None for a traject that goes on."""
    if traject.status not in STAAT_STIL:
        return None
    return next((rij for rij in logregels(gebeurtenissen) if rij["naar"] == traject.status), None)


def nog_te_doen(traject, wie):
    """The sentences that are still open for the party at turn; who plans also reads which talk has lost its assessor."""
    if traject.is_aan_zet(wie) and traject.status in OPEN:
        return OPEN[traject.status](traject)
    if wie.rol == Rol.PLANNER and traject.status in (Status.GEPLAND, Status.IN_TOETSING, Status.AANVULLEND_ONDERZOEK):
        return bezetting(traject)
    return []


def voorwaarden(traject, wie):
    """The conditions on the label that this assessment led to, or that this follow-up is about, for who may read the decision."""
    if traject.status not in (*VERVOLGSTATUSSEN, Status.BESLOTEN, Status.LOPEND):
        return []
    return list(Voorwaarde.objects.zichtbaar_voor(wie).van_nu(traject))


def open_bezwaren(traject, wie):
    """Objections to a member of the team without an answer, for who made and who answers them."""
    if not heeft_rol(wie, Handeling.TEAMBEZWAAR_MAKEN) and not heeft_rol(wie, Handeling.TEAMBEZWAAR_BEANTWOORDEN):
        return []
    return list(traject.teambezwaren.onbeantwoord().select_related("gebruiker"))


def logregels(gebeurtenissen, zonder_naam=frozenset()):
    """The rows of the log with the words for what was done; of the acts in `zonder_naam` not who did it."""
    return [
        {
            "wat": _gebeurd(rij),
            "op": rij.op,
            "naar": rij.naar,
            "naam": rij.organisatie if rij.handeling in zonder_naam else rij.naam,
            "rol": "" if rij.handeling in zonder_naam else rij.rol_label,
            "reden": rij.reden,
        }
        for rij in gebeurtenissen
    ]

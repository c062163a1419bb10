"""Where one goes from the page of a traject: the pieces that one may read, and the acts beside the road."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, Q
from django.urls import reverse

from beheercommissie.models import Besluit
from huisstijl.templatetags.opmaak import dag
from kwaliteitslabel.verloop import MIJLPALEN, stand_van
from leden.bevoegdheden import Handeling, heeft_rol
from leden.models import Lidmaatschap
from normenkader.models import Partij, Stuk
from toetsing.models import Rapportversie, Verbeterplan
from trajecten.bevoegdheden import TEAM_KAN_WIJZIGEN, open_voor_bezwaar
from trajecten.levensloop import Soort, Status, kan
from trajecten.models import PARTIJ_VAN_ROL, TEAM_WERKT, Traject
from trajecten.standwoord import met_standwoord


@dataclass(frozen=True)
class Pagina:
    """A link on the traject page to a piece that this membership may read."""

    titel: str
    url: str
    uitleg: str = ""


def stukken(traject, wie, certificaat):
    """The pieces of this traject that the active membership may open, by the disclosure matrix and the status."""
    return STUKKEN[traject.soort](traject, wie, certificaat)


def _van_een_maatregel(traject, wie, certificaat):
    """A proposal and what came of it; the certificate that it is about is another traject's."""
    nummer = [traject.nummer]
    titel = "Wat is hersteld" if traject.maatregel.volgt_op_een_besluit else "Het voorstel en de reactie"
    paginas = [Pagina(titel, reverse("maatregel", args=nummer))]
    if Besluit.objects.zichtbaar_voor(wie).filter(agendapunt__traject=traject).exists():
        paginas.append(Pagina("Besluit", reverse("besluit", args=nummer)))
    paginas.append(Pagina("Post", reverse("post", args=nummer), "de brieven over dit traject"))
    paginas += _na_een_melding(traject, wie)
    (toets,) = met_standwoord([traject.toets])
    paginas.append(Pagina(f"Toets {toets.nummer}", toets.get_absolute_url(), toets.standwoord.lower()))
    return paginas


def _na_een_melding(traject, wie):
    """The reported change that a short road came of, for who reads those."""
    if not traject.melding_id or not heeft_rol(wie, Handeling.MELDINGEN_LEZEN):
        return []
    adres = reverse("melding", args=[traject.vorige.nummer, traject.melding_id])
    return [Pagina("De gemelde wijziging", adres, "waar dit traject van kwam")]


@dataclass(frozen=True)
class Weg:
    """How far a traject has come, and what a membership reads of it by the disclosure matrix.

    `na`: after which acts it is. `opnieuw`: assessors look again at what the committee asks, so that all of the road was before.
    """

    traject: Traject
    wie: Lidmaatschap
    stand: str
    opnieuw: bool
    na: Mapping[Handeling, bool]
    ziet: Mapping[Stuk, bool]

    @property
    def is_organisatie(self) -> bool:
        return PARTIJ_VAN_ROL[self.wie.rol] == Partij.ORGANISATIE

    def pagina(self, titel: str, naam: str, uitleg: str = "") -> Pagina:
        """The page with this name of the traject."""
        return Pagina(titel, reverse(naam, args=[self.traject.nummer]), uitleg)


def _weg(traject, wie):
    mijlpalen, stand = MIJLPALEN[traject.soort], traject.gestopt_vanuit or stand_van(traject)
    statussen = [mijlpaal.status for mijlpaal in mijlpalen]
    opnieuw = traject.status in TEAM_WERKT and traject.aanvullend > 0
    geweest = statussen.index(stand) if stand in statussen and not opnieuw else len(statussen)
    return Weg(
        traject,
        wie,
        stand,
        opnieuw,
        # An act that is not on the road of this kind never was.
        na=defaultdict(bool, {een.handeling: geweest > nr for nr, een in enumerate(mijlpalen)}),
        ziet={stuk: traject.kaderversie.ziet(PARTIJ_VAN_ROL[wie.rol], stuk) for stuk in Stuk},
    )


def _van_een_toets(traject, wie, certificaat):
    """An assessment or a follow-up, in the order in which it is made."""
    weg = _weg(traject, wie)
    return [
        *_wat_is_verteld(weg),
        *_wat_is_gezien(weg),
        *_rapport(weg),
        *_wat_is_besloten(weg),
        weg.pagina("Post", "post", "de brieven over dit traject"),
        *_na_een_melding(traject, wie),
        *_ervoor_en_erna(traject, wie),
        *([Pagina(f"Certificaat {certificaat.nummer}", certificaat.get_absolute_url())] if certificaat else []),
    ]


def _wat_is_verteld(weg):
    """What the organisation told and showed, and when people talk with it."""
    na, ziet = weg.na, weg.ziet
    if (
        ziet[Stuk.ZELFEVALUATIE]
        and na[Handeling.ACCEPTEREN]
        and (weg.is_organisatie or na[Handeling.ZELFEVALUATIE_INDIENEN])
    ):
        yield weg.pagina("Zelfevaluatie", "zelfevaluatie")
        yield weg.pagina("Documenten", "documenten")
    if na[Handeling.PROGRAMMA_VASTSTELLEN] and PARTIJ_VAN_ROL[weg.wie.rol] not in (Partij.COMMISSIE, Partij.BUREAU):
        yield weg.pagina("Programma van de toetsdagen", "programma")
    if ziet[Stuk.VERVOLG] and na[Handeling.VERVOLG_PLANNEN]:
        yield weg.pagina("Vervolgonderzoek", "vervolg", "wat er is gebeurd, en oordelen")
        if ziet[Stuk.ZELFEVALUATIE] and (weg.is_organisatie or na[Handeling.VERVOLG_INDIENEN]):
            yield weg.pagina("Documenten", "documenten")


def _wat_is_gezien(weg):
    """What the assessors are working on."""
    if weg.ziet[Stuk.BEVINDINGEN] and weg.na[Handeling.TOETSING_STARTEN]:
        yield weg.pagina("Stemmen en bevindingen", "raster")
        yield weg.pagina("Rapport in wording", "rapport")


def _rapport(weg):
    """Every version, what the organisation said of it, and the plans."""
    traject = weg.traject
    versies = Rapportversie.objects.zichtbaar_voor(weg.wie).filter(traject=traject).select_related("onderzoek")
    plannen = Verbeterplan.objects.zichtbaar_voor(weg.wie).filter(traject=traject)
    if weg.opnieuw:
        # There is a version by then, so one question is enough.
        versies = versies.annotate(met_plannen=Exists(plannen))
    versies = list(versies.defer("inhoud")) if weg.na[Handeling.TOETSING_STARTEN] else []
    for versie in versies:
        adres = reverse("rapportversie", args=[traject.nummer, versie.nummer])
        yield Pagina(str(versie).capitalize(), adres, dag(versie.gemaakt_op))
    if (weg.ziet[Stuk.RAPPORT_LANG] and weg.na[Handeling.REACTIE_INDIENEN]) or (
        weg.is_organisatie and weg.stand == Status.WEDERHOOR
    ):
        yield weg.pagina("Reactie van de organisatie", "wederhoor")
    if (
        any(versie.met_plannen for versie in versies)
        if weg.opnieuw
        else weg.na[Handeling.RAPPORT_VASTSTELLEN] and plannen.exists()
    ):
        yield weg.pagina("Verbeterplannen", "verbeterplannen")
    # Whether there are any, the page itself says: a question more on every page of a traject would be too much.
    if heeft_rol(weg.wie, Handeling.EFFECT_VASTLEGGEN) and traject.status in TEAM_WERKT:
        yield weg.pagina("Eerdere verbeterplannen", "eerdere_plannen")


def _wat_is_besloten(weg):
    if weg.ziet[Stuk.ADVIES] and weg.na[Handeling.ADVIES_UITBRENGEN]:
        yield weg.pagina("Advies", "advies")
    besluiten = Besluit.objects.zichtbaar_voor(weg.wie).filter(agendapunt__traject=weg.traject)
    # A question of the committee came with a decision.
    if weg.ziet[Stuk.BESLUIT] if weg.opnieuw else weg.na[Handeling.AGENDEREN] and besluiten.exists():
        yield weg.pagina("Besluit", "besluit")


def _ervoor_en_erna(traject, wie):
    """What led to this traject, and what came of it: there is nothing before it has been handed out."""
    if not traject.vorige_id and traject.status != Status.LOPEND:
        return
    ander = Traject.objects.zichtbaar_voor(wie).voor_lijst().filter(Q(pk=traject.vorige_id) | Q(vorige=traject))
    for een in met_standwoord(ander.order_by("pk")):
        titel = f"{een.get_soort_display()} {een.nummer}"
        yield Pagina(titel, een.get_absolute_url(), een.standwoord.lower())


STUKKEN = {
    Soort.TOETS: _van_een_toets,
    Soort.VERVOLGONDERZOEK: _van_een_toets,
    Soort.MAATREGEL: _van_een_maatregel,
}


def andere_handelingen(traject, wie):
    """Links to the acts beside the road that this role can do in this status."""
    nummer = [traject.nummer]
    deuren = (
        (Handeling.INTREKKEN, "intrekken", "Trek de aanmelding in"),
        (Handeling.AANHOUDEN, "aanhouden", "Houd het traject aan"),
        (Handeling.STAKEN, "staken", "Staak het traject"),
    )
    links = [
        Pagina(titel, reverse(naam, args=nummer))
        for handeling, naam, titel in deuren
        if heeft_rol(wie, handeling) and kan(traject, handeling)
    ]
    if heeft_rol(wie, Handeling.TEAM_WIJZIGEN) and traject.status in TEAM_KAN_WIJZIGEN:
        links.insert(0, Pagina("Wijzig het team", reverse("team_wijzigen", args=nummer)))
    if heeft_rol(wie, Handeling.TERMIJN_VOORSTELLEN) and (traject.termijn or traject.status == Status.VOORBEREIDING):
        regel = traject.termijnregel
        titel = "Bekijk de termijn" if regel and not regel.uitstel_keer else "Bekijk de termijn of vraag uitstel"
        links.insert(0, Pagina(titel, reverse("termijn", args=nummer)))
    if heeft_rol(wie, Handeling.TEAMBEZWAAR_MAKEN) and open_voor_bezwaar(traject, traject.team):
        links.insert(0, Pagina("Maak bezwaar tegen een teamlid", reverse("teambezwaar", args=nummer)))
    return links

"""Who hears of what happens to a traject: rows of the table in `berichten.regels`."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from berichten.regels import (
    MOMENTEN,
    ONVERTELD,
    ONVERTELD_AAN,
    REGELS,
    SOORTEN,
    Inhoud,
    Moment,
    Nalezer,
    Ontvangers,
    Onverteld,
    Regel,
    Soort,
)
from leden.bevoegdheden import Handeling
from leden.models import Gebeurtenis, Lidmaatschap, Organisatie, Rol
from trajecten import klok
from trajecten.levensloop import BEURTEN, ROLLEN_AAN_ZET, STAPPEN, AanZet, Status
from trajecten.models import Traject, Vraagpartij, Weger
from trajecten.ontvangers import (
    BUREAU,
    CERTIFICEERDER,
    CONTROLEUR,
    ORGANISATIE,
    PLANNER,
    SECRETARIS,
    TEAM,
    TOETSERS,
    UIT_HET_TEAM,
    bij_onderwerp,
    met_rol,
)
from trajecten.rapportnaam import conceptnaam, rapportnaam
from trajecten.templatetags.trajecten import pagina_van


def hulp_voor(traject: Traject | None, aan: Ontvangers) -> tuple[str, str]:
    """Whom this party asks, as a sentence and as an address: organisation and team the planner, the committee its secretary, others
    the bureau, and the bureau nobody."""
    if aan.rollen <= BUREAU.rollen:
        return "", ""
    if traject and aan.rollen <= ORGANISATIE.rollen | TEAM.rollen and (planners := PLANNER.leden(traject)):
        return _hulp_van(next(iter(planners)))
    if aan.rollen <= ROLLEN_AAN_ZET[AanZet.COMMISSIE] and (secretaris := met_rol(Rol.SECRETARIS).first()):
        return _hulp_van(secretaris)
    bureau = Organisatie.objects.filter(soort=Organisatie.Soort.BUREAU).first()
    telefoon = bureau.contact_telefoon if bureau else ""
    return _hulpregel("het bureau van het kwaliteitslabel", settings.CONTACT_EMAIL, telefoon), settings.CONTACT_EMAIL


def _hulp_van(lid: Lidmaatschap) -> tuple[str, str]:
    wie = f"{lid.gebruiker.naam}, {lid.get_rol_display()}"
    return _hulpregel(wie, lid.gebruiker.email, lid.telefoon), lid.gebruiker.email


def _hulpregel(wie: str, email: str, telefoon: str) -> str:
    return f"Vragen? {'Bel of mail' if telefoon else 'Mail'} {', '.join(filter(None, (wie, email, telefoon)))}."


def inhoud(traject: Traject, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    """What every letter about a traject says: no name of an organisation, no judgement, nothing that somebody wrote.

    Who is at turn comes to the page where the work is done, others to the page of the traject.
    """
    wie, pagina = traject.beurt.wie, pagina_van(traject)
    hulp, antwoord_aan = hulp_voor(traject, regel.aan)
    return Inhoud(
        pad=pagina[0] if regel.is_beurt and pagina else traject.get_absolute_url(),
        termijn=traject.termijn if wie != AanZet.NIEMAND else None,
        hulp=hulp,
        antwoord_aan=antwoord_aan,
        gegevens={
            "traject": traject,
            "rapportnaam": rapportnaam(traject),
            "conceptnaam": conceptnaam(traject),
            "beurt": traject.beurt,
            "wie_aan_zet": AanZet(wie).label if wie != AanZet.NIEMAND else "",
            "is_of_zijn": "zijn" if wie == AanZet.TOETSERS else "is",
            "is_eigen_beurt": bool(ROLLEN_AAN_ZET[wie] & regel.aan.rollen),
            # What happens when nobody does anything.
            "stiltezin": _stiltezin(traject, regel),
        },
    )


def _stiltezin(traject: Traject, regel: Regel) -> str:
    """What silence does, as the framework says it; for who is at turn and for whom it concerns."""
    return traject.termijnregel.bij_stilte if traject.termijnregel and regel.is_beurt else ""


def op_bladzijde(naam: str) -> Callable[[Traject, Regel, Gebeurtenis | None], Inhoud]:
    """`inhoud` of a letter that leads to this page of the traject."""

    def met_pad(traject: Traject, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
        return replace(inhoud(traject, regel, gebeurtenis), pad=reverse(naam, args=[traject.nummer]))

    return met_pad


def _zoek(nummer: str) -> Traject | None:
    return Traject.objects.select_related("organisatie", "certificeerder", "kaderversie").filter(nummer=nummer).first()


def _staat_nog(traject: Traject, gebeurtenis: Gebeurtenis) -> bool:
    return gebeurtenis.naar in ("", traject.status)


def _waar_de_planner_werkt(traject: Traject) -> int:
    """At the certifier, or at the one that it went into."""
    return next((lid.organisatie_id for lid in PLANNER.leden(traject)), traject.certificeerder_id)


def _ziet(wie: Lidmaatschap) -> QuerySet[Traject]:
    return bij_onderwerp(Traject.objects.zichtbaar_voor(wie))


SOORTEN["traject"] = Soort(_zoek, inhoud, _staat_nog, _ziet)

# What the certifier has to say that may hurt, its planner reads first.
VAN_DE_PLANNER = Nalezer(Rol.PLANNER, _waar_de_planner_werkt)

GESTOPT = (Handeling.WEIGEREN, Handeling.INTREKKEN, Handeling.STAKEN)
ZIJDEUREN = (Handeling.AANHOUDEN, Handeling.HERVATTEN)
OVER_HET_TEAM = (Handeling.TEAM_WIJZIGEN, Handeling.TEAMBEZWAAR_MAKEN, Handeling.TEAMBEZWAAR_BEANTWOORDEN)

REGELS += [
    Regel("aanmelding_binnen", PLANNER, Handeling.AANMELDEN, naar=Status.AANGEMELD, is_beurt=True),
    Regel("aanmelding_ontvangen", ORGANISATIE, Handeling.AANMELDEN, is_bundel=True),
    Regel("aanmelding_geaccepteerd", ORGANISATIE, Handeling.ACCEPTEREN, naar=Status.VOORBEREIDING, is_beurt=True),
    Regel("in_het_team", TEAM, Handeling.ACCEPTEREN),
    Regel("aanmelding_beantwoord", ORGANISATIE, Handeling.WEIGEREN, nalezer=VAN_DE_PLANNER),
    Regel("ingetrokken", CERTIFICEERDER, Handeling.INTREKKEN, met_agenda=True),
    Regel("ingetrokken_organisatie", ORGANISATIE, Handeling.INTREKKEN, is_bundel=True, met_agenda=True),
    Regel("gestaakt", ORGANISATIE, Handeling.STAKEN, met_agenda=True, nalezer=VAN_DE_PLANNER),
    Regel("gestaakt_team", TEAM, Handeling.STAKEN, met_agenda=True),
    *(Regel("gestopt_bureau", BUREAU, handeling, is_bundel=True) for handeling in GESTOPT),
    Regel("aangehouden", ORGANISATIE, Handeling.AANHOUDEN, met_agenda=True),
    Regel("aangehouden_team", TEAM, Handeling.AANHOUDEN, met_agenda=True),
]


def _hervat(naam: str, partij: Ontvangers) -> Iterator[Regel]:
    """Who is at turn where the traject goes on, is told so; others that it goes on."""
    for stap in STAPPEN:
        if stap.handeling == Handeling.HERVATTEN:
            is_beurt = bool(ROLLEN_AAN_ZET[BEURTEN[stap.naar].wie] & partij.rollen)
            brief = f"hervat_{naam}_aan_zet" if is_beurt else f"hervat_{naam}"
            yield Regel(
                brief, partij, stap.handeling, naar=stap.naar, is_beurt=is_beurt, met_agenda=True, woorden="hervat"
            )


def _bij_mijn_werk(traject: Traject, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    """To who sees nothing of the traject any more."""
    return replace(inhoud(traject, regel, gebeurtenis), pad=reverse("mijn_werk"), termijn=None)


def _bezwaar_te_beantwoorden(traject: Traject, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    bezwaar = traject.teambezwaren.onbeantwoord().latest("pk")
    pad = reverse("teambezwaar_beantwoorden", args=[traject.nummer, bezwaar.pk])
    return replace(inhoud(traject, regel, gebeurtenis), pad=pad, termijn=None)


def _wacht_op_antwoord(traject: Traject, gebeurtenis: Gebeurtenis) -> bool:
    return traject.vragen.filter(aan=gebeurtenis.naar, beantwoord_op=None, gesloten_op=None).exists()


REGELS += [
    *_hervat("organisatie", ORGANISATIE),
    *_hervat("toetsers", TOETSERS),
    *_hervat("controleur", CONTROLEUR),
    Regel("team_gewijzigd", ORGANISATIE, Handeling.TEAM_WIJZIGEN),
    Regel("team_gewijzigd_team", TEAM, Handeling.TEAM_WIJZIGEN, met_agenda=True),
    Regel("uit_het_team", UIT_HET_TEAM, Handeling.TEAM_WIJZIGEN, met_agenda=True, inhoud=_bij_mijn_werk),
    Regel(
        "teambezwaar_binnen",
        PLANNER,
        Handeling.TEAMBEZWAAR_MAKEN,
        is_beurt=True,
        als=lambda traject, _: traject.teambezwaren.onbeantwoord().exists(),
        inhoud=_bezwaar_te_beantwoorden,
    ),
    Regel("teambezwaar_gemaakt", ORGANISATIE, Handeling.TEAMBEZWAAR_MAKEN, is_bundel=True),
    Regel("teambezwaar_beantwoord", ORGANISATIE, Handeling.TEAMBEZWAAR_BEANTWOORDEN, nalezer=VAN_DE_PLANNER),
    Regel(
        "document_weggehaald",
        ORGANISATIE,
        Handeling.DOCUMENT_VERWIJDEREN,
        # By the application, since something harmful was in it; what people take away themselves they know.
        als=lambda _, gebeurtenis: gebeurtenis.gebruiker_id is None,
        inhoud=op_bladzijde("documenten"),
    ),
]
REGELS += [
    Regel(f"{brief}_{naam}", partij, handeling, naar=aan, als=als, inhoud=op_bladzijde("vragen"), woorden=brief)
    for brief, handeling, als in (
        ("vraag_binnen", Handeling.VRAAG_STELLEN, _wacht_op_antwoord),
        ("antwoord_binnen", Handeling.VRAAG_BEANTWOORDEN, None),
    )
    for naam, partij, aan in (
        ("organisatie", ORGANISATIE, Vraagpartij.ORGANISATIE),
        ("planner", PLANNER, Vraagpartij.CERTIFICEERDER),
        ("toetsers", TOETSERS, Vraagpartij.CERTIFICEERDER),
    )
]
REGELS += [
    Regel(f"{brief}_{naam}", partij, handeling, naar=van, inhoud=op_bladzijde("meldingen"), woorden=brief)
    for brief, handeling, van, partijen in (
        ("wijziging_gemeld", Handeling.WIJZIGING_MELDEN, "", (("planner", PLANNER), ("bureau", BUREAU))),
        (
            "melding_gewogen",
            Handeling.MELDING_WEGEN,
            Weger.BUREAU,
            (("organisatie", ORGANISATIE), ("planner", PLANNER)),
        ),
        ("melding_voorgelegd", Handeling.MELDING_WEGEN, Weger.CERTIFICEERDER, (("bureau", BUREAU),)),
    )
    for naam, partij in partijen
]
_UITSTEL = (
    ("uitstel_gevraagd", Handeling.TERMIJN_VOORSTELLEN, (ORGANISATIE, PLANNER)),
    ("uitstel_beantwoord", Handeling.TERMIJNVOORSTEL_BEANTWOORDEN, (ORGANISATIE, PLANNER, TOETSERS)),
)
REGELS += [
    Regel(
        f"{brief}_{naam}",
        partij,
        handeling,
        naar=Vraagpartij.ORGANISATIE if partij is ORGANISATIE else Vraagpartij.CERTIFICEERDER,
        inhoud=op_bladzijde("termijn"),
        woorden=brief,
    )
    for brief, handeling, partijen in _UITSTEL
    for naam, partij in (("organisatie", ORGANISATIE), ("planner", PLANNER), ("toetsers", TOETSERS))
    if partij in partijen
]
REGELS += [
    Regel(
        f"uitstel_vanzelf_{naam}",
        partij,
        Handeling.TERMIJNVOORSTEL_BEANTWOORDEN,
        als=lambda _, gebeurtenis: gebeurtenis.gebruiker_id is None,
        inhoud=op_bladzijde("termijn"),
        woorden="uitstel_vanzelf",
    )
    for naam, partij in (("organisatie", ORGANISATIE), ("planner", PLANNER), ("toetsers", TOETSERS))
]

# Of a term that runs: who is at turn is reminded, and whoever the framework names hears that it is late.
VAN_DE_BEURT = {
    AanZet.ORGANISATIE: ORGANISATIE,
    AanZet.PLANNER: PLANNER,
    AanZet.TOETSERS: TOETSERS,
    AanZet.CONTROLEUR: CONTROLEUR,
    AanZet.SECRETARIS: SECRETARIS,
    AanZet.BUREAU: BUREAU,
}
Soortmoment = klok.Moment.Soort
WANNEER = {
    Soortmoment.HERINNERING: "zoveel werkdagen voor de laatste dag van een termijn",
    Soortmoment.LAATSTE_DAG: "de laatste dag van een termijn",
    Soortmoment.TE_LAAT: "zoveel werkdagen na de laatste dag",
    Soortmoment.ESCALATIE: "zoveel werkdagen na de laatste dag is het nog stil",
}
REGELS += [
    Regel(
        f"termijn_{soort}_{naam}",
        partij,
        moment=WANNEER[soort],
        is_beurt=soort != Soortmoment.ESCALATIE,
        woorden=f"termijn_{soort}",
    )
    for soort in Soortmoment
    for naam, partij in VAN_DE_BEURT.items()
]
# So many days a moment that no worker saw is still told.
NOG_STEEDS = timedelta(days=3)


def _termijnmomenten(vandaag: date) -> Iterator[Moment]:
    """The last moment that came of every running term; of two that came while no worker ran, the first has lost its sense."""
    ruim = timedelta(days=60)
    trajecten = Traject.objects.filter(termijn__range=(vandaag - ruim, vandaag + ruim)).select_related("kaderversie")
    for traject in trajecten.order_by("pk").iterator(chunk_size=200):
        gekomen = {een.partij: een for een in klok.momenten(traject) if een.datum <= vandaag}
        for een in gekomen.values():
            if een.datum >= vandaag - NOG_STEEDS:
                brief = f"termijn_{een.soort}_{een.partij}"
                yield Moment(brief, traject.onderwerp, f"{traject.onderwerp} {een.sleutel} {brief}")


MOMENTEN.append(_termijnmomenten)
ONVERTELD[Handeling.VRAAG_SLUITEN] = "Wie de vraag stelde, sluit haar; er is niets meer te doen."
ONVERTELD[Handeling.BRIEF_NALEZEN] = "De brief zelf gaat naar wie hem krijgt, en staat bij Post."
ONVERTELD[Handeling.DOCUMENT_TOEVOEGEN] = (
    "Wie de zelfevaluatie krijgt, vindt de documenten erbij; los bericht zou er een per bestand zijn."
)

ZELF_GEDAAN = "Deed het zelf; een collega ziet het in het traject en bij Mijn werk."
OP_DE_LIJST = "Ziet alle trajecten op de lijst, en hoort het als er iets te doen is."
ONVERTELD_AAN += [
    Onverteld(
        SECRETARIS,
        (
            Handeling.AANMELDEN,
            Handeling.ACCEPTEREN,
            *GESTOPT,
            *ZIJDEUREN,
            *OVER_HET_TEAM,
            Handeling.DOCUMENT_VERWIJDEREN,
        ),
        "Ziet een traject pas als het is voorgedragen, en niet meer als het is gestopt.",
    ),
    Onverteld(BUREAU, (Handeling.AANMELDEN, Handeling.ACCEPTEREN, *ZIJDEUREN), OP_DE_LIJST),
    Onverteld(
        BUREAU,
        (*OVER_HET_TEAM, Handeling.DOCUMENT_VERWIJDEREN),
        "Dit is tussen de organisatie en de certificerende instelling.",
    ),
    Onverteld(TEAM, (Handeling.AANMELDEN, Handeling.WEIGEREN), "Er is nog geen team."),
    Onverteld(PLANNER, (Handeling.ACCEPTEREN, Handeling.WEIGEREN, Handeling.STAKEN, *ZIJDEUREN), ZELF_GEDAAN),
    Onverteld(PLANNER, (Handeling.TEAM_WIJZIGEN, Handeling.TEAMBEZWAAR_BEANTWOORDEN), ZELF_GEDAAN),
    Onverteld(
        TEAM,
        (Handeling.TEAMBEZWAAR_MAKEN, Handeling.TEAMBEZWAAR_BEANTWOORDEN),
        "Over wie het gaat, hoort het van de planner; niemand anders.",
    ),
    Onverteld(
        CERTIFICEERDER, (Handeling.DOCUMENT_VERWIJDEREN,), "De organisatie zet er een ander bestand voor in de plaats."
    ),
]

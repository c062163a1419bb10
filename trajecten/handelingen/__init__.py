"""What people do with a traject. Every act: transaction, lock, reasons why not, change, log row."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from huisstijl.velden import regel
from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.logboek import vastleggen, vergrendelen
from leden.models import Gebruiker, Lidmaatschap, Organisatie
from normenkader.models import Kaderversie, Norm, Partij
from trajecten.beginnen import volgend_nummer
from trajecten.bevoegdheden import (
    INLEVERTERMIJN,
    OUDE_ROL,
    VOOR_HET_PROGRAMMA,
    aanmeldbelemmeringen,
    acceptatiebelemmeringen,
    bezwaarantwoordbelemmeringen,
    certificeerderbelemmeringen,
    cyclusbelemmeringen,
    dagenbelemmeringen,
    documentbelemmeringen,
    documentverwijderbelemmeringen,
    handelingsbelemmeringen,
    nieuwe_dag_belemmeringen,
    open_voor_bezwaar,
    plannerbelemmeringen,
    sluitbelemmeringen,
    teambelemmeringen,
    teambezwaarbelemmeringen,
    teamwijzigbelemmeringen,
    vervangbelemmeringen,
    voorstelantwoordbelemmeringen,
    voorstelbelemmeringen,
    vraagantwoordbelemmeringen,
    vraagbelemmeringen,
)
from trajecten.gebied import GEEN_KEUZE, Gebiedskeuze, gebied_vastleggen, gebiedskeuzebelemmeringen
from trajecten.levensloop import BEURTEN, TERMIJNVELDEN, Soort, Status, lopen, termijn_zetten
from trajecten.models import (
    PARTIJ_DIE_VRAAGT,
    PARTIJ_VAN_ROL,
    Cyclus,
    Document,
    Teambezwaar,
    Termijnvoorstel,
    Toewijzing,
    Traject,
    Vraag,
    Vraagpartij,
)
from trajecten.taken import document_nakijken
from trajecten.termijnen import einddatum


@transaction.atomic
def aanmelden(
    wie: Lidmaatschap,
    *,
    certificeerder: Organisatie,
    kaderversie: Kaderversie,
    variant: str,
    reikwijdte: str,
    fte: Decimal,
    locaties: int,
    dagen: Decimal,
    dagen_reden: str,
    cyclus: Cyclus | None = None,
    gebied: Gebiedskeuze = GEEN_KEUZE,
) -> Traject:
    """Apply for a traject; accepting the terms of the framework version is part of it (ISO/IEC 17065 § 4.1.2).

    `cyclus`: of the label that is to be renewed; None for a new one. `locaties`: on how many, for who has not written down
    which; otherwise as many as are chosen.
    """
    Organisatie.objects.select_for_update(no_key=True).get(pk=wie.organisatie_id)
    eisen(
        aanmeldbelemmeringen(wie) or cyclusbelemmeringen(wie, cyclus, reikwijdte),
        certificeerderbelemmeringen(certificeerder)
        or plannerbelemmeringen(
            Traject(organisatie=wie.organisatie, certificeerder=certificeerder, kaderversie=kaderversie)
        ),
        dagenbelemmeringen(kaderversie, fte, dagen, dagen_reden),
        gebiedskeuzebelemmeringen(wie.organisatie, gebied),
    )
    vergrendelen()
    toegekend = Traject.objects.filter(cyclus=cyclus, soort=Soort.TOETS, status=Status.LOPEND)
    traject = Traject.objects.create(
        nummer=volgend_nummer(),
        cyclus=cyclus or Cyclus.objects.create(organisatie=wie.organisatie),
        vorige=toegekend.order_by("pk").last(),
        organisatie=wie.organisatie,
        certificeerder=certificeerder,
        kaderversie=kaderversie,
        variant=variant,
        reikwijdte=reikwijdte,
        fte=fte,
        locaties=len(gebied.locaties) or locaties,
        dagen=dagen,
        dagen_reden=dagen_reden,
        voorwaarden_versie=kaderversie.voorwaarden.versie,
        aangemeld_door=wie.gebruiker,
        termijn=einddatum(kaderversie, BEURTEN[Status.AANGEMELD].termijn, timezone.localdate()),
        termijnnaam=BEURTEN[Status.AANGEMELD].termijn,
        termijn_sinds=timezone.localdate(),
    )
    gebied_vastleggen(traject, gebied)
    vastleggen(wie, Handeling.AANMELDEN, traject.onderwerp, naar=Status.AANGEMELD)
    return traject


@transaction.atomic
def accepteren(
    wie: Lidmaatschap,
    traject: Traject,
    *,
    toetsers: Collection[Gebruiker],
    teamleider: Gebruiker,
    controleur: Gebruiker,
) -> Traject:
    """The certifier takes the traject on with a team."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(
        acceptatiebelemmeringen(wie, traject),
        teambelemmeringen(traject, toetsers, teamleider, controleur),
    )
    _team_zetten(traject, toetsers, teamleider, controleur)
    lopen(traject, Handeling.ACCEPTEREN, Status.VOORBEREIDING, wie)
    return traject


@transaction.atomic
def vervolgteam_kiezen(
    wie: Lidmaatschap, traject: Traject, *, toetsers: Collection[Gebruiker], teamleider: Gebruiker
) -> Traject:
    """The certifier says who look at what happened since the decision; in a next round that can be others."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(
        handelingsbelemmeringen(wie, traject, Handeling.VERVOLGTEAM_KIEZEN),
        teambelemmeringen(traject, toetsers, teamleider, None)
        + vervangbelemmeringen(traject, toetsers, teamleider, None),
    )
    _team_zetten(traject, toetsers, teamleider, None)
    lopen(traject, Handeling.VERVOLGTEAM_KIEZEN, Status.BEOORDELEN, wie)
    return traject


@transaction.atomic
def weigeren(wie: Lidmaatschap, traject: Traject, reden: str) -> Traject:
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.WEIGEREN))
    lopen(traject, Handeling.WEIGEREN, Status.GEWEIGERD, wie, reden)
    return traject


@transaction.atomic
def team_wijzigen(
    wie: Lidmaatschap,
    traject: Traject,
    *,
    toetsers: Collection[Gebruiker],
    teamleider: Gebruiker,
    controleur: Gebruiker | None = None,
    reden: str,
) -> Traject:
    """Another team, until the report is settled, or later for who has an interest; the organisation reads the reason."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(
        teamwijzigbelemmeringen(wie, traject),
        teambelemmeringen(traject, toetsers, teamleider, controleur),
        vervangbelemmeringen(traject, toetsers, teamleider, controleur),
    )
    if not reden.strip():
        raise Geweigerd(["Schrijf erbij waarom het team verandert. De organisatie leest dat."])
    _team_zetten(traject, toetsers, teamleider, controleur)
    vastleggen(wie, Handeling.TEAM_WIJZIGEN, traject.onderwerp, reden=reden)
    return traject


def _team_zetten(
    traject: Traject, toetsers: Collection[Gebruiker], teamleider: Gebruiker, controleur: Gebruiker | None
) -> None:
    """Who stays in a role keeps the row, and with it since when. Once there is a programme, so does who leaves."""
    rollen = {toetser.pk: Toewijzing.Trajectrol.TOETSER for toetser in toetsers}
    if controleur is not None:
        rollen[controleur.pk] = Toewijzing.Trajectrol.CONTROLEUR
    team = traject.toewijzingen.team()
    blijft = {lid.gebruiker_id for lid in team if lid.rol == rollen.get(lid.gebruiker_id)}
    weg = team.exclude(gebruiker__in=blijft)
    if traject.status in (Status.AANGEMELD, *VOOR_HET_PROGRAMMA):
        weg.delete()
    else:
        for rol, was in OUDE_ROL.items():
            weg.filter(rol=rol).update(rol=was, is_teamleider=False)
    traject.toewijzingen.filter(is_teamleider=True).exclude(gebruiker=teamleider).update(is_teamleider=False)
    for gebruiker, rol in rollen.items():
        if gebruiker not in blijft:
            traject.toewijzingen.update_or_create(
                gebruiker_id=gebruiker, defaults={"rol": rol, "sinds": timezone.now()}
            )
    traject.toewijzingen.filter(gebruiker=teamleider, is_teamleider=False).update(is_teamleider=True)


@transaction.atomic
def teambezwaar_maken(wie: Lidmaatschap, traject: Traject, *, gebruiker: Gebruiker, reden: str) -> Teambezwaar:
    """The organisation objects to a member of the team, with a reason."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(teambezwaarbelemmeringen(wie, traject))
    if not traject.toewijzingen.team().filter(gebruiker=gebruiker).exists():
        raise Geweigerd([f"{gebruiker.naam} zit niet in het team."])
    if gebruiker not in [lid.gebruiker for lid in open_voor_bezwaar(traject)]:
        raise Geweigerd([f"{gebruiker.naam} zit al langer in het team. Bezwaar maken kan niet meer."])
    if traject.teambezwaren.filter(gebruiker=gebruiker, beantwoord_op__isnull=True).exists():
        raise Geweigerd([f"Uw organisatie maakte al bezwaar tegen {gebruiker.naam}. Wacht op het antwoord."])
    bezwaar = Teambezwaar.objects.create(traject=traject, gebruiker=gebruiker, reden=reden, gemaakt_door=wie.gebruiker)
    vastleggen(wie, Handeling.TEAMBEZWAAR_MAKEN, traject.onderwerp, reden=reden)
    return bezwaar


@transaction.atomic
def teambezwaar_beantwoorden(wie: Lidmaatschap, bezwaar: Teambezwaar, antwoord: str) -> Teambezwaar:
    """The certifier answers; changing the team is an act of its own."""
    traject = Traject.objects.op_slot(bezwaar.traject_id)
    bezwaar.refresh_from_db()
    eisen(bezwaarantwoordbelemmeringen(wie, traject, bezwaar))
    bezwaar.antwoord, bezwaar.beantwoord_op, bezwaar.beantwoord_door = antwoord, timezone.now(), wie.gebruiker
    bezwaar.save(update_fields=["antwoord", "beantwoord_op", "beantwoord_door"])
    bezwaar.redenconcepten.all().delete()
    vastleggen(wie, Handeling.TEAMBEZWAAR_BEANTWOORDEN, traject.onderwerp, reden=antwoord)
    return bezwaar


@transaction.atomic
def termijn_voorstellen(wie: Lidmaatschap, traject: Traject, *, nieuw: date, reden: str) -> Termijnvoorstel:
    """Ask the other party for another last day, with a reason. An extension holds when nobody answers in time."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(voorstelbelemmeringen(wie, traject))
    eisen(nieuwe_dag_belemmeringen(traject, nieuw))
    voorstel = Termijnvoorstel.objects.create(
        traject=traject,
        status=traject.status,
        oud=traject.termijn,
        nieuw=nieuw,
        reden=reden,
        van_organisatie=PARTIJ_VAN_ROL[wie.rol] == Partij.ORGANISATIE,
        gevraagd_door=wie.gebruiker,
    )
    if traject.termijn:
        termijn_zetten(traject, traject.termijnnaam, traject.termijn, uitstel_tot=nieuw)
        traject.save(update_fields=TERMIJNVELDEN)
    zin = f"{voorstel}. {reden}"
    vastleggen(wie, Handeling.TERMIJN_VOORSTELLEN, traject.onderwerp, naar=voorstel.antwoord_van, reden=zin)
    return voorstel


@transaction.atomic
def termijnvoorstel_beantwoorden(
    wie: Lidmaatschap, voorstel: Termijnvoorstel, *, akkoord: bool, uitleg: str = ""
) -> Termijnvoorstel:
    """The other party agrees, and the last day moves, or does not and says why."""
    traject = Traject.objects.op_slot(voorstel.traject_id)
    voorstel = traject.termijnvoorstellen.select_for_update(of=("self",)).get(pk=voorstel.pk)
    eisen(voorstelantwoordbelemmeringen(wie, voorstel))
    if not akkoord and not uitleg.strip():
        raise Geweigerd(["Schrijf erbij waarom u niet akkoord bent. De ander leest dat."])
    soort = Termijnvoorstel.Antwoord.AKKOORD if akkoord else Termijnvoorstel.Antwoord.NIET
    voorstel.antwoord, voorstel.uitleg = soort, uitleg.strip()
    voorstel.beantwoord_op, voorstel.beantwoord_door = timezone.now(), wie.gebruiker
    voorstel.save(update_fields=["antwoord", "uitleg", "beantwoord_op", "beantwoord_door"])
    termijn_zetten(traject, traject.termijnnaam or INLEVERTERMIJN, voorstel.nieuw if akkoord else voorstel.oud)
    traject.save(update_fields=TERMIJNVELDEN)
    reden = " ".join(filter(None, [f"{voorstel}: {voorstel.get_antwoord_display()}.", voorstel.uitleg]))
    vastleggen(wie, Handeling.TERMIJNVOORSTEL_BEANTWOORDEN, traject.onderwerp, naar=voorstel.gevraagd_van, reden=reden)
    return voorstel


@transaction.atomic
def document_toevoegen(
    wie: Lidmaatschap, traject: Traject, *, titel: str, leeswijzer: str, bestand: File, normen: Iterable[Norm]
) -> Document:
    """Attach a file and link it to norms. The file is stored under its SHA-256, never under the name it came with."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(documentbelemmeringen(wie, traject))
    document = Document.objects.create(
        traject=traject,
        titel=titel,
        leeswijzer=leeswijzer,
        bestand=bestand,
        bestandsnaam=regel(bestand.name or ""),
        grootte=bestand.size,
        sha256=hashlib.file_digest(bestand, "sha256").hexdigest(),
        nagekeken=Document.Nagekeken.WACHT if settings.CLAMD else Document.Nagekeken.NIET,
        toegevoegd_door=wie.gebruiker,
    )
    document.normen.set(normen)
    vastleggen(wie, Handeling.DOCUMENT_TOEVOEGEN, traject.onderwerp, reden=titel, stuk_sha256=document.sha256)
    if settings.CLAMD:
        document_nakijken.defer(document=document.pk)
    return document


@transaction.atomic
def document_verwijderen(wie: Lidmaatschap, document: Document) -> None:
    """Take a document away, its file included, while the self-evaluation is open."""
    traject = Traject.objects.op_slot(document.traject_id)
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    eisen(documentverwijderbelemmeringen(wie, document))
    document.delete()
    vastleggen(
        wie,
        Handeling.DOCUMENT_VERWIJDEREN,
        traject.onderwerp,
        reden=document.titel,
        stuk_sha256=document.sha256,
    )
    if document.bestand:
        transaction.on_commit(lambda: document.bestand.storage.delete(document.bestand.name))


@transaction.atomic
def intrekken(wie: Lidmaatschap, traject: Traject, reden: str) -> Traject:
    """The organisation withdraws."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.INTREKKEN))
    lopen(traject, Handeling.INTREKKEN, Status.INGETROKKEN, wie, reden)
    return traject


@transaction.atomic
def staken(wie: Lidmaatschap, traject: Traject, reden: str) -> Traject:
    """The certifier stops the traject for good."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.STAKEN))
    lopen(traject, Handeling.STAKEN, Status.GESTAAKT, wie, reden)
    return traject


@transaction.atomic
def aanhouden(wie: Lidmaatschap, traject: Traject, reden: str) -> Traject:
    """The certifier suspends the traject; its term stands still until it goes on where it was."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.AANHOUDEN))
    traject.aangehouden_vanuit = traject.status
    lopen(traject, Handeling.AANHOUDEN, Status.AANGEHOUDEN, wie, reden)
    return traject


@transaction.atomic
def hervatten(wie: Lidmaatschap, traject: Traject) -> Traject:
    """The traject goes on in the status it was suspended in, with what was left of its term."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.HERVATTEN))
    naar, traject.aangehouden_vanuit = Status(traject.aangehouden_vanuit), ""
    lopen(traject, Handeling.HERVATTEN, naar, wie)
    return traject


@transaction.atomic
def vraag_stellen(wie: Lidmaatschap, traject: Traject, *, onderwerp: str, tekst: str) -> Vraag:
    """Ask the other party something. Raises Geweigerd."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(vraagbelemmeringen(wie, traject))
    aan = PARTIJ_DIE_VRAAGT[wie.rol].ander
    vraag = Vraag.objects.create(traject=traject, aan=aan, onderwerp=onderwerp, tekst=tekst, gesteld_door=wie.gebruiker)
    vastleggen(wie, Handeling.VRAAG_STELLEN, traject.onderwerp, naar=aan, reden=onderwerp)
    return vraag


@transaction.atomic
def vraag_beantwoorden(wie: Lidmaatschap, vraag: Vraag, antwoord: str) -> None:
    """Give the answer; it does not change any more. Raises Geweigerd."""
    vraag = _op_slot(vraag)
    eisen(vraagantwoordbelemmeringen(wie, vraag))
    vraag.antwoord, vraag.beantwoord_op, vraag.beantwoord_door = antwoord, timezone.now(), wie.gebruiker
    vraag.save(update_fields=["antwoord", "beantwoord_op", "beantwoord_door"])
    vragers = Vraagpartij(vraag.aan).ander
    vastleggen(wie, Handeling.VRAAG_BEANTWOORDEN, vraag.traject.onderwerp, naar=vragers, reden=vraag.onderwerp)


@transaction.atomic
def vraag_sluiten(wie: Lidmaatschap, vraag: Vraag) -> None:
    """Say that the question is done, answered or not. Raises Geweigerd."""
    vraag = _op_slot(vraag)
    eisen(sluitbelemmeringen(wie, vraag))
    vraag.gesloten_op, vraag.gesloten_door = timezone.now(), wie.gebruiker
    vraag.save(update_fields=["gesloten_op", "gesloten_door"])
    vastleggen(wie, Handeling.VRAAG_SLUITEN, vraag.traject.onderwerp, reden=vraag.onderwerp)


def _op_slot(vraag: Vraag) -> Vraag:
    Traject.objects.op_slot(vraag.traject_id)
    return Vraag.objects.select_for_update(of=("self",)).select_related("traject").get(pk=vraag.pk)

"""What the beheercommissie does. Every act: transaction, lock, reasons why not, change, log row."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from beheercommissie.aanvullend import vraagt_onderzoek
from beheercommissie.bevoegdheden import (
    agendabelemmeringen,
    agendapuntbelemmeringen,
    beslisbelemmeringen,
    besluitbelemmeringen,
    eigen_stem,
    herstelbelemmeringen,
    houdt_aan,
    navraagantwoordbelemmeringen,
    optiebelemmeringen,
    stelt_voorwaarden,
    stembelemmeringen,
    uitslagbelemmeringen,
    verklaringsbelemmeringen,
    volgend_onderzoek,
    vraagt_herstel,
    wijkt_af,
)
from beheercommissie.bevoegdheden.stemming import (
    meerderheidsbelemmeringen,
    quorumbelemmeringen,
    stemmen_per_optie,
    uitkomst_van,
)
from beheercommissie.bevoegdheden.vergaderingen import laatbelemmeringen
from beheercommissie.dossier import dossierinhoud
from beheercommissie.handelingen.blik import blikken_openen
from beheercommissie.models import (
    Agendapunt,
    AgendapuntQuerySet,
    Belangverklaring,
    Besluit,
    Blik,
    Navraag,
    Reglement,
    Stem,
    Vergadering,
)
from beheercommissie.opzet import Opzet
from beheercommissie.quorum import Quorum, quorum_van
from beheercommissie.taken import besluitbrief_maken, dossier_pdf_maken
from certificaten.bevoegdheden import toekenningsbelemmeringen
from certificaten.gevolgen import GEVOLGEN, Uitvoering, certificaat_bij, mogelijke_opties
from certificaten.handelingen import herstel_vragen, toekennen
from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.controlegetal import controlegetal
from leden.logboek import vastleggen
from leden.models import Lidmaatschap
from toetsing.handelingen.rapport import aanvullend_onderzoek_beginnen
from toetsing.handelingen.vervolg import meer_tijd
from toetsing.models import AanvullendOnderzoek, Voorbehoud, Voorwaarde
from trajecten.banden import BEIDE, mensen_met_belang
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.levensloop import Status, lopen
from trajecten.models import Toewijzing, Traject
from trajecten.schrijven import lengtebelemmeringen
from trajecten.termijnen import einddatum


@transaction.atomic
def agenderen(wie: Lidmaatschap, traject: Traject, vergadering: Vergadering, laat_omdat: str = "") -> Agendapunt:
    """Put a traject on the agenda; the pack is frozen as it is now, with its hash. `laat_omdat`: why after the closing day."""
    traject = Traject.objects.op_slot(traject.pk)
    # Two items on one agenda get their numbers one after the other.
    vergadering = Vergadering.objects.select_for_update().get(pk=vergadering.pk)
    eisen(
        handelingsbelemmeringen(wie, traject, Handeling.AGENDEREN)
        or agendabelemmeringen(vergadering, traject)
        or laatbelemmeringen(vergadering, laat_omdat)
    )
    return opnemen(wie, traject, vergadering, laat_omdat)


def opnemen(wie: Lidmaatschap, traject: Traject, vergadering: Vergadering, laat_omdat: str = "") -> Agendapunt:
    """Freeze the pack of this locked traject, as the last item of this locked meeting."""
    Reglement.objects.beginnen(traject.kaderversie)
    dossier = dossierinhoud(traject)
    agendapunt = Agendapunt.objects.create(
        vergadering=vergadering,
        traject=traject,
        volgnummer=vergadering.volgende_nummer(),
        dossier=dossier,
        sha256=controlegetal(dossier),
        bevroren_door=wie.gebruiker,
        laat_omdat=laat_omdat.strip() if vergadering.is_na_de_sluitdag else "",
    )
    # Who decided to hold it over says anew, for this item, whether there is an interest; until then nothing opens.
    Toewijzing.objects.filter(traject=traject, rol=Toewijzing.Trajectrol.BESLISSER).delete()
    lopen(traject, Handeling.AGENDEREN, Status.GEAGENDEERD, wie, stuk_sha256=agendapunt.sha256)
    dossier_pdf_maken.defer(agendapunt=agendapunt.pk)
    return agendapunt


def _agendapunt_op_slot(agendapunt: Agendapunt) -> Agendapunt:
    Traject.objects.op_slot(agendapunt.traject_id)
    return Agendapunt.objects.select_related(
        "vergadering", "traject__organisatie", "traject__certificeerder", "traject__kaderversie"
    ).get(pk=agendapunt.pk)


@transaction.atomic
def belang_verklaren(wie: Lidmaatschap, agendapunt: Agendapunt, uitkomst: str) -> Belangverklaring:
    """Say whether one has an interest. Without one the file opens; with one (or in doubt) a vote already given lapses."""
    agendapunt = _agendapunt_op_slot(agendapunt)
    eisen(verklaringsbelemmeringen(wie, agendapunt, uitkomst))
    return _verklaren(wie, agendapunt, uitkomst)


@transaction.atomic
def verklaring_ongedaan_maken(wie: Lidmaatschap, verklaring: Belangverklaring, reden: str) -> Belangverklaring:
    """That a member has an interest or a doubt is undone, for a reason; the member takes part again. What it was stays in the log."""
    agendapunt = _agendapunt_op_slot(verklaring.agendapunt)
    verklaring = Belangverklaring.objects.select_related("gebruiker").get(pk=verklaring.pk)
    verklaring.agendapunt = agendapunt
    eisen(herstelbelemmeringen(wie, verklaring), lengtebelemmeringen(reden))
    if not reden.strip():
        raise Geweigerd(["Schrijf waarom dit lid toch meedoet. Dat blijft in het logboek."])
    was = verklaring.uitkomst
    verklaring.uitkomst, verklaring.ongedaan_door = Belangverklaring.Uitkomst.GEEN, wie.gebruiker
    verklaring.verklaard_op = timezone.now()
    verklaring.save(update_fields=["uitkomst", "ongedaan_door", "verklaard_op"])
    _plaats_geven(agendapunt, verklaring)
    vastleggen(
        wie,
        Handeling.BELANG_ONGEDAAN_MAKEN,
        verklaring.onderwerp,
        van=was,
        naar=verklaring.uitkomst,
        reden=f"{verklaring.gebruiker.naam}, {agendapunt.traject.onderwerp}. Reden: {reden.strip()}",
    )
    return verklaring


def _plaats_geven(agendapunt: Agendapunt, verklaring: Belangverklaring) -> None:
    """Who has no interest decides on the traject, who has one stays out."""
    # Who is in the team keeps that role, and stays out because of it.
    if not agendapunt.traject.toewijzingen.ooit_in_team().filter(gebruiker=verklaring.gebruiker).exists():
        beslist = verklaring.uitkomst == Belangverklaring.Uitkomst.GEEN
        rol = Toewijzing.Trajectrol.BESLISSER if beslist else Toewijzing.Trajectrol.BUITEN
        Toewijzing.objects.update_or_create(
            traject=agendapunt.traject, gebruiker=verklaring.gebruiker, defaults={"rol": rol}
        )


def _verklaren(wie: Lidmaatschap, agendapunt: Agendapunt, uitkomst: str) -> Belangverklaring:
    verklaring, _ = Belangverklaring.objects.update_or_create(
        agendapunt=agendapunt,
        gebruiker=wie.gebruiker,
        defaults={"uitkomst": uitkomst, "verklaard_op": timezone.now(), "ongedaan_door": None},
    )
    _plaats_geven(agendapunt, verklaring)
    # The others see that somebody does not take part, not why.
    doet_mee = "Doet mee."
    if uitkomst != Belangverklaring.Uitkomst.GEEN:
        vervallen, _ = Stem.objects.filter(agendapunt=agendapunt, gebruiker=wie.gebruiker).delete()
        Blik.objects.filter(agendapunt=agendapunt, gebruiker=wie.gebruiker).delete()
        blikken_openen(agendapunt)
        doet_mee = "Doet niet mee. De stem telt niet meer." if vervallen else "Doet niet mee."
    vastleggen(wie, Handeling.BELANG_VERKLAREN, agendapunt.traject.onderwerp, reden=doet_mee)
    return verklaring


def _open_agendapunten(wie: Lidmaatschap) -> AgendapuntQuerySet:
    """The items without a decision in which this person takes part, in the order in which they are locked."""
    return (
        Agendapunt.objects.onbesloten()
        .filter(
            verklaringen__gebruiker=wie.gebruiker,
            verklaringen__uitkomst=Belangverklaring.Uitkomst.GEEN,
            traject__status=Status.GEAGENDEERD,
        )
        .order_by("traject")
    )


def open_agendapunten_op_slot(wie: Lidmaatschap) -> None:
    """Lock the trajecten of those items, for an act that writes in the log before it comes to `terugtrekken`."""
    for agendapunt in _open_agendapunten(wie):
        Traject.objects.op_slot(agendapunt.traject_id)


@transaction.atomic
def terugtrekken(wie: Lidmaatschap) -> list[Agendapunt]:
    """After this person registered an interest: take part no more in the open items for which it counts.

    The same as declaring it: the vote lapses, the file closes, the log says so. Returns those items.
    """
    gesloten = []
    for agendapunt in _open_agendapunten(wie):
        agendapunt = _agendapunt_op_slot(agendapunt)
        if not agendapuntbelemmeringen(agendapunt) and beslisbelemmeringen(wie.gebruiker, agendapunt.traject):
            _verklaren(wie, agendapunt, Belangverklaring.Uitkomst.BELANG)
            gesloten.append(agendapunt)
    return gesloten


@transaction.atomic
def stemmen(wie: Lidmaatschap, agendapunt: Agendapunt, *, optie: str, reden: str = "") -> Stem:
    """Vote, or change the vote, until the chair decides; a chair votes once."""
    agendapunt = _agendapunt_op_slot(agendapunt)
    eisen(stembelemmeringen(wie, agendapunt), lengtebelemmeringen(reden))
    if optie != Stem.ONTHOUDING:
        eisen(optiebelemmeringen(agendapunt.traject, optie))
        if optie not in {een.code for een in mogelijke_opties(agendapunt.traject)}:
            raise Geweigerd(["Dat kan niet met het label zoals het er nu voor staat. Kies een ander besluit."])
    stem, _ = Stem.objects.update_or_create(
        agendapunt=agendapunt,
        gebruiker=wie.gebruiker,
        defaults={"optie": optie, "reden": reden, "gestemd_op": timezone.now()},
    )
    vastleggen(wie, Handeling.STEMMEN, agendapunt.traject.onderwerp)
    return stem


def uitslag(agendapunt: Agendapunt, quorum: Quorum) -> dict[str, Any]:
    """Votes per option code, and how many members stay out because of an interest."""
    buiten = ~Q(uitkomst=Belangverklaring.Uitkomst.GEEN) | Q(gebruiker__in=mensen_met_belang(agendapunt.traject, BEIDE))
    return {
        "stemmen": stemmen_per_optie(agendapunt, quorum),
        "met_belang": Belangverklaring.objects.filter(buiten, agendapunt=agendapunt).count(),
    }


def opstellen(wie: Lidmaatschap, agendapunt: Agendapunt, **gegevens: Any) -> Besluit:
    """The decision as it would be recorded now, unsaved. Raises Geweigerd: what is shown beforehand is what can be taken.

    `gegevens`: see `Opzet`. The people decide: the votes are counted and shown, the option is the one the chair reads out
    (uitgangspunten § 10).
    """
    opzet, traject = Opzet(**gegevens), agendapunt.traject
    eisen(optiebelemmeringen(traject, opzet.optie))
    keuze = traject.kaderversie.besluitoptie(opzet.optie)
    quorum = quorum_van(agendapunt)
    resultaat = uitslag(agendapunt, quorum)
    uitkomst = uitkomst_van(resultaat["stemmen"], quorum.reglement, traject.besluitopties)
    eisen(
        besluitbelemmeringen(wie, agendapunt, quorum)
        or uitslagbelemmeringen(agendapunt, eigen_stem(wie.gebruiker, agendapunt))
        or quorumbelemmeringen(quorum, resultaat["stemmen"])
        or meerderheidsbelemmeringen(uitkomst, opzet.optie) + opzet.belemmeringen(agendapunt, keuze)
    )
    if keuze.kent_toe:
        eisen(toekenningsbelemmeringen(traject))
    vandaag, gevolg = timezone.localdate(), GEVOLGEN.get(keuze.gevolg)
    vaste_reden = gevolg.vaste_reden if gevolg else ""
    besluit = Besluit(
        nummer=f"{traject.nummer}-B{traject.agendapunten.filter(besluit__isnull=False).count() + 1}",
        agendapunt=agendapunt,
        optie=opzet.optie,
        motivering=opzet.motivering.strip(),
        afwijking=opzet.afwijking.strip() if wijkt_af(agendapunt, keuze) else "",
        voorwaarden=opzet.voorwaarden.strip() if keuze.hoogstens_maanden else "",
        volgend_onderzoek_op=volgend_onderzoek(traject, keuze, agendapunt.vergadering.besluitdag),
        bezwaar_tot_en_met=einddatum(traject.kaderversie, "bezwaar", vandaag) if keuze.meldt_bezwaar else None,
        ingang=(vandaag if gevolg.is_meteen else opzet.ingang) if gevolg else None,
        tot=opzet.tot if keuze.hoogstens_maanden else None,
        openbare_reden=(vaste_reden or opzet.openbare_reden.strip()) if gevolg else "",
        uitslag=resultaat | ({"staking": uitkomst.staking} if uitkomst.staking else {}),
        besloten_op=agendapunt.vergadering.besluitdag,
        vastgelegd_door=wie.gebruiker,
    )
    besluit.voorwaardenlijst = list(opzet.voorwaardenlijst)
    if vraagt_onderzoek(keuze):
        gevraagd = {"vraag": opzet.vraag.strip(), "maand": opzet.maand, "normen": list(opzet.normen)}
        besluit.onderzoek = AanvullendOnderzoek.objects.volgend(traject, besluit_nummer=besluit.nummer, **gevraagd)
    if houdt_aan(keuze) and opzet.antwoord_tot_en_met:
        # From here on the decision knows its question as `besluit.gestelde_vraag`.
        Navraag(
            besluit=besluit,
            vraag=opzet.vraag.strip(),
            aan=opzet.vraag_aan,
            antwoord_tot_en_met=opzet.antwoord_tot_en_met,
        )
    return besluit


@transaction.atomic
def besluiten(wie: Lidmaatschap, agendapunt: Agendapunt, **gegevens: Any) -> Besluit:
    """Record the decision, and what it gives, asks or does to a certificate, in one transaction. `gegevens`: see `Opzet`."""
    if agendapunt.traject.vorige_id:
        # What it leads to can hang on the assessment before it: that row too comes before the log.
        Traject.objects.op_slot(agendapunt.traject.vorige_id)
    agendapunt = _agendapunt_op_slot(agendapunt)
    traject = agendapunt.traject
    besluit = opstellen(wie, agendapunt, **gegevens)
    besluit.save()
    besluitbrief_maken.defer(besluit=besluit.pk)
    keuze = besluit.keuze
    if navraag := besluit.gestelde_vraag:
        navraag.save()
    voorbehoud = _voorbehoud_maken(besluit) if stelt_voorwaarden(traject, keuze) else None
    if keuze.kent_toe:
        # An option that awards has a term: a package without one is not loaded (normenkader/laden.py).
        assert keuze.maanden_geldig is not None
        toekennen(
            traject,
            besluit_nummer=besluit.nummer,
            besloten_op=besluit.besloten_op,
            maanden_geldig=keuze.maanden_geldig,
        )
    if gevolg := GEVOLGEN.get(keuze.gevolg):
        uitvoering = Uitvoering(
            besluit_nummer=besluit.nummer,
            traject=traject,
            gevolg=keuze.gevolg,
            per=besluit.ingang or besluit.besloten_op,
            tot=besluit.tot,
            daarna=keuze.daarna,
            openbare_reden=besluit.openbare_reden,
            wie=wie,
        )
        gevolg.doen(certificaat_bij(traject), uitvoering)
    naar = navraag.status if navraag else Status(keuze.gaat_naar)
    lopen(
        traject,
        Handeling.BESLUITEN,
        naar,
        wie,
        reden=keuze.label,
        stuk_sha256=besluit.sha256,
        laatste=_laatste_dag(besluit, naar),
    )
    if besluit.onderzoek:
        aanvullend_onderzoek_beginnen(besluit.onderzoek)
    if vraagt_herstel(keuze):
        # The follow-up is done; an option that suspends says until when, and a follow-up comes after an assessment.
        assert traject.vorige is not None and besluit.tot is not None
        herstel_vragen(wie, traject.vorige, vraag=besluit.voorwaarden, tot=besluit.tot)
    if voorbehoud and keuze.gaat_naar == Status.VOORTGANG:
        meer_tijd(traject, voorbehoud)
    return besluit


def _laatste_dag(besluit: Besluit, naar: Status) -> date | None:
    """The last day of what the traject goes to, when the decision says it."""
    if besluit.gestelde_vraag:
        return besluit.gestelde_vraag.antwoord_tot_en_met
    if besluit.onderzoek:
        return besluit.onderzoek.laatste_dag
    return besluit.tot if naar == Status.HERSTEL else None


def _voorbehoud_maken(besluit: Besluit) -> Voorbehoud:
    """The conditions of a decision, on the label that it is about."""
    traject = besluit.agendapunt.traject
    toets = traject if besluit.keuze.kent_toe else traject.vorige
    # An option with conditions has a next investigation, and a short road follows an assessment (a constraint).
    assert besluit.volgend_onderzoek_op is not None and toets is not None
    voorbehoud = Voorbehoud.objects.create(
        traject=toets,
        besluit_nummer=besluit.nummer,
        vanaf=besluit.besloten_op,
        onderzoek_op=besluit.volgend_onderzoek_op,
    )
    for een in besluit.voorwaardenlijst:
        een.voorbehoud = voorbehoud
    Voorwaarde.objects.bulk_create(besluit.voorwaardenlijst)
    return voorbehoud


@transaction.atomic
def navraag_beantwoorden(wie: Lidmaatschap, traject: Traject, antwoord: str) -> Navraag:
    """Send the answer to what the committee asked; the traject can come on an agenda again."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(navraagantwoordbelemmeringen(wie, traject), lengtebelemmeringen(antwoord))
    if not antwoord.strip():
        raise Geweigerd(["Schrijf eerst het antwoord."])
    navraag = Navraag.objects.van(traject).latest("pk")
    navraag.antwoord, navraag.beantwoord_op, navraag.beantwoord_door = antwoord, timezone.now(), wie.gebruiker
    navraag.save(update_fields=["antwoord", "beantwoord_op", "beantwoord_door"])
    lopen(traject, Handeling.NAVRAAG_BEANTWOORDEN, Status.VOORGEDRAGEN, wie)
    return navraag

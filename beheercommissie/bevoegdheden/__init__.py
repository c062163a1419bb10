"""Who may do what in the beheercommissie: reasons why not (Dutch sentences; empty list = yes)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from beheercommissie.bevoegdheden.voorzitten import (
    IS_SCHRIFTELIJK,
    vergaderdagbelemmeringen,
    voorzitbelemmeringen,
)
from beheercommissie.models import Aantekening, Agendapunt, Belangverklaring, Besluit, Stem, Vergadering
from beheercommissie.quorum import Quorum
from certificaten.bevoegdheden import begint_op, maatregelbelemmeringen
from certificaten.gevolgen import certificaat_bij, gevolgbelemmeringen
from certificaten.models import Certificaat
from huisstijl.templatetags.opmaak import dag, tijdstip
from leden.bevoegdheden import Handeling, rolbelemmeringen
from leden.bevoegdheden.belangen import ongedaanbelemmeringen
from leden.models import Gebruiker, Lidmaatschap, Rol
from normenkader.inhoud import Besluitoptie
from toetsing.bevoegdheden import houdbaarheidsbelemmeringen
from toetsing.models import Verbeterplan, Voorwaarde
from trajecten.banden import tellende_belangen, tellende_lidmaatschappen
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.levensloop import Soort, Status
from trajecten.models import Toewijzing, Traject, Vraagpartij
from trajecten.schrijven import lengtebelemmeringen


def beslisbelemmeringen(gebruiker: Gebruiker, traject: Traject) -> list[str]:
    """Why this person can never decide on this traject, whatever is declared (uitgangspunten § 1 and § 2)."""
    belemmeringen = []
    # Of what follows an assessment, also who assessed then.
    getoetst_in = Q(traject=traject) if traject.soort == Soort.TOETS else Q(traject__in=[traject, traject.vorige])
    toewijzing = Toewijzing.objects.ooit_in_team().filter(getoetst_in, gebruiker=gebruiker).first()
    if toewijzing:
        belemmeringen.append(
            f"U was {toewijzing.get_rol_display()} in dit traject. Wie toetste of controleerde, beslist niet."
        )
    partijen, maanden = [traject.organisatie, traject.certificeerder], traject.kaderversie.afkoelperiode_maanden
    belangen = tellende_belangen(partijen, maanden).filter(gebruiker=gebruiker).select_related("organisatie")
    belemmeringen += [
        f"U hebt een belang bij {belang.organisatie.naam}: {belang.get_soort_display()}." for belang in belangen
    ]
    telt = Q(pk__in=tellende_lidmaatschappen(partijen, maanden).values("pk"))
    labelbeheerder = Q(pk__in=Lidmaatschap.objects.geldig().filter(rol=Rol.LABELBEHEERDER).values("pk"))
    belemmeringen += [
        "U bent labelbeheerder. Wie het label beheert en certificaten uitgeeft, beslist niet."
        if een.rol == Rol.LABELBEHEERDER
        else f"U {'werkte kortgeleden' if een.is_voorbij else 'werkt'} voor {een.organisatie.naam}."
        for een in gebruiker.lidmaatschappen.filter(telt | labelbeheerder).select_related("organisatie")
    ]
    # Two roles at one organisation are one reason.
    return list(dict.fromkeys(belemmeringen))


def verklaringsbelemmeringen(wie: Lidmaatschap, agendapunt: Agendapunt, uitkomst: str) -> list[str]:
    belemmeringen = rolbelemmeringen(wie, Handeling.BELANG_VERKLAREN) or agendapuntbelemmeringen(agendapunt)
    if not belemmeringen and uitkomst == Belangverklaring.Uitkomst.GEEN:
        belemmeringen += geenbelangbelemmeringen(wie.gebruiker, agendapunt)
    return belemmeringen


def geenbelangbelemmeringen(gebruiker: Gebruiker, agendapunt: Agendapunt) -> list[str]:
    """Why this person cannot declare to have no interest: one is known, or was declared before."""
    belemmeringen = beslisbelemmeringen(gebruiker, agendapunt.traject) + zelf_voorgesteld(gebruiker, agendapunt.traject)
    eerder = Belangverklaring.objects.filter(agendapunt=agendapunt, gebruiker=gebruiker).exclude(
        uitkomst=Belangverklaring.Uitkomst.GEEN
    )
    if not belemmeringen and eerder.exists():
        belemmeringen.append(
            "U zei eerder dat u een belang hebt of twijfelt. Alleen een ander maakt dat ongedaan: de secretaris, met een reden."
        )
    return belemmeringen


def zelf_voorgesteld(gebruiker: Gebruiker, traject: Traject) -> list[str]:
    """Who proposed a measure does not decide on it, in whatever role that was."""
    if traject.soort == Soort.MAATREGEL and traject.maatregel.voorgesteld_door_id == gebruiker.pk:
        return ["U stelde deze maatregel voor. Wie voorstelt, beslist niet."]
    return []


def herstelbelemmeringen(wie: Lidmaatschap, verklaring: Belangverklaring) -> list[str]:
    """Why this membership does not make undone that a member has an interest or a doubt."""
    agendapunt, gebruiker = verklaring.agendapunt, verklaring.gebruiker
    belemmeringen = (
        ongedaanbelemmeringen(wie, gebruiker)
        or agendapuntbelemmeringen(agendapunt)
        or dossierbelemmeringen(wie, agendapunt)
    )
    if not belemmeringen and verklaring.uitkomst == Belangverklaring.Uitkomst.GEEN:
        belemmeringen.append(f"{gebruiker.naam} doet al mee aan dit punt.")
    if not belemmeringen and (
        beslisbelemmeringen(gebruiker, agendapunt.traject) or zelf_voorgesteld(gebruiker, agendapunt.traject)
    ):
        belemmeringen.append(
            f"Er is een band bekend waardoor {gebruiker.naam} niet over dit traject beslist. Klopt een belang in het register "
            "niet, maak dat dan eerst ongedaan."
        )
    return belemmeringen


def dossierbelemmeringen(wie: Lidmaatschap, agendapunt: Agendapunt) -> list[str]:
    """The interest gate: nothing that is not public opens before a member declared to have none (uitgangspunten § 2)."""
    verklaring = Belangverklaring.objects.filter(agendapunt=agendapunt, gebruiker=wie.gebruiker).first()
    if wie.rol == Rol.SECRETARIS and verklaring is None:
        # The secretary prepares the meeting without a vote, so is not asked; who has an interest stays out all the same.
        return beslisbelemmeringen(wie.gebruiker, agendapunt.traject)
    if verklaring is None:
        return ["Zeg eerst of u een belang hebt. Daarna gaan de stukken open."]
    match verklaring.uitkomst:
        case Belangverklaring.Uitkomst.BELANG:
            return ["U hebt een belang bij deze organisatie. U leest en stemt niet mee."]
        case Belangverklaring.Uitkomst.TWIJFEL:
            return [
                "U twijfelt of u een belang hebt. Zolang dat zo is, blijven de stukken dicht. Overleg met de secretaris."
            ]
    return beslisbelemmeringen(wie.gebruiker, agendapunt.traject)


def stembelemmeringen(wie: Lidmaatschap, agendapunt: Agendapunt) -> list[str]:
    return (
        _meedoenbelemmeringen(wie, agendapunt)
        or afgelopenbelemmeringen(agendapunt)
        or vastestembelemmeringen(eigen_stem(wie.gebruiker, agendapunt))
    )


def afgelopenbelemmeringen(agendapunt: Agendapunt) -> list[str]:
    """Nobody votes any more once a written procedure ended, and nobody stops it."""
    vergadering = agendapunt.vergadering
    if not vergadering.is_afgelopen:
        return []
    return [f"De schriftelijke procedure liep tot {tijdstip(vergadering.schriftelijk_tot)}. Stemmen kan niet meer."]


def aantekeningbelemmeringen(wie: Lidmaatschap, aantekening: Aantekening) -> list[str]:
    return _meedoenbelemmeringen(wie, aantekening.agendapunt)


def _meedoenbelemmeringen(wie: Lidmaatschap, agendapunt: Agendapunt) -> list[str]:
    return (
        rolbelemmeringen(wie, Handeling.STEMMEN)
        or agendapuntbelemmeringen(agendapunt)
        or dossierbelemmeringen(wie, agendapunt)
    )


def eigen_stem(gebruiker: Gebruiker, agendapunt: Agendapunt) -> Stem | None:
    """The vote of this person, which says whether it is fixed."""
    # A role that ends at once ended yesterday.
    sinds = OuterRef("gestemd_op__date") - timedelta(days=1)
    voorzitter = Lidmaatschap.objects.bevestigd().filter(
        Q(tot__isnull=True) | Q(tot__gte=sinds),
        gebruiker=OuterRef("gebruiker"),
        rol=Rol.VOORZITTER,
        van__lte=timezone.localdate(),
    )
    stemmen = Stem.objects.filter(agendapunt=agendapunt, gebruiker=gebruiker)
    return stemmen.annotate(van_een_voorzitter=Exists(voorzitter)).first()


def vastestembelemmeringen(stem: Any) -> list[str]:
    """Who presides and voted sees the counts, so votes once; also in another role, and when another presides. `stem`: of `eigen_stem`."""
    if stem is None or not (stem.van_een_voorzitter or stem.uitslag_open_sinds):
        return []
    return ["Uw stem staat vast. Als voorzitter kunt u de uitslag zien nadat u hebt gestemd."]


def agendabelemmeringen(vergadering: Vergadering, traject: Traject) -> list[str]:
    """A traject comes onto the agenda of a coming meeting, only once of each, and not with an assessment that is too old."""
    if vergadering.is_schriftelijk:
        return [f"{IS_SCHRIFTELIJK} Kies een vergadering."]
    if vergadering.datum < timezone.localdate():
        return ["Deze vergadering is al geweest. Kies een andere."]
    if vergadering.afgezegd_op:
        return ["Deze vergadering gaat niet door. Kies een andere."]
    if vergadering.gesloten_op:
        return ["Deze vergadering is gesloten. Kies een andere."]
    if vergadering.agendapunten.op_de_agenda().filter(traject=traject).exists():
        return ["Op deze vergadering is dit traject al besproken. Kies een andere."]
    return houdbaarheidsbelemmeringen(traject, vergadering.datum)


def besluitbelemmeringen(wie: Lidmaatschap, agendapunt: Agendapunt, quorum: Quorum) -> list[str]:
    """Who presides at the item closes the vote, in a meeting that is open."""
    return (
        rolbelemmeringen(wie, Handeling.BESLUITEN)
        or agendapuntbelemmeringen(agendapunt)
        or dossierbelemmeringen(wie, agendapunt)
        or voorzitbelemmeringen(wie, agendapunt, quorum)
        or vergaderdagbelemmeringen(agendapunt)
    )


def geenstembelemmeringen(stem: Any) -> list[str]:
    """Who closes the vote does not see what the others voted before having voted, or abstained. `stem`: of `eigen_stem`."""
    return [] if stem else ["Breng eerst uw eigen stem uit, of onthoud u. Daarna ziet u de uitslag."]


def uitslagbelemmeringen(agendapunt: Agendapunt, stem: Any) -> list[str]:
    """The counts are open for who cannot change the own vote any more. `stem`: of `eigen_stem`."""
    if afgelopenbelemmeringen(agendapunt):
        return []
    if redenen := geenstembelemmeringen(stem):
        return redenen
    return [] if vastestembelemmeringen(stem) else ["Open eerst de uitslag. Uw stem staat daarna vast."]


def optiebelemmeringen(traject: Traject, code: str) -> list[str]:
    """The committee chooses from the options that the framework has for this kind of traject."""
    if code in {optie.code for optie in traject.besluitopties}:
        return []
    return ["Dit besluit kent het normenkader niet voor dit traject. Kies een ander."]


def stelt_voorwaarden(traject: Traject, optie: Besluitoptie) -> bool:
    """Whether conditions belong to this decision: the framework has the road on which they are followed."""
    return optie.vraagt_vervolg and bool(traject.kaderversie.besluitopties_voor(Soort.VERVOLGONDERZOEK))


def voorwaardenbelemmeringen(
    traject: Traject, optie: Besluitoptie, voorwaarden: Sequence[Voorwaarde], besluitdag: date
) -> list[str]:
    """Why these conditions do not go with this decision: each is whole, comes in time, and there is something to follow."""
    if not stelt_voorwaarden(traject, optie):
        return (
            ["Bij dit besluit horen geen voorwaarden. Haal ze weg, of kies een ander besluit."] if voorwaarden else []
        )
    if not voorwaarden and not _te_volgen_plannen(traject):
        return [
            "Er is niets om te volgen: geen voorwaarde en geen verbeterplan. Schrijf ten minste één voorwaarde, of kies een "
            "besluit zonder vervolgonderzoek."
        ]
    vandaag, onderzoek = timezone.localdate(), volgend_onderzoek(traject, optie, besluitdag)
    if onderzoek is None or onderzoek <= vandaag:
        return ["Het certificaat is dan al geëindigd. Kies een ander besluit."]
    redenen = []
    for een in voorwaarden:
        if not (een.wat.strip() and een.hoe.strip() and een.kijker and een.uiterlijk):
            redenen.append(f"{een}: vul alles in, of haal de voorwaarde weg.")
        elif een.kijker not in Voorwaarde.TE_KIEZEN:
            redenen.append(f"{een}: kies wie ernaar kijkt, de toetsers of de beheercommissie.")
        elif not vandaag < een.uiterlijk <= onderzoek:
            redenen.append(
                f"{een}: kies een dag na vandaag, en uiterlijk {dag(onderzoek)}. Dan is het vervolgonderzoek."
            )
        redenen += [f"{een}: {zin}" for tekst in (een.wat, een.hoe) for zin in lengtebelemmeringen(tekst)]
    return redenen


def _te_volgen_plannen(traject: Traject) -> bool:
    toets = traject.vorige_id if traject.soort == Soort.VERVOLGONDERZOEK else traject.pk
    return Verbeterplan.objects.filter(traject=toets, goedgekeurd_op__isnull=False).exists()


def volgend_onderzoek(traject: Traject, optie: Besluitoptie, besluitdag: date) -> date | None:
    """The last day for the next investigation when this is decided; it never comes after the end of the certificate."""
    if optie.maanden_tot_volgend_onderzoek is None:
        return None
    # The last day of a term of months that begins when the certificate does, which may join the one before it.
    begin = begint_op(traject, besluitdag) if optie.kent_toe else besluitdag
    over = begin + relativedelta(months=optie.maanden_tot_volgend_onderzoek, days=-1)
    eerder = Certificaat.objects.filter(traject=traject.vorige_id).first() if traject.soort != Soort.TOETS else None
    return min(over, eerder.geldig_tot_en_met) if eerder else over


def wijkt_af(agendapunt: Agendapunt, optie: Besluitoptie) -> bool:
    """Whether a decision that ends the traject leads to another next investigation, or does something else, than the advice says."""
    if "advies" not in agendapunt.dossier or optie.gaat_naar != Status.BESLOTEN:
        return False
    return not volgt_advies(agendapunt.traject, optie, agendapunt.dossier["advies"]["code"])


def volgt_advies(traject: Traject, optie: Besluitoptie, code: str | None) -> bool:
    """Whether a decision does what the advice with this code says; without an advice none does."""
    if code is None or optie.gaat_naar != Status.BESLOTEN:
        return False
    advies = traject.kaderversie.adviesoptie(code)
    besloten = (optie.maanden_tot_volgend_onderzoek, optie.gevolg)
    return besloten == (advies.maanden_tot_volgend_onderzoek, advies.gevolg)


def afwijkingsbelemmeringen(agendapunt: Agendapunt, optie: Besluitoptie, afwijking: str) -> list[str]:
    if wijkt_af(agendapunt, optie) and not afwijking.strip():
        return [
            f"Dit besluit wijkt af van het advies ‘{agendapunt.dossier['advies']['label']}’. Schrijf waarom de commissie "
            "het advies niet volgt."
        ]
    return []


def uitvoerbelemmeringen(
    traject: Traject,
    optie: Besluitoptie,
    *,
    ingang: date | None,
    tot: date | None,
    openbare_reden: str,
    voorwaarden: str,
) -> dict[str, str]:
    """Why this option cannot be decided like this, by the field that says it; empty for one that leaves the certificate alone."""
    redenen = gevolgbelemmeringen(traject, optie, per=ingang, tot=tot, openbare_reden=openbare_reden)
    if optie.hoogstens_maanden and not voorwaarden.strip():
        redenen["voorwaarden"] = "Schrijf wat de organisatie moet laten zien voordat het label weer geldt."
    if weg_terug := herstelwegbelemmeringen(traject, optie):
        redenen["optie"] = weg_terug[0]
    return redenen


def vraagt_herstel(optie: Besluitoptie) -> bool:
    """Whether this suspends after a follow-up, so that the way back to the label begins as a measure."""
    return bool(optie.hoogstens_maanden) and optie.gaat_naar != Status.HERSTEL


def herstelwegbelemmeringen(traject: Traject, optie: Besluitoptie) -> list[str]:
    """Why the way back that this option asks for cannot begin now: as for any measure."""
    return maatregelbelemmeringen(certificaat_bij(traject)) if vraagt_herstel(optie) else []


def keuzebelemmeringen(traject: Traject, opties: Sequence[Besluitoptie]) -> list[str]:
    """Why the decision waits, whichever of these it will be; empty when one of them can be taken."""
    redenen = [herstelwegbelemmeringen(traject, optie) for optie in opties]
    return redenen[0] if redenen and all(redenen) else []


def houdt_aan(optie: Besluitoptie) -> bool:
    """Whether this puts off the decision on an assessment, so that the committee asks something first."""
    return optie.gaat_naar == Status.VOORGEDRAGEN and optie.soort == Soort.TOETS


def navraagbelemmeringen(
    optie: Besluitoptie, vraag: str, vraag_aan: str, antwoord_tot_en_met: date | None
) -> dict[str, str]:
    """Per field what is missing of the question: who holds a decision over says what is asked, whom, and by when."""
    if not houdt_aan(optie):
        return {}
    redenen = {}
    if not vraag.strip():
        redenen["vraag"] = "Schrijf wat de commissie wil weten. Zonder vraag weet niemand waarop het besluit wacht."
    if vraag_aan not in Vraagpartij.values:
        redenen["vraag_aan"] = "Kies aan wie de commissie dit vraagt."
    if antwoord_tot_en_met is None or antwoord_tot_en_met <= timezone.localdate():
        redenen["antwoord_tot_en_met"] = "Kies een dag na vandaag, zodat er tijd is om te antwoorden."
    return redenen


def navraagantwoordbelemmeringen(wie: Lidmaatschap, traject: Traject) -> list[str]:
    """Why this membership does not answer what the committee asks in this traject now."""
    redenen = handelingsbelemmeringen(wie, traject, Handeling.NAVRAAG_BEANTWOORDEN)
    if not redenen and not traject.is_aan_zet(wie):
        redenen = [f"De beheercommissie vraagt dit aan {traject.wie_aan_zet}."]
    return redenen


def agendapuntbelemmeringen(agendapunt: Agendapunt) -> list[str]:
    """An item is open until the decision, while its traject is on the agenda."""
    return afgerondbelemmeringen(agendapunt, Besluit.objects.filter(agendapunt=agendapunt).exists())


def afgerondbelemmeringen(agendapunt: Agendapunt, is_besloten: bool) -> list[str]:
    """The same of an item of which it is known whether there is a decision."""
    if is_besloten:
        return ["Over dit punt is al besloten."]
    if agendapunt.traject.status != Status.GEAGENDEERD or not agendapunt.staat_op_de_agenda:
        return ["Dit traject staat niet meer op de agenda."]
    return []

"""What the public is told about a certificate: its state on a day in a sentence, and what a handed-in file proves."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from django.utils import timezone

from certificaten.levensloop import Stand, stand_op
from certificaten.models import Certificaat
from huisstijl.templatetags.opmaak import dagkort


@dataclass(frozen=True)
class Uitkomst:
    """One outcome of a check. `soort` and `teken` are its colour and icon; `opvolger` the number of a newer certificate."""

    soort: str
    teken: str
    kop: str
    zin: str
    opvolger: str = ""


ONBEKEND = Uitkomst("", "question-circle", "Wij kennen dit nummer niet", "")
GEEN_ZEGEL = Uitkomst(
    "let-op",
    "file-earmark",
    "In dit bestand zit geen zegel",
    "Elk certificaat is digitaal verzegeld, een rapport niet. Dit bestand is geen certificaat van ons, of het is opnieuw "
    "opgeslagen of afgedrukt. Vraag de organisatie om het origineel, of controleer het nummer.",
)
ANDER_ZEGEL = Uitkomst(
    "fout",
    "file-earmark-x",
    "Dit zegel is niet van ons",
    "In het bestand zit een digitaal zegel, maar dat hebben wij niet gezet. Vertrouw niet op wat erin staat.",
)
VERANDERD = Uitkomst(
    "fout",
    "file-earmark-x",
    "Dit bestand is veranderd",
    "Er zit een zegel van ons in, maar het bestand is niet zoals wij het hebben uitgegeven. Vraag de organisatie om het "
    "origineel.",
)
BRIEF = Uitkomst(
    "goed",
    "envelope-check",
    "Dit is een brief van ons",
    "Het zegel is van ons en het bestand is niet veranderd. Een brief is geen certificaat. Of een label nu geldt, ziet u aan het nummer.",
)
NIET_UITGEGEVEN = Uitkomst(
    "let-op",
    "question-circle",
    "Dit certificaat staat niet in het register",
    "Het zegel is van ons en het bestand is niet veranderd. Maar dit nummer is niet uitgegeven, en dus niet geldig.",
)


NUMMERVORM = re.compile("(?:KSW)?([0-9]{4})([0-9]{4,6})")
TUSSEN_CIJFERS = re.compile(r"[\W_]+")


def nummer_uit(getypt):
    """The number as it is printed, from how people copy or hear it: ksw 2026 0002, KSW20260002, 2026-0002.

    What is no number comes back in capitals without blanks.
    """
    getypt = "".join(getypt.split()).upper().replace("\0", "")
    gevonden = NUMMERVORM.fullmatch(TUSSEN_CIJFERS.sub("", getypt))
    return f"KSW-{gevonden[1]}-{gevonden[2]}" if gevonden else getypt


def opzoeken(nummer, dag):
    """The public certificate with this number, however typed, and its state on `dag`, or None."""
    publiek = Certificaat.objects.openbaar().met_stand(dag).select_related("organisatie")
    return publiek.filter(nummer=nummer_uit(nummer)).first()


def over_de_houder(certificaat, dag):
    """Other names of the holder and the organisations that carry it on, up to `dag`: context of `certificaten/_houder.html`."""
    organisatie = certificaat.organisatie
    return {
        "namen": organisatie.naamswijzigingen.filter(per__lte=dag),
        "opvolgingen": organisatie.opvolgingen.op(dag).select_related("opvolger"),
        "vandaag": dag,
    }


def certificaat_van(traject, dag):
    """The public certificate of a traject and its state on `dag`, or None."""
    return Certificaat.objects.openbaar().met_stand(dag).filter(traject=traject).first()


# What the word of a finished traject is followed by, and from which day: by the state of its certificate.
NA_DE_TOEKENNING = {
    Stand.GESCHORST: ("geschorst", lambda een: een.wijziging.per),
    Stand.INGETROKKEN: ("ingetrokken", lambda een: een.wijziging.per),
    Stand.BEEINDIGD: ("beëindigd", lambda een: een.wijziging.per),
    Stand.VERLOPEN: ("verlopen", lambda een: een.geldig_tot_en_met + timedelta(days=1)),
    Stand.OPGEVOLGD: ("opgevolgd", lambda een: een.opvolger_per),
}


def standwoorden(trajecten):
    """{key of a traject: what became of its label} for those (keys) of which the certificate does not hold today."""
    vandaag, woorden = timezone.localdate(), {}
    for een in Certificaat.objects.met_stand(vandaag).filter(traject__in=trajecten).order_by():
        if woord := standwoord(een, vandaag):
            woorden[een.traject_id] = woord
    return woorden


def standwoord(certificaat, dag):
    """What became of the label, of a certificate that was fetched with `met_stand(dag)`; nothing while it holds."""
    woord, per = NA_DE_TOEKENNING.get(stand_op(certificaat, dag), ("", None))
    return f"label {woord} op {dagkort(per(certificaat))}" if woord else ""


def uitkomst_op(certificaat, dag):
    """Uitkomst of a certificate that was fetched with `met_stand(dag)`."""
    vandaag = timezone.localdate()
    op = "" if dag == vandaag else f" op {dagkort(dag)}"
    stand = stand_op(certificaat, dag)
    kop = f"Dit certificaat {'was' if dag < vandaag else 'is'} {stand.label.lower()}{op}"
    match stand:
        case Stand.GELDIG:
            return Uitkomst("goed", "patch-check", kop, _geldigzin(certificaat, dag))
        case Stand.GELDIG_MET_VOORWAARDEN:
            # What the conditions are, is for the parties.
            zin = (
                f"{_geldigzin(certificaat, dag)} De beheercommissie stelde voorwaarden; uiterlijk "
                f"{dagkort(certificaat.onderzoek_op)} is er een vervolgonderzoek."
            )
            return Uitkomst("goed", "patch-check", kop, zin)
        case Stand.OPGEVOLGD:
            # A successor that came after the last day does not make the certificate have held longer.
            tot = min(certificaat.geldig_tot_en_met, certificaat.opvolger_per - timedelta(days=1))
            return Uitkomst(
                "let-op",
                "arrow-repeat",
                f"Er {'was' if dag < vandaag else 'is'}{op} een nieuwer certificaat",
                f"Dit certificaat gold tot en met {dagkort(tot)}. Kijk naar het nieuwe certificaat:",
                certificaat.opvolger,
            )
        case Stand.GESCHORST:
            tot = f", hoogstens tot en met {dagkort(certificaat.wijziging.tot)}" if certificaat.wijziging.tot else ""
            sinds = f"Sinds {dagkort(certificaat.wijziging.per)}{tot}."
            zin = f"{sinds} {_waarom(certificaat)}De organisatie mag het label zolang niet gebruiken."
            return Uitkomst("let-op", "pause-circle", kop, zin)
        case Stand.INGETROKKEN:
            sinds = f"Sinds {dagkort(certificaat.wijziging.per)}."
            zin = f"{sinds} {_waarom(certificaat)}De organisatie mag het label niet meer gebruiken."
            return Uitkomst("fout", "x-circle", kop, zin)
        case Stand.BEEINDIGD:
            zin = f"De organisatie gebruikt het label niet meer sinds {dagkort(certificaat.wijziging.per)}."
            return Uitkomst("", "stop-circle", kop, zin)
        case Stand.VERLOPEN:
            zin = f"Het gold tot en met {dagkort(certificaat.geldig_tot_en_met)}."
            return Uitkomst("let-op", "clock-history", kop, zin)
        case Stand.NOG_NIET:
            return Uitkomst("", "clock", kop, f"Het geldt vanaf {dagkort(certificaat.geldig_van)}.")


def vervangenzin(certificaat, nummer):
    """By which edition this one was replaced, and why; empty for the present one."""
    volgende = certificaat.na_uitgave(nummer)
    return (
        f"Vervangen door uitgave {volgende.nummer} op {dagkort(volgende.op)}, omdat {volgende.reden}."
        if volgende
        else ""
    )


def uitkomst_van_bestand(certificaat, zegel, dag):
    """Uitkomst of a whole file of ours: of its certificate, and whether its edition was replaced."""
    uitkomst = uitkomst_op(certificaat, dag)
    zin = vervangenzin(certificaat, zegel.uitgave)
    if not zin:
        return uitkomst
    if uitkomst.soort != "goed":
        # That it does not hold comes before which edition it is.
        return replace(uitkomst, zin=f"{zin} {uitkomst.zin}")
    return Uitkomst(
        "let-op",
        "arrow-repeat",
        "Er is een nieuwe uitgave van dit certificaat",
        f"{zin} Het certificaat zelf is geldig {uitkomst.zin.lower()}",
    )


def _waarom(certificaat):
    """The reason that the committee chose for everyone, and that a suspension came before it."""
    vanzelf = "De schorsing duurde tot de laatste dag. " if certificaat.wijziging.vanzelf else ""
    return f"{vanzelf}{certificaat.wijziging.openbare_reden} "


def _geldigzin(certificaat, dag):
    if dag > timezone.localdate():
        return "Tenzij er voor die dag iets verandert."
    return f"Van {dagkort(certificaat.geldig_van)} tot en met {dagkort(certificaat.geldig_tot_en_met)}."


def bestandsuitkomst(zegel):
    """Uitkomst of a file that proves nothing by itself, or None when it is whole and its number can be looked up."""
    if zegel.ongewijzigd:
        return None if zegel.nummer else BRIEF
    if zegel.is_van_ons:
        return VERANDERD
    return ANDER_ZEGEL if zegel.heeft_zegel else GEEN_ZEGEL

"""What a decision does to the certificate that is there: a row per consequence that a framework can name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from certificaten.levensloop import GELDIGE_STANDEN, Stand, stand_op
from certificaten.models import Certificaat, Maatregel, Uitgave, Wijziging
from certificaten.uitgavehandelingen import uitgave_toevoegen
from huisstijl.templatetags.opmaak import dagkort
from leden.models import Lidmaatschap
from normenkader.inhoud import Besluitoptie
from trajecten.models import Traject


@dataclass(frozen=True)
class Uitvoering:
    """What was decided about a certificate. `per`: from which day; `tot` and `daarna` belong to a suspension."""

    besluit_nummer: str
    traject: Traject
    gevolg: str
    per: date
    tot: date | None
    daarna: str
    openbare_reden: str
    wie: Lidmaatschap


@dataclass(frozen=True)
class Gevolg:
    """`uit`: the states of a certificate in which it can come, `doen`: what it does, `uitspraak`: the decision in one sentence.

    `is_meteen`: true from the day of the decision on; otherwise the committee chooses the day. With a `vaste_reden` everyone reads
    that; otherwise the committee chooses a sentence, of `langste_reden` characters at most.
    """

    uit: tuple[Stand, ...]
    doen: Callable[[Certificaat, Uitvoering], object]
    uitspraak: str
    is_meteen: bool = False
    vaste_reden: str = ""
    langste_reden: int = 300


def _wijzigen(certificaat: Certificaat, wat: Uitvoering) -> Wijziging:
    return Wijziging.objects.create(
        certificaat=certificaat,
        soort=wat.gevolg,
        per=wat.per,
        tot=wat.tot,
        daarna=wat.daarna,
        besluit_nummer=wat.besluit_nummer,
        openbare_reden=wat.openbare_reden,
        vastgelegd_door=wat.wie.gebruiker,
    )


BESLOTEN = "de beheercommissie dat besloot: "


def _reikwijdte_wijzigen(certificaat: Certificaat, wat: Uitvoering) -> Uitgave:
    """What the certificate is about, changed as was proposed: an edition, with the reason that the committee chose."""
    certificaat = Certificaat.objects.select_for_update(no_key=True).get(pk=certificaat.pk)
    maatregel = Maatregel.objects.get(traject=wat.traject)
    return uitgave_toevoegen(
        wat.wie,
        certificaat,
        {"reikwijdte": maatregel.reikwijdte},
        f"{BESLOTEN}{wat.openbare_reden.strip().rstrip('.')}",
        besluit_nummer=wat.besluit_nummer,
        gebied=maatregel.gebied,
    )


GEVOLGEN = {
    "voorwaarden_vervuld": Gevolg(
        GELDIGE_STANDEN,
        _wijzigen,
        "De beheercommissie vindt dat de voorwaarden zijn vervuld.",
        is_meteen=True,
        vaste_reden="De voorwaarden zijn vervuld.",
    ),
    "geschorst": Gevolg(GELDIGE_STANDEN, _wijzigen, "De beheercommissie schorst het label."),
    "hersteld": Gevolg((Stand.GESCHORST,), _wijzigen, "De beheercommissie herstelt het label: het geldt weer."),
    "ingetrokken": Gevolg((*GELDIGE_STANDEN, Stand.GESCHORST), _wijzigen, "De beheercommissie trekt het label in."),
    "gewijzigd": Gevolg(
        (*GELDIGE_STANDEN, Stand.GESCHORST),
        _reikwijdte_wijzigen,
        "De beheercommissie wijzigt waarvoor het label geldt.",
        is_meteen=True,
        # It stands on one line at the foot of the certificate.
        langste_reden=Uitgave.REDEN_LENGTE - len(BESLOTEN),
    ),
}


def certificaat_bij(traject: Traject) -> Certificaat:
    """The certificate that a traject after an assessment is about: the one that the assessment led to."""
    return Certificaat.objects.get(traject=traject.vorige_id)


def certificaat_van_toets(toets: Traject) -> Certificaat:
    """The certificate that an assessment led to."""
    return Certificaat.objects.get(traject=toets)


def stand_per(certificaat: Certificaat, dag: date) -> Stand:
    """The state of a certificate on a day, by what is known now."""
    return stand_op(Certificaat.objects.met_stand(dag).get(pk=certificaat.pk), dag)


def mogelijke_opties(traject: Traject) -> list[Besluitoptie]:
    """The options for this kind of traject, without what cannot be done to the certificate as it stands today."""
    opties = traject.besluitopties
    if not any(optie.gevolg in GEVOLGEN for optie in opties):
        return list(opties)
    stand = stand_per(certificaat_bij(traject), timezone.localdate())
    return [optie for optie in opties if optie.gevolg not in GEVOLGEN or stand in GEVOLGEN[optie.gevolg].uit]


def gevolgbelemmeringen(
    traject: Traject, optie: Besluitoptie, *, per: date | None, tot: date | None, openbare_reden: str
) -> dict[str, str]:
    """Why what this option does cannot be done like this: a sentence per field; empty when it can, or it does nothing."""
    gevolg = GEVOLGEN.get(optie.gevolg)
    if gevolg is None or gevolg.vaste_reden:
        return {}
    certificaat = certificaat_bij(traject)
    if gevolg.is_meteen:
        stand = stand_per(certificaat, timezone.localdate())
        redenen = (
            {} if stand in gevolg.uit else {"optie": f"Het label is {stand.label.lower()}. Dan kan dit besluit niet."}
        )
    else:
        redenen = dagbelemmeringen(certificaat, optie.gevolg, optie.hoogstens_maanden, per=per, tot=tot)
    if not openbare_reden.strip():
        redenen["openbare_reden"] = "Schrijf in één zin waarom. Iedereen leest die zin in het register."
    elif len(openbare_reden.strip()) > gevolg.langste_reden:
        redenen["openbare_reden"] = (
            f"Deze zin komt op het certificaat. Maak haar korter: hoogstens {gevolg.langste_reden} tekens."
        )
    return redenen


def dagbelemmeringen(
    certificaat: Certificaat, gevolg: str, hoogstens_maanden: int | None, *, per: date | None, tot: date | None
) -> dict[str, str]:
    """Why this does not happen to this certificate from that day on, or not until that day."""
    if per is None:
        return {"ingang": "Kies vanaf welke dag dit geldt."}
    if per < timezone.localdate():
        return {"ingang": f"{dagkort(per)} is al geweest. Kies vandaag of een dag daarna."}
    if (stand := stand_per(certificaat, per)) not in GEVOLGEN[gevolg].uit:
        return {"ingang": f"Op {dagkort(per)} is het label {stand.label.lower()}. Dan kan dit besluit niet."}
    if gevolg in Wijziging.WISSELT and (later := _later_vastgelegd(certificaat, per)):
        return {"ingang": f"Per {dagkort(later)} is al iets anders besloten. Kies een dag daarna."}
    return _duurbelemmeringen(certificaat, hoogstens_maanden, per, tot) if hoogstens_maanden else {}


def _later_vastgelegd(certificaat: Certificaat, per: date) -> date | None:
    later = certificaat.wijzigingen.filter(per__gt=per, soort__in=Wijziging.WISSELT)
    return later.order_by("-per").values_list("per", flat=True).first()


def _duurbelemmeringen(certificaat: Certificaat, maanden: int, per: date, tot: date | None) -> dict[str, str]:
    """Why a suspension does not last until this day."""
    if tot is None:
        return {"tot": "Kies tot en met welke dag de schorsing hoogstens duurt."}
    if tot < per:
        return {"tot": f"De schorsing begint op {dagkort(per)}. Kies die dag of een dag daarna."}
    uiterlijk = laatste_schorsingsdag(per, maanden)
    if tot > uiterlijk:
        return {"tot": f"Een schorsing duurt hoogstens {maanden} maanden. Kies uiterlijk {dagkort(uiterlijk)}."}
    einde = certificaat.wijzigingen.filter(soort__in=Wijziging.EINDES, per__lte=tot).order_by("per").first()
    if einde:
        return {"tot": f"Het label eindigt al op {dagkort(einde.per)}. Kies een dag daarvoor."}
    return {}


def laatste_schorsingsdag(per: date, maanden: int) -> date:
    """The last day that a suspension from `per` on can have."""
    return per + relativedelta(months=maanden, days=-1)

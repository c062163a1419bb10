"""Certificates that end within nine, six or three months, for Mijn werk of the holder and of the bureau."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from certificaten.bevoegdheden import nog_niet_te_hernieuwen
from certificaten.levensloop import GELDIGE_STANDEN, Stand
from certificaten.models import Certificaat
from huisstijl.templatetags.opmaak import meervoud
from kwaliteitslabel.label.labels import Label
from kwaliteitslabel.werk.werkvoorraad import Werk
from leden.models import Lidmaatschap, Rol
from trajecten.bevoegdheden import cyclusbelemmeringen

# So many months before the end one hears of it, and what there is to think of by then.
MAANDEN = {
    3: "Daarna staat het label niet meer als geldig in het register.",
    6: "Begin nu met hernieuwen, dan is er tijd voor gesprekken en een besluit.",
    9: "U kunt beginnen met hernieuwen. Wat u de vorige keer vertelde, staat er dan naast.",
}


def certificaatwerk(wie: Lidmaatschap, labels: list[Label]) -> list[Werk]:
    """A row for each of the own labels that ends soon, which asks nothing more; or for the bureau a row per period, in one query."""
    if wie.rol in (Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER):
        return [werk for label in labels for werk in _eigen(wie, label)]
    if wie.rol == Rol.LABELBEHEERDER:
        return _van_allen()
    return []


def over_maanden(maanden: int) -> date:
    """The last day of the period of so many months that begins today."""
    return timezone.localdate() + relativedelta(months=maanden)


def _eigen(wie: Lidmaatschap, label: Label) -> list[Werk]:
    if label.stand not in (*GELDIGE_STANDEN, Stand.GESCHORST):
        return []
    certificaat = label.certificaat
    maanden = next((aantal for aantal in MAANDEN if certificaat.geldig_tot_en_met <= over_maanden(aantal)), None)
    if maanden is None:
        return []
    cyclus = certificaat.cyclus
    waarom_niet = nog_niet_te_hernieuwen(label.laatste) or cyclusbelemmeringen(wie, cyclus, certificaat.reikwijdte)
    return [
        Werk(
            titel=f"Uw label eindigt binnen {maanden} maanden",
            zin=" ".join(waarom_niet) or MAANDEN[maanden],
            url=reverse("label" if waarom_niet else "hernieuwen", args=[cyclus.pk]),
            knop="Ga naar het label" if waarom_niet else "Hernieuw uw label",
            termijn=certificaat.geldig_tot_en_met,
        )
    ]


def _van_allen() -> list[Werk]:
    vanaf, binnenkort = timezone.localdate(), Certificaat.objects.openbaar().geldig_op(timezone.localdate())
    binnenkort = binnenkort.filter(geldig_tot_en_met__lte=over_maanden(max(MAANDEN))).order_by("geldig_tot_en_met")
    per_dag = list(binnenkort.values_list("geldig_tot_en_met").annotate(aantal=Count("pk")))
    werk = []
    for maanden in MAANDEN:
        dagen = [(dag, aantal) for dag, aantal in per_dag if vanaf <= dag <= over_maanden(maanden)]
        vanaf = over_maanden(maanden) + timedelta(days=1)
        if dagen:
            aantal = sum(aantal for _, aantal in dagen)
            werk.append(
                Werk(
                    titel=f"{meervoud(aantal, 'certificaat eindigt', 'certificaten eindigen')} binnen {maanden} maanden",
                    zin="Wanneer, staat bij elk certificaat en in de lijst die u bij het register downloadt.",
                    url=reverse("register"),
                    knop="Ga naar het register",
                    termijn=dagen[0][0],
                )
            )
    return werk

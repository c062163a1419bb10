"""What happens to a label that was granted: a proposal, what its holder says and shows, and ending it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certificaten import handelingen
from certificaten.bevoegdheden import (
    beeindigbelemmeringen,
    herstelbelemmeringen,
    nog_leeg,
    voorstelbelemmeringen,
    zienswijzebelemmeringen,
)
from certificaten.controle import uitkomst_op
from certificaten.forms import BeeindigForm, MaatregeltekstForm, VoorstelForm
from certificaten.gevolgen import certificaat_bij
from certificaten.levensloop import stand_op
from certificaten.merkgebruik import gebruiksregels
from certificaten.models import Certificaat, Maatregel
from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from normenkader.models import Stuk
from trajecten import redenen, schrijven
from trajecten.bevoegdheden import documentbelemmeringen
from trajecten.levensloop import Status
from trajecten.models import Document
from trajecten.persoonsgegevens import gevonden
from trajecten.views.tekstversies import tekstversies


def _met_reden(handeling, belemmeringen, form, act, sjabloon, gelukt, naar):
    """A page on which somebody does an act with a label, for a reason that saves itself. `naar(result)`: where it leads."""

    @mag(handeling, Certificaat)
    @require_http_methods(["GET", "HEAD", "POST"])
    def pagina(request, certificaat):
        wie, toets = request.lidmaatschap, certificaat.traject

        def waarom_niet(wie, traject):
            return belemmeringen(wie, certificaat)

        def doe(ingevuld):
            if uitvoeren(request, act, certificaat, form=ingevuld, gelukt=gelukt, **ingevuld.cleaned_data):
                return redirect(naar(certificaat))
            return None

        antwoord, ingevuld = redenen.behandelen(request, toets, handeling, waarom_niet, form, doe)
        if antwoord:
            return antwoord
        context = {"certificaat": certificaat, "form": ingevuld, "belemmeringen": waarom_niet(wie, toets)}
        return render(request, sjabloon, context)

    return pagina


maatregel_voorstellen = _met_reden(
    Handeling.MAATREGEL_VOORSTELLEN,
    voorstelbelemmeringen,
    VoorstelForm,
    handelingen.maatregel_voorstellen,
    "certificaten/maatregel_voorstellen.html",
    "Het voorstel ligt bij de organisatie. Zij reageert eerst; daarna beslist de beheercommissie.",
    lambda certificaat: certificaat.traject.vervolgen.latest("pk"),
)
beeindigen = _met_reden(
    Handeling.BEEINDIGEN,
    beeindigbelemmeringen,
    BeeindigForm,
    handelingen.beeindigen,
    "certificaten/beeindigen.html",
    "Het label is beëindigd vanaf de dag die u koos. Het bureau en uw certificerende instelling horen het.",
    lambda certificaat: certificaat,
)


@mag(Handeling.TRAJECT_LEZEN, Certificaat)
@require_safe
def merkgebruik(request, certificaat):
    """What the holder must stop with while its label does not hold."""
    vandaag = timezone.localdate()
    certificaat = Certificaat.objects.met_stand(vandaag).get(pk=certificaat.pk)
    context = {
        "certificaat": certificaat,
        "uitkomst": uitkomst_op(certificaat, vandaag),
        "regels": gebruiksregels(stand_op(certificaat, vandaag)),
    }
    return render(request, "certificaten/merkgebruik.html", context)


@dataclass(frozen=True)
class Vlak:
    """What the organisation writes in a status of a measure, and how it hands that in."""

    veld: str
    belemmeringen: Callable
    handeling: Handeling
    inleveren: str
    kop: str
    knop: str
    toelichting: str


VLAKKEN = {
    Status.ZIENSWIJZE: Vlak(
        "zienswijze",
        zienswijzebelemmeringen,
        Handeling.ZIENSWIJZE_GEVEN,
        "zienswijze_geven",
        "Uw reactie",
        "Geef uw reactie",
        "Uw reactie gaat met het voorstel naar de beheercommissie. Daarna verandert zij niet meer.",
    ),
    Status.HERSTEL: Vlak(
        "herstel",
        herstelbelemmeringen,
        Handeling.HERSTEL_MELDEN,
        "herstel_melden",
        "Wat is hersteld",
        "Meld het herstel",
        "De beheercommissie leest dit en beslist of het label weer geldt. Daarna verandert de tekst niet meer.",
    ),
}
TEKSTEN = tuple(vlak.veld for vlak in VLAKKEN.values())


def _belemmeringen(wie, maatregel):
    """Why this person cannot write now; of the text that is asked in this status."""
    vlak = VLAKKEN.get(maatregel.traject.status, VLAKKEN[Status.ZIENSWIJZE])
    return vlak.belemmeringen(wie, maatregel)


@mag(Handeling.TRAJECT_LEZEN, Maatregel)
@require_safe
def maatregel(request, maatregel):
    """What was proposed, what the organisation thinks and shows, and for the organisation where it writes that."""
    return _pagina(request, maatregel)


def _pagina(request, maatregel, form=None):
    wie, traject, vandaag = request.lidmaatschap, maatregel.traject, timezone.localdate()
    certificaat = Certificaat.objects.met_stand(vandaag).get(pk=certificaat_bij(traject).pk)
    vlak = VLAKKEN.get(traject.status)
    schrijft = vlak is not None and not vlak.belemmeringen(wie, maatregel)
    # What it was about before, also once this changed that.
    hiervan = (een for een in certificaat.nieuwe_uitgaven if een.besluit_nummer.startswith(f"{traject.nummer}-"))
    toen = certificaat.zoals_op(next((een.vorige for een in hiervan), certificaat.uitgave))
    leest_klad = heeft_rol(wie, Handeling.ZIENSWIJZE_SCHRIJVEN)
    context = {
        "traject": traject,
        "maatregel": maatregel,
        "certificaat": certificaat,
        "toen": toen,
        "uitkomst": uitkomst_op(certificaat, vandaag),
        # What the organisation is still writing is its own.
        "zienswijze": maatregel.zienswijze if leest_klad or traject.status != Status.ZIENSWIJZE else "",
        "herstel": maatregel.herstel if leest_klad or traject.status != Status.HERSTEL else "",
        "wordt_gevraagd": traject.status == Status.ZIENSWIJZE,
        "documenten": Document.objects.zichtbaar_voor(wie).filter(traject=traject),
        "mag_toevoegen": not documentbelemmeringen(wie, traject),
        # What the committee wants to see before the label holds again, stands in its decision.
        "leest_besluit": traject.status == Status.HERSTEL and traject.toont(wie, Stuk.BESLUIT),
    }
    if schrijft:
        form = form or MaatregeltekstForm(initial={vlak.veld: getattr(maatregel, vlak.veld)})
        context |= {
            "vlak": vlak,
            "schrijfveld": form[vlak.veld],
            "form": form,
            "bewaard": schrijven.per_veld(maatregel, [vlak.veld])[vlak.veld],
            "open": nog_leeg(maatregel, vlak.handeling),
            "mag_inleveren": heeft_rol(wie, vlak.handeling),
            "versies": reverse("maatregel_versies", args=[traject.nummer, vlak.veld]),
            "inleveren": reverse(vlak.inleveren, args=[traject.nummer]),
        }
    return render(request, "certificaten/maatregel.html", context)


@mag(Handeling.ZIENSWIJZE_SCHRIJVEN, Maatregel)
@require_POST
def maatregel_schrijven(request, maatregel):
    """One save of what the organisation writes, or (without JavaScript) all of it."""
    vlak = VLAKKEN.get(maatregel.traject.status, VLAKKEN[Status.ZIENSWIJZE])
    if "veld" in request.POST:
        return schrijven.antwoord(request, maatregel, (vlak.veld,), vlak.belemmeringen, let_op=gevonden)
    form = MaatregeltekstForm(request.POST)
    form.is_valid()
    if schrijven.formulier_bewaren(request, maatregel, form, (vlak.veld,), vlak.belemmeringen):
        messages.success(request, "Alles is bewaard.")
        return redirect("maatregel", maatregel.traject.nummer)
    return _pagina(request, maatregel, form)


@mag(Handeling.ZIENSWIJZE_SCHRIJVEN, Maatregel, los=("veld",))
@require_http_methods(["GET", "HEAD", "POST"])
def maatregel_versies(request, maatregel, veld):
    """Earlier versions of what the organisation wrote."""
    return tekstversies(
        request,
        maatregel,
        veld,
        velden=TEKSTEN,
        belemmeringen=_belemmeringen,
        traject=maatregel.traject,
        terug=reverse("maatregel", args=[maatregel.traject.nummer]),
        terug_tekst="Het voorstel",
    )


@mag(Handeling.ZIENSWIJZE_GEVEN, Maatregel)
@require_POST
def zienswijze_geven(request, maatregel):
    gelukt = "Uw reactie is gegeven. De secretaris zet het voorstel op de agenda van de beheercommissie."
    uitvoeren(request, handelingen.zienswijze_geven, maatregel, gelukt=gelukt)
    return redirect("maatregel", maatregel.traject.nummer)


@mag(Handeling.HERSTEL_MELDEN, Maatregel)
@require_POST
def herstel_melden(request, maatregel):
    gelukt = "Het herstel is gemeld. De secretaris zet het op de agenda van de beheercommissie."
    uitvoeren(request, handelingen.herstel_melden, maatregel, gelukt=gelukt)
    return redirect("maatregel", maatregel.traject.nummer)

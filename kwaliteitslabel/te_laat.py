"""What is late, at whom, and how long each party had each traject: one page for the bureau."""

from collections import defaultdict
from itertools import islice

from django.db.models import Count
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from huisstijl.bladeren import bladzijde_van, gesorteerd
from huisstijl.rekenblad import Kolom, als_download
from huisstijl.templatetags.opmaak import meervoud
from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from normenkader.models import Partij
from toetsing.models import Verbeterplan, Vervolgpunt
from trajecten.forms.trajecten import SORTERINGEN
from trajecten.forms.wachttijden import Wachtfilter
from trajecten.levensloop import Status, staat_op, te_laat
from trajecten.models import Melding, Traject
from trajecten.views.trajecten import KOLOMMEN
from trajecten.wachttijd import PARTIJEN, statussen_bij, wachttijden, zinnen

# So many rows of the export share a question for their log.
SAMEN = 500


def _dagen_bij(partij: Partij) -> Kolom:
    return Kolom(f"Dagen bij {PARTIJEN[partij]}", lambda traject: traject.wachttijd.bij.get(partij, 0))


WACHTKOLOMMEN = (
    *KOLOMMEN,
    *map(_dagen_bij, PARTIJEN),
    Kolom("Dagen aangehouden", lambda traject: traject.wachttijd.aangehouden),
)


def _gefilterd(request):
    filterform = Wachtfilter(request.GET)
    zichtbaar = Traject.objects.zichtbaar_voor(request.lidmaatschap).voor_lijst()
    trajecten = filterform.toepassen(zichtbaar.met_termijn_nu()).order_by(*SORTERINGEN["termijn"])
    return filterform, gesorteerd(request, trajecten, SORTERINGEN)


def _met_wachttijd(trajecten):
    tijden = wachttijden(trajecten)
    for traject in trajecten:
        traject.wachttijd = tijden[traject.pk]
    return trajecten


def _per_groep(rijen):
    while groep := list(islice(rijen, SAMEN)):
        yield from _met_wachttijd(groep)


def _ook_te_laat(wie):
    """What is late without a turn in a traject, by the party that it waits for: how many, and where they stand."""
    vandaag, ook = timezone.localdate(), defaultdict(list)
    soorten = (
        (
            Partij.ORGANISATIE,
            Verbeterplan.objects.stand_zichtbaar_voor(wie).te_laat(),
            ("verbeterplan", "verbeterplannen"),
            f"{reverse('planoverzicht')}?stand=te_laat",
        ),
        (
            Partij.ORGANISATIE,
            Vervolgpunt.objects.te_vertellen().filter(
                voorwaarde__uiterlijk__lt=vandaag, traject__in=Traject.objects.zichtbaar_voor(wie)
            ),
            ("voorwaarde", "voorwaarden"),
            f"{reverse('trajecten')}?status={Status.VOORTGANG}",
        ),
        (
            Partij.BUREAU,
            Melding.objects.te_wegen(wie).filter(uiterlijk__lt=vandaag),
            ("gemelde wijziging", "gemelde wijzigingen"),
            reverse("mijn_werk"),
        ),
    )
    for partij, rijen, woorden, url in soorten:
        if aantal := rijen.count():
            ook[partij].append((meervoud(aantal, *woorden), url))
    return ook


@mag(Handeling.WACHTTIJDEN_LEZEN)
@require_safe
def te_laat_lijst(request):
    """Everything late, per party, with how long each party had each traject."""
    filterform, rijen = _gefilterd(request)
    bladzijde = bladzijde_van(request, rijen.values_list("pk", flat=True))
    bladzijde.object_list = _met_wachttijd(list(rijen.filter(pk__in=list(bladzijde.object_list))))
    for traject in bladzijde:
        traject.wachttijdzinnen = zinnen(traject, traject.wachttijd, request.lidmaatschap)
    laat = Traject.objects.zichtbaar_voor(request.lidmaatschap).filter(te_laat()).order_by()
    telling = laat.aggregate(**{str(een): Count("pk", filter=staat_op(statussen_bij(een))) for een in PARTIJEN})
    ook = _ook_te_laat(request.lidmaatschap)
    context = {
        "filterform": filterform,
        "bladzijde": bladzijde,
        "is_alles": filterform.cleaned_data.get("wat") == "alles",
        "per_partij": [(een, naam, telling[een], ook[een]) for een, naam in PARTIJEN.items()],
    }
    return render(request, "kwaliteitslabel/te_laat.html", context)


@mag(Handeling.WACHTTIJDEN_LEZEN)
@require_safe
def te_laat_export(request, vorm):
    """The same list as a file, all pages."""
    _, rijen = _gefilterd(request)
    return als_download(vorm, "Wachttijden", WACHTKOLOMMEN, _per_groep(rijen.iterator(chunk_size=SAMEN)))

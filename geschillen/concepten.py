"""A text that goes with an act on a complaint, which saves itself while somebody types it (uitgangspunten § 3)."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from geschillen.models import Klacht, Klachtconcept
from leden.bevoegdheden import Handeling
from leden.models import Lidmaatschap
from trajecten import schrijven

Waarom = Callable[[Lidmaatschap, Klacht], list[str]]


def behandelen(
    request: HttpRequest,
    klacht: Klacht,
    handeling: Handeling,
    belemmeringen: Waarom,
    maak: type[Form],
    doe: Callable[[Form], HttpResponse | None],
) -> tuple[HttpResponse | None, Form | None]:
    """One request to where somebody does an act with a text in the field `tekst`: the answer to it, or the form to show.

    `doe(form)` does the act and gives where that leads, or nothing when it was refused.
    """
    wie = request.lidmaatschap

    def waarom_niet(wie, rij):
        return belemmeringen(wie, rij.klacht)

    if "veld" in request.POST:
        if redenen := belemmeringen(wie, klacht):
            return JsonResponse({"redenen": redenen}, status=403), None
        return schrijven.antwoord(request, _houder(wie, klacht, handeling), ("tekst",), waarom_niet), None
    rij = _rij(wie, klacht, handeling)
    form = maak(request.POST or None, initial={"tekst": rij.tekst if rij else ""})
    if "bewaren" in request.POST:
        # The button where there is no JavaScript: nothing has to be complete.
        for veld in form.fields.values():
            veld.required = False
    if not form.is_valid():
        return None, form
    if "bewaren" in request.POST:
        houder = _houder(wie, klacht, handeling)
        bewaard = schrijven.formulier_bewaren(request, houder, form, ("tekst",), waarom_niet)
        return (redirect(request.path) if bewaard else None), form
    if gedaan := doe(form):
        Klachtconcept.objects.filter(klacht=klacht, gebruiker=wie.gebruiker, handeling=handeling).delete()
        return gedaan, form
    return None, form


def _rij(wie, klacht, handeling):
    return Klachtconcept.objects.filter(klacht=klacht, gebruiker=wie.gebruiker, handeling=handeling).first()


def _houder(wie, klacht, handeling):
    rij, _ = Klachtconcept.objects.get_or_create(klacht=klacht, gebruiker=wie.gebruiker, handeling=handeling)
    return rij

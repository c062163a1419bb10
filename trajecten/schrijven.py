"""Texts that save themselves: nothing is overwritten silently and nothing is lost (uitgangspunten § 3).

A page sends the text with the fingerprint (`basis`) of the text it started from. When the stored text is still that one,
the new text is saved; otherwise both texts are kept and the writer chooses.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count, Max, Q
from django.http import JsonResponse
from django.utils import timezone

from huisstijl.velden import schoon, vingerafdruk
from leden.bevoegdheden import Geweigerd, eisen
from leden.models import Gebruiker
from trajecten.models import Tekstversie, Traject

LANGSTE_TEKST = 100_000
# Saves by one person share one earlier version for this long, otherwise every pause in typing would make one. It is counted
# from the first of them, so that a wording which stood this long is always in a version.
SAMEN = timedelta(minutes=10)
ALINEA = 50  # words; who loses as many in one save may want them back


@dataclass(frozen=True)
class Bewaard:
    tekst: str
    op: datetime
    # Who wrote the stored text, when it is not the one we were given: then nothing has been overwritten.
    botsing_met: Gebruiker | None = None


def bewaren(wie, rij, veld, tekst, basis, belemmeringen, apart=False, gestuurd=()):
    """Save `tekst` in field `veld` of `rij` when the stored text still has fingerprint `basis`. Raises Geweigerd.

    `belemmeringen(wie, rij)` gives the reasons why this person may not write here now; it is asked while the traject is
    locked, so that nothing changes any more in a text that is being handed in at the same moment.
    `apart` keeps a version of its own, whatever was saved just before.
    `gestuurd`: fingerprints of what the same page sent before and never heard about. When one of those is what is stored,
    only the answer was lost, and nobody else wrote.
    """
    tekst = schoon(tekst)
    with transaction.atomic():
        Traject.objects.select_for_update().only("pk").get(pk=rij.traject.pk)
        rij = type(rij).objects.select_for_update(of=("self",)).get(pk=rij.pk)
        eisen(belemmeringen(wie, rij), lengtebelemmeringen(tekst))
        huidig = getattr(rij, veld)
        if huidig == tekst:
            return Bewaard(tekst, timezone.now())
        laatste = _laatste(rij, veld)
        stond = vingerafdruk(huidig)
        eigen = stond in gestuurd and laatste and laatste.bewaard_door == wie.gebruiker
        if stond != basis and not eigen:
            _versie(rij, veld, tekst, wie.gebruiker, is_botsing=True)
            return Bewaard(
                huidig,
                laatste.bewaard_op if laatste else timezone.now(),
                laatste.bewaard_door if laatste else wie.gebruiker,
            )
        if huidig and not eerdere_versies(rij, veld).exists():
            # It came from elsewhere; the text that replaces it may not share its version.
            _versie(rij, veld, huidig, wie.gebruiker)
            apart = True
        setattr(rij, veld, tekst)
        rij.save(update_fields=[veld])
        _versie(rij, veld, tekst, wie.gebruiker, apart=apart)
    return Bewaard(tekst, timezone.now())


def lengtebelemmeringen(tekst):
    if len(tekst) <= LANGSTE_TEKST:
        return []
    return [f"Deze tekst heeft {len(tekst)} tekens. Er passen er {LANGSTE_TEKST}. Maak de tekst korter of verdeel hem."]


def eerdere_versies(rij, veld):
    """All kept versions of one text, newest first."""
    return Tekstversie.objects.filter(soort=ContentType.objects.get_for_model(rij), object_id=rij.pk, veld=veld)


def _laatste(rij, veld):
    return eerdere_versies(rij, veld).filter(is_botsing=False).select_related("bewaard_door").first()


def laatste_versies(rijen):
    """Per row the newest saved version of any of its texts, without the text: who wrote last, and when."""
    rijen = list(rijen)
    if not rijen:
        return {}
    versies = (
        Tekstversie.objects.filter(
            soort=ContentType.objects.get_for_model(rijen[0]),
            object_id__in=[rij.pk for rij in rijen],
            is_botsing=False,
        )
        .order_by("object_id", "-pk")
        .distinct("object_id")
        .select_related("bewaard_door")
        .defer("tekst")
    )
    return {versie.object_id: versie for versie in versies}


def per_veld(rij, velden):
    """Per field of a row: `aantal` kept versions and `laatst`, the moment of the last save or None."""
    stand = (
        Tekstversie.objects.filter(soort=ContentType.objects.get_for_model(rij), object_id=rij.pk)
        .order_by("veld")
        .values("veld")
        .annotate(aantal=Count("pk"), laatst=Max("bewaard_op", filter=Q(is_botsing=False)))
    )
    nog_niets = {veld: {"aantal": 0, "laatst": None} for veld in velden}
    return nog_niets | {regel["veld"]: regel for regel in stand}


def _versie(rij, veld, tekst, gebruiker, is_botsing=False, apart=False):
    nu = timezone.now()
    laatste = eerdere_versies(rij, veld).first()
    if is_botsing and laatste and laatste.is_botsing and laatste.tekst == tekst:
        return
    # A version from the future was made before the clock was put back, and says nothing about how long it stood.
    loopt_nog = laatste and laatste.bewaard_door_id == gebruiker.pk and nu - SAMEN < laatste.begonnen_op <= nu
    # Of a text that did not win nothing may go: who types on while the choice is open only makes it longer.
    groeit = str.startswith if is_botsing else _groeit
    if loopt_nog and laatste.is_botsing == is_botsing and not apart and groeit(tekst, laatste.tekst):
        laatste.tekst, laatste.bewaard_op = tekst, nu
        laatste.save(update_fields=["tekst", "bewaard_op"])
        return
    Tekstversie.objects.create(
        soort=ContentType.objects.get_for_model(rij),
        object_id=rij.pk,
        veld=veld,
        tekst=tekst,
        is_botsing=is_botsing,
        begonnen_op=nu,
        bewaard_op=nu,
        bewaard_door=gebruiker,
    )


def _groeit(nieuw, oud):
    """Whether a text only went on: it lost less than a paragraph, and no more than half of its words."""
    if nieuw.startswith(oud):
        return True
    woorden = Counter(oud.split())
    weg = (woorden - Counter(nieuw.split())).total()
    return weg < ALINEA and weg * 2 <= woorden.total()


def formulier_bewaren(request, rij, form, velden, belemmeringen):
    """Save the texts of a valid posted form: the way without JavaScript, and the check afterwards with it.

    True when all are saved. Otherwise the form says beside each field why, and holds both what was typed and, as initial
    value, what is stored, so that the same form can be shown again.
    """
    for veld in velden:
        naam = form.add_prefix(veld)
        if naam not in request.POST:
            continue
        tekst, basis = form.cleaned_data[veld], request.POST.get(f"{naam}_basis", "")
        try:
            bewaard = bewaren(request.lidmaatschap, rij, veld, tekst, basis, belemmeringen)
        except Geweigerd as geweigerd:
            form.add_error(veld, geweigerd.redenen)
            continue
        form.initial[veld] = bewaard.tekst
        if bewaard.botsing_met:
            ander = bewaard.botsing_met.naam
            form.add_error(
                veld,
                f"{ander} schreef ook in deze tekst. Hieronder staat uw tekst; die van {ander} staat bij Eerdere versies. "
                "Bewaart u nu nog eens, dan komt uw tekst ervoor in de plaats.",
            )
    return form.is_valid()


def antwoord(request, rij, velden, belemmeringen, let_op=None):
    """The answer to one save by `schrijven.js`; `velden` are the fields that this page may write.

    Without a `tekst` it is a question only: what is stored now, and who wrote it.

    `let_op(tekst)` gives sentences to warn with (a telephone number in the text); the text is saved all the same.
    """
    veld = request.POST.get("veld", "")
    if veld not in velden:
        return JsonResponse({"redenen": ["Dit tekstvak kennen wij niet. Laad de pagina opnieuw."]}, status=422)
    if "tekst" not in request.POST:
        laatste = _laatste(rij, veld)
        wanneer = {"door": laatste.bewaard_door.naam, "om": _klok(laatste.bewaard_op)} if laatste else {}
        tekst = getattr(rij, veld)
        return JsonResponse({"stand": "gelezen", "tekst": tekst, "basis": vingerafdruk(tekst), **wanneer})
    try:
        bewaard = bewaren(
            request.lidmaatschap,
            rij,
            veld,
            request.POST["tekst"],
            request.POST.get("basis", ""),
            belemmeringen,
            gestuurd=request.POST.getlist("gestuurd"),
        )
    except Geweigerd as geweigerd:
        return JsonResponse({"redenen": geweigerd.redenen}, status=403)
    if bewaard.botsing_met:
        stand = {"stand": "botsing", "tekst": bewaard.tekst, "door": bewaard.botsing_met.naam}
    else:
        stand = {"stand": "bewaard", "melding": " ".join(let_op(bewaard.tekst)) if let_op else ""}
    return JsonResponse(
        {**stand, "basis": vingerafdruk(bewaard.tekst), "om": _klok(bewaard.op)},
        status=409 if bewaard.botsing_met else 200,
    )


def _klok(moment):
    plaatselijk = timezone.localtime(moment)
    return f"{plaatselijk.hour}.{plaatselijk.minute:02d}"

"""Texts, choices and short answers that save themselves: nothing is overwritten silently and nothing is lost (uitgangspunten § 3).

A page sends the text with the fingerprint (`basis`) of the text it started from. When the stored text is still that one,
the new text is saved; otherwise both texts are kept and the writer chooses. A choice or a date goes the same way, as the text
of its form field.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Count, Max, Q
from django.http import JsonResponse
from django.utils import timezone

from huisstijl.velden import LANGSTE_TEKST, als_tekst, schoon, vingerafdruk
from leden.bevoegdheden import Geweigerd, eisen
from leden.models import Gebruiker
from trajecten.models import Tekstversie, Traject

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


def bewaren(wie, rij, veld, tekst, basis, belemmeringen, apart=False, gestuurd=(), formveld=None):
    """Save `tekst` in field `veld` of `rij` when the stored text still has fingerprint `basis`. Raises Geweigerd.

    `belemmeringen(wie, rij)` gives the reasons why this person may not write here now; it is asked while the traject is
    locked, so that nothing changes any more in a text that is being handed in at the same moment. What belongs to no traject is a draft.
    `apart` keeps a version of its own, whatever was saved just before.
    `gestuurd`: fingerprints of what the same page sent before and never heard about. When one of those is what is stored,
    only the answer was lost, and nobody else wrote.
    `formveld`: the form field of what is no text (a choice, a date); `tekst` is then its cleaned value.
    """
    waarde = tekst if formveld else schoon(tekst)
    tekst = als_tekst(formveld, waarde) if formveld else waarde
    with transaction.atomic():
        # A row of no traject is guarded by its own lock.
        if traject := getattr(rij, "traject", None):
            Traject.objects.defer("kaderversie__inhoud").op_slot(traject.pk)
        rij = type(rij).objects.select_for_update(of=("self",)).get(pk=rij.pk)
        eisen(belemmeringen(wie, rij), lengtebelemmeringen(tekst))
        huidig = _opgeslagen(rij, veld, formveld)
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
        if _is_reeks(rij, veld):
            getattr(rij, veld).set(waarde)
        else:
            setattr(rij, veld, waarde)
            rij.save(update_fields=[veld])
        _versie(rij, veld, tekst, wie.gebruiker, apart=apart)
    return Bewaard(tekst, timezone.now())


def _opgeslagen(rij, veld, formveld):
    waarde = getattr(rij, veld)
    if not formveld:
        return waarde
    return als_tekst(formveld, list(waarde.all()) if _is_reeks(rij, veld) else waarde)


def _is_reeks(rij, veld):
    soort = rij._meta.get_field(veld)
    return soort.many_to_many or soort.one_to_many


def lengtebelemmeringen(tekst):
    if len(tekst) <= LANGSTE_TEKST:
        return []
    return [f"Deze tekst heeft {len(tekst)} tekens. Er passen er {LANGSTE_TEKST}. Maak de tekst korter of verdeel hem."]


def eerdere_versies(rij, veld):
    """All kept versions of one text, newest first."""
    return Tekstversie.objects.filter(soort=ContentType.objects.get_for_model(rij), object_id=rij.pk, veld=veld)


def _laatste(rij, veld):
    return eerdere_versies(rij, veld).filter(is_botsing=False).select_related("bewaard_door").first()


def wisbelemmeringen(wie, versie, huidig):
    """Why this person cannot take the text out of a version. `huidig`: the text as it stands now."""
    if versie.bewaard_door_id != wie.gebruiker_id:
        return ["Alleen wie deze versie schreef, kan de tekst eruit halen."]
    if versie.tekst == huidig:
        return ["Deze tekst staat er nu. Verander eerst de tekst zelf; daarna kan hij uit deze versie."]
    return []


@transaction.atomic
def wissen(wie, versie, huidig):
    """Take the text out of an earlier version for good, for instance since it named somebody. The row stays."""
    versie = Tekstversie.objects.select_for_update(of=("self",)).get(pk=versie.pk)
    eisen(wisbelemmeringen(wie, versie, huidig))
    versie.tekst, versie.gewist_op = "", timezone.now()
    versie.save(update_fields=["tekst", "gewist_op"])


def laatste_versies(rijen):
    """Per row the newest saved version of any of its texts, without the text: who wrote last, and when."""
    rijen = list(rijen)
    if not rijen:
        return {}
    teksten = [veld.name for veld in type(rijen[0])._meta.fields if isinstance(veld, models.TextField)]
    versies = (
        Tekstversie.objects.filter(
            soort=ContentType.objects.get_for_model(rijen[0]),
            object_id__in=[rij.pk for rij in rijen],
            veld__in=teksten,
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
    is_van_nu = laatste and not laatste.gewist_op and nu - SAMEN < laatste.begonnen_op <= nu
    loopt_nog = is_van_nu and laatste.bewaard_door_id == gebruiker.pk
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


def formulier_bewaren(request, rij, form, velden, belemmeringen, kort=()):
    """Save the texts of a posted form: the way without JavaScript, and the check afterwards with it.

    A field that is not valid is left as it is. `kort`: the choices and short answers of the form. One that is off is not sent,
    so there it is the basis that says it was on the page.

    True when all are saved. Otherwise the form says beside each field why, and holds both what was typed and, as initial
    value, what is stored, so that the same form can be shown again.
    """
    for veld in (*velden, *kort):
        naam, formveld = form.add_prefix(veld), form.fields[veld] if veld in kort else None
        is_verstuurd = naam in request.POST or (formveld and f"{naam}_basis" in request.POST)
        if not is_verstuurd or veld not in form.cleaned_data:
            continue
        tekst, basis = form.cleaned_data[veld], request.POST.get(f"{naam}_basis", "")
        try:
            bewaard = bewaren(request.lidmaatschap, rij, veld, tekst, basis, belemmeringen, formveld=formveld)
        except Geweigerd as geweigerd:
            form.add_error(veld, geweigerd.redenen)
            continue
        form.initial[veld] = bewaard.tekst
        if bewaard.botsing_met:
            ander = bewaard.botsing_met.naam
            if formveld:
                zin = f"{ander} vulde hier intussen iets anders in: {_in_woorden(formveld, bewaard.tekst)}. Hieronder staat wat u invulde."
            else:
                zin = f"{ander} schreef ook in deze tekst. Hieronder staat uw tekst; die van {ander} leest u in een nieuw venster."
            form.add_error(veld, f"{zin} Bewaart u nu nog eens, dan komt dat van u ervoor in de plaats.")
    return form.is_valid()


def _in_woorden(formveld, tekst):
    woorden = {str(code): naam for code, naam in getattr(formveld, "choices", ())}
    delen = tekst.split(",") if isinstance(formveld, forms.MultipleChoiceField) else [tekst]
    return ", ".join(str(woorden.get(deel, deel)) for deel in delen) or "niets"


def antwoord(request, rij, velden, belemmeringen, *, let_op, kort=(), form=None):
    """The answer to one save by `schrijven.js`; `velden` are the fields that this page may write.

    Without a `tekst` it is a question only: what is stored now, and who wrote it.

    `kort`: its choices and short answers, and `form(gegevens)` makes the form that reads them.
    `let_op(tekst)` gives sentences to warn with (a telephone number in the text); the text is saved all the same.
    """
    veld = request.POST.get("veld", "")
    if veld not in (*velden, *kort):
        return JsonResponse({"redenen": ["Dit tekstvak kennen wij niet. Laad de pagina opnieuw."]}, status=422)
    tekst, formveld, redenen = request.POST.get("tekst", ""), None, []
    if veld in kort:
        ingevuld = form({})
        formveld, waarde = ingevuld.fields[veld], tekst
        if isinstance(formveld, forms.MultipleChoiceField):
            waarde = tekst.split(",") if tekst else []
        ingevuld.data[ingevuld.add_prefix(veld)] = waarde
        redenen, tekst = ingevuld.errors.get(veld, []), ingevuld.cleaned_data.get(veld)
    if "tekst" not in request.POST:
        return _gelezen(rij, veld, formveld)
    if redenen:
        return JsonResponse({"redenen": list(redenen)}, status=422)
    try:
        bewaard = bewaren(
            request.lidmaatschap,
            rij,
            veld,
            tekst,
            request.POST.get("basis", ""),
            belemmeringen,
            gestuurd=request.POST.getlist("gestuurd"),
            formveld=formveld,
        )
    except Geweigerd as geweigerd:
        return JsonResponse({"redenen": geweigerd.redenen}, status=403)
    if bewaard.botsing_met:
        stand = {"stand": "botsing", "tekst": bewaard.tekst, "door": bewaard.botsing_met.naam}
    else:
        stand = {"stand": "bewaard", "melding": " ".join(let_op(bewaard.tekst))}
    return JsonResponse(
        {**stand, "basis": vingerafdruk(bewaard.tekst), "om": _klok(bewaard.op)},
        status=409 if bewaard.botsing_met else 200,
    )


def _gelezen(rij, veld, formveld):
    tekst, laatste = _opgeslagen(rij, veld, formveld), _laatste(rij, veld)
    wanneer = {"door": laatste.bewaard_door.naam, "om": _klok(laatste.bewaard_op)} if laatste else {}
    return JsonResponse({"stand": "gelezen", "tekst": tekst, "basis": vingerafdruk(tekst), **wanneer})


def _klok(moment):
    plaatselijk = timezone.localtime(moment)
    return f"{plaatselijk.hour}.{plaatselijk.minute:02d}"

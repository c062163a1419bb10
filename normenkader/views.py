import json
from datetime import date

from django.contrib import messages
from django.db.models import Count
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from leden.bevoegdheden import Geweigerd, Handeling, heeft_rol
from leden.bewaken import mag, openbaar
from normenkader.forms import BestandForm, InhoudForm
from normenkader.handelingen import laden
from normenkader.laden import schema
from normenkader.models import Kaderversie, Partij, Stuk
from normenkader.vergelijken import normverschillen, vervallen_normen


@mag(Handeling.KADERS_LEZEN)
@require_safe
def kaders(request):
    zichtbaar = Kaderversie.objects.zichtbaar_voor(request.lidmaatschap)
    context = {
        "kaders": zichtbaar.annotate(aantal_normen=Count("normen")).defer("inhoud").order_by("-geldig_vanaf", "-pk"),
        "te_kiezen": set(zichtbaar.bruikbaar_op(timezone.localdate()).values_list("pk", flat=True)),
        "vandaag": timezone.localdate(),
        "mag_laden": heeft_rol(request.lidmaatschap, Handeling.KADER_LADEN),
    }
    return render(request, "normenkader/kaders.html", context)


@mag(Handeling.KADERS_LEZEN, Kaderversie)
@require_safe
def kader(request, kader):
    onderdelen = _onderdelen(kader)
    context = {
        "kader": kader,
        "onderdelen": onderdelen,
        "aantal_normen": sum(map(len, onderdelen.values())),
        "termijnen": _termijnen(kader),
        "inzage": [(stuk.label, [partij.label for partij in Partij if kader.ziet(partij, stuk)]) for stuk in Stuk],
        "eerdere": kader.eerdere().defer("inhoud"),
    }
    return render(request, "normenkader/kader.html", context)


@mag(Handeling.KADERS_LEZEN, Kaderversie, los=("eerder",))
@require_safe
def kader_vergelijken(request, kader, eerder):
    """This version beside an earlier one; `?toon=alles` also shows the norms that stayed as they were."""
    eerder = get_object_or_404(kader.eerdere(), versie=eerder)
    verschillen = normverschillen(eerder, kader).values()
    vervallen = vervallen_normen(eerder, kader)
    veranderd = [een for een in verschillen if een.is_veranderd]
    toont_alles = request.GET.get("toon") == "alles"
    titels = {onderdeel["code"]: onderdeel["titel"] for onderdeel in kader.inhoud["onderdelen"]}
    per_onderdeel = {}
    for een in verschillen if toont_alles else veranderd:
        per_onderdeel.setdefault(titels[een.norm["onderdeel"]], []).append(een)
    context = {
        "kader": kader,
        "eerder": eerder,
        "onderdelen": per_onderdeel,
        "vervallen": vervallen,
        "toont_alles": toont_alles,
        "aantal_veranderd": len(veranderd) + len(vervallen),
        "aantal_normen": len(verschillen),
    }
    return render(request, "normenkader/vergelijken.html", context)


def _onderdelen(kader):
    """Parts with their norms, each norm with the words for its groups and competences instead of the codes."""
    competenties = {een.code: een.tekst for een in kader.competenties}
    per_onderdeel = {onderdeel: [] for onderdeel in kader.onderdelen.all()}
    for norm in kader.normen.select_related("onderdeel"):
        regel = {
            "norm": norm,
            "vragen": [(vraag["tekst"], _groepen(kader, vraag["groepen"])) for vraag in norm.vragen],
            "groepen": _groepen(kader, norm.groepen),
            "competenties": [competenties[code] for code in norm.competenties],
        }
        per_onderdeel[norm.onderdeel].append(regel)
    return per_onderdeel


def _groepen(kader, codes):
    return ", ".join(kader.gespreksgroep(code).meervoud for code in codes)


def _termijnen(kader):
    """What each term of this version is for, how long it is and, when a party has it, the rules that go with it."""
    uitleg = schema()["properties"]["termijnen"]["properties"]
    return [
        {
            "wat": deel["description"],
            "termijn": kader.termijn(naam),
            "regels": kader.termijn(naam).regels if "partij" in deel else [],
        }
        for naam, deel in uitleg.items()
        if naam in kader.termijnen
    ]


@mag(Handeling.KADER_LADEN)
@require_http_methods(["GET", "HEAD", "POST"])
def kader_laden(request):
    """First the file, then a page that shows what is in it, then loading: that page sends the content back."""
    if "inhoud" in request.POST:
        return _bevestigen(request)
    form = BestandForm(request.POST, request.FILES) if request.method == "POST" else BestandForm()
    if form.is_valid():
        return render(request, "normenkader/kader_nakijken.html", _nakijken(form.cleaned_data["bestand"]))
    return render(request, "normenkader/kader_laden.html", {"form": form, "zinnen": []})


def _bevestigen(request):
    form = InhoudForm(request.POST)
    zinnen = form.errors.get("inhoud")
    if not zinnen:
        try:
            kader = laden(request.lidmaatschap, form.cleaned_data["inhoud"])
        except Geweigerd as weigering:
            zinnen = weigering.redenen
        else:
            messages.success(request, f"{kader.naam} is geladen. Versie {kader.versie} verandert nu niet meer.")
            return redirect(kader)
    return render(request, "normenkader/kader_laden.html", {"form": BestandForm(), "zinnen": zinnen})


def _nakijken(pakket):
    normen = {onderdeel["code"]: [] for onderdeel in pakket["onderdelen"]}
    for norm in sorted(pakket["normen"], key=lambda norm: norm["volgorde"]):
        normen[norm["onderdeel"]].append(norm)
    return {
        "pakket": pakket,
        "onderdelen": [(onderdeel, normen[onderdeel["code"]]) for onderdeel in pakket["onderdelen"]],
        "geldig_vanaf": date.fromisoformat(pakket["geldig_vanaf"]),
        "verplicht_vanaf": date.fromisoformat(pakket["verplicht_vanaf"]) if "verplicht_vanaf" in pakket else None,
        "inhoud": json.dumps(pakket, ensure_ascii=False, separators=(",", ":")),
    }


@openbaar
@require_safe
def kader_schema(request):
    return JsonResponse(
        schema(), content_type="application/schema+json", json_dumps_params={"ensure_ascii": False, "indent": 2}
    )

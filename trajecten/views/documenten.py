from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from huisstijl.bladeren import bladzijde_van, gesorteerd
from huisstijl.opslag import download_van
from huisstijl.rekenblad import Kolom, als_download
from huisstijl.velden import rijnummer
from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from normenkader.models import Stuk
from trajecten import handelingen
from trajecten.bevoegdheden import documentbelemmeringen, documentverwijderbelemmeringen
from trajecten.forms.documenten import SORTERINGEN, Documentenfilter, DocumentForm
from trajecten.levensloop import Soort
from trajecten.models import Document, Traject

KOLOMMEN = (
    Kolom("Titel", lambda document: document.titel),
    Kolom("Bestand", lambda document: document.bestandsnaam),
    Kolom("Leeswijzer", lambda document: document.leeswijzer),
    Kolom("Normen", lambda document: ", ".join(norm.nummer for norm in document.normen.all())),
    Kolom("Toegevoegd op", lambda document: document.toegevoegd_op),
)


def _gevonden(request, traject):
    """The search form of the request, and the documents it finds; only for the parties that read the self-evaluation."""
    if not traject.toont(request.lidmaatschap, Stuk.ZELFEVALUATIE):
        raise Http404
    filterform = Documentenfilter(request.GET, traject=traject)
    alle = Document.objects.zichtbaar_voor(request.lidmaatschap).filter(traject=traject).order_by(*SORTERINGEN["titel"])
    return filterform, gesorteerd(request, filterform.toepassen(alle), SORTERINGEN).prefetch_related("normen")


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def documenten(request, traject):
    """The documents of a traject."""
    filterform, rijen = _gevonden(request, traject)
    bladzijde = bladzijde_van(request, rijen.select_related("toegevoegd_door"))
    is_organisatie = heeft_rol(request.lidmaatschap, Handeling.DOCUMENT_TOEVOEGEN)
    context = {
        "traject": traject,
        "filterform": filterform,
        "bladzijde": bladzijde,
        "is_organisatie": is_organisatie,
        "belemmeringen": documentbelemmeringen(request.lidmaatschap, traject) if is_organisatie else [],
    }
    return render(request, "trajecten/documenten.html", context)


@mag(Handeling.TRAJECT_LEZEN, Traject, los=["vorm"])
@require_safe
def documenten_export(request, traject, vorm):
    """The list of documents as a file, without the documents themselves."""
    _, rijen = _gevonden(request, traject)
    return als_download(vorm, f"Documenten {traject.nummer}", KOLOMMEN, rijen.iterator(chunk_size=500))


@mag(Handeling.DOCUMENT_TOEVOEGEN, Traject)
def document_toevoegen(request, traject):
    """Attach a file; ?norm=D2 or ?plan=12 when one comes from the page of that norm or plan, and goes back to it."""
    plan = rijnummer(request.GET.get("plan", ""))
    norm = traject.kaderversie.normen.filter(nummer=request.GET.get("norm", "")).first()
    terug = reverse("documenten", args=[traject.nummer])
    if norm:
        terug = reverse("verhaal", args=[traject.nummer, norm.nummer])
    elif plan:
        terug = reverse("verbeterplan", args=[traject.nummer, plan])
    elif traject.soort == Soort.MAATREGEL:
        terug = reverse("maatregel", args=[traject.nummer])
    form = DocumentForm(
        request.POST or None, request.FILES or None, traject=traject, initial={"normen": [norm] if norm else []}
    )
    if form.is_valid() and uitvoeren(
        request,
        handelingen.document_toevoegen,
        traject,
        form=form,
        gelukt="Het document is toegevoegd.",
        **{"normen": ()} | form.cleaned_data,
    ):
        _meld_dubbel(request, traject)
        naar = redirect(terug)
        if "X-Requested-With" in request.headers:
            # A script that follows a redirect would be the one that reads the message.
            return HttpResponse(status=201, headers={"Location": naar.url})
        return naar
    context = {
        "traject": traject,
        "norm": norm,
        "terug": terug,
        "form": form,
        "belemmeringen": documentbelemmeringen(request.lidmaatschap, traject),
    }
    return render(request, "trajecten/document_toevoegen.html", context)


def _meld_dubbel(request, traject):
    """Say it when the file that was just added stood there already: one is enough, for as many norms as one likes."""
    nieuw = traject.documenten.latest("pk")
    eerder = traject.documenten.filter(sha256=nieuw.sha256).exclude(pk=nieuw.pk).order_by("pk").first()
    if eerder:
        messages.warning(
            request,
            f"Hetzelfde bestand stond er al, als ‘{eerder.titel}’. Verwijder er een als dat niet de bedoeling is.",
        )


@mag(Handeling.TRAJECT_LEZEN, Document)
@never_cache
@require_safe
def document(request, document):
    """Download a file."""
    return download_van(document.bestand, document.sha256, naam=document.bestandsnaam, mime=document.soort.mime)


@mag(Handeling.DOCUMENT_VERWIJDEREN, Document)
def document_verwijderen(request, document):
    """Ask once more, then take the document away."""
    traject = document.traject
    if request.method == "POST":
        gelukt = f"‘{document.titel}’ is verwijderd."
        uitvoeren(request, handelingen.document_verwijderen, document, gelukt=gelukt)
        return redirect("maatregel" if traject.soort == Soort.MAATREGEL else "documenten", traject.nummer)
    context = {
        "traject": traject,
        "document": document,
        "normen": document.normen.all(),
        "belemmeringen": documentverwijderbelemmeringen(request.lidmaatschap, document),
    }
    return render(request, "trajecten/document_verwijderen.html", context)

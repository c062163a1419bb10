"""The home of a label, the list of labels, and what a holder needs to carry it."""

from django.conf import settings
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificaten.forms import UitreikingForm
from certificaten.handelingen import uitreiking_vastleggen
from certificaten.levensloop import GELDIGE_STANDEN, stand_op
from certificaten.models import Certificaat
from certificaten.register import Bladen
from huisstijl.bladeren import PER_BLADZIJDE
from kwaliteitslabel.label import pagina
from kwaliteitslabel.label.forms import Labelfilter
from kwaliteitslabel.label.labels import label_in
from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from trajecten.models import Cyclus


@mag(Handeling.TRAJECT_LEZEN)
@require_safe
def labels(request):
    """Every label that this membership may know about, with how it stands; who has one only, goes to its home."""
    wie, vandaag = request.lidmaatschap, timezone.localdate()
    filterform = Labelfilter(request.GET)
    zichtbaar = Certificaat.objects.zichtbaar_voor(wie).openbaar().nieuwste(vandaag)
    if not request.GET and heeft_rol(wie, Handeling.AANMELDEN) and len(eigen := zichtbaar[:2]) == 1:
        return redirect("label", eigen[0].cyclus_id)
    gevonden = filterform.toepassen(zichtbaar).order_by("houder", "pk")
    bladzijde = Bladen(gevonden, PER_BLADZIJDE).get_page(request.GET.get("bladzijde"))
    rijen = Certificaat.objects.met_stand(vandaag).filter(pk__in=bladzijde.object_list).order_by("houder", "pk")
    context = {
        "filterform": filterform,
        "bladzijde": bladzijde,
        "labels": [(een, stand_op(een, vandaag)) for een in rijen],
    }
    return render(request, "kwaliteitslabel/labels.html", context)


@mag(Handeling.TRAJECT_LEZEN, Cyclus)
@require_safe
def label(request, cyclus):
    return render(request, "kwaliteitslabel/label.html", pagina.inhoud(request.lidmaatschap, cyclus))


@mag(Handeling.TRAJECT_LEZEN, Cyclus)
@require_safe
def label_uitdragen(request, cyclus):
    """What the holder may do with the label and what not, with the sign and a text to take along."""
    een = label_in(request.lidmaatschap, cyclus)
    context = {
        "cyclus": cyclus,
        "label": een,
        "heeft_bestand": een is not None and een.certificaat.bestand is not None,
        "mag_gebruiken": een is not None and een.stand in GELDIGE_STANDEN,
        "adres": settings.ADRES,
    }
    return render(request, "kwaliteitslabel/label_uitdragen.html", context)


@mag(Handeling.UITREIKING_VASTLEGGEN, Cyclus)
def uitreiking(request, cyclus):
    """Write down how the newest certificate of a label was handed over."""
    certificaten = Certificaat.objects.zichtbaar_voor(request.lidmaatschap).openbaar().filter(cyclus=cyclus)
    certificaat = get_object_or_404(certificaten.nieuwste(timezone.localdate()).select_related("uitreiking"))
    form = UitreikingForm(request.POST or None, instance=getattr(certificaat, "uitreiking", None))
    if request.method == "POST" and form.is_valid():
        gegevens, gelukt = form.cleaned_data, "De uitreiking is vastgelegd."
        if uitvoeren(request, uitreiking_vastleggen, certificaat, **gegevens, form=form, gelukt=gelukt):
            return redirect("label", cyclus.pk)
    return render(
        request, "kwaliteitslabel/uitreiking.html", {"form": form, "cyclus": cyclus, "certificaat": certificaat}
    )

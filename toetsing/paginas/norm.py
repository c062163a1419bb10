"""The page of one norm for the team."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Prefetch, Q

from leden.bevoegdheden import Handeling, heeft_rol
from normenkader.models import Stuk
from toetsing import nog_te_doen
from toetsing.bevoegdheden import gevraagd_van, nagekeken_belemmeringen, teambelemmeringen_om_te_schrijven
from toetsing.forms.oordelen import BevindingForm, GrondenForm, OordeelForm
from toetsing.models import Bevinding, Gesprek, Grond, Notitie, Verhaal
from toetsing.paginas.rapport import teruggestuurd_met
from toetsing.paginas.raster import lege_rij
from trajecten import schrijven
from trajecten.models import Document


def inhoud(wie, oordeel, *, gronden_van=None, ingevuld=None):
    """Everything about one norm: what was told, heard and seen, the findings and the judgement.

    `gronden_van`: the finding (its pk as text) of which one is choosing the grounds. `ingevuld`: a refused form, by the
    name of the form that is shown otherwise.
    """
    ingevuld = ingevuld or {}
    traject, norm = oordeel.traject, oordeel.norm
    bevindingen = _bevindingen(oordeel)
    dicht = teambelemmeringen_om_te_schrijven(wie, traject, Handeling.BEVINDING_MAKEN)
    wat = None if dicht else gevraagd_van(traject)
    belemmeringen = dicht or nagekeken_belemmeringen(oordeel, wat)
    open_ = [] if dicht else [een for een in bevindingen if not nagekeken_belemmeringen(een, wat)]
    kiest = next((een for een in open_ if str(een.pk) == gronden_van), None)
    verhalen = _verhalen(wie, oordeel, alle=kiest is not None)
    documenten = _documenten(wie, oordeel, alle=kiest is not None)
    normen = list(traject.kaderversie.normen.all())
    hier = normen.index(norm)
    context = {
        "traject": traject,
        "norm": norm,
        "oordeel": oordeel,
        "teruggestuurd": teruggestuurd_met(traject),
        "oordeel_label": traject.kaderversie.schaalwaarde(oordeel.waarde).label if oordeel.waarde else "",
        "rust_op": _rust_op(oordeel, bevindingen),
        "vorige": normen[hier - 1] if hier else None,
        "volgende": normen[hier + 1] if hier + 1 < len(normen) else None,
        "verhalen": [verhaal for verhaal in verhalen if verhaal.bij_norm],
        "documenten": [document for document in documenten if document.bij_norm],
        "notities": _notities(wie, oordeel),
        "ziet_notities": traject.toont(wie, Stuk.NOTITIES),
        # Who has another role only reads, and needs no reason why.
        "belemmeringen": belemmeringen if heeft_rol(wie, Handeling.BEVINDING_MAKEN) else [],
        "kaarten": _kaarten(bevindingen, open_, ingevuld),
        "soorten": Bevinding.Soort.choices,
    }
    if not belemmeringen:
        context["vraag"] = nog_te_doen.verbeterpunt_zonder_uitleg(norm, oordeel, bevindingen)
        context["oordeelform"] = ingevuld.get("oordeel") or OordeelForm(oordeel)
        context["toelichting_bewaard"] = schrijven.laatste_versies([oordeel]).get(oordeel.pk)
    if kiest:
        bronnen = {"gesprek": _gesprekken(oordeel), "document": documenten, "verhaal": verhalen}
        context["kiest"] = kiest
        context["grondenform"] = ingevuld.get("gronden") or GrondenForm(kiest, bronnen)
    return context


def alle_bronnen(wie, oordeel):
    """What a finding at this norm can rest on, by kind."""
    return {
        "gesprek": _gesprekken(oordeel),
        "document": _documenten(wie, oordeel, alle=True),
        "verhaal": _verhalen(wie, oordeel, alle=True),
    }


def _bevindingen(oordeel):
    gronden = Grond.objects.select_related("gesprek", "document", "verhaal__norm")
    bevindingen = oordeel.traject.bevindingen.filter(norm=oordeel.norm).in_volgorde().select_related("norm")
    return list(bevindingen.prefetch_related(Prefetch("gronden", gronden)))


def _rust_op(oordeel, bevindingen):
    rij = lege_rij(oordeel.traject.kaderversie, oordeel)
    for bevinding in bevindingen:
        for grond in bevinding.gronden.all():
            rij.tel(grond)
    return rij.rust_op


def _verhalen(wie, oordeel, alle):
    """The stories about this norm, its own first; with `alle` those about other norms too, once they are told."""
    ook = Exists(Verhaal.ook_bij.through.objects.filter(verhaal=OuterRef("pk"), norm=oordeel.norm))
    bij_norm = ExpressionWrapper(Q(norm=oordeel.norm) | Q(ook), output_field=BooleanField())
    verhalen = Verhaal.objects.zichtbaar_voor(wie).filter(traject=oordeel.traject).annotate(bij_norm=bij_norm)
    verhalen = verhalen.select_related("norm") if alle else verhalen.filter(bij_norm=True).select_related("norm")
    return sorted(
        (een for een in verhalen if een.bij_norm or een.is_verteld), key=lambda een: een.norm_id != oordeel.norm_id
    )


def _documenten(wie, oordeel, alle):
    bij_norm = Exists(Document.normen.through.objects.filter(document=OuterRef("pk"), norm=oordeel.norm))
    documenten = Document.objects.zichtbaar_voor(wie).filter(traject=oordeel.traject).annotate(bij_norm=bij_norm)
    return list(documenten if alle else documenten.filter(bij_norm=True))


def _gesprekken(oordeel):
    """All talks; those in which this norm was or will be spoken about are marked."""
    gepland = Exists(Gesprek.normen.through.objects.filter(gesprek=OuterRef("pk"), norm=oordeel.norm))
    genoteerd = Exists(Notitie.objects.filter(gesprek=OuterRef("pk"), normen=oordeel.norm))
    bij_norm = ExpressionWrapper(Q(gepland) | Q(genoteerd), output_field=BooleanField())
    return list(oordeel.traject.gesprekken.annotate(bij_norm=bij_norm).select_related("dag"))


def _notities(wie, oordeel):
    notities = Notitie.objects.zichtbaar_voor(wie).filter(gesprek__traject=oordeel.traject, normen=oordeel.norm)
    return notities.select_related("gesprek").order_by("gesprek__nummer", "gemaakt_op")


def _kaarten(bevindingen, open_, ingevuld):
    """Each finding, with a form when it is among those that can be written (`open_`)."""
    versies = schrijven.laatste_versies(open_)
    return [
        {
            "bevinding": bevinding,
            "form": (ingevuld.get(f"tekst-{bevinding.pk}") or BevindingForm(bevinding)) if bevinding in open_ else None,
            "versie": versies.get(bevinding.pk),
        }
        for bevinding in bevindingen
    ]

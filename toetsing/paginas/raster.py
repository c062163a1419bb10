"""Norm by group: with whom a norm will be spoken about, and on whose voices its judgement rests (uitgangspunten § 11)."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count

from normenkader.models import Norm
from toetsing.models import Gesprek, Grond, Notitie, Oordeel

DOCUMENTEN, VERHALEN = "documenten", "verhalen"


@dataclass
class Vak:
    """One cell: the distinct sources of a group that findings about a norm rest on, and what may still come."""

    label: str
    bronnen: set = field(default_factory=set)
    is_anders: bool = False
    is_gepland: bool = False
    notities: int = 0

    @property
    def aantal(self):
        return len(self.bronnen)


@dataclass
class Rij:
    """One norm: its judgement and a cell for each group, for documents and for stories."""

    oordeel: Oordeel
    oordeel_label: str
    vakken: dict

    @property
    def norm(self) -> Norm:
        return self.oordeel.norm

    @property
    def rust_op(self):
        """The groups that the findings rest on."""
        return [vak.label for vak in self.vakken.values() if vak.aantal]

    @property
    def verschilt(self):
        """Whether one voice says something else than the finding that names it."""
        return any(vak.is_anders for vak in self.vakken.values())

    def tel(self, grond):
        """Count a ground of a finding about this norm."""
        code = grond.gesprek.groep if grond.gesprek_id else DOCUMENTEN if grond.document_id else VERHALEN
        vak = self.vakken[code]
        vak.bronnen.add((grond.gesprek_id, grond.document_id, grond.verhaal_id))
        vak.is_anders |= grond.is_anders


def kolommen(kader):
    """Codes and headings of the columns."""
    groepen = {groep.code: groep.kort for groep in kader.gespreksgroepen}
    return groepen | {DOCUMENTEN: "Documenten", VERHALEN: "Verhalen"}


def lege_rij(kader, oordeel):
    oordeel_label = kader.schaalwaarde(oordeel.waarde).label if oordeel.waarde else "Nog geen oordeel"
    return Rij(oordeel, oordeel_label, {code: Vak(label) for code, label in kolommen(kader).items()})


def raster(traject, oordelen):
    """A row for each of the given judgements of a traject."""
    rijen = {oordeel.norm_id: lege_rij(traject.kaderversie, oordeel) for oordeel in oordelen}
    for grond in Grond.objects.filter(bevinding__traject=traject).select_related("bevinding", "gesprek"):
        rijen[grond.bevinding.norm_id].tel(grond)
    gepland = Gesprek.normen.through.objects.filter(gesprek__traject=traject, gesprek__afgerond_op__isnull=True)
    for norm, groep in gepland.values_list("norm", "gesprek__groep"):
        rijen[norm].vakken[groep].is_gepland = True
    genoteerd = Notitie.normen.through.objects.filter(notitie__gesprek__traject=traject)
    for norm, groep, aantal in genoteerd.values_list("norm", "notitie__gesprek__groep").annotate(n=Count("pk")):
        rijen[norm].vakken[groep].notities = aantal
    return list(rijen.values())


def dekking(kader, normen, gesprekken):
    """How often each norm is planned with each group: pairs of a norm and its numbers, in the order of the groups."""
    aantallen = Counter((norm.pk, gesprek.groep) for gesprek in gesprekken for norm in gesprek.normen.all())
    return [(norm, [(groep, aantallen[norm.pk, groep.code]) for groep in kader.gespreksgroepen]) for norm in normen]

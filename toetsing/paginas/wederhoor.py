"""The draft as the organisation reads it to react: passages per norm, each with the state of its remark."""

from dataclasses import dataclass, field

from normenkader.models import Stuk
from toetsing.forms.wederhoor import ReactieForm
from toetsing.models import Reactie
from toetsing.samenstellen import passages_van
from toetsing.wijzigingen import te_bespreken
from trajecten.schrijven import laatste_versies

# Up to this many passages stand open on the page; above it each norm can be opened.
WEINIG = 12


@dataclass
class Vak:
    """One passage with its remark: `form` is there while somebody is writing."""

    passage: dict
    reactie: Reactie | None
    form: ReactieForm | None
    bewaard: object = None

    @property
    def heeft_opmerking(self):
        return bool(self.reactie and self.reactie.tekst.strip())


@dataclass
class Groep:
    """The passages of one norm, or those of the report as a whole."""

    sleutel: str
    titel: str
    nummer: str = ""
    oordeel: dict | None = None
    vakken: list = field(default_factory=list)

    @property
    def aantal_opmerkingen(self):
        return sum(vak.heeft_opmerking for vak in self.vakken)

    @property
    def is_open(self):
        return any(vak.heeft_opmerking or vak.form for vak in self.vakken)


@dataclass(frozen=True)
class Stand:
    """How far the reaction is: all passages, and those with a remark."""

    passages: int
    opmerkingen: int

    @property
    def zin(self):
        if not self.opmerkingen:
            return f"U hebt bij de {self.passages} passages nog niets geschreven."
        return f"U hebt bij {self.opmerkingen} van de {self.passages} passages iets geschreven."


def leesbaar(versie, wie):
    """The passages that this membership may read and react to: in a second round those where something got worse."""
    ziet_kort, te_lezen = versie.traject.toont(wie, Stuk.RAPPORT_KORT), te_bespreken(versie)
    return [
        passage
        for passage in passages_van(versie.inhoud)
        if passage["sleutel"] in te_lezen and (ziet_kort or passage["deel"] != "kort")
    ]


def stand(versie, wie):
    return Stand(len(leesbaar(versie, wie)), versie.reacties.exclude(tekst="").count())


def groepen(versie, wie, filterform, bewerk, ingevuld=None):
    """Groups with the passages that `wie` may read and that pass the filter.

    `bewerk`: anchor of the passage that is being written at; `ingevuld`: its form, when it was posted and refused.
    """
    reacties = {een.passage: een for een in versie.reacties.all()}
    versies = laatste_versies(reacties.values())
    per_norm = {"": Groep("geheel", "Het rapport als geheel")}
    for norm in versie.inhoud["normen"]:
        per_norm[norm["nummer"]] = Groep(norm["nummer"], norm["titel"], norm["nummer"], norm["oordeel"])
    for passage in leesbaar(versie, wie):
        reactie = reacties.get(passage["sleutel"])
        form = _form(reactie, bewerk == passage["sleutel"], ingevuld)
        if form or filterform.past(passage, reactie):
            laatste = versies.get(reactie.pk) if reactie else None
            vak = Vak(passage, reactie, form, laatste and laatste.bewaard_op)
            per_norm[passage["norm"] or ""].vakken.append(vak)
    return [groep for groep in per_norm.values() if groep.vakken]


def _form(reactie, is_gekozen, ingevuld):
    """A remark is open for writing when it was chosen, refused, or has words and no kind yet."""
    if reactie is None:
        return None
    if ingevuld and ingevuld.prefix == reactie.passage:
        return ingevuld
    onaf = bool(reactie.tekst.strip()) and not reactie.soort
    return ReactieForm(reactie=reactie) if is_gekozen or onaf else None

"""What happens to a label that was granted, done by the acts."""

from django.utils import timezone

from beheercommissie.handelingen import agenderen, belang_verklaren, besluiten, stemmen
from beheercommissie.handelingen.vergaderingen import vergadering_plannen
from beheercommissie.models import Vergadering
from certificaten.handelingen import maatregel_voorstellen, zienswijze_geven
from tests.personen import in_vergadering, traject_in
from trajecten.levensloop import Status
from trajecten.models import Traject

REDEN = "De plannen zijn niet uitgevoerd, en dat is niet gemeld."
OPENBAAR = "De organisatie voerde haar plannen niet uit."


def met_label(wereld):
    """The certificate of Welzijn Wilgendam, handed out today."""
    return traject_in(Status.LOPEND, wereld).certificaten.get()


def voorgesteld(wereld, certificaat, wie=None):
    """A proposal to suspend, to which the organisation has not reacted yet."""
    return maatregel_voorstellen(wie or wereld.gijs, certificaat, voorstel="schorsen", reden=REDEN)


def stemmers(wereld):
    """Enough members for a decision, the chair first."""
    return wereld.anna, wereld.bert, wereld.daan


def voorgedragen(wereld, certificaat, maatregel=None):
    """A proposal (this one, or a new one) with the reaction of the organisation, which waits for an agenda."""
    maatregel = maatregel or voorgesteld(wereld, certificaat)
    type(maatregel).objects.filter(pk=maatregel.pk).update(zienswijze="De nieuwe directeur is al begonnen.")
    zienswijze_geven(wereld.ingrid, maatregel)
    return Traject.objects.get(pk=maatregel.traject_id)


def op_de_agenda(wereld, traject, leden=None):
    """The item of a traject on the agenda of today, of which these members (three of them) said to have no interest."""
    vandaag = timezone.localdate()
    vergadering = Vergadering.objects.filter(datum=vandaag).first()
    punt = agenderen(
        wereld.femke, traject, vergadering or vergadering_plannen(wereld.femke, datum=vandaag, plaats="Utrecht")
    )
    in_vergadering(wereld, punt.vergadering)
    for lid in leden or stemmers(wereld):
        belang_verklaren(lid, punt, "geen")
    return punt


def besluit_over(wereld, traject, optie, **velden):
    """What the committee decides about a label, today."""
    punt = op_de_agenda(wereld, traject)
    for lid in stemmers(wereld):
        stemmen(lid, punt, optie=optie)
    return _besluiten(wereld, punt, optie, **velden)


def _besluiten(wereld, punt, optie, **velden):
    standaard = {"motivering": "De commissie weegt dit zwaar.", "voorwaarden": "Laat zien dat de plannen lopen."}
    return besluiten(wereld.anna, punt, optie=optie, **standaard | velden)


def schorsen(wereld, punt, tot):
    """The decision to suspend from today on, on an item for which the votes were given."""
    return _besluiten(wereld, punt, "schorsen", ingang=timezone.localdate(), tot=tot, openbare_reden=OPENBAAR)


def geschorst(wereld, certificaat, tot):
    """A suspension by decision from today on, until and including `tot`: its traject."""
    traject = voorgedragen(wereld, certificaat)
    besluit_over(wereld, traject, "schorsen", ingang=timezone.localdate(), tot=tot, openbare_reden=OPENBAAR)
    return Traject.objects.get(pk=traject.pk)

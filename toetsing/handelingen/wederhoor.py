from django.db import transaction
from django.utils import timezone

from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.models import Lidmaatschap
from toetsing import nog_te_doen
from toetsing.bevoegdheden import antwoordbelemmeringen, reactiebelemmeringen
from toetsing.models import Rapportversie, Reactie
from toetsing.opmerkingen import gevolgbelemmeringen, passage_van, schrijfrij
from toetsing.samenstellen import passages_van
from trajecten import schrijven
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.levensloop import Status, lopen
from trajecten.models import Traject


def _op_slot(reactie: Reactie) -> Reactie:
    """The remark under lock, its traject first, so that nobody hands in or settles meanwhile."""
    traject = Traject.objects.op_slot(reactie.versie.traject_id)
    reactie = Reactie.objects.select_for_update(of=("self",)).select_related("versie").get(pk=reactie.pk)
    reactie.versie.traject = traject
    return reactie


@transaction.atomic
def reageren(wie: Lidmaatschap, versie: Rapportversie, passage: str) -> Reactie:
    """Open a remark at a passage of the draft, to write in; a second time gives the same one."""
    versie.traject = Traject.objects.op_slot(versie.traject_id)
    bestaand = Reactie.objects.filter(versie=versie, passage=passage).first()
    reactie = bestaand or Reactie(versie=versie, passage=passage, geschreven_door=wie.gebruiker)
    if passage not in {een["sleutel"] for een in passages_van(versie.inhoud)}:
        raise Geweigerd(["Deze passage staat niet in dit rapport."])
    eisen(reactiebelemmeringen(wie, reactie))
    if not bestaand:
        reactie.save()
    return reactie


@transaction.atomic
def reactie_intrekken(wie: Lidmaatschap, reactie: Reactie) -> Reactie:
    """No remark after all. What was written stays with the earlier versions."""
    reactie = _op_slot(reactie)
    eisen(reactiebelemmeringen(wie, reactie))
    schrijven.bewaren(wie, reactie, "tekst", "", schrijven.vingerafdruk(reactie.tekst), reactiebelemmeringen)
    Reactie.objects.filter(pk=reactie.pk).update(soort="")
    reactie.refresh_from_db()
    return reactie


@transaction.atomic
def reactie_indienen(wie: Lidmaatschap, traject: Traject) -> Traject:
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.REACTIE_INDIENEN))
    eisen(nog_te_doen.reactie(traject))
    lopen(traject, Handeling.REACTIE_INDIENEN, Status.REACTIE_VERWERKEN, wie)
    return traject


@transaction.atomic
def beantwoorden(wie: Lidmaatschap, reactie: Reactie, gevolg: str) -> Reactie:
    """Close a remark with the answer that was written and what happens to the text, which must be true of the text."""
    reactie = _op_slot(reactie)
    eisen(antwoordbelemmeringen(wie, reactie))
    if not reactie.antwoord.strip():
        raise Geweigerd(["Schrijf eerst een antwoord op de opmerking."])
    if not gevolg:
        raise Geweigerd(["Kies wat er met de tekst gebeurt."])
    rij = schrijfrij(reactie)
    rij = type(rij).objects.select_for_update(of=("self",)).get(pk=rij.pk)
    eisen(gevolgbelemmeringen(passage_van(reactie), gevolg, rij.tekst))
    reactie.gevolg, reactie.nieuwe_tekst = Reactie.Gevolg(gevolg), rij.tekst.strip()
    reactie.beantwoord_op, reactie.beantwoord_door = timezone.now(), wie.gebruiker
    reactie.save(update_fields=["gevolg", "nieuwe_tekst", "beantwoord_op", "beantwoord_door"])
    return reactie


@transaction.atomic
def antwoord_heropenen(wie: Lidmaatschap, reactie: Reactie) -> Reactie:
    """Take an answer back to write on; the organisation no longer sees it."""
    reactie = _op_slot(reactie)
    eisen(antwoordbelemmeringen(wie, reactie))
    reactie.gevolg, reactie.nieuwe_tekst, reactie.beantwoord_op, reactie.beantwoord_door = "", "", None, None
    reactie.save(update_fields=["gevolg", "nieuwe_tekst", "beantwoord_op", "beantwoord_door"])
    return reactie

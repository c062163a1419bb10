from django.db import transaction
from django.utils import timezone

from leden.bevoegdheden import Geweigerd, Handeling, eisen
from toetsing.bevoegdheden import antwoordbelemmeringen, laatste_versie, reactiebelemmeringen
from toetsing.models import Reactie
from toetsing.samenstellen import passages_van
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.levensloop import Status, lopen
from trajecten.models import Traject


@transaction.atomic
def reageren(wie, versie, passage):
    """Open a remark at a passage of the draft, to write in; a second time gives the same one."""
    Traject.objects.op_slot(versie.traject_id)
    bestaand = Reactie.objects.filter(versie=versie, passage=passage).first()
    reactie = bestaand or Reactie(versie=versie, passage=passage, geschreven_door=wie.gebruiker)
    eisen(reactiebelemmeringen(wie, reactie))
    if passage not in {een["sleutel"] for een in passages_van(versie.inhoud)}:
        raise Geweigerd(["Deze passage staat niet in dit rapport."])
    if not bestaand:
        reactie.save()
    return reactie


@transaction.atomic
def soort_kiezen(wie, reactie, soort):
    """Whether the remark is about a fact or an opinion."""
    reactie = Reactie.objects.select_for_update(of=("self",)).select_related("versie__traject").get(pk=reactie.pk)
    eisen(reactiebelemmeringen(wie, reactie))
    reactie.soort = soort
    reactie.save(update_fields=["soort"])
    return reactie


@transaction.atomic
def reactie_verwijderen(wie, reactie):
    """No remark after all."""
    reactie = Reactie.objects.select_for_update(of=("self",)).select_related("versie__traject").get(pk=reactie.pk)
    eisen(reactiebelemmeringen(wie, reactie))
    reactie.delete()


def nog_te_doen(traject):
    """What is open before the reaction can be handed in. No remark at all is fine."""
    versie = laatste_versie(traject)
    nummers = {passage["sleutel"]: passage["nummer"] for passage in passages_van(versie.inhoud)}
    open_ = []
    for reactie in Reactie.objects.filter(versie=versie):
        plek = f"Bij passage {nummers[reactie.passage]}"
        if not reactie.tekst.strip():
            open_.append(f"{plek} staat nog geen opmerking. Schrijf hem, of kies 'Toch geen opmerking'.")
        elif not reactie.soort:
            open_.append(f"{plek} staat nog niet of het om een feit gaat of om uw mening.")
    return open_


@transaction.atomic
def reactie_indienen(wie, traject):
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.REACTIE_INDIENEN))
    if open_ := nog_te_doen(traject):
        raise Geweigerd(open_)
    lopen(traject, Handeling.REACTIE_INDIENEN, Status.REACTIE_VERWERKEN, wie)
    return traject


@transaction.atomic
def beantwoorden(wie, reactie, gevolg):
    """Close a remark with the answer that was written and what happens to the text."""
    reactie = Reactie.objects.select_for_update(of=("self",)).select_related("versie__traject").get(pk=reactie.pk)
    eisen(antwoordbelemmeringen(wie, reactie))
    if not reactie.antwoord.strip():
        raise Geweigerd(["Schrijf eerst een antwoord op de opmerking."])
    if not gevolg:
        raise Geweigerd(["Kies wat er met de tekst gebeurt."])
    reactie.gevolg, reactie.beantwoord_op, reactie.beantwoord_door = gevolg, timezone.now(), wie.gebruiker
    reactie.save(update_fields=["gevolg", "beantwoord_op", "beantwoord_door"])
    return reactie

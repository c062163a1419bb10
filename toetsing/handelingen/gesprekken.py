from django.db import transaction
from django.utils import timezone

from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.logboek import vastleggen
from toetsing.bevoegdheden import gespreksbelemmeringen
from toetsing.models import Gesprek, Gesprekspartner, Gesprekstoetser, Notitie
from toetsing.persoonsgegevens import gevonden


def _op_slot(gesprek):
    return Gesprek.objects.select_for_update(of=("self",)).select_related("traject__kaderversie").get(pk=gesprek.pk)


@transaction.atomic
def notitie_maken(wie, gesprek, *, soort, tekst, normen, is_niet_herleidbaar=False, notitie=None):
    """Keep a note (or change one); the scrap paper of this assessor is empty again afterwards."""
    gesprek = _op_slot(gesprek)
    eisen(gespreksbelemmeringen(wie, gesprek), gevonden(tekst))
    if notitie is None:
        notitie = Notitie(gesprek=gesprek, gemaakt_door=wie.gebruiker)
    notitie.soort, notitie.tekst, notitie.is_niet_herleidbaar = soort, tekst.strip(), is_niet_herleidbaar
    notitie.save()
    notitie.normen.set(normen)
    Gesprekstoetser.objects.filter(gesprek=gesprek, toetser=wie.gebruiker).update(klad="")
    return notitie


@transaction.atomic
def partners_vastleggen(wie, gesprek, partners):
    """With whom was talked, as a list of (function, number of people)."""
    gesprek = _op_slot(gesprek)
    eisen(gespreksbelemmeringen(wie, gesprek))
    gesprek.gesprekspartners.all().delete()
    Gesprekspartner.objects.bulk_create(
        Gesprekspartner(gesprek=gesprek, functie=functie, aantal=aantal) for functie, aantal in partners
    )
    return gesprek


@transaction.atomic
def teruggeven(wie, gesprek, is_teruggegeven):
    """The summary was given back to the people in the talk (dossier § 3 C18)."""
    gesprek = _op_slot(gesprek)
    eisen(gespreksbelemmeringen(wie, gesprek))
    gesprek.is_teruggegeven = is_teruggegeven
    gesprek.save(update_fields=["is_teruggegeven"])
    return gesprek


@transaction.atomic
def gesprek_afronden(wie, gesprek):
    gesprek = _op_slot(gesprek)
    eisen(gespreksbelemmeringen(wie, gesprek, Handeling.GESPREK_AFRONDEN))
    if open_ := gesprek.nog_te_doen():
        raise Geweigerd(open_)
    gesprek.afgerond_op, gesprek.afgerond_door = timezone.now(), wie.gebruiker
    gesprek.save(update_fields=["afgerond_op", "afgerond_door"])
    vastleggen(wie, Handeling.GESPREK_AFRONDEN, gesprek.traject.onderwerp, reden=f"Gesprek {gesprek.nummer}")
    return gesprek
